"""Which units an encoding must list, because their written names alone would not bring them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import SourceError, both
from kg.iri import fold

if TYPE_CHECKING:
    from kg.records import Assignment, Clause, Plan, Unit
    from loaders.encoding.naming import Naming


@dataclass(slots=True)
class _Listed:
    unit: Unit
    forms: list[str] = field(default_factory=list)

    def is_of(self, unit: Unit) -> bool:
        return _but_for_forms(_core(self.unit)) == _but_for_forms(_core(unit))


class Book:
    """The units of one plan by their written names.

    Args:
        plan: The plan to be written.
        naming: What will read it back.

    Raises:
        SourceError: One written name stands for two units.
    """

    def __init__(self, plan: Plan, naming: Naming) -> None:
        bodies = [body.name for body in plan.leading_groups]
        self._unit_of = naming.units(plan.jurisdiction, [unit.name for unit in plan.issuers], bodies)
        self._by_form: dict[str, Unit] = {}
        strange: dict[str, tuple[str, Unit]] = {}
        for written, named, unit in _mentions(plan):
            core = _core(unit)
            known = self._by_form.setdefault(fold(written), core)
            if known != core:
                raise SourceError(
                    both(
                        f"An encoding cannot hold two units under one name: {written}.",
                        f"一份编码中同一名称不能指两个单位：{written}。",
                    ),
                    both("Write the official names out in the clauses.", "请在责任条款中写出全称。"),
                )
            if _core(self._unit_of(written, named)) != core:
                strange.setdefault(fold(written), (written, unit))
        self._listed: list[_Listed] = []
        for written, unit in strange.values():
            self._list(written, unit)
        self._left_out = {fold(form): e.unit.except_units for e in self._listed for form in e.forms}

    def _list(self, written: str, unit: Unit) -> None:
        forms = {fold(form) for form in (written, *unit.written)}
        entry = next((e for e in self._listed if e.is_of(unit) and not forms.isdisjoint(map(fold, e.forms))), None)
        if entry is None:
            entry = _Listed(unit)
            self._listed.append(entry)
        for form in (*unit.written, written):
            if fold(form) not in map(fold, entry.forms):
                entry.forms.append(form)

    def listed(self) -> Iterator[tuple[Unit, Sequence[str]]]:
        """Yield the units to be listed with the forms that stand for them."""
        for entry in self._listed:
            yield entry.unit, entry.forms

    def left_out(self, item: Assignment, clause: Clause) -> tuple[str, ...] | None:
        """Return what a group leaves out in this clause, where reading it back would not find that."""
        found = self._left_out.get(fold(item.unit_text))
        if found is None:
            found = self._unit_of(item.unit_text, _others(item, clause)).except_units
        return None if found == item.unit.except_units else item.unit.except_units


def printed_name(unit: Unit) -> str:
    """Return a form in which the plan prints a unit, its full name where there is none."""
    return unit.written[0] if unit.written else unit.name


def _core(unit: Unit) -> Unit:
    """Return the unit without what it leaves out, which each clause says anew."""
    return replace(unit, except_units=())


def _but_for_forms(unit: Unit) -> Unit:
    return replace(unit, written=())


def _others(item: Assignment, clause: Clause) -> list[str]:
    return [other.unit_text for other in clause.assignments if other.unit_text != item.unit_text]


def _mentions(plan: Plan) -> Iterator[tuple[str, Sequence[str], Unit]]:
    for unit in plan.issuers:
        yield printed_name(unit), (), unit
    for body in plan.leading_groups:
        for unit in body.member_units:
            yield printed_name(unit), (), unit
    clauses = [clause for action in plan.actions for clause in action.clauses]
    clauses.extend(clause for indicator in plan.indicators for clause in indicator.clauses)
    for clause in clauses:
        for item in clause.assignments:
            yield item.unit_text, _others(item, clause), item.unit
