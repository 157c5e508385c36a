"""Every reader keeps to one contract, and every format gives the same facts.

What a format cannot hold: a CSV file and a workbook have no running text (ledgers only); OFD is made here from
its own lines, since nothing writes it; a page of text has no cells, so that a table in it is read by its order.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from xlsxwriter import Workbook

from kg.errors import SourceError
from kg.records import Plan
from loaders.document import BlockKind, Document
from loaders.limits import LIMITS
from loaders.pipeline import load
from loaders.readers import READERS, Reader
from loaders.readers.recognition import installed
from loaders.sniff import read_document, reader_for
from scripts.make_example_formats import EXAMPLES, FORMATS, Table, docx, font, html, markdown, pdf, pieces_of
from tests.conftest import Golden
from tests.facts import facts_of
from tests.unit.readers.ofd_support import ofd
from tests.unit.readers.word_support import level, numbered, numbering, word

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "documents"
CASES = sorted(path for path in GOLDEN.glob("*/source.*"))
TEXTS = sorted(EXAMPLES.glob("*.txt"))
BODY = "一、总体要求"


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text)
    book.close()
    return out.getvalue()


def _scan(text: str) -> bytes:
    page = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(page).text((60, 60), text, fill=0, font=ImageFont.truetype(font() or "", 40))
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


TWO = Table((("甲", "乙"), ("丙", "丁")))
SAMPLES: dict[str, Callable[[], bytes]] = {
    "TextReader": f"{BODY}\n\n正文。\n".encode,
    "HtmlReader": lambda: html([BODY, TWO]),
    "MarkdownReader": lambda: markdown([BODY, TWO]),
    "DocxReader": lambda: docx([BODY, TWO]),
    "PdfReader": lambda: pdf([BODY, "坚持统筹推进各项工作任务落地见效取得实效。" * 4]),
    "WorkbookReader": lambda: workbook([[BODY], ["甲", "乙"], ["丙", "丁"]]),
    "CsvReader": f"{BODY}\n甲,乙\n丙,丁\n".encode,
    "OfdReader": lambda: ofd([[(28.0, 30.0, BODY)]]),
    "ScanReader": lambda: _scan(f"{BODY}，坚持统筹推进"),
    "OfficeReader": lambda: rb"{\rtf1\ansi\uc1 \u19968?\u12289?\u24635?\u20307?\u35201?\u27714?\par}",
}


def _sample(reader: Reader) -> bytes:
    kind = type(reader).__name__
    if kind in ("PdfReader", "ScanReader") and font() is None:
        pytest.skip("no font with Chinese characters is installed")
    if kind == "ScanReader" and not installed():
        pytest.skip("the extra ocr is not installed")
    if kind == "OfficeReader":
        from loaders.readers.office import program  # noqa: PLC0415 - of this reader alone

        if program() is None:
            pytest.skip("LibreOffice is not installed")
    return SAMPLES[kind]()


def _read(reader: Reader) -> Document:
    return reader.read(_sample(reader), f"a{min(reader.suffixes)}", LIMITS)


every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: type(reader).__name__)


@every_reader
def test_blocks_lie_in_reading_order_inside_the_text_and_hold_something(reader: Reader) -> None:
    document = _read(reader)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        assert document.quote(block.span).strip() == document.quote(block.span)
        end = block.span.end
    assert BODY in document.text


@every_reader
def test_cells_and_only_cells_know_their_place(reader: Reader) -> None:
    for block in _read(reader).blocks:
        placed = block.table is not None and block.row is not None and block.column is not None
        assert placed == (block.kind is BlockKind.CELL)


@every_reader
def test_a_document_is_named_by_its_media_type_and_digest(reader: Reader) -> None:
    document = _read(reader)
    assert document.media_type in reader.media_types
    assert len(document.sha256) == 64


@every_reader
def test_reading_twice_gives_the_same(reader: Reader) -> None:
    if type(reader).__name__ == "OfficeReader":
        pytest.skip("LibreOffice takes seconds for each run")
    data, name = _sample(reader), f"a{min(reader.suffixes)}"  # once: a workbook holds the second it was written in
    assert reader.read(data, name, LIMITS) == reader.read(data, name, LIMITS)


@every_reader
@pytest.mark.parametrize("data", [b"", b"\0\x01\x02\xff" * 64], ids=["empty", "noise"])
def test_bytes_of_another_kind_are_an_error_of_the_source(reader: Reader, data: bytes) -> None:
    if type(reader).__name__ == "OfficeReader":
        pytest.skip("the reader is given what sniffing takes for an office file only")
    with pytest.raises(SourceError):
        reader.read(data, f"a{min(reader.suffixes)}", LIMITS)


@every_reader
def test_the_content_of_a_file_finds_its_reader(reader: Reader) -> None:
    assert reader_for(_sample(reader), f"a{min(reader.suffixes)}")[0] is reader


def test_every_reader_has_a_sample() -> None:
    assert {type(reader).__name__ for reader in READERS} == set(SAMPLES)


@pytest.mark.parametrize("source", CASES, ids=lambda path: path.parent.name)
def test_a_document_gives_the_blocks_that_a_person_checked(source: Path, golden: Golden) -> None:
    document = read_document(source.read_bytes(), source.name)
    blocks = [
        {key: value for key, value in asdict(block).items() if key != "span" and value not in (None, 1)}
        | {"kind": str(block.kind), "text": document.quote(block.span)}
        for block in document.blocks
    ]
    metadata = {key: value for key, value in asdict(document.metadata).items() if value}
    found = {"metadata": metadata, "remarks": [remark.code for remark in document.remarks], "blocks": blocks}
    golden(source.parent / "blocks.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def test_there_are_documents_of_every_format() -> None:
    assert {path.suffix for path in CASES} >= {".html", ".docx", ".xlsx", ".csv", ".md", ".ofd"}


@cache
def _plan_of_text(path: Path) -> Plan:
    plan = load(path.read_bytes(), path.name).plan
    assert plan is not None
    return plan


def _whole(plan: Plan) -> tuple[object, ...]:
    return (
        facts_of(plan),
        {(a.path, a.label, a.number, a.ownership, a.parent) for a in plan.actions},
        {(a.path, s.unit.name, s.role, c.open_list) for a in plan.actions for c in a.clauses for s in c.assignments},
        {(i.path, i.label, i.unit, t.value, t.deadline, t.comparator) for i in plan.indicators for t in i.targets},
        {(i.path, i.label, o.value, o.date) for i in plan.indicators for o in i.observations},
        {(c.title, c.document_number, c.relation) for c in plan.cites},
        {(u.name, u.function) for u in plan.issuers},
        plan.addressees,
        plan.jurisdiction,
    )


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_format_of_an_example_gives_the_facts_of_its_text(path: Path, suffix: str) -> None:
    if suffix == ".pdf" and font() is None:
        pytest.skip("no font with Chinese characters is installed")
    result = load(FORMATS[suffix](pieces_of(path)), f"{path.stem}{suffix}")
    assert result.plan is not None
    assert _whole(result.plan) == _whole(_plan_of_text(path))


def test_word_numbers_on_five_levels_give_the_ids_of_the_text() -> None:
    levels = (
        level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
        + level(3, "decimal", "（%4）") + level(4, "decimalEnclosedCircleChinese", "%5")
    )  # fmt: skip
    steps = [
        (0, "总体要求"), (1, "指导思想。坚持统筹推进。"), (0, "重点任务"), (1, "夯实基础"), (2, "建设平台"),
        (3, "汇聚数据。"), (4, "归集公共数据。（责任单位：市数据局）"), (4, "归集企业数据。（责任单位：市工业和信息化局）"),
        (3, "开放数据。"), (4, "开放目录。（责任单位：市数据局）"), (2, "培育产业"), (3, "引进企业。（责任单位：市商务局）"),
        (1, "强化创新"), (2, "支持研发。（责任单位：市科技局）"), (0, "保障措施"), (1, "加强领导。健全机制。"),
    ]  # fmt: skip
    title = "云泽市数据产业发展行动方案"
    automatic = f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>" + "".join(numbered(text, 1, place) for place, text in steps)
    counts = [0] * 5
    lines = [title]
    forms = ["一二三四五、", "（一二三四五）", "12345.", "（12345）", "①②③④⑤"]
    for place, text in steps:
        counts[place] += 1
        counts[place + 1 :] = [0] * (4 - place)
        figures = [char for char in forms[place] if char not in "、（）."]
        before = "（" if forms[place].startswith("（") else ""
        after = {"、": "、", "）": "）", ".": "."}.get(forms[place][-1], "")
        lines.append(f"{before}{figures[counts[place] - 1]}{after}{text}")
    word_plan = load(word(automatic, numbering(levels)), "a.docx").plan
    text_plan = load("\n\n".join(lines).encode(), "a.txt").plan
    assert word_plan is not None
    assert text_plan is not None
    assert "二/(一)/1/(1)/②" in {action.path for action in text_plan.actions}
    assert _whole(word_plan) == _whole(text_plan)


UNITS = ("市发展改革委", "市财政局", "市教育局", "市科技局", "市水利局")
HEADS = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
LEDGER = "云泽市2026年重点任务分解表"


def _ledger(size: int) -> list[tuple[str, ...]]:
    return [
        (
            str(n), f"推进第{n}项改革事项落地见效", UNITS[n % 5] + ("、市交通运输局" if n % 3 == 0 else ""),
            UNITS[(n + 1) % 5] if n % 4 else "无", f"2026年{n % 12 + 1}月底前",
        )
        for n in range(1, size + 1)
    ]  # fmt: skip


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


def test_a_ledger_of_500_rows_gives_the_same_500_actions_in_every_format() -> None:
    rows = _ledger(500)
    table = Table((HEADS, *rows))
    made = {
        "ledger.xlsx": workbook([(LEDGER,), HEADS, *rows]),
        "ledger.docx": docx([LEDGER, table]),
        "ledger.html": html([LEDGER, table]),
        "ledger.csv": _csv([(LEDGER,), HEADS, *rows]),
        "ledger.md": markdown([LEDGER, table]),
    }
    found = {name: load(data, name).plan for name, data in made.items()}
    expected = {
        (
            f"表1/{number}",
            task,
            tuple(lead.split("、")),
            () if other == "无" else (other,),
            f"2026-{int(number) % 12 + 1:02d}",
        )
        for number, task, lead, other, _ in rows
    }
    for name, plan in found.items():
        assert plan is not None, name
        actions = {
            (
                a.path, a.label,
                tuple(s.unit_text for c in a.clauses for s in c.assignments if s.role == "Lead"),
                tuple(s.unit_text for c in a.clauses for s in c.assignments if s.role == "Supporting"),
                str(a.deadline),
            )
            for a in plan.actions
        }  # fmt: skip
        assert actions == expected, name
        assert plan.unread == (), name
        assert all(a.evidence[0].table == 1 and a.evidence[0].column == 2 for a in plan.actions), name


CORPUS = {
    "08_wuhan_ai_opc.pdf": 24,
    "10_zhongyang_yihao_wenjian_2026.docx": 0,
    "12_guojia_jiaoyu_guihua_gangyao_2010.html": 0,
}


@pytest.mark.shared
@pytest.mark.parametrize("name", CORPUS)
def test_real_documents_load(name: str, shared: Path) -> None:
    result = load((shared / "corpus" / name).read_bytes(), name)
    assert result.plan is not None
    assert len([action for action in result.plan.actions if action.clauses]) == CORPUS[name]
    assert len(result.plan.actions) > 20


@pytest.mark.shared
def test_the_pdf_gives_its_clauses_with_their_pages(shared: Path) -> None:
    name = "08_wuhan_ai_opc.pdf"
    plan = load((shared / "corpus" / name).read_bytes(), name).plan
    assert plan is not None
    clauses = [clause for action in plan.actions for clause in action.clauses]
    assert sum(len(clause.assignments) for clause in clauses) >= 45
    assert {clause.evidence[0].page for clause in clauses} == {2, 3, 4, 5, 6, 7, 8}
    assert plan.document_number == "武政规〔2026〕4号"
    assert str(plan.issued) == "2026-02-13"


@pytest.mark.shared
def test_both_indicator_tables_of_the_page_give_targets_with_years_and_baselines(shared: Path) -> None:
    name = "12_guojia_jiaoyu_guihua_gangyao_2010.html"
    plan = load((shared / "corpus" / name).read_bytes(), name).plan
    assert plan is not None
    rows = [i for i in plan.indicators if i.evidence[0].rule == "indicator-table"]
    assert [sum(i.evidence[0].table == table for i in rows) for table in (1, 2)] == [15, 5]
    for row in rows:
        assert [str(target.deadline) for target in row.targets] == ["2015", "2020"], row.label
        assert [str(value.date) for value in row.observations] == ["2009"], row.label
    found = {row.label: (row.observations[0].value, *(target.value for target in row.targets)) for row in rows}
    assert tuple(map(str, found["学前一年毛入园率"])) == ("74.0", "85.0", "95.0")
    assert tuple(map(int, found["高等教育在校生"])) == (28_260_000, 30_800_000, 33_000_000)
