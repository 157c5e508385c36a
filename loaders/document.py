"""The one document model: every reader returns it, every rule reads it, tables included.

`Document.text` is the exact plain text; all positions count its Unicode code points from 0, end
excluded. Blocks lie in reading order and do not overlap.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kg.records import Problem


class BlockKind(StrEnum):
    """What a run of the text is, as far as the format itself says so."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the text: `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table cell.

    `table`, `row`, `column` count from 1 and are set on cells only; `row_span` and `column_span`
    tell how far a merged cell reaches. `page` counts from 1 where the format has pages. `level` is
    the depth of a heading from 1 where the format states it.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page names beside its text: its printed name and its address, absolute where that is known."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format says about its document outside the text (索引号 tables, meta elements)."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued: str | None = None
    source_url: str | None = None
    attachments: tuple[Attachment, ...] = ()


POOR: Final = Decimal("0.9")
"""Confidence below which a recognised line wants a look; the rule EVIDENCE-013 says the same."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A run of the text that was recognised in a picture: one printed line, or what of it stands in one cell.

    `confidence` is what the recogniser says of it, from 0 to 1 with two places, rounded down.
    """

    span: Span
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file with its blocks; `sha256` is the digest of the file's bytes.

    `remarks` are faults that reading met and survived: a wrong suffix, characters lost in decoding.
    `recognised` are the runs that stand in the file as pictures only, in reading order; `recognised_by` is
    the program that read them, with its version.
    """

    name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    remarks: tuple[Problem, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    recognised_by: str | None = None

    def quote(self, span: Span) -> str:
        """Return the text of `span`, exactly."""
        return self.text[span.start : span.end]


def sha256_of(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()
