"""Markdown."""

from __future__ import annotations

import pytest

from loaders.document import BlockKind, Document
from loaders.limits import LimitExceeded, Limits
from loaders.pipeline import load
from loaders.readers.markdown import MarkdownReader


def read(text: str, limits: Limits | None = None) -> Document:
    return MarkdownReader().read(text.encode(), "a.md", limits or Limits())


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_headings_know_their_level() -> None:
    document = read("# 方案\n\n## 一、总体要求\n\n正文。\n")
    assert [(b.kind, b.level) for b in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, None),
    ]


def test_lists_keep_the_numbers_that_are_printed() -> None:
    assert texts(read("3. 甲\n4. 乙\n\n- 丙\n")) == ["3. 甲", "4. 乙", "丙"]


def test_lines_of_a_paragraph_are_one_in_chinese_and_parted_in_latin() -> None:
    assert texts(read("推进一件事\n改革，支持 open\nsource 社区")) == ["推进一件事改革，支持 open source 社区"]


def test_emphasis_is_gone_also_where_the_format_does_not_see_it() -> None:
    assert texts(read("**责任单位：**市水利局 *重点* `代码`")) == ["责任单位：市水利局 重点 代码"]


def test_pipes_are_a_table() -> None:
    document = read("| 序号 | 任务 |\n| --- | --- |\n| 1 | 治水<br>补水 |\n")
    assert [(b.row, b.column, document.quote(b.span)) for b in document.blocks] == [
        (1, 1, "序号"), (1, 2, "任务"), (2, 1, "1"), (2, 2, "治水\n补水"),
    ]  # fmt: skip


def test_a_table_in_html_keeps_its_merged_cells() -> None:
    document = read("正文\n\n<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>\n")
    assert [(b.row, b.column, b.row_span) for b in document.blocks[1:]] == [(1, 1, 2), (1, 2, 1), (2, 2, 1)]


def test_front_matter_is_no_text() -> None:
    assert texts(read("---\ntitle: 甲\n---\n\n正文\n")) == ["正文"]


def test_lists_nested_beyond_the_limit_are_said() -> None:
    deep = "".join(">" * depth + " 文\n" for depth in (1, 40))
    with pytest.raises(LimitExceeded, match="nesting"):
        read(deep, Limits(nesting=20))


def test_menus_and_the_path_through_a_site_are_no_text() -> None:
    page = (
        "1. [首页](a.html)\n2. [政务公开](b.html)\n\n- [规划](c.html)\n\n"
        "[首页](a.html) > [政务公开](b.html) | [规划](c.html)\n\n"
        "## [云泽市治水方案](d.html)\n\n见[附件](e.pdf)。\n\n[全文下载](f.pdf)\n\n1. 见[附件](e.pdf)的任务。\n"
    )
    assert texts(read(page)) == ["云泽市治水方案", "见附件。", "全文下载", "1. 见附件的任务。"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、总体要求\n到2031年建成。\n二、任务", ["一、总体要求", "到2031年建成。", "二、任务"]),
        ("适老化\n首页\n信箱\n关于印发云泽市治水方案的通知\n云政发〔2031〕5号", ["适老化", "首页", "信箱", "关于印发云泽市治水方案的通知", "云政发〔2031〕5号"]),
        ("推进治水工程建设要\n坚持因地制宜分类施\n策，先易后难", ["推进治水工程建设要坚持因地制宜分类施策，先易后难"]),
        ("推进治水工程建设，\n坚持因地制宜", ["推进治水工程建设，坚持因地制宜"]),
    ],
    ids=["numbered", "ragged", "wrapped", "two"],
)  # fmt: skip
def test_lines_that_are_not_wrapped_stand_apart(text: str, found: list[str]) -> None:
    document = read(text)
    assert [line for block in texts(document) for line in block.split("\n")] == found


def test_a_page_mark_that_looks_like_a_heading_parts_no_name() -> None:
    text = "# 青柳市节水工作方案\n\n## 一、任务\n\n### （一）检漏\n\n定期检漏。（责任单位：中国电信\n\n# Page 12:\n\n青柳分公司）\n"
    plan = load(text.encode(), "甲.md").plan
    assert plan is not None
    assert [a.unit_text for clause in plan.actions[0].clauses for a in clause.assignments] == ["中国电信青柳分公司"]
