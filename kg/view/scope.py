"""Which plans a ledger, picture or report is about: by name, by place, by unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.network.scope import plans_named, rows_of, units_named
from kg.query.names import resolve
from kg.store import Iri
from kg.view.model import Unit
from kg.view.read import read_plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import Store
    from kg.view.model import Plan

# one shared thing a query: what plans share stands in many graphs
_OF_UNIT: Final = "?duty gp:unit %s . ?item gp:hasAssignment ?duty ; gp:ofPlan ?plan"
_OF_MEMBER: Final = "?body org:hasMember %s ; gp:ofPlan ?plan"
_IN_PLACE: Final = "?plan gp:jurisdiction %s ; a gp:Plan"
_VALUE: Final = "SELECT DISTINCT ?value WHERE { %s %s ?value }"


@dataclass(frozen=True, slots=True)
class Scope:
    """Plans by place and title, and the units asked about; no units where none were."""

    plans: tuple[Plan, ...]
    units: tuple[Unit, ...] = ()


def scoped(store: Store, *, plans: Sequence[str] = (), units: Sequence[str] = (), places: Sequence[str] = ()) -> Scope:
    """Read the plans that these words are about; no words mean all plans.

    Args:
        store: Where to read.
        plans: File names, titles or parts of one, document numbers or IRIs.
        units: Any names of units: the plans that name one of them, or are of its place.
        places: Names or codes of places: their plans, not those of places within.

    Raises:
        UsageError: A word fits nothing, or no plan is left.
    """
    wanted: set[str] | None = set(plans_named(store, plans)) if plans else None
    if places:
        found = {
            plan
            for word in places
            for place in resolve(store, "place", word)
            for plan in _plans(store, _IN_PLACE, place.iri)
        }
        wanted = found if wanted is None else wanted & found
    meant = tuple(_unit(store, iri) for iri in sorted(units_named(store, units)))
    if places and meant:
        inside = {place.iri for word in places for place in resolve(store, "place", word)}
        meant = tuple(unit for unit in meant if unit.place in inside) or meant
    if meant:
        found = {
            plan for unit in meant for pattern in (_OF_UNIT, _OF_MEMBER) for plan in _plans(store, pattern, unit.iri)
        }
        found |= {plan for unit in meant if unit.place for plan in _plans(store, _IN_PLACE, unit.place)}
        wanted = found if wanted is None else wanted & found
    if wanted is not None and not wanted:
        raise _nothing()
    read = read_plans(store, wanted or ())
    if not read:
        raise _nothing()
    return Scope(read, meant)


def _nothing() -> UsageError:
    return UsageError(
        both("No plan in the store matches.", "存储中没有符合条件的规划。"),
        both("See which there are with: govplan ask plans STORE.", "可用 govplan ask plans STORE 查看已有规划。"),
    )


def _plans(store: Store, pattern: str, iri: str) -> set[str]:
    return {row[0] for row in rows_of(store, f"SELECT DISTINCT ?plan WHERE {{ {pattern % Iri(iri).n3()} }}")}


def _unit(store: Store, iri: str) -> Unit:
    def value(thing: str, predicate: str) -> str:
        rows = rows_of(store, _VALUE % (Iri(thing).n3(), predicate)) if thing else []
        return rows[0][0] if rows else ""

    place = value(iri, "gp:jurisdiction")
    return Unit(
        iri=iri,
        name=value(iri, "skos:prefLabel") or iri,
        is_group=bool(
            rows_of(store, f"SELECT ?group WHERE {{ VALUES ?group {{ {Iri(iri).n3()} }} ?group a gp:UnitGroup }}")
        ),
        place=place,
        place_name=value(place, "skos:prefLabel"),
    )
