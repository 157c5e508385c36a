from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.validation import graphs_of_file, graphs_of_store
from kg.validation.jsonld import CONTEXT
from kg.validation.sources import is_store

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
    with pytest.raises(SourceError, match="no RDF file"):
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
    with pytest.raises(SourceError, match="no JSON"):
        list(graphs_of_file(path))
