"""A table of contents is left out of a page; what only begins like one stays."""

from __future__ import annotations

from loaders.document import Document
from loaders.readers.contents import contents_of
from loaders.readers.html import HtmlReader

ENTRIES = [
    "序言",
    "第一部分　总体战略",
    "第一章　指导思想",
    "（一）工作方针",
    "第二章　发展任务",
    "（二）学前教育",
    "（三）义务教育",
]
BODY = [
    "为了促进教育事业发展，制定本纲要。", "第一部分　总体战略", "第一章　指导思想", "（一）工作方针。优先发展，育人为本。",
    "第二章　发展任务", "（二）学前教育。普及学前教育。　　（三）义务教育。巩固提高水平。",
]  # fmt: skip
TITLE = "云泽市教育改革和发展规划纲要（2031—2035年）"


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_the_contents_of_a_page_are_no_text() -> None:
    lines = [TITLE, "目 录", *ENTRIES]
    page = f"<div id=zoom><p>{'<br>'.join(lines)}</p>{''.join(f'<p>{line}</p>' for line in BODY)}</div>"
    assert texts(HtmlReader().read(page.encode(), "a.html")) == [TITLE, *BODY]


def test_entries_may_end_in_the_number_of_a_page_and_one_may_be_worded_otherwise() -> None:
    lines = [TITLE, "目录", *(f"{entry}……{n}" for n, entry in enumerate(ENTRIES, 1)), *BODY]
    lines[4] = "第一章　指导方针……3"
    assert contents_of(lines) == range(1, 9)


def test_a_list_that_is_the_text_stays() -> None:
    lines = [TITLE, "目录", "1．道路工程", "2．供水工程", "3．供电工程", "4．供热工程", "5．燃气工程"]
    assert contents_of(lines) == range(0)
    assert contents_of([TITLE, *BODY]) == range(0)


def test_headings_that_come_again_in_sentences_are_no_contents() -> None:
    lines = ["目录", "一、总则", "编制权责清单。", "二、清单", "按照总则和清单执行。"]
    assert contents_of(lines) == range(0)
