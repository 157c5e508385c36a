"""The part of SPARQL 1.1 that saved questions are written in, as a tree.

What is not read here raises `Unsupported`, and the question goes to the engine of the store instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from kg.namespaces import PREFIXES
from kg.store.rdf import LANG_STRING, XSD, Iri, Literal, Term


class Unsupported(Exception):
    """The question holds something that is not translated."""


@dataclass(frozen=True, slots=True)
class Var:
    """A variable by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function with its arguments; `name` is in capitals, a mark, or `xsd:` and a type."""

    name: str
    arguments: tuple[Expression, ...]


Expression = Var | Call | Iri | Literal
Node = Var | Iri | Literal


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: `kind` is `link`, `inverse`, `sequence` or `choice`."""

    kind: str
    parts: tuple[Path, ...] = ()
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Triple:
    """One triple pattern."""

    subject: Node
    path: Path
    object: Node


@dataclass(frozen=True, slots=True)
class Group:
    """A group of elements in the order of the text."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """OPTIONAL."""

    group: Group


@dataclass(frozen=True, slots=True)
class Minus:
    """MINUS."""

    group: Group


@dataclass(frozen=True, slots=True)
class Union:
    """UNION of two or more groups."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """FILTER."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Bind:
    """BIND, or one projected expression."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Values:
    """VALUES; None is UNDEF."""

    names: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT: columns as variables or expressions, the group, grouping, and order as (name, descending)."""

    columns: tuple[Var | Bind, ...]
    where: Group
    distinct: bool
    group_by: tuple[str, ...] | None
    order: tuple[tuple[str, bool], ...]


Element = Triple | Group | Optional | Minus | Union | Filter | Bind | Values | Select

