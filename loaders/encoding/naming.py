"""Who and where a written name is: by the tables of places and units, or as written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kg.records import Jurisdiction, Unit

UnitOf = Callable[[str, Sequence[str]], Unit]
"""The unit of a written name; the second argument holds the other names of the same clause."""


class Naming(Protocol):
    """Turns names as written into places and units."""

    def place(self, name: str) -> Jurisdiction:
        """Return the place that `name` stands for."""

    def units(self, place: Jurisdiction | None, issuers: Sequence[str], bodies: Sequence[str]) -> UnitOf:
        """Return what finds units in a plan of `place`, by these issuers, with these leading groups."""


class PlainNaming:
    """Takes every name for what is written: no table of places, no scheme of functions."""

    def place(self, name: str) -> Jurisdiction:
        """Return a place of that name without code."""
        return Jurisdiction(name)

    def units(self, place: Jurisdiction | None, _issuers: Sequence[str], _bodies: Sequence[str]) -> UnitOf:
        """Return what makes a unit of that name in the place of the plan."""

        def unit(written: str, _named: Sequence[str]) -> Unit:
            return Unit(written, place, written=(written,))

        return unit


class TableNaming:
    """Resolves names as in documents: 区科技局 of 天津市南开区 is 天津市南开区科学技术局."""

    def place(self, name: str) -> Jurisdiction:
        """Return the place of the table, or one without code where the name is unknown or not enough."""
        from loaders.resolve.settle import settle  # noqa: PLC0415 - the table is read only when needed

        settled = settle((name,)).place
        return Jurisdiction(name) if settled is None or settled.code is None else settled

    def units(self, place: Jurisdiction | None, issuers: Sequence[str], bodies: Sequence[str]) -> UnitOf:
        """Return the resolver of one plan."""
        from loaders.resolve.units import UnitResolver  # noqa: PLC0415 - the same

        return UnitResolver(place, issuers, bodies).resolve
