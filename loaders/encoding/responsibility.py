"""Responsibility in encodings: three lists by role, pairs of unit and role, or several clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.records import Assignment, Clause, Evidence, Role
from loaders.encoding.keys import ROLES
from loaders.encoding.values import printed

if TYPE_CHECKING:
    from loaders.encoding.entry import Entry
    from loaders.encoding.units import UnitBook

LISTS: Final = (("lead", Role.LEAD), ("responsible", Role.RESPONSIBLE), ("supporting", Role.SUPPORTING))
_LIST_NAMES: Final = tuple(name for name, _ in LISTS)
_FLAGS: Final = ("open_list", "by_division_of_duties", "clause_text")
_LABELS: Final = {Role(code.value): code.spellings[2] for code in ROLES}


@dataclass(frozen=True, slots=True)
class _Named:
    """A unit as one place of a clause names it; `left_out` overrides what a group leaves out."""

    text: str
    role: Role
    evidence: tuple[Evidence, ...]
    left_out: tuple[str, ...] | None = None

    def assignment(self, units: UnitBook, texts: list[str]) -> Assignment:
        unit = units.unit(self.text, [text for text in texts if text != self.text])
        if self.left_out is not None:
            unit = replace(unit, except_units=self.left_out)
        return Assignment(unit, self.text, self.role, self.evidence)


def read_clauses(entry: Entry, units: UnitBook) -> tuple[Clause, ...]:
    """Return the clauses that the keys of an action or indicator state."""
    if entry.has("clauses"):
        entry.refuse_both("clauses", (*_LIST_NAMES, "responsibilities", *_FLAGS))
        return tuple(_clause(inner, units, own_deadline=True) for inner in entry.records("clauses"))
    if entry.given(*_LIST_NAMES, "responsibilities", *_FLAGS) is None:
        return ()
    clause = _clause(entry, units, own_deadline=False)
    is_empty = not (clause.assignments or clause.open_list or clause.by_division_of_duties)
    return () if is_empty and not entry.has("clause_text") else (clause,)


def _clause(entry: Entry, units: UnitBook, *, own_deadline: bool) -> Clause:
    entry.refuse_both("responsibilities", _LIST_NAMES)
    named = [_Named(text, role, evidence) for name, role in LISTS for text, evidence in entry.texts(name)]
    for pair in entry.records("responsibilities"):
        text, role_name = pair.text("unit"), pair.code("role")
        left_out = pair.words("except") if pair.stands("except") else None
        if text is not None and role_name is not None:
            named.append(_Named(text, Role(role_name), pair.evidence, left_out))
    texts = [item.text for item in named]
    assignments = [item.assignment(units, texts) for item in named]
    deadline, written = entry.date("deadline") if own_deadline else (None, None)
    stated = entry.text("deadline_text") if own_deadline else None
    clause = Clause(
        text="",
        assignments=tuple(assignments),
        evidence=entry.evidence,
        open_list=entry.flag("open_list") or False,
        by_division_of_duties=entry.flag("by_division_of_duties") or False,
        deadline=deadline,
        deadline_text=printed(deadline, written, stated),
    )
    return replace(clause, text=entry.text("clause_text") or clause_text(clause))


def clause_text(clause: Clause) -> str:
    """Return the words that stand for a clause where an encoding does not give the printed ones."""
    runs: list[tuple[Role, list[str]]] = []
    for item in clause.assignments:
        if not runs or runs[-1][0] is not item.role:
            runs.append((item.role, []))
        runs[-1][1].append(item.unit_text)
    words = "；".join(f"{_LABELS[role]}：{'、'.join(names)}" for role, names in runs)
    return words + "等" * clause.open_list + "按职责分工负责" * clause.by_division_of_duties
