"""Lists and sentences about bodies as real notices print them, on invented places and people."""

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


def test_posts_in_brackets_and_names_of_several_parts() -> None:
    (group,) = groups(
        "县政府决定成立青柳县植物园建设专班，现将事宜通知如下：\n一、组成人员\n主任：阿里木·买买提（县政府副县长）\n副主任：陈小河（县水利局局长）\n"
        "成员：古丽·阿不都（县农业农村局党组副书记、局长）\n薛大山（县林草局党组书记）\n专班下设办公室，办公室设在县水利局。\n"
    )
    assert (group.name, group.office) == ("青柳县植物园建设专班", "县水利局")
    assert group.chairs == ("阿里木·买买提（县政府副县长）",)
    assert group.vice_chairs == ("陈小河（县水利局局长）",)
    assert group.members == ("古丽·阿不都（县农业农村局党组副书记、局长）", "薛大山（县林草局党组书记）")


def test_a_group_of_townships_in_a_list_of_persons_is_one_entry() -> None:
    (group,) = groups(
        "青柳县人民政府办公室关于成立青柳县防汛工作领导小组的通知\n组  长：李大钢  县长\n成  员：巫  江  县财政局局长\n"
        "李  樱  县水利局局长\n各乡（镇）、街道主要负责人\n青柳县人民政府办公室\n"
    )
    assert group.members[-1] == "各乡（镇）、街道主要负责人"


@pytest.mark.parametrize("aside", ["（女）", "（回族）", "（女，回族）", "（兼）"])
def test_what_a_bracket_says_of_a_person_belongs_to_the_name(aside: str) -> None:
    (group,) = groups(
        "青柳县人民政府办公室关于成立青柳县防汛工作领导小组的通知组  长：李大钢  县长成  员：巫  江  县财政局局长张  敏"
        f"{aside} 县水利局局长李海燕  县住建局局长冯  小  县供电公司总经理领导小组下设办公室。"
    )
    assert group.members[1:] == (f"张敏{aside}县水利局局长", "李海燕县住建局局长", "冯小县供电公司总经理")


def test_a_post_that_units_share_is_no_part_of_the_last_of_them() -> None:
    (group,) = groups(
        "青柳县人民政府办公室关于成立青柳县防汛指挥部的通知\n指挥长：李大钢  县长\n"
        "成  员：县府办、县水利局、县财政局主要负责人，各乡（镇）主要负责人。\n指挥部办公室设在县水利局。\n"
    )
    assert group.members == ("县府办", "县水利局", "县财政局", "各乡（镇）主要负责人")


def test_posts_of_the_body_that_a_sentence_names() -> None:
    (group,) = groups(
        "县政府建立青柳县节水工作联席会议。分管副县长担任联席会议召集人，县水利局局长任联席会议副召集人，"
        "县财政局、县住建局为联席会议成员单位。其他事项联席会议成员变动由单位提出。\n"
    )
    assert (group.chairs, group.vice_chairs) == (("分管副县长",), ("县水利局局长",))
    assert group.members == ("县财政局", "县住建局")


@pytest.mark.parametrize(
    "line", ["各镇（街道）镇长（主任）", "各乡镇乡镇长、街道办事处主任", "有关乡镇（街道）主要负责同志"]
)
def test_a_line_of_the_heads_of_townships_belongs_to_the_list(line: str) -> None:
    (group,) = groups(
        "青柳县人民政府办公室关于成立青柳县防汛工作领导小组的通知\n组  长：李大钢  县长\n成  员：巫  江  县财政局局长\n"
        f"李  樱  县水利局局长\n{line}\n领导小组下设三个专班：\n"
    )
    assert group.members[-1] == line


def test_a_title_that_breaks_inside_the_name_and_bare_names() -> None:
    (group,) = groups(
        "青柳县人民政府办公室关于成立青柳县\n信用建设工作领导小组的通知\n组    长：李大钢\n副组长：冯 小\n沈 慧\n何明亮（县纪委）\n"
        "成    员：巫江（县府办）\n李樱（县发改局）\n青柳县人民政府办公室\n"
    )
    assert group.name == "青柳县信用建设工作领导小组"
    assert group.vice_chairs == ("冯小", "沈慧", "何明亮（县纪委）")
    assert group.members == ("巫江（县府办）", "李樱（县发改局）")


