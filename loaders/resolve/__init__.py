"""From names as written to places, units and groups of the graph: the door of this room."""

from loaders.resolve.groups import is_group
from loaders.resolve.places import COUNTRY, Gazetteer, gazetteer
from loaders.resolve.settle import Settlement, settle
from loaders.resolve.shape import compound_pattern, compound_runs, looks_like_unit, suffixes
from loaders.resolve.units import UnitResolver

__all__ = [
    "COUNTRY", "Gazetteer", "Settlement", "UnitResolver", "compound_pattern", "compound_runs", "gazetteer", "is_group",
    "looks_like_unit", "settle", "suffixes",
]  # fmt: skip
