"""Compiles the syntax tree of a question into one SELECT over the columns.

Each element of a group becomes a join, a left join, an anti join or a projection around the elements before it. The
joins are ordered here: the database is told not to reorder them (see `patterns`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.store.columns.components import Components
from kg.store.columns.expressions import Expressions, constant
from kg.store.columns.patterns import join_patterns, linked
from kg.store.columns.relation import Field, Relation, Value, alias, columns_in, columns_of, joined, taken_from
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
from kg.store.columns.variables import asked_of, names_in, unbound_in, valued, variables, walk
from kg.store.columns.views import is_line_of, line_of
from kg.store.rdf import Iri, Literal
from kg.terms import NIF

if TYPE_CHECKING:
    from kg.store.columns.tables import Columns

# what a condition on variables that nothing binds becomes
_ALWAYS: Final = "(NOT false)"
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
    _valued: set[str] = field(default_factory=set)

    def query(self, select: Select, limit: int | None) -> tuple[str, list[Output]]:
        """Return the SQL of a whole question, and what its columns are.

        Raises:
            Unsupported: The question cannot be answered from the columns.
        """
        self._valued = valued(select)
        relation = self._select(select, is_whole=True)
        relation = relation.with_plain(relation.fields)
        outputs, order = [], []
        head = {}
        for place, (name, found) in enumerate(relation.fields.items()):
            outputs.append(Output(name, found.kind, found.has_id))
            # numbers of terms of one kind sort as the terms do
            order.append(relation.head[f'"{name}__{"i" if found.has_id else "v"}"'])
            head[f"c{place}"] = f"coalesce({order[-1]}, 0)" if found.has_id else order[-1]
        names = list(relation.fields)
        keys = [f"{order[names.index(n)]} {'DESC NULLS LAST' if down else 'NULLS FIRST'}" for n, down in select.order]
        sql = replace(relation, head=head).sql
        sql += f" ORDER BY {', '.join(keys)}" * bool(keys)
        return sql + f" LIMIT {limit}" * (limit is not None), outputs

    def _select(self, select: Select, *, is_whole: bool = False) -> Relation:
        whole = self._group(select.where, asked_of(select))
        if select.group_by is not None:
            return self._grouped(select, whole)
        fields: dict[str, Field] = {}
        head: dict[str, str] = {}
        for column in select.columns:
            name = column.name
            found = whole.fields.get(name)
            if isinstance(column, Bind):
                raise Unsupported("an expression among the columns")
            if found is None:
                found = Field("null", has_id=True, has_v=True, maybe=True)
                head |= {f'"{name}__i"': "CAST(NULL AS INTEGER)", f'"{name}__v"': "CAST(NULL AS VARCHAR)"}
            else:
                # rows that go out are told apart by numbers, which is quicker than by texts
                found = replace(found, has_v=found.has_v and not (is_whole and found.has_id))
                head |= {column: whole.head[column] for column in columns_of(name, found)}
            fields[name] = found
        made = replace(whole, fields=fields, head=head)
        if not select.distinct:
            return made
        return taken_from(fields, "SELECT DISTINCT" + made.sql.removeprefix("SELECT"), whole.rows)

    def _grouped(self, select: Select, whole: Relation) -> Relation:
        # a number to group by would be taken for the place of a column
        whole = taken_from(whole.fields, whole.sql, whole.rows)
        fields: dict[str, Field] = {}
        head: dict[str, str] = {}
        keys = []
        for name in select.group_by or ():
            found = whole.fields.get(name)
            if found is not None:
                keys.append(whole.head[columns_of(name, found)[0]])
        for column in select.columns:
            name = column.name
            if isinstance(column, Bind):
                call = column.expression
                if not (isinstance(call, Call) and call.name == "COUNT" and isinstance(call.arguments[0], Var)):
                    raise Unsupported("an aggregate that is no count")
                counted = whole.fields.get(call.arguments[0].name)
                inner = whole.head[columns_of(call.arguments[0].name, counted)[0]] if counted else "NULL"
                head[f'"{name}__v"'] = f"count(DISTINCT {inner})"
                fields[name] = Field("int", has_id=False, has_v=True)
            else:
                found = whole.fields[name]
                first, *rest = columns_of(name, found)
                head |= {first: whole.head[first], **{column: f"any_value({whole.head[column]})" for column in rest}}
                fields[name] = found
        made = replace(whole, fields=fields, head=head)
        return taken_from(fields, f"{made.sql} GROUP BY {', '.join(keys)}", whole.rows)

    def _group(self, group: Group, asked: set[str], outer: list[Expression] | None = None) -> Relation:
        """Return the relation of a group.

        Args:
            group: What is translated.
            asked: The variables that are mentioned around it; what nothing mentions any more is not carried on.
            outer: Where its filters go instead of into it.
        """
        components = Components()
        triples: list[Triple] = []
        filters: list[Expression] = []
        mentioned = [variables(element) for element in group.elements]
        for place, element in enumerate(group.elements):
            if isinstance(element, Triple):
                triples.append(element)
                continue
            self._with_triples(components, triples)
            self._keep(components, asked.union(*mentioned[place:], *map(variables, filters)))
            triples = []
            if isinstance(element, Filter):
                names = mentioned[place]
                behind = zip(mentioned[place:], group.elements[place:], strict=True)
                later = set[str]().union(*(found for found, one in behind if not isinstance(one, Filter)))
                if outer is None and components.are_settled(names, later):
                    components.put(self._filtered(components.take(names), element.expression))
                else:
                    filters.append(element.expression)
            else:
                around = asked.union(*mentioned[:place], *mentioned[place + 1 :])
                self._element(components, element, around, unbound_in(group))
            self._keep(components, asked.union(*mentioned[place + 1 :], *map(variables, filters)))
        self._with_triples(components, triples)
        self._keep(components, asked.union(*map(variables, filters)))
        relation = components.whole()
        if outer is not None:
            outer += filters
            return relation
        for expression in filters:
            relation = self._filtered(relation, expression)
        return relation

    def _keep(self, components: Components, wanted: set[str]) -> None:
        wanted |= {name for piece in wanted & self._cuts.keys() for name in self._cuts[piece]}
        components.keep(lambda name: name in wanted or is_line_of(name, wanted))

    def _element(self, components: Components, element: Element, asked: set[str], unbound: set[str]) -> None:
        if isinstance(element, Optional):
            self._optional(components, element.group, asked, unbound)
        elif isinstance(element, Minus):
            components.minus(self._group(element.group, asked))
        elif isinstance(element, Union):
            components.union([self._group(part, asked) for part in element.groups])
        elif isinstance(element, Bind):
            self._bind(components, element)
        elif isinstance(element, Values):
            self._values(components, element)
        elif isinstance(element, Select):
            components.join(self._select(element))
        elif isinstance(element, Group):
            components.join(self._group(element, asked))

    def _filtered(self, relation: Relation, expression: Expression) -> Relation:
        relation = relation.with_plain(names_in(expression))
        condition = self._expressions(relation).condition(expression)
        if condition == _ALWAYS:
            return relation
        bound = _bound_by(expression)
        fields = {n: replace(f, maybe=f.maybe and n not in bound) for n, f in relation.fields.items()}
        return relation.filtered(condition, fields)

    def _expressions(self, relation: Relation, right: Relation | None = None) -> Expressions:
        joined = {column: f"{alias(relation)}.{column}" for column in right.head} if right else {}

        def lookup(name: str) -> Value:
            if name in self._cuts:
                raise Unsupported(f"?{name}, a piece of a text")
            for found, head in ((relation, relation.head), (right, joined)):
                if found is not None and name in found.fields:
                    field = found.fields[name]
                    return Value(field.kind, head.get(f'"{name}__i"'), head.get(f'"{name}__v"'), field.maybe)
            return Value("null", None, "NULL")

        return Expressions(lookup, self.columns.number)

    def _optional(self, components: Components, group: Group, asked: set[str], unbound: set[str]) -> None:
        filters: list[Expression] = []
        right = self._group(group, asked, filters)
        left = components.take(right.fields.keys() | {name for expression in filters for name in names_in(expression)})
        left = left.with_plain(left.fields)
        expressions = self._expressions(left, right)
        conditions = [expressions.condition(expression) for expression in filters]
        # rows that find something are filtered out behind, so that nothing of it has to be carried along
        is_wanted = not any(n in unbound and n not in left.fields and not f.maybe for n, f in right.fields.items())
        components.put(joined(left, right, "LEFT" if is_wanted else "ANTI", conditions))

    def _bind(self, components: Components, bind: Bind) -> None:
        if components.has(bind.name):
            raise Unsupported(f"?{bind.name} bound twice")
        cut = self._cut(bind.expression)
        if cut is not None:
            self._cuts[bind.name] = cut
            return
        piece = _counted_piece(bind.expression)
        if piece in self._cuts:
            components.put(self._line(components.take(self._cuts[piece]), bind.name, *self._cuts[piece]))
            return
        names = names_in(bind.expression)
        relation = (components.take(names) if names else components.take_any()).with_plain(names)
        found = self._expressions(relation).value(bind.expression)
        if found.kind == "null":
            components.put(relation)
            return
        head = {f'"{bind.name}__i"': found.id, f'"{bind.name}__v"': found.v}
        made = Field(found.kind, found.id is not None, found.v is not None, found.maybe)
        components.put(
            relation.with_column(bind.name, made, {column: sql for column, sql in head.items() if sql is not None})
        )

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
        column = f'"{name}__v"'
        if hidden in relation.fields:
            return relation.with_column(name, relation.fields[hidden], {column: relation.head[f'"{hidden}__v"']})
        relation = relation.with_plain(relation.fields)
        other = alias(relation)
        text, begin = (relation.head[f'"{node}__i"'] for node in (whole, end))
        tail = f"{relation.tail} LEFT JOIN lines {other} ON {other}.text = {text} AND {other}.begin = {begin}"
        made = replace(relation, tail=tail, joined=relation.joined + 1)
        return made.with_column(name, Field("int", has_id=False, has_v=True, maybe=True), {column: f"{other}.line"})

    def _values(self, components: Components, values: Values) -> None:
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
        head = {column: f"b.{column}" for column in columns_in(fields)}
        components.join(Relation(fields, head, f"(VALUES {', '.join(rows)}) b({names})", rows=len(rows)))

    def _with_triples(self, components: Components, triples: list[Triple]) -> None:
        for triple in triples:
            if isinstance(triple.subject, Var) and isinstance(triple.object, Var):
                self._links.add((triple.subject.name, triple.path.iri, triple.object.name))
        for together in linked(triples):
            names = {node.name for t in together for node in (t.subject, t.object) if isinstance(node, Var)}
            components.put(join_patterns(self.columns, components.take(names), together, self._valued))


def _counted_piece(expression: Expression) -> str:
    """Return `x` where the expression is STRLEN(?x) - STRLEN(REPLACE(?x, line end, nothing)) + 1, else nothing."""
    if not (isinstance(expression, Call) and expression.name == "+" and expression.arguments[1] == _ONE):
        return ""
    piece = next((a.name for a in walk(expression) if isinstance(a, Var)), "")
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
