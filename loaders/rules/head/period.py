"""The period of a plan as a whole: in its title, where it states its own term, or by its goals.

    某县行动计划（2022—2025年）                     2022 to 2025
    试点期限自2025年1月至2027年12月                 2025-01 to 2027-12
    本措施自2025年7月1日起施行，有效期至2027年12月31日
    一、工作目标 / 到2026年，全县…                  nothing else is stated: the goals' year ends the plan

A table of steps and the deadline of a task say nothing of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.records import PartialDate
from loaders.dates import DateMention, Qualifier, find_dates
from loaders.lexicon import rows

if TYPE_CHECKING:
    from loaders.reading import Reading

_OPENING: Final = 2_500
"""How far into the body a sentence such as 自2017年始 still speaks of the whole plan."""
_REACH: Final = 40
_ANNUAL: Final = "年度"
_GOAL_REACH: Final = 1_500
_PLAN = re.compile(r"[“\"]?(十?[一二三四五六七八九]五)[”\"]?")
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-~至]((?:19|20)[0-9]{2})(?![0-9])")
_YEARS_LINE = re.compile(
    r"\(?(?:(?:19|20)[0-9]{2}|[一二][〇零O九][〇零O一二三四五六七八九]{2})年?[-~至到](?:(?:19|20)[0-9]{2}|[一二][〇零O九][〇零O一二三四五六七八九]{2})年?\)?"
)
"""The years of a plan on a line of their own under its title."""
_TERM = re.compile(
    r"[期时年](?P<word>(?<=期)限?|(?<=时)[限间]|(?<=年)限)(?:为|是|:|自|从|至|到|暂定|定为|限){0,3}(?=[0-9二“])"
)
_SELF = re.compile(r"自(?=(?:19|20)[0-9]{2})")
_OF_PLAN = re.compile(r"(?:本[\u4e00-\u9fff]{2,6}|[\n。;,])\Z")
_SINCE = re.compile(r"[自从](?=(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:起|始|开始))")
_YEARS_LONG = re.compile(r"[用过以期](?:时)?[一二两三四五六1-6]年(?:左右)?(?:的)?(?:时间|努力)?\((?=(?:19|20)[0-9]{2})")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_TOP = rf"\n第{_NUMERAL}[章节部编]|\n{_NUMERAL}[、.]"
_STYLES: Final = ("part", "top", "second", "third")
_STOPS = (
    re.compile(rf"\n第{_NUMERAL}[章节部编]"),
    re.compile(_TOP),
    re.compile(rf"{_TOP}|\n\({_NUMERAL}\)"),
    re.compile(rf"{_TOP}|\n\({_NUMERAL}\)|\n[0-9]{{1,2}}[.、]"),
)
"""Where the goals end, by the style of their own number: at the next number of that level or above."""
_GOALS = re.compile(
    rf"\n(?:(?P<part>第{_NUMERAL}[章节部编条]分?)|(?P<top>{_NUMERAL}[、.])|(?P<second>\({_NUMERAL}\))"
    r"|(?P<third>[0-9]{1,2}[.、]))[^\n。;:,]{0,14}(?P<word>目标|总体要求|总体思路|总体部署)"
)
_GOAL_DATE = re.compile(
    r"(?:目标[。:]?|[\n。;:,])(?:(?:力争|争取|计划|预计|确保)?(?:到|至|截至))?(?=20[0-9]{2}年|[“\"]?十[三四五六]五[”\"]?(?:时?期)?末)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as printed; `start` and `end` are where that is stated, None where nowhere."""

    starts: PartialDate | None = None
    ends: PartialDate | None = None
    start: int | None = None
    end: int | None = None
    repairs: tuple[str, ...] = ()


@cache
def _words() -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    table = rows("period_words")

    def choice(kind: str) -> str:
        return "|".join(sorted((word for own, word in table if own == kind), key=len, reverse=True))

    terms = tuple(word for own, word in table if own == "term")
    return terms, re.compile(rf"[起始]?(?:{choice('force')})"), re.compile(rf"(?:{choice('not')})的?\Z")


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
    return (
        _stated(reading, body_start)
        or (_in_title(reading, *title) if title is not None else None)
        or _since(reading, body_start)
        or _goal_year(reading, body_start)
        or Period()
    )


def _in_title(reading: Reading, start: int, end: int) -> Period | None:
    feed = reading.text.find("\n", end + 1)
    below = reading.text[end + 1 : feed if feed >= 0 else end + 1]
    if _YEARS_LINE.fullmatch(below):
        end = feed
    mentions = [mention for mention in find_dates(reading.text, start, end) if mention.date is not None]
    for mention in mentions:
        if mention.end_date is not None:
            return _period(reading, mention)
    years = _YEARS.search(reading.text, start, end)
    if years is not None:
        return Period(PartialDate(int(years[1])), PartialDate(int(years[2])), years.start(), years.end())
    for mention in mentions:
        if mention.date is not None and mention.date.day is None:
            return _period(reading, mention)
    plan = _PLAN.search(reading.text, start, end)
    last = _plan_end(plan[1]) if plan else None
    if plan is None or last is None:
        return None
    if _ANNUAL in reading.text[plan.end() : end]:
        # “十六五”规划年度推进计划 runs for less than the plan that it carries out.
        return _of_years(reading, end)
    return Period(None, PartialDate(last), plan.start(), plan.end())


