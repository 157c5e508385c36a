"""Workbooks and CSV files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kg.errors import UnreadableDocument
from loaders.document import BlockKind, Document
from loaders.readers.csv import CsvReader
from loaders.readers.workbook import WorkbookReader


def workbook(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    fill(book, book.add_worksheet("任务"))
    book.close()
    return out.getvalue()


def read(fill: Callable[[Workbook, Worksheet], None]) -> Document:
    return WorkbookReader().read(workbook(fill), "a.xlsx")


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_a_title_over_the_table_is_a_paragraph_and_a_note_under_it_too() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "云泽市任务分解表")
        sheet.write_row(1, 0, ["序号", "任务", "责任单位"])
        sheet.write_row(2, 0, [1, "治水", "市水利局"])
        sheet.write(3, 0, "注：责任单位均含各县区。")

    document = read(fill)
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.PARAGRAPH, *[BlockKind.CELL] * 6, BlockKind.PARAGRAPH]
    assert (document.blocks[4].row, document.blocks[4].column) == (3, 1)
    assert document.quote(document.blocks[4].span) == "1"


def test_merged_cells_and_bands_inside_a_table_stay_cells() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["类别", "任务", "责任单位"])
        sheet.merge_range(1, 0, 2, 0, "水利")
        sheet.write_row(1, 1, ["治水", "市水利局"])
        sheet.write_row(2, 1, ["补水", "市水利局"])
        sheet.merge_range(3, 0, 3, 2, "二、交通")
        sheet.write_row(4, 0, ["交通", "修路", "市交通运输局"])

    spans = {(b.row, b.column): (b.row_span, b.column_span) for b in read(fill).blocks}
    assert spans[2, 1] == (2, 1)
    assert spans[4, 1] == (1, 3)
    assert len(spans) == 12


def test_values_are_printed_as_the_sheet_shows_them() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["指标", "值", "日期"])
        sheet.write(1, 1, 0.955, book.add_format({"num_format": "0.0%"}))
        sheet.write(1, 0, 12.0)
        sheet.write_datetime(1, 2, date(2026, 12, 31), book.add_format({"num_format": 'yyyy"年"m"月"'}))
        sheet.write(2, 0, 0.1 + 0.2)
        sheet.write(2, 1, 0.07, book.add_format({"num_format": "0%"}))
        sheet.write_datetime(2, 2, date(2026, 12, 31), book.add_format({"num_format": "yyyy/m/d"}))

    assert texts(read(fill))[3:] == ["12", "95.5%", "2026年12月", "0.3", "7%", "2026年12月31日"]


def test_hidden_sheets_are_left_out_and_that_is_said() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["甲", "乙"])
        other = book.add_worksheet("底稿")
        other.write(0, 0, "秘密")
        other.hide()

    document = read(fill)
    assert "秘密" not in document.text
    assert [(remark.code, remark.sheet) for remark in document.remarks] == [("hidden-sheet", "底稿")]


def test_two_sheets_are_headed_by_their_names() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["甲", "乙"])
        book.add_worksheet("指标").write_row(0, 0, ["丙", "丁"])

    document = read(fill)
    assert [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.HEADING] == ["任务", "指标"]
    assert [b.table for b in document.blocks if b.table] == [1, 1, 2, 2]


def test_an_empty_row_before_a_title_and_headings_starts_a_table_of_its_own() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for place, row in enumerate(
            [["序号", "任务", "单位"], [1, "甲", "乙"], [], ["附表二"], ["序号", "指标", "单位"], [1, "丙", "丁"]]
        ):
            sheet.write_row(place, 0, row)

    document = read(fill)
    assert {b.table for b in document.blocks} == {1, 2, None}
    assert "附表二" in [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.PARAGRAPH]


def test_an_empty_row_inside_a_table_parts_nothing() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for place, row in enumerate([["序号", "任务", "单位"], [1, "甲", "乙"], [], [2, "丙", "丁"]]):
            sheet.write_row(place, 0, row)

    assert {b.table for b in read(fill).blocks} == {1}


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_cut_by_the_delimiter_that_fits(delimiter: str, encoding: str) -> None:
    rows = [["序号", "任务", "责任单位"], ["1", '"治水，补水\n二期"', "市水利局、市财政局"]]
    text = "云泽市任务表\n" + "".join(delimiter.join(row) + "\r\n" for row in rows)
    document = CsvReader().read(text.encode(encoding), "a.csv")
    assert texts(document) == [
        "云泽市任务表",
        "序号",
        "任务",
        "责任单位",
        "1",
        "治水，补水\n二期",
        "市水利局、市财政局",
    ]
    assert (document.blocks[-1].row, document.blocks[-1].column) == (3, 3)


def test_a_damaged_workbook_is_one_error() -> None:
    data = workbook(lambda _, sheet: sheet.write(0, 0, "甲") and None)
    with pytest.raises(UnreadableDocument):
        WorkbookReader().read(data[: len(data) // 2], "a.xlsx")


def test_an_empty_workbook_is_an_error() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read(lambda _, __: None)
