"""Cells out of the database, and terms out of their numbers: whole columns at a time where numpy is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.store.columns.syntax import Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import duckdb

    from kg.store.rdf import Term

    Look = Callable[[Iterable[int]], Iterable[tuple[int, Term]]]


def fetched(cursor: duckdb.DuckDBPyConnection) -> list[Sequence[Any]]:
    """Return the columns of an answer, numpy's arrays where numpy is there; what is unbound is None or masked."""
    try:
        import numpy  # noqa: F401, ICN001, PLC0415 (asked whether it is there)
    except ImportError:
        rows = cursor.fetchall()
        return list(zip(*rows, strict=True)) if rows else [() for _ in cursor.description]
    return [*cursor.fetchnumpy().values()]  # type: ignore[list-item]


def plain(cells: Sequence[Any]) -> list[Any]:
    """Return a column as a list of Python's own values."""
    return list(cells) if isinstance(cells, tuple) else cells.tolist()  # type: ignore[attr-defined]


def _blank(size: int) -> Any:  # noqa: ANN401 (numpy's array, or a list)
    """Return so many places for terms, which an array of numbers can pick from where numpy is there."""
    try:
        import numpy as np  # noqa: PLC0415 (asked whether it is there)
    except ImportError:
        return [None] * size
    return np.full(size, None, dtype=object)


class Terms:
    """The terms that were met so far, by number; 0 is no term.

    Args:
        size: The largest number.
        look: Gives the terms of some numbers.
    """

    def __init__(self, size: int, look: Look) -> None:
        self._look = look
        self._known: Any = _blank(size + 1)
        self._met = bytearray(size + 1)
        self._met[0] = 1

    def of(self, numbers: Sequence[int]) -> list[Term | None]:
        """Return the terms of a column of numbers.

        Raises:
            Unsupported: A number is of a term that the store does not hold.
        """
        missing = self._missing(numbers)
        if missing:
            if min(missing) < 0:
                raise Unsupported("a term of the question itself")
            for number, term in self._look(missing):
                self._known[number] = term
                self._met[number] = 1
        if isinstance(numbers, tuple):
            return [*map(self._known.__getitem__, numbers)]
        found: list[Term | None] = self._known[numbers].tolist()
        return found

    def _missing(self, numbers: Sequence[int]) -> list[int]:
        if isinstance(numbers, tuple):
            return [number for number in set(numbers) if number < 0 or not self._met[number]]
        import numpy as np  # noqa: PLC0415 (the column came through it)

        met = np.frombuffer(self._met, dtype=np.uint8)
        array = np.asarray(numbers)
        found: list[int] = np.unique(array[(met[array] == 0) | (array < 0)]).tolist()
        return found
