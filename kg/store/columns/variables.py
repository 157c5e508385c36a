"""Analysis of variables: where they are mentioned, and whether their value is read or only the number of their term."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from kg.store.columns.syntax import Bind, Call, Expression, Filter, Group, Path, Select, Values, Var
from kg.store.rdf import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(expression: Expression) -> list[Expression]:
    """Return an expression and all of its sub-expressions."""
    if isinstance(expression, Call):
        return [expression, *(inner for argument in expression.arguments for inner in walk(argument))]
    return [expression]


def names_in(expression: Expression) -> set[str]:
    """Return the variables of an expression."""
    return {part.name for part in walk(expression) if isinstance(part, Var)}


def variables(part: object) -> set[str]:
    """Return the variables that a part of a question mentions."""
    if isinstance(part, Var):
        return {part.name}
    if isinstance(part, tuple):
        return set[str]().union(*map(variables, part))
    found = set(part.names) if isinstance(part, Values) else {part.name} if isinstance(part, Bind) else set[str]()
    return found.union(*(variables(getattr(part, name)) for name in _parts(type(part))))


_PARTS: Final[dict[type, tuple[str, ...]]] = {}


def _parts(kind: type) -> tuple[str, ...]:
    """Return the fields of a class of syntax nodes that may hold variables; cached, since it is asked for each node."""
    found = _PARTS.get(kind)
    if found is None:
        is_leaf = not is_dataclass(kind) or kind in (Iri, Literal, Path)
        found = _PARTS[kind] = () if is_leaf else tuple(field.name for field in fields(kind))
    return found


def asked_of(select: Select) -> set[str]:
    """Return the variables that a SELECT uses outside its WHERE group."""
    grouped = set(select.group_by or ())
    return grouped | variables(select.columns) | {name for name, _ in select.order}


def unbound_in(group: Group) -> set[str]:
    """Return the variables that a group filters with `!BOUND(?x)`."""
    found = set()
    for element in group.elements:
        if isinstance(element, Filter) and isinstance(element.expression, Call) and element.expression.name == "!":
            inner = element.expression.arguments[0]
            if isinstance(inner, Call) and inner.name == "BOUND" and isinstance(inner.arguments[0], Var):
                found.add(inner.arguments[0].name)
    return found


def valued(select: Select) -> set[str]:
    """Return the variables whose values may be read; for all others the number of the term is enough."""
    found: set[str] = set()
    same: list[set[str]] = []
    for expression, name in _expressions(select):
        choices = _choices(expression)
        if not name or choices is None:
            found |= _looked_at(expression) | {name} - {""}
            continue
        same.append({name, *choices})
        if isinstance(expression, Call) and expression.name == "IF":
            found |= _looked_at(expression.arguments[0])
    size = -1
    while size != len(found):
        size = len(found)
        for names in same:
            if names & found:
                found |= names
    return found


def _expressions(part: object) -> Iterator[tuple[Expression, str]]:
    """Yield each expression with the variable that it is bound to, empty for filters; VALUES binds values."""
    if isinstance(part, Bind):
        yield part.expression, part.name
    elif isinstance(part, Filter):
        yield part.expression, ""
    elif isinstance(part, Values):
        yield from ((Call("VALUES", (Var(name),)), name) for name in part.names)
    elif isinstance(part, tuple):
        for inner in part:
            yield from _expressions(inner)
    else:
        for field in _parts(type(part)):
            yield from _expressions(getattr(part, field))


def _choices(expression: Expression) -> set[str] | None:
    """Return the variables that an expression only chooses among (?x, COALESCE, IF); None for any other."""
    if isinstance(expression, Var):
        return {expression.name}
    if isinstance(expression, Call) and expression.name in {"COALESCE", "IF"}:
        options = expression.arguments[expression.name == "IF" :]
        if all(isinstance(option, Var) for option in options):
            return set[str]().union(*map(variables, options))
    return None


def _looked_at(expression: Expression) -> set[str]:
    """Return the variables whose values an expression reads: all but those that only stand in BOUND."""
    if not isinstance(expression, Call):
        return variables(expression)
    if expression.name == "BOUND":
        return set()
    return set[str]().union(*map(_looked_at, expression.arguments))
