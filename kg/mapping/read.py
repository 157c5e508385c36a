"""Quads to records: the plan that a graph states, the inverse of `plan_bytes`.

What a graph does not hold, and `plan_from_graph` therefore does not bring back:

- the order of issuers, addressees, posts, members, repairs, and of whatever was not read from a text; where a
  document is there, things come in its order;
- whether a first or last day was printed as a day, a month or a year: the longest period that fits is taken;
- a deadline that an action shares with the first dated clause of its own; the names of kinds of sections that the
  vocabulary does not tell apart; a path or parent that names no part of the plan; an empty number;
- width and white space in the name of a measure; which of several rules read which of several places; the rule
  where there is no text to point into; the printed date of issue where it is the plain date;
- which of the equal forms of a unit is its name; two units, cited documents or repeated texts that are one.

Writing a plan that was read gives the statements back: `plan_bytes(plan_from_graph(g))` is `g`, but for the digest in
identifiers of things that neither name nor place tells apart, and for identifiers that a person chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.errors import SourceError, both
from kg.iri import fold
from kg.mapping.statements import Statements
from kg.namespaces import local_name
from kg.records import (
    Action,
    ActionKind,
    Assignment,
    Bindingness,
    CitedDocument,
    Clause,
    Comparator,
    Evaluation,
    Expansion,
    Funding,
    Indicator,
    Jurisdiction,
    LeadingGroup,
    Observation,
    PartialDate,
    Phase,
    Plan,
    Role,
    Section,
    SourceDocument,
    Statistic,
    Target,
    Unit,
    Unread,
)
from kg.terms import DCTERMS, GP, NIF, ORG, PROV, RDFS, SKOS

_KINDS: Final = {GP.Safeguard: ActionKind.SAFEGUARD, GP.Project: ActionKind.PROJECT}
_DEEPEST: Final = 10
_PLAIN_DATE: Final = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")


def plan_from_graph(lines: str | bytes | Iterable[str]) -> Plan:
    """Return the plan that the statements of one graph say.

    Args:
        lines: N-Quads of one graph, as a text, bytes, or lines with their line ends.

    Raises:
        SourceError: The lines are no N-Quads, or no plan is among them.
    """
    return _GraphReader(Statements(lines)).plan()


def _plain_date(text: str | None) -> PartialDate | None:
    """Return the date that is written as records write it, with its precision."""
    if text is None or _PLAIN_DATE.fullmatch(text) is None:
        return None
    return PartialDate(*map(int, text.split("-")))


class _GraphReader:
    def __init__(self, said: Statements) -> None:
        self._said = said
        self._units: dict[str, Unit] = {}
        self._places: dict[str, Jurisdiction] = {}
        self._names: dict[str, set[str]] = {}
        for assignment in said.of_type(GP.Assignment):
            unit, text = said.one(assignment, GP.unit), said.one(assignment, GP.unitText)
            if unit is not None and text is not None:
                self._names.setdefault(unit, set()).add(text)

    def plan(self) -> Plan:
        """Return the plan of the graph."""
        said = self._said
        plans = said.of_type(GP.Plan)
        if not plans:
            raise SourceError(
                both("No plan is stated in this graph.", "此图中没有规划。"),
                both("Choose a graph that holds a gp:Plan.", "请选择含有 gp:Plan 的图。"),
            )
        iri = plans[0]
        source = self._source(iri)
        said.text = source.text if source is not None else ""
        issued, issued_text = self._issued(iri)
        place = said.one(iri, GP.jurisdiction)
        return Plan(
            title=said.one(iri, DCTERMS.title) or "",
            jurisdiction=None if place is None else self._place(place),
            source=source,
            notice_title=said.one(iri, GP.noticeTitle),
            document_number=said.one(iri, GP.documentNumber),
            document_number_text=said.one(iri, GP.documentNumberText),
            issuers=self._unit_list(iri, GP.issuer),
            issued=issued,
            issued_text=issued_text,
            starts=said.first_day(iri, GP.startsOn),
            ends=said.last_day(iri, GP.endsOn),
            addressees=said.printed(iri, GP.addresseeText),
            evidence=said.evidence(iri),
            sections=tuple(sorted(map(self._section, said.of_type(GP.Section)), key=lambda part: part.order)),
            actions=tuple(sorted(map(self._action, self._actions()), key=lambda part: part.order)),
            indicators=tuple(map(self._indicator, said.of_type(GP.Indicator))),
            cites=self._cites(iri),
            leading_groups=tuple(map(self._body, said.of_type(GP.LeadingGroup))),
            phases=tuple(map(self._phase, said.of_type(GP.Phase))),
            funding=tuple(map(self._funding, said.of_type(GP.Funding))),
            evaluations=tuple(
                Evaluation(said.one(e, RDFS.label) or "", said.evidence(e), said.one(e, GP.frequency))
                for e in said.of_type(GP.Evaluation)
            ),
            unread=tuple(
                Unread(said.one(u, GP.trigger) or "", said.one(u, GP.reason) or "", said.evidence(u))
                for u in said.of_type(GP.Unread)
            ),
            repairs=said.printed(iri, GP.repair),
        )

    def _actions(self) -> list[str]:
        return self._said.of_type(GP.Action, GP.Task, GP.Safeguard, GP.Project)

    def _source(self, plan: str) -> SourceDocument | None:
        said = self._said
        document = said.one(plan, PROV.wasDerivedFrom)
        if document is None:
            return None
        contexts = [c for c in said.of_type(NIF.Context) if said.one(c, NIF.sourceUrl) in (document, None)]
        text = said.one(contexts[0], NIF.isString) if contexts else None
        return SourceDocument(
            said.one(document, GP.fileName) or "",
            said.one(document, GP.mediaType) or "",
            said.one(document, GP.sha256) or "",
            text or "",
            said.one(document, DCTERMS.source),
            said.one(document, GP.recognisedBy),
        )

    def _issued(self, plan: str) -> tuple[PartialDate | None, str | None]:
        """Return the day of issue; a text that is a plain date is the date itself, of that precision."""
        text = self._said.one(plan, GP.issuedText)
        day = self._said.one(plan, DCTERMS.issued)
        issued = _plain_date(text) or _plain_date(day)
        return issued, None if issued is not None and text == str(issued) else text

    def _place(self, iri: str, depth: int = 0) -> Jurisdiction:
        if iri not in self._places:
            outer = self._said.one(iri, GP.within)
            within = None if outer is None or outer == iri or depth > _DEEPEST else self._place(outer, depth + 1)
            name = self._said.one(iri, SKOS.prefLabel) or local_name(iri)
            self._places[iri] = Jurisdiction(name, self._said.one(iri, GP.divisionCode), within)
        return self._places[iri]

    def _unit_list(self, subject: str, predicate: str) -> tuple[Unit, ...]:
        units = [self._unit(iri) for iri in self._said.all(subject, predicate)]
        text = self._said.text

        def place(unit: Unit) -> tuple[int, str]:
            places = [text.find(form) for form in (unit.name, *unit.written)]
            return min((p for p in places if p >= 0), default=len(text)), unit.name

        return tuple(sorted(units, key=place))

    def _unit(self, iri: str) -> Unit:
        if iri not in self._units:
            said = self._said
            name = self._name(iri)
            place, function, expansion = (said.one(iri, term) for term in (GP.jurisdiction, GP.function, GP.expansion))
            brand, body = said.one(iri, GP.dualBrand), said.one(iri, GP.groupOf)
            forms = {*said.all(iri, SKOS.altLabel), *self._names.get(iri, ())}
            self._units[iri] = Unit(
                name=name,
                jurisdiction=None if place is None else self._place(place),
                function=None if function is None else local_name(function),
                written=tuple(sorted(forms)),
                dual_brand=None if brand is None else self._name(brand),
                is_group=said.is_a(iri, GP.UnitGroup),
                group_of=None if body is None else self._name(body),
                expansion=None if expansion is None else Expansion(local_name(expansion)),
                except_units=tuple(sorted(map(self._name, said.all(iri, GP.except_)))),
            )
        return self._units[iri]

    def _name(self, iri: str) -> str:
        return self._said.one(iri, SKOS.prefLabel) or local_name(iri)

    def _parent(self, iri: str) -> str | None:
        whole = self._said.one(iri, GP.partOf)
        return None if whole is None else self._said.one(whole, GP.path)

    def _section(self, iri: str) -> Section:
        said = self._said
        kind = local_name(said.one(iri, GP.sectionKind) or "OtherSection").removesuffix("Section").lower()
        return Section(
            path=said.one(iri, GP.path) or local_name(iri),
            label=said.one(iri, RDFS.label) or "",
            number=said.one(iri, GP.number) or "",
            order=said.integer(iri, GP.order) or 0,
            kind=kind,
            evidence=said.evidence(iri),
            parent=self._parent(iri),
        )

    def _action(self, iri: str) -> Action:
        said = self._said
        clauses = self._clauses(iri)
        deadline, text = said.last_day(iri, GP.deadline), said.one(iri, GP.deadlineText)
        dated = next((clause for clause in clauses if clause.deadline is not None), None)
        if dated is not None and (dated.deadline, dated.deadline_text) == (deadline, text):
            deadline = text = None
        return Action(
            path=said.one(iri, GP.path) or local_name(iri),
            label=said.one(iri, RDFS.label) or "",
            number=said.one(iri, GP.number) or "",
            order=said.integer(iri, GP.order) or 0,
            kind=next((kind for term, kind in _KINDS.items() if said.is_a(iri, term)), ActionKind.TASK),
            evidence=said.evidence(iri),
            parent=self._parent(iri),
            description=said.one(iri, DCTERMS.description),
            clauses=clauses,
            deadline=deadline,
            deadline_text=text,
        )

    def _clauses(self, owner: str) -> tuple[Clause, ...]:
        said = self._said
        items: dict[str | None, list[str]] = {}
        for item in said.all(owner, GP.hasAssignment):
            items.setdefault(said.one(item, GP.inClause), []).append(item)
        found = []
        for iri in said.in_order(said.all(owner, GP.hasClause), lambda clause: said.one(clause, GP.clauseText) or ""):
            text = said.one(iri, GP.clauseText) or ""
            found.append(
                Clause(
                    text=text,
                    assignments=self._assignments(items.pop(iri, []), text),
                    evidence=said.evidence(iri),
                    open_list=said.flag(iri, GP.openList),
                    by_division_of_duties=said.flag(iri, GP.byDivisionOfDuties),
                    deadline=said.last_day(iri, GP.deadline),
                    deadline_text=said.one(iri, GP.deadlineText),
                )
            )
        # a person may leave the clause out
        loose = [item for left in items.values() for item in left]
        if loose:
            names = "、".join(self._said.one(item, GP.unitText) or "" for item in loose)
            found.append(Clause(names, self._assignments(loose, names), ()))
        return tuple(found)

    def _assignments(self, items: list[str], text: str) -> tuple[Assignment, ...]:
        said = self._said

        def place(item: str) -> tuple[int, str]:
            written = said.one(item, GP.unitText) or ""
            found = text.find(written)
            return (found if found >= 0 else len(text)), written

        found = []
        for item in said.in_order(items, place):
            unit, role = said.one(item, GP.unit), said.one(item, GP.role)
            if unit is None or role is None:
                continue
            written = said.one(item, GP.unitText) or self._name(unit)
            found.append(Assignment(self._unit(unit), written, Role(local_name(role)), said.evidence(item)))
        return tuple(found)

    def _indicator(self, iri: str) -> Indicator:
        said = self._said
        label = said.one(iri, RDFS.label) or ""
        measure = said.one(iri, GP.measure)
        shared = label if measure is None else self._name(measure)
        bindingness = said.one(iri, GP.bindingness)
        seen = [(o, True) for o in said.all(iri, GP.hasBaseline)]
        seen += [(o, False) for o in said.all(iri, GP.hasObservation)]
        seen.sort(key=lambda pair: said.rank(pair[0]))
        return Indicator(
            label=label,
            measure=label if fold(label) == shared else shared,
            unit=said.one(iri, GP.measureUnitText),
            statistic=Statistic(local_name(said.one(iri, GP.statistic) or Statistic.LEVEL)),
            targets=tuple(map(self._target, sorted(said.all(iri, GP.hasTarget), key=said.rank))),
            evidence=said.evidence(iri),
            path=self._parent(iri),
            observations=tuple(self._observation(o, is_baseline=is_baseline) for o, is_baseline in seen),
            bindingness=None if bindingness is None else Bindingness(local_name(bindingness)),
            clauses=self._clauses(iri),
        )

    def _target(self, iri: str) -> Target:
        said = self._said
        value = said.decimal(iri, GP.value)
        if value is None:
            raise self._no_value(iri)
        return Target(
            value=value,
            value_text=said.one(iri, GP.valueText) or format(value, "f"),
            comparator=Comparator(local_name(said.one(iri, GP.comparator) or Comparator.EXACTLY)),
            comparator_stated=said.flag(iri, GP.comparatorStated),
            evidence=said.evidence(iri),
            deadline=said.last_day(iri, GP.deadline),
            deadline_text=said.one(iri, GP.deadlineText),
            ambition=said.one(iri, GP.ambition),
            relative_to=said.one(iri, GP.relativeTo),
        )

    def _observation(self, iri: str, *, is_baseline: bool) -> Observation:
        said = self._said
        value = said.decimal(iri, GP.value)
        if value is None:
            raise self._no_value(iri)
        text = said.one(iri, GP.valueText) or format(value, "f")
        return Observation(value, text, said.evidence(iri), said.last_day(iri, GP.date), is_baseline)

    @staticmethod
    def _no_value(iri: str) -> SourceError:
        return SourceError(
            both(f"<{iri}> has no number as its gp:value.", f"<{iri}> 的 gp:value 不是数字。"),
            both("Run govplan validate and correct the graph.", "请运行 govplan validate 并修正该图。"),
        )

    def _cites(self, plan: str) -> tuple[CitedDocument, ...]:
        said = self._said
        relations = {"basedOn": said.all(plan, GP.basedOn), "implements": said.all(plan, GP.implements)}
        stated = {iri for iris in relations.values() for iri in iris}
        relations["cites"] = [iri for iri in said.all(plan, GP.cites) if iri not in stated]
        pairs = sorted(((said.rank(iri), name) for name, iris in relations.items() for iri in iris))
        return tuple(
            CitedDocument(
                said.one(iri, DCTERMS.title) or local_name(iri),
                said.one(iri, GP.documentNumber),
                said.evidence(iri),
                name,
            )
            for (_, iri), name in pairs
        )

    def _body(self, iri: str) -> LeadingGroup:
        said = self._said
        return LeadingGroup(
            name=self._name(iri),
            evidence=said.evidence(iri),
            chairs=said.printed(iri, GP.chairText),
            vice_chairs=said.printed(iri, GP.viceChairText),
            members=said.printed(iri, GP.memberText),
            office=said.one(iri, GP.officeText),
            member_units=self._unit_list(iri, ORG.hasMember),
        )

    def _phase(self, iri: str) -> Phase:
        said = self._said
        start, end = said.first_day(iri, GP.startsOn), said.last_day(iri, GP.endsOn)
        return Phase(said.one(iri, RDFS.label) or "", start, end, said.evidence(iri))

    def _funding(self, iri: str) -> Funding:
        said = self._said
        return Funding(
            label=said.one(iri, RDFS.label) or "",
            value=said.decimal(iri, GP.value),
            unit=said.one(iri, GP.measureUnitText),
            evidence=said.evidence(iri),
            value_text=said.one(iri, GP.valueText),
            matching_ratio=said.one(iri, GP.matchingRatio),
        )
