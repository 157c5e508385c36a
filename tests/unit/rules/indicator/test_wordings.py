"""Other wordings of what the gold documents say, from invented places."""

from __future__ import annotations

import pytest

from kg.records import PartialDate
from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("新增大型烘干机60台(套)。", ["大型烘干机 = 60 台(套) Count"], id="unit-in-brackets-1"),
        pytest.param("建成美丽河段15条（个）。", ["美丽河段 = 15 条(个) Count"], id="unit-in-brackets-2"),
        pytest.param("政务专线带宽扩容,出口带宽提升至20G。", ["出口带宽 = 20 G Level"], id="bandwidth-1"),
        pytest.param("园区接入带宽达到100M。", ["园区接入带宽 = 100 M Level"], id="bandwidth-2"),
        pytest.param("老城防洪标准提高到50年一遇。", ["老城防洪标准 = 50 年一遇 Level"], id="return-period-1"),
        pytest.param("新区排涝标准达到20年一遇。", ["新区排涝标准 = 20 年一遇 Level"], id="return-period-2"),
        pytest.param("机房能效比不高于1.35。", ["机房能效比 <= 1.35 - Level"], id="no-unit-1"),
        pytest.param("灌溉水有效利用系数不低于0.58。", ["灌溉水有效利用系数 >= 0.58 - Level"], id="no-unit-2"),
        pytest.param("落实应急成品油储备7天以上。", ["应急成品油储备 >= 7 天 Level"], id="reserve-1"),
        pytest.param("救灾物资库存不少于15天。", ["救灾物资库存 >= 15 天 Level"], id="reserve-2"),
        pytest.param("险情信息20分钟内到岗到人。", ["险情信息到岗到人 <= 20 分钟 Level"], id="service-1"),
        pytest.param("建筑垃圾24小时内清运。", ["建筑垃圾清运 <= 24 小时 Level"], id="service-2"),
    ],
)
def test_units_are_read_as_printed(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("突破8项关键工艺。", ["关键工艺 = 8 项 Count"], id="breakthrough-1"),
        pytest.param("集中突破高速轴承等6项卡点技术。", ["卡点技术 = 6 项 Count"], id="breakthrough-2"),
        pytest.param("企业突破60家。", ["企业 > 60 家 Level"], id="exceed"),
        pytest.param("依托老码头开发夜游线路4条。", ["夜游线路 = 4 条 Count"], id="base-1"),
        pytest.param("结合旧厂房改造公共书房9间。", ["公共书房 = 9 间 Count"], id="base-2"),
        pytest.param("依托“云掌通”推出查询、缴费等12项掌上服务。", ["掌上服务 = 12 项 Count"], id="list-1"),
        pytest.param("疏浚灌溉支渠26公里。", ["灌溉支渠 = 26 公里 Count"], id="verb-1"),
        pytest.param("盘活闲置厂房,释放研发空间8万平方米。", ["研发空间 = 80000 平方米 Count"], id="verb-2"),
        pytest.param("新增日处理能力300吨。", ["日处理能力 = 300 吨 Count"], id="added-1"),
        pytest.param("新增年供气量2亿立方米。", ["年供气量 = 200000000 立方米 Count"], id="added-2"),
        pytest.param("设计年供水量800万立方米。", ["设计年供水量 = 8000000 立方米 Level"], id="designed-1"),
        pytest.param("核定年开采量30万吨。", ["核定年开采量 = 300000 吨 Level"], id="designed-2"),
        pytest.param("管线全长36公里。", ["管线全长 = 36 公里 Count"], id="length-1"),
        pytest.param("堤线总长12公里。", ["堤线总长 = 12 公里 Count"], id="length-2"),
        pytest.param("年新增经营主体5000户。", ["经营主体 = 5000 户 Annual"], id="annual-1"),
        pytest.param("年培训技工800人次。", ["年培训技工 = 800 人次 Annual"], id="annual-2"),
        pytest.param("每季至少组织1次“清零行动”。", ["“清零行动” >= 1 次 Annual"], id="annual-3"),
        pytest.param("引进一批机构,入驻机构不低于18家。", ["入驻机构 >= 18 家 Level"], id="standing-1"),
        pytest.param("片区集聚文创企业70家。", ["片区集聚文创企业 = 70 家 Level"], id="standing-2"),
        pytest.param("指导站数量达到9个。", ["指导站数量 = 9 个 Level"], id="noun-1"),
        pytest.param("服务站数量达到300个。", ["服务站数量 = 300 个 Level"], id="noun-2"),
        pytest.param("培育中小企业80家。", ["中小企业 = 80 家 Count"], id="start-1"),
        pytest.param("实现数据调用量6亿次。", ["数据调用量 = 600000000 次 Count"], id="start-2"),
        pytest.param("提升油茶种植面积至6万亩。", ["油茶种植面积 = 60000 亩 Level"], id="change-1"),
        pytest.param("新建(续建)停车楼7座。", ["停车楼 = 7 座 Count"], id="bracket"),
        pytest.param("实现95%以上的事项“就近办”。", ["事项“就近办” >= 95 % Share"], id="share-of-1"),
        pytest.param(
            "投资种子期、成长期项目的比例不低于30%。", ["投资种子期、成长期项目的比例 >= 30 % Share"], id="ratio"
        ),
    ],
)
def test_other_verbs_promise_as_well(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "知晓率、参与率分别达到92%和85%以上。", ["知晓率 >= 92 % Share", "参与率 >= 85 % Share"], id="bound-1"
        ),
        pytest.param(
            "受理时长、办理时长分别压缩到3天、10天以内。",
            ["受理时长 <= 3 天 Level", "办理时长 <= 10 天 Level"],
            id="bound-2",
        ),
        pytest.param(
            "接待游客90万人次,旅游收入7亿元,分别增长9%和11%。",
            [
                "接待游客 = 900000 人次 Count",
                "旅游收入 = 700000000 元 Level",
                "接待游客 = 9 % GrowthRate",
                "旅游收入 = 11 % GrowthRate",
            ],
            id="subject-1",
        ),
        pytest.param(
            "成交额突破40亿元,较上年增长18%。",
            ["成交额 > 4000000000 元 Level", "成交额 = 18 % GrowthRate"],
            id="subject-2",
        ),
        pytest.param(
            "产值年均增长6%,突破300亿元大关。", ["产值 = 6 % GrowthRate", "产值 > 30000000000 元 Level"], id="subject-3"
        ),
        pytest.param(
            "全市至少建成1个市级基地,每个县至少建成1个。",
            ["市级基地 >= 1 个 Count", "市级基地 >= 1 个 Count"],
            id="subject-4",
        ),
        pytest.param("企业满意度高于全省平均水平3个百分点。", ["企业满意度 = 3 个百分点 Share"], id="compared-1"),
        pytest.param("本地就业率高出全市均值2个百分点以上。", ["本地就业率 >= 2 个百分点 Share"], id="compared-2"),
        pytest.param("投资增速高于全市平均水平3个百分点。", ["投资增速 = 3 个百分点 GrowthRate"], id="compared-3"),
        pytest.param("就业率提高2个百分点。", ["就业率 = 2 个百分点 GrowthRate"], id="not-compared"),
    ],
)
def test_numbers_find_their_subject_and_their_bound(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["力争全省数字化评价排名进入前6位。", "全省数字化评价确保排名前6位。", "全省数字化评价跻身前六位。"],
)
def test_a_scope_in_front_of_a_rank_is_no_verb(text: str) -> None:
    (found,) = read(text, GOALS)
    assert "数字化评价" in found
    assert found.endswith("<= 6 位 Rank")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("争取上级资金3亿元。", Reason.FUNDING, id="raised-1"),
        pytest.param("整合涉农资金不低于6000万元。", Reason.FUNDING, id="raised-2"),
        pytest.param("设立法律援助资金150万元。", Reason.FUNDING, id="raised-3"),
        pytest.param("安排中央预算内投资4亿元。", Reason.FUNDING, id="raised-4"),
        pytest.param("工程估算投资9亿元。", Reason.FUNDING, id="sum-1"),
        pytest.param("项目总投资2.6亿元。", Reason.FUNDING, id="sum-2"),
        pytest.param("给予补贴,面积不超过800平方米。", Reason.SUBSIDY, id="bound-of-a-subsidy"),
        pytest.param("连续两次排名末位的乡镇作出说明。", Reason.CONDITION, id="in-a-row"),
        pytest.param("100千瓦及以下全部实行零投资。", Reason.QUALIFIER, id="whom-it-concerns"),
        pytest.param("每半年召开一次会议。", Reason.ROUTINE, id="meeting-1"),
        pytest.param("每月召开一次调度会。", Reason.ROUTINE, id="meeting-2"),
        pytest.param("健全2小时应急响应机制。", Reason.NAME, id="arrangement"),
    ],
)
def test_other_wordings_of_no_promise(text: str, reason: Reason) -> None:
    assert read(text) == []
    assert [found for _, found in reasons(text)] == [reason.value]