def _of_years(reading: Reading, start: int) -> Period | None:
    """Return the years that the opening says a yearly plan is for (明确2031—2032年度重点任务)."""
    text = reading.text
    for years in _YEARS.finditer(text, start, min(len(text), start + _REACH * 8)):
        if text.startswith((_ANNUAL, "年重点"), years.end()):
            return Period(PartialDate(int(years[1])), PartialDate(int(years[2])), years.start(), years.end())
    return None


def _stated(reading: Reading, body_start: int) -> Period | None:
    """Read 试点期限自…至…, 有效期至…, 自…起施行, 用三年时间（2023—2025年）."""
    text = reading.text
    term = _term(reading, body_start)
    if term is not None and term.starts is not None:
        return term
    for match in _SELF.finditer(text, body_start):
        if not _OF_PLAN.search(text, max(0, match.start() - 8), match.start()):
            continue
        mention = _next_date(text, match.end(), match.start())
        if mention is not None and mention.end_date is None and _words()[1].match(text, mention.end):
            if term is None:
                return Period(mention.date, None, match.start(), mention.end)
            return Period(mention.date, term.ends, term.start, term.end)
    if term is not None:
        return term
    for match in _YEARS_LONG.finditer(text, body_start, min(len(text), body_start + _OPENING)):
        mention = _next_date(text, match.end(), match.start())
        if mention is not None and mention.end_date is not None:
            return _period(reading, mention)
    return None


def _term(reading: Reading, body_start: int) -> Period | None:
    """Read what a term of the plan's own is followed by: a range, or its last day."""
    terms, _, of_others = _words()
    for match in _TERM.finditer(reading.text, body_start):
        stop = match.end("word")
        if not reading.text.endswith(terms, body_start, stop):
            continue
        begin = stop - max(len(term) for term in terms if reading.text.endswith(term, body_start, stop))
        if of_others.search(reading.text, max(0, begin - 8), begin):
            continue
        mention = _next_date(reading.text, match.end(), begin)
        if mention is None:
            continue
        if mention.end_date is not None:
            return _period(reading, mention)
        if mention.qualifier is Qualifier.BEFORE or match.group().endswith(("至", "到")):
            return Period(None, mention.date, begin, mention.end)
    return None


def _since(reading: Reading, body_start: int) -> Period | None:
    """Read a sentence that opens with 自2017年始."""
    text = reading.text
    for match in _SINCE.finditer(text, body_start, min(len(text), body_start + _OPENING)):
        mention = _next_date(text, match.end(), match.start())
        if mention is not None and text[match.start() - 1 : match.start()] in ("\n", "。"):
            goals = _goal_year(reading, body_start) if mention.end_date is None else None
            ends = mention.end_date if goals is None else goals.ends
            return Period(mention.date, ends, mention.start, mention.end)
    return None


def _goal_year(reading: Reading, body_start: int) -> Period | None:
    """Read the year that the goals open with (到2025年); where they have stages, the last one."""
    text = reading.text
    headings = list(_GOALS.finditer(text, max(0, body_start - 1)))
    # A part of goals says it first; where there is none, or it names no year, the general demands may.
    for heading in sorted(headings, key=lambda heading: heading["word"] != "目标"):
        style = next(index for index, name in enumerate(_STYLES) if heading[name])
        stop = _STOPS[style].search(text, heading.end())
        end = min(len(text) if stop is None else stop.start(), heading.end() + _GOAL_REACH)
        years = []
        for opening in _GOAL_DATE.finditer(text, heading.start("word"), end):
            mention = _next_date(text, opening.end(), opening.start())
            if mention is not None and mention.end_date is None and _is_goal(mention, text):
                years.append(mention)
        if years:
            last = max(years, key=lambda mention: str(mention.date))
            return Period(None, last.date, last.start, last.end)
    return None


def _is_goal(mention: DateMention, text: str) -> bool:
    """Tell whether a year that opens a sentence is when something is to be reached."""
    follows = text[mention.end : mention.end + 1]
    return mention.qualifier is Qualifier.BEFORE or (mention.qualifier is None and follows == ",")


def _next_date(text: str, start: int, begin: int) -> DateMention | None:
    """Return the date that begins at `start`, up to two characters on; `begin` is where words before it count from."""
    found = find_dates(text, begin, min(len(text), start + _REACH))
    return next((m for m in found if start <= m.start <= start + 2 and m.date is not None), None)


def _period(reading: Reading, mention: DateMention) -> Period:
    """Return the whole period that a mention prints; a single year is all of it."""
    repairs: tuple[str, ...] = ()
    last = mention.end_date or mention.date
    if mention.repaired:
        printed = reading.printed(mention.start, mention.end)
        repairs = (f"{printed} -> {mention.date} / {last}: 年字缺损 (年 lost; a year has four digits)",)
    return Period(mention.date, last, mention.start, mention.end, repairs)
