"""Units, groups, bodies and places: who a plan speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from kg import iri as mint
from kg.errors import SourceError, both
from kg.mapping import nquads
from kg.mapping.writer import A, Writer, predicate
from kg.records import Jurisdiction, Plan, Unit
from kg.terms import GP, ORG, SKOS

_PREF: Final = predicate(SKOS.prefLabel)
_ALT: Final = predicate(SKOS.altLabel)
_JURISDICTION: Final = predicate(GP.jurisdiction)
_EXPANSIONS: Final = {"AllMembers": GP.AllMembers, "AllMembersExcept": GP.AllMembersExcept}


_SLUG: Final = re.compile(r"[A-Za-z0-9-]+")


def _checked(slug: str, what: str) -> str:
    """Return `slug`, which comes from a person or a table and goes into identifiers as it is."""
    if _SLUG.fullmatch(slug) is None:
        raise SourceError(
            both(f"{slug!r} is not a {what}.", f"{slug!r} 不能用作标识。"),
            both("Write it with the letters a to z, digits and hyphens.", "请只用字母 a 到 z、数字和连字符。"),
        )
    return slug


def units_of_plan(plan: Plan) -> Iterator[Unit]:
    """Yield every unit that `plan` names, repeats included, in the order of its records."""
    yield from plan.issuers
    clauses = chain(*(action.clauses for action in plan.actions), *(item.clauses for item in plan.indicators))
    for clause in clauses:
        for assignment in clause.assignments:
            yield assignment.unit
    for body in plan.leading_groups:
        yield from body.member_units


class UnitQuads:
    """Writes each unit and place once and tells its IRI."""

    def __init__(self, writer: Writer, plan: Plan, plan_iri: str) -> None:
        self._writer = writer
        self._plan = plan
        self._plan_iri = plan_iri
        self._by_object: dict[int, str] = {}
        self._by_value: dict[Unit, str] = {}
        self._by_name: dict[str, Unit] | None = None
        self._places: dict[Jurisdiction, str] = {}
        self._spelt: set[tuple[str, str]] = set()
        self._bodies: set[str] = set()

    def unit(self, unit: Unit) -> str:
        """Return the IRI of `unit`, a record of the plan, writing it where it is new."""
        iri = self._by_object.get(id(unit))
        if iri is None:
            iri = self._by_object[id(unit)] = self._equal(unit)
        return iri

    def spelling(self, iri: str, name: str, text: str) -> None:
        """Add `text` as a form in which the unit `iri` is written, unless it is its name."""
        if text != name and (iri, text) not in self._spelt:
            self._spelt.add((iri, text))
            self._writer.string(iri, _ALT, text)

    def place(self, place: Jurisdiction) -> str:
        """Return the IRI of `place`, writing it and the places around it where it is new."""
        iri = self._places.get(place)
        if iri is None:
            if place.code is not None:
                _checked(place.code, "division code")
            iri = self._places[place] = mint.jurisdiction_iri(place.name, place.code)
            writer = self._writer
            writer.link(iri, A, GP.Jurisdiction)
            writer.string(iri, _PREF, place.name)
            writer.string(iri, predicate(GP.divisionCode), place.code)
            if place.within is not None:
                writer.link(iri, predicate(GP.within), self.place(place.within))
        return iri

    def body_iri(self, name: str) -> str:
        """Return the IRI of a co-ordinating body that this plan names."""
        return mint.part_iri(self._plan_iri, "body", name)

    def _equal(self, unit: Unit) -> str:
        """Return the IRI of the units that equal `unit`, writing it where it is new."""
        iri = self._by_value.get(unit)
        if iri is None:
            iri = self._by_value[unit] = self._iri(unit)
            self._write(iri, unit)
        return iri

    def _iri(self, unit: Unit) -> str:
        place = unit.jurisdiction
        if place is not None:
            self.place(place)
        if unit.function is not None:
            _checked(unit.function, "slug of a function")
        key = mint.place_key(place.name, place.code) if place is not None else mint.place_key(None, None)
        if not unit.is_group:
            return mint.unit_iri(unit.name, key, unit.function)
        scope = key if unit.group_of is None else self._plan_iri
        return mint.group_iri(scope, unit.name, unit.group_of, unit.expansion, unit.except_units)

    def _write(self, iri: str, unit: Unit) -> None:
        writer = self._writer
        writer.link(iri, A, GP.UnitGroup if unit.is_group else GP.Unit)
        writer.string(iri, _PREF, unit.name)
        for text in unit.written:
            self.spelling(iri, unit.name, text)
        if unit.jurisdiction is not None:
            writer.link(iri, _JURISDICTION, self.place(unit.jurisdiction))
        if unit.function is not None:
            writer.link(iri, predicate(GP.function), mint.scheme_iri("function", unit.function))
        if unit.dual_brand is not None:
            writer.link(iri, predicate(GP.dualBrand), self._named(unit.dual_brand, unit))
        if unit.group_of is not None:
            writer.link(iri, predicate(GP.groupOf), self._body(unit.group_of))
        if unit.expansion is not None:
            writer.link(iri, predicate(GP.expansion), _EXPANSIONS[unit.expansion.value])
        for name in unit.except_units:
            writer.link(iri, predicate(GP.except_), self._named(name, unit))

    def _named(self, name: str, beside: Unit) -> str:
        """Return the IRI of the unit of that name: one of this plan, else a new one in the place of `beside`."""
        if self._by_name is None:
            self._by_name = {mint.fold(u.name): u for u in units_of_plan(self._plan) if not u.is_group}
        known = self._by_name.get(mint.fold(name))
        # A record made here lives too short to be known by its address, which the next one may get.
        return self.unit(known) if known is not None else self._equal(Unit(name, beside.jurisdiction))

    def _body(self, name: str) -> str:
        """Return the IRI of the body of that name, writing it where the plan does not describe it."""
        iri = self.body_iri(name)
        described = {self.body_iri(body.name) for body in self._plan.leading_groups}
        if iri not in self._bodies and iri not in described:
            self._bodies.add(iri)
            self._writer.link(iri, A, ORG.OrganizationalCollaboration)
            self._writer.add(iri, _PREF, nquads.string(name))
        return iri
