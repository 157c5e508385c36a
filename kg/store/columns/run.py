"""Answers from the columns, as rows of terms."""

from __future__ import annotations

import gc
import logging
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.store.columns.cells import fetched, plain
from kg.store.columns.syntax import Parser, Unsupported
from kg.store.columns.translate import Translator
from kg.store.rdf import STRING, XSD, Literal, Rows, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from kg.store.columns.tables import Columns
    from kg.store.columns.translate import Output

    Row = tuple[Term | None, ...]

logger = logging.getLogger(__name__)

_TYPES: Final = {"str": STRING, "int": XSD + "integer", "num": XSD + "decimal", "bool": XSD + "boolean",
                 "date": XSD + "date"}  # fmt: skip


def answer(columns: Columns, text: str, limit: int | None = None) -> Rows:
    """Return the rows of a question.

    Raises:
        Unsupported: It holds something that is not translated.
    """
    import duckdb  # noqa: PLC0415 (only where columns are)

    try:
        sql, outputs = Translator(columns).query(Parser(text).query(), None if limit is None else limit + 1)
        with _no_collection():
            made = _made(columns, columns.database.execute(sql), outputs)
    except duckdb.Error as error:
        # what breaks inside the database is no fault of the question, which the engine answers as well
        logger.info("columns do not answer: %s", error)
        if not isinstance(error, duckdb.BinderException):
            columns.renew()
        raise Unsupported(str(error)) from error
    is_cut = limit is not None and len(made) > limit
    return Rows(tuple(output.name for output in outputs), made[:limit], cut=is_cut)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cycles out: it would look through every row, and rows hold no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _made(columns: Columns, cursor: duckdb.DuckDBPyConnection, outputs: list[Output]) -> tuple[Row, ...]:
    made = []
    for output, cells in zip(outputs, fetched(cursor), strict=True):
        if output.is_number:
            made.append(columns.terms.of(cells))
        else:
            values = plain(cells)
            made.append([*map(_Literals(output.kind).__getitem__, values)])
    return tuple(zip(*made, strict=True))


class _Literals(dict[Any, "Term | None"]):
    """The terms of the values of a column, each made when it is met first."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, value: str | float | bool | None) -> Term | None:
        found = self[value] = _literal(value, self._kind)
        return found


def _literal(value: str | float | bool | None, kind: str) -> Term | None:
    if value is None:
        return None
    if kind == "bool":
        return Literal("true" if value else "false", _TYPES["bool"])
    if kind == "num":
        digits = format(Decimal(repr(value)).normalize(), "f")
        return Literal("0" if digits == "-0" else digits, _TYPES["num"])
    return Literal(str(value), _TYPES[kind])
