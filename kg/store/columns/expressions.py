"""Expressions of SPARQL as SQL; an error in one is NULL, as it is unbound in the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.store.columns.relation import NUMBERS, Value
from kg.store.columns.syntax import Call, Expression, Unsupported, Var
from kg.store.rdf import STRING, XSD, Iri, Literal

_COMPARE: Final = {"=": "=", "!=": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
_KINDS: Final = {STRING: "str", XSD + "integer": "int", XSD + "decimal": "num", XSD + "double": "num",
                 XSD + "boolean": "bool", XSD + "date": "date"}  # fmt: skip
# what is left of an IRI when all up to the last mark is taken away, without a search per row
_LAST: Final = {"'^.*#'": "'#'", "'^.*/'": "'/'"}
Lookup = Callable[[str], Value]
Number = Callable[[Iri | Literal], int]


def text(value: str) -> str:
    """Return a string literal of SQL."""
    return "'" + value.replace("'", "''") + "'"


def constant(term: Iri | Literal, number: Number) -> Value:
    """Return the value of a term that stands in the query."""
    if isinstance(term, Iri):
        return Value("iri", str(number(term)), text(term.value), maybe=False)
    kind = _KINDS.get(term.datatype)
    if kind is None:
        return Value("mixed", str(number(term)), None, maybe=False)
    plain = {"int": term.value, "num": f"CAST({term.value} AS DOUBLE)", "bool": term.value}.get(kind, text(term.value))
    known = number(term)
    # the number of a literal that the store does not hold tells it apart from no other
    return Value(kind, str(known) if known >= 0 else None, plain, maybe=False)


class Expressions:
    """Translates expressions over the variables that `lookup` knows."""

    def __init__(self, lookup: Lookup, number: Number) -> None:
        self._lookup = lookup
        self._number = number

    def value(self, expression: Expression) -> Value:
        """Return the SQL of an expression."""
        if isinstance(expression, Var):
            return self._lookup(expression.name)
        if isinstance(expression, Iri | Literal):
            return constant(expression, self._number)
        return self._call(expression)

    def condition(self, expression: Expression) -> str:
        """Return the SQL of an expression that is true, false or an error."""
        found = self.value(expression)
        if found.kind not in {"bool", "null"}:
            raise Unsupported("a condition that is no boolean")
        return found.value()

    def _call(self, call: Call) -> Value:
        name, given = call.name, call.arguments
        if name == "BOUND" and isinstance(given[0], Var):
            found = self._lookup(given[0].name)
            held = found.id or found.v
            return Value("bool", None, "false" if found.kind == "null" else f"({held} IS NOT NULL)", maybe=False)
        if name == "!":
            return Value("bool", None, f"(NOT {self.condition(given[0])})")
        if name in {"&&", "||"}:
            word = "AND" if name == "&&" else "OR"
            return Value("bool", None, f"({self.condition(given[0])} {word} {self.condition(given[1])})")
        if name in _COMPARE:
            return Value("bool", None, self._compare(name, given[0], given[1]))
        if name == "IN":
            options = " OR ".join(self._compare("=", given[0], option) for option in given[1:])
            return Value("bool", None, f"({options})")
        if name == "IF":
            condition = self.condition(given[0])
            sure = isinstance(given[0], Call) and given[0].name == "BOUND"
            return self._choice(
                [self.value(given[1]), self.value(given[2])],
                lambda one, other: f"CASE WHEN {condition} THEN {one} WHEN NOT {condition} THEN {other} END",
                sure=sure,
            )
        if name == "COALESCE":
            found_all = [self.value(argument) for argument in given]
            whole = self._choice(found_all, lambda *parts: f"coalesce({', '.join(parts)})", sure=True)
            return Value(whole.kind, whole.id, whole.v, maybe=all(v.maybe for v in found_all))
        values = [self.value(argument) for argument in given]
        if any(v.kind == "null" for v in values):
            return Value("null", None, "NULL")
        if name in {"+", "-", "*", "/"}:
            return self._arithmetic(name, values)
        return self._function(name, values)

    def _choice(self, values: list[Value], sql: Callable[..., str], *, sure: bool) -> Value:
        kinds = {v.kind for v in values} - {"null"}
        kind = kinds.pop() if len(kinds) == 1 else "num" if kinds and kinds <= NUMBERS else "mixed"
        blank = [v.kind == "null" for v in values]
        ids = ["NULL" if b else v.id for v, b in zip(values, blank, strict=True)]
        plain = ["NULL" if b else v.v for v, b in zip(values, blank, strict=True)]
        with_id = sql(*ids) if all(i is not None for i in ids) else None
        with_v = sql(*plain) if all(v is not None for v in plain) and kind != "mixed" else None
        if with_id is None and with_v is None:
            raise Unsupported("a choice between different kinds")
        return Value(kind, with_id, with_v, maybe=not sure or any(v.maybe for v in values))

    def _compare(self, sign: str, left: Expression, right: Expression) -> str:
        mark = _COMPARE[sign]
        if all(isinstance(e, Call) and e.name == "STR" for e in (left, right)):
            # numbers of IRIs sort as the IRIs do
            one, other = (self.value(e.arguments[0]) for e in (left, right) if isinstance(e, Call))
            if one.kind == other.kind == "iri" and one.id and other.id:
                return f"({one.id} {mark} {other.id})"
        one, other = self.value(left), self.value(right)
        if "null" in {one.kind, other.kind}:
            return "CAST(NULL AS BOOLEAN)"
        same = one.kind == other.kind or {one.kind, other.kind} <= NUMBERS
        if sign in {"=", "!="} and one.kind == other.kind == "iri" and one.id and other.id:
            return f"({one.id} {mark} {other.id})"
        if not same or one.kind in {"iri", "mixed"}:
            raise Unsupported(f"{one.kind} {sign} {other.kind}")
        return f"({one.value()} {mark} {other.value()})"

    @staticmethod
    def _arithmetic(sign: str, values: list[Value]) -> Value:
        one, other = values
        if not {one.kind, other.kind} <= NUMBERS:
            raise Unsupported(f"{one.kind} {sign} {other.kind}")
        if sign == "/":
            return Value("num", None, f"(CAST({one.value()} AS DOUBLE) / nullif({other.value()}, 0))")
        kind = "int" if one.kind == other.kind == "int" else "num"
        return Value(kind, None, f"({one.value()} {sign} {other.value()})")

    @staticmethod
    def _function(name: str, values: list[Value]) -> Value:
        plain = [v.value() for v in values]
        kinds = [v.kind for v in values]
        if name == "STR" and kinds[0] in {"str", "iri", "date", "int"}:
            return Value("str", None, f"CAST({plain[0]} AS VARCHAR)", maybe=values[0].maybe)
        if name == "REPLACE" and kinds == ["str"] * 3:
            mark = _LAST.get(plain[1]) if plain[2] == "''" else None
            whole = f"split_part({plain[0]}, {mark}, -1)" if mark else f"regexp_replace({', '.join(plain)}, 'gs')"
            return Value("str", None, whole)
        if name == "REGEX" and kinds == ["str"] * 2:
            return Value("bool", None, f"regexp_matches({', '.join(plain)}, 's')")
        if name in {"CONTAINS", "STRSTARTS"} and kinds == ["str"] * 2:
            return Value("bool", None, f"{'contains' if name == 'CONTAINS' else 'starts_with'}({', '.join(plain)})")
        if name == "CONCAT" and set(kinds) == {"str"}:
            return Value("str", None, f"({' || '.join(plain)})")
        if name == "LCASE" and kinds == ["str"]:
            return Value("str", None, f"lower({plain[0]})")
        if name == "STRLEN" and kinds == ["str"]:
            return Value("int", None, f"length({plain[0]})")
        if name == "SUBSTR" and kinds == ["str", "int", "int"]:
            return Value("str", None, f"substring({', '.join(plain)})")
        if name in {"YEAR", "MONTH"} and kinds == ["date"]:
            start, size = (1, 4) if name == "YEAR" else (6, 2)
            return Value("int", None, f"CAST(substring({plain[0]}, {start}, {size}) AS BIGINT)")
        if name in {"FLOOR", "ROUND"} and kinds[0] in NUMBERS:
            # SPARQL rounds halves upwards, SQL away from zero
            inner = plain[0] if name == "FLOOR" or kinds[0] == "int" else f"{plain[0]} + 0.5"
            return Value(kinds[0], None, plain[0] if kinds[0] == "int" else f"floor({inner})")
        if name == "xsd:integer" and kinds[0] in {"str", "int", "num"}:
            inner = f"trunc({plain[0]})" if kinds[0] == "num" else plain[0]
            return Value("int", None, f"TRY_CAST({inner} AS BIGINT)")
        if name == "xsd:decimal" and kinds[0] in NUMBERS:
            return Value("num", None, f"CAST({plain[0]} AS DOUBLE)")
        raise Unsupported(f"{name}({', '.join(kinds)})")
