"""The text of a document as rules read it, every position leading back to the printed text.

A `Reading` is half-width, simplified and free of layout: full-width letters, digits and punctuation
are folded one to one, white space is dropped, wrapped lines are joined, page marks are gone, and a
line feed stands only where a paragraph ends. Rules match on `Reading.text`; what they hand on is
`Evidence`, whose positions and quote are those of the printed text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from kg.records import Evidence
from loaders.document import Document, Span
from loaders.layout import Line, joins, lines_of
from loaders.lexicon import TRADITIONAL

_DASHES = "—–―－‐‑‒−─━"
_SPACES = "\t\u00a0\u3000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u200b\ufeff\r\x0b\x0c\u2028\u2029\x85"
_SINGLES = {
    "。": "。", "．": ".", "﹒": ".", "∶": ":", "︰": ":", "﹕": ":", "﹔": ";", "﹐": ",", "﹑": "、", "﹪": "%",
    "﹙": "(", "﹚": ")", "❨": "(", "❩": ")", "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”",
    "～": "~", "〜": "~", "○": "〇", "◯": "〇", "﹝": "〔", "﹞": "〕", "｡": "。", "､": "、", "⁃": "-", "•": "·", "∙": "·",
}  # fmt: skip


@cache
def folding() -> dict[int, str]:
    """Return the table that folds one printed character into one character for reading.

    Every value is a single character, so positions do not move.
    """
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update(TRADITIONAL)
    table.update({ord(char): "-" for char in _DASHES})
    table.update({ord(char): " " for char in _SPACES})
    table.update({ord(char): folded for char, folded in _SINGLES.items()})
    return table


_WORD = re.compile(r"[^\s]+(?:(?<=[A-Za-z0-9]) (?=[A-Za-z])[^\s]+|(?<=[A-Za-z]) (?=[0-9])[^\s]+)*")


class Reading:
    """The folded text of `document` with the way back.

    Attributes:
        document: What was read.
        text: The folded text; paragraphs are separated by one line feed.
        wrapped: Whether the lines of the document are wrapped lines of a page.
        flat: Whether the whole document stands on a few lines.
    """

    __slots__ = ("_cuts", "_here", "_there", "document", "flat", "text", "wrapped")

    def __init__(self, document: Document) -> None:
        self.document = document
        folded = document.text.translate(folding())
        lines = lines_of(folded)
        self.wrapped, self.flat = lines.wrapped, lines.flat
        pieces: list[str] = []
        here: list[int] = []
        there: list[int] = []
        cuts: list[int] = []
        length = 0
        previous: Line | None = None
        running = False
        for line in lines.lines:
            joined = previous is not None and joins(previous, line, lines, running=running)
            running = joined and (running or (previous is not None and "," in previous.text))
            if previous is not None and not joined:
                # The break stands for the white space after the previous line.
                here.append(length)
                there.append(previous.end - 1)
                pieces.append("\n")
                length += 1
            if line.page:
                cuts.append(length)
            for word in _WORD.finditer(folded, line.start, line.end):
                here.append(length)
                there.append(word.start())
                pieces.append(word.group())
                length += word.end() - word.start()
            previous = line
        self.text = "".join(pieces)
        self._here, self._there, self._cuts = here, there, cuts

    def position(self, index: int) -> int:
        """Return where character `index` of `text` stands in the printed text."""
        run = bisect_right(self._here, index) - 1
        return self._there[run] + index - self._here[run]

    def span(self, start: int, end: int) -> Span:
        """Return the printed run from the first to the last character of `text[start:end]`."""
        return Span(self.position(start), self.position(end - 1) + 1)

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence for `text[start:end]`, read by `rule`.

        Raises:
            ValueError: The run is empty.
        """
        if end <= start:
            raise ValueError("evidence needs at least one character")
        first, last = self.position(start), self.position(end - 1) + 1
        return Evidence(first, last, self.document.text[first:last], rule)

    def printed(self, start: int, end: int) -> str:
        """Return `text[start:end]` in its printed characters, without white space and page marks between them."""
        if end <= start:
            return ""
        source = self.document.text
        if self._cuts and bisect_right(self._cuts, start) != bisect_right(self._cuts, end - 1):
            return "".join(source[self.position(index)] for index in range(start, end) if self.text[index] != "\n")
        return "".join(source[self.position(start) : self.position(end - 1) + 1].split())

    def gap_before(self, index: int) -> bool:
        """Tell whether printed white space or a break stands before character `index` of `text`."""
        run = bisect_right(self._here, index) - 1
        return self._here[run] == index

    def paragraphs(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Return the paragraphs between `start` and `end` as pairs of positions in `text`."""
        stop = len(self.text) if end is None else end
        found = []
        while start < stop:
            feed = self.text.find("\n", start, stop)
            feed = stop if feed < 0 else feed
            if feed > start:
                found.append((start, feed))
            start = feed + 1
        return found
