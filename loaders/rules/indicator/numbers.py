"""Numbers as plan documents print them: figures, Chinese numerals, 万 and 亿, ranges, 翻一番, 半数.

`figures` finds every number that carries a unit of measure (or could have lost one) in one pass over
the folded text; what a figure means is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from kg.records import Comparator
from loaders.rules.indicator.words import (
    AFTER,
    AFTER_WORDS,
    BEFORE_WORDS,
    COUNTED,
    HEAD,
    KEEP_END,
    PLACED,
    RANK_WORDS,
    UNIT_WORDS,
    UNITS,
    VAGUE,
)

_START = re.compile(
    r"[0-9一二两三四五六七八九十百千万亿半翻]"
    r"(?:(?<=[0-9])[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|(?<=[一二两三四五六七八九十百千])[一二两三四五六七八九十百千]*|)"
)
_SCALE = re.compile(r"[余多]?(?:万亿|千万|百万|十万|千亿|百亿|[百千万亿])?[余多]?")
_RANGE = re.compile(r"(%|‰|[个家件项])?([百千万亿]{0,2})(?:-{1,2}|~|至|到)([0-9]+(?:\.[0-9]+)?)")
_ZH_RANGE = re.compile(r"(?:-{1,2}|~|至|到)([一二两三四五六七八九十百]+)")
_HUNDREDTHS = re.compile(r"分之([零一二两三四五六七八九十百]+)(?:点([零一二三四五六七八九]+))?")
_PER = re.compile(r"/(?:10万|十万|万|千)")
_OTHER_UNIT = re.compile(r"\(([^()0-9]{1,2})\)")
_LETTER_UNITS: Final = frozenset("GMT")
"""Bandwidth without bps; elsewhere a letter behind a number makes a name of it (5G)."""
_DOUBLING = re.compile(r"翻([一两二三四])?番")
_DIGITS: Final = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LONGEST = 15
"""A number with more digits than this is a code, whatever follows it."""
_SCALED = "百千万亿"
_CODE_BEHIND: Final = frozenset("+×:∶.")
_CODE_BEFORE: Final = frozenset("第每+〔._×*")
_RANGE_MARKS: Final = frozenset("%‰个家件项百千万亿-~至到")
_CLOSING: Final = frozenset(["", ",", ";", "。", "、", "(", ")"])
_CLOSED: Final = _CLOSING | {"\n"}
_SINCE = re.compile(r"[由从](?:19|20)[0-9]{2}年(?:底|末)?的?$")
_ONE = re.compile(r"[:∶]1(?![0-9.:∶万亿千百%])")
_ORDINAL = re.compile(r"[位名](?!次)")
_FOLLOWING: Final = frozenset(unit[0] for unit in UNITS) | frozenset("万亿千百余多至到-~分数番一两二三四")
"""What may follow a numeral in words that counts something."""


class Figure(NamedTuple):
    """A number with its unit; positions are those of the folded text.

    Args:
        start: Where the number starts.
        number_end: Where number and scale end (2.6万).
        unit_end: Where the unit ends; equal to `number_end` where there is none.
        end: Where a comparator behind the unit ends (以上).
        value: The number, 万 and 亿 multiplied out.
        high: Upper end of a range, or None.
        unit: Unit as printed, or None where none stands there.
        kind: Class of the unit, or "" without one.
        comparator: What 以上, 以内, 余 … say, or None.
        stated: Whether it is such a word that holds the number against the target.
        chinese: Whether the number is written in words.
    """

    start: int
    number_end: int
    unit_end: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    kind: str
    comparator: Comparator | None = None
    stated: bool = False
    chinese: bool = False


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral with positions (三百五十, 二十, 两千, 万), or None.

    >>> chinese_value("三百五十"), chinese_value("十"), chinese_value("千万"), chinese_value("一二")
    (Decimal('350'), Decimal('10'), Decimal('10000000'), None)
    """
    total = section = digit = 0
    pending = False
    for char in text:
        if char in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[char], True
        elif char in "万亿":
            section = (section + digit) or (total and 0) or 1
            total = (total + section) * _POWERS[char] if total else section * _POWERS[char]
            section = digit = 0
            pending = False
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit, pending = 0, False
        else:
            return None
    return Decimal(total + section + digit)


def scaled(scale: str) -> Decimal:
    """Return what 万, 亿, 千万 … multiply a number by; 余 and 多 count as nothing.

    >>> scaled("万"), scaled("百亿"), scaled("余")
    (Decimal('10000'), Decimal('10000000000'), Decimal('1'))
    """
    product = Decimal(1)
    for char in scale:
        product *= _POWERS.get(char, 1)
    return product


