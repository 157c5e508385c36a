"""What a run of the text is to the reader of indicators, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.records import Indicator, PartialDate, Unread

Run = tuple[int, int]


class Reason(StrEnum):
    """Why a number with a unit is no indicator: the closed list of the ledger."""

    SUBSIDY = "not-a-target:subsidy"
    """Money, or a share of it, for one beneficiary: subsidies, awards, loans, ceilings, relief."""
    CONDITION = "not-a-target:condition"
    """A threshold that somebody has to meet for something."""
    FUNDING = "not-a-target:funding"
    """Money that is set aside for the plan; it is read as funding."""
    PAST = "not-a-target:past"
    """What was reached before the plan."""
    BASELINE = "not-a-target:baseline"
    """Where a target starts from; it is kept as an observation of its indicator."""
    NAME = "not-a-target:name"
    """Part of a name or a figure of speech (5G, "3+2", 15分钟生活圈, 四个方面)."""
    DATE = "not-a-target:date"
    """A date, a duration or a due date."""
    EXISTING = "not-a-target:existing"
    """A number of things that are there (围绕10个产业集群)."""
    QUALIFIER = "not-a-target:qualifier"
    """It describes the things that another number counts (亿元以上项目10个)."""
    ROUTINE = "not-a-target:routine"
    """How often the plan itself is checked or reported on (每季度调度一次)."""
    NO_PROMISE = "not-a-target:no-promise"
    """No word of the sentence promises it."""
    NO_NAME = "unclear:no-name"
    """It looks like a target, but the text does not say of what."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the reader of a run of text has to know of its place.

    Args:
        path: Path of the section or action, or None.
        kind: `goals`, `tasks`, `safeguards` or any other word for the rest.
        is_goal: Whether the run states goals: then numbers count that no verb promises.
        year: The year that the goals section opens with, or the plan's end; the deadline of the
            numbers of goals that name none.
        skips: Runs of the text to leave out: responsibility clauses, document numbers, phases.
        title: The heading, or None.
        period: First and last date of the plan as far as known; 三年内 is read with them.
        issued: Year of issue, for 今年 and 年底前.
        rows: Rows of task tables in order, each with the run of its task: what 增长6% in another cell is said of.
    """

    path: str | None = None
    kind: str = "tasks"
    is_goal: bool = False
    year: PartialDate | None = None
    skips: tuple[tuple[int, int], ...] = ()
    title: tuple[int, int] | None = None
    period: tuple[PartialDate | None, PartialDate | None] = (None, None)
    issued: int | None = None
    rows: tuple[tuple[Run, Run], ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """The indicators of a run of text, and every other number with a unit with the reason why not."""

    indicators: tuple[Indicator, ...]
    unread: tuple[Unread, ...]
