"""Indicator tables whose cells no format keeps: one cell a line, or one row a line.

Conversion drops empty cells, prints a cell that spans rows once, and leaves lines of groups and notes
between the rows; headings that no indicator table has may stand among the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from loaders.reading import Reading
from loaders.rules.indicator.folded import folded_rows
from loaders.rules.indicator.grid import (
    VALUES,
    Column,
    Grid,
    Role,
    column_of,
    is_empty,
    is_unit,
    is_value,
    real_grids,
    settled,
)
from loaders.tables import Cell

_OPTIONAL: Final = (
    Role.CATEGORY,
    Role.OWNER,
    Role.UNIT,
    Role.NOTE,
    Role.BINDING,
    Role.DEADLINE,
    Role.OTHER,
    Role.GROWTH,
)
"""Columns whose cells may span several rows, and so stand once for all of them, or are often empty."""
_BODY = re.compile(
    r"(?:局|委|办|院|厅|部|府|中心|会|公安|银行|税务|街道|镇|乡|集团|公司|站|处|室|所|队|社|大学)(?:\(.*\))?(?:等)?(?:部门|单位)?\Z|牵头|负责|、"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?")
_GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、.{2,16}|\([一二三四五六七八九十]{1,3}\).{2,16}|[^0-9,。;:]{2,16}")
_NOTE = re.compile(r"(?:注|说明|备注|计算方法|指标解释)[0-9]?:")
_BINDING: Final = ("预期", "约束", "倡导", "引导", "指导性")
_LONGEST_CELL: Final = 160
_LONGEST_CATEGORY: Final = 14
_LONGEST_HEADING: Final = 10
_LONGEST_WORDS: Final = 20
_LONGEST_INDEX: Final = 3
_LONGEST_RUN: Final = 6_000
"""Lines that conversion joined may hold a whole table."""
_LONGEST_HEADING_LINE: Final = 40
_SHORTEST_VOID: Final = 2
_LONGEST_VOID: Final = 5
_MOST_SKIPPED: Final = 60
"""How many cells may stand between two rows with values."""
_MOST_OMITTED: Final = 3
_MOST_BETWEEN: Final = 2
_FEWEST_COLUMNS: Final = 3
_MOST_COLUMNS: Final = 16
_Row = tuple[Cell | None, ...]


def grids(reading: Reading, start: int, end: int, since: int | None = None) -> list[Grid]:
    """Return the indicator tables of `reading.text[start:end]` in order.

    Args:
        reading: The document.
        start: Where to begin.
        end: Where to stop.
        since: First year of the plan, or its year of issue: an undescribed column of an earlier year holds
            baselines. Where it is None the first of several years does.
    """
    found = list(real_grids(reading, start, end, since))
    if reading.text.find("指标", start, end) < 0:
        return found
    for layout in (_flat, _lined):
        taken = [(grid.start, grid.end) for grid in found]
        found += [g for g in layout(reading, start, end, since) if not any(a < g.end and g.start < b for a, b in taken)]
    return sorted(found, key=lambda grid: grid.start)


def flat_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the runs of the whole text that are tables of lines, whatever parts seem to open in them, in order."""
    size = len(reading.text)
    if reading.text.find("指标") < 0:
        return []
    return sorted((grid.start, grid.end) for layout in (_flat, _lined) for grid in layout(reading, 0, size, None))


def _flat(reading: Reading, start: int, end: int, since: int | None) -> Iterator[Grid]:
    """Yield tables whose cells stand one per paragraph."""
    cells = [_cell(reading.text, a, b) for a, b in reading.paragraphs(start, end)]
    yield from _tables(cells, since)


def _lined(reading: Reading, start: int, end: int, since: int | None) -> Iterator[Grid]:
    """Yield tables whose rows stand one per paragraph, their cells parted by white space or bars."""
    text = reading.text
    lines = reading.paragraphs(start, end)
    at = 0
    while at < len(lines):
        low, high = lines[at]
        at += 1
        if high - low > _LONGEST_RUN or text.find("指标", low, high) < 0:
            continue
        cells = _parts(reading, low, high)
        if len(cells) < _FEWEST_COLUMNS:
            continue
        if sum(column_of(cell.text) is not None for cell in cells) < _FEWEST_COLUMNS:
            cells = _spaced_out(text, low, high)
            if len(cells) < _FEWEST_COLUMNS:
                continue
        for a, b in lines[at:]:
            parts = _parts(reading, a, b)
            if "。" in text[a:b] or len(parts) > _MOST_COLUMNS:
                break
            cells += parts
        for grid in _tables(cells, since):
            yield grid
            while at < len(lines) and lines[at][0] < grid.end:
                at += 1
            break


