"""Task tables laid out one cell a line, beside what the tests of actions show."""

from __future__ import annotations

import pytest

from loaders.pipeline import load
from loaders.rules import task_table
from loaders.rules.task_table import find_header
from tests.unit.reading_support import reading_of


def test_headings_under_headings_are_each_looked_at_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(lines: int) -> int:
        count = 0
        real = task_table.column_of

        def counted(heading: str) -> str | None:
            nonlocal count
            count += 1
            return real(heading)

        monkeypatch.setattr(task_table, "column_of", counted)
        reading = reading_of("牵头单位\n" * lines)
        assert find_header(reading.text, reading.paragraphs()) is None
        monkeypatch.setattr(task_table, "column_of", real)
        return count

    # Ten times the lines take ten times the steps, not a hundred times.
    assert asked(2_000) < 11 * asked(200)


NOTICE = """某县人民政府办公室关于办好2031年民生实事的通知
各乡镇人民政府，县级各部门：
现将任务分解下达，请认真落实。
某县人民政府办公室
2031年2月6日
附件
2031年民生实事任务分解表
"""


def actions(text: str) -> list[str]:
    plan = load(text.encode(), "表.txt").plan
    assert plan is not None
    return [
        f"{action.path} {action.label} {action.deadline} "
        + " ".join(f"{a.unit_text}:{a.role[0]}" for clause in action.clauses for a in clause.assignments)
        for action in plan.actions
    ]


def test_a_table_in_no_part_is_read_cell_by_cell() -> None:
    cells = (
        "序号 民生实事 责任单位 完成时限 1 新建两座公园。 县水务局 县住建局 12月底前 2 改造图书馆。 县文广局 6月底前"
    )
    assert actions(NOTICE + cells.replace(" ", "\n\n")) == [
        "表1/1 新建两座公园 2031-12 县水务局:R 县住建局:R",
        "表1/2 改造图书馆 2031-06 县文广局:R",
    ]


def test_names_of_groups_between_the_rows_belong_to_a_column_in_front_of_the_numbers() -> None:
    cells = (
        "类别 序号 重点任务 牵头单位 责任单位 完成时限 政务 环境 1 办成一件事 县审批局 县人社局、县医保局 6月 2 网上办 县审批局 县数据局 9月 "
        "市场 环境 3 清欠账款 县工信局 县财政局、各镇 长期坚持 法治环境 4 快审 县法院 县司法局 12月"
    )
    assert actions(NOTICE + cells.replace(" ", "\n")) == [
        "表1/1 办成一件事 2031-06 县审批局:L 县人社局:R 县医保局:R",
        "表1/2 网上办 2031-09 县审批局:L 县数据局:R",
        "表1/3 清欠账款 None 县工信局:L 县财政局:R 各镇:R",
        "表1/4 快审 2031-12 县法院:L 县司法局:R",
    ]


def test_of_two_columns_of_tasks_the_first_names_the_row_unless_rows_share_it() -> None:
    cells = "序号 重点任务 工作内容 责任单位 1 建设公园 新建两座。 县住建局 2 改造书馆 加固屋面。 县文广局"
    assert actions(NOTICE + cells.replace(" ", "\n")) == [
        "表1/1 建设公园 None 县住建局:R",
        "表1/2 改造书馆 None 县文广局:R",
    ]


def test_a_second_task_shares_the_number_and_the_units_above_it() -> None:
    cells = "序号 民生实事 责任单位 完成时限 1 开工建设养老楼。 县民政局 5月底前 建成老年大学。 12月底前 2 修路。 县住建局 9月底前"
    assert actions(NOTICE + cells.replace(" ", "\n")) == [
        "表1/1 开工建设养老楼 2031-05 县民政局:R",
        "表1/¶2 建成老年大学 2031-12 县民政局:R",
        "表1/2 修路 2031-09 县住建局:R",
    ]


