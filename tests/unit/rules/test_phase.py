from __future__ import annotations

import pytest

from loaders.outline import read_outline
from loaders.rules.phase import read_phases
from tests.unit.reading_support import reading_of

FRONT = (
    "云岭县整治方案\n为好，制定本方案。\n一、总体目标\n好。\n二、重点任务\n"
    "（一）甲任务。做好。（责任单位：县水利局）\n（二）乙任务。做好。\n"
)
BACK = "\n四、保障措施\n（一）加强领导。好。\n"


def phases(part: str) -> list[tuple[str, str, str]]:
    reading = reading_of(FRONT + part + BACK)
    return [(p.label, str(p.start), str(p.end)) for p in read_phases(reading, read_outline(reading), 2031)]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "三、进度安排\n（一）启动实施（2031年9月）。开会。\n（二）组织推进（2031年9月—2033年12月）\n推进。",
            [("启动实施", "2031-09", "2031-09"), ("组织推进", "2031-09", "2033-12")],
        ),
        (
            "三、工作步骤\n第一阶段：宣传发动（即日起至2031年3月底）。宣传。\n第二阶段：集中整治（2031年4月1日至10月31日）。整治。",
            [("宣传发动", "None", "2031-03"), ("集中整治", "2031-04-01", "2031-10-31")],
        ),
        (
            "三、时间安排\n1.准备阶段。2031年1月底前，完成摸底。\n2.验收阶段。2032年7月-12月，验收。",
            [("准备阶段", "None", "2031-01"), ("验收阶段", "2032-07", "2032-12")],
        ),
        (
            "三、进度安排\n分两步：第一阶段（2031年1月-3月），部署启动；第二阶段（2031年4月-9月），全面推开。",
            [("部署启动", "2031-01", "2031-03"), ("全面推开", "2031-04", "2031-09")],
        ),
        (
            "三、实施步骤\n（一）启动阶段（3月上旬）。启动。\n（二）推进阶段（3月中旬至6月底）。推进。",
            [("启动阶段", "2031-03", "2031-03"), ("推进阶段", "2031-03", "2031-06")],
        ),
        (
            (
                "三、实施步骤\n行动从2033年3月1日起至次年1月止，分三个阶段进行：\n第一阶段：宣传发动阶段（3月1日—3月31日）。宣传。\n"
                "第二阶段：集中整治阶段（4月1日—11月30日）。整治。\n第三阶段：总结阶段（1月）。总结。"
            ),
            [
                ("宣传发动阶段", "2033-03-01", "2033-03-31"),
                ("集中整治阶段", "2033-04-01", "2033-11-30"),
                ("总结阶段", "2034-01", "2034-01"),
            ],
        ),
        (
            "三、进度安排\n——前期准备（2034年3月底前）。成立专班。\n——评估分析（7月至8月）。形成报告。\n——成果运用（9月起）。",
            [("前期准备", "None", "2034-03"), ("评估分析", "2034-07", "2034-08"), ("成果运用", "2034-09", "None")],
        ),
    ],
)
def test_steps_and_their_months(part: str, expected: list[tuple[str, str, str]]) -> None:
    assert phases(part) == expected


def test_tasks_with_a_deadline_are_no_steps() -> None:
    assert phases("三、主要任务\n（一）修缮泵站（2031年6月底前）。修。\n（二）疏浚河道（2031年9月底前）。疏。") == []


def test_a_step_leads_back_to_its_heading() -> None:
    reading = reading_of(FRONT + "三、进度安排\n（一）启动实施（2031年9月）。开会。" + BACK)
    (phase,) = read_phases(reading, read_outline(reading))
    assert phase.evidence[0].quote == "启动实施（2031年9月"
