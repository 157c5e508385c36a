"""Answers from the columns, as rows of terms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.store.columns.syntax import Parser, Unsupported
from kg.store.columns.translate import Translator
from kg.store.rdf import STRING, XSD, Literal, Rows, Term

if TYPE_CHECKING:
    from kg.store.columns.tables import Columns

_TYPES: Final = {"str": STRING, "int": XSD + "integer", "num": XSD + "decimal", "bool": XSD + "boolean",
                 "date": XSD + "date"}  # fmt: skip


def answer(columns: Columns, text: str, limit: int | None = None) -> Rows:
    """Return the rows of a question.

    Raises:
        Unsupported: It holds something that is not translated.
    """
    import duckdb  # noqa: PLC0415 (only where columns are)

    sql, outputs = Translator(columns).query(Parser(text).query(), None if limit is None else limit + 1)
    try:
        found = columns.database.execute(sql).fetchall()
    except duckdb.BinderException as error:
        raise Unsupported(str(error)) from error
    is_cut = limit is not None and len(found) > limit
    found = found[:limit]
    made = []
    for place, output in enumerate(outputs):
        cells = [row[place] for row in found]
        if output.is_number:
            known = columns.terms({cell for cell in cells if cell is not None})
            made.append([None if cell is None else known[cell] for cell in cells])
        else:
            terms = {cell: _literal(cell, output.kind) for cell in set(cells)}
            made.append([terms[cell] for cell in cells])
    rows = tuple(zip(*made, strict=True)) if made else ()
    return Rows(tuple(output.name for output in outputs), rows, cut=is_cut)


def _literal(value: str | float | bool | None, kind: str) -> Term | None:
    if value is None:
        return None
    if kind == "bool":
        return Literal("true" if value else "false", _TYPES["bool"])
    if kind == "num":
        digits = format(Decimal(repr(value)).normalize(), "f")
        return Literal("0" if digits == "-0" else digits, _TYPES["num"])
    return Literal(str(value), _TYPES[kind])
