from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from kg.records import Expansion, Jurisdiction, Unit
from loaders.resolve.groups import is_group, is_office, read_group
from loaders.resolve.places import gazetteer
from loaders.resolve.settle import settle
from loaders.resolve.shape import LONGEST_NAME, compound_pattern, compound_runs, looks_like_unit, suffixes
from loaders.resolve.units import UnitResolver, level_word


def resolve(code: str, written: str, *, issuers: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> Unit:
    return UnitResolver(gazetteer().by_code(code), issuers, bodies).resolve(written)


def facts(unit: Unit) -> tuple[str, str | None, str | None]:
    return unit.name, unit.jurisdiction.code if unit.jurisdiction else None, unit.function


TIANJIN, HENGSHUI, JIANGBEI, SANYA, JINAN, KUNSHAN, SHAANXI = (
    "120104", "131100", "500105", "460200", "370100", "320583", "610000",
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        (TIANJIN, "区市场监管局", ("天津市南开区市场监督管理局", TIANJIN, "market-supervision")),
        (TIANJIN, "區市場監管局", ("天津市南开区市场监督管理局", TIANJIN, "market-supervision")),
        (TIANJIN, "市场监管局", ("天津市南开区市场监督管理局", TIANJIN, "market-supervision")),
        (TIANJIN, "区人社局", ("天津市南开区人力资源和社会保障局", TIANJIN, "human-resources")),
        (TIANJIN, "区委宣传部", ("中共天津市南开区委宣传部", TIANJIN, "publicity")),
        (TIANJIN, "区委网信办", ("中共天津市南开区委网络安全和信息化委员会办公室", TIANJIN, "cyberspace")),
        (TIANJIN, "公安南开分局", ("天津市公安局南开分局", TIANJIN, "public-security")),
        (TIANJIN, "南开公安分局", ("天津市公安局南开分局", TIANJIN, "public-security")),
        (TIANJIN, "市科技局", ("天津市科学技术局", "120000", "science-technology")),
        (TIANJIN, "国家知识产权局", ("国家知识产权局", "100000", "market-supervision")),
        (TIANJIN, "团区委", ("共青团天津市南开区委员会", TIANJIN, "youth-league")),
        (TIANJIN, "万兴街道办事处", ("天津市南开区万兴街道办事处", TIANJIN, "subdistrict")),
        (TIANJIN, "区法院", ("天津市南开区人民法院", TIANJIN, "court")),
        (HENGSHUI, "市法院", ("衡水市中级人民法院", HENGSHUI, "court")),
        (JIANGBEI, "市法院", ("重庆市高级人民法院", "500000", "court")),
        (KUNSHAN, "市法院", ("昆山市人民法院", KUNSHAN, "court")),
        (KUNSHAN, "市市场监管局", ("昆山市市场监督管理局", KUNSHAN, "market-supervision")),
        (JIANGBEI, "市知识产权局", ("重庆市知识产权局", "500000", "market-supervision")),
        (JIANGBEI, "区知识产权局", ("重庆市江北区知识产权局", JIANGBEI, "market-supervision")),
        (JIANGBEI, "区公安分局", ("重庆市江北区公安分局", JIANGBEI, "public-security")),
        (JIANGBEI, "区政府办督查室", ("重庆市江北区人民政府办公室督查室", JIANGBEI, "supervision-office")),
        (JIANGBEI, "区经信委", ("重庆市江北区经济和信息化委员会", JIANGBEI, "industry-it")),
        (JIANGBEI, "江北区人民政府", ("重庆市江北区人民政府", JIANGBEI, "government")),
        (HENGSHUI, "省科技厅", ("河北省科学技术厅", "130000", "science-technology")),
        (HENGSHUI, "市发展改革委", ("衡水市发展和改革委员会", HENGSHUI, "development-reform")),
        (HENGSHUI, "市税务局", ("国家税务总局衡水市税务局", HENGSHUI, "tax")),
        (HENGSHUI, "市政府国资委", ("衡水市国有资产监督管理委员会", HENGSHUI, "state-assets")),
        (HENGSHUI, "衡水海关", ("中华人民共和国衡水海关", HENGSHUI, "customs")),
        (HENGSHUI, "衡水银保监分局", ("中国银行保险监督管理委员会衡水监管分局", HENGSHUI, "financial-regulation")),
        (HENGSHUI, "市工商局", ("衡水市工商行政管理局", HENGSHUI, "market-supervision")),
        (HENGSHUI, "枣强县人民政府", ("枣强县人民政府", "131121", "government")),
        (HENGSHUI, "衡水高新区管委会", ("衡水高新区管理委员会", HENGSHUI, "functional-zone")),
        (HENGSHUI, "高新区市场监管局", ("衡水市高新区市场监督管理局", HENGSHUI, "market-supervision")),
        (HENGSHUI, "市文旅局", ("衡水市文旅局", HENGSHUI, "culture-tourism")),
        (JINAN, "人民银行莱芜市中心支行", ("中国人民银行莱芜市中心支行", "371200", "central-bank")),
        (JINAN, "人民银行济南分行营管部", ("中国人民银行济南分行营业管理部", JINAN, "central-bank")),
        (JINAN, "市财政投资基金控股集团", ("市财政投资基金控股集团", JINAN, None)),
        (SANYA, "三亚供电局", ("三亚供电局", None, "power-supply")),
        (SANYA, "中国电信三亚分公司", ("中国电信三亚分公司", None, None)),
        (SANYA, "市12345热线办公室", ("三亚市12345热线办公室", SANYA, None)),
        (SHAANXI, "韩城市市场监管局", ("韩城市市场监督管理局", "610581", "market-supervision")),
        (SHAANXI, "西安市", ("西安市", "610100", "government")),
        (SHAANXI, "陕西证监局", ("中国证券监督管理委员会陕西监管局", SHAANXI, "securities-regulation")),
        (SHAANXI, "省营商办", ("陕西省营商办", SHAANXI, "administrative-approval")),
        ("450000", "自治区党委宣传部", ("中共广西壮族自治区党委宣传部", "450000", "publicity")),
        ("100000", "发展改革委", ("国家发展和改革委员会", "100000", "development-reform")),
        ("100000", "教育部", ("教育部", "100000", "education")),
    ],
)
def test_a_name_is_read_in_the_place_of_its_plan(
    code: str, written: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert facts(resolve(code, written)) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("人行衡水市中心支行", "人民银行衡水市中心支行", "中国人民银行衡水市中心支行", "人民银行市中心支行"),
        ("人行衡水中支", "人行衡水中心支行", "人民银行衡水中支"),
        ("市发改委", "市发展改革委", "市发展和改革委员会", "衡水市发展改革委"),
        ("国家税务总局衡水市税务局", "市税务局", "衡水市税务局"),
        ("市委编办", "市编办", "市委机构编制委员会办公室"),
        ("市检察院", "市人民检察院"),
        ("市政府办", "市政府办公室", "市人民政府办公室", "衡水市人民政府办公室"),
    ],
)
def test_spellings_of_one_official_name_meet(spellings: tuple[str, ...]) -> None:
    resolver = UnitResolver(gazetteer().by_code(HENGSHUI))
    assert len({facts(resolver.resolve(written)) for written in spellings}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("市金融办", "市地方金融监管局", "市金融工作办公室"),
        ("市市场监管局", "市知识产权局", "市工商局", "市质监局"),
        ("市文旅局", "市文化广电和旅游局"),
        ("市自然资源和规划局", "市国土局", "市规划局"),
    ],
)
def test_names_that_no_table_joins_stay_apart(names: tuple[str, ...]) -> None:
    resolver = UnitResolver(gazetteer().by_code(HENGSHUI))
    assert len({resolver.resolve(written).name for written in names}) == len(names)
    assert len({resolver.resolve(written).function for written in names}) == 1


