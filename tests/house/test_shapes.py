"""The rules are whole and alive: each can fire, is explained in two languages, and has examples both ways."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph, URIRef

from kg.errors import ShapeFileError
from kg.namespaces import NS, PREFIXES
from kg.validation import RuleBook, Tier, load_rules
from kg.validation.graph import GRAPH_RULES
from kg.validation.rules import UNCHECKED
from kg.validation.wellformed import prologue

ROOT = Path(__file__).resolve().parent.parent.parent
SHAPES = ROOT / "shapes"
EXAMPLES = ROOT / "tests" / "shapes"
ENOUGH = 45
LISTS = {"Bindingness", "Comparator", "Expansion", "Ownership", "Role", "SectionKind", "Statistic", "Measure"}
"""Classes of code lists and concepts: data points to them, rules on the pointing property judge them."""


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_there_are_enough_rules_in_every_tier_and_severity(book: RuleBook) -> None:
    assert len(book.rules) >= ENOUGH
    assert {rule.tier for rule in book.rules} == set(Tier)
    assert {rule.severity.value for rule in book.rules} == {"Violation", "Warning", "Info"}


def test_every_rule_has_an_example_that_passes_and_one_that_fails(book: RuleBook) -> None:
    for rule in book.rules:
        folder = EXAMPLES / rule.id
        assert list(folder.glob("pass-*.ttl")), f"{rule.id} has no example that passes"
        assert list(folder.glob("fail-*.ttl")), f"{rule.id} has no example that fails"


def test_every_folder_of_examples_is_a_rule(book: RuleBook) -> None:
    folders = {path.parent.name for path in EXAMPLES.glob("*/*.ttl")}
    assert folders == {rule.id for rule in book.rules}


def test_every_rule_looks_at_a_class_or_at_the_whole_graph(book: RuleBook) -> None:
    for rule in book.rules:
        assert bool(rule.targets) != (rule.file == "graph.shapes.ttl"), rule.id


def test_the_rules_on_the_whole_graph_are_those_that_code_checks(book: RuleBook) -> None:
    assert {rule.id for rule in book.rules if rule.file == "graph.shapes.ttl"} == {*GRAPH_RULES, UNCHECKED}


def test_every_class_of_the_vocabulary_is_looked_at(book: RuleBook) -> None:
    targets = {target for rule in book.rules for target in rule.targets}
    kinds = {"gp:Task": "gp:Action", "gp:Safeguard": "gp:Action", "gp:Project": "gp:Action"}
    graph = Graph().parse(ROOT / "ontology" / "govplan.ttl")
    for subject in graph.subjects(RDF.type, OWL.Class):
        name = str(subject).removeprefix(NS)
        if name not in LISTS:
            assert kinds.get(f"gp:{name}", f"gp:{name}") in targets, name


def test_every_thing_of_the_example_is_looked_at(book: RuleBook) -> None:
    targets = {target for rule in book.rules for target in rule.targets}
    graph = Graph().parse(ROOT / "ontology" / "examples" / "rain-gardens.ttl")
    kinds = {str(kind) for kind in graph.objects(None, RDF.type)}
    named = {f"gp:{kind.removeprefix(NS)}" for kind in kinds if kind.startswith(NS)}
    assert named - {"gp:Measure"} - targets <= {"gp:Task", "gp:Safeguard"}


def test_no_shape_is_opened_twice() -> None:
    opened = [
        name for path in sorted(SHAPES.glob("*.ttl"))
        for name in re.findall(r"^(gps:[\w-]+)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]  # fmt: skip
    assert len(opened) == len(set(opened))


def test_a_message_is_a_sentence_without_the_name_of_its_rule(book: RuleBook) -> None:
    for rule in book.rules:
        for english, chinese in ((rule.message, rule.message.zh), (rule.remedy, rule.remedy.zh)):
            assert english.endswith("."), rule.id
            assert chinese.endswith("。"), rule.id
            assert rule.id not in english, rule.id


def test_every_query_runs_on_another_engine(book: RuleBook) -> None:
    store = ox.Store()
    for rule in book.rules:
        if rule.query is not None:
            answer = store.query(f"{prologue(book.shapes)}\n{rule.query}")
            assert isinstance(answer, ox.QuerySolutions), rule.id
            assert list(answer) == [], rule.id


def test_the_page_of_rules_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("generate_rules", ROOT / "scripts" / "generate_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.render() == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


SOUND = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gp:      <https://w3id.org/govplan/ns#> .
@prefix gps:     <https://w3id.org/govplan/shapes#> .
@prefix sh:      <http://www.w3.org/ns/shacl#> .
@prefix xsd:     <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/govplan/shapes>
  sh:declare [ sh:prefix "gp" ; sh:namespace "https://w3id.org/govplan/ns#"^^xsd:anyURI ] ;
.

gps:TaskShape
  a sh:NodeShape ;
  sh:targetClass gp:Task ;
  sh:property gps:TASK-001 ;
.

gps:TASK-001
  a sh:PropertyShape ;
  dcterms:identifier "TASK-001" ;
  gps:tier gps:core ;
  sh:path gp:deadline ;
  sh:minCount 1 ;
  sh:severity sh:Warning ;
  sh:message "A task has a deadline."@en ;
  sh:message "任务有期限。"@zh ;
  gps:remedy "Add one."@en ;
  gps:remedy "补充。"@zh ;
.

gps:TASK-002
  a sh:NodeShape ;
  dcterms:identifier "TASK-002" ;
  gps:tier gps:core ;
  sh:targetClass gp:Task ;
  sh:severity sh:Warning ;
  sh:sparql [
    a sh:SPARQLConstraint ;
    sh:prefixes <https://w3id.org/govplan/shapes> ;
    sh:select "SELECT $this WHERE { $this gp:partOf+ $this }" ;
  ] ;
  sh:message "A task is not part of itself."@en ;
  sh:message "任务不隶属于自身。"@zh ;
  gps:remedy "Break the circle."@en ;
  gps:remedy "消除循环。"@zh ;
.
"""

