"""A line of a text, and what opens one: the numbers of parts, and the labels of clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.lexicon import words

MARKER: Final = re.compile(
    r"(?:第[一二三四五六七八九十百零0-9]{1,4}(?:编|部分|章|节|条)"
    r"|[一二三四五六七八九十]{1,4}(?:、|\.(?![0-9]))(?![二三四五六七八九十]、)"
    r"|\([一二三四五六七八九十]{1,4}\)|[㈠-㈩⑴-⒇]"
    r"|[0-9]{1,3}(?:\.(?![0-9])|、(?![0-9]))"
    r"|\([0-9]{1,3}\)(?!号)"
    r"|[①-⑳]"
    r"|专栏ー?[0-9一二三四五六七八九十]*"
    r"|附件[0-9一二三四五六七八九十]*[: ])"
)
_LABEL = 4
"""Shorter labels (时限) are the second half of a longer one that was wrapped (完成/时限)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer white space: `start` and `end` in the folded text.

    `gap` tells that a blank line stood before it, `page` that a page mark did.
    """

    start: int
    end: int
    text: str
    gap: bool = False
    page: bool = False


@cache
def label_line() -> re.Pattern[str]:
    """Return what opens a line of its own in a clause that is spread over lines: 牵头部门:, 完成时限:."""
    labels = sorted((re.escape(word) for word in words("clause_labels") if len(word) >= _LABEL), key=len, reverse=True)
    return re.compile(rf"(?:[省市区县镇]级)?(?:{'|'.join(labels)}):")
