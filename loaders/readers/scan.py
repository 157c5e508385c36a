"""Scans: image files, and PDFs with pages that are pictures; their text is recognised where `govplan[ocr]` is there.

What was recognised keeps its confidence, line by line, up to the evidence of every fact.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem, Severity
from loaders.document import POOR, Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers import recognition
from loaders.readers.boxes import Line
from loaders.readers.build import DocumentBuilder, clean
from loaders.readers.pdf import add_pages, read_pdf
from loaders.readers.pdf_lines import in_rows
from loaders.readers.pdf_tables import PdfTable
from loaders.readers.pictures import scanned
from loaders.readers.recognition import Found
from loaders.readers.scan_tables import Box, Sheet, grids_in, split, tables_of, turn

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
_LONGEST: Final = 2_400
"""Pixels of the longer side of what is recognised: 200 dots an inch on A4, where small print has 25 pixels."""
_WIDTH: Final = 595.0
"""Points of the width of A4, to which pictures of unknown size are taken to have been scanned."""
_NOTHING: Final = Decimal("0.5")
"""Confidence below which a line is a seal, a stain or handwriting: of 985 lines of invented plans, printed clean or
tilted, blurred and compressed, none lay below 0.6."""
_DASH: Final = re.compile("(?<=[0-9年月日%])一(?=[0-9])")
"""A dash between figures, which the recogniser takes for the numeral that looks like it; no numeral stands there."""
_LONG: Final = 6
_TYPE_OF_BOX: Final = 0.85
_ALIKE: Final = {True: 1.2, False: 1.35}
"""Sizes of type that differ by less are one, for long lines and for short ones, whose boxes are off by a quarter;
titles are larger than text by 1.375 (GB/T 9704-2012, 7.3.1: size 2 on size 3)."""


class ScanReader:
    """Reads `.png`, `.jpg` and `.tif` files, and PDFs that `PdfReader` finds to be scans."""

    media_types: frozenset[str] = frozenset({*_TYPES.values(), "application/pdf"})
    suffixes: frozenset[str] = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            ScannedDocument: Nothing that recognises text is installed.
            UnreadableDocument: The bytes are no picture, or show no text.
            LimitExceeded: It has more pages or pixels than are allowed.
        """
        if not recognition.installed():
            raise scanned(name)
        if b"%PDF-" in data[:1024]:
            return _of_pdf(data, name, limits)
        pages: list[_Page] = []
        media_type = ""
        for number, (kind, picture) in enumerate(_pictures(data, name, limits), 1):
            media_type = _TYPES[kind]
            pages.append(_read_page(picture, _WIDTH / picture.width, number))
        builder = DocumentBuilder(name, limits)
        tables = {number: page.tables for number, page in enumerate(pages, 1)}
        add_pages(builder, [page.lines for page in pages], [page.height for page in pages], tables)
        return _with_recognition(builder.document(media_type, data), len(pages), sum(page.lost for page in pages))


def _pictures(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, Image]]:
    """Yield the pages of an image file with its format, none larger than what is recognised."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only where pictures are read

    # Its own bound warns on standard error and cannot be named in a problem; ours is checked before a pixel is read.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_TYPES)) as picture:
            check(name, "scan_pages", getattr(picture, "n_frames", 1), limits.scan_pages)
            for index in range(getattr(picture, "n_frames", 1)):
                picture.seek(index)
                check(name, "scan_pixels", picture.width * picture.height, limits.scan_pixels)
                # A transparent picture is printed on white paper.
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
                page = Image.new("RGB", upright.size, "white")
                page.paste(upright, mask=upright.getchannel("A"))
                page.thumbnail((_LONGEST, _LONGEST))
                yield picture.format or "", page
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableDocument(
            both(f"{name} is a damaged picture.", f"{name} 是损坏的图像。"),
            both("Get the file again from where it came from.", "请重新获取该文件。"),
        ) from error


def _of_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Return the document that a PDF holds whose pages are pictures, or some of them."""
    pages: list[_Page] = []

    def recognise(page: PdfPage, number: int) -> tuple[list[Line], list[PdfTable]]:
        # So that a page of any size is large enough and never too large.
        scale = _LONGEST / max(page.get_width(), page.get_height(), 1.0)
        pages.append(_read_page(page.render(scale=scale).to_pil(), 1 / scale, number))
        page.close()
        return pages[-1].lines, pages[-1].tables

    document = read_pdf(data, name, limits, recognise)
    return _with_recognition(document, len(pages), sum(page.lost for page in pages))


