"""One saved question on one store: from its columns where it has them, else from its engine."""

from __future__ import annotations

from kg.store.base import Store, select
from kg.store.rdf import Rows


def saved_rows(store: Store, text: str, limit: int | None = None) -> Rows:
    """Return the rows of a bound question; the columns give those that the engine would give.

    Raises:
        StoreError: The store cannot be read.
    """
    from kg.store.oxigraph import OxigraphStore  # noqa: PLC0415 (loads the engine)

    if isinstance(store, OxigraphStore):
        columns = store.columns()
        if columns is not None:
            from kg.store.columns.run import answer  # noqa: PLC0415 (only where columns are)
            from kg.store.columns.syntax import Unsupported  # noqa: PLC0415 (the same)

            try:
                return answer(columns, text, limit)
            except Unsupported:
                pass
    # a limit in the text keeps an endpoint from sending what would be cut here
    return select(store, text if limit is None else f"{text}LIMIT {limit + 1}\n", limit=limit)
