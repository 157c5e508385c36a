"""Names of indicators: as printed for the plan, and without scope and time for what plans share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reading import Reading
from loaders.rules.indicator import words as w

_TIME = re.compile(r"^(?:(?:到|至)?(?:19|20)[0-9]{2}年(?:底|末)?(?:前)?,?|年度|年(?![均限龄]))")

_CALLED = re.compile(r"[(（](?:以下|下|后)?[简簡统統]?[称稱][^()（）]*[)）]")
_SHORTEST_TAIL = 2
_LONGEST_KIND = 4
_MEASURES = w.GENERIC.words | w.NEEDS_SUBJECT.words
_AREA = re.compile(
    r"^(?:[^、,的率]{1,6}(?:地区|区域|片区)|全[国省市县区镇乡]|(?:中心)?城[区市镇]|市区|县城|农村)(?:的)?(?=.{3})"
)
_LEVEL = re.compile(r"^[^、,]{1,4}级(?:及?以上)?(?=..)")


_MEASURED = re.compile(
    r"(?P<thing>[^,;、()的]{2,8}?)(?:(?:播种|种植|养殖|栽培|收获)?(?:总|总规模|总?面积)|存栏量?|出栏量?|总?产量?|总?产值)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `text` folded, as rules read it, and `label` in the printed characters."""

    text: str
    label: str

    def __add__(self, other: Name) -> Name:
        return Name(self.text + other.text, self.label + other.label)


def without_level(name: Name) -> Name:
    """Return a name without 国家级, 省级 … in front, for 其中市级5家 behind it.

    >>> without_level(Name("省级示范企业", "省级示范企业")).text
    '示范企业'
    """
    return _without(_LEVEL, name)


def without_area(name: Name) -> Name:
    """Return a name without the place in front that it holds for, for another place.

    >>> without_area(Name("城市污水处理率", "城市污水处理率")).text
    '污水处理率'
    """
    return _without(_AREA, name)


def _without(front: re.Pattern[str], name: Name) -> Name:
    """Return a name without what opens it; the printed characters may be others (省級) that no pattern knows."""
    found = front.match(name.text)
    cut = found.end() if found else 0
    return Name(name.text[cut:], name.label[cut:] if len(name.label) == len(name.text) else front.sub("", name.label))


def without_measure(name: Name) -> Name:
    """Return what a name of farming speaks of, without how it is measured, for another measure of it; "" for others.

    >>> without_measure(Name("粮食播种面积", "粮食播种面积")).text
    '粮食'
    """
    found = _MEASURED.fullmatch(name.text)
    return Name(found["thing"], name.label[: len(found["thing"])]) if found else Name("", "")


def said_of(name: Name, measure: Name) -> Name:
    """Return the name of a measure of something, without the growth of it that its own name may measure.

    >>> said_of(Name("零售额年均增速", "零售额年均增速"), Name("总量", "总量")).text
    '零售额总量'
    >>> said_of(Name("零售额总量", "零售额总量"), Name("总量", "总量")).text
    '零售额总量'
    """
    size = w.GROWTH.before(name.text, 0, len(name.text)) if measure.text in _MEASURES else 0
    cut = len(name.text) - size
    if size and cut > _SHORTEST_TAIL:
        cut -= len("年均") if name.text.endswith("年均", 0, cut) else 0
        name = Name(name.text[:cut], name.label[: len(name.label) - len(name.text) + cut])
    return name if name.text.endswith(measure.text) else name + measure


def rated(name: Name | None, measure: Name | None) -> Name | None:
    """Return a name of things that are counted, where the measure behind it is a rate of them; None for others.

    新增卫生厕所8万户,普及率达到78%: it is the 卫生厕所普及率.
    """
    if name is None or measure is None or not measure.text.endswith(("率", "度")):
        return None
    size = len(name.text)
    held = (
        w.RATE.before(name.text, 0, size) or w.STOCK.before(name.text, 0, size) or w.GROWTH.before(name.text, 0, size)
    )
    return None if held else name


def grown(name: Name | None) -> Name | None:
    """Return a name that measures growth: what has it has a size too (增速达到8%,总量突破100亿元); None for others."""
    return name if name is not None and w.GROWTH.before(name.text, 0, len(name.text)) else None


