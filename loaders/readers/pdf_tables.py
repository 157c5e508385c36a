"""Ruled tables of PDF pages: their grid by pdfplumber, their text by place, parts on two pages joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.readers.boxes import Char, Line
from loaders.readers.build import Cell, between
from loaders.readers.pdf_lines import lines_of

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pypdfium2 import PdfPage

_THIN: Final = 3.0
FEWEST: Final = 3
"""A table has three lines across and three down: less is a rule under a title or a frame."""
_SAME: Final = 4.0
_TOUCH: Final = 1.3
"""A line of a cell that stops within this many characters of the edge was wrapped there."""


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table: its box (points, y upwards), where its columns start, and its cells."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, ...]
    cells: tuple[Cell, ...]

    def holds(self, line: Line | Char) -> bool:
        """Tell whether the middle of a line or character lies inside."""
        x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        return self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1


def is_ruled(page: PdfPage) -> bool:
    """Tell whether a page has enough lines for a table."""
    from pypdfium2 import raw  # noqa: PLC0415 - only where PDF is read

    across = down = 0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        width, height = right - left, top - bottom
        if width > _THIN and height > _THIN:
            across, down = across + 2, down + 2
        elif width > _THIN:
            across += 1
        elif height > _THIN:
            down += 1
        if across >= FEWEST and down >= FEWEST:
            return True
    return False


def tables_on(page: Page, chars: Sequence[Char], number: int) -> list[PdfTable]:
    """Return the tables of a page from top to bottom; frames around text are left out."""
    height = float(page.height)
    found = []
    for table in page.find_tables():
        xs = edges_of([x for cell in table.cells for x in (cell[0], cell[2])])
        ys = edges_of([y for cell in table.cells for y in (cell[1], cell[3])])
        if len(xs) < FEWEST or len(ys) < FEWEST:
            continue
        cells = []
        for x0, top, x1, bottom in table.cells:
            row, column = place_of(ys, top), place_of(xs, x0)
            box = (x0, height - bottom, x1, height - top)
            own = lines_of(_with_feeds([char for char in chars if _inside(char, box)]), number)
            down, across = place_of(ys, bottom) - row, place_of(xs, x1) - column
            cells.append(Cell(row + 1, column + 1, text_of(own, x1 - x0), max(1, down), max(1, across), number))
        if len([cell for cell in cells if cell.text]) < FEWEST:
            continue
        x0, top, x1, bottom = table.bbox
        found.append(PdfTable(number, x0, height - bottom, x1, height - top, tuple(xs), tuple(cells)))
    return sorted(found, key=lambda table: -table.top)


def edges_of(values: list[float], apart: float = _THIN) -> list[float]:
    """Return the places at which rows or columns meet: values that lie `apart` from the one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > apart:
            found.append(value)
    return found


def place_of(edges: list[float], value: float) -> int:
    """Return the number of the edge, from 0, that lies nearest."""
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _inside(char: Char, box: tuple[float, float, float, float]) -> bool:
    x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
    return char.text != "\n" and box[0] <= x <= box[2] and box[1] <= y <= box[3]


def text_of(lines: Sequence[Line], width: float) -> str:
    """Return the text of a cell; a line that fills it goes on in the next one, a shorter one ends there."""
    text = ""
    for place, line in enumerate(lines):
        if not place:
            text = line.text
            continue
        before = lines[place - 1]
        room = width - (before.right - before.left)
        text += (between(text, line.text) if room < 2 * _TOUCH * before.size else "\n") + line.text
    return text


def _with_feeds(chars: list[Char]) -> list[Char]:
    """Return characters with a line feed wherever the next one stands lower."""
    found: list[Char] = []
    for char in chars:
        last = found[-1] if found else None
        if last is not None and not char.text.isspace() and char.top < last.bottom + 1 and last.text != "\n":
            found.append(Char("\n", 0, 0, 0, 0))
        if char.text.isspace() and (last is None or last.text == "\n"):
            continue
        found.append(char)
    return found


def goes_on(first: PdfTable, second: PdfTable) -> bool:
    """Tell whether a table on the next page has the columns of the one before."""
    return (
        second.page == first.page + 1
        and len(first.edges) == len(second.edges)
        and all(abs(a - b) < _SAME for a, b in zip(first.edges, second.edges, strict=True))
    )


def joined(first: PdfTable, second: PdfTable) -> PdfTable:
    """Return the two parts of a table as one; headings that are printed again are left out.

    A row that the end of the page cuts has no number on the next page: its cells go on with those above.
    """
    height = max(cell.row + cell.row_span - 1 for cell in first.cells)
    heads = {(cell.column, cell.text) for cell in first.cells if cell.row == 1}
    own = {(cell.column, cell.text) for cell in second.cells if cell.row == 1}
    repeated = 1 if heads == own else 0
    rest = [cell for cell in second.cells if cell.row > repeated]
    cells = list(first.cells)
    opening = {cell.column: cell for cell in rest if cell.row == repeated + 1}
    last = {cell.column: index for index, cell in enumerate(cells) if cell.row + cell.row_span - 1 == height}
    numbers = [cell.text.strip() for cell in cells if cell.column == 1 and cell.row > 1]
    counted = bool(numbers) and all(text.isdigit() for text in numbers if text)
    cut = 1 in opening and counted and not opening[1].text.strip() and any(cell.text for cell in opening.values())
    if cut and set(opening) == set(last):
        for column, cell in opening.items():
            above = cells[last[column]]
            if cell.text:
                sure = min((c for c in (above.confidence, cell.confidence) if c is not None), default=None)
                text = above.text + between(above.text, cell.text) + cell.text
                cells[last[column]] = replace(above, text=text, confidence=sure)
        rest = [cell for cell in rest if cell.row > repeated + 1]
        repeated += 1
    cells += [replace(cell, row=cell.row - repeated + height) for cell in rest]
    return replace(first, page=second.page, bottom=second.bottom, cells=tuple(cells))
