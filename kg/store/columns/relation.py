# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""What the translator works with: relations with fields, and values of expressions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.store.columns.syntax import Unsupported

NUMBERS: Final = frozenset({"int", "num"})


@dataclass(frozen=True, slots=True)
class Field:
    """How a variable stands in a relation.

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
    """A SELECT and the variables it gives, in the order of its columns; `rows` is a guess of how many it has."""

    sql: str
    fields: dict[str, Field]
    rows: float = 1.0

    def columns(self, alias: str) -> list[str]:
        """Return the columns, qualified."""
        return [f"{alias}.{column}" for name, field in self.fields.items() for column in columns_of(name, field)]


UNIT: Final = Relation("SELECT 1 AS one", {})


def columns_of(name: str, field: Field) -> list[str]:
    """Return the names of the columns that hold a variable."""
    return [f'"{name}__i"'] * field.has_id + [f'"{name}__v"'] * field.has_v


def key(name: str, left: Field, right: Field, one: str, other: str) -> str:
    """Return the condition that two relations agree in a variable that both bind for sure."""
    if left.maybe or right.maybe:
        raise Unsupported(f"?{name} may be unbound on both sides")
    if left.has_id and right.has_id:
        return f'{one}."{name}__i" = {other}."{name}__i"'
    if left.has_v and right.has_v and (left.kind == right.kind or {left.kind, right.kind} <= NUMBERS):
        return f'{one}."{name}__v" = {other}."{name}__v"'
    raise Unsupported(f"?{name} in two forms")


def merged(left: Relation, right: Relation, *, optional: bool = False) -> tuple[dict[str, Field], list[str]]:
    """Return the fields of a join of `l` and `r`, and its columns."""
    fields = dict(left.fields)
    columns = left.columns("l")
    for name, field in right.fields.items():
        if name not in fields:
            fields[name] = replace(field, maybe=field.maybe or optional)
            columns += [f"r.{column}" for column in columns_of(name, field)]
    return fields, columns or ["1 AS one"]


def join(left: Relation, right: Relation) -> Relation:
    """Return the inner join on the variables that both have."""
    if left is UNIT:
        return right
    if right is UNIT:
        return left
    shared = [key(n, left.fields[n], f, "l", "r") for n, f in right.fields.items() if n in left.fields]
    fields, columns = merged(left, right)
    return Relation(
        f"SELECT {', '.join(columns)} FROM ({left.sql}) l JOIN ({right.sql}) r ON {' AND '.join(shared) or 'true'}",
        fields,
        max(left.rows, right.rows) if shared else left.rows * right.rows,
    )


def minus(left: Relation, right: Relation) -> Relation:
    """Return the rows of `left` that no row of `right` agrees with."""
    shared = [key(n, left.fields[n], f, "l", "r") for n, f in right.fields.items() if n in left.fields]
    if not shared:
        return left
    columns = ", ".join(left.columns("l"))
    return Relation(f"SELECT {columns} FROM ({left.sql}) l ANTI JOIN ({right.sql}) r ON {' AND '.join(shared)}",
                    left.fields, left.rows)  # fmt: skip


def union(parts: list[Relation]) -> Relation:
    """Return all rows of all parts; a variable that a part lacks is unbound there."""
    fields: dict[str, Field] = {}
    # what is carried under no name of a variable would be lost in parts that carry it not
    for name in dict.fromkeys(name for part in parts for name in part.fields if not name.startswith(" ")):
        found = [part.fields[name] for part in parts if name in part.fields]
        kinds = {field.kind for field in found}
        has_id = all(field.has_id for field in found)
        has_v = all(field.has_v for field in found) and len(kinds) == 1
        if not (has_id or has_v):
            raise Unsupported(f"?{name} in two forms")
        maybe = len(found) < len(parts) or any(field.maybe for field in found)
        fields[name] = Field(kinds.pop() if len(kinds) == 1 else "mixed", has_id, has_v, maybe)
    selects = []
    for part in parts:
        columns = [
            column if name in part.fields else f"NULL AS {column}"
            for name, field in fields.items()
            for column in columns_of(name, field)
        ]
        selects.append(f"SELECT {', '.join(columns) or '1 AS one'} FROM ({part.sql}) u")
    return Relation(" UNION ALL ".join(selects), fields, sum(part.rows for part in parts))