def test_the_same_short_name_in_two_districts_never_meets() -> None:
    first, second = resolve(TIANJIN, "区市场监管局"), resolve(JIANGBEI, "区市场监管局")
    assert first.name != second.name
    assert first.jurisdiction != second.jurisdiction


def test_two_brands_are_one_unit_with_a_second_name() -> None:
    unit = resolve(JIANGBEI, "区市场监管局（区知识产权局）")
    assert facts(unit) == ("重庆市江北区市场监督管理局", JIANGBEI, "market-supervision")
    assert unit.dual_brand == "重庆市江北区知识产权局"
    assert unit.written == ("区市场监管局（区知识产权局）",)
    assert resolve(SANYA, "市工商联(总商会)").dual_brand == "三亚市总商会"


def test_parts_of_the_department_that_issued_the_plan_bear_its_name() -> None:
    issuers = ("陕西省市场监督管理局",)
    assert facts(resolve(SHAANXI, "登记指导处", issuers=issuers)) == ("陕西省市场监督管理局登记指导处", SHAANXI, None)
    assert resolve(SHAANXI, "办公室", issuers=issuers).name == "陕西省市场监督管理局办公室"
    assert resolve(SHAANXI, "省局办公室", issuers=issuers).name == "陕西省市场监督管理局办公室"
    assert resolve(SHAANXI, "登记指导处").name == "登记指导处"


