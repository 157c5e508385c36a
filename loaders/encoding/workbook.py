"""Workbooks and CSV files to sheets of texts, with what is merged; within bounds, and without formulas.

A CSV file holds several sheets one under the other: a row `[actions]` or `[任务]` opens each of them.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from kg.errors import SourceError
from loaders.archive import Archive
from loaders.encoding import nodes
from loaders.encoding.cellfaults import CellFault, cell_faults
from loaders.encoding.report import Place, Report
from loaders.limits import LIMITS, check

_LIMITS: Final = replace(LIMITS, expanded_bytes=100_000_000, archive_entries=500)
_LOOK: Final = 20
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 400
_CORNER: Final = re.compile(rb'<(?:\w{1,9}:)?c\s[^<>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_OPENS: Final = re.compile(r"\[\s*([^\[\]]{1,40})\s*\]")
_FORMULA: Final = "=+-@\t\r"
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
Value = str | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds a text; `row` and `column` from 1, `begin` its place in the plain text.

    `covered` is true where the text comes from a merged range that begins in a row above.
    """

    text: str
    row: int
    column: int
    begin: int
    covered: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, its number from 1, and its cells by row and column.

    `lines` are for CSV; `faults` are cells that hold a formula and no value.
    """

    name: str
    number: int
    rows: list[dict[int, Cell]] = field(default_factory=list)
    lines: list[int] | None = None
    faults: tuple[CellFault, ...] = ()

    def place(self, row: int, column: int, index: int = 0) -> Place:
        """Return the place of a cell for messages."""
        lines = self.lines
        line = row - 1 if lines is None else (lines[row - 1] if row <= len(lines) else 1) - 1
        cell = f"{letters(column)}{row}"
        return Place(line, column - 1, self.name, cell, index, self.number, in_line=lines is not None)


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of a file, and the plain text that holds the words of all cells."""

    sheets: tuple[Sheet, ...]
    text: str


