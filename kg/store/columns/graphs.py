# ruff: noqa: S608 (SQL is put together from numbers)
"""The statements of whole graphs out of the columns, for readers who take graph after graph.

The engine looks every term of every statement up; here a term is written out once for several graphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.store.columns.tables import DATATYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store.columns.tables import Columns

    Statements = Sequence[tuple[str, str, str]]

# graphs that are read at once: each reading looks through the terms of all
TOGETHER: Final = 16
# as canonical N-Triples; other characters that it escapes keep a store from having columns
_ESCAPES: Final = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"),
                   ("\b", "\\b"), ("\f", "\\f"))  # fmt: skip
_ENDS: Final = {kind: f'"^^<{datatype}>' if kind != "str" else '"' for datatype, kind in DATATYPES.items()}


def statements_of(columns: Columns, graphs: Sequence[str]) -> Iterator[tuple[str, Statements]]:
    """Yield each graph with its statements, each once, terms as canonical N-Triples writes them.

    Raises:
        ModuleNotFoundError: numpy is not there.
    """
    import numpy as np  # noqa: PLC0415 (only where columns are)

    database = columns.database
    numbers = dict(database.execute("SELECT iri, number FROM graphs").fetchall())
    verbs = np.array([f"<{iri}>" for iri in columns.predicates], dtype=object)
    for start in range(0, len(graphs), TOGETHER):
        some = graphs[start : start + TOGETHER]
        wanted = sorted(numbers[graph] for graph in some if graph in numbers)
        cells = database.execute(
            f"SELECT g, s, p, o FROM statements WHERE g BETWEEN {wanted[0]} AND {wanted[-1]} "
            f"AND g IN ({', '.join(map(str, wanted))}) ORDER BY g, s, p, o" if wanted else "SELECT 0, 0, 0, 0 LIMIT 0"
        ).fetchnumpy()  # fmt: skip
        g, s, p, o = cells.values()
        used, places = np.unique(np.concatenate((s, o)), return_inverse=True)
        written = np.empty(len(used), dtype=object)
        written[:] = _written(columns, used)
        subjects, objects = written[places[: len(s)]], written[places[len(s) :]]
        for graph in some:
            number = numbers.get(graph, 0)
            first, last = np.searchsorted(g, (number, number + 1))
            columns_of_graph = (subjects[first:last], verbs[p[first:last]], objects[first:last])
            yield graph, list(zip(*(column.tolist() for column in columns_of_graph), strict=True))


def _written(columns: Columns, numbers: Any) -> list[str]:  # noqa: ANN401 (numpy's array)
    """Return terms by number, in the order of their numbers."""
    rows = columns.database.execute(
        "SELECT kind, value, tag FROM terms WHERE id IN (SELECT unnest(?)) ORDER BY id", (numbers.tolist(),)
    ).fetchall()
    return [f"<{value}>" if kind == "iri" else _literal(kind, value, tag) for kind, value, tag in rows]


def _literal(kind: str, value: str, tag: str) -> str:
    for char, written in _ESCAPES:
        if char in value:
            value = value.replace(char, written)
    end = _ENDS.get(kind)
    if end is None:
        end = f'"^^<{tag}>' if ":" in tag else f'"@{tag}'
    return f'"{value}{end}'
