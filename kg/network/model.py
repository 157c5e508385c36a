"""The network as records: who is tied to what, before any file format has its say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | float | bool | Decimal | date | tuple[str, ...] | None


class Groups(StrEnum):
    """What to do with groups (各成员单位): an unexpanded group is not a unit.

    Expanding puts the listed members of a group in its place, as possible owners; a group whose
    members no document lists stays a group.
    """

    KEEP = "keep"
    DROP = "drop"
    EXPAND = "expand"


@dataclass(frozen=True, slots=True)
class Node:
    """An action (`kind` task, safeguard, project), a unit or a group.

    Args:
        id: IRI.
        label: Title of the action or official name of the unit.
        plan: Title of the plan of an action; units belong to none.
        place: Full name of the place of a unit, or of the plan of an action.
        function: Slug of a unit's government function.
        actions: Number of actions that a unit has a part in, within this network.
        measures: Further named values, such as degrees.
    """

    id: str
    label: str
    kind: str
    plan: str | None = None
    place: str | None = None
    path: str | None = None
    function: str | None = None
    deadline: date | None = None
    ownership: str | None = None
    open_list: bool | None = None
    actions: int | None = None
    measures: tuple[tuple[str, Value], ...] = ()

    @property
    def is_action(self) -> bool:
        """Whether it stands on the side of the actions."""
        return self.kind in {"task", "safeguard", "project"}


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie. In the bipartite network from a unit to an action; between units without direction.

    Args:
        id: IRI of the assignment, or both ends of a pair; unique in its network.
        role: `lead`, `responsible`, `supporting`, or `together` between units.
        weight: 1, or the number of shared actions between units.
        possibly: The unit stands there only as a group or as a member of one.
        open_list: The clause ends in 等: there may be more owners than it names.
        via: Name of the group that a member was put in place of.
        lead_support: Between units, the number of shared actions that one leads and the other does not.
    """

    id: str
    source: str
    target: str
    label: str
    role: str
    weight: int = 1
    possibly: bool = False
    open_list: bool | None = None
    by_division: bool | None = None
    unit_text: str | None = None
    clause: str | None = None
    via: str | None = None
    lead_support: int | None = None
    measures: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each sorted by id; `directed` is true for the bipartite network."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    directed: bool
