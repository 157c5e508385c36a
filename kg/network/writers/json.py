"""JSON for networkx and D3 (node-link) and for Cytoscape.js."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.network.writers.part import Part

if TYPE_CHECKING:
    from kg.network.flat import FlatNetwork


def _part(content: dict[str, Any]) -> tuple[Part, ...]:
    return (Part((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()),)


def node_link(network: FlatNetwork) -> tuple[Part, ...]:
    """Write node-link JSON as networkx 3.4 and later read it (`edges`, not `links`)."""
    edges = [{**dict(e.attributes), "source": e.source, "target": e.target, "key": e.id} for e in network.edges]
    nodes = [{**dict(node.attributes), "id": node.id} for node in network.nodes]
    return _part({"directed": network.directed, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges})


def cytoscape(network: FlatNetwork) -> tuple[Part, ...]:
    """Write elements JSON; `name` repeats the label, which the desktop program shows."""
    nodes = [
        {"data": {**dict(node.attributes), "id": node.id, "value": node.id, "name": node.get("label")}}
        for node in network.nodes
    ]
    edges = [
        {"data": {**dict(e.attributes), "id": e.id, "source": e.source, "target": e.target, "key": e.id}}
        for e in network.edges
    ]
    elements = {"nodes": nodes, "edges": edges}
    return _part({"data": [], "directed": network.directed, "multigraph": True, "elements": elements})