def yield_of(name: Name, last: Name, *, plain: bool) -> Name:
    """Return a name in a list with what the one before it says for it too.

    Args:
        name: The name, which may be no more than a measure (粮食播种面积40万亩、产量12万吨).
        last: The name before it.
        plain: Whether no word stands between name and number, so that it may be one more kind of a herd.

    >>> yield_of(Name("肉牛", "肉牛"), Name("年出栏生猪", "年出栏生猪"), plain=True).text
    '年出栏肉牛'
    """
    if name.text in w.YIELDS:
        return without_measure(last) + name
    size = w.HERD.at(last.text, 0, len(last.text)) if plain and len(name.text) <= _LONGEST_KIND else 0
    if not size or w.HERD.at(name.text, 0, len(name.text)) or w.YIELDS.before(name.text, 0, len(name.text)):
        return name
    return Name(last.text[:size], last.label[:size]) + name


def name_of(reading: Reading, spans: Sequence[tuple[int, int]]) -> Name:
    """Return the name that the runs of `reading.text` make together."""
    text = "".join(reading.text[start:end] for start, end in spans)
    label = "".join(reading.printed(start, end) for start, end in spans)
    if "称" in text:
        # 水产品零售总额(以下简称水产额)年均增速
        text, label = _CALLED.sub("", text), _CALLED.sub("", label)
    return Name(text, label)


def measure_name(text: str) -> str:
    """Return a name without scope and time words, so that plans of all places share it.

    >>> measure_name("全市有效注册商标量"), measure_name("年专利申请总量")
    ('有效注册商标量', '专利申请总量')
    """
    while True:
        size = w.SCOPE.at(text, 0, len(text))
        time = _TIME.match(text)
        cut = size or (time.end() if time else 0)
        if not cut or len(text) - cut < 2:  # noqa: PLR2004 - a name keeps two characters
            return text
        text = text[cut:]


def spread(text: str, count: int) -> list[str] | None:
    """Return the names of an enumeration that 分别 assigns to `count` numbers, or None.

    国家级、省级示范企业 is 国家级示范企业 and 省级示范企业.

    >>> spread("国家级、省级示范企业", 2), spread("城、乡居民收入", 2)
    (['国家级示范企业', '省级示范企业'], ['城居民收入', '乡居民收入'])
    """
    bracket = text.rfind("(") if text.endswith(")") else len(text)
    listed = text[:bracket]
    parts = [part for part in listed.split("、") if part]
    if len(parts) != count:
        # 与 may be part of a name (参与率), so it parts only where 、 does not suffice.
        parts = [part for part in re.split(r"、|以及|和|及|与", listed) if part]
    if len(parts) != count:
        return None
    head, of, _ = parts[0].partition("的")
    if of and "单位" in head and not any("的" in part for part in parts[1:]):
        # 单位产值的能耗和水耗
        parts[1:] = [head + of + part for part in parts[1:]]
    tail = _tail(parts)
    return [part + tail for part in parts[:-1]] + [parts[-1]]


def _measures(name: str) -> bool:
    """Tell whether a name says by itself what is measured; 化学需氧量 is a substance for all its 量."""
    size = len(name)
    return not w.SUBSTANCE.before(name, 0, size) and bool(w.MEASURED.before(name, 0, size))


def _tail(parts: Sequence[str]) -> str:
    """Return what the last name of an enumeration says for the others too: 总产量 of 羊毛、羊绒总产量."""
    first, last = parts[:-1], parts[-1]
    if any(_measures(part) for part in first):
        return ""
    size = len(first[0])
    if "等" in last[1:]:
        return last[last.index("等", 1) + 1 :]
    if len({part[-1] for part in first}) == 1 and size > 1 and 0 < (at := last.find(first[0][-1])) < len(last) - 2:
        # 国家级、省级示范企业, 城镇居民、农村居民人均收入: the names end alike.
        return last[at + 1 :]
    shared = w.MEASURED.before(last, 0, len(last))
    if shared and last[-shared - 1 : -shared] == "总":
        # 化肥和农药总施用量
        shared += 1
    if _SHORTEST_TAIL < shared < len(last) - 1:
        return last[-shared:]
    if all(len(part) == size for part in first) and len(last) > size + 1:
        return last[size:]
    return last[-shared:] if 0 < shared < len(last) else ""