def test_a_table_behind_the_signature_of_a_numbered_notice_is_a_part_of_its_own() -> None:
    text = (
        "某县人民政府关于分解任务的通知\n一、提高认识。各单位要高度重视，抓好落实。\n二、加强督查。定期通报进展。\n某县人民政府\n"
        "2031年2月6日\n任务分解表\n重点任务\n牵头单位\n建设码头\n县交通局\n清理河道\n县水利局\n"
    )
    assert actions(text)[-2:] == ["表1/¶1 建设码头 None 县交通局:L", "表1/¶2 清理河道 None 县水利局:L"]


def test_rows_drawn_with_bars_are_a_table_and_spaces_part_the_units_of_a_cell() -> None:
    text = (
        "某镇2031年安全生产专项整治计划\n一、安排表\n整治领域 | 时间安排 | 责任单位 |\n烟花爆竹 | 1月份 | 安监站 派出所 |\n"
        "养老机构 | 2月份 | 民政所 |\n二、工作要求\n(一)制定方案。各村要制定方案，抓好落实。\n"
    )
    assert actions(text)[:2] == [
        "一/¶1 烟花爆竹 2031-01 安监站:R 派出所:R",
        "一/¶2 养老机构 2031-02 民政所:R",
    ]


def test_a_body_and_its_part_are_one_name_whatever_white_space_stands_between() -> None:
    text = "某县2031年工作方案\n一、任务\n重点任务 | 责任单位\n开展宣传 | 县委 宣传部\n修路 | 县交通局\n"
    assert actions(text) == ["一/¶1 开展宣传 None 县委宣传部:R", "一/¶2 修路 None 县交通局:R"]


def test_an_office_that_no_list_knows_is_one_where_a_table_keeps_its_units_and_a_person_is_none() -> None:
    head = "开发区2031年重点工作清单\n序号 |\n重点工作 |\n责任领导 |\n责任单位 |\n"
    assert actions(head + "1 |\n盘活土地。 |\n马某某 |\n改革办 |\n2 |\n修路。 |\n张某 |\n规划建设局 |\n") == [
        "表1/1 盘活土地 None 改革办:R",
        "表1/2 修路 None 规划建设局:R",
    ]


def test_two_annexes_are_two_tables_and_their_names_are_no_tasks() -> None:
    first = "附件1 2031年预期目标分解表 序号 2031年预期目标 责任单位 1 地区生产总值增长5%左右 区发改委 2 税收增长6% 区税务局"
    second = " 附件2 2031年重点工作分解表 序号 工作任务 牵头单位 配合单位 1 改造老旧小区。 区住建委 各街道"
    notice = NOTICE.replace("附件\n2031年民生实事任务分解表\n", "")
    assert actions(notice + (first + second).replace(" ", "\n")) == [
        "表1/1 地区生产总值增长5%左右 None 区发改委:R",
        "表1/2 税收增长6% None 区税务局:R",
        "表2/1 改造老旧小区 None 区住建委:L 各街道:S",
    ]


def table(*cells: str) -> str:
    return NOTICE + "\n".join(cells)


def test_headings_that_say_nothing_known_keep_their_column_and_merged_cells_cover_the_rows_below() -> None:
    head = ("序号", "专题板块", "工作举措", "目标与任务", "牵头单位", "配合单位", "完成时限")
    rows = (
        ("11", "数字政务", "建设平台", "开通热线。", "县信访局", "县财政局、县数据局", "2031年6月"),
        ("12", "编制目录。", "县数据局", "无", "持续推进"),
        ("13", "数字乡村", "建设网络", "架设基站。", "县工信局按职责分工负责", "各镇", "2031年12月"),
    )
    assert actions(table(*head, *(cell for row in rows for cell in row))) == [
        "表1/11 开通热线 2031-06 县信访局:L 县财政局:S 县数据局:S",
        "表1/12 编制目录 None 县数据局:L",
        "表1/13 架设基站 2031-12 县工信局:R 各镇:S",
    ]


def test_without_numbers_the_cells_of_units_tell_where_a_row_ends() -> None:
    text = table(
        *("工作任务", "具体要求", "责任科室", "时限要求"),
        *("公开文件", "1", "清理规范性文件。", "办公室", "年底前"),
        *("主动公开", "2", "规范专栏。", "各科室", "持续推进", "3", "编制年报。", "办公室", "持续推进"),
    )
    assert actions(text) == [
        "表1/¶1 公开文件 2031-12 办公室:R",
        "表1/¶2 规范专栏 None 各科室:R",
        "表1/¶3 编制年报 None 办公室:R",
    ]


