# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""SQL under construction: relations with typed variables, and the values of expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.store.columns.syntax import Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

NUMBERS: Final = frozenset({"int", "num"})


@dataclass(frozen=True, slots=True)
class Field:
    """How a relation holds a variable.

    Args:
        kind: `iri`, `str`, `int`, `num`, `bool`, `date`, `mixed` or `null`.
        has_id: Whether the number of its term is there, in the column `<name>__i`.
        has_v: Whether its value is there, in the column `<name>__v`.
        maybe: Whether some row may leave it unbound.
    """

    kind: str
    has_id: bool
    has_v: bool
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """SQL of an expression: the number of a term, or a value, or both."""

    kind: str
    id: str | None
    v: str | None
    maybe: bool = True

    def value(self) -> str:
        """Return SQL of the value; an IRI without one is looked up."""
        if self.v is not None:
            return self.v
        if self.id is None or self.kind != "iri":
            raise Unsupported(f"value of {self.kind}")
        return f"(SELECT terms.value FROM terms WHERE terms.id = {self.id})"


@dataclass(frozen=True, slots=True)
class Relation:
    """A SELECT that can still grow: the variables it gives, the SQL of their columns, and what it is taken from.

    Later steps extend the SELECT instead of nesting it wherever that means the same: the database takes longer to
    parse a question nested thirty levels deep than to answer it.

    Args:
        fields: The variables, in the order of their columns.
        head: SQL of each column.
        tail: What follows FROM.
        where: Conditions, all of which hold.
        rows: A guess of how many rows there are.
        joined: How many relations were joined to the first, which names those that follow.
    """

    fields: dict[str, Field]
    head: dict[str, str]
    tail: str
    where: tuple[str, ...] = ()
    rows: float = 1.0
    joined: int = 0

    @property
    def sql(self) -> str:
        """SQL of the whole."""
        return _select(self.head, self.tail) + f" WHERE {' AND '.join(self.where)}" * bool(self.where)

    def with_plain(self, names: Iterable[str]) -> Relation:
        """Return the relation with these variables as plain columns, which may be used twice and computed once."""
        columns = (column for name in names if name in self.fields for column in columns_of(name, self.fields[name]))
        if all(_PLAIN.fullmatch(self.head[column]) for column in columns):
            return self
        return taken_from(self.fields, self.sql, self.rows)

    def only(self, names: Callable[[str], bool]) -> Relation:
        """Return the relation with only the variables for which `names` is true."""
        fields = {name: field for name, field in self.fields.items() if names(name)}
        return replace(self, fields=fields, head={c: self.head[c] for c in columns_in(fields)})

    def with_column(self, name: str, field: Field, head: Mapping[str, str]) -> Relation:
        """Return the relation with one more variable."""
        return replace(self, fields={**self.fields, name: field}, head={**self.head, **head})

    def filtered(self, condition: str, fields: dict[str, Field] | None = None) -> Relation:
        """Return the rows for which a condition over columns of the tail holds."""
        return replace(self, fields=fields or self.fields, where=(*self.where, condition))


# a column, or what needs no work: a null, a number or a text
_PLAIN: Final = re.compile(r"""\w+\."[^"]+"|\w+\.\w+|NULL|-?\d+|'[^']*'""")
UNIT: Final = Relation({}, {}, "(SELECT 1 AS one) b")


def _select(head: Mapping[str, str], tail: str) -> str:
    columns = ", ".join(f"{sql} AS {column}" for column, sql in head.items())
    return f"SELECT {columns or '1 AS one'} FROM {tail}"


def taken_from(fields: dict[str, Field], sql: str, rows: float) -> Relation:
    """Return a relation that wraps a SELECT with these fields."""
    return Relation(fields, {column: f"b.{column}" for column in columns_in(fields)}, f"({sql}) b", rows=rows)