def test_names_on_one_line_are_parted_by_white_space() -> None:
    (group,) = groups(
        "调整充实柳树镇防灭火指挥部（以下简称“森防指”）。\n指挥长：王大山\n副指挥长：李小河  赵 平\n成员：陈一凡  周二  各村主任\n"
        "镇森防指下设办公室（以下简称“森防办”）在镇林业站，赵平同志兼任办公室主任。\n"
    )
    assert (group.name, group.office) == ("柳树镇防灭火指挥部", "镇林业站")
    assert (group.vice_chairs, group.members) == (("李小河", "赵平"), ("陈一凡", "周二", "各村主任"))


def test_the_lists_of_the_office_and_of_groups_under_a_body_are_not_its_own() -> None:
    (group,) = groups(
        "青柳县文明城市创建工作指挥部，名单如下：\n指挥长：王一明\n成员：赵四平、钱五\n办公室（县创城办）\n主任：孙六\n副主任：周七\n成员：抽调。\n"
        "主要职责：\n1.负责协调各工作组工作；\n2.完成指挥部领导交办的事项。\n（一）综合组\n组长：吴八\n成员：县文明办\n"
    )
    assert (group.chairs, group.vice_chairs, group.members) == (("王一明",), (), ("赵四平", "钱五"))


def test_two_posts_of_one_person_and_a_counted_tail() -> None:
    (group,) = groups(
        "成立节水工作领导小组，由县水利局党委书记、局长曹大良任组长，县水利局副局长王二任副组长，成员由局办公室、财务科，县供水站等有关部门、单位"
        "负责人组成。领导小组下设办公室，挂靠县水利局节水办，负责日常工作。"
    )
    assert group.chairs == ("县水利局党委书记、局长曹大良",)
    assert (group.members, group.office) == (("局办公室", "财务科", "县供水站"), "县水利局节水办")
    (counted,) = groups(
        "青柳县委农村工作领导小组由县委书记任组长，分管农业的副书记、副县长任副组长。另外县发改局、县财政局、团县委和县供销社20个相关职能部门的"
        "分管副职任小组成员。"
    )
    assert counted.vice_chairs == ("分管农业的副书记", "副县长")
    assert counted.members == ("县发改局", "县财政局", "团县委", "县供销社")


def test_two_chairs_in_quotation_marks() -> None:
    (group,) = groups("县委农村工作领导小组统筹推进，书记、县长任“双组长”，领导小组办公室设在县农业农村局。")
    assert (group.chairs, group.office) == (("书记", "县长"), "县农业农村局")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("充分发挥云泽市“无废城市”建设工作领导小组作用。", "云泽市“无废城市”建设工作领导小组"),
        ("健全推进机制充分发挥县节水工作领导小组作用。", "县节水工作领导小组"),
        ("建立省冷链物流发展联席会议制度，办公室设在省发展改革委。", "省冷链物流发展联席会议"),
        ("建立旧设备循环利用部际协调机制，统筹推进。", "旧设备循环利用部际协调机制"),
        ("调整充实了县节水工作领导小组。", "县节水工作领导小组"),
    ],
)
def test_names_with_quotations_and_behind_more_verbs(text: str, name: str) -> None:
    assert [group.name for group in groups(text)] == [name]


@pytest.mark.parametrize(
    "text", ["健全多元解纷机制\n充分发挥作用，领导小组负责。", "2.协调各工作组工作；", "完成指挥部领导交办的事项。"]
)
def test_no_body_is_made_of_verbs(text: str) -> None:
    assert groups(text) == []


def test_a_body_that_is_called_by_its_kind_alone_has_its_list() -> None:
    (group,) = groups(
        "（二）加强组织领导\n成立工作领导小组\n组 长：李 军\n副组长：赵重、李二林、\n韩冬、田中\n领导小组成员：母凯、杨石\n办公室设在生产处。\n"
    )
    assert (group.name, group.chairs, group.office) == ("工作领导小组", ("李军",), "生产处")
    assert group.vice_chairs == ("赵重", "李二林", "韩冬", "田中")
    assert groups("各县要成立领导小组，明确专人。\n联系人：李军\n") == []


