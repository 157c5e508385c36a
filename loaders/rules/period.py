"""The period of a plan as a whole: in its title, or where it states its own term.

    某县行动计划（2022—2025年）                     2022 to 2025
    试点期限自2025年1月至2027年12月                 2025-01 to 2027-12
    本措施自2025年7月1日起施行，有效期至2027年12月31日

A goal (到2025年), a table of steps and a deadline of a task say nothing of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from loaders.dates import DateMention, Qualifier, find_dates
from loaders.lexicon import rows

if TYPE_CHECKING:
    from kg.records import PartialDate
    from loaders.reading import Reading

_OPENING: Final = 2_500
"""How far into the body a sentence such as 自2017年始 still speaks of the whole plan."""
_REACH: Final = 40
_PLAN = re.compile(r"[“\"]?(十?[一二三四五六七八九]五)[”\"]?")
_SELF = re.compile(r"(?:本[\u4e00-\u9fff]{2,6}|(?<=[\n。;,]))自(?=(?:19|20)[0-9]{2})")
_SINCE = re.compile(r"(?<=[\n。])自(?=(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:起|始|开始))")
_YEARS_LONG = re.compile(r"[用过以期](?:时)?[一二两三四五六1-6]年(?:左右)?(?:的)?(?:时间|努力)?\((?=(?:19|20)[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as printed; `start` and `end` are where that is stated, None where nowhere."""

    starts: PartialDate | None = None
    ends: PartialDate | None = None
    start: int | None = None
    end: int | None = None
    repairs: tuple[str, ...] = ()


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = rows("period_words")

    def choice(kind: str) -> str:
        return "|".join(sorted((word for own, word in table if own == kind), key=len, reverse=True))

    term = re.compile(rf"(?:{choice('term')})(?:为|是|:|自|从|至|到|暂定|定为|限)*")
    return term, re.compile(rf"[起始]?(?:{choice('force')})"), re.compile(rf"(?:{choice('not')})的?\Z")


@cache
def _plan_end(number: str) -> int | None:
    return next((int(last) for name, _, last in rows("five_year_plans") if name == number), None)


def read_period(reading: Reading, title: tuple[int, int] | None, body_start: int) -> Period:
    """Return the period of the plan.

    Args:
        reading: The document.
        title: Where its title stands, or None.
        body_start: Where the text under the title starts.
    """
    stated = _stated(reading, body_start)
    if stated is not None:
        return stated
    if title is not None:
        found = _in_title(reading, *title)
        if found is not None:
            return found
    return _since(reading, body_start) or Period()


def _in_title(reading: Reading, start: int, end: int) -> Period | None:
    mentions = find_dates(reading.text, start, end)
    for mention in mentions:
        if mention.end_date is not None and mention.date is not None:
            return _period(reading, mention, mention.date, mention.end_date)
    for mention in mentions:
        if mention.date is not None and mention.date.day is None:
            return _period(reading, mention, mention.date, mention.date)
    plan = _PLAN.search(reading.text, start, end)
    last = _plan_end(plan[1]) if plan else None
    if plan is None or last is None:
        return None
    from kg.records import PartialDate  # noqa: PLC0415

    return Period(None, PartialDate(last), plan.start(), plan.end())


def _stated(reading: Reading, body_start: int) -> Period | None:
    """Read 试点期限自…至…, 有效期至…, 自…起施行, 用三年时间（2023—2025年）."""
    text = reading.text
    term, force, of_others = _words()
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    where: tuple[int, int] | None = None
    repairs: tuple[str, ...] = ()
    for match in term.finditer(text, body_start):
        if of_others.search(text, max(0, match.start() - 8), match.start()):
            continue
        mention = _next_date(text, match.end(), match.start())
        if mention is None:
            continue
        if mention.end_date is not None:
            return _period(reading, mention, mention.date, mention.end_date)
        if mention.qualifier is Qualifier.BEFORE or match.group().endswith(("至", "到")):
            ends, where = mention.date, (match.start(), mention.end)
            break
    for match in _SELF.finditer(text, body_start):
        mention = _next_date(text, match.end(), match.start())
        if mention is not None and mention.end_date is None and force.match(text, mention.end):
            starts = mention.date
            where = (min(match.start(), where[0]), max(mention.end, where[1])) if where else (match.start(), mention.end)
            break
    if where is not None:
        close = where if where[1] - where[0] < 4 * _REACH else (where[1] - _REACH, where[1])
        return Period(starts, ends, *close, repairs)
    for match in _YEARS_LONG.finditer(text, body_start, min(len(text), body_start + _OPENING)):
        mention = _next_date(text, match.end(), match.start())
        if mention is not None and mention.end_date is not None:
            return _period(reading, mention, mention.date, mention.end_date)
    return None


def _since(reading: Reading, body_start: int) -> Period | None:
    """Read a sentence that opens with 自2017年始."""
    text = reading.text
    match = _SINCE.search(text, body_start, min(len(text), body_start + _OPENING))
    mention = _next_date(text, match.end(), match.start()) if match else None
    if mention is None or mention.date is None:
        return None
    return _period(reading, mention, mention.date, mention.end_date)


def _next_date(text: str, start: int, begin: int) -> DateMention | None:
    """Return the date that begins at `start`, up to two characters on."""
    found = find_dates(text, begin, min(len(text), start + _REACH))
    return next((m for m in found if start <= m.start <= start + 2 and m.date is not None), None)


def _period(reading: Reading, mention: DateMention, first: PartialDate | None, last: PartialDate | None) -> Period:
    repairs = ()
    if mention.repaired:
        printed = reading.printed(mention.start, mention.end)
        repairs = (f"{printed} -> {first} / {last}: 年字缺损 (年 lost; a year has four digits)",)
    return Period(first, last, mention.start, mention.end, repairs)