_TOKEN: Final = re.compile(
    r"""(?:\s+|\#[^\n]*)|(?P<iri><[^<>\s]*>)|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<var>\?\w+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<tag>@[A-Za-z-]+)|(?P<name>[A-Za-z]\w*:(?:[\w-]*\w)?)
    |(?P<word>[A-Za-z_]+)|(?P<mark>\^\^|!=|<=|>=|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
_UNESCAPE: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LEVELS: Final = (("||",), ("&&",), ("=", "!=", "<", ">", "<=", ">=", "IN"), ("+", "-"), ("*", "/"))
_TYPE: Final = PREFIXES["rdf"] + "type"


class Parser:
    """Reads one query; one object, one text."""

    def __init__(self, text: str) -> None:
        self._tokens = [(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(text) if m.lastgroup]
        self._at = 0
        self._prefixes: dict[str, str] = {}

    def query(self) -> Select:
        """Return the whole query.

        Raises:
            Unsupported: It is no SELECT of the kind that saved questions are.
        """
        while self._take("PREFIX"):
            prefix, iri = self._next()[1], self._next()[1]
            self._prefixes[prefix[:-1]] = iri[1:-1]
        select = self._select()
        if self._at != len(self._tokens):
            self._refuse()
        return select

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, *texts: str) -> str | None:
        kind, text = self._peek()
        if kind in {"word", "mark"} and text.upper() in texts:
            self._at += 1
            return text.upper()
        return None

    def _need(self, text: str) -> None:
        if not self._take(text):
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise Unsupported(" ".join(text for _, text in self._tokens[self._at : self._at + 5]))

    def _select(self) -> Select:
        self._need("SELECT")
        distinct = bool(self._take("DISTINCT"))
        columns: list[Var | Bind] = []
        while not self._take("WHERE"):
            if self._take("("):
                expression = self._expression()
                self._need("AS")
                columns.append(Bind(expression, self._variable()))
                self._need(")")
            else:
                columns.append(Var(self._variable()))
        where = self._group()
        group_by = None
        order: list[tuple[str, bool]] = []
        if self._take("GROUP"):
            self._need("BY")
            names = []
            while self._peek()[0] == "var":
                names.append(self._variable())
            group_by = tuple(names)
        if self._take("ORDER"):
            self._need("BY")
            while self._peek()[0] == "var" or self._peek()[1].upper() in {"DESC", "ASC"}:
                order.append(self._order())
        return Select(tuple(columns), where, distinct, group_by, tuple(order))

    def _order(self) -> tuple[str, bool]:
        way = self._take("DESC", "ASC")
        if way is None:
            return self._variable(), False
        self._need("(")
        name = self._variable()
        self._need(")")
        return name, way == "DESC"

    def _variable(self) -> str:
        kind, text = self._next()
        if kind != "var":
            self._at -= 1
            self._refuse()
        return text[1:]

    def _group(self) -> Group:
        self._need("{")
        elements: list[Element] = []
        while not self._take("}"):
            if self._take("."):
                continue
            elements += self._element()
        return Group(tuple(elements))

    def _element(self) -> list[Element]:
        if self._take("OPTIONAL"):
            return [Optional(self._group())]
        if self._take("MINUS"):
            return [Minus(self._group())]
        if self._take("FILTER"):
            return [Filter(self._primary())]
        if self._take("BIND"):
            self._need("(")
            expression = self._expression()
            self._need("AS")
            name = self._variable()
            self._need(")")
            return [Bind(expression, name)]
        if self._take("VALUES"):
            return [self._values()]
        if self._peek()[1].upper() == "SELECT":
            return [self._select()]
        if self._peek()[1] == "{":
            groups = [self._group()]
            while self._take("UNION"):
                groups.append(self._group())
            return [Union(tuple(groups))] if len(groups) > 1 else [groups[0]]
        return list(self._triples())

    def _values(self) -> Values:
        if self._take("("):
            names = []
            while not self._take(")"):
                names.append(self._variable())
        else:
            names = [self._variable()]
        many = self._tokens[self._at - 1][1] == ")"
        self._need("{")
        rows = []
        while not self._take("}"):
            if many:
                self._need("(")
                rows.append(tuple(self._datum() for _ in names))
                self._need(")")
            else:
                rows.append((self._datum(),))
        return Values(tuple(names), tuple(rows))

    def _datum(self) -> Term | None:
        if self._take("UNDEF"):
            return None
        sign = "-" if self._take("-") else ""
        node = self._node()
        if isinstance(node, Var):
            self._refuse()
        return Literal(sign + node.value, node.datatype) if sign and isinstance(node, Literal) else node

    def _triples(self) -> list[Triple]:
        found = []
        subject = self._node()
        while True:
            path = self._path()
            found.append(Triple(subject, path, self._node()))
            while self._take(","):
                found.append(Triple(subject, path, self._node()))
            if not self._take(";"):
                return found

    def _path(self) -> Path:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("choice", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._take("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("sequence", tuple(parts))

    def _step(self) -> Path:
        if self._take("^"):
            return Path("inverse", (self._step(),))
        if self._take("("):
            inner = self._path()
            self._need(")")
            return inner
        if self._peek() == ("word", "a"):
            self._at += 1
            return Path("link", iri=_TYPE)
        node = self._node()
        if not isinstance(node, Iri):
            self._refuse()
        return Path("link", iri=node.value)

    def _iri(self, name: str) -> Iri:
        prefix, _, local = name.partition(":")
        if prefix not in self._prefixes:
            raise Unsupported(name)
        return Iri(self._prefixes[prefix] + local)

    def _node(self) -> Node:
        kind, text = self._next()
        if kind == "var":
            return Var(text[1:])
        if kind == "iri":
            return Iri(text[1:-1])
        if kind == "name":
            return self._iri(text)
        if kind == "number":
            return Literal(text, XSD + ("double" if "e" in text.lower() else "decimal" if "." in text else "integer"))
        if kind == "word" and text in {"true", "false"}:
            return Literal(text, XSD + "boolean")
        if kind == "string":
            return self._literal(re.sub(r"\\(.)", lambda m: _UNESCAPE.get(m[1], m[1]), text[1:-1]))
        raise Unsupported(text)

    def _literal(self, value: str) -> Literal:
        if self._take("^^"):
            node = self._node()
            if isinstance(node, Iri):
                return Literal(value, node.value)
            self._refuse()
        if self._peek()[0] == "tag":
            return Literal(value, LANG_STRING, self._next()[1][1:])
        return Literal(value)

    def _expression(self, level: int = 0) -> Expression:
        if level == len(_LEVELS):
            return self._unary()
        left = self._expression(level + 1)
        while sign := self._take(*_LEVELS[level]):
            if sign == "IN":
                left = Call("IN", (left, *self._arguments()))
            else:
                left = Call(sign, (left, self._expression(level + 1)))
        return left

    def _unary(self) -> Expression:
        if self._take("!"):
            return Call("!", (self._unary(),))
        if self._take("-"):
            return Call("-", (Literal("0", XSD + "integer"), self._unary()))
        return self._primary()

    def _primary(self) -> Expression:
        if self._take("("):
            inner = self._expression()
            self._need(")")
            return inner
        kind, text = self._peek()
        if kind == "word" and text not in {"true", "false"}:
            self._at += 1
            if text.upper() == "COUNT":
                self._need("(")
                self._need("DISTINCT")
                inner = self._expression()
                self._need(")")
                return Call("COUNT", (inner,))
            return Call(text.upper(), self._arguments())
        if kind == "name" and text.startswith("xsd:") and self._peek(1)[1] == "(":
            self._at += 1
            return Call(text, self._arguments())
        return self._node()

    def _arguments(self) -> tuple[Expression, ...]:
        self._need("(")
        found: list[Expression] = []
        while not self._take(")"):
            found.append(self._expression())
            self._take(",")
        return tuple(found)
