"""Properties of reading that hold for any document."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mapping import plan_bytes
from kg.records import Plan
from kg.resources import resource_dir
from loaders.pipeline import Status, load
from tests.evaluation.measure import score
from tests.plan_writer import write_plan

EXAMPLE = (resource_dir("examples") / "yunze-jichuan-ip.txt").read_text(encoding="utf-8")


@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=120, deadline=None)
def test_a_written_plan_comes_back_as_it_was_written(seed: int) -> None:
    text, gold = write_plan(random.Random(seed))
    scores = score(gold, load(text.encode(), gold["file"]).plan)
    low = {name: value.f1 for name, value in scores.fields.items() if name in FIELDS and value.f1 < 1}
    assert low == {}, text


FIELDS = {"head.title", "head.document-number", "head.issued", "actions", "titles", "edges", "action.kind",
          "action.open-list", "action.by-division", "action.deadline"}  # fmt: skip


@given(st.text(alphabet="一二（）()、。，:：责任单位牵头负责等市局0123456789.\n \u3000“”《》〔〕[]", max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_ends_in_a_plan_or_a_problem(text: str) -> None:
    result = load(text.encode(), "any.txt")
    assert (result.plan is None) == (result.status is Status.FAILED)
    if result.plan is not None:
        check_evidence(result.plan)
        plan_bytes(result.plan)


@given(st.integers(min_value=0, max_value=len(EXAMPLE) - 1), st.integers(min_value=1, max_value=200))
@settings(max_examples=60, deadline=None)
def test_a_plan_with_a_hole_still_quotes_its_text(start: int, length: int) -> None:
    plan = load((EXAMPLE[:start] + EXAMPLE[start + length :]).encode(), "hole.txt").plan
    assert plan is not None
    check_evidence(plan)


def check_evidence(plan: Plan) -> None:
    assert plan.source is not None
    text = plan.source.text
    found = [action.evidence for action in plan.actions] + [section.evidence for section in plan.sections]
    found += [indicator.evidence for indicator in plan.indicators] + [cited.evidence for cited in plan.cites]
    found += [phase.evidence for phase in plan.phases] + [entry.evidence for entry in plan.unread]
    found += [a.evidence for action in plan.actions for c in action.clauses for a in c.assignments]
    assert all(found)
    assert [e for many in found for e in many if text[e.begin : e.end] != e.quote] == []


def test_the_same_bytes_give_the_same_quads() -> None:
    first, second = (load(EXAMPLE.encode(), "a.txt").plan for _ in range(2))
    assert first is not None
    assert second is not None
    assert plan_bytes(first) == plan_bytes(second)
