"""The front of one document: its pieces, and where the notice hands over to the plan's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.rules.head.pieces import front_pieces, strip_serial
from loaders.rules.head.words import Kind, Piece, head_words

if TYPE_CHECKING:
    from loaders.reading import Reading

_SIGN_GAP: Final = 14
"""How many pieces may lie between the formula and the date under it (annexes, more orders, signatures)."""


_ORDERS_GAP: Final = 40
"""The same where the notice goes on with orders of its own (并就有关事项通知如下：一、…二、…)."""
_ORDERS = re.compile(r"(?:印发|转发|下发|下达|执行)[^。]{0,40}(?:[如以]下|:\Z)|以下(?:意见|要求|事项)[^。]{0,30}。?\Z")
_INTRODUCTION: Final = 2_000
"""How far into a page its own introduction may keep the front of the document away."""
_NEAR: Final = 4
_BEYOND: Final = 600
"""A numbered list of annexes in the notice looks like the first part: the signature may follow it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A run of the text with the value read from it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Front:
    """Pieces of the front; `formula` indexes 现将…印发给你们 (or None), `opening` the plan's first own text."""

    reading: Reading
    pieces: tuple[Piece, ...]
    formula: int | None
    opening: int
    limit: int

    @property
    def head(self) -> tuple[Piece, ...]:
        """Return the pieces before the plan's own text."""
        return self.pieces[: self.opening]

    @property
    def text_start(self) -> int:
        """Return where the document begins behind what a page says of it (…全文如下：); 0 where it says nothing."""
        start = 0
        for piece in self.head:
            if piece.kind in (Kind.SALUTATION, Kind.FORMULA):
                break
            if _opens_text(self.text(piece)):
                start = piece.end
        return start

    @property
    def after_formula(self) -> int:
        """Return the index of the first piece behind the formula, 0 where there is none."""
        return 0 if self.formula is None else self.formula + 1

    @property
    def body_start(self) -> int:
        """Return where the plan's own text starts."""
        found = self.pieces[self.opening].start if self.opening < len(self.pieces) else self.limit
        return min(found, len(self.reading.text))

    def text(self, piece: Piece | Named) -> str:
        """Return the folded text of a piece."""
        return self.reading.text[piece.start : piece.end]

    def named(self, start: int, end: int) -> Named:
        """Return the run with its printed text."""
        return Named(start, end, self.reading.printed(start, end))


def read_front(reading: Reading, body_start: int | None) -> Front:
    """Return the front of a document, up to its first numbered part where that is known."""
    limit = max(len(reading.text) if body_start is None else body_start, 1)
    pieces = tuple(strip_serial(reading.text, piece) for piece in front_pieces(reading, limit + _BEYOND))
    formula = next((index for index, piece in enumerate(pieces) if piece.kind is Kind.FORMULA), None)
    if formula is None:
        pieces = tuple(piece for piece in pieces if piece.start < limit)
    return Front(reading, pieces, formula, _opening(reading, pieces, formula), limit)


def _opening(reading: Reading, pieces: tuple[Piece, ...], formula: int | None) -> int:
    """Return the index of the first piece of running text that is not the notice's own."""
    first = 0
    if formula is not None:
        first = formula + 1
        orders = _ORDERS.search(reading.text, pieces[formula].start, pieces[formula].end) is not None
        for index in range(first, min(len(pieces), first + (_ORDERS_GAP if orders else _SIGN_GAP))):
            if pieces[index].kind is Kind.DATE:
                first = index + 1
                break
            if pieces[index].kind is Kind.HEADING and not orders:
                break
    else:
        first = _behind_introduction(reading.text, pieces)
    texts = (Kind.SENTENCE, Kind.HEADING)
    return next((index for index in range(first, len(pieces)) if pieces[index].kind in texts), len(pieces))


def _behind_introduction(text: str, pieces: tuple[Piece, ...]) -> int:
    """Return the index behind the last piece that only a front has; a page may introduce the document in sentences."""
    last = -1
    for index, piece in enumerate(pieces):
        if piece.start > _INTRODUCTION:
            break
        signed = piece.kind is Kind.DATE and index > 0 and pieces[index - 1].kind is Kind.ORGAN
        announces = _opens_text(text[piece.start : piece.end])
        if piece.kind in (Kind.NUMBER, Kind.NOTICE, Kind.SALUTATION) or signed or announces:
            last = index
        if piece.kind is Kind.SENTENCE:
            last = max(last, _announced(text, pieces, index))
    return last + 1


def _opens_text(line: str) -> bool:
    """Tell whether a page says with a line that the document itself follows (内容全文, 某网讯…全文如下：)."""
    words = head_words()
    mark = words.full.search(line)
    return words.full_line.fullmatch(line) is not None or (mark is not None and mark.end() == len(line))


def _announced(text: str, pieces: tuple[Piece, ...], sentence: int) -> int:
    """Return the index before the line that begins to print a title that the sentence names in 《》, else -1.

    日前，某市印发《某市节水方案》。 / 某市节水方案
    """
    for index in range(sentence + 1, min(len(pieces), sentence + _NEAR)):
        if pieces[index].kind is not Kind.SHORT:
            continue
        quoted = "《" + text[pieces[index].start : pieces[index].end]
        if text.find(quoted, pieces[sentence].start, pieces[sentence].end) >= 0:
            return index - 1
    return -1
