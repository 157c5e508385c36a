"""Rows of indicator tables whose cells hold a line for each of several measures, which conversion laid one a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from loaders.rules.indicator.grid import VALUES, Column, Role, is_empty, is_value
from loaders.tables import Cell

_PART = re.compile(r"其中[:,]?")
_UNIT = re.compile(r"\([^()]{1,6}\)$")
_BOUND: Final = ("预期", "约束")
_MOST_NAMES: Final = 5
_LONGEST_NAME: Final = 40


def folded_rows(cells: Sequence[Cell], at: int, columns: Sequence[Column]) -> tuple[list[tuple[Cell | None, ...]], int]:
    """Return the rows that open at cell `at` folded into one, and where they end; no rows where there are none.

    Their names come first, then as many values for each column, then one word of how binding they are:
    小学教师学历比例 / 其中:本科比例 / 91% / 60% / 95% / 70% / 预期性. One name more in front is
    what the others are parts of.
    """
    roles = [column.role for column in columns]
    values = sum(role in VALUES for role in roles)
    if roles[:1] != [Role.NAME] or any(role not in VALUES for role in roles[1 : values + 1]) or not values:
        return [], at
    if roles[values + 1 :] not in ([], [Role.BINDING]):
        return [], at
    names = list(takewhile(_names, cells[at : at + _MOST_NAMES]))
    low = at + len(names)
    figures = list(takewhile(lambda cell: is_value(cell.text) or is_empty(cell.text), cells[low:]))
    count, rest = divmod(len(figures), values)
    if rest or count < 2 or len(names) not in (count, count + 1):  # noqa: PLR2004 - a single one is no folded row
        return [], at
    stop = low + len(figures)
    bound: Cell | None = None
    if Role.BINDING in roles:
        if stop >= len(cells) or not any(word in cells[stop].text for word in _BOUND):
            return [], at
        bound, stop = cells[stop], stop + 1
    whole = names[0] if len(names) > count or _PART.match(names[1].text) else None
    if len(names) > count:
        names = names[1:]
    rows: list[tuple[Cell | None, ...]] = []
    for index, name in enumerate(names):
        own = name if whole is None or name is whole else _part_of(whole, name)
        row: list[Cell | None] = [own, *(figures[place * count + index] for place in range(values))]
        rows.append(tuple(row if Role.BINDING not in roles else [*row, bound]))
    return rows, stop


def _names(cell: Cell) -> bool:
    text = cell.text
    plain = 1 < len(text) <= _LONGEST_NAME and "。" not in text and not is_value(text) and not is_empty(text)
    return plain and not any(word in text for word in _BOUND)


def _part_of(whole: Cell, part: Cell) -> Cell:
    """Return the cell of a part with what it is a part of in front, where it does not measure something itself."""
    text = _PART.sub("", part.text)
    if _UNIT.search(text):
        return Cell(part.start, part.end, text)
    unit = _UNIT.search(whole.text)
    head = whole.text[: unit.start()] if unit else whole.text
    return Cell(part.start, part.end, text + head.lstrip("0123456789.、") + (unit.group() if unit else ""))
