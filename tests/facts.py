"""The facts of a plan as plain sets, for tests that hold two readings against each other."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kg.records import Plan
from loaders.lexicon import TRADITIONAL, TRADITIONAL_IN_CONTEXT
from loaders.pipeline import load


@dataclass(frozen=True)
class Facts:
    """What two readings of one plan agree on, whatever its layout."""

    head: tuple[str, ...]
    actions: frozenset[tuple[object, ...]]
    indicators: frozenset[tuple[object, ...]]
    cites: frozenset[str]
    bodies: frozenset[tuple[object, ...]]
    phases: frozenset[tuple[str, str, str]]


def fold(text: str | None) -> str:
    """Return NFKC, simplified, without white space; dashes and quotation marks alike."""
    folded = unicodedata.normalize("NFKC", text or "").translate(TRADITIONAL | TRADITIONAL_IN_CONTEXT)
    return "".join(folded.split()).translate(_ALIKE)


_ALIKE = {ord(char): "-" for char in "—–―－-"} | {ord("「"): "“", ord("」"): "”", ord("，"): ",", ord("："): ":"}


def read(text: str, name: str = "plan.txt") -> Plan:
    """Return the plan of a text."""
    plan = load(text.encode(), name).plan
    assert plan is not None
    return plan


def facts_of(plan: Plan) -> Facts:
    """Return the facts of a plan."""
    return Facts(
        (fold(plan.title), fold(plan.document_number), str(plan.issued), str(plan.starts), str(plan.ends)),
        frozenset(
            (
                action.path,
                fold(action.label),
                action.kind,
                str(action.deadline),
                frozenset(
                    (fold(a.unit_text), fold(a.unit.name), a.role) for c in action.clauses for a in c.assignments
                ),
                any(c.open_list for c in action.clauses),
                any(c.by_division_of_duties for c in action.clauses),
            )
            for action in plan.actions
        ),
        frozenset(
            (fold(i.label), i.unit and fold(i.unit), i.statistic, t.value, t.comparator, str(t.deadline))
            for i in plan.indicators
            for t in i.targets
        ),
        frozenset(fold(cited.title) for cited in plan.cites),
        frozenset((fold(g.name), frozenset(map(fold, g.members))) for g in plan.leading_groups),
        frozenset((fold(p.label), str(p.start), str(p.end)) for p in plan.phases),
    )
