"""How complete plans and units are, as a sum that anybody can do again: questions answered of questions asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.errors import Bilingual, both
from kg.terms import DCTERMS, GP, RDFS, SKOS
from kg.validation.index import TYPE, PlanIndex, lexical


@dataclass(frozen=True, slots=True)
class Part:
    """One question: how often it is answered (`met`) of how often it can be asked (`of`, at least 1)."""

    name: Bilingual
    met: int
    of: int

    @property
    def share(self) -> float:
        """Per cent that is answered."""
        return 100 * self.met / self.of


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one plan or unit: the mean of the shares of its parts, each part weighing the same.

    Args:
        kind: `plan` or `unit`.
        subject: Its IRI.
        label: Its title or name.
        parts: The questions that can be asked of it; those that cannot (no indicators at all) are left out.
    """

    kind: str
    subject: str
    label: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> float:
        """Per cent, from 0 to 100."""
        return sum(part.share for part in self.parts) / len(self.parts)

    def arithmetic(self, *, zh: bool = False) -> str:
        """Return the sum in one line: `(owners 3/4 = 75.0 + …) / 2 = 62.5`."""
        shown = [f"{part.name.zh if zh else part.name} {part.met}/{part.of} = {part.share:.1f}" for part in self.parts]
        return f"({' + '.join(shown)}) / {len(self.parts)} = {self.value:.1f}"


def _term(iri: str) -> str:
    return f"<{iri}>"


_HEAD: Final = tuple(
    map(_term, (DCTERMS.title, GP.jurisdiction, GP.issuer, GP.documentNumber, DCTERMS.issued, GP.startsOn, GP.endsOn))
)
_OF_PLAN, _OWNERSHIP, _NAMED = _term(GP.ofPlan), _term(GP.ownership), _term(GP.Named)
_DEADLINE, _RESPONSIBLE, _LEAD = _term(GP.deadline), _term(GP.responsibleUnit), _term(GP.leadUnit)
_SUPPORTING, _CLAUSE, _OPEN = _term(GP.supportingUnit), _term(GP.hasClause), _term(GP.openList)
_TARGET, _COUNTED_IN, _ASSIGNMENT = _term(GP.hasTarget), _term(GP.measureUnitText), _term(GP.hasAssignment)
_PART_OF, _BASELINE, _PLACE = _term(GP.partOf), _term(GP.hasBaseline), _term(GP.jurisdiction)
_FUNCTION, _NAME, _LABEL, _TITLE = _term(GP.function), _term(SKOS.prefLabel), _term(RDFS.label), _term(DCTERMS.title)
_HEAD_PART: Final = both("head", "文件要素")
_OWNER_PART: Final = both("named owners", "明确责任单位")
_LEAD_PART: Final = both("a lead among several", "多单位有牵头")
_CLOSED_PART: Final = both("closed lists", "单位列全")
_DAY_PART: Final = both("deadlines", "完成期限")
_UNIT_PART: Final = both("units of indicators", "指标计量单位")
_BY_PART: Final = both("deadlines of indicators", "指标期限")
_ANSWER_PART: Final = both("owners of indicators", "指标责任单位")
_BASE_PART: Final = both("baselines", "指标基期值")
_KNOWN_PART: Final = both("place and function", "区域与职能")


@dataclass(slots=True)
class _Counts:
    """What was asked of one unit so far, over all plans: question → [met, of]."""

    label: str = ""
    known: int = 0
    asked: dict[Bilingual, list[int]] = field(default_factory=dict)

    def ask(self, question: Bilingual, *, met: bool) -> None:
        counted = self.asked.setdefault(question, [0, 0])
        counted[0] += met
        counted[1] += 1


