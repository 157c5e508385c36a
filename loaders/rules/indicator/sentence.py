"""One sentence that holds numbers: its clauses, its dates, and what carries on from clause to clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.records import PartialDate
from loaders.dates import DateMention, Qualifier, find_dates
from loaders.rules.indicator import words as w
from loaders.rules.indicator.frame import Frame
from loaders.rules.indicator.numbers import Figure, chinese_value, figures

_STOP = re.compile(r"[。\n]|(?<=[一-鿿%])\.(?=[一-鿿])")
"""A full stop of half the width ends a sentence between Chinese characters."""
_BRACKET = re.compile(r"[()]")
_BREAK = re.compile(r"[,;]|:(?!(?<=[0-9]:)1(?![0-9.:万亿千百%]))")
_ANNUAL = re.compile(
    r"每年(?!(?:1[0-2]|[1-9])月)|每天|每日|每晚|每旬|每学年|每半年|每季度|每个季度|每月|每周|每学期|每两年|逐年|年均(?!增(?!加|收)|递|下|降|减|提|浓|值|气|停|复)|全年|年度(?!目标|计划|任务)|每季(?!度)|每两个?月|每双[周月]"
    r"|(?<![0-9一二两三四五六七八九十今当本明去上全每近多同历往整半成])年(?=新增|新建|培训|培育|建成|完成|引进|开展|举办|组织|服务|接待|处理|改造|发放|培养|轮训|惠及|新设)"
)
MARK = re.compile(
    r"(?:[^\w“《(]|[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,2}(?:是|、)|[①-⑳])+"
)
_SHORTEST_LABEL = 2
_LONGEST_LABEL = 24
_DATED = re.compile(r"[年季五月]")
_YEARS = re.compile(
    r"(?:经过|用|力争|未来|今后|利用)?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})年(?:左右)?(?:的?时间|的?努力|以内|之内|内|培育期内?|试点期内?|建设期内?|(?=,))"
)


@dataclass(slots=True)
class Sentence:
    """A sentence with its numbers in order; positions are those of `Reading.text`."""

    text: str
    start: int
    end: int
    figures: list[Figure]
    frame: Frame
    dates: list[DateMention] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    found: dict[re.Pattern[str], list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.held = held = _brackets(self.text, self.start, self.end)
        for match in _BREAK.finditer(self.text, self.start, self.end):
            at = match.start()
            if any(low < at < high for low, high in held):
                self.inner.append(at)
                continue
            self.breaks.append(at)
            if match.group() == ";":
                self.stops.append(at)
        if _DATED.search(self.text, self.start, self.end):
            found = find_dates(self.text, self.start, self.end, self.frame.issued)
            self.dates = [m for m in found if self.text[m.start] != "上" or self.text[m.start - 1] not in "线网以"]
            periods = list(self._periods())
            if periods:
                self.dates = sorted(self.dates + periods, key=lambda mention: mention.start)

    def _periods(self) -> Iterator[DateMention]:
        """Yield 三年内 and 经过三年努力 as the end of a plan that runs for as many years."""
        first, last = self.frame.period
        for match in _YEARS.finditer(self.text, self.start, self.end):
            years = int(match[1]) if match[1].isdigit() else int(chinese_value(match[1]) or 0)
            known = first is not None and last is not None and last.year - first.year + 1 == years
            yield DateMention(match.start(), match.end(), last if known else None, None, Qualifier.WITHIN)

    def places(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return where `pattern` matches in the sentence; it is searched once."""
        places = self.found.get(pattern)
        if places is None:
            places = self.found[pattern] = [m.span() for m in pattern.finditer(self.text, self.start, self.end)]
        return places

    def first(self, pattern: re.Pattern[str], low: int, high: int) -> tuple[int, int] | None:
        """Return the first match of `pattern` that lies between `low` and `high`."""
        return next((span for span in self.places(pattern) if span[0] >= low and span[1] <= high), None)

    def last(self, pattern: re.Pattern[str], low: int, high: int) -> tuple[int, int] | None:
        """Return the last match of `pattern` that lies between `low` and `high`."""
        return next((span for span in reversed(self.places(pattern)) if span[0] >= low and span[1] <= high), None)

    def clause(self, at: int) -> tuple[int, int]:
        """Return the clause around `at`, between commas, semicolons and colons."""
        index = bisect_right(self.breaks, at)
        low = self.breaks[index - 1] + 1 if index else self.start
        high = self.breaks[index] if index < len(self.breaks) else self.end
        bracket = self.text.rfind("(", low, at)
        if bracket >= 0 and self.text.rfind(")", bracket, at) < 0:
            low = bracket + 1
            close = self.text.find(")", at, high)
            high = close if close >= 0 else high
            low = max((mark + 1 for mark in self.inner if low <= mark < at), default=low)
            high = min((mark for mark in self.inner if at <= mark < high), default=high)
        return low, high

    def clause_before(self, low: int) -> tuple[int, int] | None:
        """Return the clause that ends where the one from `low` begins, or None at the front."""
        index = bisect_right(self.breaks, low - 1) - 1
        if index < 0:
            return None
        return (self.breaks[index - 1] + 1 if index else self.start), self.breaks[index]

    def segment(self, at: int) -> tuple[int, int]:
        """Return the part between semicolons around `at`."""
        index = bisect_right(self.stops, at)
        low = self.stops[index - 1] + 1 if index else self.start
        high = self.stops[index] if index < len(self.stops) else self.end
        return low, high

    def label(self, at: int, *, beyond: bool = False) -> tuple[int, int] | None:
        """Return what stands before the last colon before `at`, where it names what the numbers behind it measure.

        No number may stand between, unless `beyond` is true: 农民收入:年均增长9%,2032年达到2万元 has two, and the
        second goes on from the first; in 海带:面积2万亩,产量6万吨 both names need it.
        """
        index = bisect_right(self.breaks, at - 1) - 1
        while index >= 0 and self.text[self.breaks[index]] != ":":
            index -= 1
        if index < 0:
            return None
        colon = self.breaks[index]
        if not beyond and any(colon < f.start < at and not self.in_date(f) for f in self.figures):
            return None
        low = self.breaks[index - 1] + 1 if index else self.start
        mark = MARK.match(self.text, low, colon)
        low = mark.end() if mark else low
        if not _SHORTEST_LABEL <= colon - low <= _LONGEST_LABEL or w.NO_LABEL.before(self.text, low, colon):
            return None
        if any(low <= f.start < colon for f in self.figures) or any(low <= m.start < colon for m in self.dates):
            return None
        return low, colon

    def in_date(self, figure: Figure) -> bool:
        """Tell whether the number is part of a date or of a period."""
        return any(mention.start <= figure.start < mention.end for mention in self.dates)

    def deadline(self, at: int) -> tuple[PartialDate, str] | None:
        """Return the date that holds for a number at `at`, as printed and as read, or None.

        The last date before it counts. 2023年 holds up to the next semicolon; 到2025年, 2025年底 and 三年内
        hold to the end of the sentence.
        """
        low = self.segment(at)[0]
        for mention in reversed(self.dates):
            if mention.start >= at or mention.last is None:
                continue
            if mention.qualifier in (Qualifier.FROM, Qualifier.THAN):
                continue
            if mention.start < low and mention.qualifier is None and not self._opens(mention):
                return None
            if self._is_origin(mention) or self._is_inside(mention, at):
                continue
            return mention.last, self.text[mention.start : mention.end]
        return None

    def _is_origin(self, mention: DateMention) -> bool:
        """Tell whether the date is that of a baseline (由2020年的) or of a comparison (比2020年)."""
        before = self.text[max(self.start, mention.start - 1) : mention.start]
        behind = self.text[mention.end : mention.end + 2]
        return (bool(before) and before in "由从比较") or (behind[:1] == "的" and behind[1:].isdigit())

    def _opens(self, mention: DateMention) -> bool:
        """Tell whether the date stands before the sentence: 2023年,确保…, 2023年主要目标是:….

        Such a date holds for all of it.
        """
        if mention.start != self.start:
            return False
        return self.text[mention.end : mention.end + 1] == "," or bool(self.breaks and self.text[self.breaks[0]] == ":")

    def _is_inside(self, mention: DateMention, at: int) -> bool:
        """Tell whether the date stands in a bracket that is closed before `at`: it dates what stands before it.

        (市司法局牵头,2025年底前完成) says nothing of the numbers behind.
        """
        close = self.text.find(")", mention.end, at)
        if close < 0 or self.text.find("(", mention.end, close) >= 0:
            return False
        opening = self.text.rfind("(", self.start, mention.start)
        return opening >= 0 and self.text.find(")", opening, mention.start) < 0

    def annual(self, at: int, low: int, *, carried: bool = True) -> bool:
        """Tell whether 每年 or its like stands before `at`: in the clause from `low`, or carried from an earlier one.

        What 每年 opens goes on to the next semicolon or the next date, but not to a stock (每年新建2家,企业达到30家):
        then `carried` is false.
        """
        start = self.segment(at)[0]
        for mention in self.dates:
            if start < mention.end <= at and (mention.last is not None or mention.qualifier is Qualifier.WITHIN):
                start = mention.end
        found = self.last(_ANNUAL, min(start, low), at)
        if found is None or found[0] >= low:
            return found is not None
        # 能力达到每天2万人次,建成3家: 每天 says how much it is, and not how often.
        said = w.BEFORE_WORDS.before(self.text, self.start, found[0]) > 0
        return carried and self.text[found[0]] == "每" and not said

    def ambition(self, at: int) -> str | None:
        """Return the last 力争, 确保 … before `at` in its segment."""
        found = self.last(_AMBITION, self.segment(at)[0], at)
        return None if found is None else self.text[found[0] : found[1]]


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the closed brackets of `text[start:end]`: what stands inside parts no clause around them."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            found.append((opened.pop(), match.start()))
    return found


