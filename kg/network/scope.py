"""Which plans and units a network is about, found by any name they are known by."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.iri import fold
from kg.namespaces import sparql_prologue
from kg.store import python_value, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store import Store

_PLAN_NAMES: Final = """
SELECT ?thing ?name WHERE {
  ?thing a gp:Plan .
  { ?thing dcterms:title ?name } UNION { ?thing gp:documentNumber ?name }
  UNION { ?thing prov:wasDerivedFrom/gp:fileName ?name } }
"""
_UNIT_NAMES: Final = """
SELECT ?thing ?name WHERE {
  VALUES ?kind { gp:Unit gp:UnitGroup }
  ?thing a ?kind ; skos:prefLabel|skos:altLabel ?name }
"""


def rows_of(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the sorted rows of a SELECT as text, the prefixes added, unbound as empty."""
    found = select(store, sparql_prologue() + query).rows
    return sorted({tuple("" if term is None else str(python_value(term)) for term in row) for row in found})


def _matching(wanted: str, names: Sequence[tuple[str, ...]], kind: tuple[str, str]) -> set[str]:
    """Return the things called `wanted`; failing that, those whose name holds it."""
    key = fold(wanted)
    exact = {thing for thing, name in names if key in (fold(name), thing)}
    found = exact or {thing for thing, name in names if key and key in fold(name)}
    if not found:
        near = difflib.get_close_matches(wanted, sorted({name for _, name in names}), n=3, cutoff=0.4)
        raise UsageError(
            both(f"No {kind[0]} is called {wanted!r}.", f"没有名为“{wanted}”的{kind[1]}。"),
            both(
                f"Near names: {', '.join(near)}." if near else "Look at the names that the store holds.",
                f"相近的名称：{'、'.join(near)}。" if near else "请查看存储中的名称。",
            ),
        )
    return found


def plans_named(store: Store, names: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of the plans with these titles, document numbers, file names or IRIs.

    Raises:
        UsageError: A name fits no plan.
    """
    known = rows_of(store, _PLAN_NAMES)
    return frozenset().union(*(_matching(name, known, ("plan", "规划")) for name in names))


def units_named(store: Store, names: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of the units and groups that are written so, or whose name holds the words.

    Raises:
        UsageError: A name fits no unit.
    """
    known = rows_of(store, _UNIT_NAMES)
    return frozenset().union(*(_matching(name, known, ("unit", "单位")) for name in names))
