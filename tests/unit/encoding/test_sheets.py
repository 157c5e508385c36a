"""Workbooks as people leave them: columns in any order, synonyms, merged cells, rows that go on, hostile files."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from kg.errors import SourceError
from kg.records import Comparator, PartialDate, Plan, Role
from loaders.encoding import EncodingError, PlainNaming
from loaders.encoding.formats import encoding_of
from loaders.encoding.read import read_table
from loaders.encoding.workbook import letters
from tests.unit.encoding.sheets_support import Rows, workbook

HEAD: Rows = [["标题", "霁川区示范方案"], ["地区", "云泽市霁川区"]]


def _read(sheets: dict[str, Rows], merges: dict[str, list[str]] | None = None) -> Plan:
    return read_table(workbook({"计划": HEAD, **sheets}, merges), "plan.xlsx", naming=PlainNaming())


def _duties(plan: Plan) -> list[list[tuple[str, Role]]]:
    return [[(i.unit_text, i.role) for c in a.clauses for i in c.assignments] for a in plan.actions]


def test_columns_stand_in_any_order_under_synonyms_below_a_title() -> None:
    plan = _read({"任务台账": [
        ["霁川区重点任务台账"], [],
        ["主办单位", "完成时间", "工作措施", "序号", "重点任务", "协办单位"],
        ["区科技局", "2026年6月底前", "建园区", "1", "示范园", "区财政局、各委、办、局等"],
        [],
        ["主办单位", "完成时间", "工作措施", "序号", "重点任务", "协办单位"],
        ["无", 2027.0, None, "2", "服务站", "区教育局牵头，团区委配合"],
    ]})  # fmt: skip
    assert [(a.path, a.label, a.description) for a in plan.actions] == [
        ("1", "示范园", "建园区"),
        ("2", "服务站", None),
    ]
    assert [a.deadline for a in plan.actions] == [PartialDate(2026, 6), PartialDate(2027)]
    assert _duties(plan) == [
        [("区科技局", Role.RESPONSIBLE), ("区财政局", Role.SUPPORTING), ("各委、办、局", Role.SUPPORTING)],
        [("区教育局", Role.LEAD), ("团区委", Role.SUPPORTING)],
    ]
    assert [c.open_list for a in plan.actions for c in a.clauses] == [True, False]


def test_headings_in_two_rows_and_in_both_languages() -> None:
    rows: Rows = [
        ["编号", "标题", "责任单位", None, "完成时限"],
        [None, None, "牵头", "配合", None],
        ["id", "title", "lead", "supporting", "deadline"],
        ["一", "甲", "区科技局", "区财政局", "2026-06"],
    ]
    plan = _read({"actions": rows}, {"actions": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]})
    assert _duties(plan) == [[("区科技局", Role.LEAD), ("区财政局", Role.SUPPORTING)]]


def test_a_merged_cell_fills_what_it_covers() -> None:
    rows: Rows = [
        ["编号", "标题", "牵头单位"], ["一", "甲", "区科技局"], ["二", "乙", None], ["三", "丙", "区财政局"],
    ]  # fmt: skip
    plan = _read({"任务": rows}, {"任务": ["C2:C3"]})
    assert _duties(plan) == [[("区科技局", Role.LEAD)], [("区科技局", Role.LEAD)], [("区财政局", Role.LEAD)]]


def test_rows_without_a_name_go_on_with_the_row_above() -> None:
    plan = _read({
        "指标": [
            ["名称", "计量单位", "基期值", "目标值", "比较", "完成时限"],
            ["书房", "个", 12.0, 30.0, "不低于", 2026.0],
            [None, None, None, "4.5万", "不超过", "2027-06"],
        ],
        "任务": [
            ["编号", "标题", "牵头单位", "配合单位", "完成时限"],
            ["一", "甲", "区科技局", None, "2027"],
            [None, None, "区教育局", "团区委", "2026-03"],
        ],
    })  # fmt: skip
    first, second = plan.indicators[0].targets
    assert (first.value, first.comparator, first.deadline) == (Decimal(30), Comparator.AT_LEAST, PartialDate(2026))
    assert (second.value, second.value_text, second.deadline) == (Decimal(45000), "4.5万", PartialDate(2027, 6))
    (action,) = plan.actions
    assert (action.deadline, [clause.deadline for clause in action.clauses]) == (
        PartialDate(2027), [None, PartialDate(2026, 3)],
    )  # fmt: skip
    assert _duties(plan)[0][1:] == [("区教育局", Role.LEAD), ("团区委", Role.SUPPORTING)]


def test_a_ledger_without_a_sheet_of_the_plan_is_no_encoding() -> None:
    assert encoding_of(workbook({"重点任务": [["序号", "重点任务"], ["1", "甲"]]}), "台账.xlsx") is None
    assert encoding_of(b"PK\x03\x04 broken", "x.xlsx") is None
    assert encoding_of("序号,重点任务\n1,甲\n".encode(), "台账.csv") is None


def test_a_cell_far_away_is_refused() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("plan").write_string(1_048_575, 16_383, "x")
    with pytest.raises(SourceError, match="limit cells"):
        read_table(buffer.getvalue(), "plan.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b'<workbook><sheet name="plan"/></workbook>')
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    with pytest.raises(SourceError, match="expanded_bytes"):
        read_table(buffer.getvalue(), "plan.xlsx")


def test_what_is_a_workbook_by_name_only_is_one_mistake() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<workbook><sheet name="plan"/></workbook>')
    with pytest.raises(EncodingError) as caught:
        read_table(buffer.getvalue(), "plan.xlsx")
    assert [p.code for p in caught.value.problems] == ["encoding-workbook"]


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_have_the_names_of_spreadsheets(column: int, name: str) -> None:
    assert letters(column) == name


def _with_formulas() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name in ("计划", "任务", "说明"):
            sheet: Any = book.add_worksheet(name)
            if name == "计划":
                sheet.write_row(0, 0, ["标题", "霁川区示范方案"])
                sheet.write_row(1, 0, ["开始"])
                sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
            elif name == "任务":
                sheet.write_row(0, 0, ["编号", "标题", "完成时限", "说明"])
                sheet.write_row(1, 0, ["一/1", "甲"])
                sheet.write_formula(1, 2, "=DATE(2026,6,30)", None, "2026-06-30")
                sheet.write_formula(1, 3, '=IF(1,"","x")', None, "")
                sheet.write_row(2, 0, ["一/2", "乙"])
                sheet.write_formula(2, 2, "=DATE(2026,6,30)", None, "2026-06-30")
            else:
                sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
    # what spreadsheet programs save where the result is an empty text
    return _changed(buffer.getvalue(), (b'<c r="D2"><f>', b'<c r="D2" t="str"><f>'))


def test_cells_whose_formulas_failed_are_mistakes_and_results_are_read() -> None:
    with pytest.raises(EncodingError) as caught:
        read_table(_with_formulas(), "plan.xlsx", naming=PlainNaming())
    found = [(p.code, p.sheet, p.cell, p.value) for p in caught.value.problems]
    assert found == [("encoding-cell-error", "计划", "B2", "#DIV/0!")]


def _changed(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            for before, after in changes:
                part = part.replace(before, after)
            new.writestr(entry, part)
    return buffer.getvalue()


def test_a_formula_whose_result_was_never_saved_is_a_mistake() -> None:
    unsaved = (b'<c r="C3" t="str"><f>DATE(2026,6,30)</f><v>2026-06-30</v>', b'<c r="C3"><f>DATE(2026,6,30)</f><v/>')
    data = _changed(_with_formulas(), unsaved, (b' t="e"', b""), (b"#DIV/0!", b"2026"))
    with pytest.raises(EncodingError) as caught:
        read_table(data, "plan.xlsx", naming=PlainNaming())
    assert [(p.code, p.sheet, p.cell) for p in caught.value.problems] == [("encoding-formula", "任务", "C3")]
