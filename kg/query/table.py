"""`Table`: what every question answers with, and its five written forms.

Same rows, same bytes: nothing here sorts, dates or colours. In CSV and Markdown a text that a
spreadsheet would run as a formula gets an apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.store.rdf import Term, Value, python_value

if TYPE_CHECKING:
    from kg.store.rdf import Rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# “ ” … ─ are wide in some fonts and narrow in nearly all terminals, whose cells are what counts here
_WIDE = frozenset("WF")
_MAX_CELL = 48


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of one answer.

    Args:
        columns: Names in the order that the query declares.
        rows: One RDF term, or None where nothing is known, per column.
        query_id: Id of the saved query; `sparql` for one typed by hand.
        cut: True where rows are missing because a limit of rows or time was reached.
        headings: Column names for people in the language asked for, or empty for `columns`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    query_id: str
    cut: bool = False
    headings: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Rows, query_id: str) -> Table:
        """Return the table of an engine's rows."""
        return cls(rows.columns, rows.rows, query_id, rows.cut)

    def values(self) -> list[tuple[Value, ...]]:
        """Return the rows as Python values: int, Decimal, bool, date, text or None."""
        return [tuple(python_value(term) for term in row) for row in self.rows]

    def column(self, name: str) -> list[Value]:
        """Return one column as Python values."""
        place = self.columns.index(name)
        return [python_value(row[place]) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def safe_cell(value: Value) -> str:
    """Return a cell that no spreadsheet runs as a formula.

    >>> safe_cell("=1+1"), safe_cell(-5), safe_cell(None), safe_cell(True)
    ("'=1+1", '-5', '', 'true')
    """
    text = _plain(value)
    return f"'{text}" if isinstance(value, str) and value.startswith(_FORMULA) else text


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def width(text: str) -> int:
    """Return how many terminal cells `text` takes; Chinese characters take two.

    >>> width("区a")
    3
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


def shorten(text: str, cells: int) -> str:
    """Return `text` on one line of at most so many terminal cells; what is cut ends with an ellipsis.

    >>> shorten("实施知识产权工程", 9)
    '实施知识…'
    """
    text = " ".join(text.split())
    used, fitting = 0, None
    for place, char in enumerate(text):
        used += width(char)
        if fitting is None and used > cells - 1:
            fitting = place  # where the ellipsis goes, if there is one
        if used > cells:
            return text[:fitting] + "…"
    return text


def printable(text: str) -> str:
    """Return `text` without control characters, so that a document cannot steer a terminal."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)


def cells(table: Table) -> list[list[str]]:
    """Return the headings and then the rows as printable text, uncut."""
    heads = list(table.headings or table.columns)
    return [heads, *([" ".join(printable(_plain(value)).split()) for value in row] for row in table.values())]


def as_text(table: Table, widest: Sequence[int] = ()) -> str:
    """Return columns in line for a terminal; long cells are cut with an ellipsis.

    Args:
        table: What to print.
        widest: How many terminal cells each column may take, its heading included.
    """
    heads, *body = cells(table)
    most = tuple(widest) or (_MAX_CELL,) * len(heads)
    if widest:
        heads = [shorten(head, cut) for head, cut in zip(heads, most, strict=True)]
    body = [[shorten(cell, cut) for cell, cut in zip(row, most, strict=True)] for row in body]
    widths = [max(width(head), *(width(row[i]) for row in body), 0) for i, head in enumerate(heads)]
    lines = [heads, ["─" * w for w in widths], *body]
    return "".join(
        "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def as_csv(table: Table, *, bom: bool = False) -> str:
    """Return RFC 4180 CSV with line feeds; `bom` is for spreadsheets that need the mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([[safe_cell(value) for value in row] for row in table.values()])
    return ("\ufeff" if bom else "") + buffer.getvalue()


def _json_value(value: Value) -> str | int | float | bool | None:
    if value is None or isinstance(value, bool | int | str):
        return value
    # a decimal keeps its digits as text: a float would invent some
    return format(value, "f") if isinstance(value, Decimal) else value.isoformat()


def _objects(table: Table) -> list[Mapping[str, str | int | float | bool | None]]:
    return [{c: _json_value(v) for c, v in zip(table.columns, row, strict=True)} for row in table.values()]


def as_json(table: Table) -> str:
    """Return one object: query id, columns, whether rows are missing, and the rows as objects."""
    whole = {"query": table.query_id, "columns": table.columns, "cut": table.cut, "rows": _objects(table)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_ndjson(table: Table) -> str:
    """Return one JSON object per row and line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _objects(table))


def _markdown_cell(value: Value) -> str:
    text = printable(" ".join(safe_cell(value).split()))
    for char in "\\`*_[]<>|":
        text = text.replace(char, "\\" + char)
    return text


def as_markdown(table: Table) -> str:
    """Return a pipe table; marks of Markdown and HTML in cells are escaped."""
    lines = [table.headings or table.columns, ["---"] * len(table.columns)]
    cells = [[*line] for line in lines] + [[_markdown_cell(value) for value in row] for row in table.values()]
    return "".join("| " + " | ".join(line) + " |\n" for line in cells)


FORMATS: Final[dict[str, Callable[[Table], str]]] = {
    "table": as_text,
    "csv": as_csv,
    "json": as_json,
    "ndjson": as_ndjson,
    "markdown": as_markdown,
}