def unit_at(text: str, start: int, end: int) -> int:
    """Return the length of the unit of measure that opens `text[start:end]`, or 0; 小时/户 is one unit."""
    size = UNIT_WORDS.at(text, start, end)
    if not size and text[start : start + 1] in _LETTER_UNITS:
        return _letter_at(text, start, end)
    if not size:
        per = _PER.match(text, start, end)
        return per.end() - start if per else 0
    last = start + size
    if text.startswith("个点位", start):
        return 1
    if text[last - 1].isascii() and text[last - 1].isalpha() and last < end and _is_latin(text[last]):
        return 0
    if text[last : last + 1] == "/":
        scale = _SCALE.match(text, last + 1, end)
        other_start = scale.end() if scale else last + 1
        other = UNIT_WORDS.at(text, other_start, end)
        if other:
            return other_start + other - start
    elif text[last : last + 1] == "(":
        # 120台(套): both are the unit.
        bracket = _OTHER_UNIT.match(text, last, end)
        if bracket and bracket[1] in UNITS:
            return bracket.end() - start
    return size


def _letter_at(text: str, start: int, end: int) -> int:
    """Return 1 where a letter is a unit: 带宽提升至10G ends there, and a word of reaching stands before the number."""
    if start + 1 < end and text[start + 1] not in ",;、。)及和以":
        return 0
    number = start
    while number and text[number - 1].isdigit():
        number -= 1
    size = BEFORE_WORDS.before(text, max(0, number - 4), number)
    return int(size > 0)


def figures(text: str, start: int, end: int, *, bare: bool = False) -> Iterator[Figure]:
    """Yield the numbers of `text[start:end]` in order; years, codes and ordinals are not among them.

    Numbers without a unit are left out where no comparator stands before them, unless `bare` is true.
    """
    at = start
    while True:
        match = _START.search(text, at, end)
        if match is None:
            return
        figure = _figure(text, match, start, end, bare=bare)
        if figure is None:
            at = match.end()
        else:
            yield figure
            at = max(figure.end, match.end())


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _figure(text: str, match: re.Match[str], start: int, end: int, *, bare: bool) -> Figure | None:
    first, last = text[match.start()], match.end()
    previous = text[match.start() - 1] if match.start() > start else ""
    if previous == "第":
        return _ordinal(text, match, start, end)
    if previous == "前" and not first.isascii() and text[last : last + 1] in _CLOSED:
        # 增速进入全省前三
        value = chinese_value(match.group())
        return None if value is None else Figure(match.start(), last, last, last, value, None, None, "", chinese=True)
    if first.isascii():
        return _arabic(text, match, start, end, bare=bare)
    return _worded(text, match, start, end)


def _arabic(text: str, match: re.Match[str], start: int, end: int, *, bare: bool) -> Figure | None:
    begin, last = match.span()
    following = text[last : last + 1]
    if last - begin > _LONGEST:
        return None
    if following in _CODE_BEHIND:
        return _to_one(text, match, start, end)
    previous = text[begin - 1] if begin > start else ""
    if previous and (previous in _CODE_BEFORE or _is_latin(previous)):
        return None
    if previous == ":" and begin - 2 >= start and text[begin - 2].isdigit():
        return None
    high: Decimal | None = None
    scale_before = ""
    if following in _RANGE_MARKS:
        span = _RANGE.match(text, last, end)
        if span and not (span[1] and span[1] not in "%‰" and text[span.end() : span.end() + 1] != span[1]):
            high = Decimal(span[3])
            scale_before = span[2]
            last = span.end()
    scale = _SCALE.match(text, last, end)
    scale_text = scale.group() if scale else ""
    last += len(scale_text)
    size = unit_at(text, last, end)
    if scale_text and scale_text[-1] in "千百" and high is None:
        # 3千米 is three kilometres, 5千克 five kilograms, 2千瓦 two kilowatts.
        whole = unit_at(text, last - 1, end)
        if whole > size:
            last, scale_text, size = last - 1, scale_text[:-1], whole
    if not bare and not _matters(text, match, start, last, size):
        return None
    factor = scaled(scale_text)
    value = Decimal(match.group().replace(",", ""))
    value *= scaled(scale_before) if scale_before else factor
    high = None if high is None else high * factor
    if high is not None and high <= value:
        return None
    return _with_unit(text, (begin, last, end), size, (value, high), scale_text, chinese=False)


def _to_one(text: str, match: re.Match[str], start: int, end: int) -> Figure | None:
    """Return what a proportion reaches (加工产值与农业产值之比达到2.8:1), or None for a code with colons."""
    begin, last = match.span()
    one = _ONE.match(text, last, end)
    if one is None or not BEFORE_WORDS.before(text, start, begin):
        return None
    stop = one.end()
    size = AFTER_WORDS.at(text, stop, end)
    word = AFTER[text[stop : stop + size]] if size else None
    held, stated = (None, False) if word is None else (word.comparator, word.stated)
    return Figure(begin, last, stop, stop + size, Decimal(match.group()), None, ":1", "ratio", held, stated)


def _matters(text: str, match: re.Match[str], start: int, last: int, size: int) -> bool:
    """Tell whether a number may be a target at all: years and numbers without a unit seldom are."""
    begin = match.start()
    if size and not (size == 1 and text[last] == "年"):
        return True
    if begin > start and (text[begin - 1] in "前由从自" or _SINCE.search(text, max(start, begin - 10), begin)):
        return True
    if size == 1 and text[last] == "年" and text[max(start, begin - 2) : begin] in ("年限", "寿命"):
        return True
    if text[last - 1] in "万亿" and COUNTED.before(text, start, begin):
        # 接待游客人次7300万
        return True
    return "." in match.group() or BEFORE_WORDS.before(text, start, begin) > 0


