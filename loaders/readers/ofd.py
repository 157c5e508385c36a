"""OFD (GB/T 33190-2016): the text of its pages by place, joined into paragraphs like that of a PDF.

A text object has a box on the page, a matrix, and runs of text whose characters stand where `X`, `Y`, `DeltaX` and
`DeltaY` put them (11.3). Template pages hold what repeats on pages, so they are left out; so is what stands
askew to the text of its page (a watermark), with a remark.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem, Severity
from loaders.archive import Archive
from loaders.document import Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers.boxes import Char, Line
from loaders.readers.build import DocumentBuilder
from loaders.readers.columns import segments_of
from loaders.readers.ofd_text import Glyph, glyphs_of, numbers, turned
from loaders.readers.pdf_lines import in_rows, line_of, measure, paragraphs, without_furniture, write
from loaders.readers.xml import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA_TYPE: Final = "application/ofd"
_HEIGHT: Final = 297.0
"""Millimetres of A4, for a file that does not say how large its pages are."""
_BOX: Final = 4
_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_UNMAPPED: Final = 0.2
"""Share of characters without a meaning from which a text is none: its fonts number their glyphs as they like."""


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Line]
    height: float
    askew: int
    unmapped: int
    chars: int


class OfdReader:
    """Reads `.ofd` files that hold text."""

    media_types: frozenset[str] = frozenset({_MEDIA_TYPE})
    suffixes: frozenset[str] = frozenset({".ofd"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are no OFD, a broken one, pictures of pages only, or its fonts do not say
                which characters they show.
            LimitExceeded: It holds more than is allowed.
        """
        archive = Archive(data, name, limits)
        pages: list[_Page] = []
        for root in _documents(archive):
            places, height = _pages(archive, root, limits, len(pages))
            for place in places:
                content = _part(archive, place)
                if content is not None:
                    pages.append(_page(content, height, len(pages) + 1))
        lines = [line for own in without_furniture([p.lines for p in pages], [p.height for p in pages]) for line in own]
        if sum(page.unmapped for page in pages) > _UNMAPPED * max(1, sum(page.chars for page in pages)):
            raise UnreadableDocument(
                both(f"{name} does not say which characters its fonts show.",
                     f"{name} 的字体没有字符映射，无法得知文字。"),
                both("Print it to PDF and recognise the text, or get the document in another format.",
                     "请打印为 PDF 后识别文字，或获取其他格式的文件。"),
            )  # fmt: skip
        if not lines:
            raise UnreadableDocument(
                both(f"{name} holds pictures of pages and no text.", f"{name} 是扫描件，没有文字。"),
                both("Print it to PDF and build from that with govplan[ocr], or get the document in another format.",
                     "请打印为 PDF 并安装 govplan[ocr] 后读取，或获取其他格式的文件。"),
            )  # fmt: skip
        builder = DocumentBuilder(name, limits)
        write(builder, paragraphs(lines, measure(lines)))
        askew = [number for number, page in enumerate(pages, 1) if page.askew]
        return builder.document(_MEDIA_TYPE, data, remarks=(_askew(name, askew),) if askew else ())


def _askew(name: str, pages: list[int]) -> Problem:
    shown = ", ".join(map(str, pages))
    return Problem(
        "text-askew", Severity.INFO,
        both(f"{name} has rotated text, which was left out: {shown}.",
             f"{name} 第 {shown} 页有斜排文字（如水印），未读取。"),
        both("Check whether it is a watermark.", "请确认是否为水印。"), source=name,
    )  # fmt: skip


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


def _pages(archive: Archive, place: str, limits: Limits, before: int) -> tuple[list[str], float]:
    """Return where the contents of the pages stand, and how high a page is that does not say so itself."""
    root = _part(archive, place)
    found = [
        _beside(place, element.get("BaseLoc", ""))
        for element in ([] if root is None else root.iter())
        if local(element) == "Page" and element.get("BaseLoc")
    ]
    check(archive.name, "pages", before + len(found), limits.pages)
    return found, _height(root, _HEIGHT)


def _height(root: _Element | None, usual: float) -> float:
    box = next((numbers(text) for text in _texts(root, "PhysicalBox")), [])
    return box[3] if len(box) == _BOX and box[3] > 0 else usual


def _page(content: _Element, usual: float, number: int) -> _Page:
    """Return the lines of a page in reading order; y counts upwards."""
    height = _height(content, usual)
    glyphs = [glyph for element in content.iter() if local(element) == "TextObject" for glyph in glyphs_of(element)]
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    quarter = Counter(glyph.quarter for glyph in shown).most_common(1)[0][0] if shown else 0
    if quarter is None:
        quarter = 0
    straight = [turned(glyph, quarter) for glyph in glyphs if glyph.quarter == quarter]
    low = min((glyph.y for glyph in straight), default=0.0) if quarter else 0.0
    # A page that was turned is read as it stands then, its top where its text begins.
    high = height if not quarter else max((glyph.y for glyph in straight), default=height) - low
    chars = [_char(glyph, high, low) for glyph in straight]
    pieces = (line_of(piece, number) for piece in segments_of(chars))
    return _Page(
        in_rows([piece for piece in pieces if piece is not None]),
        high,
        sum(1 for glyph in shown if glyph.quarter != quarter),
        sum(1 for glyph in shown if _NO_CHARACTER.match(glyph.text)),
        len(shown),
    )


def _char(glyph: Glyph, high: float, low: float) -> Char:
    """Return a character with the box of its type: a fifth of it lies under the line on which it stands."""
    base = high - (glyph.y - low)
    return Char(glyph.text, glyph.x, base - 0.2 * glyph.size, glyph.x + glyph.width, base + 0.8 * glyph.size)
