"""Columns stand beside a store only while they fit it; out of date they are not used, and answers stay right."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.query.catalog import find_query, load_catalog
from kg.query.run import ask
from kg.store import Store, open_store
from kg.store.base import select
from kg.store.columns import sidecar, tables
from kg.store.columns.run import answer
from kg.store.columns.tables import Columns
from kg.store.oxigraph import OxigraphStore

duckdb = pytest.importorskip("duckdb")
QUERIES = load_catalog()


@pytest.fixture
def folder(tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store that was filled at once, with columns beside it."""
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    path = tmp_path / "plans.db"
    with open_store(path, "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
    return path


def opened(folder: Path) -> OxigraphStore:
    store = open_store(folder)
    assert isinstance(store, OxigraphStore)
    return store


def test_a_store_filled_at_once_has_columns_that_answer(
    folder: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = ask(example_store, find_query("unit-load"))
    with opened(folder) as store:
        assert store.columns() is not None
        monkeypatch.setattr(store, "query", None)  # the engine is not asked
        assert ask(store, find_query("unit-load")) == expected


def test_reading_leaves_the_columns_in_force(folder: Path) -> None:
    for _ in range(2):
        with opened(folder) as store:
            assert store.columns() is not None


def rows(store: Store) -> list[object]:
    return [ask(store, query, {p.name: (p.example,) for p in query.parameters if p.example}) for query in QUERIES]


def engine_rows(folder: Path) -> list[object]:
    """Return what a store answers that has no columns."""
    with open_store(folder) as store, open_store("memory:", "write") as copy:
        copy.load_many([(graph, "".join(store.nquads(graph))) for graph in store.graphs()])
        return rows(copy)


def test_a_later_write_brings_them_up_to_date(folder: Path, example_store: Store) -> None:
    before = engine_rows(folder)
    first, *_, last = example_store.graphs()
    with open_store(folder, "write") as store:
        store.remove(first)
        smaller = [line for line in example_store.nquads(last) if "lead" not in line and "Lead" not in line]
        store.replace(last, "".join(smaller))
    with opened(folder) as store:
        assert store.columns() is not None
        assert rows(store) == engine_rows(folder) != before
    with open_store(folder, "write") as store:
        store.load_many([(first, "".join(example_store.nquads(first))), (last, "".join(example_store.nquads(last)))])
    with opened(folder) as store:
        assert store.columns() is not None
        assert rows(store) == before


def test_a_write_that_changes_nothing_leaves_them_in_force(folder: Path, example_store: Store) -> None:
    made = (folder / sidecar.NAME).stat().st_ino
    for _ in range(2):
        with open_store(folder, "write") as store:
            store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
        assert (folder / sidecar.NAME).stat().st_ino == made
        with opened(folder) as store:
            assert store.columns() is not None


def test_a_store_that_lost_them_gets_them_again_when_it_is_written_to(folder: Path) -> None:
    (folder / sidecar.NAME).unlink()
    with open_store(folder, "write"):
        pass
    with opened(folder) as store:
        assert store.columns() is not None


def test_what_was_written_by_somebody_else_puts_them_out_of_use(folder: Path) -> None:
    engine = ox.Store(str(folder))
    engine.remove_graph(next(iter(engine.named_graphs())))
    engine.flush()
    del engine
    with opened(folder) as store:
        assert store.columns() is None
        assert rows(store) == engine_rows(folder)
        assert len(ask(store, find_query("plans"))) == 2


def test_an_error_on_the_way_leaves_none_that_are_stale(folder: Path, example_store: Store) -> None:
    graph = example_store.graphs()[0]
    with pytest.raises(StoreError, match="not N-Quads"), open_store(folder, "write") as store:
        store.load_many([(graph, ""), (graph, "wrong")])
    with opened(folder) as store:
        assert store.columns() is None
        assert rows(store) == engine_rows(folder)


def test_a_load_that_fails_half_way_is_not_relied_on(
    tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    first, second, *_ = example_store.graphs()
    store = open_store(tmp_path / "plans.db", "write")
    assert isinstance(store, OxigraphStore)
    store.load_many([(first, "".join(example_store.nquads(first)))])
    engine = store.engine
    monkeypatch.setattr(store, "_engine", Half(engine))
    with pytest.raises(StoreError, match="full"):
        store.load_many([(second, "".join(example_store.nquads(second)))])
    monkeypatch.setattr(store, "_engine", engine)
    del engine
    store.close()
    with opened(tmp_path / "plans.db") as again:
        assert again.columns() is not None
        assert len(again.graphs()) == 2
        assert rows(again) == engine_rows(tmp_path / "plans.db")


class Half:
    """An engine that says a load failed although the data is there, as on a full disk."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def bulk_extend(self, quads: Iterator[ox.Quad]) -> None:
        """Load, and fail."""
        self._engine.bulk_extend(quads)
        raise OSError("No space left on device")


def test_small_stores_have_none(tmp_path: Path, example_store: Store) -> None:
    with open_store(tmp_path / "small.db", "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])
    assert not (tmp_path / "small.db" / sidecar.NAME).exists()


def test_a_damaged_file_is_not_used(folder: Path) -> None:
    (folder / sidecar.NAME).write_bytes(b"damaged")
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


def load(path: Path, example_store: Store) -> None:
    with open_store(path, "write") as store:
        store.load_many([(graph, "".join(example_store.nquads(graph))) for graph in example_store.graphs()])


def test_a_missing_folder_for_temporary_files_costs_the_columns_and_nothing_else(
    tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    load(tmp_path / "plans.db", example_store)
    with opened(tmp_path / "plans.db") as store:
        assert store.columns() is None
        assert store.graphs() == example_store.graphs()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_full_disk_for_temporary_files_costs_no_plan(
    tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *_, **__: full)
        load(tmp_path / "plans.db", example_store)
    with opened(tmp_path / "plans.db") as store:
        assert store.columns() is not None, "they are made from what the store holds"
        assert store.graphs() == example_store.graphs()


def test_columns_that_cannot_be_put_in_force_leave_the_store_and_no_file(
    tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar, "MINIMUM", 1)
    build = tables.build_from

    def cut_short(statements: Path, path: str, *, is_dumped: bool) -> Columns:
        columns = build(statements, path, is_dumped=is_dumped)
        columns.database.close()
        Path(path).write_bytes(b"cut short")
        return columns

    monkeypatch.setattr(sidecar, "build_from", cut_short)
    load(tmp_path / "plans.db", example_store)
    with opened(tmp_path / "plans.db") as store:
        assert store.columns() is None
        assert store.graphs() == example_store.graphs()
    assert not list((tmp_path / "plans.db").glob("columns*"))
