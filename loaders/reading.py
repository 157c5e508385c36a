"""The text of a document as rules read it, every position leading back to the printed text.

A `Reading` is half-width, simplified and free of layout: full-width letters, digits and punctuation
are folded one to one, white space is dropped, wrapped lines are joined, page marks are gone, and a
line feed stands only where a paragraph ends. Rules match on `Reading.text`; what they hand on is
`Evidence`, whose positions and quote are those of the printed text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cache
from typing import Final

from kg.records import Evidence
from loaders.document import Block, BlockKind, Document, Recognised, Span
from loaders.layout import joins, lines_of
from loaders.lexicon import TRADITIONAL, TRADITIONAL_IN_CONTEXT
from loaders.line import Line
from loaders.tables import Table, tables_of

_DASHES = "—–―－‐‑‒−─━"
_SPACES = (
    "\t\u00a0\u3000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u200b\ufeff"
    "\r\x0b\x0c\u2028\u2029\x85"
)
_IN_TRADITIONAL = 12
"""A text with so many traditional characters is written in them: 於 and 後 are then folded as well."""
_SINGLES = {
    "。": "。", "．": ".", "﹒": ".", "∶": ":", "︰": ":", "﹕": ":", "﹔": ";", "﹐": ",", "﹑": "、", "﹪": "%",
    "﹙": "(", "﹚": ")", "❨": "(", "❩": ")", "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”",
    "～": "~", "〜": "~", "○": "〇", "◯": "〇", "﹝": "〔", "﹞": "〕",
    "｡": "。", "､": "、", "⁃": "-", "•": "·", "∙": "·",
}  # fmt: skip


@cache
def folding() -> dict[str, str]:
    """Return the table that folds one printed character into one character for reading.

    Every value is a single character, so positions do not move.
    """
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update((chr(code), folded) for code, folded in TRADITIONAL.items())
    table.update(dict.fromkeys(_DASHES, "-"))
    table.update(dict.fromkeys(_SPACES, " "))
    table.update(_SINGLES)
    return table


def fold(text: str) -> str:
    """Return `text` folded character by character.

    A text holds few of the characters that fold: replacing those is four times as fast as translating
    all of it.
    """
    table = folding()
    held = set(text)
    if "？" in held or "?" in held:
        text = _LOST_SPACE.sub(_as_spaces, text)
    for char in table.keys() & held:
        text = text.replace(char, table[char])
    if len(held & _traditional()) >= _IN_TRADITIONAL:
        for char in _in_context().keys() & held:
            text = text.replace(char, _in_context()[char])
    return text


_LOST_SPACE: Final = re.compile(r"(?<!\S)[？?]+(?=[\s\u4e00-\u9fff*（(]|\Z)")
"""Hard spaces that a wrong encoding turned into marks: a question has words in front of its mark."""


def _as_spaces(marks: re.Match[str]) -> str:
    return " " * len(marks.group())


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, TRADITIONAL))


@cache
def _in_context() -> dict[str, str]:
    return {chr(code): folded for code, folded in TRADITIONAL_IN_CONTEXT.items()}


_SOUND = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜḿńň\u0300-\u036f]{1,7} ?\)")
_SOUNDED = 6
_SAMPLE = 4_000
"""Pages that copy others print the sound of every third character behind it (關(guān)于印發(fā)); it is no text."""
_WORD = re.compile(r"[^\s]+(?:(?<=[A-Za-z0-9]) (?=[A-Za-z])[^\s]+|(?<=[A-Za-z]) (?=[0-9])[^\s]+)*")


class Reading:
    """The folded text of `document` with the way back.

    Attributes:
        document: What was read.
        text: The folded text; paragraphs are separated by one line feed.
        tables: The tables that the format kept, in reading order.
        wrapped: Whether the lines of the document are wrapped lines of a page.
        flat: Whether the whole document stands on a few lines.
    """

    __slots__ = ("_at", "_cuts", "_placed", "_sounds", "document", "flat", "tables", "text", "wrapped")

    def __init__(self, document: Document) -> None:
        self.document = document
        folded, self._sounds = _without_sounds(fold(document.text))
        self._placed = [block for block in document.blocks if block.page or block.kind is BlockKind.CELL]
        lines = lines_of(folded, frozenset(b.span.start for b in self._placed if b.kind is BlockKind.CELL))
        self.wrapped, self.flat = lines.wrapped, lines.flat
        pieces: list[str] = []
        at = array("L")
        cuts: list[int] = []
        previous: Line | None = None
        running = False
        for line in lines.lines:
            joined = previous is not None and joins(previous, line, lines, running=running)
            running = joined and (running or (previous is not None and "," in previous.text))
            if previous is not None and not joined:
                # The break stands for the white space after the previous line.
                at.append(previous.end - 1)
                pieces.append("\n")
            if line.page:
                cuts.append(len(at))
            for word in _WORD.finditer(folded, line.start, line.end):
                at.extend(range(word.start(), word.end()))
                pieces.append(word.group())
            previous = line
        self.text = "".join(pieces)
        self._at, self._cuts = at, cuts
        self.tables: tuple[Table, ...] = tables_of(self)

    def position(self, index: int) -> int:
        """Return where character `index` of `text` stands in the printed text."""
        return self._at[index]

    def index(self, position: int) -> int:
        """Return the first place of `text` that stands at or behind a position of the printed text."""
        return bisect_left(self._at, position)

    def table_at(self, index: int) -> Table | None:
        """Return the table whose cells hold character `index` of `text`, or None."""
        place = bisect_right(self.tables, index, key=_table_start) - 1
        return self.tables[place] if place >= 0 and index < self.tables[place].end else None

    def span(self, start: int, end: int) -> Span:
        """Return the printed run from the first to the last character of `text[start:end]`."""
        return Span(self._at[start], self._at[end - 1] + 1)

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence for `text[start:end]`, read by `rule`.

        Raises:
            ValueError: The run is empty.
        """
        if end <= start:
            raise ValueError("evidence needs at least one character")
        first, last = self._at[start], self._at[end - 1] + 1
        block = self._block(first, last) if self._placed else None
        sure = self._confidence(first, last) if self.document.recognised else None
        if block is None:
            return Evidence(first, last, self.document.text[first:last], rule, confidence=sure)
        return Evidence(
            first, last, self.document.text[first:last], rule, block.page, block.table, block.row, block.column, sure
        )

    def _confidence(self, first: int, last: int) -> Decimal | None:
        """Return how sure the recogniser was of the least certain line that a printed run touches."""
        runs = self.document.recognised
        place = bisect_right(runs, first, key=_recognised_end)
        least: Decimal | None = None
        while place < len(runs) and runs[place].span.start < last:
            least = runs[place].confidence if least is None else min(least, runs[place].confidence)
            place += 1
        return least

    def _block(self, first: int, last: int) -> Block | None:
        """Return where a printed run stands: its cell, or its page alone where it goes beyond one block."""
        place = bisect_right(self._placed, first, key=_block_start) - 1
        if place < 0 or first >= self._placed[place].span.end:
            return None
        block = self._placed[place]
        if last <= block.span.end or block.kind is not BlockKind.CELL:
            return block
        return Block(BlockKind.PARAGRAPH, block.span, block.page, None, block.table)

    def printed(self, start: int, end: int) -> str:
        """Return `text[start:end]` in its printed characters, without white space and page marks between them."""
        if end <= start:
            return ""
        source = self.document.text
        paged = self._cuts and bisect_right(self._cuts, start) != bisect_right(self._cuts, end - 1)
        if paged or self._sounds:
            return "".join(source[self._at[index]] for index in range(start, end) if self.text[index] != "\n")
        return "".join(source[self._at[start] : self._at[end - 1] + 1].split())

    def gap_before(self, index: int) -> bool:
        """Tell whether printed white space or a break stands before character `index` of `text`."""
        if index == 0:
            return True
        before = self._at[index - 1] + 1
        return self._at[index] != before and self._sounds.get(before) != self._at[index]

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


def _without_sounds(folded: str) -> tuple[str, dict[int, int]]:
    """Return a text with blanks for the sounds printed behind characters, and where each of them begins and ends."""
    sample = _SOUND.findall(folded, 0, _SAMPLE) if "(" in folded else []
    if len(sample) < _SOUNDED:
        return folded, {}
    sounds = {match.start(): match.end() for match in _SOUND.finditer(folded)}
    return _SOUND.sub(lambda match: " " * len(match.group()), folded), sounds


def _block_start(block: Block) -> int:
    return block.span.start


def _recognised_end(run: Recognised) -> int:
    return run.span.end


def _table_start(table: Table) -> int:
    return table.start
