"""Items of plans that number nothing."""

from __future__ import annotations

import pytest

from loaders.pipeline import load


def actions(text: str) -> list[str]:
    plan = load(text.encode(), "方案.txt").plan
    assert plan is not None
    return [
        f"{action.path} {action.label} "
        + " ".join(f"{a.unit_text}:{a.role[0]}" for clause in action.clauses for a in clause.assignments)
        for action in plan.actions
    ]


HEAD = "云河县河道整治任务分工\n为按时完成河道整治，现将各单位任务明确如下：\n"


@pytest.mark.parametrize("mark", ["：", ""])
def test_lines_of_duties_are_actions(mark: str) -> None:
    lines = (
        f"县水利局{mark}负责河道清淤。\n县住建局、云河镇{mark}负责管网改造；指导小区。\n县财政局{mark}负责资金拨付。\n"
    )
    assert actions(HEAD + lines + "云河县人民政府办公室\n2031年3月1日") == [
        "1 负责河道清淤 县水利局:R",
        "2 负责管网改造 县住建局:R 云河镇:R",
        "3 负责资金拨付 县财政局:R",
    ]


def test_paragraphs_that_end_in_clauses_are_actions() -> None:
    text = (
        HEAD
        + "清理河道淤泥。（县水利局牵头，各镇配合）\n改造老旧管网。\n责任单位：县住建局\n核拨资金。（责任单位：县财政局）"
    )
    assert actions(text) == [
        "1 清理河道淤泥 县水利局:L 各镇:S",
        "2 改造老旧管网 县住建局:R",
        "3 核拨资金 县财政局:R",
    ]


def test_a_notice_that_names_units_by_the_way_has_no_such_items() -> None:
    text = HEAD + "县水利局负责河道清淤。\n请认真落实。\n联系人：王某某\n联系电话：0000"
    assert actions(text) == []


def test_duties_name_their_units_in_every_way_that_clauses_do() -> None:
    lines = "县教育局、各学校和各镇人民政府负责排查隐患。\n县人民法院对欠薪案件要开启绿色通道。\n县公安局和司法局要加强巡查。\n"
    assert actions(HEAD + lines) == [
        "1 负责排查隐患 县教育局:R 各学校:R 各镇人民政府:R",
        "2 对欠薪案件要开启绿色通道 县人民法院:R",
        "3 要加强巡查 县公安局:R 司法局:R",
    ]


def test_lines_of_labels_stand_under_what_is_to_be_done() -> None:
    text = (
        HEAD
        + "任务1：建设园区\n牵头领导：张某\n牵头单位：县工信局\n配合单位：县财政局\n完成时限：2031年10月\n"
        + "任务2：改造老旧小区\n牵头单位：县住建局\n完成时限：2031年12月\n任务3：新建学校\n牵头单位：县教育局\n"
    )
    assert actions(text) == ["1 建设园区 县工信局:L 县财政局:S", "2 改造老旧小区 县住建局:L", "3 新建学校 县教育局:L"]
    plan = load(text.encode(), "方案.txt").plan
    assert plan is not None
    assert [str(action.deadline) for action in plan.actions] == ["2031-10", "2031-12", "None"]


def test_of_a_list_of_faults_the_measures_are_the_actions() -> None:
    text = (
        HEAD
        + "问题一：流程繁琐。\n整改措施：精简材料，压缩时限。\n责任单位：县审批局\n责任人：张某\n整改时限：2031年6月底\n"
        + "问题二：执法不规范。\n整改措施：开展培训。\n责任单位：县司法局\n整改时限：立行立改\n"
        + "问题三：兑现慢。\n整改措施：建立台账。\n责任单位：县财政局\n"
    )
    assert actions(text) == ["1 精简材料，压缩时限 县审批局:R", "2 开展培训 县司法局:R", "3 建立台账 县财政局:R"]


def test_of_a_list_of_projects_the_names_are_the_actions() -> None:
    rows = (
        f"项目名称：{name}\n建设内容：标准厂房\n总投资：6亿元\n牵头单位：{unit}\n"
        for name, unit in (("抽水电站", "县发改局"), ("云溪产业园", "县工信局"), ("云溪医院", "县卫健局"))
    )
    assert actions(HEAD + "".join(rows)) == [
        "1 抽水电站 县发改局:L",
        "2 云溪产业园 县工信局:L",
        "3 云溪医院 县卫健局:L",
    ]
