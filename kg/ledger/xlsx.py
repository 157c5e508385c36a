"""The ledger as a workbook: a summary with links, and a sheet for each plan or unit.

No text becomes a formula, a number or a link; a text that would turn into a formula when somebody edits the
cell carries the mark that keeps it text. Same ledger, same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Final

from kg.ledger.columns import EMPTY, Cell, columns_of, counts_of, titled
from kg.network.flat import clean
from kg.query.table import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ledger.model import Ledger, LedgerSheet

_LONGEST: Final = 32_767
_NAME_LENGTH: Final = 31
_LINE: Final = 13.5
_TALLEST: Final = 400
_HEAD: Final = 2
_FIRST: Final = 3
_A4: Final = 9
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]|^'+|'+$")
_OLDEST: Final = dt.date(1900, 1, 1)


def write_xlsx(ledger: Ledger) -> bytes:
    """Return the workbook."""
    import xlsxwriter  # noqa: PLC0415 (wanted by this writer alone)

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({
        "title": "责任台账" if ledger.language == "zh" else "Responsibility ledger",
        "author": "govplan", "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
    })  # fmt: skip
    formats = _Formats(book, ledger.language)
    names = sheet_names([sheet.title for sheet in ledger.sheets], "汇总" if ledger.language == "zh" else "Summary")
    # one list comes first, with the title of its plan for whoever reads the workbook back; of several, the summary
    several = len(ledger.sheets) > 1
    if several:
        _summary(book, ledger, names, formats)
    for name, sheet in zip(names[1:], ledger.sheets, strict=True):
        _sheet(book.add_worksheet(name), ledger, sheet, formats)
    if not several:
        _summary(book, ledger, names, formats)
    book.close()
    return buffer.getvalue()


def sheet_names(titles: Sequence[str], first: str) -> list[str]:
    """Return names that a workbook takes, `first` before them: at most 31 characters, unlike in any case.

    >>> sheet_names(["a/b", "A:B", ""], "x")
    ['x', 'a b', 'A B 2', 'x 2']
    """
    names = [first]
    taken = {first.casefold(), "history"}
    for title in titles:
        base = " ".join(_NOT_IN_NAMES.sub(" ", clean(title)).split()) or first
        name, count = base[:_NAME_LENGTH].strip(" '"), 2
        while name.casefold() in taken:
            tail = f" {count}"
            name, count = base[: _NAME_LENGTH - len(tail)].strip(" '") + tail, count + 1
        taken.add(name.casefold())
        names.append(name)
    return names


class _Formats:
    """The looks of cells, each made once; `text` also in a form that a spreadsheet never takes for a formula."""

    def __init__(self, book: Any, language: str) -> None:  # noqa: ANN401 (the library has no types)
        font = {"font_name": "宋体" if language == "zh" else "Calibri", "font_size": 10}
        cell = {**font, "border": 1, "text_wrap": True, "valign": "vcenter"}
        middle = {**cell, "align": "center"}
        dates = {"num_format": 'yyyy"年"m"月"d"日"' if language == "zh" else "yyyy-mm-dd"}
        possible = {"italic": True, "bg_color": "#EDEDED"}
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        self.note = book.add_format({**font, "font_color": "#555555", "valign": "vcenter", "text_wrap": True})
        self.head = book.add_format({**middle, "bold": True, "bg_color": "#D9E2EC"})
        self.link = book.add_format({**cell, "font_color": "#1F4E79", "underline": 1})
        self.total = book.add_format({**middle, "bold": True, "top": 2})
        self._cells = {
            (kind, marked, quoted): book.add_format(
                {**base, **(possible if marked else {}), **({"quote_prefix": True} if quoted else {})}
            )
            for kind, base in (("text", cell), ("middle", middle), ("date", {**middle, **dates}))
            for marked in (False, True)
            for quoted in (False, True)
        }

    def cell(self, kind: str, *, marked: bool = False, quoted: bool = False) -> Any:  # noqa: ANN401 (the same)
        return self._cells[kind, marked, quoted]


def _write(sheet: Any, row: int, column: int, value: Cell, formats: _Formats, *, marked: bool = False) -> None:  # noqa: ANN401 (the same)
    if isinstance(value, dt.date) and value >= _OLDEST:
        sheet.write_datetime(row, column, value, formats.cell("date", marked=marked))
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats.cell("middle", marked=marked))
    else:
        text = clean(str(value)) if value else EMPTY
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        quoted = text.startswith(_FORMULA)
        kind = "middle" if text == EMPTY else "text"
        sheet.write_string(row, column, text, formats.cell(kind, marked=marked, quoted=quoted))


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Return the height of a row whose cells hold texts in columns of so many characters; a Chinese one is two.

    A line is taken to hold one character less: no Chinese character is cut in two at its end, and
    fonts differ.
    """
    lines = max((-(-width(text) // max(2, size - 1)) for text, size in cells), default=1)
    return min(_TALLEST, _LINE * max(1, lines) + 3)


def _page(sheet: Any, ledger: Ledger, columns: int, header: int) -> None:  # noqa: ANN401 (the same)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&C第 &P 页，共 &N 页" if ledger.language == "zh" else "&CPage &P of &N")
    sheet.center_horizontally()
    sheet.freeze_panes(header + 1, min(2, columns))


def _sheet(target: Any, ledger: Ledger, sheet: LedgerSheet, formats: _Formats) -> None:  # noqa: ANN401 (the same)
    columns = columns_of(ledger)
    last = len(columns) - 1
    title = titled(ledger, sheet)
    target.merge_range(0, 0, 0, last, "", formats.title)
    target.write_string(0, 0, clean(title), formats.title)
    target.merge_range(1, 0, 1, last, "", formats.note)
    target.write_string(1, 0, clean(sheet.about), formats.note)
    target.set_row(0, 30)
    for place, column in enumerate(columns):
        target.set_column(place, place, column.width)
        target.write_string(_HEAD, place, column.heading(ledger.language), formats.head)
    target.set_row(_HEAD, 24)
    for place, row in enumerate(sheet.rows, start=_FIRST):
        cells = [column.cell(row, ledger.language) for column in columns]
        for at, value in enumerate(cells):
            _write(target, place, at, value, formats, marked=row.certainty == "possibly")
        texts = [
            (str(value), column.width) for value, column in zip(cells, columns, strict=True) if isinstance(value, str)
        ]
        target.set_row(place, _height(texts))
    if sheet.rows:
        target.autofilter(_HEAD, 0, _HEAD + len(sheet.rows), last)
    _page(target, ledger, len(columns), _HEAD)


def _summary(book: Any, ledger: Ledger, names: Sequence[str], formats: _Formats) -> None:  # noqa: ANN401 (the same)
    zh = ledger.language == "zh"
    sheet = book.add_worksheet(names[0])
    counts = counts_of(ledger)
    first = {"unit": ("单位", "Unit"), "plan": ("规划", "Plan"), "list": ("台账", "Ledger")}[ledger.by][not zh]
    heads = ["序号" if zh else "No.", first, "说明" if zh else "About", *(c.zh if zh else c.en for c in counts)]
    last = len(heads) - 1
    sheet.merge_range(0, 0, 0, last, "", formats.title)
    sheet.write_string(0, 0, "责任台账汇总" if zh else "Responsibility ledger: summary", formats.title)
    sheet.merge_range(1, 0, 1, last, "", formats.note)
    sheet.write_string(1, 0, _explained(ledger), formats.note)
    sheet.set_row(0, 30)
    sheet.set_row(1, 46)
    for place, (head, size) in enumerate(zip(heads, (6, 46, 40, *[12] * len(counts)), strict=True)):
        sheet.set_column(place, place, size)
        sheet.write_string(_HEAD, place, head, formats.head)
    for place, (name, part) in enumerate(zip(names[1:], ledger.sheets, strict=True), start=_FIRST):
        sheet.write_number(place, 0, place - _HEAD, formats.cell("middle"))
        sheet.write_url(
            place, 1, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", formats.link, clean(part.title)[:255]
        )
        _write(sheet, place, 2, part.about, formats)
        for at, count in enumerate(counts, start=3):
            sheet.write_number(place, at, count.of(part.rows), formats.cell("middle"))
        sheet.set_row(place, _height([(part.title, 46), (part.about, 40)]))
    end = _FIRST + len(ledger.sheets)
    if ledger.by != "unit":
        # by unit, one task stands in the sheets of several units: a sum would count it several times
        sheet.merge_range(end, 0, end, 2, "", formats.total)
        sheet.write_string(end, 0, "合计" if zh else "All", formats.total)
        for at, count in enumerate(counts, start=3):
            sheet.write_number(end, at, sum(count.of(part.rows) for part in ledger.sheets), formats.total)
    if ledger.sheets:
        sheet.autofilter(_HEAD, 0, end - 1, last)
    _page(sheet, ledger, 2, _HEAD)


def _explained(ledger: Ledger) -> str:
    if ledger.language == "zh":
        return (
            "“可能”指：任务交给未列明成员的群体，或名单以“等”结尾，单位可能在内；文件未写明的不作推断。"
            "单位名称按原文；“出处行”为来源文本的行号。"
        )
    return (
        "“possibly”: the task is given to a group whose members are not listed, or the list ends in 等, and the unit "
        "may be meant; what the document does not say is not guessed. Units stand as written; Line is the line of "
        "the source text."
    )
