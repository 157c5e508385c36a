"""The steps in which a plan is carried out, with their months.

四、进度安排 / (一)启动实施(2031年9月) / (二)组织推进(2031年9月—2033年12月)
第一阶段：动员部署（2031年3月底前） / 1.宣传发动阶段。2031年3月至4月，…
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.records import Phase
from loaders.dates import DateMention, Qualifier, find_dates
from loaders.outline import Item, Outline, SectionKind

if TYPE_CHECKING:
    from kg.records import PartialDate
    from loaders.reading import Reading

RULE: Final = "phase"
_HEADING: Final = 60
_NAME: Final = 20
_STAGES: Final = 2
"""Outside a timetable, parts that are called 阶段 and bear dates are steps where there are at least two."""
_ORDINAL = re.compile(r"第[一二三四五六1-6](?:阶段|步)")
_ANNOUNCED = re.compile(r"分[为成]?[两二三四五六2-6]个?(?:阶段|步骤|步)")
_YEAR = re.compile(r"(20[0-9]{2})年")
_OPENING: Final = 200
_EDGE = re.compile(r"[,。;:\n]")
_INNER = re.compile(r"\([^()]{2,40}\)|\[[^\[\]]{2,40}\]|〔[^〔〕]{2,40}〕")
_TRIM: Final = "、,:;。()-~《》[]〔〕 "
_FROM_NOW = re.compile(r"(?:即日起|印发之日起|自即日)[至到]?|前期")


def read_phases(reading: Reading, outline: Outline, context_year: int | None = None) -> tuple[Phase, ...]:
    """Return the steps of the plan in order.

    Args:
        reading: The document.
        outline: Its parts.
        context_year: Year of months that are printed without one, as a rule the year of issue.
    """
    found: list[Phase] = []
    for item in outline.items:
        if item.kind is SectionKind.PHASES and not _inside(outline, item):
            found.extend(_of_timetable(reading, outline, item, context_year))
        elif item.kind is not SectionKind.PHASES:
            found.extend(_of_stages(reading, outline, item, context_year))
    return tuple(found)


def _inside(outline: Outline, item: Item) -> bool:
    return item.parent is not None and outline.items[item.parent].kind is SectionKind.PHASES


def _of_timetable(reading: Reading, outline: Outline, item: Item, year: int | None) -> list[Phase]:
    """Read the parts of a timetable, else its paragraphs, else the stages inside them."""
    runs = [_first_run(outline.items[child]) for child in item.children]
    year = _stated_year(reading, item, runs[0][0] if runs else item.end) or year
    phases = _in_turn(reading, runs, year)
    if phases:
        return phases
    steps: list[tuple[int, int]] = []
    for start, end in item.paragraphs:
        cuts = [match.start() for match in _ORDINAL.finditer(reading.text, start, end)]
        begin = max(start, item.text_start) if start <= item.text_start < end else start
        if cuts or not _ANNOUNCED.search(reading.text, begin, end):
            steps.extend(pairwise([*cuts, end] if cuts else [begin, end]))
    return _in_turn(reading, steps, year)


def _stated_year(reading: Reading, item: Item, stop: int) -> int | None:
    """Return the first year that the timetable prints before its steps (行动从2031年3月起，分三个阶段进行), or None."""
    match = _YEAR.search(reading.text, item.text_start, min(stop, item.text_start + _OPENING))
    return int(match[1]) if match else None


def _in_turn(reading: Reading, runs: list[tuple[int, int]], year: int | None) -> list[Phase]:
    """Read steps one after another: months without a year are of the year of the step before, or of the next."""
    phases: list[Phase] = []
    for run in runs:
        phase = _phase(reading, *run, year)
        before = phases[-1].start if phases else None
        if phase is not None and before is not None and phase.start is not None and phase.start < before:
            later = _phase(reading, *run, before.year + 1)
            phase = later if later is not None and later.start is not None and later.start > before else phase
        if phase is not None:
            phases.append(phase)
            last = phase.end or phase.start
            year = last.year if last is not None else year
    return phases


def _of_stages(reading: Reading, outline: Outline, item: Item, year: int | None) -> list[Phase]:
    runs = [_first_run(outline.items[child]) for child in item.children]
    staged = [run for run in runs if "阶段" in reading.text[run[0] : min(run[1], run[0] + _NAME)]]
    if len(staged) < _STAGES or len(staged) < len(runs):
        return []
    phases = _in_turn(reading, staged, year)
    return phases if len(phases) >= _STAGES else []


def _first_run(item: Item) -> tuple[int, int]:
    return item.text_start, item.paragraphs[0][1] if item.paragraphs else item.end


def _phase(reading: Reading, start: int, end: int, year: int | None) -> Phase | None:
    """Read one step: its name and the first date of its heading or first sentence."""
    text = reading.text
    stop = min(end, start + _HEADING)
    dates = find_dates(text, start, stop, context_year=year)
    dated = next((mention for mention in dates if mention.date is not None), None)
    if dated is None:
        return None
    name = _name(text, start, stop, dated)
    if name is None:
        return None
    first, last = _months(text, dated)
    return Phase(
        label=reading.printed(*name),
        start=first,
        end=last,
        evidence=(reading.evidence(min(name[0], dated.start), max(name[1], dated.end), RULE),),
    )


def _months(text: str, dated: DateMention) -> tuple[PartialDate | None, PartialDate | None]:
    if dated.end_date is not None:
        return dated.date, dated.end_date
    if dated.qualifier is Qualifier.FROM:
        return dated.date, None
    if dated.qualifier is Qualifier.BEFORE or _FROM_NOW.search(text, max(0, dated.start - 6), dated.start):
        return None, dated.date
    return dated.date, dated.date


def _name(text: str, start: int, stop: int, dated: DateMention) -> tuple[int, int] | None:
    """Return where the name of a step stands: in front of its dates, else behind them."""
    ordinal = _ORDINAL.match(text, start, stop)
    begin = ordinal.end() if ordinal else start
    candidates = [(begin, min(dated.start, stop)), (dated.end, stop), (start, ordinal.end() if ordinal else start)]
    for left, right in candidates:
        found = _trimmed(text, left, right)
        if found is not None:
            return found
    return None


def _trimmed(text: str, left: int, right: int) -> tuple[int, int] | None:
    while left < right and text[left] in _TRIM:
        left += 1
    edge = _EDGE.search(text, left, right)
    right = edge.start() if edge else right
    inner = _INNER.search(text, left, right)
    right = inner.start() if inner else right
    opened = text.find("(", left, right)
    right = opened if opened >= 0 else right
    while right > left and text[right - 1] in _TRIM:
        right -= 1
    if right - left < 2 or right - left > _NAME:  # noqa: PLR2004 - a name has two characters
        return None
    return left, right
