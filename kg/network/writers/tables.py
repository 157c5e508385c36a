"""Nodes and edges as two CSV files that Excel, Gephi and databases open as they are."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from kg.network.writers.part import Part
from kg.query.table import safe_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.network.flat import FlatNetwork, Item, Scalar

# Excel takes UTF-8 for the local code page unless a file starts with this mark
BOM: Final = "\ufeff"


def _cell(value: Scalar | None) -> str:
    return str(value) if isinstance(value, float) else safe_cell(value)


def _table(items: Sequence[Item], ends: tuple[str, ...]) -> bytes:
    names = dict.fromkeys(name for item in items for name, _ in item.attributes)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["Id", *ends, *names])
    for item in items:
        attributes = dict(item.attributes)
        first = [item.id, item.source, item.target] if ends else [item.id]
        writer.writerow([*first, *(_cell(attributes.get(name)) for name in names)])
    return (BOM + buffer.getvalue()).encode()


def csv_files(network: FlatNetwork) -> tuple[Part, ...]:
    """Write `nodes` (Id, attributes) and `edges` (Id, Source, Target, attributes), the heads that Gephi knows."""
    return (Part(_table(network.nodes, ()), "nodes"), Part(_table(network.edges, ("Source", "Target")), "edges"))
