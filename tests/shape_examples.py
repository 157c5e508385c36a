"""The examples of tests/shapes as graphs, and what both engines find in them; everything is read once per process."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import PREFIXES, prefixed
from kg.validation import Engine, GraphText, RuleBook, Tally, graphs_of_file, load_rules, validate
from kg.validation.engines import engine_for
from kg.validation.graph import Finding
from kg.validation.rules import UNCHECKED
from kg.validation.terms import quiet_literals

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "ontology" / "examples" / "rain-gardens.ttl"
EXAMPLES = tuple(sorted((ROOT / "tests" / "shapes").glob("*/*.ttl")))
NAMES = {**PREFIXES, "ex": "https://example.org/"}
Result = tuple[str, str, str]


def name_of(path: Path) -> str:
    """Return `ACTION-001/fail-…`, to name a test."""
    return f"{path.parent.name}/{path.stem}"


def class_of(path: Path) -> str:
    """Return `ACTION` of an example of ACTION-001."""
    return path.parent.name.rpartition("-")[0]


@cache
def book() -> RuleBook:
    """Return all rules of govplan."""
    return load_rules()


@cache
def rules_beside(rule: str) -> RuleBook:
    """Return the rules of the class of `rule`; all rules for the one that says that another could not be checked."""
    return book() if rule == UNCHECKED else book().select(names=[rule.rpartition("-")[0]])


@cache
def base() -> tuple[ox.Triple, ...]:
    """Return the statements of the plan that every rule is content with."""
    return tuple(quad.triple for quad in ox.parse(BASE.read_bytes(), format=ox.RdfFormat.TURTLE))


@cache
def base_rows() -> tuple[tuple[str, str, str], ...]:
    """Return the same as strings."""
    return tuple(next(graphs_of_file(BASE)).index())


def _full(name: str) -> str:
    """Return the IRI of `ex:task` or `<…>`."""
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return NAMES[prefix] + local


def _iri(term: object) -> str | None:
    return term.value if isinstance(term, ox.NamedNode) else None


def example_graph(path: Path) -> GraphText:
    """Return the base with what the example drops taken out and what it says put in."""
    source = path.read_text(encoding="utf-8")
    triples = list(base())
    for line in re.findall(r"^# drop: (.+)$", source, re.MULTILINE):
        subject, predicate, *rest = line.split()
        before = len(triples)
        if predicate == "*":
            triples = [t for t in triples if _full(subject) not in (_iri(t.subject), _iri(t.object))]
        else:
            gone = (_full(subject), _full(predicate), *(_full(name) for name in rest))
            triples = [t for t in triples if (_iri(t.subject), t.predicate.value, _iri(t.object))[: len(gone)] != gone]
        assert len(triples) < before, f"{path.name}: nothing to drop for {line}"
    triples += [quad.triple for quad in ox.parse(source.encode(), format=ox.RdfFormat.TURTLE)]
    return graph_of(path.name, triples)


def graph_of(name: str, triples: tuple[ox.Triple, ...] | list[ox.Triple]) -> GraphText:
    """Return statements as a graph to validate."""
    return GraphText(name, "".join(f"{triple} .\n" for triple in triples))


def expected(path: Path) -> set[Result]:
    """Return what an example says of itself: rule, severity and thing of each result."""
    lines = re.findall(r"^# expect: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines, f"{path} expects nothing: write `# expect: nothing` where that is meant"
    return {(rule, severity, thing) for rule, severity, thing in (line.split() for line in lines if line != "nothing")}


def _brief(iri: str | None) -> str:
    return "-" if iri is None else prefixed(iri).replace(NAMES["ex"], "ex:")


def results(graph: GraphText, rules: RuleBook, engine: Engine) -> set[Result]:
    """Return what people are told: rule, severity and thing of each problem."""
    return {(p.code, p.severity.value, _brief(p.subject)) for p in validate([graph], rules, engine=engine)}


def told(findings: set[Finding]) -> set[Result]:
    """Return the same of findings of an engine."""
    severities = {rule.id: rule.severity.value for rule in book().rules}
    return {(f.rule, severities[f.rule], _brief(f.subject[1:-1] if f.subject else None)) for f in findings}


def findings(graph: GraphText, engine: Engine, rules: RuleBook, tally: Tally | None = None) -> set[Finding]:
    """Return what an engine finds, with the property and the value."""
    with quiet_literals():
        return set(engine_for(engine, rules, tally or Tally(engine))(graph, graph.index()))
