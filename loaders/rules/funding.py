"""Money that is set aside for the plan's own work: budgets, allotted sums, funds, matching ratios.

    县财政每年安排专项资金500万元                     5,000,000 元
    设立规模不低于2000万元的某某风险补偿基金          20,000,000 元
    按1:2比例配套建设资金                             a ratio, no amount

Subsidies, awards, loans and ceilings for one beneficiary are no funding (shared gold guide).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.records import Funding
from loaders.lexicon import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading import Reading

RULE: Final = "funding"
_CLAUSE: Final = 90
_FIGURE_LENGTH: Final = 26
_BARE: Final = 2
"""资金 alone names nothing: the words in front of the sum (中央财政拨付) then belong to the name."""
_MONEY = re.compile(
    r"(?P<figure>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?"
    r"(?P<scale>万亿|千亿|百亿|千万|百万|亿|万|千)?元(?!/)"
)
_FIGURE = re.compile(r"[0-9][0-9,.]{0,20}(?:余|多)?[千百]?[万亿]{0,2}\Z")
_SCALES: Final = {
    None: 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12,
}  # fmt: skip
_RATIO = re.compile(r"(?<![0-9])(?P<ratio>[0-9]{1,3}(?:\.[0-9]{1,2})?[:比][0-9]{1,3}(?:\.[0-9]{1,2})?)的?比例")
_KIND = re.compile(r"[0-9.,]{1,16}[百千万亿]{0,3}元(?:以上|以下|及以上|左右)?的?[^,;。:!?\n()左以、]")
_CLASS = re.compile(
    r"[0-9.,]{1,16}[百千万亿]{0,3}元(?:以上|以下|及以上)的?[^,;。:!?\n()0-9建实]{0,10}(?:项目|企业|工程)"
)
"""A bound of what a project costs says which ones: 推进总投资20亿元以上的项目."""
_EDGE = re.compile(r"[,。;:!?\n()]|(?<=元)、")
_AFTER = re.compile(r"(?:以上|左右|以内)?(?:人民币)?的?")


class _Words(NamedTuple):
    noun: re.Pattern[str]
    verb: re.Pattern[str]
    excluded: re.Pattern[str]
    source: re.Pattern[str]
    match: re.Pattern[str]
    past: re.Pattern[str]
    promise: re.Pattern[str]
    planned: re.Pattern[str]


@cache
def _words() -> _Words:
    choice = partial(alternatives, "funding_words")
    return _Words(
        noun=re.compile(rf"(?:{choice('noun')})池?"),
        verb=re.compile(choice("verb")),
        excluded=re.compile(choice("not")),
        source=re.compile(choice("source")),
        match=re.compile(choice("match")),
        past=re.compile(choice("past")),
        promise=re.compile(choice("promise")),
        planned=re.compile(rf"(?:{choice('planned')})[^,;。]{{0,8}}投资$"),
    )


def read_funding(reading: Reading, start: int, end: int) -> tuple[Funding, ...]:
    """Return the money that `reading.text[start:end]` sets aside, each sum once, in order."""
    found: dict[tuple[str, Decimal | None, str | None], Funding] = {}
    for match in _sums(reading.text, start, end):
        funding = _sum(reading, start, end, match)
        if funding is not None:
            found.setdefault((funding.label, funding.value, None), funding)
    for match in _RATIO.finditer(reading.text, start, end) if "比例" in reading.text else ():
        funding = _share(reading, start, end, match)
        if funding is not None:
            found.setdefault((funding.label, None, funding.matching_ratio), funding)
    return tuple(sorted(found.values(), key=lambda funding: funding.evidence[0].begin))


def _sums(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the sums of money, found by their 元; a range (2-3亿元) is none."""
    yuan = text.find("元", start, end)
    while yuan >= 0:
        figure = _FIGURE.search(text, max(start, yuan - _FIGURE_LENGTH), yuan)
        if figure:
            match = _MONEY.match(text, figure.start(), yuan + 2)
            if match and match.end() == yuan + 1 and text[figure.start() - 1 : figure.start()] not in ("~", "-", "."):
                yield match
        yuan = text.find("元", yuan + 1, end)


def _clause(text: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int]:
    """Return the clause around a match, from comma to comma; commas inside a figure do not count."""
    first = max(start, match.start() - _CLAUSE)
    for edge in _EDGE.finditer(text, first, match.start()):
        first = edge.end()
    close = _EDGE.search(text, match.end(), min(end, match.end() + _CLAUSE))
    return first, close.start() if close else min(end, match.end() + _CLAUSE)


