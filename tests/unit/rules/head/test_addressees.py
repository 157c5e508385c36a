from __future__ import annotations

import pytest

from loaders.rules.head.addressees import find_salutation, split_addressees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各镇人民政府、街道办事处,各委、办、局", ["各镇人民政府", "街道办事处", "各委、办、局"]),
        ("县政府各委、办、局及有关单位", ["县政府各委、办、局", "有关单位"]),
        ("各市、县、区人民政府,省政府各部门、各直属机构", ["各市、县、区人民政府", "省政府各部门", "各直属机构"]),
        ("各县(市、区)人民政府,市直各部门、单位", ["各县(市、区)人民政府", "市直各部门、单位"]),
        ("各设区市、云泽市市场监管局,机关各处室", ["各设区市、云泽市市场监管局", "机关各处室"]),
        ("云泽高新区和滨河新区管委会,市政府各部门", ["云泽高新区和滨河新区管委会", "市政府各部门"]),
        ("各镇(街道)、各部门、各单位", ["各镇(街道)", "各部门", "各单位"]),
        ("市政府各部门和有关单位", ["市政府各部门", "有关单位"]),
        ("市政府各部门,中直、省直驻云泽有关单位", ["市政府各部门", "中直、省直驻云泽有关单位"]),
        ("县水利局、县财政局", ["县水利局", "县财政局"]),
        ("县总工会、县妇联、县残联", ["县总工会", "县妇联", "县残联"]),
        ("各县市区委、人民政府,市直各单位", ["各县市区委、人民政府", "市直各单位"]),
        ("青原经济技术开发区、滨河新区、石桥管理区", ["青原经济技术开发区", "滨河新区", "石桥管理区"]),
        ("青原高新区、滨河新区管委会", ["青原高新区、滨河新区管委会"]),
        (
            "各镇政府,石桥工业园、青原高新区、双山旅游度假区管委会",
            ["各镇政府", "石桥工业园、青原高新区、双山旅游度假区管委会"],
        ),
        ("县直各单位,石桥产业园、青原新城", ["县直各单位", "石桥产业园", "青原新城"]),
    ],
)
def test_a_comma_parts_and_an_enumeration_inside_a_name_does_not(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_addressees(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    "text", ["各区人民政府,市政府各部门:为了", "各村(社区)、镇属各单位:", "各区人民政府,各河长制市级责任单位:"]
)
def test_a_salutation_ends_with_its_colon(text: str) -> None:
    assert find_salutation(text, 0, len(text), colon_needed=True) == (0, text.index(":"))


def test_a_lost_colon_is_forgiven_to_a_list_only() -> None:
    text = "街道办事处,区政府各部门及有关单位"
    assert find_salutation(text, 0, len(text), colon_needed=False) == (0, len(text))
    assert find_salutation(text, 0, len(text), colon_needed=True) is None
    assert find_salutation("云泽市人民政府", 0, 7, colon_needed=False) is None


@pytest.mark.parametrize(
    "text",
    ["牵头部门:省水利厅", "完成时限:2031年", "现将有关事项通知如下:", "各地要做好:", "发文机构:", "主管单位:", "成员:"],
)
def test_labels_and_sentences_are_no_salutation(text: str) -> None:
    assert find_salutation(text, 0, len(text), colon_needed=True) is None


def test_a_bracket_with_marks_in_it_is_no_end_of_a_name() -> None:
    text = "各办、局、室(部、队、庭),各直属单位"
    assert [text[a:b] for a, b in split_addressees(text, 0, len(text))] == ["各办、局、室(部、队、庭)", "各直属单位"]


def test_semicolons_part_addressees_and_a_company_may_be_limited() -> None:
    text = "各县级市(区)人民政府,石桥港管委会;市各委办局,云泽电网有限责任公司,各有关单位:\n"
    found = find_salutation(text, 0, len(text), colon_needed=True)
    assert found is not None
    assert [text[a:b] for a, b in split_addressees(text, *found)] == [
        "各县级市(区)人民政府", "石桥港管委会", "市各委办局", "云泽电网有限责任公司", "各有关单位",
    ]  # fmt: skip
