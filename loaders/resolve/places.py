"""Places that governments govern: the table of divisions as an index, and their official short prefixes.

A name may stand for several places (江北区) and a code for several names in the course of time; a
look-up returns all of them and never chooses. See docs/decisions/20261121-places-and-units.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from kg.records import Jurisdiction
from loaders.lexicon import rows

COUNTRY: Final = Jurisdiction("全国", "100000")


class Level(IntEnum):
    """How far down a place stands; towns and functional zones have no code."""

    COUNTRY = 0
    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWN = 4


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table: a name under a code in its time.

    `since` and `until` are months (`201912`), empty at the edge of what the table covers.
    """

    code: str
    name: str
    full_name: str
    within: str
    since: str = ""
    until: str = ""

    def is_current(self, year: int | None = None) -> bool:
        """Tell whether the name stood at the end of `year`, or at the end of the table.

        A year of change counts for the old name too, since papers of that year bear either.
        """
        if year is None:
            return not self.until
        return self.since[:4] <= str(year) and (not self.until or str(year) <= self.until[:4])


def level_of(place: Jurisdiction) -> Level:
    """Return the level of a place by its code; without a code by the last word of its name, zones as towns."""
    code = place.code
    if code is None:
        return _level_of_name(place.name)
    if code == COUNTRY.code:
        return Level.COUNTRY
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


@lru_cache(maxsize=8192)
def _level_of_name(name: str) -> Level:
    if name.endswith(tuple(row[0] for row in rows("place_words") if row[1] == "zone")):
        return Level.TOWN
    if name.endswith(("省", "自治区")):
        return Level.PROVINCE
    if name.endswith(("市", "自治州", "盟", "地区")):
        return Level.PREFECTURE
    return Level.COUNTY if name.endswith(("区", "县", "旗")) else Level.TOWN


def chain(place: Jurisdiction) -> tuple[Jurisdiction, ...]:
    """Return the place and all places around it, innermost first, the country left out."""
    found: list[Jurisdiction] = []
    here: Jurisdiction | None = place
    while here is not None and here.code != COUNTRY.code:
        found.append(here)
        here = here.within
    return tuple(found)


def own_name(place: Jurisdiction) -> str:
    """Return the name without the names around it: 槐荫区 for 山东省济南市槐荫区."""
    if place.within is not None and place.name.startswith(place.within.name):
        return place.name[len(place.within.name) :] or place.name
    return place.name


def place_at(level: str, place: Jurisdiction | None) -> Jurisdiction | None:
    """Return the innermost place around and including `place` whose own name ends with the level word (市, 区, 省)."""
    if place is None:
        return None
    return next((here for here in chain(place) if own_name(here).endswith(level)), None)


def official_prefix(place: Jurisdiction) -> str:
    """Return the name as units of the place bear it on their seals.

    A district bears the name of its city (济南市槐荫区), counties and county-level cities stand alone.

    >>> official_prefix(gazetteer().by_code("370104")), official_prefix(gazetteer().by_code("131100"))
    ('济南市槐荫区', '衡水市')
    """
    name = own_name(place)
    around = place.within
    if around is None or around.code == COUNTRY.code or level_of(place) < Level.COUNTY:
        return name
    if level_of(place) == Level.TOWN or name.endswith("区"):
        return official_prefix(around) + name
    return name


@cache
def _class_words() -> tuple[str, ...]:
    words = [row[0] for row in rows("place_words") if row[1] == "class"]
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=8192)
def stem(name: str) -> str:
    """Return a place's name without its class word, where two characters or more remain (济南市 → 济南)."""
    for ending in _class_words():
        if name.endswith(ending) and len(name) - len(ending) > 1:
            return name[: -len(ending)]
    return name


@cache
def _autonomous() -> re.Pattern[str]:
    nations = "|".join(sorted((row[0] for row in rows("place_words") if row[1] == "nation"), key=len, reverse=True))
    return re.compile(rf"(?P<own>[\u4e00-\u9fff]{{2,8}}?)(?:{nations})+自治(?P<kind>[州县旗])")


def short_autonomous(name: str) -> str | None:
    """Return the short name of an autonomous place, without its nationalities, or None.

    >>> short_autonomous("黔南布依族苗族自治州"), short_autonomous("青原县")
    ('黔南州', None)
    """
    match = _autonomous().fullmatch(name)
    return match["own"] + match["kind"] if match else None


class Gazetteer:
    """All divisions of the table by name, by code, and provinces and prefectures by their short names."""

    def __init__(self, divisions: tuple[tuple[str, ...], ...]) -> None:
        self._by_name: dict[str, list[tuple[str, ...]]] = {}
        self._by_code: dict[str, list[tuple[str, ...]]] = {}
        self._by_stem: dict[str, list[tuple[str, ...]]] = {}
        for row in divisions:
            self._by_name.setdefault(row[1], []).append(row)
            self._by_code.setdefault(row[0], []).append(row)
            if row[0].endswith("00"):
                self._by_stem.setdefault(stem(row[1]), []).append(row)
        for row in divisions:
            short = short_autonomous(row[1])
            if short is not None and not (short.endswith("县") and stem(short) in self._by_stem):
                # 河南县 is read in 河南县域: a county that shares its stem with a province keeps its full name only.
                self._by_name.setdefault(short, []).append(row)
        self.longest_name = max(map(len, self._by_name), default=0)
        self._places: dict[tuple[str, ...], Jurisdiction] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def is_stem(self, name: str) -> bool:
        """Tell whether `name` is a province or prefecture without its class word (济南)."""
        return name in self._by_stem

    def divisions(self, name: str) -> tuple[Division, ...]:
        """Return every row of the table with this own name, by code and time."""
        return tuple(Division(*row) for row in self._by_name.get(name, ()))

    def find(self, name: str, year: int | None = None) -> tuple[Jurisdiction, ...]:
        """Return every place of this own name that stood in `year`; where none did, of any time.

        >>> [place.name for place in gazetteer().find("江北区")]
        ['浙江省宁波市江北区', '重庆市江北区']
        """
        return self._places_of(self._by_name.get(name, []), year)

    def find_stem(self, name: str, year: int | None = None) -> tuple[Jurisdiction, ...]:
        """Return the provinces and prefectures whose name without class word is `name`."""
        return self._places_of(self._by_stem.get(name, []), year)

    def by_code(self, code: str, year: int | None = None) -> Jurisdiction:
        """Return the place of a code, by its name of `year`.

        Raises:
            KeyError: The table does not hold the code.
        """
        if code == COUNTRY.code:
            return COUNTRY
        return self._places_of(self._by_code[code], year)[-1]

    def _places_of(self, found: list[tuple[str, ...]], year: int | None) -> tuple[Jurisdiction, ...]:
        current = [row for row in found if Division(*row).is_current(year)] or found
        if len(current) > 1 and year is not None:
            current = [row for row in current if not row[5]] or current
        latest = {(row[0], row[1]): row for row in current}
        return tuple(self._place(row) for row in latest.values())

    def _place(self, row: tuple[str, ...]) -> Jurisdiction:
        place = self._places.get(row)
        if place is None:
            around = row[2].removesuffix(row[1])
            within = COUNTRY
            if row[3] != COUNTRY.code:
                rows_around = self._by_code[row[3]]
                within = self._place(next((r for r in rows_around if r[2] == around), rows_around[-1]))
            place = self._places[row] = Jurisdiction(row[2], row[0], within)
        return place


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of loaders/lexicon/divisions.tsv, read at the first call."""
    return Gazetteer(rows("divisions"))