def _sum(reading: Reading, start: int, end: int, money: re.Match[str]) -> Funding | None:
    words = _words()
    text = reading.text
    first, last = _clause(text, start, end, money)
    if words.past.search(text, first, money.start()) and not words.promise.search(text, first, last):
        return None
    label = _noun_behind(text, money.end(), last) or _noun_before(text, first, money.start())
    if label is None and words.verb.search(text, money.end(), last):
        noun = words.noun.search(text, first, money.start())
        label = (first, noun.end()) if noun and noun.end() == money.start() else None
    if label is None:
        label = _noun_in_front(text, start, first, money.start())
    if label is None:
        return None
    before = text[first : money.start()]
    behind = text[money.end() : last]
    named = text[label[0] : label[1]]
    rest = words.source.sub("", before.replace(named, "")) + words.source.sub("", behind.replace(named, ""))
    if words.excluded.search(rest):
        return None
    begin = min(first, label[0])
    stop = max(money.end(), label[1])
    name = reading.printed(*label)
    if label[0] >= money.end() and len(name) <= _BARE:
        name = reading.printed(_behind_preposition(text, first, money.start()), money.start()) + name
    return Funding(
        label=name,
        value=_amount(money),
        unit="元",
        evidence=(reading.evidence(begin, stop, RULE),),
        value_text=reading.printed(money.start(), money.end()),
    )


def _amount(money: re.Match[str]) -> Decimal:
    """Return a sum in yuan, without decimals where it has none."""
    value = Decimal(money["figure"].replace(",", "")) * _SCALES[money["scale"]]
    whole = value.to_integral_value()
    return whole if whole == value else value


def _behind_preposition(text: str, start: int, end: int) -> int:
    return start + 1 if end - start > 1 and text[start] in "在由从以将" else start


def _noun_behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Read 1000万元的…补偿资金, 1.5亿元资金: the verb stands in front of the sum."""
    begin = _AFTER.match(text, start, end)
    at = begin.end() if begin else start
    nouns = list(_words().noun.finditer(text, at, end))
    if not nouns or _words().verb.search(text, max(0, start - _CLAUSE), start) is None:
        return None
    return at, nouns[0].end()


def _noun_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Read 安排专项资金1200万元, 方案总投资3.6亿元, 财政投入350万元."""
    verbs = list(_words().verb.finditer(text, start, end))
    planned = _words().planned.search(text, start, end)
    if planned and not any(verb.group().endswith("投资") for verb in verbs):
        # 规划水利投资520亿元
        return planned.start(), end
    if not verbs:
        return None
    nouns = list(_words().noun.finditer(text, start, end))
    if nouns:
        begin = max((verb.end() for verb in verbs if verb.end() <= nouns[-1].start()), default=start)
        return begin, nouns[-1].end()
    if verbs[-1].group().endswith("投资"):
        # Alone in its clause it is the sum of the project that the heading names; 总投资1亿元的项目 is a kind.
        alone = verbs[-1].start() == start
        return None if (alone and _KIND.match(text, end)) or _CLASS.match(text, end) else (start, verbs[-1].end())
    return (start, verbs[-1].end()) if "财政" in text[start:end] else None


def _noun_in_front(text: str, floor: int, first: int, money: int) -> tuple[int, int] | None:
    """Read 设立专项资金，每年预算安排2000万元: the fund is named in the clause before."""
    if first <= floor or text[first - 1] != "," or not _words().verb.search(text, first, money):
        return None
    begin = max(floor, first - 1 - _CLAUSE)
    for edge in _EDGE.finditer(text, begin, first - 1):
        begin = edge.end()
    nouns = list(_words().noun.finditer(text, begin, first - 1))
    if not nouns or nouns[-1].end() != first - 1:
        return None
    verbs = list(_words().verb.finditer(text, begin, nouns[-1].start()))
    if not verbs:
        return None
    return verbs[-1].end(), nouns[-1].end()


def _share(reading: Reading, start: int, end: int, ratio: re.Match[str]) -> Funding | None:
    """Read 按照1:2比例配套建设资金."""
    text = reading.text
    first, last = _clause(text, start, end, ratio)
    if not _words().match.search(text, first, last):
        return None
    nouns = list(_words().noun.finditer(text, ratio.end(), last))
    label = (ratio.end(), nouns[-1].end()) if nouns else (first, last)
    return Funding(
        label=reading.printed(*label),
        value=None,
        unit=None,
        evidence=(reading.evidence(first, last, RULE),),
        value_text=None,
        matching_ratio=ratio["ratio"].replace("比", ":"),
    )
