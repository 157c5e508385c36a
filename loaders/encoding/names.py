"""Several names in one cell: parted by 、 , ; or line breaks, a name in "…" taken as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.records import Role
from loaders.rules.clause.compile import StandingRules, compile_clause

_MARKS: Final = "、，,；;\n"
_OPENING: Final = "(（[〔【《"
_CLOSING: Final = ")）]〕】》"
_QUOTED: Final = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
_EMPTY: Final = frozenset({"", "无", "-", "--", "/", "—", "暂无"})
_FOLD: Final = str.maketrans("，；：（）", ",;:()")


@dataclass(frozen=True, slots=True)
class Duties:
    """What one cell of units says: pairs of unit and role, 等, and 按职责分工."""

    units: tuple[tuple[str, Role], ...] = ()
    open_list: bool = False
    by_division: bool = False


def split_names(text: str) -> tuple[str, ...]:
    r"""Return the names of a cell; marks inside brackets do not part.

    >>> split_names('区科技局、区工商联(总商会、商会)\n"各委、办、局"')
    ('区科技局', '区工商联(总商会、商会)', '各委、办、局')
    """
    names: list[str] = []
    place = depth = 0
    start = 0
    while place < len(text):
        char = text[place]
        quoted = _QUOTED.match(text, place) if not text[start:place].strip() else None
        if quoted is not None and (quoted.end() == len(text) or text[quoted.end()] in _MARKS):
            names.append(quoted[1].replace('""', '"'))
            place = start = quoted.end() + 1
            depth = 0
            continue
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        if char in _MARKS and (depth == 0 or char == "\n"):
            names.append(text[start:place].strip())
            start = place + 1
            depth = 0
        place += 1
    names.append(text[start:].strip())
    return tuple(name for name in names if name)


def join_names(names: Sequence[str]) -> str:
    """Return a cell that `split_names` reads back; names that would not come back stand in quotes."""
    plain = "、".join(name if split_names(name) == (name,) and name[0] != '"' else _in_quotes(name) for name in names)
    return plain if split_names(plain) == tuple(names) else "、".join(map(_in_quotes, names))


def split_units(text: str, role: Role) -> Duties:
    """Return the units of a cell in a column of `role`, read as a responsibility clause where it is one.

    >>> split_units("各委、办、局,区财政局等", Role.RESPONSIBLE).open_list
    True
    """
    if text.strip() in _EMPTY:
        return Duties()
    if '"' not in text and "\n" not in text:
        folded = text.translate(_FOLD)
        draft = compile_clause(folded, 0, len(folded), StandingRules())
        if draft is not None and draft.units and not draft.noise and draft.deadline_at is None:
            units = tuple((text[u.start : u.end], u.role if draft.labelled else role) for u in draft.units)
            return Duties(units, draft.open_list, draft.by_division)
    return Duties(tuple((name, role) for name in split_names(text)))


def join_units(names: Sequence[str], role: Role) -> str:
    """Return a cell that `split_units` reads back as these units."""
    plain = "、".join(names)
    if split_units(plain, role) == Duties(tuple((name, role) for name in names)):
        return plain
    return "、".join(map(_in_quotes, names))


def _in_quotes(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
