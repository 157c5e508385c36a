"""Word documents: the text as Word shows it, with the numbers that it makes up while printing.

Tracked insertions are taken, deletions left out; text boxes follow the paragraph that they hang on;
footnotes stand at the end; page heads, page feet and tables of contents are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.archive import Archive
from loaders.document import BlockKind, Document
from loaders.limits import LIMITS, Limits
from loaders.readers.build import Cell, DocumentBuilder
from loaders.readers.printed_numbers import PrintedNumbers
from loaders.readers.word_numbers import Numbering, W, number_of, read_numbering, value_of
from loaders.readers.xml import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PLAIN: Final = W[1:-1].encode()
_DROPPED: Final = frozenset(
    {
        "del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "proofErr", "bookmarkStart",
        "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "rt", "rubyPr", "pict", "object",
        "commentReference", "annotationRef",
    }
)  # fmt: skip
_BOXES: Final = frozenset({"drawing", "pict", "object"})
_TOC_NAME: Final = re.compile(r"(?:toc|目录)\s*[0-9]", re.IGNORECASE)
_HEADING_NAME: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """What of a paragraph style concerns reading; `based` is the style that it is based on."""

    name: str
    based: str | None
    list_id: str | None
    place: int | None
    outline: int | None


@dataclass(slots=True)
class _Part:
    """A text box or a paragraph found inside another paragraph, to be read after it."""

    text: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class DocxReader:
    """Reads `.docx` files."""

    media_types: frozenset[str] = frozenset({MEDIA_TYPE})
    suffixes: frozenset[str] = frozenset({".docx", ".docm", ".dotx"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are no Word document, or a broken one.
            LimitExceeded: It holds more than is allowed.
        """
        return read_docx(data, name, limits)


def read_docx(data: bytes, name: str, limits: Limits, printed: PrintedNumbers | None = None) -> Document:
    """Return the document that a Word file holds; where `printed` knows the number of a paragraph, it stands.

    Raises:
        UnreadableDocument: The bytes are no Word document, or a broken one.
        LimitExceeded: It holds more than is allowed.
    """
    archive = Archive(data, name, limits)
    body = _xml(archive, "word/document.xml")
    if body is None or (content := body.find(W + "body")) is None:
        raise UnreadableDocument(
            both(f"{name} is not a Word document: it has no text part.", f"{name} 不是 Word 文档：没有正文部分。"),
            both("Open it in an office program and save it as .docx.", "请用办公软件打开并另存为 .docx。"),
        )
    builder = DocumentBuilder(name, limits)
    walker = _Walker(
        builder, _styles(_xml(archive, "word/styles.xml")), read_numbering(_xml(archive, "word/numbering.xml")), printed
    )
    walker.blocks(content)
    walker.finish({kind: _xml(archive, f"word/{kind}s.xml") for kind in ("footnote", "endnote")})
    return builder.document(MEDIA_TYPE, data)


def _xml(archive: Archive, part: str) -> _Element | None:
    data = archive.read(part)
    return None if data is None else parse_xml(data.replace(_STRICT, _PLAIN), archive.name, part)


def _styles(root: _Element | None) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in () if root is None else root.iterfind(W + "style"):
        if style.get(W + "type") not in ("paragraph", None):
            continue
        properties = style.find(W + "pPr")
        numbered = None if properties is None else properties.find(W + "numPr")
        key = style.get(W + "styleId", "")
        found[key] = _Style(
            value_of(style, "name") or "", value_of(style, "basedOn"), value_of(numbered, "numId"),
            number_of(numbered, "ilvl"), number_of(properties, "outlineLvl"),
        )  # fmt: skip
        if style.get(W + "default") == "1":
            found[""] = found[key]
    return found


