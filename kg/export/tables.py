"""Every statement as a row, for tools that read nothing but tables."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from kg.export.rdf import lines
from kg.query.table import safe_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import Store

COLUMNS: Final = ("graph", "subject", "predicate", "object", "datatype", "language")


def statements_csv(store: Store, graphs: Sequence[str]) -> str:
    """Return CSV; `datatype` is empty for IRIs, and text that looks like a formula gets an apostrophe."""
    import pyoxigraph as ox  # noqa: PLC0415 (loaded when a store is used)

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for quad in ox.parse("".join(lines(store, graphs)), format=ox.RdfFormat.N_QUADS):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        term = quad.object
        is_literal = isinstance(term, ox.Literal)
        writer.writerow(
            [
                graph,
                _name(quad.subject),
                quad.predicate.value,
                (safe_cell(term.value) if term.datatype.value.endswith("#string") else term.value)
                if is_literal
                else _name(term),
                term.datatype.value if is_literal else "",
                term.language or "" if is_literal else "",
            ]
        )
    return buffer.getvalue()


def _name(term: object) -> str:
    """Return the IRI, or the blank node as `_:name`."""
    value = getattr(term, "value", None)
    text = str(term)
    return str(value) if value is not None and not text.startswith("_:") else text
