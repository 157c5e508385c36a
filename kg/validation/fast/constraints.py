"""The constraint components of core SHACL that the rules use, each a test of one value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from kg.namespaces import PREFIXES
from kg.terms import DCTERMS, GPS, RDF
from kg.validation.fast.paths import compile_path
from kg.validation.fast.values import datatype_test, number, ordered
from kg.validation.fast.world import NotCompiledError, World
from kg.validation.index import is_blank, is_iri, is_literal, lexical, term_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
_ALWAYS: Final = frozenset((RDF.type, DCTERMS.identifier, GPS.tier, GPS.remedy))
ANNOTATIONS: Final = frozenset(("severity", "message", "name", "description", "order"))
_TARGETS: Final = frozenset(("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"))
UNBOUNDED: Final = 1 << 60
Test = Callable[[World, str], bool]
PairTest = Callable[[World, str, str], bool]


class Shapes:
    """A shapes graph, asked by local names of sh:."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def named(self, iri: str) -> Node:
        """Return the node of a shape by its IRI."""
        from rdflib import URIRef  # noqa: PLC0415 (heavy)

        return URIRef(iri)

    def all(self, node: Node, name: str) -> list[Node]:
        """Return the values of a term of sh:, sorted."""
        return sorted(self.graph.objects(node, self.named(_SH + name)), key=str)

    def one(self, node: Node, name: str) -> Node | None:
        """Return the value of a term of sh:, or None.

        Raises:
            NotCompiledError: There are several.
        """
        found = self.all(node, name)
        if len(found) > 1:
            raise NotCompiledError(f"several sh:{name}")
        return found[0] if found else None

    def items(self, head: Node | None) -> list[Node]:
        """Return the members of a list."""
        return list(self.graph.items(head)) if head is not None else []

    def holders(self, node: Node) -> list[Node]:
        """Return the shapes that hold `node` by sh:property."""
        return sorted(self.graph.subjects(self.named(_SH + "property"), node), key=str)

    def is_iri(self, node: Node | None) -> bool:
        """Return whether a node of the shapes graph is an IRI."""
        from rdflib import URIRef  # noqa: PLC0415 (heavy)

        return isinstance(node, URIRef)

    def only(self, node: Node, names: Iterable[str]) -> None:
        """Check that a shape says nothing but these terms of sh:.

        Raises:
            NotCompiledError: It says something else.
        """
        allowed = {_SH + name for name in names} | _ALWAYS
        for verb in self.graph.predicates(node):
            if str(verb) not in allowed:
                raise NotCompiledError(str(verb).removeprefix(_SH))


def constraints_of(shapes: Shapes, node: Node) -> tuple[int, int, list[Test], list[PairTest]]:
    """Return least and greatest count, the tests of each value, and those of each value with its focus node."""
    shapes.only(node, {*ANNOTATIONS, *_TARGETS, "path", "minCount", "maxCount", *_PAIRS, *_VALUE_TESTS})
    least, most = shapes.one(node, "minCount"), shapes.one(node, "maxCount")
    pairs = [_compared(term_of(verb), allowed) for name, allowed in _PAIRS.items() for verb in shapes.all(node, name)]
    return int(str(least or 0)), int(str(most)) if most is not None else UNBOUNDED, value_tests(shapes, node), pairs


def value_tests(shapes: Shapes, node: Node) -> list[Test]:
    """Return the tests that a shape makes of each value."""
    return [make(shapes, value) for name, make in _VALUE_TESTS.items() for value in shapes.all(node, name)]


def node_check(shapes: Shapes, node: Node) -> Test:
    """Return whether a thing conforms to a shape, with or without a name and a path."""
    path = shapes.one(node, "path")
    if path is None:
        shapes.only(node, {*ANNOTATIONS, *_TARGETS, "property", *_VALUE_TESTS})
        tests = value_tests(shapes, node) + [node_check(shapes, inner) for inner in shapes.all(node, "property")]
        # every test is run to its end: one that doubts must not hide behind one that fails, whatever their order
        return lambda world, value: False not in [test(world, value) for test in tests]
    values_of = compile_path(shapes.graph, path)
    least, most, each, pairs = constraints_of(shapes, node)

    def conforms(world: World, focus: str) -> bool:
        values = values_of(world, focus)
        held = [test(world, value) for test in each for value in values]
        held += [pair(world, focus, value) for pair in pairs for value in values]
        return least <= len(values) <= most and all(held)

    return conforms


def _compared(verb: str, allowed: frozenset[int]) -> PairTest:
    def test(world: World, focus: str, value: str) -> bool:
        return False not in [ordered(value, other) in allowed for other in world.index.objects(focus, verb)]

    return test


def _class(_shapes: Shapes, kind: Node) -> Test:
    name = term_of(kind)
    return lambda world, value: not is_literal(value) and world.is_a(value, name)


def _datatype(_shapes: Shapes, kind: Node) -> Test:
    has = datatype_test(term_of(kind))
    return lambda _world, value: has(value)


def _in(shapes: Shapes, head: Node) -> Test:
    members = frozenset(map(term_of, shapes.items(head)))
    return lambda _world, value: value in members


def _min_inclusive(_shapes: Shapes, bound: Node) -> Test:
    least = number(term_of(bound))

    def test(_world: World, value: str) -> bool:
        return is_literal(value) and number(value) >= least

    return test


def _min_length(_shapes: Shapes, bound: Node) -> Test:
    least = int(str(bound))
    return lambda _world, value: not is_blank(value) and len(lexical(value)) >= least


def _max_length(_shapes: Shapes, bound: Node) -> Test:
    most = int(str(bound))
    return lambda _world, value: not is_blank(value) and len(lexical(value)) <= most


def _pattern(_shapes: Shapes, pattern: Node) -> Test:
    search = re.compile(str(pattern)).search
    return lambda _world, value: not is_blank(value) and search(lexical(value)) is not None


def _node_kind(_shapes: Shapes, kind: Node) -> Test:
    name = str(kind).removeprefix(_SH)
    tests = {"IRI": is_iri, "BlankNode": is_blank, "Literal": is_literal}
    allowed = [test for part, test in tests.items() if part in name]
    return lambda _world, value: any(test(value) for test in allowed)


def _not(shapes: Shapes, inner: Node) -> Test:
    test = node_check(shapes, inner)
    return lambda world, value: not test(world, value)


def _node(shapes: Shapes, inner: Node) -> Test:
    return node_check(shapes, inner)


def _counted(allowed: Callable[[int, int], bool]) -> Callable[[Shapes, Node], Test]:
    def make(shapes: Shapes, head: Node) -> Test:
        tests = [node_check(shapes, inner) for inner in shapes.items(head)]
        return lambda world, value: allowed(sum(test(world, value) for test in tests), len(tests))

    return make


_VALUE_TESTS: Final[dict[str, Callable[[Shapes, Node], Test]]] = {
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "maxLength": _max_length,
    "pattern": _pattern,
    "nodeKind": _node_kind,
    "node": _node,
    "not": _not,
    "and": _counted(lambda held, all_of: held == all_of),
    "or": _counted(lambda held, _all: held > 0),
    "xone": _counted(lambda held, _all: held == 1),
}
_PAIRS: Final = {"lessThan": frozenset((-1,)), "lessThanOrEquals": frozenset((-1, 0))}
