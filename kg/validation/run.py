"""Validation of one plan graph after another; memory is bounded by the largest plan, not by the store."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.namespaces import PREFIXES
from kg.records import Problem, Severity
from kg.validation.describe import Describer
from kg.validation.graph import GRAPH_RULES, Finding
from kg.validation.rules import UNCHECKED, RuleBook, load_rules
from kg.validation.terms import quiet_literals, short

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.validation.sources import GraphText

_SH: Final = PREFIXES["sh"]
logger = logging.getLogger(__name__)

_ENGINE_STOPS: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What pySHACL and rdflib raise on data that they do not expect."""
ORDER: Final = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def validate(graphs: Iterable[GraphText], book: RuleBook | None = None) -> Iterator[Problem]:
    """Yield the problems of each graph: worst first, then in the order of rules and of the document.

    The same failure of a rule by one thing, property and value is one problem.

    Args:
        graphs: Graphs to validate, each on its own.
        book: The rules to hold them against; all rules of govplan where none is given.

    Raises:
        SourceError: A graph is not N-Quads; on iteration.
    """
    book = book or load_rules()
    for candidate in graphs:
        with quiet_literals():
            graph = candidate.graph()
            findings = [
                finding for rule in book.rules if rule.id in GRAPH_RULES for finding in GRAPH_RULES[rule.id](graph)
            ]
            findings += _shacl(graph, book)
            describer = Describer(graph, candidate.source)
            rules = {rule.id: rule for rule in book.rules}
            problems = [describer.problem(rules[finding.rule], finding) for finding in findings]
        unique = {(problem.code, problem.subject, problem.path, problem.value): problem for problem in problems}
        yield from sorted(unique.values(), key=_rank)


def _rank(problem: Problem) -> tuple[int, str, int, int, str, str, str]:
    return (
        ORDER[problem.severity], problem.code, problem.line or 0, problem.column or 0,
        problem.subject or "", problem.path or "", problem.value or "",
    )  # fmt: skip


def _shacl(graph: Graph, book: RuleBook) -> list[Finding]:
    """Run pySHACL on `graph`, to which it adds the axioms; each result of a shape of the book becomes a finding.

    The engine stops at some values of a wrong kind. Then each rule is run alone, and those that still
    stop it are findings themselves: no rule is left out in silence.
    """
    from rdflib import Literal  # noqa: PLC0415 (heavy)

    for triple in book.axioms:
        graph.add(triple)
    try:
        return _results(graph, book.shapes)
    except _ENGINE_STOPS as error:
        logger.debug("pySHACL stopped, rules are run one by one: %r", error)
    findings = []
    for rule in book.rules:
        if rule.id in GRAPH_RULES or rule.id == UNCHECKED:
            continue
        try:
            findings += _results(graph, book.select(names=[rule.id]).shapes)
        except _ENGINE_STOPS as error:
            logger.debug("%s cannot be checked: %r", rule.id, error)
            findings.append(Finding(UNCHECKED, None, value=Literal(rule.id)))
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
        shown = short(str(path)) if isinstance(path, URIRef) else None
        findings.append(Finding(rule, focus, shown, value if value != focus else None))
    return findings
