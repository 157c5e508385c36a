"""The file formats of networks, in one visible table. A new one is a module and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.network.writers.drawing import MERMAID_LIMIT, dot, mermaid
from kg.network.writers.json import cytoscape, node_link
from kg.network.writers.neo4j import neo4j_files
from kg.network.writers.parquet import parquet_files
from kg.network.writers.tables import csv_files
from kg.network.writers.xml import gexf, graphml

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.flat import FlatNetwork
    from kg.network.writers.part import Part

__all__ = ["EXPORTERS", "MERMAID_LIMIT", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name on the command line, and the function that writes it.

    `write` returns one part, or several where the format is several files; same network, same bytes.
    `suffix` is that of its files where it is not the name, `extra` what must be installed for it.
    """

    name: str
    write: Callable[[FlatNetwork], tuple[Part, ...]]
    suffix: str = ""
    extra: str = ""


EXPORTERS: Final = (
    Exporter("graphml", graphml),  # Cytoscape, yEd, Gephi, igraph
    Exporter("gexf", gexf),  # Gephi
    Exporter("csv", csv_files),  # spreadsheets and databases: nodes and edges apart
    Exporter("neo4j", neo4j_files, suffix="csv"),  # neo4j-admin database import
    Exporter("parquet", parquet_files, extra="polars"),  # data frames and columnar engines
    Exporter("json", node_link),  # node-link JSON of networkx and D3
    Exporter("cytoscape", cytoscape),  # Cytoscape.js
    Exporter("dot", dot),  # Graphviz
    Exporter("mermaid", mermaid),  # Markdown pages, for small networks
)
