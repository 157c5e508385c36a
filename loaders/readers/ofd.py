"""OFD (GB/T 33190-2016): the text of its pages by place, joined into paragraphs like that of a PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.archive import Archive
from loaders.document import Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers.build import DocumentBuilder
from loaders.readers.pdf_lines import Line, measure, paragraphs, without_furniture
from loaders.readers.xml import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA_TYPE: Final = "application/ofd"
_SAME_LINE: Final = 0.5
_WIDE: Final = 2.5
"""Pieces of a line that stand further apart than this many characters are parted by a blank."""


class OfdReader:
    """Reads `.ofd` files that hold text."""

    media_types: frozenset[str] = frozenset({_MEDIA_TYPE})
    suffixes: frozenset[str] = frozenset({".ofd"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are no OFD, a broken one, or pictures of pages only.
            LimitExceeded: It holds more than is allowed.
        """
        archive = Archive(data, name, limits)
        pages: list[list[Line]] = []
        heights: list[float] = []
        for root in _documents(archive):
            for place in _pages(archive, root, limits, len(pages)):
                content = _part(archive, place)
                if content is not None:
                    pages.append(_lines(content, len(pages) + 1))
                    heights.append(max((line.top for line in pages[-1]), default=1.0) * 1.05)
        lines = [line for own in without_furniture(pages, heights) for line in own]
        if not lines:
            raise UnreadableDocument(
                both(f"{name} holds pictures of pages and no text.", f"{name} 是扫描件，没有文字。"),
                both("Recognise its text first, or get the document in another format.",
                     "请先做文字识别，或获取其他格式的文件。"),
            )  # fmt: skip
        builder = DocumentBuilder(name, limits)
        for paragraph in paragraphs(lines, measure(lines)):
            for number, (page, text) in enumerate(paragraph.pieces()):
                if number:
                    builder.go_on(text, page)
                else:
                    builder.add(text, page=page, gap=paragraph.gap)
        return builder.document(_MEDIA_TYPE, data)


def _part(archive: Archive, place: str) -> _Element | None:
    data = archive.read(place)
    return None if data is None else parse_xml(data, archive.name, place)


def _texts(root: _Element | None, kind: str) -> Iterator[str]:
    for element in () if root is None else root.iter():
        if local(element) == kind and (element.text or "").strip():
            yield (element.text or "").strip()


def _beside(place: str, target: str) -> str:
    """Return where `target`, as written in the part `place`, stands in the archive."""
    return (
        target.lstrip("/")
        if target.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
    )


def _documents(archive: Archive) -> Iterator[str]:
    for target in _texts(_part(archive, "OFD.xml"), "DocRoot"):
        yield _beside("OFD.xml", target)


def _pages(archive: Archive, place: str, limits: Limits, before: int) -> list[str]:
    root = _part(archive, place)
    found = [
        _beside(place, element.get("BaseLoc", ""))
        for element in ([] if root is None else root.iter())
        if local(element) == "Page" and element.get("BaseLoc")
    ]
    check(archive.name, "pages", before + len(found), limits.pages)
    return found


def _floats(text: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", text or "")]


def _lines(page: _Element, number: int) -> list[Line]:
    """Return the lines of a page from top to bottom; a point of the page is a unit, y is made to count upwards."""
    pieces: list[tuple[float, float, float, float, str]] = []
    for element in page.iter():
        if local(element) != "TextObject":
            continue
        box = _floats(element.get("Boundary"))
        if len(box) < 4:  # noqa: PLR2004 - x, y, width, height
            continue
        size = float((_floats(element.get("Size")) or [box[3]])[0])
        for code in element.iter():
            if local(code) == "TextCode" and (code.text or "").strip():
                pieces.append((box[1], box[0], box[0] + box[2], size, code.text or ""))  # noqa: PERF401 - a test and a value
    pieces.sort(key=lambda piece: (piece[0], piece[1]))
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for piece in pieces:
        if rows and abs(piece[0] - rows[-1][0][0]) < _SAME_LINE * piece[3]:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    bottom = max((piece[0] for piece in pieces), default=0.0)
    return [_line(sorted(row, key=lambda piece: piece[1]), number, bottom) for row in rows]


def _line(row: list[tuple[float, float, float, float, str]], number: int, bottom: float) -> Line:
    text = row[0][4]
    for before, piece in pairwise(row):
        text += (" " if piece[1] - before[2] > _WIDE * piece[3] else "") + piece[4]
    size = max(piece[3] for piece in row)
    low = bottom - row[0][0]
    return Line(text.strip(), row[0][1], low, max(piece[2] for piece in row), low + size, size, number)