class _Walker:
    """Walks the parts of the text in reading order and adds their blocks."""

    def __init__(
        self,
        builder: DocumentBuilder,
        styles: dict[str, _Style],
        numbering: Numbering,
        printed: PrintedNumbers | None = None,
    ) -> None:
        self.builder = builder
        self.printed = printed
        self.styles = styles
        self.numbering = numbering
        self.notes: list[tuple[str, str]] = []
        self.held = ""

    def blocks(self, parent: _Element) -> None:
        """Add everything in `parent`: paragraphs, tables, and what wraps them."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self._table(child)
            elif kind == "sdt":
                if not _is_contents(child):
                    for content in child.iterfind(W + "sdtContent"):
                        self.blocks(content)
            elif kind == "AlternateContent":
                chosen = next((e for e in child if local(e) == "Choice"), None)
                self.blocks(chosen if chosen is not None else child)
            elif kind in ("ins", "moveTo", "customXml", "smartTag", "txbxContent"):
                self.blocks(child)

    def finish(self, parts: dict[str, _Element | None]) -> None:
        """Add the notes that the text refers to, in the order in which it does."""
        if self.held:
            self._add(self.held, None)
        for place, (kind, key) in enumerate(self.notes, 1):
            root = parts[kind]
            note = None if root is None else next((e for e in root if e.get(W + "id") == key), None)
            texts = [] if note is None else [_text(paragraph).text for paragraph in note.iter(W + "p")]
            joined = "".join("".join(text) for text in texts).strip()
            if joined:
                self.builder.add(f"[{place}] {joined}")

    def _paragraph(self, paragraph: _Element) -> None:
        text, level, part = self._read(paragraph)
        if text is not None:
            self._add(text, level)
        for box in part.boxes:
            self.blocks(box)

    def _add(self, text: str, level: int | None) -> None:
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        gap = True
        for line in text.split("\n"):
            self.builder.add(line, kind, level=level, gap=gap)
            gap = gap and not line.strip()

    def _read(self, paragraph: _Element) -> tuple[str | None, int | None, _Part]:
        """Return number and text of a paragraph, its level as a heading, and what hangs on it.

        The text is None for a line of a table of contents, and for a paragraph whose end was deleted, which
        goes on in the next one.
        """
        properties = paragraph.find(W + "pPr")
        style = value_of(properties, "pStyle") or ""
        part = _text(paragraph)
        self.notes += part.notes
        chain = list(self._chain(style))
        if any(_TOC_NAME.match(own.name) for own in chain):
            return None, None, part
        text = "".join(part.text)
        number = self._number(properties, style, chain) if text.strip() or part.boxes else ""
        if number and self.printed is not None:
            number = self.printed.before(text, number)
        text = self.held + number + text
        self.held = ""
        marks = None if properties is None else properties.find(W + "rPr")
        if marks is not None and marks.find(W + "del") is not None:
            self.held = text
            return None, None, part
        level = number_of(properties, "outlineLvl", next((s.outline for s in chain if s.outline is not None), None))
        named = next((int(m[1]) for own in chain if (m := _HEADING_NAME.match(own.name))), None)
        if level is not None and 0 <= level < 9:  # noqa: PLR2004 - level 9 is running text
            return text, level + 1, part
        return text, named, part

    def _chain(self, style: str) -> Iterator[_Style]:
        for _ in range(_LONGEST_CHAIN):
            own = self.styles.get(style)
            if own is None:
                return
            yield own
            if own.based is None:
                return
            style = own.based

    def _number(self, properties: _Element | None, style: str, chain: list[_Style]) -> str:
        direct = None if properties is None else properties.find(W + "numPr")
        list_id = value_of(direct, "numId")
        place = number_of(direct, "ilvl")
        if list_id is None:
            source = next((own for own in chain if own.list_id is not None), None)
            if source is None:
                return ""
            list_id = str(source.list_id)
            if place is None:
                place = source.place if source.place is not None else self.numbering.level_of_style(list_id, style)
        elif place is None:
            place = next((own.place for own in chain if own.place is not None), 0)
        return "" if list_id == "0" else self.numbering.number(list_id, place or 0)

    def _table(self, table: _Element) -> None:
        rows = list(_rows(table))
        width = max((column + span - 1 for row in rows for column, span, _ in row), default=0)
        if len(rows) < 2 or width < 2:  # noqa: PLR2004 - a frame around text, as a 专栏 is
            for row in rows:
                for _, _, tc in row:
                    self.blocks(tc)
            return
        cells: list[Cell] = []
        open_at: dict[int, int] = {}
        for place, row in enumerate(rows, 1):
            for column, span, tc in row:
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue" and column in open_at:
                    index = open_at[column]
                    above = cells[index]
                    cells[index] = Cell(above.row, column, above.text, place - above.row + 1, above.column_span)
                    continue
                open_at[column] = len(cells)
                cells.append(Cell(place, column, "\n".join(self._lines(tc)), 1, span))
        self.builder.add_table(cells)

    def _lines(self, parent: _Element) -> Iterator[str]:
        """Yield the lines of a cell, those of tables and boxes inside it included."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                text, _, part = self._read(child)
                if text:
                    yield text
                for box in part.boxes:
                    yield from self._lines(box)
            elif kind == "AlternateContent":
                chosen = next((e for e in child if local(e) == "Choice"), None)
                yield from self._lines(chosen if chosen is not None else child)
            elif kind not in ("tcPr", "trPr", "tblPr", "tblGrid", "sdtPr", "del", "moveFrom"):
                yield from self._lines(child)


