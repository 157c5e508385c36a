"""The date that holds for the numbers of a goals section which name none themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.records import PartialDate
from loaders.dates import Qualifier, find_dates
from loaders.reading import Reading
from loaders.rules.indicator.frame import Frame
from loaders.rules.indicator.numbers import chinese_value, figures

_OPENING = 400
"""How far into a goals section (folded characters) its year may stand."""
_YEARS = re.compile(
    r"(?:经过|用|力争|通过)([0-9]{1,2}|[一二两三四五六七八九十]{1,3})年(?:左右)?(?:的?时间|的?努力|以内|之内|内|,)"
)


def _opening_end(text: str, start: int, stop: int) -> int:
    """Return where the opening ends: with the paragraph of the first number, for a year behind it comes too late."""
    for figure in figures(text, start, stop):
        if figure.unit is not None and figure.kind not in ("time", "year"):
            feed = text.find("\n", figure.start, stop)
            return stop if feed < 0 else feed
    return stop


def goal_year(
    reading: Reading, start: int, end: int, period: tuple[PartialDate | None, PartialDate | None]
) -> PartialDate | None:
    """Return the date that the goals section `reading.text[start:end]` opens with, or None.

    到2025年, 2026年底 and “十四五”末 count, not 自2017年起 or 比2020年; 经过三年努力 is the end of a plan that runs
    for three years. Dates before the plan's first year describe the past.

    Args:
        reading: The document.
        start: Where the section starts.
        end: Where its last part ends.
        period: First and last date of the plan, as far as known.
    """
    text = reading.text
    stop = _opening_end(text, start, min(end, start + _OPENING))
    first, last = period
    years = _YEARS.search(text, start, stop)
    count = 0 if years is None else int(years[1]) if years[1].isdigit() else int(chinese_value(years[1]) or 0)
    runs = count > 0 and first is not None and last is not None and last.year - first.year + 1 == count
    for mention in find_dates(text, start, stop):
        if runs and years is not None and years.start() < mention.start:
            break
        if mention.last is None or mention.qualifier in (Qualifier.FROM, Qualifier.THAN):
            continue
        if first is not None and mention.last.last_day < first.first_day:
            continue
        return mention.last
    return last if runs else None


class Opening(NamedTuple):
    """A date that opens a sentence of the goals (到2025年,…) and holds for what follows it up to `end`."""

    start: int
    end: int
    date: PartialDate


_LEAD_IN = re.compile(
    r"(?:^|[。;\n])[^\w\n。;]{0,4}(?:其中|力争|确保|争取|预计|总体目标|具体目标)?[^\w\n。;]{0,2}(?:到|至)?$"
)
_BACK = 16
_DASHES = ("--", "——", "—", "―")


def openings(text: str, start: int, end: int, frame: Frame) -> tuple[Opening, ...]:
    """Return the dates that open sentences of the goals `text[start:end]`, in order.

    Such a date holds to the end of its paragraph and of those that dashes open below it, and where it ends in a colon
    for all paragraphs below it.
    Dates before the plan's first year describe the past.
    """
    first = frame.period[0]
    found: list[Opening] = []
    outer: PartialDate | None = None
    for mention in find_dates(text, start, end, frame.issued):
        if mention.last is None or mention.qualifier in (Qualifier.FROM, Qualifier.THAN):
            continue
        if first is not None and mention.last.last_day < first.first_day:
            continue
        low = max(start, mention.start - _BACK)
        if _LEAD_IN.search(text[low : mention.start] if low > start else "\n" + text[low : mention.start]) is None:
            continue
        feed = text.find("\n", mention.end, end)
        if feed < 0 or text[feed - 1] == ":":
            outer = mention.last
            found.append(Opening(mention.start, end, outer))
            continue
        feed = _dashed_end(text, feed, end)
        found.append(Opening(mention.start, feed, mention.last))
        if outer is not None:
            found.append(Opening(feed, end, outer))
    return tuple(found)


def _dashed_end(text: str, feed: int, end: int) -> int:
    """Return where the paragraphs end that a dash opens right below the one that ends at `feed`: they set it out."""
    while 0 <= feed < end and text.startswith(_DASHES, feed + 1):
        feed = text.find("\n", feed + 1, end)
    return end if feed < 0 else feed


def opened(found: Sequence[Opening], at: int) -> PartialDate | None:
    """Return the date of the last opening that holds at `at`, or None."""
    index = bisect_right(found, at, key=lambda opening: opening.start) - 1
    return found[index].date if index >= 0 and at < found[index].end else None
