"""Fronts of invented documents among what web pages put around them."""

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


def test_a_metadata_block_as_a_list_with_bullets_and_labels_of_its_own() -> None:
    head = head_of(
        "返回顶部\n青柳县节水方案\n • 索引号:\n   1234/2031-7\n • 发文机构:\n   县政府网站\n • 发文字号:\n   青政发〔2031〕7号\n"
        " • 发文日期:\n   2031年04月06日 16:40\n • 归口说明:县水利局牵头汇编\n • 内容概述:\n青柳县节水方案\n" + BODY
    )
    assert (head.title, head.document_number, str(head.issued)) == ("青柳县节水方案", "青政发〔2031〕7号", "2031-04-06")
    assert head.addressees == ()


def test_the_day_of_writing_comes_before_the_day_of_sending() -> None:
    head = head_of("青柳县节水意见\n发文日期：2031-04-06\n成文日期：2031-03-31\n" + BODY)
    assert str(head.issued) == "2031-03-31"


def test_a_value_ends_where_a_label_that_no_list_knows_begins() -> None:
    head = head_of(
        "索引号: 77/2031 某类标识: 规范\n发文日期: 2031-01-23 缘由说明: 略 名称: 青柳县人民政府关于印发《青柳县节水方案》的通知\n"
        "青柳县人民政府关于印发《青柳县节水方案》的通知\n"
        + NOTICE
        + "青柳县人民政府\n2031年1月17日\n青柳县节水方案\n"
        + BODY
    )
    assert head.notice_title == "青柳县人民政府关于印发《青柳县节水方案》的通知"
    assert (str(head.issued), head.issuers) == ("2031-01-17", ("青柳县人民政府",))


def test_cells_of_a_page_leave_bars() -> None:
    head = head_of(
        "发文字号: |\n青政办发【2031】32号 |\n生效状态: |\n在用 |\n青柳县人民政府办公室关于印发青柳县节水方案的通知 |\n"
        + NOTICE
        + "青柳县人民政府办公室\n2031年3月6日\n青柳县节水方案 |\n"
        + BODY
    )
    assert head.notice_title == "青柳县人民政府办公室关于印发青柳县节水方案的通知"
    assert (head.title, head.document_number) == ("青柳县节水方案", "青政办发【2031】32号")


@pytest.mark.parametrize(
    "line",
    [
        "【规范性文件】青柳县人民政府关于印发青柳县节水方案的通知（已废止）",
        "《青柳县人民政府关于印发青柳县节水方案的通知》",
        "政务服务丨青柳县人民政府关于印发青柳县节水方案的通知",
        "青柳县人民政府关于印发青柳县节水方案的通知  发布时间：2031-01-09 17:03",
    ],
)
def test_what_pages_put_around_a_title_is_left_out(line: str) -> None:
    head = head_of(line + "\n" + NOTICE + "青柳县人民政府\n2031年1月5日\n青柳县节水方案\n" + BODY)
    assert head.notice_title == "青柳县人民政府关于印发青柳县节水方案的通知"
    assert head.title == "青柳县节水方案"


@pytest.mark.parametrize("junk", ["转发", "××", "新闻详情", "服务热线：400-000-0000", "学校\n教师", "2031年1123"])
def test_short_lines_of_a_page_are_no_beginning_of_a_title(junk: str) -> None:
    assert head_of(f"{junk}\n衡水市节水行动方案\n" + BODY).title == "衡水市节水行动方案"


def test_a_title_in_two_lines_keeps_its_first_line() -> None:
    assert head_of("全面推进节水\n加快灌区建设的实施方案\n" + BODY).title == "全面推进节水加快灌区建设的实施方案"
    assert head_of("中共衡水市委\n衡水市人民政府关于节水的意见\n" + BODY).title.startswith("中共衡水市委")


def test_an_office_and_a_year_in_brackets_under_a_title_are_no_part_of_it() -> None:
    assert head_of("青柳县节水方案\n（县水利局 2031年）\n" + BODY).title == "青柳县节水方案"
    assert head_of("青柳县节水方案\n（2031—2033年）\n" + BODY).title == "青柳县节水方案（2031—2033年）"


