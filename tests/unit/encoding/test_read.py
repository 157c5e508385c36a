"""What the keys of an encoding become in the records."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.records import ActionKind, Comparator, Expansion, Jurisdiction, Ownership, PartialDate, Plan, Role, Unit
from loaders.encoding import read_encoding

Read = Callable[[str], Plan]

ENGLISH = """\
plan:
  title: 霁川区示范方案
  document_number: 霁政发〔2025〕6号
  issued: 2025-03-18
  jurisdiction: 云泽市霁川区
actions:
  - id: 二/(一)/1
    title: 建设示范园
    lead: 区科技局
    responsible: [区财政局, 各委、办、局]
    supporting:
      - 区工商联(总商会)
    open_list: true
    deadline: 2026-06
indicators:
  - name: 有效专利数量
    unit: 件
    value: 2.6万
    comparator: ">="
    deadline: 2027
    baseline: 9000
    baseline_date: 2024
"""
CHINESE = """\
计划:
  标题: 霁川区示范方案
  文号: 霁政发〔2025〕6号
  成文日期: 2025-03-18
  地区: 云泽市霁川区
任务:
  - 编号: 二/(一)/1
    标题: 建设示范园
    牵头单位: 区科技局
    责任单位: [区财政局, 各委、办、局]
    配合单位:
      - 区工商联(总商会)
    等: 是
    完成时限: 2026-06
指标:
  - 名称: 有效专利数量
    计量单位: 件
    目标值: 2.6万
    比较: 不低于
    完成时限: 2027
    基期值: 9000
    基期: 2024
"""


def test_english_and_chinese_keys_say_the_same(read: Read, bare: Callable[[Plan], Plan]) -> None:
    assert bare(read(ENGLISH)) == bare(read(CHINESE))


def test_roles_flags_and_deadline_of_an_action(read: Read) -> None:
    (action,) = read(ENGLISH).actions
    (clause,) = action.clauses
    assert [(item.unit_text, item.role) for item in clause.assignments] == [
        ("区科技局", Role.LEAD),
        ("区财政局", Role.RESPONSIBLE),
        ("各委、办、局", Role.RESPONSIBLE),
        ("区工商联(总商会)", Role.SUPPORTING),
    ]
    assert (clause.open_list, clause.by_division_of_duties) == (True, False)
    assert (action.kind, action.number, action.deadline) == (ActionKind.TASK, "1", PartialDate(2026, 6))
    assert action.ownership is Ownership.NAMED


def test_a_target_keeps_its_printed_number_and_its_baseline(read: Read) -> None:
    (indicator,) = read(ENGLISH).indicators
    (target,) = indicator.targets
    assert (target.value, target.value_text) == (Decimal(26000), "2.6万")
    assert (target.comparator, target.comparator_stated) == (Comparator.AT_LEAST, True)
    (baseline,) = indicator.observations
    assert (baseline.value, baseline.date, baseline.is_baseline) == (Decimal(9000), PartialDate(2024), True)


def test_evidence_is_the_text_of_the_file(read: Read) -> None:
    plan = read("\ufeff# 注释\r\n" + ENGLISH.replace("\n", "\r\n"))
    assert plan.source is not None
    runs = [*plan.evidence, *plan.actions[0].evidence, *plan.indicators[0].targets[0].evidence]
    runs += [run for item in plan.actions[0].clauses[0].assignments for run in item.evidence]
    assert len(runs) == 7
    for run in runs:
        assert plan.source.text[run.begin : run.end] == run.quote
    assert plan.actions[0].evidence[0].quote.endswith("deadline: 2026-06")
    assert plan.actions[0].clauses[0].assignments[0].evidence[0].quote == "区科技局"


def test_json_is_read_like_yaml_with_tabs_and_surrogate_pairs() -> None:
    data = json.dumps({"plan": {"title": "方案\U0001f600", "issued": "2025-01-02"}}, indent="\t")
    assert "\\ud83d" in data
    plan = read_encoding(data.encode(), "plan.json")
    assert (plan.title, plan.issued) == ("方案\U0001f600", PartialDate(2025, 1, 2))
    assert plan.source is not None
    assert plan.source.media_type == "application/json"


def test_values_are_taken_as_written_whatever_yaml_makes_of_them(read: Read) -> None:
    plan = read("plan: {title: 2024, document_number: no, issued: 2024-02-28}")
    assert (plan.title, plan.document_number, plan.issued) == ("2024", "no", PartialDate(2024, 2, 28))


def test_what_is_left_open_is_absent(read: Read) -> None:
    plan = read("plan: {title: 方案, issued: ~, document_number: '', addressees: null}\nactions:\n")
    assert (plan.issued, plan.document_number, plan.addressees, plan.actions) == (None, None, (), ())


def test_a_unit_list_gives_official_names_and_groups(read: Read) -> None:
    plan = read("""\
