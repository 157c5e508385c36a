"""Between pyoxigraph's terms and ours, and the check of incoming text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError, both
from kg.store.rdf import Answer, Blank, Iri, Literal, Rows, Term, Triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def term_of(node: object) -> Term:
    """Return our form of a pyoxigraph term."""
    if isinstance(node, ox.NamedNode):
        return Iri(node.value)
    if isinstance(node, ox.Literal):
        return Literal(node.value, node.datatype.value, node.language)
    if isinstance(node, ox.BlankNode):
        return Blank(node.value)
    raise StoreError(
        both(
            f"The store answered with a term that RDF 1.1 does not have: {node}.",
            f"存储返回了 RDF 1.1 没有的词项：{node}。",
        ),
        both("Ask for its parts.", "请改为查询其组成部分。"),
    )


def answer_of(result: object, limit: int | None) -> Answer:
    """Return our form of what pyoxigraph answered, reading at most one row past `limit`."""
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    stop = None if limit is None else limit + 1
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        rows = tuple(
            tuple(None if node is None else term_of(node) for node in solution) for solution in islice(result, stop)
        )
        return Rows(columns, rows[:limit], cut=limit is not None and len(rows) > limit)
    if not isinstance(result, ox.QueryTriples):
        raise StoreError(
            both(f"The store answered with {type(result).__name__}.", f"存储返回了 {type(result).__name__}。"),
            both("Ask with SELECT, ASK or CONSTRUCT.", "请用 SELECT、ASK 或 CONSTRUCT 查询。"),
        )
    triples = tuple((term_of(t.subject), term_of(t.predicate), term_of(t.object)) for t in islice(result, stop))
    return Triples(triples[:limit], cut=limit is not None and len(triples) > limit)


def checked_quads(graph: str, text: str | bytes) -> list[ox.Quad]:
    """Return the statements of `text`, all of them in `graph`.

    Args:
        graph: IRI of the graph that the text is meant for.
        text: N-Quads; lines without a graph belong to `graph`.

    Raises:
        StoreError: The text is not N-Quads, or a line names another graph.
    """
    Iri(graph)
    home = ox.NamedNode(graph)
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise StoreError(
            both(
                f"The statements for <{graph}> are not N-Quads: {error}.", f"图 <{graph}> 的内容不是 N-Quads：{error}。"
            ),
            both("Correct that line; nothing of this document was loaded.", "请更正该行；该文件未载入任何内容。"),
        ) from error
    placed = []
    for quad in quads:
        if quad.graph_name == home:
            placed.append(quad)
        elif isinstance(quad.graph_name, ox.DefaultGraph):
            placed.append(ox.Quad(quad.subject, quad.predicate, quad.object, home))
        else:
            raise StoreError(
                both(
                    f"A statement for <{graph}> names another graph: {quad.graph_name}.",
                    f"图 <{graph}> 的一条语句写入了另一个图：{quad.graph_name}。",
                ),
                both("Load each document into its own graph.", "请把每份文件载入各自的图。"),
            )
    return placed


def replacement(graph: str, quads: Iterable[ox.Quad], old: Iterable[str] = ()) -> str:
    """Return the one update that makes `graph` hold exactly `quads` and removes the graphs of `old`.

    Terms are printed by the engine, never pasted.
    """
    triples = (ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    drop = " ;\n".join(f"DROP SILENT GRAPH {Iri(iri).n3()}" for iri in (graph, *old))
    return f"{drop} ;\nINSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}" if triples else drop


def nquads_lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Yield one N-Quads line per statement, as the engine prints it."""
    text = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()
    # str.splitlines would also cut at U+2028 and the like, which stand unescaped inside literals
    return (line + "\n" for line in text.split("\n") if line)
