"""Dates of plan documents: one grammar for every rule.

It reads the folded text of a `Reading` (half-width, no white space; dashes are `-`): full dates,
months, years, Chinese figures, five-year plans, quarters, halves, ranges, and dates that lost their
年 in conversion. What it cannot place in a year it reports with `date` None instead of guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from kg.records import PartialDate
from loaders.lexicon import rows

_CARRY: Final = 24
"""How far behind a date its year may still stand for a month without one (2023年6月、9月)."""
_LAST_MONTH: Final = 12


class Qualifier(StrEnum):
    """How the text stands to the date that it names."""

    BEFORE = "before"
    """Not later than: 前, 底前, 到2025年, 截至."""
    WITHIN = "within"
    """At some time in it: 年内, 期间."""
    FROM = "from"
    """Beginning with it: 自…起, 以来."""
    THAN = "than"
    """Only compared with it: 比2020年, 以2020年为基数."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a period in a text; positions are those of the text that was searched.

    `date` is the printed date, or the first day of a period (期间, 上半年, a range), whose last is
    `end_date`; both are None where the year is not known or the day does not exist. `repaired` tells
    that a lost 年 was put back (`20241月`), which is certain because a year has four digits.
    """

    start: int
    end: int
    date: PartialDate | None
    end_date: PartialDate | None = None
    qualifier: Qualifier | None = None
    repaired: bool = False

    @property
    def last(self) -> PartialDate | None:
        """The end of the period, or the date itself: what a deadline means."""
        return self.end_date or self.date


class _Words(NamedTuple):
    point: re.Pattern[str]
    after: re.Pattern[str]
    meaning: dict[str, Qualifier]
    before: dict[str, Qualifier]
    part: dict[str, str]
    standing: re.Pattern[str]
    plans: dict[str, tuple[int, int]]


_YEAR = r"(?:19|20)[0-9]{2}"
_YEAR_ZH = r"[一二][〇零OoО0九][〇零OoО0一二三四五六七八九]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH_ZH = r"(?:十[一二]?|[一二三四五六七八九])"
_DAY_ZH = r"(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_ORDINAL = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DIGITS_ZH = {"〇": 0, "零": 0, "O": 0, "o": 0, "О": 0, **{c: i + 1 for i, c in enumerate("一二三四五六七八九")}}
_RELATIVE = {"今": 0, "本": 0, "明": 1, "次": 1, "去": -1, "上": -1}
_FIGURES: Final = "0-9〇零OoО一二三四五六七八九十"
_HINT = re.compile(
    rf"[{_FIGURES}今明次去本上下前全第“\"年](?:(?<=年)[内底末]|(?<![年])[{_FIGURES}半年季个至到~/.-]{{0,16}}[”\"]?"
    r"(?:(?<=[个年月日度季])|年|月|日|季度|期?末|期?初|期间|时期|收官|以来)|(?<=[12])[09][0-9]{2}[-/.][0-9])"
)
"""Where a date may stand; it opens with one character class, for which the engine scans fast."""
_RANGE = re.compile(r"(?:-{1,2}|~|至|到)")
_RECURRING: Final = ("每年", "历年", "往年")
_RATIOS: Final = frozenset({"占比", "同比", "环比", "对比", "配比"})
"""End like 比 but compare with no date: 占比2025年达到30%."""
_FIXED: Final = ("今", "明", "去", "本", "上")
_BREAK = re.compile(r"[。;\n]")


@cache
def _words() -> _Words:
    """Compile the grammar with the word lists; every repetition is bounded, so a search is linear."""
    table = rows("date_words")

    def choice(kind: str, *, only: str | None = None) -> str:
        found = sorted((r for r in table if r[0] == kind and only in (None, r[2])), key=lambda r: -len(r[1]))
        return "|".join(r[1] + ("" if r[3] == "-" else f"(?!{r[3]})") for r in found)

    plans = {row[0]: (int(row[1]), int(row[2])) for row in rows("five_year_plans")}
    part = choice("part")
    quarter = r"第?(?P<q>[一二三四1-4])季度[末底]?|前(?P<fq>[二两三])个?季度|(?P<half>[上下]半年)[末底]?"
    tail = (
        rf"(?:(?P<m>{_MONTH})(?:月份?|(?=[-~至]{_MONTH}月))|(?P<mz>{_MONTH_ZH})月份?)"
        rf"(?:(?P<d>{_DAY})(?:[日号]|(?=[-~至]{_DAY}日))|(?P<dz>{_DAY_ZH})[日号])?(?P<mp>[上中下]旬|{part})?"
        rf"|(?P<yp>{part})|{quarter}"
    )
    numbers = "|".join(sorted(plans, key=len, reverse=True))
    point = re.compile(
        rf"(?<![0-9A-Za-z./-])(?P<iy>{_YEAR})(?:(?P<sep>[-/.])(?P<im>{_MONTH})(?P=sep)(?P<id>{_DAY})(?![0-9])"
        rf"|[-/](?P<im2>0[1-9]|1[0-2])(?![0-9./-])|\.(?P<im3>{_MONTH})(?![0-9.%万亿千百个]))"
        rf"|(?<![0-9])(?P<dy>{_YEAR})(?P<dm>1[0-2]|[1-9])月(?:(?P<dd>{_DAY})[日号])?(?P<dp>{part})?"
        rf"|(?:(?<![0-9])(?P<y>{_YEAR})|(?P<yz>{_YEAR_ZH})|(?P<rel>今|明|次|去|(?<![基样文])本|(?<!以)上))年度?(?:{tail})?"
        rf"|(?<![0-9])(?P<by>{_YEAR})(?=(?:-{{1,2}}|~|至|到)(?:{_YEAR})年)"
        rf"|[“\"]?(?:(?P<plan>{numbers})[”\"]?|第(?P<plan2>{_DAY_ZH})个五年规划)"
        r"(?:时期|期间)?(?P<pp>期?末|收官|期?初|期间|时期|以来)"
        rf"|(?<![0-9每])(?:(?P<bm>{_MONTH})(?:月份?(?!均)|(?=[-~至]{_MONTH}月))"
        rf"|(?<![十一二三四五六七八九每两几])(?P<bmz>{_MONTH_ZH})月(?=底|末|初|份|前|[0-9一二三]{{1,2}}日|[上中下]旬))"
        rf"(?:(?P<bd>{_DAY})(?:[日号]|(?=[-~至]{_DAY}日))|(?P<bdz>{_DAY_ZH})[日号])?(?P<bp>[上中下]旬|{part})?"
        r"|(?<![0-9每半整一二三四五六七八九十两几全逐历近前后周])(?:年内(?!部|外)|(?P<end>年底|年末)|全年(?=完成|[,;)。]|\Z))"
        rf"|(?<=[0-9][-~至])(?P<od>{_DAY})[日号]"
        r"|(?<![0-9每])(?:第(?P<bq>[一二三四1-4])季度|(?P<bhalf>[上下]半年))[末底]?"
    )
    return _Words(
        point=point,
        after=re.compile(choice("after")),
        meaning={r[1]: Qualifier(r[2]) for r in table if r[0] == "after"},
        before={r[1]: Qualifier(r[2]) for r in table if r[0] == "before"},
        part={r[1]: r[2] for r in table if r[0] == "part"},
        standing=re.compile(choice("standing")),
        plans=plans,
    )


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese or Arabic figure below one hundred, or None.

    >>> chinese_number("二十一"), chinese_number("十"), chinese_number("07")
    (21, 10, 7)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    low = _DIGITS_ZH.get(ones, 0 if not ones and ten else None)
    high = _DIGITS_ZH.get(tens, 1 if not tens else None) if ten else 0
    return None if low is None or high is None else high * 10 + low


def _chinese_year(text: str) -> int:
    return int("".join(c if c.isdigit() and c.isascii() else str(_DIGITS_ZH[c]) for c in text))


def _date(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if year is None:
        return None
    found = PartialDate(year, month, day)
    try:
        found.first_day  # noqa: B018 - asked only whether the day exists
    except ValueError:
        return None
    return found


def read_compact_date(digits: str, year: int | None = None) -> PartialDate | None:
    """Return the day that a run of digits without separators can mean in one way only, or None.

    Args:
        digits: A year and, run together, month and day (`2024228`, `20241231`).
        year: A year that the digits must agree with, or None.

    >>> str(read_compact_date("2024228"))
    '2024-02-28'
    >>> read_compact_date("2024111") is None
    True
    """
    if not re.fullmatch(rf"{_YEAR}[0-9]{{2,4}}", digits):
        return None
    stated, rest = int(digits[:4]), digits[4:]
    if year is not None and stated != year:
        return None
    readings = set()
    for cut in range(1, len(rest)):
        month, day = rest[:cut], rest[cut:]
        if len(rest) < 4 and "0" in (month[0], day[0]):  # noqa: PLR2004 - only YYYYMMDD pads with zeros
            continue
        if len(month) <= 2 and len(day) <= 2 and int(month) <= _LAST_MONTH and int(month) and int(day):  # noqa: PLR2004
            readings.add(_date(stated, int(month), int(day)))
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None


def _of_plan(match: re.Match[str], words: _Words) -> DateMention:
    number = match["plan"] or match["plan2"] + "五"
    first, last = words.plans.get(number, (None, None))
    part = match["pp"]
    if part.endswith(("末", "收官")):
        return DateMention(match.start(), match.end(), _date(last), None, Qualifier.BEFORE)
    if part.endswith("初"):
        return DateMention(match.start(), match.end(), _date(first))
    qualifier = Qualifier.FROM if part == "以来" else Qualifier.WITHIN
    return DateMention(match.start(), match.end(), _date(first), _date(last), qualifier)


def _point(match: re.Match[str], near: PartialDate | None, words: _Words) -> DateMention:
    """Read one match; the year and month of `near` stand in where it prints none."""
    at = match.start(), match.end()
    year = near.year if near else None
    if match["od"]:
        return DateMention(*at, _date(year, near.month, int(match["od"])) if near and near.month else None)
    if match["plan"] or match["plan2"]:
        return _of_plan(match, words)
    if match["iy"]:
        month = match["im"] or match["im2"] or match["im3"]
        return DateMention(*at, _date(int(match["iy"]), int(month), int(match["id"]) if match["id"] else None))
    if match["by"]:
        return DateMention(*at, _date(int(match["by"])))
    own = _year_of(match, year)
    return _part_of_year(match, own) or _day_or_month(match, own, words)


def _part_of_year(match: re.Match[str], year: int | None) -> DateMention | None:
    """Read a quarter, the first quarters or a half of `year`."""
    quarter, half = match["q"] or match["bq"], match["half"] or match["bhalf"]
    if quarter:
        last = _ORDINAL[quarter] * 3
        first = last - 2
    elif match["fq"]:
        first, last = 1, 9 if match["fq"] == "三" else 6
    elif half:
        first, last = (1, 6) if half[0] == "上" else (7, 12)
    else:
        return None
    return DateMention(match.start(), match.end(), _date(year, first), _date(year, last))


def _day_or_month(match: re.Match[str], year: int | None, words: _Words) -> DateMention:
    month_text = match["m"] or match["mz"] or match["dm"] or match["bm"] or match["bmz"]
    day_text = match["d"] or match["dz"] or match["dd"] or match["bd"] or match["bdz"]
    month = chinese_number(month_text) if month_text else None
    day = chinese_number(day_text) if day_text else None
    part = match["mp"] or match["yp"] or match["dp"] or match["bp"] or match["end"]
    meaning = words.part.get(part or "")
    if month is None and meaning is not None:
        month = 1 if meaning == "start" else _LAST_MONTH
    qualifier = Qualifier.BEFORE if meaning == "end" else None
    if match.group() == "年内":
        qualifier = Qualifier.WITHIN
    return DateMention(match.start(), match.end(), _date(year, month, day), None, qualifier, bool(match["dy"]))


def _year_of(match: re.Match[str], year: int | None) -> int | None:
    printed = match["y"] or match["dy"]
    if printed:
        return int(printed)
    if match["yz"]:
        return _chinese_year(match["yz"])
    shift = _RELATIVE[match["rel"]] if match["rel"] else 0
    return None if year is None else year + shift


def _joined(first: DateMention, last: DateMention, text: str, stop: int, words: _Words) -> DateMention:
    """Make one period of two dates that a dash or 至 joins."""
    period = replace(first, end=last.end, end_date=last.last, qualifier=None, repaired=first.repaired or last.repaired)
    return _with_tail(period, text, stop, words) or period


def find_dates(text: str, start: int = 0, end: int | None = None, context_year: int | None = None) -> list[DateMention]:
    """Return the dates of `text[start:end]` in order; a range is one mention.

    Args:
        text: Folded text of a reading, or any text in its conventions.
        start: Where to begin.
        end: Where to stop, or None for the end of the text.
        context_year: Year for 今年, 年底前 and months without a year, as a rule the year of issue;
            where it is None such a mention has no date. A year printed shortly before goes first.
    """
    words = _words()
    stop = len(text) if end is None else end
    found: list[DateMention] = []
    carried: DateMention | None = None
    for match in _points(text, start, stop, words):
        if text[max(0, match.start() - 2) : match.start()] in _RECURRING:
            continue
        near = carried if carried is not None and match.start() - carried.end <= _CARRY else None
        if near is None or match["rel"] in _FIXED or _BREAK.search(text, near.end, match.start()):
            near = DateMention(0, 0, _date(context_year))
        mention = _point(match, near.date, words)
        if mention.date is not None and not match["plan"] and not match["plan2"]:
            carried = mention
        if found and _makes_range(found[-1], mention, text):
            found.append(_joined(found.pop(), mention, text, stop, words))
        else:
            found.append(_qualified(mention, text, start, stop, words))
    return found


def _points(text: str, start: int, stop: int, words: _Words) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar; a cheap search says where to try it."""
    at = start
    for hint in _HINT.finditer(text, start, stop):
        at = max(at, hint.start())
        while at < hint.end():
            match = words.point.match(text, at, stop)
            if match:
                yield match
            at = match.end() if match else at + 1