def test_a_line_of_a_title_that_looks_like_a_body_belongs_to_it_all_the_same() -> None:
    notice = "各乡镇：\n《青柳县数字政府建设方案》已经县政府同意，现印发给你们，请认真组织实施。\n青柳县人民政府\n2031年3月1日\n"
    assert head_of(notice + "青柳县数字政府\n\n建设方案\n" + BODY).title == "青柳县数字政府建设方案"


def test_a_title_with_its_number_behind_it() -> None:
    head = head_of("青柳县人民政府关于加强节水的意见（青政〔2031〕10号）\n来源：县政府 浏览次数：\n" + BODY)
    assert (head.title, head.document_number) == ("青柳县人民政府关于加强节水的意见", "青政〔2031〕10号")
    assert head.issuers == ("青柳县人民政府",)


def test_a_page_that_introduces_the_document_in_a_sentence() -> None:
    head = head_of(
        "青柳县人民政府办公室文件\n简介：本站整理了节水文件，希望对大家的工作有所帮助，欢迎收藏本站并转给身边的朋友。\n青政办发〔2031〕24号\n"
        "青柳县人民政府办公室关于加强节水工作的通知\n各乡镇人民政府：\n为加强节水，现就有关问题通知如下：\n一、提高认识。要重视。\n二、加强管理。要管好。\n"
    )
    assert head.title == "青柳县人民政府办公室关于加强节水工作的通知"
    assert (head.document_number, head.addressees) == ("青政办发〔2031〕24号", ("各乡镇人民政府",))


def test_offices_of_the_party_print_and_say_nothing_of_about() -> None:
    head = head_of(
        "中共青柳县委办公室 青柳县人民政府办公室印发《青柳县节水方案》的通知\n各乡镇党委、人民政府，县直各单位：\n"
        "《青柳县节水方案》已经县委同意，现印发给你们。\n中共青柳县委办公室青柳县人民政府办公室\n2031年1月10日\n青柳县节水方案\n"
        + BODY
    )
    assert head.notice_title == "中共青柳县委办公室青柳县人民政府办公室印发《青柳县节水方案》的通知"
    assert head.issuers == ("中共青柳县委办公室", "青柳县人民政府办公室")
    assert head.addressees == ("各乡镇党委、人民政府", "县直各单位")


def test_who_seals_for_whom_stands_between_signature_and_date() -> None:
    head = head_of(
        "各成员单位：\n《青柳县节水要点》已经审议通过，现印发给你们。\n青柳县节水工作领导小组办公室\n（青柳县水利局代章）\n2031年4月7日\n"
        "青柳县节水要点\n" + BODY
    )
    assert head.issuers == ("青柳县节水工作领导小组办公室",)
    quoted = head_of(NOTICE + "青柳县“无废城市”建设工作领导小组办公室\n2031年4月7日\n青柳县节水方案\n" + BODY)
    assert quoted.issuers == ("青柳县“无废城市”建设工作领导小组办公室",)


def test_a_date_runs_on_behind_the_formula() -> None:
    head = head_of(
        "青府发[2031]62号各乡镇人民政府,县政府各部门:《青柳县节水规划》已经县政府同意,现印发你们,请认真贯彻执行。2031年12月21日"
        "青柳县节水规划为贯彻新发展理念，推进节水工作，结合实际制定本规划，请各地各部门遵照执行，并及时报告进展情况和存在的问题。"
    )
    assert (head.title, str(head.issued)) == ("青柳县节水规划", "2031-12-21")


def test_a_repealed_predecessor_gives_no_date() -> None:
    head = head_of(
        "各乡镇人民政府：\n现将修订后的《青柳县节水预案》印发给你们，请认真实施。2029年1月12日县政府办公室印发的《青柳县节水预案》同时废止。\n"
        "青柳县人民政府办公室\n2031年12月2日\n青柳县节水预案\n" + BODY
    )
    assert (head.issuers, str(head.issued)) == (("青柳县人民政府办公室",), "2031-12-02")


