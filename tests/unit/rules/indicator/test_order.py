"""Places in an order, what a number is compared with, names behind a later number, and how much of a work is done."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("渔获量增速进入全州前三。", ["渔获量增速 <= 3 - Rank"], id="bare"),
        pytest.param(
            "渔获量稳居全省前五,增速位列全省前三。",
            ["渔获量 <= 5 - Rank", "渔获量增速 <= 3 - Rank"],
            id="generic-name",
        ),
        pytest.param("港口吞吐量稳居全国第一。", ["港口吞吐量 = 1 - Rank"], id="first"),
        pytest.param("港口吞吐量保持全省第2位。", ["港口吞吐量 = 2 位 Rank"], id="second"),
        pytest.param("质量第一,推动第一产业发展。", [], id="no-place"),
        pytest.param("渔获量位列全省第一方阵。", [], id="part-of-a-name"),
        pytest.param("去年渔获量居全省第一。", [], id="past"),
    ],
)
def test_a_place_needs_no_unit(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("绿化率超出认定标准0.3个百分点。", ["绿化率 = 0.3 个百分点 Share"], id="standard"),
        pytest.param("绿化率超全省平均水平3个百分点以上。", ["绿化率 >= 3 个百分点 Share"], id="short-word"),
        pytest.param("渔民失业率低于全国平均1个百分点。", ["渔民失业率 = 1 个百分点 Share"], id="mean"),
        pytest.param(
            "渔民收入增速快于经济增速0.5个百分点。", ["渔民收入增速 = 0.5 个百分点 GrowthRate"], id="other-growth"
        ),
        pytest.param("渔民收入增幅高于GDP增长1个百分点。", ["渔民收入增幅 = 1 个百分点 GrowthRate"], id="verb"),
        pytest.param("渔获量年均增速超过8%。", ["渔获量年均增速 > 8 % GrowthRate"], id="no-comparison"),
    ],
)
def test_what_a_number_is_compared_with_is_no_part_of_its_name(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("新建3座、改造5座渔港。", ["渔港 = 3 座 Count", "渔港 = 5 座 Count"], id="verbs"),
        pytest.param(
            "开工5个、竣工3个、储备10个渔业项目。",
            ["渔业项目 = 5 个 Count", "渔业项目 = 3 个 Count", "渔业项目 = 10 个 Count"],
            id="three",
        ),
        pytest.param(
            "争创国家级1个、省级3个、市级5个以上美丽渔村。",
            ["国家级美丽渔村 = 1 个 Count", "省级美丽渔村 = 3 个 Count", "市级美丽渔村 >= 5 个 Count"],
            id="levels",
        ),
        pytest.param(
            "全年新建100公里、改造60公里排水管网。",
            ["排水管网 = 100 公里 Annual", "排水管网 = 60 公里 Annual"],
            id="lengths",
        ),
        pytest.param("建成5个,开工3个渔业园。", ["渔业园 = 5 个 Count", "渔业园 = 3 个 Count"], id="comma"),
        pytest.param(
            "渔业园达到9个,新建2家、关停3家修船厂。",
            ["渔业园 = 9 个 Level", "修船厂 = 2 家 Count", "修船厂 = 3 家 Count"],
            id="after-another-name",
        ),
    ],
)
def test_verbs_and_levels_share_the_name_behind_the_last_number(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "完成4万人(含技师1万人)取得证书。", ["取得证书 = 40000 人 Count", "技师 = 10000 人 Count"], id="people"
        ),
        pytest.param(
            "新增3万户(其中渔区1万户,农区2万户)家庭参保。",
            ["家庭参保 = 30000 户 Count", "渔区 = 10000 户 Count", "农区 = 20000 户 Count"],
            id="comma-inside",
        ),
        pytest.param(
            "新建渔港10座(其中区级2座)、改造5座。",
            ["渔港 = 10 座 Count", "区级渔港 = 2 座 Count", "渔港 = 5 座 Count"],
            id="goes-on",
        ),
    ],
)
def test_a_bracket_parts_what_is_counted(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("改造60公里排水管网。", ["排水管网 = 60 公里 Count"], id="length"),
        pytest.param("种植3000亩油茶,造林5000亩。", ["油茶 = 3000 亩 Count", "造林 = 5000 亩 Count"], id="area"),
    ],
)
def test_a_verb_alone_is_no_name_of_a_length_or_an_area(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("年内步道项目完成60%的工程量。", ["步道项目 = 60 % Share"], id="of"),
        pytest.param("完成步道项目80%以上的工程进度。", ["步道项目 >= 80 % Share"], id="bound"),
        pytest.param("完成年度投资任务的60%。", ["投资任务 = 60 % Share"], id="task-before"),
    ],
)
def test_a_share_says_how_much_of_a_work_is_done(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_red_line_is_no_thing_that_is_counted() -> None:
    assert read("守住一条红线(耕地保护)、筑牢一道防线。", GOALS) == []
    assert ("5家", Reason.CONDITION.value) in reasons("每新建5家、改造3家渔港给予奖励。")
