"""The rules of shapes/graph.shapes.ttl, which look at a graph as a whole and which SHACL cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from kg.namespaces import NS
from kg.terms import GP, XSD
from kg.validation.fast.values import ill_typed, is_common
from kg.validation.index import TYPE, PlanIndex, datatype, is_blank
from kg.validation.terms import short

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
    for verb, pairs in graph.pairs.items():
        for subject, target in pairs:
            for term in (verb,) if verb in strange else ():
                yield Finding("GRAPH-001", subject, value=term, hint=_nearest(term))
            if target.startswith(_OWN) and _is_unknown(target):
                yield Finding("GRAPH-001", subject, value=target, hint=_nearest(target))


def _nearest(term: str) -> str | None:
    near = get_close_matches(short(term[1:-1]), [short(iri) for iri in GP], 1)
    return near[0] if near else None


def no_plan(graph: PlanIndex) -> Iterator[Finding]:
    """Yield one finding where the graph holds no plan."""
    if not graph.subjects(TYPE, f"<{GP.Plan}>"):
        yield Finding("GRAPH-002", None)


def blank_nodes(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each thing that points to a blank node, or is one that nothing points to."""
    pointed = set()
    for verb, pairs in graph.pairs.items():
        for subject, target in pairs:
            if is_blank(target):
                pointed.add(target)
                if not is_blank(subject):
                    yield Finding("GRAPH-003", subject, short(verb[1:-1]))
    for subject in graph.rows:
        if is_blank(subject) and subject not in pointed:
            yield Finding("GRAPH-003", subject)


def odd_literals(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each literal of a datatype that stores rewrite, or of a form that has no value (30 February)."""
    for verb, pairs in graph.pairs.items():
        for subject, target in pairs:
            # plain strings and texts with a language end so; most literals do
            if target[0] != '"' or target[-1] == '"' or is_common(target):
                continue
            kind = datatype(target)
            if target[target.rindex('"') + 1] == "^" and (kind not in _DATATYPES or ill_typed(target)):
                yield Finding("GRAPH-004", subject, short(verb[1:-1]), target)


def strays(graph: PlanIndex) -> Iterator[Finding]:
    """Yield each thing with a gp: type that no path of links, in either direction, joins to a plan."""
    links: dict[str, list[str]] = {}
    for verb, pairs in graph.pairs.items():
        if verb == TYPE:
            continue
        for subject, target in pairs:
            if target[0] != '"' and not (target.startswith(_OWN) and target[1:-1] in GP):
                links.setdefault(subject, []).append(target)
                links.setdefault(target, []).append(subject)
    ahead = list(graph.subjects(TYPE, f"<{GP.Plan}>"))
    if not ahead:
        return
    reached = set(ahead)
    while ahead:
        for neighbour in links.get(ahead.pop(), ()):
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
