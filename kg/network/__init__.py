"""Networks of actions and units: read from a store, narrowed, projected, written to files."""

from kg.network.build import responsibility_network, unit_network
from kg.network.flat import FlatNetwork, flatten
from kg.network.measures import (
    ActionMeasures,
    Measures,
    Overview,
    PairMeasures,
    UnitMeasures,
    measure,
    measured,
)
from kg.network.model import Edge, Groups, Network, Node
from kg.network.scope import plans_named, units_named
from kg.network.tables import KINDS, Kind, measures_table
from kg.network.writers import EXPORTERS, Exporter

__all__ = [
    "EXPORTERS",
    "KINDS",
    "ActionMeasures",
    "Edge",
    "Exporter",
    "FlatNetwork",
    "Groups",
    "Kind",
    "Measures",
    "Network",
    "Node",
    "Overview",
    "PairMeasures",
    "UnitMeasures",
    "flatten",
    "measure",
    "measured",
    "measures_table",
    "plans_named",
    "responsibility_network",
    "unit_network",
    "units_named",
]
