"""What a document says beside its actions: goals in figures, citations, bodies, steps, money, checks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import (
    CitedDocument,
    Clause,
    Evaluation,
    Funding,
    Indicator,
    PartialDate,
    Phase,
    Unread,
)
from loaders.assemble import Assembler
from loaders.outline import Item, Outline, SectionKind
from loaders.reading import Reading
from loaders.rules.action import ActionDraft
from loaders.rules.citation import read_citations
from loaders.rules.clause.compile import compile_clause
from loaders.rules.evaluation import read_evaluations
from loaders.rules.funding import read_funding
from loaders.rules.head import Head
from loaders.rules.indicator import Frame, goal_year, read_indicator_tables, read_numbers
from loaders.rules.phase import read_phases

_WITHOUT_FIGURES = frozenset({SectionKind.PHASES, SectionKind.MEMBERSHIP, SectionKind.BACKGROUND, SectionKind.OTHER})


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
    indicators: list[Indicator] = []
    unread: list[Unread] = []

    def owners(start: int, stop: int) -> tuple[Clause, ...]:
        draft = compile_clause(reading.text, start, stop, assembler.rules)
        return () if draft is None else (assembler.clause(draft, added=False),)

    if head.body_start < outline.body_start:
        # Work points state their goals in front of the first numbered part.
        front = read_numbers(reading, head.body_start, outline.body_start, _front(head))
        indicators.extend(front.indicators)
        unread.extend(front.unread)
    years: dict[int, PartialDate | None] = {}
    for item in outline.items:
        if item.kind in _WITHOUT_FIGURES:
            continue
        years[item.index] = _goal_year(reading, outline, item, head, years)
        start, stop = item.paragraphs[0][0], item.end
        frame = _frame(item, head, clauses, years[item.index])
        numbers = read_numbers(reading, start, stop, frame)
        indicators.extend(numbers.indicators)
        unread.extend(numbers.unread)
        indicators.extend(read_indicator_tables(reading, start, stop, frame, owners))
    return Subjects(
        tuple(indicators),
        read_citations(reading, 0, end, head.own_titles),
        read_phases(reading, outline, None if head.issued is None else head.issued.year),
        read_funding(reading, outline.body_start, end),
        read_evaluations(reading, outline),
        tuple(unread),
    )


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


def _frame(item: Item, head: Head, clauses: list[tuple[int, int]], year: PartialDate | None) -> Frame:
    return Frame(
        item.path,
        str(item.kind),
        item.kind is SectionKind.GOALS,
        year,
        tuple(clauses[bisect_left(clauses, (item.start, 0)) : bisect_left(clauses, (item.end, 0))]),
        item.paragraphs[0],
        (head.starts, head.ends),
        None if head.issued is None else head.issued.year,
    )
