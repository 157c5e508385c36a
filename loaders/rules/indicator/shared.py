"""Numbers side by side that share what stands before them: each has its own name, or its own date."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from kg.records import PartialDate
from loaders.reading import Reading
from loaders.rules.indicator.labels import Name, name_of, spread
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import left_of
from loaders.rules.indicator.sentence import Sentence

_MOST_LINKED = 12
"""How many numbers 分别 may assign; more stand in no sentence."""
_JOINED = re.compile(r"(?:[、和及与]|以及)(?:到|至)?")


_PERIOD = re.compile(r"前?[一二三四]季度|[上下]半年|全年")
_PERIODS = re.compile(rf"(?:{_PERIOD.pattern})(?:(?:[、和及与]|以及)(?:{_PERIOD.pattern}))+")
_MONTHS: Final = {"一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12, "上半年": 6, "下半年": 12}


def _period(sentence: Sentence, periods: re.Match[str], place: int) -> tuple[PartialDate, str] | None:
    """Return the end of one of several parts of a year: 一季度、上半年和全年增速分别达到4%、5%和6%."""
    years = [m.last.year for m in sentence.dates if m.end <= periods.start() and m.last is not None]
    year = years[-1] if years else sentence.frame.issued
    word = _PERIOD.findall(periods.group())[place]
    return None if year is None else (PartialDate(year, _MONTHS.get(word.removeprefix("前"))), word)


def assigned(
    reading: Reading, sentence: Sentence, index: int, name: Name | None, spans: tuple[tuple[int, int], ...]
) -> tuple[Name | None, tuple[tuple[int, int], ...], tuple[PartialDate, str] | None]:
    """Give each of several numbers behind 分别 its own name, or its own date."""
    text = sentence.text
    head = index
    while head > 0 and index - head < _MOST_LINKED and linked(text, sentence.figures[head - 1], sentence.figures[head]):
        head -= 1
    stop = index
    while (
        stop - index < _MOST_LINKED
        and stop + 1 < len(sentence.figures)
        and linked(text, sentence.figures[stop], sentence.figures[stop + 1])
    ):
        stop += 1
    if head == stop:
        return name, spans, None
    first = sentence.figures[head]
    low = sentence.clause(first.start)[0]
    if head and sentence.figures[head - 1].start >= low and text[sentence.figures[head - 1].end] in "、和及":
        # 存栏量分别达到6万头、8万只,出栏量分别达到 …: the second row has its own name.
        low = sentence.figures[head - 1].end
    periods = _PERIODS.search(text, low, first.start)
    if periods is not None and len(_PERIOD.findall(periods.group())) == stop - head + 1:
        rest = left_of(text, periods.end(), first.start, [])
        if not rest.empty:
            spans = ((rest.start, rest.end),)
            return name_of(reading, spans), spans, _period(sentence, periods, index - head)
    whole = left_of(text, low, first.start, sentence.dates)
    if whole.empty:
        return name, spans, None
    own = _own_date(sentence, index - head, stop - head + 1, first.start)
    if not whole.each:
        return name, spans, own
    spans = ((whole.start, whole.end),)
    full = name_of(reading, spans)
    names, labels = spread(full.text, stop - head + 1), spread(full.label, stop - head + 1)
    if names and labels:
        return Name(names[index - head], labels[index - head]), spans, None
    return full, spans, own


def _own_date(sentence: Sentence, index: int, count: int, before: int) -> tuple[PartialDate, str] | None:
    """Return the date of one of `count` numbers, where as many dates stand side by side (到2022年和2030年)."""
    text = sentence.text
    dates = [m for m in sentence.dates if m.end <= before and m.last is not None][-count:]
    if len(dates) < count or any(not _JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(dates)):
        return None
    mention = dates[index]
    assert mention.last is not None  # noqa: S101 - filtered above
    return mention.last, text[mention.start : mention.end]


def linked(text: str, first: Figure, second: Figure) -> bool:
    """Tell whether two numbers stand side by side in one enumeration (5家、20家)."""
    between = text[first.end : second.start]
    return between in ("、", "和", "及", "以及", "与", "或") or (between == "," and first.unit == second.unit)