def test_an_office_takes_the_full_name_of_the_one_body_that_fits() -> None:
    bodies = ("区知识产权运营服务体系建设项目推进工作领导小组", "知识产权运营服务体系建设工作联合领导小组")
    unit = resolve(JIANGBEI, "推进工作领导小组办公室", bodies=bodies)
    assert unit.name == "重庆市江北区知识产权运营服务体系建设项目推进工作领导小组办公室"
    assert not unit.is_group
    assert resolve(JIANGBEI, "领导小组办公室", bodies=bodies).name == "领导小组办公室"


def test_a_group_of_members_knows_its_body() -> None:
    unit = resolve(TIANJIN, "区知识产权工作领导小组各成员单位")
    assert (unit.is_group, unit.group_of, unit.expansion) == (True, "区知识产权工作领导小组", Expansion.ALL_MEMBERS)


def test_the_other_members_leave_out_those_named_beside_them() -> None:
    resolver = UnitResolver(gazetteer().by_code(TIANJIN), (), ("区知识产权工作领导小组",))
    group = resolver.resolve("其他知识产权工作领导小组成员单位", ["区财政局", "区市场监管局"])
    assert group.group_of == "区知识产权工作领导小组"
    assert group.expansion is Expansion.ALL_MEMBERS_EXCEPT
    assert group.except_units == ("天津市南开区市场监督管理局", "天津市南开区财政局")


def test_members_without_a_body_have_no_expansion() -> None:
    group = read_group("各成员单位")
    assert (group.body, group.expansion) == (None, None)
    assert read_group("各成员单位", ["某领导小组"]).body == "某领导小组"


@pytest.mark.parametrize(
    "name",
    [
        "市有关部门", "各街道办事处", "街道办事处", "各县市区政府", "县市区政府", "相关行业主管部门", "市各相关单位",
        "开展政府采购活动相关单位", "省局相关处室", "全区各部门", "各处室", "各市、县、区政府", "各委、办、局",
        "各县(市、区)人民政府", "市直各单位", "其他有关部门", "各镇(街道)", "各级党委政府",
    ],
)  # fmt: skip
def test_groups_are_told_from_units(name: str) -> None:
    assert is_group(name)
    assert looks_like_unit(name)
    unit = resolve(HENGSHUI, name)
    assert unit.is_group
    assert unit.function is None


@pytest.mark.parametrize(
    "name",
    [
        "推进工作领导小组办公室",
        "区知识产权工作领导小组",
        "万兴街道办事处",
        "市场监管局",
        "区公安分局",
        "市委军民融合办",
    ],
)
def test_units_are_told_from_groups(name: str) -> None:
    assert not is_group(name)
    assert looks_like_unit(name)


def test_an_office_of_a_body_is_recognised() -> None:
    assert is_office("联席会议办公室")
    assert not is_office("区政府办公室")


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "局", "长期", "持续推进", "各类企业", "推进工作落实", "加强组织领导", "建立工作格局",
        "一站式服务大厅", "按职责分工", "鼓励龙头企业", "首席科学家", "企业", "责任单位", "2023年底前", "成立领导小组",
        "区市场监管局牵头", "区市场监管局等", "充分发挥领导小组办公室作用", "区市场监管局、区财政局", "全市", "张三",
        "区长", "区财政局(", "上市公司",
    ],
)  # fmt: skip
def test_phrases_are_no_units(text: str) -> None:
    assert not looks_like_unit(text)


def test_a_long_text_is_no_unit() -> None:
    for char in "各(、市局区办":
        assert not looks_like_unit(char * 200_000)
        assert not looks_like_unit(char * (2 * LONGEST_NAME))


def test_level_words_are_read_only_before_names() -> None:
    assert level_word("区财政局") == "区"
    assert level_word("市市场监管局") == "市"
    assert level_word("市场监管局") is None
    assert level_word("自治区科技厅") == "自治区"
    assert level_word("市政府") == "市"


def test_runs_with_marks_inside_names_are_data() -> None:
    assert "各委、办、局" in compound_runs()
    match = compound_pattern().search("区财政局、各委、办、局")
    assert match is not None
    assert match[0] == "各委、办、局"
    assert {"局", "支行", "海关", "公司"} <= set(suffixes())
    assert "公司" not in suffixes("state")


