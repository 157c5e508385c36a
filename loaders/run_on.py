"""Paragraphs in which the numbered parts run on, as in 检查内容:(一)消防安全。检查……(二)燃气安全。检查…….

Conversion from a form or a web page drops the breaks in front of such parts. They are believed only
as a row: numbers from one on without a gap, each behind the end of a sentence, each with a heading
and a text of its own; what merely counts ((一)……;(二)……) stays one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.iri import chinese_integer

_LEAST: Final = 60
"""A paragraph with two parts and their texts is longer."""
_ROWS: Final = tuple(
    (opening, re.compile(rf"[。;:)] {{0,4}}(?P<part>{number})(?=(?P<title>[^;。:()\n]{{2,{longest}}})。(?!{again}))"))
    for opening, number, longest, again in (
        # A heading may have lost its mark too: 一、加强监管制定出台办法。
        (
            "一、",
            r"(?P<number>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]、)",
            90,
            r" *[二三四五六七八九十]、",
        ),
        ("(一)", r"\((?P<number>[一二三四五六七八九十]{1,3})\)", 30, r" *\([二三四五六七八九十]"),
        ("1.", r"(?P<number>[0-9]{1,2})\.(?![0-9])", 30, r" *[0-9]{1,2}\."),
    )
)


def run_on(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the parts begin that run on inside the paragraph `text[start:end]`, none where there is no row.

    >>> fire = "消防安全。检查人员密集的场所,查看疏散通道和设施是否完好。"
    >>> gas = "燃气安全。检查餐饮场所的报警装置是否安装使用,管线是否老化。"
    >>> text = f"三、内容:(一){fire}(二){gas}"
    >>> [text[place : place + 3] for place in run_on(text, 0, len(text))]
    ['(一)', '(二)']
    """
    if end - start < _LEAST:
        return
    for opening, pattern in _ROWS:
        if text.find(opening, start + 1, end) < 0:
            continue
        found = list(pattern.finditer(text, start, end))
        numbers = [chinese_integer(mark["number"]) for mark in found]
        if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):  # noqa: PLR2004 - one part is no row
            continue
        ends = [*(mark.start("part") for mark in found[1:]), end]
        told = all(stop - mark.end("title") > len(mark["title"]) for mark, stop in zip(found, ends, strict=True))
        if told:
            yield from (mark.start("part") for mark in found)
            return
