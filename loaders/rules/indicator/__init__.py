"""Indicators and targets: the numbers that a plan promises to reach."""

from __future__ import annotations

from loaders.rules.indicator.frame import Frame, Numbers, Reason
from loaders.rules.indicator.goals import goal_year
from loaders.rules.indicator.reader import read_indicators, read_numbers, trigger_numbers

__all__ = ["Frame", "Numbers", "Reason", "goal_year", "read_indicators", "read_numbers", "trigger_numbers"]