def _cell(text: str, start: int, end: int) -> Cell:
    while end > start and text[end - 1] == "|":
        end -= 1
    while start < end and text[start] == "|":
        start += 1
    return Cell(start, end, text[start:end])


def _parts(reading: Reading, start: int, end: int) -> list[Cell]:
    """Return the cells of a line; a rule of dashes between bars has none."""
    cuts = [start, *(i for i in range(start + 1, end) if reading.gap_before(i) or reading.text[i] == "|"), end]
    cells = [cell for a, b in pairwise(cuts) if (cell := _cell(reading.text, a, b)).text]
    return cells if any(cell.text.strip("-:") for cell in cells) else []


def _spaced_out(text: str, start: int, end: int) -> list[Cell]:
    """Return the headings of a line that is printed with spaces inside them (指 标 2025 年 属 性), or nothing."""
    if end - start > _LONGEST_HEADING_LINE:
        return []
    # The headings that run from each place to the end, found from the end on; the longest heading goes first.
    found: dict[int, list[Cell]] = {end: []}
    for at in range(end - 1, start - 1, -1):
        for stop in range(end, at, -1):
            if stop in found and column_of(text[at:stop]) is not None:
                found[at] = [Cell(at, stop, text[at:stop]), *found[stop]]
                break
    return found.get(start, [])


def _tables(cells: list[Cell], since: int | None) -> Iterator[Grid]:
    """Yield the tables that a run of cells holds."""
    at = 0
    while at < len(cells):
        heads, stop = _headings(cells, at)
        if [column.role for column in heads].count(Role.NAME) > 1 and heads[0].role is Role.NAME:
            # The title of the table, 主要指标, reads like a heading.
            heads, at = heads[1:], at + 1
        columns: tuple[Column, ...] | None = None
        rows: list[_Row] = []
        after = stop
        for candidate in (_merged(heads), heads):
            own = settled(candidate, since) if _FEWEST_COLUMNS <= len(candidate) <= _MOST_COLUMNS else None
            cut: tuple[list[_Row], int] = ([], stop) if own is None else _rows(cells, stop, own)
            if own is not None and (columns is None or (len(cut[0]), cut[1]) > (len(rows), after)):
                columns, (rows, after) = own, cut
        if columns is None:
            at = max(stop, at + 1)
            continue
        if rows:
            yield Grid(columns, tuple(rows), cells[at].start, cells[after - 1].end)
        at = max(after, stop)


def _headings(cells: list[Cell], at: int) -> tuple[list[Column], int]:
    """Return the headings from `at` on; a short one that no indicator table has may stand among them."""
    heads: list[Column] = []
    while at < len(cells):
        text = cells[at].text
        column = column_of(text)
        if column is None:
            among = heads and len(text) <= _LONGEST_HEADING and at + 1 < len(cells) and not is_value(text)
            if not among or column_of(cells[at + 1].text) is None:
                break
            column = Column(Role.OTHER, None, text)
        heads.append(column)
        at += 1
    return heads, at


def _merged(heads: list[Column]) -> list[Column]:
    """Return the headings with those put together that lie on two lines (2020 / 目标值; 年均增速 / 〔累计〕)."""
    found: list[Column] = []
    for column in heads:
        last = found[-1] if found else None
        if last is not None and last.role is Role.TARGET and _YEAR.fullmatch(last.heading) and column.date is None:
            if column.role in (Role.TARGET, Role.BASELINE):
                found[-1] = Column(column.role, last.date, last.heading + column.heading)
                continue
        elif last is not None and last.role is Role.GROWTH and column.heading[:1] in "[〔(【":
            continue
        found.append(column)
    return found


def _rows(cells: list[Cell], at: int, columns: Sequence[Column]) -> tuple[list[_Row], int]:
    """Cut the cells behind the headings into rows; return them and where they end."""
    numbered = any(column.role is Role.INDEX for column in columns)
    optional = [i for i, column in enumerate(columns) if column.role in _OPTIONAL]
    if numbered:
        # An empty baseline may be lost too, but rather the rate of growth is.
        optional += [i for i, column in enumerate(columns) if column.role is Role.BASELINE]
    omissions = [
        frozenset(chosen)
        for size in range(min(len(optional), _MOST_OMITTED) + 1)
        for chosen in combinations(optional, size)
    ]
    rows: list[_Row] = []
    last = 0
    while at < len(cells):
        begin, fits = _next_row(cells, at, columns, omissions, last if numbered else None)
        if not fits:
            folded, stop = folded_rows(cells, begin, columns)
            if not folded:
                break
            rows += folded
            at = stop
            continue
        at = begin
        chosen = next((o for o in fits if _goes_on(cells, at + len(columns) - len(o), columns, omissions)), fits[0])
        row: list[Cell | None] = []
        for index, column in enumerate(columns):
            if index in chosen:
                row.append(None)
                continue
            if column.role is Role.INDEX:
                last = int(cells[at].text.rstrip(".、"))
            row.append(cells[at])
            at += 1
        rows.append(tuple(row))
    return rows, at


