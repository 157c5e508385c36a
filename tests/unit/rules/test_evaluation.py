from __future__ import annotations

import pytest

from loaders.outline import read_outline
from loaders.rules.evaluation import read_evaluations
from tests.unit.reading_support import reading_of

FRONT = (
    "云岭县节水方案\n为好，制定本方案。\n一、重点任务\n"
    "（一）甲任务。每年开展水质监测10次。（责任单位：县水利局）\n二、保障措施\n（一）强化督导。"
)


def checks(text: str) -> list[tuple[str, str | None]]:
    reading = reading_of(FRONT + text + "\n")
    return [(e.label, e.frequency) for e in read_evaluations(reading, read_outline(reading))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县水利局按季度通报进展情况。", ("县水利局按季度通报进展情况", "按季度")),
        ("每半年通报一次进展。", ("每半年通报一次进展", "每半年")),
        ("开展年度评估总结，", ("开展年度评估总结", "年度")),
        ("定期组织专项督查。", ("定期组织专项督查", "定期")),
        ("将节水工作纳入绩效考核范围。", ("将节水工作纳入绩效考核范围", None)),
        ("适时开展第三方评估。", ("适时开展第三方评估", "适时")),
    ],
)
def test_checks_and_how_often(text: str, expected: tuple[str, str | None]) -> None:
    assert checks(text) == [expected]


def test_tasks_and_other_sentences_are_no_checks() -> None:
    assert checks("广泛宣传节水知识，每年举办活动。") == []
