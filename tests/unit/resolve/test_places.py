from __future__ import annotations

import pytest

from kg.records import Jurisdiction
from loaders.lexicon import rows
from loaders.resolve.places import COUNTRY, Division, Level, chain, gazetteer, level_of, official_prefix, own_name, stem
from loaders.resolve.printed import printed_place
from loaders.resolve.settle import is_national, mentions, settle, stems_in


def name_and_code(texts: list[str | None], year: int | None = None) -> tuple[str, str | None]:
    place = settle(texts, year).place
    assert place is not None
    return place.name, place.code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("江北区", {"330205", "500105"}),
        ("衡水市", {"131100"}),
        ("南开区", {"120104"}),
        ("武清区", {"120114"}),
        ("槐荫区", {"370104"}),
        ("三亚市", {"460200"}),
        ("石景山区", {"110107"}),
        ("莱芜市", {"371200"}),
        ("崇文区", {"110103"}),
        ("济源市", {"419001"}),
        ("没有这个市", set()),
    ],
)
def test_a_name_finds_every_place_that_bears_it(name: str, codes: set[str]) -> None:
    assert {place.code for place in gazetteer().find(name)} == codes


def test_names_count_in_their_time() -> None:
    assert {place.code for place in gazetteer().find("武清县", 1999)} == {"120222"}
    old = Division("371200", "莱芜市", "山东省莱芜市", "370000", "", "201912")
    assert old.is_current(2018)
    assert not old.is_current(2021)
    assert not old.is_current()


def test_no_functional_zone_is_a_division() -> None:
    names = {row[1] for row in rows("divisions")}
    assert not [name for name in names if name.endswith(("开发区", "高新区", "产业园区", "示范区", "管理区"))]
    assert {"浦东新区", "滨海新区", "六枝特区"} <= names


def test_every_division_lies_in_one_of_the_table() -> None:
    codes = {row[0] for row in rows("divisions")} | {COUNTRY.code}
    assert all(row[3] in codes for row in rows("divisions"))
    assert all(row[2].endswith(row[1]) for row in rows("divisions"))


def test_a_place_knows_what_is_around_it() -> None:
    place = gazetteer().by_code("370104")
    assert [here.name for here in chain(place)] == ["山东省济南市槐荫区", "山东省济南市", "山东省"]
    assert own_name(place) == "槐荫区"
    assert [level_of(here) for here in chain(place)] == [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE]
    assert level_of(COUNTRY) == Level.COUNTRY
    assert level_of(Jurisdiction("某镇")) == Level.TOWN


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("120104", "天津市南开区"),
        ("370104", "济南市槐荫区"),
        ("131121", "枣强县"),
        ("320583", "昆山市"),
        ("610000", "陕西省"),
    ],
)
def test_units_bear_the_short_official_name_of_their_place(code: str, prefix: str) -> None:
    assert official_prefix(gazetteer().by_code(code)) == prefix


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        gazetteer().by_code("999999")


def test_stems_keep_two_characters() -> None:
    assert (stem("济南市"), stem("广西壮族自治区"), stem("景县")) == ("济南", "广西", "景县")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["天津市南开区人民政府"], ("天津市南开区", "120104")),
        (["济南市槐荫区人民政府"], ("山东省济南市槐荫区", "370104")),
        (["衡水市人民政府办公室"], ("河北省衡水市", "131100")),
        (["武漢市人民政府"], ("湖北省武汉市", "420100")),
        (["陕西省市场监督管理局"], ("陕西省", "610000")),
        (["国务院办公厅"], ("全国", "100000")),
        (["中共中央 国务院"], ("全国", "100000")),
        (["教育部"], ("全国", "100000")),
        (["国家税务总局三亚市税务局"], ("海南省三亚市", "460200")),
        ([None, "", "关于加快“科创济南”建设的政策措施"], ("山东省济南市", "370100")),
        (["江北区人民政府", "江北区方案", "重庆市有关部门"], ("重庆市江北区", "500105")),
        (["江北区人民政府", "报宁波市备案"], ("浙江省宁波市江北区", "330205")),
        (["江北区人民政府", "渝北府发〔2021〕1号"], ("重庆市江北区", "500105")),
        (["济南市市中区人民政府"], ("山东省济南市市中区", "370103")),
        (["国家中长期规划纲要"], ("全国", "100000")),
        (["武清区大良镇人民政府"], ("天津市武清区大良镇", None)),
        (["大良镇人民政府", "武清区"], ("天津市武清区大良镇", None)),
        (["衡水高新区管委会"], ("衡水高新区", None)),
        (["三亚市育才生态区管委会"], ("三亚市育才生态区", None)),
        (["黔南州人民政府办公室"], ("贵州省黔南布依族苗族自治州", "522700")),
        (["互助县人民政府"], ("青海省海东市互助土族自治县", "630223")),
        (["河南县域经济发展方案"], ("河南省", "410000")),
        (["各市、州人民政府", "结合我省实际,提出意见。武汉市、宜昌市下降9%。"], ("湖北省", "420000")),
        (["各县区人民政府", "按我省部署,结合我市实际,制定方案。衡水市下降9%。"], ("河北省衡水市", "131100")),
    ],
)
def test_the_texts_of_a_plan_settle_its_place(texts: list[str | None], expected: tuple[str, str | None]) -> None:
    assert name_and_code(texts) == expected


