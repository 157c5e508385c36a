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
    """One format: its name on the command line, what it is for, and the function that writes it.

    `write` returns one part, or several where the format is several files; same network, same bytes.
    `suffix` is that of its files where it is not the name, `extra` what must be installed for it.
    """

    name: str
    purpose: str
    write: Callable[[FlatNetwork], tuple[Part, ...]]
    suffix: str = ""
    extra: str = ""


EXPORTERS: Final = (
    Exporter("graphml", "Cytoscape, yEd, Gephi, igraph", graphml),
    Exporter("gexf", "Gephi", gexf),
    Exporter("csv", "spreadsheets and databases: nodes and edges apart", csv_files),
    Exporter("neo4j", "neo4j-admin database import", neo4j_files, suffix="csv"),
    Exporter("parquet", "data frames and columnar engines", parquet_files, extra="polars"),
    Exporter("json", "node-link JSON of networkx and D3", node_link),
    Exporter("cytoscape", "Cytoscape.js", cytoscape),
    Exporter("dot", "Graphviz", dot),
    Exporter("mermaid", "Markdown pages, for small networks", mermaid),
)
