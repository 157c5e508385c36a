"""Several documents in one file: where another notice opens, and each part as a document with its facts put back.

A part is read as if it stood alone; afterwards its evidence is moved to where it stands in the file, so that every
plan of a file quotes one and the same text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import islice
from typing import Final, TypeVar

from kg.records import Evidence
from loaders.document import BlockKind, Document, Metadata, Span
from loaders.reading import Reading
from loaders.rules.document_number import find_document_numbers
from loaders.rules.head.labels import label_pieces
from loaders.rules.head.words import is_organ

T = TypeVar("T")
_NOTICE: Final = re.compile(r"\n([^\n。；;《》]{0,40}关于印发[^\n。；;]{4,80}的通知)(?=\n)")
_LEDGER: Final = re.compile(r"\n([^\n]{2,200}责任台账)(?=\n来源:)")
"""What a ledger of several plans says over each of its lists."""
_MOST: Final = 50
"""A file with more notices is a collection, or made to cost time; the rest is read with the last part."""
_HEAD_LINES: Final = 12
"""A metadata block, a letterhead and a number in front of a title have not been seen to take more lines."""


def openings(reading: Reading, start: int) -> list[tuple[int, str]]:
    """Return where further documents open in the printed text, with their titles.

    Notices count behind `start`; of a ledger of several plans each list is a document, whatever stands in front.
    """
    found = [
        (place, reading.printed(*title.span(1)))
        for title in _LEDGER.finditer(reading.text)
        if not _in_table(reading.document, place := reading.position(title.start(1)))
    ]
    if found:
        return found
    notices = list(islice(_NOTICE.finditer(reading.text, start), _MOST))
    paragraphs = list(reading.paragraphs(0, len(reading.text))) if notices else []
    for notice in notices:
        place = bisect_right(paragraphs, (notice.start(1), len(reading.text))) - 1
        floor = max(place - _HEAD_LINES, 0)
        while place > floor and _opens(reading, *paragraphs[place - 1]):
            place -= 1
        position = reading.position(paragraphs[place][0])
        if (not found or position > found[-1][0]) and not _in_table(reading.document, position):
            found.append((position, reading.printed(*notice.span(1))))
    return found


def is_ledger(title: str) -> bool:
    """Tell whether a document that opens with `title` is a list of a ledger, which a summary may stand in front of."""
    return title.endswith("责任台账")


def _opens(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a line can stand in front of the title of a notice: letterhead, number, label."""
    text = reading.text[start:end]
    if is_organ(text) or is_organ(text.removesuffix("文件")):
        return True
    if any(
        number.start <= start + 1 and number.end >= end - 1
        for number in find_document_numbers(reading.text, start, end)
    ):
        return True
    return bool(label_pieces(reading, start, end, after_label=False))


def _in_table(document: Document, position: int) -> bool:
    place = bisect_right(document.blocks, position, key=lambda block: block.span.start) - 1
    return place >= 0 and document.blocks[place].kind is BlockKind.CELL and position < document.blocks[place].span.end


def parts(document: Document, starts: list[int]) -> Iterator[tuple[int, Document]]:
    """Yield each part with where it begins; what the format says of the whole file is said of the first alone."""
    begins = [block.span.start for block in document.blocks]
    for start, end in zip((0, *starts), (*starts, len(document.text)), strict=True):
        blocks = document.blocks[bisect_left(begins, start) : bisect_left(begins, end)]
        yield (
            start,
            replace(
                document,
                text=document.text[start:end],
                blocks=tuple(
                    replace(block, span=Span(block.span.start - start, block.span.end - start))
                    for block in blocks
                    if block.span.end <= end
                ),
                metadata=Metadata(source_url=document.metadata.source_url) if start else document.metadata,
                remarks=(),
                recognised=tuple(
                    replace(run, span=Span(run.span.start - start, run.span.end - start))
                    for run in document.recognised
                    if start <= run.span.start and run.span.end <= end
                ),
            ),
        )


def moved(thing: T, by: int) -> T:
    """Return a record, or a tuple of records, with all evidence in it moved by so many characters."""
    if isinstance(thing, Evidence):
        return replace(thing, begin=thing.begin + by, end=thing.end + by)
    if isinstance(thing, tuple):
        return tuple(moved(one, by) for one in thing)  # type: ignore[return-value]
    if is_dataclass(thing) and not isinstance(thing, type):
        values = {field.name: getattr(thing, field.name) for field in fields(thing)}
        changed = {name: new for name, old in values.items() if (new := moved(old, by)) is not old and new != old}
        return replace(thing, **changed) if changed else thing
    return thing