def letters(column: int) -> str:
    """Return the name of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of an XLSX file, none where it is no such file."""
    try:
        book = Archive(data, "", _LIMITS).read("xl/workbook.xml") or b""
    except SourceError:
        return ()
    return tuple(re.findall(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"', book.decode("utf-8", "replace")))


def csv_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets that the rows of a CSV file open; none where it does not begin with one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # what Chinese spreadsheet programs write: it is refused, but as what it is
        text = data.decode("gb18030", "replace").removeprefix("\ufeff")
    lines = text.split("\n")
    found = [match for line in lines if (match := _OPENS.fullmatch(line.strip(' ",;\t\r'))) is not None]
    first = next((line for line in lines if line.strip(' ",;\t\r')), "")
    return tuple(match[1] for match in found) if found and found[0][0] in first else ()


def read_workbook(data: bytes, name: str, report: Report) -> Book:
    """Return the sheets of an XLSX file.

    Raises:
        SourceError: It is damaged, or holds more than is allowed.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (heavy)

    archive = Archive(data, name, _LIMITS)
    for part in archive.names:
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            corners = _CORNER.findall(archive.read(part) or b"")
            check(name, "cells", len(corners), _LIMITS.cells)
            check(name, "cells", max((int(row) for _, row in corners), default=0), _MOST_ROWS)
            check(name, "cells", max((_number(c) for c, _ in set(corners)), default=0), _MOST_COLUMNS)
    builder = _Builder()
    faults = cell_faults(archive)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, title in enumerate(book.sheet_names, 1):
            sheet = book.get_sheet_by_name(title)
            rows = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            merges = {(top + 1, left + 1): (bottom + 1, right + 1) for (top, left), (bottom, right)
                      in sheet.merged_cell_ranges or []}  # fmt: skip
            covered = sum((bottom - top) * (right - left + 1) for (top, left), (bottom, right) in merges.items())
            check(name, "cells", covered, _LIMITS.cells)
            builder.add(Sheet(title, number, faults=faults.get(title, ())), rows, merges)
    except CalamineError as error:
        report.add("encoding-workbook", None, detail=str(error))
    return builder.book()


def read_csv(data: bytes, report: Report) -> Book:
    """Return the sheets of a CSV file; a mistake in its encoding or its quotes is reported."""
    text = nodes.decode(data, report)
    builder = _Builder()
    if text is None:
        return builder.book()
    first = next(
        (line for line in text.split("\n")[:_LOOK] if line.strip() and not _OPENS.match(line.strip(' ",;'))), ""
    )
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    sheet: Sheet | None = None
    rows: list[list[str]] = []
    line, number = 1, 0
    try:
        for row in reader:
            opening = _OPENS.fullmatch(row[0].strip()) if row and not any(c.strip() for c in row[1:]) else None
            if opening is not None or sheet is None:
                if sheet is not None:
                    builder.add(sheet, rows, {})
                sheet = Sheet(opening[1] if opening else "", 1 + number, lines=[])
                rows, number = [], number + 1
            if opening is None and sheet.lines is not None:
                rows.append([_unguarded(cell) for cell in row])
                sheet.lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        report.add("encoding-table", Place(line - 1, 0), detail=str(error))
    if sheet is not None:
        builder.add(sheet, rows, {})
    return builder.book()


def guarded(text: str) -> str:
    """Return a cell for CSV that no program runs as a formula; `read_csv` gives the text back.

    >>> guarded("=1+1"), guarded("-3"), guarded("'=x")
    ("'=1+1", '-3', "''=x")
    """
    return f"'{text}" if _is_risky(text.lstrip("'")) and _NUMBER.fullmatch(text) is None else text


def _is_risky(text: str) -> bool:
    return text[:1] in tuple(_FORMULA) or _OPENS.fullmatch(text.strip()) is not None


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _is_risky(text.lstrip("'")) else text


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        number = Decimal(repr(value))
        return format(number.quantize(Decimal(1)) if number == number.to_integral_value() else number, "f")
    return str(value)


def _number(column: bytes) -> int:
    value = 0
    for letter in column:
        value = value * 26 + letter - ord("A") + 1
    return value


class Cells:
    """Finds the cell that holds a place of the plain text of a workbook or CSV file; line and column from 1."""

    def __init__(self, data: bytes, name: str) -> None:
        report = Report(name)
        book = read_workbook(data, name, report) if data.startswith(b"PK") else read_csv(data, report)
        held = [(cell.begin, sheet.place(cell.row, cell.column)) for sheet in book.sheets for row in sheet.rows
                for cell in row.values()]  # fmt: skip
        # a merged text stands in several cells; the first of them is its place
        self._places = sorted(dict(reversed(held)).items(), key=lambda pair: pair[0])
        self._lines = [0, *(match.end() for match in re.finditer("\n", book.text))]

    def at(self, line: int, column: int) -> Place | None:
        """Return the place of the last cell that begins there or before; None before the first."""
        index = self._lines[min(line, len(self._lines)) - 1] + column - 1
        found = bisect_right([begin for begin, _ in self._places], index) - 1
        return self._places[found][1] if found >= 0 else None


class _Builder:
    """Puts the cells of all sheets into one text: cells parted by tabs, rows by lines."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._pieces: list[str] = []
        self._length = 0

    def _write(self, text: str) -> int:
        begin = self._length
        self._pieces.append(text)
        self._length += len(text)
        return begin

    def add(self, sheet: Sheet, rows: list[list[str]], merges: dict[tuple[int, int], tuple[int, int]]) -> None:
        """Take the rows of a sheet; a merged text stands in every cell that it covers."""
        self._write(f"{sheet.name}\n")
        cells: dict[tuple[int, int], Cell] = {}
        for row, texts in enumerate(rows, 1):
            filled = [(column, text) for column, text in enumerate(texts, 1) if text.strip()]
            for column, text in filled:
                cells[row, column] = Cell(text, row, column, self._write(text))
                self._write("\t")
            if filled:
                self._write("\n")
        height = max(len(rows), max((bottom for bottom, _ in merges.values()), default=0))
        for (top, left), (bottom, right) in merges.items():
            first = cells.get((top, left))
            for row in range(top, min(bottom, _MOST_ROWS) + 1) if first is not None else ():
                for column in range(left, min(right, _MOST_COLUMNS) + 1):
                    if first is not None and (row, column) not in cells:
                        cells[row, column] = replace(first, row=row, column=column, covered=row > top)
        sheet.rows = [{} for _ in range(min(height, _MOST_ROWS))]
        for (row, column), cell in sorted(cells.items()):
            if row <= len(sheet.rows):
                sheet.rows[row - 1][column] = cell
        self._sheets.append(sheet)

    def book(self) -> Book:
        """Return what was taken."""
        return Book(tuple(self._sheets), "".join(self._pieces))
