"""Turtle, TriG, N-Triples and N-Quads as statements that know where they stand.

A parser checks the syntax beforehand; here the same text is read once more, term by term, because
parsers keep no places and a person needs line and column of what is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urljoin

from kg.terms import RDF, XSD
from loaders.encoding.report import Place

_TOKEN: Final = re.compile(
    r"""
    (?P<space>[\s]+|\#[^\n]*)
  | (?P<long>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3})
  | (?P<short>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<blank>_:[\w][\w.\-·]*)
  | (?P<word>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^)
  | (?P<name>(?:[^\W\d_][\w\-]*(?:\.+[\w\-]+)*)?:
      (?:(?:[\w\-:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w\-:·]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\w\-:.%\\]))*)?)
  | (?P<number>[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)|\d*\.\d+|\d+))
  | (?P<bare>[A-Za-z]+)
  | (?P<mark>[\[\](){}.;,])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_SCHEME: Final = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_DIRECTIVES: Final = frozenset({"@prefix", "@base", "prefix", "base"})


class Term(NamedTuple):
    """A term where it stands: `kind` is `iri`, `blank` or `literal`, `at` its first code point.

    A plain literal is an xsd:string.
    """

    kind: str
    value: str
    at: int
    datatype: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `graph` is the IRI of its named graph or None."""

    subject: Term
    predicate: Term
    value: Term
    graph: str | None


class Lines:
    """Line and column of places in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int) -> Place:
        """Return the place of a code point."""
        line = bisect_right(self._starts, index) - 1
        return Place(line, index - self._starts[line], index=index)


def statements(text: str, base: str) -> list[Statement]:
    """Return the statements of `text`, which a parser has found to be sound, in their order.

    What stands inside collections is left out: no term of the vocabulary takes one.
    """
    return list(_Reader(text, base).read())


class _Reader:
    """Walks over the terms of one text; `_terms` are those of the statement that is being read."""

    def __init__(self, text: str, base: str) -> None:
        self._text = text
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._blanks = 0
        self._graph: str | None = None
        self._terms: list[Term] = []
        self._held: list[list[Term]] = []
        self._depth = 0
        self._waiting = ""

    def read(self) -> Iterator[Statement]:
        """Yield the statements."""
        for token in self._tokens():
            if not isinstance(token, Term):
                found = self._mark(*token)
            elif self._waiting:
                self._waiting = self._directive(self._waiting, token)
                continue
            else:
                found = token if self._depth == 0 else None
            if found is not None:
                self._terms.append(found)
                if len(self._terms) == 3:  # noqa: PLR2004 - subject, predicate, value
                    yield Statement(self._terms[0], self._terms[1], found, self._graph)
            if token[0] == "[" and found is not None:
                self._held.append(self._terms if len(self._terms) > 1 else [])
                self._terms = [found]

    def _mark(self, mark: str, index: int) -> Term | None:
        """Take a mark of punctuation; return the blank node that it opens."""
        if self._depth and mark not in "()":
            return None
        if mark.lower() in _DIRECTIVES:
            self._waiting = mark.lower()
            self._terms = []
        elif mark == "(":
            self._depth += 1
            return self._blank(index) if self._depth == 1 else None
        elif mark == ")":
            self._depth -= 1
        elif mark == "[":
            return self._blank(index)
        elif mark == "]":
            node = self._terms[:1]
            self._terms = (self._held.pop() if self._held else []) or node
        elif mark == ";":
            del self._terms[1:]
        elif mark == ",":
            del self._terms[2:]
        elif mark in ".{}":
            if mark != ".":
                self._graph = self._terms[0].value if mark == "{" and self._terms else None
            self._terms = []
        return None

    def _blank(self, index: int) -> Term:
        self._blanks += 1
        return Term("blank", f"_:{self._blanks}", index)

    def _directive(self, waiting: str, term: Term) -> str:
        if waiting.endswith("base"):
            self._base = term.value
            return ""
        if term.kind == "name":
            return f"{waiting} {term.value}"
        self._prefixes[waiting.partition(" ")[2].removesuffix(":")] = term.value
        return ""

    def _tokens(self) -> Iterator[Term | tuple[str, int]]:
        literal: Term | None = None
        typed = defining = False
        for match in _TOKEN.finditer(self._text):
            kind, text, index = str(match.lastgroup), match[0], match.start()
            if kind == "space":
                continue
            if literal is not None and not typed:
                if text == "^^":
                    typed = True
                    continue
                if text.startswith("@") and text.lower() not in _DIRECTIVES:
                    yield literal._replace(datatype=RDF.langString)
                    literal = None
                    continue
                yield literal
                literal = None
            if kind in ("long", "short"):
                cut = 3 if kind == "long" else 1
                literal = Term("literal", _unescape(text[cut:-cut]), index, XSD.string, text)
                continue
            found = self._token(kind, text, index, defining=defining)
            if typed and literal is not None and isinstance(found, Term):
                yield literal._replace(datatype=found.value)
                literal, typed = None, False
                continue
            defining = isinstance(found, tuple) and found[0].lower() in ("@prefix", "prefix")
            yield found
        if literal is not None:
            yield literal

    def _token(self, kind: str, text: str, index: int, *, defining: bool) -> Term | tuple[str, int]:
        if kind == "iri":
            value = _unescape(text[1:-1])
            return Term("iri", value if _SCHEME.match(value) else urljoin(self._base, value), index, written=text)
        if kind == "name":
            prefix, _, local = text.partition(":")
            if defining:
                return Term("name", text, index)
            iri = self._prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", local)
            return Term("iri", iri, index, written=text)
        if kind == "blank":
            return Term("blank", text, index)
        if kind == "number":
            whole = text.lstrip("+-").isdigit()
            datatype = XSD.integer if whole else XSD.decimal
            return Term("literal", text, index, datatype, text)
        if kind == "bare" and text == "a":
            return Term("iri", RDF.type, index, written=text)
        if kind == "bare" and text in ("true", "false"):
            return Term("literal", text, index, XSD.boolean, text)
        return text, index


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text

    def replaced(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _CHARACTERS.get(match[3], match[3])

    return _ESCAPE.sub(replaced, text)
