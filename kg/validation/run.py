"""Validation of one plan graph after another; memory is bounded by the largest plan, not by the store."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.records import Problem, Severity
from kg.validation.describe import Describer
from kg.validation.engines import Engine, Tally, engine_for
from kg.validation.graph import GRAPH_RULES
from kg.validation.places import Places
from kg.validation.rules import RuleBook, load_rules
from kg.validation.score import Scores
from kg.validation.sources import GraphText
from kg.validation.terms import quiet_literals

ORDER: Final = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def validate(
    graphs: Iterable[GraphText],
    book: RuleBook | None = None,
    *,
    engine: Engine = Engine.PYSHACL,
    tally: Tally | None = None,
    scores: Scores | None = None,
) -> Iterator[Problem]:
    """Yield the problems of each graph: worst first, then in the order of rules and of the document.

    The same failure of a rule by one thing, property and value is one problem.

    Args:
        graphs: Graphs to validate, each on its own.
        book: The rules to hold them against; all rules of govplan where none is given.
        engine: What runs the shapes; both give the same problems.
        tally: Counts which engine ran what, for the report.
        scores: Is fed each graph, where scores are wanted.

    Raises:
        SourceError: A graph is not N-Quads; on iteration.
    """
    book = book or load_rules()
    run = engine_for(engine, book, tally if tally is not None else Tally(engine))
    rules = {rule.id: rule for rule in book.rules}
    whole = [GRAPH_RULES[rule.id] for rule in book.rules if rule.id in GRAPH_RULES]
    file: Path | None = None
    for candidate in graphs:
        with quiet_literals(), _collector_at_rest():
            index = candidate.index()
            findings = [finding for check in whole for finding in check(index)]
            findings += run(candidate, index)
            if scores is not None:
                scores.add(index)
            describer = Describer(index, candidate.source, candidate.document)
            problems = [describer.problem(rules[finding.rule], finding) for finding in dict.fromkeys(findings)]
        if candidate.file is not None and problems:
            if candidate.file != file:
                # a file of many graphs is read once, and no more than one is kept
                file, places = candidate.file, Places.of(candidate.file)
            problems = [places.of_problem(problem) for problem in problems]
        unique = {(problem.code, problem.subject, problem.path, problem.value): problem for problem in problems}
        yield from sorted(unique.values(), key=_rank)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles while one graph is indexed and checked: half of the time goes there.

    An index holds none, and is freed at once when the next graph comes.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _rank(problem: Problem) -> tuple[int, str, int, int, str, str, str]:
    return (
        ORDER[problem.severity], problem.code, problem.line or 0, problem.column or 0,
        problem.subject or "", problem.path or "", problem.value or "",
    )  # fmt: skip
