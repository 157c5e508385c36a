"""The two engines that run shapes: pySHACL, which decides, and the compiled rules, which are fast.

Both return findings in the terms of `PlanIndex`, so that equality is equality of sets.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.namespaces import PREFIXES, prefixed
from kg.validation.graph import GRAPH_RULES, Finding
from kg.validation.index import PlanIndex, term_of
from kg.validation.rules import UNCHECKED, RuleBook

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.validation.fast.compiler import Compiled
    from kg.validation.fast.world import Axioms
    from kg.validation.sources import GraphText

_SH: Final = PREFIXES["sh"]
_ENGINE_STOPS: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What pySHACL and rdflib raise on data that they do not expect."""
WHOLE_GRAPH: Final = "*"
"""In a tally: every rule, since the graph itself says which class is below which."""
logger = logging.getLogger(__name__)


class Engine(StrEnum):
    """What runs the shapes."""

    PYSHACL = "pyshacl"
    FAST = "fast"


@dataclass(slots=True)
class Tally:
    """Which engine ran what, counted while it runs.

    Args:
        engine: The engine that was asked for.
        compiled: How many rules the fast engine has compiled.
        graphs: How many graphs were validated.
        referred: Rule id → how many graphs the fast engine left to pySHACL for that rule.
    """

    engine: Engine
    compiled: int = 0
    graphs: int = 0
    referred: Counter[str] = field(default_factory=Counter)


Run = Callable[["GraphText", PlanIndex], list[Finding]]


def engine_for(engine: Engine, book: RuleBook, tally: Tally) -> Run:
    """Return the function that runs the shapes of `book` on one graph."""
    reference = Reference(book)
    if engine is Engine.FAST:
        compiled = _compiled(book)
        tally.compiled = len(compiled.checks)
        return Fast(compiled.checks, tuple(compiled.left), book, reference, tally).run

    def run(text: GraphText, _index: PlanIndex) -> list[Finding]:
        tally.graphs += 1
        return reference.run(text.graph())

    return run


@lru_cache(maxsize=8)
def _compiled(book: RuleBook) -> Compiled:
    from kg.validation.fast.compiler import compile_book  # noqa: PLC0415 (beside its only user)

    return compile_book(book)


@lru_cache(maxsize=8)
def _axioms(book: RuleBook) -> Axioms:
    from kg.validation.fast.world import Axioms  # noqa: PLC0415 (beside its only user)

    return Axioms(book.axioms)


class Reference:
    """pySHACL on one graph."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._alone: dict[str, Graph] = {}

    def run(self, graph: Graph) -> list[Finding]:
        """Add the axioms to `graph` and run every shape.

        The engine stops at some values of a wrong kind. Then each rule is run alone, and those that still
        stop it are findings themselves: no rule is left out in silence.
        """
        graph = self.prepared(graph)
        try:
            return _results(graph, self._book.shapes)
        except _ENGINE_STOPS as error:
            logger.debug("pySHACL stopped, rules are run one by one: %r", error)
        shacl = [rule.id for rule in self._book.rules if rule.id not in GRAPH_RULES and rule.id != UNCHECKED]
        return [finding for rule in shacl for finding in self.rule(rule, graph)]

    def prepared(self, graph: Graph) -> Graph:
        """Add the axioms to `graph` and return it."""
        for triple in self._book.axioms:
            graph.add(triple)
        return graph

    def rule(self, rule: str, graph: Graph) -> list[Finding]:
        """Run one rule alone on a prepared graph."""
        from rdflib import Literal  # noqa: PLC0415 (heavy)

        if rule not in self._alone:
            self._alone[rule] = self._book.select(names=[rule]).shapes
        try:
            return _results(graph, self._alone[rule])
        except _ENGINE_STOPS as error:
            logger.debug("%s cannot be checked: %r", rule, error)
            return [Finding(UNCHECKED, None, value=term_of(Literal(rule)))]


class Fast:
    """The compiled rules on one graph; what they cannot decide goes to the reference, and is counted."""

    def __init__(
        self,
        checks: dict[str, Callable[..., list[Finding]]],
        left: tuple[str, ...],
        book: RuleBook,
        reference: Reference,
        tally: Tally,
    ) -> None:
        self._checks = checks
        self._left = left
        self._axioms = _axioms(book)
        self._reference = reference
        self._tally = tally

    def run(self, text: GraphText, index: PlanIndex) -> list[Finding]:
        """Run every rule."""
        from kg.validation.fast.world import Doubt, World  # noqa: PLC0415 (beside its only user)

        self._tally.graphs += 1
        world = World(index, self._axioms)
        if world.has_own_axioms:
            self._tally.referred[WHOLE_GRAPH] += 1
            return self._reference.run(text.graph())
        findings: list[Finding] = []
        referred = list(self._left)
        for rule, check in self._checks.items():
            try:
                findings += check(world)
            except Doubt as value:
                logger.debug("%s goes to pySHACL for %s", rule, value)
                referred.append(rule)
        if referred:
            self._tally.referred.update(referred)
            graph = self._reference.prepared(text.graph())
            for rule in referred:
                findings += self._reference.rule(rule, graph)
        return findings


def _results(graph: Graph, shapes: Graph) -> list[Finding]:
    from pyshacl import validate as run  # noqa: PLC0415 (heavy)
    from rdflib import Graph as RdfGraph  # noqa: PLC0415 (heavy)
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    _, report, text = run(graph, shacl_graph=shapes, inference="none", inplace=True, advanced=False)
    if not isinstance(report, RdfGraph):
        raise ValueError(text)  # noqa: TRY004 (no argument is at fault: the engine gave up and says why)
    findings = []
    for result in report.objects(None, URIRef(_SH + "result")):
        shape = report.value(result, URIRef(_SH + "sourceShape"))
        focus = report.value(result, URIRef(_SH + "focusNode"))
        value = report.value(result, URIRef(_SH + "value"))
        path = report.value(result, URIRef(_SH + "resultPath"))
        rule = str(shape).removeprefix(PREFIXES["gps"])
        shown = prefixed(str(path)) if isinstance(path, URIRef) else None
        named = term_of(value) if value is not None and value != focus else None
        findings.append(Finding(rule, term_of(focus) if focus is not None else None, shown, named))
    return findings
