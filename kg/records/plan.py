"""What a plan states: its parts, actions, indicators and the rest, and the plan that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.records.codes import ActionKind, Bindingness, Comparator, Ownership, Statistic
from kg.records.place import Evidence, PartialDate, SourceDocument
from kg.records.responsibility import Clause, Jurisdiction, Unit


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part of a plan.

    `path` joins the printed numbers with `/` (`二/(一)/1`), full-width brackets made half-width.
    `order` counts sections and actions of a plan in reading order from 0.
    """

    path: str
    label: str
    number: str
    order: int
    kind: str
    evidence: tuple[Evidence, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the plan orders: a task, a safeguard or a project."""

    path: str
    label: str
    number: str
    order: int
    kind: ActionKind
    evidence: tuple[Evidence, ...]
    parent: str | None = None
    description: str | None = None
    clauses: tuple[Clause, ...] = ()
    deadline: PartialDate | None = None
    deadline_text: str | None = None

    @property
    def ownership(self) -> Ownership:
        """Named where a unit that is no group is assigned, group-only, or not stated."""
        units = [a.unit for c in self.clauses for a in c.assignments]
        if not units:
            return Ownership.NOT_STATED
        return Ownership.GROUP_ONLY if all(u.is_group for u in units) else Ownership.NAMED


@dataclass(frozen=True, slots=True)
class Target:
    """A value that an indicator is to reach."""

    value: Decimal
    value_text: str
    comparator: Comparator
    comparator_stated: bool
    evidence: tuple[Evidence, ...]
    deadline: PartialDate | None = None
    deadline_text: str | None = None
    ambition: str | None = None
    relative_to: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A value that an indicator had: the baseline of a target, or a later reading."""

    value: Decimal
    value_text: str
    evidence: tuple[Evidence, ...]
    date: PartialDate | None = None
    is_baseline: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured thing with its targets at one place of the plan.

    `path` is the section or action it stands in; `measure` the shared name, scope words removed.
    """

    label: str
    measure: str
    unit: str | None
    statistic: Statistic
    targets: tuple[Target, ...]
    evidence: tuple[Evidence, ...]
    path: str | None = None
    observations: tuple[Observation, ...] = ()
    bindingness: Bindingness | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that the plan names; `relation` is `cites`, `basedOn` or `implements`."""

    title: str
    document_number: str | None
    evidence: tuple[Evidence, ...]
    relation: str = "cites"


@dataclass(frozen=True, slots=True)
class LeadingGroup:
    """A co-ordinating body (领导小组, 联席会议, 专班) with its posts and members as printed."""

    name: str
    evidence: tuple[Evidence, ...]
    chairs: tuple[str, ...] = ()
    vice_chairs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    office: str | None = None
    member_units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of carrying out the plan, with its first and last month or day."""

    label: str
    start: PartialDate | None
    end: PartialDate | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """Money set aside for the plan; `value` in yuan, or None where only a ratio is stated."""

    label: str
    value: Decimal | None
    unit: str | None
    evidence: tuple[Evidence, ...]
    value_text: str | None = None
    matching_ratio: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How and how often the plan is checked."""

    label: str
    evidence: tuple[Evidence, ...]
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A run that holds a trigger word and became no fact, with the reason why."""

    trigger: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with everything that its document says of it."""

    title: str
    jurisdiction: Jurisdiction | None
    source: SourceDocument | None = None
    notice_title: str | None = None
    document_number: str | None = None
    document_number_text: str | None = None
    issuers: tuple[Unit, ...] = ()
    issued: PartialDate | None = None
    issued_text: str | None = None
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    addressees: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    cites: tuple[CitedDocument, ...] = ()
    leading_groups: tuple[LeadingGroup, ...] = ()
    phases: tuple[Phase, ...] = ()
    funding: tuple[Funding, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    unread: tuple[Unread, ...] = ()
    repairs: tuple[str, ...] = ()
