"""What every exporter of networks and of stores must keep to, run over the two tables of exporters."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.network import EXPORTERS, Exporter, FlatNetwork, flatten, responsibility_network, unit_network
from kg.network.writers.xml import to_networkx
from kg.store import open_store

SAMPLE = Path(__file__).parents[1] / "data" / "two-plans.trig"


def read_csv(parts: dict[str, bytes]) -> nx.MultiDiGraph:
    nodes, edges = (list(csv.DictReader(io.StringIO(parts[w].decode("utf-8-sig")))) for w in ("nodes", "edges"))
    graph = nx.MultiDiGraph()
    for row in nodes:
        graph.add_node(row.pop("Id"), **row)
    for row in edges:
        graph.add_edge(row.pop("Source"), row.pop("Target"), key=row.pop("Id"), **row)
    return graph


# the formats that networkx reads; DOT and Mermaid are pictures, checked below
READERS: dict[str, Callable[[dict[str, bytes]], Any]] = {
    "graphml": lambda parts: nx.read_graphml(io.BytesIO(parts[""]), force_multigraph=True),
    "gexf": lambda parts: nx.read_gexf(io.BytesIO(parts[""]), version="1.2draft"),
    "json": lambda parts: nx.node_link_graph(json.loads(parts[""]), edges="edges"),
    "cytoscape": lambda parts: nx.cytoscape_graph(json.loads(parts[""])),
    "csv": read_csv,
}
PICTURES = {"dot", "mermaid"}


@pytest.fixture(scope="module", params=["actions", "units"])
def network(request: pytest.FixtureRequest) -> FlatNetwork:
    with open_store(SAMPLE) as store:
        built = responsibility_network(store)
    return flatten(built if request.param == "actions" else unit_network(built))


def written(exporter: Exporter, network: FlatNetwork) -> dict[str, bytes]:
    return {part.word: part.data for part in exporter.write(network)}


def test_every_format_is_read_back_or_is_a_picture() -> None:
    assert {exporter.name for exporter in EXPORTERS} == READERS.keys() | PICTURES


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_the_same_network_gives_the_same_bytes(exporter: Exporter, network: FlatNetwork) -> None:
    first, second = written(exporter, network), written(exporter, network)
    assert first == second
    assert all(data.endswith(b"\n") for data in first.values())


@pytest.mark.parametrize("exporter", [e for e in EXPORTERS if e.name in READERS], ids=lambda e: e.name)
def test_nodes_and_edges_come_back(exporter: Exporter, network: FlatNetwork) -> None:
    back = READERS[exporter.name](written(exporter, network))
    wanted = to_networkx(network)
    assert set(back.nodes) == set(wanted.nodes)
    assert {node: data["label"] for node, data in back.nodes(data=True)} == {
        node: data["label"] for node, data in wanted.nodes(data=True)
    }
    ends = sorted((min(u, v), max(u, v)) if not network.directed else (u, v) for u, v in back.edges())
    assert ends == sorted((min(u, v), max(u, v)) if not network.directed else (u, v) for u, v in wanted.edges())
    roles = sorted((data["role"], float(data["weight"])) for _, _, data in back.edges(data=True))
    assert roles == sorted((data["role"], float(data["weight"])) for _, _, data in wanted.edges(data=True))


@pytest.mark.parametrize(
    "exporter", [e for e in EXPORTERS if e.name in {"graphml", "json", "cytoscape"}], ids=lambda e: e.name
)
def test_attributes_keep_their_types(exporter: Exporter, network: FlatNetwork) -> None:
    back = READERS[exporter.name](written(exporter, network))
    wanted = dict(to_networkx(network).nodes(data=True))
    for node, data in back.nodes(data=True):
        assert {name: data[name] for name in wanted[node]} == wanted[node]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_an_empty_network_is_a_file_too(exporter: Exporter) -> None:
    assert all(part.data for part in exporter.write(FlatNetwork((), (), directed=True)))


def test_graphviz_draws_the_dot_file(network: FlatNetwork, tmp_path: Path) -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not installed")
    (part,) = next(e for e in EXPORTERS if e.name == "dot").write(network)
    source = tmp_path / "network.dot"
    source.write_bytes(part.data)
    done = subprocess.run([program, "-Tplain", str(source)], capture_output=True, text=True, check=True)
    lines = [line.split()[0] for line in done.stdout.splitlines()]
    assert (lines.count("node"), lines.count("edge")) == (len(network.nodes), len(network.edges))


def test_a_drawing_names_every_node_and_tie(network: FlatNetwork) -> None:
    for name in PICTURES:
        (part,) = next(e for e in EXPORTERS if e.name == name).write(network)
        lines = part.data.decode().splitlines()
        ties = [line for line in lines if any(mark in line for mark in (" -> ", " -- ", " -. "))]
        assert len(ties) == len(network.edges)
