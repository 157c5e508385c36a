"""Responsibility in encodings: three lists by role, pairs of unit and role, or several clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.records import Assignment, Clause, Role
from loaders.encoding.keys import ROLES
from loaders.encoding.values import printed

if TYPE_CHECKING:
    from loaders.encoding.entry import Entry
    from loaders.encoding.units import UnitBook

LISTS: Final = (("lead", Role.LEAD), ("responsible", Role.RESPONSIBLE), ("supporting", Role.SUPPORTING))
_LIST_NAMES: Final = tuple(name for name, _ in LISTS)
_FLAGS: Final = ("open_list", "by_division_of_duties", "clause_text")
_LABELS: Final = {Role(code.value): code.spellings[2] for code in ROLES}


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
    assignments = [
        Assignment(units.unit(text), text, role, evidence)
        for name, role in LISTS
        for text, evidence in entry.texts(name)
    ]
    for pair in entry.records("responsibilities"):
        text, role_name = pair.text("unit"), pair.code("role")
        if text is not None and role_name is not None:
            assignments.append(Assignment(units.unit(text), text, Role(role_name), pair.evidence))
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
