"""What a compiled rule looks at: one plan graph, and the axioms that it is read with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.terms import RDFS
from kg.validation.index import TYPE, PlanIndex, term_of

if TYPE_CHECKING:
    from rdflib import Graph

SUBCLASS: Final = f"<{RDFS.subClassOf}>"


class NotCompiledError(Exception):
    """A rule says something that the compiler has no words for; pySHACL runs it."""


class Doubt(Exception):
    """A value on which the compiled rule does not claim to agree with pySHACL."""


class Axioms:
    """Subclasses and the types of code lists, closed once for all graphs."""

    __slots__ = ("above", "coded", "instances", "types")

    def __init__(self, graph: Graph) -> None:
        types: dict[str, list[str]] = {}
        direct: dict[str, list[str]] = {}
        for subject, verb, target in graph:
            place = {TYPE: types, SUBCLASS: direct}[f"<{verb}>"]
            place.setdefault(term_of(subject), []).append(term_of(target))
        self.types: Final = types
        self.above: Final = {name: _closed(name, direct) for name in direct}
        self.coded: Final[dict[str, list[str]]] = {}
        self.instances: Final[dict[str, tuple[str, ...]]] = {}
        held: dict[str, dict[str, None]] = {}
        for node, kinds in types.items():
            for kind in kinds:
                self.coded.setdefault(kind, []).append(node)
                for up in self.above.get(kind, (kind,)):
                    held.setdefault(up, {})[node] = None
        self.instances.update((kind, tuple(nodes)) for kind, nodes in held.items())


def _closed(name: str, direct: dict[str, list[str]]) -> tuple[str, ...]:
    reached, ahead = {name: None}, [name]
    while ahead:
        for above in direct.get(ahead.pop(), ()):
            if above not in reached:
                reached[above] = None
                ahead.append(above)
    return tuple(reached)


class World:
    """One plan graph with the axioms; types and instances are read once per graph."""

    __slots__ = ("_axioms", "_instances", "_kinds", "index", "rows")

    def __init__(self, index: PlanIndex, axioms: Axioms) -> None:
        self.index: Final = index
        self.rows: Final = index.rows
        self._axioms = axioms
        self._kinds: dict[str, frozenset[str]] = {}
        self._instances: dict[str, dict[str, None]] | None = None

    @property
    def has_own_axioms(self) -> bool:
        """Whether the graph itself says which class is below which: then nothing compiled holds."""
        return SUBCLASS in self.index.pairs

    def types(self, node: str) -> list[str]:
        """Return the stated types of a thing, of the graph and of the axioms."""
        return [*self.index.objects(node, TYPE), *self._axioms.types.get(node, ())]

    def typed(self, kind: str) -> list[str]:
        """Return the things that are stated to be of a type, subclasses not counted."""
        return [*self.index.subjects(TYPE, kind), *self._axioms.coded.get(kind, ())]

    def is_a(self, node: str, kind: str) -> bool:
        """Return whether a thing has a type that is `kind` or below it."""
        kinds = self._kinds.get(node)
        if kinds is None:
            above = self._axioms.above
            kinds = frozenset(up for name in self.types(node) for up in above.get(name, (name,)))
            self._kinds[node] = kinds
        return kind in kinds

    def instances(self, kind: str) -> dict[str, None]:
        """Return the things of a class and of the classes below it."""
        if self._instances is None:
            above = self._axioms.above
            found: dict[str, dict[str, None]] = {}
            for node, name in self.index.pairs.get(TYPE, ()):
                for up in above.get(name, (name,)):
                    found.setdefault(up, {})[node] = None
            for name, coded in self._axioms.instances.items():
                found.setdefault(name, {}).update(dict.fromkeys(coded))
            self._instances = found
        return self._instances.get(kind, {})
