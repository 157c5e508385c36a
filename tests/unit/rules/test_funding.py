from __future__ import annotations

import pytest

from loaders.rules.funding import read_funding
from tests.unit.reading_support import reading_of


def sums(text: str) -> list[tuple[str, int | None, str | None]]:
    reading = reading_of(text)
    found = read_funding(reading, 0, len(reading.text))
    return [(f.label, None if f.value is None else int(f.value), f.matching_ratio) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在省级财政拨付1.5亿元资金的基础上，", ("省级财政拨付资金", 150_000_000, None)),
        ("设立额度不低于1000万元的质押融资风险补偿资金，", ("质押融资风险补偿资金", 10_000_000, None)),
        ("设立规模2000万元以上的企业信用贷款风险补偿基金。", ("企业信用贷款风险补偿基金", 20_000_000, None)),
        ("共同组建2000万元的风险补偿基金池，", ("风险补偿基金池", 20_000_000, None)),
        ("县财政每年安排节水专项资金1,200万元，", ("节水专项资金", 12_000_000, None)),
        ("设立县级文旅专项资金，每年预算安排2000万元。", ("县级文旅专项资金", 20_000_000, None)),
        ("估算投资8亿元，", ("估算投资", 800_000_000, None)),
        ("新建泵站3座，总投资2.4亿元。", ("总投资", 240_000_000, None)),
        ("“十四五”期间规划交通投资90亿元，", ("规划交通投资", 9_000_000_000, None)),
        ("计划水利投资12亿元。", ("计划水利投资", 1_200_000_000, None)),
        ("三年累计投入财政资金不少于6亿元。", ("财政资金", 600_000_000, None)),
        ("方案总投资3.6亿元，", ("方案总投资", 360_000_000, None)),
        ("争取上级补助资金500万元左右，", ("上级补助资金", 5_000_000, None)),
        ("所需经费80万元由镇财政统筹安排。", ("所需经费", 800_000, None)),
        ("本县按照1∶2比例配套建设资金，", ("配套建设资金", None, "1:2")),
        ("市县两级财政按6：4比例分担。", ("市县两级财政按6：4比例分担", None, "6:4")),
    ],
)
def test_money_for_the_plan_itself(text: str, expected: tuple[str, int | None, str | None]) -> None:
    assert sums(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "总投资5亿元的项目落地20个。",
        "总投资3亿元以上的在建项目15个。",
        "全市累计投入建设资金12亿元。",
        "五年来累计安排专项资金8000万元。",
        "对新认定的企业给予50万元奖励。",
        "省级给予一次性奖补，最高3000万元；",
        "单户贷款最高500万元。",
        "质押融资登记金额达到3亿元。",
        "规上企业研发经费投入达到20亿元。",
        "力争完成固定资产投资100亿元。",
        "2030年，全市已投入资金3亿元。",
        "年主营业务收入不低于1000万元的机构；",
        "按每亩200元的标准发放补贴。",
        "统筹各级资金2—3亿元。",
        "安排衔接资金的比例不低于60%。",
    ],
)
def test_subsidies_targets_ranges_and_the_past_are_no_funding(text: str) -> None:
    assert sums(text) == []


def test_the_same_sum_counts_once_and_two_sums_twice() -> None:
    assert len(sums("设立1000万元的节水基金。\n加快设立1000万元的节水基金。")) == 1
    assert sums("争取专项债券资金5亿元、超长期国债8000万元。")[0] == ("专项债券资金", 500_000_000, None)
    assert len(sums("方案总投资3.6亿元，其中争取省级资金2亿元，县级财政安排6000万元。")) == 3


def test_the_printed_sum_and_its_place_are_kept() -> None:
    reading = reading_of("县财政安排专项资金1.25\u3000亿元。")
    (funding,) = read_funding(reading, 0, len(reading.text))
    assert (funding.value_text, funding.unit) == ("1.25亿元", "元")
    assert funding.evidence[0].quote == "县财政安排专项资金1.25\u3000亿元"


def test_a_bound_of_what_projects_cost_is_no_funding() -> None:
    assert sums("推进总投资20亿元以上的渔业项目建设。") == []