def test_the_general_demands_name_the_year_where_no_part_is_called_goals() -> None:
    text = "青柳县节水方案\n为做好工作，制定本方案。\n一、总体要求\n坚持实干。到2031年，见效。到2033年，建成。\n二、任务\n（一）甲。做。\n"
    assert str(head_of(text).ends) == "2033"


def test_traditional_text_folds_what_simplified_text_keeps() -> None:
    head = head_of(
        "長寧縣人民政府關於印發《長寧縣節約用水實施方案》的通知\n長政發〔2031〕7號\n各鄉鎮人民政府，縣政府各部門：\n"
        "現將《長寧縣節約用水實施方案》印發給你們，請認真貫徹執行。\n長寧縣人民政府\n2031年4月6日\n長寧縣節約用水實施方案\n"
        "為貫徹落實縣委決策，制定本方案。\n一、總體要求\n堅持實幹。\n二、重點任務\n（一）建設。做。\n"
    )
    assert head.notice_title == "長寧縣人民政府關於印發《長寧縣節約用水實施方案》的通知"


def test_labels_that_print_gaps_for_colons() -> None:
    head = head_of(
        "索  引  号 1137/2031-77 公开方式 主动公开\n成文日期 2031-12-27 废止日期\n标题 青柳县人民政府关于节水的意见\n"
        "发文字号 青政字〔2031〕27号 有效性 有效\n青柳县人民政府关于节水的意见\n各乡镇人民政府：\n" + BODY
    )
    assert (head.title, head.document_number) == ("青柳县人民政府关于节水的意见", "青政字〔2031〕27号")
    assert str(head.issued) == "2031-12-27"


def test_labels_without_colons_in_a_list() -> None:
    head = head_of(
        "• 发文字号\n  • 青政字〔2031〕8号\n  • 索引号\n  • qlx-00000-1\n  • 服务对象\n【政策文件】《青柳县节水办法》\n"
        "  • 备注/文号：青水发〔2031〕8号\n  • 联合发文单位:\n青柳县节水办法\n" + BODY
    )
    assert (head.title, head.addressees) == ("青柳县节水办法", ())
    assert head.document_number is not None


def test_many_bodies_and_the_day_on_one_line() -> None:
    head = head_of(
        "青水发〔2031〕5号\n各乡镇人民政府：\n制定了《青柳县节水方案》，经县政府同意，现印发你们。\n"
        "青柳县水利局 青柳县财政局 青柳县住房和城乡建设局 青柳县发展和改革局 青柳县教育局 2031年12月16日\n青柳县节水方案\n"
        + BODY
    )
    assert len(head.issuers) == 5
    assert str(head.issued) == "2031-12-16"
    aside = head_of(NOTICE + "青柳县人民政府\n（此件发至乡）      2031年6月13日\n青柳县节水方案\n" + BODY)
    assert (aside.issuers, str(aside.issued)) == (("青柳县人民政府",), "2031-06-13")


def test_a_newspaper_that_announces_the_text() -> None:
    head = head_of(
        "青柳县节水方案来了！\n日前，青柳县印发《青柳县节水行动计划（2031—2033年）》，提出不少新举措，全文如下。\n导语到此为止，下面请看。\n"
        "青柳县节水行动计划\n（2031—2033年）\n" + BODY
    )
    assert head.title == "青柳县节水行动计划（2031—2033年）"
    assert (str(head.starts), str(head.ends)) == ("2031", "2033")


def test_a_year_behind_the_title_of_a_notice() -> None:
    text = (
        "青柳县人民政府关于调整若干水价的通知（2031年）\n\n青柳县人民政府\n\n青柳县人民政府关于调整若干水价的通知\n"
        "2031年12月28日 青政[2031]17号\n各乡镇人民政府：\n现将情况及有关问题通知如下：\n一、调整情况\n（一）调价。\n二、要求\n"
    )
    assert head_of(text).title == "青柳县人民政府关于调整若干水价的通知"


def test_the_line_in_brackets_under_a_title_belongs_to_it() -> None:
    text = NOTICE + "青柳县人民政府\n2031年1月5日\n青柳县节水方案\n（2031年修订）\n" + BODY
    assert head_of(text).title == "青柳县节水方案（2031年修订）"


