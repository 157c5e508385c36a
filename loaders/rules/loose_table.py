"""Task tables that stand in no numbered part: in a notice without parts, or in an annex behind the signature.

They were laid out one cell a line, so no format tells that they are tables; their headings do. Each
becomes a part of its own, called 表1, 表2 …, as tables that a format kept do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from loaders.numbering import Style
from loaders.outline import Item, Outline, SectionKind
from loaders.outline.ends import is_tail
from loaders.reading import Reading
from loaders.rules.task_table import find_header

_LONGEST_HEADING: Final = 45
_NUMBER: Final = "表"
_ANNEX: Final = re.compile(r"附(?:件|表)[0-9一二三四五六七八九十]{0,3}[:.]?")
Run = tuple[int, int]


def with_loose_tables(reading: Reading, outline: Outline) -> Outline:
    """Return the outline with a part for each task table that stands behind its last part, or in no part at all."""
    start = outline.body_end if outline.items else 0
    if reading.tables or start >= len(reading.text):
        return outline
    text = reading.text
    paragraphs = reading.paragraphs(start)
    items = list(outline.items)
    found = find_header(text, paragraphs)
    while found is not None:
        place, header = found
        first = place + header.lines
        following = find_header(text, paragraphs, first)
        stop = len(paragraphs) if following is None else following[0]
        stop = next((i for i in range(first, stop) if _ends(text, paragraphs, i)), stop)
        heading = place - 1 if place and _is_heading(paragraphs[place - 1]) else None
        own = paragraphs[place if heading is None else heading : stop]
        if following is not None and len(own) > first - place + 1 and stop == following[0]:
            own = own[:-1]  # the heading of the next table
        items.append(_item(len(items), sum(i.number.startswith(_NUMBER) for i in items) + 1, own))
        found = following
    if len(items) == len(outline.items):
        return outline
    body_start = outline.body_start if outline.items else items[0].start
    return replace(outline, items=tuple(items), body_start=body_start, body_end=items[-1].end)


def _ends(text: str, paragraphs: list[Run], place: int) -> bool:
    """Tell whether a paragraph is no cell any more: the name of the next annex, a signature, what a page adds."""
    return _ANNEX.fullmatch(text, *paragraphs[place]) is not None or is_tail(text, paragraphs, place)


def _is_heading(paragraph: Run) -> bool:
    return paragraph[1] - paragraph[0] <= _LONGEST_HEADING


def _item(index: int, count: int, paragraphs: list[Run]) -> Item:
    number = f"{_NUMBER}{count}"
    start = paragraphs[0][0]
    return Item(
        index, number, number, Style.ANNEX, None, (), start, start, paragraphs[-1][1], SectionKind.TASKS, lost=False,
        paragraphs=tuple(paragraphs),
    )  # fmt: skip
