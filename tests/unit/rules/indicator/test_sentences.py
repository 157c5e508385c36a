from __future__ import annotations

import pytest

from kg.records import Comparator, PartialDate
from loaders.rules.indicator import Frame, Reason, goal_year, read_indicators, read_numbers, trigger_numbers
from tests.unit.reading_support import reading_of

SIGNS = {
    Comparator.AT_LEAST: ">=",
    Comparator.AT_MOST: "<=",
    Comparator.EXACTLY: "=",
    Comparator.MORE_THAN: ">",
    Comparator.LESS_THAN: "<",
}
PERIOD = (PartialDate(2022), PartialDate(2025))


def read(text: str, frame: Frame | None = None) -> list[str]:
    """Write each target as name, comparator, value, unit, statistic, deadline and baseline."""
    reading = reading_of(text)
    found = []
    for indicator in read_indicators(reading, 0, len(reading.text), frame or Frame()):
        for target in indicator.targets:
            words = [indicator.label, SIGNS[target.comparator], f"{target.value.normalize():f}", indicator.unit or "-"]
            words += [indicator.statistic.value, *([str(target.deadline)] if target.deadline else [])]
            for observation in indicator.observations:
                words += [
                    "from",
                    f"{observation.value.normalize():f}",
                    *([str(observation.date)] if observation.date else []),
                ]
            found.append(" ".join(words))
    return found