def test_investment_that_is_made_is_a_target() -> None:
    assert read("完成水利投资50亿元。") == ["水利投资 = 5000000000 元 Level"]


def test_upper_years_end_words_are_no_dates() -> None:
    assert read("线上年交易额突破30亿元。") == ["线上年交易额 > 3000000000 元 Annual"]


def test_a_date_in_a_bracket_dates_what_stands_before_it() -> None:
    text = "梳理事项清单(市数据局牵头,2025年底前完成),推出便民应用20项。"
    assert read(text) == ["便民应用 = 20 项 Count"]


def test_a_year_before_the_sentence_holds_for_all_of_it() -> None:
    frame = Frame(kind="goals", is_goal=True, year=PartialDate(2022))
    found = read("2023年,签约率达到90%;参与率达到80%。", frame)
    assert found == ["签约率 = 90 % Share 2023", "参与率 = 80 % Share 2023"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("全市首批40个示范社区全面建成。", ["示范社区 = 40 个 Count"], id="tail-1"),
        pytest.param(
            "培育12家千亿级企业、6家百亿级龙头企业、一批专精企业。",
            ["千亿级企业 = 12 家 Count", "百亿级龙头企业 = 6 家 Count"],
            id="open-list-1",
        ),
        pytest.param(
            "固定资产投资增长9%,其中工业投资增长12%。",
            ["固定资产投资 = 9 % GrowthRate", "工业投资 = 12 % GrowthRate"],
            id="part-1",
        ),
        pytest.param(
            "各区降尘强度控制在8.5吨/月·平方公里以下。", ["降尘强度 <= 8.5 吨/月·平方公里 Level"], id="unit-per-two-1"
        ),
    ],
)
def test_names_end_where_the_thing_does(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


def test_a_share_of_what_lies_in_a_place_counts_what_follows() -> None:
    assert read("云溪新区、河东区50%的社区建成服务综合体。", GOALS) == ["社区建成服务综合体 = 50 % Share"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("对投资5亿元以上的项目，给予人才指标1名，最多不超过10名。", Reason.SUBSIDY),
        ("每增加投资5000万元增加人才指标1名。", Reason.CONDITION),
        ("落实规划中提出的9项建设任务。", Reason.EXISTING),
        ("抓好80万吨乙烯改扩建项目。", Reason.NO_PROMISE),
    ],
)
def test_what_is_granted_or_listed_elsewhere_is_no_target(text: str, reason: Reason) -> None:
    assert read(text) == []
    assert reason in [found for _, found in reasons(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "城、乡居民素养水平分别提高到26%和18%以上。",
            ["城居民素养水平 >= 26 % Share", "乡居民素养水平 >= 18 % Share"],
        ),
        ("50%的中小学校达到健康促进学校标准。", ["中小学校达到健康促进学校标准 = 50 % Share"]),
        ("居民素养水平达到全省平均水平,并较上年增长不少于3个百分点。", ["居民素养水平 >= 3 个百分点 GrowthRate"]),
        ("吸烟率控制在20%以下.参检率达到90%以上.", ["吸烟率 <= 20 % Share", "参检率 >= 90 % Share"]),
    ],
)
def test_the_subject_of_a_number_is_the_whole_thing(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "对参保职工30人(含)以下的企业,裁员率放宽到不超过职工总数20%。",
        "落实返还政策,对参保职工30人(含)以下的企业,裁员率放宽到不超过职工总数20%。",
        "对年销售收入突破1000万元、2000万元、1亿元的,分别给予一次性奖励10万元、20万元、50万元。",
    ],
)
def test_thresholds_of_support_are_no_targets(text: str) -> None:
    assert read(text) == []


