"""PDF with a text layer: paragraphs over lines and pages, ruled tables, no running heads and page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.document import Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers.build import DocumentBuilder
from loaders.readers.pdf_lines import Char, Line, Paragraph, chars_of, lines_of, measure, paragraphs, without_furniture
from loaders.readers.pdf_tables import PdfTable, goes_on, is_ruled, joined, tables_on

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MEDIA_TYPE: Final = "application/pdf"
_FEWEST: Final = 20
"""Characters a page: below it the pages are pictures with, at most, a stamp of text."""
_PASSWORD: Final = 4
"""What PDFium reports for a file that asks for a password (FPDF_ERR_PASSWORD)."""


class PdfReader:
    """Reads `.pdf` files that hold text."""

    media_types: frozenset[str] = frozenset({_MEDIA_TYPE})
    suffixes: frozenset[str] = frozenset({".pdf"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are no PDF, a broken or protected one, or pictures of pages only.
            LimitExceeded: It has more pages than are allowed.
        """
        import pypdfium2  # noqa: PLC0415 - 60 ms, only where PDF is read

        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _unopened(name, error) from error
        try:
            check(name, "pages", len(pdf), limits.pages)
            return self._read(pdf, data, name, limits)
        except pypdfium2.PdfiumError as error:
            raise _unopened(name, error) from error
        finally:
            pdf.close()

    def _read(self, pdf: PdfDocument, data: bytes, name: str, limits: Limits) -> Document:
        chars: list[list[Char]] = []
        heights: list[float] = []
        ruled: list[int] = []
        total = 0
        for index in range(len(pdf)):
            page = pdf[index]
            chars.append(chars_of(page))
            heights.append(float(page.get_height()))
            total += len(chars[-1])
            check(name, "text_chars", total, limits.text_chars)
            if is_ruled(page):
                ruled.append(index)
            page.close()
        if total < _FEWEST * len(chars):
            raise _scanned(name)
        tables = _tables(data, chars, ruled)
        builder = DocumentBuilder(name, limits)
        lines = [
            [line for line in lines_of(own, number) if not any(table.holds(line) for table in tables.get(number, ()))]
            for number, own in enumerate(chars, 1)
        ]
        _add(builder, without_furniture(lines, heights), tables)
        return builder.document(_MEDIA_TYPE, data)


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


def _add(builder: DocumentBuilder, pages: list[list[Line]], tables: dict[int, list[PdfTable]]) -> None:
    """Add lines and tables in reading order."""
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
            _write(builder, paragraphs(text, shape))
            text = []
        open_table = thing
    if open_table is not None:
        builder.add_table(open_table.cells)
    if text:
        _write(builder, paragraphs(text, shape))


def _in_order(pages: list[list[Line]], tables: dict[int, list[PdfTable]]) -> Iterator[Line | PdfTable]:
    for number, lines in enumerate(pages, 1):
        waiting = list(tables.get(number, ()))
        for line in lines:
            while waiting and waiting[0].top > line.middle:
                yield waiting.pop(0)
            yield line
        yield from waiting


def _write(builder: DocumentBuilder, found: Sequence[Paragraph]) -> None:
    for paragraph in found:
        for place, (page, text) in enumerate(paragraph.pieces()):
            if place:
                builder.go_on(text, page)
            else:
                builder.add(text, page=page, gap=paragraph.gap)


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


def _scanned(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        both(f"{name} holds pictures of pages and no text.", f"{name} 是扫描件，没有文字。"),
        both("Recognise its text first, or get the document in another format.",
             "请先做文字识别，或获取其他格式的文件。"),
    )  # fmt: skip
