"""Cells of HTML tables: where they stand under rowspan and colspan, and which line breaks they mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.readers.build import Cell, clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "caption",
    }
)  # fmt: skip
SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_INDENTED: Final = re.compile(r"\s*\n[ \t]+\s*|[ \t\r\f]+(?!\n)")


def cells_of(table: HtmlElement) -> list[Cell]:
    """Return the cells of a table at the places that rowspan and colspan leave to them."""
    found: list[tuple[Cell, str]] = []
    taken: dict[int, set[int]] = {}
    trs = list(table.iter("tr"))
    for row, tr in enumerate(trs, 1):
        column = 1
        for td in tr:
            if td.tag not in ("td", "th"):
                continue
            while column in taken.get(row, ()):
                column += 1
            down = min(_span(td.get("rowspan")), len(trs) - row + 1)
            across = _span(td.get("colspan"))
            for below in range(row, row + down):
                taken.setdefault(below, set()).update(range(column, column + across))
            texts = [_cell_text(td, keep=keep) for keep in (False, True)]
            found.append((Cell(row, column, texts[0], down, across), texts[1]))
            column += across
    return _with_lost_breaks(found)


def _with_lost_breaks(found: list[tuple[Cell, str]]) -> list[Cell]:
    """Return the cells; where several of a row list as many lines in the source, their lines are kept.

    A site that drops `<br>` leaves line feeds, which a browser shows as blanks.
    """
    cells = []
    listed: dict[int, Counter[int]] = {}
    for cell, source in found:
        listed.setdefault(cell.row, Counter())[source.strip().count("\n")] += 1
    for cell, source in found:
        breaks = source.strip().count("\n")
        keep = breaks and any(n and abs(n - breaks) <= 1 and listed[cell.row][n] > 1 for n in listed[cell.row])
        cells.append(replace(cell, text=source) if keep else cell)
    return cells


def _span(value: str | None) -> int:
    digits = (value or "1").strip()
    return max(1, min(int(digits), 1000)) if digits.isdecimal() else 1


def _cell_text(td: HtmlElement, *, keep: bool) -> str:
    """Return the text of a cell; `keep` leaves line feeds that no blank follows."""
    from lxml import etree  # noqa: PLC0415 - see above

    spaces = _INDENTED if keep else SPACES
    pieces = [spaces.sub(" ", td.text or "")]
    for event, element in etree.iterwalk(td, events=("start", "end")):
        if element is td:
            continue
        if element.tag in BLOCKS or (element.tag == "br" and event == "start"):
            pieces.append("\n")
        pieces.append(spaces.sub(" ", (element.text if event == "start" else element.tail) or ""))
    return clean("".join(pieces))
