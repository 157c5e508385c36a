"""Where the rows of a task table are cut that conversion laid out one cell a line.

A row has as many cells as there are columns, less those that merged cells of a row above cover or that
were empty, and more where a cell lies over several lines. A number, or the cell of units, tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from loaders.dates import read_deadline
from loaders.headings import ROLES, WORK
from loaders.rules.clause.compile import named_units

Run = tuple[int, int]
EMPTY: Final = frozenset({"无", "-", "--", "/", "—", "暂无", ""})
_MERGED: Final = frozenset({"other", *WORK})
_BLANK: Final = frozenset({"Supporting", "Responsible", "deadline", "other", "person"})
_LONGEST_PERSON: Final = 12
_LONGEST_GROUP: Final = 16


def numbered_rows(
    text: str, columns: Sequence[str], cells: Sequence[Run], first: int, *, grouped: bool = False
) -> Iterator[tuple[Sequence[Run], list[Sequence[Run]]]]:
    """Yield the cells under each number of the first column, and the rows that they are where that is certain.

    Where the table is `grouped`, the name of the next group may stand behind a row.
    """
    above: Sequence[Run] | None = None
    for under in _numbered(text, cells, first):
        chunk = _without_group(text, columns, under) if grouped else under
        missing = len(columns) - len(chunk)
        if missing == 0:
            above = chunk
        yield (
            chunk,
            [chunk]
            if missing == 0
            else (_aligned(text, columns, chunk) if missing < 0 else _filled(text, columns, chunk, above)),
        )


def _without_group(text: str, columns: Sequence[str], chunk: Sequence[Run]) -> Sequence[Run]:
    """Return the cells of a row without the name of the next group of rows behind them."""
    row, rest = chunk[: len(columns)], chunk[len(columns) :]
    short = bool(rest) and all(stop - start <= _LONGEST_GROUP for start, stop in rest)
    return row if short and _is_sound(text, columns, row) else chunk


def _filled(
    text: str, columns: Sequence[str], chunk: Sequence[Run], above: Sequence[Run] | None
) -> list[Sequence[Run]]:
    """Return the row that lacks cells: merged ones of a row above cover them, or an empty one was dropped."""
    missing = len(columns) - len(chunk)
    if above is not None and set(columns[1 : 1 + missing]) <= _MERGED and WORK & set(columns[1 + missing :]):
        row = [chunk[0], *above[1 : 1 + missing], *chunk[1:]]
        if _is_sound(text, columns, row):
            return [row]
    if missing > 1:
        return []
    places = [place for place in range(2, len(columns)) if columns[place] in _BLANK]
    rows: list[Sequence[Run]] = [[*chunk[:i], (chunk[i - 1][1],) * 2, *chunk[i:]] for i in places]
    sound = [row for row in rows if _is_sound(text, columns, row)]
    # Where the empty cell could be either of two, the row is not read.
    return sound if len(sound) == 1 else []


def _is_sound(text: str, columns: Sequence[str], row: Sequence[Run]) -> bool:
    """Tell whether the cells of a row hold what their columns say: units under roles, a date under a deadline."""
    owned = False
    for column, cell in zip(columns, row, strict=True):
        if column in ROLES and text[slice(*cell)] not in EMPTY:
            if not names_units(text, cell):
                return False
            owned = True
        if column == "deadline" and text[slice(*cell)] not in EMPTY and not any(read_deadline(text[slice(*cell)], 1)):
            return False
        if column == "person" and cell[1] - cell[0] > _LONGEST_PERSON:
            return False
    return owned


def rows_by_units(
    text: str, columns: Sequence[str], cells: Sequence[Run]
) -> Iterator[tuple[Sequence[Run], list[Sequence[Run]]]]:
    """Yield the rows of a table without numbers, each with its own cells, up to the first that cannot be told.

    A row is told by its cells of units: in front of them stands what is to be done, and no more cells than
    columns; where there are fewer, merged cells of the row above cover them.
    """
    roles = [place for place, column in enumerate(columns) if column in ROLES]
    at, behind = roles[0], len(columns) - roles[-1] - 1
    if roles != list(range(at, roles[-1] + 1)) or not set(columns[:at]) <= _MERGED:
        return
    cells = [cell for cell in cells if not text[slice(*cell)].isdigit()]
    above: Sequence[Run] = ()
    place = 0
    while place < len(cells):
        owner = next(
            (i for i in range(min(place + at, len(cells) - 1), place, -1) if names_units(text, cells[i])), None
        )
        missing = at if owner is None else at - (owner - place)
        own = cells[place : place + len(columns) - missing]
        if owner is None or (missing and not above) or len(own) + missing < len(columns) - bool(behind):
            yield cells[place:], []
            return
        row = [*above[:missing], *own]
        yield own, [row] if len(row) == len(columns) else []
        above = row
        place += len(own)


def _aligned(text: str, columns: Sequence[str], cells: Sequence[Run]) -> list[Sequence[Run]]:
    """Return the rows that a numbered row with more cells than columns holds, or none where that is not certain.

    A cell of units lies over several lines (县水务局 / 县住建局), and a second task may follow that shares
    the number and the units with the first (启动 … / 县民政局 / 5月底前 / 建成 … / 12月底前).
    """
    roles = [place for place, column in enumerate(columns) if column in ROLES]
    if len(roles) != 1 or columns[0] != "number" or len(cells) < len(columns):
        return []
    at = roles[0]
    cells = _one_line(text, columns, cells, at)
    count = 0
    while at + count < len(cells) and names_units(text, cells[at + count]):
        count += 1
    if not count:
        return []
    behind = len(columns) - at - 1
    units = cells[at][0], cells[at + count - 1][1]
    stop = at + count + behind
    found = [[*cells[:at], units, *cells[at + count : stop]]]
    rest = cells[stop:]
    own = [place for place in range(len(columns)) if place not in (0, at)]
    if len(found[0]) != len(columns) or not own or len(rest) % len(own):
        return []
    for start in range(0, len(rest), len(own)):
        row = list(found[0])
        for place, cell in zip(own, rest[start : start + len(own)], strict=True):
            row[place] = cell
        found.append(row)
    return list(found)


def _one_line(text: str, columns: Sequence[str], cells: Sequence[Run], at: int) -> Sequence[Run]:
    """Join the lines of the cell in front of the units into one (编制名录。 / 核定范围。 / 县水利局)."""
    owner = next((i for i in range(at, len(cells)) if names_units(text, cells[i])), at)
    if owner == at or at < 2 or columns[at - 1] not in WORK or any(names_units(text, cell) for cell in cells[1:at]):  # noqa: PLR2004 - a number and a task
        return cells
    return [*cells[: at - 1], (cells[at - 1][0], cells[owner - 1][1]), *cells[owner:]]


def names_units(text: str, cell: Run) -> bool:
    """Tell whether a cell holds nothing but units, as a column of units may."""
    return bool(named_units(text, *cell))


def _numbered(text: str, cells: Sequence[Run], first: int) -> list[Sequence[Run]]:
    """Cut the cells where the next number of the first column stands."""
    starts = []
    expected = first
    for place, (start, end) in enumerate(cells):
        if text[start:end] == str(expected):
            starts.append(place)
            expected += 1
    return [cells[a:b] for a, b in pairwise([*starts, len(cells)])]
