"""HTML of government sites: the text of the document without the page around it, tables with their cells.

The bytes are decoded here (`<meta charset=gb2312>` pages hold GB 18030, and a parser that believes the
declaration stops at 〇). What the page says about the document outside of its text becomes `Metadata`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.document import BlockKind, Document, Metadata
from loaders.limits import LIMITS, Limits, exceeded
from loaders.readers.build import Cell, DocumentBuilder
from loaders.readers.contents import contents_of
from loaders.readers.decoding import decode
from loaders.readers.html_table import BLOCKS, SPACES, cells_of
from loaders.readers.page import is_menu, is_particulars, main_elements, metadata_of, squeeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED: Final = ("script", "style", "noscript", "template", "svg", "select", "button", "iframe", "object", "textarea")
_CHROME: Final = ("nav", "header", "footer", "aside", "form")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_XML: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_OTHER_ENCODINGS: Final = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949"}
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"\s*(?:[0-9]+[.、)）]|[（(]?[一二三四五六七八九十0-9]+[)）、.]|第[一二三四五六七八九十]+)"
)
_DATE: Final = re.compile(
    r"(?:[0-9]{4}|[二〇一三四五六七八九零○]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
_FULL_DATE: Final = re.compile(r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}")
_LONGEST_CELL: Final = 2_000
"""A cell that holds more is no cell of a table but a part of a page that is laid out with one."""
_TITLE_ZONE: Final = 3_000


def decode_html(data: bytes, name: str) -> str:
    """Return the text of a page; its declaration counts only where it names an encoding of its own kind.

    Raises:
        UnreadableDocument: The bytes are binary or in no encoding that is known.
    """
    declared = _DECLARED.search(data[:4096])
    encoding = _OTHER_ENCODINGS.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding is not None:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(data, name)


class HtmlReader:
    """Reads `.html` pages."""

    media_types: frozenset[str] = frozenset({"text/html", "application/xhtml+xml"})
    suffixes: frozenset[str] = frozenset({".html", ".htm", ".shtml", ".xhtml"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes hold no text, or are in no encoding that is known.
            LimitExceeded: Elements are nested too deep, or the page is too large.
        """
        return read_html(decode_html(data, name), data, name, limits)


def read_html(text: str, data: bytes, name: str, limits: Limits, media_type: str = "text/html") -> Document:
    """Return the document that the page `text` holds; `data` are the bytes it came from."""
    root = _parse(_XML.sub("", text, count=1), name, limits)
    body = root.find("body")
    body = root if body is None else body
    url = _own_address(root)
    for element in list(body.iter(*_DROPPED)):
        element.drop_tree()
    parts = main_elements(body)
    if parts == [body] or parts[0].tag == "body":
        for element in [e for e in body.iter(*_CHROME) if e is not body]:
            element.drop_tree()
        for element in [e for e in body.iter("ul", "div") if is_menu(e)]:
            if element.getparent() is not None:
                element.drop_tree()
    builder = DocumentBuilder(name, limits)
    within: list[str] = []
    walker = _Walker(builder, within)
    inside = {id(part) for part in parts}
    outside = [squeeze_line(line) for line in _outside(body, inside)]
    metadata = metadata_of(root, outside, url)
    _head(builder, root, parts, metadata)
    for part in parts:
        walker.walk(part)
    walker.close()
    if within:
        metadata = metadata_of(root, [*within, *outside], url)
    return builder.document(media_type, data, metadata)


def add_fragment(builder: DocumentBuilder, text: str, name: str, limits: Limits) -> None:
    """Add the blocks of a piece of HTML that stands inside a document of another format."""
    if text.strip():
        root = _parse(f"<body>{text}</body>", name, limits)
        walker = _Walker(builder, [])
        walker.walk(root)
        walker.close()


def squeeze_line(text: str) -> str:
    """Return `text` with every run of white space as one blank."""
    return SPACES.sub(" ", text).strip()


def _parse(text: str, name: str, limits: Limits) -> HtmlElement:
    from lxml import etree, html  # noqa: PLC0415 - 30 ms, only where HTML is read

    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise UnreadableDocument(
            both(f"{name} is a page without content.", f"{name} 是没有内容的网页。"),
            both("Save the page with its text and try again.", "请保存含正文的网页后重试。"),
        ) from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    # Below a depth of its own the parser drops elements in silence; its log is the only trace.
    if deepest > limits.nesting or any("depth" in entry.message for entry in parser.error_log):
        raise exceeded(name, "nesting", f"{deepest:,}", f"{limits.nesting:,}")
    return root


def _own_address(root: HtmlElement) -> str | None:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return element.get("href")
    for element in root.iter("meta"):
        if (element.get("property") or "").lower() == "og:url":
            return element.get("content")
    return None


