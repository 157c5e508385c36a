"""Items of a plan that numbers nothing: a list of duties by unit, or paragraphs that end in clauses.

Conversion drops the numbers of automatic lists, and some plans print none. Such a paragraph says by
itself that it is an item: it names the unit whose duty it is, in front or in a clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from loaders.headings import WORK
from loaders.numbering import Style
from loaders.outline import Item, Outline, SectionKind
from loaders.outline.ends import is_tail
from loaders.reading import Reading
from loaders.rules.clause.compile import StandingRules
from loaders.rules.clause.find import find_clauses
from loaders.rules.clause.words import clause_words
from loaders.rules.duties import FEWEST, duty_at
from loaders.rules.task_table import column_of

Run = tuple[int, int]
_BESIDE: Final = frozenset({"person", "deadline"})
"""What a label may say beside the units: 牵头领导, 完成时限."""
_ASIDE: Final = frozenset({*_BESIDE, "other"})
_NAMED: Final = frozenset({"task", "project"})
_LONGEST_LABEL: Final = 12


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
    taken = 0
    for place, run in enumerate(paragraphs):
        clause = next((own for own in find_clauses(text, (run,), rules) if own.units), None)
        follows = bool(found) and taken == place
        if clause is None and not (
            follows and _label(text, run) in _BESIDE and _label(text, found[-1][-1]) is not None
        ):
            continue
        if clause is not None and clause.start > run[0]:
            found.append((run,))
        elif follows:
            found[-1] = (*found[-1], run)
        elif place:
            found.append(tuple(paragraphs[_head(text, paragraphs, taken, place) : place + 1]))
        else:
            continue
        taken = place + 1
    return found


def _head(text: str, paragraphs: list[Run], floor: int, place: int) -> int:
    """Return which line above a clause says what is to be done: 项目名称:…, 整改措施:…, else the one above labels."""
    above = place
    while above > floor and (_label(text, paragraphs[above - 1]) in _ASIDE or _column(text, paragraphs[above - 1])):
        above -= 1
    columns = [_column(text, paragraphs[i]) for i in range(above, place)]
    for kinds in (_NAMED, WORK):
        named = next((above + i for i, column in enumerate(columns) if column in kinds), None)
        if named is not None:
            return named
    return max(floor, above - 1)


def _column(text: str, run: Run) -> str | None:
    """Return what a column would hold that is called like the words in front of a line's colon."""
    colon = text.find(":", run[0], min(run[1], run[0] + _LONGEST_LABEL))
    return column_of(text[run[0] : colon]) if run[0] < colon < run[1] - 1 else None


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
