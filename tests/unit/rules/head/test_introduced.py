"""Fronts of invented documents behind the introductions of pages, and titles that stand in unusual places."""

from __future__ import annotations

import pytest

from loaders.outline import read_outline
from loaders.rules.head import Head, read_head
from tests.unit.reading_support import reading_of

BODY = "为做好工作，制定本方案。\n一、总体要求\n坚持实干。\n二、重点任务\n（一）建设。做。（责任单位：县水利局）\n"
NOTICE = "各乡镇人民政府，县直各部门：\n《青柳县节水方案》已经县政府同意，现印发给你们，请认真组织实施。\n"


def head_of(text: str) -> Head:
    reading = reading_of(text)
    outline = read_outline(reading)
    return read_head(reading, outline.body_start if outline.items else None)


@pytest.mark.parametrize("day", ["2031-06-08", "2031年6月8日", "2031.06.08"])
def test_a_day_of_the_page_may_follow_the_title_of_a_notice(day: str) -> None:
    head = head_of(
        f"关于印发《青柳县节水方案》的通知 {day}\n青政发〔2031〕5号\n{NOTICE}青柳县人民政府\n2031年6月1日\n{BODY}"
    )
    assert head.notice_title == "关于印发《青柳县节水方案》的通知"
    assert str(head.issued) == "2031-06-01"


@pytest.mark.parametrize("mark", ["全文如下：", "原文如下：", "通知全文如下：", "方案全文："])
def test_what_a_page_says_before_the_full_text_is_no_head(mark: str) -> None:
    notice = "青柳县人民政府办公室关于成立节水领导小组的通知各乡镇人民政府，县直各部门：为加强领导，成立领导小组。"
    page = "青柳县成立节水领导小组 某人任组长\n原标题：青柳县成立节水领导小组 本报6月13日电 县政府办公室公布通知。"
    head = head_of(f"{page}{mark}{notice}一、主要职责统筹节水工作。二、组成人员组长：某某县长。")
    assert head.title == "青柳县人民政府办公室关于成立节水领导小组的通知"
    assert head.issuers == ("青柳县人民政府办公室",)
    assert head.addressees == ("各乡镇人民政府", "县直各部门")


@pytest.mark.parametrize("mark", ["内容全文", "原文如下:", "方案全文", "正文"])
def test_the_metadata_before_the_full_text_counts(mark: str) -> None:
    head = head_of(
        "云泽市节水三年行动方案\n《云泽市节水三年行动方案》是为节水制定的行动方案。\n2031年7月，云泽市人民政府办公室印发方案。\n"
        f" • 中文名:云泽市节水三年行动方案\n • 发布单位:云泽市人民政府办公室\n{mark}\n{BODY}"
    )
    assert (head.title, head.issuers) == ("云泽市节水三年行动方案", ("云泽市人民政府办公室",))


@pytest.mark.parametrize("line", ["全文,解读,", "发布信息、内容全文", "基本介绍|全文|解读"])
def test_a_list_of_what_a_page_holds_is_no_title(line: str) -> None:
    head = head_of(
        f"云泽市节水工作方案\n云泽市政府印发方案，请结合实际抓好落实。\n • 中文名:云泽市节水工作方案\n{line}\n全文\n{BODY}"
    )
    assert head.title == "云泽市节水工作方案"


@pytest.mark.parametrize(
    "order",
    [
        "现将《财政部关于加大节水投入的通知》（财水〔2031〕40号）印发你们，请认真执行。",
        "现将《全国节水规划》转发给你们，请贯彻执行。",
    ],
)
def test_a_notice_that_adds_its_own_orders_to_what_it_passes_on_is_the_plan(order: str) -> None:
    head = head_of(
        f"澜江省水利厅关于加大投入支持节水的通知\n澜水〔2031〕7号\n各市水利局：\n{order}结合实际，提出如下意见。\n{BODY[13:]}"
    )
    assert (head.title, head.notice_title) == ("澜江省水利厅关于加大投入支持节水的通知", None)


@pytest.mark.parametrize("verb", ["特制订", "制定", "编制了"])
def test_a_plan_without_title_is_named_where_its_opening_says_what_was_written(verb: str) -> None:
    text = f"（2031-2034年）\n我市节水成效明显。根据省水利厅《关于节水的意见》（澜水〔2031〕3号），{verb}《云泽市第三期节水行动计划（2031—2034年）》。\n"
    head = head_of(text + BODY[13:])
    assert head.title == "云泽市第三期节水行动计划（2031—2034年）"
    assert (str(head.starts), str(head.ends)) == ("2031", "2034")


@pytest.mark.parametrize(
    ("first", "second"),
    [("全面推进云泽市基层政务公开标准化规范化", "工作实施方案"), ("云泽市加快推进企业开办登记注册便利化", "行动方案")],
)
def test_a_word_of_menus_inside_a_line_of_a_title(first: str, second: str) -> None:
    head = head_of(
        f"云泽市人民政府办公室关于印发{first}{second}的通知\n{NOTICE.replace('青柳县节水方案', first + second)}{first}\n{second}\n{BODY}"
    )
    assert head.title == first + second
    assert head_of(f"{first}\n{second}\n{BODY}").title == first + second


