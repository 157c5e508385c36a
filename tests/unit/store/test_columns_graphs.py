"""Whole graphs out of the columns are the graphs of the store, statement by statement and sign by sign."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Store, open_store
from kg.store.columns import graphs, sidecar
from kg.store.columns.graphs import statements_of
from kg.store.oxigraph import OxigraphStore
from kg.validation import Engine, GraphText, Tally, Tier, graphs_of_store, load_rules, validate
from kg.validation.parallel import validate_store

pytest.importorskip("duckdb")
pytest.importorskip("numpy")
XSD = "http://www.w3.org/2001/XMLSchema#"
ODD = (
    '"tab\\tquote\\"back\\\\return\\rline\\nbell\\bfeed\\f"', '"\\\\n is no line end"', '"line\u2028end 𠮷 市"', '"市"@zh',
    '"b"@en-GB', '""', '"<x>"', f'"0"^^<{XSD}integer>', f'"-12"^^<{XSD}integer>', f'"1.5"^^<{XSD}decimal>',
    f'"-0.25"^^<{XSD}decimal>', f'"true"^^<{XSD}boolean>', f'"2025-02-28"^^<{XSD}date>', f'"2025"^^<{XSD}gYear>',
    "<https://example.org/市>",
)  # fmt: skip
REWRITTEN = (
    f'"007"^^<{XSD}integer>', f'"1.10"^^<{XSD}decimal>', f'"5"^^<{XSD}int>', f'"1"^^<{XSD}boolean>', f'"1e0"^^<{XSD}double>',
    f'"2025-01-01T08:00:00+00:00"^^<{XSD}dateTime>', f'"2025-02-30"^^<{XSD}date>', '"a"^^<https://example.org/kind>',
)  # fmt: skip


def in_engine(engine: ox.Store, graph: str) -> set[tuple[str, ...]]:
    text = engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    return {tuple(line[:-2].split(" ", 2)) for line in text.decode().split("\n") if line}


@pytest.mark.parametrize("odd", [ODD, ODD + REWRITTEN])
def test_every_graph_is_given_as_the_engine_keeps_it(
    odd: tuple[str, ...], example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    monkeypatch.setattr(graphs, "TOGETHER", 2)
    lines = [f"<https://example.org/s> <https://example.org/p{n}> {term} .\n" for n, term in enumerate(odd)]
    made = [(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()]
    # the same statements in two graphs, and once more in the text of one
    made += [(f"https://example.org/g{n}", "".join(lines + lines[:2])) for n in (1, 2)]
    with open_store(tmp_path / "s", "write") as store:
        store.load_many(made)
    with open_store(tmp_path / "s") as store:
        assert isinstance(store, OxigraphStore)
        columns = store.columns()
        assert columns is not None
        names = (*reversed(store.graphs()), "https://example.org/none")
        given = dict(statements_of(columns, names))
        assert [*given] == [*names]
        for name in names:
            assert len(given[name]) == len(set(given[name]))
            assert set(given[name]) == in_engine(store.engine, name)
        assert given["https://example.org/none"] == []


def test_validation_says_the_same_of_a_store_with_columns_and_without(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_rules().select(tier=Tier.EXEMPLARY)
    made = [(graph, "".join(example_store.nquads(graph)[::2])) for graph in example_store.graphs()]
    names = tuple(sorted(graph for graph, _ in made))
    path = tmp_path / "s"
    with open_store(path, "write") as store:
        store.load_many(made)
    with open_store(path) as store:
        without = list(validate(graphs_of_store(store), rules, engine=Engine.FAST))
        assert {graph.form for graph in graphs_of_store(store)} == {"table"}
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    with open_store(path, "write"):
        pass
    with open_store(path) as store:
        found = list(graphs_of_store(store))
        assert {graph.form for graph in found} == {"statements"}
        assert list(validate(found, rules, engine=Engine.FAST)) == without
        assert list(validate(found, rules, engine=Engine.PYSHACL)) == without
        assert all(len(list(graph.graph())) == len(graph.statements) for graph in found)
    assert list(validate_store(str(path), names, rules, Tally(Engine.FAST))) == without
    assert without


def test_without_numpy_the_engine_gives_the_graphs(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    graph = example_store.graphs()[0]
    with open_store(tmp_path / "s", "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph)))])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "numpy" else object())
    with open_store(tmp_path / "s") as store:
        (text,) = graphs_of_store(store)
    assert isinstance(text, GraphText)
    assert text.form == "table"
