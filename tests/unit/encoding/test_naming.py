"""How written names become places and units, and which of them an encoding must list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.records import Expansion, Jurisdiction, Plan, Unit
from loaders.encoding import PlainNaming, TableNaming, read_encoding, write_encoding

if TYPE_CHECKING:
    from loaders.encoding.naming import Naming

TEXT = """\
plan:
  title: 方案
  issuers: [天津市南开区人民政府]
  jurisdiction: 天津市南开区
bodies:
  - name: 区知识产权工作领导小组
actions:
  - {id: 一/1, title: 甲, responsible: [区市场监管局, 其他知识产权工作领导小组成员单位]}
  - {id: 一/2, title: 乙, responsible: [区科技局, 其他知识产权工作领导小组成员单位]}
"""


def _read(text: str, naming: Naming | None = None) -> Plan:
    return read_encoding(text.encode(), "plan.yaml", naming=naming)


def _units(plan: Plan) -> list[list[Unit]]:
    return [[item.unit for item in clause.assignments] for action in plan.actions for clause in action.clauses]


def test_the_tables_resolve_names_in_the_place_of_the_plan() -> None:
    plan = _read(TEXT)
    assert plan.jurisdiction is not None
    assert plan.jurisdiction.code == "120104"
    (market, group), (_, other) = _units(plan)
    assert (market.name, market.function) == ("天津市南开区市场监督管理局", "market-supervision")
    assert (group.group_of, group.expansion) == ("区知识产权工作领导小组", Expansion.ALL_MEMBERS_EXCEPT)
    assert group.except_units == ("天津市南开区市场监督管理局",)
    assert other.except_units == ("天津市南开区科学技术局",)


@pytest.mark.parametrize("name", ["云泽市霁川区", "江北区"])
def test_a_place_that_the_table_does_not_settle_stays_as_written(name: str) -> None:
    assert TableNaming().place(name) == Jurisdiction(name)


def test_what_the_tables_find_is_not_listed() -> None:
    assert "units:" not in write_encoding(_read(TEXT))


def test_what_plain_names_would_lose_is_listed_and_each_clause_says_whom_a_group_leaves_out() -> None:
    plan = _read(TEXT)
    text = write_encoding(plan, naming=PlainNaming())
    assert "name: 天津市南开区市场监督管理局" in text
    assert "except: [天津市南开区科学技术局]" in text
    again = _read(text, PlainNaming())
    assert _units(again) == _units(plan)
    assert again.jurisdiction == plan.jurisdiction
