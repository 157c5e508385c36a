"""Expressions of SPARQL constraints as functions of a row, each of one kind: a term, a text, a number, a truth.

A fault is SPARQL's error: a filter that meets it drops the row. A doubt is ours: the reference decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.terms import XSD
from kg.validation.fast.values import INTEGER, STRING, is_numeric, number, text
from kg.validation.fast.world import Doubt, NotCompiledError
from kg.validation.index import datatype, is_literal, term_of

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

Row = list[Any]
Make = Callable[[Row], Any]
Holds = Callable[[Row], bool]
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_TEXTS: Final = frozenset(("Builtin_STR", "Builtin_SUBSTR", "Builtin_CONCAT", "Builtin_REPLACE", "Builtin_STRAFTER"))
_NUMBERS: Final = frozenset(("Function", "AdditiveExpression", "UnaryMinus"))


class Fault(Exception):
    """An expression has no value."""


class Scope:
    """The slots of the variables of one query; slot 0 holds the graph."""

    def __init__(self) -> None:
        self._slots: dict[Any, int] = {}
        self.size = 1
        self.kinds: dict[Any, str] = {}

    def slot(self, variable: Any) -> int:  # noqa: ANN401 (rdflib's Variable)
        """Return the slot of a variable."""
        if variable not in self._slots:
            self._slots[variable] = self.spare()
        return self._slots[variable]

    def spare(self) -> int:
        """Return a slot of its own."""
        self.size += 1
        return self.size - 1

    def term(self, node: Any) -> Make:  # noqa: ANN401 (a variable or a term)
        """Return the function that reads a variable that is bound, or a term."""
        from rdflib import Variable  # noqa: PLC0415 (heavy)

        if isinstance(node, Variable):
            slot = self.slot(node)
            return lambda row: row[slot]
        fixed = term_of(node)
        return lambda _row: fixed


class Expressions:
    """Compiles the expressions of one query."""

    def __init__(self, scope: Scope, exists: Callable[[CompValue, frozenset[Any]], Holds]) -> None:
        self._scope = scope
        self._exists = exists

    def any(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (a term or an expression)
        """Return the function that makes a value of any kind."""
        return {"text": self._text, "number": self._number, "term": self._term}[self.kind(e)](e, bound)

    def kind(self, e: Any) -> str:  # noqa: ANN401 (the same)
        """Return whether a value is a term, a text or a number."""
        from rdflib import Literal, Variable  # noqa: PLC0415 (heavy)

        name = getattr(e, "name", None)
        if isinstance(e, Variable):
            return self._scope.kinds.get(e, "term")
        if isinstance(e, Literal):
            kinds = {STRING: "text", INTEGER: "number"}
            return kinds.get(datatype(term_of(e)), "term")
        if name in _TEXTS:
            return "text"
        if name in _NUMBERS:
            return "number"
        if name == "Builtin_IF":
            return self._common([e.arg2, e.arg3])
        return self._common(e.arg) if name == "Builtin_COALESCE" else "term"

    def _common(self, parts: list[Any]) -> str:
        kinds = {self.kind(part) for part in parts}
        if len(kinds) != 1:
            raise NotCompiledError("values of different kinds")
        return kinds.pop()

    def holds(self, e: Any, bound: frozenset[Any]) -> Holds:  # noqa: ANN401 (the same)
        """Return whether a filter keeps a row; a fault drops it."""
        truth = self._truth(e, bound)

        def holds(row: Row) -> bool:
            try:
                return truth(row)
            except Fault:
                return False

        return holds

    def _truth(self, e: Any, bound: frozenset[Any]) -> Holds:  # noqa: ANN401 (the same; a list of cases)
        name = getattr(e, "name", "")
        if name == "ConditionalAndExpression":
            parts = [self._truth(part, bound) for part in (e.expr, *e.other)]
            return lambda row: all(part(row) for part in parts)
        if name == "ConditionalOrExpression":
            return _either([self._truth(part, bound) for part in (e.expr, *e.other)])
        if name == "UnaryNot":
            inner = self._truth(e.expr, bound)
            return lambda row: not inner(row)
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            some, wanted = self._exists(e.graph, bound), name == "Builtin_EXISTS"
            return lambda row: some(row) is wanted
        if name == "Builtin_BOUND":
            slot = self._scope.slot(e.arg)
            return lambda row: row[slot] is not None
        if name == "Builtin_isNUMERIC":
            term = self._term(e.arg, bound)
            return lambda row: is_numeric(term(row))
        if name == "Builtin_REGEX" and not e.flags:
            subject, search = self._text(e.text, bound), re.compile(str(e.pattern)).search
            return lambda row: search(subject(row)) is not None
        if name in ("Builtin_STRSTARTS", "Builtin_STRENDS"):
            one, two = self._text(e.arg1, bound), self._text(e.arg2, bound)
            if name == "Builtin_STRSTARTS":
                return lambda row: one(row).startswith(two(row))
            return lambda row: one(row).endswith(two(row))
        if name == "RelationalExpression":
            return self._relation(e, bound)
        raise NotCompiledError(name or str(e))

    def _relation(self, e: CompValue, bound: frozenset[Any]) -> Holds:
        if e.op in ("IN", "NOT IN"):
            one, wanted = self._term(e.expr, bound), e.op == "IN"
            members = frozenset(map(term_of, e.other))
            if any(is_literal(member) for member in members):
                raise NotCompiledError("IN over literals")
            return lambda row: (one(row) in members) is wanted
        compare, kinds = _COMPARE[e.op], {self.kind(e.expr), self.kind(e.other)}
        if kinds == {"text"}:
            left, right = self._text(e.expr, bound), self._text(e.other, bound)
            return lambda row: compare(left(row), right(row))
        if "number" in kinds and "text" not in kinds:
            left, right = self._number(e.expr, bound), self._number(e.other, bound)
            return lambda row: compare(left(row), right(row))
        if kinds == {"term"}:
            left, right = self._term(e.expr, bound), self._term(e.other, bound)
            by_identity = e.op in ("=", "!=")
            return lambda row: compare(*_comparable(left(row), right(row), by_identity=by_identity))
        # a text that is compared with a term: equal only to a plain string of the same form
        left, right = (self._as_text(side, bound) for side in (e.expr, e.other))
        return lambda row: compare(left(row), right(row))

    def _as_text(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (the same)
        if self.kind(e) == "text":
            return self._text(e, bound)
        term = self._term(e, bound)

        def plain(row: Row) -> str:
            value: str = term(row)
            if not is_literal(value) or datatype(value) != STRING:
                raise Doubt(value)
            return text(value)

        return plain

    def _term(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (the same)
        from rdflib import Literal, URIRef, Variable  # noqa: PLC0415 (heavy)

        if isinstance(e, URIRef | Literal):
            return self._scope.term(e)
        if isinstance(e, Variable):
            slot = self._scope.slot(e)
            return _certain(slot) if e in bound else _uncertain(slot)
        if e.name == "Builtin_DATATYPE":
            term = self._term(e.arg, bound)
            return lambda row: _datatype(term(row))
        return self._chosen(e, bound, self._term)

    def _text(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (the same; a list of cases)
        from rdflib import Literal, Variable  # noqa: PLC0415 (heavy)

        if isinstance(e, Literal):
            fixed = str(e)
            return lambda _row: fixed
        if isinstance(e, Variable):
            if self.kind(e) != "text":
                raise NotCompiledError("a variable where a text stands")
            return self._term(e, bound)
        if e.name == "Builtin_STR":
            term = self._term(e.arg, bound)
            return lambda row: text(term(row))
        if e.name == "Builtin_CONCAT":
            parts = [self._text(part, bound) for part in e.arg]
            return lambda row: "".join(part(row) for part in parts)
        if e.name == "Builtin_REPLACE" and not e.flags and "$" not in e.replacement and "\\" not in e.replacement:
            whole, pattern, new = self._text(e.arg, bound), re.compile(str(e.pattern)), str(e.replacement)
            return lambda row: pattern.sub(new, whole(row))
        if e.name == "Builtin_STRAFTER":
            one, two = self._text(e.arg1, bound), self._text(e.arg2, bound)
            return lambda row: _after(one(row), two(row))
        if e.name == "Builtin_SUBSTR":
            whole, start, length = (
                self._text(e.arg, bound), self._number(e.start, bound), self._number(e.length, bound)
            )  # fmt: skip
            return lambda row: _substring(whole(row), start(row), length(row))
        return self._chosen(e, bound, self._text)

    def _number(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (the same)
        from rdflib import Literal, Variable  # noqa: PLC0415 (heavy)

        if isinstance(e, Literal):
            fixed = number(term_of(e))
            return lambda _row: fixed
        if isinstance(e, Variable):
            term = self._term(e, bound)
            return term if self.kind(e) == "number" else lambda row: _as_number(term(row))
        if e.name == "UnaryMinus":
            inner = self._number(e.expr, bound)
            return lambda row: -inner(row)
        if e.name == "AdditiveExpression":
            parts = [self._number(part, bound) for part in (e.expr, *e.other)]
            signs = [1, *(1 if op == "+" else -1 for op in e.op)]
            return lambda row: sum(sign * part(row) for sign, part in zip(signs, parts, strict=True))
        if e.name == "Function" and str(e.iri) == XSD.integer and len(e.expr) == 1:
            return self._integer(e.expr[0], bound)
        return self._chosen(e, bound, self._number)

    def _integer(self, e: Any, bound: frozenset[Any]) -> Make:  # noqa: ANN401 (the same)
        if self.kind(e) == "term":
            term = self._term(e, bound)

            def cast(row: Row) -> int:
                value = _as_number(term(row))
                if isinstance(value, Decimal):
                    raise Doubt(str(value))
                return value

            return cast
        whole = self._text(e, bound)

        def read(row: Row) -> int:
            digits = whole(row)
            if not (digits.isascii() and digits.isdigit()):
                raise Doubt(digits)
            return int(digits)

        return read

    def _chosen(
        self,
        e: Any,  # noqa: ANN401 (the same)
        bound: frozenset[Any],
        compiled: Callable[[Any, frozenset[Any]], Make],
    ) -> Make:
        """Compile IF and COALESCE, whose value is that of one of their parts."""
        if e.name == "Builtin_IF":
            test, one, two = self._truth(e.arg1, bound), compiled(e.arg2, bound), compiled(e.arg3, bound)
            return lambda row: one(row) if test(row) else two(row)
        if e.name == "Builtin_COALESCE":
            parts = [compiled(part, bound) for part in e.arg]
            return lambda row: _first(parts, row)
        raise NotCompiledError(e.name)


def _certain(slot: int) -> Make:
    return lambda row: row[slot]


def _uncertain(slot: int) -> Make:
    def read(row: Row) -> Any:  # noqa: ANN401 (a value of any kind)
        if row[slot] is None:
            raise Fault
        return row[slot]

    return read


def _either(parts: list[Holds]) -> Holds:
    def holds(row: Row) -> bool:
        fault = None
        for part in parts:
            try:
                if part(row):
                    return True
            except Fault as error:
                fault = error
        if fault is not None:
            raise fault
        return False

    return holds


def _first(parts: list[Make], row: Row) -> Any:  # noqa: ANN401 (a value of any kind)
    for part in parts:
        try:
            return part(row)
        except Fault:
            continue
    raise Fault


def _as_number(term: str) -> Decimal | int:
    if not is_literal(term):
        raise Fault
    return number(term)


def _datatype(term: str) -> str:
    if not is_literal(term):
        raise Fault
    return f"{datatype(term)}"


def _after(whole: str, mark: str) -> str:
    place = whole.find(mark)
    return "" if place < 0 else whole[place + len(mark) :]


def _substring(whole: str, start: int, length: int) -> str:
    begin = start - 1
    return whole[begin : length + begin]


def _comparable(one: str, other: str, *, by_identity: bool) -> tuple[Any, Any]:
    """Return two values whose comparison is that of two terms.

    Raises:
        Fault: One of them has no order.
        Doubt: They are literals of which plain comparison is not known to hold.
    """
    if not is_literal(one) and not is_literal(other):
        if not by_identity:
            raise Fault
        return one, other
    if not is_literal(one) or not is_literal(other):
        if not by_identity:
            raise Fault
        if is_literal(one):
            raise Doubt(one)
        return one, other
    if datatype(one) == datatype(other) == STRING:
        return text(one), text(other)
    return number(one), number(other)
