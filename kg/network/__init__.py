"""Networks of actions and units: read from a store, narrowed, projected, written to files."""

from kg.network.build import responsibility_network, unit_network
from kg.network.flat import FlatNetwork, flatten
from kg.network.model import Edge, Groups, Network, Node
from kg.network.scope import plans_named, units_named
from kg.network.writers import EXPORTERS, Exporter

__all__ = [
    "EXPORTERS",
    "Edge",
    "Exporter",
    "FlatNetwork",
    "Groups",
    "Network",
    "Node",
    "flatten",
    "plans_named",
    "responsibility_network",
    "unit_network",
    "units_named",
]
