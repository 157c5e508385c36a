"""The rules of shapes/graph.shapes.ttl, which look at a graph as a whole and which SHACL cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.namespaces import NS
from kg.terms import GP, RDF, XSD
from kg.validation.terms import short

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_DATATYPES: Final = frozenset((XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.gYear))


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure: the rule, the thing, the property or term concerned, and the value that fails it."""

    rule: str
    subject: Node | None
    path: str | None = None
    value: Node | None = None
    hint: str | None = None


def unknown_terms(graph: Graph) -> Iterator[Finding]:
    """Yield each thing that uses a gp: term that does not exist, with the nearest one that does."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    names = [short(iri) for iri in GP]
    for subject, verb, target in graph:
        for term in (verb, target) if isinstance(target, URIRef) else (verb,):
            iri = str(term)
            if iri.startswith(NS) and iri not in GP:
                near = get_close_matches(short(iri), names, 1)
                yield Finding("GRAPH-001", subject, value=term, hint=near[0] if near else None)


def no_plan(graph: Graph) -> Iterator[Finding]:
    """Yield one finding where the graph holds no plan."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    if (None, URIRef(RDF.type), URIRef(GP.Plan)) not in graph:
        yield Finding("GRAPH-002", None)


def blank_nodes(graph: Graph) -> Iterator[Finding]:
    """Yield each thing that points to a blank node, or is one that nothing points to."""
    from rdflib import BNode  # noqa: PLC0415 (heavy)

    pointed = set()
    for subject, verb, target in graph:
        if isinstance(target, BNode):
            pointed.add(target)
            if not isinstance(subject, BNode):
                yield Finding("GRAPH-003", subject, short(str(verb)))
    for subject in set(graph.subjects()):
        if isinstance(subject, BNode) and subject not in pointed:
            yield Finding("GRAPH-003", subject)


def odd_literals(graph: Graph) -> Iterator[Finding]:
    """Yield each literal of a datatype that stores rewrite, or of a form that has no value (30 February)."""
    from rdflib import Literal  # noqa: PLC0415 (heavy)

    for subject, verb, target in graph:
        if not isinstance(target, Literal) or target.language is not None:
            continue
        if str(target.datatype or XSD.string) not in _DATATYPES or target.ill_typed:
            yield Finding("GRAPH-004", subject, short(str(verb)), target)


def strays(graph: Graph) -> Iterator[Finding]:
    """Yield each thing with a gp: type that no path of links, in either direction, joins to a plan."""
    from rdflib import Literal, URIRef  # noqa: PLC0415 (heavy)

    a, plan = URIRef(RDF.type), URIRef(GP.Plan)
    links: dict[Node, list[Node]] = {}
    for subject, verb, target in graph:
        if verb != a and not isinstance(target, Literal) and str(target) not in GP:
            links.setdefault(subject, []).append(target)
            links.setdefault(target, []).append(subject)
    ahead = list(graph.subjects(a, plan))
    if not ahead:
        return
    reached = set(ahead)
    while ahead:
        for neighbour in links.get(ahead.pop(), ()):
            if neighbour not in reached:
                reached.add(neighbour)
                ahead.append(neighbour)
    for subject, kind in graph.subject_objects(a):
        if str(kind).startswith(NS) and subject not in reached:
            yield Finding("GRAPH-005", subject)


GRAPH_RULES: Final[dict[str, Callable[[Graph], Iterator[Finding]]]] = {
    "GRAPH-001": unknown_terms,
    "GRAPH-002": no_plan,
    "GRAPH-003": blank_nodes,
    "GRAPH-004": odd_literals,
    "GRAPH-005": strays,
}
"""One function per rule id; a house test compares the keys with shapes/graph.shapes.ttl."""
