"""Bodies that answer to the centre and bear their place inside the name: bank, customs, regulators, police branches."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kg.records import Jurisdiction
from loaders.resolve.places import COUNTRY, Level, chain, gazetteer, level_of, official_prefix, own_name, stem

Pattern = tuple[re.Pattern[str], Callable[[re.Match[str]], str], str]


@dataclass(frozen=True, slots=True)
class Vertical:
    """A body with its full name, the place that its name holds where that is certain, and its function."""

    name: str
    place: Jurisdiction | None
    function: str


_REGULATOR: Final = "中国银行保险监督管理委员会"
_SUCCESSOR: Final = "国家金融监督管理总局"
_PATTERNS: Final[tuple[Pattern, ...]] = (
    (
        re.compile(r"(?:中国)?(?:人民银行|人行)(?P<place>\S{2,12}?)(?P<kind>(?:市|县|区)?(?:中心支行|支行|分行|营管部|营业管理部).*)$"),
        lambda m: "中国人民银行" + m["place"] + re.sub("营管部$", "营业管理部", m["kind"]),
        "central-bank",
    ),
    (re.compile(r"(?P<place>\S{2,8}?)银保监(?P<kind>分局|局)$"), lambda m: f"{_REGULATOR}{m['place']}监管{m['kind']}", "financial-regulation"),
    (re.compile(_REGULATOR + r"(?P<place>\S{2,8}?)(?P<kind>监管分局|监管局)$"), lambda m: m[0], "financial-regulation"),
    (re.compile(r"(?P<place>\S{2,8}?)金融监管(?P<kind>分局)$"), lambda m: f"{_SUCCESSOR}{m['place']}监管分局", "financial-regulation"),
    (re.compile(_SUCCESSOR + r"(?P<place>\S{2,8}?)(?P<kind>监管分局|监管局|监管支局)$"), lambda m: m[0], "financial-regulation"),
    (re.compile(r"(?:中华人民共和国)?(?P<place>[^省市区县]\S{1,7}?)(?P<kind>海关)$"), lambda m: f"中华人民共和国{m['place']}海关", "customs"),
    (re.compile(r"国家税务总局(?P<place>\S{2,14}?)(?P<kind>税务局)$"), lambda m: m[0], "tax"),
    (re.compile(r"国家外汇管理局(?P<place>\S{2,10}?)(?P<kind>分局|中心支局|支局)$"), lambda m: m[0], "foreign-exchange"),
)  # fmt: skip
_POLICE: Final = re.compile(r"(?:(?P<city>市|\S{2,4}市)?公安局?|市公安局)(?P<place>\S{2,4})分局$")


def place_named(text: str, around: Jurisdiction | None) -> Jurisdiction | None:
    """Return the place that a name means beside `around`: one of its chain, else one in its province, else the only one.

    `text` may lack the class word (衡水). None where several places fit or none.
    """
    for here in chain(around) if around is not None else ():
        if text in (here.name, own_name(here), official_prefix(here), stem(own_name(here))):
            return here
    index = gazetteer()
    found = index.find(text) + index.find_stem(text)
    if around is not None and around != COUNTRY:
        near = tuple(place for place in found if chain(place)[-1] == chain(around)[-1])
        found = near or found
    return found[0] if len(found) == 1 else None


def read(text: str, around: Jurisdiction | None) -> Vertical | None:
    """Return the vertical body of a folded name, or None where it is no such body.

    >>> read("人行衡水市中心支行", None).name
    '中国人民银行衡水市中心支行'
    """
    for pattern, full, function in _PATTERNS:
        match = pattern.match(text)
        if match is not None:
            name = match["place"]
            named = place_named(name, around)
            if named is None and match["kind"][:1] in "市县区":
                named = place_named(name + match["kind"][:1], around)
            return Vertical(full(match), named, function)
    match = _POLICE.match(text)
    if match is not None and around is not None:
        return _police(match["place"], around)
    return None


def _police(district: str, around: Jurisdiction) -> Vertical | None:
    city = next(
        (here for here in chain(around) if own_name(here).endswith("市") and level_of(here) < Level.COUNTY), None
    )
    if city is None:
        return None
    here = place_named(district, around)
    if here is None:
        inner = [p for word in ("区", "县", "市") for p in gazetteer().find(district + word) if city in chain(p)]
        here = inner[0] if len(inner) == 1 else None
    return Vertical(f"{official_prefix(city)}公安局{district}分局", here or city, "public-security")
