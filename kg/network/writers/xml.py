"""GraphML and GEXF, written by networkx; what it adds of its own (dates, versions) is taken out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kg.network.writers.part import Part

if TYPE_CHECKING:
    from kg.network.flat import FlatNetwork


def to_networkx(network: FlatNetwork) -> Any:  # noqa: ANN401 (networkx has no types)
    """Return a networkx multigraph; edge keys are the edge ids, so that parallel edges stay apart."""
    import networkx as nx  # noqa: PLC0415 (heavy, and wanted by two formats only)

    graph = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    for node in network.nodes:
        graph.add_node(node.id, **dict(node.attributes))
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **dict(edge.attributes))
    return graph


def graphml(network: FlatNetwork) -> tuple[Part, ...]:
    """Write GraphML; the ElementTree writer, since networkx takes another one where lxml is installed."""
    from networkx.readwrite.graphml import write_graphml_xml  # noqa: PLC0415 (the same)

    buffer = io.BytesIO()
    write_graphml_xml(to_networkx(network), buffer, named_key_ids=False)
    return (Part(buffer.getvalue().rstrip(b"\n") + b"\n"),)


def gexf(network: FlatNetwork) -> tuple[Part, ...]:
    """Write GEXF 1.2 without the date of writing."""
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 (the same)

    graph = to_networkx(network)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "govplan"
    buffer = io.BytesIO()
    writer.write(buffer)
    return (Part(buffer.getvalue().rstrip(b"\n") + b"\n"),)
