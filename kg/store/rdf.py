"""RDF terms and answers, small and frozen, so that no door of the store needs an RDF library.

A term prints as N-Triples (`n3`), which is also how it stands in SPARQL; nothing else turns a value
into query text.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.errors import UsageError, both
from kg.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
STRING = XSD + "string"
LANG_STRING = PREFIXES["rdf"] + "langString"
_ILLEGAL_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')

Value = str | int | bool | Decimal | dt.date | None


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An absolute IRI, checked when it is made: it cannot break out of `<…>`."""

    value: str

    def __post_init__(self) -> None:
        if _ILLEGAL_IN_IRI.search(self.value) or not _ABSOLUTE.match(self.value):
            raise UsageError(
                both(f"Not an absolute IRI: {self.value!r}.", f"不是完整的 IRI：{self.value!r}。"),
                both("Give an IRI such as https://example.org/x.", "请给出如 https://example.org/x 的 IRI。"),
            )

    def n3(self) -> str:
        """Return `<iri>`."""
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True, order=True)
class Blank:
    """A blank node; its name means nothing outside one answer."""

    value: str

    def n3(self) -> str:
        """Return `_:name`."""
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: its lexical form, its datatype IRI and, for rdf:langString alone, its language."""

    value: str
    datatype: str = STRING
    language: str | None = None

    def __post_init__(self) -> None:
        if self.language is not None and not _LANGUAGE.match(self.language):
            raise UsageError(
                both(f"Not a language tag: {self.language!r}.", f"不是语言标签：{self.language!r}。"),
                both("Give a tag such as zh or en.", "请给出如 zh 或 en 的标签。"),
            )

    def n3(self) -> str:
        """Return the literal in N-Triples form, control characters escaped."""
        text = _ESCAPED.sub(lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04X}"), self.value)
        if self.language is not None:
            return f'"{text}"@{self.language}'
        return f'"{text}"' if self.datatype == STRING else f'"{text}"^^{Iri(self.datatype).n3()}'

    def python(self) -> Value:
        """Return an int, Decimal, bool or date where the datatype has one and the form is legal; else the text."""
        kind = self.datatype.removeprefix(XSD)
        try:
            if kind == "integer":
                return int(self.value)
            if kind == "decimal":
                return Decimal(self.value)
            if kind == "date":
                return dt.date.fromisoformat(self.value)
        except (ValueError, InvalidOperation):
            return self.value
        if kind == "boolean":
            return self.value in {"true", "1"}
        return self.value


Term = Iri | Blank | Literal


def python_value(term: Term | None) -> Value:
    """Return the Python value of a term: IRIs and blank nodes as text, unbound as None."""
    if term is None:
        return None
    return term.python() if isinstance(term, Literal) else term.value


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: one term or None per column, in the order the engine gave.

    `cut` is true where rows are missing because a limit was reached.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE, in the order the engine gave; `cut` as for `Rows`."""

    triples: tuple[tuple[Term, Term, Term], ...]
    cut: bool = False

    def ntriples(self) -> str:
        """Return the triples as sorted N-Triples, each once."""
        return "".join(sorted({" ".join(t.n3() for t in triple) + " .\n" for triple in self.triples}))


Answer = Rows | Triples | bool
