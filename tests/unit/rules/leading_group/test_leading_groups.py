from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.rules.leading_group import read_leading_groups
from tests.unit.reading_support import reading_of

if TYPE_CHECKING:
    from kg.records import LeadingGroup


def groups(text: str) -> list[LeadingGroup]:
    reading = reading_of(text)
    return list(read_leading_groups(reading, 0, len(reading.text)))


def names(text: str) -> list[str]:
    return [group.name for group in groups(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("决定成立2031年汛期学校安全防范工作领导小组。", "2031年汛期学校安全防范工作领导小组"),
        ("各单位在本级政府和防汛抗旱指挥部的领导下，做好准备。", "防汛抗旱指挥部"),
        ("充分发挥云泽市打击侵权和假冒工作领导小组作用，", "云泽市打击侵权和假冒工作领导小组"),
        ("（责任单位：市惠企服务工作领导小组办公室；市信用联席会议成员单位）", "市惠企服务工作领导小组"),
        ("成立市水利局推进节水突破年工作专班，分管副局长担任组长。", "市水利局推进节水突破年工作专班"),
        ("在县优化营商环境工作领导小组的统筹下推进。", "县优化营商环境工作领导小组"),
        ("市推进以县城为载体的城镇化建设工作专班负责。", "市推进以县城为载体的城镇化建设工作专班"),
        ("设立青柳县防汛抗旱指挥部，统一调度。", "青柳县防汛抗旱指挥部"),
        ("（二）按项目设立市级工作专班。", "市级工作专班"),
        ("成立云泽市科技创新委员会，由市长任主任。", "云泽市科技创新委员会"),
        ("落实《云泽市企业破产联席会议制度实施办法》。", "云泽市企业破产联席会议"),
        ("发挥衡山市节水工作联席会议工作领导小组优势。", "衡山市节水工作联席会议工作领导小组"),
    ],
)
def test_a_name_begins_behind_a_verb_or_a_mark(text: str, expected: str) -> None:
    assert names(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "各级政府成立由主要领导任组长的节水专项工作组。",
        "组建3个专项工作组。",
        "各县区要成立相应工作专班。",
        "召开领导小组联席会议，研究问题。",
        "建立部门联席会议制度。",
        "健全各级社会信用联席会议或领导小组机制。",
        "加强工作组织协调。",
        "支持依法设立知识产权调解委员会，组建专家咨询委员会。",
        "市发展和改革委员会牵头。",
        "推动学校建立家长委员会。",
        "（以下简称领导小组）",
        "魏国栋  城关镇镇长领导小组下设办公室。",
        "各村党组织书记领导小组定期会商。",
    ],
)
def test_one_of_many_a_mechanism_and_a_short_form_are_no_bodies(text: str) -> None:
    assert names(text) == []


def test_short_forms_and_shorter_names_are_the_same_body() -> None:
    text = (
        "发挥节水工作领导小组作用。\n"
        "（责任单位：区节水工作领导小组各成员单位，其他节水工作领导小组成员单位）\n领导小组要统筹。"
    )
    assert names(text) == ["区节水工作领导小组"]
    assert names("云泽市企业破产联席会议负责。\n市企业破产联席会议成员单位配合。") == ["云泽市企业破产联席会议"]


def test_a_heading_that_only_announces_a_body_is_not_a_second_one() -> None:
    text = "1. 成立县项目推进工作领导小组。成立县节水体系建设项目推进工作领导小组，领导小组由县长任组长。"
    assert names(text) == ["县节水体系建设项目推进工作领导小组"]


def test_posts_members_and_office_in_running_text() -> None:
    (group,) = groups(
        "成立云岭县节水工作领导小组,领导小组由县长任组长,分管副县长任副组长,县政府办、县水利局(县节水办)、"
        "县财政局等单位为成员单位。领导小组下设办公室,办公室设在县水利局,"
        "由县水利局局长担任办公室主任。"
    )
    assert (group.chairs, group.vice_chairs) == (("县长",), ("分管副县长",))
    assert group.members == ("县政府办", "县水利局(县节水办)", "县财政局")
    assert group.office == "县水利局"


