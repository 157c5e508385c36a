# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""From the tree of a question to one SELECT over the columns.

Each element of a group becomes a join, a left join, an anti join or a projection around what stands before it,
which the planner of the database then puts into an order of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.store.columns.expressions import Expressions, constant
from kg.store.columns.islands import Islands
from kg.store.columns.relation import Field, Relation, Value, columns_of, key, merged
from kg.store.columns.syntax import (
    Bind,
    Call,
    Expression,
    Filter,
    Group,
    Minus,
    Optional,
    Path,
    Select,
    Triple,
    Union,
    Unsupported,
    Values,
    Var,
)
from kg.store.rdf import Iri, Literal
from kg.terms import GP, NIF

if TYPE_CHECKING:
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
_ONE: Final = Literal("1", "http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True, slots=True)
class Output:
    """One column of the answer: its name, kind, and whether it comes as numbers of terms."""

    name: str
    kind: str
    is_number: bool


@dataclass(slots=True)
class Translator:
    """Translates one question; holds what is known of texts and of pieces cut from them."""

    columns: Columns
    _links: set[tuple[str, str, str]] = field(default_factory=set)
    _cuts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def query(self, select: Select, limit: int | None) -> tuple[str, list[Output]]:
        """Return the SQL of a whole question, and what its columns are.

        Raises:
            Unsupported: The question cannot be answered from the columns.
        """
        relation = self._select(select)
        outputs, columns, order = [], [], []
        for place, (name, found) in enumerate(relation.fields.items()):
            is_number = found.has_id and (found.kind in {"iri", "num", "mixed"} or not found.has_v)
            outputs.append(Output(name, found.kind, is_number))
            columns.append(f'"{name}__{"i" if is_number else "v"}" AS c{place}')
            order.append(f'"{name}__{"i" if found.kind == "iri" or not found.has_v else "v"}"')
        names = list(relation.fields)
        keys = [f"{order[names.index(n)]} {'DESC NULLS LAST' if down else 'NULLS FIRST'}" for n, down in select.order]
        sql = f"SELECT {', '.join(columns)} FROM ({relation.sql}) w"
        sql += f" ORDER BY {', '.join(keys)}" * bool(keys)
        return sql + f" LIMIT {limit}" * (limit is not None), outputs

    def _select(self, select: Select) -> Relation:
        whole = self._group(select.where)
        if select.group_by is not None:
            return self._grouped(select, whole)
        fields, columns = {}, []
        for column in select.columns:
            name = column.name
            found = whole.fields.get(name)
            if isinstance(column, Bind):
                raise Unsupported("an expression among the columns")
            if found is None:
                found = Field("null", has_id=True, has_v=True, maybe=True)
                columns += [f'CAST(NULL AS INTEGER) AS "{name}__i"', f'CAST(NULL AS VARCHAR) AS "{name}__v"']
            else:
                columns += columns_of(name, found)
            fields[name] = found
        return Relation(f"SELECT {'DISTINCT ' * select.distinct}{', '.join(columns)} FROM ({whole.sql}) s", fields)

    def _grouped(self, select: Select, whole: Relation) -> Relation:
        fields, columns, keys = {}, [], []
        for name in select.group_by or ():
            found = whole.fields.get(name)
            if found is not None:
                keys.append(columns_of(name, found)[0])
        for column in select.columns:
            name = column.name
            if isinstance(column, Bind):
                call = column.expression
                if not (isinstance(call, Call) and call.name == "COUNT" and isinstance(call.arguments[0], Var)):
                    raise Unsupported("an aggregate that is no count")
                counted = whole.fields.get(call.arguments[0].name)
                inner = columns_of(call.arguments[0].name, counted)[0] if counted else "NULL"
                columns.append(f'count(DISTINCT {inner}) AS "{name}__v"')
                fields[name] = Field("int", has_id=False, has_v=True)
            else:
                found = whole.fields[name]
                first, *rest = columns_of(name, found)
                columns += [first, *(f"any_value({column}) AS {column}" for column in rest)]
                fields[name] = found
        return Relation(f"SELECT {', '.join(columns)} FROM ({whole.sql}) g GROUP BY {', '.join(keys)}", fields)

    def _group(self, group: Group, outer: list[Expression] | None = None) -> Relation:
        """Return the relation of a group; where `outer` is given, its filters go there instead of into it."""
        islands = Islands()
        triples: list[Triple] = []
        filters: list[Expression] = []
        for element in group.elements:
            if isinstance(element, Triple):
                triples.append(element)
                continue
            if isinstance(element, Filter):
                filters.append(element.expression)
                continue
            self._with_triples(islands, triples)
            triples = []
            if isinstance(element, Optional):
                self._optional(islands, element.group)
            elif isinstance(element, Minus):
                islands.minus(self._group(element.group))
            elif isinstance(element, Union):
                islands.union([self._group(part) for part in element.groups])
            elif isinstance(element, Bind):
                self._bind(islands, element)
            elif isinstance(element, Values):
                self._values(islands, element)
            elif isinstance(element, Select):
                islands.join(self._select(element))
            else:
                islands.join(self._group(element))
        self._with_triples(islands, triples)
        relation = islands.whole()
        if outer is not None:
            outer += filters
            return relation
        for expression in filters:
            condition = self._expressions(relation, "f").condition(expression)
            columns = ", ".join(relation.columns("f")) or "1 AS one"
            bound = _bound_by(expression)
            fields = {n: replace(f, maybe=f.maybe and n not in bound) for n, f in relation.fields.items()}
            relation = Relation(f"SELECT {columns} FROM ({relation.sql}) f WHERE {condition}", fields)
        return relation

    def _expressions(self, relation: Relation, alias: str, right: Relation | None = None) -> Expressions:
        def lookup(name: str) -> Value:
            if name in self._cuts:
                raise Unsupported(f"?{name}, a piece of a text")
            for found, where in ((relation.fields.get(name), alias), (right.fields.get(name) if right else None, "r")):
                if found is not None:
                    number = f'{where}."{name}__i"' if found.has_id else None
                    value = f'{where}."{name}__v"' if found.has_v else None
                    return Value(found.kind, number, value, found.maybe)
            return Value("null", None, "NULL")

        return Expressions(lookup, self.columns.number)

    def _optional(self, islands: Islands, group: Group) -> None:
        filters: list[Expression] = []
        right = self._group(group, filters)
        left = islands.take(right.fields.keys() | {name for expression in filters for name in _names(expression)})
        conditions = []
        for name, found in right.fields.items():
            if name in left.fields:
                conditions.append(key(name, left.fields[name], found, "l", "r"))
        expressions = self._expressions(left, "l", right)
        conditions += [expressions.condition(expression) for expression in filters]
        fields, columns = merged(left, right, optional=True)
        islands.put(
            Relation(
                f"SELECT {', '.join(columns)} FROM ({left.sql}) l LEFT JOIN ({right.sql}) r "
                f"ON {' AND '.join(conditions) or 'true'}",
                fields,
            )
        )

    def _bind(self, islands: Islands, bind: Bind) -> None:
        if islands.has(bind.name):
            raise Unsupported(f"?{bind.name} bound twice")
        cut = self._cut(bind.expression)
        if cut is not None:
            self._cuts[bind.name] = cut
            return
        piece = _counted_piece(bind.expression)
        if piece in self._cuts:
            islands.put(self._line(islands.take(self._cuts[piece]), bind.name, *self._cuts[piece]))
            return
        relation = islands.take(_names(bind.expression))
        found = self._expressions(relation, "b").value(bind.expression)
        if found.kind == "null":
            islands.put(relation)
            return
        columns = relation.columns("b")
        columns += [f'{found.id} AS "{bind.name}__i"'] * (found.id is not None)
        columns += [f'{found.v} AS "{bind.name}__v"'] * (found.v is not None)
        made = Field(found.kind, found.id is not None, found.v is not None, found.maybe)
        fields = {**relation.fields, bind.name: made}
        islands.put(Relation(f"SELECT {', '.join(columns)} FROM ({relation.sql}) b", fields))

    def _cut(self, expression: Expression) -> tuple[str, str] | None:
        """Return text and place where the expression is the part of a document before a piece of evidence."""
        if not (isinstance(expression, Call) and expression.name == "SUBSTR"):
            return None
        whole, start, end = expression.arguments
        if isinstance(end, Call) and end.name == "COALESCE":
            end = end.arguments[0]
        if not (isinstance(whole, Var) and start == _ONE and isinstance(end, Var)):
            return None
        texts = {s for s, p, o in self._links if p == NIF.isString and o == whole.name}
        places = {s for s, p, o in self._links if p == NIF.beginIndex and o == end.name}
        linked = any(p == NIF.referenceContext and s in places and o in texts for s, p, o in self._links)
        return (whole.name, end.name) if linked else None

    @staticmethod
    def _line(relation: Relation, name: str, whole: str, end: str) -> Relation:
        """Look the line up that counting line ends in the text would give."""
        columns = [*relation.columns("b"), f'lines.line AS "{name}__v"']
        return Relation(
            f"SELECT {', '.join(columns)} FROM ({relation.sql}) b LEFT JOIN lines "
            f'ON lines.text = b."{whole}__i" AND lines.begin = b."{end}__i"',
            {**relation.fields, name: Field("int", has_id=False, has_v=True, maybe=True)},
        )

    def _values(self, islands: Islands, values: Values) -> None:
        if len(values.names) == 1 and all(row == (None,) for row in values.rows):
            return
        rows, kinds = [], [set[str]() for _ in values.names]
        for row in values.rows:
            cells = []
            for place, term in enumerate(row):
                if not isinstance(term, Iri | Literal):
                    raise Unsupported("UNDEF among values")
                found = constant(term, self.columns.number)
                kinds[place].add(found.kind)
                cells += [str(found.id), found.value()]
            rows.append(f"({', '.join(cells)})")
        if not rows or any(len(kind) > 1 and not kind <= {"int", "num"} for kind in kinds):
            raise Unsupported("values of several kinds")
        fields = {n: Field("num" if "num" in k else next(iter(k)), has_id=True, has_v=True)
                  for n, k in zip(values.names, kinds, strict=True)}  # fmt: skip
        columns = ", ".join(column for n, f in fields.items() for column in columns_of(n, f))
        islands.join(Relation(f"SELECT * FROM (VALUES {', '.join(rows)}) t({columns})", fields))

    def _with_triples(self, islands: Islands, triples: list[Triple]) -> None:
        for linked in _linked(triples):
            islands.join(self._triples(linked))

    def _triples(self, triples: list[Triple]) -> Relation:
        tables, conditions = [], []
        fields: dict[str, Field] = {}
        columns: dict[str, str] = {}
        for index, triple in enumerate(triples):
            sql, kind, has_v = self._path(triple.path)
            alias = f"t{index}"
            tables.append(f"{sql} {alias}")
            if isinstance(triple.subject, Var) and isinstance(triple.object, Var):
                self._links.add((triple.subject.name, triple.path.iri, triple.object.name))
            ends = ((triple.subject, "s", "iri", False), (triple.object, "o", kind, has_v))
            for node, column, its_kind, its_v in ends:
                if not isinstance(node, Var):
                    conditions.append(f"{alias}.{column} = {self.columns.number(node)}")
                    continue
                name = node.name
                if name in fields:
                    conditions.append(f"{alias}.{column} = {columns[name + '__i']}")
                else:
                    fields[name] = Field(its_kind, has_id=True, has_v=False)
                    columns[name + "__i"] = f"{alias}.{column}"
                if its_v and not fields[name].has_v:
                    fields[name] = replace(fields[name], has_v=True, kind=its_kind)
                    columns[name + "__v"] = f"{alias}.v"
        chosen = [f"{columns[c.strip(chr(34))]} AS {c}" for n, f in fields.items() for c in columns_of(n, f)]
        sql = f"SELECT {', '.join(chosen) or '1 AS one'} FROM {', '.join(tables)}"
        return Relation(sql + f" WHERE {' AND '.join(conditions)}" * bool(conditions), fields)

    def _path(self, path: Path) -> tuple[str, str, bool]:
        """Return what gives the pairs of a path: SQL for FROM, kind of its objects, whether values are there."""
        if path.kind == "link":
            column = self.columns.predicates.get(path.iri)
            if column is not None:
                return column.table, column.kind, column.has_values
            kind = _ABSENT.get(path.iri, "str" if _TEXT.search(path.iri) else "iri")
            empty = f"CAST(NULL AS {_SQL_TYPE.get(kind, 'VARCHAR')})"
            return f"(SELECT 0 AS s, 0 AS o, {empty} AS v WHERE false)", kind, True
        parts = [self._path(part) for part in path.parts]
        if path.kind == "inverse":
            return f"(SELECT o AS s, s AS o FROM {parts[0][0]} x)", "iri", False
        kinds = {kind for _, kind, _ in parts}
        if path.kind == "choice":
            has_v = all(v for _, _, v in parts) and len(kinds) == 1
            value = ", v" * has_v
            whole = " UNION ALL ".join(f"SELECT s, o{value} FROM {sql} x" for sql, _, _ in parts)
            return f"({whole})", kinds.pop() if len(kinds) == 1 else "mixed", has_v
        aliases = [f"{sql} x{i}" for i, (sql, _, _) in enumerate(parts)]
        links = " AND ".join(f"x{i}.o = x{i + 1}.s" for i in range(len(parts) - 1))
        last = len(parts) - 1
        value = f", x{last}.v" * parts[-1][2]
        return f"(SELECT x0.s, x{last}.o{value} FROM {', '.join(aliases)} WHERE {links})", parts[-1][1], parts[-1][2]


def _counted_piece(expression: Expression) -> str:
    """Return `x` where the expression is STRLEN(?x) - STRLEN(REPLACE(?x, line end, nothing)) + 1, else nothing."""
    if not (isinstance(expression, Call) and expression.name == "+" and expression.arguments[1] == _ONE):
        return ""
    piece = next((a.name for a in _walk(expression) if isinstance(a, Var)), "")
    whole = Call("STRLEN", (Var(piece),))
    without = Call("STRLEN", (Call("REPLACE", (Var(piece), Literal("\n"), Literal(""))),))
    return piece if expression.arguments[0] == Call("-", (whole, without)) else ""


def _bound_by(expression: Expression) -> set[str]:
    """Return the variables that must be bound where the condition is true."""
    if isinstance(expression, Var):
        return {expression.name}
    if not isinstance(expression, Call) or expression.name in {"||", "!", "COALESCE", "IF", "IN"}:
        return set()
    return {name for argument in expression.arguments for name in _bound_by(argument)}


def _names(expression: Expression) -> set[str]:
    """Return the variables of an expression."""
    return {part.name for part in _walk(expression) if isinstance(part, Var)}


def _linked(triples: list[Triple]) -> list[list[Triple]]:
    """Return the patterns in sets that share variables, directly or through others."""
    sets: list[tuple[set[str], list[Triple]]] = []
    for triple in triples:
        names = {node.name for node in (triple.subject, triple.object) if isinstance(node, Var)}
        found = [triple]
        apart = []
        for others, linked in sets:
            if names & others:
                names |= others
                found = linked + found
            else:
                apart.append((others, linked))
        sets = [*apart, (names, found)]
    return [linked for _, linked in sets]


def _walk(expression: Expression) -> list[Expression]:
    if isinstance(expression, Call):
        return [expression, *(inner for argument in expression.arguments for inner in _walk(argument))]
    return [expression]
