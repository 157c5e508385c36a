"""Fronts of invented documents, in the shapes that conversion leaves them in."""

from __future__ import annotations

import pytest

from loaders.outline import read_outline
from loaders.rules.head import Head, read_head, same_title
from tests.unit.reading_support import reading_of

BODY = "为做好工作，制定本方案。\n一、总体要求\n坚持实干。\n二、重点任务\n（一）建设。做。（责任单位：县水利局）\n"
WRAPPED = """云岭县人民政府办公室
关于印发云岭县养老服务三年行动计划
（2028—2030年）的通知
云政办〔2028〕8号

各乡镇人民政府，县直各部门、单位：
    《云岭县养老服务三年行动计划（2028—2030年）》已经县政府研究通过，现印发给你们，请认真贯彻执行。

    云岭县人民政府办公室
    2028年5月6日

云岭县养老服务三年行动计划
（2028—2030年）

"""
RUN_ON = (
    "石桥市人民政府办公厅关于成立石桥市引水工程领导小组的通知石府办发〔2031〕89号各区县（自治县）人民政府，"
    "市政府有关部门：为加强领导，经市政府同意，成立领导小组。一、主要职责统筹推进引水工程建设，研究解决重点难点问题，督促各项任务落实到位，定期听取进展汇报。"
    "二、工作机构（一）设立办公室。办公室承担日常工作。（二）设立专家组，负责技术把关，提供决策咨询，协助解决工程建设中的技术问题，完成领导小组交办的其他事项。"
    "三、其他事项（一）人员调整由所在单位自行递补，不再另行发文。各成员单位要密切配合，按照任务分工抓好落实，及时报告进展情况，共同推动工程早日建成发挥效益，惠及沿线群众。"
    "石桥市人民政府办公厅2031年8月21日（此件公开发布）"
)
CHROME = """霁川区政府 > 信息公开 > 政策文件
名    称：
霁川区人民政府关于印发霁川区河湖整治方案的通知
发 布 机 构：
云泽市霁川区人民政府
发 文 字 号：
霁政发〔2025〕6号
成 文 日 期：

霁川区人民政府关于印发
霁川区河湖整治方案的通知
霁政发〔20256
街道办事处，区政府各委、办、局及有关单位
区人民政府同意现将《霁川区河湖整治方案》印发给你们，请照此执行。
                       云泽市霁川区人民政府
                          2025318
霁川区河湖整治方案
按照要求，整治期限自20251月至202712月。
"""


def head_of(text: str) -> Head:
    reading = reading_of(text)
    outline = read_outline(reading)
    return read_head(reading, outline.body_start if outline.items else None)


def test_a_front_with_wrapped_titles() -> None:
    head = head_of(WRAPPED + BODY)
    assert head.title == "云岭县养老服务三年行动计划（2028—2030年）"
    assert head.notice_title == "云岭县人民政府办公室关于印发云岭县养老服务三年行动计划（2028—2030年）的通知"
    assert (head.document_number, head.issuers) == ("云政办〔2028〕8号", ("云岭县人民政府办公室",))
    assert str(head.issued) == "2028-05-06"
    assert head.addressees == ("各乡镇人民政府", "县直各部门、单位")
    assert (str(head.starts), str(head.ends)) == ("2028", "2030")
    assert head.repairs == ()


def test_a_whole_document_on_one_line_that_is_itself_the_plan() -> None:
    head = head_of(RUN_ON)
    assert head.title == "石桥市人民政府办公厅关于成立石桥市引水工程领导小组的通知"
    assert head.notice_title is None
    assert head.document_number == "石府办发〔2031〕89号"
    assert head.addressees == ("各区县（自治县）人民政府", "市政府有关部门")
    assert (head.issuers, str(head.issued)) == (("石桥市人民政府办公厅",), "2031-08-21")


def test_page_furniture_damage_and_the_metadata_that_settles_it() -> None:
    head = head_of(CHROME + BODY)
    assert head.title == "霁川区河湖整治方案"
    assert head.notice_title == "霁川区人民政府关于印发霁川区河湖整治方案的通知"
    assert (head.document_number, head.document_number_text) == ("霁政发〔2025〕6号", "霁政发〔20256")
    assert (str(head.issued), head.issued_text) == ("2025-03-18", "2025318")
    assert head.addressees == ("街道办事处", "区政府各委、办、局", "有关单位")
    assert (str(head.starts), str(head.ends)) == ("2025-01", "2027-12")
    assert len(head.repairs) == 3
    assert all(" -> " in repair for repair in head.repairs)