def test_a_plan_without_a_place_keeps_names_as_printed() -> None:
    unit = UnitResolver(None).resolve("区财政局")
    assert (unit.name, unit.jurisdiction, unit.function) == ("区财政局", None, None)


def test_a_place_without_a_code_still_stands_for_its_level() -> None:
    town = Jurisdiction("天津市武清区大良镇", None, gazetteer().by_code("120114"))
    assert UnitResolver(town).resolve("区财政局").name == "天津市武清区财政局"
    assert UnitResolver(town).resolve("镇党委").jurisdiction == town


YUNZE = Jurisdiction("云泽市")
JICHUAN = Jurisdiction("云泽市霁川区", None, YUNZE)


@pytest.mark.parametrize(
    ("place", "written", "name", "function"),
    [
        (YUNZE, "市中级人民法院", "云泽市中级人民法院", "court"),
        (YUNZE, "市法院", "云泽市中级人民法院", "court"),
        (YUNZE, "国家金融监督管理总局云泽监管分局", "国家金融监督管理总局云泽监管分局", "financial-regulation"),
        (JICHUAN, "公安霁川分局", "云泽市公安局霁川分局", "public-security"),
        (
            JICHUAN,
            "云泽银保监分局霁川监管组",
            "中国银行保险监督管理委员会云泽监管分局霁川监管组",
            "financial-regulation",
        ),
        (JICHUAN, "区自然资源和规划分局", "云泽市霁川区自然资源和规划分局", "natural-resources"),
        (JICHUAN, "云泽市生态环境局霁川分局", "云泽市生态环境局霁川分局", "ecology-environment"),
        (JICHUAN, "区公安局交警大队", "云泽市霁川区公安局交警大队", "public-security"),
        (JICHUAN, "霁川海关", "中华人民共和国霁川海关", "customs"),
        (JICHUAN, "市财政局", "云泽市财政局", "finance"),
    ],
)
def test_places_that_the_table_lacks_have_units_too(
    place: Jurisdiction, written: str, name: str, function: str
) -> None:
    unit = UnitResolver(place).resolve(written)
    assert (unit.name, unit.function) == (name, function)
    assert looks_like_unit(written)


def test_a_joint_issue_makes_no_department_of_other_bodies() -> None:
    resolver = UnitResolver(YUNZE, ("云泽市教育局", "云泽市发展和改革委员会"))
    assert resolver.resolve("云泽临港新区管委会").name == "云泽临港新区管理委员会"
    alone = UnitResolver(YUNZE, ("云泽市教育局",))
    assert alone.resolve("云泽临港新区管委会").name == "云泽临港新区管理委员会"
    assert alone.resolve("基础教育科").name == "云泽市教育局基础教育科"


@given(strategies.text("各区市县委办局部政府(（、）其他成员单位领导小组 公安分局人民银行海关", max_size=24))
def test_no_name_stops_the_resolver(text: str) -> None:
    unit = UnitResolver(JICHUAN, ("云泽市霁川区教育局",), ("区领导小组",)).resolve(text)
    assert unit.is_group or unit.name or not text.strip()
    assert looks_like_unit(text) in (True, False)


def test_resolving_again_gives_the_same_object() -> None:
    resolver = UnitResolver(gazetteer().by_code(TIANJIN))
    assert resolver.resolve("区财政局") is resolver.resolve("区财政局")


@pytest.mark.shared
def test_every_unit_of_the_gold_is_recognised_and_resolved(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        plan = gold["plan"]
        place = settle([*plan["issuers"], plan["title"], plan["notice_title"], plan["jurisdiction"]]).place
        if place is not None and place.code is None:
            place = settle([plan["jurisdiction"]]).place
        assert place is not None
        assert place.name.endswith(plan["jurisdiction"])
        resolver = UnitResolver(place, plan["issuers"], [body["name"] for body in gold["bodies"]])
        names = {entry["unit"] for action in gold["actions"] for entry in action["responsibilities"]}
        names |= {entry["unit"] for indicator in gold["indicators"] for entry in indicator["owners"]}
        groups = {action["collective"] for action in gold["actions"] if action["collective"]}
        for name in names | groups:
            seen += 1
            assert looks_like_unit(name), name
            unit = resolver.resolve(name)
            assert unit.written == (name,)
            assert unit.is_group or unit.jurisdiction is not None or unit.name == name, name
        assert all(resolver.resolve(name).is_group for name in groups)
        plain = {resolver.resolve(name).name for name in names}
        assert not [name for name in plain if "人民政府人民政府" in name or name.endswith(("科技局", "发改委"))]
    assert seen > 200
