from __future__ import annotations

import pytest

from kg.records import Plan
from loaders.pipeline import load
from loaders.rules.clause.standing import read_standing_rules
from tests.unit.reading_support import reading_of


@pytest.mark.parametrize(
    ("rule", "units"),
    [
        ("（民政局等按职责分工负责，各区政府负责。以下均需各区政府负责，不再列出）", "各区政府:R"),
        ("（市水利局牵头。以下均需各县（市）政府、高新区管委会配合，不再单列）", "各县(市)政府:S 高新区管委会:S"),
        ("（以下任务均由各镇人民政府组织实施）", "各镇人民政府:R"),
        ("（责任单位：市教育局。以下均涉及各区县政府，不再一一列出）", "各区县政府:R"),
        ("（各项任务均需各乡镇政府、各街道办事处抓好落实）", "各乡镇政府:R 各街道办事处:R"),
        ("（市工信局负责。以下责任分工中均包含各县有关主管部门，不再列出）", "各县有关主管部门:R"),
        ("（以下均含各区政府）", "各区政府:R"),
        ("（市商务局负责。具体任务均涉及各县政府，不再做分工，下同）", "各县政府:R"),
        ("（市商务局负责。所有任务均涉及各区政府，下同）", "各区政府:R"),
        ("（本方案各项措施均需各镇政府，以下不再列出）", "各镇政府:R"),
        ("（市商务局负责）其他事项均由市水利局负责。", ""),
        ("具体车辆均涉及市民安全，不再列出。", ""),
        ("以下车辆均需市民负责清洗。", ""),
    ],
)
def test_units_are_added_to_every_later_clause(rule: str, units: str) -> None:
    reading = reading_of(f"一、任务\n(一)推进工作。统筹安排。{rule}")
    found = read_standing_rules(reading.text).added
    assert " ".join(f"{reading.text[u.start : u.end]}:{u.role[0]}" for u in found) == units


def plan_of(text: str) -> Plan:
    plan = load(text.encode(), "方案.txt").plan
    assert plan is not None
    return plan


def owners(plan: Plan) -> list[list[str]]:
    """Return who has a part in each action, each with the first letter of the role."""
    return [
        [f"{a.unit_text}:{a.role[0]}" for clause in action.clauses for a in clause.assignments]
        for action in plan.actions
    ]


def test_what_a_clause_adds_to_the_later_ones_stands_at_their_end() -> None:
    text = (
        "云泽市托育服务实施方案\n一、主要任务\n（一）完善规划。建立督查机制。（市民政局、市住建局等按职责分工负责，各县（区）政府负责。以下均需各县（区）"
        "政府负责，不再列出）\n（二）统筹发展。优化设施布局。（市民政局牵头，市财政局等参加）\n（三）加强宣传。营造氛围。\n"
    )
    assert owners(plan_of(text)) == [
        ["市民政局:R", "市住建局:R", "各县（区）政府:R"],
        ["市民政局:L", "市财政局:S", "各县（区）政府:R"],
        [],
    ]


def test_a_rule_for_all_tasks_holds_for_the_clause_that_it_stands_in() -> None:
    text = (
        "云泽市冷链物流实施方案\n一、主要任务\n（一）完善规划。建立机制。〔责任单位：市商务局按职责分工负责。具体任务均涉及相关县（区）人民政府，"
        "不再做分工，下同。〕\n（二）统筹发展。优化布局。〔责任单位：市水利局〕\n"
    )
    plan = plan_of(text)
    assert owners(plan) == [["市商务局:R", "相关县（区）人民政府:R"], ["市水利局:R", "相关县（区）人民政府:R"]]
    assert not [entry for entry in plan.unread if entry.reason == "unclear:not-a-unit"]


@pytest.mark.parametrize(
    "rule",
    ["列第一位者为工作牵头单位或汇总单位，下同", "排在首位的为任务牵头单位，下同", "第一个单位即为牵头单位"],
)
def test_the_first_leads_whatever_the_rule_calls_it(rule: str) -> None:
    assert read_standing_rules(reading_of(f"责任单位：市经信局、市财政局（{rule}）").text).first_leads