def test_a_date_that_can_be_read_in_two_ways_stays_unread() -> None:
    head = head_of(CHROME.replace("2025318", "2025111") + BODY)
    assert (head.issued, head.issued_text) == (None, "2025111")


def test_a_plan_without_a_notice() -> None:
    text = "青原市加快“数字青原”建设若干政策措施\n" + BODY + "本措施自2031年7月1日起施行，有效期至2033年12月31日。\n"
    head = head_of(text)
    assert (head.title, head.notice_title, head.document_number) == ("青原市加快“数字青原”建设若干政策措施", None, None)
    assert (str(head.starts), str(head.ends)) == ("2031-07-01", "2033-12-31")
    assert (head.issuers, head.addressees) == ((), ())


def test_signatures_of_two_bodies_side_by_side() -> None:
    text = (
        "云泽市教育发展规划\n（2031年3月20日市政府常务会议通过）\n云泽市教育局  云泽市发展和改革委员会\n2031年4月7日\n"
    )
    head = head_of(text + BODY)
    assert head.title == "云泽市教育发展规划"
    assert head.issuers == ("云泽市教育局", "云泽市发展和改革委员会")
    assert str(head.issued) == "2031-04-07"


def test_an_item_of_a_collection_with_number_and_date() -> None:
    text = (
        "7. 云泽市水利局关于印发《节水行动\n方案》的通知（2031年1月9日）\n云水发〔2031〕2号\n"
        "各县（区）水利局，机关各处室：\n"
        "现将《云泽市水利局节水行动方案》印发给你们，请结合实际抓好落实。\n云泽市水利局\n2031年1月9日\n云泽市水利局节水行动方案\n"
    )
    head = head_of(text + BODY)
    assert head.title == "云泽市水利局节水行动方案"
    assert head.notice_title == "云泽市水利局关于印发《节水行动方案》的通知"
    assert head.addressees == ("各县（区）水利局", "机关各处室")


def test_a_metadata_line_with_several_labels() -> None:
    text = (
        "索引号：123/2031-1  发文机关：青原市人民政府  成文日期：2031年1月5日  发文字号：青政发〔2031〕2号\n"
        "青原市人民政府关于加快科技创新的若干意见\n各县区人民政府、市直各部门：\n"
    )
    head = head_of(text + BODY)
    assert head.title == "青原市人民政府关于加快科技创新的若干意见"
    assert (head.document_number, head.issuers) == ("青政发〔2031〕2号", ("青原市人民政府",))
    assert (str(head.issued), head.addressees) == ("2031-01-05", ("各县区人民政府", "市直各部门"))


def test_a_salutation_and_a_title_that_break_in_the_middle_of_a_word() -> None:
    text = (
        "石桥市人民政府关于印发《石桥市河湖整治方案》的通\n知\n石政发〔2031〕3号\n各县（市、区）人民政府，市政府各部门，各直\n属机构：\n"
        "《石桥市河湖整治方案》已经市政府研究通过，现印发给你们。\n石桥市人民政府\n2031年3月6日\n石桥市河湖整治方案\n"
    )
    head = head_of(text + BODY)
    assert head.notice_title == "石桥市人民政府关于印发《石桥市河湖整治方案》的通知"
    assert head.addressees == ("各县（市、区）人民政府", "市政府各部门", "各直属机构")


def test_a_list_of_annexes_and_an_aside_are_no_part_of_the_title() -> None:
    text = (
        "石桥市人民政府办公室关于印发石桥市节水行动计划等2个方案的通知\n石政办〔2031〕5号\n各县区人民政府：\n"
        "现将《石桥市节水行动计划》《石桥市治水行动计划》印发给你们。\n附件：1.石桥市节水行动计划\n2.石桥市治水行动计划\n"
        "石桥市人民政府办公室\n2031年2月6日\n（本文有删减）\n附件1\n石桥市节水行动计划\n"
    )
    head = head_of(text + BODY)
    assert (head.title, str(head.issued)) == ("石桥市节水行动计划", "2031-02-06")
    assert "石桥市治水行动计划" in head.own_titles


