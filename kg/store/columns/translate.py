# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""From the tree of a question to one SELECT over the columns.

Each element of a group becomes a join, a left join, an anti join or a projection around what stands before it,
which the planner of the database then puts into an order of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, is_dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Final

from kg.store.columns.expressions import Expressions, constant
from kg.store.columns.islands import Islands
from kg.store.columns.patterns import join_patterns, linked
from kg.store.columns.relation import Field, Relation, Value, columns_of, key, merged
from kg.store.columns.syntax import (
    Bind,
    Call,
    Element,
    Expression,
    Filter,
    Group,
    Minus,
    Optional,
    Select,
    Triple,
    Union,
    Unsupported,
    Values,
    Var,
)
from kg.store.columns.views import line_of
from kg.store.rdf import Iri, Literal
from kg.terms import NIF

if TYPE_CHECKING:
    from kg.store.columns.tables import Columns

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
        relation = self._select(select, is_whole=True)
        outputs, columns, order = [], [], []
        for place, (name, found) in enumerate(relation.fields.items()):
            outputs.append(Output(name, found.kind, found.has_id))
            columns.append(f'coalesce("{name}__i", 0) AS c{place}' if found.has_id else f'"{name}__v" AS c{place}')
            # numbers of terms of one kind sort as the terms do
            order.append(f'"{name}__{"i" if found.has_id else "v"}"')
        names = list(relation.fields)
        keys = [f"{order[names.index(n)]} {'DESC NULLS LAST' if down else 'NULLS FIRST'}" for n, down in select.order]
        sql = f"SELECT {', '.join(columns)} FROM ({relation.sql}) w"
        sql += f" ORDER BY {', '.join(keys)}" * bool(keys)
        return sql + f" LIMIT {limit}" * (limit is not None), outputs

    def _select(self, select: Select, *, is_whole: bool = False) -> Relation:
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
                # rows that go out are told apart by numbers, which is quicker than by texts
                found = replace(found, has_v=found.has_v and not (is_whole and found.has_id))
                columns += columns_of(name, found)
            fields[name] = found
        sql = f"SELECT {'DISTINCT ' * select.distinct}{', '.join(columns)} FROM ({whole.sql}) s"
        return Relation(sql, fields, whole.rows)

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
        sql = f"SELECT {', '.join(columns)} FROM ({whole.sql}) g GROUP BY {', '.join(keys)}"
        return Relation(sql, fields, whole.rows)

    def _group(self, group: Group, outer: list[Expression] | None = None) -> Relation:
        """Return the relation of a group; where `outer` is given, its filters go there instead of into it."""
        islands = Islands()
        triples: list[Triple] = []
        filters: list[Expression] = []
        for place, element in enumerate(group.elements):
            if isinstance(element, Triple):
                triples.append(element)
                continue
            self._with_triples(islands, triples)
            triples = []
            if isinstance(element, Filter):
                names = _names(element.expression)
                later = _variables(tuple(e for e in group.elements[place:] if not isinstance(e, Filter)))
                if outer is None and islands.are_settled(names, later):
                    islands.put(self._filtered(islands.take(names), element.expression))
                else:
                    filters.append(element.expression)
            else:
                self._element(islands, element, _unbound_in(group))
        self._with_triples(islands, triples)
        relation = islands.whole()
        if outer is not None:
            outer += filters
            return relation
        for expression in filters:
            relation = self._filtered(relation, expression)
        return relation

    def _element(self, islands: Islands, element: Element, unbound: set[str]) -> None:
        if isinstance(element, Optional):
            self._optional(islands, element.group, unbound)
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
        elif isinstance(element, Group):
            islands.join(self._group(element))

    def _filtered(self, relation: Relation, expression: Expression) -> Relation:
        condition = self._expressions(relation, "f").condition(expression)
        columns = ", ".join(relation.columns("f")) or "1 AS one"
        bound = _bound_by(expression)
        fields = {n: replace(f, maybe=f.maybe and n not in bound) for n, f in relation.fields.items()}
        return Relation(f"SELECT {columns} FROM ({relation.sql}) f WHERE {condition}", fields, relation.rows)

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

    def _optional(self, islands: Islands, group: Group, unbound: set[str]) -> None:
        filters: list[Expression] = []
        right = self._group(group, filters)
        left = islands.take(right.fields.keys() | {name for expression in filters for name in _names(expression)})
        conditions = []
        for name, found in right.fields.items():
            if name in left.fields:
                conditions.append(key(name, left.fields[name], found, "l", "r"))
        expressions = self._expressions(left, "l", right)
        conditions += [expressions.condition(expression) for expression in filters]
        way = "LEFT"
        fields, columns = merged(left, right, optional=True)
        if any(name in unbound and name not in left.fields and not found.maybe for name, found in right.fields.items()):
            # rows that find something are filtered out behind, so that nothing of it has to be carried along
            way, fields, columns = "ANTI", left.fields, left.columns("l") or ["1 AS one"]
        sql = f"SELECT {', '.join(columns)} FROM ({left.sql}) l {way} JOIN ({right.sql}) r "
        islands.put(Relation(sql + f"ON {' AND '.join(conditions) or 'true'}", fields, left.rows))

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
        islands.put(Relation(f"SELECT {', '.join(columns)} FROM ({relation.sql}) b", fields, relation.rows))

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
        hidden = line_of(whole, end)
        if hidden in relation.fields:
            sql = (
                f"""SELECT {", ".join(relation.columns("b"))}, b."{hidden}__v" AS "{name}__v" FROM ({relation.sql}) b"""
            )
            return Relation(sql, {**relation.fields, name: relation.fields[hidden]}, relation.rows)
        columns = [*relation.columns("b"), f'lines.line AS "{name}__v"']
        return Relation(
            f"SELECT {', '.join(columns)} FROM ({relation.sql}) b LEFT JOIN lines "
            f'ON lines.text = b."{whole}__i" AND lines.begin = b."{end}__i"',
            {**relation.fields, name: Field("int", has_id=False, has_v=True, maybe=True)},
            relation.rows,
        )

    def _values(self, islands: Islands, values: Values) -> None:
        if len(values.names) == 1 and all(row == (None,) for row in values.rows):
            return
        rows, kinds, known = [], [set[str]() for _ in values.names], [True for _ in values.names]
        for row in values.rows:
            cells = []
            for place, term in enumerate(row):
                if not isinstance(term, Iri | Literal):
                    raise Unsupported("UNDEF among values")
                found = constant(term, self.columns.number)
                kinds[place].add(found.kind)
                cells += [found.id or "-1", found.value()]
                known[place] &= found.id is not None
            rows.append(f"({', '.join(cells)})")
        if not rows or any(len(kind) > 1 and not kind <= {"int", "num"} for kind in kinds):
            raise Unsupported("values of several kinds")
        fields = {n: Field("num" if "num" in k else next(iter(k)), has_id=is_known, has_v=True)
                  for n, k, is_known in zip(values.names, kinds, known, strict=True)}  # fmt: skip
        names = ", ".join(f'"{name}__i", "{name}__v"' for name in values.names)
        columns = ", ".join(column for n, f in fields.items() for column in columns_of(n, f))
        islands.join(Relation(f"SELECT {columns} FROM (VALUES {', '.join(rows)}) t({names})", fields, len(rows)))

    def _with_triples(self, islands: Islands, triples: list[Triple]) -> None:
        for triple in triples:
            if isinstance(triple.subject, Var) and isinstance(triple.object, Var):
                self._links.add((triple.subject.name, triple.path.iri, triple.object.name))
        for together in linked(triples):
            names = {node.name for t in together for node in (t.subject, t.object) if isinstance(node, Var)}
            islands.put(join_patterns(self.columns, islands.take(names), together))


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


