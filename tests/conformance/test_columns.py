"""The columns give the rows of the engine, for every question, on the examples and on random graphs."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.query.binding import bind
from kg.query.catalog import SavedQuery, load_catalog
from kg.store import Store
from kg.store.base import select
from kg.store.columns.run import answer
from kg.store.columns.syntax import Parser, Unsupported
from kg.store.columns.tables import Columns, build
from kg.store.oxigraph import OxigraphStore

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


def test_a_limit_cuts_and_says_so(columns: Columns) -> None:
    text = next(query.text for query in QUERIES if query.id == "action-owners")
    whole = answer(columns, text)
    cut = answer(columns, text, 2)
    assert (cut.rows, cut.cut, whole.cut) == (whole.rows[:2], True, False)


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "SELECT ?s WHERE { ?s ?p ?o }", "SELECT ?s WHERE { ?s ^ ?o }"])
def test_what_is_not_translated_is_refused(text: str) -> None:
    with pytest.raises(Unsupported):
        Parser(text).query()


def faulty(lines: list[str], seed: int) -> str:
    """Return the statements with some gone: no question may rely on what a plan ought to hold."""
    chance = random.Random(seed)
    share = chance.choice((0.0, 0.02, 0.2))
    return "".join(line for line in lines if chance.random() >= share)


@given(st.integers(0, 2**32))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_graphs_give_the_same_rows(store: OxigraphStore, seed: int) -> None:
    with OxigraphStore.in_memory() as broken:
        broken.load_many([(graph, faulty(store.nquads(graph), seed)) for graph in store.graphs()])
        columns = build(broken.engine)
        for query in QUERIES:
            try:
                rows = answer(columns, query.text)
            except Unsupported:
                continue
            assert rows == select(broken, query.text), query.id