def test_a_preamble_that_asks_to_carry_out_hands_nothing_over() -> None:
    head = head_of(
        "关于加强节水的实施意见\n各乡镇人民政府：\n为落实《节水条例》，结合我县实际，提出以下实施意见，请认真贯彻落实。\n一、任务\n（一）建设。做。\n"
    )
    assert head.title == "关于加强节水的实施意见"


def test_who_passes_a_paper_on_is_its_issuer() -> None:
    head = head_of(
        "青柳县人民政府办公室转发县教育局等部门关于加强安全工作的通知\n各乡镇人民政府，县直各委、办、局（公司）：\n"
        "县教育局制定的《关于加强安全工作的通知》已经县政府同意，现转发给你们。\n二〇三一年十二月六日\n关于加强安全工作的通知\n"
        + BODY
    )
    assert head.issuers == ("青柳县人民政府办公室",)
    assert head.addressees == ("各乡镇人民政府", "县直各委、办、局（公司）")


def test_one_label_with_a_gap_is_proved_by_its_value() -> None:
    text = "标    题 青柳县人民政府 关于印发《青柳县节水方案》的通知\n青柳县人民政府 关于印发《青柳县节水方案》的通知\n"
    head = head_of(text + NOTICE + "青柳县人民政府\n2031年1月5日\n青柳县节水方案\n" + BODY)
    assert head.notice_title == "青柳县人民政府关于印发《青柳县节水方案》的通知"


def test_a_notice_with_orders_of_its_own_is_signed_behind_them() -> None:
    head = head_of(
        "县政府办公室关于印发2031年县《政府工作报告》节水任务分解方案的通知\n各乡镇人民政府：\n"
        "2031年《县〈政府工作报告〉节水任务分解方案》已经县政府同意，现印发给你们，并就有关事项通知如下：\n"
        "一、各单位要高度重视。要明确措施，狠抓落实。\n二、各单位要按季报告。要报送进展情况。\n"
        "青柳县人民政府办公室\n2031年1月3日\n2031年县《政府工作报告》节水任务分解方案\n"
        "一、全县节水目标\n（一）用水量下降3%\n责任单位：县水利局\n二、保障\n加强领导。"
    )
    assert head.title == "2031年县《政府工作报告》节水任务分解方案"
    assert (head.issuers, str(head.issued)) == (("青柳县人民政府办公室",), "2031-01-03")
    assert (str(head.starts), str(head.ends)) == ("2031", "2031")


def test_number_and_title_behind_bullets() -> None:
    head = head_of(
        " • 7369/2031-0003\n • 青柳县人民政府关于印发《青柳县节水方案》的通知\n • 青政规〔2031〕1号\n"
        "青柳县人民政府关于印发《青柳县节水方案》的通知\n" + NOTICE + "青柳县节水方案\n" + BODY
    )
    assert head.document_number == "青政规〔2031〕1号"
    assert head.notice_title == "青柳县人民政府关于印发《青柳县节水方案》的通知"


def test_labels_that_lost_what_parts_them_from_their_values() -> None:
    head = head_of(
        "发文机关青柳县人民政府\n发文日期2031年01月11日\n时效性现行有效\n发文字号青政发〔2031〕2号\n青柳县节水方案\n"
        + BODY
    )
    assert (head.title, head.document_number, str(head.issued)) == ("青柳县节水方案", "青政发〔2031〕2号", "2031-01-11")
    assert head.issuers == ("青柳县人民政府",)


def test_a_notice_that_passes_on_what_offices_wrote() -> None:
    head = head_of(
        "云泽市人民政府办公室转发市水利局等部门《节水实施办法》的通知\n各县（市、区）人民政府：\n"
        "云泽市水利局、云泽市财政局《节水实施办法》已经市政府同意，现转发，请认真贯彻执行。\n二〇三一年八月三十日\n节水实施办法\n"
        + BODY
    )
    assert head.notice_title == "云泽市人民政府办公室转发市水利局等部门《节水实施办法》的通知"
    assert head.title == "节水实施办法"


