"""Papers that a page announces, and issuers that stand in titles and headings: invented documents."""

from __future__ import annotations

import pytest

from tests.unit.rules.head.test_introduced import BODY, NOTICE, head_of

OPENING = BODY.split("\n", 1)[1]


@pytest.mark.parametrize(
    "mark", ["《云泽市节水实施方案》全文如下。", "《云泽市节水实施方案》主要内容如下。", "全文如下："]
)
@pytest.mark.parametrize("when", ["近日，", "日前，", ""])
def test_news_names_the_paper_and_who_issued_it(mark: str, when: str) -> None:
    head = head_of(
        f"{when}中共云泽市委办公室、云泽市人民政府办公室印发了《云泽市节水实施方案》，并发出通知，要求各区县结合实际认真贯彻落实。\n{mark}\n{BODY}"
    )
    assert head.title == "云泽市节水实施方案"
    assert head.issuers == ("中共云泽市委办公室", "云泽市人民政府办公室")


def test_what_a_page_says_before_the_text_is_not_the_text() -> None:
    head = head_of(f"某网获悉，云泽市发布了《关于落实重点工作的通知》，提出节水。\n全文如下：\n云泽市节水方案\n{BODY}")
    assert head.text_start > 20
    assert head_of("云泽市节水方案\n" + BODY).text_start == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("中共霁川区委关于制定霁川区国民经济和社会发展第十四个五年规划", "和二〇三五年远景目标的建议"),
        ("云泽市贯彻落实省节水规划", "及供水规划的实施方案"),
    ],
)
def test_a_line_does_not_end_a_title_that_the_next_goes_on_with(first: str, second: str) -> None:
    assert head_of(f"{first}\n\n{second}\n\n{BODY}").title == first + second


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("市政府贯彻国务院关于推进节水意见的实施意见", "市政府"),
        ("云泽市人民政府落实省政府关于节水工作意见的实施方案", "云泽市人民政府"),
        ("省政府关于节水的若干意见", "省政府"),
    ],
)
def test_who_carries_out_the_paper_of_another_is_the_issuer(title: str, issuer: str) -> None:
    assert head_of(f"{title}\n云政发〔2031〕25号\n各区人民政府，市政府各部门：\n{BODY}").issuers == (issuer,)


@pytest.mark.parametrize("body", ["澜江省云泽市人民政府办公室", "云泽市水利局"])
def test_collections_of_laws_print_the_body_between_title_and_number(body: str) -> None:
    title = "关于发布《云泽市节水办法》的通知"
    head = head_of(
        f"{title}\n作者：某网\n{title}\n{body}\n{title}\n云政办发〔2031〕13号\n各区人民政府，市政府各部门：\n"
        f"《云泽市节水办法》已经市政府通过，现予发布，请遵照执行。\n二〇三一年三月十五日\n云泽市节水办法\n{BODY}"
    )
    assert head.issuers == (body,)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("国家发展和改革委员会财政部", ("国家发展和改革委员会", "财政部")),
        ("教育部国家发展和改革委员会财政部", ("教育部", "国家发展和改革委员会", "财政部")),
        ("国家税务总局三亚市税务局", ("国家税务总局三亚市税务局",)),
        ("教育部办公厅", ("教育部办公厅",)),
    ],
)
def test_names_of_national_bodies_that_run_together_are_parted(line: str, names: tuple[str, ...]) -> None:
    head = head_of(f"关于印发节水方案的通知\n{NOTICE}{line}\n2031年11月16日\n青柳县节水方案\n{BODY}")
    assert head.issuers == names


@pytest.mark.parametrize("verb", ["公布", "发布"])
def test_a_notice_that_makes_something_known_hands_no_plan_over(verb: str) -> None:
    title = f"云泽市水利局关于{verb}2031年云泽市节水型灌区的通知"
    head = head_of(f"{title}\n云水〔2031〕7号\n各区水利局：\n{OPENING}")
    assert (head.title, head.notice_title) == (title, None)
    handed = head_of(f"云泽市水利局关于{verb}云泽市节水工作方案的通知\n云水〔2031〕7号\n各区水利局：\n{OPENING}")
    assert handed.title == "云泽市节水工作方案"


@pytest.mark.parametrize("title", ["云泽市人民政府关于表彰节水先进单位的通报", "云泽市节水这一年"])
def test_a_title_that_a_page_prints_twice_is_one(title: str) -> None:
    assert head_of(f"{title}\n\n{title}\n\n云政函〔2031〕40号\n各区人民政府：\n{BODY}").title == title


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("云泽市节约用水三年行动", "实施方案（试行）"),
        ("云泽市落实省促进节水若干措施", "任务分工方案"),
        ("云泽市节水型社会建设规划", "工作实施方案"),
    ],
)
def test_the_kind_of_a_paper_alone_is_no_title(first: str, second: str) -> None:
    assert head_of(f"{first}\n{second}\n{BODY}").title == first + second


@pytest.mark.parametrize("years", ["（2031-2034）", "(2031—2034年)"])
def test_years_in_brackets_under_a_title_belong_to_it(years: str) -> None:
    head = head_of(f"云泽市节约用水行动计划\n{years}\n云泽市水利局\n2031年12月5日\n{BODY}")
    assert head.title == f"云泽市节约用水行动计划{years}"
    assert (str(head.starts), str(head.ends)) == ("2031", "2034")


@pytest.mark.parametrize("years", ["二〇三一年至二〇三四年", "2031-2034年", "2031—2034"])
def test_years_on_a_line_under_a_title_are_the_period(years: str) -> None:
    head = head_of(f"云泽市节约用水行动计划\n{years}\n{BODY}")
    assert head.title == "云泽市节约用水行动计划"
    assert (str(head.starts), str(head.ends)) == ("2031", "2034")


@pytest.mark.parametrize("heading", ["目标", "工作目标", "重点任务"])
def test_a_heading_without_number_is_no_title(heading: str) -> None:
    head = head_of(
        f"云泽市2031年节水工作要点实施方案\n\n{heading}\n\n为落实要点，坚持实干，扎实推进各项工作。\n一、重点任务\n（一）建设。做。\n（二）管护。管。\n"
    )
    assert head.title == "云泽市2031年节水工作要点实施方案"


@pytest.mark.parametrize("end", ["“十五五”期末", "“十五五”时期末", "“十五五”末"])
def test_the_end_of_a_five_year_plan_ends_the_goals(end: str) -> None:
    head = head_of(
        f"云泽市节水意见\n为节水，制定本意见。\n一、工作目标\n到{end}，基本完成管网改造。\n二、重点任务\n（一）建设。做。\n"
    )
    assert str(head.ends) == "2030"
