from __future__ import annotations

import pytest

from loaders.rules.citation import find_citations, read_citations
from tests.unit.reading_support import reading_of


def cited(text: str, *own: str) -> list[tuple[str, str | None, str]]:
    reading = reading_of(text)
    return [(c.title, c.document_number, c.relation) for c in read_citations(reading, 0, len(reading.text), own)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据国务院《关于加快节水的意见》（国发〔2031〕5号），", ("关于加快节水的意见", "国发〔2031〕5号", "basedOn")),
        ("为贯彻落实《澜江省节约用水条例》，制定本方案。", ("澜江省节约用水条例", None, "implements")),
        ("达到《用水管理规范》标准。", ("用水管理规范", None, "cites")),
        ("按照《云泽市节水规划》(云政字〔203166号)要求", ("云泽市节水规划", "云政字〔2031〕66号", "basedOn")),
        ("依据《河道条例》（国务院令第999号）", ("河道条例", "国务院令第999号", "basedOn")),
        ("落实省政府办公厅印发的《节水办法》。", ("节水办法", None, "implements")),
        ("根据《关于印发〈节水规划〉的通知》要求", ("关于印发〈节水规划〉的通知", None, "basedOn")),
        ("先后出台《节水十条》等文件。", ("节水十条", None, "cites")),
    ],
)
def test_a_title_its_number_and_how_the_plan_stands_to_it(text: str, expected: tuple[str, str | None, str]) -> None:
    assert cited(text) == [expected]


def test_a_list_shares_its_verb() -> None:
    text = "根据《甲条例》《乙规划》（云政发〔2031〕1号）、《丙意见》和市教育局《丁通知》精神，严格对照《申报方案》。"
    assert [(t, r) for t, _, r in cited(text)] == [
        ("甲条例", "basedOn"),
        ("乙规划", "basedOn"),
        ("丙意见", "basedOn"),
        ("丁通知", "basedOn"),
        ("申报方案", "basedOn"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "制定《云泽市节水中心建设方案》，",
        "研究制定《甲办法》《乙细则》。",
        "推动《云泽市节水条例》尽快出台，",
        "加快《水资源规划》编制。",
        "尽快印发《实施细则》。",
        "申领《取水许可证》。",
        "《云泽市节水方案》已经市政府同意，现印发给你们。",
        "《》",
    ],
)
def test_what_is_unwritten_a_form_or_handed_over_is_no_citation(text: str) -> None:
    assert cited(text) == []


def test_each_document_once_with_what_the_second_mention_adds() -> None:
    text = "严格执行《节水办法》。加强《节水办法》(云政发〔2031〕8号)宣传。"
    assert cited(text) == [("节水办法", "云政发〔2031〕8号", "implements")]


def test_a_link_that_is_printed_on_a_line_of_its_own_is_still_cited() -> None:
    text = "根据国务院《\n节水条例》、《\n澜江省节水办法》的规定，制定本办法。"
    assert [title for title, _, _ in cited(text)] == ["节水条例", "澜江省节水办法"]


def test_own_titles_and_short_names_do_not_count() -> None:
    text = "《节水方案》公开。更新《省市两级节水设备通用目录》（以下简称《通用目录》）。严格执行《通用目录》。"
    assert [t for t, _, _ in cited(text, "云泽市节水方案", "节水方案")] == ["省市两级节水设备通用目录"]
    assert cited("制定本《节水纲要》。贯彻落实《节水纲要》。") == []
    assert cited("学习《推进节水活动实施方案》。", "云泽市水利局推进节水活动实施方案") == []


def test_the_paper_of_another_level_may_bear_the_same_name() -> None:
    text = "根据省、市《节水三年行动总体方案》，制定本方案。"
    assert [t for t, _, _ in cited(text, "青柳县节水三年行动总体方案")] == ["节水三年行动总体方案"]


def test_a_kind_of_paper_alone_is_a_short_name() -> None:
    assert cited("该《意见》提出要求。《实施方案》明确任务。") == []


def test_an_unclosed_title_does_not_swallow_the_next_paragraph() -> None:
    assert cited("为落实《国家节水\n根据《节水条例》（国发[2031]2号）做好工作。") == [
        ("节水条例", "国发[2031]2号", "basedOn")
    ]


def test_own_titles_in_traditional_characters_are_own_titles() -> None:
    assert cited("現將《節約用水實施方案》印發。", "節約用水實施方案") == []


def test_what_is_left_out_says_why() -> None:
    reading = reading_of("制定《甲办法》。学习《本方案》。")
    found = find_citations(reading, 0, len(reading.text), ["本方案"])
    assert [u.reason for u in found.left_out] == ["still to be written", "the document's own title"]
    assert found.left_out[0].evidence[0].quote == "《甲办法》"


def test_a_basis_in_front_of_an_approval_is_not_handed_over() -> None:
    reading = reading_of(
        "根据《甲省节水办法》（甲政发〔2031〕8号）、《乙市节水条例》文件精神，经市政府研究，制定本方案。"
    )
    cited = read_citations(reading, 0, len(reading.text))
    assert [document.title for document in cited] == ["甲省节水办法", "乙市节水条例"]


def test_the_name_of_a_file_is_no_document() -> None:
    assert cited("《云泽市抗旱预案.docx(29页珍藏版)》请在线阅读。") == []


@pytest.mark.parametrize("verb", ["制定了", "联合出台了", "编制了"])
def test_what_has_been_written_is_cited(verb: str) -> None:
    assert [
        title for title, _, _ in cited(f"水利部、财政部{verb}《节水产业发展指南》。经省政府同意，现将该指南转发你们。")
    ] == ["节水产业发展指南"]


@pytest.mark.parametrize(
    "own", ["云泽市贯彻落实《节水条例》实施方案", "2031年《节水条例》宣传工作要点", "云泽市落实〈节水条例〉任务分工"]
)
def test_a_title_inside_the_own_title_is_part_of_it(own: str) -> None:
    printed = own.replace("〈", "《").replace("〉", "》")
    assert cited(f"现将{printed}印发给你们。\n{printed}\n为做好工作，制定本方案。", own) == []
    assert [t for t, _, _ in cited(f"{printed}\n为落实《节水条例》，制定本方案。", own)] == ["节水条例"]


def test_a_paper_with_a_number_of_its_own_that_is_passed_on_is_cited() -> None:
    text = "现将《关于加大节水投入的通知》（财水〔2031〕40号）印发你们，并提出如下意见。"
    assert [t for t, _, _ in cited(text)] == ["关于加大节水投入的通知"]
