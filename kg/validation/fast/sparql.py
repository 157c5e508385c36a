"""SPARQL constraints as nested functions over a plan graph, one row at a time.

rdflib parses the query, so that both engines read the same algebra. Each part of a pattern is a
function that finishes a row and hands it on; a row is a list with one slot per variable. What a part
returns says whether to go on: EXISTS stops at the first row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kg.validation.fast.expressions import Expressions, Fault, Row, Scope
from kg.validation.fast.world import SUBCLASS, NotCompiledError, World
from kg.validation.index import TYPE, term_of
from kg.validation.wellformed import prepared

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

Next = Callable[[Row], bool]
Query = Callable[[World, str], set[tuple[str | None, str | None]]]
_WORLD: Final = 0
"""The slot of a row that holds the graph; the others hold the values of variables."""


def compile_query(text: str) -> Query:
    """Return the function from a graph and a focus node to the pairs (?path, ?value) that the query finds.

    Raises:
        NotCompiledError: The query uses a form that is not compiled.
    """
    from rdflib import Variable  # noqa: PLC0415 (heavy)

    select = prepared(text).algebra
    if select.name != "SelectQuery" or select.datasetClause:
        raise NotCompiledError("no plain SELECT")
    part = select.p
    while part.name in ("Distinct", "Project"):
        part = part.p
    shown = [str(name) for name in select.PV]
    if not set(shown) <= {"this", "path", "value"}:
        raise NotCompiledError("a variable besides this, path and value")
    scope = Scope()
    this = scope.slot(Variable("this"))
    found_slot = scope.spare()
    path, value = (scope.slot(Variable(name)) if name in shown else None for name in ("path", "value"))

    def found(row: Row) -> bool:
        row[found_slot].add((row[path] if path is not None else None, row[value] if value is not None else None))
        return path is None and value is None

    run = _Patterns(scope).part(part, frozenset({Variable("this")}), found)
    size = scope.size

    def ask(world: World, focus: str) -> set[tuple[str | None, str | None]]:
        row: Row = [None] * size
        row[_WORLD] = world
        row[this] = focus
        row[found_slot] = set()
        run(row)
        return row[found_slot]  # type: ignore[no-any-return]

    return ask


class _Patterns:
    """Compiles the parts of one query."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._expressions = Expressions(scope, self.exists)
        self._unsure: set[Any] = set()

    def exists(self, part: CompValue, bound: frozenset[Any]) -> Next:
        """Return whether a pattern has a row that goes with the bound variables.

        Raises:
            NotCompiledError: The pattern has a variable that only some rows bind.
        """
        if _variables(part) & self._unsure:
            raise NotCompiledError("EXISTS over OPTIONAL")
        return self.part(part, bound, lambda _row: True)

    def part(self, part: CompValue, bound: frozenset[Any], then: Next) -> Next:
        """Compile a part of the algebra; `bound` are the variables that every row has before it."""
        if part.name == "BGP":
            return self._triples(list(part.triples), bound, then)
        if part.name == "Filter":
            self._declare(part.p)
            inside = bound | frozenset(_certain(part.p))
            self._unsure = _variables(part.p) - inside
            holds = self._expressions.holds(part.expr, inside)
            return self.part(part.p, bound, lambda row: holds(row) and then(row))
        if part.name == "Join":
            if not _is_plain(part.p2) and (not part.lazy or part.p2.name in ("LeftJoin", "Filter")):
                raise NotCompiledError("a join of groups")
            after = self.part(part.p2, bound | frozenset(_certain(part.p1)), then)
            return self.part(part.p1, bound, after)
        if part.name == "Union":
            one, two = self.part(part.p1, bound, then), self.part(part.p2, bound, then)
            return lambda row: one(row) or two(row)
        if part.name == "Extend":
            return self._extend(part, bound, then)
        if part.name == "LeftJoin":
            return self._optional(part, bound, then)
        raise NotCompiledError(part.name)

    def _declare(self, part: CompValue) -> None:
        """Note the kinds of the variables that a part computes, which filters around it look at."""
        for inner in ("p", "p1", "p2"):
            if inner in part:
                self._declare(part[inner])
        if part.name == "Extend":
            self._scope.kinds[part.var] = self._expressions.kind(part.expr)

    def _extend(self, part: CompValue, bound: frozenset[Any], then: Next) -> Next:
        inside = bound | frozenset(_certain(part.p))
        make = self._expressions.any(part.expr, inside)
        slot = self._scope.slot(part.var)

        def extend(row: Row) -> bool:
            try:
                row[slot] = make(row)
            except Fault:
                row[slot] = None
            stop = then(row)
            row[slot] = None
            return stop

        return self.part(part.p, bound, extend)

    def _optional(self, part: CompValue, bound: frozenset[Any], then: Next) -> Next:
        outer = bound | frozenset(_certain(part.p1))
        if part.p2.name != "BGP" or (_variables(part.p2) & _variables(part.p1)) - outer:
            raise NotCompiledError("OPTIONAL of a group")
        flag = self._scope.spare()
        inside = outer | frozenset(_certain(part.p2))
        holds = None if part.expr.name == "TrueFilter" else self._expressions.holds(part.expr, inside)

        def hit(row: Row) -> bool:
            if holds is not None and not holds(row):
                return False
            row[flag] = True
            stop = then(row)
            row[flag] = True
            return stop

        some = self.part(part.p2, outer, hit)

        def optional(row: Row) -> bool:
            row[flag] = False
            return some(row) or (not row[flag] and then(row))

        return self.part(part.p1, bound, optional)

    def _triples(self, triples: list[Any], bound: frozenset[Any], then: Next) -> Next:
        """Compile a basic pattern: what is bound is checked first, then what the fewest things can have."""
        if not triples:
            return then
        for triple in triples:
            if _known(triple[0], bound) and _known(triple[2], bound):
                rest = [other for other in triples if other is not triple]
                return self._check(triple, self._triples(rest, bound, then))
        for triple in triples:
            if _known(triple[0], bound):
                rest = [other for other in triples if other is not triple]
                return self._values(triple, self._triples(rest, bound | {triple[2]}, then))
        for triple in triples:
            if _known(triple[2], bound) and not _is_path(triple[1]):
                return self._star(triple[0], triples, bound, then)
        triple, *rest = triples
        return self._pairs(triple, self._triples(rest, bound | {triple[0], triple[2]}, then))

    def _check(self, triple: Any, then: Next) -> Next:  # noqa: ANN401 (rdflib's triple of terms and paths)
        subject, target = self._scope.term(triple[0]), self._scope.term(triple[2])
        values = _values_of(triple[1])

        def check(row: Row) -> bool:
            return target(row) in values(row[_WORLD], subject(row)) and then(row)

        return check

    def _values(self, triple: Any, then: Next) -> Next:  # noqa: ANN401 (the same)
        values, slot = self._reader(triple[0], triple[1]), self._scope.slot(triple[2])

        def each(row: Row) -> bool:
            found = values(row)
            if not found:
                return False
            for value in found:
                row[slot] = value
                if then(row):
                    row[slot] = None
                    return True
            row[slot] = None
            return False

        return each

    def _reader(self, subject: Any, verb: Any) -> Callable[[Row], Any]:  # noqa: ANN401 (the same)
        """Return the function from a row to the values of a property of the thing in it; most patterns are this."""
        from rdflib import URIRef, Variable  # noqa: PLC0415 (heavy)

        if not isinstance(verb, URIRef) or not isinstance(subject, Variable) or term_of(verb) in (TYPE, SUBCLASS):
            values, thing = _values_of(verb), self._scope.term(subject)
            return lambda row: values(row[_WORLD], thing(row))
        name, slot = term_of(verb), self._scope.slot(subject)

        def read(row: Row) -> Any:  # noqa: ANN401 (a list of terms)
            held = row[_WORLD].rows.get(row[slot])
            return held.get(name) if held is not None else None

        return read

    def _star(self, subject: Any, triples: list[Any], bound: frozenset[Any], then: Next) -> Next:  # noqa: ANN401 (the same)
        """Find the things that have several known values: from the rarest value, the others are checked."""
        arms = [t for t in triples if t[0] == subject and _known(t[2], bound) and not _is_path(t[1])]
        rest = [t for t in triples if not any(t is arm for arm in arms)]
        after = self._triples(rest, bound | {subject}, then)
        slot = self._scope.slot(subject)
        holders = [(_holders_of(arm[1]), self._scope.term(arm[2])) for arm in arms]

        def each(row: Row) -> bool:
            world = row[_WORLD]
            found = sorted((list(holds(world, target(row))) for holds, target in holders), key=len)
            others = [set(group) for group in found[1:]] if found[0] else []
            for node in found[0]:
                if all(node in group for group in others):
                    row[slot] = node
                    if after(row):
                        row[slot] = None
                        return True
            row[slot] = None
            return False

        return each

    def _pairs(self, triple: Any, then: Next) -> Next:  # noqa: ANN401 (the same)
        if _is_path(triple[1]) or triple[0] == triple[2] or term_of(triple[1]) in (TYPE, SUBCLASS):
            raise NotCompiledError("a pattern with two unknowns")
        verb = term_of(triple[1])
        one, two = self._scope.slot(triple[0]), self._scope.slot(triple[2])

        def each(row: Row) -> bool:
            for subject, target in row[_WORLD].index.pairs.get(verb, ()):
                row[one], row[two] = subject, target
                if then(row):
                    row[one] = row[two] = None
                    return True
            row[one] = row[two] = None
            return False

        return each


