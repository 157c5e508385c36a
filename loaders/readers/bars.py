"""Tables that a text drew with bars, or parted with white space: 事项 | 责任单位 | 时限 |, one row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.document import Block, BlockKind, Span
from loaders.readers.spaced import NUMBER_HEADINGS, parted, spaced_rows

_BAR: Final = "|"
_RULE: Final = re.compile(r"[\s|:\-+=]*")
_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 2
Line = tuple[int, str]


def blocks_of(lines: list[Line]) -> list[Block]:
    """Return a block for every line, or for every cell of a line that is the row of a table.

    A table is two rows or more of as many cells under each other; a line of nothing but bars and dashes
    between them is drawn and says nothing.

    Args:
        lines: Lines that are not blank: where each starts, without the white space around it, and its text.
    """
    blocks: list[Block] = []
    lines = list(parted(lines))
    table = place = 0
    while place < len(lines):
        rows, after = _rows(lines, place)
        if len(rows) < _FEWEST_ROWS and lines[place][1].startswith(NUMBER_HEADINGS):
            rows, after = spaced_rows(lines, place)
        if len(rows) < _FEWEST_ROWS:
            start, text = lines[place]
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(text))))
            place += 1
            continue
        table += 1
        for row, cells in enumerate(rows, 1):
            for column, (begin, end) in enumerate(cells, 1):
                if end > begin:
                    blocks.append(Block(BlockKind.CELL, Span(begin, end), table=table, row=row, column=column))
        place = after
    return blocks


def _rows(lines: list[Line], place: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Return the rows of the table that starts with a line, and where it ends."""
    rows: list[list[tuple[int, int]]] = []
    while place < len(lines):
        start, text = lines[place]
        if _BAR not in text:
            break
        if not (rows and _RULE.fullmatch(text)):
            cells = list(_cells(start, text))
            if len(cells) < _FEWEST_COLUMNS or (rows and len(cells) != len(rows[0])):
                break
            rows.append(cells)
        place += 1
    return rows, place


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
