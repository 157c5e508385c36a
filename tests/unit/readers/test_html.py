"""Pages of government sites."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.document import BlockKind, Document
from loaders.limits import LimitExceeded
from loaders.readers.html import HtmlReader
from loaders.readers.page import particulars

MENU = "<ul>" + "".join(f"<li><a href='/{i}'>栏目之{i}</a></li>" for i in range(9)) + "</ul>"
SENTENCE = "坚持问题导向，完善工作机制，推动各项任务落地见效。" * 4


def read(body: str, head: str = "", encoding: str = "utf-8") -> Document:
    return HtmlReader().read(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "page.html")


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_a_page_declared_gb2312_keeps_what_only_gb18030_holds() -> None:
    document = read("<div id='zoom'><p>二〇三五年镕城实现目标。</p></div>", "<meta charset=gb2312>", "gb18030")
    assert texts(document) == ["二〇三五年镕城实现目标。"]


@pytest.mark.parametrize(
    "container", ["id='UCAP-CONTENT'", "class='TRS_Editor x'", "id='vsb_content'", "class='unknown'"]
)
def test_the_text_is_found_and_the_page_around_it_left_out(container: str) -> None:
    page = f"<div class='head'>{MENU}</div><div {container}><p>{SENTENCE}</p><p>第二段。</p></div><div class='foot'>{MENU}</div>"
    assert texts(read(page)) == [SENTENCE, "第二段。"]


def test_particulars_become_metadata_and_no_text() -> None:
    rows = [("索 引 号：", "X0-1", "主题分类：", "科技"), ("发文机关：", "云泽市人民政府", "成文日期：", "2031年01月02日"),
            ("发文字号：", "云政发〔2031〕2号", "发布日期：", "2031-01-05")]  # fmt: skip
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"
    document = read(f"<div id='zoom'>{table}<p>云政发〔2031〕2号</p><p>{SENTENCE}</p></div>")
    meta = document.metadata
    assert (meta.issuer, meta.document_number, meta.issued) == ("云泽市人民政府", "云政发〔2031〕2号", "2031年01月02日")
    assert "索" not in document.text


def test_what_the_text_lacks_is_put_in_front_of_it() -> None:
    head = "<meta name='ArticleTitle' content='云泽市数据条例实施方案'>"
    page = f"<p>发文字号：云政发〔2031〕9号</p><div id='zoom'><p>{SENTENCE}</p></div>"
    assert texts(read(page, head))[:2] == ["云泽市数据条例实施方案", "发文字号：云政发〔2031〕9号"]


def test_particulars_may_stand_on_the_line_after_their_label() -> None:
    assert particulars(["发布机构", "云泽市水利局", "文 号：", "云水〔2031〕1号"]) == {
        "issuer": "云泽市水利局",
        "number": "云水〔2031〕1号",
    }


def test_attachments_are_named_with_their_address() -> None:
    page = f"<div id='zoom'><p>{SENTENCE}</p><p><a href='./a/f1.docx'>附件1：任务分工表</a></p></div>"
    document = read(page, "<link rel='canonical' href='https://example.org/zw/p.html'>")
    assert [(a.name, a.address) for a in document.metadata.attachments] == [
        ("附件1：任务分工表", "https://example.org/zw/a/f1.docx")
    ]
    assert "附件1：任务分工表" in document.text


def test_spans_put_cells_where_a_browser_puts_them() -> None:
    table = "<table><tr><td rowspan=2>序号<td colspan=2>责任单位<tr><td>牵头<td>配合<tr><td>1<td>市水利局<td>市财政局</table>"
    document = read(f"<div id='zoom'>{table}</div>")
    found = {document.quote(b.span): (b.row, b.column, b.row_span, b.column_span) for b in document.blocks}
    assert found == {
        "序号": (1, 1, 2, 1), "责任单位": (1, 2, 1, 2), "牵头": (2, 2, 1, 1), "配合": (2, 3, 1, 1),
        "1": (3, 1, 1, 1), "市水利局": (3, 2, 1, 1), "市财政局": (3, 3, 1, 1),
    }  # fmt: skip


def test_a_page_laid_out_with_a_table_is_text() -> None:
    document = read(f"<table><tr><td>左</td><td><p>{SENTENCE * 30}</p></td></tr><tr><td>a</td><td>b</td></tr></table>")
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}


def test_lines_of_a_cell_stay_lines() -> None:
    table = "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>治水</td><td>市水利局<br>市财政局</td></tr></table>"
    assert texts(read(f"<div id='zoom'>{table}</div>"))[-1] == "市水利局\n市财政局"


def test_line_feeds_that_several_cells_of_a_row_share_are_breaks_that_a_site_lost() -> None:
    table = "<table><tr><td>指标</td><td>值</td></tr><tr><td>巩固率\n普及率</td><td>90\n95</td></tr></table>"
    assert texts(read(f"<div id='zoom'>{table}</div>"))[-2:] == ["巩固率\n普及率", "90\n95"]


def test_line_feeds_of_the_source_mean_nothing() -> None:
    table = "<table><tr><td>任务</td><td>\n  责任\n  单位</td></tr><tr><td>治水</td><td>市水利局</td></tr></table>"
    assert texts(read(f"<div id='zoom'>{table}</div>"))[1] == "责任 单位"


def test_breaks_part_lines_without_a_gap() -> None:
    assert read("<div id='zoom'>一、甲<br>二、乙<p>三、丙</p></div>").text == "一、甲\n二、乙\n\n三、丙\n"


def test_an_ordered_list_prints_its_numbers() -> None:
    assert texts(read("<div id='zoom'><ol start=3><li>甲<li>乙</ol></div>")) == ["3. 甲", "4. 乙"]


def test_scripts_styles_and_hidden_elements_are_no_text() -> None:
    page = "<div id='zoom'><script>var a</script><style>p{}</style><p>正文</p><p style='display:none'>藏</p>后</div>"
    assert texts(read(page)) == ["正文", "后"]


def test_nesting_beyond_the_limit_is_said_and_nothing_is_lost_in_silence() -> None:
    with pytest.raises(LimitExceeded, match="nesting"):
        read("<div>" * 3000 + "深处的文字" + "</div>" * 3000)


def test_a_page_nested_200_deep_is_read() -> None:
    assert texts(read("<div>" * 200 + "深处的文字" + "</div>" * 200)) == ["深处的文字"]


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(UnreadableDocument):
        read("<div></div>")


def test_particulars_outside_the_text_are_found_cell_by_cell() -> None:
    table = "<table>\n<tr>\n<td>发布机构：</td>\n<td>云泽市水利局</td></tr>\n<tr><td>成文日期：</td><td>2031-01-02</td></tr></table>"
    meta = read(f"{table}<div id='zoom'><p>{SENTENCE}</p></div>").metadata
    assert (meta.issuer, meta.issued) == ("云泽市水利局", "2031-01-02")
