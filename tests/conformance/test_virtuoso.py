"""A real Virtuoso gives the rows that the embedded store gives, behind a password and through the same files."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import StoreError
from kg.query.catalog import SavedQuery, load_catalog
from kg.query.run import ask
from kg.store import Store, dump, open_store

FOLDER = Path(__file__).resolve().parent


def load(path: Path) -> ModuleType:
    """Import a file that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)
    return module


virtuoso = load(FOLDER / "virtuoso.py")
make_fixture = load(FOLDER.parent / "golden" / "queries" / "make_fixture.py")
make_more = load(FOLDER.parent / "golden" / "queries" / "make_more.py")
QUERIES = load_catalog()


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not virtuoso.is_installed():
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    with virtuoso.running(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


@pytest.fixture(scope="module")
def written() -> Iterator[Store]:
    with open_store("memory:", "write") as store:
        store.load_many(make_fixture.documents() + make_more.documents())
        yield store


@pytest.fixture(scope="module")
def pushed(location: str, written: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file = tmp_path_factory.mktemp("pushed") / "plans.nq"
    file.write_text(dump(written), encoding="utf-8")
    for expected in ("5 added, 0 replaced", "0 added"):
        result = CliRunner().invoke(main, ["push", str(file), location])
        assert result.exit_code == 0, result.output
        assert f"5 graphs: {expected}" in result.output
    with open_store(location) as store:
        yield store


def plain(value: object) -> object:
    """Return numbers, truth values and dates in one form: Virtuoso answers true with 1."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if not isinstance(value, str) and value is not None else value  # type: ignore[arg-type]


@pytest.mark.parametrize("query", QUERIES, ids=[query.id for query in QUERIES])
def test_virtuoso_gives_the_same_rows(query: SavedQuery, written: Store, pushed: Store) -> None:
    words = {p.name: (p.example,) for p in query.parameters if p.example}
    rows = [
        sorted((tuple(map(plain, row)) for row in ask(store, query, words).values()), key=repr)
        for store in (written, pushed)
    ]
    assert rows[0] == rows[1]


def test_a_wrong_password_is_one_clear_error(location: str, pushed: Store) -> None:
    assert pushed.graphs()
    with open_store(location.replace("dba:dba@", "dba:wrong@")) as store, pytest.raises(StoreError, match="failed"):
        store.query("ASK { ?s ?p ?o }")
