"""Places and units of an encoding: what its `units` list states, else what a resolver makes of names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import both
from kg.iri import fold
from kg.records import Expansion, Jurisdiction, Unit

if TYPE_CHECKING:
    from loaders.encoding.entry import Entry
    from loaders.encoding.naming import Naming, UnitOf

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


def _function(entry: Entry) -> str | None:
    """Return the slug of a function, which must be one of the scheme: it goes into identifiers as it is."""
    slug = entry.text("function")
    if slug is None:
        return None
    from loaders.lexicon import words  # noqa: PLC0415 - read only where a unit states its function

    if slug not in words("functions"):
        near = difflib.get_close_matches(slug[:60], words("functions"), n=1)
        hint = (
            both(f"Did you mean {near[0]}?", f"是否想写“{near[0]}”？")
            if near
            else both("See ontology/schemes/functions.ttl.", "职能代码见 ontology/schemes/functions.ttl。")
        )
        entry.reject("encoding-function", "function", value=slug, hint=hint)
    return slug


class UnitBook:
    """Finds the unit of a written name.

    Args:
        entries: The `units` list of the file.
        place: The place of the plan.
        naming: Resolves places in the list.
        unit_of: Resolves names that the list does not hold.
    """

    def __init__(self, entries: Iterable[Entry], place: Jurisdiction | None, naming: Naming, unit_of: UnitOf) -> None:
        self._place = place
        self._naming = naming
        self._unit_of = unit_of
        self._by_form: dict[str, Unit] = {}
        self._by_name: dict[str, Unit] = {}
        lines: dict[str, int] = {}
        for entry in entries:
            unit = self._read(entry)
            self._by_name.setdefault(fold(unit.name), unit)
            for form in dict.fromkeys(map(fold, unit.written)):
                if form in lines:
                    entry.reject("encoding-duplicate-unit", "name", value=form, line=lines[form])
                lines.setdefault(form, entry.line("name"))
                self._by_form.setdefault(form, unit)

    def _read(self, entry: Entry) -> Unit:
        name = entry.needed("name")
        expansion = entry.code("expansion")
        return Unit(
            name=name,
            jurisdiction=read_place(entry, self._naming) if entry.has("jurisdiction") else self._place,
            function=_function(entry),
            written=entry.words("written") or (name,),
            dual_brand=entry.text("dual_brand"),
            is_group=entry.flag("group") or False,
            group_of=entry.text("group_of"),
            expansion=None if expansion is None else Expansion(expansion),
            except_units=entry.words("except"),
        )

    def unit(self, written: str, named: Sequence[str] = ()) -> Unit:
        """Return the unit that `written` stands for, beside the other names of its clause."""
        form = fold(written)
        known = self._by_form.get(form) or self._by_name.get(form)
        return self._unit_of(written, named) if known is None else known