@pytest.mark.parametrize(
    ("texts", "name", "within"),
    [
        (["云泽市人民政府办公室"], "云泽市", None),
        (["云泽市教育局"], "云泽市", None),
        (["云泽市霁川区人民政府"], "云泽市霁川区", "云泽市"),
        (["霁川区人民政府", "云泽市霁川区人民政府关于印发方案的通知"], "云泽市霁川区", "云泽市"),
        (["天津市云泽区人民政府"], "天津市云泽区", "天津市"),
        (["望鹭镇人民政府", "砚溪县人民政府"], "砚溪县望鹭镇", "砚溪县"),
        (["青柳县人民政府", "学习北京市经验"], "青柳县", None),
        (["中共霁川区望鹭街道工作委员会"], "霁川区望鹭街道", "霁川区"),
        (["霁川区人民政府望鹭街道办事处"], "霁川区望鹭街道", "霁川区"),
        (["云泽市“无废城市”建设工作领导小组办公室"], "云泽市", None),
    ],
)
def test_a_place_that_the_table_lacks_is_read_from_the_name_of_its_government(
    texts: list[str | None], name: str, within: str | None
) -> None:
    place = settle(texts).place
    assert place is not None
    assert (place.name, place.code) == (name, None)
    assert (place.within.name if place.within else None) == within


