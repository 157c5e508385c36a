"""Words of govplan's vocabulary that do not exist: a query that holds one is valid, and finds nothing."""

from __future__ import annotations

from typing import Final

from kg.namespaces import PREFIXES
from kg.query.tokens import tokens
from kg.terms import GP

_HOME: Final = PREFIXES["gp"]


def unknown_terms(text: str) -> dict[str, tuple[str, ...]]:
    """Return what a query writes in govplan's namespace and the vocabulary does not hold, with the nearest terms.

    >>> unknown_terms("ASK { ?x a gp:Actoin ; gp:path ?p }")
    {'gp:Actoin': ('gp:Action',)}
    """
    from difflib import get_close_matches  # noqa: PLC0415 (only where somebody writes a query)

    prefixes = dict(PREFIXES)
    found: dict[str, tuple[str, ...]] = {}
    declared: str | None = None
    previous = ""
    for token in tokens(text):
        if previous == "PREFIX" and token.kind == "name":
            declared = token.text[:-1]
        elif declared is not None:
            prefixes[declared] = token.text[1:-1]
            declared = None
        else:
            iri = _expanded(token.kind, token.text, prefixes)
            if iri.startswith(_HOME) and iri != _HOME and iri not in GP:
                names = [term.removeprefix(_HOME) for term in GP]
                near = get_close_matches(iri.removeprefix(_HOME), names, n=2, cutoff=0.7)
                found[token.text] = tuple(f"gp:{name}" for name in near)
        previous = token.keyword
    return found


def _expanded(kind: str, text: str, prefixes: dict[str, str]) -> str:
    if kind == "iri":
        return text[1:-1]
    prefix, _, local = text.partition(":")
    return prefixes.get(prefix, "") + local if kind == "name" else ""
