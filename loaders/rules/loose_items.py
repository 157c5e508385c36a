"""Items of a plan that numbers nothing: a list of duties by unit, or paragraphs that end in clauses.

Conversion drops the numbers of automatic lists, and some plans print none. Such a paragraph says by
itself that it is an item: it names the unit whose duty it is, in front or in a clause.
"""

from __future__ import annotations

from dataclasses import replace

from loaders.numbering import Style
from loaders.outline import Item, Outline, SectionKind
from loaders.outline.ends import is_tail
from loaders.reading import Reading
from loaders.rules.clause.compile import StandingRules
from loaders.rules.clause.find import find_clauses
from loaders.rules.duties import FEWEST, duty_at

Run = tuple[int, int]


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
    """Return the paragraphs that end in a clause; a clause on a line of its own belongs to the line before it."""
    found: list[tuple[Run, ...]] = []
    for place, run in enumerate(paragraphs):
        clause = next((own for own in find_clauses(text, (run,), rules) if own.units), None)
        if clause is None:
            continue
        if clause.start > run[0]:
            found.append((run,))
        elif found and found[-1][-1] == paragraphs[place - 1]:
            found[-1] = (*found[-1], run)
        elif place:
            found.append((paragraphs[place - 1], run))
    return found


def _item(place: int, runs: tuple[Run, ...], kind: SectionKind) -> Item:
    number = str(place + 1)
    start = runs[0][0]
    return Item(
        place, number, number, Style.ARABIC, None, (), start, start, runs[-1][1], kind, lost=True, paragraphs=runs
    )
