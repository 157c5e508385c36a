"""The rules of shapes/graph.shapes.ttl, which look at a graph as a whole and which SHACL cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from kg.namespaces import NS, prefixed
from kg.terms import GP, XSD
from kg.validation.fast.values import ill_typed, is_common
from kg.validation.index import TYPE, PlanIndex, datatype, is_blank

_DATATYPES: Final = frozenset(
    f"<{kind}>" for kind in (XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.gYear)
)
_OWN: Final = f"<{NS}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure: the rule, the thing, the property or term concerned, and the value that fails it.

    Thing and value are terms as `PlanIndex` has them.
    """

    rule: str
    subject: str | None
    path: str | None = None
    value: str | None = None
    hint: str | None = None


@lru_cache(maxsize=4096)
def _is_unknown(term: str) -> bool:
    return term.startswith(_OWN) and term[1:-1] not in GP


def unknown_terms(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each thing that uses a gp: term that does not exist, with the nearest one that does."""
    strange = {verb for verb in graph.pairs if _is_unknown(verb)}
    if not strange and not any(target.startswith(_OWN) and _is_unknown(target) for target in graph.targets):
        return
    for verb, pairs in graph.pairs.items():
        for subject, target in pairs:
            for term in (verb,) if verb in strange else ():
                yield Finding("GRAPH-001", subject, value=term, hint=_nearest(term))
            if target.startswith(_OWN) and _is_unknown(target):
                yield Finding("GRAPH-001", subject, value=target, hint=_nearest(target))


def _nearest(term: str) -> str | None:
    near = get_close_matches(prefixed(term[1:-1]), [prefixed(iri) for iri in GP], 1)
    return near[0] if near else None


def no_plan(graph: PlanIndex) -> Iterator[Finding]:
    """Yield one finding where the graph holds no plan."""
    if not graph.subjects(TYPE, f"<{GP.Plan}>"):
        yield Finding("GRAPH-002", None)


def blank_nodes(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each thing that points to a blank node, or is one that nothing points to."""
    if not any(map(is_blank, graph.targets)) and not any(map(is_blank, graph.rows)):
        return
    pointed = set()
    for verb, pairs in graph.pairs.items():
        for subject, target in pairs:
            if is_blank(target):
                pointed.add(target)
                if not is_blank(subject):
                    yield Finding("GRAPH-003", subject, prefixed(verb[1:-1]))
    for subject in graph.rows:
        if is_blank(subject) and subject not in pointed:
            yield Finding("GRAPH-003", subject)


def odd_literals(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each literal of a datatype that stores rewrite, or of a form that has no value (30 February)."""
    # most values are things, plain strings and texts with a language, whose last characters say so
    typed = [target for target in graph.targets if target[-1] == ">" and target[0] == '"']
    odd = {target for target in typed if not is_common(target) and _is_odd(target)}
    for verb, pairs in graph.pairs.items() if odd else ():
        for subject, target in pairs:
            if target in odd:
                yield Finding("GRAPH-004", subject, prefixed(verb[1:-1]), target)


def _is_odd(literal: str) -> bool:
    return datatype(literal) not in _DATATYPES or ill_typed(literal)


def strays(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each thing with a gp: type that no path of links, in either direction, joins to a plan."""
    ahead = list(graph.subjects(TYPE, f"<{GP.Plan}>"))
    if not ahead:
        return
    # terms of the vocabulary join nothing: all plans share them
    shared = {target for target in graph.targets if target.startswith(_OWN) and target[1:-1] in GP}
    back: dict[str, list[str]] = {}
    for verb, pairs in graph.pairs.items():
        if verb != TYPE:
            for subject, target in pairs:
                if target[0] != '"' and target not in shared:
                    back.setdefault(target, []).append(subject)
    reached = set(ahead)
    while ahead:
        node = ahead.pop()
        onward = [t for verb, values in graph.rows.get(node, {}).items() if verb != TYPE for t in values if t in back]
        for neighbour in (*onward, *back.get(node, ())):
            if neighbour not in reached:
                reached.add(neighbour)
                ahead.append(neighbour)
    for subject, kind in graph.pairs.get(TYPE, ()):
        if kind.startswith(_OWN) and subject not in reached:
            yield Finding("GRAPH-005", subject)


GRAPH_RULES: Final[dict[str, Callable[[PlanIndex], Iterator[Finding]]]] = {
    "GRAPH-001": unknown_terms,
    "GRAPH-002": no_plan,
    "GRAPH-003": blank_nodes,
    "GRAPH-004": odd_literals,
    "GRAPH-005": strays,
}
"""One function per rule id; a house test compares the keys with shapes/graph.shapes.ttl."""