plan: {title: 方案, jurisdiction: 云泽市, issuers: [云泽市人民政府]}
units:
  - {name: 云泽市科学技术局, written: [市科技局, 市科委], function: science-technology}
  - {name: 其他成员单位, group: true, group_of: 市领导小组, expansion: all_except, except: [市科技局]}
  - {name: 澜江省财政厅, written: [省财政厅], jurisdiction: 澜江省, division_code: "990000"}
actions:
  - {id: 一/1, title: 甲, lead: [市科技局], responsible: [其他成员单位, 省财政厅, 市商务局]}
  - {id: 一/2, title: 乙, responsible: [其他成员单位]}
""")
    place = Jurisdiction("云泽市")
    lead, group, province, plain = (item.unit for item in plan.actions[0].clauses[0].assignments)
    assert lead == Unit("云泽市科学技术局", place, "science-technology", ("市科技局", "市科委"))
    assert (group.is_group, group.group_of, group.expansion) == (True, "市领导小组", Expansion.ALL_MEMBERS_EXCEPT)
    assert province.jurisdiction == Jurisdiction("澜江省", "990000")
    assert plain == Unit("市商务局", place, written=("市商务局",))
    assert [action.ownership for action in plan.actions] == [Ownership.NAMED, Ownership.GROUP_ONLY]


def test_several_clauses_keep_their_own_deadlines(read: Read) -> None:
    plan = read("""\
plan: {title: 方案}
actions:
  - id: 一/1
    title: 甲
    clauses:
      - {lead: [乙], deadline: 2026年3月底前, clause_text: 乙牵头}
      - {responsibilities: [{unit: 丁, role: 配合}, {unit: 丙, role: lead}], by_division_of_duties: yes}
""")
    first, second = plan.actions[0].clauses
    assert (first.text, first.deadline, first.deadline_text) == ("乙牵头", PartialDate(2026, 3), "2026年3月底前")
    assert [(item.unit_text, item.role) for item in second.assignments] == [("丁", Role.SUPPORTING), ("丙", Role.LEAD)]
    assert second.by_division_of_duties


def test_sections_and_actions_share_one_order_and_find_their_parents(read: Read) -> None:
    plan = read("""\
plan: {title: 方案}
sections:
  - {id: 一, title: 目标, kind: goals}
  - {id: 二, title: 任务}
  - {id: 三, title: 保障}
actions:
  - {id: 二/1, title: 甲}
  - {id: 三/(一), title: 乙, kind: safeguard}
""")
    assert [section.order for section in plan.sections] == [0, 1, 3]
    assert [(action.order, action.parent) for action in plan.actions] == [(2, "二"), (4, "三")]


@pytest.mark.parametrize(
    ("written", "value", "text"),
    [
        ("2026", PartialDate(2026), None),
        ("2026/6", PartialDate(2026, 6), "2026/6"),
        ("2026年底前", PartialDate(2026, 12), "2026年底前"),
        ("2026年6月30日前", PartialDate(2026, 6, 30), "2026年6月30日前"),
    ],
)
def test_dates_keep_their_precision_and_their_printed_form(
    read: Read, written: str, value: PartialDate, text: str | None
) -> None:
    (action,) = read(f"plan: {{title: a}}\nactions: [{{id: '1', title: b, deadline: {written}}}]").actions
    assert (action.deadline, action.deadline_text) == (value, text)


@pytest.mark.parametrize(
    ("written", "kind"), [("goals", "goals"), ("目标", "goal"), ("Background", "background"), ("保障措施", "safeguard")]
)
def test_kinds_of_sections_have_several_names(read: Read, written: str, kind: str) -> None:
    plan = read(f"plan: {{title: 方案}}\nsections:\n  - {{id: 一, title: 甲, kind: {written}}}\n")
    assert [section.kind for section in plan.sections] == [kind]
