"""What is covered, what an aim says, whose number it is, and a bolder second number."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("宽带覆盖95%以上的渔村。", ["宽带覆盖渔村 >= 95 % Share"], id="one"),
        pytest.param(
            "助餐点覆盖所有街道、90%以上社区和60%以上村。",
            ["助餐点覆盖社区 >= 90 % Share", "助餐点覆盖村 >= 60 % Share"],
            id="behind-all",
        ),
        pytest.param(
            "校车覆盖全部乡镇、95%的行政村和80%的自然村。",
            ["校车覆盖行政村 = 95 % Share", "校车覆盖自然村 = 80 % Share"],
            id="of",
        ),
        pytest.param("实现全部乡镇、95%以上渔村通公交。", ["渔村通公交 >= 95 % Share"], id="all-and-a-share"),
        pytest.param(
            "90%的县城和80%的乡镇建成书房。",
            ["县城建成书房 = 90 % Share", "乡镇建成书房 = 80 % Share"],
            id="what-becomes-of-both",
        ),
        pytest.param("新增绿道覆盖率达到90%。", ["新增绿道覆盖率 = 90 % Share"], id="rate-of-coverage"),
    ],
)
def test_a_share_of_what_is_covered_is_named_by_what_covers_it(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("围绕实现入园率达到90%左右的目标,增设园所。", ["入园率 = 90 % Share"], id="around"),
        pytest.param("紧扣年接待游客突破500万人次目标,办好灯会。", ["年接待游客 > 5000000 人次 Annual"], id="no-of"),
        pytest.param("为确保优良天数比例达到85%以上的目标,治理扬尘。", ["优良天数比例 >= 85 % Share"], id="for"),
        pytest.param("完成单位产值水耗下降13%的目标任务。", ["单位产值水耗 = 13 % GrowthRate"], id="change"),
        pytest.param("锚定3年培育100家企业的目标,加强扶持。", ["企业 = 100 家 Count"], id="behind"),
        pytest.param("围绕10个产业集群,打造渔家乐。", [], id="no-aim"),
        pytest.param("圆满完成了绿化率达到45%的目标。", [], id="past"),
    ],
)
def test_what_an_aim_says_is_a_target(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_what_is_no_aim_says_why() -> None:
    assert reasons("围绕10个产业集群,打造渔家乐。") == [("10个", Reason.EXISTING.value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("青溪县2027年绿化率达到45%。", ["青溪县绿化率 = 45 % Share 2027"], id="county"),
        pytest.param("推动青溪县2027年底前绿化率达到45%。", ["青溪县绿化率 = 45 % Share 2027-12"], id="verb-before"),
        pytest.param("青溪县、云岭县2027年绿化率达到45%。", ["青溪县、云岭县绿化率 = 45 % Share 2027"], id="two"),
        pytest.param("全市2027年绿化率达到45%。", ["绿化率 = 45 % Share 2027"], id="scope"),
        pytest.param("各县2027年绿化率达到45%。", ["绿化率 = 45 % Share 2027"], id="each"),
        pytest.param("产业园区2027年绿化率达到45%。", ["绿化率 = 45 % Share 2027"], id="no-division"),
    ],
)
def test_a_place_before_the_date_is_part_of_the_name(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "单位产值水耗下降13%,力争达到15%。",
            ["单位产值水耗 = 13 % GrowthRate", "单位产值水耗 = 15 % GrowthRate"],
            id="reach",
        ),
        pytest.param(
            "单位产值水耗下降13%,力争完成14.5%的激励目标。",
            ["单位产值水耗 = 13 % GrowthRate", "单位产值水耗 = 14.5 % GrowthRate"],
            id="aim",
        ),
        pytest.param("绿化率提高10%,力争达到60%。", ["绿化率 = 10 % GrowthRate", "绿化率 = 60 % Share"], id="a-rate"),
    ],
)
def test_a_bolder_second_number_is_of_the_same_change(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_what_is_added_may_be_part_of_a_name_of_people() -> None:
    assert read("实现城镇新增就业人数2.4万人。") == ["城镇新增就业人数 = 24000 人 Count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("在青溪、云岭等乡镇造林4000亩。", ["造林 = 4000 亩 Count"], id="work"),
        pytest.param("在河东、河西建设泵站3座。", ["泵站 = 3 座 Count"], id="verb"),
        pytest.param("在园区内培育企业30家。", ["企业 = 30 家 Count"], id="in-a-zone"),
        pytest.param("在校学生达到2000人。", ["在校学生 = 2000 人 Level"], id="at-school"),
    ],
)
def test_where_something_is_done_is_no_part_of_its_name(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_several_kinds_of_a_herd_share_what_stands_before_the_first() -> None:
    assert read("年出栏山羊20万只、肉兔55万只,家禽500万羽。", GOALS) == [
        "年出栏山羊 = 200000 只 Annual",
        "年出栏肉兔 = 550000 只 Annual",
        "年出栏家禽 = 5000000 羽 Annual",
    ]
    assert read("山羊出栏20万只、肉兔出栏5万只。", GOALS) == ["山羊出栏 = 200000 只 Level", "肉兔出栏 = 50000 只 Level"]


def test_a_level_is_left_out_of_a_name_in_traditional_characters_too() -> None:
    assert read("創建省級森林村莊2個、云泽市級3個。") == ["省級森林村莊 = 2 个 Count", "云泽市級森林村莊 = 3 个 Count"]
