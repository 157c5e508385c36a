"""Queries of users run in a process that can be killed, and its end is told as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GovplanError, QueryError, StoreError, UsageError
from kg.query.catalog import find_query
from kg.query.run import Limits, ask, run_in_worker, run_text
from kg.store import Rows, Store, Triples, open_store

HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_rows_are_the_same_as_in_this_process(example_file: Path) -> None:
    text = "SELECT ?s ?p ?o ?q ?r WHERE { ?s ?p ?o OPTIONAL { ?o ?q ?r } } ORDER BY ?s ?p ?o ?q ?r"
    with open_store(example_file) as store:
        assert run_text(example_file, text) == store.query(text)


def test_the_prefixes_of_govplan_need_no_declaration(example_file: Path) -> None:
    answer = run_text(example_file, "SELECT ?t WHERE { ?p a gp:Plan ; dcterms:title ?t } ORDER BY ?t")
    assert isinstance(answer, Rows)
    assert len(answer.rows) == 3


def test_a_prefix_that_is_declared_stays_as_declared(example_file: Path) -> None:
    assert run_text(example_file, "PREFIX gp: <https://e/> ASK { ?p a gp:Plan }") is False


def test_graphs_and_booleans_travel_too(example_file: Path) -> None:
    graph = run_text(example_file, "CONSTRUCT { ?p a gp:Plan } WHERE { ?p a gp:Plan }", Limits(rows=2))
    assert isinstance(graph, Triples)
    assert (len(graph.triples), graph.cut) == (2, True)
    assert run_text(example_file, "ASK { ?p a gp:Plan }") is True


def test_a_runaway_query_is_killed_in_time(example_file: Path) -> None:
    with pytest.raises(QueryError, match="longer than 1 s"):
        run_text(example_file, HEAVY, Limits(seconds=1))


def test_a_query_that_overflows_the_engine_ends_the_worker_alone(example_file: Path) -> None:
    deep = "SELECT * WHERE " + "{" * 20_000 + "}" * 20_000
    with pytest.raises(QueryError, match="crashed the engine"):
        run_in_worker(example_file, deep)


def test_an_answer_over_the_row_limit_is_marked_as_cut(example_file: Path) -> None:
    answer = run_text(example_file, "SELECT * WHERE { ?s ?p ?o }", Limits(rows=5))
    assert isinstance(answer, Rows)
    assert (len(answer.rows), answer.cut) == (5, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [("SELECT ?x WHERE { ?x a gp:Plan ", "line 1, column 32:"), ("SELECT ?x\nWHERE { gp:x ?y }", "line 2, ")],
)
def test_errors_point_at_the_place_in_the_text_of_the_user(example_file: Path, text: str, place: str) -> None:
    with pytest.raises(QueryError, match=place):
        run_text(example_file, text)


def test_an_error_of_the_worker_arrives_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at") as caught:
        run_text(tmp_path / "missing", "ASK { ?s ?p ?o }")
    assert caught.value.remedy


def test_a_store_in_memory_cannot_be_asked_from_another_process() -> None:
    with pytest.raises(UsageError):
        run_text("memory:", "ASK { ?s ?p ?o }")


def test_a_saved_question_is_answered_in_this_process(example_store: Store) -> None:
    table = ask(example_store, find_query("actions-without-owner"), {"plan": ("临江区灯塔",)})
    assert table.column("label") == ["美化码头"]
    assert ask(example_store, find_query("actions-without-owner"), {"plan": ("望山区",)}).rows == ()


@pytest.mark.parametrize("words", [{}, {"unit": ("无此局",)}, {"unit": ("区市场监管局",), "role": ("boss",)}])
def test_wrong_words_are_usage_errors(example_store: Store, words: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(GovplanError) as caught:
        ask(example_store, find_query("unit-portfolio"), words)
    assert caught.value.exit_code == 2
