"""The task–department network of a store, and the network of units that work together."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.namespaces import local_name
from kg.network.model import Edge, Groups, Network, Node
from kg.network.scope import rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store import Store

# A unit, a place and their labels stand in the graph of every plan that names them, and engines give a row for
# each: two such patterns in one query make rows without end. So what plans share is asked one pattern at a time.
_ACTIONS: Final = """
SELECT ?action ?kind ?plan ?label ?path ?deadline ?ownership WHERE {
  %s
  VALUES ?kind { gp:Task gp:Safeguard gp:Project }
  ?action gp:ofPlan ?plan ; a ?kind ; rdfs:label ?label .
  OPTIONAL { ?action gp:path ?path }
  OPTIONAL { ?action gp:deadline ?deadline }
  OPTIONAL { ?action gp:ownership ?ownership } }
"""
_ASSIGNMENTS: Final = """
SELECT ?assignment ?action ?unit ?role ?written ?clause ?open ?division WHERE {
  %s
  ?action gp:ofPlan ?plan ; gp:hasAssignment ?assignment .
  ?assignment gp:unit ?unit ; gp:role ?role .
  OPTIONAL { ?assignment gp:unitText ?written }
  OPTIONAL { ?assignment gp:inClause ?c .
    OPTIONAL { ?c gp:clauseText ?clause } OPTIONAL { ?c gp:openList ?open }
    OPTIONAL { ?c gp:byDivisionOfDuties ?division } } }
"""
_KINDS: Final = "SELECT DISTINCT ?unit ?kind WHERE { VALUES ?kind { gp:Unit gp:UnitGroup } ?unit a ?kind }"
_VALUES: Final = "SELECT DISTINCT ?thing ?value WHERE { ?thing %s ?value }"
_MEMBERS: Final = """
SELECT ?group ?unit WHERE {
  ?group a gp:UnitGroup ; gp:groupOf/org:hasMember ?unit .
  FILTER NOT EXISTS { ?group gp:except ?unit } }
