"""Two CSV files with the heads that `neo4j-admin database import` reads.

    neo4j-admin database import full --nodes=network.nodes.csv --relationships=network.edges.csv

No byte order mark and no marks against formulas: these files are for a database, not for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from kg.network.writers.part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.network.flat import FlatNetwork, Item, Scalar

_TYPES: Final = {bool: ":boolean", int: ":long", float: ":double", str: ""}
_ACTIONS: Final = frozenset({"task", "safeguard", "project"})


def _label(kind: str) -> str:
    """Return the labels of a node: its kind, and what it is a kind of."""
    if kind in _ACTIONS:
        return f"{kind.capitalize()};Action"
    return "UnitGroup;Unit" if kind == "group" else kind.capitalize() or "Node"


def _cell(value: Scalar | None) -> str:
    """Return a cell on one line: the importer takes line ends in cells only when it is told to."""
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else " ".join(str(value).split())


def _table(
    items: Sequence[Item], heads: Sequence[str], key: Callable[[Item], Sequence[str]], last: str, attribute: str
) -> bytes:
    kinds: dict[str, type] = {}
    for item in items:
        kinds.update((name, type(value)) for name, value in item.attributes if name not in kinds)
    kinds.pop(attribute, None)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*heads, *(f"{name}{_TYPES[kind]}" for name, kind in kinds.items()), last])
    for item in items:
        values = dict(item.attributes)
        word = str(values.get(attribute, ""))
        coded = _label(word) if last == ":LABEL" else word.upper() or "TIE"
        writer.writerow([*key(item), *(_cell(values.get(name)) for name in kinds), coded])
    return buffer.getvalue().encode()


def neo4j_files(network: FlatNetwork) -> tuple[Part, ...]:
    """Write `nodes` (labels Task, Unit …) and `edges` (types LEAD, RESPONSIBLE, SUPPORTING, TOGETHER)."""
    nodes = _table(network.nodes, ["id:ID"], lambda node: [node.id], ":LABEL", "kind")
    edges = _table(
        network.edges, ["id", ":START_ID", ":END_ID"], lambda edge: [edge.id, edge.source, edge.target], ":TYPE", "role"
    )
    return (Part(nodes, "nodes"), Part(edges, "edges"))
