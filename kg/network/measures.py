"""Measures of units, actions and pairs: who carries how much, who ties others together, what hangs on one unit.

Counts are of actions, each once. A tie through a group is counted apart (`possibly`), since a group that is
not expanded is no unit. Ties between units are those of `unit_network`: two units that share an action.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.network.build import unit_network
from kg.network.model import Edge, Network, Node, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROLES: Final = ("lead", "responsible", "supporting")
DIGITS: Final = 6
"""Decimals that are kept: the rest differs between machines."""
EXACT: Final = 1_000
"""Up to so many units betweenness is exact; beyond, it is estimated from so many of them, always the same."""
_SEED: Final = 1
_OF_UNITS: Final = (*ROLES, "possibly", "sole_lead", "alone", "in_open_list", "partners", "betweenness", "community")
_OF_ACTIONS: Final = (*ROLES, "units", "groups", "orphan", "single")


@dataclass(frozen=True, slots=True)
class UnitMeasures:
    """One unit or group.

    Args:
        lead: Actions that it leads; `responsible` and `supporting` likewise; `actions` are all of these, each once.
        possibly: Those of them in which it stands as a group or a member of one.
        sole_lead: Actions that it leads and no other unit does.
        alone: Actions in which no other unit has any part: nobody else would carry them.
        in_open_list: Actions whose list ends in 等: it may have partners there that are not named.
        partners: Units that it shares an action with.
        betweenness: Share of the shortest paths between other units that go through it, from 0 to 1.
        community: Number of its community, from 1 for the largest.
    """

    unit: Node
    lead: int
    responsible: int
    supporting: int
    actions: int
    possibly: int
    sole_lead: int
    alone: int
    in_open_list: int
    partners: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class ActionMeasures:
    """One action: its owners by role, groups apart; `orphan` where no unit is named, `single` where one is."""

    action: Node
    lead: int
    responsible: int
    supporting: int
    units: int
    groups: int
    orphan: bool
    single: bool
    open_list: bool


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """Two units that share actions; `strength` is the share of what either carries that they carry together."""

    first: Node
    second: Node
    shared: int
    lead_support: int
    strength: float
    possibly: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The network as a whole.

    Args:
        orphans: Actions for which no unit is named (groups do not count).
        group_only: Those of them that name a group.
        single: Actions that one unit alone carries.
        led: Actions with a lead; `most_leading` is the unit that leads most of them, `lead_share` its share.
        components: Parts of the network of units that share no action with each other.
        modularity: How clear-cut the communities are; 0 where there are no ties.
    """

    actions: int
    units: int
    groups: int
    ties: int
    orphans: int
    group_only: int
    open_lists: int
    single: int
    led: int
    most_leading: str
    lead_share: float
    pairs: int
    components: int
    communities: int
    modularity: float


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of a bipartite network; each tuple is sorted, the most first."""

    units: tuple[UnitMeasures, ...]
    actions: tuple[ActionMeasures, ...]
    pairs: tuple[PairMeasures, ...]
    overview: Overview


class _Ties:
    """Who has which part in what."""

    def __init__(self, network: Network) -> None:
        self.nodes = {node.id: node for node in network.nodes}
        self.of_unit: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.of_action: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.possibly: dict[str, set[str]] = defaultdict(set)
        self.opened = {edge.target for edge in network.edges if edge.open_list}
        in_person = {(edge.source, edge.target) for edge in network.edges if not edge.possibly}
        for edge in network.edges:
            self.of_unit[edge.source][edge.target].add(edge.role)
            self.of_action[edge.target][edge.source].add(edge.role)
            if (edge.source, edge.target) not in in_person:
                self.possibly[edge.source].add(edge.target)

    def units_of(self, action: str) -> list[str]:
        """Return the owners of an action that are no groups."""
        return [unit for unit in self.of_action.get(action, {}) if self.nodes[unit].kind != "group"]

    def leads_of(self, action: str) -> list[str]:
        return [unit for unit, roles in self.of_action.get(action, {}).items() if "lead" in roles]


def measure(network: Network) -> Measures:
    """Return the measures of a bipartite network, which decides whether groups and open lists count."""
    ties, between = _Ties(network), unit_network(network)
    graph = _graph(between)
    central, communities, modularity = _betweenness(graph), *_communities(graph)
    units = [_unit(node, ties, graph, central, communities) for node in between.nodes]
    actions = [_action(node, ties) for node in network.nodes if node.is_action]
    pairs = [_pair(edge, ties) for edge in between.edges]
    return Measures(
        units=tuple(sorted(units, key=lambda m: (-m.actions, -m.lead, m.unit.label, m.unit.id))),
        actions=tuple(sorted(actions, key=lambda m: (m.action.plan or "", m.units, m.action.path or "", m.action.id))),
        pairs=tuple(sorted(pairs, key=lambda m: (-m.shared, -m.strength, m.first.label, m.second.label, m.first.id))),
        overview=_overview(ties, actions, units, len(network.edges), _Shape.of(graph, communities, modularity)),
    )


def _graph(between: Network) -> Any:  # noqa: ANN401 (networkx has no types)
    import networkx as nx  # noqa: PLC0415 (heavy, and wanted by measures and two formats)

    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in between.nodes)
    graph.add_weighted_edges_from((edge.source, edge.target, edge.weight) for edge in between.edges)
    return graph


def _betweenness(graph: Any) -> Mapping[str, float]:  # noqa: ANN401 (the same)
    import networkx as nx  # noqa: PLC0415 (the same)

    sample = None if len(graph) <= EXACT else EXACT
    found = nx.betweenness_centrality(graph, k=sample, seed=_SEED)
    return {unit: round(value, DIGITS) for unit, value in found.items()}


def _communities(graph: Any) -> tuple[Mapping[str, int], float]:  # noqa: ANN401 (the same)
    """Return the community of each unit, the largest first, and the modularity of this division."""
    import networkx as nx  # noqa: PLC0415 (the same)

    if not graph.number_of_edges():
        return {unit: place for place, unit in enumerate(sorted(graph), start=1)}, 0.0
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    modularity = round(float(nx.community.modularity(graph, ordered, weight="weight")), DIGITS)
    return {unit: place for place, members in enumerate(ordered, start=1) for unit in members}, modularity


def _unit(
    node: Node,
    ties: _Ties,
    graph: Any,  # noqa: ANN401 (the same)
    central: Mapping[str, float],
    communities: Mapping[str, int],
) -> UnitMeasures:
    actions = ties.of_unit[node.id]
    by_role = Counter(role for roles in actions.values() for role in roles)
    return UnitMeasures(
        unit=node,
        lead=by_role["lead"],
        responsible=by_role["responsible"],
        supporting=by_role["supporting"],
        actions=len(actions),
        possibly=len(ties.possibly[node.id]),
        sole_lead=sum(ties.leads_of(action) == [node.id] for action in actions),
        alone=sum(list(ties.of_action[action]) == [node.id] for action in actions),
        in_open_list=sum(action in ties.opened for action in actions),
        partners=int(graph.degree(node.id)),
        betweenness=central[node.id],
        community=communities[node.id],
    )


def _action(node: Node, ties: _Ties) -> ActionMeasures:
    owners = ties.of_action.get(node.id, {})
    units = ties.units_of(node.id)
    by_role = Counter(role for unit in units for role in owners[unit])
    return ActionMeasures(
        action=node,
        lead=by_role["lead"],
        responsible=by_role["responsible"],
        supporting=by_role["supporting"],
        units=len(units),
        groups=len(owners) - len(units),
        orphan=not units,
        single=len(owners) == 1 and len(units) == 1 and not node.open_list,
        open_list=bool(node.open_list),
    )


def _pair(edge: Edge, ties: _Ties) -> PairMeasures:
    either = len(ties.of_unit[edge.source].keys() | ties.of_unit[edge.target].keys())
    return PairMeasures(
        first=ties.nodes[edge.source],
        second=ties.nodes[edge.target],
        shared=edge.weight,
        lead_support=edge.lead_support or 0,
        strength=round(edge.weight / either, DIGITS),
        possibly=edge.possibly,
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """The network of units as a whole."""

    pairs: int
    components: int
    communities: int
    modularity: float

    @classmethod
    def of(cls, graph: Any, communities: Mapping[str, int], modularity: float) -> _Shape:  # noqa: ANN401 (the same)
        import networkx as nx  # noqa: PLC0415 (the same)

        parts = nx.number_connected_components(graph)
        return cls(graph.number_of_edges(), parts, len(set(communities.values())), modularity)


def _overview(
    ties: _Ties, actions: Sequence[ActionMeasures], units: Sequence[UnitMeasures], counted: int, shape: _Shape
) -> Overview:
    led = sum(bool(ties.leads_of(m.action.id)) for m in actions)
    top = max(units, key=lambda m: (m.lead, m.unit.label), default=None)
    leading = top is not None and top.lead > 0
    return Overview(
        actions=len(actions),
        units=sum(m.unit.kind != "group" for m in units),
        groups=sum(m.unit.kind == "group" for m in units),
        ties=counted,
        orphans=sum(m.orphan for m in actions),
        group_only=sum(m.orphan and m.groups > 0 for m in actions),
        open_lists=sum(m.open_list for m in actions),
        single=sum(m.single for m in actions),
        led=led,
        most_leading=top.unit.label if top is not None and leading else "",
        lead_share=round(top.lead / led, DIGITS) if top is not None and leading else 0.0,
        pairs=shape.pairs,
        components=shape.components,
        communities=shape.communities,
        modularity=shape.modularity,
    )


def measured(network: Network) -> Network:
    """Return a network, of either kind, whose nodes carry what `measure` says of its units and actions.

    For the network of units, measure the bipartite one first and project it then: measures of nodes stay.
    """
    found = measure(network)
    values: dict[str, tuple[tuple[str, Value], ...]] = {}
    for unit in found.units:
        values[unit.unit.id] = tuple((name, getattr(unit, name)) for name in _OF_UNITS)
    for action in found.actions:
        values[action.action.id] = tuple((name, getattr(action, name)) for name in _OF_ACTIONS)
    return replace(network, nodes=tuple(replace(node, measures=values.get(node.id, ())) for node in network.nodes))
