"""A byte order mark is believed only where the bytes behind it agree."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import UnreadableDocument
from loaders.readers.decoding import decode

TEXT = "某县推进数据工作的方案\n一、加快建设。\n"


def test_gb_18030_behind_the_mark_of_utf_8_is_read() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode("gb18030"), "a.txt") == TEXT


def test_a_mark_before_its_own_encoding_is_taken_off() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), "a.txt") == TEXT
    assert decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "a.txt") == TEXT


def test_a_mark_before_rubbish_makes_no_text_of_it() -> None:
    with pytest.raises(UnreadableDocument):
        decode(codecs.BOM_UTF8 + bytes(range(0x80, 0x100)) * 20, "a.txt")