def test_cells_between_bars_are_read_where_rows_share_a_merged_cell() -> None:
    rows = "|\n工作任务\n|\n具体内容\n|\n责任部门\n|\n|\n政策公开\n|\n公开惠农补贴。\n|\n财政所、土管所等\n|\n|\n公开危房改造。\n|\n村建所\n|\n|\n权力公开\n|\n公开清单。\n|\n党政办公室\n|\n"
    assert actions("云河镇2031年政务公开任务分解表\n" + rows) == [
        "表1/¶1 公开惠农补贴 None 财政所:R 土管所:R",
        "表1/¶2 公开危房改造 None 村建所:R",
        "表1/¶3 权力公开 None 党政办公室:R",
    ]


def test_an_empty_cell_that_was_dropped_leaves_its_place_where_only_one_is_possible() -> None:
    head = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
    rows = ("1", "修路。", "县交通局", "2031年6月", "2", "植树。", "县林业局", "各镇", "2031年9月")
    assert actions(table(*head, *rows)) == [
        "表1/1 修路 2031-06 县交通局:L",
        "表1/2 植树 2031-09 县林业局:L 各镇:S",
    ]


def test_headings_and_tasks_may_lie_over_several_lines_and_cells_may_label_their_units() -> None:
    text = table(
        *("序", "号", "重点任务", "牵头", "单位", "配合单位", "完成", "时限"),
        *("1", "编制名录。", "县水利局", "县财政局", "2031年6月"),
    )
    assert actions(text) == ["表1/1 编制名录 2031-06 县水利局:L 县财政局:S"]
    text = table(
        *("序号", "重点任务", "责任单位", "完成时限"),
        *("1", "编制名录。", "核定范围。", "县水利局", "2031年6月"),
        *("2", "建成公园，", "开放栈道", "县林业局、", "县文旅局", "2031年9月"),
    )
    assert actions(text)[0] == "表1/1 编制名录 2031-06 县水利局:R"
    assert actions(text)[1].endswith("2031-09 县林业局:R 县文旅局:R")
    text = table("序号", "工作任务", "责任单位", "1", "编制名录。", "牵头：县水利局 配合：县财政局")
    assert actions(text) == ["表1/1 编制名录 None 县水利局:L 县财政局:S"]


@pytest.mark.parametrize("heads", ["序号\n成员单位\n主要职责", "序号 责任部门 职责分工", "序号\n涉及部门\n监管职责"])
def test_units_and_their_duties_are_read_cell_by_cell(heads: str) -> None:
    cells = "1\n县教育局\n负责校园安全；指导学校。\n2\n县公安局\n负责周边治安。\n会同学校巡查。"
    found = [
        "县教育局:R 负责校园安全",
        "县公安局:R 负责周边治安",
    ]
    read = [line.split(" ") for line in actions(f"云溪县校园安全责任清单\n{heads}\n{cells}\n")]
    assert [f"{owner} {title}" for _, title, _, owner in read][:2] == found


def test_further_lines_under_a_unit_are_its_duties_where_they_are_sentences() -> None:
    cells = "序号\n部门\n职责\n1\n县教育局\n负责校园安全。\n指导学校演练。\n2\n县公安局\n负责周边治安。\n有关依据："
    assert actions(f"云溪县校园安全责任清单\n{cells}\n") == [
        "表1/1 负责校园安全 None 县教育局:R",
        "表1/¶2 指导学校演练 None 县教育局:R",
        "表1/2 负责周边治安 None 县公安局:R",
    ]


def test_a_heading_of_tasks_may_say_that_they_are_the_main_ones() -> None:
    cells = "序号\n主要工作任务\n责任单位\n1\n新建公园。\n县住建局\n2\n改造书馆。\n县文广局"
    assert actions(f"云溪县重点工作责任分解\n{cells}\n") == [
        "表1/1 新建公园 None 县住建局:R",
        "表1/2 改造书馆 None 县文广局:R",
    ]