def test_symbols_in_front_are_no_part_of_a_name() -> None:
    assert read("▲工业增加值增长14%。", GOALS) == ["工业增加值 = 14 % GrowthRate"]


@pytest.mark.parametrize("text", ["浏览:3013次 下载230次", "主要任务分解为7大方面、80项。"])
def test_what_a_page_or_a_plan_counts_of_itself_is_no_target(text: str) -> None:
    assert read(text, GOALS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "烟尘和氨氮排放总量分别控制在12万吨、1.3万吨以内,比2025年的13.2万吨、1.4万吨分别减少9%、7%。",
            [
                "烟尘排放总量 <= 120000 吨 Level",
                "氨氮排放总量 <= 13000 吨 Level",
                "烟尘排放总量 = 9 % GrowthRate",
                "氨氮排放总量 = 7 % GrowthRate",
            ],
            id="each-compared",
        ),
        pytest.param(
            "烟尘排放总量控制在8万吨以内,较2025年的9万吨减少11%。",
            ["烟尘排放总量 <= 80000 吨 Level", "烟尘排放总量 = 11 % GrowthRate"],
            id="compared",
        ),
        pytest.param("粉尘年均浓度控制在29微克每立方米以下。", ["粉尘年均浓度 <= 29 微克每立方米 Level"], id="per-1"),
        pytest.param("出水总氮浓度不超过12毫克每升。", ["出水总氮浓度 <= 12 毫克每升 Level"], id="per-2"),
        pytest.param(
            "经常参加冬泳锻炼的人数比例达41%以上。", ["经常参加冬泳锻炼的人数比例 >= 41 % Share"], id="whose-1"
        ),
        pytest.param("渔业对全市经济的综合贡献率达19%。", ["渔业对全市经济的综合贡献率 = 19 % Share"], id="whose-2"),
        pytest.param("水质六项基本指标均达到二级标准。", [], id="named-in-words"),
        pytest.param("各村每村至少制作条幅3个。", ["条幅 >= 3 个 Count"], id="at-least"),
        pytest.param(
            "新建公厕6座,农村自来水普及率达90%。", ["公厕 = 6 座 Count", "农村自来水普及率 = 90 % Share"], id="own-rate"
        ),
        pytest.param("铁路运输时间力争较2033年降低10%。", ["铁路运输时间 = 10 % GrowthRate"], id="before-than-1"),
        pytest.param(
            "烟尘、粉尘排放总量均比2025年下降22%以上。", ["烟尘、粉尘排放总量 >= 22 % GrowthRate"], id="before-than-2"
        ),
        pytest.param("无违建街道达到全市街道总数的80%。", ["无违建街道 = 80 % Share"], id="of-all-1"),
        pytest.param(
            "绿色工厂占到全县工厂总量的三成以上,规上工厂达到总数的45%。", ["规上工厂 = 45 % Share"], id="of-all-2"
        ),
        pytest.param("云河三中、云河一中等4所学校改扩建。", ["学校改扩建 = 4 所 Count"], id="listed-1"),
        pytest.param("河东、河西等6个社区扩建。", ["社区扩建 = 6 个 Count"], id="listed-2"),
    ],
)
def test_comparisons_and_names_of_other_plans(text: str, expected: list[str]) -> None:
    assert read(text, GOALS if "基本指标" in text else None) == expected


@pytest.mark.parametrize(
    "text",
    ["设立2.4亿元推动工业强市发展专项引导资金。", "安排1200万元支持企业技改专项经费。"],
)
def test_a_sum_for_a_fund_behind_it_is_funding(text: str) -> None:
    assert (read(text), [reason for _, reason in reasons(text)]) == ([], [Reason.FUNDING.value])


def test_a_year_before_a_colon_holds_for_the_whole_row() -> None:
    text = "2033年全市主要预期目标是:产值增长7%;水产收入增长9%以上;登记失业率控制在4%以内。"
    assert [line.split()[-1] for line in read(text, GOALS)] == ["2033"] * 3
