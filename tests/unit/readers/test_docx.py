"""Word documents: the text as Word shows it."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.document import BlockKind
from loaders.readers.docx import DocxReader
from tests.unit.readers.word_support import (
    cell,
    level,
    numbered,
    numbering,
    paragraph,
    part,
    read,
    run,
    table,
    texts,
    word,
)

FIVE = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircleChinese", "%5")
)


def test_numbers_of_five_levels_are_those_that_word_prints() -> None:
    steps = [
        (0, "甲"),
        (1, "乙"),
        (2, "丙"),
        (3, "丁"),
        (4, "戊"),
        (4, "己"),
        (2, "庚"),
        (3, "辛"),
        (1, "壬"),
        (2, "癸"),
        (0, "子"),
    ]
    body = "".join(numbered(text, 1, place) for place, text in steps)
    assert texts(read(body, numbering(FIVE))) == [
        "一、甲", "（一）乙", "1.丙", "（1）丁", "①戊", "②己", "2.庚", "（1）辛", "（二）壬", "1.癸", "二、子",
    ]  # fmt: skip


def test_a_level_that_never_restarts_runs_on() -> None:
    levels = level(0, "chineseCounting", "（%1）") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered(text, 1, place) for place, text in [(0, "甲"), (1, "乙"), (1, "丙"), (0, "丁"), (1, "戊")])
    assert texts(read(body, numbering(levels))) == ["（一）甲", "1.乙", "2.丙", "（二）丁", "3.戊"]


def test_a_level_may_restart_after_an_outer_level_only() -> None:
    levels = FIVE.replace("%3.", "%3.", 1).replace(
        '<w:suff w:val="nothing"/><w:lvlText w:val="%3."/>',
        '<w:suff w:val="nothing"/><w:lvlRestart w:val="1"/><w:lvlText w:val="%3."/>',
    )
    steps = [(0, "甲"), (1, "乙"), (2, "丙"), (1, "丁"), (2, "戊"), (0, "己"), (2, "庚")]
    body = "".join(numbered(text, 1, place) for place, text in steps)
    assert texts(read(body, numbering(levels))) == ["一、甲", "（一）乙", "1.丙", "（二）丁", "2.戊", "二、己", "1.庚"]


def test_two_lists_of_one_definition_go_on_from_each_other_until_a_start_is_set() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = numbered("甲", 1, 0) + numbered("乙", 2, 0) + numbered("丙", 3, 0) + numbered("丁", 3, 0)
    assert texts(read(body, numbering(level(0, "decimal", "%1."), lists))) == ["1.甲", "2.乙", "7.丙", "8.丁"]


def test_legal_numbers_print_figures_on_every_level() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = numbered("甲", 1, 0) + numbered("乙", 1, 1) + numbered("丙", 1, 1)
    assert texts(read(body, numbering(levels))) == ["第一章甲", "1.1乙", "1.2丙"]


def test_numbers_come_from_a_style_and_the_styles_that_it_is_based_on() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own"/><w:basedOn w:val="base"/></w:style>',
    )
    document = read(paragraph("总体要求", '<w:pStyle w:val="own"/>'), numbering(FIVE), {"word/styles.xml": styles})
    assert texts(document) == ["一、总体要求"]
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)


def test_list_zero_takes_the_number_of_a_style_away() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    bare = '<w:pStyle w:val="own"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    document = read(paragraph("附注", bare), numbering(FIVE), {"word/styles.xml": styles})
    assert texts(document) == ["附注"]


def test_an_empty_numbered_paragraph_does_not_count() -> None:
    body = numbered("甲", 1, 0) + numbered(" ", 1, 0) + numbered("乙", 1, 0)
    assert texts(read(body, numbering(FIVE))) == ["一、甲", "二、乙"]


def test_tracked_insertions_are_taken_and_deletions_left_out() -> None:
    body = paragraph(
        run("由")
        + f"<w:del><w:r><w:delText>市科委</w:delText></w:r></w:del><w:ins>{run('市科技局')}</w:ins>"
        + run("负责")
    )
    assert texts(read(body)) == ["由市科技局负责"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = paragraph("前半", "<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    assert texts(read(body)) == ["前半后半"]


def test_text_boxes_follow_their_paragraph_and_are_read_once() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + paragraph("框中文字")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + paragraph("框中文字")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(paragraph(run("正文") + box) + paragraph("下文"))) == ["正文", "框中文字", "下文"]


def test_footnotes_stand_at_the_end_and_heads_of_pages_nowhere() -> None:
    notes = part("footnotes", '<w:footnote w:id="2">' + paragraph("指规模以上企业") + "</w:footnote>")
    heads = part("hdr", paragraph("内部文件"))
    body = paragraph(run("企业") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("增长")) + paragraph("结尾")
    document = read(body, None, {"word/footnotes.xml": notes, "word/header1.xml": heads})
    assert texts(document) == ["企业增长", "结尾", "[1] 指规模以上企业"]


def test_a_table_of_contents_is_no_text() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>" + paragraph("一、总体要求 1") + "</w:sdtContent></w:sdt>"
    )
    assert texts(read(contents + paragraph("一、总体要求"))) == ["一、总体要求"]


def test_hidden_text_and_field_codes_are_not_shown() -> None:
    body = paragraph(
        run("看得见") + run("看不见", "<w:rPr><w:vanish/></w:rPr>") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert texts(read(body)) == ["看得见"]


def test_merged_cells_reach_as_far_as_word_says() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("序号", restart) + cell("责任单位", '<w:gridSpan w:val="2"/>'),
        cell("", go_on) + cell("牵头") + cell("配合"),
    )
    found = [(b.row, b.column, b.row_span, b.column_span) for b in read(body).blocks]
    assert found == [(1, 1, 2, 1), (1, 2, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1)]


def test_lines_of_a_cell_stay_lines_and_numbers_in_cells_count() -> None:
    two = f"<w:tc><w:tcPr/>{numbered('改造管网', 1, 2)}{numbered('新建泵站', 1, 2)}</w:tc>"
    document = read(table(cell("任务") + cell("措施"), cell("治水") + two), numbering(FIVE))
    assert texts(document)[-1] == "1.改造管网\n2.新建泵站"


def test_a_frame_of_one_cell_is_text_and_no_table() -> None:
    document = read(table(cell("专栏1 重点工程")) + paragraph("下文"))
    assert [(document.quote(b.span), b.kind) for b in document.blocks] == [
        ("专栏1 重点工程", BlockKind.PARAGRAPH),
        ("下文", BlockKind.PARAGRAPH),
    ]


def test_a_zip_without_a_text_part_is_no_word_document() -> None:
    from scripts.make_example_formats import package  # noqa: PLC0415 - this test alone needs it

    data = package("<x/>").replace(b"word/document.xml", b"word/documenu.xml")
    with pytest.raises(UnreadableDocument, match="not a Word document"):
        DocxReader().read(data, "a.docx")


def test_a_line_break_inside_a_paragraph_parts_lines_without_a_gap() -> None:
    document = read(paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"))
    assert document.text == "甲\n乙\n"


def test_the_same_bytes_give_the_same_document() -> None:
    data = word(numbered("甲", 1, 0), numbering(FIVE))
    assert DocxReader().read(data, "a.docx") == DocxReader().read(data, "a.docx")
