"""Workbooks: task ledgers and indicator tables in XLSX, XLS and ODS.

Cells hold the text that the sheet shows where it matters: 0.95 formatted as per cent is `95%`, a date
formatted as year and month has no day. Hidden sheets are left out, and that is said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem, Severity
from loaders.archive import Archive, broken
from loaders.document import BlockKind, Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers.build import DocumentBuilder
from loaders.readers.sheet import Merge, add_sheet
from loaders.readers.xml import local, parse_xml

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_XLS: Final = "application/vnd.ms-excel"
_PERCENT: Final = {9: "0%", 10: "0.00%"}
_QUOTED: Final = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Value = str | float | bool | date | datetime | time | timedelta | None


class WorkbookReader:
    """Reads `.xlsx`, `.xls` and `.ods` files."""

    media_types: frozenset[str] = frozenset({_XLSX, _ODS, _XLS})
    suffixes: frozenset[str] = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document: every visible sheet that holds anything, in order.

        Raises:
            UnreadableDocument: The bytes are no workbook, or a broken or protected one.
            LimitExceeded: It holds more than is allowed.
        """
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

        formats = _Formats(Archive(data, name, limits)) if data.startswith(b"PK") else None
        builder = DocumentBuilder(name, limits)
        remarks: list[Problem] = []
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            shown = []
            for meta in book.sheets_metadata:
                if meta.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if meta.visible is SheetVisibleEnum.Visible:
                    shown.append(meta.name)
                else:
                    remarks.append(_hidden(name, meta.name))
            for title in shown:
                sheet = book.get_sheet_by_name(title)
                self._sheet(builder, sheet, title, formats, (name, limits), alone=len(shown) == 1)
        except CalamineError as error:
            raise _unreadable(name, str(error)) from error
        media = _XLS if formats is None else _ODS if "content.xml" in formats.archive.names else _XLSX
        return builder.document(media, data, remarks=tuple(remarks))

    def _sheet(
        self,
        builder: DocumentBuilder,
        sheet: CalamineSheet,
        title: str,
        formats: _Formats | None,
        bounds: tuple[str, Limits],
        *,
        alone: bool,
    ) -> None:
        check(bounds[0], "cells", sheet.total_height * sheet.total_width // 10, bounds[1].cells)
        shapes = {} if formats is None else formats.of_sheet(title)
        rows = [
            [_shown(value, shapes.get((place, column))) for column, value in enumerate(row, 1)]
            for place, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
        ]
        if not any(text for row in rows for text in row):
            return
        if not alone:
            builder.add(title, BlockKind.HEADING, level=1)
        ranges = sheet.merged_cell_ranges or []
        merges = [Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
        add_sheet(builder, rows, merges)


def _hidden(name: str, sheet: str) -> Problem:
    return Problem(
        "hidden-sheet", Severity.INFO,
        both(f"{name}: the hidden sheet {sheet} was left out.", f"{name}：隐藏的工作表 {sheet} 未读取。"),
        both("Show the sheet and load the file again if it belongs to the plan.",
             "如属规划内容，请取消隐藏后重新读取。"),
        source=name, sheet=sheet,
    )  # fmt: skip


def _unreadable(name: str, reason: str) -> UnreadableDocument:
    if "password" in reason.lower() or "encrypt" in reason.lower():
        return UnreadableDocument(
            both(f"{name} is protected by a password.", f"{name} 有密码保护。"),
            both("Save it without a password and try again.", "请取消密码后重试。"),
        )
    return broken(name)


def _shown(value: Value, shape: str | None) -> str:
    """Return a value as the sheet shows it under a number format."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return _day(value, shape)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if shape is not None and "%" in shape:
        return f"{_number(Decimal(repr(value)) * 100)}%"
    return _number(Decimal(f"{value:.15g}"))


def _number(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text


def _day(value: date, shape: str | None) -> str:
    plain = _QUOTED.sub("", shape or "yyyymd").lower()
    if "y" in plain and "d" not in plain:
        return f"{value.year}年{value.month}月" if "m" in plain else f"{value.year}年"
    if "y" not in plain and "m" in plain and "d" in plain:
        return f"{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月{value.day}日"


class _Formats:
    """The number formats of an XLSX file that change what a value says; other files tell none."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._styles = dict(enumerate(self._cell_styles()))
        self._parts = self._sheet_parts() if self._styles else {}

    def _cell_styles(self) -> Iterator[str | None]:
        data = self.archive.read("xl/styles.xml")
        if data is None:
            return
        root = parse_xml(data, self.archive.name, "xl/styles.xml")
        codes = dict(_PERCENT) | {17: "mmm-yy", 14: "yyyymd"}
        for element in root.iter():
            if local(element) == "numFmt":
                codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        for element in root.iter():
            if local(element) == "cellXfs":
                for xf in element:
                    code = codes.get(int(xf.get("numFmtId", "0")))
                    plain = _QUOTED.sub("", code or "")
                    yield code if "%" in plain or "y" in plain.lower() else None

    def _sheet_parts(self) -> dict[str, str]:
        book, links = (self.archive.read(part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
        if book is None or links is None:
            return {}
        targets = {
            element.get("Id"): "xl/" + element.get("Target", "").removeprefix("/xl/")
            for element in parse_xml(links, self.archive.name, "workbook.xml.rels")
        }
        found = {}
        for element in parse_xml(book, self.archive.name, "workbook.xml").iter():
            if local(element) == "sheet":
                key = next((value for name, value in element.items() if name.endswith("}id")), None)
                found[element.get("name", "")] = targets.get(key, "")
        return found

    def of_sheet(self, title: str) -> dict[tuple[int, int], str]:
        """Return the formats of the cells of a sheet by row and column from 1."""
        if not any(self._styles.values()):
            return {}
        data = self.archive.read(self._parts.get(title, ""))
        if data is None:
            return {}
        found = {}
        for element in parse_xml(data, self.archive.name, title).iter():
            style = element.get("s")
            if style is not None and local(element) == "c" and (code := self._styles.get(int(style))):
                reference = _REFERENCE.match(element.get("r", ""))
                if reference is not None:
                    found[int(reference[2]), _column(reference[1])] = code
        return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
