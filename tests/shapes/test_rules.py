"""Every rule against its examples: the exact set of results, no more and no less. README.md tells the form."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.namespaces import PREFIXES
from kg.validation import GraphText, RuleBook, load_rules, validate
from kg.validation.terms import short

HERE = Path(__file__).resolve().parent
BASE = HERE.parent.parent / "ontology" / "examples" / "rain-gardens.ttl"
EXAMPLES = sorted(HERE.glob("*/*.ttl"))
NAMES = {**PREFIXES, "ex": "https://example.org/"}
Result = tuple[str, str, str]


@lru_cache(maxsize=1)
def book() -> RuleBook:
    return load_rules()


@lru_cache(maxsize=1)
def base() -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(BASE.read_bytes(), format=ox.RdfFormat.TURTLE))


def full(name: str) -> str:
    """Return the IRI of `ex:task` or `<…>`."""
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return NAMES[prefix] + local


def brief(iri: str | None) -> str:
    return "-" if iri is None else short(iri).replace(NAMES["ex"], "ex:")


def example_graph(path: Path) -> GraphText:
    """Return the base with what the example drops taken out and what it says put in."""
    source = path.read_text(encoding="utf-8")
    triples = list(base())
    for line in re.findall(r"^# drop: (.+)$", source, re.MULTILINE):
        subject, predicate, *rest = line.split()
        before = len(triples)
        if predicate == "*":
            triples = [t for t in triples if full(subject) not in (_iri(t.subject), _iri(t.object))]
        else:
            gone = (full(subject), full(predicate), *(full(name) for name in rest))
            triples = [t for t in triples if (_iri(t.subject), t.predicate.value, _iri(t.object))[: len(gone)] != gone]
        assert len(triples) < before, f"{path.name}: nothing to drop for {line}"
    triples += [quad.triple for quad in ox.parse(source.encode(), format=ox.RdfFormat.TURTLE)]
    return GraphText(path.name, "".join(f"{triple} .\n" for triple in triples))


def _iri(term: object) -> str | None:
    return term.value if isinstance(term, ox.NamedNode) else None


def expected(path: Path) -> set[Result]:
    lines = re.findall(r"^# expect: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines, f"{path} expects nothing: write `# expect: nothing` where that is meant"
    return {(rule, severity, thing) for rule, severity, thing in (line.split() for line in lines if line != "nothing")}


def results(graph: GraphText, rules: RuleBook | None = None) -> set[Result]:
    return {(p.code, p.severity.value, brief(p.subject)) for p in validate([graph], rules or book())}


@cache
def rules_of_class(name: str) -> RuleBook:
    # whether a rule can be checked shows only where all are
    return book() if name == "GRAPH" else book().select(names=[name])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_rules_of_its_class_give_exactly_what_an_example_names(path: Path) -> None:
    kind = path.parent.name.rpartition("-")[0]
    named = {result for result in expected(path) if result[0].startswith(f"{kind}-")}
    found = results(example_graph(path), rules_of_class(kind))
    assert {result for result in found if result[0].startswith(f"{kind}-")} == named


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_all_rules_give_exactly_what_an_example_names(path: Path) -> None:
    assert results(example_graph(path)) == expected(path)


def test_the_base_is_without_fault() -> None:
    text = "".join(f"{triple} .\n" for triple in base())
    assert results(GraphText(BASE.name, text)) == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_failing_example_names_its_rule_and_a_passing_one_does_not(path: Path) -> None:
    named = {rule for rule, _, _ in expected(path)}
    assert (path.parent.name in named) == path.name.startswith("fail-")
    assert path.name.startswith(("fail-", "pass-"))
