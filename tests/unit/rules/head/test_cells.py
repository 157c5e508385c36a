"""Fronts whose metadata a page prints as a table, and lists of annexes whose names open with a year."""

from __future__ import annotations

from loaders.outline import read_outline
from loaders.readers.text import TextReader
from loaders.reading import Reading
from loaders.rules.head import Head, read_head
from tests.unit.rules.head.test_pages import BODY, NOTICE

TABLE = "索引号 | 0012/2031-7 | 组配分类 | 专项规划 |\n发布机构 | 青柳县水务局 | 生成日期 | 2031-03-31 |\n公开方式 | 主动公开 | | |\n"


def head_of(text: str) -> Head:
    reading = Reading(TextReader().read(text.encode(), "某文.txt"))
    outline = read_outline(reading)
    return read_head(reading, outline.body_start if outline.items else None)


def test_the_cells_of_a_table_of_metadata_are_no_title() -> None:
    head = head_of(TABLE + "日前，青柳县的规划已经出台。\n" + BODY)
    assert (head.title, head.issuers) == ("", ("青柳县水务局",))


def test_the_title_behind_a_table_of_metadata_is_found() -> None:
    head = head_of(TABLE + "青柳县节水方案\n" + BODY)
    assert head.title == "青柳县节水方案"


def test_a_table_of_tasks_is_no_metadata() -> None:
    head = head_of(
        "青柳县节水任务表\n分类 | 任务 | 责任单位 |\n水利 | 修渠 | 县水利局 |\n农业 | 滴灌 | 县农业农村局 |\n"
    )
    assert (head.title, head.issuers) == ("青柳县节水任务表", ())


def test_the_second_annex_of_a_list_is_no_title() -> None:
    head = head_of(
        "青柳县人民政府办公室关于印发节水工作分解表的通知\n"
        + NOTICE.replace("《青柳县节水方案》", "节水工作分解表")
        + "附件：1. 2031年节水工作分解表\n2. 2031年排水工作分解表\n青柳县人民政府办公室\n2031年1月17日\n"
        + BODY
    )
    assert head.title == "节水工作分解表"


def test_what_a_plan_without_title_marks_rests_on_is_not_its_title() -> None:
    head = head_of(
        "青柳县节水方案\n为贯彻落实省人民政府关于促进节水的意见(某政发〔2030〕31号),推动我县节水,特制定以下方案。\n"
        "一、总体要求\n坚持实干。\n二、重点任务\n（一）建设。做。（责任单位：县水利局）\n"
    )
    assert (head.title, head.issuers, head.document_number) == ("青柳县节水方案", (), None)


def test_the_day_of_a_cell_may_bear_a_clock() -> None:
    head = head_of(
        "文号 | 青政发〔2031〕7号 | 发文日期 | 2031-04-06 00:00 |\n发布机构 | 青柳县人民政府 | 有效性 | 有效 |\n青柳县节水方案\n"
        + BODY
    )
    assert (head.title, str(head.issued)) == ("青柳县节水方案", "2031-04-06")


def test_a_sentence_that_opens_with_a_day_is_no_signature() -> None:
    head = head_of(
        "青柳县人民政府关于印发节水任务表的通知\n各乡镇人民政府：\n2030年12月30日，区长作了报告。现将节水任务表印发给你们。\n"
        + BODY
    )
    assert head.issued is None


def test_the_name_of_a_picture_before_a_title_is_left_out() -> None:
    head = head_of(
        "青柳县人民政府关于印发青柳县节水方案的通知\n"
        + NOTICE
        + "青柳县人民政府\n2031年1月17日\nqlx143.tif青柳县节水方案\n"
        + BODY
    )
    assert head.title == "青柳县节水方案"
