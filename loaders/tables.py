"""Tables that a format kept: rows of cells, merged cells in every place that they cover.

Positions are those of `Reading.text`. Rules for tasks and for indicators read this one form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Protocol

from loaders.document import Block, BlockKind, Document

_MERGED: Final = 2_000
"""A merged cell covers no more places than this; what claims more is a broken file."""


class FoldedText(Protocol):
    """What tables need of a `Reading`: the folded text, and its positions. A reading holds its tables."""

    document: Document
    text: str

    def index(self, position: int) -> int:
        """Return the place in the folded text of a position in the document."""

    def paragraphs(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Return the runs between line breaks that hold something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its run in `Reading.text`, the text of that run without line breaks, and its block where there is one.

    `heading` is the line over it in a cell that lists several things.
    """

    start: int
    end: int
    text: str
    block: Block | None = None
    heading: str = ""


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its number in the document, its run, and its rows, which are all equally long."""

    number: int
    start: int
    end: int
    rows: tuple[Row, ...]


def tables_of(reading: FoldedText) -> tuple[Table, ...]:
    """Return the tables of a document in reading order."""
    cells = [block for block in reading.document.blocks if block.kind is BlockKind.CELL and block.table]
    return tuple(
        _table(reading, int(number or 0), list(blocks)) for number, blocks in groupby(cells, lambda b: b.table)
    )


def _table(reading: FoldedText, number: int, blocks: list[Block]) -> Table:
    top, left = min((block.row or 1) for block in blocks), min((block.column or 1) for block in blocks)
    height = max((block.row or 1) for block in blocks) - top + 1
    width = max((block.column or 1) for block in blocks) - left + 1
    matrix: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for block in blocks:
        cell = _cell(reading, block)
        row, column = (block.row or 1) - top, (block.column or 1) - left
        if block.row_span * block.column_span > _MERGED:
            matrix[row][column] = cell
            continue
        for down in range(row, min(row + block.row_span, height)):
            for across in range(column, min(column + block.column_span, width)):
                if matrix[down][across] is None or (down, across) == (row, column):
                    matrix[down][across] = cell
    start = reading.index(blocks[0].span.start)
    return Table(number, start, reading.index(blocks[-1].span.end), tuple(map(tuple, matrix)))


def _cell(reading: FoldedText, block: Block) -> Cell:
    low, high = reading.index(block.span.start), reading.index(block.span.end)
    text = reading.text[low:high].strip("\n")
    return Cell(low, low + len(text), text.replace("\n", ""), block)


def lines_of_cell(reading: FoldedText, cell: Cell) -> list[Cell]:
    """Return the lines of a cell as cells of their own."""
    return [
        Cell(start, end, reading.text[start:end], cell.block) for start, end in reading.paragraphs(cell.start, cell.end)
    ]


def parted(reading: FoldedText, row: Row) -> list[Row]:
    """Return the rows that one row holds where its cells list several things line by line.

    Names `甲 / 乙 / 丙`, units `万人 / % / %` and values `1 / 2 / 3` are three rows. Where one cell has one
    line more than all the others, its first line is a heading over the rest and goes with each of them.
    A row that is no such list is returned as it is.
    """
    lines = [None if cell is None else lines_of_cell(reading, cell) for cell in row]
    counts = {len(own) for own in lines if own}
    size = min(counts - {1}, default=0)
    if len([own for own in lines if own and len(own) == size]) < 2 or not counts <= {1, size, size + 1}:  # noqa: PLR2004 - one cell of several lines is a text
        return [row]
    return [tuple(None if own is None else _line(own, place, size) for own in lines) for place in range(size)]


def _line(lines: list[Cell], place: int, size: int) -> Cell:
    if len(lines) == 1:
        return lines[0]
    cell = lines[place + len(lines) - size]
    return replace(cell, heading=lines[0].text) if len(lines) > size else cell
