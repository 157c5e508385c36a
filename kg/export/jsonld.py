"""JSON-LD in expanded form, which needs no context and no network to be read; one object a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.rdf import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import Store


def jsonld(store: Store, graphs: Sequence[str]) -> str:
    """Return JSON-LD 1.1, graphs and statements in order."""
    import pyoxigraph as ox  # noqa: PLC0415 (loaded when a store is used)

    quads = list(ox.parse("".join(lines(store, graphs)), format=ox.RdfFormat.N_QUADS))
    # the serialiser opens a new object wherever the graph or the subject changes
    quads.sort(key=lambda quad: str(quad.graph_name))
    return (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"").decode().rstrip("\n") + "\n"
