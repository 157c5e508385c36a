"""The vocabulary is whole, bilingual and closed: a term that does not exist is caught wherever it is written."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import rdflib
from rdflib import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, Graph, URIRef

from kg import terms
from kg.namespaces import NS, PREFIXES
from kg.terms import GP
from kg.validation import Tier, graphs_of_file, load_rules, validate
from kg.validation.wellformed import is_known

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
STATUS = URIRef(PREFIXES["vs"] + "term_status")
NAME = re.compile(r"(?<![\w/:#.-])(gp|gps|sh):([A-Za-z_][\w-]*)")
FULL = re.compile(r"<(" + re.escape(NS) + r"[^>]*|" + re.escape(PREFIXES["sh"]) + r"[^>]+)>")
RULES = frozenset(PREFIXES["gps"] + str(s) for s in re.findall(
    r"^gps:([\w-]+)", "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "shapes").glob("*.ttl")), re.MULTILINE
))  # fmt: skip
KINDS = {
    "ontology": ("ontology", "**/*.ttl"),
    "shape": ("shapes", "*.ttl"),
    "query": ("queries", "**/*.rq"),
    "example": ("examples", "**/*.ttl"),
    "rule example": ("tests/shapes", "*/*.ttl"),
}
FOREIGN = {
    "dcterms": DCTERMS, "org": ORG, "prov": PROV, "qb": QB, "rdf": RDF, "rdfs": RDFS, "skos": SKOS,
    "schema": rdflib.SDO,
}  # fmt: skip


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def vocabulary() -> Graph:
    graph = Graph()
    for path in [ONTOLOGY / "govplan.ttl", *sorted((ONTOLOGY / "schemes").glob("*.ttl"))]:
        graph.parse(path)
    return graph


def own_terms(graph: Graph) -> list[URIRef]:
    return sorted(s for s in set(graph.subjects()) if isinstance(s, URIRef) and str(s).startswith(NS))


def unknown_terms(text: str) -> set[str]:
    """Return the gp:, gps: and sh: names in a Turtle or SPARQL text that nothing defines; comments do not count."""
    code = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    named = {(f"{p}:{n}", PREFIXES[p] + n) for p, n in NAME.findall(code)}
    named |= {(iri, iri) for iri in FULL.findall(code)}
    return {shown for shown, iri in named if iri != NS and not is_known(iri, RULES)}


def files(kind: str) -> list[Path]:
    folder, pattern = KINDS[kind]
    return sorted((ROOT / folder).glob(pattern))


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_uses_a_term_that_does_not_exist(kind: str) -> None:
    found = {str(path.relative_to(ROOT)): unknown_terms(path.read_text(encoding="utf-8")) for path in files(kind)}
    meant = {"GRAPH-001", "GRAPH-002"}  # the examples of the rules that say so
    assert {name: bad for name, bad in found.items() if bad and Path(name).parent.name not in meant} == {}


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("gp:Task a owl:Class ; rdfs:subClassOf gp:Acton .", "gp:Acton"),
        ("gps:ACTION-008 a sh:PropertyShape ; sh:path gp:deadline ; sh:mincount 1 .", "sh:mincount"),
        ("SELECT ?a WHERE { ?a gp:leadunit ?u }", "gp:leadunit"),
        ("ex:task gp:hasClauses ex:clause .", "gp:hasClauses"),
        (f"?a <{NS}leadUnits> ?b", f"{NS}leadUnits"),
    ],
    ids=["ontology", "shape", "query", "example", "full IRI"],
)
def test_a_planted_misspelling_is_caught(text: str, bad: str) -> None:
    assert unknown_terms(text) == {bad}


def test_a_misspelt_term_of_python_raises() -> None:
    with pytest.raises(AttributeError):
        _ = GP.hasClauses  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        GP.Task = "x"  # type: ignore[misc]


def test_the_terms_of_python_are_fresh() -> None:
    assert script("generate_terms").render() == (ROOT / "kg" / "terms.py").read_text(encoding="utf-8")


def test_context_and_glossary_are_fresh() -> None:
    made = script("generate_vocabulary")
    assert made.render_context() == (ONTOLOGY / "context.jsonld").read_text(encoding="utf-8")
    assert made.render_glossary() == (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_the_types_of_the_context_are_those_of_the_rules() -> None:
    made = script("generate_vocabulary")
    shapes = load_rules().shapes
    path, datatype = URIRef(PREFIXES["sh"] + "path"), URIRef(PREFIXES["sh"] + "datatype")
    said = {name: kind for kind, names in made.DATATYPES.items() for name in names}
    for shape, kind in shapes.subject_objects(datatype):
        target = shapes.value(shape, path)
        if isinstance(target, URIRef) and str(target).startswith(NS):
            assert said[str(target)[len(NS) :]] == str(kind), target


def test_every_term_has_label_and_definition_in_both_languages() -> None:
    graph = vocabulary()
    for term in own_terms(graph):
        labels = {o.language for p in (RDFS.label, SKOS.prefLabel) for o in graph.objects(term, p)}  # type: ignore[attr-defined]
        said = {o.language for o in graph.objects(term, SKOS.definition)}  # type: ignore[attr-defined]
        assert {"zh", "en"} <= labels, term
        assert said == {"zh", "en"}, term


def test_every_term_has_home_status_and_history() -> None:
    graph = vocabulary()
    for term in own_terms(graph):
        for needed in (RDFS.isDefinedBy, STATUS, SKOS.changeNote):
            assert (term, needed, None) in graph, (term, needed)


def test_no_definition_begins_with_its_own_term() -> None:
    graph = vocabulary()
    for term in own_terms(graph):
        for label in [*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.prefLabel)]:
            for said in graph.objects(term, SKOS.definition):
                if said.language == label.language:  # type: ignore[attr-defined]
                    assert not re.match(rf"(an? |the )?{re.escape(str(label))}\b", str(said), re.IGNORECASE), term


def test_no_property_has_domain_or_range() -> None:
    graph = vocabulary()
    assert not list(graph.subject_objects(RDFS.domain))
    assert not list(graph.subject_objects(RDFS.range))


@pytest.mark.parametrize(
    ("sub", "verb", "top"),
    [
        (GP.Unit, RDFS.subClassOf, str(ORG.FormalOrganization)),
        (GP.UnitGroup, RDFS.subClassOf, GP.Unit),
        (GP.LeadingGroup, RDFS.subClassOf, str(ORG.OrganizationalCollaboration)),
        (GP.Observation, RDFS.subClassOf, str(QB.Observation)),
        (GP.Measure, RDFS.subClassOf, str(SKOS.Concept)),
        (GP.Task, RDFS.subClassOf, GP.Action),
        (GP.Safeguard, RDFS.subClassOf, GP.Action),
        (GP.Project, RDFS.subClassOf, GP.Action),
        (GP.leadUnit, RDFS.subPropertyOf, GP.assignedUnit),
        (GP.responsibleUnit, RDFS.subPropertyOf, GP.assignedUnit),
        (GP.supportingUnit, RDFS.subPropertyOf, GP.assignedUnit),
        (GP.basedOn, RDFS.subPropertyOf, GP.cites),
        (GP.implements, RDFS.subPropertyOf, GP.cites),
    ],
)
def test_the_hierarchy_is_that_of_the_design(sub: str, verb: URIRef, top: str) -> None:
    assert (URIRef(sub), verb, URIRef(top)) in vocabulary()


def test_the_version_is_the_newest_of_the_changelog() -> None:
    graph = vocabulary()
    home = URIRef(NS.rstrip("#"))
    version = str(graph.value(home, OWL.versionInfo))
    newest = re.search(r"^## (\S+) \((\S+)\)", (ONTOLOGY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert (version, str(graph.value(home, DCTERMS.modified))) == newest.groups()
    assert str(graph.value(home, OWL.versionIRI)).endswith(f"/{version}")
    languages = {title.language for title in graph.objects(home, DCTERMS.title)}  # type: ignore[attr-defined]
    assert languages == {"zh", "en"}


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "alignments").glob("*.ttl")), ids=lambda path: path.stem)
def test_every_alignment_links_terms_that_exist_and_gives_its_reason(path: Path) -> None:
    graph = Graph().parse(path)
    links = [(s, o) for s, p, o in graph if p != SKOS.editorialNote]
    assert links
    for subject, target in links:
        assert str(subject) in GP, subject
        prefix = next(p for p, namespace in PREFIXES.items() if str(target).startswith(namespace))
        local = str(target)[len(PREFIXES[prefix]) :]
        if prefix in FOREIGN:
            assert URIRef(str(FOREIGN[prefix]) + local) in FOREIGN[prefix], target
        notes = [str(note) for note in graph.objects(subject, SKOS.editorialNote)]
        assert any(note.startswith(f"{prefix}:{local}: ") for note in notes), (subject, target)


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "examples").iterdir()), ids=lambda path: path.stem)
def test_every_example_of_the_ontology_conforms(path: Path) -> None:
    tier = Tier.EXEMPLARY if path.suffix == ".ttl" else Tier.COMPLETE
    assert list(validate(graphs_of_file(path), load_rules().select(tier=tier))) == []


def test_the_classes_of_python_are_the_whole_prefix_table() -> None:
    for prefix in ("dcterms", "nif", "org", "prov", "qb", "rdf", "rdfs", "skos", "xsd"):
        closed = getattr(terms, prefix.upper())
        assert all(iri.startswith(PREFIXES[prefix]) for iri in closed), prefix
