"""The file formats of networks, in one visible table. A new one is a module and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.network.writers.drawing import MERMAID_LIMIT, dot, mermaid
from kg.network.writers.json import cytoscape, node_link
from kg.network.writers.tables import csv_files
from kg.network.writers.xml import gexf, graphml

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.flat import FlatNetwork
    from kg.network.writers.part import Part

__all__ = ["EXPORTERS", "MERMAID_LIMIT", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name on the command line, what it is for, and the function that writes it.

    `write` returns one part, or several where the format is several files; same network, same bytes.
    """

    name: str
    purpose: str
    write: Callable[[FlatNetwork], tuple[Part, ...]]


EXPORTERS: Final = (
    Exporter("graphml", "Cytoscape, yEd, Gephi, igraph", graphml),
    Exporter("gexf", "Gephi", gexf),
    Exporter("csv", "spreadsheets and databases: nodes and edges apart", csv_files),
    Exporter("json", "node-link JSON of networkx and D3", node_link),
    Exporter("cytoscape", "Cytoscape.js", cytoscape),
    Exporter("dot", "Graphviz", dot),
    Exporter("mermaid", "Markdown pages, for small networks", mermaid),
)
