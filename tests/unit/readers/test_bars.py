"""Tables drawn with bars in a plain text."""

from __future__ import annotations

import pytest

from loaders.document import BlockKind
from loaders.readers.text import TextReader


def cells(text: str) -> list[tuple[int | None, int | None, int | None, str]]:
    document = TextReader().read(text.encode(), "a.txt")
    return [
        (block.table, block.row, block.column, document.quote(block.span))
        for block in document.blocks
        if block.kind is BlockKind.CELL
    ]


def test_rows_of_as_many_cells_are_a_table_and_empty_cells_keep_their_place() -> None:
    assert cells("前言\n| 事项 | 单位 |\n|---|:--:|\n| 修路 |  |\n  养路 | 交通局\n结语\n") == [
        (1, 1, 1, "事项"),
        (1, 1, 2, "单位"),
        (1, 2, 1, "修路"),
        (1, 3, 1, "养路"),
        (1, 3, 2, "交通局"),
    ]


@pytest.mark.parametrize(
    "text", ["首页 | 政务公开 | 服务\n关于印发方案的通知\n", "甲 | 乙\n丙 | 丁 | 戊\n", "甲 |\n乙 |\n"]
)
def test_a_line_alone_or_lines_that_differ_are_no_table(text: str) -> None:
    assert cells(text) == []


def test_tables_are_counted() -> None:
    assert [cell[0] for cell in cells("a|b\nc|d\n正文\ne|f\ng|h\n")] == [1, 1, 1, 1, 2, 2, 2, 2]


TABS = "序号\t任务\t具体措施\t牵头单位\t配合单位\n一\t夯实基础\n1\t建站\t建成12个站\t市应急局\t市财政局\n\t\t配齐人员\t市人社局\n"


def test_tabs_part_cells_and_those_at_the_end_may_be_left_out() -> None:
    found = cells(f"任务分工表\n{TABS}附注\n")
    assert found[5:7] == [(1, 2, 1, "一"), (1, 2, 2, "夯实基础")]
    assert found[-2:] == [(1, 4, 3, "配齐人员"), (1, 4, 4, "市人社局")]


@pytest.mark.parametrize(
    "text", ["市教育局\t张某\n市财政局\t李某\n", "一\t\t二\n三\t四\t五\n", "\t正文缩进。\n\t又一段。\n"]
)
def test_tabs_alone_make_no_table(text: str) -> None:
    assert cells(text) == []


def spans(text: str) -> list[tuple[int | None, int | None, int, str]]:
    document = TextReader().read(text.encode(), "a.txt")
    return [
        (block.row, block.column, block.row_span, document.quote(block.span))
        for block in document.blocks
        if block.kind is BlockKind.CELL
    ]


HEADS = "类别 | 序号 | 指标 | 单位 | 2031年 |\n"


@pytest.mark.parametrize(
    "rows",
    [
        "水利 | 1 | 供水率 | % | 95 |\n2 | 渗漏率 | % | 5 | |\n3 | 渠道 | 公里 | 40 | |\n农业 | 4 | 良田 | 亩 | 60 |\n",
        "水利 | 1 | 供水率 | % | 95 |\n2 | 渗漏率 | % | 5\n3 | 渠道 | 公里 | 40 |\n农业 | 4 | 良田 | 亩 | 60 |\n",
    ],
    ids=["filled-up-behind", "shorter"],
)
def test_a_row_without_the_cell_that_a_merged_one_covers_stands_under_its_headings(rows: str) -> None:
    found = spans(HEADS + rows)
    assert found[5:10] == [(2, 1, 3, "水利"), (2, 2, 1, "1"), (2, 3, 1, "供水率"), (2, 4, 1, "%"), (2, 5, 1, "95")]
    assert found[10:14] == [(3, 2, 1, "2"), (3, 3, 1, "渗漏率"), (3, 4, 1, "%"), (3, 5, 1, "5")]
    assert found[18] == (5, 1, 1, "农业")


def test_a_row_whose_last_cells_are_empty_keeps_its_place() -> None:
    assert spans("序号 | 任务 | 备注 |\n1 | 修路 | 急 |\n2 | 养路 | |\n")[-2:] == [(3, 1, 1, "2"), (3, 2, 1, "养路")]


def test_a_line_with_more_cells_ends_the_table() -> None:
    assert {cell[0] for cell in cells("甲 | 乙\n丙 | 丁\n1 | 戊 | 己\n2 | 庚 | 辛\n")} == {1, 2}
