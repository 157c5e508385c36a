"""Indicator tables in one form, whether a format kept their cells or conversion laid them one per line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kg.records import PartialDate
from loaders.lexicon import rows as lexicon_rows
from loaders.reading import Reading
from loaders.rules.indicator.words import UNITS
from loaders.tables import Cell, Row, Table, parted


class Role(StrEnum):
    """What a column of an indicator table holds."""

    INDEX = "index"
    NAME = "name"
    CATEGORY = "category"
    UNIT = "unit"
    BINDING = "binding"
    BASELINE = "baseline"
    TARGET = "target"
    GROWTH = "growth"
    OWNER = "owner"
    DEADLINE = "deadline"
    NOTE = "note"
    OTHER = "other"


VALUES: Final = frozenset({Role.BASELINE, Role.TARGET, Role.GROWTH})
_ROLES: Final = {row[0]: Role(row[1]) for row in lexicon_rows("table_columns")}
_YEAR = re.compile(r"(?:(?:19|20)[0-9]{2})年?|[“\"]?十[三四五六]五[”\"]?(?:期?末|期间)?")
_PLAN_END: Final = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_VALUE = re.compile(
    r"[≥≤><约]?=?[\[(〔【]?(?:[≥≤><]=?|不低于|不少于|不超过|大于|小于|超过|低于|高于|约)?-?[0-9][0-9,]*(?:\.[0-9]+)?"
    r"(?:[-~][0-9.]+)?(?:万亿|[百千万亿])?[^\s0-9]{0,6}[\])〕】]?(?:以上|以下|以内|左右)?\Z"
)
_EMPTY = re.compile(r"[-/\\*~]{1,3}\Z|\Z|[无暂]+\Z")
_RATIOS: Final = frozenset({"/10万", "/万", "/十万", "/千"})
_MONEY = re.compile(r"投资|资金|经费|概算|预算")
_LONGEST_HEADING = 24
_FEWEST_COLUMNS = 3
_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, the date its heading gives, and the heading."""

    role: Role
    date: PartialDate | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has one cell, or None, for each column; `start` and `end` bound it in `Reading.text`."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    start: int
    end: int


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """Return what a heading makes of its column, or None where it heads none of an indicator table.

    >>> column_of("2025年目标值").role.value, str(column_of("2025年目标值").date)
    ('target', '2025')
    >>> column_of("二、重点任务") is None
    True
    """
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    plain = re.sub(r"\(.*?\)|（.*?）", "", heading)
    role = _ROLES.get(heading) or _ROLES.get(plain)
    if role is not None:
        return Column(role, None, heading)
    year = _YEAR.search(heading)
    if year is None:
        return None
    printed = year.group().strip('“”"年末期间')
    number = int(printed[:4]) if printed[:4].isdigit() else _PLAN_END.get(printed[:3])
    date = PartialDate(number) if number else None
    rest = heading[: year.start()] + heading[year.end() :]
    rest = rest.strip("到至底末(): ")
    if _MONEY.search(rest) is not None:
        # 2031年计划投资 of a list of projects: money to be spent on a thing, no value to be reached.
        return None
    named = _ROLES.get(rest)
    if named in VALUES or named is Role.NOTE:
        return Column(named, date, heading)
    if named is not None:
        # 2025年属性 is two headings.
        return None
    if any(word in rest for word, kind in _ROLES.items() if kind is Role.BASELINE):
        return Column(Role.BASELINE, date, heading)
    return Column(Role.TARGET, date, heading) if len(rest) <= 6 and not rest.endswith("的") else None  # noqa: PLR2004 - 目标, 规划目标


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number, alone or with comparator and unit."""
    return len(text) <= _LONGEST_HEADING and _VALUE.match(text) is not None


def is_empty(text: str) -> bool:
    """Tell whether a cell says that it has no value (-, /)."""
    return _EMPTY.match(text) is not None


def is_unit(text: str) -> bool:
    """Tell whether a cell holds a unit of measure, with or without 万 and 亿."""
    return bool(text) and (_known(split_unit(text)[1]) or not split_unit(text)[1])


def split_unit(text: str) -> tuple[str, str]:
    """Return the scale and the unit of a printed unit.

    >>> split_unit("万千瓦"), split_unit("亿元"), split_unit("千米")
    (('万', '千瓦'), ('亿', '元'), ('', '千米'))
    """
    for cut in range(len(text)):
        if _known(text[cut:]) and not text[:cut].strip("万亿千百十"):
            return text[:cut], text[cut:]
    scale = text[: len(text) - len(text.lstrip("万亿千百十"))]
    return scale, text[len(scale) :]


def _known(unit: str) -> bool:
    return unit in UNITS or unit.split("/", maxsplit=1)[0] in UNITS or unit in _RATIOS


def settled(columns: Sequence[Column], since: int | None) -> tuple[Column, ...] | None:
    """Tell baselines from targets by their dates; return None where the columns are no indicator table's."""
    roles = [column.role for column in columns]
    if Role.NAME not in roles or not VALUES & set(roles) or len(columns) < _FEWEST_COLUMNS - 1:
        return None
    dated = sorted({c.date for c in columns if c.role is Role.TARGET and c.date is not None})
    stated = any(column.role is Role.BASELINE for column in columns)
    named = any(column.role is Role.TARGET and column.date and _says_target(column.heading) for column in columns)
    out = []
    for column in columns:
        if column.role is Role.TARGET and column.date is None and len(dated) > 1:
            continue
        plain = column.role is Role.TARGET and column.date is not None and not _says_target(column.heading)
        if plain and not stated and (named or _is_past(column, dated, since)):
            out.append(Column(Role.BASELINE, column.date, column.heading))
        else:
            out.append(column)
    return tuple(out)


