"""The fast engine finds what pySHACL finds: rule by rule on every example, and on random faulty graphs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.namespaces import NS
from kg.store import open_store
from kg.store.oxigraph import OxigraphStore
from kg.validation import Engine, GraphText, Tally, Tier, graphs_of_file, graphs_of_store, validate
from kg.validation.engines import WHOLE_GRAPH
from kg.validation.fast.compiler import compile_book
from kg.validation.graph import GRAPH_RULES, Finding
from kg.validation.parallel import validate_store
from kg.validation.rules import UNCHECKED
from tests.shape_examples import BASE, base, base_rows, book, findings, graph_of

XSD = "http://www.w3.org/2001/XMLSchema#"
ODD = (
    '""', '"无"', '" "', '"a"@zh', '"2025-12-31"', "_:b", "_:c", "<https://example.org/x>", f'"2025-02-30"^^<{XSD}date>',
    f'"2024-02-29"^^<{XSD}date>', f'"0000-01-01"^^<{XSD}date>', f'"-0044-03-15"^^<{XSD}date>', f'"2025"^^<{XSD}gYear>',
    f'"2025-01-01T00:00:00Z"^^<{XSD}dateTime>', f'"x"^^<{XSD}integer>', f'"-1"^^<{XSD}integer>', f'"+7"^^<{XSD}integer>',
    f'"007"^^<{XSD}integer>', f'"0"^^<{XSD}integer>', f'"3"^^<{XSD}int>', f'"1.50"^^<{XSD}decimal>', f'".5"^^<{XSD}decimal>',
    f'"1e400"^^<{XSD}decimal>', f'"NaN"^^<{XSD}double>', f'"1e3"^^<{XSD}double>', f'"1"^^<{XSD}boolean>',
    f'"true"^^<{XSD}boolean>', f'"abc"^^<{XSD}boolean>', '"x"^^<https://example.org/type>',
    f'"{"9" * 30}"^^<{XSD}integer>', '"市\\n财政局；负责"', '"某省某市某区一个名字很长很长很长很长很长很长很长很长很长很长很长很长的局"',
)  # fmt: skip
FEW, MANY = 12, 500


def test_every_rule_is_compiled() -> None:
    compiled = compile_book(book())
    assert compiled.left == {}
    assert set(compiled.checks) == {rule.id for rule in book().rules} - set(GRAPH_RULES) - {UNCHECKED}


def test_a_plan_without_odd_values_is_never_referred_to_the_reference() -> None:
    tally = Tally(Engine.FAST)
    findings(next(graphs_of_file(BASE)), Engine.FAST, book(), tally)
    assert tally.referred == {}


def test_a_graph_with_axioms_of_its_own_goes_to_the_reference() -> None:
    tally = Tally(Engine.FAST)
    line = "<https://example.org/A> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://w3id.org/govplan/ns#Plan> .\n"
    graph = GraphText("own.nt", line)
    assert findings(graph, Engine.FAST, book(), tally) == findings(graph, Engine.PYSHACL, book())
    assert tally.referred == {WHOLE_GRAPH: 1}


def test_an_odd_value_is_referred_and_counted() -> None:
    tally = Tally(Engine.FAST)
    text = next(graphs_of_file(BASE)).text.replace('beginIndex> "', 'beginIndex> "+', 1)
    findings(GraphText("odd.nt", text), Engine.FAST, book(), tally)
    assert tally.referred["EVIDENCE-001"] == 1


@pytest.mark.parametrize(
    ("more", "unchecked"),
    [
        # the property shape that fails for two ends must not keep the one that compares from stopping the reference
        ("<https://example.org/plan> gp:endsOn _:b .", "PLAN-011"),
        # the first end is too early; the second one stops the reference
        ('<https://example.org/plan> gp:endsOn _:b, "1999-01-01"^^xsd:date .', "PLAN-011"),
        (
            '<https://example.org/phase> a gp:Phase ; gp:startsOn "2026-01-01"^^xsd:date ; gp:endsOn _:b, _:c .',
            "PHASE-004",
        ),
    ],
)
def test_a_value_that_stops_the_reference_is_not_hidden_behind_one_that_fails(more: str, unchecked: str) -> None:
    prefixes = f"PREFIX gp: <{NS}> PREFIX xsd: <{XSD}>\n"
    added = [quad.triple for quad in ox.parse(prefixes + more, format=ox.RdfFormat.TURTLE)]
    graph = graph_of("hidden.nt", [*base(), *added])
    reference = findings(graph, Engine.PYSHACL, book())
    assert Finding(UNCHECKED, None, value=f'"{unchecked}"') in reference
    assert findings(graph, Engine.FAST, book()) == reference


@st.composite
def faulty_graphs(draw: st.DrawFn) -> GraphText:
    """Return a sound plan after one to twelve changes: statements dropped, doubled, turned to another thing or value."""
    triples = list(base_rows())
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(triples) - 1))
        other = draw(st.integers(0, len(triples) - 1))
        subject, verb, target = triples[place]
        kind = draw(st.sampled_from(("odd", "value", "thing", "verb", "drop", "double", "both", "strip")))
        if kind == "odd":
            triples[place] = (subject, verb, draw(st.sampled_from(ODD)))
        elif kind == "value":
            triples[place] = (subject, verb, triples[other][2])
        elif kind == "thing":
            triples[place] = (triples[other][0], verb, target)
        elif kind == "verb":
            triples[place] = (subject, triples[other][1], target)
        elif kind == "double":
            triples.append((subject, verb, triples[other][2]))
        elif kind == "both":
            triples.append((subject, verb, draw(st.sampled_from(ODD))))
        elif kind == "strip":
            triples = [t for t in triples if t[0] != subject or t[1] != verb] or triples
        else:
            del triples[place]
    return GraphText("faulty.nt", "".join(f"{s} {p} {o} .\n" for s, p, o in triples if s[0] != '"'))


SETTINGS = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


def test_both_engines_find_the_same_in_faulty_graphs(*, exhaustive: bool) -> None:
    @settings(SETTINGS, max_examples=MANY if exhaustive else FEW)
    @given(faulty_graphs())
    def agree(graph: GraphText) -> None:
        fast, reference = findings(graph, Engine.FAST, book()), findings(graph, Engine.PYSHACL, book())
        assert fast - reference == set()
        assert reference - fast == set()

    agree()


def test_a_table_of_the_store_gives_the_statements_that_a_dump_gives(tmp_path: Path) -> None:
    lines = "".join(f"{s} {p} {o} <https://example.org/g> .\n" for s, p, o in base_rows() if s[0] == "<")
    lines += "".join(
        f"<https://example.org/s> <https://example.org/p{n}> {odd} <https://example.org/g> .\n"
        for n, odd in enumerate((*ODD, '"tab\\tquote\\"back\\\\return\\r"', '"line\u2028end"'))
    )
    with open_store(str(tmp_path / "store"), mode="write") as store:
        assert isinstance(store, OxigraphStore)
        store.replace("https://example.org/g", lines)
        (graph,) = graphs_of_store(store)
        dumped = store.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode("https://example.org/g"))
    assert dumped is not None
    assert set(graph.index()) == set(GraphText("dump", dumped.decode(), form="canonical").index())
    assert len(list(graph.graph())) == len(set(graph.index()))


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    rules = book().select(tier=Tier.COMPLETE)
    text = next(graphs_of_file(BASE)).text
    spoilt = text.replace('ns#order> "2"', 'ns#order> "4"')
    with open_store(str(tmp_path / "store"), mode="write") as store:
        for number in range(40):
            name = f"https://example.org/graph/{number}"
            lines = (spoilt if number % 3 else text).replace(" .\n", f" <{name}> .\n")
            store.replace(name, lines)
        alone = list(validate(graphs_of_store(store), rules, engine=Engine.FAST))
        names = store.graphs()
    tally = Tally(Engine.FAST)
    assert list(validate_store(str(tmp_path / "store"), names, rules, tally)) == alone
    assert alone
    assert tally.graphs == 40
