"""The ledger says what the plan says, in files that office programs open and the loader reads back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from python_calamine import CalamineSheet, CalamineWorkbook

from kg.cli import main
from kg.ledger import Ledger, build_ledger, write_docx, write_xlsx
from kg.ledger.columns import COLUMNS
from kg.ledger.xlsx import sheet_names
from kg.records import PartialDate, Role
from kg.store import open_store
from kg.view import Clause, Duty, Entry, Indicator, Plan, Span, Target, Unit, read_plans
from loaders.rules.clause.compile import StandingRules
from loaders.rules.task_table import column_of, read_task_table

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOME = "place"
TRADE, ROADS, OTHERS = (
    Unit("trade", "云州市商务局", place=HOME),
    Unit("roads", "云州市交通局", place=HOME),
    Unit("others", "领导小组其他成员单位", is_group=True, body="body", excepts=("trade",)),
)


def a_plan() -> Plan:
    clause = Clause("c1", "商务局牵头，交通局等配合", open_list=True, spans=(Span(20, 32, 3, ""),))
    group = Clause("c2", "各成员单位负责", spans=(Span(50, 57, 5, ""),))
    first = Entry(
        "a1", "=办好集市", "task", "一/1", parent="s1", deadline=date(2031, 6, 30), deadline_text="2031年6月底前",
        ownership="Named", clauses=(clause,), spans=(Span(10, 32, 3, ""),), duties=(
            Duty(TRADE, "lead", "商务局", "c1", (Span(20, 23, 3, ""),)),
            Duty(ROADS, "supporting", "交通局", "c1", (Span(27, 30, 3, ""),)),
        ),
    )  # fmt: skip
    second = Entry(
        "a2", "修好码头", "project", "一/2", parent="s1", deadline_text="长期坚持", ownership="GroupOnly",
        clauses=(group,), duties=(Duty(OTHERS, "responsible", "其他成员单位", "c2"),),
    )  # fmt: skip
    silent = Entry("a3", "种树", "safeguard", description="种树\n" * 60, ownership="NotStated")
    goal = Indicator(
        "i1",
        "集市数",
        parent="a1",
        targets=(Target(Decimal(30), "30个", "AtLeast", stated=True, deadline=date(2031, 12, 31)),),
    )
    section = Entry("s1", "主要任务", "section")
    return Plan(
        "p",
        "云州市集市规划",
        place=HOME,
        place_name="云州市",
        entries=(section, first, second, silent),
        indicators=(goal,),
    )


def workbook(ledger: Ledger) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(ledger)))


def rows_of(ledger: Ledger, sheet: int = 0) -> list[dict[str, object]]:
    table = workbook(ledger).get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return [dict(zip(map(str, table[2]), row, strict=True)) for row in table[3:]]


def test_a_row_tells_lead_and_supporting_apart_with_deadline_and_line() -> None:
    first, second, third = build_ledger([a_plan()]).sheets[0].rows
    assert (first.lead, first.responsible, first.supporting) == ("商务局", "", "交通局等")
    assert (first.deadline, first.line, first.parent) == (date(2031, 6, 30), 3, "主要任务")
    assert first.indicators == "集市数 ≥30个（2031年）"
    assert first.possibly == "可能：名单以“等”结尾"
    assert (second.responsible, second.possibly) == ("其他成员单位", "可能：其他成员单位（成员未列明）")
    assert (third.lead, third.possibly, third.line) == ("", "", None)
    assert third.quote.endswith("…")


def test_by_unit_what_is_possible_comes_after_what_is_certain() -> None:
    sheets = {sheet.title: sheet for sheet in build_ledger([a_plan()], by="unit").sheets}
    assert list(sheets) == ["云州市交通局", "云州市商务局"]
    assert [(r.task, r.own, r.certainty) for r in sheets["云州市交通局"].rows] == [
        ("=办好集市", "supporting", "definitely"),
        ("修好码头", "responsible", "possibly"),
    ]
    # the group leaves the bureau out
    assert [r.task for r in sheets["云州市商务局"].rows] == ["=办好集市"]
    assert sheets["云州市商务局"].count(own="lead", certainty="definitely") == 1


def test_dates_are_dates_numbers_are_numbers_and_text_is_text() -> None:
    first, second, third = rows_of(build_ledger([a_plan()]))
    assert first["完成时限"] == date(2031, 6, 30)
    assert second["完成时限"] == "长期坚持"
    assert (first["序号"], first["出处行"], first["重点任务"]) == (1.0, 3.0, "=办好集市")
    assert third["牵头单位"] == "—"


def test_no_cell_holds_a_formula_and_what_looks_like_one_stays_text() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(build_ledger([a_plan()])))) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 2
        for name in sheets:
            assert next(ET.fromstring(archive.read(name)).iter(f"{SHEET}f"), None) is None  # noqa: S314 (our own file)
        styles = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 (the same)
        sheet = ET.fromstring(archive.read(sheets[0]))  # noqa: S314 (the same)
    formats = styles.find(f"{SHEET}cellXfs")
    assert formats is not None
    quoted = {i for i, xf in enumerate(formats) if xf.get("quotePrefix") == "1"}
    cell = next(cell for cell in sheet.iter(f"{SHEET}c") if cell.get("r") == "B4")
    assert int(cell.get("s", "0")) in quoted


def test_the_sheet_prints_as_offices_want_it() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(build_ledger([a_plan()])))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert '<pane xSplit="2" ySplit="3"' in sheet
    assert re.search(r'<autoFilter ref="A3:[A-Z]6"', sheet)
    assert "_xlnm.Print_Titles" in book
    assert "$3:$3" in book


def test_every_row_is_named_or_a_group_or_not_stated_indicators_too() -> None:
    plan = a_plan()
    duty = Duty(TRADE, "lead", "商务局", "c3")
    owned = replace(plan.indicators[0], clauses=(Clause("c3", "牵头单位：商务局"),), duties=(duty,))
    table = workbook(build_ledger([replace(plan, indicators=(owned,))])).get_sheet_by_index(1)
    counts = dict(zip(*table.to_python(skip_empty_area=False)[2:4], strict=True))
    assert counts["已点名"] == 2
    assert sum(int(counts[name]) for name in ("已点名", "仅群体", "未写明")) == counts["合计"] == 4


def test_the_summary_counts_and_links_each_sheet() -> None:
    table = workbook(build_ledger([a_plan()])).get_sheet_by_index(1).to_python(skip_empty_area=False)
    heads, row = table[2], table[3]
    counts = dict(zip(heads, row, strict=True))
    assert counts["规划"] == "云州市集市规划"
    assert [counts[name] for name in ("有牵头单位", "已点名", "仅群体", "未写明", "有时限", "合计")] == [
        1,
        1,
        1,
        1,
        1,
        3,
    ]


def test_names_of_sheets_are_legal_and_unlike() -> None:
    names = sheet_names(["局" * 40, "局" * 40, "a:b", "A/B", "history", "'x'"], "汇总")
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_the_same_ledger_gives_the_same_bytes() -> None:
    ledger = build_ledger([a_plan()])
    assert write_xlsx(ledger) == write_xlsx(ledger)
    assert write_docx(ledger) == write_docx(ledger)


def test_headings_are_those_that_the_reader_of_task_tables_knows() -> None:
    meanings = {column.zh: column_of(column.zh) for column in COLUMNS}
    unit_columns = {column.zh for column in COLUMNS if column.units_only}
    assert [name for name, meaning in meanings.items() if meaning is None and name not in unit_columns] == []
    assert (meanings["重点任务"], meanings["牵头单位"], meanings["配合单位"], meanings["完成时限"]) == (
        "task", "Lead", "Supporting", "deadline",
    )  # fmt: skip


def docx_tables(data: bytes) -> list[list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 (our own file)
    return [
        [["".join(t.text or "" for t in cell.iter(f"{WORD}t")) for cell in row.iter(f"{WORD}tc")] for row in table.iter(f"{WORD}tr")]
        for table in root.iter(f"{WORD}tbl")
    ]  # fmt: skip


def test_the_document_has_the_rows_and_repeats_its_header() -> None:
    data = write_docx(build_ledger([a_plan()]))
    (table,) = docx_tables(data)
    assert table[0][:3] == ["序号", "重点任务", "牵头单位"]
    assert table[1][:3] == ["1", "=办好集市", "商务局"]
    assert "2031年6月30日" in table[1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("<w:tblHeader/>") == 1
    assert 'w:orient="landscape"' in document


def test_text_of_documents_cannot_break_the_document() -> None:
    plan = replace(a_plan(), title='<w:p>&"\x0b规划')
    (table,) = docx_tables(write_docx(build_ledger([plan], by="list")))
    assert len(table) == 4
    assert rows_of(build_ledger([plan], by="list"))[0]["所属规划"] == '<w:p>&"规划'


def as_lines(sheet: CalamineSheet) -> list[str]:
    """Return header and rows as conversion lays a table out: one cell a line."""
    cells = (cell for row in sheet.to_python(skip_empty_area=False)[2:] for cell in row)
    return [
        f"{cell.year}年{cell.month}月{cell.day}日" if isinstance(cell, date) else str(int(cell)) if isinstance(cell, float) else str(cell)
        for cell in cells
    ]  # fmt: skip


def test_a_ledger_is_read_back_with_its_tasks_owners_and_deadlines() -> None:
    ledger = build_ledger([replace(a_plan(), entries=a_plan().entries[:3])])
    lines = ["重点任务", *as_lines(workbook(ledger).get_sheet_by_index(0))]
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    table = read_task_table(text, [(s, s + len(line)) for s, line in zip(starts, lines, strict=False)], StandingRules())
    assert table is not None
    assert table.unread == ()
    first, second = table.rows
    assert (text[slice(*first.task)], text[slice(*second.task)]) == ("=办好集市", "修好码头")
    assert first.clause is not None
    assert [(u.role, text[u.start : u.end]) for u in first.clause.units] == [
        (Role.LEAD, "商务局"),
        (Role.SUPPORTING, "交通局"),
    ]
    assert first.clause.open_list
    assert (first.deadline, second.deadline) == (PartialDate(2031, 6, 30), None)
    assert second.clause is not None
    assert [text[u.start : u.end] for u in second.clause.units] == ["其他成员单位"]


def facts_of(plan: Plan) -> set[tuple[str, frozenset[tuple[str, str]], date | None]]:
    return {(a.label, frozenset((d.role, d.written) for d in a.duties), a.deadline) for a in plan.actions}


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_ledgers_of_the_examples_come_back_whole(built_examples: Path, tmp_path: Path, suffix: str) -> None:
    with open_store(built_examples) as store:
        plans = read_plans(store)
    write = {"xlsx": write_xlsx, "docx": write_docx}[suffix]
    for place, plan in enumerate(plans[:4]):
        file, back = tmp_path / f"{place}.{suffix}", tmp_path / f"{place}.db"
        file.write_bytes(write(build_ledger([plan])))
        assert CliRunner().invoke(main, ["build", str(file), "-o", str(back)]).exit_code in {0, 1}
        with open_store(back) as store:
            (read,) = read_plans(store)
        assert facts_of(read) == facts_of(plan)
        assert plan.title in read.title


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_each_list_of_a_ledger_comes_back_as_a_plan_of_its_place(
    built_examples: Path, tmp_path: Path, suffix: str
) -> None:
    with open_store(built_examples) as store:
        plans = [plan for plan in read_plans(store) if plan.issuers][:3]
    assert len({plan.place_name for plan in plans}) > 1
    file, back = tmp_path / f"all.{suffix}", tmp_path / "all.db"
    file.write_bytes({"xlsx": write_xlsx, "docx": write_docx}[suffix](build_ledger(plans)))
    assert CliRunner().invoke(main, ["build", str(file), "-o", str(back)]).exit_code in {0, 1}
    with open_store(back) as store:
        read = {plan.title.removesuffix("责任台账"): plan for plan in read_plans(store)}
    assert set(read) == {plan.title for plan in plans}
    for plan in plans:
        found = read[plan.title]
        assert (found.place_name, found.issued, facts_of(found)) == (plan.place_name, plan.issued, facts_of(plan))
        assert found.number == ""


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger.docx"])
def test_the_command_writes_the_file_that_its_suffix_names(built_examples: Path, tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(main, ["ledger", str(built_examples), "-o", str(tmp_path / name), "--lang", "zh"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert zipfile.is_zipfile(tmp_path / name)
    assert "7 个清单" in result.stderr


def test_a_suffix_that_is_no_ledger_is_refused_with_a_remedy(built_examples: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["ledger", str(built_examples), "-o", str(tmp_path / "ledger.pdf")])
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr


@pytest.mark.shared
def test_the_bureau_of_nankai_has_fifteen_rows_and_seven_possible_ones(built_seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "bureau.xlsx"
    words = ["ledger", str(built_seeds), "-o", str(file), "--unit", "区市场监管局", "--place", "南开区", "--lang", "zh"]
    assert CliRunner().invoke(main, words).exit_code == 0
    book = CalamineWorkbook.from_path(str(file))
    table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    place = table[2].index("确定性")
    assert [row[place] for row in table[3:]] == ["明确"] * 15 + ["可能"] * 7
