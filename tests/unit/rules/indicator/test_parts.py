"""Shares of parts, shares side by side, what is set aside for one, proportions, and tables with folded rows."""

from __future__ import annotations

import pytest

from kg.records import PartialDate
from loaders.pipeline import load
from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "城区漏损率不超过9%,农村不超过12%。",
            ["城区漏损率 <= 9 % Share", "农村漏损率 <= 12 % Share"],
            id="bounded-area",
        ),
        pytest.param(
            "小学巩固率达到100%,初中达到98%以上。",
            ["小学巩固率 = 100 % Share", "初中巩固率 >= 98 % Share"],
            id="sector",
        ),
        pytest.param(
            "主要农作物综合机械化率超过75%,其中水稻达到90%、海带达到60%。",
            ["主要农作物综合机械化率 > 75 % Share", "水稻机械化率 = 90 % Share", "海带机械化率 = 60 % Share"],
            id="among-them",
        ),
        pytest.param(
            "卫生渔船新增80艘,普及率达到78%。",
            ["卫生渔船 = 80 艘 Count", "卫生渔船普及率 = 78 % Share"],
            id="rate-of-things",
        ),
        pytest.param(
            "渔业产值达到5亿元,覆盖率达到90%。",
            ["渔业产值 = 500000000 元 Level", "覆盖率 = 90 % Share"],
            id="no-things",
        ),
    ],
)
def test_a_part_has_the_rate_that_was_named_before_it(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_shares_side_by_side_have_what_becomes_of_all_of_them() -> None:
    text = "30%的县城、45%的新渔村建设示范镇、35%的新渔村建设示范村达到卫生标准。"
    assert read(text, GOALS) == [
        "县城达到卫生标准 = 30 % Share",
        "新渔村建设示范镇达到卫生标准 = 45 % Share",
        "新渔村建设示范村达到卫生标准 = 35 % Share",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("大的渔港至少配备2辆冷藏车。", ["冷藏车 >= 2 辆 Level"], id="at-least"),
        pytest.param("每个渔村配1名信息员。", ["信息员 = 1 名 Count"], id="one-each"),
        pytest.param("改造配电台区30个。", ["配电台区 = 30 个 Count"], id="part-of-a-word"),
        pytest.param(
            "改建渔家厕所8万户(其中住建局负责3万户)。",
            ["渔家厕所 = 80000 户 Count", "渔家厕所 = 30000 户 Count"],
            id="whose-part",
        ),
    ],
)
def test_what_is_given_to_each_is_named_behind_its_number(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        pytest.param("继续实施4元/公斤的海带收购政策。", "4元/公斤", Reason.QUALIFIER, id="price"),
        pytest.param("紧盯全市10个在谈项目,开展招商。", "10个", Reason.EXISTING, id="followed"),
    ],
)
def test_prices_and_things_that_are_there_are_no_targets(text: str, trigger: str, reason: Reason) -> None:
    assert (trigger, reason.value) in reasons(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "加工产值与渔业总产值之比达到2.8:1以上。", ["加工产值与渔业总产值之比 >= 2.8 :1 Level"], id="bound"
        ),
        pytest.param(
            "生师比控制在15∶1以内,毕业率达到95%。", ["生师比 <= 15 :1 Level", "毕业率 = 95 % Share"], id="sign"
        ),
        pytest.param("产业结构调整为40:30:30。", [], id="three"),
        pytest.param("按照1:1比例配套资金。", [], id="no-word"),
    ],
)
def test_a_proportion_to_one_is_a_target(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_a_promise_may_name_a_year_before_the_plan() -> None:
    plan = Frame(kind="goals", is_goal=True, period=(PartialDate(2032), PartialDate(2032)))
    assert read("力争2031年签约项目开工率达到95%。", plan) == ["签约项目开工率 = 95 % Share 2031"]
    assert read("2031年签约项目开工率达到95%。", plan) == []


TABLE = """
云泽市“十五五”渔业教育规划
提升办学水平。
主要指标表
指标
2025年
2030年
属性
一、发展水平
1.渔校入学率(%)
98%
99%以上
约束性
二、师资水平
1.渔校教师本科学历比例(%)
其中:研究生学历比例(%)
90%
20%
95%
30%
预期性
2.标准班额比例(%)
其中:小学
初中
60%
70%
80%
85%
预期性
"""


def test_rows_of_a_table_may_be_folded_into_one_and_stand_in_groups() -> None:
    plan = load(TABLE.encode(), "plan.txt").plan
    assert plan is not None
    found = [
        (i.label, f"{i.targets[0].value}", str(i.targets[0].deadline), [f"{o.value}" for o in i.observations])
        for i in plan.indicators
    ]
    assert found == [
        ("渔校入学率", "99", "2030", ["98"]),
        ("渔校教师本科学历比例", "95", "2030", ["90"]),
        ("研究生学历比例", "30", "2030", ["20"]),
        ("小学标准班额比例", "80", "2030", ["60"]),
        ("初中标准班额比例", "85", "2030", ["70"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "海带产量和总产值分别达到4万吨、60亿元以上。",
            ["海带产量 >= 40000 吨 Level", "总产值 >= 6000000000 元 Level"],
            id="bound-of-both",
        ),
        pytest.param(
            "60个沿海县(市、区)海堤达标率达到85%。",
            ["60个沿海县(市、区)海堤达标率 = 85 % Share"],
            id="joint-in-bracket",
        ),
        pytest.param(
            "打造年产值超30亿元的渔业强县12个,其中超50亿元的5个。",
            ["渔业强县 = 12 个 Count", "超50亿元的渔业强县 = 5 个 Count"],
            id="which-of-them",
        ),
        pytest.param("学生每天至少参加1小时体育锻炼活动。", ["体育锻炼活动 >= 1 小时 Level"], id="every-day"),
    ],
)
def test_bounds_and_brackets_of_numbers_side_by_side(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_a_share_that_may_be_given_away_is_no_target() -> None:
    assert ("50%", Reason.SUBSIDY.value) in reasons("新增经营性收益不超过50%可用于奖励村干部。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "渔民收入(包括工资,不含补贴)达到2万元。",
            ["渔民收入(包括工资,不含补贴) = 20000 元 Level"],
            id="aside",
        ),
        pytest.param(
            "建成渔港5座(其中一级2座,二级3座),码头10个。",
            ["渔港 = 5 座 Count", "一级渔港 = 2 座 Count", "二级渔港 = 3 座 Count", "码头 = 10 个 Count"],
            id="parts",
        ),
        pytest.param("消除经营性收入30万元、总收入(含补助,不含报酬)100万元以下的渔村。", [], id="which-ones"),
    ],
)
def test_a_comma_in_brackets_parts_no_clause_around_them(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected
