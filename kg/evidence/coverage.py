"""What was read of each document, and what holds a trigger word and became no fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.evidence.explain import Texts, places_of
from kg.namespaces import sparql_prologue
from kg.query.table import Table
from kg.store import Literal, python_value, select
from kg.terms import XSD

if TYPE_CHECKING:
    from kg.store import Store, Term

# reasons that settle a run: it was looked at and states no fact. Every other reason leaves it open.
SETTLED: Final = ("not-a-",)
STATUSES: Final = ("read", "settled", "open")
COLUMNS: Final = ("document", "status", "what", "trigger", "count")
RUN_COLUMNS: Final = ("document", "line", "status", "reason", "trigger", "quote", "before", "after")

# one graph holds one plan: the graph says whose a thing is, without a join
_READ: Final = """
SELECT ?graph ?rule (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  GRAPH ?graph { ?thing gp:readBy ?rule . FILTER NOT EXISTS { ?thing a gp:Unread } } }
GROUP BY ?graph ?rule
"""
_PLANS: Final = "SELECT DISTINCT ?graph ?plan WHERE { GRAPH ?graph { ?plan a gp:Plan } }"
_UNREAD: Final = """
SELECT ?run ?plan ?trigger ?reason WHERE {
  ?run a gp:Unread ; gp:ofPlan ?plan ; gp:reason ?reason . OPTIONAL { ?run gp:trigger ?trigger } }
"""
_DOCUMENTS: Final = """
SELECT DISTINCT ?plan ?file ?title WHERE {
  ?plan a gp:Plan . OPTIONAL { ?plan prov:wasDerivedFrom/gp:fileName ?file } OPTIONAL { ?plan dcterms:title ?title } }
"""


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = select(store, sparql_prologue() + query).rows
    return sorted(tuple("" if term is None else str(python_value(term)) for term in row) for row in found)


def status_of(reason: str) -> str:
    """Return `settled` for a run that was looked at and states no fact, else `open`.

    >>> status_of("not-a-target:past"), status_of("no-unit-found")
    ('settled', 'open')
    """
    return "settled" if reason.startswith(SETTLED) else "open"


def _documents(store: Store) -> dict[str, str]:
    names: dict[str, str] = {}
    for plan, file, title in _rows(store, _DOCUMENTS):
        names.setdefault(plan, file or title or plan)
    return names


def _integer(value: int) -> Term:
    return Literal(str(value), XSD.integer)


def coverage(store: Store) -> Table:
    """Return one row per document, status and rule or reason; counts are of things and of runs.

    Status `read` counts what each rule read; `settled` and `open` count runs of text that hold a
    trigger word and became no fact. A document of which nothing was read has one row that says so.
    """
    names = _documents(store)
    counts: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    plans = {graph: plan for graph, plan in _rows(store, _PLANS)}  # noqa: C416 (dict() loses the type)
    for graph, rule, count in _rows(store, _READ):
        if graph in plans:
            counts[plans[graph]]["read", rule, ""] += int(count)
    for _, plan, trigger, reason in _rows(store, _UNREAD):
        counts[plan][status_of(reason), reason, trigger] += 1
    rows: list[tuple[Term | None, ...]] = []
    for plan, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        found = counts.get(plan) or Counter({("read", "", ""): 0})
        ordered = sorted(found.items(), key=lambda item: (STATUSES.index(item[0][0]), item[0]))
        rows += [
            (Literal(name), Literal(status), Literal(what), Literal(trigger) if trigger else None, _integer(count))
            for (status, what, trigger), count in ordered
        ]
    return Table(COLUMNS, tuple(rows), "coverage")


def unread_runs(store: Store) -> Table:
    """Return one row per unread run with its line, quote and surroundings, in the order of the documents."""
    names, texts = _documents(store), Texts(store)
    rows = []
    for run, plan, trigger, reason in _rows(store, _UNREAD):
        for place in places_of(store, run, texts)[:1] or (None,):
            line = place.line if place is not None else 0
            words = (place.quote, place.before, place.after) if place is not None else ("", "", "")
            name = names.get(plan, plan)
            begin = place.begin if place is not None else 0
            rows.append(((name, begin, run), (name, line, status_of(reason), reason, trigger, *words)))
    cells = (row for _, row in sorted(rows, key=lambda item: item[0]))
    return Table(
        RUN_COLUMNS,
        tuple(tuple(_integer(c) if isinstance(c, int) else Literal(c) for c in row) for row in cells),
        "unread-runs",
    )
