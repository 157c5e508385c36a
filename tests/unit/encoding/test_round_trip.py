"""A plan written as YAML and read again is the same plan, in either language of the keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.records import Action, ActionKind, Assignment, Clause, Plan, Role, Unit
from loaders.encoding import PlainNaming, read_encoding, write_encoding
from tests.strategies import plans

Bare = Callable[[Plan], Plan]
LANGUAGES: tuple[Literal["en"], Literal["zh"]] = ("en", "zh")


@settings(max_examples=60, deadline=None)
@given(plan=plans(), language=st.sampled_from(LANGUAGES))
def test_a_plan_survives_writing_and_reading(bare: Bare, plan: Plan, language: Literal["en", "zh"]) -> None:
    text = write_encoding(plan, naming=PlainNaming(), language=language)
    assert bare(read_encoding(text.encode(), "plan.yaml", naming=PlainNaming())) == plan


@settings(max_examples=25, deadline=None)
@given(plan=plans())
def test_writing_is_a_fixed_point(plan: Plan) -> None:
    text = write_encoding(plan, naming=PlainNaming())
    assert write_encoding(read_encoding(text.encode(), "plan.yaml", naming=PlainNaming()), naming=PlainNaming()) == text


def _action(path: str, *assignments: Assignment) -> Action:
    clauses = (Clause("甲", assignments, ()),) if assignments else ()
    return Action(path, "甲", "1", 0, ActionKind.TASK, (), clauses=clauses)


def test_two_parts_with_one_path_cannot_be_written() -> None:
    with pytest.raises(SourceError, match="一/1"):
        write_encoding(Plan("甲", None, actions=(_action("一/1"), _action("一/1"))))


def test_one_name_for_two_units_cannot_be_written() -> None:
    unit = Unit("云泽市财政局", written=("市财政局",))
    other = dataclasses.replace(unit, name="霁川市财政局")
    pairs = [Assignment(one, "市财政局", Role.LEAD, ()) for one in (unit, other)]
    with pytest.raises(SourceError, match="市财政局"):
        write_encoding(Plan("甲", None, actions=(_action("一/1", *pairs),)))
