"""Which plans and units a network is about, found by any name they are known by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.namespaces import sparql_prologue
from kg.query.names import resolve
from kg.store import python_value, select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Store

_FILES: Final = "SELECT ?file ?plan WHERE { ?plan a gp:Plan ; prov:wasDerivedFrom/gp:fileName ?file }"


def rows_of(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the sorted rows of a SELECT as text, the prefixes added, unbound as empty."""
    found = select(store, sparql_prologue() + query).rows
    return sorted({tuple("" if term is None else str(python_value(term)) for term in row) for row in found})


def plans_named(store: Store, names: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of the plans with these file names, titles (any part of one), document numbers or IRIs.

    Raises:
        UsageError: A name fits no plan.
    """
    found: set[str] = set()
    for name in names:
        derived = {plan for file, plan in rows_of(store, _FILES) if file == name}
        found |= derived or {plan.iri for plan in resolve(store, "plan", name)}
    return frozenset(found)


def units_named(store: Store, names: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of the units and groups that go by these names; all of them where a name is ambiguous.

    Raises:
        UsageError: A name fits no unit.
    """
    return frozenset(unit.iri for name in names for unit in resolve(store, "unit", name))
