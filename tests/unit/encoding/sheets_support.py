"""Workbooks made cell by cell, as people leave them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[str | float | None]]


def workbook(sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """Return an XLSX file; a merged range holds the text of its first cell."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet: Any = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(place, column, value)
                    elif value is not None:
                        sheet.write_number(place, column, value)
            for reach in (merges or {}).get(name, ()):
                sheet.merge_range(reach, "")
                first = reach.split(":")[0]
                column, line = ord(first[0]) - ord("A"), int(first[1:]) - 1
                sheet.write(line, column, rows[line][column])
    return buffer.getvalue()
