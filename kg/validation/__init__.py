"""Validation: the rules of shapes/ against one plan graph at a time, and what they say in plain words.

pySHACL decides; `graph.py` adds the few rules that SHACL cannot say. See docs/rules.md.
"""

from __future__ import annotations

from kg.validation.engines import Engine, Tally
from kg.validation.rules import Rule, RuleBook, Tier, load_rules
from kg.validation.run import validate
from kg.validation.sources import GraphText, graphs_of_file, graphs_of_store

__all__ = [
    "Engine",
    "GraphText",
    "Rule",
    "RuleBook",
    "Tally",
    "Tier",
    "graphs_of_file",
    "graphs_of_store",
    "load_rules",
    "validate",
]
