"""SHACL's property paths as functions from a thing to its values, each value once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from kg.namespaces import PREFIXES
from kg.validation.fast.world import SUBCLASS, NotCompiledError, World
from kg.validation.index import TYPE, term_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
_NONE: Final[tuple[str, ...]] = ()
Values = Callable[[World, str], Sequence[str]]


def compile_path(shapes: Graph, path: Node | None) -> Values:
    """Return the function that follows a path.

    Raises:
        NotCompiledError: The path repeats, or leads over types, which the axioms add to.
    """
    from rdflib import BNode, URIRef  # noqa: PLC0415 (heavy)

    if not isinstance(path, BNode):
        return _forward(_verb(path))
    if shapes.value(path, URIRef(PREFIXES["rdf"] + "first")) is not None:
        return _sequence([compile_path(shapes, part) for part in shapes.items(path)])
    inverse = shapes.value(path, URIRef(_SH + "inversePath"))
    if inverse is not None and not isinstance(inverse, BNode):
        return _backward(_verb(inverse))
    alternatives = shapes.value(path, URIRef(_SH + "alternativePath"))
    if alternatives is not None:
        return _any_of([compile_path(shapes, part) for part in shapes.items(alternatives)])
    raise NotCompiledError("a path that repeats")


def _verb(path: Node | None) -> str:
    verb = term_of(path) if path is not None else TYPE
    if verb in (TYPE, SUBCLASS):
        raise NotCompiledError("a path over types")
    return verb


def _forward(verb: str) -> Values:
    def follow(world: World, node: str) -> Sequence[str]:
        row = world.rows.get(node)
        return row.get(verb, _NONE) if row is not None else _NONE

    return follow


def _backward(verb: str) -> Values:
    return lambda world, node: world.index.inverse(verb).get(node, _NONE)


def _sequence(steps: list[Values]) -> Values:
    def follow(world: World, node: str) -> Sequence[str]:
        nodes: Sequence[str] = (node,)
        for step in steps:
            nodes = tuple(dict.fromkeys(value for thing in nodes for value in step(world, thing)))
        return nodes

    return follow


def _any_of(paths: list[Values]) -> Values:
    return lambda world, node: tuple(dict.fromkeys(value for path in paths for value in path(world, node)))
