"""Pages in two columns are read column by column; what only looks like columns is left alone."""

from __future__ import annotations

import re

import pytest
from fpdf import FPDF

from loaders.document import Document
from loaders.pipeline import load
from loaders.readers.boxes import Line
from loaders.readers.pdf import PdfReader
from loaders.readers.pdf_lines import in_rows
from scripts.make_example_formats import font

pytestmark = pytest.mark.skipif(font() is None, reason="no font with Chinese characters is installed")

TITLE = "云泽市水网建设实施方案"
PLAN = [
    "一、总体要求",
    "坚持统筹推进水网建设，健全长效机制，到2027年底，农村自来水普及率达到95%以上，新增供水管网120公里，改造老旧泵站18座。",
    "二、重点任务",
    "（一）建设骨干管网。改造老旧管网，联通主要水厂，实现城乡供水同网、同质、同服务，加快推进输配水工程。（责任单位：市水利局、市财政局）",
    "（二）提升供水水质。完善水质监测网络，推进水厂工艺改造，定期公布水质信息，接受社会监督。（责任单位：市生态环境局、市卫生健康委）",
    "（三）推进智慧水务。建设统一调度平台，汇聚流量、水压和水质数据，实现运行状态一图感知。（责任单位：市数据局、市水利局）",
    "三、保障措施",
    "（一）加强组织领导。健全工作协调机制，定期研究解决重大问题，压实各方责任，确保各项任务落地见效。",
    "（二）强化资金保障。统筹用好各类资金，拓宽融资渠道，引导社会资本参与水网建设和运营管理。",
]
SIZE, PITCH, WIDTH = 10.5, 18.0, 19


def wrapped(paragraphs: list[str], width: int) -> list[str]:
    lines = []
    for text in paragraphs:
        line = "　　"
        for word in re.findall(r"[A-Za-z0-9.%]+|.[，。、；：）]*", text):
            if len(line) + len(word) > width + 1:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines


def two_columns(by_row: bool, rows: int = 14) -> bytes:
    """The plan in two columns under a title over both, its lines in the file column by column or row by row."""
    lines = wrapped(PLAN, WIDTH)
    made = FPDF(unit="pt", format="A4")
    made.set_auto_page_break(False)
    made.add_font("cjk", fname=font())
    for page, first in enumerate(range(0, len(lines), 2 * rows)):
        made.add_page()
        top = 120.0
        if page == 0:
            made.set_font("cjk", size=18)
            made.text((595 - made.get_string_width(TITLE)) / 2, 90, TITLE)
        made.set_font("cjk", size=SIZE)
        own = lines[first : first + 2 * rows]
        places = [(70.0 if n < rows else 317.0, top + n % rows * PITCH, line) for n, line in enumerate(own)]
        if by_row:
            places.sort(key=lambda place: (place[1], place[0]))
        for x, y, line in places:
            indent = len(line) - len(line.lstrip("　"))
            made.text(x + indent * SIZE, y, line.lstrip("　"))
        made.text(290, 800, str(page + 1))
    return bytes(made.output())


def texts(document: Document) -> list[str]:
    """The paragraphs, those that a page or column cuts in one piece."""
    return [text.replace("\n", "") for text in document.text.strip().split("\n\n")]


@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
@pytest.mark.parametrize("rows", [14, 9], ids=["one page", "two pages"])
def test_the_left_column_comes_before_the_right_one(rows: int, by_row: bool) -> None:
    document = PdfReader().read(two_columns(by_row, rows), "a.pdf")
    assert texts(document) == [TITLE, *PLAN]


def test_a_plan_in_two_columns_gives_the_facts_of_its_text() -> None:
    plans = [load(two_columns(by_row=True), "a.pdf").plan, load("\n\n".join([TITLE, *PLAN]).encode(), "a.txt").plan]
    found = [
        [(a.path, a.label, [(s.unit_text, s.role) for c in a.clauses for s in c.assignments]) for a in plan.actions]
        for plan in plans
        if plan is not None
    ]
    assert len(found) == 2
    assert found[0] == found[1]
    assert len(found[0]) == 5


def test_a_list_with_short_entries_is_no_pair_of_columns() -> None:
    made = FPDF(unit="pt", format="A4")
    made.add_font("cjk", fname=font())
    made.add_page()
    made.set_font("cjk", size=SIZE)
    for n in range(12):
        made.text(70, 100 + n * PITCH, ("张三丰", "李四", "欧阳修文先生")[n % 3] + str(n))
        made.text(317, 100 + n * PITCH, ("市水利局局长", "市财政局", "市发展和改革委员会副主任（兼）")[n % 3])
    document = PdfReader().read(bytes(made.output()), "a.pdf")
    assert "李四1 市财政局" in document.text


def test_columns_end_where_a_line_crosses_them() -> None:
    def line(text: str, left: float, right: float, y: float) -> Line:
        return Line(text, left, y, right, y + 10, 10.5, 1)

    pieces = [
        line("标题", 70, 525, 700),
        *(line(f"左{n}", 70, 270, 680 - 18 * n) for n in range(6)),
        *(line(f"右{n}", 317, 517, 680 - 18 * n) for n in range(6)),
        line("中缝", 70, 525, 550),
        *(line(f"下左{n}", 70, 270, 530 - 18 * n) for n in range(6)),
        *(line(f"下右{n}", 317, 517, 530 - 18 * n) for n in range(6)),
    ]
    found = [line.text for line in in_rows(sorted(pieces, key=lambda line: (-line.middle, line.left)))]
    expected = [
        "标题", *(f"左{n}" for n in range(6)), *(f"右{n}" for n in range(6)),
        "中缝", *(f"下左{n}" for n in range(6)), *(f"下右{n}" for n in range(6)),
    ]  # fmt: skip
    assert found == expected
