"""The numbers that open the parts of an official document: 第一章 一、 （一） 1. （1） ① 专栏1 附件2.

Works on folded text (`loaders.reading.Reading.text`), where brackets, dots and digits are half-width.
Source of the usual order: GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kg.iri import chinese_integer

_CN = "[一二三四五六七八九十百零]{1,5}"
_PATTERN: Final = re.compile(
    rf"(?P<part>第(?:{_CN}|[0-9]{{1,3}})(?:编|部分))"
    rf"|(?P<chapter>第(?:{_CN}|[0-9]{{1,3}})章)"
    rf"|(?P<section>第(?:{_CN}|[0-9]{{1,3}})节)"
    rf"|(?P<article>第(?:{_CN}|[0-9]{{1,3}})条)"
    r"|(?P<formal>[壹贰叁肆伍陆柒捌玖拾]{1,3})[、.]"
    rf"|(?P<cn>{_CN})(?:、|\.(?![0-9]))(?![二三四五六七八九十]、)"
    rf"|(?P<bracket_cn>\({_CN}\)|[㈠-㈩])、?"
    r"|(?P<dotted>[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?)"
    r"(?:\.(?=[\u4e00-\u9fff])|(?![0-9万亿%.\-~倍])(?=[\u4e00-\u9fff“])(?![个项家件元年月日名人所处次条]))"
    r"|(?P<arabic>[0-9]{1,3})(?:\.(?![0-9])|、(?![0-9])|\.(?=(?:19|20)[0-9]{2}年))"
    r"|(?P<bracket>\([0-9]{1,3}\)|[0-9]{1,2}\)|[⑴-⒇])(?!号)、?"
    r"|(?P<circled>[①-⑳])"
    rf"|(?P<box>专栏(?:{_CN}|[0-9]{{1,2}})?)[:、.]?"
    rf"|(?P<annex>附(?:件|表)(?:{_CN}|[0-9]{{1,2}})?)[:、.]?"
)
_LOST: Final = re.compile(r"(?P<cn>、)|(?P<bracket_cn>\))|(?P<arabic>\.)(?=[\u4e00-\u9fff“])")
_ENCLOSED: Final = frozenset("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
"""Numbers with their brackets in one character."""
_CIRCLED: Final = {char: value for value, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}


class Style(IntEnum):
    """The style of a number; the value is its usual depth, smaller is further out."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    CN = 4
    BRACKET_CN = 5
    ARABIC = 6
    DOTTED = 7
    BRACKET = 8
    CIRCLED = 9
    BOX = 10
    ANNEX = 11
    RUN = 12


_STYLES: Final = {"formal": Style.CHAPTER}
"""壹、贰、 stand around 一、二、 as chapters do."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number in front of a part.

    Args:
        style: Its style.
        value: The number; 0 where none is printed (专栏 alone).
        text: As printed, brackets half-width, without the delimiter that follows.
        end: Position after the number and its delimiter.
        lost: True where only the delimiter survived conversion; `value` is then 0.
        weak: True where the delimiter was lost (`三 推动…`): believed only as the next number.
    """

    style: Style
    value: int
    text: str
    end: int
    lost: bool = False
    weak: bool = False


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return the number that opens `text[start:end]`, or None.

    >>> marker_at("(二)加强监管", 0, 7)
    Marker(style=<Style.BRACKET_CN: 5>, value=2, text='(二)', end=3, lost=False, weak=False)
    >>> marker_at("1.5万件", 0, 5) is None
    True
    """
    match = _PATTERN.match(text, start, end)
    if match is None:
        return None
    name = str(match.lastgroup)
    printed = match.group(name)
    if printed[0] in _ENCLOSED:
        printed = unicodedata.normalize("NFKC", printed)
    if name == "circled":
        value = _CIRCLED[printed]
    elif name == "dotted":
        value = int(printed.rsplit(".", 1)[1])
    else:
        bare = printed.strip("()第编部分章节条专栏附件表")
        value = chinese_integer(bare) if bare else 0
    return Marker(_STYLES.get(name) or Style[name.upper()], value, printed, match.end())


def lost_marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return what is left of a number whose figure was lost: `、保障措施`, `)加大投入`."""
    match = _LOST.match(text, start, end)
    if match is None or match.end() >= end:
        return None
    return Marker(Style[str(match.lastgroup).upper()], 0, "", match.end(), lost=True)


_BARE: Final = re.compile(rf"(?P<cn>{_CN})(?=[\u4e00-\u9fff“])")


def bare_marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return a Chinese number that stands without its 、 in front of a heading: `三推动…`."""
    match = _BARE.match(text, start, end)
    if match is None:
        return None
    return Marker(Style.CN, chinese_integer(match["cn"]), match["cn"], match.end(), weak=True)


_CN_FIGURES = "零一二三四五六七八九"


def numeral(style: Style, value: int) -> str:
    """Return how `value` is printed in `style`, for a number that the text lost.

    >>> numeral(Style.BRACKET_CN, 12), numeral(Style.ARABIC, 3)
    ('(十二)', '3')
    """
    if style is Style.CN:
        return chinese_figures(value)
    if style is Style.BRACKET_CN:
        return f"({chinese_figures(value)})"
    if style is Style.BRACKET:
        return f"({value})"
    return str(value)


def chinese_figures(value: int) -> str:
    """Return a whole number from 0 to 9999 in Chinese figures, a greater one in Arabic figures.

    >>> chinese_figures(7), chinese_figures(10), chinese_figures(21), chinese_figures(105), chinese_figures(1210)
    ('七', '十', '二十一', '一百零五', '一千二百一十')
    """
    if value >= 10_000:  # noqa: PLR2004 - no plan counts its parts so far; damage may
        return str(value)
    printed = ""
    for figure, rank in zip(f"{value:04}", ("千", "百", "十", ""), strict=True):
        if figure != "0":
            printed += _CN_FIGURES[int(figure)] + rank
        elif printed and not printed.endswith("零"):
            printed += "零"
    printed = printed.rstrip("零") or "零"
    return printed[1:] if printed.startswith("一十") else printed