_LONGEST = 1200
"""A sentence of more characters is read in pieces, so that no text costs more than its length."""
_AMBITION = w.AMBITION.pattern()


def sentences(text: str, start: int, end: int, frame: Frame) -> Iterator[Sentence]:
    """Yield the sentences of `text[start:end]` that hold numbers, in order."""
    skips = sorted(frame.skips)
    pending: list[Figure] = []
    low = high = start
    for figure in figures(text, start, end):
        if _skipped(figure, skips):
            continue
        if figure.start >= high:
            if pending:
                yield Sentence(text, low, high, pending, frame)
                pending = []
            low = max(high, figure.start - _LONGEST)
            low = max((stop.end() for stop in _STOP.finditer(text, low, figure.start)), default=low)
            high = _end(text, figure, end)
        pending.append(figure)
    if pending:
        yield Sentence(text, low, high, pending, frame)


def _end(text: str, figure: Figure, end: int) -> int:
    """Return where the sentence of a number ends; one without end is cut at its last comma."""
    limit = min(end, figure.end + _LONGEST)
    found = _STOP.search(text, figure.start, limit)
    if found:
        return found.start()
    if limit == end:
        return end
    cut = max(text.rfind(mark, figure.end, limit) for mark in ",;、")
    return limit if cut < 0 else cut + 1


def _skipped(figure: Figure, skips: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(skips, (figure.start, figure.end)) - 1
    return index >= 0 and figure.start < skips[index][1]
