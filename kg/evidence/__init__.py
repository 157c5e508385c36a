"""The way back from the graph to the document: what a thing is, where it was read, what was left unread."""

from kg.evidence.coverage import SETTLED, coverage, unread_runs
from kg.evidence.explain import explain, find
from kg.evidence.model import Fact, Place, Thing

__all__ = ["SETTLED", "Fact", "Place", "Thing", "coverage", "explain", "find", "unread_runs"]
