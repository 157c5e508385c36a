from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError
from kg.terms import XSD
from kg.validation import graphs_of_file, graphs_of_store, spool
from kg.validation.jsonld import CONTEXT
from kg.validation.sources import is_large, is_store

TRIG = """
@prefix ex: <https://example.org/> .
ex:shared ex:says "both" .
ex:one { ex:a ex:b ex:c . }
ex:two { ex:d ex:e ex:f . }
"""


class Kept:
    """The least that is a store."""

    location = "kept.db"

    def graphs(self) -> tuple[str, ...]:
        return ("https://example.org/one", "https://example.org/two")

    def nquads(self, graph: str | None = None) -> list[str]:
        return [f"<https://example.org/a> <https://example.org/b> <{graph}> <{graph}> .\n"]


def test_what_stands_outside_named_graphs_belongs_to_each(tmp_path: Path) -> None:
    path = tmp_path / "plans.trig"
    path.write_text(TRIG, encoding="utf-8")
    graphs = list(graphs_of_file(path))
    assert [graph.name for graph in graphs] == ["https://example.org/one", "https://example.org/two"]
    assert all('"both"' in graph.text for graph in graphs)
    assert "example.org/d" not in graphs[0].text


def test_a_file_without_named_graphs_is_one_graph(tmp_path: Path) -> None:
    path = tmp_path / "plan.ttl"
    path.write_text("<https://example.org/a> <https://example.org/b> 1.50 .", encoding="utf-8")
    (graph,) = graphs_of_file(path)
    assert graph.name is None
    assert "1.50" in graph.text
    (literal,) = graph.graph().objects()
    assert str(literal) == "1.50"


def test_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.ttl"
    path.write_text("<https://example.org/a>\n  <https://example.org/b> ; .", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 2") as caught:
        list(graphs_of_file(path))
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["plan.docx", "plan"])
def test_a_file_that_is_no_rdf_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not an RDF file"):
        list(graphs_of_file(tmp_path / name))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        list(graphs_of_file(tmp_path / "plan.ttl"))


def test_a_store_gives_its_named_graphs_in_order() -> None:
    graphs = list(graphs_of_store(Kept()))
    assert [(graph.source, graph.name) for graph in graphs] == [
        ("kept.db", "https://example.org/one"),
        ("kept.db", "https://example.org/two"),
    ]
    assert len(graphs[0].graph()) == 1


def test_a_folder_is_a_store_only_where_one_was_made(tmp_path: Path) -> None:
    assert not is_store(str(tmp_path))
    (tmp_path / "CURRENT").touch()
    assert is_store(str(tmp_path))
    assert is_store("http://localhost:7878/query")


def jsonld(folder: Path, **changes: object) -> Path:
    path = folder / "plan.jsonld"
    plan = {"@context": CONTEXT, "id": "https://example.org/p", "type": "Plan", "title": "方案", **changes}
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def test_json_ld_is_read_with_the_context_that_is_at_hand(tmp_path: Path) -> None:
    (graph,) = graphs_of_file(jsonld(tmp_path, endsOn="2025-12-31", jurisdiction="https://example.org/city"))
    assert "<https://w3id.org/govplan/ns#Plan>" in graph.text
    assert '"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>' in graph.text
    assert "<https://example.org/city>" in graph.text


def test_a_key_that_no_context_knows_is_named_and_never_dropped(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"endOn \(endsOn\?\)"):
        list(graphs_of_file(jsonld(tmp_path, endOn="2025-12-31")))


def test_a_context_elsewhere_is_refused_and_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="would have to be fetched"):
        list(graphs_of_file(jsonld(tmp_path, **{"@context": "https://example.org/context.jsonld"})))


def test_a_context_written_out_is_taken_as_it_is(tmp_path: Path) -> None:
    context = {"headline": "http://purl.org/dc/terms/title", "id": "@id", "type": "@type", "title": None}
    (graph,) = graphs_of_file(jsonld(tmp_path, **{"@context": context, "headline": "另一方案"}))
    assert "另一方案" in graph.text


def test_broken_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.jsonld"
    path.write_text('{"@context": ', encoding="utf-8")
    with pytest.raises(SourceError, match="is not JSON"):
        list(graphs_of_file(path))


@pytest.mark.parametrize("held", [1, 7, 1000])
def test_a_large_file_of_graphs_gives_what_a_small_one_gives(tmp_path: Path, held: int) -> None:
    lines = [
        f'<https://e.org/s{n}> <https://e.org/p> "00{n}"^^<{XSD.integer}> <https://e.org/g{n % 5}> .' for n in range(40)
    ]
    lines += ['_:b <https://e.org/p> "行\\n二" .', "<https://e.org/s0> <https://e.org/q> _:b <https://e.org/g3> ."]
    path = tmp_path / "many.nq"
    path.write_text("\n".join(lines), encoding="utf-8")
    small = {graph.name: graph.text.count("\n") for graph in graphs_of_file(path)}
    parsed = ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
    large = dict(spool.graphs(parsed, held))
    assert list(large) == sorted(filter(None, small))
    assert {name: text.count("\n") for name, text in large.items()} == small
    assert '"0038"^^' in large["https://e.org/g3"]
    assert '"行\\n二"' in large["https://e.org/g0"]


def test_from_some_size_on_a_file_is_not_held_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.nq"
    path.write_text(
        "".join(f"<https://e.org/s> <https://e.org/p> <https://e.org/o> <https://e.org/{n}> .\n" for n in range(3))
    )
    whole = [(graph.name, graph.text) for graph in graphs_of_file(path)]
    monkeypatch.setattr(spool, "LARGE", 100)
    assert is_large(path)
    assert [(graph.name, graph.text) for graph in graphs_of_file(path)] == whole
    path.write_text(path.read_text() + "broken", encoding="utf-8")
    with pytest.raises(SourceError, match="line 4"):
        list(graphs_of_file(path))
