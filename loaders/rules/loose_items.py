"""Items of a plan that numbers nothing: a list of duties by unit, or paragraphs that end in clauses.

Conversion drops the numbers of automatic lists, and some plans print none. Such a paragraph says by
itself that it is an item: it names the unit whose duty it is, in front or in a clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from loaders.numbering import Style
from loaders.outline import Item, Outline, SectionKind
from loaders.outline.ends import is_tail
from loaders.reading import Reading
from loaders.rules.clause.compile import StandingRules
from loaders.rules.clause.find import find_clauses
from loaders.rules.clause.words import clause_words
from loaders.rules.duties import FEWEST, duty_at

Run = tuple[int, int]
_BESIDE: Final = frozenset({"person", "deadline"})
"""What a label may say beside the units: 牵头领导, 完成时限."""


def with_loose_items(reading: Reading, outline: Outline, rules: StandingRules) -> Outline:
    """Return the outline with an item for each such paragraph, where it has no part at all."""
    if outline.items or reading.tables:
        return outline
    text = reading.text
    paragraphs = reading.paragraphs()
    end = next((place for place in range(1, len(paragraphs)) if is_tail(text, paragraphs, place)), len(paragraphs))
    paragraphs = paragraphs[:end]
    kind = SectionKind.DUTIES
    found: list[tuple[Run, ...]] = [(run,) for run in paragraphs if duty_at(text, *run, known=True) is not None]
    if len(found) < FEWEST:
        kind = SectionKind.TASKS
        found = _owned(text, paragraphs, rules)
    if len(found) < FEWEST:
        return outline
    items = tuple(_item(place, runs, kind) for place, runs in enumerate(found))
    return replace(outline, items=items, body_start=items[0].start, body_end=items[-1].end)


def _owned(text: str, paragraphs: list[Run], rules: StandingRules) -> list[tuple[Run, ...]]:
    """Return the paragraphs that end in a clause; a clause on a line of its own belongs to the line before it.

    任务一:建设园区 / 牵头领导:张某 / 牵头单位:县工信局 / 完成时限:10月: lines of labels stand under what is to be done.
    """
    found: list[tuple[Run, ...]] = []
    for place, run in enumerate(paragraphs):
        clause = next((own for own in find_clauses(text, (run,), rules) if own.units), None)
        follows = bool(found) and found[-1][-1] == paragraphs[place - 1]
        if clause is None:
            if follows and _label(text, run) in _BESIDE and _label(text, found[-1][-1]) is not None:
                found[-1] = (*found[-1], run)
            continue
        if clause.start > run[0]:
            found.append((run,))
        elif follows:
            found[-1] = (*found[-1], run)
        elif place:
            head = place - 1
            while head and _label(text, paragraphs[head]) in _BESIDE:
                head -= 1
            head += bool(found) and found[-1][-1] == paragraphs[head]
            found.append(tuple(paragraphs[head : place + 1]))
    return found


def _label(text: str, run: Run) -> str | None:
    """Return what the label says that opens a paragraph, or None where none does."""
    label = clause_words().label.match(text, *run)
    return None if label is None else clause_words().meanings[label["word"]]


def _item(place: int, runs: tuple[Run, ...], kind: SectionKind) -> Item:
    number = str(place + 1)
    start = runs[0][0]
    return Item(
        place, number, number, Style.ARABIC, None, (), start, start, runs[-1][1], kind, lost=True, paragraphs=runs
    )
