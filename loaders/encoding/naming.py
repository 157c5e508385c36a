"""Who and where a written name is: the door through which a resolver enters the reading of encodings."""

from __future__ import annotations

from typing import Protocol

from kg.records import Jurisdiction, Unit


class Naming(Protocol):
    """Turns names as written into places and units."""

    def place(self, name: str) -> Jurisdiction:
        """Return the place that `name` stands for."""

    def unit(self, written: str, jurisdiction: Jurisdiction | None) -> Unit:
        """Return the unit that `written` stands for in a plan of `jurisdiction`."""


class PlainNaming:
    """Takes every name for what is written: no table of places, no scheme of functions."""

    def place(self, name: str) -> Jurisdiction:
        """Return a place of that name without code."""
        return Jurisdiction(name)

    def unit(self, written: str, jurisdiction: Jurisdiction | None) -> Unit:
        """Return a unit of that name in the place of the plan."""
        return Unit(written, jurisdiction, written=(written,))
