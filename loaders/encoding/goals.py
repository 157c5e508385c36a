"""Indicators of encodings: one target beside the name, or several in a list."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.records import Bindingness, Comparator, Indicator, Observation, Statistic, Target
from loaders.encoding.responsibility import read_clauses
from loaders.encoding.values import printed
from loaders.rules.indicator.labels import measure_name

if TYPE_CHECKING:
    from loaders.encoding.entry import Entry
    from loaders.encoding.units import UnitBook

TARGET_KEYS: Final = (
    "value", "value_text", "comparator", "comparator_stated", "deadline", "deadline_text", "ambition", "relative_to",
)  # fmt: skip


def read_indicator(entry: Entry, units: UnitBook) -> Indicator:
    """Return the indicator of one group."""
    entry.refuse_both("targets", TARGET_KEYS)
    targets = [_target(inner) for inner in entry.records("targets")]
    if entry.has("value"):
        targets.insert(0, _target(entry))
    elif not entry.has("targets") and (lonely := entry.given(*TARGET_KEYS)) is not None:
        entry.reject("encoding-missing-key", lonely, key=entry.label("value"))
    label = entry.needed("name")
    bindingness = entry.code("bindingness")
    return Indicator(
        label=label,
        measure=entry.text("measure") or measure_name(label),
        unit=entry.text("unit"),
        statistic=Statistic(entry.code("statistic") or Statistic.LEVEL),
        targets=tuple(targets),
        evidence=entry.evidence,
        path=entry.text("at"),
        observations=_observations(entry),
        bindingness=None if bindingness is None else Bindingness(bindingness),
        clauses=read_clauses(entry, units),
    )


def _target(entry: Entry) -> Target:
    value, written = entry.number("value")
    comparator = Comparator(entry.code("comparator") or Comparator.EXACTLY)
    stated = entry.flag("comparator_stated")
    deadline, date_written = entry.date("deadline")
    return Target(
        value=Decimal(0) if value is None else value,
        value_text=entry.text("value_text") or written or "?",
        comparator=comparator,
        comparator_stated=comparator is not Comparator.EXACTLY if stated is None else stated,
        evidence=entry.evidence,
        deadline=deadline,
        deadline_text=printed(deadline, date_written, entry.text("deadline_text")),
        ambition=entry.text("ambition"),
        relative_to=entry.text("relative_to"),
    )


def _observations(entry: Entry) -> tuple[Observation, ...]:
    found = []
    value, written = entry.number("baseline")
    day = entry.date("baseline_date")[0]
    if value is not None:
        found.append(Observation(value, written or "?", entry.evidence_of("baseline"), day))
    elif entry.has("baseline_date") and not entry.has("baseline"):
        entry.reject("encoding-missing-key", "baseline_date", key=entry.label("baseline"))
    for inner in entry.records("observations"):
        value, written = inner.number("value")
        text = inner.text("value_text") or written or "?"
        is_baseline = inner.flag("is_baseline") or False
        seen = Decimal(0) if value is None else value
        found.append(Observation(seen, text, inner.evidence, inner.date("date")[0], is_baseline))
    return tuple(found)
