"""PDF: lines into paragraphs, furniture dropped, ruled tables, hostile files."""

from __future__ import annotations

from io import BytesIO

import pytest

from kg.errors import UnreadableDocument
from loaders.document import BlockKind, Document
from loaders.limits import LimitExceeded, Limits
from loaders.readers.boxes import Char, Line
from loaders.readers.pdf import PdfReader
from loaders.readers.pdf_lines import lines_of, measure, paragraphs, without_furniture
from scripts.make_example_formats import Table, font, pdf

LONG = "坚持以数据要素市场化配置改革为主线，统筹推进公共数据、企业数据和个人数据的汇聚、治理与开放利用。" * 3
needs_font = pytest.mark.skipif(font() is None, reason="no font with Chinese characters is installed")


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def line(text: str, left: float, right: float, y: float, page: int = 1, size: float = 16.0) -> Line:
    return Line(text, left, y, right, y + size, size, page)


@needs_font
def test_wrapped_lines_are_one_paragraph_and_page_numbers_are_gone() -> None:
    document = PdfReader().read(pdf([f"{number}、{LONG}" for number in "一二三四五六七八九十"]), "a.pdf")
    joined = document.text.replace("\n", "")
    assert "— 1 —" not in document.text
    assert joined.count(LONG) == 10


def chars(text: str, first: int = 0) -> list[Char]:
    """Return characters of one row, each where its number says: 0 is the left margin."""
    return [Char(char, place * 16.0, 100, place * 16.0 + 16, 114) for place, char in enumerate(text, first)]


def test_quotation_marks_of_another_type_stand_where_they_are_printed() -> None:
    gap = Char(" ", 64.0, 100, 64.0, 100)
    row = [
        *chars("落实"),
        gap,
        *chars("五水共治", 3),
        *chars("方案", 8),
        *chars("“", 2),
        *chars("”", 7),
        *chars(" 2031", 11),
    ]
    assert [found.text for found in lines_of(row, 1)] == ["落实“五水共治”方案 2031"]


def test_a_sentence_over_the_end_of_a_page_is_not_parted_where_nothing_is_indented() -> None:
    lines = [
        line("推进水系连通，", 80, 500, 100),
        line("全年改造管网，", 80, 500, 700, page=2),
        line("开展检漏。", 80, 240, 672, page=2),
        line("加强宣传引导，", 80, 500, 644, page=2),
        line("组织进校园。", 80, 250, 100, page=2),
        line("各县区落实责任", 80, 500, 700, page=3),
    ]
    assert [found.gap for found in paragraphs(lines, measure(lines))] == [True, False, False, False, True, True]


@needs_font
def test_a_paragraph_over_two_pages_knows_both() -> None:
    document = PdfReader().read(pdf([LONG * 3 for _ in range(4)]), "a.pdf")
    assert document.text.count(LONG * 3) == 4
    assert {block.page for block in document.blocks} == {1, 2, 3}
    second = next(block for block in document.blocks if block.page == 2)
    assert document.text[second.span.start - 1] != "\n"


@needs_font
def test_a_ruled_table_over_two_pages_is_one_and_says_where_its_cells_stand() -> None:
    rows = [
        ("序号", "重点任务", "责任单位"),
        *((str(n), f"推进第{n}项工作" * 3, "市水利局、市财政局") for n in range(1, 41)),
    ]
    document = PdfReader().read(pdf(["云泽市任务分解表", Table(tuple(rows)), LONG]), "a.pdf")
    cells = [block for block in document.blocks if block.kind is BlockKind.CELL]
    assert {cell.table for cell in cells} == {1}
    assert len(cells) == 123
    assert {cell.page for cell in cells} >= {1, 2}
    found = {(cell.row, cell.column): document.quote(cell.span) for cell in cells}
    assert [found[row, column] for row in (1, 41) for column in (1, 2, 3)] == [
        "序号", "重点任务", "责任单位", "40", "推进第40项工作" * 3, "市水利局、市财政局",
    ]  # fmt: skip


def test_furniture_is_what_repeats_at_the_edges() -> None:
    pages = [
        [
            line("内部资料", 250, 350, 800, page),
            line(f"正文第{page}页", 80, 520, 500, page),
            line(f"- {page} -", 280, 320, 40, page),
        ]
        for page in (1, 2, 3)
    ]
    assert [[own.text for own in lines] for lines in without_furniture(pages, [842.0] * 3)] == [
        ["正文第1页"],
        ["正文第2页"],
        ["正文第3页"],
    ]


def test_a_number_in_the_middle_of_a_page_is_text() -> None:
    pages = [[line("2026", 80, 112, 400), line("年度目标", 80, 144, 370)]]
    assert len(without_furniture(pages, [842.0])[0]) == 2


def test_lines_that_indent_open_paragraphs() -> None:
    lines = [
        line("　一、加强领导，健全机制，统筹推进各项重点工作", 111, 527, 700),
        line("落地见效。", 79, 160, 672),
        line("二、强化督查，压实责任，定期通报工作进展情况。", 111, 480, 644),
        line("三、广泛宣传，营造氛围，形成全社会参与的合力与", 111, 527, 616),
        line("格局。", 79, 127, 588),
        *(line("统筹推进各项重点工作任务落地见效取得实效并长期坚持下去", 79, 527, 560 - 28 * n) for n in range(6)),
    ]
    found = ["".join(own.text for own in p.lines) for p in paragraphs(lines, measure(lines))]
    assert found[1] == "二、强化督查，压实责任，定期通报工作进展情况。"
    assert len(found) == 4


def test_a_document_that_does_not_indent_is_left_to_the_layout() -> None:
    lines = [line("统筹推进各项重点工作任务落地见效取得实效", 79, 527, 700 - 28 * n) for n in range(8)]
    shape = measure(lines)
    assert not shape[1].indented
    assert [p.gap for p in paragraphs(lines, shape)] == [True, *[False] * 7]


@needs_font
def test_a_protected_file_asks_for_its_password_to_be_taken_off() -> None:
    from fpdf import FPDF  # noqa: PLC0415 - this test alone needs it

    made = FPDF()
    made.set_encryption(owner_password="owner", user_password="user")  # noqa: S106 - of a file made here
    made.add_page()
    with pytest.raises(UnreadableDocument, match="password"):
        PdfReader().read(bytes(made.output()), "a.pdf")


@needs_font
def test_a_truncated_file_is_damaged() -> None:
    data = pdf([LONG])
    with pytest.raises(UnreadableDocument, match="damaged"):
        PdfReader().read(data[: len(data) // 3], "a.pdf")


@needs_font
def test_more_pages_than_allowed_are_said() -> None:
    with pytest.raises(LimitExceeded, match="pages"):
        PdfReader().read(pdf([LONG * 10 for _ in range(6)]), "a.pdf", Limits(pages=2))


def test_pictures_of_pages_are_told_from_text() -> None:
    from PIL import Image  # noqa: PLC0415 - this test alone needs it

    out = BytesIO()
    Image.new("RGB", (200, 300), "white").save(out, "PDF")
    with pytest.raises(UnreadableDocument, match="pictures of pages"):
        PdfReader().read(out.getvalue(), "scan.pdf")