def columns_of(name: str, field: Field) -> list[str]:
    """Return the names of the columns that hold a variable."""
    return [f'"{name}__i"'] * field.has_id + [f'"{name}__v"'] * field.has_v


def columns_in(fields: Mapping[str, Field]) -> list[str]:
    """Return the names of the columns that hold some variables."""
    return [column for name, field in fields.items() for column in columns_of(name, field)]


def key(name: str, left: Relation, right: Relation, other: str) -> str:
    """Return the join condition on a variable that both relations surely bind; `other` is the alias of the second."""
    one, two = left.fields[name], right.fields[name]
    if one.maybe or two.maybe:
        raise Unsupported(f"?{name} may be unbound on both sides")
    if one.has_id and two.has_id:
        column = f'"{name}__i"'
    elif one.has_v and two.has_v and (one.kind == two.kind or {one.kind, two.kind} <= NUMBERS):
        column = f'"{name}__v"'
    else:
        raise Unsupported(f"?{name} in two forms")
    return f"{left.head[column]} = {other}.{column}"


def joined(left: Relation, right: Relation, way: str, conditions: Sequence[str] = ()) -> Relation:
    """Return two relations joined on the variables that both have, and on conditions over `alias(left)`.

    Args:
        left: Its columns that the conditions mention are plain.
        right: What is joined to it.
        way: `INNER`, `LEFT` or `ANTI`; the last gives no variable of `right`.
        conditions: What has to hold besides.
    """
    shared = [name for name in right.fields if name in left.fields]
    # expressions are computed before the join multiplies their rows
    left = left.with_plain(left.fields)
    other = alias(left)
    on = [*(key(name, left, right, other) for name in shared), *conditions]
    fields, head = dict(left.fields), dict(left.head)
    for name, field in () if way == "ANTI" else right.fields.items():
        if name not in fields:
            fields[name] = replace(field, maybe=field.maybe or way == "LEFT")
            head |= {column: f"{other}.{column}" for column in columns_of(name, field)}
    tail = f"{left.tail} {way} JOIN ({right.sql}) {other} ON {' AND '.join(on) or 'true'}"
    rows = left.rows if way != "INNER" else max(left.rows, right.rows) if shared else left.rows * right.rows
    return replace(left, fields=fields, head=head, tail=tail, rows=rows, joined=left.joined + 1)


def alias(left: Relation) -> str:
    """Return the alias of the next relation that is joined to `left`."""
    return f"r{left.joined}"


def join(left: Relation, right: Relation) -> Relation:
    """Return the inner join on the variables that both have."""
    if left is UNIT:
        return right
    return left if right is UNIT else joined(left, right, "INNER")


def minus(left: Relation, right: Relation) -> Relation:
    """Return the rows of `left` that agree with no row of `right`."""
    return joined(left, right, "ANTI") if right.fields.keys() & left.fields.keys() else left


def union(parts: list[Relation]) -> Relation:
    """Return all rows of all parts; a variable that a part lacks is unbound there."""
    fields: dict[str, Field] = {}
    # columns that are no variables (see `views.line_of`) are dropped: some parts lack them
    for name in dict.fromkeys(name for part in parts for name in part.fields if not name.startswith(" ")):
        found = [part.fields[name] for part in parts if name in part.fields]
        kinds = {field.kind for field in found}
        has_id = all(field.has_id for field in found)
        has_v = all(field.has_v for field in found) and len(kinds) == 1
        if not (has_id or has_v):
            raise Unsupported(f"?{name} in two forms")
        maybe = len(found) < len(parts) or any(field.maybe for field in found)
        fields[name] = Field(kinds.pop() if len(kinds) == 1 else "mixed", has_id, has_v, maybe)
    selects = [
        replace(part, head={column: part.head.get(column, "NULL") for column in columns_in(fields)}).sql
        for part in parts
    ]
    return taken_from(fields, " UNION ALL ".join(selects), sum(part.rows for part in parts))
