"""Indicators and targets: the numbers that a plan promises to reach."""

from __future__ import annotations

from loaders.rules.indicator.frame import Frame, Numbers, Reason
from loaders.rules.indicator.goals import goal_year
from loaders.rules.indicator.reader import read_indicators, read_numbers, trigger_numbers
from loaders.rules.indicator.table import read_indicator_tables, table_spans

__all__ = [
    "Frame",
    "Numbers",
    "Reason",
    "goal_year",
    "read_indicator_tables",
    "read_indicators",
    "read_numbers",
    "table_spans",
    "trigger_numbers",
]
