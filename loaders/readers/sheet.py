"""Rows of a sheet as blocks: titles over a table and notes under it are paragraphs, the rest are cells.

Workbooks and CSV files come through here. Rows and columns count as the sheet counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.readers.build import Cell, DocumentBuilder

_LONGEST_HEADING: Final = 14
_FEWEST_HEADINGS: Final = 3


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of a sheet, all four bounds from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int


def add_sheet(builder: DocumentBuilder, rows: Sequence[Sequence[str]], merges: Sequence[Merge] = ()) -> None:
    """Add the rows of a sheet.

    Args:
        builder: What takes the blocks.
        rows: Texts of the cells; the first is cell A1. Rows need not be equally long.
        merges: Merged ranges; only their first cell holds a text.
    """
    spans = {(merge.top, merge.left): merge for merge in merges}
    filled = [[column for column, text in enumerate(row, 1) if text.strip()] for row in rows]
    group: list[int] = []
    for place, columns in enumerate(filled):
        if columns and group and place - group[-1] > 1 and _opens(rows, filled, place):
            _add_group(builder, rows, filled, group, spans)
            group = []
        if columns:
            group.append(place)
    _add_group(builder, rows, filled, group, spans)


def _opens(rows: Sequence[Sequence[str]], filled: list[list[int]], place: int) -> bool:
    """Tell whether a table of its own starts here, behind an empty row: a title, then headings."""
    if len(filled[place]) > 1:
        return False
    following = next((later for later in range(place + 1, len(rows)) if len(filled[later]) != 1), None)
    if following is None or len(filled[following]) < _FEWEST_HEADINGS:
        return False
    texts = [rows[following][column - 1].strip() for column in filled[following]]
    return all(len(text) <= _LONGEST_HEADING and not text[:1].isdigit() for text in texts)


def _add_group(
    builder: DocumentBuilder,
    rows: Sequence[Sequence[str]],
    filled: list[list[int]],
    group: list[int],
    spans: dict[tuple[int, int], Merge],
) -> None:
    """Add the rows of one table with the single cells before and after it."""
    wide = [place for place in group if len(filled[place]) > 1]
    if not wide:
        for place in group:
            _add_lines(builder, rows[place][filled[place][0] - 1])
        return
    cells: list[Cell] = []
    # A cell that is merged over rows stands alone in those that it covers, too.
    corners = [(place + 1, column) for place in wide for column in filled[place]]
    reach = max((spans[corner].bottom for corner in corners if corner in spans), default=0)
    for place in group:
        if place < wide[0]:
            _add_lines(builder, rows[place][filled[place][0] - 1])
        elif place <= max(wide[-1], reach - 1):
            for column in filled[place]:
                merge = spans.get((place + 1, column))
                down = 1 if merge is None else merge.bottom - merge.top + 1
                across = 1 if merge is None else merge.right - merge.left + 1
                cells.append(Cell(place + 1, column, rows[place][column - 1], down, across))
    builder.add_table(cells)
    for place in group:
        if place > max(wide[-1], reach - 1):
            _add_lines(builder, rows[place][filled[place][0] - 1])


def _add_lines(builder: DocumentBuilder, text: str) -> None:
    for line in text.split("\n"):
        builder.add(line)
