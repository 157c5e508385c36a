"""A plan as people look at it: what its graph says, put together once for ledgers, pictures and reports.

Everything is frozen and sorted as the document has it. `Span` counts characters of `Plan.text` from 0, end
excluded; lines count from 1. A plan that was encoded without a document has no text and no spans.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

ROLES: Final = ("lead", "responsible", "supporting")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of the text: the line it begins on, and its words."""

    begin: int
    end: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, or a group of units where `is_group`.

    Args:
        place: IRI of its jurisdiction, and `place_name` its full name; empty where none is known.
        body: IRI of the co-ordinating body that a group consists of the members of.
        excepts: IRIs of the units that the group leaves out.
    """

    iri: str
    name: str
    is_group: bool = False
    place: str = ""
    place_name: str = ""
    function: str = ""
    body: str = ""
    excepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that give out a duty; `open_list` where they end in 等, `by_division` for 按职责分工."""

    iri: str
    text: str
    open_list: bool = False
    by_division: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit in one of `ROLES`, as written in the clause `clause` (an IRI, or empty)."""

    unit: Unit
    role: str
    written: str
    clause: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading of the outline (`kind` section) or an action (`kind` task, safeguard or project).

    Args:
        parent: IRI of the entry around it, or empty.
        section_kind: Slug of the kind of a section, such as `goal`; empty for actions.
        ownership: `Named`, `GroupOnly` or `NotStated` for actions.
    """

    iri: str
    label: str
    kind: str
    path: str = ""
    number: str = ""
    order: int = 0
    parent: str = ""
    section_kind: str = ""
    description: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    ownership: str = ""
    clauses: tuple[Clause, ...] = ()
    duties: tuple[Duty, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def is_action(self) -> bool:
        """Whether it is something to do, and no heading."""
        return self.kind != "section"


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached; `comparator` is the last part of its term, such as `AtLeast`."""

    value: Decimal
    value_text: str
    comparator: str
    stated: bool = False
    deadline: date | None = None
    deadline_text: str = ""
    ambition: str = ""
    relative_to: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A value that was reached; `is_baseline` where targets start from it."""

    value: Decimal
    value_text: str
    date: date | None = None
    is_baseline: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that the plan sets targets for; `measure` is an IRI that plans share."""

    iri: str
    label: str
    measure: str = ""
    measure_name: str = ""
    unit_text: str = ""
    statistic: str = ""
    bindingness: str = ""
    parent: str = ""
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    clauses: tuple[Clause, ...] = ()
    duties: tuple[Duty, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A co-ordinating body: its posts as printed, and the units that it lists."""

    iri: str
    name: str
    chairs: tuple[str, ...] = ()
    vice_chairs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    office: str = ""
    units: tuple[Unit, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A phase, a sum of money or a check of the plan (`kind` phase, funding, evaluation)."""

    kind: str
    label: str
    starts: date | None = None
    ends: date | None = None
    detail: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that the plan names; `relation` is cites, basedOn or implements."""

    title: str
    number: str
    relation: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A run that holds a trigger word and became no fact."""

    trigger: str
    reason: str
    spans: tuple[Span, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled yet that it states no fact."""
        return not self.reason.startswith("not-a-")


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with all that hangs on it; `entries` in the order of the document."""

    iri: str
    title: str
    number: str = ""
    notice_title: str = ""
    issued: date | None = None
    starts: date | None = None
    ends: date | None = None
    issuers: tuple[Unit, ...] = ()
    place: str = ""
    place_name: str = ""
    file_name: str = ""
    text: str = ""
    repairs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    bodies: tuple[Body, ...] = ()
    steps: tuple[Step, ...] = ()
    cited: tuple[Cited, ...] = ()
    unread: tuple[Unread, ...] = ()
    units: tuple[Unit, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def actions(self) -> tuple[Entry, ...]:
        """The entries that are something to do."""
        return tuple(entry for entry in self.entries if entry.is_action)

    def label_of(self, iri: str) -> str:
        """Return the label of an entry, or nothing where there is none of that IRI."""
        return next((entry.label for entry in self.entries if entry.iri == iri), "")
