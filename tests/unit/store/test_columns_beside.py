"""Columns stand beside a store only while they fit it; out of date they are not used, and answers stay right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.catalog import find_query
from kg.query.run import ask
from kg.store import Store, open_store
from kg.store.base import select
from kg.store.columns import beside
from kg.store.columns.run import answer
from kg.store.oxigraph import OxigraphStore

duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def folder(tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store that was filled at once, with columns beside it."""
    monkeypatch.setattr(beside, "MINIMUM", 1)
    path = tmp_path / "plans.db"
    with open_store(path, "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
    return path


def opened(folder: Path) -> OxigraphStore:
    store = open_store(folder)
    assert isinstance(store, OxigraphStore)
    return store


def test_a_store_filled_at_once_has_columns_that_answer(folder: Path, example_store: Store) -> None:
    with opened(folder) as store:
        columns = store.columns()
        assert columns is not None
        assert ask(store, find_query("unit-load")) == ask(example_store, find_query("unit-load"))
        columns.database.close()
        with pytest.raises(duckdb.ConnectionException):  # the columns are what answers
            ask(store, find_query("unit-load"))


def test_reading_leaves_the_columns_in_force(folder: Path) -> None:
    for _ in range(2):
        with opened(folder) as store:
            assert store.columns() is not None


def test_a_later_write_puts_them_out_of_use(folder: Path) -> None:
    with open_store(folder, "write") as store:
        store.remove(store.graphs()[0])
    with opened(folder) as store:
        assert store.columns() is None
        assert len(ask(store, find_query("plans"))) == 2


def test_small_stores_have_none(tmp_path: Path, example_store: Store) -> None:
    with open_store(tmp_path / "small.db", "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
    assert not (tmp_path / "small.db" / beside.NAME).exists()


def test_a_damaged_file_is_not_used(folder: Path) -> None:
    (folder / beside.NAME).write_bytes(b"damaged")
    with opened(folder) as store:
        assert store.columns() is None
        assert len(ask(store, find_query("plans"))) == 3


class Broken:
    """A database that breaks inside, as it did for one question in thousands, and refuses everything from then on."""

    def execute(self, *_: object) -> None:
        raise duckdb.InternalException("INTERNAL Error: broken")

    def close(self) -> None:
        """There is nothing to close."""


def test_a_database_that_breaks_inside_costs_no_answer_and_is_opened_again(
    folder: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as store:
        columns = store.columns()
        assert columns is not None
        columns.database.close()
        monkeypatch.setattr(columns, "database", Broken())
        assert ask(store, find_query("unit-load")) == ask(example_store, find_query("unit-load"))
        assert not isinstance(columns.database, Broken)
        assert answer(columns, find_query("unit-load").text) == select(example_store, find_query("unit-load").text)