def _head(builder: DocumentBuilder, root: HtmlElement, parts: list[HtmlElement], metadata: Metadata) -> None:
    """Put title and particulars in front of the text, where the text lacks them."""
    text = squeeze("".join(part.text_content() for part in parts))
    title = next(
        (
            line
            for heading in root.iter("h1", "h2")
            if not any(heading is part or part in heading.iterancestors() for part in parts)
            and len(line := squeeze_line(heading.text_content())) > 8  # noqa: PLR2004 - names of sites and columns are short
        ),
        None,
    )
    title = (
        metadata.title if metadata.title and (title is None or squeeze(title) not in squeeze(metadata.title)) else title
    )
    if title and _letters(title) not in _letters(text[:_TITLE_ZONE]):
        builder.add(title, BlockKind.HEADING, level=1)
    number = metadata.document_number
    if number and squeeze(number) not in text:
        builder.add(f"发文字号：{number}")
    if metadata.issuer and squeeze(metadata.issuer) not in text:
        builder.add(f"发文机关：{metadata.issuer}")
    if (
        metadata.issued
        and _FULL_DATE.search(metadata.issued)
        and not (_DATE.search(text[:_TITLE_ZONE]) or _DATE.search(text[-_TITLE_ZONE:]))
    ):
        builder.add(f"成文日期：{metadata.issued}")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _outside(body: HtmlElement, inside: set[int]) -> Iterator[str]:
    """Yield the lines of the page that are no part of its text."""
    line: list[str] = []
    skip = 0
    from lxml import etree  # noqa: PLC0415 - see above

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if id(element) in inside:
            skip += 1 if event == "start" else -1
            if event == "start":
                continue
        if skip:
            continue
        if element.tag in BLOCKS or element.tag == "br":
            if line:
                yield "".join(line)
            line = []
        text = (element.text if event == "start" and id(element) not in inside else element.tail) or ""
        line.append(text)
    if line:
        yield "".join(line)


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph, line or heading before it is added."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    gap: bool = True


class _Walker:
    """Walks elements in reading order; `close` adds their blocks, a table of contents left out."""

    def __init__(self, builder: DocumentBuilder, within: list[str]) -> None:
        self.builder = builder
        self.within = within
        self.line: list[str] = []
        self.heading: int | None = None
        self.found: list[_Text | list[Cell]] = []

    def close(self) -> None:
        """Add what was found to the document."""
        texts = [thing for thing in self.found if isinstance(thing, _Text) and thing.text.strip()]
        left_out = {id(texts[place]) for place in contents_of([thing.text for thing in texts])}
        for thing in self.found:
            if isinstance(thing, list):
                self.builder.add_table(thing)
            elif id(thing) not in left_out:
                self.builder.add(thing.text, thing.kind, level=thing.level, gap=thing.gap)
        self.found = []

    def walk(self, root: HtmlElement) -> None:
        from lxml import etree  # noqa: PLC0415 - see above

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if _HIDDEN.search(element.get("style") or ""):
                    self._skip(walk, element, root)
                    continue
                if element.tag == "table" and self._table(element):
                    self._skip(walk, element, root)
                    continue
                self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self.line.append(SPACES.sub(" ", element.tail or ""))
        self._flush()

    def _skip(self, walk: Iterator[tuple[str, HtmlElement]], element: HtmlElement, root: HtmlElement) -> None:
        """Leave out an element with everything in it; what follows it goes on."""
        for event, other in walk:
            if event == "end" and other is element:
                break
        if element is not root:
            self.line.append(SPACES.sub(" ", element.tail or ""))

    def _open(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._flush()
            if element.tag in _HEADINGS:
                self.heading = _HEADINGS[element.tag]
        elif element.tag == "br":
            self.line.append("\n")
        if element.tag == "li":
            self.line.append(_list_number(element))
        self.line.append(SPACES.sub(" ", element.text or ""))

    def _close(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._flush()

    def _flush(self) -> None:
        text = "".join(self.line)
        self.line = []
        kind = BlockKind.PARAGRAPH if self.heading is None else BlockKind.HEADING
        if kind is BlockKind.HEADING:
            self.found.append(_Text(text.replace("\n", ""), kind, self.heading))
        else:
            gap = True
            for line in text.split("\n"):
                self.found.append(_Text(line, kind, gap=gap))
                gap = gap and not line.strip()
        if text.strip():
            self.heading = None

    def _table(self, table: HtmlElement) -> bool:
        """Add a table of data, or the particulars of the page; return False where a table only lays out the page."""
        if next((inner for inner in table.iterdescendants("table")), None) is not None:
            return False
        cells = cells_of(table)
        texts = [cell.text for cell in cells if cell.text.strip()]
        if is_particulars(texts):
            self.within += texts
            return True
        rows = {cell.row for cell in cells if cell.text.strip()}
        columns = {cell.column for cell in cells if cell.text.strip()}
        if len(rows) < 2 or len(columns) < 2 or any(len(text) > _LONGEST_CELL for text in texts):  # noqa: PLR2004 - a grid has two of each
            return False
        self._flush()
        caption = table.find("caption")
        if caption is not None:
            self.found.append(_Text(squeeze_line(caption.text_content())))
        self.found.append(cells)
        return True


def _list_number(item: HtmlElement) -> str:
    """Return the number that a browser prints in front of an item of an ordered list."""
    outer = item.getparent()
    if (
        outer is None
        or outer.tag != "ol"
        or "none" in (outer.get("style") or "")
        or _NUMBERED.match(item.text_content())
    ):
        return ""
    start = outer.get("start") or "1"
    number = int(start) if start.isdecimal() else 1
    return f"{number + sum(1 for other in item.itersiblings('li', preceding=True))}. "