@pytest.mark.parametrize("number", ["发改地区[2031]2664", "发改投资〔2031〕2664"])
def test_a_number_that_fills_its_line_may_lack_its_last_character(number: str) -> None:
    head = head_of(f"国家发展改革委关于印发某规划的通知\n{number}\n{NOTICE}{BODY}")
    assert head.document_number == f"{number[:4]}〔2031〕2664号"


@pytest.mark.parametrize("ends", ["提出本实施方案", "制定如下工作方案", "特制定本行动计划"])
def test_an_opening_without_its_full_stop_is_no_title(ends: str) -> None:
    head = head_of(
        f"云泽市节水工作方案\n为贯彻落实上级部署，努力节水，结合我市实际，{ends}\n一、总体要求\n坚持实干。\n二、重点任务\n（一）建设。做。\n"
    )
    assert head.title == "云泽市节水工作方案"


@pytest.mark.parametrize("label", ["发文标题", "法规标题", "政策名称"])
def test_further_labels_of_titles(label: str) -> None:
    head = head_of(
        f"法规内容 仅供参考\n{label}: 云泽市人民政府关于节水的若干意见\n发文文号: 云政发〔2031〕54号\n各县人民政府，市政府各部门：\n{BODY}"
    )
    assert head.title == "云泽市人民政府关于节水的若干意见"


@pytest.mark.parametrize("before", ["全面推进规范化建设，", "以节水为主线，通过三年努力，"])
def test_the_year_of_the_goals_may_follow_how_they_are_reached(before: str) -> None:
    head = head_of(
        f"云泽市节水方案\n为节水，制定本方案。\n一、目标要求\n坚持原则，{before}到2033年，基本建成节水体系。\n二、重点任务\n（一）建设。做。\n"
    )
    assert str(head.ends) == "2033"


@pytest.mark.parametrize("pass_on", ["转发省水利厅等部门", "批转县发展改革局等三部门", "印发县水利局县财政局"])
def test_a_title_in_lines_says_between_whose_paper_is_passed_on(pass_on: str) -> None:
    head = head_of(
        f"澜江省人民政府办公厅\n{pass_on}\n关于做好2031年农村饮水\n安全工作的意见的通知\n澜政办发〔2031〕21号\n各市人民政府：\n"
        f"省水利厅《关于做好2031年农村饮水安全工作的意见》已经省政府同意，现转发给你们，请认真贯彻执行。\n澜江省人民政府办公厅\n2031年4月30日\n关于做好2031年农村饮水\n安全工作的意见\n{BODY}"
    )
    assert head.notice_title == f"澜江省人民政府办公厅{pass_on}关于做好2031年农村饮水安全工作的意见的通知"
    assert head.title == "关于做好2031年农村饮水安全工作的意见"


@pytest.mark.parametrize("red", ["青柳县人民政府\n文件", "青柳县人民政府文件"])
def test_the_red_heading_names_the_body_where_only_a_day_is_signed(red: str) -> None:
    head = head_of(
        f"{red}\n青政发〔2031〕16号\n关于印发《青柳县节水方案》的通知\n{NOTICE}2031年3月19日\n青柳县节水方案\n{BODY}"
    )
    assert head.issuers == ("青柳县人民政府",)


@pytest.mark.parametrize("label", ["青柳县府办", "青柳县水利局"])
def test_the_body_in_the_title_comes_before_that_of_the_metadata(label: str) -> None:
    head = head_of(
        f"发文机关：{label}\n发文字号：青政发〔2031〕4号\n青柳县人民政府关于实施节水行动的意见\n各乡镇人民政府：\n{BODY}"
    )
    assert head.issuers == ("青柳县人民政府",)


def test_a_title_printed_alone_comes_before_one_behind_a_menu() -> None:
    title = "青柳县人民政府办公室关于印发《青柳县节水方案》的通知"
    head = head_of(
        f"某某中国 法规首页 {title}\n{title}\n收藏\n{NOTICE}青柳县人民政府办公室\n2031年3月19日\n青柳县节水方案\n{BODY}"
    )
    assert head.notice_title == title


@pytest.mark.parametrize("lost", ["?", "？"])
def test_hard_spaces_that_became_marks_are_spaces(lost: str) -> None:
    head = head_of(
        f"各镇人民政府：\n《青柳县节水方案》已经县政府同意，现印发给你们。\n{lost}\n{lost * 25} {lost}青柳县人民政府\n{lost * 21} 2031年12月24日\n{lost}\n青柳县节水方案\n{lost}\n{BODY}"
    )
    assert (head.issuers, str(head.issued)) == (("青柳县人民政府",), "2031-12-24")


def test_all_that_the_title_of_a_notice_names_is_its_own() -> None:
    head = head_of(
        "青柳县人民政府办公室\n关于印发《青柳县水利工作“五个全覆盖”工作方案》的通知\n各乡镇人民政府：\n现将《青柳县节水全覆盖工作方案》《青柳县供水全覆盖工作方案》印发给你们，请认真抓好落实。\n"
        f"2031年4月26日\n青柳县节水全覆盖工作方案\n{BODY}"
    )
    assert head.title == "青柳县节水全覆盖工作方案"
    assert "青柳县水利工作“五个全覆盖”工作方案" in head.own_titles