@pytest.mark.parametrize(
    "text", ["各镇人民政府", "我市人民政府", "某集团公司", "全市人民政府系统", "高新区人民政府", "数字强省建设要点"]
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert printed_place(text) is None


def test_a_street_named_like_a_city_is_not_that_city() -> None:
    assert settle(["中山街道防汛预案"]).place is None
    assert settle(["科创中山行动"]).place is not None


def test_places_without_a_code_have_the_level_of_their_name() -> None:
    names = ("澜江省", "云泽市", "云泽市霁川区", "青柳县", "望鹭镇", "衡水高新区")
    levels = [Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.COUNTY, Level.TOWN, Level.TOWN]
    assert [level_of(Jurisdiction(name)) for name in names] == levels


def test_a_town_lies_in_its_county() -> None:
    place = settle(["武清区大良镇人民政府"]).place
    assert place is not None
    assert place.within is not None
    assert place.within.code == "120114"


def test_an_ambiguous_name_stays_open() -> None:
    settled = settle(["江北区人民政府", "江北区工作方案"])
    assert settled.is_ambiguous
    assert settled.place == Jurisdiction("江北区")
    assert {place.code for place in settled.candidates} == {"330205", "500105"}


def test_a_text_that_names_both_surroundings_decides_nothing() -> None:
    assert settle(["江北区人民政府", "学习重庆市和宁波市经验"]).is_ambiguous


def test_nothing_named_is_nothing_settled() -> None:
    settled = settle(["某单位工作方案", None])
    assert settled.place is None
    assert not settled.is_ambiguous


@pytest.mark.parametrize("text", ["知识产权强县示范县方案", "老旧新城区改造", "城市南区道路", "推进城镇乡村建设"])
def test_place_names_inside_other_words_are_not_read(text: str) -> None:
    assert list(mentions(text)) == []


def test_a_district_behind_its_city_is_that_citys() -> None:
    assert [mention.places[0].code for mention in mentions("宁波市江北区")] == ["330200", "330205"]


def test_short_names_of_cities_are_found() -> None:
    assert [mention.name for mention in stems_in("科创济南与重庆", gazetteer())] == ["济南", "重庆"]


def test_a_local_office_of_a_national_body_is_not_national() -> None:
    assert is_national("国家知识产权局办公室")
    assert not is_national("中国人民银行衡水市中心支行")
    assert not is_national("知识产权局")


def test_zones_rivers_and_places_that_plans_are_about_settle_nothing() -> None:
    assert settle(["各县（市、区）人民政府，市示范区、经济技术开发区、东城区管委会，市政府各部门"]).place is None
    assert settle(["清理全镇内江河道的漂浮物。"]).place is None
    assert settle(["县委对台湾工作领导小组工作方案"]).place is None
    assert settle(["推进内江高质量发展"]).place is not None


def test_a_body_that_tells_its_level_is_none_of_the_place_around() -> None:
    texts = ["市人民政府关于节水的实施方案", "为落实《湖北省节水意见》，制定本方案。"]
    assert settle(texts, page="来自：衡水市政府门户网站").place == gazetteer().by_code("131100")
    place = settle(texts).place
    assert place is not None
    assert place.code == "420000"


def test_a_zone_is_told_by_the_name_of_another_of_its_bodies() -> None:
    assert name_and_code(["衡水临湖经济开发区安全生产委员会"]) == ("衡水临湖经济开发区", None)


def test_all_provinces_are_the_country() -> None:
    assert settle(["关于节水的意见", "各省、自治区、直辖市人民政府"]).place == COUNTRY


def test_a_title_that_opens_with_a_town_is_of_that_town() -> None:
    titled, opening = "柳沙镇全面实行河长制实施方案", "按照《河北省河长制方案》，为加强我镇河渠管理，制定本方案。"
    assert name_and_code([titled, opening]) == ("柳沙镇", None)


def test_the_opening_tells_the_level_where_the_title_names_no_place() -> None:
    opening = "根据《衡水市节水办法》，结合我区实际，制定本方案。"
    page = "节水方案\n根据《衡水市节水办法》，结合我区实际，制定本方案。\n成立衡水市桃城区节水委员会。"
    place = settle(["节水方案", opening], page=page).place
    assert place is not None
    assert place.code == "131102"


def test_a_title_that_opens_with_a_zone_is_of_that_zone() -> None:
    assert name_and_code(["衡水经济开发区突发公共事件总体应急预案"]) == ("衡水经济开发区", None)


def test_a_province_in_front_of_zones_is_the_place_and_no_zone() -> None:
    assert name_and_code(["安徽开发区突发公共事件总体应急预案"])[0] == "安徽省"


def test_a_name_does_not_go_on_behind_the_end_of_a_paragraph() -> None:
    assert settle(["消防方案", "（一）清理通道\n县住建局负责。"], page="消防方案\n清理通道\n县住建局").place is None


def test_a_title_is_no_place() -> None:
    place = settle(["云泽县水利局", "关于印发云泽县节水方案的通知"]).place
    assert place is not None
    assert place.name == "云泽县"


def test_a_plan_that_speaks_of_our_country_alone_is_national() -> None:
    assert settle(["2031年中央节水文件"]).place == COUNTRY
    assert settle(["节水文件"], page="节水文件\n节水关系我国现代化全局。").place == COUNTRY
    assert settle(["节水文件"], page="节水文件\n节水关系我国现代化全局，结合我镇实际。").place is None


def test_a_paper_that_nothing_names_has_the_place_of_its_page_or_none() -> None:
    assert settle((None, "", None), 2031).place is None
    found = settle(("",), 2031, page="来自：河北省人民政府门户网站").place
    assert found is not None
    assert found.name == "河北省"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("中共河北雄安新区工作委员会", "河北雄安新区"),
        ("中共苏州工业园区工作委员会", "苏州工业园区"),
        ("中共合肥高新区工委", "合肥高新区"),
        ("中共山东省滨州市委", "山东省滨州市"),
    ],
)
def test_the_party_in_front_of_a_name_hides_neither_zone_nor_place(body: str, name: str) -> None:
    place = settle([body]).place
    assert place is not None
    assert place.name.endswith(name)


def test_the_opening_may_name_the_place_that_the_plan_is_made_for() -> None:
    opening = "根据《衡水市节水办法》（衡政发〔2031〕3号），结合桃城区实际，制定以下措施。"
    assert name_and_code(["措施", opening]) == ("河北省衡水市桃城区", "131102")
    assert name_and_code(["措施", opening.replace("桃城区", "工作")]) == ("河北省衡水市", "131100")
