"""The one sanitiser before all writers: what network formats choke on never reaches them.

Measured with networkx 3.6: None, dates, decimals and lists raise in some writer; int beside float
makes two GraphML keys of one name; a control character makes bad XML without a word; an edge id that
comes twice is written twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.network.model import Edge, Network, Node, Value

Scalar = str | int | float | bool
JOINER: Final = "；"
# everything that XML 1.0 has no way to write, and lone surrogates, which UTF-8 has none for
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """A node or edge: its id, its ends where it is an edge, and its attributes in one order for all."""

    id: str
    attributes: tuple[tuple[str, Scalar], ...]
    source: str = ""
    target: str = ""

    def get(self, name: str) -> Scalar | None:
        """Return one attribute, or None where this item lacks it."""
        return next((value for key, value in self.attributes if key == name), None)


@dataclass(frozen=True, slots=True)
class FlatNetwork:
    """A network of scalars: `label` on every item, `weight` on every edge, one type per attribute name."""

    nodes: tuple[Item, ...]
    edges: tuple[Item, ...]
    directed: bool


def clean(text: str) -> str:
    r"""Return `text` without characters that XML cannot hold.

    >>> clean("a\x0bb")
    'ab'
    """
    return _ILLEGAL.sub("", text)


def _scalar(value: Value) -> Scalar | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return JOINER.join(clean(part) for part in value)


def _one_type(values: Sequence[Scalar]) -> type[Scalar]:
    """Return the type that holds all `values`: numbers widen to float, any other mixture to text."""
    kinds = {type(value) for value in values}
    if len(kinds) == 1:
        return kinds.pop()
    return float if kinds == {int, float} else str


def _text(value: Scalar) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _flatten(records: Iterable[Node | Edge]) -> list[tuple[tuple[str, Scalar], ...]]:
    rows = []
    for record in records:
        pairs = [(f.name, getattr(record, f.name)) for f in fields(record)]
        pairs = [pair for pair in pairs if pair[0] not in {"id", "source", "target", "measures"}]
        kept = ((name, _scalar(value)) for name, value in (*pairs, *record.measures))
        rows.append([(name, value) for name, value in kept if value is not None])
    by_name: dict[str, list[Scalar]] = {}
    for row in rows:
        for name, value in row:
            by_name.setdefault(name, []).append(value)
    types = {name: _one_type(values) for name, values in by_name.items()}
    return [tuple((n, _text(v) if types[n] is str else types[n](v)) for n, v in row) for row in rows]


def _unique(ids: Iterable[str]) -> list[str]:
    """Return the ids, a later twin marked; ids are IRIs, which hold no blank."""
    seen: set[str] = set()
    result = []
    for identifier in ids:
        candidate, count = clean(identifier), 2
        while candidate in seen:
            candidate, count = f"{clean(identifier)} {count}", count + 1
        seen.add(candidate)
        result.append(candidate)
    return result


def flatten(network: Network, directed: bool | None = None) -> FlatNetwork:
    """Return `network` in the form that every writer takes.

    Edges whose ends are not nodes of the network are refused.

    Raises:
        ValueError: Two nodes have one id, or an edge ends nowhere.
    """
    ids = [clean(node.id) for node in network.nodes]
    known = set(ids)
    if len(known) != len(ids):
        raise ValueError("two nodes of the network have one id")
    nodes = tuple(Item(i, row) for i, row in zip(ids, _flatten(network.nodes), strict=True))
    edges = []
    edge_ids = _unique(edge.id for edge in network.edges)
    for identifier, edge, row in zip(edge_ids, network.edges, _flatten(network.edges), strict=True):
        source, target = clean(edge.source), clean(edge.target)
        if source not in known or target not in known:
            raise ValueError(f"edge {identifier!r} ends at no node of the network")
        edges.append(Item(identifier, row, source, target))
    return FlatNetwork(nodes, tuple(edges), network.directed if directed is None else directed)
