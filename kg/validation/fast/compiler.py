"""From shapes to checks: every rule of a book as one function over a plan graph, or a reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.namespaces import prefixed
from kg.validation.fast.constraints import ANNOTATIONS, Shapes, constraints_of, node_check
from kg.validation.fast.paths import compile_path
from kg.validation.fast.sparql import compile_query
from kg.validation.fast.world import NotCompiledError, World
from kg.validation.graph import GRAPH_RULES, Finding
from kg.validation.index import term_of
from kg.validation.rules import UNCHECKED, RuleBook
from kg.validation.wellformed import prologue

if TYPE_CHECKING:
    from rdflib.term import Node

Check = Callable[[World], list[Finding]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rules of a book as functions.

    Args:
        checks: Rule id → function that returns its findings; it raises `Doubt` where pySHACL has to decide.
        left: Rule id → why the rule was not compiled.
    """

    checks: dict[str, Check]
    left: dict[str, str]


def compile_book(book: RuleBook) -> Compiled:
    """Compile every rule of `book` that SHACL runs."""
    shapes = Shapes(book.shapes)
    checks: dict[str, Check] = {}
    left: dict[str, str] = {}
    for rule in book.rules:
        if rule.id in GRAPH_RULES or rule.id == UNCHECKED:
            continue
        try:
            checks[rule.id] = _compile(shapes, shapes.named(rule.iri), rule.id)
        except NotCompiledError as reason:
            left[rule.id] = str(reason)
    return Compiled(checks, left)


def _compile(shapes: Shapes, node: Node, rule: str) -> Check:
    targets = _targets(shapes, node)
    select = shapes.one(node, "sparql")
    if select is not None:
        shapes.only(node, {*ANNOTATIONS, "sparql", "targetClass", "targetObjectsOf", "targetSubjectsOf", "targetNode"})
        return _query_check(shapes, select, targets, rule)
    if shapes.one(node, "path") is None:
        return _node_check(node_check(shapes, node), targets, rule)
    return _property_check(shapes, node, targets, rule)


def _targets(shapes: Shapes, node: Node) -> Callable[[World], Iterable[str]]:
    """Return the function that lists the focus nodes of a rule, through the shapes that hold it as well."""
    finders: list[Callable[[World], Iterable[str]]] = []
    for holder in {node, *shapes.holders(node)}:
        if holder != node:
            shapes.only(holder, {*ANNOTATIONS, "property", "targetClass"})
            if shapes.holders(holder):
                raise NotCompiledError("shapes inside shapes inside shapes")
        finders += [_of_class(term_of(kind)) for kind in shapes.all(holder, "targetClass")]
        finders += [_objects_of(term_of(verb)) for verb in shapes.all(holder, "targetObjectsOf")]
        finders += [_subjects_of(term_of(verb)) for verb in shapes.all(holder, "targetSubjectsOf")]
        finders += [_one(term_of(thing)) for thing in shapes.all(holder, "targetNode")]
    if len(finders) == 1:
        return finders[0]
    return lambda world: dict.fromkeys(node for finder in finders for node in finder(world))


def _of_class(kind: str) -> Callable[[World], Iterable[str]]:
    return lambda world: world.instances(kind)


def _objects_of(verb: str) -> Callable[[World], Iterable[str]]:
    return lambda world: world.index.inverse(verb)


def _subjects_of(verb: str) -> Callable[[World], Iterable[str]]:
    return lambda world: dict.fromkeys(subject for subject, _ in world.index.pairs.get(verb, ()))


def _one(thing: str) -> Callable[[World], Iterable[str]]:
    return lambda _world: (thing,)


def _node_check(conforms: Callable[[World, str], bool], targets: Callable[[World], Iterable[str]], rule: str) -> Check:
    def check(world: World) -> list[Finding]:
        return [Finding(rule, focus) for focus in targets(world) if not conforms(world, focus)]

    return check


def _property_check(shapes: Shapes, node: Node, targets: Callable[[World], Iterable[str]], rule: str) -> Check:
    values_of = compile_path(shapes.graph, shapes.one(node, "path"))
    path = shapes.one(node, "path")
    shown = prefixed(str(path)) if shapes.is_iri(path) else None
    least, most, each, pairs = constraints_of(shapes, node)

    def check(world: World) -> list[Finding]:
        found = []
        for focus in targets(world):
            values = values_of(world, focus)
            if not least <= len(values) <= most:
                found.append(Finding(rule, focus, shown))
            if not values:
                continue
            for test in each:
                found += [
                    Finding(rule, focus, shown, value if value != focus else None)
                    for value in values
                    if not test(world, value)
                ]
            for pair in pairs:
                found += [
                    Finding(rule, focus, shown, value if value != focus else None)
                    for value in values
                    if not pair(world, focus, value)
                ]
        return found

    return check


def _query_check(shapes: Shapes, select: Node, targets: Callable[[World], Iterable[str]], rule: str) -> Check:
    shapes.only(select, {*ANNOTATIONS, "select", "prefixes"})
    run = compile_query(f"{prologue(shapes.graph)}\n{shapes.one(select, 'select')}")

    def check(world: World) -> list[Finding]:
        found = []
        for focus in targets(world):
            for path, value in run(world, focus):
                shown = prefixed(path[1:-1]) if path is not None and path[0] == "<" else None
                found.append(Finding(rule, focus, shown, value if value != focus else None))
        return found

    return check