@dataclass(frozen=True, slots=True)
class _Page:
    """What was recognised on a page; `lost` counts the lines that are too uncertain to be text."""

    lines: list[Line]
    tables: list[PdfTable]
    height: float
    lost: int


def _read_page(picture: Image, scale: float, number: int) -> _Page:
    """Return what stands on a page, in points; `scale` is points a pixel."""
    found = [item for item in recognition.recognise(picture) if clean(item.text)]
    certain = [item for item in found if item.confidence >= _NOTHING]
    tilt = median(tilts) if (tilts := [item.tilt for item in certain if len(item.text) >= _LONG]) else 0.0
    grids = grids_in(picture, tilt)
    straight = split([_turned(item, tilt) for item in certain], grids, picture)
    boxes = [box for grid in grids for box in grid]
    sheet = Sheet(number, picture.height, scale)
    # Tables are printed in smaller type: what is usual inside of them is not so outside.
    inside = [item for item in straight if any(box.holds(item) for box in boxes)]
    lines = [*_lines(inside, sheet), *_lines([item for item in straight if item not in inside], sheet)]
    tables = tables_of(grids, lines, sheet)
    outside = [line for line in lines if not any(table.holds(line) for table in tables)]
    return _Page(in_rows(outside), tables, picture.height * scale, len(found) - len(certain))


def _turned(item: Found, tilt: float) -> Found:
    middle, level = (item.left + item.right) / 2, (item.top + item.bottom) / 2
    x, y = turn(middle, level, tilt)
    return replace(
        item, left=item.left + x - middle, right=item.right + x - middle, top=item.top + y - level,
        bottom=item.bottom + y - level,
    )  # fmt: skip


def _lines(found: Sequence[Found], sheet: Sheet) -> list[Line]:
    texts = [_DASH.sub("—", clean(item.text).replace("\n", " ")) for item in found]
    widths = [(item.right - item.left) / max(_columns(text), 1) for item, text in zip(found, texts, strict=True)]
    heights = [item.bottom - item.top for item in found]
    # The box of a line is higher than its type by a share that a page has in common; long lines tell it.
    told = [(w, w / h) for w, h, text in zip(widths, heights, texts, strict=True) if len(text) >= _LONG and h > 0]
    share = median(part for _, part in told) if told else _TYPE_OF_BOX
    usual = median(size for size, _ in told) if told else None
    lines = []
    for item, text, wide, high in zip(found, texts, widths, heights, strict=True):
        size = wide if len(text) >= _LONG else high * share
        alike = _ALIKE[len(text) >= _LONG]
        if usual is not None and usual / alike < size < usual * alike:
            size = usual
        left, right, bottom, top = sheet.points(Box(item.left, item.top, item.right, item.bottom))
        lines.append(Line(text, left, bottom, right, top, size * sheet.scale, sheet.number, item.confidence))
    return lines


def _columns(text: str) -> float:
    """Return how many Chinese characters are as wide as `text`."""
    return sum(0.5 if char.isascii() and char.isalnum() else 1.0 for char in text)


def _with_recognition(document: Document, pages: int, lost: int) -> Document:
    """Return the document with the name of the recogniser, and a warning that its text is one reading of a picture."""
    poor = sum(1 for run in document.recognised if run.confidence < POOR)
    lines = len(document.recognised)
    warning = Problem(
        "recognised-text", Severity.WARNING,
        both(f"{document.name} is a scan: {lines} lines on {pages} pages were recognised, {poor} of them with a "
             f"confidence below {POOR}; {lost} could not be read.",
             f"{document.name} 是扫描件：识别了 {pages} 页 {lines} 行，其中 {poor} 行置信度低于 {POOR}，"
             f"{lost} 行无法识别。"),
        both("Compare figures, dates and names with the pages before you rely on them.",
             "使用前请对照页面核对数字、日期和名称。"),
        source=document.name,
    )  # fmt: skip
    return replace(document, remarks=(*document.remarks, warning), recognised_by=recognition.program())
