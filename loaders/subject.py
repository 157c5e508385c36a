"""What a document says beside its actions: goals in figures, citations, bodies, steps, money, checks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.records import (
    CitedDocument,
    Clause,
    Evaluation,
    Funding,
    Indicator,
    PartialDate,
    Phase,
    Statistic,
    Unread,
)
from loaders.assemble import Assembler
from loaders.outline import Item, Outline, SectionKind
from loaders.reading import Reading
from loaders.rules.action import ActionDraft
from loaders.rules.citation import read_citations
from loaders.rules.clause.compile import compile_clause
from loaders.rules.clause.find import find_clauses
from loaders.rules.evaluation import read_evaluations
from loaders.rules.funding import read_funding
from loaders.rules.head import Head
from loaders.rules.indicator import Frame, goal_year, read_indicator_tables, read_numbers
from loaders.rules.phase import read_phases

_WITHOUT_FIGURES = frozenset({SectionKind.MEMBERSHIP, SectionKind.BACKGROUND, SectionKind.OTHER})


_REACHED = frozenset({Statistic.SHARE, Statistic.GROWTH_RATE, Statistic.RANK})
_SENTENCE_ENDS = frozenset("。;:,，；：")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The facts of a document that are no actions."""

    indicators: tuple[Indicator, ...]
    cites: tuple[CitedDocument, ...]
    phases: tuple[Phase, ...]
    funding: tuple[Funding, ...]
    evaluations: tuple[Evaluation, ...]
    unread: tuple[Unread, ...]


def read_subjects(
    reading: Reading,
    outline: Outline,
    head: Head,
    drafts: Sequence[ActionDraft],
    assembler: Assembler,
) -> Subjects:
    """Return what the document says beside its actions.

    Args:
        reading: The document.
        outline: Its parts.
        head: Its title, dates and issuers.
        drafts: Its actions, whose clauses hold no indicators.
        assembler: Resolves the owners of indicator tables.
    """
    end = outline.body_end
    clauses = sorted((clause.start, clause.end) for draft in drafts for clause in draft.clauses)
    rows = sorted((draft.body, draft.title) for draft in drafts if draft.inside)
    indicators: list[Indicator] = []
    unread: list[Unread] = []

    def owners(start: int, stop: int) -> tuple[Clause, ...]:
        draft = compile_clause(reading.text, start, stop, assembler.rules)
        return () if draft is None else (assembler.clause(draft, added=False),)

    if head.body_start < outline.body_start:
        # Work points state their goals in front of the first numbered part.
        for start, stop in reading.paragraphs(head.body_start, outline.body_start):
            if reading.text[stop - 1] not in _SENTENCE_ENDS:
                # 9项重点任务分解表 is a heading.
                continue
            front = read_numbers(reading, start, stop, _front(head))
            indicators.extend(front.indicators)
            unread.extend(front.unread)
        indicators.extend(read_indicator_tables(reading, head.body_start, outline.body_start, _front(head), owners))
    years: dict[int, PartialDate | None] = {}
    for item in outline.items:
        if item.kind in _WITHOUT_FIGURES:
            continue
        years[item.index] = _goal_year(reading, outline, item, head, years)
        start, stop = item.paragraphs[0][0], item.end
        low, high = bisect_left(rows, ((start, 0), (0, 0))), bisect_left(rows, ((stop, 0), (0, 0)))
        frame = _frame(item, head, clauses, years[item.index], tuple(rows[low:high]))
        numbers = read_numbers(reading, start, stop, frame)
        if item.kind is SectionKind.PHASES:
            numbers = replace(numbers, indicators=tuple(filter(_promised_by_step, numbers.indicators)))
        tabled = read_indicator_tables(reading, start, stop, frame, owners)
        owned = _owners_of_goals(reading, item, assembler) if numbers.indicators and not tabled else ()
        indicators.extend(replace(indicator, clauses=owned) if owned else indicator for indicator in numbers.indicators)
        unread.extend(numbers.unread)
        indicators.extend(tabled)
    return Subjects(
        tuple(indicators),
        read_citations(reading, head.text_start, end, head.own_titles),
        read_phases(reading, outline, None if head.issued is None else head.issued.year),
        read_funding(reading, outline.body_start, end),
        read_evaluations(reading, outline),
        tuple(unread),
    )


def _owners_of_goals(reading: Reading, item: Item, assembler: Assembler) -> tuple[Clause, ...]:
    """Return the clauses of a part of goals: such a part is no action, so its indicators have owners of their own.

    1.地区生产总值增长6%左右。 / 牵头单位:区发改局 / 责任单位:各街道
    """
    if item.kind is not SectionKind.GOALS or item.children:
        return ()
    found = find_clauses(reading.text, item.paragraphs, assembler.rules)
    return tuple(assembler.clause(draft, added=False) for draft in found if draft.units)


def _promised_by_step(indicator: Indicator) -> bool:
    """Tell whether a step of a timetable promises a number: 整改率达到80%以上, and not 发放资料3万份 on the way."""
    return indicator.statistic in _REACHED or any(target.comparator_stated for target in indicator.targets)


def _front(head: Head) -> Frame:
    issued = None if head.issued is None else head.issued.year
    return Frame(kind="goals", is_goal=True, period=(head.starts, head.ends), issued=issued)


def _goal_year(
    reading: Reading, outline: Outline, item: Item, head: Head, years: dict[int, PartialDate | None]
) -> PartialDate | None:
    """Return the year that the outermost part of goals around `item` opens with."""
    if item.kind is not SectionKind.GOALS:
        return None
    outer = None if item.parent is None else years.get(item.parent)
    return outer or goal_year(reading, item.start, outline.subtree_end(item), (head.starts, head.ends))


def _frame(
    item: Item,
    head: Head,
    clauses: list[tuple[int, int]],
    year: PartialDate | None,
    rows: tuple[tuple[tuple[int, int], tuple[int, int]], ...],
) -> Frame:
    return Frame(
        item.path,
        str(item.kind),
        item.kind is SectionKind.GOALS,
        year,
        tuple(clauses[bisect_left(clauses, (item.start, 0)) : bisect_left(clauses, (item.end, 0))]),
        item.paragraphs[0],
        (head.starts, head.ends),
        None if head.issued is None else head.issued.year,
        rows=rows,
    )