def reasons(text: str, frame: Frame | None = None) -> list[tuple[str, str]]:
    reading = reading_of(text)
    return [(u.trigger, u.reason) for u in trigger_numbers(reading, 0, len(reading.text), frame or Frame())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "有效发明专利拥有量达到12件，有效商标突破3.5万件。",
            ["有效发明专利拥有量 = 12 件 Level", "有效商标 > 35000 件 Level"],
            id="stock-1",
        ),
        pytest.param(
            "高新技术企业增至250家，在孵企业超过500户。",
            ["高新技术企业 = 250 家 Level", "在孵企业 > 500 户 Level"],
            id="stock-2",
        ),
        pytest.param(
            "培育省级示范合作社10家以上，新建标准化厂房5万平方米。",
            ["省级示范合作社 >= 10 家 Count", "标准化厂房 = 50000 平方米 Count"],
            id="count-1",
        ),
        pytest.param(
            "引进高层次人才500名以上；新增境内外上市企业5家。",
            ["高层次人才 >= 500 名 Count", "境内外上市企业 = 5 家 Count"],
            id="count-2",
        ),
        pytest.param(
            "建成10个省级重点实验室、5个技术创新中心和20个新型研发机构。",
            ["省级重点实验室 = 10 个 Count", "技术创新中心 = 5 个 Count", "新型研发机构 = 20 个 Count"],
            id="behind-1",
        ),
        pytest.param(
            "遴选15家左右优质服务机构，为300家以上小微企业提供托管服务。",
            ["优质服务机构 = 15 家 Count", "小微企业托管服务 >= 300 家 Count"],
            id="behind-2",
        ),
        pytest.param(
            "形成50个规模较大、布局合理、对产业发展具有支撑作用的专利组合。",
            ["专利组合 = 50 个 Count"],
            id="modifier-1",
        ),
        pytest.param(
            "培育规模较大、市场认可、具有带动作用的农产品品牌20个以上。", ["农产品品牌 >= 20 个 Count"], id="modifier-2"
        ),
        pytest.param(
            "重点培育5—10家多元化、专业化的服务机构。",
            ["服务机构 >= 5 家 Count", "服务机构 <= 10 家 Count"],
            id="range-1",
        ),
        pytest.param(
            "谋划建设2-3个重大科技基础设施，粮食单产提高5%-8%。",
            [
                "重大科技基础设施 >= 2 个 Count",
                "重大科技基础设施 <= 3 个 Count",
                "粮食单产 >= 5 % GrowthRate",
                "粮食单产 <= 8 % GrowthRate",
            ],
            id="range-2",
        ),
        pytest.param(
            "每年开展专题培训10次以上，培训人员800人次。",
            ["专题培训 >= 10 次 Annual", "培训人员 = 800 人次 Annual"],
            id="annual-1",
        ),
        pytest.param(
            "全年组织招聘活动不少于100场；年专利申请总量保持万件。",
            ["招聘活动 >= 100 场 Annual", "年专利申请总量 = 10000 件 Annual"],
            id="annual-2",
        ),
        pytest.param(
            "规模以上工业增加值年均增长8%以上，外贸进出口额年均增幅不低于5%。",
            ["规模以上工业增加值 >= 8 % GrowthRate", "外贸进出口额年均增幅 >= 5 % GrowthRate"],
            id="rate-1",
        ),
        pytest.param(
            "科技进步贡献率提高5个百分点，城乡居民收入翻一番。",
            ["科技进步贡献率 = 5 个百分点 GrowthRate", "城乡居民收入 = 1 番 GrowthRate"],
            id="rate-2",
        ),
        pytest.param(
            "森林覆盖率稳定在35%以上，护理型床位占比不低于60%。",
            ["森林覆盖率 >= 35 % Share", "护理型床位占比 >= 60 % Share"],
            id="share-1",
        ),
        pytest.param(
            "推动80%以上的规上企业建立研发机构，半数以上乡镇建成文化服务中心。",
            ["规上企业建立研发机构 >= 80 % Share", "乡镇建成文化服务中心 >= 50 % Share"],
            id="share-2",
        ),
        pytest.param("营商环境评价力争进入全省前5名。", ["营商环境评价 <= 5 名 Rank"], id="rank-1"),
        pytest.param("综合实力跻身全国前50位。", ["综合实力 <= 50 位 Rank"], id="rank-2"),
        pytest.param(
            "企业开办时间压减到1个工作日以内，注销登记3个工作日办结。",
            ["企业开办时间 <= 1 个工作日 Level", "注销登记办结 = 3 个工作日 Level"],
            id="limit-1",
        ),
        pytest.param("惠民政策出台后10个工作日内完成发布。", ["惠民政策发布 <= 10 个工作日 Level"], id="limit-2"),
        pytest.param(
            "毛入学率由2020年的90%提高到95%，产值从30亿元增加到100亿元。",
            ["毛入学率 = 95 % Share from 90 2020", "产值 = 10000000000 元 Level from 3000000000"],
            id="baseline-1",
        ),
        pytest.param(
            "办件网办率从75%提升到90%，平均办理时间由5天压缩到2天。",
            ["办件网办率 = 90 % Share from 75", "平均办理时间 = 2 天 Level from 5"],
            id="baseline-2",
        ),
        pytest.param(
            "专利转让、许可次数持续增长，年均增长率力争达到5%。",
            ["专利转让、许可次数年均增长率 = 5 % GrowthRate"],
            id="subject-1",
        ),
        pytest.param(
            "技术合同成交额达到50亿元，年均增速20%。",
            ["技术合同成交额 = 5000000000 元 Level", "技术合同成交额年均增速 = 20 % GrowthRate"],
            id="subject-2",
        ),
        pytest.param(
            "国家级、省级绿色工厂分别达到5家、20家。",
            ["国家级绿色工厂 = 5 家 Level", "省级绿色工厂 = 20 家 Level"],
            id="respectively-1",
        ),
        pytest.param(
            "到2023年、2025年，科技型企业分别达到300家、500家。",
            ["科技型企业 = 300 家 Level 2023", "科技型企业 = 500 家 Level 2025"],
            id="respectively-2",
        ),
        pytest.param(
            "新增龙头企业52家，其中国家级2家、省级10家。",
            ["龙头企业 = 52 家 Count", "国家级龙头企业 = 2 家 Count", "省级龙头企业 = 10 家 Count"],
            id="part-1",
        ),
        pytest.param(
            "星级景区达到50家，其中4A级以上15家。",
            ["星级景区 = 50 家 Level", "4A级以上景区 = 15 家 Level"],
            id="part-2",
        ),
        pytest.param(
            "每千人口拥有床位数7.5张，每万人口发明专利拥有量达到12件。",
            ["每千人口拥有床位数 = 7.5 张 Level", "每万人口发明专利拥有量 = 12 件 Level"],
            id="per-1",
        ),
        pytest.param("每10万人口在校生人数达到3300人。", ["每10万人口在校生人数 = 3300 人 Level"], id="per-2"),
        pytest.param(
            "有效发明专利数量达到1.4，有效商标达到3万件。",
            ["有效发明专利数量 = 1.4 - Level", "有效商标 = 30000 件 Level"],
            id="lost-1",
        ),
        pytest.param("农田灌溉水有效利用系数提高到0.58。", ["农田灌溉水有效利用系数 = 0.58 - Level"], id="lost-2"),
        pytest.param(
            "打造一个集展示、交易、孵化为一体的综合服务平台，在每个镇新建一所养老服务中心。",
            ["综合服务平台 = 1 个 Count", "养老服务中心 = 1 所 Count"],
            id="chinese-1",
        ),
        pytest.param(
            "每半年至少开展一次企业走访活动，每季度举办两场银企对接会。",
            ["企业走访活动 >= 1 次 Annual", "银企对接会 = 2 场 Annual"],
            id="chinese-2",
        ),
        pytest.param(
            "设立额度不低于1000万元的风险补偿资金，质押融资额达到3亿元。",
            ["风险补偿资金 >= 10000000 元 Level", "质押融资额 = 300000000 元 Level"],
            id="money-1",
        ),
        pytest.param(
            "实际利用外资8亿美元以上，设立规模2000万元以上的信用贷款风险补偿基金。",
            ["实际利用外资 >= 800000000 美元 Level", "信用贷款风险补偿基金 >= 20000000 元 Level"],
            id="money-2",
        ),
        pytest.param(
            "培育3家年主营业务收入不低于1000万元的运营机构。",
            ["运营机构 = 3 家 Count", "年主营业务收入 >= 10000000 元 Annual"],
            id="nested-1",
        ),
        pytest.param(
            "培育产值超百亿元企业2家、十亿元企业5家。",
            ["产值超百亿元企业 = 2 家 Count", "十亿元企业 = 5 家 Count"],
            id="nested-2",
        ),
    ],
)
def test_a_promised_number_is_a_target(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("对新认定的企业技术中心给予最高500万元补助。", Reason.SUBSIDY),
        ("每家企业每年补助不超过20万元。", Reason.SUBSIDY),
        ("省级按照项目设备购置额的10%给予奖补。", Reason.SUBSIDY),
        ("单个企业贴息额度最高不超过100万元。", Reason.SUBSIDY),
        ("年销售收入首次达到2000万元的，由县财政奖励。", Reason.CONDITION),
        ("对引进5家以上企业的园区给予奖励。", Reason.CONDITION),
        ("对6个月内仍未整改到位的单位予以通报。", Reason.CONDITION),
        ("安排专项资金2000万元用于支持平台建设。", Reason.FUNDING),
        ("投资1.2亿元实施老旧小区改造工程。", Reason.FUNDING),
        ("全县已建成各类平台50个。", Reason.PAST),
        ("目前，全市拥有科技型企业300家。", Reason.PAST),
        ("打造10分钟健身圈。", Reason.NAME),
        ("推行24小时自助服务。", Reason.NAME),
        ("为65岁以上老人建立健康档案。", Reason.NAME),
        ("围绕10条重点产业链开展招商。", Reason.EXISTING),
        ("依托3家龙头企业组建联盟。", Reason.EXISTING),
        ("年度研发投入不低于3%的企业优先支持。", Reason.QUALIFIER),
        ("注册资本5000万元以上的企业可申请。", Reason.QUALIFIER),
    ],
)
def test_what_is_no_promise_is_kept_with_its_reason(text: str, reason: Reason) -> None:
    assert read(text) == []
    assert reason.value in [found for _, found in reasons(text)]