FAULTS: dict[str, tuple[Callable[[str], str], str]] = {
    "misspelt constraint": (lambda s: s.replace("sh:minCount", "sh:mincount"), "unknown term sh:mincount"),
    "misspelt target": (lambda s: s.replace("sh:targetClass gp:Task ;\n  sh:p", "sh:targetClass gp:Tusk ;\n  sh:p"),
                        "unknown term gp:Tusk"),
    "misspelt path": (lambda s: s.replace("gp:deadline", "gp:deadLine"), "unknown term gp:deadLine"),
    "misspelt tier": (lambda s: s.replace("gps:core", "gps:cored"), "unknown term gps:cored"),
    "misspelt term in a query": (lambda s: s.replace("gp:partOf+", "gp:partof+"), "unknown term gp:partof"),
    "prefix that no one declared": (lambda s: s.replace("gp:partOf+", "gb:partOf+"), "not declared: gb"),
    "property shape that nothing holds": (lambda s: s.replace("  sh:property gps:TASK-001 ;\n", ""),
                                          "gps:TASK-001 has no target"),
    "rule without target": (lambda s: s.replace('"TASK-002" ;\n  gps:tier gps:core ;\n  sh:targetClass gp:Task ;',
                                                '"TASK-002" ;\n  gps:tier gps:core ;'), "gps:TASK-002 has no target"),
    "rule without severity": (lambda s: s.replace("  sh:severity sh:Warning ;\n", "", 1), "one sh:severity"),
    "severity that engines ignore": (lambda s: s.replace("a sh:SPARQLConstraint ;", "sh:severity sh:Info ;"),
                                     "is ignored"),
    "message in one language": (lambda s: s.replace('  sh:message "任务有期限。"@zh ;\n', ""), "one sh:message"),
    "no remedy": (lambda s: s.replace('  gps:remedy "Add one."@en ;\n', ""), "one gps:remedy"),
    "another rule's name": (lambda s: s.replace('"TASK-001"', '"TASK-003"'), "own name as dcterms:identifier"),
    "two tiers": (lambda s: s.replace("gps:tier gps:core ;", "gps:tier gps:core, gps:complete ;", 1), "one gps:tier"),
    "broken query": (lambda s: s.replace("SELECT $this WHERE", "SELEKT $this WHERE"), "no SPARQL"),
    "shape opened twice": (lambda s: s + "\ngps:TASK-001\n  sh:maxCount 1 ;\n.\n", "opened again"),
    "broken Turtle": (lambda s: s + "\ngps:TASK-004 a", "line"),
}  # fmt: skip


def test_sound_shapes_load(tmp_path: Path) -> None:
    (tmp_path / "task.shapes.ttl").write_text(SOUND, encoding="utf-8")
    assert [rule.id for rule in load_rules(tmp_path).rules] == ["TASK-001", "TASK-002"]


@pytest.mark.parametrize("name", FAULTS)
def test_shapes_that_could_never_fire_are_refused(name: str, tmp_path: Path) -> None:
    change, said = FAULTS[name]
    text = change(SOUND)
    assert text != SOUND
    (tmp_path / "task.shapes.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(ShapeFileError, match=re.escape(said)):
        load_rules(tmp_path)


def test_a_shape_of_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.shapes.ttl").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.shapes.ttl").write_text(SOUND, encoding="utf-8")
    with pytest.raises(ShapeFileError, match="opened again"):
        load_rules(tmp_path)


def test_the_prefixes_of_queries_are_those_of_the_project(book: RuleBook) -> None:
    declared = dict(re.findall(r"PREFIX ([\w-]+): <([^>]+)>", prologue(book.shapes)))
    assert declared.items() <= PREFIXES.items()
    assert URIRef(PREFIXES["gp"]) == URIRef(declared["gp"])
