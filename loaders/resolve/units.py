"""From a unit's name as a plan writes it to the unit: full name, place, function; groups apart.

The name is read in the place of the plan: 区市场监管局 in a plan of 南开区 is
天津市南开区市场监督管理局. What no table knows keeps the name as printed. A resolver belongs to
one plan and remembers what it resolved. See docs/decisions/20261121-places-and-units.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.records import Expansion, Jurisdiction, Unit
from loaders.lexicon import rows
from loaders.resolve import vertical
from loaders.resolve.groups import is_body, is_group, is_office, read_group
from loaders.resolve.names import Name, is_known, local_name, long_form, national_name, party_name
from loaders.resolve.places import COUNTRY, Level, chain, gazetteer, level_of, official_prefix, own_name, place_at, stem
from loaders.resolve.settle import folded, is_national, mentions
from loaders.resolve.shape import suffixes

_BRAND: Final = re.compile(r"(?P<base>[^()]+)\((?P<brand>[^()]+)\)$")
_LEAGUE: Final = re.compile(r"团(?P<level>[省市区县州旗盟])委$")
_COMMITTEE: Final = re.compile("党?委(?!员会)")
_GOVERNMENT: Final = re.compile("(?:人民)?政府")
_BOTH: Final = re.compile("委[、和]?(?:[省市区县州旗盟]|自治区)(?:人民)?政府")
_NOT_A_DEPARTMENT: Final = frozenset(
    {"government", "government-office", "party-committee", "party-office", "people-congress", "cppcc"}
)


_OF_THEIR_OWN: Final = ("管委会", "管理委员会", "政府", "海关", "法院", "检察院")
_SHORTEST_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """One body: its full name or the name as printed, its place and its function."""

    name: str
    place: Jurisdiction | None
    function: str | None = None


@cache
def _prefixes(kind: str) -> tuple[str, ...]:
    found = {row[0] for row in rows("unit_prefixes") if row[1] == kind}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _zone_endings() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("place_words") if row[1] == "zone")


@lru_cache(maxsize=16384)
def level_word(text: str) -> str | None:
    """Return the level word that a folded name opens with (区 of 区财政局), or None (市场监管局)."""
    if text[:1] not in _level_starts() or local_name(text) is not None:
        return None
    if (is_known(text) or text.startswith(_prefixes("not-level"))) and local_name(text[1:]) is None:
        return None
    return next((word for word in _prefixes("level") if text.startswith(word) and len(text) > len(word)), None)


@cache
def _level_starts() -> frozenset[str]:
    return frozenset(word[0] for word in _prefixes("level"))


class UnitResolver:
    """Resolves the units of one plan.

    Args:
        place: Where the plan holds, or None where that is not known.
        issuer_names: Names of the issuers as printed. Where one department alone issued the plan, names
            without a place (登记指导处) are its parts.
        leading_groups: Names of the co-ordinating bodies that the plan names.
    """

    def __init__(
        self, place: Jurisdiction | None, issuer_names: Sequence[str] = (), leading_groups: Sequence[str] = ()
    ) -> None:
        self._place = place
        self._groups = tuple(dict.fromkeys(leading_groups))
        self._known: dict[tuple[str, tuple[str, ...]], Unit] = {}
        self._levels: dict[str, Jurisdiction | None] = {}
        self._spelt = self._spellings()
        self._department: Resolved | None = None
        if len(issuer_names) == 1:
            issuer = self._plain(folded(issuer_names[0]))
            if issuer.function is not None and issuer.function not in _NOT_A_DEPARTMENT:
                self._department = issuer

    def resolve(self, written: str, named: Sequence[str] = ()) -> Unit:
        """Return the unit of a name as written.

        Args:
            written: The name, without the punctuation around it.
            named: The other names of the same clause as written: what 其他…成员单位 leaves out.
        """
        request = (written, tuple(named))
        unit = self._known.get(request)
        if unit is None:
            unit = self._known[request] = self._resolve(written, named)
        return unit

    def _resolve(self, written: str, named: Sequence[str]) -> Unit:
        text = folded(written)
        spelling = ("".join(written.split()),)
        if is_group(text) and not is_known(text):
            return self._group(text, spelling, named)
        brand = _BRAND.match(text)
        if brand is not None and self._is_brand(brand["brand"]):
            body = self._plain(brand["base"])
            other = self._plain(brand["brand"], body.place)
            return Unit(body.name, body.place, body.function, spelling, dual_brand=other.name)
        body = self._plain(text)
        return Unit(body.name, body.place, body.function, spelling)

    def _group(self, text: str, spelling: tuple[str, ...], named: Sequence[str]) -> Unit:
        group = read_group(text, self._groups)
        left_out: tuple[str, ...] = ()
        if group.expansion is Expansion.ALL_MEMBERS_EXCEPT:
            others = (self.resolve(name) for name in named if not is_group(folded(name)))
            left_out = tuple(sorted({unit.name for unit in others}))
        level = level_word(text)
        place = (level and self._at(level)) or self._place
        return Unit(
            text, place, written=spelling, is_group=True, group_of=group.body, expansion=group.expansion,
            except_units=left_out,
        )  # fmt: skip

    def _is_brand(self, text: str) -> bool:
        level = level_word(text)
        return is_known(text) or is_known(text.removeprefix(level or "")) or text.endswith(suffixes("state", "body"))

    def _plain(self, text: str, beside: Jurisdiction | None = None) -> Resolved:
        """Resolve a folded name that is no group and has no second brand."""
        place = beside or self._place
        known = self._own_part(text) or self._known_here(text)
        if known is not None:
            return known
        for read in (
            self._national,
            self._place_itself,
            self._body,
            self._vertical,
            self._enterprise,
            self._placed,
            self._street,
            self._zone,
            self._internal,
        ):
            found = read(text)
            if found is not None:
                return found
        name = local_name(text)
        if name is not None and place is not None and place != COUNTRY:
            return Resolved(name.of(place, text), place, name.function)
        return self._as_printed(text)

    def _known_here(self, text: str) -> Resolved | None:
        """Resolve the most frequent form at once: a level word and a name that the table holds."""
        level = level_word(text)
        name = local_name(text[len(level) :]) if level is not None else None
        at = self._at(level) if level is not None and name is not None else None
        if name is None or at is None or level is None:
            return None
        return Resolved(name.of(at, text[len(level) :]), at, name.function)

    def _national(self, text: str) -> Resolved | None:
        name = national_name(text)
        if name is None or not (self._place == COUNTRY or is_national(text)):
            return None
        return Resolved(name.official, COUNTRY, name.function)

    def _body(self, text: str) -> Resolved | None:
        """Resolve a co-ordinating body or its office; a short name takes the full one where one body fits."""
        office = is_office(text)
        if not (office or is_body(text)) or text.endswith("委员会") or self._is_listed(text):
            return None
        body = re.sub("(?:办公室|办|秘书处)$", "", text) if office else text
        fitting = [known for known in map(folded, self._groups) if known.endswith(body)]
        full = (fitting[0] if len(fitting) == 1 else body) + text[len(body) :]
        level = level_word(full)
        at = self._at(level) if level else None
        if at is not None and level is not None:
            rest = re.sub("^政府", "人民政府", full[len(level) :])
            return Resolved(official_prefix(at) + rest, at)
        return Resolved(full, self._place)

    def _is_listed(self, text: str) -> bool:
        level = level_word(text) or ""
        rest = text[len(level) :]
        return local_name(rest) is not None or party_name(_COMMITTEE.sub("", rest, count=1)) is not None

    def _vertical(self, text: str) -> Resolved | None:
        found = vertical.read(text, self._place)
        return Resolved(found.name, found.place, found.function) if found is not None else None

    def _enterprise(self, text: str) -> Resolved | None:
        if not text.endswith(suffixes("enterprise")) or local_name(text[1:]) not in (None, local_name("供电公司")):
            return None
        level = level_word(text)
        return Resolved(text, self._at(level) if level else None, "power-supply" if "供电" in text else None)

    def _placed(self, text: str) -> Resolved | None:
        """Resolve a name that opens with a place, spelt out or as 省, 市, 区, 县."""
        league = _LEAGUE.match(text)
        if league is not None:
            text = league["level"] + "团委"
        for opening, here in self._spelt:
            if text.startswith(opening) and len(text) > len(opening):
                return self._of(here, text[len(opening) :], text)
        level = level_word(text)
        if level is not None:
            at = self._at(level)
            return self._of(at, text[len(level) :], text) if at is not None else Resolved(text, self._place)
        first = next(mentions(text), None)
        if first is not None and first.start == 0 and first.end < len(text):
            near = [at for at in first.places if self._is_near(at)] or list(first.places)
            if len(near) == 1:
                return self._of(near[0], text[first.end :], text)
        return None

    def _place_itself(self, text: str) -> Resolved | None:
        """Resolve a place that stands for its government (西安市、韩城市 in a list of a province's plan)."""
        here = [at for opening, at in self._spelt if opening == text]
        named = here or [at for at in gazetteer().find(text) if self._is_near(at)]
        return Resolved(official_prefix(named[0]), named[0], "government") if len(named) == 1 else None

    def _is_near(self, at: Jurisdiction) -> bool:
        if self._place is None:
            return False
        return any(here in chain(self._place) for here in chain(at)[:2])

    def _of(self, at: Jurisdiction, rest: str, text: str) -> Resolved:
        """Resolve what stands behind the name of a place."""
        both = _BOTH.match(rest)
        if both is not None:
            prefix = official_prefix(at)
            found = local_name(rest[both.end() :])
            return Resolved(
                f"中共{prefix}委{prefix}人民政府{rest[both.end() :]}", at, found.function if found else None
            )
        committee = _COMMITTEE.match(rest)
        if committee is not None:
            return self._party(at, rest[committee.end() :])
        name: Name | None = local_name(rest)
        government = _GOVERNMENT.match(rest)
        if name is None and government is not None:
            rest = rest[government.end() :]
            name = local_name(rest) or Name("人民政府" + rest, None)
        if name is not None:
            return Resolved(name.of(at, rest), at, name.function)
        return self._unlisted(at, rest, text)

    def _unlisted(self, at: Jurisdiction, rest: str, text: str) -> Resolved:
        """Resolve a name behind its place that no table holds: a part of a known body, a zone, a name by its ending."""
        part = _part_of(rest)
        if part is not None:
            name, tail = part
            return Resolved(name.of(at, "") + tail if name.official else text, at, name.function)
        if rest.endswith(("管委会", "管理委员会", "管委办")) or self._is_zone_office(rest):
            return Resolved(official_prefix(at) + _long_zone(rest), at, "functional-zone")
        if rest.endswith(suffixes("state", "body", "institution")) and not rest.startswith("级"):
            return Resolved(official_prefix(at) + rest, at, _by_ending(rest))
        return Resolved(text, at)

    def _party(self, at: Jurisdiction, organ: str) -> Resolved:
        prefix = official_prefix(at)
        committee = f"中共{prefix}{'党委' if prefix.endswith('自治区') else '委'}"
        if not organ:
            return Resolved(committee, at, "party-committee")
        name = party_name(organ)
        return Resolved(committee + (name.official if name else organ), at, name.function if name else None)

    def _zone(self, text: str) -> Resolved | None:
        """Resolve a bureau of a functional zone, which is no place of its own (高新区市场监管局)."""
        place = self._place
        for ending in _zone_endings() if place is not None and place != COUNTRY else ():
            zone, found, rest = text.partition(ending)
            name = local_name(rest) if found else None
            if name is not None and place is not None and name.function != "functional-zone":
                front = zone or official_prefix(place)
                return Resolved(front + ending + (name.official or rest).replace("{}", ""), place, name.function)
        return None

    def _street(self, text: str) -> Resolved | None:
        """Resolve the government of a town or street of the plan's own county."""
        if self._place is None or not text.endswith(("街道办事处", "镇人民政府", "镇政府", "乡人民政府", "乡政府")):
            return None
        function = "subdistrict" if text.endswith("街道办事处") else "township"
        full = text if text.endswith(("办事处", "人民政府")) else text[:-2] + "人民政府"
        county = level_of(self._place) == Level.COUNTY
        return Resolved(official_prefix(self._place) + full if county else text, self._place, function)

    def _own_part(self, text: str) -> Resolved | None:
        """Resolve a part that is named as the issuing department's own (省局办公室)."""
        own = next((word for word in _prefixes("own") if text.startswith(word) and len(text) > len(word)), None)
        if own is None or self._department is None or is_known(text):
            return None
        rest = text[len(own) :]
        return (
            Resolved(self._department.name + rest, self._department.place)
            if rest.endswith(suffixes("internal", "state"))
            else None
        )

    def _internal(self, text: str) -> Resolved | None:
        """Resolve a part of the department that issued the plan (登记指导处)."""
        if self._department is None or not text.endswith(suffixes("internal", "state")):
            return None
        if is_known(text) and not text.endswith(suffixes("internal")) and text not in ("办公室", "办公厅"):
            return None
        if text.endswith(_OF_THEIR_OWN) or any(text.startswith(stem(own_name(here))) for _, here in self._spelt):
            return None
        return Resolved(self._department.name + text, self._department.place)

    def _as_printed(self, text: str) -> Resolved:
        """Keep the name; its place is the plan's unless the name is that of an institution from anywhere."""
        for here in chain(self._place) if self._place is not None else ():
            opening = stem(own_name(here))
            if text.startswith(opening):
                name = local_name(text[len(opening) :])
                function = name.function if name is not None else _by_ending(text) or self._zone_function(text)
                return Resolved(_long_zone(text), here, function)
        anywhere = text.endswith(suffixes("institution", "enterprise")) or gazetteer().is_stem(text[:2])
        function = self._zone_function(text) or _by_ending(text)
        return Resolved(_long_zone(text), None if anywhere else self._place, function)

    def _zone_function(self, text: str) -> str | None:
        return "functional-zone" if text.endswith(("管委会", "管理委员会")) or self._is_zone_office(text) else None

    @staticmethod
    def _is_zone_office(text: str) -> bool:
        return text.endswith("管理局") and text[:-3].endswith(_zone_endings())

    def _at(self, level: str) -> Jurisdiction | None:
        if level not in self._levels:
            self._levels[level] = place_at(level, self._place)
        return self._levels[level]

    def _spellings(self) -> tuple[tuple[str, Jurisdiction], ...]:
        found: dict[str, Jurisdiction] = {}
        for here in chain(self._place) if self._place is not None else ():
            for name in (here.name, official_prefix(here), own_name(here)):
                found.setdefault(name, here)
        return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _by_ending(text: str) -> str | None:
    """Return the function of a court, procuratorate or branch with a name of its own (城郊人民法院, 工商分局)."""
    if text.endswith("人民法院"):
        return "court"
    if not text.endswith("分局"):
        return "procuratorate" if text.endswith("检察院") else None
    branch = local_name(text[:-2] + "局")
    if branch is not None:
        return branch.function
    parent = text[: text.rfind("局", 0, -1) + 1]
    found = (local_name(parent[start:]) for start in range(len(parent)))
    return next((name.function for name in found if name is not None), None)


def _part_of(rest: str) -> tuple[Name, str] | None:
    """Split a part of a known body from its name (公安局 + 交警大队), or return None."""
    if not rest.endswith(suffixes("internal", "state", "body")):
        return None
    for end in range(len(rest) - _SHORTEST_NAME, _SHORTEST_NAME, -1):
        name = local_name(rest[:end]) if rest[end - 1] in "局委会" else None
        if name is not None:
            return name, rest[end:]
    return None


def _long_zone(text: str) -> str:
    return text[:-3] + "管理委员会" if text.endswith("管委会") else long_form(text) if text.endswith("管委") else text
