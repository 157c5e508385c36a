# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""Compiles triple patterns into one join and orders it.

The planner of the database treats subjects and objects as columns of unrelated tables, and its estimates end in cross
products. Here the numbers of rows, distinct subjects and distinct objects are known: the join starts with the
smallest source and adds greedily the one that keeps it smallest. The planner is told to keep this order
(`tables.Columns`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.store.columns.relation import NUMBERS, UNIT, Field, Relation, columns_of
from kg.store.columns.syntax import Path, Triple, Unsupported, Var
from kg.store.columns.views import LINED, line_of
from kg.terms import GP, NIF

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from kg.store.columns.tables import Columns

# kinds of objects of predicates that a store may not hold at all
_ABSENT: Final = {
    GP.value: "num", GP.order: "int", NIF.beginIndex: "int", GP.openList: "bool", GP.deadline: "date",
    GP.startsOn: "date", GP.endsOn: "date", GP.date: "date",
}  # fmt: skip
_TEXT: Final = re.compile(
    r"(?:Text|[tT]itle|[lL]abel|[nN]umber|description|path|trigger|reason|frequency|Ratio|fileName|String|anchorOf)$"
)
_SQL_TYPE: Final = {"num": "DOUBLE", "int": "BIGINT", "bool": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The (subject, object) pairs of a path: SQL for FROM, kind of the objects, whether values are there, counts."""

    sql: str
    kind: str
    has_v: bool
    rows: float
    subjects: float
    objects: float


@dataclass(frozen=True, slots=True)
class _Place:
    """How a source gives a variable: its field, and SQL of its number and of its value."""

    field: Field
    number: str
    value: str


@dataclass(frozen=True, slots=True)
class _Source:
    """One source of a join: a pattern, a view, or the relation before the patterns."""

    sql: str
    places: dict[str, _Place]
    conditions: tuple[str, ...]
    rows: float
    distinct: dict[str, float]


def linked(triples: Sequence[Triple]) -> list[list[Triple]]:
    """Return the patterns in connected sets: those that share variables, directly or through others."""
    sets: list[tuple[set[str], list[Triple]]] = []
    for triple in triples:
        names = {node.name for node in (triple.subject, triple.object) if isinstance(node, Var)}
        found = [triple]
        apart = []
        for others, together in sets:
            if names & others:
                names |= others
                found = together + found
            else:
                apart.append((others, together))
        sets = [*apart, (names, found)]
    return [together for _, together in sets]


def join_patterns(columns: Columns, left: Relation, triples: Sequence[Triple], valued: Container[str]) -> Relation:
    """Join connected patterns with the relation before them.

    Args:
        columns: The tables.
        left: The relation before them, or `UNIT`.
        triples: Patterns that share variables.
        valued: The variables whose values may be asked for, not only their numbers.
    """
    left = left.with_plain(left.fields)
    mark = str(left.joined) * bool(left.joined)
    waiting, apart = _views(columns, triples, f"w{mark}", valued)
    waiting += [_pattern(columns, f"t{mark}_{index}", triple, valued) for index, triple in enumerate(apart)]
    if left is not UNIT and left.rows <= min(source.rows for source in waiting):
        first = _before(left, left.head)
        sql, where = left.tail, list(left.where)
    else:
        if left is not UNIT:
            waiting.insert(0, _before(left, {column: f"l.{column}" for column in left.head}))
        first = min(waiting, key=lambda source: source.rows)
        waiting.remove(first)
        sql, where = first.sql, list(first.conditions)
    places, distinct, rows = dict(first.places), dict(first.distinct), first.rows
    while waiting:
        sizes = [_size(rows, distinct, source) for source in waiting]
        source = waiting.pop(sizes.index(min(sizes)))
        rows = max(min(sizes), 1.0)
        on = [_agree(name, places[name], place) for name, place in source.places.items() if name in places]
        sql += f" JOIN {source.sql} ON {' AND '.join(on) or 'true'}"
        where += source.conditions
        for name, place in source.places.items():
            places[name] = _better(places[name], place) if name in places else place
            distinct[name] = min(distinct.get(name, rows), source.distinct[name], rows)
    head = {
        column: place.number if column.endswith('__i"') else place.value
        for name, place in places.items()
        for column in columns_of(name, place.field)
    }
    fields = {name: place.field for name, place in places.items()}
    return Relation(fields, head, sql, tuple(where), rows, left.joined + 1)


def _size(rows: float, distinct: dict[str, float], source: _Source) -> float:
    """Estimate the rows of a join; a source that shares no variable comes last."""
    shared = source.places.keys() & distinct.keys()
    if not shared:
        return float("inf")
    size = rows * source.rows
    for name in shared:
        size /= max(distinct[name], source.distinct[name], 1.0)
    return size


def _agree(name: str, one: _Place, other: _Place) -> str:
    if one.field.maybe or other.field.maybe:
        raise Unsupported(f"?{name} may be unbound on both sides")
    if one.field.has_id and other.field.has_id:
        return f"{one.number} = {other.number}"
    kinds = {one.field.kind, other.field.kind}
    if one.field.has_v and other.field.has_v and (len(kinds) == 1 or kinds <= NUMBERS):
        return f"{one.value} = {other.value}"
    raise Unsupported(f"?{name} in two forms")


def _better(one: _Place, other: _Place) -> _Place:
    """Merge two places of one variable, so that number and value are there if either has them."""
    if other.field.has_v and not one.field.has_v:
        one = replace(one, field=replace(one.field, has_v=True, kind=other.field.kind), value=other.value)
    if other.field.has_id and not one.field.has_id:
        one = replace(one, field=replace(one.field, has_id=True), number=other.number)
    return one


def _before(left: Relation, head: Mapping[str, str]) -> _Source:
    places = {
        name: _Place(field, head.get(f'"{name}__i"', ""), head.get(f'"{name}__v"', ""))
        for name, field in left.fields.items()
    }
    return _Source(f"({left.sql}) l", places, (), left.rows, dict.fromkeys(left.fields, left.rows))


def _views(
    columns: Columns, triples: Sequence[Triple], mark: str, valued: Container[str]
) -> tuple[list[_Source], list[Triple]]:
    """Return the views that replace some of the patterns, and the patterns that remain."""
    sources: list[_Source] = []
    apart = list(triples)
    for view in columns.views:
        while found := view.found_in(apart):
            taken, names = found
            apart = [triple for triple in apart if triple not in taken]
            alias = f"{mark}_{len(sources)}"
            places, distinct = {}, {}
            for node, column, has_v in view.nodes(columns.predicates):
                kind = column.kind if column else "iri"
                field = Field(kind, has_id=True, has_v=has_v and names[node] in valued)
                place = _Place(field, f"{alias}.n{node}", f"{alias}.v{node}")
                places[names[node]] = place
                distinct[names[node]] = min(float(column.objects if column else view.rows), float(view.rows))
            if view.table == LINED.table:
                hidden = line_of(names[LINED.text], names[LINED.begin])
                places[hidden] = _Place(Field("int", has_id=False, has_v=True, maybe=True), "", f"{alias}.line")
                distinct[hidden] = 1.0
            sources.append(_Source(f"{view.table} {alias}", places, (), view.rows, distinct))
    return sources, apart


def _pattern(columns: Columns, alias: str, triple: Triple, valued: Container[str]) -> _Source:
    pairs = pairs_of(columns, triple.path)
    places: dict[str, _Place] = {}
    conditions = []
    rows = pairs.rows
    for node, column, field, ends in (
        (triple.subject, "s", Field("iri", has_id=True, has_v=False), pairs.subjects),
        (triple.object, "o", Field(pairs.kind, has_id=True, has_v=pairs.has_v), pairs.objects),
    ):
        at = f"{alias}.{column}"
        if not isinstance(node, Var):
            number = columns.number(node)
            conditions.append(f"{at} = {number}")
            rows = columns.count(pairs.sql, number) if column == "o" else rows / max(ends, 1)
        elif node.name in places:
            conditions.append(f"{at} = {places[node.name].number}")
        else:
            has_v = field.has_v and node.name in valued
            places[node.name] = _Place(replace(field, has_v=has_v), at, f"{alias}.v")
    ends_of = {"s": pairs.subjects, "o": pairs.objects}
    distinct = {name: min(ends_of[place.number[-1]], rows) for name, place in places.items()}
    return _Source(f"{pairs.sql} {alias}", places, tuple(conditions), rows, distinct)


def pairs_of(columns: Columns, path: Path) -> Pairs:
    """Return the pairs of a path."""
    if path.kind == "link":
        column = columns.predicates.get(path.iri)
        if column is not None:
            return Pairs(column.table, column.kind, column.has_values, column.rows, column.subjects, column.objects)
        kind = _ABSENT.get(path.iri, "str" if _TEXT.search(path.iri) else "iri")
        empty = f"CAST(NULL AS {_SQL_TYPE.get(kind, 'VARCHAR')})"
        return Pairs(
            f"(SELECT 0 AS s, 0 AS o, {empty} AS v WHERE false)", kind, has_v=True, rows=0, subjects=0, objects=0
        )
    parts = [pairs_of(columns, part) for part in path.parts]
    first, last = parts[0], parts[-1]
    if path.kind == "inverse":
        sql = f"(SELECT o AS s, s AS o FROM {first.sql} x)"
        return Pairs(sql, "iri", has_v=False, rows=first.rows, subjects=first.objects, objects=first.subjects)
    rows, subjects, objects = (sum(getattr(p, name) for p in parts) for name in ("rows", "subjects", "objects"))
    if path.kind == "choice":
        kinds = {part.kind for part in parts}
        has_v = all(part.has_v for part in parts) and len(kinds) == 1
        value = ", v" * has_v
        whole = " UNION ALL ".join(f"SELECT s, o{value} FROM {part.sql} x" for part in parts)
        return Pairs(f"({whole})", kinds.pop() if len(kinds) == 1 else "mixed", has_v, rows, subjects, objects)
    joins = "".join(f" JOIN {part.sql} x{i} ON x{i - 1}.o = x{i}.s" for i, part in enumerate(parts) if i)
    value = f", x{len(parts) - 1}.v" * last.has_v
    sql = f"(SELECT x0.s, x{len(parts) - 1}.o{value} FROM {first.sql} x0{joins})"
    return Pairs(sql, last.kind, last.has_v, max(p.rows for p in parts), first.subjects, last.objects)
