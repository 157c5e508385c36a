"""Sheets to an XLSX workbook: frozen headings with notes, lists to choose from, and no formula anywhere."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from kg.errors import SourceError, both
from loaders.encoding.keys import Key, Kind
from loaders.encoding.workbook import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.encoding.messages import Language
    from loaders.encoding.tabulate import Table

_LONGEST: Final = 32_767
_SPARE_ROWS: Final = 500
_MOST_DIGITS: Final = 15
_WIDE: Final = frozenset({"title", "description", "notice_title", "addressees", "members", "clause_text", "clauses"})
_WIDTH, _WIDE_WIDTH, _NOTE_WIDTH = 18, 42, 60
KINDS: Final = {
    Kind.TEXT: ("Text.", "文字。"),
    Kind.TEXTS: ("Several names are parted by 、 or line breaks.", "多个名称用“、”或换行分隔。"),
    Kind.DATE: ("2026, 2026-06 or 2026-06-30.", "写 2026、2026-06 或 2026-06-30。"),
    Kind.NUMBER: ("Digits alone, as 26000 or 2.6万.", "只写数字，如 26000 或 2.6万。"),
    Kind.FLAG: ("true or false.", "是或否。"),
    Kind.CODE: ("Choose from the list.", "从下拉列表中选择。"),
    Kind.RECORDS: ("A list as [{{…}}, …].", "列表，如 [{…}, …]。"),
    Kind.RECORD: ("", ""),
}
NOTES: Final = {
    "en": (
        "Each sheet holds one part of the plan; this sheet is not read.",
        "The rows are an example: write yours over them. Empty sheets, rows and columns may stay or go.",
        "Columns may stand in any order; headings may be English or Chinese. A column that is not known is a mistake.",
        "An indicator with several targets takes several rows: leave the name empty in all but the first.",
        'Several names in a cell are parted by 、 or line breaks; a name in "…" is taken as it stands.',
        "govplan validate FILE says what is missing or wrong, with sheet and cell.",
    ),
    "zh": (
        "每张工作表填写规划的一部分；本表不读取。",
        "表中各行为示例，请直接改写。空表、空行、空列可保留或删除。",
        "列的顺序不限，列名中英文均可；出现不认识的列名会报错。",
        "一个指标有多个目标时写多行：除首行外，名称留空。",
        "单元格内多个名称用“、”或换行分隔；加英文引号的名称按原样读取。",
        "运行 govplan validate 文件名，可查看缺漏和错误所在的工作表与单元格。",
    ),
}


def write_xlsx(found: Sequence[Table], language: Language) -> bytes:
    """Return the workbook; the same sheets give the same bytes.

    Raises:
        SourceError: A text has more characters than a cell can hold.
    """
    import xlsxwriter  # noqa: PLC0415 (beside its only user)

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        styles = {
            "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
            "note": book.add_format({"italic": True, "font_color": "#666666", "text_wrap": True}),
        }
        for table in found:
            sheet = book.add_worksheet(table.key.spellings[int(language == "zh")])
            writer = _SheetWriter(sheet, styles, language)
            if table.key.kind is Kind.RECORD:
                writer.fields(table)
            else:
                writer.rows(table)
        notes = book.add_worksheet("说明" if language == "zh" else "notes")
        notes.set_column(0, 0, _NOTE_WIDTH * 2)
        for row, line in enumerate(NOTES[language]):
            notes.write_string(row, 0, line)
    return buffer.getvalue()


class _SheetWriter:
    def __init__(self, sheet: Any, styles: dict[str, Any], language: Language) -> None:  # noqa: ANN401 (untyped library)
        self._sheet = sheet
        self._styles = styles
        self._place = int(language == "zh")

    def fields(self, table: Table) -> None:
        """Write the one record of a sheet: a field a row, its value beside it, and a note."""
        sheet = self._sheet
        heads = (("field", "value", "notes"), ("项目", "内容", "说明"))[self._place]
        for column, (head, width) in enumerate(zip(heads, (_WIDTH, _NOTE_WIDTH, _NOTE_WIDTH), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self._styles["head"])
        sheet.freeze_panes(1, 1)
        held = table.rows[0] if table.rows else {}
        for row, key in enumerate(table.columns, 1):
            sheet.write_string(row, 0, key.spellings[self._place], self._styles["head"])
            self._write(row, 1, key, held.get(key.name, ""))
            sheet.write_string(row, 2, self._note(key), self._styles["note"])

    def rows(self, table: Table) -> None:
        """Write a sheet with a row for each record."""
        sheet = self._sheet
        sheet.freeze_panes(1, 1)
        for column, key in enumerate(table.columns):
            style = self._styles["number" if key.kind is Kind.NUMBER else "text"]
            sheet.set_column(column, column, _WIDE_WIDTH if key.name in _WIDE else _WIDTH, style)
            sheet.write_string(0, column, key.spellings[self._place], self._styles["head"])
            sheet.write_comment(0, column, self._note(key))
            choices = self._choices(key)
            if choices:
                sheet.data_validation(1, column, len(table.rows) + _SPARE_ROWS, column,
                                      {"validate": "list", "source": choices})  # fmt: skip
        for row, held in enumerate(table.rows, 1):
            for column, key in enumerate(table.columns):
                self._write(row, column, key, held.get(key.name, ""))

    def _note(self, key: Key) -> str:
        kind = KINDS[key.kind][self._place].replace("{{", "{").replace("}}", "}")
        need = ("", ("Required. ", "必填。")[self._place])[key.required]
        return f"{key.zh}：{need}{kind}" if self._place else f"{key.name}: {need}{key.doc} {kind}"

    def _choices(self, key: Key) -> list[str]:
        if key.kind is Kind.FLAG:
            return [("true", "是")[self._place], ("false", "否")[self._place]]
        # a spreadsheet program takes "=" in a list for a formula: there the words stand for the signs
        words = [code.spellings[self._place] for code in key.codes]
        if any(word[:1] in "=<>" for word in words):
            words = [code.spellings[-1] for code in key.codes]
        return words

    def _write(self, row: int, column: int, key: Key, text: str) -> None:
        if not text:
            return
        if len(text) > _LONGEST:
            cell = f"{letters(column + 1)}{row + 1}"
            raise SourceError(
                both(f"{key.name} has {len(text):,} characters; cell {cell} of a workbook holds {_LONGEST:,}.",
                     f"“{key.zh}”有 {len(text):,} 个字符，工作簿单元格 {cell} 最多 {_LONGEST:,} 个。"),
                both("Export the plan as YAML.", "请改为导出 YAML。"),
            )  # fmt: skip
        if key.kind is Kind.NUMBER and _is_exact(text):
            self._sheet.write_number(row, column, float(text), self._styles["number"])
        else:
            self._sheet.write_string(row, column, text, self._styles["text"])


def _is_exact(text: str) -> bool:
    """Tell whether a number is written the way in which it would be read back from a cell."""
    digits = text.lstrip("-").replace(".", "", 1)
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        return False
    number = float(text)
    return text == (str(int(number)) if number == int(number) else repr(number))
