"""Parameters into query text: a VALUES line is rewritten with escaped terms, so the file runs unchanged anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.namespaces import NS
from kg.query.catalog import values_line
from kg.query.named import Named
from kg.query.names import Scope, resolve
from kg.store.rdf import XSD, Iri, Literal

if TYPE_CHECKING:
    from kg.query.catalog import Parameter, SavedQuery
    from kg.store.base import Store
    from kg.store.rdf import Term

ROLES: Final = {
    "lead": "Lead", "牵头": "Lead", "responsible": "Responsible", "责任": "Responsible",
    "supporting": "Supporting", "配合": "Supporting",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """Text ready to run, and the names that meant several things: parameter, word, what it was taken for."""

    text: str
    ambiguous: tuple[tuple[str, str, tuple[Named, ...]], ...] = ()


def bind_terms(query: SavedQuery, terms: Mapping[str, Sequence[Term]]) -> str:
    """Return the text with each parameter bound to its terms; one that has none is bound to UNDEF.

    Raises:
        UsageError: A parameter is unknown, or one that is not optional has no term.
    """
    names = {parameter.name for parameter in query.parameters}
    for name in terms:
        if name not in names:
            raise UsageError(
                both(f"{query.id} takes no parameter {name!r}.", f"{query.id} 没有参数 {name!r}。"),
                both(
                    f"It takes: {', '.join(sorted(names)) or 'none'}.",
                    f"可用参数：{'、'.join(sorted(names)) or '无'}。",
                ),
            )
    text = query.text
    for parameter in query.parameters:
        given = terms.get(parameter.name, ())
        if not given and not parameter.optional:
            raise UsageError(
                both(f"{query.id} needs --{parameter.name}.", f"{query.id} 需要 --{parameter.name}。"),
                both(f"Give one: {parameter.doc}", f"请给出：{parameter.doc_zh}"),
            )
        block = f"VALUES ?{parameter.name} {{ {' '.join(term.n3() for term in given) or 'UNDEF'} }}"
        text = values_line(parameter.name).sub(lambda match, new=block: match["lead"] + new, text)  # type: ignore[misc]
    return text


def bind(store: Store, query: SavedQuery, words: Mapping[str, Sequence[str]]) -> Bound:
    """Return the text with each parameter bound to what the user's words mean in this store.

    Args:
        store: Where names are looked up.
        query: The saved query.
        words: For each parameter the words given; none or an absent key takes the default.

    Raises:
        UsageError: A word names nothing, or is no date, number or IRI where one is wanted.
    """
    terms: dict[str, tuple[Term, ...]] = dict.fromkeys(words, ())
    ambiguous = []
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    # places and plans first: they tell which of several units is meant
    for parameter in sorted(query.parameters, key=lambda p: p.kind == "unit"):
        given = tuple(words.get(parameter.name, ())) or ((parameter.default,) if parameter.default else ())
        scope = Scope(_iris(terms, kinds, "place"), _iris(terms, kinds, "plan"))
        collected: list[Term] = []
        for word in given:
            if parameter.kind in {"unit", "place", "plan", "measure", "function"}:
                found = resolve(store, parameter.kind, word, scope)
                if len(found) > 1:
                    ambiguous.append((parameter.name, word, found))
                collected += [Iri(named.iri) for named in found]
            else:
                collected.append(plain_term(parameter, word))
        terms[parameter.name] = tuple(dict.fromkeys(collected))
    return Bound(bind_terms(query, terms), tuple(ambiguous))


def _iris(terms: Mapping[str, Sequence[Term]], kinds: Mapping[str, str], kind: str) -> tuple[str, ...]:
    return tuple(term.value for name, bound in terms.items() if kinds.get(name) == kind for term in bound)


def plain_term(parameter: Parameter, word: str) -> Term:
    """Return the term of a word that needs no store.

    Raises:
        UsageError: The word is not of the parameter's type.
    """
    if parameter.kind == "string":
        return Literal(word)
    if parameter.kind == "iri":
        return Iri(word)
    if parameter.kind == "role":
        role = ROLES.get(word.casefold()) or ROLES.get(word.removesuffix("单位"))
        if role is None:
            raise _no(parameter, word, "a role: lead, responsible or supporting", "职责：牵头、责任或配合")
        return Iri(NS + role)
    if parameter.kind == "integer":
        if not word.removeprefix("-").isascii() or not word.removeprefix("-").isdigit():
            raise _no(parameter, word, "a whole number such as 2025", "整数，如 2025")
        return Literal(str(int(word)), XSD + "integer")
    try:
        return Literal(dt.date.fromisoformat(word).isoformat(), XSD + "date")
    except ValueError as error:
        raise _no(parameter, word, "a date such as 2025-12-31", "日期，如 2025-12-31") from error


def _no(parameter: Parameter, word: str, what: str, what_zh: str) -> UsageError:
    return UsageError(
        both(
            f"--{parameter.name} {word!r} is not {what.split(':', maxsplit=1)[0].split(' such', maxsplit=1)[0]}.",
            f"--{parameter.name} 的值“{word}”无效。",
        ),
        both(f"Give {what}.", f"请给出{what_zh}。"),
    )
