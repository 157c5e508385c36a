"""What a plan says, as frozen records: the one form between reading, encoding and the graph.

Loaders build these from documents and tables; `kg.mapping` turns them into quads. Positions are
Unicode code points of `Document.text`, from 0, end excluded. Dates keep the precision of what is
printed (`PartialDate`); amounts are `Decimal` in the unit without 万/亿, with the printed form beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What a unit has to do with an action; values are local names in `gp:`."""

    LEAD = "Lead"
    RESPONSIBLE = "Responsible"
    SUPPORTING = "Supporting"


class ActionKind(StrEnum):
    """The class of an action in `gp:`."""

    TASK = "Task"
    SAFEGUARD = "Safeguard"
    PROJECT = "Project"


class Ownership(StrEnum):
    """Whether the document names units for an action, only a group, or nobody."""

    NAMED = "Named"
    GROUP_ONLY = "GroupOnly"
    NOT_STATED = "NotStated"


class Comparator(StrEnum):
    """How a reached value is held against the target value."""

    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"
    EXACTLY = "Exactly"
    MORE_THAN = "MoreThan"
    LESS_THAN = "LessThan"


class Statistic(StrEnum):
    """What kind of number an indicator is."""

    LEVEL = "Level"
    ANNUAL = "Annual"
    GROWTH_RATE = "GrowthRate"
    SHARE = "Share"
    RANK = "Rank"
    COUNT = "Count"


class Bindingness(StrEnum):
    """约束性 or 预期性."""

    BINDING = "Binding"
    EXPECTED = "Expected"


class Expansion(StrEnum):
    """Which members of its body a group stands for."""

    ALL_MEMBERS = "AllMembers"
    ALL_MEMBERS_EXCEPT = "AllMembersExcept"


class Severity(StrEnum):
    """Violation: the graph is wrong. Warning: the source is silent or unclear. Info: tidiness."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it is printed: year, year and month, or a full day.

    >>> PartialDate(2025).first_day, PartialDate(2025).last_day
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> str(PartialDate(2023, 11))
    '2023-11'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day that the printed date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that the printed date covers."""
        if self.day is not None:
            return self.first_day
        month = self.month or 12
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: a run of the plain text, and the cell or page where there is one.

    Args:
        begin: First code point, from 0.
        end: One past the last code point; greater than `begin`.
        quote: `text[begin:end]`, exactly.
        rule: Id of the rule that read it.
        page: Page from 1, or None.
        table: Table in reading order from 1, or None; `row` and `column` from 1.
    """

    begin: int
    end: int
    quote: str
    rule: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The file that a plan was read from, and its exact plain text."""

    file_name: str
    media_type: str
    sha256: str
    text: str
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place that a government governs: full name, GB/T 2260 code and the place around it.

    `code` has six digits (`100000` is the whole country) or is None where the name is not known or
    stands for several places; `name` is then the name as printed.
    """

    name: str
    code: str | None = None
    within: Jurisdiction | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One body of the state, or a group of such bodies, that a plan names.

    Args:
        name: Full official name (天津市南开区市场监督管理局), or the name as printed where the
            official one is not known.
        jurisdiction: The place it acts for, or None.
        function: Slug of its concept in the function scheme (`market-supervision`), or None.
        written: Every form met in this plan, sorted.
        dual_brand: The other brand of 甲局(乙局), as a full name, or None.
        is_group: True for 各成员单位, 各街道办事处, 市有关部门 and the like.
        group_of: Name of the body whose members the group stands for, or None.
        expansion: Which of them; None where the text names no body.
        except_units: Names of units that the group leaves out (其他…).
    """

    name: str
    jurisdiction: Jurisdiction | None = None
    function: str | None = None
    written: tuple[str, ...] = ()
    dual_brand: str | None = None
    is_group: bool = False
    group_of: str | None = None
    expansion: Expansion | None = None
    except_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit in a role, as one clause states it."""

    unit: Unit
    unit_text: str
    role: Role
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause of an action or indicator.

    `open_list` is true for 等; `by_division_of_duties` for 按职责分工. `deadline` is what the clause
    itself states (完成时限); `deadline_text` is its printed form.
    """

    text: str
    assignments: tuple[Assignment, ...]
    evidence: tuple[Evidence, ...]
    open_list: bool = False
    by_division_of_duties: bool = False
    deadline: PartialDate | None = None
    deadline_text: str | None = None


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or unclear, from a loader, a shape or a check.

    Args:
        code: Rule id (`ACTION-003`) or loader code (`unreadable-document`).
        severity: How bad it is.
        message: What is wrong, in the reader's language.
        remedy: What to do about it.
        tier: `core`, `complete` or `exemplary` for rules of shapes; None for loaders.
        subject: IRI of the thing, or None.
        label: Human name of the thing.
        path: Property or column concerned.
        value: The offending value, as text.
        source: File, store or graph in which it stands.
        line: Line from 1; `column` from 1; `sheet` and `cell` for workbooks.
        quote: Quoted text of the source document.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    tier: str | None = None
    subject: str | None = None
    label: str | None = None
    path: str | None = None
    value: str | None = None
    source: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    quote: str | None = None
    details: tuple[str, ...] = field(default=())
