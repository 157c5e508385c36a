"""Growth and size of the same thing, parts of a year, ranks that rise, and dates over paragraphs with dashes."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True, issued=2031)


def test_growth_and_size_go_on_from_the_name_before() -> None:
    text = (
        "2031至2033年,水产品零售总额(以下简称水产额)年均增速11%,力争2031年增速实现15%,总量达到2万亿元;"
        "2032年增速实现10%,总量达到3万亿元。"
    )
    assert [line.rsplit(" ", 1)[0] for line in read(text, GOALS)] == [
        "水产品零售总额年均增速 = 11 % GrowthRate",
        "水产品零售总额增速 = 15 % GrowthRate",
        "水产品零售总额总量 = 2000000000000 元 Level",
        "水产品零售总额总量增速 = 10 % GrowthRate",
        "水产品零售总额总量 = 3000000000000 元 Level",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "水产增加值达到2亿元,一季度、上半年、前三季度和全年增速分别达到4%、5%、6%和7%。",
            [
                "水产增加值 = 200000000 元 Level",
                "水产增加值增速 = 4 % GrowthRate 2031-03",
                "水产增加值增速 = 5 % GrowthRate 2031-06",
                "水产增加值增速 = 6 % GrowthRate 2031-09",
                "水产增加值增速 = 7 % GrowthRate 2031",
            ],
            id="growth",
        ),
        pytest.param(
            "一季度、二季度分别新建泵站3座、5座。",
            ["泵站 = 3 座 Count 2031-03", "泵站 = 5 座 Count 2031-06"],
            id="count",
        ),
    ],
)
def test_parts_of_a_year_are_the_dates_of_their_numbers(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    "text", ["综合评价位次实现争先,跃居全省前40位。", "综合评价位次稳步提升,晋升全省前40位。"], ids=["leap", "rise"]
)
def test_what_rises_stands_in_the_clause_before(text: str) -> None:
    assert read(text, GOALS) == ["综合评价位次 <= 40 位 Rank"]


def test_how_much_a_counted_thing_has_is_no_target() -> None:
    text = "新增青溪、云岭、河东、河西4个水产额过千亿元城市。"
    assert read(text, GOALS) == ["水产额过千亿元城市 = 4 个 Count"]
    assert reasons(text, GOALS) == [("千亿元", Reason.QUALIFIER.value)]


def test_a_date_holds_for_the_paragraphs_with_dashes_below_its_own() -> None:
    text = "坚持实干。\n到2033年,研究经费占比达到3%。\n——平台更多。建成研究院1家。\n——成果更多。到2035年,立项9项。\n坚持创新,培育企业3家。"
    assert [line.split()[-1] for line in read(text, GOALS)] == ["2033", "2033", "2035", "Count"]