def _unbound_in(group: Group) -> set[str]:
    """Return the variables that the filters of a group want to be unbound."""
    found = set()
    for element in group.elements:
        if isinstance(element, Filter) and isinstance(element.expression, Call) and element.expression.name == "!":
            inner = element.expression.arguments[0]
            if isinstance(inner, Call) and inner.name == "BOUND" and isinstance(inner.arguments[0], Var):
                found.add(inner.arguments[0].name)
    return found


def _variables(part: object) -> set[str]:
    """Return the variables that a part of a question mentions."""
    if isinstance(part, Var):
        return {part.name}
    if isinstance(part, tuple):
        return set[str]().union(*map(_variables, part))
    found = set(part.names) if isinstance(part, Values) else {part.name} if isinstance(part, Bind) else set[str]()
    return (
        found.union(*(_variables(getattr(part, f.name)) for f in dataclass_fields(part)))
        if is_dataclass(part)
        else found
    )


def _names(expression: Expression) -> set[str]:
    """Return the variables of an expression."""
    return {part.name for part in _walk(expression) if isinstance(part, Var)}


def _walk(expression: Expression) -> list[Expression]:
    if isinstance(expression, Call):
        return [expression, *(inner for argument in expression.arguments for inner in _walk(argument))]
    return [expression]
