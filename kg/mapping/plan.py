"""One plan as quads: the head of the document, its outline, and everything that hangs on it."""

from __future__ import annotations

from typing import Final

from kg import iri as mint
from kg.mapping import nquads
from kg.mapping.goals import GoalQuads
from kg.mapping.responsibility import write_clauses
from kg.mapping.units import UnitQuads
from kg.mapping.writer import A, Writer, predicate
from kg.records import Action, ActionKind, Evidence, Ownership, Plan, Section, SourceDocument
from kg.terms import DCTERMS, GP, NIF, ORG, PROV, RDFS, SKOS

_OF_PLAN: Final = predicate(GP.ofPlan)
_PART_OF: Final = predicate(GP.partOf)
_LABEL: Final = predicate(RDFS.label)
_PREF: Final = predicate(SKOS.prefLabel)
_NUMBER: Final = predicate(GP.number)
_PATH: Final = predicate(GP.path)
_ORDER: Final = predicate(GP.order)
_DESCRIPTION: Final = predicate(DCTERMS.description)
_DEADLINE: Final = predicate(GP.deadline)
_DEADLINE_TEXT: Final = predicate(GP.deadlineText)
_STARTS: Final = predicate(GP.startsOn)
_ENDS: Final = predicate(GP.endsOn)
_OWNERSHIP: Final = predicate(GP.ownership)
_KINDS: Final = {ActionKind.TASK: GP.Task, ActionKind.SAFEGUARD: GP.Safeguard, ActionKind.PROJECT: GP.Project}
_OWNERSHIPS: Final = {
    Ownership.NAMED: GP.Named,
    Ownership.GROUP_ONLY: GP.GroupOnly,
    Ownership.NOT_STATED: GP.NotStated,
}
# what loaders and encodings call the kinds of sections; the last part of a term itself is understood too
_SECTION_KINDS: Final = {
    "annex": GP.AnnexSection,
    "background": GP.OverviewSection,
    "box": GP.ProjectSection,
    "duties": GP.TaskSection,
    "goal": GP.GoalSection,
    "membership": GP.OtherSection,
    "organisation": GP.SafeguardSection,
    "other": GP.OtherSection,
    "overview": GP.OverviewSection,
    "phase": GP.PhaseSection,
    "principle": GP.PrincipleSection,
    "project": GP.ProjectSection,
    "safeguard": GP.SafeguardSection,
    "task": GP.TaskSection,
}


def iri_of_plan(plan: Plan) -> str:
    """Return the IRI of `plan`, from its place, document number and title."""
    place = plan.jurisdiction
    key = mint.place_key(place.name, place.code) if place is not None else mint.place_key(None, None)
    return mint.plan_iri(mint.plan_key(plan.title, plan.document_number, key))


def section_kind(kind: str) -> str:
    """Return the term for the kind of a section: `goal`, `goals` and `GoalSection` are one; unknown is other."""
    slug = kind.casefold().removesuffix("section")
    return _SECTION_KINDS.get(slug, _SECTION_KINDS.get(slug.removesuffix("s"), GP.OtherSection))


