"""Who signed: several bodies under each other, and a signature before what a notice passes on."""

from __future__ import annotations

from loaders.outline import read_outline
from loaders.rules.head import Head, read_head
from tests.unit.reading_support import reading_of

ORDERS = "各相关单位：\n为做好节水工作，现将有关事项通知如下。\n一、工作任务\n（一）建设泵站。修好渠道。\n（二）开展宣传。\n二、其他事项\n（一）各单位密切配合，有关信息由市水利局、市财政局汇总后一并报送。\n"
TITLE = "关于推进云泽市节水工作的通知\n云水〔2031〕15号\n"


def head_of(text: str) -> Head:
    reading = reading_of(text)
    outline = read_outline(reading)
    return read_head(reading, outline.body_start if outline.items else None)


def test_all_bodies_that_sign_under_each_other_at_the_end_are_issuers() -> None:
    head = head_of(
        TITLE
        + ORDERS
        + "云泽市水利局\n\n云泽市财政局\n\n国家税务总局云泽市税务局\n\n2031年7月9日\n\n来源：云泽市水利局\n"
    )
    assert head.issuers == ("云泽市水利局", "云泽市财政局", "国家税务总局云泽市税务局")
    assert str(head.issued) == "2031-07-09"


def test_a_notice_with_parts_of_its_own_is_signed_before_what_it_passes_on() -> None:
    plan = "云泽市节水任务清单\n一、灌区改造\n（一）更换水泵。每年检修。\n（二）衬砌渠道。\n二、城镇节水\n（一）更换管网。控制漏损。\n"
    head = head_of(TITLE + ORDERS + "云泽市人民政府\n\n2031年1月26日\n\n" + plan * 8)
    assert (head.issuers, str(head.issued)) == (("云泽市人民政府",), "2031-01-26")


def test_names_that_run_together_part_where_the_place_comes_again() -> None:
    head = head_of(
        "关于印发《云泽市护河方案》的通知\n各县水利局：\n现将《云泽市护河方案》印发给你们，请遵照执行。\n"
        "云泽市水利局云泽市财政局云泽市农业农村局\n2031年5月6日\n云泽市护河方案\n一、任务\n护河。"
    )
    assert head.issuers == ("云泽市水利局", "云泽市财政局", "云泽市农业农村局")


def test_a_name_that_ends_behind_a_bracket_in_a_task_table_signs_nothing() -> None:
    table = "序号\n任务\n责任单位\n完成时限\n1\n更换水泵\n市水利局、各县（区）人民政府\n2031年12月31日\n"
    head = head_of("云泽市节水方案\n一、灌区改造\n更换水泵。每年检修。\n" + table)
    assert (head.issuers, head.issued) == ((), None)


def test_a_label_may_name_several_issuers() -> None:
    head = head_of(
        "云泽市节水方案\n发文机关：云泽市水利局、云泽市财政局\n成文日期：2031年5月6日\n一、灌区改造\n更换水泵。\n"
    )
    assert head.issuers == ("云泽市水利局", "云泽市财政局")
