"""What a notice orders itself is no part of the plan that it hands over."""

from __future__ import annotations

from loaders.pipeline import load

NOTICE = (
    "云泽市人民政府办公室关于印发云泽市节水任务分工的通知\n云政办发〔2031〕8号\n各县区人民政府：\n"
    "《云泽市节水任务分工》已经市政府同意，现印发给你们，并就有关事项通知如下：\n"
    "一、提高认识。各有关部门要健全机制，抓紧制定工作方案。\n二、加强督办。市政府办公室梳理落实情况。\n"
    "云泽市人民政府办公室\n2031年4月6日\n"
)


def paths(text: str) -> list[str | None]:
    plan = load(text.encode(), "a.txt").plan
    assert plan is not None
    return [action.path for action in plan.actions]


def test_orders_before_the_title_of_a_table_are_no_actions() -> None:
    table = "云泽市节水任务分工\n序号 工作任务 牵头单位\n1 建成湿地公园 市林业局\n2 修复河岸 市水利局\n"
    assert paths(NOTICE + table) == ["表1/1", "表1/2"]


def test_orders_of_a_notice_that_prints_no_other_title_are_its_actions() -> None:
    text = NOTICE.replace("印发云泽市节水任务分工", "做好节水工作").replace(
        "《云泽市节水任务分工》已经市政府同意，现印发给你们，并", "经市政府同意，现"
    )
    assert paths(text) == ["一", "二"]