def _known(term: Any, bound: frozenset[Any]) -> bool:  # noqa: ANN401 (the same)
    from rdflib import Variable  # noqa: PLC0415 (heavy)

    return not isinstance(term, Variable) or term in bound


def _is_path(verb: Any) -> bool:  # noqa: ANN401 (the same)
    from rdflib.paths import Path  # noqa: PLC0415 (heavy)

    return isinstance(verb, Path)


def _values_of(verb: Any) -> Callable[[World, str], Any]:  # noqa: ANN401 (the same)
    """Return the function from a thing to the values of a property or path."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)
    from rdflib.paths import AlternativePath, MulPath  # noqa: PLC0415 (heavy)

    if isinstance(verb, AlternativePath):
        parts = [_values_of(part) for part in verb.args]
        return lambda world, node: dict.fromkeys(value for part in parts for value in part(world, node))
    if isinstance(verb, MulPath) and verb.mod == "+":
        step = _values_of(verb.path)
        return lambda world, node: _reached(step, world, node)
    if not isinstance(verb, URIRef):
        raise NotCompiledError("a path of this kind")
    name = term_of(verb)
    if name == TYPE:
        return lambda world, node: world.types(node)
    if name == SUBCLASS:
        raise NotCompiledError("subclasses in a query")
    return lambda world, node: world.index.objects(node, name)


def _reached(step: Callable[[World, str], Any], world: World, node: str) -> dict[str, None]:
    reached: dict[str, None] = {}
    ahead = [node]
    while ahead:
        for value in step(world, ahead.pop()):
            if value not in reached:
                reached[value] = None
                ahead.append(value)
    return reached


def _holders_of(verb: Any) -> Callable[[World, str], Any]:  # noqa: ANN401 (the same)
    name = term_of(verb)
    if name == SUBCLASS:
        raise NotCompiledError("subclasses in a query")
    if name == TYPE:
        return lambda world, kind: world.typed(kind)
    return lambda world, target: world.index.subjects(name, target)


def _is_plain(part: CompValue) -> bool:
    """Return whether a part is made of triples alone, so that it does not matter what it is joined with first."""
    if part.name == "Join":
        return _is_plain(part.p1) and _is_plain(part.p2)
    return bool(part.name == "BGP")


def _variables(part: CompValue) -> set[Any]:
    return set(part._vars or ())  # noqa: SLF001 (rdflib keeps the variables of a part there)


def _certain(part: CompValue) -> set[Any]:
    """Return the variables that every row of a part has."""
    if part.name == "BGP":
        return _variables(part)
    if part.name in ("Filter", "LeftJoin"):
        return _certain(part.p if part.name == "Filter" else part.p1)
    if part.name == "Join":
        return _certain(part.p1) | _certain(part.p2)
    if part.name == "Union":
        return _certain(part.p1) & _certain(part.p2)
    return _certain(part.p) if part.name == "Extend" else set()
