"""One plan graph as plain look-ups: terms are strings as N-Triples writes them, equal terms are equal strings.

Both engines hand their findings over in these terms; labels, places and the rules on whole graphs read
this index, so that what a report says does not depend on the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.terms import RDF, XSD

if TYPE_CHECKING:
    from rdflib.term import Node

TYPE: Final = f"<{RDF.type}>"
_NONE: Final[tuple[str, ...]] = ()
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LONG: Final = 1000
_PLAIN_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class PlanIndex:
    """The statements of one graph, by subject and by property.

    Args:
        statements: Subject, property and value of each statement, none twice, as canonical N-Triples writes
            them: plain strings without a datatype.
    """

    __slots__ = ("_inverse", "_targets", "pairs", "rows")

    def __init__(self, statements: Iterable[Sequence[str]]) -> None:
        rows: dict[str, dict[str, list[str]]] = {}
        pairs: dict[str, list[tuple[str, str]]] = {}
        for subject, verb, target in statements:
            row = rows.get(subject)
            if row is None:
                row = rows[subject] = {}
            values = row.get(verb)
            if values is None:
                row[verb] = [target]
            else:
                values.append(target)
            column = pairs.get(verb)
            if column is None:
                pairs[verb] = [(subject, target)]
            else:
                column.append((subject, target))
        self.rows: Final = rows
        self.pairs: Final = pairs
        self._inverse: dict[str, dict[str, list[str]]] = {}
        self._targets: frozenset[str] | None = None

    @classmethod
    def of_ntriples(cls, text: str) -> PlanIndex:
        """Return the index of canonical N-Triples: one space between terms, ` .` at the end of each line."""
        # str.splitlines would also cut at U+2028 and the like, which stand unescaped inside literals
        return cls(line[:-2].split(" ", 2) for line in dict.fromkeys(text.split("\n")) if line)

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Yield every statement."""
        for subject, row in self.rows.items():
            for verb, values in row.items():
                for target in values:
                    yield subject, verb, target

    @property
    def targets(self) -> frozenset[str]:
        """Every value of any property, each once; made on first use."""
        if self._targets is None:
            self._targets = frozenset(target for column in self.pairs.values() for _, target in column)
        return self._targets

    def objects(self, subject: str, verb: str) -> list[str] | tuple[str, ...]:
        """Return the values of a property of a thing."""
        row = self.rows.get(subject)
        return row.get(verb, _NONE) if row is not None else _NONE

    def value(self, subject: str, verb: str) -> str | None:
        """Return one value of a property, the first in the order of terms, or None."""
        values = self.objects(subject, verb)
        return min(values) if values else None

    def inverse(self, verb: str) -> dict[str, list[str]]:
        """Return the things that have each value of a property; made on first use."""
        found = self._inverse.get(verb)
        if found is None:
            found = self._inverse[verb] = {}
            for subject, target in self.pairs.get(verb, ()):
                found.setdefault(target, []).append(subject)
        return found

    def subjects(self, verb: str, target: str) -> list[str] | tuple[str, ...]:
        """Return the things whose property has this value."""
        return self.inverse(verb).get(target, _NONE)


def is_literal(term: str) -> bool:
    """Return whether a term is a literal."""
    return term[0] == '"'


def is_blank(term: str) -> bool:
    """Return whether a term is a blank node."""
    return term[0] == "_"


def is_iri(term: str) -> bool:
    """Return whether a term is an IRI."""
    return term[0] == "<"


def datatype(term: str) -> str:
    """Return the IRI of the datatype of a literal, in angle brackets.

    >>> datatype('"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    '<http://www.w3.org/2001/XMLSchema#integer>'
    >>> datatype('"市"@zh')
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>'
    """
    end = term.rindex('"') + 1
    if end == len(term):
        return f"<{XSD.string}>"
    return term[end + 2 :] if term[end] == "^" else f"<{RDF.langString}>"


def lexical(term: str) -> str:
    """Return what a term says without its marks: an IRI, the id of a blank node, the form of a literal."""
    if len(term) > _LONG:
        return _long(term)
    return _escaped(term) if "\\" in term else _plain(term)


@lru_cache(maxsize=16)
def _long(term: str) -> str:
    """Return the same for a whole text, which hundreds of runs are compared with."""
    return _plain(term)


@lru_cache(maxsize=256)
def _escaped(term: str) -> str:
    """Return the same for a short text of several lines, which is compared as often."""
    return _plain(term)


def _plain(term: str) -> str:
    first = term[0]
    if first == '"':
        inner = term[1 : term.rindex('"')]
    elif first == "<":
        inner = term[1:-1]
    else:
        return term[2:]
    return _ESCAPE.sub(_unescaped, inner) if "\\" in inner else inner


def _unescaped(match: re.Match[str]) -> str:
    short, long, char = match.groups()
    if char is None:
        return chr(int(short or long, 16))
    return _PLAIN_ESCAPES.get(char, char)


def node_of(term: str) -> Node:
    """Return a term as rdflib has it, lexical forms untouched."""
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415 (heavy)

    if is_iri(term):
        return URIRef(lexical(term))
    if is_blank(term):
        return BNode(lexical(term))
    kind = datatype(term)[1:-1]
    if kind == XSD.string:
        return Literal(lexical(term))
    if kind == RDF.langString:
        return Literal(lexical(term), lang=term[term.rindex('"') + 2 :])
    return Literal(lexical(term), datatype=URIRef(kind), normalize=False)


def term_of(node: Node) -> str:
    """Return a term of rdflib as this index has it."""
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)
    from rdflib import BNode, Literal  # noqa: PLC0415 (heavy)

    if isinstance(node, BNode):
        return f"_:{node}"
    if not isinstance(node, Literal):
        return f"<{node}>"
    if node.language is not None:
        return str(ox.Literal(str(node), language=node.language))
    if node.datatype is None:
        return str(ox.Literal(str(node)))
    return str(ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))))
