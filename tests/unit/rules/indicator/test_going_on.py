"""Numbers that go on from the clause or the sentence before: what is worked on, parts by year, steps in an order."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("七是实施小巷整治工程,完成治理20条。", ["小巷整治 = 20 条 Count"], id="program"),
        pytest.param("实施管网更新工程,改造60公里。", ["管网更新 = 60 公里 Count"], id="length"),
        pytest.param(
            "加快渔家旧房改造,新开工3.5万套,建成2万套。",
            ["渔家旧房改造 = 35000 套 Count", "渔家旧房改造 = 20000 套 Count"],
            id="two",
        ),
        pytest.param("加强渔民培训,培训500人次。", ["培训 = 500 人次 Count"], id="own-name"),
    ],
)
def test_what_is_done_is_done_to_what_the_clause_before_orders(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_things_are_not_counted_as_money() -> None:
    assert read("产值达到5亿元,新增3家。", GOALS) == ["产值 = 500000000 元 Level"]
    assert ("3家", Reason.NO_NAME.value) in reasons("产值达到5亿元,新增3家。", GOALS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "新建5万亩海藻场。2031年建成1万亩,2032年上半年建成4万亩。",
            ["海藻场 = 50000 亩 Count", "海藻场 = 10000 亩 Count 2031", "海藻场 = 40000 亩 Count 2032-06"],
            id="years",
        ),
        pytest.param("新建渔港5座。培训500人次。", ["渔港 = 5 座 Count", "培训 = 500 人次 Count"], id="another-unit"),
        pytest.param("新建渔港5座。建成2座。", ["渔港 = 5 座 Count"], id="no-year"),
    ],
)
def test_a_sentence_may_part_the_number_before_it_by_year(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("建2个渔港,办10场讲座。", ["渔港 = 2 个 Count", "讲座 = 10 场 Count"], id="short-verbs"),
        pytest.param("提升10所渔村小学,压减30个事项。", ["渔村小学 = 10 所 Count", "事项 = 30 个 Count"], id="change"),
        pytest.param("提高绿化率3个百分点。", ["绿化率 = 3 个百分点 GrowthRate"], id="points"),
    ],
)
def test_a_verb_right_before_a_number_orders_what_stands_behind_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_step_in_an_order_is_a_unit() -> None:
    assert read("渔获量排名提升1个位次,再上升2个名次。", GOALS) == [
        "渔获量排名 = 1 个位次 GrowthRate",
        "渔获量排名 = 2 个名次 GrowthRate",
    ]


def test_a_baseline_needs_no_unit_and_gives_the_goals_no_year() -> None:
    assert read("发展指数从2030年的85提高到95。", GOALS) == ["发展指数 = 95 - Level from 85 2030"]
    assert read("网民规模由2030年的9亿提高到12亿。", GOALS) == ["网民规模 = 1200000000 - Level from 900000000 2030"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("推进渔家改善工作,每年改善80户以上。", ["渔家改善 >= 80 户 Annual"], id="bare-work"),
        pytest.param("全市每年完成造林5000亩。", ["造林 = 5000 亩 Annual"], id="adverb-and-verb"),
        pytest.param("任务按时完成率达到95%。", ["任务按时完成率 = 95 % Share"], id="rate"),
        pytest.param(
            "供餐能力达到每天2万人次,建成3家渔家餐厅。",
            ["供餐能力 = 20000 人次 Level", "渔家餐厅 = 3 家 Count"],
            id="how-much",
        ),
        pytest.param("分蜂扩群1.5万箱。", ["分蜂扩群 = 15000 箱 Count"], id="other-word"),
        pytest.param("按期整改率达到90%。", ["按期整改率 = 90 % Share"], id="in-time"),
        pytest.param("打造渔村等沿河片的10公里步道。", ["步道 = 10 公里 Count"], id="of-a-place"),
        pytest.param(
            "完成投资5亿元,年均完成改造3万户。",
            ["投资 = 500000000 元 Level", "改造 = 30000 户 Annual"],
            id="work-and-money",
        ),
    ],
)
def test_words_of_time_and_place_are_no_part_of_the_name(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_how_something_is_shared_out_now_is_no_target() -> None:
    assert reasons("渔业产值约占全州的30%。") == [("30%", Reason.NO_PROMISE.value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "完成40%的年度计划投资,二季度末完成60%。",
            ["年度计划投资 = 40 % Share", "年度计划投资 = 60 % Share"],
            id="quarter",
        ),
        pytest.param(
            "上半年完成投资5亿元,三季度末完成8亿元。",
            ["投资 = 500000000 元 Level", "投资 = 800000000 元 Level"],
            id="money",
        ),
        pytest.param("实现100%渔村通5G。", ["渔村通5G = 100 % Share"], id="all-of-them"),
    ],
)
def test_parts_of_a_year_name_nothing(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["杜绝一次死亡3人以上事故。", "坚决遏制10人以上重特大事故。", "防止发生3起以上聚集性疫情。"]
)
def test_what_may_not_happen_is_no_target(text: str) -> None:
    assert read(text, GOALS) == []