def _is_contents(sdt: _Element) -> bool:
    return any("Contents" in (gallery.get(W + "val") or "") for gallery in sdt.iter(W + "docPartGallery"))


def _rows(table: _Element) -> Iterator[list[tuple[int, int, _Element]]]:
    """Yield the rows of a table as (column from 1, columns covered, cell); deleted rows are left out."""
    for tr in _children(table, "tr"):
        properties = tr.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        column = 1 + (number_of(properties, "gridBefore", 0) or 0)
        row = []
        for tc in _children(tr, "tc"):
            span = max(1, min(number_of(tc.find(W + "tcPr"), "gridSpan", 1) or 1, 200))
            row.append((column, span, tc))
            column += span
        yield row


def _children(parent: _Element, kind: str) -> Iterator[_Element]:
    """Yield the rows or cells of a table, also those inside content controls and tracked insertions."""
    for child in parent:
        name = local(child)
        if name == kind:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _children(child, kind)


def _text(paragraph: _Element) -> _Part:
    """Return the text of a paragraph as it is shown, and the boxes and notes that hang on it."""
    part = _Part()
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = local(element)
        if kind == "t":
            part.text.append(element.text or "")
        elif kind in ("tab", "ptab"):
            part.text.append("\t")
        elif kind in ("br", "cr"):
            part.text.append("" if element.get(W + "type") == "page" else "\n")
        elif kind == "noBreakHyphen":
            part.text.append("-")
        elif kind in ("footnoteReference", "endnoteReference"):
            part.notes.append((kind.removesuffix("Reference"), element.get(W + "id", "")))
        elif kind in _BOXES:
            part.boxes += _boxes(element)
        elif kind == "AlternateContent":
            chosen = next((e for e in element if local(e) == "Choice"), None)
            stack.extend(reversed(chosen if chosen is not None else element))
        elif kind == "r" and _hidden(element):
            continue
        elif kind not in _DROPPED:
            stack.extend(reversed(element))
    return part


def _boxes(element: _Element) -> Iterator[_Element]:
    """Yield the outermost texts of boxes inside a drawing."""
    stack = [element]
    while stack:
        current = stack.pop()
        if local(current) == "txbxContent":
            yield current
        elif local(current) == "AlternateContent":
            chosen = next((e for e in current if local(e) == "Choice"), None)
            stack.extend(reversed(chosen if chosen is not None else current))
        else:
            stack.extend(reversed(current))


def _hidden(run: _Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val") not in ("0", "false")
