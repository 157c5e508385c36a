"""What stands in front of a plan's parts and is none: lines of a printed table of contents, tables of index data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.rules.head.words import head_words

if TYPE_CHECKING:
    from loaders.outline.items import Node
    from loaders.reading import Reading

_LEADER = re.compile(r"[^。;:]{2,60}?(?:\.{3,}|…{2,}|·{3,})[.…·]*-?[0-9]{1,3}-?\Z")
_HEADING: Final = 40
_CELLS: Final = 400
_LABELS: Final = 3
"""A table of index data prints 索引号, 发布机构, 成文日期 and more; one of these may be a column of a plan's table."""


def is_entry(text: str, start: int, end: int) -> bool:
    """Tell whether a line is an entry of a table of contents, with its leader and page (一、目标……3)."""
    return text[end - 1].isdigit() | (text[end - 1] == "-") and _LEADER.match(text, start, end) is not None


def is_index_data(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a table at `text[start:end]` is the block of metadata that a page prints above a document."""
    stop = min(end, start + _CELLS)
    words = head_words()
    found = {m[1] for pattern in (words.label, words.bare_label) for m in pattern.finditer(reading.text, start, stop)}
    return len(found) >= _LABELS


def repeats(text: str, nodes: list[Node], start: int, end: int) -> bool:
    """Tell whether a heading comes again as it opened the table of contents that is all there is so far."""
    first = text[slice(*nodes[0].paragraphs[0])].split("\n", maxsplit=1)[0]
    return text[start:end].endswith(first) and not any(
        stop - begin > _HEADING or text.find("。", begin, stop) >= 0
        for node in nodes
        for begin, stop in node.paragraphs
    )
