"""Every rule against its examples: the exact set of results, no more and no less, of both engines. README.md tells the form.

pySHACL runs once per example, with the rules of its class; both engines and the example itself are compared in one
test, since a run costs a third of a second with all rules. `--exhaustive` runs all rules on every example.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.validation import Engine
from kg.validation.graph import GRAPH_RULES
from tests.shape_examples import (
    BASE,
    EXAMPLES,
    Result,
    base,
    book,
    class_of,
    example_graph,
    expected,
    findings,
    graph_of,
    name_of,
    results,
    rules_beside,
    told,
)

KINDS = sorted({class_of(path) for path in EXAMPLES})


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_both_engines_give_exactly_what_an_example_names(path: Path) -> None:
    kind, graph, named = class_of(path), example_graph(path), expected(path)
    rules = rules_beside(path.parent.name)
    reference = findings(graph, Engine.PYSHACL, rules)
    assert findings(graph, Engine.FAST, rules) == reference
    assert of_kind(kind, told(reference)) == of_kind(kind, of_shapes(named))
    assert results(graph, book(), Engine.FAST) == named


@pytest.mark.parametrize("kind", KINDS)
def test_all_rules_of_pyshacl_give_exactly_what_an_example_names(kind: str, *, exhaustive: bool) -> None:
    failing = [path for path in EXAMPLES if class_of(path) == kind and path.name.startswith("fail-")]
    for path in [path for path in EXAMPLES if class_of(path) == kind] if exhaustive else failing[:1]:
        graph = example_graph(path)
        reference = findings(graph, Engine.PYSHACL, book())
        assert told(reference) == of_shapes(expected(path)), name_of(path)
        assert findings(graph, Engine.FAST, book()) == reference, name_of(path)


def of_shapes(named: set[Result]) -> set[Result]:
    """Return what engines find, without the rules on a graph as a whole, which no engine runs."""
    return {result for result in named if result[0] not in GRAPH_RULES}


def of_kind(kind: str, named: set[Result]) -> set[Result]:
    return {result for result in named if result[0].startswith(f"{kind}-")}


def test_the_base_is_without_fault() -> None:
    graph = graph_of(BASE.name, base())
    assert results(graph, book(), Engine.PYSHACL) == results(graph, book(), Engine.FAST) == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_a_failing_example_names_its_rule_and_a_passing_one_does_not(path: Path) -> None:
    named = {rule for rule, _, _ in expected(path)}
    assert (path.parent.name in named) == path.name.startswith("fail-")
    assert path.name.startswith(("fail-", "pass-"))