def test_posts_in_front_of_the_name() -> None:
    (group,) = groups(
        "建立由分管副市长为召集人，市教育局、市民政局等部门负责同志为成员的青少年护航工作联席会议，办公室设在市民政局。"
    )
    assert group.name == "青少年护航工作联席会议"
    assert (group.chairs, group.members, group.office) == (("分管副市长",), ("市教育局", "市民政局"), "市民政局")


def test_a_meeting_whose_convener_is_named_is_a_body_though_the_text_calls_it_a_system() -> None:
    (group,) = groups(
        "建立由市长任总召集人、分管副市长任召集人，市水务局、市财政局等为成员单位的节水工作联席会议制度，办公室设在市水务局。"
    )
    assert (group.name, group.chairs, group.members) == (
        "节水工作联席会议",
        ("市长", "分管副市长"),
        ("市水务局", "市财政局"),
    )


def test_two_chairs_and_posts_named_first() -> None:
    (group,) = groups("设立青柳县防汛指挥部，总指挥由县长担任，副总指挥由分管副县长、县人武部部长担任。")
    assert (group.chairs, group.vice_chairs) == (("县长",), ("分管副县长", "县人武部部长"))
    (joint,) = groups("成立市区联合领导小组，领导小组由市水利局局长和南浦区区长任组长。")
    assert joint.chairs == ("市水利局局长", "南浦区区长")


def test_a_list_with_one_entry_a_line() -> None:
    text = (
        "附件1\n白水县数字乡村领导小组成员名单\n组 长：赵明远 县委副书记、县长\n"
        "副组长：钱 进 县委常委、副县长\n        孙小梅 副县长\n"
        "成 员：李 雷 县政府办公室主任\n韩梅梅 县农业农村局局长\n"
        "领导小组办公室设在县农业农村局，韩梅梅同志兼任办公室主任。\n附件2\n其他"
    )
    (group,) = groups(text)
    assert group.name == "白水县数字乡村领导小组"
    assert group.chairs == ("赵明远县委副书记、县长",)
    assert group.vice_chairs == ("钱进县委常委、副县长", "孙小梅副县长")
    assert group.members == ("李雷县政府办公室主任", "韩梅梅县农业农村局局长")
    assert group.office == "县农业农村局"


def test_a_list_without_separators() -> None:
    text = (
        "成立石桥市引水工程领导小组。组 长：王 某 市委常委、常务副市长常务副组长：郑向东 副市长副 组 长："
        "游贤勇 市政府副秘书长杨 琳 市水利局局长成 员：米本家 市发展改革委副主任石 宏 市公安局副局长"
        "唐 峰 市财政局二级巡视员何振国 市水投集团总经理"
        "根据实际情况，沿线区县政府主要负责人任副组长。"
    )
    (group,) = groups(text)
    assert group.chairs == ("王某市委常委、常务副市长",)
    assert group.vice_chairs == ("郑向东副市长", "游贤勇市政府副秘书长", "杨琳市水利局局长")
    assert group.members == (
        "米本家市发展改革委副主任",
        "石宏市公安局副局长",
        "唐峰市财政局二级巡视员",
        "何振国市水投集团总经理",
    )


def test_every_fact_leads_back_to_the_text() -> None:
    reading = reading_of("成立云岭县节水工作领导小组，县长任组长，办公室设在县水利局。")
    (group,) = read_leading_groups(reading, 0, len(reading.text))
    assert [e.quote for e in group.evidence] == ["云岭县节水工作领导小组", "县长任组长", "办公室设在县水利局"]


