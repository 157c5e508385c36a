"""Numbers that only describe: sizes, classes of a scale, shares of a cost, areas that are there."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame, Reason
from tests.unit.rules.indicator.test_sentences import read, reasons

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "打造茶园面积300亩以上的茶旅示范园6-9个。",
            ["茶旅示范园 >= 6 个 Count", "茶旅示范园 <= 9 个 Count"],
            id="size-of-counted-things",
        ),
        pytest.param("推进600总吨以上货运船舶实施岸电改造。", [], id="tonnage"),
        pytest.param("报废30马力以下的插秧机。", [], id="power"),
        pytest.param("全面淘汰60万吨/年及以下洗煤装置。", [], id="capacity-a-year"),
        pytest.param("淘汰20蒸吨/小时及以下燃煤锅炉。", [], id="capacity-an-hour"),
        pytest.param("新增600吨/日以上污水处理能力。", ["污水处理能力 >= 600 吨/日 Count"], id="capacity-is-measured"),
        pytest.param("新增5万平方米以上标准厂房。", ["标准厂房 >= 50000 平方米 Count"], id="area-is-measured"),
        pytest.param("推广8万亩以上高产田。", ["高产田 >= 80000 亩 Count"], id="area-is-spread"),
        pytest.param(
            "峰谷差率超过35%的片区调节能力应达到最高负荷的6%以上。",
            ["片区调节能力 >= 6 % Share"],
            id="share-of-the-places-meant",
        ),
        pytest.param(
            "占全国种群数量2%以上的候鸟物种数稳定保持在9种以上。", ["候鸟物种数 >= 9 种 Level"], id="which-of-them"
        ),
        pytest.param("推进400米服务半径绿地建设。", [], id="radius"),
        pytest.param(
            "东桥镇、西桥镇等7个乡镇共计160座泵房进行改造。", ["泵房进行改造 = 160 座 Count"], id="places-of-them"
        ),
        pytest.param("加强500千伏环网网架。", [], id="rating"),
        pytest.param("建成220千伏变电站4座。", ["220千伏变电站 = 4 座 Count"], id="rating-in-a-name"),
        pytest.param(
            "园区年节水量不低于20万立方米或60万元。",
            ["园区年节水量 >= 200000 立方米 Annual", "园区年节水量 >= 600000 元 Annual"],
            id="one-or-the-other",
        ),
        pytest.param("新建办公楼达到65%节能标准。", [], id="standard-with-a-share"),
    ],
)
def test_a_size_describes_what_is_meant(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "3000万元（含）至8000万元（不含）/年的企业，给予一次性补助60万元。",
            [("3000万元（含）", Reason.CONDITION), ("8000万元", Reason.CONDITION), ("60万元", Reason.SUBSIDY)],
            id="classes",
        ),
        pytest.param(
            "所需资金由中央和市级财政按照80%：20%比例共担。",
            [("80%", Reason.FUNDING), ("20%", Reason.FUNDING)],
            id="cost-shared",
        ),
        pytest.param(
            "所需资金由省财政、县财政按70%、30%的比例分担。",
            [("70%", Reason.FUNDING), ("30%", Reason.FUNDING)],
            id="cost-shared-by-list",
        ),
        pytest.param(
            "每位居民每类家具可补贴2件（床垫产品最高补贴4件）。",
            [("2件", Reason.SUBSIDY), ("4件", Reason.SUBSIDY)],
            id="given-to-one",
        ),
        pytest.param("设备更新项目的支持比例不超过核定总投资的25%。", [("25%", Reason.SUBSIDY)], id="share-of-a-grant"),
        pytest.param(
            "对职业院校支持额度不超过3亿元，其他学校不超过1亿元。",
            [("3亿元", Reason.SUBSIDY), ("1亿元", Reason.SUBSIDY)],
            id="sum-of-a-grant",
        ),
        pytest.param(
            "行政辖区范围面积1860.5平方公里，其中陆域面积920平方公里。",
            [("1860.5平方公里", Reason.EXISTING), ("920平方公里", Reason.EXISTING)],
            id="land-and-sea",
        ),
        pytest.param("建立包括18项约束性指标的体系。", [("18项", Reason.NAME)], id="numbers-of-indicators"),
        pytest.param(
            "西片区以200万羽蛋鸡场建成运行为基础，打造循环产业园。",
            [("200万羽", Reason.EXISTING)],
            id="what-it-rests-on",
        ),
        pytest.param("缺口部分按15%计。", [("15%", Reason.CONDITION)], id="reckoned-1"),
        pytest.param("盈余部分按30万吨计算。", [("30万吨", Reason.CONDITION)], id="reckoned-2"),
        pytest.param("预分配额度按上年度配额的60%核算。", [("60%", Reason.CONDITION)], id="reckoned-3"),
        pytest.param("增发年度额度的3%。", [("3%", Reason.NO_NAME)], id="share-of-what"),
        pytest.param("单个企业上限不超过1500吨。", [("1500吨", Reason.CONDITION)], id="ceiling-of-one"),
        pytest.param("单体项目固定资产投资不低于1500万元。", [("1500万元", Reason.SUBSIDY)], id="for-one-project"),
        pytest.param(
            "购买8万元以上（含）新能源乘用车补贴1万元。",
            [("8万元", Reason.SUBSIDY), ("1万元", Reason.SUBSIDY)],
            id="price-of-what-is-bought",
        ),
        pytest.param(
            "购置4台以上采茶机补贴2万元。",
            [("4台", Reason.CONDITION), ("2万元", Reason.SUBSIDY)],
            id="how-many-are-bought",
        ),
        pytest.param(
            "储热项目（规模不低于300千瓦，放热时长不低于3小时），按照投资额给予不超过20%的补贴。",
            [("300千瓦", Reason.CONDITION), ("3小时", Reason.CONDITION), ("20%", Reason.SUBSIDY)],
            id="bracket-of-a-grant",
        ),
        pytest.param(
            "在继续支持纺织、造船等8个重点行业改造的基础上，扩大支持范围。",
            [("8个", Reason.EXISTING)],
            id="what-it-starts-from",
        ),
        pytest.param(
            "创新湾区覆盖河东区全域，总规划面积约42.5平方公里。", [("42.5平方公里", Reason.EXISTING)], id="planned-area"
        ),
        pytest.param("北片区以高校为主体，面积约6.5平方公里。", [("6.5平方公里", Reason.EXISTING)], id="area"),
    ],
)
def test_such_numbers_are_left_with_their_reason(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == []
    assert reasons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "衣柜补贴6万台以上，直接带动家居消费90亿元以上。",
            ["衣柜补贴 >= 60000 台 Count", "家居消费 >= 9000000000 元 Level"],
            id="sold-with-a-subsidy",
        ),
        pytest.param(
            "集中打造3个循环农业园、12个示范村。",
            ["循环农业园 = 3 个 Count", "示范村 = 12 个 Count"],
            id="adverb-1",
        ),
        pytest.param("合力打造4个特色集群。", ["特色集群 = 4 个 Count"], id="adverb-2"),
        pytest.param("统筹打造5个物流枢纽。", ["物流枢纽 = 5 个 Count"], id="adverb-3"),
        pytest.param("着力打造7条精品线路。", ["精品线路 = 7 条 Count"], id="adverb-4"),
        pytest.param("重点打造6个产业社区。", ["产业社区 = 6 个 Count"], id="adverb-5"),
    ],
)
def test_what_the_plan_promises_stays(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "全市油品消费总量较2031年下降幅度完成省下达目标，占终端能源消费比重下降至28%左右。",
            ["油品消费总量占终端能源消费比重 = 28 % Share"],
            id="subject-of-a-share",
        ),
        pytest.param(
            "臭氧年均浓度稳定控制在120微克/立方米以下。", ["臭氧年均浓度 <= 120 微克/立方米 Level"], id="held-1"
        ),
        pytest.param("湖滨自然岸线率维持40%以上。", ["湖滨自然岸线率 >= 40 % Share"], id="held-2"),
        pytest.param("快速突破30亿元交易规模。", ["交易规模 > 3000000000 元 Level"], id="adverb"),
        pytest.param("快速公交线路达到5条。", ["快速公交线路 = 5 条 Level"], id="no-adverb"),
        pytest.param("土地出让年限最高不超过40年。", ["土地出让年限 <= 40 年 Level"], id="at-most"),
        pytest.param(
            "果园农膜和农药总施用量分别下降7%和11%。",
            ["果园农膜总施用量 = 7 % GrowthRate", "农药总施用量 = 11 % GrowthRate"],
            id="total",
        ),
        pytest.param(
            "老城区70%以上面积达到海绵建设要求。", ["老城区面积达到海绵建设要求 >= 70 % Share"], id="part-of-an-area"
        ),
        pytest.param(
            "水源保护区60%左右印染产能完成清洁改造。", ["印染产能清洁改造 = 60 % Share"], id="where-before-the-share"
        ),
        pytest.param("各地区完成55%以上重点耗水单位节水监察。", ["重点耗水单位节水监察 >= 55 % Share"], id="done"),
        pytest.param("构建由20条重点产业链组成的“720”产业体系。", ["重点产业链 = 20 条 Count"], id="parts-of-a-system"),
        pytest.param(
            "形成节能量约300万吨标准煤、减排二氧化碳约700万吨。",
            ["节能量 = 3000000 吨标准煤 Count", "减排二氧化碳 = 7000000 吨 Count"],
            id="reduced-1",
        ),
        pytest.param("各园区调节能力一般应达到最高负荷的4%。", ["各园区调节能力 = 4 % Share"], id="part-of-what"),
        pytest.param("使用的减排量不得超过年度应清缴配额量的4%。", ["使用的减排量 <= 4 % Share"], id="at-most-of-what"),
        pytest.param("本地产品采购额不低于采购总额的35%。", ["本地产品采购额 >= 35 % Share"], id="at-least-of-what"),
        pytest.param("提高清洁设备投资占比6个百分点。", ["清洁设备投资占比 = 6 个百分点 GrowthRate"], id="raised"),
        pytest.param("降低管网漏损率2个百分点。", ["管网漏损率 = 2 个百分点 GrowthRate"], id="lowered"),
        pytest.param(
            "每年林地指标的8%以上用于碳汇林建设。",
            ["林地指标用于碳汇林建设 >= 8 % Share"],
            id="share-for-something",
        ),
        pytest.param("灭除湖区水葫芦达90%以上。", ["湖区水葫芦 >= 90 % Share"], id="cleared"),
        pytest.param(
            "持续推进花园院落（三小园建设），2034年完成1.6万户。",
            ["花园院落 = 16000 户 Count 2034"],
            id="clause-before-1",
        ),
        pytest.param("实施厨房改造，2034年完成800户。", ["厨房改造 = 800 户 Count 2034"], id="clause-before-2"),
        pytest.param("县城60%以上小区实现垃圾分类。", ["小区实现垃圾分类 >= 60 % Share"], id="where-in-the-county"),
        pytest.param(
            "骨干企业75%以上实现数字化转型。", ["骨干企业实现数字化转型 >= 75 % Share"], id="what-becomes-of-them"
        ),
        pytest.param("弃风地区风电利用率可降低至88%。", ["弃风地区风电利用率 = 88 % Share"], id="may"),
    ],
)
def test_a_name_holds_what_is_measured(text: str, expected: list[str]) -> None:
    assert [line.removeprefix("全市") for line in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市财政每年安排不少于10亿元。", []),
        ("统筹利用产业专项资金,每年安排不低于5亿元支持数据产业。", []),
        ("全社会研发投入不低于10亿元。", ["全社会研发投入 >= 1000000000 元 Level"]),
        ("营业收入5亿元以上企业研发机构全覆盖。", []),
        ("推动1000万元以上工业企业技改全覆盖。", []),
        ("新增5亿元以上企业贷款。", ["企业贷款 >= 500000000 元 Level"]),
        ("再担保费按50%收取。", []),
        ("保险费按80%缴纳。", []),
        ("对再担保机构代偿比例提高到60%。", ["再担保机构代偿比例 = 60 % Share"]),
        ("对口支援学校覆盖率达到100%。", ["对口支援学校覆盖率 = 100 % Share"]),
        ("市本级科技创新资金五年累计不少于500亿元。", ["市本级科技创新资金 >= 50000000000 元 Level"]),
        ("固定资产投资三年累计完成300亿元。", ["固定资产投资 = 30000000000 元 Level"]),
        (
            "龙头企业达到8家,规上企业30家,新增上市企业3家。",
            ["龙头企业 = 8 家 Level", "规上企业 = 30 家 Level", "上市企业 = 3 家 Count"],
        ),
        ("植树三年共完成20万亩。", ["植树 = 200000 亩 Count"]),
        ("三年累计完成技改投资30亿元。", ["技改投资 = 3000000000 元 Level"]),
        ("工业增加值预计完成50亿元,增长6%。", ["工业增加值 = 5000000000 元 Level", "工业增加值 = 6 % GrowthRate"]),
        ("城镇就业新增5万人。", ["城镇就业 = 50000 人 Count"]),
        ("全县完成造林5万亩。", ["造林 = 50000 亩 Count"]),
        ("每个县(市、区)至少建有1个健身中心。", ["健身中心 >= 1 个 Level"]),
        ("新建或改扩建体育公园15个。", ["体育公园 = 15 个 Count"]),
        ("新(改、扩)建学校15所。", ["学校 = 15 所 Count"]),
        ("引进或培育龙头企业5家。", ["龙头企业 = 5 家 Count"]),
        (
            "粮食播种面积稳定在40万亩以上、产量12万吨。",
            ["粮食播种面积 >= 400000 亩 Level", "粮食产量 = 120000 吨 Level"],
        ),
        ("生猪存栏10万头,出栏15万头。", ["生猪存栏 = 100000 头 Level", "生猪出栏 = 150000 头 Level"]),
        ("新建高标准农田21万亩,改造提升4万亩。", ["高标准农田 = 210000 亩 Count", "高标准农田 = 40000 亩 Count"]),
        ("完成100个点位整治。", ["点位整治 = 100 个 Count"]),
        ("商标注册量达到900件,国际商标申请30件。", ["商标注册量 = 900 件 Level", "国际商标申请 = 30 件 Count"]),
    ],
)
def test_sums_that_are_allotted_and_numbers_that_go_on(text: str, expected: list[str]) -> None:
    assert read(text) == expected
