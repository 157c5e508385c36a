"""What measures say of a network small enough to count by hand, and of the one of the sample store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.network import Edge, Groups, Network, Node, flatten, measure, measured, measures_table, responsibility_network
from kg.network import unit_network as between
from kg.network.writers.xml import to_networkx
from kg.store import open_store

SAMPLE = Path(__file__).parents[2] / "data" / "two-plans.trig"


def tie(unit: str, action: str, role: str, *, possibly: bool = False, open_list: bool = False) -> Edge:
    return Edge(f"{unit}-{action}-{role}", unit, action, role, role, possibly=possibly, open_list=open_list)


def a_network() -> Network:
    """Return a chain a - b - c, a task that hangs on a alone, one for a group, and one for nobody."""
    kinds = {
        "a": "unit",
        "b": "unit",
        "c": "unit",
        "all": "group",
        "1": "task",
        "2": "task",
        "3": "task",
        "4": "project",
    }
    nodes = [
        Node(name, name.upper(), kind, plan=None if kind in {"unit", "group"} else "P") for name, kind in kinds.items()
    ]
    nodes.append(Node("5", "5", "safeguard", plan="P"))
    edges = (
        tie("a", "1", "lead"),
        tie("b", "1", "supporting"),
        tie("b", "2", "responsible"),
        tie("c", "2", "responsible"),
        tie("a", "3", "lead"),
        tie("all", "4", "responsible", possibly=True),
    )
    return Network(tuple(sorted(nodes, key=lambda n: n.id)), edges, directed=True)


def test_units_are_counted_by_role_each_action_once() -> None:
    found = {m.unit.id: m for m in measure(a_network()).units}
    assert (found["a"].lead, found["a"].sole_lead, found["a"].alone, found["a"].actions) == (2, 2, 1, 2)
    assert (found["b"].responsible, found["b"].supporting, found["b"].actions, found["b"].alone) == (1, 1, 2, 0)
    assert (found["all"].possibly, found["all"].actions) == (1, 1)


def test_the_unit_in_the_middle_has_all_the_betweenness() -> None:
    found = {m.unit.id: m for m in measure(a_network()).units}
    assert found["b"].betweenness == pytest.approx(1 / 3)  # of the three pairs of the others, one goes through it
    assert (found["a"].betweenness, found["c"].betweenness) == (0, 0)
    assert {found[unit].community for unit in "abc"}.isdisjoint({found["all"].community})


def test_actions_without_units_are_orphans_even_where_a_group_is_named() -> None:
    found = {m.action.id: m for m in measure(a_network()).actions}
    assert {action for action, m in found.items() if m.orphan} == {"4", "5"}
    assert (found["4"].groups, found["5"].groups) == (1, 0)
    assert {action for action, m in found.items() if m.single} == {"3"}


def test_strength_is_the_share_of_what_either_carries() -> None:
    pairs = {(m.first.id, m.second.id): m for m in measure(a_network()).pairs}
    assert pairs["a", "b"].strength == pytest.approx(1 / 3, abs=1e-6)
    assert (pairs["a", "b"].lead_support, pairs["b", "c"].lead_support) == (1, 0)
    assert pairs["b", "c"].strength == pytest.approx(1 / 2)


def test_the_whole_counts_what_its_parts_say() -> None:
    whole = measure(a_network()).overview
    assert (whole.actions, whole.units, whole.groups, whole.ties) == (5, 3, 1, 6)
    assert (whole.orphans, whole.group_only, whole.single, whole.led) == (2, 1, 1, 2)
    assert (whole.most_leading, whole.lead_share, whole.components) == ("A", 1.0, 2)


def test_an_empty_network_has_measures_too() -> None:
    found = measure(Network((), (), directed=True))
    assert (found.units, found.overview.actions, found.overview.most_leading) == ((), 0, "")
    for kind in ("units", "tasks", "pairs"):
        assert measures_table(found, kind, zh=True).rows == ()


def test_without_groups_and_open_lists_only_what_is_certain_is_left() -> None:
    with open_store(SAMPLE) as store:
        everything = measure(responsibility_network(store)).overview
        named = measure(responsibility_network(store, groups=Groups.DROP)).overview
        closed = responsibility_network(store, open_lists=False)
        opened = {node.id for node in responsibility_network(store).nodes if node.open_list}
    assert everything.groups == 2
    assert named.groups == 0
    assert named.orphans == everything.orphans
    assert opened
    assert opened.isdisjoint({node.id for node in closed.nodes} | {edge.target for edge in closed.edges})


def test_measures_reach_the_nodes_of_every_format() -> None:
    graph = to_networkx(flatten(measured(a_network())))
    assert (graph.nodes["b"]["partners"], graph.nodes["3"]["single"], graph.nodes["a"]["sole_lead"]) == (2, True, 2)
    projected = to_networkx(flatten(between(measured(a_network()))))
    assert projected.nodes["b"]["betweenness"] == pytest.approx(1 / 3, abs=1e-6)


def test_measures_are_those_that_networkx_and_igraph_find(built_examples: Path) -> None:
    igraph = pytest.importorskip("igraph")
    with open_store(built_examples) as store:
        network = responsibility_network(store)
    units = {m.unit.id: m for m in measure(network).units}
    projected = flatten(between(network))
    graph = igraph.Graph.DictList(
        [{"name": node.id} for node in projected.nodes],
        [{"source": edge.source, "target": edge.target} for edge in projected.edges],
    )
    count = graph.vcount()
    pairs = (count - 1) * (count - 2) / 2
    assert count == len(units) > 20
    for name, value, degree in zip(graph.vs["name"], graph.betweenness(), graph.degree(), strict=True):
        assert units[name].betweenness == pytest.approx(value / pairs, abs=1e-5)
        assert units[name].partners == degree


def test_igraph_and_networkx_read_the_same_nodes_and_edges(built_examples: Path, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    file = tmp_path / "network.graphml"
    assert CliRunner().invoke(main, ["network", str(built_examples), "-o", str(file)]).exit_code == 0
    first, second = igraph.Graph.Read_GraphML(str(file)), nx.read_graphml(file)
    assert set(first.vs["id"]) == set(second.nodes)
    ends = sorted((first.vs[e.source]["id"], first.vs[e.target]["id"]) for e in first.es)
    assert ends == sorted((u, v) for u, v, *_ in second.edges)
    assert len(ends) > 50


@pytest.mark.parametrize("kind", ["units", "tasks", "pairs"])
def test_the_command_prints_measures_as_a_table(kind: str) -> None:
    result = CliRunner().invoke(main, ["network", str(SAMPLE), "--measures", kind, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 0
    assert rows
    assert all(row.get("id") or row.get("first_id") for row in rows)


def test_the_overview_speaks_chinese() -> None:
    result = CliRunner().invoke(main, ["network", str(SAMPLE), "--measures", "overview", "--lang", "zh"])
    assert "无主任务" in result.stdout


def test_a_format_that_does_not_fit_is_refused_with_those_that_do() -> None:
    for words in (["--format", "table"], ["--measures", "units", "--format", "gexf"]):
        result = CliRunner().invoke(main, ["network", str(SAMPLE), *words])
        assert result.exit_code == 2
        assert "Take one of" in result.stderr


def test_measures_may_go_into_the_file() -> None:
    result = CliRunner().invoke(main, ["network", str(SAMPLE), "--measures", "nodes", "--format", "json"])
    nodes = json.loads(result.stdout)["nodes"]
    assert all("betweenness" in node or "orphan" in node for node in nodes)
