"""Scans: what is recognised, how sure of it, and what is said where nothing recognises."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kg.mapping import plan_bytes
from kg.records import Plan
from loaders import isolation, sniff
from loaders.document import BlockKind, Document
from loaders.limits import LimitExceeded, Limits
from loaders.pipeline import Status, load, read_plan
from loaders.readers import recognition
from loaders.readers.pdf import PdfReader
from loaders.readers.pictures import ScannedDocument
from loaders.readers.recognition import Found
from loaders.readers.scan import ScanReader
from loaders.readers.scan_tables import Sheet, grids_in, tables_of
from loaders.sniff import read_document
from scripts.make_example_formats import Piece, Table, font, pdf

needs_font = pytest.mark.skipif(font() is None, reason="no font with Chinese characters is installed")
needs_ocr = pytest.mark.skipif(not recognition.installed(), reason="the extra ocr is not installed")
PLAN: list[Piece] = [
    "云泽市水网建设实施方案",
    "一、总体要求",
    "坚持统筹推进，到2027年底，农村自来水普及率达到95%以上，新增供水管网120公里。",
    "二、重点任务",
    "（一）建设骨干管网。改造老旧管网，联通主要水厂。（责任单位：市水利局、市财政局）",
    "三、任务分工",
    Table(
        (
            ("序号", "重点任务", "牵头单位", "完成时限"),
            ("1", "编制水网规划", "市水利局", "2026年3月底前"),
            ("2", "完成水厂扩建", "市住房城乡建设局", "2026年10月底前"),
        )
    ),
]


def scanned(pieces: list[Piece], kind: str = "PDF", dots: int = 170) -> bytes:
    """A document as a scanner gives it: a picture for each page."""
    printed = pypdfium2.PdfDocument(pdf(pieces))
    pages = [page.render(scale=dots / 72).to_pil().convert("RGB") for page in printed]
    out = BytesIO()
    pages[0].save(out, kind, **({"save_all": True, "append_images": pages[1:]} if kind == "PDF" else {}))
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), frames: int = 1) -> bytes:
    out = BytesIO()
    pages = [Image.new("RGB", size, "white") for _ in range(frames)]
    many = {"save_all": True, "append_images": pages[1:], "compression": "tiff_lzw"}
    pages[0].save(out, kind, **(many if frames > 1 else {}))
    return out.getvalue()


def line(text: str, row: int, sure: str = "0.99", left: float = 200) -> Found:
    return Found(text, left, 200 + 60 * row, left + 34 * len(text), 240 + 60 * row, Decimal(sure), 0.0)


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """What the recogniser says of every picture; no program runs."""
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    found: list[Found] = []
    monkeypatch.setattr(recognition, "installed", lambda: True)
    monkeypatch.setattr(recognition, "program", lambda: "recogniser/1")
    monkeypatch.setattr(recognition, "recognise", lambda _picture: list(found))
    return found


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: False)
    monkeypatch.setattr(sniff, "installed", lambda: False)


def plan_of(document: Document) -> Plan:
    return read_plan(document)[0]


@needs_font
@needs_ocr
def test_a_scan_gives_the_facts_of_its_text_and_says_how_sure_they_are() -> None:
    result = load(scanned(PLAN), "scan.pdf")
    printed = load(pdf(PLAN), "text.pdf")
    text = printed.plan
    plan = result.plan
    assert plan is not None
    assert text is not None
    assert result.status is Status.LOADED
    assert [problem.code for problem in result.problems] == ["recognised-text", *(p.code for p in printed.problems)]

    def facts(plan: Plan) -> set[tuple[object, ...]]:
        return {
            (a.path, a.label, a.deadline, tuple((s.unit.name, s.role) for c in a.clauses for s in c.assignments))
            for a in plan.actions
        }

    assert facts(plan) == facts(text)
    assert {(i.label, t.value) for i in plan.indicators for t in i.targets} == {
        (i.label, t.value) for i in text.indicators for t in i.targets
    }
    places = [evidence for action in plan.actions for evidence in action.evidence]
    assert all(place.confidence is not None and 0 < place.confidence <= 1 and place.page == 1 for place in places)
    assert [(place.row, place.column) for place in places[-2:]] == [(2, 2), (3, 2)]
    assert plan.source is not None
    assert (plan.source.recognised_by or "").startswith("rapidocr/")
    quads = plan_bytes(plan).decode()
    assert quads.count("#confidence>") >= len(places)
    assert "#recognisedBy>" in quads


@needs_font
@needs_ocr
def test_the_same_picture_gives_the_same_text() -> None:
    data = scanned(["云泽市水网建设实施方案", "一、总体要求"], "JPEG")
    first, second = (ScanReader().read(data, "a.jpg") for _ in range(2))
    assert first == second
    assert "一、总体要求" in first.text
    assert first.media_type == "image/jpeg"


@needs_ocr
def test_cells_are_what_rules_enclose_on_a_page_that_lies_askew() -> None:
    page = Image.new("L", (1600, 1200), 255)
    draw = ImageDraw.Draw(page)
    for y in (200, 300, 400, 500):
        draw.line((200, y, 1400, y), 0, 3)
    for x in (200, 600, 1000, 1400):
        draw.line((x, 200 if x != 600 else 300, x, 500), 0, 3)
    tilted = page.rotate(-1, fillcolor=255)
    (boxes,) = grids_in(tilted, 0.01745)
    assert len(boxes) == 8
    sheet = Sheet(1, 1200, 1.0)
    texts = [
        Found(f"第{n}格", b.left + 20, b.top + 20, b.left + 120, b.top + 60, Decimal(1), 0.0)
        for n, b in enumerate(boxes)
    ]
    from loaders.readers.scan import _lines  # noqa: PLC0415 - beside the fixtures of this test alone

    (table,) = tables_of([boxes], _lines(texts, sheet), sheet)
    places = sorted((cell.row, cell.column, cell.column_span) for cell in table.cells)
    assert places == [(1, 1, 2), (1, 3, 1), *((row, column, 1) for row in (2, 3) for column in (1, 2, 3))]


def test_every_line_keeps_its_confidence_and_evidence_has_that_of_the_least_certain(recognised: list[Found]) -> None:
    recognised += [
        line("　云泽市水网建设实施方案", 0),
        line("一、重点任务", 1, "0.95"),
        line("（一）建设骨干管网，联通主要水厂，改造老旧管网，", 2, "0.93"),
        line("（责任单位：市水利局、市财政局）", 3, "0.71"),
    ]
    document = ScanReader().read(picture(size=(1600, 2200)), "a.png")
    assert [(document.quote(run.span), str(run.confidence)) for run in document.recognised] == [
        ("云泽市水网建设实施方案", "0.99"), ("一、重点任务", "0.95"),
        ("（一）建设骨干管网，联通主要水厂，改造老旧管网，", "0.93"), ("（责任单位：市水利局、市财政局）", "0.71"),
    ]  # fmt: skip
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.recognised))
    plan = plan_of(document)
    (clause,) = [clause for action in plan.actions for clause in action.clauses]
    assert clause.evidence[0].confidence == Decimal("0.71")
    assert plan.actions[0].evidence[0].confidence == Decimal("0.93")
    poor = [run for run in plan.unread if run.reason == "unclear:poorly-recognised"]
    assert [run.evidence[0].quote for run in poor] == ["（责任单位：市水利局、市财政局）"]


def test_what_is_no_text_is_left_out_and_counted(recognised: list[Found]) -> None:
    recognised += [line("一、总体要求", 0), line("口口", 1, "0.31")]
    document = ScanReader().read(picture(size=(1600, 2200)), "a.png")
    assert "口口" not in document.text
    assert "1 could not be read" in document.remarks[0].message
    assert "1 行无法识别" in getattr(document.remarks[0].message, "zh", "")


@pytest.mark.usefixtures("nothing_installed")
@needs_font
def test_without_the_extra_a_scan_is_one_problem_that_says_what_to_install() -> None:
    for data, name in ((scanned(PLAN), "scan.pdf"), (scanned(PLAN, "PNG"), "scan.png")):
        with pytest.raises(ScannedDocument) as caught:
            read_document(data, name) if name.endswith("pdf") else ScanReader().read(data, name)
        assert "govplan[ocr]" in caught.value.remedy


@pytest.mark.usefixtures("nothing_installed")
@needs_font
def test_without_the_extra_single_pages_that_are_pictures_are_named() -> None:
    both_kinds = pypdfium2.PdfDocument.new()
    both_kinds.import_pages(pypdfium2.PdfDocument(pdf(PLAN)))
    both_kinds.import_pages(pypdfium2.PdfDocument(scanned(PLAN[:2])))
    out = BytesIO()
    both_kinds.save(out)
    document = PdfReader().read(out.getvalue(), "a.pdf")
    assert [(remark.code, "2" in remark.message) for remark in document.remarks] == [("page-not-read", True)]
    assert {block.page for block in document.blocks} == {1}


@needs_font
def test_pages_that_are_pictures_stand_between_pages_of_text(recognised: list[Found]) -> None:
    recognised.append(line("二、附图说明", 0))
    both_kinds = pypdfium2.PdfDocument.new()
    both_kinds.import_pages(pypdfium2.PdfDocument(pdf(PLAN)))
    both_kinds.import_pages(pypdfium2.PdfDocument(scanned(PLAN[:2])))
    out = BytesIO()
    both_kinds.save(out)
    with pytest.raises(ScannedDocument):
        PdfReader().read(out.getvalue(), "a.pdf")
    document = ScanReader().read(out.getvalue(), "a.pdf")
    assert {block.page for block in document.blocks} == {1, 2}
    assert [document.quote(run.span) for run in document.recognised] == ["二、附图说明"]
    assert BlockKind.CELL in {block.kind for block in document.blocks}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_told_by_its_first_bytes(kind: str) -> None:
    assert isinstance(sniff.reader_for(picture(kind), "a.txt")[0], ScanReader)


@pytest.mark.usefixtures("recognised")
@pytest.mark.parametrize("cut", [30, 200])
def test_a_broken_picture_is_an_unreadable_document(cut: int) -> None:
    result = load(picture("JPEG", (900, 900))[:cut], "a.jpg")
    assert result.status is Status.FAILED
    assert [problem.code for problem in result.problems] in (["unreadable-document"], ["scanned-document"])


@pytest.mark.usefixtures("recognised")
def test_pages_and_pixels_of_scans_are_bounded() -> None:
    with pytest.raises(LimitExceeded, match="scan_pages"):
        ScanReader().read(picture("TIFF", frames=3), "a.tif", Limits(scan_pages=2))
    with pytest.raises(LimitExceeded, match="scan_pixels"):
        ScanReader().read(picture(), "a.png", Limits(scan_pixels=50_000))
    pages = pypdfium2.PdfDocument.new()
    for _ in range(3):
        pages.import_pages(pypdfium2.PdfDocument(picture("PDF")))
    out = BytesIO()
    pages.save(out)
    with pytest.raises(LimitExceeded, match="scan_pages"):
        ScanReader().read(out.getvalue(), "a.pdf", Limits(scan_pages=2))


@needs_ocr
def test_time_and_memory_of_recognition_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_START", 0)
    late = load(picture("TIFF", (2400, 2400), 20), "a.tif", Limits(scan_seconds=1))
    assert [problem.code for problem in late.problems] == ["limit-exceeded"]
    assert "scan_seconds" in late.problems[0].message
    fat = load(picture(), "a.png", Limits(scan_memory_bytes=400_000_000, scan_seconds=120))
    assert fat.status is Status.FAILED
    assert len(fat.problems) == 1


def test_a_dash_between_figures_is_no_numeral(recognised: list[Found]) -> None:
    recognised += [line("一、实施步骤", 0), line("（一）攻坚阶段（2026年3月一2027年9月），建设2一3个平台。", 1)]
    text = ScanReader().read(picture(size=(1600, 2200)), "a.png").text
    assert text.split() == ["一、实施步骤", "（一）攻坚阶段（2026年3月—2027年9月），建设2—3个平台。"]
