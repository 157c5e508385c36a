"""Task tables that white space parts in a plain text."""

from __future__ import annotations

import pytest

from tests.unit.readers.test_bars import cells
from tests.unit.rules.test_task_table import actions

HEADER = "序号 重点任务 牵头单位 配合单位 完成时限"
FIRST = "1 编制名录。 县水利局 县财政局、县林业局 2031年6月"
SECOND = "2 建成 湿地公园 县林业局 县文旅局 持续推进"
TITLE = "云河县2031年重点任务分解表\n"


@pytest.mark.parametrize(
    "text",
    [f"{HEADER}\n{FIRST}\n{SECOND}\n", f"{HEADER} {FIRST} {SECOND}", f"{HEADER}\n{FIRST}\n{SECOND}".replace(" ", "\t")],
    ids=["lines", "one-line", "tabs"],
)
def test_rows_under_a_header_are_actions(text: str) -> None:
    found = actions(TITLE + text)
    assert found[0] == "表1/1 编制名录 2031-06 县水利局:L 县财政局:S 县林业局:S"
    assert found[1].startswith("表1/2 建成")
    assert found[1].endswith("None 县林业局:L 县文旅局:S")


def test_the_table_ends_with_its_rows() -> None:
    found = cells(f"{TITLE}{HEADER}\n{FIRST}\n注：以上任务由县政府办督办。\n")
    assert [cell for *_, cell in found[5:]] == ["1", "编制名录。", "县水利局", "县财政局、县林业局", "2031年6月"]
    assert {table for table, *_ in found} == {1}


@pytest.mark.parametrize(
    "text",
    [
        "序号 名称 电话\n1 甲 100\n2 乙 200\n",
        f"{HEADER}\n重点任务如下。\n",
        f"{HEADER}\n1 修路 县交通局\n",
        "序号 重点任务 其他说明文字 责任单位\n1 修路 甲 县交通局\n",
    ],
    ids=["no-task", "no-row", "short-row", "unknown-heading"],
)
def test_lines_with_white_space_alone_are_no_table(text: str) -> None:
    assert cells(text) == []


@pytest.mark.parametrize("break_", ["\n", " "], ids=["lines", "one-line-document"])
def test_the_header_stands_behind_the_title_of_an_annex(break_: str) -> None:
    parts = (
        "云河县人民政府关于印发湿地保护实施方案的通知",
        "各乡镇人民政府：",
        "现将方案印发给你们，请认真组织实施。",
        "一、重点任务",
        "（一）修复湿地。开展退化湿地修复，推进生态补水。（责任单位：县林业局）",
        "（二）强化考核。将湿地保护纳入综合考评，定期通报进展，及时总结各地的经验做法。",
        "附件：1.重点任务清单 2.联络员名单",
        f"附件1 重点任务清单 {HEADER} {FIRST} {SECOND}",
        "附件2 联络员名单",
    )
    found = actions(break_.join(parts))
    assert [line.split()[0] for line in found] == ["一/(一)", "一/(二)", "附件1/1", "附件1/2"]
    assert found[3].endswith("None 县林业局:L 县文旅局:S")


def test_headings_on_one_line_stand_over_cells_on_a_line_each() -> None:
    rows = (
        "1\n治理内河\n清淤5公里，\n12月底前完工。\n县水利局\n县财政局\n2\n绿化道路\n植树3000株。\n县林业局\n县交通局\n"
    )
    text = f"云河县2031年民生实事任务分解表\n序号 项目名称 主要内容及完成时限 主责单位 协办单位\n{rows}"
    assert actions(text) == [
        "表1/1 治理内河 2031-12 县水利局:R 县财政局:S",
        "表1/2 绿化道路 None 县林业局:R 县交通局:S",
    ]


def test_a_row_that_only_names_a_group_of_tasks_is_none() -> None:
    text = "序号\t任务\t措施\t责任单位\n一\t夯实基础\t\t\n1\t建站\t建成12个站\t县应急局\n2\t演练\t每年两次\t县人武部\n"
    assert actions(TITLE + text) == ["表1/1 建站 None 县应急局:R", "表1/2 演练 None 县人武部:R"]


def test_a_heading_may_be_printed_with_gaps_between_its_characters() -> None:
    found = cells("序号 工 作 任 务 牵头单位\n1 建成湿地公园 县林业局\n2 修复河岸 县水利局\n")
    assert [cell for *_, cell in found] == [
        "序号", "工 作 任 务", "牵头单位", "1", "建成湿地公园", "县林业局", "2", "修复河岸", "县水利局",
    ]  # fmt: skip


def test_a_further_space_behind_the_number_stands_for_a_cell_that_merged_ones_cover() -> None:
    found = cells(
        "序号 类别 主要任务 细化措施 牵头单位 责任单位\n1 水源 守红线 控制用水总量 市水利局 各县政府\n"
        "2  提效率 落实评估 市水利局 各县政府\n3   抓好节水 市工信局 各县政府\n"
    )
    assert [(column, cell) for _, row, column, cell in found if row == 3][:3] == [
        (1, "2"),
        (3, "提效率"),
        (4, "落实评估"),
    ]
    assert [(column, cell) for _, row, column, cell in found if row == 4] == [
        (1, "3"), (4, "抓好节水"), (5, "市工信局"), (6, "各县政府"),
    ]  # fmt: skip