class Scores:
    """Scores of all plans and units, fed one graph after another; it keeps counts and no graph."""

    def __init__(self) -> None:
        self.plans: list[Score] = []
        self._units: dict[str, _Counts] = {}

    def add(self, graph: PlanIndex) -> None:
        """Score the plans of a graph, and count what it says of its units."""
        for plan in dict.fromkeys(graph.subjects(TYPE, _term(GP.Plan))):
            self.plans.append(_plan(graph, plan))
        for action, _ in graph.pairs.get(_OWNERSHIP, ()):
            units = {unit for term in (_LEAD, _RESPONSIBLE, _SUPPORTING) for unit in graph.objects(action, term)}
            for unit in units:
                self._unit(graph, unit).ask(_DAY_PART, met=bool(graph.objects(action, _DEADLINE)))
                if len(units) > 1:
                    self._unit(graph, unit).ask(_LEAD_PART, met=bool(graph.objects(action, _LEAD)))

    def _unit(self, graph: PlanIndex, unit: str) -> _Counts:
        counts = self._units.setdefault(unit, _Counts())
        counts.known = max(counts.known, sum(bool(graph.objects(unit, term)) for term in (_PLACE, _FUNCTION)))
        name = graph.value(unit, _NAME)
        counts.label = lexical(name) if name is not None else counts.label or lexical(unit)
        return counts

    def all(self) -> tuple[Score, ...]:
        """Return plans, then units, the least complete first."""
        units = [
            Score(
                "unit", lexical(unit), counts.label,
                (Part(_KNOWN_PART, counts.known, 2), *(Part(name, *got) for name, got in counts.asked.items())),
            )
            for unit, counts in self._units.items()
        ]  # fmt: skip
        return tuple(
            sorted([*self.plans, *units], key=lambda score: (score.kind != "plan", score.value, score.subject))
        )


def _plan(graph: PlanIndex, plan: str) -> Score:
    held = graph.subjects(_OF_PLAN, plan)
    actions = [thing for thing in held if graph.objects(thing, _OWNERSHIP)]
    indicators = [thing for thing in held if graph.objects(thing, _TARGET)]
    clauses = [clause for thing in held for clause in graph.objects(thing, _CLAUSE)]
    shared = [a for a in actions if len({*graph.objects(a, _RESPONSIBLE), *graph.objects(a, _LEAD)}) > 1]
    asked = [
        (_HEAD_PART, [bool(graph.objects(plan, term)) for term in _HEAD]),
        (_OWNER_PART, [_NAMED in graph.objects(action, _OWNERSHIP) for action in actions]),
        (_LEAD_PART, [bool(graph.objects(action, _LEAD)) for action in shared]),
        (_CLOSED_PART, [not any(o.startswith('"true"') for o in graph.objects(c, _OPEN)) for c in clauses]),
        (_DAY_PART, [bool(graph.objects(action, _DEADLINE)) for action in actions]),
        (_UNIT_PART, [bool(graph.objects(indicator, _COUNTED_IN)) for indicator in indicators]),
        (_BY_PART, [any(graph.objects(t, _DEADLINE) for t in graph.objects(i, _TARGET)) for i in indicators]),
        (_ANSWER_PART, [_answered(graph, indicator) for indicator in indicators]),
        (_BASE_PART, [bool(graph.objects(indicator, _BASELINE)) for indicator in indicators]),
    ]
    parts = tuple(Part(name, sum(answers), len(answers)) for name, answers in asked if answers)
    title = graph.value(plan, _TITLE) or graph.value(plan, _LABEL)
    return Score("plan", lexical(plan), lexical(title) if title is not None else lexical(plan), parts)


def _answered(graph: PlanIndex, thing: str) -> bool:
    """Return whether a thing, or one that it is part of, has assignments."""
    seen, ahead = {thing}, [thing]
    while ahead:
        node = ahead.pop()
        if graph.objects(node, _ASSIGNMENT):
            return True
        fresh = [above for above in graph.objects(node, _PART_OF) if above not in seen]
        seen.update(fresh)
        ahead += fresh
    return False
