"""The columns give the rows of the engine, for every question, on the examples and on random graphs."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.namespaces import PREFIXES
from kg.query.binding import bind
from kg.query.catalog import SavedQuery, load_catalog
from kg.store import Store
from kg.store.base import select
from kg.store.columns.run import answer
from kg.store.columns.syntax import Parser, Unsupported
from kg.store.columns.tables import Columns, build
from kg.store.oxigraph import OxigraphStore
from tests.benchmarks.generated import documents

pytest.importorskip("duckdb")
QUERIES = load_catalog()
EACH = pytest.mark.parametrize("query", QUERIES, ids=[query.id for query in QUERIES])
WORDS = {
    "unit": "云州市临江区市场监督管理局", "place": "云州市临江区", "plan": "临江区灯塔品牌实施方案", "role": "lead",
    "measure": "灯塔商标数", "function": "market-supervision", "date": "2025-06-01", "iri": "https://example.org/no",
    "string": "灯塔", "integer": "2025",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(example_store: Store) -> Iterator[OxigraphStore]:
    with OxigraphStore.in_memory() as copy:
        copy.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
        yield copy


@pytest.fixture(scope="module")
def columns(store: OxigraphStore) -> Columns:
    return build(store.engine)


@EACH
def test_every_question_is_translated_and_gives_the_same_rows(
    query: SavedQuery, store: OxigraphStore, columns: Columns
) -> None:
    words = {p.name: (p.example,) for p in query.parameters if p.example}
    for parameter in (None, *query.parameters):
        given_words = words if parameter is None else {**words, parameter.name: (WORDS[parameter.kind],)}
        text = bind(store, query, given_words).text
        assert answer(columns, text) == select(store, text)


@pytest.fixture(scope="module")
def generated() -> Iterator[OxigraphStore]:
    with OxigraphStore.in_memory() as store:
        store.load_many(documents(40, places=5, actions=12))
        yield store


@pytest.fixture(scope="module")
def generated_columns(generated: OxigraphStore) -> Columns:
    return build(generated.engine)


@EACH
def test_generated_plans_give_the_same_rows(
    query: SavedQuery, generated: OxigraphStore, generated_columns: Columns
) -> None:
    assert answer(generated_columns, query.text) == select(generated, query.text)


PIECES = [
    # two sets of patterns that meet late, with an outer join between them
    "?a gp:ofPlan ?p . ?u skos:prefLabel ?n . OPTIONAL { ?p gp:startsOn ?s } ?a gp:leadUnit ?u .",
    "?a gp:leadUnit ?u . ?b gp:supportingUnit ?w . MINUS { ?u a gp:UnitGroup } FILTER (?a = ?b)",
    # a filter that stands before what it asks about, and one on what is never bound
    "?a gp:order ?p . FILTER (!BOUND(?s) || ?s > 3) OPTIONAL { ?a gp:order ?s . FILTER (?s > 5) }",
    "?a gp:order ?p . FILTER (!BOUND(?nothing) || ?p > 3)",
    # what must not be found: inside, outside, and with more than one of the variables asked for
    "?a gp:ofPlan ?p . OPTIONAL { ?a gp:deadline ?s } FILTER (!BOUND(?s))",
    "?a gp:ofPlan ?p . OPTIONAL { ?a gp:order ?n . FILTER (?n > 4) } FILTER (!BOUND(?n)) OPTIONAL { ?a gp:deadline ?n }",
    "?a gp:ofPlan ?p . OPTIONAL { ?p gp:startsOn ?n } OPTIONAL { ?a gp:deadline ?s } FILTER (!BOUND(?n) || !BOUND(?s))",
    # a part of a view, a view twice, and a view whose beginning is known
    "?a gp:evidence ?e . ?e nif:beginIndex ?p ; nif:anchorOf ?n .",
    (
        "?a gp:hasAssignment ?e . ?e gp:unit ?u ; gp:role ?p ; gp:inClause ?c . "
        "?a gp:hasAssignment ?f . ?f gp:unit ?w ; gp:role ?s ; gp:inClause ?c . FILTER (STR(?u) < STR(?w))"
    ),
    "?a a gp:Safeguard . ?a gp:hasAssignment ?e . ?e gp:unit ?u ; gp:role gp:Lead ; gp:inClause ?c .",
    # ends of names, with and without the mark
    '?a gp:hasAssignment/gp:role ?p . BIND (REPLACE(STR(?p), "^.*#", "") AS ?n)',
    '?a rdfs:label ?p . BIND (REPLACE(?p, "^.*/", "") AS ?n)',
    # a union beside patterns that only one of its parts meets
    "?u skos:prefLabel ?n . { ?a gp:leadUnit ?u } UNION { ?a gp:order ?p } ?a gp:ofPlan ?s .",
    # a union that can be joined behind itself, and one that cannot, for what a part lacks
    "?a gp:ofPlan ?p ; rdfs:label ?n . { ?a gp:leadUnit ?u } UNION { ?a gp:supportingUnit ?u . ?u a gp:UnitGroup }",
    "?a gp:ofPlan ?p ; rdfs:label ?n . { ?a gp:leadUnit ?u } UNION { ?a gp:order ?s . ?a gp:ofPlan ?p }",
    # what is worked out, then multiplied and filtered; and a choice of which only the number is asked for, or the value
    "?a gp:order ?x . BIND (?x * 2 AS ?p) ?a gp:hasAssignment ?e . ?e gp:unit ?u . FILTER (?p > 4)",
    "?a rdfs:label ?x . OPTIONAL { ?a gp:leadUnit ?u . ?u skos:prefLabel ?y } BIND (COALESCE(?y, ?x) AS ?n)",
    (
        "?a rdfs:label ?x . OPTIONAL { ?a gp:leadUnit ?u . ?u skos:prefLabel ?y } BIND (COALESCE(?y, ?x) AS ?n) "
        "FILTER (STRLEN(?n) > 5)"
    ),
    # variables that nothing asks for, within what must not be found and around it
    "?a gp:ofPlan ?p ; gp:hasAssignment ?e . MINUS { ?e gp:role gp:Lead ; gp:unit ?w . ?w skos:prefLabel ?x } ?e gp:unit ?u .",
]


@pytest.mark.parametrize("piece", PIECES)
def test_pieces_of_questions_give_the_same_rows(
    piece: str, generated: OxigraphStore, generated_columns: Columns
) -> None:
    text = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gp", "nif", "rdfs", "skos"))
    text += f"SELECT DISTINCT ?a ?p ?s ?n ?u ?w WHERE {{ {piece} }} ORDER BY ?p ?s ?n ?a ?u ?w"
    found = answer(generated_columns, text)
    assert found == select(generated, text)
    assert found.rows


def test_numbers_sort_as_numbers_and_terms_of_a_kind_by_their_numbers() -> None:
    graph = "https://example.org/g"
    values = ("10", "9", "-3", "2.5", "0")
    lines = [
        f'<{graph}/{i}> <https://example.org/p> "{v}"^^<http://www.w3.org/2001/XMLSchema#decimal> <{graph}> .\n'
        for i, v in enumerate(values)
    ]
    text = "SELECT ?s ?v WHERE { ?s <https://example.org/p> ?v } ORDER BY DESC(?v)"
    with OxigraphStore.in_memory() as store:
        store.load_many([(graph, "".join(lines))])
        assert answer(build(store.engine), text) == select(store, text)


def test_answers_are_the_same_without_numpy(
    generated: OxigraphStore, generated_columns: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [answer(generated_columns, query.text) for query in QUERIES]
    monkeypatch.setitem(sys.modules, "numpy", None)
    columns = build(generated.engine)
    assert [answer(columns, query.text) for query in QUERIES] == expected


def test_a_limit_cuts_and_says_so(columns: Columns) -> None:
    text = next(query.text for query in QUERIES if query.id == "action-owners")
    whole = answer(columns, text)
    cut = answer(columns, text, 2)
    assert (cut.rows, cut.cut, whole.cut) == (whole.rows[:2], True, False)


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "SELECT ?s WHERE { ?s ?p ?o }", "SELECT ?s WHERE { ?s ^ ?o }"])
def test_what_is_not_translated_is_refused(text: str) -> None:
    with pytest.raises(Unsupported):
        Parser(text).query()


FEW, MANY = 4, 60
"""Random graphs in the usual run, and in the exhaustive one."""


def faulty(lines: list[str], seed: int) -> str:
    """Return the statements with some gone: no question may rely on what a plan ought to hold."""
    chance = random.Random(seed)
    share = chance.choice((0.0, 0.02, 0.2))
    return "".join(line for line in lines if chance.random() >= share)


def test_random_graphs_give_the_same_rows(store: OxigraphStore, *, exhaustive: bool) -> None:
    @given(st.integers(0, 2**32))
    @settings(max_examples=MANY if exhaustive else FEW, deadline=None)
    def same(seed: int) -> None:
        with OxigraphStore.in_memory() as broken:
            broken.load_many([(graph, faulty(store.nquads(graph), seed)) for graph in store.graphs()])
            columns = build(broken.engine)
            for query in QUERIES:
                try:
                    rows = answer(columns, query.text)
                except Unsupported:
                    continue
                assert rows == select(broken, query.text), query.id

    same()