def _next_row(
    cells: list[Cell], at: int, columns: Sequence[Column], omissions: Sequence[frozenset[int]], last: int | None
) -> tuple[int, list[frozenset[int]]]:
    """Return where the next row opens, lines of groups and notes left out, and which cells it may lack."""
    begin, groups = at, 0
    while begin < min(len(cells), at + _MOST_SKIPPED) and groups <= _MOST_BETWEEN:
        fits = [o for o in omissions if _fits(cells, begin, columns, o, last)]
        if fits:
            return begin, fits
        text = cells[begin].text
        size = 0 if last is None else _void_row(cells, begin, columns, last)
        if size:
            begin, groups = begin + size, 0
            last = int(text.rstrip(".、"))
            continue
        note = _NOTE.match(text) is not None
        if is_value(text) or not (note or _GROUP.fullmatch(text)):
            break
        groups += not (note and last is not None)
        begin += 1
    return at, []


def _void_row(cells: list[Cell], at: int, columns: Sequence[Column], last: int) -> int:
    """Return how many cells a numbered row has that holds no value: 2 / 定期记录健康状况 / 倡导性; 0 for others."""
    if columns[-1].role is not Role.BINDING or not _suits(cells[at].text, Role.INDEX, in_words=True):
        return 0
    if int(cells[at].text.rstrip(".、")) <= last:
        return 0
    for size, cell in enumerate(cells[at + 1 : at + _LONGEST_VOID], 2):
        if is_value(cell.text):
            return 0
        if any(word in cell.text for word in _BINDING) and len(cell.text) <= _LONGEST_HEADING:
            return size if size > _SHORTEST_VOID else 0
    return 0


def _goes_on(cells: list[Cell], at: int, columns: Sequence[Column], omissions: Sequence[frozenset[int]]) -> bool:
    return at >= len(cells) or any(_fits(cells, at, columns, omitted, None) for omitted in omissions)


def _fits(cells: list[Cell], at: int, columns: Sequence[Column], omitted: frozenset[int], last: int | None) -> bool:
    """Tell whether a row of `columns` without the omitted ones opens at cell `at`; its number is not before `last`."""
    if at + len(columns) - len(omitted) > len(cells):
        return False
    some = False
    for index, column in enumerate(columns):
        if index in omitted:
            continue
        text = cells[at].text
        if not _suits(text, column.role, in_words=last is not None):
            return False
        if column.role is Role.INDEX and last is not None:
            number = int(text.rstrip(".、"))
            if number != 1 and number <= last:
                return False
            some = True
        some |= column.role in VALUES and is_value(text)
        at += 1
    return some


def _suits(text: str, role: Role, *, in_words: bool) -> bool:
    """Tell whether a cell may stand in a column; values in words (实现, 持续改善) only where rows are numbered."""
    if len(text) > _LONGEST_CELL:
        return False
    if role is Role.INDEX:
        return len(text) <= _LONGEST_INDEX and text.rstrip(".、").isdigit()
    if role in VALUES:
        if is_value(text) or is_empty(text):
            return True
        bound = any(word in text for word in _BINDING) or is_unit(text)
        return in_words and role is not Role.GROWTH and len(text) <= _LONGEST_WORDS and "。" not in text and not bound
    if role is Role.UNIT:
        return is_unit(text) or is_empty(text)
    if role is Role.BINDING:
        return any(word in text for word in _BINDING) or is_empty(text)
    if role is Role.OTHER:
        return True
    if is_value(text) or (is_empty(text) and role is Role.NAME):
        return False
    if role is Role.OWNER:
        return _BODY.search(text) is not None
    if role is Role.CATEGORY:
        return len(text) <= _LONGEST_CATEGORY
    return not (role is Role.NAME and ("。" in text or len(text) < 2))  # noqa: PLR2004 - one character names nothing
