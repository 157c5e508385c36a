"""Places and units of an encoding: what its `units` list states, else what a resolver makes of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.iri import fold
from kg.records import Expansion, Jurisdiction, Unit

if TYPE_CHECKING:
    from loaders.encoding.entry import Entry
    from loaders.encoding.naming import Naming

NOTHING: Final = "无"
"""Says that there is none, where leaving a key out would mean something else."""
_CODE: Final = re.compile("[0-9]{6}", re.ASCII)


def read_place(entry: Entry, naming: Naming) -> Jurisdiction | None:
    """Return the place that the keys of `entry` state, None where they state none.

    A name alone is resolved; a name with a code or with places around it is taken as it stands.
    """
    name = entry.text("jurisdiction")
    if name is None or name == NOTHING:
        return None
    around = [(e.needed("name"), _code(e)) for e in entry.records("within")]
    code = _code(entry)
    if code is None and not around:
        return naming.place(name)
    within: Jurisdiction | None = None
    for outer, outer_code in reversed(around):
        within = Jurisdiction(outer, outer_code, within)
    return Jurisdiction(name, code, within)


def _code(entry: Entry) -> str | None:
    code = entry.text("division_code")
    if code is not None and _CODE.fullmatch(code) is None:
        entry.reject("encoding-place-code", "division_code", value=code)
    return code


class UnitBook:
    """Finds the unit of a written name.

    Args:
        entries: The `units` list of the file.
        place: The place of the plan.
        naming: Resolves names that the list does not hold.
    """

    def __init__(self, entries: Iterable[Entry], place: Jurisdiction | None, naming: Naming) -> None:
        self._place = place
        self._naming = naming
        self._units: dict[str, tuple[Unit, int]] = {}
        for entry in entries:
            unit = self._read(entry)
            for form in dict.fromkeys(fold(text) for text in (unit.name, *unit.written)):
                known = self._units.setdefault(form, (unit, entry.line("name")))
                if known[0] is not unit:
                    entry.reject("encoding-duplicate-unit", "name", value=form, line=known[1])

    def _read(self, entry: Entry) -> Unit:
        name = entry.needed("name")
        expansion = entry.code("expansion")
        return Unit(
            name=name,
            jurisdiction=read_place(entry, self._naming) if entry.has("jurisdiction") else self._place,
            function=entry.text("function"),
            written=entry.words("written") or (name,),
            dual_brand=entry.text("dual_brand"),
            is_group=entry.flag("group") or False,
            group_of=entry.text("group_of"),
            expansion=None if expansion is None else Expansion(expansion),
            except_units=entry.words("except"),
        )

    def unit(self, written: str) -> Unit:
        """Return the unit that `written` stands for."""
        known = self._units.get(fold(written))
        return self._naming.unit(written, self._place) if known is None else known[0]