def test_a_call_for_opinions_hands_a_draft_over() -> None:
    head = head_of(
        "关于公开征求《青柳县节水计划（2031-2033年）（征求意见稿）》意见的公告\n公告内容\n"
        "我局起草了《青柳县节水计划（2031-2033年）（征求意见稿）》，现向社会公开征求意见。\n青柳县水利局\n2031年2月12日\n"
        "青柳县节水计划（2031-2033年）\n（征求意见稿）\n" + BODY
    )
    assert head.title == "青柳县节水计划（2031-2033年）（征求意见稿）"
    assert (str(head.starts), str(head.ends)) == ("2031", "2033")


def test_the_notice_may_name_the_plan_better_than_its_formula() -> None:
    head = head_of(
        "青柳县人民政府关于印发青柳县节水细则及文本式样的通知\n各乡镇人民政府：\n"
        "对《青柳县节水细则》进行了修改，现将修改后的《青柳县节水规则及文本式样》印发给你们。\n2031年6月5日\n青柳县节水细则及文本式样\n"
        + BODY
    )
    assert head.title == "青柳县节水细则及文本式样"


def test_half_a_pair_of_brackets_is_of_the_title() -> None:
    head = head_of(
        "关于印发《青柳县节水方案（2031年）》的通知\n各乡镇人民政府：\n"
        "制定了《青柳县节水方案（2031年）》，经县政府同意，现印发你们，请认真贯彻执行。\n\n青柳县节水方案\n\n2031年）\n"
        + BODY
    )
    assert head.title == "青柳县节水方案（2031年）"
    assert (head.issued, str(head.ends)) == (None, "2031")


def test_what_a_long_list_of_bases_names_is_not_handed_over() -> None:
    head = head_of(
        "各街道：\n为贯彻落实《云泽省人民政府办公厅关于印发2031年政务公开工作要点的通知》（云政办〔2031〕12号）、"
        "《云泽市人民政府办公室关于印发2031年全市政务公开工作主要任务分解表的通知》（云府办〔2031〕34号）精神和"
        "《云泽市水利局关于印发2031年水利政务公开工作要点的通知》（云水〔2031〕4号）要求，"
        "现将《2031年全区政务公开工作主要任务分解表》印发给你们，请认真组织实施。\n附件：2031年政务公开工作主要任务分解表\n"
        "云泽市柳泉区人民政府办公室\n2031年6月29日\n（此件主动公开）\n2031年政务公开工作主要任务分解表\n工作任务\n责任单位\n一、公开\n做好公开。"
    )
    assert head.title == "2031年政务公开工作主要任务分解表"
    assert "2031年全区政务公开工作主要任务分解表" in head.own_titles


def test_a_collection_of_laws_prints_the_day_of_issue_beside_the_day_of_force() -> None:
    head = head_of(
        "青柳县政府办公室关于节水的通知\n【字体：\n【发文字号】 青政办发[2031]14号\n【发布日期】 2031-03-18\n【实施日期】 2031-03-18\n"
        "青柳县政府办公室关于节水的通知\n各乡镇人民政府：\n现就有关事项通知如下：\n一、提高认识\n要节水。"
    )
    assert str(head.issued) == "2031-03-18"


def test_a_label_tells_the_title_where_the_page_begins_with_a_sentence() -> None:
    head = head_of(
        "为科学应对旱灾，制订本预案。\n基本介绍\n- 中文名：青柳县抗旱应急预案\n- 类型：应急预案\n总则\n（一）目的。抗旱。"
    )
    assert head.title == "青柳县抗旱应急预案"


def test_what_follows_a_quoted_plan_may_belong_to_the_title() -> None:
    head = head_of(
        "青柳县人民政府关于印发青柳县节水“十三五”规划责任分解的通知\n各乡镇人民政府：\n"
        "现将《青柳县节水“十三五”规划》责任分解印发给你们，请认真组织实施。\n青柳县人民政府\n2031年4月3日\n"
        "青柳县节水“十三五”规划责任分解\n根据《青柳县节水“十三五”规划》（青政发〔2031〕7号）精神，进行责任分解。\n一、任务\n做好。"
    )
    assert head.title == "青柳县节水“十三五”规划责任分解"
    assert "青柳县节水“十三五”规划" not in head.own_titles


