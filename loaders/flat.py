"""Where parts begin in a document that conversion left on one line, without a mark in front of them.

…牵头单位:市科技局完成时限:6月底5.建设示范带责任单位:…三、保障措施(一)加强领导。…

A number is believed where it goes on from the one before it, or where it is a first one and stands
right behind a heading or the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.iri import chinese_integer

_CN: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERS: Final = re.compile(
    rf"(?<![第一二三四五六七八九十])(?P<cn>{_CN})、(?![二三四五六七八九十]、) *(?=[\u4e00-\u9fff“])"
    rf"|(?<![第款项])\((?P<bracket_cn>{_CN})\) *(?=[\u4e00-\u9fff“])(?![是项款])"
    r"|(?<![0-9A-Za-z.第至、-])(?P<arabic>[0-9]{1,2})(?:\.|、) *(?=[\u4e00-\u9fff“【]|(?:19|20)[0-9]{2}年)"
    r"|\((?P<bracket>[0-9]{1,2})\) *(?=[\u4e00-\u9fff“]|(?:19|20)[0-9]{2}年)"
    r"|(?<![照据依按违反法》])第(?P<article>[一二三四五六七八九十]{1,4})条(?![规所、和或第款项的至])"
    r"|第(?P<chapter>[一二三四五六七八九十]{1,3})章(?![规所、和或第])"
)
_DEPTH: Final = {"chapter": 0, "article": 1, "cn": 1, "bracket_cn": 2, "arabic": 3, "bracket": 4}
_ENDS: Final = re.compile(
    r"(?:[。;:!?)〕】”日]|方案|计划|规划|纲要|措施|政策|意见|办法|通知|要点|清单|细则|规定|试行|如下)\s*$"
)
"""What stands in front of a first number: the end of a sentence, a date, or of the title of a plan."""
_HEADING: Final = 40
"""A heading right behind whose number the first number of its parts stands is no longer."""


def unmarked_parts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where parts begin in `text[start:end]` by their numbers alone.

    >>> text = "要求如下。一、任务(一)建校1.扩容。(责任单位:市教育局)2.提质增效责任单位:市教育局三、监管二、保障"
    >>> [text[place : place + 4] for place in unmarked_parts(text, 0, len(text))]
    ['一、任务', '(一)建', '1.扩容', '2.提质', '二、保障']
    """
    last: dict[str, int] = {}
    opened = -1
    for number in _NUMBERS.finditer(text, start, end):
        style = str(number.lastgroup)
        value = int(number[style]) if number[style].isdigit() else chinese_integer(number[style])
        headed = opened >= 0 and number.start() - opened <= _HEADING and text.find("。", opened, number.start()) < 0
        first = value == 1 and (
            headed
            or number.start() == start
            or _ENDS.search(text, max(start, number.start() - 6), number.start()) is not None
        )
        if not first and value != last.get(style, 0) + 1:
            continue
        if value == 1 and not first:
            continue
        for other, depth in _DEPTH.items():
            # Articles and Arabic numbers, in brackets or not, may count on through a whole document.
            if depth > _DEPTH[style] and other not in ("arabic", "bracket", "article"):
                last.pop(other, None)
        last[style] = value
        opened = number.end()
        yield number.start()
