"""From what a reader finds to a document: one text, one block for each paragraph and each table cell.

A blank line parts the blocks, so that the layout of the text says where a paragraph ends; lines inside
one block (a line break in a cell, `<br>` in a paragraph) follow each other without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem
from loaders.document import Block, BlockKind, Document, Metadata, Recognised, Span, sha256_of
from loaders.limits import LIMITS, Limits, check

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u00ad\u200b-\u200f\u202a-\u202e\u2060]"
)
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as a format gives it; `row` and `column` count from 1; `confidence` where it was recognised."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    confidence: Decimal | None = None


def clean(text: str) -> str:
    """Return `text` without control characters, its lines stripped and none of them blank."""
    text = _CONTROL.sub("", _BREAKS.sub("\n", text))
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))


def between(first: str, second: str) -> str:
    """Return what stands between two lines that are one: a blank between Latin words, nothing in Chinese.

    >>> between("支持 AI", "Agent"), between("支持", "AI")
    (' ', '')
    """
    ends = first[-1:], second[:1]
    return " " if all(end.isascii() and end.isalnum() for end in ends) else ""


class DocumentBuilder:
    """Takes blocks in reading order and returns the document."""

    def __init__(self, name: str, limits: Limits = LIMITS) -> None:
        self._name = name
        self._limits = limits
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._tables = 0
        self._cells = 0
        self._recognised: list[Recognised] = []

    @property
    def blocks(self) -> int:
        """How many blocks there are so far."""
        return len(self._blocks)

    def add(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        page: int | None = None,
        level: int | None = None,
        gap: bool = True,
        recognised: Sequence[tuple[int, int, Decimal]] = (),
    ) -> None:
        """Add a paragraph or a heading; a text of white space alone adds nothing.

        Without a `gap` no blank line is put before it, and the layout decides whether it goes on where the
        block before stopped. `recognised` are runs of a text that is clean already, with their confidence.
        """
        at = self._put(clean(text), "\n\n" if gap else "\n")
        if at is not None:
            self._blocks.append(Block(kind, at, page, level))
            self._note(at, recognised)

    def go_on(self, text: str, page: int, *, recognised: Sequence[tuple[int, int, Decimal]] = ()) -> None:
        """Add what stands on the next page of the paragraph that was added last, in a block of its own."""
        text = clean(text)
        at = self._put(text, between(self._pieces[-1], text))
        if at is not None:
            self._blocks.append(Block(self._blocks[-1].kind, at, page))
            self._note(at, recognised)

    def _note(self, at: Span, recognised: Sequence[tuple[int, int, Decimal]]) -> None:
        self._recognised += [
            Recognised(Span(at.start + start, at.start + end), sure) for start, end, sure in recognised
        ]

    def add_table(self, cells: Iterable[Cell]) -> None:
        """Add a table, row by row; empty cells leave no block. A table of nothing is no table.

        Raises:
            LimitExceeded: The document has more cells than are allowed.
        """
        cells = sorted(cells, key=lambda cell: (cell.row, cell.column))
        self._cells += len(cells)
        check(self._name, "cells", self._cells, self._limits.cells)
        number = self._tables + 1
        for cell in cells:
            at = self._put(clean(cell.text))
            if at is not None:
                self._tables = number
                self._blocks.append(
                    Block(BlockKind.CELL, at, cell.page, None, number, cell.row, cell.column, cell.row_span,
                          cell.column_span)
                )  # fmt: skip
                if cell.confidence is not None:
                    self._recognised.append(Recognised(at, cell.confidence))

    def _put(self, text: str, before: str = "\n\n") -> Span | None:
        """Add a text and return where it stands, or None where it is empty."""
        if not text:
            return None
        if self._pieces:
            self._pieces.append(before)
            self._length += len(before)
        self._pieces.append(text)
        start = self._length
        self._length += len(text)
        check(self._name, "text_chars", self._length, self._limits.text_chars)
        return Span(start, self._length)

    def document(
        self, media_type: str, data: bytes, metadata: Metadata | None = None, remarks: tuple[Problem, ...] = ()
    ) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: No text was added.
        """
        if not self._blocks:
            raise UnreadableDocument(
                both(f"{self._name} holds no text.", f"{self._name} 中没有文字。"),
                both("Give a document that holds text.", "请提供含有文字的文件。"),
            )  # fmt: skip
        return Document(
            self._name, media_type, sha256_of(data), "".join(self._pieces) + "\n", tuple(self._blocks),
            metadata or Metadata(), remarks, tuple(self._recognised),
        )  # fmt: skip