def test_what_a_notice_tells_before_it_hands_over_is_no_title() -> None:
    head = head_of(
        "各乡镇人民政府：\n县长所作的《政府工作报告》安排了今年任务，经县政府同意，现将《青柳县2031年度工作任务分解表》印发给你们，"
        "请认真抓好落实。\n一、夯实责任。要压实。\n二、主动作为。要协作。"
    )
    assert head.title == "青柳县2031年度工作任务分解表"


def test_orders_of_a_notice_need_no_colon() -> None:
    head = head_of(
        "青柳县人民政府办公室关于印发《政府工作报告》重点任务分工的通知\n各乡镇人民政府：\n"
        "2031年《政府工作报告》重点责任分工已经县政府同意，现印发给你们，并提出以下意见，请一并抓好贯彻落实。\n"
        "一、提高站位。要重视。要落实。\n二、夯实责任。要压实。要督查。\n青柳县人民政府办公室\n2031年4月1日\n"
        "2031年《政府工作报告》重点任务分工\n一、重点工作\n1.节水。责任单位：县水利局。\n2.治水。责任单位：县水利局。"
    )
    assert (head.title, str(head.starts)) == ("2031年《政府工作报告》重点任务分工", "2031")


def test_a_salutation_may_take_several_lines() -> None:
    head = head_of(
        "青柳市人民政府关于印发青柳市节水方案的通知\n各县（市、区）人民政府，\n青柳高新区管委会，\n市政府各部门：\n"
        "《青柳市节水方案》已经市政府同意，现印发给你们，请认真贯彻执行。\n青柳市人民政府\n2031年3月5日\n青柳市节水方案\n"
        + BODY
    )
    assert head.addressees == ("各县（市、区）人民政府", "青柳高新区管委会", "市政府各部门")


def test_a_signature_with_a_seal_or_a_dotted_date() -> None:
    notice = "关于印发《青柳县节水方案》的通知\n" + NOTICE
    assert head_of(notice + "青柳县水利局（章）\n2031年3月5日\n青柳县节水方案\n" + BODY).issuers == ("青柳县水利局",)
    head = head_of("青柳县节水方案\n青柳县水利局 2031.3.5\n" + BODY)
    assert (head.issuers, str(head.issued)) == (("青柳县水利局",), "2031-03-05")


def test_a_headline_that_announces_a_plan_is_not_its_title() -> None:
    head = head_of(
        "中共青柳市委办公室 青柳市人民政府办公室印发《关于加强节水的实施意见》\n"
        "近日，中共青柳市委办公室、青柳市人民政府办公室印发了《关于加强节水的实施意见》，并发出通知，要求认真贯彻落实。\n"
        "《关于加强节水的实施意见》全文如下。\n" + BODY
    )
    assert (head.title, head.notice_title) == ("关于加强节水的实施意见", None)
    assert head.issuers == ("中共青柳市委办公室", "青柳市人民政府办公室")


def test_a_document_on_one_line_is_cut_where_gaps_are_printed() -> None:
    body = "（一）建设。做好工程建设，落实各项措施。（责任单位：县水利局）" * 12
    head = head_of(
        "青柳县人民政府办公室关于印发 青柳县节水三年行动方案（2031—2033年）的通知 浏览次数: 字体: 青政办〔2031〕5号 "
        "各乡镇人民政府，县直各部门： 《青柳县节水三年行动方案（2031—2033年）》已经县政府同意，现印发给你们，请认真组织实施。 "
        "青柳县人民政府办公室 2031 年3 月5 日 （此件公开发布） 青柳县节水三年行动方案（2031—2033年） "
        "为做好节水，制定本方案。 一、总体要求 坚持节水。 二、重点任务 " + body
    )
    assert head.title == "青柳县节水三年行动方案（2031—2033年）"
    assert (head.document_number, str(head.issued)) == ("青政办〔2031〕5号", "2031-03-05")
    assert head.issuers == ("青柳县人民政府办公室",)
    assert head.addressees == ("各乡镇人民政府", "县直各部门")
