"""Indicators with their targets and observations: what a plan promises to reach, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg import iri as mint
from kg.mapping import nquads
from kg.mapping.responsibility import write_clauses
from kg.mapping.writer import A, Writer, predicate
from kg.records import Bindingness, Comparator, Indicator, Observation, Statistic, Target
from kg.terms import GP, RDFS, SKOS

if TYPE_CHECKING:
    from kg.mapping.units import UnitQuads

_INDICATOR: Final = f"{A}<{GP.Indicator}>"
_TARGET: Final = f"{A}<{GP.Target}>"
_OF_PLAN: Final = predicate(GP.ofPlan)
_PART_OF: Final = predicate(GP.partOf)
_LABEL: Final = predicate(RDFS.label)
_MEASURE: Final = predicate(GP.measure)
_MEASURE_UNIT: Final = predicate(GP.measureUnitText)
_STATISTIC: Final = predicate(GP.statistic)
_BINDINGNESS: Final = predicate(GP.bindingness)
_HAS_TARGET: Final = predicate(GP.hasTarget)
_VALUE: Final = predicate(GP.value)
_VALUE_TEXT: Final = predicate(GP.valueText)
_COMPARATOR: Final = predicate(GP.comparator)
_STATED: Final = predicate(GP.comparatorStated)
_DEADLINE: Final = predicate(GP.deadline)
_DEADLINE_TEXT: Final = predicate(GP.deadlineText)
_STATISTICS: Final = {
    Statistic.LEVEL: GP.Level,
    Statistic.ANNUAL: GP.Annual,
    Statistic.GROWTH_RATE: GP.GrowthRate,
    Statistic.SHARE: GP.Share,
    Statistic.RANK: GP.Rank,
    Statistic.COUNT: GP.Count,
}
_COMPARATORS: Final = {
    Comparator.AT_LEAST: GP.AtLeast,
    Comparator.AT_MOST: GP.AtMost,
    Comparator.EXACTLY: GP.Exactly,
    Comparator.MORE_THAN: GP.MoreThan,
    Comparator.LESS_THAN: GP.LessThan,
}
_BINDING: Final = {Bindingness.BINDING: GP.Binding, Bindingness.EXPECTED: GP.Expected}


class GoalQuads:
    """Writes the indicators of one plan."""

    def __init__(self, writer: Writer, units: UnitQuads, plan: str) -> None:
        self._writer = writer
        self._units = units
        self._plan = plan
        self._measures: dict[str, str] = {}

    def indicator(self, indicator: Indicator, parent: str | None) -> None:
        """Add `indicator`; `parent` is the section or action that it stands in."""
        writer = self._writer
        stop = writer.end
        base = mint.indicator_iri(self._plan, indicator.path, indicator.label)
        iri = writer.claim(base, indicator, indicator.evidence)
        writer.lines.append(
            f"<{iri}>{_INDICATOR}{stop}"
            f"<{iri}>{_OF_PLAN}<{self._plan}>{stop}"
            f"<{iri}>{_LABEL}{nquads.string(indicator.label)}{stop}"
            f"<{iri}>{_MEASURE}<{self._measure(indicator.measure)}>{stop}"
            f"<{iri}>{_STATISTIC}<{_STATISTICS[indicator.statistic]}>{stop}"
        )
        if parent is not None:
            writer.link(iri, _PART_OF, parent)
        writer.string(iri, _MEASURE_UNIT, indicator.unit)
        if indicator.bindingness is not None:
            writer.link(iri, _BINDINGNESS, _BINDING[indicator.bindingness])
        writer.evidence(iri, indicator.evidence)
        for target in indicator.targets:
            self._target(iri, target)
        for observation in indicator.observations:
            self._observation(iri, observation)
        write_clauses(writer, self._units, iri, indicator.clauses)

    def _measure(self, name: str) -> str:
        iri = self._measures.get(name)
        if iri is None:
            iri = self._measures[name] = mint.measure_iri(name)
            self._writer.link(iri, A, GP.Measure)
            self._writer.link(iri, A, SKOS.Concept)
            self._writer.string(iri, predicate(SKOS.prefLabel), mint.fold(name))
        return iri

    def _target(self, indicator: str, target: Target) -> None:
        writer = self._writer
        stop = writer.end
        digits = nquads.decimal_digits(target.value)
        deadline = str(target.deadline) if target.deadline is not None else None
        base = mint.target_iri(indicator, target.comparator, digits, deadline)
        iri = writer.claim(base, target, target.evidence)
        writer.lines.append(
            f"<{indicator}>{_HAS_TARGET}<{iri}>{stop}"
            f"<{iri}>{_TARGET}{stop}"
            f"<{iri}>{_VALUE}{nquads.decimal(digits)}{stop}"
            f"<{iri}>{_VALUE_TEXT}{nquads.string(target.value_text)}{stop}"
            f"<{iri}>{_COMPARATOR}<{_COMPARATORS[target.comparator]}>{stop}"
            f"<{iri}>{_STATED}{nquads.boolean(target.comparator_stated)}{stop}"
        )
        writer.add(iri, _DEADLINE, nquads.last_day(target.deadline))
        writer.string(iri, _DEADLINE_TEXT, target.deadline_text)
        writer.string(iri, predicate(GP.ambition), target.ambition)
        writer.string(iri, predicate(GP.relativeTo), target.relative_to)
        writer.evidence(iri, target.evidence)

    def _observation(self, indicator: str, observation: Observation) -> None:
        writer = self._writer
        digits = nquads.decimal_digits(observation.value)
        kind, verb = ("baseline", GP.hasBaseline) if observation.is_baseline else ("observation", GP.hasObservation)
        day = str(observation.date) if observation.date is not None else None
        base = mint.observation_iri(indicator, kind, digits, day)
        iri = writer.claim(base, observation, observation.evidence)
        writer.link(indicator, predicate(verb), iri)
        writer.link(iri, A, GP.Observation)
        writer.add(iri, _VALUE, nquads.decimal(digits))
        writer.string(iri, _VALUE_TEXT, observation.value_text)
        writer.add(iri, predicate(GP.date), nquads.last_day(observation.date))
        writer.evidence(iri, observation.evidence)
