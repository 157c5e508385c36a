"""PDF with a text layer: paragraphs over lines and pages, ruled tables, no running heads and page numbers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.document import Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers import recognition
from loaders.readers.boxes import Char, Line
from loaders.readers.build import DocumentBuilder
from loaders.readers.pdf_lines import chars_of, lines_of, measure, paragraphs, without_furniture, write
from loaders.readers.pdf_tables import PdfTable, goes_on, is_ruled, joined, tables_on
from loaders.readers.pictures import is_picture, pages_left_out, scanned

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MEDIA_TYPE: Final = "application/pdf"
_PASSWORD: Final = 4
"""What PDFium reports for a file that asks for a password (FPDF_ERR_PASSWORD)."""


class PdfReader:
    """Reads `.pdf` files that hold text."""

    media_types: frozenset[str] = frozenset({_MEDIA_TYPE})
    suffixes: frozenset[str] = frozenset({".pdf"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document; pages that are pictures are left out with a warning.

        Raises:
            ScannedDocument: All its pages are pictures, or some are and they can be recognised (`ScanReader`).
            UnreadableDocument: The bytes are no PDF, or a broken or protected one.
            LimitExceeded: It has more pages than are allowed.
        """
        return read_pdf(data, name, limits)


Recogniser = Callable[["PdfPage", int], tuple[list[Line], list[PdfTable]]]
"""From a page that is a picture, and its number from 1, to its lines and tables."""


def read_pdf(data: bytes, name: str, limits: Limits, recognise: Recogniser | None = None) -> Document:
    """Return the document that a PDF holds; what its pictures say comes from `recognise`.

    Raises:
        ScannedDocument: There are pictures of pages, and no `recognise`.
        UnreadableDocument: The bytes are no PDF, or a broken or protected one.
        LimitExceeded: It has more pages than are allowed.
    """
    import pypdfium2  # noqa: PLC0415 - 60 ms, only where PDF is read

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(name, error) from error
    try:
        check(name, "pages", len(pdf), limits.pages)
        return _read(pdf, data, name, limits, recognise)
    except pypdfium2.PdfiumError as error:
        raise _unopened(name, error) from error
    finally:
        pdf.close()


def _read(pdf: PdfDocument, data: bytes, name: str, limits: Limits, recognise: Recogniser | None) -> Document:
    chars: list[list[Char]] = []
    heights: list[float] = []
    ruled: list[int] = []
    pictures: list[int] = []
    total = 0
    for index in range(len(pdf)):
        page = pdf[index]
        chars.append(chars_of(page))
        heights.append(float(page.get_height()))
        total += len(chars[-1])
        check(name, "text_chars", total, limits.text_chars)
        if is_picture(page, len(chars[-1])):
            pictures.append(index)
        elif is_ruled(page):
            ruled.append(index)
        page.close()
    if recognise is None and pictures and (len(pictures) == len(chars) or recognition.installed()):
        raise scanned(name)
    lines = [lines_of(own, number) for number, own in enumerate(chars, 1)]
    tables = _tables(data, chars, ruled)
    if recognise is not None:
        check(name, "scan_pages", len(pictures), limits.scan_pages)
        for index in pictures:
            lines[index], tables[index + 1] = recognise(pdf[index], index + 1)
    builder = DocumentBuilder(name, limits)
    add_pages(builder, lines, heights, tables)
    left_out = [index + 1 for index in pictures] if recognise is None else []
    return builder.document(_MEDIA_TYPE, data, remarks=(pages_left_out(name, left_out),) if left_out else ())


def _tables(data: bytes, chars: Sequence[Sequence[Char]], ruled: Sequence[int]) -> dict[int, list[PdfTable]]:
    """Return the tables of the ruled pages by page."""
    if not ruled:
        return {}
    import pdfplumber  # noqa: PLC0415 - half a second, only where a page is ruled

    found = {}
    with pdfplumber.open(io.BytesIO(data)) as plumbed:
        for index in ruled:
            own = tables_on(plumbed.pages[index], chars[index], index + 1)
            if own:
                found[index + 1] = own
            plumbed.pages[index].close()
    return found


def add_pages(
    builder: DocumentBuilder,
    lines: Sequence[Sequence[Line]],
    heights: Sequence[float],
    tables: dict[int, list[PdfTable]],
) -> None:
    """Add the lines and tables of pages in reading order, without running heads and page numbers.

    Args:
        builder: The document.
        lines: Of each page, those inside tables too.
        heights: Of each page.
        tables: By the number of their page.
    """
    outside = [
        [line for line in own if not any(table.holds(line) for table in tables.get(number, ()))]
        for number, own in enumerate(lines, 1)
    ]
    _add(builder, without_furniture(outside, heights), tables)


def _add(builder: DocumentBuilder, pages: list[list[Line]], tables: dict[int, list[PdfTable]]) -> None:
    running = [line for lines in pages for line in lines]
    if running:
        shape = measure(running)
    text: list[Line] = []
    open_table: PdfTable | None = None
    for thing in _in_order(pages, tables):
        if isinstance(thing, Line):
            if open_table is not None:
                builder.add_table(open_table.cells)
                open_table = None
            text.append(thing)
            continue
        if open_table is not None and goes_on(open_table, thing):
            open_table = joined(open_table, thing)
            continue
        if open_table is not None:
            builder.add_table(open_table.cells)
        if text:
            write(builder, paragraphs(text, shape))
            text = []
        open_table = thing
    if open_table is not None:
        builder.add_table(open_table.cells)
    if text:
        write(builder, paragraphs(text, shape))


def _in_order(pages: list[list[Line]], tables: dict[int, list[PdfTable]]) -> Iterator[Line | PdfTable]:
    for number, lines in enumerate(pages, 1):
        waiting = list(tables.get(number, ()))
        for line in lines:
            while waiting and waiting[0].top > line.middle:
                yield waiting.pop(0)
            yield line
        yield from waiting


def _unopened(name: str, error: Exception) -> UnreadableDocument:
    if "password" in str(error).lower() or getattr(error, "err_code", None) == _PASSWORD:
        return UnreadableDocument(
            both(f"{name} is protected by a password.", f"{name} 有密码保护。"),
            both("Save it without a password and try again.", "请取消密码后重试。"),
        )
    return UnreadableDocument(
        both(f"{name} is a damaged PDF.", f"{name} 是损坏的 PDF。"),
        both("Get the file again from where it came from.", "请重新获取该文件。"),
    )
