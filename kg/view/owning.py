"""Who owns what: definitely, possibly, or not stated. The words are those of the question `unit-portfolio`.

`definitely`: a clause names the unit, or a group whose printed members include it. `possibly`: a group
without printed members, or a list that ends in 等, in a plan of the unit's own place. A test holds this
against the saved query, which stays the truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.view.model import Entry, Indicator, Plan, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Certainty = Literal["definitely", "possibly"]
Via = Literal["named", "member of group", "group", "open list"]
# a group of another kind of body (各街道办事处) is nobody's possibility
_ANY_UNIT: Final = re.compile("部门|单位|委办局")


@dataclass(frozen=True, slots=True)
class Holding:
    """A unit's part in an action or indicator of a plan; `role` is empty where an open list may hold the unit.

    `group` names the group that it may be part of.
    """

    plan: Plan
    item: Entry | Indicator
    role: str
    certainty: Certainty
    via: Via
    group: str = ""


def items_of(plan: Plan) -> tuple[Entry | Indicator, ...]:
    """Return the actions, and the indicators that somebody answers for, in the order of the document."""
    return (*plan.actions, *(item for item in plan.indicators if item.duties or item.clauses))


def may_hold(group: Unit) -> bool:
    """Return whether a group without printed members may include any unit of the plan's place."""
    return group.is_group and bool(group.body or _ANY_UNIT.search(group.name))


def printed_members(plan: Plan, group: Unit) -> tuple[Unit, ...]:
    """Return the units that the plan lists for the body of a group."""
    return next((body.units for body in plan.bodies if group.body and body.iri == group.body), ())


def holdings(plan: Plan, unit: Unit) -> Iterator[Holding]:
    """Yield the parts of `unit` in one plan: by item, the named roles first; each role of an item once."""
    at_home = bool(unit.place) and unit.place == plan.place
    for item in items_of(plan):
        found: dict[tuple[str, Via], Holding] = {}
        named = False
        for duty in item.duties:
            if duty.unit.iri == unit.iri:
                named = True
                found[duty.role, "named"] = Holding(plan, item, duty.role, "definitely", "named")
        if not named:
            for duty in item.duties:
                group = duty.unit
                if not group.is_group or unit.iri in group.excepts:
                    continue
                members = printed_members(plan, group)
                if any(member.iri == unit.iri for member in members):
                    via: Via = "member of group"
                    found.setdefault((duty.role, via), Holding(plan, item, duty.role, "definitely", via, group.name))
                elif at_home and not members and may_hold(group):
                    found.setdefault(
                        (duty.role, "group"), Holding(plan, item, duty.role, "possibly", "group", group.name)
                    )
            if at_home and any(clause.open_list for clause in item.clauses):
                found["", "open list"] = Holding(plan, item, "", "possibly", "open list")
        yield from found.values()


def portfolio(plans: Iterable[Plan], unit: Unit) -> tuple[Holding, ...]:
    """Return the parts of a unit in all `plans`, in their order."""
    return tuple(holding for plan in plans for holding in holdings(plan, unit))


def units_with_duties(plans: Iterable[Plan]) -> tuple[Unit, ...]:
    """Return the units, groups left out, that are named or listed as members for anything, by place and name."""
    found: dict[str, Unit] = {}
    for plan in plans:
        for item in items_of(plan):
            for duty in item.duties:
                members = printed_members(plan, duty.unit) if duty.unit.is_group else (duty.unit,)
                found.update((unit.iri, unit) for unit in members if unit.iri not in duty.unit.excepts)
    return tuple(sorted(found.values(), key=lambda unit: (unit.place_name, unit.name, unit.iri)))
