"""From a store to `Plan`s: one query for each plan, whatever hangs on it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.iri import graph_iri
from kg.namespaces import local_name, sparql_prologue
from kg.store import Iri, python_value, select
from kg.terms import DCTERMS, GP, NIF, ORG, PROV, RDF, RDFS, SKOS
from kg.view.model import (
    ROLES,
    Body,
    Cited,
    Clause,
    Duty,
    Entry,
    Indicator,
    Observation,
    Plan,
    Span,
    Step,
    Target,
    Unit,
    Unread,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store import Store, Value

_PLANS: Final = "SELECT DISTINCT ?plan WHERE { ?plan a gp:Plan }"
_GRAPH: Final = "SELECT ?s ?p ?o WHERE { GRAPH %s { ?s ?p ?o } }"
# a file of triples has no graphs: its one plan, or all of them, stand together
_TRIPLES: Final = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }"
_KINDS: Final = {GP.Task: "task", GP.Safeguard: "safeguard", GP.Project: "project", GP.Section: "section"}


def read_plans(store: Store, plans: Collection[str] = ()) -> tuple[Plan, ...]:
    """Return the plans of these IRIs, or all where none is given, sorted by place and title.

    Raises:
        StoreError: The store cannot be read.
    """
    wanted = set(plans) or {
        row[0].value for row in select(store, sparql_prologue() + _PLANS).rows if isinstance(row[0], Iri)
    }
    found = [read_plan(store, iri) for iri in sorted(wanted)]
    return tuple(sorted(found, key=lambda plan: (plan.place_name, plan.title, plan.iri)))


def read_plan(store: Store, iri: str) -> Plan:
    """Return one plan; a plan that the store does not know is an empty one with that IRI.

    Raises:
        StoreError: The store cannot be read.
    """
    rows = select(store, _GRAPH % Iri(graph_iri(iri)).n3()).rows or select(store, _TRIPLES).rows
    return _Reader(iri, rows).plan()


class _Reader:
    """The statements of one graph by subject and predicate."""

    def __init__(self, iri: str, rows: Iterable[tuple[object, ...]]) -> None:
        self.iri = iri
        self._values: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._by_type: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, value in rows:
            s, p, o = (python_value(term) for term in (subject, predicate, value))  # type: ignore[arg-type]
            self._values[str(s)][str(p)].append(o)
            if p == RDF.type:
                self._by_type[str(o)].append(str(s))
        for properties in self._values.values():
            for values in properties.values():
                values.sort(key=str)
        self._units: dict[str, Unit] = {}
        document = self._text(iri, PROV.wasDerivedFrom)
        contexts = [c for c in self._by_type[NIF.Context] if self._text(c, NIF.sourceUrl) == document]
        self.text = self._text(contexts[0], NIF.isString) if contexts else ""
        self.file = self._text(document, GP.fileName)
        self._breaks = [place for place, char in enumerate(self.text) if char == "\n"]

    # one value, in the type that is wanted

    def _all(self, subject: str, predicate: str) -> list[Value]:
        return self._values[subject][predicate] if subject in self._values else []

    def _text(self, subject: str, predicate: str) -> str:
        return str(next(iter(self._all(subject, predicate)), ""))

    def _texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self._all(subject, predicate))

    def _date(self, subject: str, predicate: str) -> dt.date | None:
        return next((v for v in self._all(subject, predicate) if isinstance(v, dt.date)), None)

    def _flag(self, subject: str, predicate: str) -> bool:
        return True in self._all(subject, predicate)

    def _number(self, subject: str, predicate: str) -> Decimal | None:
        value = next(iter(self._all(subject, predicate)), None)
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def _mine(self, *types: str) -> list[str]:
        found = dict.fromkeys(thing for kind in types for thing in self._by_type[kind])
        return sorted(thing for thing in found if self.iri in self._all(thing, GP.ofPlan))

    def _spans(self, subject: str) -> tuple[Span, ...]:
        spans = set()
        for run in self._texts(subject, GP.evidence):
            begin, end = self._number(run, NIF.beginIndex), self._number(run, NIF.endIndex)
            if begin is not None and end is not None:
                line = bisect_right(self._breaks, int(begin) - 1) + 1
                spans.add(Span(int(begin), int(end), line, self._text(run, NIF.anchorOf)))
        return tuple(sorted(spans))

    # the parts of a plan

    def _unit(self, iri: str) -> Unit:
        if iri not in self._units:
            place = self._text(iri, GP.jurisdiction)
            self._units[iri] = Unit(
                iri=iri,
                name=self._text(iri, SKOS.prefLabel) or local_name(iri),
                is_group=GP.UnitGroup in self._all(iri, RDF.type),
                place=place,
                place_name=self._text(place, SKOS.prefLabel),
                function=local_name(self._text(iri, GP.function)),
                body=self._text(iri, GP.groupOf),
                excepts=self._texts(iri, GP.except_),
            )
        return self._units[iri]

    def _clauses(self, owner: str) -> tuple[Clause, ...]:
        clauses = [
            Clause(
                iri,
                self._text(iri, GP.clauseText),
                self._flag(iri, GP.openList),
                self._flag(iri, GP.byDivisionOfDuties),
                self._spans(iri),
            )
            for iri in self._texts(owner, GP.hasClause)
        ]
        return tuple(sorted(clauses, key=lambda clause: (clause.spans, clause.iri)))

    def _duties(self, owner: str) -> tuple[Duty, ...]:
        duties = []
        for iri in self._texts(owner, GP.hasAssignment):
            unit = self._unit(self._text(iri, GP.unit))
            role = local_name(self._text(iri, GP.role)).lower()
            written = self._text(iri, GP.unitText) or unit.name
            duties.append(Duty(unit, role, written, self._text(iri, GP.inClause), self._spans(iri)))
        rank = {role: place for place, role in enumerate(ROLES)}
        return tuple(sorted(duties, key=lambda d: (rank.get(d.role, len(rank)), d.spans, d.unit.name, d.unit.iri)))

    def _entry(self, iri: str) -> Entry:
        types = self._all(iri, RDF.type)
        kind = next((word for term, word in _KINDS.items() if term in types), "task")
        return Entry(
            iri=iri,
            label=self._text(iri, RDFS.label),
            kind=kind,
            path=self._text(iri, GP.path),
            number=self._text(iri, GP.number),
            order=int(self._number(iri, GP.order) or 0),
            parent=self._text(iri, GP.partOf),
            section_kind=local_name(self._text(iri, GP.sectionKind)).removesuffix("Section").lower(),
            description=self._text(iri, DCTERMS.description),
            deadline=self._date(iri, GP.deadline),
            deadline_text=self._text(iri, GP.deadlineText),
            ownership=local_name(self._text(iri, GP.ownership)),
            clauses=self._clauses(iri),
            duties=self._duties(iri),
            spans=self._spans(iri),
        )

    def _target(self, iri: str) -> Target:
        return Target(
            value=self._number(iri, GP.value) or Decimal(0),
            value_text=self._text(iri, GP.valueText),
            comparator=local_name(self._text(iri, GP.comparator)),
            stated=self._flag(iri, GP.comparatorStated),
            deadline=self._date(iri, GP.deadline),
            deadline_text=self._text(iri, GP.deadlineText),
            ambition=self._text(iri, GP.ambition),
            relative_to=self._text(iri, GP.relativeTo),
            spans=self._spans(iri),
        )

    def _observations(self, owner: str) -> tuple[Observation, ...]:
        found = [
            Observation(
                value=self._number(iri, GP.value) or Decimal(0),
                value_text=self._text(iri, GP.valueText),
                date=self._date(iri, GP.date),
                is_baseline=predicate == GP.hasBaseline,
                spans=self._spans(iri),
            )
            for predicate in (GP.hasBaseline, GP.hasObservation)
            for iri in self._texts(owner, predicate)
        ]
        return tuple(sorted(found, key=lambda o: (o.date or dt.date.min, o.value)))

    def _indicator(self, iri: str) -> Indicator:
        measure = self._text(iri, GP.measure)
        targets = [self._target(target) for target in self._texts(iri, GP.hasTarget)]
        return Indicator(
            iri=iri,
            label=self._text(iri, RDFS.label),
            measure=measure,
            measure_name=self._text(measure, SKOS.prefLabel),
            unit_text=self._text(iri, GP.measureUnitText),
            statistic=local_name(self._text(iri, GP.statistic)),
            bindingness=local_name(self._text(iri, GP.bindingness)),
            parent=self._text(iri, GP.partOf),
            targets=tuple(sorted(targets, key=lambda t: (t.deadline or dt.date.max, t.spans, t.value))),
            observations=self._observations(iri),
            clauses=self._clauses(iri),
            duties=self._duties(iri),
            spans=self._spans(iri),
        )

    def _body(self, iri: str) -> Body:
        return Body(
            iri=iri,
            name=self._text(iri, SKOS.prefLabel),
            chairs=self._texts(iri, GP.chairText),
            vice_chairs=self._texts(iri, GP.viceChairText),
            members=self._texts(iri, GP.memberText),
            office=self._text(iri, GP.officeText),
            units=tuple(self._unit(unit) for unit in self._texts(iri, ORG.hasMember)),
            spans=self._spans(iri),
        )

    def _steps(self) -> tuple[Step, ...]:
        steps = []
        for kind, term in (("phase", GP.Phase), ("funding", GP.Funding), ("evaluation", GP.Evaluation)):
            found = []
            for iri in self._mine(term):
                details = (self._text(iri, p) for p in (GP.valueText, GP.matchingRatio, GP.frequency))
                starts, ends = self._date(iri, GP.startsOn), self._date(iri, GP.endsOn)
                detail = "，".join(text for text in details if text)
                found.append(Step(kind, self._text(iri, RDFS.label), starts, ends, detail, self._spans(iri)))
            steps += sorted(found, key=lambda step: (step.spans, step.starts or dt.date.min, step.label))
        return tuple(steps)

    def _cited(self) -> tuple[Cited, ...]:
        cited = []
        for iri in self._texts(self.iri, GP.cites):
            relations = (("basedOn", GP.basedOn), ("implements", GP.implements))
            relation = next((name for name, term in relations if iri in self._all(self.iri, term)), "cites")
            title, number = self._text(iri, DCTERMS.title), self._text(iri, GP.documentNumber)
            cited.append(Cited(title, number, relation, self._spans(iri)))
        return tuple(sorted(cited, key=lambda c: (c.spans, c.title)))

    def plan(self) -> Plan:
        """Return the plan whose graph this is."""
        iri, place = self.iri, self._text(self.iri, GP.jurisdiction)
        unread = [
            Unread(self._text(run, GP.trigger), self._text(run, GP.reason), self._spans(run))
            for run in self._mine(GP.Unread)
        ]
        entries = [self._entry(thing) for thing in self._mine(GP.Section, GP.Action)]
        indicators = [self._indicator(thing) for thing in self._mine(GP.Indicator)]
        bodies = [self._body(thing) for thing in self._mine(GP.LeadingGroup)]
        for unit in (*self._by_type[GP.Unit], *self._by_type[GP.UnitGroup]):
            self._unit(unit)
        return Plan(
            iri=iri,
            title=self._text(iri, DCTERMS.title) or local_name(iri),
            number=self._text(iri, GP.documentNumber),
            notice_title=self._text(iri, GP.noticeTitle),
            issued=self._date(iri, DCTERMS.issued),
            starts=self._date(iri, GP.startsOn),
            ends=self._date(iri, GP.endsOn),
            issuers=tuple(self._unit(unit) for unit in self._texts(iri, GP.issuer)),
            place=place,
            place_name=self._text(place, SKOS.prefLabel),
            file_name=self.file,
            text=self.text,
            repairs=self._texts(iri, GP.repair),
            entries=tuple(sorted(entries, key=lambda e: (e.order, e.iri))),
            indicators=tuple(sorted(indicators, key=lambda i: (i.spans, i.iri))),
            bodies=tuple(sorted(bodies, key=lambda b: (b.spans, b.name))),
            steps=self._steps(),
            cited=self._cited(),
            unread=tuple(sorted(unread, key=lambda u: (u.spans, u.trigger))),
            units=tuple(sorted(self._units.values(), key=lambda u: (u.name, u.iri))),
            spans=self._spans(iri),
        )
