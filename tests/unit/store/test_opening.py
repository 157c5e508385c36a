"""Every hazard of opening a store is one clear error with a remedy, and readers leave no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import Bilingual, GovplanError, SourceError, StoreError, UsageError
from kg.store import open_store, select

QUAD = "<https://e/s> <https://e/p> <https://e/o> <https://e/g> .\n"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "built"
    with open_store(path, "write") as store:
        store.replace("https://e/g", QUAD)
    return path


def test_reading_a_missing_store_is_an_error_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at") as caught:
        open_store(tmp_path / "missing")
    assert "govplan build" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_folder_of_other_files_is_no_store_and_stays_as_it_is(tmp_path: Path, mode: str) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="not a store"):
        open_store(tmp_path, "write" if mode == "write" else "read")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_can_be_written_and_not_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a store"):
        open_store(tmp_path)
    with open_store(tmp_path, "write") as store:
        assert store.graphs() == ()


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_file_is_no_store(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_store(path, "write" if mode == "write" else "read")


def test_a_locked_store_says_so_and_can_still_be_read(built: Path) -> None:
    program = (
        "import sys\nfrom kg.store import open_store\nfrom kg.errors import StoreError\n"
        f"try:\n    open_store({str(built)!r}, 'write')\n"
        "except StoreError as error:\n    sys.exit(error.message)\n"
    )
    with open_store(built, "write"):
        other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert "in use by another process" in other.stderr
        with open_store(built) as reader:
            assert len(reader.graphs()) == 1


def test_two_writers_in_one_process_are_refused_too(built: Path) -> None:
    with open_store(built, "write"), pytest.raises(StoreError, match="in use"):
        open_store(built, "write")


def test_readers_take_no_lock(built: Path) -> None:
    with open_store(built), open_store(built, "write") as writer:
        assert writer.remove("https://e/g")


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("damage", ["CURRENT", "sst"])
def test_a_damaged_store_says_so(built: Path, damage: str, mode: str) -> None:
    files = [built / "CURRENT"] if damage == "CURRENT" else list(built.glob("*.sst"))
    assert files
    for file in files:
        file.write_bytes(b"rubbish")
    with pytest.raises(StoreError, match="damaged"), open_store(built, "write" if mode == "write" else "read") as store:
        select(store, COUNT)


def test_the_remedy_of_a_damaged_store_is_one_that_works(built: Path) -> None:
    (built / "CURRENT").write_bytes(b"rubbish")
    with pytest.raises(StoreError) as caught:
        open_store(built, "write")
    assert f"remove {built}" in caught.value.remedy


def test_a_place_whose_folder_is_missing_is_no_damaged_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No store can be made") as caught:
        open_store(tmp_path / "missing" / "plans.db", "write")
    assert "exists" in caught.value.remedy


def test_a_store_is_not_made_under_the_name_of_an_rdf_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="RDF file"):
        open_store(tmp_path / "plans.nq", "write")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_store_says_so(built: Path) -> None:
    built.chmod(0)
    try:
        with pytest.raises(StoreError):
            open_store(built)
    finally:
        built.chmod(0o700)


def test_a_reader_cannot_write(built: Path) -> None:
    with open_store(built) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.replace("https://e/g", QUAD)
        with pytest.raises(StoreError, match="reading only"):
            store.load_many([("https://e/g", QUAD)])
        with pytest.raises(StoreError, match="reading only"):
            store.remove("https://e/g")


def test_a_closed_store_says_so(built: Path) -> None:
    store = open_store(built)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nq", QUAD),
        ("a.trig", "<https://e/g> { <https://e/s> <https://e/p> <https://e/o> }"),
        ("a.ttl", "<https://e/s> <https://e/p> <https://e/o> ."),
        ("a.nt", "<https://e/s> <https://e/p> <https://e/o> ."),
        ("a.JSONLD", '{"@id": "https://e/s", "https://e/p": {"@id": "https://e/o"}}'),
    ],
)
def test_rdf_files_are_read_into_memory(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with open_store(tmp_path / name) as store:
        assert store.query("ASK { <https://e/s> <https://e/p> <https://e/o> }") is True
        assert not store.writable
    with pytest.raises(StoreError, match="not written"):
        open_store(tmp_path / name, "write")


def test_a_broken_rdf_file_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<https://e/s> <https://e/p>\n .")
    with pytest.raises(SourceError, match="line 2"):
        open_store(tmp_path / "a.ttl")


def test_rdf_xml_is_never_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_text('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "a.rdf")


@pytest.mark.parametrize("location", ["", "ftp://example.org/x", "a\x00b", "http://", "https:///query"])
def test_what_is_no_location_is_a_usage_error(location: str) -> None:
    with pytest.raises(UsageError):
        open_store(location)


def test_an_endpoint_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(StoreError, match="failed") as caught:
        open_store("http://127.0.0.1:9/query").graphs()
    assert caught.value.remedy


def test_messages_speak_chinese_too(tmp_path: Path) -> None:
    with pytest.raises(GovplanError) as caught:
        open_store(tmp_path / "missing")
    assert isinstance(caught.value.message, Bilingual)
    assert "没有存储" in caught.value.message.zh