class PlanQuads:
    """Writes one plan; `graph` is the named graph, `iri` the plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.iri = iri_of_plan(plan)
        self.graph = mint.graph_iri(self.iri)
        self._writer = Writer(self.graph, plan.source)
        self._units = UnitQuads(self._writer, plan, self.iri)
        self._entries: list[tuple[str, Section | Action]] = []
        self._places: dict[str, list[int]] = {}

    def encoded(self) -> bytes:
        """Return the N-Quads text in UTF-8; to be called once."""
        plan = self._plan
        self._head()
        if plan.source is not None:
            self._document(plan.source)
        self._outline()
        goals = GoalQuads(self._writer, self._units, self.iri)
        for indicator in plan.indicators:
            goals.indicator(indicator, self._standing_in(indicator.path, indicator.evidence))
        self._citations()
        self._bodies()
        self._others()
        self._ledger()
        return nquads.encode(self._writer.lines)

    def _head(self) -> None:
        plan, writer, iri = self._plan, self._writer, self.iri
        writer.link(iri, A, GP.Plan)
        writer.string(iri, predicate(DCTERMS.title), plan.title)
        writer.string(iri, predicate(GP.noticeTitle), plan.notice_title)
        writer.string(iri, predicate(GP.documentNumber), plan.document_number)
        writer.string(iri, predicate(GP.documentNumberText), plan.document_number_text)
        for unit in plan.issuers:
            writer.link(iri, predicate(GP.issuer), self._units.unit(unit))
        issued = plan.issued
        if issued is not None and issued.day is not None:
            writer.add(iri, predicate(DCTERMS.issued), nquads.last_day(issued))
        issued_text = plan.issued_text or (str(issued) if issued is not None else None)
        writer.string(iri, predicate(GP.issuedText), issued_text)
        writer.add(iri, _STARTS, nquads.first_day(plan.starts))
        writer.add(iri, _ENDS, nquads.last_day(plan.ends))
        if plan.jurisdiction is not None:
            writer.link(iri, predicate(GP.jurisdiction), self._units.place(plan.jurisdiction))
        for text in plan.addressees:
            writer.string(iri, predicate(GP.addresseeText), text)
        for text in plan.repairs:
            writer.string(iri, predicate(GP.repair), text)
        writer.evidence(iri, plan.evidence)

    def _document(self, source: SourceDocument) -> None:
        writer = self._writer
        document, context = mint.document_iri(source.sha256), mint.context_iri(source.sha256)
        writer.link(self.iri, predicate(PROV.wasDerivedFrom), document)
        writer.link(document, A, GP.Document)
        writer.string(document, predicate(GP.fileName), source.file_name)
        writer.string(document, predicate(GP.mediaType), source.media_type)
        writer.string(document, predicate(GP.recognisedBy), source.recognised_by)
        writer.string(document, predicate(GP.sha256), source.sha256)
        writer.string(document, predicate(DCTERMS.source), source.source_url)
        writer.link(context, A, NIF.Context)
        writer.link(context, predicate(NIF.sourceUrl), document)
        writer.string(context, predicate(NIF.isString), source.text)

    def _outline(self) -> None:
        """Add sections and actions; all are named first, since a part may stand before its whole."""
        plan, writer = self._plan, self._writer
        entries: list[Section | Action] = [*plan.sections, *plan.actions]
        for entry in sorted(entries, key=lambda e: e.order):
            name = mint.section_iri if isinstance(entry, Section) else mint.action_iri
            iri = writer.claim(name(self.iri, entry.path), entry, entry.evidence)
            self._places.setdefault(entry.path, []).append(len(self._entries))
            self._entries.append((iri, entry))
        for index, (iri, entry) in enumerate(self._entries):
            stop = writer.end
            writer.lines.append(
                f"<{iri}>{_OF_PLAN}<{self.iri}>{stop}"
                f"<{iri}>{_LABEL}{nquads.string(entry.label)}{stop}"
                f"<{iri}>{_PATH}{nquads.string(entry.path)}{stop}"
                f"<{iri}>{_ORDER}{nquads.integer(entry.order)}{stop}"
            )
            writer.string(iri, _NUMBER, entry.number or None)
            parent = self._parent(entry.parent, index)
            if parent is not None:
                writer.link(iri, _PART_OF, parent)
            writer.evidence(iri, entry.evidence)
            if isinstance(entry, Section):
                writer.link(iri, A, GP.Section)
                writer.link(iri, predicate(GP.sectionKind), section_kind(entry.kind))
            else:
                self._action(iri, entry)

    def _action(self, iri: str, action: Action) -> None:
        writer = self._writer
        writer.link(iri, A, GP.Action)
        writer.link(iri, A, _KINDS[action.kind])
        writer.link(iri, _OWNERSHIP, _OWNERSHIPS[action.ownership])
        writer.string(iri, _DESCRIPTION, action.description)
        deadline, text = action.deadline, action.deadline_text
        if deadline is None:
            dated = (clause for clause in action.clauses if clause.deadline is not None)
            clause = next(dated, None)
            if clause is not None:
                deadline, text = clause.deadline, clause.deadline_text
        writer.add(iri, _DEADLINE, nquads.last_day(deadline))
        writer.string(iri, _DEADLINE_TEXT, text)
        write_clauses(writer, self._units, iri, action.clauses)

    def _parent(self, path: str | None, index: int) -> str | None:
        """Return the entry of that path nearest before `index`, else the nearest whole around it, else None."""
        while path:
            places = [place for place in self._places.get(path, ()) if place != index]
            if places:
                return self._entries[max((p for p in places if p < index), default=places[0])][0]
            path = path.rpartition("/")[0]
        return None

    def _standing_in(self, path: str | None, evidence: tuple[Evidence, ...]) -> str | None:
        """Return the entry of that path in which `evidence` lies; numbers may come twice in a document."""
        places = self._places.get(path, []) if path else []
        if len(places) > 1 and evidence:
            begun = [p for p in places if (e := self._entries[p][1].evidence) and e[0].begin <= evidence[0].begin]
            places = begun[-1:] or places
        return self._entries[places[0]][0] if places else self._parent(path, len(self._entries))

    def _citations(self) -> None:
        writer = self._writer
        relations = {"cites": GP.cites, "basedOn": GP.basedOn, "implements": GP.implements}
        for cited in self._plan.cites:
            iri = mint.cited_iri(cited.title, cited.document_number)
            writer.link(self.iri, predicate(GP.cites), iri)
            if cited.relation != "cites":
                writer.link(self.iri, predicate(relations[cited.relation]), iri)
            writer.link(iri, A, GP.CitedDocument)
            writer.string(iri, predicate(DCTERMS.title), cited.title)
            writer.string(iri, predicate(GP.documentNumber), cited.document_number)
            writer.evidence(iri, cited.evidence)

    def _bodies(self) -> None:
        writer = self._writer
        for body in self._plan.leading_groups:
            iri = writer.claim(self._units.body_iri(body.name), body, body.evidence)
            writer.link(iri, A, GP.LeadingGroup)
            writer.link(iri, _OF_PLAN, self.iri)
            writer.string(iri, _PREF, body.name)
            for term, texts in (
                (GP.chairText, body.chairs),
                (GP.viceChairText, body.vice_chairs),
                (GP.memberText, body.members),
            ):
                for text in texts:
                    writer.string(iri, predicate(term), text)
            writer.string(iri, predicate(GP.officeText), body.office)
            for unit in body.member_units:
                writer.link(iri, predicate(ORG.hasMember), self._units.unit(unit))
            writer.evidence(iri, body.evidence)

    def _named(self, kind: str, term: str, record: object, label: str, evidence: tuple[Evidence, ...]) -> str:
        """Add a thing of the plan that has a label and no number; return its IRI."""
        writer = self._writer
        iri = writer.claim(mint.part_iri(self.iri, kind, label), record, evidence)
        writer.link(iri, A, term)
        writer.link(iri, _OF_PLAN, self.iri)
        writer.string(iri, _LABEL, label)
        writer.evidence(iri, evidence)
        return iri

    def _others(self) -> None:
        plan, writer = self._plan, self._writer
        for phase in plan.phases:
            iri = self._named("phase", GP.Phase, phase, phase.label, phase.evidence)
            writer.add(iri, _STARTS, nquads.first_day(phase.start))
            writer.add(iri, _ENDS, nquads.last_day(phase.end))
        for funding in plan.funding:
            iri = self._named("funding", GP.Funding, funding, funding.label, funding.evidence)
            if funding.value is not None:
                writer.add(iri, predicate(GP.value), nquads.decimal(nquads.decimal_digits(funding.value)))
            writer.string(iri, predicate(GP.valueText), funding.value_text)
            writer.string(iri, predicate(GP.measureUnitText), funding.unit)
            writer.string(iri, predicate(GP.matchingRatio), funding.matching_ratio)
        for evaluation in plan.evaluations:
            iri = self._named("evaluation", GP.Evaluation, evaluation, evaluation.label, evaluation.evidence)
            writer.string(iri, predicate(GP.frequency), evaluation.frequency)

    def _ledger(self) -> None:
        writer = self._writer
        for run in self._plan.unread:
            begin = run.evidence[0].begin if run.evidence else 0
            iri = writer.claim(mint.unread_iri(self.iri, begin, run.trigger), run, run.evidence)
            writer.link(iri, A, GP.Unread)
            writer.link(iri, _OF_PLAN, self.iri)
            writer.string(iri, predicate(GP.trigger), run.trigger)
            writer.string(iri, predicate(GP.reason), run.reason)
            writer.evidence(iri, run.evidence)
