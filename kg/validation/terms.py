"""From the fast parser to rdflib terms."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.terms import XSD

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node


@contextmanager
def quiet_literals() -> Iterator[None]:
    """Keep rdflib from printing a traceback for each literal without a value; rule GRAPH-004 reports them."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def add_all(graph: Graph, statements: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """Add statements of pyoxigraph to an rdflib graph, lexical forms untouched, and return it."""
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415 (heavy)

    known: dict[str, Node] = {}

    def term(node: object) -> Node:
        if isinstance(node, ox.NamedNode):
            iri = node.value
            if iri not in known:
                known[iri] = URIRef(iri)
            return known[iri]
        if isinstance(node, ox.BlankNode):
            return BNode(node.value)
        assert isinstance(node, ox.Literal)  # noqa: S101 (quoted triples are not parsed)
        if node.language is not None:
            return Literal(node.value, lang=node.language)
        if node.datatype.value == XSD.string:
            return Literal(node.value)
        return Literal(node.value, datatype=term(node.datatype), normalize=False)  # type: ignore[arg-type]

    for statement in statements:
        graph.add((term(statement.subject), term(statement.predicate), term(statement.object)))
    return graph
