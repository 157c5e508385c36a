"""Markdown: headings, paragraphs, lists with their printed numbers, tables as pipes or as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.document import BlockKind, Document
from loaders.limits import LIMITS, Limits, check, exceeded
from loaders.line import MARKER
from loaders.readers.build import Cell, DocumentBuilder
from loaders.readers.decoding import decode
from loaders.readers.html import add_fragment

if TYPE_CHECKING:
    from markdown_it.token import Token

_LEFT_MARKS: Final = re.compile(r"\*\*|__(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])__")
"""Emphasis that the rules of the format do not see between Chinese characters and punctuation."""
_FRONT_MATTER: Final = re.compile(r"\A---\s*\n(?:[^\n]*\n){0,40}?---\s*\n")
_BETWEEN_LINKS: Final = re.compile(r"[\s>|/»›·•\\\[\]-]*")
"""What stands between the links of a path through a site: 首页 > 政务公开 | 规划."""
_SOFT: Final = "\x00"
"""Stands for a line break inside a paragraph until it is known what it means; the format allows none in a text."""
_ENDS: Final = ("。", "：", "；", ":", ";")
_RAGGED: Final = 0.6
_SEVERAL: Final = 5
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uffef、。，；：）】》”]")


class MarkdownReader:
    """Reads `.md` files."""

    media_types: frozenset[str] = frozenset({"text/markdown"})
    suffixes: frozenset[str] = frozenset({".md", ".markdown"})
    isolated = True

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are empty or no text.
            LimitExceeded: The text is too long, or its lists are nested too deep.
        """
        from markdown_it import MarkdownIt  # noqa: PLC0415 - 60 ms, only where Markdown is read

        text = decode(data, name)
        check(name, "text_chars", len(text), limits.text_chars)
        parser = MarkdownIt("commonmark", {"maxNesting": limits.nesting}).enable("table").disable(["code", "lheading"])
        try:
            tokens = parser.parse(_FRONT_MATTER.sub("", text.replace("\r\n", "\n"), count=1))
        except RecursionError as error:
            raise exceeded(name, "nesting", "too deep to follow", f"{limits.nesting:,}") from error
        # Below the bound the parser drops what is nested, in silence.
        if max((token.level for token in tokens), default=0) >= limits.nesting - 1:
            raise exceeded(name, "nesting", "too deep to follow", f"{limits.nesting:,}")
        builder = DocumentBuilder(name, limits)
        _Walker(builder, name, limits).walk(tokens)
        return builder.document("text/markdown", data)


class _Walker:
    """Walks the tokens and adds their blocks."""

    def __init__(self, builder: DocumentBuilder, name: str, limits: Limits) -> None:
        self.builder = builder
        self.name = name
        self.limits = limits
        self.prefix = ""
        self.heading: int | None = None
        self.items = 0
        self.cells: list[Cell] = []
        self.row = self.column = 0

    def walk(self, tokens: list[Token]) -> None:
        for token in tokens:
            kind = token.type
            if kind == "heading_open":
                self.heading = int(token.tag[1])
            elif kind == "list_item_open":
                self.items += 1
                self.prefix = f"{token.info}{token.markup} " if token.info else self.prefix
            elif kind == "list_item_close":
                self.items -= 1
            elif kind == "table_open":
                self.cells, self.row = [], 0
            elif kind == "tr_open":
                self.row, self.column = self.row + 1, 0
            elif kind in ("th_open", "td_open"):
                self.column += 1
            elif kind == "table_close":
                self.builder.add_table(self.cells)
                self.cells, self.row = [], 0
            elif kind == "inline":
                self._inline(token)
            elif kind == "html_block":
                add_fragment(self.builder, token.content, self.name, self.limits)
            elif kind in ("fence", "code_block"):
                for line in token.content.split("\n"):
                    self.builder.add(line)

    def _inline(self, token: Token) -> None:
        text = _LEFT_MARKS.sub("", _plain(token))
        if self.row:
            self.cells.append(Cell(self.row, self.column, text))
            return
        if self.heading is None and _leads_away(token, 1 if self.items else 2):
            self.prefix = ""
            return
        kind = BlockKind.PARAGRAPH if self.heading is None else BlockKind.HEADING
        gap = True
        for line in (self.prefix + text).split("\n"):
            self.builder.add(line, kind, level=self.heading, gap=gap)
            gap = False
        self.prefix, self.heading = "", None


def _leads_away(token: Token, least: int) -> bool:
    """Tell whether a line holds at least so many links and nothing else: the menu or the path of a site, no text."""
    links = depth = 0
    for child in token.children or []:
        links += child.type == "link_open"
        depth += (child.type == "link_open") - (child.type == "link_close")
        if depth == 0 and child.type == "text" and _BETWEEN_LINKS.fullmatch(child.content) is None:
            return False
    return links >= least


def _plain(token: Token) -> str:
    pieces: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(_SOFT)
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            pieces.append("\n")
        elif child.type == "image":
            continue
    lines = "".join(pieces).split(_SOFT)
    if _stand_apart(lines):
        return "\n".join(lines)
    text = lines[0]
    for line in lines[1:]:
        # A line that goes on: between Chinese characters nothing stands there.
        text += line if _WIDE.search(text[-1:]) else f" {line}"
    return text


def _stand_apart(lines: list[str]) -> bool:
    """Tell whether the lines of a paragraph are paragraphs of their own: text that was saved as Markdown, not wrapped.

    Such lines end sentences, bear numbers, or are of all lengths; wrapped lines are all as long as the page is wide.
    """
    before = [len(line) for line in lines[:-1]]
    if not before:
        return False
    ended = sum(line.rstrip().endswith(_ENDS) for line in lines[:-1])
    numbered = sum(MARKER.match(line) is not None for line in lines[1:])
    ragged = sum(length < _RAGGED * max(before) for length in before)
    return ended * 2 >= len(lines) or numbered > 0 or (len(lines) >= _SEVERAL and ragged * 2 > len(before))
