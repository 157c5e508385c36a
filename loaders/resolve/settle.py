"""Which place a plan governs, from its issuer, titles, recipients and number; an open question stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.iri import fold
from kg.records import Jurisdiction
from loaders.lexicon import TRADITIONAL, rows
from loaders.resolve.places import COUNTRY, Gazetteer, Level, chain, gazetteer, level_of, official_prefix, place_at
from loaders.resolve.printed import is_office_of, printed_place

_END_OF_NAME: Final = re.compile("[省市区县州盟旗]")
_TOWN: Final = re.compile(
    r"(?:人民政府)?([一-鿿]{1,6}?(?:街道|镇|乡|苏木))(?:人民政府|党委|党工委|工作委员会|工委|办事处|党政|委员会)"
)
_TOWN_TITLE: Final = re.compile(r"([^\W省市区县州旗]{2,5}?(?:街道|[镇乡](?![镇乡村])))(?=[一-鿿0-9“])")
_OF_TOWN: Final = re.compile(r"[我本全](?:镇|乡|街道)(?![一-鿿]{0,2}村)")
_TOWN_OFFICE: Final = "人民政府"
"""A title that opens with a town is that town's where the text speaks of 我镇 and 全镇."""
_ZONE_TAIL: Final = re.compile(r"[一-鿿]{1,16}?(?=管委会|管理委员会|党工委|工作委员会|工委)")
_SEATED: Final = ("开发区", "高新区", "经开区", "新区", "工业园区", "管理区", "合作区", "试验区")
_ZONE_BODY: Final = re.compile(
    rf"[一-鿿]{{1,16}}?(?:{'|'.join(_SEATED)})(?=[一-鿿]{{2,20}}(?:委员会|局|办公室|领导小组|指挥部|中心)\Z)"
)
"""Of a zone's other bodies only the name of the whole tells: 某某经济开发区安全生产委员会."""
_ZONE_TITLE: Final = re.compile(rf"[一-鿿]{{1,10}}?(?:{'|'.join(_SEATED)})(?=[一-鿿0-9“])")
"""A title that opens with a zone (盐城经济开发区突发事件预案) is that zone's where no body is named."""
_LEVEL: Final = re.compile(r"(?P<level>[省市区县旗州])(?:人民)?(?:政府|委办公|委(?=[一-鿿]*关于))")
"""市人民政府关于…: the body names no place, but its level is told."""
_OURS: Final = re.compile(r"(?:结合|推进|加强)我([省市区县旗州])")
"""In the opening of a plan 结合我区实际 tells the level of the place that it governs."""
_OF_PLACE: Final = re.compile(r"(?:结合|立足)(?P<place>[一-鿿]{2,12}?)(?:的)?(?:工作)?实际")
"""结合云岭县实际: the opening tells the place itself, whatever papers it names in front."""
_PROVINCE: Final = "省"
_NATIONAL_STARTS: Final = ("国家", "中国", "中央", "国务院", "中共中央", "全国", "最高", "中华")
_NATIONAL_ENDS: Final = ("部", "总局", "署")
_ALL_PROVINCES: Final = ("各省、自治区、直辖市", "各省(自治区、直辖市)", "各省(区、市)", "各省自治区直辖市")
_OF_COUNTRY: Final = ("国家", "全国", "中国", "中央", "我国")
_YEAR: Final = re.compile(r"\A(?:19|20)[0-9]{2}年度?")
_OUR_COUNTRY: Final = re.compile(r"我国|社会主义现代化国家|各地区各部门")
_OUR_PLACE: Final = re.compile(r"[我本][省市区县旗州镇乡街]|自治区|开发区")
"""A plan that speaks of 我国 and of no place of its own is of the whole country."""
_SMALLER: Final = ("街道", "镇", "乡", "村", "社区", "路", "大道", "河", "湖")
"""中山街道 and 北京路 say nothing of 中山市 and 北京市."""
_ZONE_OFFICES: Final = ("管委会", "管理委员会", "党工委")
"""Zones have these offices and divisions have not: 东城区管委会 is no office of 北京市东城区."""
_SUB_PLACES: Final = 2
_LONGEST_OPENING: Final = 24
_LONGEST_KEPT: Final = 64
_ANGLES: Final = str.maketrans("<〈>〉", "(())")
_TORTOISE: Final = str.maketrans("〔〕", "()")
"""各市〔州〕 is a name; in a document number these brackets say more than round ones."""
_LONGEST_TEXT: Final = 2000
"""Of a long text only the opening is asked: it names the place, and the cost stays bounded."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The place that was settled on, or the places between which the texts do not decide.

    `place` is None where no text names a place; where several places bear the name, it carries the
    name as printed, without a code, and `candidates` lists them.
    """

    place: Jurisdiction | None
    candidates: tuple[Jurisdiction, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """True where more than one place fits."""
        return len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of a folded text that names a place, with the places of that name."""

    start: int
    end: int
    name: str
    places: tuple[Jurisdiction, ...]


def _printed(text: str) -> str:
    return fold(text).translate(TRADITIONAL).translate(_ANGLES)


@lru_cache(maxsize=16384)
def _folded_name(text: str) -> str:
    return _printed(text).translate(_TORTOISE)


def folded(text: str) -> str:
    """Return the text in the form in which names are compared: NFKC, no white space, simplified, round brackets."""
    return _folded_name(text) if len(text) <= _LONGEST_KEPT else _folded_name.__wrapped__(text)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in rows("place_words") if row[1] == kind)


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("place_words") if row[1] == "abbreviation"}


@cache
def _national_issuers() -> tuple[str, ...]:
    """Names that by themselves mean a body of the whole country, longest first."""
    names = {name for row in rows("unit_names") if row[3] == "national" for name in row[:2]}
    own = {n for n in names if n.startswith(_NATIONAL_STARTS) or n.endswith(_NATIONAL_ENDS)}
    return tuple(sorted(own, key=lambda name: (-len(name), name)))


def is_national(text: str) -> bool:
    """Tell whether a folded text opens with a body of the whole country and not with its local office.

    >>> is_national("教育部办公厅"), is_national("国家税务总局三亚市税务局")
    (True, False)
    """
    for name in _national_issuers():
        if text.startswith(name):
            first = next(mentions(text[len(name) :][:12]), None)
            return first is None or first.start > 0
    return False


def mentions(text: str, year: int | None = None) -> Iterator[Mention]:
    """Yield the divisions that a folded text names, left to right, the longer name first, without overlap.

    A name right behind the place around it is narrowed to that place (宁波市江北区).
    """
    index = gazetteer()
    hits: list[tuple[int, int]] = []
    for match in _END_OF_NAME.finditer(text):
        end = match.end()
        hits.extend(
            (start, -end) for start in range(max(0, end - index.longest_name), end - 1) if text[start:end] in index
        )
    done = 0
    around: Jurisdiction | None = None
    for start, minus_end in sorted(hits):
        if start < done:
            continue
        name = text[start:-minus_end]
        follows = around is not None and start == done
        alone = bool(start) and not (around is not None and start == done)
        if name in _words("never") or (
            alone and not name.endswith("新区") and text.startswith(_ZONE_OFFICES, -minus_end)
        ):
            continue
        if start and not follows and (len(name) < 3 or name[0] in "省市区县" or name in _words("generic")):  # noqa: PLR2004 - names of two characters hide in words
            continue
        places = index.find(name, year)
        if follows and around is not None:
            outer = around
            inner = tuple(place for place in places if outer in chain(place)[1:])
            if not inner and (len(name) < 3 or name in _words("generic")):  # noqa: PLR2004 - the same
                continue
            places = inner or places
        around = places[0] if len(places) == 1 else None
        done = -minus_end
        yield Mention(start, done, name, places)


def stems_in(text: str, index: Gazetteer, year: int | None = None) -> list[Mention]:
    """Return the provinces and prefectures that a folded text names without class word (科创济南)."""
    found = []
    start = 0
    while start < len(text) - 1:
        for length in (4, 3, 2):
            name = text[start : start + length]
            if (
                len(name) == length
                and index.is_stem(name)
                and name not in _words("never")
                and not text.startswith(_SMALLER, start + length)
            ):
                found.append(Mention(start, start + length, name, index.find_stem(name, year)))
                start += length - 1
                break
        start += 1
    return found


def settle(texts: Sequence[str | None], year: int | None = None, page: str = "") -> Settlement:
    """Decide the place of a plan.

    Args:
        texts: What names it, the strongest first: issuer, title, title of the notice, recipients,
            document number, opening of the body. None and empty texts are passed over.
        year: Year of the paper; places count by their names of that year.
        page: What the page prints around the title (来自：云泽市政府门户网站); it is asked where nothing else decides.
    """
    # A name does not go on behind the end of a paragraph: 清理通道 / 县住建局.
    clean = [_printed(text[:_LONGEST_TEXT].strip().replace("\n", "。")) for text in texts if text]
    level = next((match["level"] for text in clean if (match := _LEVEL.match(text))), None)
    around: Settlement | None = None
    page = _printed(page[:_LONGEST_TEXT].replace("\n", "。"))
    opening = clean[-1] if clean else page
    for text in (*clean, page):
        settled = (_told(text, clean, year) if text in (opening, page) else None) or _from_text(text, clean, year)
        if settled is None:
            continue
        ours = level or (match[1] if text in (opening, page) and (match := _OURS.search(opening)) else None)
        around_it = place_at(ours, settled.place) if ours is not None else None
        if ours == _PROVINCE and around_it is not None and set(_OURS.findall(opening)) == {_PROVINCE}:
            # 结合我省实际: the cities that are named behind it have their parts in a plan of the province.
            return Settlement(around_it) if text in (opening, page) else settled
        if ours is None or settled.place is None or around_it is not None:
            return settled
        around = around or settled  # 市人民政府 is none of the province, though only that is named.
        level = level or ours
    if around is not None:
        inner = _of_level(page, level, year) if level is not None else None
        return inner or around
    if any(_YEAR.sub("", text).startswith(_OF_COUNTRY) for text in clean):
        return Settlement(COUNTRY)
    if _OUR_COUNTRY.search(page) and not _OUR_PLACE.search(page):
        return Settlement(COUNTRY)
    return Settlement(None)


def _told(text: str, texts: list[str], year: int | None) -> Settlement | None:
    """Return the one place whose circumstances an opening says the plan is made for (结合云岭县实际)."""
    told = _OF_PLACE.search(text)
    run = [] if told is None else _first_run(told["place"], year)
    if told is None or not run or run[0].start or run[-1].end < len(told["place"]):
        return None
    settled = _choose(run[-1], texts, year)
    return None if settled.is_ambiguous else settled


def opens_with_place(title: str) -> bool:
    """Tell whether a title opens with a division, behind its year at most (2031年某市某区节水安排)."""
    first = next(mentions(_YEAR.sub("", _printed(title))[:_LONGEST_OPENING]), None)
    return first is not None and first.start == 0


def _of_level(text: str, level: str, year: int | None) -> Settlement | None:
    """Return the first place of a level that a text names and that is one place only."""
    for mention in mentions(text, year):
        if mention.name.endswith(level) and len(mention.places) == 1:
            return Settlement(mention.places[0])
    return None


def _from_text(text: str, texts: list[str], year: int | None) -> Settlement | None:
    if is_national(text) or text.startswith(_ALL_PROVINCES):
        return Settlement(COUNTRY)
    titled = _TOWN_TITLE.match(text)
    if titled is not None and not titled[1].endswith(tuple(_words("not-town"))) and any(map(_OF_TOWN.search, texts)):
        return _town_alone(titled[1] + _TOWN_OFFICE, texts, year)
    run = _first_run(text, year)
    if not run or run[0].start > _SUB_PLACES:
        town = _town_alone(text, texts, year)
        unknown = None if town is not None else _fullest(printed_place(text), texts)
        if town is not None or unknown is not None:
            return town or Settlement(unknown)
    if run:
        settled = _choose(run[-1], texts, year)
        if settled.is_ambiguous or run[0].start > _SUB_PLACES:
            return settled
        return _behind(text, run[-1].end, settled)
    text = text.removeprefix("中共")
    stems = stems_in(text, gazetteer(), year)
    if not stems:
        return None
    settled = _choose(stems[0], texts, year)
    if stems[0].start:
        return settled
    zone = _ZONE_TITLE.match(text)
    if zone is None or settled.place is None or settled.is_ambiguous or level_of(settled.place) < Level.PREFECTURE:
        return _with_zone(text, 0, settled)
    return Settlement(Jurisdiction(zone[0], None, settled.place))


def _fullest(place: Jurisdiction | None, texts: list[str]) -> Jurisdiction | None:
    """Return the longest form of an unknown place among the texts (云泽市霁川区 for 霁川区)."""
    others = [printed_place(text) for text in texts] if place is not None else []
    same = [other for other in others if other is not None and place is not None and other.name.endswith(place.name)]
    return max(same, key=lambda other: len(other.name), default=place)


def _behind(text: str, end: int, settled: Settlement) -> Settlement:
    """Look for a town, a place that the table lacks, or a zone right behind the place found."""
    town = _with_town(text, end, settled)
    if town is not None:
        return town
    unknown = None if is_office_of(text[end:]) else printed_place(text, settled.place, end)
    return Settlement(unknown) if unknown is not None else _with_zone(text, end, settled)


def _first_run(text: str, year: int | None) -> list[Mention]:
    """Return the first mention with those that follow it without a gap."""
    run: list[Mention] = []
    for mention in mentions(text, year):
        if run and mention.start != run[-1].end:
            break
        if run and not any(_inside(inner, outer) for inner in mention.places for outer in run[-1].places):
            break
        run.append(mention)
    return run


def _inside(inner: Jurisdiction, outer: Jurisdiction) -> bool:
    return outer in chain(inner)[1:]


def _choose(mention: Mention, texts: list[str], year: int | None) -> Settlement:
    """Settle one mention by the places around its candidates that other words name.

    The texts are asked one by one: the first that names the surroundings of any candidate decides,
    or leaves the question open where it names those of several.
    """
    if len(mention.places) == 1:
        return Settlement(mention.places[0])
    for text in texts:
        named = {
            place.code
            for other in (*mentions(text, year), *stems_in(text, gazetteer(), year))
            if other.name != mention.name
            for place in other.places
        }
        supported = [place for place in mention.places if any(outer.code in named for outer in chain(place)[1:])]
        if supported:
            break
    else:
        supported = [place for place in mention.places if _number_fits(place, texts)]
    if len(supported) == 1:
        return Settlement(supported[0])
    return Settlement(Jurisdiction(mention.name), mention.places)


def _number_fits(place: Jurisdiction, texts: list[str]) -> bool:
    """Tell whether a document number opens with the abbreviation of the place's province."""
    province = chain(place)[-1].code
    return any("〔" in text and _abbreviations().get(text[0]) == province for text in texts)


def _with_town(text: str, end: int, settled: Settlement) -> Settlement | None:
    match = _TOWN.match(text, end)
    if match is None or settled.place is None or match[1].endswith(tuple(_words("not-town"))):
        return None
    if level_of(settled.place) < Level.PREFECTURE:
        return None
    return Settlement(Jurisdiction(settled.place.name + match[1], None, settled.place))


def _town_alone(text: str, texts: list[str], year: int | None) -> Settlement | None:
    """Settle a town whose own text names no county, by the first county that another text names."""
    match = _TOWN.match(text)
    if match is None or match[1].endswith(tuple(_words("not-town"))):
        return None
    for other in texts:
        run = _first_run(other, year) if other != text else []
        settled = _choose(run[-1], texts, year) if run else Settlement(None)
        place = settled.place
        if place is not None and not settled.is_ambiguous and level_of(place) >= Level.PREFECTURE:
            return Settlement(Jurisdiction(place.name + match[1], None, place))
        county = printed_place(other) if other != text and not run else None
        if county is not None and level_of(county) == Level.COUNTY:
            return Settlement(Jurisdiction(county.name + match[1], None, county))
    return Settlement(Jurisdiction(match[1]))


def _with_zone(text: str, end: int, settled: Settlement) -> Settlement:
    match = _ZONE_TAIL.match(text, end) or _ZONE_BODY.match(text, end)
    place = settled.place
    if match is None or place is None or settled.is_ambiguous or not match[0].endswith(tuple(_words("zone"))):
        return settled
    name = match[0] if end == 0 else official_prefix(place) + match[0]
    return Settlement(Jurisdiction(name, None, place))
