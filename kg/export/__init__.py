"""A store as RDF or as a table of its statements: same statements, same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.export.jsonld import jsonld
from kg.export.rdf import nquads, ntriples, trig, turtle
from kg.export.tables import statements_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.store import Store

__all__ = ["EXPORTERS", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: `write` takes a store and the graphs wanted, none meaning all; `keeps_graphs` says what is lost."""

    name: str
    write: Callable[[Store, Sequence[str]], str]
    keeps_graphs: bool


EXPORTERS: Final = (
    Exporter("nquads", nquads, keeps_graphs=True),
    Exporter("trig", trig, keeps_graphs=True),
    Exporter("turtle", turtle, keeps_graphs=False),
    Exporter("ntriples", ntriples, keeps_graphs=False),
    Exporter("jsonld", jsonld, keeps_graphs=True),
    Exporter("csv", statements_csv, keeps_graphs=True),
)
