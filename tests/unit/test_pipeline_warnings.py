"""What a reader should be told of a document that was read, but not as the person who gave it may think."""

from __future__ import annotations

from loaders.pipeline import load

FIRST = """云泽市人民政府
关于印发云泽市绿道行动计划的通知

各县人民政府：
一、任务
（一）建绿道。（责任单位：市教育局）
"""
SECOND = """望鹭镇人民政府
关于印发《望鹭镇养老服务方案》的通知

各村：
一、任务
（一）建食堂。（责任单位：镇民政办）
"""


def codes(text: str) -> dict[str, int | None]:
    return {problem.code: problem.line for problem in load(text.encode(), "a.txt").problems}


def test_a_second_document_in_one_file_is_told_with_its_line() -> None:
    # it is a plan of its own (tests/unit/test_parts.py), so nobody needs to put it into a file of its own
    assert not {"second-plan", "several-plans"} & codes(FIRST).keys()
    assert codes(FIRST + SECOND)["several-plans"] == FIRST.count("\n") + 1
    assert codes(FIRST + FIRST)["second-plan"] == FIRST.count("\n") + 1


def test_a_text_that_states_nothing_is_told() -> None:
    assert "nothing-stated" in codes("第一行\n第二行\n第三行\n")
    assert "nothing-stated" not in codes(FIRST)


def test_a_name_that_damage_made_is_no_unit() -> None:
    text = FIRST.replace(
        "市教育局",
        "市市-2-场监督管理局、2026年12月云泽市人民政府办公室、市工商联（总商会）、市12345热线办公室、市水利局",
    )
    plan = load(text.encode(), "a.txt").plan
    assert plan is not None
    written = [given.unit_text for action in plan.actions for clause in action.clauses for given in clause.assignments]
    assert written == ["市工商联（总商会）", "市12345热线办公室", "市水利局"]
    assert {run.trigger for run in plan.unread} == {"市市-2-场监督管理局", "2026年12月云泽市人民政府办公室"}
