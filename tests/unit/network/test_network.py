"""Who is tied to what: the two networks of a small store, with and without groups."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.network import (
    Edge,
    Groups,
    Network,
    Node,
    flatten,
    plans_named,
    responsibility_network,
    unit_network,
    units_named,
)
from kg.network.writers.drawing import MERMAID_LIMIT, dot, mermaid
from kg.network.writers.tables import csv_files
from kg.store import Store, open_store

SAMPLE = Path(__file__).parents[2] / "data" / "two-plans.trig"
EX = "https://example.org/"


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(SAMPLE)


def ties(network: Network) -> set[tuple[str, str, str, bool]]:
    return {(e.source.removeprefix(EX), e.target.removeprefix(EX), e.role, e.possibly) for e in network.edges}


def test_every_action_is_a_node_and_every_assignment_an_edge(store: Store) -> None:
    network = responsibility_network(store)
    assert {n.id.removeprefix(EX) for n in network.nodes} == {
        "a/1", "a/2", "a/3", "b/1", "data", "money", "group", "streets",
    }  # fmt: skip
    assert ties(network) == {
        ("data", "a/1", "lead", False),
        ("money", "a/1", "responsible", False),
        ("group", "a/2", "responsible", True),
        ("streets", "a/2", "supporting", True),
        ("money", "b/1", "lead", False),
        ("data", "b/1", "supporting", False),
    }


def test_nodes_and_edges_carry_what_the_plan_says(store: Store) -> None:
    network = responsibility_network(store)
    nodes = {node.id: node for node in network.nodes}
    assert nodes[EX + "a/1"] == Node(
        EX + "a/1", "建厅", "task", "甲方案", "临溪市", "一",
        deadline=date(2025, 12, 31), ownership="Named", open_list=True,
    )  # fmt: skip
    assert nodes[EX + "data"] == Node(
        EX + "data", "临溪市数据局", "unit", place="临溪市", function="data", actions=2
    )  # fmt: skip
    lead = next(edge for edge in network.edges if edge.id == EX + "a/1/lead")
    assert (lead.label, lead.open_list, lead.by_division, lead.unit_text) == ("牵头", True, False, "市数据局")
    assert lead.clause == '市数据局牵头，"市财政局"等负责'


def test_without_groups_no_group_and_no_tie_to_one_is_left(store: Store) -> None:
    network = responsibility_network(store, groups=Groups.DROP)
    assert {node.kind for node in network.nodes} == {"task", "safeguard", "project", "unit"}
    assert {target for _, target, _, _ in ties(network)} == {"a/1", "b/1"}


def test_an_expanded_group_is_its_members_but_for_those_left_out(store: Store) -> None:
    network = responsibility_network(store, groups=Groups.EXPAND)
    assert {tie for tie in ties(network) if tie[1] == "a/2"} == {
        ("money", "a/2", "responsible", True),
        ("school", "a/2", "responsible", True),
        ("streets", "a/2", "supporting", True),
    }
    assert {e.via for e in network.edges if e.target == EX + "a/2"} == {"专班成员单位", None}


def test_one_plan_alone(store: Store) -> None:
    plans = plans_named(store, ["乙方案"])
    assert {e.target for e in responsibility_network(store, plans=plans).edges} == {EX + "b/1"}


@pytest.mark.parametrize(
    "name",
    [
        "甲方案",
        "临政发〔2024〕7号",
        "临政发 〔2024〕 7号",
        "a.txt",
        EX + "a",
        "甲",
    ],
)
def test_a_plan_is_found_by_any_of_its_names(store: Store, name: str) -> None:
    assert plans_named(store, [name]) == {EX + "a"}


def test_one_unit_brings_its_actions_with_all_their_owners(store: Store) -> None:
    units = units_named(store, ["专班成员单位"])
    network = responsibility_network(store, units=units)
    assert {n.id.removeprefix(EX) for n in network.nodes} == {"a/2", "group", "streets"}


@pytest.mark.parametrize("name", ["市数据局", "临溪市 数据局", EX + "data"])
def test_a_unit_is_found_by_any_of_its_names(store: Store, name: str) -> None:
    assert units_named(store, [name]) == {EX + "data"}


def test_an_unknown_unit_is_an_error_with_near_names(store: Store) -> None:
    with pytest.raises(UsageError, match="临溪市财政局") as caught:
        units_named(store, ["临溪财政局室"])
    assert caught.value.exit_code == 2


def test_units_are_tied_by_the_actions_they_share(store: Store) -> None:
    network = unit_network(responsibility_network(store))
    pairs = {(e.source.removeprefix(EX), e.target.removeprefix(EX)): e for e in network.edges}
    assert set(pairs) == {("data", "money"), ("group", "streets")}
    assert (pairs["data", "money"].weight, pairs["data", "money"].lead_support) == (2, 2)
    assert not pairs["data", "money"].possibly
    assert pairs["group", "streets"].possibly
    assert not network.directed
    assert not any(node.is_action for node in network.nodes)


def test_the_same_store_gives_the_same_network(store: Store) -> None:
    assert responsibility_network(store) == responsibility_network(store)


def test_the_sanitiser_gives_every_attribute_one_type_and_drops_what_is_unknown() -> None:
    measures = (
        ("degree", 1),
        ("when", date(2025, 1, 2)),
        ("share", Decimal("0.5")),
        ("names", ("甲", "乙\x0b")),
        ("mix", 1),
    )
    nodes = (
        Node("a", "x\x00y", "unit", measures=measures),
        Node("b", "z", "unit", measures=(("degree", 1.5), ("mix", "text"), ("gone", None))),
    )
    flat = flatten(Network(nodes, (), directed=False))
    first, second = (dict(item.attributes) for item in flat.nodes)
    assert first == {
        "label": "xy", "kind": "unit", "degree": 1.0, "when": "2025-01-02", "share": 0.5, "names": "甲；乙", "mix": "1",
    }  # fmt: skip
    assert second == {"label": "z", "kind": "unit", "degree": 1.5, "mix": "text"}
    assert isinstance(first["degree"], float)


def test_edges_with_one_id_get_two() -> None:
    nodes = (Node("a", "a", "unit"), Node("b", "b", "unit"))
    edge = Edge("e", "a", "b", "tie", "together")
    flat = flatten(Network(nodes, (edge, replace(edge, weight=2), edge), directed=False))
    assert [item.id for item in flat.edges] == ["e", "e 2", "e 3"]


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ((Node("a", "a", "unit"),), (Edge("e", "a", "nowhere", "x", "lead"),)),
        ((Node("a", "a", "unit"), Node("a", "b", "unit")), ()),
    ],
)
def test_a_network_that_does_not_hold_together_is_refused(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> None:
    with pytest.raises(ValueError, match=r"one id|no node"):
        flatten(Network(nodes, edges, directed=True))


def test_no_formula_starts_a_cell_and_a_mark_starts_the_file() -> None:
    node = Node("https://example.org/x", "=cmd()", "unit", measures=(("change", -1.5),))
    nodes, _ = csv_files(flatten(Network((node,), (), directed=False)))
    text = nodes.data.decode("utf-8-sig")
    assert nodes.data.startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[1] == "https://example.org/x,'=cmd(),unit,-1.5"


def test_mermaid_refuses_what_cannot_be_read() -> None:
    nodes = tuple(Node(f"n:{i}", str(i), "unit") for i in range(MERMAID_LIMIT))
    with pytest.raises(UsageError, match="--plan"):
        mermaid(flatten(Network(nodes, (), directed=False)))
    assert mermaid(flatten(Network(nodes[1:], (), directed=False)))[0].data.startswith(b"flowchart")


def test_mermaid_labels_cannot_end_early(store: Store) -> None:
    (part,) = mermaid(flatten(responsibility_network(store)))
    labels = re.findall(r'^  n\d+\["(.*)"\]$', part.data.decode(), re.MULTILINE)
    assert len(labels) == 4
    assert not any(mark in label for label in labels for mark in '"<>|')


@pytest.mark.parametrize("projected", [False, True])
def test_drawings_dash_what_is_only_possible(store: Store, *, projected: bool) -> None:
    network = responsibility_network(store)
    flat = flatten(unit_network(network) if projected else network)
    possible = sum(edge.possibly for edge in (unit_network(network) if projected else network).edges)
    assert possible > 0
    assert dot(flat)[0].data.decode().count('style="dashed"') == possible
    assert mermaid(flat)[0].data.decode().count("-. ") == possible


def test_units_that_many_plans_share_do_not_multiply_the_work(store: Store) -> None:
    # joined in one query, forty copies of a unit take minutes; asked one pattern at a time, milliseconds
    text = "".join(store.nquads(EX + "a/graph"))
    with open_store("memory:", "write") as many:
        for number in range(40):
            here = text.replace("<https://example.org/a", f"<https://example.org/plan{number}")
            many.replace(f"{EX}plan{number}/graph", here)
        network = responsibility_network(many)
    assert len(network.edges) == 40 * 4
    assert next(node for node in network.nodes if node.id == EX + "data").actions == 40