def _makes_range(first: DateMention, last: DateMention, text: str) -> bool:
    return (
        first.end_date is None
        and first.qualifier in (None, Qualifier.FROM)
        and first.end < last.start <= first.end + 2
        and _RANGE.fullmatch(text, first.end, last.start) is not None
        and (last.date is None or first.date is None or first.date.first_day <= last.date.last_day)
    )


def _with_tail(mention: DateMention, text: str, stop: int, words: _Words) -> DateMention | None:
    tail = words.after.match(text, mention.end, stop)
    return replace(mention, end=tail.end(), qualifier=words.meaning[tail.group()]) if tail else None


def _qualified(mention: DateMention, text: str, start: int, stop: int, words: _Words) -> DateMention:
    """Take in 前, 内, 起 behind the date and read 到, 自, 比 in front of it."""
    fronts = [text[max(start, mention.start - width) : mention.start] for width in (2, 1)]
    compared = words.before.get(fronts[1]) is Qualifier.THAN and fronts[0] not in _RATIOS
    ended = _with_tail(mention, text, stop, words)
    if ended is not None:
        return ended
    if mention.qualifier is not None:
        return (
            replace(mention, qualifier=Qualifier.THAN)
            if compared and mention.qualifier is Qualifier.BEFORE
            else mention
        )
    for front in fronts:
        if front in _RATIOS:
            break
        if front in words.before and not (front == "以" and text[mention.end : mention.end + 1] != "为"):
            return replace(mention, qualifier=words.before[front])
    return mention


def read_deadline(text: str, context_year: int | None = None) -> tuple[PartialDate | None, bool]:
    """Return the deadline that a text sets, and whether it sets a standing duty.

    The latest date counts that is not a beginning and no comparison; a period counts with its end.
    A duty that has a date and goes on afterwards (2019年7月底前，以后每年持续实施) has both.

    Args:
        text: What stands behind 完成时限 or in a clause.
        context_year: See `find_dates`.

    >>> read_deadline("2023年6月底前"), read_deadline("持续推进")
    ((PartialDate(year=2023, month=6, day=None), False), (None, True))
    """
    ends = [
        m.last
        for m in find_dates(text, context_year=context_year)
        if m.qualifier not in (Qualifier.FROM, Qualifier.THAN)
    ]
    dated = [d for d in ends if d is not None]
    latest = max(dated, key=lambda d: (d.last_day, d)) if dated else None
    return latest, bool(_words().standing.search(text))
