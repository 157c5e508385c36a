"""Numbers that share a name, a unit or a date, and words around them, in texts of invented places."""

from __future__ import annotations

import pytest

from kg.records import PartialDate
from loaders.rules.indicator import Frame
from tests.unit.rules.indicator.test_sentences import read

GOALS = Frame(kind="goals", is_goal=True, year=PartialDate(2031))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "羊毛、羊绒总产量分别达到6吨和2吨。",
            ["羊毛总产量 = 6 吨 Level", "羊绒总产量 = 2 吨 Level"],
            id="as-long",
        ),
        pytest.param(
            "河东、河西、青石滩等片区管网漏损率分别下降5%、6%、7%。",
            [
                "河东片区管网漏损率 = 5 % GrowthRate",
                "河西片区管网漏损率 = 6 % GrowthRate",
                "青石滩等片区管网漏损率 = 7 % GrowthRate",
            ],
            id="and-others",
        ),
        pytest.param(
            "单电源用户、双电源用户接电时间分别压减至9天、12天以内。",
            ["单电源用户接电时间 <= 9 天 Level", "双电源用户接电时间 <= 12 天 Level"],
            id="ends-alike",
        ),
        pytest.param(
            "化学需氧量和总磷排放总量(含种植、养殖)分别控制在8万吨、600吨以内。",
            ["化学需氧量排放总量 <= 80000 吨 Level", "总磷排放总量 <= 600 吨 Level"],
            id="substance-and-bracket",
        ),
        pytest.param(
            "村庄绿化率、道路绿化率分别达到30%和40%。",
            ["村庄绿化率 = 30 % Share", "道路绿化率 = 40 % Share"],
            id="each-its-own",
        ),
    ],
)
def test_things_in_a_list_share_what_the_last_name_measures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("到2032年和2035年,步道覆盖率达到30%和45%以上。", ["2032", "2035"], id="two-dates"),
        pytest.param("到2032年、2034年,渔港泊位分别达到60个、80个。", ["2032", "2034"], id="each"),
        pytest.param("到2033年,建成渔港。渔港泊位达到60个。码头达到5座。", ["2033", "2033"], id="next-sentences"),
        pytest.param("到2033年,建成渔港。\n渔港泊位达到60个。", ["2031"], id="not-the-next-paragraph"),
        pytest.param("到2033年,主要目标是:\n——渔港泊位达到60个。\n——码头达到5座。", ["2033", "2033"], id="colon"),
        pytest.param(
            "到2033年,目标如下:\n泊位达到60个。\n其中2032年,完成一半。泊位达到30个。\n码头达到5座。",
            ["2033", "2032", "2033"],
            id="colon-goes-on",
        ),
        pytest.param("比2029年增加。泊位达到60个。", ["2031"], id="compared"),
    ],
)
def test_a_date_that_opens_a_sentence_holds_for_those_behind_it(text: str, expected: list[str]) -> None:
    assert [line.split()[-1] for line in read(text, GOALS)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("整治120个村庄(包括示范村30个)。", ["村庄 = 120 个 Count"], id="bracket"),
        pytest.param("对300眼水井实施管护。", ["水井实施管护 = 300 眼 Count"], id="unit-1"),
        pytest.param("变压器容量提升到160KVA。", ["变压器容量 = 160 KVA Level"], id="unit-2"),
        pytest.param(
            "接待游客人次900万,门票收入2亿元。",
            ["接待游客人次 = 9000000 - Level", "门票收入 = 200000000 元 Level"],
            id="no-unit",
        ),
        pytest.param("开户流程压缩为2个环节。", ["开户流程 = 2 个 Level"], id="becomes-1"),
        pytest.param("申报材料精简为3份。", ["申报材料 = 3 份 Level"], id="becomes-2"),
        pytest.param("每年新建2处码头,码头达到30处。", ["码头 = 2 处 Annual", "码头 = 30 处 Level"], id="stock"),
        pytest.param(
            "每年培训3期,参训学员达到90人次。", ["培训 = 3 期 Annual", "参训学员 = 90 人次 Annual"], id="flow"
        ),
        pytest.param("年均增加林木蓄积量6万立方米。", ["林木蓄积量 = 60000 立方米 Annual"], id="yearly-increase"),
        pytest.param("硬化通组公路30公里。", ["硬化通组公路 = 30 公里 Count"], id="work-1"),
        pytest.param("堤岸除险加固12公里。", ["堤岸除险加固 = 12 公里 Count"], id="work-2"),
        pytest.param("人均藏书不少于0.6册。", ["人均藏书 >= 0.6 册 Level"], id="per-head"),
        pytest.param("每个镇至少有一所敬老设施(养老院)。", ["敬老设施(养老院) >= 1 所 Level"], id="at-least-one"),
        pytest.param("确保完成人工种草40万亩。", ["人工种草 = 400000 亩 Count"], id="ambition"),
        pytest.param("单位产值能耗要下降3%。", ["单位产值能耗 = 3 % GrowthRate"], id="must"),
        pytest.param("燃煤消费量力争比“十六五”末降低9%。", ["燃煤消费量 = 9 % GrowthRate"], id="than-the-last-plan"),
    ],
)
def test_words_around_a_number_say_what_it_is(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "——渔民人均收入:年均增长9%以上,2034年达到3万元;",
            ["渔民人均收入 >= 9 % GrowthRate", "渔民人均收入 = 30000 元 Level 2034"],
            id="income",
        ),
        pytest.param(
            "1.水产品加工增值率:年均增长0.2,2034年提高到2.0以上。",
            ["水产品加工增值率 = 0.2 - Level", "水产品加工增值率 >= 2 - Level 2034"],
            id="no-unit",
        ),
        pytest.param(
            "(2)海带:面积达到2万亩,产量6万吨。", ["海带面积 = 20000 亩 Level", "海带产量 = 60000 吨 Level"], id="thing"
        ),
        pytest.param("主要目标:新建码头5座。", ["码头 = 5 座 Count"], id="no-label"),
        pytest.param(
            "渔港达到9座、码头30处。",
            ["渔港 = 9 座 Level", "码头 = 30 处 Level"],
            id="reached-goes-on",
        ),
        pytest.param(
            "泊位达到90个。其中,客运泊位达到30个、游艇泊位20个;货运泊位40个。",
            ["泊位 = 90 个 Level", "客运泊位 = 30 个 Level", "游艇泊位 = 20 个 Level", "货运泊位 = 40 个 Level"],
            id="parts",
        ),
        pytest.param(
            "新建育苗基地一处,示范码头两座。", ["育苗基地 = 1 处 Count", "示范码头 = 2 座 Count"], id="in-words"
        ),
        pytest.param(
            "60%以上的行政村通公交、80%的自然村通硬化路。",
            ["行政村通公交 >= 60 % Share", "自然村通硬化路 = 80 % Share"],
            id="shares",
        ),
        pytest.param("全县农村70%的渔民得到培训。", ["渔民得到培训 = 70 % Share"], id="where"),
        pytest.param("新建展馆,展厅面积60亩。", ["展厅面积 = 60 亩 Level"], id="area"),
    ],
)
def test_what_one_number_says_holds_for_the_next(text: str, expected: list[str]) -> None:
    assert read(text, Frame(kind="goals", is_goal=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("渔民寿命在2030年基础上提高1岁。", ["渔民寿命 = 1 岁 Count"], id="basis-1"),
        pytest.param("养殖面积在现有水平上增加5%。", ["养殖面积 = 5 % GrowthRate"], id="basis-2"),
        pytest.param(
            "每年新建码头2座,三年内新增泊位60个。",
            ["码头 = 2 座 Annual", "泊位 = 60 个 Count"],
            id="period-ends-the-year",
        ),
        pytest.param(
            "单次伤亡3人以上沉船事故起数下降20%。", ["单次伤亡3人以上沉船事故起数 = 20 % GrowthRate"], id="describes"
        ),
        pytest.param(
            "“渔港提升年”活动完成码头改造9座。", ["“渔港提升年”活动完成码头改造 = 9 座 Count"], id="name-of-a-year"
        ),
        pytest.param(
            "用水报装压减为“申请、验收”2个环节,用气报装压缩至“受理、通气”2个环节。",
            ["用水报装 = 2 个 Level", "用气报装 = 2 个 Level"],
            id="steps",
        ),
        pytest.param("我县将完成人工鱼礁投放3万立方米。", ["人工鱼礁投放 = 30000 立方米 Count"], id="will"),
    ],
)
def test_phrases_around_a_number_are_no_part_of_its_name(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "鱼类、虾类、贝类总产量分别达到6吨、7吨、8吨以上。",
            ["鱼类总产量 >= 6 吨 Level", "虾类总产量 >= 7 吨 Level", "贝类总产量 >= 8 吨 Level"],
            id="bound-of-a-row",
        ),
        pytest.param(
            "鸭、鹅存栏量分别达到6万羽、8万只、出栏量分别达到4万羽、5万只。",
            [
                "鸭存栏量 = 60000 羽 Level",
                "鹅存栏量 = 80000 只 Level",
                "出栏量 = 40000 羽 Level",
                "出栏量 = 50000 只 Level",
            ],
            id="two-rows",
        ),
        pytest.param("渔业增加值年均增长要达到5%左右。", ["渔业增加值 = 5 % GrowthRate"], id="rate-reached"),
        pytest.param("渔业占比提高到5%左右。", ["渔业占比 = 5 % Share"], id="share-reached"),
        pytest.param(
            "海域面积超过5平方公里或渔民3万人以上的镇,建立渔政服务站1个。", ["渔政服务站 = 1 个 Count"], id="condition"
        ),
    ],
)
def test_rows_of_numbers_and_rates_that_are_reached(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("保障60个渔业项目完成投资9亿元。", ["60个渔业项目完成投资 = 900000000 元 Level"], id="projects"),
        pytest.param("完成70个未通路村组公路建设200公里。", ["70个未通路村组公路建设 = 200 公里 Count"], id="villages"),
        pytest.param(
            "年产值超亿元企业由6家增加到12家。", ["年产值超亿元企业 = 12 家 Level from 6"], id="yearly-things"
        ),
    ],
)
def test_a_number_of_things_may_only_say_what_the_next_one_measures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "渔业贷款额每年增长6%,三年累计突破5亿元。",
            ["渔业贷款额 = 6 % GrowthRate", "渔业贷款额 > 500000000 元 Level"],
            id="period-alone",
        ),
        pytest.param("淘汰50家企业落后产能。", ["企业落后产能 = 50 家 Count"], id="things-with-capacity"),
        pytest.param("确保不发生一起沉船事故。", [], id="never"),
        pytest.param(
            "每千人口拥有医师3.2人、护士3.8人。",
            ["每千人口拥有医师 = 3.2 人 Level", "护士 = 3.8 人 Level"],
            id="fraction",
        ),
        pytest.param("渔民平均受教育年限11年。", ["渔民平均受教育年限 = 11 年 Level"], id="years-of-schooling"),
        pytest.param("基本实现20户以上自然村通硬化路,通客车率100%。", ["通客车率 = 100 % Share"], id="which-villages"),
        pytest.param(
            "渔业规模超过3亿元,占GDP比重达9%;到2032年,超过4亿元。",
            [
                "渔业规模 > 300000000 元 Level",
                "渔业规模占GDP比重 = 9 % Share",
                "渔业规模 > 400000000 元 Level 2032",
            ],
            id="size-and-share",
        ),
    ],
)
def test_what_a_number_speaks_of_is_found_and_what_is_no_promise_left(text: str, expected: list[str]) -> None:
    assert read(text, Frame(kind="goals", is_goal=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("5个工作日内办结率达到90%。", ["5个工作日内办结率 = 90 % Share"], id="time-in-a-name"),
        pytest.param("应急淡水储备达到7天以上用水量。", ["应急淡水储备 >= 7 天 Level"], id="how-long-it-lasts"),
        pytest.param(
            "加装渔港岸电80套,9月底前开工60套,竣工40套。",
            ["加装渔港岸电 = 80 套 Count", "加装渔港岸电 = 60 套 Count", "加装渔港岸电 = 40 套 Count"],
            id="state",
        ),
        pytest.param(
            "建成1个省级、3个市级特色渔业集群。",
            ["省级特色渔业集群 = 1 个 Count", "市级特色渔业集群 = 3 个 Count"],
            id="levels-behind",
        ),
        pytest.param(
            "实现规模以上渔业增加值增速高于全省平均水平2个百分点。",
            ["规模以上渔业增加值增速 = 2 个百分点 GrowthRate"],
            id="above-a-size",
        ),
    ],
)
def test_what_stands_around_completes_a_name(text: str, expected: list[str]) -> None:
    assert [line.replace(" 2031-09", "") for line in read(text, Frame(issued=2031))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "水产品抽验每万人口7-8件。",
            ["水产品抽验每万人口 >= 7 件 Level", "水产品抽验每万人口 <= 8 件 Level"],
            id="per-head",
        ),
        pytest.param("水质抽验频次4次/年。", ["水质抽验频次 = 4 次/年 Annual"], id="a-year"),
        pytest.param("预报误差减小到100公里以内。", ["预报误差 <= 100 公里 Level"], id="smaller"),
        pytest.param("风暴预警信息提前15分钟发出。", ["风暴预警信息提前发出 = 15 分钟 Level"], id="ahead"),
        pytest.param(
            "损失率由“十三五”期间的0.3%下降至0.2%。", ["损失率 = 0.2 % Share from 0.3 2020"], id="baseline-of-a-period"
        ),
    ],
)
def test_rates_per_head_and_per_year_are_read(text: str, expected: list[str]) -> None:
    assert read(text, Frame(kind="goals", is_goal=True)) == expected
