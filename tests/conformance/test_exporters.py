"""What every exporter of networks and of stores must keep to, run over the two tables of exporters."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.export import EXPORTERS as STORE_EXPORTERS
from kg.export import Exporter as StoreExporter
from kg.network import EXPORTERS, Exporter, FlatNetwork, flatten, responsibility_network, unit_network
from kg.network.writers.xml import to_networkx
from kg.store import Store, open_store
from kg.terms import RDFS

SAMPLE = Path(__file__).parents[1] / "data" / "two-plans.trig"


def read_csv(parts: dict[str, bytes]) -> nx.MultiDiGraph:
    nodes, edges = (list(csv.DictReader(io.StringIO(parts[w].decode("utf-8-sig")))) for w in ("nodes", "edges"))
    graph = nx.MultiDiGraph()
    for row in nodes:
        graph.add_node(row.pop("Id"), **row)
    for row in edges:
        graph.add_edge(row.pop("Source"), row.pop("Target"), key=row.pop("Id"), **row)
    return graph


NEO4J_TYPES: dict[str, Callable[[str], Any]] = {"long": int, "double": float, "boolean": "true".__eq__, "": str}


def read_neo4j(parts: dict[str, bytes]) -> nx.MultiDiGraph:
    """Read the files by their heads alone, as the importer does; nodes and edges get kind and role back."""

    def attributes(row: dict[str, str], coded: str) -> dict[str, Any]:
        named = {
            name.partition(":")[0]: (name.partition(":")[2], value) for name, value in row.items() if name[0] != ":"
        }
        found = {name: NEO4J_TYPES.get(kind, str)(value) for name, (kind, value) in named.items() if value}
        word = row[":LABEL" if coded == "kind" else ":TYPE"].split(";")[0].lower()
        return {**found, coded: "group" if word == "unitgroup" else word}

    nodes, edges = (list(csv.DictReader(io.StringIO(parts[word].decode()))) for word in ("nodes", "edges"))
    graph = nx.MultiDiGraph()
    for row in nodes:
        graph.add_node(row["id:ID"], **attributes(row, "kind"))
    for row in edges:
        graph.add_edge(row[":START_ID"], row[":END_ID"], key=row["id"], **attributes(row, "role"))
    return graph


def read_parquet(parts: dict[str, bytes]) -> nx.MultiDiGraph:
    frames = {word: pytest.importorskip("polars").read_parquet(io.BytesIO(data)) for word, data in parts.items()}
    graph = nx.MultiDiGraph()
    for row in frames["nodes"].to_dicts():
        graph.add_node(row.pop("id"), **{name: value for name, value in row.items() if value is not None})
    for row in frames["edges"].to_dicts():
        graph.add_edge(row.pop("source"), row.pop("target"), key=row.pop("id"), **row)
    return graph


# the formats that come back; DOT and Mermaid are pictures, checked below
READERS: dict[str, Callable[[dict[str, bytes]], Any]] = {
    "graphml": lambda parts: nx.read_graphml(io.BytesIO(parts[""]), force_multigraph=True),
    "gexf": lambda parts: nx.read_gexf(io.BytesIO(parts[""]), version="1.2draft"),
    "json": lambda parts: nx.node_link_graph(json.loads(parts[""]), edges="edges"),
    "cytoscape": lambda parts: nx.cytoscape_graph(json.loads(parts[""])),
    "csv": read_csv,
    "neo4j": read_neo4j,
    "parquet": read_parquet,
}
PICTURES = {"dot", "mermaid"}


@pytest.fixture(scope="module", params=["actions", "units"])
def network(request: pytest.FixtureRequest) -> FlatNetwork:
    with open_store(SAMPLE) as store:
        built = responsibility_network(store)
    return flatten(built if request.param == "actions" else unit_network(built))


def written(exporter: Exporter, network: FlatNetwork) -> dict[str, bytes]:
    if exporter.extra:
        pytest.importorskip(exporter.extra)
    return {part.word: part.data for part in exporter.write(network)}


def test_every_format_is_read_back_or_is_a_picture() -> None:
    assert {exporter.name for exporter in EXPORTERS} == READERS.keys() | PICTURES


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_the_same_network_gives_the_same_bytes(exporter: Exporter, network: FlatNetwork) -> None:
    first, second = written(exporter, network), written(exporter, network)
    assert first == second
    assert all(data.endswith(b"PAR1" if exporter.name == "parquet" else b"\n") for data in first.values())


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
    "exporter",
    [e for e in EXPORTERS if e.name in {"graphml", "json", "cytoscape", "neo4j", "parquet"}],
    ids=lambda e: e.name,
)
def test_attributes_keep_their_types(exporter: Exporter, network: FlatNetwork) -> None:
    back = READERS[exporter.name](written(exporter, network))
    wanted = dict(to_networkx(network).nodes(data=True))
    for node, data in back.nodes(data=True):
        assert {name: data[name] for name in wanted[node]} == wanted[node]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_an_empty_network_is_a_file_too(exporter: Exporter) -> None:
    assert all(written(exporter, FlatNetwork((), (), directed=True)).values())


def test_files_for_a_database_have_typed_heads_and_no_mark(network: FlatNetwork) -> None:
    parts = written(next(e for e in EXPORTERS if e.name == "neo4j"), network)
    nodes, edges = (parts[word].decode().splitlines() for word in ("nodes", "edges"))
    assert nodes[0].startswith("id:ID,label,")
    assert nodes[0].endswith(",:LABEL")
    assert edges[0].startswith("id,:START_ID,:END_ID,")
    assert edges[0].endswith(",:TYPE")
    assert "weight:long" in edges[0]
    assert (len(nodes), len(edges)) == (len(network.nodes) + 1, len(network.edges) + 1)


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


# what each format of a store is read back as: quads, or triples where it has no graphs
def quads_of(name: str, text: str) -> set[str]:
    formats = {
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if name in formats:
        return {str(quad) for quad in ox.parse(text, format=formats[name])}
    quads = set()
    for row in csv.DictReader(io.StringIO(text)):
        value = row["object"]
        if value[:1] == "'" and value[1:2] in set("=+-@\t\r"):
            value = value[1:]
        datatype = ox.NamedNode(row["datatype"]) if row["datatype"] else None
        term = ox.Literal(value, datatype=datatype) if datatype else ox.NamedNode(value)
        subject, predicate = ox.NamedNode(row["subject"]), ox.NamedNode(row["predicate"])
        quads.add(str(ox.Quad(subject, predicate, term, ox.NamedNode(row["graph"]))))
    return quads


@pytest.fixture(scope="module")
def sample() -> Iterator[Store]:
    with open_store(SAMPLE) as store:
        yield store


STORE_FORMATS = pytest.mark.parametrize("form", STORE_EXPORTERS, ids=lambda e: e.name)


@STORE_FORMATS
def test_a_store_comes_back_from_every_format(form: StoreExporter, sample: Store) -> None:
    wanted = list(ox.parse("".join(sample.nquads()), format=ox.RdfFormat.N_QUADS))
    default = ox.DefaultGraph()
    if not form.keeps_graphs:
        wanted = [ox.Quad(q.subject, q.predicate, q.object, default) for q in wanted]
    assert quads_of(form.name, form.write(sample, ())) == {str(quad) for quad in wanted}


@STORE_FORMATS
def test_a_store_has_the_same_text_in_whatever_order_it_was_filled(form: StoreExporter, sample: Store) -> None:
    documents = [(graph, "".join(sample.nquads(graph))) for graph in sample.graphs()]
    texts = set()
    for order in (documents, documents[::-1]):
        with open_store("memory:", "write") as store:
            store.load_many(order)
            texts.add(form.write(store, ()))
    texts.add(form.write(sample, ()))
    assert len(texts) == 1
    assert texts.pop().endswith("\n")


@STORE_FORMATS
def test_chosen_graphs_leave_the_others_out(form: StoreExporter, sample: Store) -> None:
    first, second = sample.graphs()
    one = quads_of(form.name, form.write(sample, [second]))
    assert 0 < len(one) == len(sample.nquads(second))
    both = quads_of(form.name, form.write(sample, [second, first]))
    assert both == quads_of(form.name, form.write(sample, ()))


@STORE_FORMATS
def test_text_that_looks_like_a_formula_or_breaks_lines_survives(form: StoreExporter) -> None:
    graph = "https://example.org/g"
    values = ["=1+1", "-5", 'a "b", c\nd\te', "\u2028", "", "<b>"]
    lines = [
        ox.Quad(ox.NamedNode(f"{graph}/{i}"), ox.NamedNode(RDFS.label), ox.Literal(v)) for i, v in enumerate(values)
    ]
    with open_store("memory:", "write") as store:
        store.replace(graph, "".join(f"{line} .\n" for line in lines))
        assert len(quads_of(form.name, form.write(store, ()))) == len(values)
        text = form.write(store, ())
    back = quads_of(form.name, text)
    assert all(any(str(line.object) in quad for quad in back) for line in lines)
    if form.name == "csv":
        assert "'=1+1" in text
