"""The vocabulary is documented: pages in zh and en that hold every term, questions with a query each, dated changes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from kg.namespaces import NS

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
CHANGES = (ONTOLOGY / "CHANGELOG.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "docs" / "competency-questions.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+?) \| (.+?) \| \[([\w-]+)\]\(\.\./(queries/\S+\.rq)\) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("build_ontology_docs", ROOT / "scripts" / "build_ontology_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written: list[Path] = module.build(tmp_path_factory.mktemp("docs"))
    return {path.name.split(".")[1]: path.read_text(encoding="utf-8") for path in written}


@pytest.fixture(scope="module")
def terms() -> Graph:
    graph = Graph()
    for path in (ONTOLOGY / "govplan.ttl", *sorted((ONTOLOGY / "schemes").glob("*.ttl"))):
        graph.parse(path)
    return graph


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_term_has_its_place_on_the_page(language: str, pages: dict[str, str], terms: Graph) -> None:
    named = {str(s) for s in terms.subjects(RDF.type) if isinstance(s, URIRef) and str(s).startswith(NS)} - {NS[:-1]}
    named |= {str(s) for s in terms.subjects(RDF.type, SKOS.Concept)}
    assert len(named) > 150
    anchors = re.findall(r'<article id="([^"]+)"', pages[language])
    assert len(anchors) == len(set(anchors))
    for term in named:
        assert term.removeprefix(NS).replace("https://w3id.org/govplan/", "") in anchors, term


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_link_of_the_page_leads_somewhere_on_it(language: str, pages: dict[str, str]) -> None:
    page = pages[language]
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert not re.search(r'(?:src|href)="(?!#)', page), "the page needs nothing from outside"
    assert "<script" not in page


def test_the_pages_speak_their_language(pages: dict[str, str]) -> None:
    assert "责任分配" in pages["zh"]
    assert "<h2>类</h2>" in pages["zh"]
    assert "<h2>Classes</h2>" in pages["en"]
    assert pages["zh"] != pages["en"]


def test_alignments_stand_with_their_reason(pages: dict[str, str]) -> None:
    assert "skos:relatedMatch org:Membership</code> Both reify" in pages["en"]


def test_every_question_has_a_saved_query() -> None:
    rows = ROW.findall(QUESTIONS)
    lines = [line for line in QUESTIONS.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) == len(lines) - 1, "a row is not of the form question, 问题, [id](file)"
    assert len(rows) >= 30
    for english, chinese, name, path in rows:
        assert english.endswith("?")
        assert chinese.endswith("？")
        assert Path(path).stem == name
        assert (ROOT / path).is_file(), path
    assert len({name for *_, name, _ in rows}) == len(rows)


def test_every_change_note_names_a_version_of_the_changes(terms: Graph) -> None:
    versions = set(re.findall(r"^## (\S+) ", CHANGES, re.MULTILINE))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in {s for kind in kinds for s in terms.subjects(RDF.type, kind)}:
        notes = [str(note) for note in terms.objects(term, SKOS.changeNote)]
        assert notes, f"{term} has no change note"
        assert {note.partition(":")[0] for note in notes} <= versions, term