def test_the_printing_office_signs_only_where_nobody_else_does() -> None:
    text = "石桥市节水行动方案\n石政办发〔2031〕5号\n" + BODY
    assert head_of(text + "石桥市人民政府办公室 2031年2月6日印发").issuers == ("石桥市人民政府办公室",)
    signed = head_of(text + "石桥市人民政府\n2031年2月1日\n石桥市人民政府办公室 2031年2月6日印发")
    assert (signed.issuers, str(signed.issued)) == (("石桥市人民政府",), "2031-02-01")


def test_the_date_of_a_web_page_is_no_day_of_issue() -> None:
    text = "青原市节水方案\n发布日期：2031-11-07 10:42 来源：市水利局 浏览次数：\n"
    assert head_of(text + BODY).issued is None


def test_every_field_leads_back_to_the_text() -> None:
    reading = reading_of(WRAPPED + BODY)
    head = read_head(reading, read_outline(reading).body_start)
    rules = {e.rule for e in head.evidence}
    assert {"head.title", "head.notice-title", "head.number", "head.issuer", "head.issued"} <= rules
    assert all(e.quote == reading.document.text[e.begin : e.end] for e in head.evidence)
    assert reading.text[head.body_start :].startswith("为做好工作")


@pytest.mark.parametrize(
    ("goals", "ends"),
    [
        ("一、工作目标\n到2031年，全县做到。\n二、任务\n（一）甲。到2040年建成。", "2031"),
        ("一、总体要求\n（一）主要目标。到2030年，见效；到2032年底，成型。\n（二）原则\n到2050年，好。", "2032-12"),
        ("一、重点任务\n（一）甲。到2031年建成。", None),
        ("一、工作目标\n实现翻番。\n二、实施步骤\n（一）启动（2031年3月）。", None),
    ],
)
def test_goals_end_the_plan_where_nothing_else_is_stated(goals: str, ends: str | None) -> None:
    found = head_of("青柳县河湖整治方案\n为做好工作，制定本方案。\n" + goals).ends
    assert (None if found is None else str(found)) == ends


@pytest.mark.parametrize(
    ("title", "starts", "ends"),
    [
        ("青柳县节水行动计划（2031—2033年）", "2031", "2033"),
        ("青柳县2031年为民实事实施方案", "2031", "2031"),
        ("青柳县“十五五”应急规划", None, "2030"),
        ("青柳县应急规划", None, None),
        ("青柳县“十五五”应急规划实施年度推进计划", None, None),
        (
            "青柳县“十五五”应急规划年度推进计划\n为落实《防灾纲要（2026—2035年）》，明确2031—2032年度任务，制定本计划。",
            "2031",
            "2032",
        ),
    ],
)
def test_a_title_states_the_period(title: str, starts: str | None, ends: str | None) -> None:
    head = head_of(f"{title}\n" + BODY)
    assert [None if d is None else str(d) for d in (head.starts, head.ends)] == [starts, ends]


def test_the_period_of_something_else_is_not_that_of_the_plan() -> None:
    head = head_of("青柳县许可改革方案\n" + BODY + "许可证有效期至2039年12月31日。\n")
    assert head.ends is None


def test_titles_are_the_same_but_for_punctuation() -> None:
    assert same_title("节水计划（2031—2033年）", "节水计划(2031-2033年)")
    assert not same_title("节水计划", "节水方案")
    assert not same_title("", "")


def test_the_number_that_a_collection_of_laws_labels() -> None:
    head = head_of(
        "青柳县人民政府关于节水的意见\n\n2031年7月20日20:06:23\n发布部门: 青柳县人民政府\n发布文号: 青政字[2031]17号\n\n"
        "各乡镇人民政府：\n为做好工作，提出以下意见。\n一、总体要求\n坚持实干。\n二、重点任务\n（一）建设。做。\n"
    )
    assert head.document_number == "青政字[2031]17号"


def test_a_number_in_brackets_may_stand_behind_a_title_of_tasks() -> None:
    text = (
        "2031年县政府重点工作任务（云政发〔2031〕2号）\n来源：云溪县政府\n各乡镇人民政府：\n《2031年县政府重点工作任务分解》已经同意，现印发给你们，请抓好落实。\n"
        "一、任务\n（一）建设。做。\n"
    )
    reading = reading_of(text)
    assert read_head(reading, None).document_number == "云政发〔2031〕2号"