def test_posts_named_first_are_no_members() -> None:
    (group,) = groups(
        "成立县药品安全工作领导小组。领导小组组长由副县长担任，副组长由县公安局局长担任，县法院、县检察院分管负责人为成员。"
    )
    assert group.members == ("县法院", "县检察院")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成立云河县第15届渔民节筹备工作领导小组，统筹推进。", "云河县第15届渔民节筹备工作领导小组"),
        ("关于成立第9届海运会和第4届湖运会工作领导小组的通知", "第9届海运会和第4届湖运会工作领导小组"),
        ("成立云河县2031年防汛抗旱工作领导小组，统一调度。", "云河县2031年防汛抗旱工作领导小组"),
        ("自2031年领导小组调整以来，县防汛工作领导小组作用明显。", "县防汛工作领导小组"),
        (
            "成立由区长任组长，各镇负责人为成员的云河区创建普及普惠学前教育区工作领导小组。",
            "云河区创建普及普惠学前教育区工作领导小组",
        ),
    ],
)
def test_numbers_and_posts_in_front_of_a_name(text: str, name: str) -> None:
    assert [group.name for group in groups(text)] == [name]


def test_posts_in_front_of_a_name_behind_a_comma_are_those_of_the_body() -> None:
    (group,) = groups("成立由区长任组长，副区长任副组长，区教育局、区民政局为成员的云河区托育工作领导小组，统筹推进。")
    assert (group.chairs, group.vice_chairs) == (("区长",), ("副区长",))
    assert group.members == ("区教育局", "区民政局")


def test_persons_without_gaps_part_behind_their_posts() -> None:
    (group,) = groups(
        "成立云河县渔港普查领导小组\n组长：王大河副县长\n"
        "成员：李小山县政府办公室副主任赵海县财政局总会计师钱江县水利局副局长\n办公室设在县水利局。\n"
    )
    assert group.members == ("李小山县政府办公室副主任", "赵海县财政局总会计师", "钱江县水利局副局长")


def test_a_committee_has_a_head_and_its_groups_keep_their_members() -> None:
    (group,) = groups(
        "成立云河县渔民节组织委员会，由县委书记任主任，县长任第一副主任，县文旅局、县公安局为成员单位。\n"
        "（一）综合协调组\n牵头单位：县政府办\n成员单位：县委办、县档案馆\n"
    )
    assert (group.chairs, group.vice_chairs) == (("县委书记",), ("县长",))
    assert group.members == ("县文旅局", "县公安局")


def test_the_head_of_the_office_is_not_that_of_the_body() -> None:
    (group,) = groups("成立县防火工作领导小组，镇长李大河、人大主席赵平任副组长。办公室设在县林业局，由局长担任主任。")
    assert (group.chairs, group.vice_chairs) == ((), ("镇长李大河", "人大主席赵平"))


def test_the_second_half_of_a_label_that_conversion_left() -> None:
    (group,) = groups(
        "成立云泽区节水工作领导小组，组成人员如下：\n"
        "  长：李河  区长\n副组长：赵平  副区长\n  员：钱江  区水利局副署长\n        周宁  区财政局总统计师"
    )
    assert group.chairs == ("李河区长",)
    assert group.members == ("钱江区水利局副署长", "周宁区财政局总统计师")


def test_members_that_are_named_behind_their_word() -> None:
    (group,) = groups(
        "成立云泽县节水工作领导小组。领导小组组长由县长李河担任。成员单位为：县水利局、县财政局、县公安局。"
    )
    assert group.members == ("县水利局", "县财政局", "县公安局")
    (group,) = groups("成立以镇长赵平为组长，其他班子成员为副组长，各村书记为成员的青柳镇节水工作领导小组。")
    assert (group.chairs, group.members) == (("镇长赵平",), ("各村书记",))


def test_posts_in_brackets_on_one_line_are_not_cut_at_their_posts() -> None:
    (group,) = groups(
        "成立青柳县节水工作领导小组：\n组长：李河（县长）\n成员：周宁（县水利局局长）、吴海（县财政局局长）、郑波（县公安局副局长）\n"
    )
    assert group.members == ("周宁（县水利局局长）", "吴海（县财政局局长）", "郑波（县公安局副局长）")


def test_members_that_are_written_to_are_no_list() -> None:
    (group,) = groups(
        "云泽县防汛工作领导小组办公室关于防汛的通知\n县防汛工作领导小组各成员单位：\n现将方案印发给你们，请结合实际，认真落实。"
    )
    assert group.members == ()


def test_persons_with_bracketed_posts_part_without_marks() -> None:
    (group,) = groups(
        "成立青柳县节水工作领导小组：\n组长：李河（县长）\n"
        "成员：周宁（县水利局局长）吴海（县财政局局长）郑波（县公安局）领导小组不设办公室，日常工作由县水利局承担。\n"
    )
    assert group.members == ("周宁（县水利局局长）", "吴海（县财政局局长）", "郑波（县公安局）")
