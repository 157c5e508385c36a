"""Bodies that answer to the centre and bear their place inside the name: bank, customs, regulators, police branches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from loaders.lexicon import rows
from loaders.resolve.places import COUNTRY, Level, chain, gazetteer, level_of, official_prefix, own_name, place_at, stem

if TYPE_CHECKING:
    from kg.records import Jurisdiction


@dataclass(frozen=True, slots=True)
class Vertical:
    """A body with its full name, the place that its name holds where that is certain, and its function."""

    name: str
    place: Jurisdiction | None
    function: str


_POLICE_OF: Final = re.compile(r"(?P<place>[^省市区县]\S{1,3})公安分局$")
_BANK_OF_LEVEL: Final = re.compile("(?:中国)?(?:人民银行|人行)(?P<level>[市州县区])(?P<kind>中心支行|支行|分行)$")
_SHORT_BRANCH: Final = ("中支", "中心支行")
"""人行衡水中支 is how offices write 人民银行衡水中心支行."""
_ENDINGS: Final = ("行", "部", "局", "海关", "处", "组")
_POLICE: Final = re.compile(r"(?:(?P<city>市|\S{2,4}市)?公安局?|市公安局)(?P<place>\S{2,4})分局$")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(pattern), full, function) for pattern, full, function in rows("vertical_units"))


def place_named(text: str, around: Jurisdiction | None) -> Jurisdiction | None:
    """Return the place that a name means beside `around`, or None where several places fit or none.

    A place of its chain comes first, then one in its province, then the only one of the name. `text`
    may lack the class word (衡水).
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
    short, branch = _SHORT_BRANCH
    if text.endswith(short):
        text = text.removesuffix(short) + branch
    if not text.endswith(_ENDINGS):
        return None
    for pattern, full, function in _patterns():
        match = pattern.match(text)
        if match is not None:
            name = match["place"]
            named = place_named(name, around)
            if named is None and match["kind"][:1] in "市县区":
                named = place_named(name + match["kind"][:1], around)
            return Vertical(full.format(name=text, **match.groupdict()), named, function)
    match = _BANK_OF_LEVEL.match(text)
    at = place_at(match["level"], around) if match is not None else None
    if match is not None and at is not None:
        return Vertical(f"中国人民银行{official_prefix(at)}{match['kind']}", at, "central-bank")
    match = _POLICE.match(text)
    if match is not None and around is not None:
        return _police(match["place"], around)
    match = _POLICE_OF.match(text)
    if match is not None and around is not None and place_named(match["place"], around) is not None:
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