def _says_target(heading: str) -> bool:
    return any(word in heading for word, role in _ROLES.items() if role is Role.TARGET)


def _is_past(column: Column, dated: Sequence[PartialDate], since: int | None) -> bool:
    """Tell whether the year of a column that does not say what it holds comes before the plan."""
    if column.date is None:
        return False
    return column.date.year < since if since is not None else len(dated) > 1 and column.date == dated[0]


def real_grids(reading: Reading, start: int, end: int, since: int | None) -> Iterator[Grid]:
    """Yield tables whose cells the format kept."""
    for table in reading.tables:
        if start <= table.start < end and (grid := grid_of(reading, table, since)) is not None:
            yield grid


def grid_of(reading: Reading, table: Table, since: int | None) -> Grid | None:
    """Return a table whose cells the format kept as an indicator table, or None where it is none.

    Up to three rows may head it; a column without a heading of indicator tables is left out.
    """
    matrix = _spread(table.rows)
    for head in range(min(len(matrix), _HEADING_ROWS)):
        heads = [_heading(matrix, head, index) for index in range(len(matrix[0]))]
        known = [(i, column) for i, column in enumerate(heads) if column is not None]
        columns = settled([column for _, column in known], since)
        if columns is None:
            continue
        # Settling may make a baseline of a target: the heading tells which column is which.
        headings = {column.heading for column in columns}
        places = [i for i, column in known if column.heading in headings]
        rows = [
            line
            for row in matrix[head + 1 :]
            if not _headings_again(row, matrix[head])
            for line in _lines(reading, columns, tuple(row[i] for i in places))
        ]
        rows = [row for row in rows if any(c is not None and is_value(c.text) for c in row)]
        if rows and len(places) == len(columns):
            return Grid(columns, _told_apart(columns, rows), table.start, table.end)
    return None


def _spread(matrix: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with the years of a second heading row under the heading that spans them.

    A format without merged cells prints 2021年, 2022年 … at the front of their own row, and the rows below lack the
    cells on their left that a cell above covers: both are set right from the last column.
    """
    for head in range(min(len(matrix) - 2, _HEADING_ROWS - 1)):
        upper, lower = _filled(matrix[head]), _filled(matrix[head + 1])
        columns = [column_of(cell.text) for cell in upper]
        spanning = [
            i
            for i, column in enumerate(columns)
            if column is not None and column.role is Role.BASELINE and column.date is None
        ]
        years = [column_of(cell.text) for cell in lower]
        if len(spanning) != 1 or len(lower) < 2 or not all(year and year.date for year in years):  # noqa: PLR2004 - one year needs no heading over it
            continue
        at = spanning[0]
        under = (replace(cell, text=upper[at].text + cell.text) for cell in lower)
        heads = (*upper[:at], *under, *upper[at + 1 :])
        rows = matrix[head + 2 :]
        if matrix[head + 1][: len(lower)] == lower and any(len(_filled(row)) >= len(heads) for row in rows):
            width = len(matrix[0])
            return (*matrix[:head], *(_to_the_right(row, width) for row in (heads, *rows)))
    return matrix


def _filled(row: Row) -> tuple[Cell, ...]:
    return tuple(cell for cell in row if cell is not None)


def _to_the_right(row: Row, width: int) -> Row:
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return (*(None,) * (width - len(cells)), *cells)


def _lines(reading: Reading, columns: Sequence[Column], row: Row) -> list[Row]:
    """Return the rows that lie line by line in the cells of one; a name on two lines over one value is one name."""
    found = parted(reading, row)
    values = [i for i, column in enumerate(columns) if column.role in VALUES]
    return found if len(found) < 2 or any(found[0][i] != found[1][i] for i in values) else [row]  # noqa: PLR2004 - a row alone


def _told_apart(columns: Sequence[Column], rows: list[Row]) -> tuple[Row, ...]:
    """Return the rows, names that several of them bear led by the group that each stands in.

    The group is the cell of a column of categories, or the line over the names in the same cell.
    """
    name = next(i for i, column in enumerate(columns) if column.role is Role.NAME)
    group = next((i for i, column in enumerate(columns) if column.role is Role.CATEGORY), None)
    names = Counter(cell.text for row in rows if (cell := row[name]) is not None)
    found = []
    for row in rows:
        cell = row[name]
        if cell is not None and names[cell.text] > 1:
            over = row[group] if group is not None else None
            heading = over.text if over is not None else cell.heading
            if heading:
                row = (*row[:name], replace(cell, text=f"{heading.rstrip('*')}{cell.text}"), *row[name + 1 :])  # noqa: PLW2901 - the row with its name told apart
        found.append(row)
    return tuple(found)


def _headings_again(row: Row, heads: Row) -> bool:
    """Tell whether a row prints the headings again, as a table does on its next page."""
    return [cell and cell.text for cell in row] == [cell and cell.text for cell in heads]


def _heading(matrix: Sequence[Row], head: int, index: int) -> Column | None:
    """Read the heading of a column from its lowest heading row, the one above put before it where that helps."""
    parts = [cell.text for row in matrix[: head + 1] if (cell := row[index]) is not None]
    for heading in (parts[-1] if parts else "", "".join(dict.fromkeys(parts))):
        column = column_of(heading)
        if column is not None:
            return column
    return None