@pytest.mark.parametrize(
    "text",
    [
        "构建“3+2”产业体系，落实“三个着力”要求。",
        "集中提升“八个一”，即：一个培育中心、一个产业联盟。",
        "推进5G与PM2.5监测，开通12345热线。",
        "进一步统一标准，形成一批成果，提供一站式服务。",
        "第十四届会议第3次审议，按照1:2比例执行。",
        "印发之日起1个月内制定实施方案，每月25日前报送进展。",
    ],
)
def test_names_codes_and_dates_are_no_targets(text: str) -> None:
    assert read(text) == []


def test_a_number_that_is_past_by_its_year_is_no_target() -> None:
    frame = Frame(period=PERIOD)
    assert read("2020年全市有效发明专利达到3000件。", frame) == []
    assert read("到2024年全市有效发明专利达到3000件。", frame) == ["全市有效发明专利 = 3000 件 Level 2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2024年底，建成车站5座，改造站房3处。", ["2024-12", "2024-12"]),
        ("2023年新增学位1400个；新建一所托养中心。", ["2023", "None"]),
        ("到2025年，覆盖率达到80%；满意率达到90%以上。", ["2025", "2025"]),
        ("产值年均增长10%，到2025年，登记金额达到3亿元。", ["None", "2025"]),
        ("经过四年努力，培育示范企业100家。", ["2025"]),
        ("三年内建成孵化器8家。", ["None"]),
        ("“十四五”末，建成园区5个。", ["2025"]),
        ("能耗比2020年下降14%。", ["None"]),
    ],
)
def test_a_deadline_is_the_date_that_holds_where_the_number_stands(text: str, expected: list[str]) -> None:
    reading = reading_of(text)
    found = read_indicators(reading, 0, len(reading.text), Frame(period=PERIOD))
    assert [str(target.deadline) for indicator in found for target in indicator.targets] == expected