@pytest.mark.parametrize(
    "text",
    [
        "领导小组成员因工作变动需要调整的，由所在单位向领导小组办公室提出，按程序报领导小组组长批准。",
        "研究提出需领导小组决策的建议方案，经领导小组同意后实施。",
        "办公室对领导小组负责，受领导小组委托，及时向市政府和领导小组报告。",
        "提交领导小组审议，抄送领导小组各成员单位。",
        "汇总形成清单，报市领导小组。省联席会议每半年召开一次。",
        "领导小组下设综合协调组、宣传组、督导组。",
        "落实《青原市人民政府关于成立青原市节水工作领导小组的通知》要求。",
    ],
)
def test_phrases_in_front_of_a_short_form_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成立云泽市2031年河湖整治工作领导小组，由市长任组长。", "云泽市2031年河湖整治工作领导小组"),
        (
            "决定成立第19届云泽运动会和第4届青原运动会工作领导小组（以下简称领导小组）。",
            "第19届云泽运动会和第4届青原运动会工作领导小组",
        ),
        (
            "成立云泽市申报“水乡奖”和创建“湖城奖”工作领导小组。",
            "云泽市申报“水乡奖”和创建“湖城奖”工作领导小组",
        ),
        (
            "云泽市人民政府关于成立云泽湖产业园（东滩）开发建设管理委员会的通知",
            "云泽湖产业园（东滩）开发建设管理委员会",
        ),
    ],
)
def test_a_founded_name_may_hold_figures_quotations_and_brackets(text: str, expected: str) -> None:
    assert names(text) == [expected]


def test_a_quotation_inside_a_name_makes_no_second_body() -> None:
    text = "青原市关于成立青原市推进互联网+水务工作领导小组的通知\n成立青原市推进“互联网+水务”工作领导小组。"
    assert names(text) == ["青原市推进“互联网+水务”工作领导小组"]


def test_members_that_a_meeting_consists_of() -> None:
    (group,) = groups(
        "建立云泽市节水工作联席会议。联席会议由市水利局、市财政局等18个部门和单位组成。联席会议由市水利局局长担任召集人。"
        "联席会议设联络员，由联席会议成员单位有关处室的负责同志担任。"
    )
    assert group.members == ("市水利局", "市财政局")
    assert group.chairs == ("市水利局局长",)


def test_an_annex_behind_the_signature_lists_the_members() -> None:
    text = "一、任务\n修堤。\n云泽市人民政府\n2031年5月6日\n附件\n云泽市节水工作领导小组组成人员名单\n组长：\n李河 市长\n相关链接\n青原市防汛指挥部"
    reading = reading_of(text)
    end = reading.text.index("云泽市人民政府")
    (group,) = read_leading_groups(reading, 0, end, len(reading.text))
    assert (group.name, group.chairs) == ("云泽市节水工作领导小组", ("李河市长",))


def test_a_heading_that_runs_on_is_no_name() -> None:
    assert names("三、工作机构 领导小组办公室设在县水利局。四、工作规则 联席会议不定期召开。") == []


def test_a_salutation_to_members_of_a_body_is_no_list_of_them() -> None:
    found = groups(
        "各乡镇人民政府，县委农村工作领导小组有关成员单位：\n《青柳县渔业发展方案》已经县委同意，现印发给你们，请认真贯彻落实。\n"
    )
    assert [group.members for group in found] == [()]


def test_a_name_does_not_begin_inside_a_figure_of_speech() -> None:
    assert names("落实重点项目“领导+专班”“项目管家”等制度。") == []


def test_what_a_sentence_says_in_front_of_its_members_is_no_member() -> None:
    (group,) = groups(
        "建立云泽市水源保护联席会议。联席会议由分管副市长任召集人，成员为市水利局、市财政局。\n"
        "联席会议根据需要不定期召开会议，由召集人主持，参会人员为联席会议成员。"
    )
    assert (group.chairs, group.members) == (("分管副市长",), ("市水利局", "市财政局"))


def test_who_leads_the_units_that_a_body_is_made_of_is_one_of_them() -> None:
    (group,) = groups(
        "建立云泽市节水工作联席会议。联席会议由3个成员单位组成，包括市水利局、市财政局、市住建局，市水利局为牵头单位。"
    )
    assert group.members == ("市水利局", "市财政局", "市住建局")
