"""Bytes into text: which encoding they are in, told by what they say and never by statistics of languages.

A byte order mark and strict UTF-8 settle it. What is left is tried as GB 18030 (the superset of GB 2312 and GBK that
government sites use, whatever they declare), Big5 and UTF-16 without a mark; the one stands whose characters
are those that people write: GB 18030 makes text of nearly any bytes, but of Big5, Latin-1 or UTF-16 it makes
characters that nobody uses. Where none does, the bytes are no text: nothing is taken for Chinese in silence.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

from kg.errors import UnreadableDocument, both

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DAMAGE: Final = 0.02
"""Share of characters that may be unreadable before the bytes are taken for something else."""
_NARROW: Final = ("utf-8", "gb18030", "big5hkscs")
_WIDE: Final = ("utf-16-le", "utf-16-be")
_SAMPLE: Final = 65_536
_CUT: Final = 3
_USUAL: Final = 0.66
"""Share of the characters beyond ASCII that have to be usual ones: of examples and real plans, whole and cut short, and
of a list of rare names 0.78 and more are in their right encoding, 0.55 at most in a wrong one."""
_SEVEN_BIT: Final = (
    ("UTF-7", "utf-7", re.compile(rb"\+[A-Za-z0-9+/]{8,}")),
    ("HZ", "hz", re.compile(rb"~\{[!-~]{4,}~\}")),
    ("ISO-2022", "iso2022_jp_2", re.compile(rb"\x1b\$[)*+]?[@AB]")),
)


@cache
def _common() -> frozenset[str]:
    """Return the characters that texts are made of: the first levels of GB 2312 and Big5, and their punctuation."""
    pairs = {
        "gb2312": [
            (lead, trail) for lead in [0xA1, 0xA2, 0xA3, 0xA9, *range(0xB0, 0xD8)] for trail in range(0xA1, 0xFF)
        ],
        "big5": [
            (lead, trail) for lead in [0xA1, *range(0xA4, 0xC7)] for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        ],
    }
    found = {bytes(pair).decode(encoding, "ignore") for encoding, all_of in pairs.items() for pair in all_of}
    return frozenset("".join(found) + "—·•“”‘’…〇㎡℃①②③④⑤⑥⑦⑧⑨⑩　\n\r\t" + "".join(map(chr, range(0x20, 0x7F))))


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`.

    Args:
        data: Bytes in UTF-8, GB 18030 (GBK, GB 2312), Big5 or UTF-16, with or without a byte order mark.
        name: File name, for the error.

    Raises:
        UnreadableDocument: The bytes are binary, in another encoding, or damaged beyond a fiftieth of their characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
            if text.count("\ufffd") <= _DAMAGE * len(text) and "\0" not in text.rstrip("\0"):
                return text.rstrip("\0")
            # An editor put the mark of one encoding before text of another.
            data = data.removeprefix(mark)
            break
    # A disk that was full leaves a tail of zeros; zeros inside are wide characters, or no text at all.
    body = data.rstrip(b"\0")
    data = data if b"\0" in body else body
    if b"\0" not in data:
        strict = _utf8(data)
        if strict is not None:
            _refuse_seven_bit(data, name)
            return strict
    encodings = _WIDE if b"\0" in data else (*_NARROW, *_WIDE)
    best = max(encodings, key=lambda encoding: _usual(data, encoding))
    if _usual(data, best) < _USUAL:
        raise _unknown(name, binary=b"\0" in data)
    text = _whole(data, best)
    if text.count("\ufffd") > _DAMAGE * len(text) or "\0" in text:
        raise _unknown(name, binary="\0" in text)
    return text


def wide_as_bytes(head: bytes) -> bytes:
    """Return the beginning of a file with wide characters made narrow, for looking at its markup."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode()
    if b"\0" in head:
        for encoding in _WIDE:
            if _usual(head, encoding) >= _USUAL:
                return head.decode(encoding, "ignore").encode()
    return head


def _utf8(data: bytes) -> str | None:
    """Return the text of strict UTF-8, which may be cut in its last character, or None."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - _CUT and error.start > 0:
            return data[: error.start].decode()
    return None


def _whole(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - _CUT and error.start > 0:
            return data[: error.start].decode(encoding)
    return data.decode(encoding, errors="replace")


def _usual(data: bytes, encoding: str) -> float:
    """Return the share of usual characters among those beyond ASCII, 0 where there are none or too much is broken."""
    sample = data[:_SAMPLE]
    text = sample.decode(encoding, errors="replace")
    beyond = [char for char in text if char > "\x7f" or char < "\t"]
    if not beyond:
        # Wide ASCII is text too; bytes without a zero that make ASCII only are not wide.
        return 1.0 if encoding in _WIDE and text and "\ufffd" not in text else 0.0
    common = _common()
    return sum(1 for char in beyond if char in common) / len(beyond)


def _refuse_seven_bit(data: bytes, name: str) -> None:
    """Refuse Chinese that is written in ASCII: it would pass for a text that says nothing."""
    if not data.isascii():
        return
    for shown, encoding, pattern in _SEVEN_BIT:
        if pattern.search(data) is None:
            continue
        text = data.decode(encoding, errors="replace")
        beyond = [char for char in text if char > "\x7f"]
        if beyond and sum(1 for char in beyond if char in _common()) >= _USUAL * len(beyond):
            raise UnreadableDocument(
                both(
                    f"{name} is in {shown}, which govplan does not read.",
                    f"{name} 的编码是 {shown}，govplan 不能读取。",
                ),
                both("Save the document as UTF-8 and try again.", "请另存为 UTF-8 编码后重试。"),
            )


def _unknown(name: str, *, binary: bool) -> UnreadableDocument:
    if binary:
        return UnreadableDocument(
            both(f"{name} is not a text file.", f"{name} 不是文本文件。"),
            both("Give a document in a format that govplan reads.", "请提供 govplan 能读取的格式。"),
        )
    return UnreadableDocument(
        both(f"{name} is not in an encoding that govplan knows (UTF-8, GB 18030, Big5, UTF-16).",
             f"{name} 的编码不在可识别之列（UTF-8、GB 18030、Big5、UTF-16）。"),
        both("Save the document as UTF-8 and try again.", "请另存为 UTF-8 编码后重试。"),
    )  # fmt: skip
