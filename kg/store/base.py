"""The store protocol: what every backend does, and no more.

One named graph holds one document. Queries see the union of all graphs as the default graph, on every
backend, so that the same text gives the same rows anywhere. Text comes in as N-Quads (or N-Triples) and
is checked in full before anything is written; bytes are UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Literal, Protocol, Self

from kg.errors import QueryError, StoreError, both
from kg.store.rdf import Answer, Rows

Mode = Literal["read", "write"]
DumpFormat = Literal["nquads", "ntriples", "trig", "turtle"]
DUMP_FORMATS: Final[tuple[DumpFormat, ...]] = ("nquads", "ntriples", "trig", "turtle")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load_many` did, as graph IRIs in the order of arrival."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


class Store(Protocol):
    """A set of named graphs that answers SPARQL 1.1."""

    @property
    def location(self) -> str:
        """Where it is: what `open_store` was given, without credentials."""
        ...

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        ...

    def query(self, text: str, *, limit: int | None = None) -> Answer:
        """Run a SPARQL 1.1 query over the union of all graphs.

        Args:
            text: The query, with its own prefixes.
            limit: At most so many rows or triples; the answer says whether it was cut.

        Raises:
            QueryError: `text` is no SPARQL 1.1 query.
            StoreError: The store cannot be read.
        """
        ...

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of all named graphs, sorted."""
        ...

    def replace(self, graph: str, text: str | bytes, *, instead_of: Iterable[str] = ()) -> bool:
        """Make `graph` hold exactly what `text` says, in one step; return whether that changed the store.

        A reader sees the old graph or the new one, never a mixture and never a gap. Empty text
        removes the graph. The graphs of `instead_of` go in the same step.

        Raises:
            StoreError: `text` is not N-Quads, names another graph, or the store cannot be written.
        """
        ...

    def load_many(self, documents: Iterable[tuple[str, str | bytes]]) -> Loaded:
        """Replace many graphs, fast: each document as a whole or not at all.

        Raises:
            StoreError: As for `replace`; documents before the faulty one are in the store.
        """
        ...

    def remove(self, graph: str) -> bool:
        """Remove one graph in one step; return whether it was there."""
        ...

    def nquads(self, graph: str | None = None) -> list[str]:
        """Return all statements, or those of one graph, as sorted N-Quads lines with their line ends."""
        ...

    def flush(self) -> None:
        """Return when everything written so far is safe from a crash."""
        ...

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def select(store: Store, text: str, *, limit: int | None = None) -> Rows:
    """Run a SELECT and return its rows.

    Raises:
        StoreError: The text is a query of another form, and the store answered it.
    """
    answer = store.query(text, limit=limit)
    if not isinstance(answer, Rows):
        raise StoreError(
            both("The query is not a SELECT.", "查询不是 SELECT。"),
            both("Ask for rows with SELECT.", "请用 SELECT 查询行。"),
        )
    return answer


def dump(store: Store, form: DumpFormat = "nquads", *, graph: str | None = None) -> str:
    """Return the whole store, or one graph, as text: same statements, same bytes.

    `turtle` and `ntriples` merge all graphs into one; `trig` keeps them apart.
    """
    lines = store.nquads(graph)
    if form == "nquads":
        return "".join(lines)
    import pyoxigraph as ox  # noqa: PLC0415 (loaded when a store is used)

    from kg.namespaces import PREFIXES  # noqa: PLC0415 (beside its only user)

    quads = list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    prefixes = dict(PREFIXES)
    if form == "trig":
        quads.sort(key=lambda q: (str(q.graph_name), str(q)))
        return _tidy_prefixes((ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"").decode())
    triples = sorted({q.triple for q in quads}, key=str)
    if form == "ntriples":
        return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return _tidy_prefixes((ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode())


def _tidy_prefixes(text: str) -> str:
    """Sort the prefix lines, which the engine prints in an order of its own, and drop those not used."""
    lines = text.split("\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
    body = "\n".join(lines[count:])
    used = [line for line in sorted(lines[:count]) if re.search(rf"(?<![\w-]){re.escape(line.split()[1])}", body)]
    return "\n".join([*used, body])


def refuse_write(location: str) -> StoreError:
    """Return the error for a write to a store that was opened for reading."""
    return StoreError(
        both(f"The store {location} is open for reading only.", f"存储 {location} 以只读方式打开。"),
        both("Open it for writing.", "请以写入方式打开。"),
    )


def bad_query(reason: str) -> QueryError:
    """Return the error for a query that an engine refused, on one line, its list of expected tokens cut."""
    text = " ".join(reason.split())
    place = re.search(r"error at (\d+):(\d+): ", text)
    if place:
        text = text[place.end() :].split("expected one of", 1)[0].strip() or "something is wrong or missing here"
        return QueryError(
            both(
                f"The query is not valid SPARQL 1.1, line {place[1]}, column {place[2]}: {text}.",
                f"查询不是有效的 SPARQL 1.1，第 {place[1]} 行第 {place[2]} 列：{text}。",
            ),
            both("Correct the query there.", "请更正该处。"),
        )
    return QueryError(
        both(f"The query is not valid SPARQL 1.1: {text[:200]}.", f"查询不是有效的 SPARQL 1.1：{text[:200]}。"),
        both("Correct the query.", "请更正查询。"),
    )