def test_goals_without_a_year_have_that_of_their_section() -> None:
    goals = Frame(path="二", kind="goals", is_goal=True, year=PartialDate(2026))
    assert read("商标行政查处案件40件以上。", goals) == ["商标行政查处案件 >= 40 件 Count 2026"]
    assert read("到2024年，贯标企业200家。", goals) == ["贯标企业 = 200 家 Count 2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2026年，能力显著提升。", PartialDate(2026)),
        ("经过四年努力，体系基本形成。", PartialDate(2025)),
        ("经过三年努力，体系基本形成。到2026年，能力显著提升。", PartialDate(2026)),
        ("自2023年起开展培育。", None),
        ("比2020年明显改善。", None),
    ],
)
def test_the_year_of_goals_is_a_date_to_come(text: str, expected: PartialDate | None) -> None:
    reading = reading_of(text)
    assert goal_year(reading, 0, len(reading.text), PERIOD) == expected


def test_a_comparison_and_an_ambition_are_kept_beside_the_value() -> None:
    reading = reading_of("力争单位产值能耗比2020年下降14%以上。")
    target = read_indicators(reading, 0, len(reading.text), Frame())[0].targets[0]
    assert (target.ambition, target.relative_to, target.comparator_stated) == ("力争", "2020年", True)


def test_evidence_quotes_the_printed_run_and_keeps_full_width_marks() -> None:
    text = "一是培育“小巨人”企业 ２０家以上，覆盖率达到\n９０％。"
    reading = reading_of(text)
    found = read_indicators(reading, 0, len(reading.text), Frame(path="二/1"))
    assert [indicator.path for indicator in found] == ["二/1"] * len(found)
    for indicator in found:
        for evidence in indicator.evidence:
            assert text[evidence.begin : evidence.end] == evidence.quote
    assert found[0].targets[0].value_text == "２０家"


def test_skipped_runs_give_neither_targets_nor_reasons() -> None:
    text = "建成车站5座。（责任单位：县交通局；完成时限：提前3个工作日）"
    reading = reading_of(text)
    start = reading.text.index("(")
    numbers = read_numbers(reading, 0, len(reading.text), Frame(skips=((start, len(reading.text)),)))
    assert [indicator.label for indicator in numbers.indicators] == ["车站"]
    assert numbers.unread == ()


def test_measures_of_several_places_are_the_same() -> None:
    reading = reading_of("全市有效注册商标量达到5万件。我县有效注册商标量达到3000件。")
    found = read_indicators(reading, 0, len(reading.text), Frame())
    assert {indicator.measure for indicator in found} == {"有效注册商标量"}