"""
_ROLE_LABELS: Final = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}
TOGETHER: Final = "together"


def _flag(text: str) -> bool | None:
    return None if not text else text in {"True", "true", "1"}


def _values(store: Store, predicate: str) -> dict[str, str]:
    """Return the first value in sorted order of everything that has `predicate`."""
    values: dict[str, str] = {}
    for thing, value in rows_of(store, _VALUES % predicate):
        values.setdefault(thing, value)
    return values


class _Shared:
    """What plans share, each property read once."""

    def __init__(self, store: Store) -> None:
        self.names = _values(store, "skos:prefLabel")
        self.titles = _values(store, "dcterms:title")
        self.functions = _values(store, "gp:function")
        self._jurisdictions = _values(store, "gp:jurisdiction")

    def place(self, thing: str) -> str | None:
        return self.names.get(self._jurisdictions.get(thing, ""))


def _action_nodes(store: Store, scope: str, shared: _Shared) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for action, kind, plan, label, path, deadline, ownership in rows_of(store, _ACTIONS % scope):
        if action not in nodes:
            nodes[action] = Node(
                id=action,
                label=label,
                kind=local_name(kind).lower(),
                plan=shared.titles.get(plan),
                place=shared.place(plan),
                path=path or None,
                deadline=date.fromisoformat(deadline) if deadline else None,
                ownership=local_name(ownership) or None,
            )
    return nodes


def _unit_nodes(store: Store, shared: _Shared) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for unit, kind in rows_of(store, _KINDS):
        if unit in shared.names and unit not in nodes:
            function = local_name(shared.functions.get(unit, "")) or None
            kind_of_node = "group" if local_name(kind) == "UnitGroup" else "unit"
            nodes[unit] = Node(unit, shared.names[unit], kind_of_node, place=shared.place(unit), function=function)
    return nodes


def _members(store: Store) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for group, unit in rows_of(store, _MEMBERS):
        members[group].append(unit)
    return members


def _expanded(edges: Iterable[Edge], units: dict[str, Node], members: dict[str, list[str]]) -> list[Edge]:
    """Put the listed members of a group in its place; who is named for the same action in person is left out."""
    edges = list(edges)
    named = {(edge.source, edge.target) for edge in edges}
    result = []
    for edge in edges:
        if edge.source not in members:
            result.append(edge)
            continue
        for unit in members[edge.source]:
            if (unit, edge.target) not in named:
                via = units[edge.source].label
                result.append(replace(edge, id=f"{edge.id}#{local_name(unit)}", source=unit, via=via, possibly=True))
    return result


def responsibility_network(
    store: Store,
    *,
    plans: Collection[str] = (),
    units: Collection[str] = (),
    groups: Groups = Groups.KEEP,
    open_lists: bool = True,
) -> Network:
    """Return the bipartite network: every action, every unit or group assigned to one, an edge per assignment.

    Args:
        store: Where to read; a handful of queries, whatever its size.
        plans: IRIs of plans; none means all.
        units: IRIs of units; where given, only actions that one of them has a part in, with all their owners.
        groups: What becomes of groups.
        open_lists: Whether actions count whose list ends in 等; such a list does not name all.
    """
    scope = f"VALUES ?plan {{ {' '.join(f'<{plan}>' for plan in sorted(plans))} }}" if plans else ""
    shared = _Shared(store)
    actions, known = _action_nodes(store, scope, shared), _unit_nodes(store, shared)
    edges = []
    opened: set[str] = set()
    for assignment, action, unit, role, written, clause, is_open, division in rows_of(store, _ASSIGNMENTS % scope):
        if action not in actions or unit not in known:
            continue
        kind = local_name(role).lower()
        edges.append(
            Edge(
                id=assignment,
                source=unit,
                target=action,
                label=_ROLE_LABELS.get(kind, kind),
                role=kind,
                possibly=known[unit].kind == "group",
                open_list=_flag(is_open),
                by_division=_flag(division),
                unit_text=written or None,
                clause=clause or None,
            )
        )
        if edges[-1].open_list:
            opened.add(action)
    if not open_lists:
        edges = [edge for edge in edges if edge.target not in opened]
        actions = {iri: node for iri, node in actions.items() if iri not in opened}
    if groups is Groups.DROP:
        edges = [edge for edge in edges if known[edge.source].kind != "group"]
    elif groups is Groups.EXPAND:
        edges = _expanded(edges, known, _members(store))
    if units:
        wanted = {edge.target for edge in edges if edge.source in units}
        edges = [edge for edge in edges if edge.target in wanted]
        actions = {iri: node for iri, node in actions.items() if iri in wanted}
    edges = list({edge.id: edge for edge in edges}.values())
    shares = Counter(unit for unit, _ in {(edge.source, edge.target) for edge in edges})
    nodes = [replace(node, open_list=iri in opened) for iri, node in actions.items()]
    nodes += [replace(known[unit], actions=count) for unit, count in shares.items()]
    return Network(_by_id(nodes), tuple(sorted(edges, key=lambda e: e.id)), directed=True)


def _by_id(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: node.id))


def unit_network(network: Network) -> Network:
    """Return the units of a bipartite network, tied where they share an action.

    The weight of an edge is the number of shared actions; `lead_support` counts those that one of
    the two leads and the other does not; `possibly` is true where no shared action names both in person.
    """
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    in_person: set[tuple[str, str]] = set()
    for edge in network.edges:
        roles[edge.target][edge.source].add(edge.role)
        if not edge.possibly:
            in_person.add((edge.target, edge.source))
    shared: Counter[tuple[str, str]] = Counter()
    led: Counter[tuple[str, str]] = Counter()
    named: set[tuple[str, str]] = set()
    for action, owners in roles.items():
        for pair in itertools.combinations(sorted(owners), 2):
            first, second = pair
            shared[pair] += 1
            led[pair] += ("lead" in owners[first]) != ("lead" in owners[second])
            if (action, first) in in_person and (action, second) in in_person:
                named.add(pair)
    edges = [
        Edge(
            id=f"{first} {second}",
            source=first,
            target=second,
            label=str(weight),
            role=TOGETHER,
            weight=weight,
            possibly=(first, second) not in named,
            lead_support=led[first, second],
        )
        for (first, second), weight in sorted(shared.items())
    ]
    return Network(tuple(node for node in network.nodes if not node.is_action), tuple(edges), directed=False)
