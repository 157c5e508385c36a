"""A store goes into an endpoint as often as wanted, and gives the same answers there."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main
from kg.query.catalog import find_query
from kg.query.run import ask
from kg.store import open_store


def push(*words: str) -> Result:
    return CliRunner().invoke(main, ["push", *words])


def test_a_push_can_be_repeated_and_pruned(example_file: Path, endpoint: str) -> None:
    with open_store(endpoint, "write") as remote:
        for graph in remote.graphs():
            remote.remove(graph)
        graph = "https://w3id.org/govplan/id/plan/x/old/graph"
        remote.replace(graph, "<https://e/s> <https://e/p> <https://e/o> .")
    first, second = push(str(example_file), endpoint), push(str(example_file), endpoint, "--prune")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "3 graphs: 3 added, 0 replaced, 0 unchanged, 0 removed." in first.output
    assert "3 graphs: 0 added, 0 replaced, 3 unchanged, 1 removed." in second.output
    with open_store(example_file) as ours, open_store(endpoint) as theirs:
        assert theirs.nquads() == ours.nquads()
        assert ask(theirs, find_query("unit-load")) == ask(ours, find_query("unit-load"))


def test_what_is_no_endpoint_is_a_usage_error(example_file: Path) -> None:
    result = push(str(example_file), "plans.db")
    assert result.exit_code == 2
    assert "Not the address of an endpoint" in result.output


def test_an_endpoint_that_is_not_there_is_a_store_error(example_file: Path) -> None:
    result = push(str(example_file), "http://127.0.0.1:9/query")
    assert result.exit_code == 4
    assert "failed" in result.output
