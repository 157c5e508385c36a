"""Tables that a text drew with bars, or parted with tabs or white space: 事项 | 责任单位 | 时限 |, one row a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from loaders.document import Block, BlockKind, Span
from loaders.headings import NUMBER_HEADINGS
from loaders.readers.spaced import parted, spaced_rows

_BAR: Final = "|"
_TAB: Final = "\t"
_RULE: Final = re.compile(r"[\s|:\-+=]*")
_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 2
_FEWEST_TABBED: Final = 3
"""Two columns that tabs part are as often names and numbers under a letter as a table."""
_NUMBERED: Final = frozenset({"序号", "编号", "序", "No.", "NO."})
_MOST_MERGED: Final = 2
_COUNT: Final = re.compile(r"[0-9]{1,3}[.、]?")
Line = tuple[int, str]
Cells = list[tuple[int, int]]


def blocks_of(lines: list[Line]) -> list[Block]:
    """Return a block for every line, or for every cell of a line that is the row of a table.

    A table is two rows or more of as many cells under each other; a line of nothing but bars and dashes
    between them is drawn and says nothing.

    Args:
        lines: Lines that are not blank: where each starts and its text, without the white space around it but for the
            tabs in front of a row whose first cells are empty.
    """
    blocks: list[Block] = []
    lines = list(parted(lines))
    table = place = 0
    while place < len(lines):
        rows, after = _rows(lines, place)
        if len(rows) < _FEWEST_ROWS and _TAB in lines[place][1]:
            rows, after = _tabbed(lines, place)
        if (len(rows) < _FEWEST_ROWS or _TAB in lines[place][1]) and lines[place][1].startswith(NUMBER_HEADINGS):
            # Tabs may part words inside a cell as well: what reads more lines is the table.
            spaced = spaced_rows(lines, place)
            rows, after = spaced if spaced[1] > after or not rows else (rows, after)
        if len(rows) < _FEWEST_ROWS:
            start, text = lines[place]
            start += len(text) - len(text.lstrip())
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(text.strip()))))
            place += 1
            continue
        table += 1
        blocks.extend(_blocks(_Text(lines[place:after]), rows, table))
        place = after
    return blocks


class _Text:
    """The characters of some lines, by their places in the document."""

    def __init__(self, lines: list[Line]) -> None:
        self._starts = [start for start, _ in lines]
        self._lines = lines

    def of(self, cell: tuple[int, int]) -> str:
        """Return what a cell says, without white space."""
        begin, end = cell
        start, line = self._lines[bisect_right(self._starts, begin) - 1]
        return "".join(line[begin - start : end - start].split())


def _blocks(text: _Text, rows: list[Cells], table: int) -> Iterator[Block]:
    """Yield the cells of a table; one that the rows below leave out, as pages do with merged cells, covers them."""
    width = len(rows[0])
    number = next((i for i, cell in enumerate(rows[0]) if text.of(cell) in _NUMBERED), 0)
    shifted = [number if number and _lacks_front(text, row, number, width) else 0 for row in rows]
    for row, (cells, shift) in enumerate(zip(rows, shifted, strict=True), 1):
        covered = 1
        while not shift and row + covered <= len(rows) and shifted[row + covered - 1]:
            covered += 1
        for column, (begin, end) in enumerate(cells[: width - shift], 1 + shift):
            if end > begin:
                span = covered if row > 1 and column <= number else 1
                yield Block(BlockKind.CELL, Span(begin, end), table=table, row=row, column=column, row_span=span)


def _lacks_front(text: _Text, cells: Cells, number: int, width: int) -> bool:
    """Tell whether a row begins with the number that its table has in a later column, and lacks as many cells."""
    filled = len(cells)
    while filled and cells[filled - 1][0] == cells[filled - 1][1]:
        filled -= 1
    return 1 < filled <= width - number and _COUNT.fullmatch(text.of(cells[0])) is not None


def _rows(lines: list[Line], place: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Return the rows of the table that starts with a line, and where it ends."""
    rows: list[list[tuple[int, int]]] = []
    while place < len(lines):
        start, text = lines[place]
        if _BAR not in text:
            break
        if not (rows and _RULE.fullmatch(text)):
            cells = list(_cells(start, text))
            if len(cells) < _FEWEST_COLUMNS or (
                rows and len(cells) != len(rows[0]) and not _goes_on(rows, text, cells)
            ):
                break
            rows.append(cells)
        place += 1
    return rows, place


def _goes_on(rows: list[Cells], text: str, cells: Cells) -> bool:
    """Tell whether a line with fewer cells is a row whose first cells are merged with those above, which it leaves out.

    It begins with a number, and has a cell for each column from that of the numbers on.
    """
    missing = len(rows[0]) - len(cells)
    first = text.strip().strip(_BAR).split(_BAR, 1)[0].strip()
    return 0 < missing <= _MOST_MERGED and len(rows) > 1 and _COUNT.fullmatch(first) is not None


def _tabbed(lines: list[Line], place: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Return the rows of the table that starts with a line of headings parted by tabs, and where it ends.

    Programs of tables leave out the tabs behind the last cell that is filled.
    """
    rows: list[list[tuple[int, int]]] = []
    while place < len(lines):
        start, text = lines[place]
        cells = list(_between_tabs(start, text))
        fits = 1 < len(cells) <= len(rows[0]) if rows else len(cells) >= _FEWEST_TABBED
        if not fits or (not rows and any(begin == end for begin, end in cells)):
            break
        rows.append(cells)
        place += 1
    return rows, place


def _between_tabs(start: int, text: str) -> Iterator[tuple[int, int]]:
    for cell in text.split(_TAB):
        begin = start + len(cell) - len(cell.lstrip())
        yield begin, begin + len(cell.strip())
        start += len(cell) + 1


def _cells(start: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row lie; an empty one is a run of no characters."""
    body = text.rstrip()
    left = 1 if body.startswith(_BAR) else 0
    right = len(body) - 1 if body.endswith(_BAR) and len(body) > 1 else len(body)
    while left <= right:
        bar = body.find(_BAR, left, right)
        stop = right if bar < 0 else bar
        cell = body[left:stop]
        begin = start + left + len(cell) - len(cell.lstrip())
        yield begin, begin + len(cell.strip())
        left = stop + 1
        if bar < 0:
            return
