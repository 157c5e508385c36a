"""The worker process gives the same document as the reader does."""

from __future__ import annotations

import pytest

from kg.errors import Bilingual, UnreadableDocument
from loaders.isolation import read_apart
from loaders.limits import LIMITS
from loaders.readers import Reader
from loaders.readers.docx import DocxReader
from loaders.readers.html import HtmlReader
from scripts.make_example_formats import docx

PAGE = (
    "<html><head><link rel=canonical href='https://example.org/a/b.html'></head><body><h1>云泽市数据发展规划（2031年）</h1>"
    "<div id=zoom><p>正文。</p><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table><a href=f.pdf>附件</a></div></body></html>"
)


@pytest.mark.parametrize(
    ("reader", "data"), [(DocxReader(), docx(["一、总体要求", "正文。"])), (HtmlReader(), PAGE.encode())]
)
def test_nothing_is_lost_on_the_way(reader: Reader, data: bytes) -> None:
    assert read_apart(reader, data, "a", LIMITS) == reader.read(data, "a")


def test_an_error_comes_back_in_both_languages() -> None:
    with pytest.raises(UnreadableDocument, match="damaged") as caught:
        read_apart(DocxReader(), b"PK\x03\x04", "a.docx", LIMITS)
    assert isinstance(caught.value.message, Bilingual)
    assert "已损坏" in caught.value.message.zh