def _worded(text: str, match: re.Match[str], start: int, end: int) -> Figure | None:
    begin, last = match.span()
    first = text[begin]
    following = text[last : last + 1]
    previous = text[begin - 1] if begin > start else ""
    if following not in _FOLLOWING:
        return None
    if first == "翻":
        doubling = _DOUBLING.match(text, begin, end)
        if doubling is None:
            return None
        value = chinese_value(doubling[1] or "一")
        assert value is not None  # noqa: S101 - the pattern admits numerals only
        stop = doubling.end()
        return Figure(begin, stop - 1, stop, stop, value, None, "番", "ratio", chinese=True)
    if first == "半":
        return _half(text, begin, end)
    if match.group() == "百" and (hundredths := _HUNDREDTHS.match(text, last, end)):
        return _percent(text, begin, hundredths, end)
    if previous in ("第", "每", "数", "几") or text.startswith("分之", last) or last - begin > _LONGEST:
        return None
    if first in _SCALED and (not BEFORE_WORDS.before(text, start, begin) or KEEP_END.before(text, start, begin)):
        return None
    scale = _SCALE.match(text, last, end)
    numeral = match.group()
    if (span := _ZH_RANGE.match(text, last, end)) and (high := chinese_value(span[1])) is not None:
        last = span.end()
        scale = _SCALE.match(text, last, end)
    else:
        high = None
    scale_text = scale.group() if scale else ""
    last += len(scale_text)
    size = unit_at(text, last, end)
    value = chinese_value(numeral)
    if not size or value is None:
        return None
    if not scale_text and previous != "前" and text[last : last + size] in VAGUE:
        placed = text[last : last + size] in PLACED and text[last + size : last + size + 1] in _CLOSING
        if not placed or not HEAD.before(text, start, begin):
            # 新建示范基地一处, counts, 一处基地 says nothing of how many
            return None
    factor = scaled(scale_text)
    high = None if high is None else high * factor
    return _with_unit(text, (begin, last, end), size, (value * factor, high), scale_text, chinese=True)


def _ordinal(text: str, match: re.Match[str], start: int, end: int) -> Figure | None:
    """Return the place that 第 names behind a word of ranks: 稳居全省第一, 排名第3位; 第一产业 and 第3章 are none."""
    begin, last = match.span()
    if not RANK_WORDS.before(text, start, begin - 1):
        return None
    value = chinese_value(match.group()) if not match.group().isdigit() else Decimal(match.group())
    unit = _ORDINAL.match(text, last, end)
    stop = unit.end() if unit else last
    if value is None or text[stop : stop + 1] not in _CLOSED:
        return None
    return Figure(
        begin, last, stop, stop, value, None, unit.group() if unit else None, "rank", Comparator.EXACTLY, chinese=True
    )


def _half(text: str, begin: int, end: int) -> Figure | None:
    if not text.startswith("半数", begin, end):
        return None
    last = begin + 2
    size = AFTER_WORDS.at(text, last, end)
    word = AFTER[text[last : last + size]] if size else None
    if word is None:
        return None
    return Figure(
        begin, last, last, last + size, Decimal(50), None, "%", "share", word.comparator, word.stated, chinese=True
    )


def _percent(text: str, begin: int, match: re.Match[str], end: int) -> Figure | None:
    value = chinese_value(match[1].replace("零", "") or "零")
    if value is None:
        return None
    if match[2]:
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in match[2]))
    last = match.end()
    size = AFTER_WORDS.at(text, last, end)
    word = AFTER[text[last : last + size]] if size else None
    return Figure(
        begin,
        last,
        last,
        last + size,
        value,
        None,
        "%",
        "share",
        comparator=word.comparator if word else None,
        stated=word is not None and word.stated,
        chinese=True,
    )


def _with_unit(
    text: str,
    at: tuple[int, int, int],
    size: int,
    values: tuple[Decimal, Decimal | None],
    scale: str,
    *,
    chinese: bool,
) -> Figure:
    begin, number_end, end = at
    unit_end = number_end + size
    unit = text[number_end:unit_end] if size else None
    kind = UNITS.get(re.split(r"[/(]", unit)[0] if unit not in UNITS else unit, "measure") if unit else ""
    last = unit_end
    comparator: Comparator | None = Comparator.MORE_THAN if "余" in scale or "多" in scale else None
    stated = comparator is not None
    if size and text.startswith("(含)", unit_end):
        # 30人(含)以下
        unit_end += 3
    after = AFTER_WORDS.at(text, unit_end, end)
    if after and (text[unit_end : unit_end + after] != "内" or kind in ("time", "year")):
        word = AFTER[text[unit_end : unit_end + after]]
        last, comparator, stated = unit_end + after, word.comparator, word.stated
        if text.startswith("(含)", last):
            # 10万元以上(含)
            last += 3
    return Figure(begin, number_end, unit_end, last, values[0], values[1], unit, kind, comparator, stated, chinese)
