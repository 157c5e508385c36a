"""Places that the table does not hold, read from the form of a government's name; they never get a code."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.records import Jurisdiction
from loaders.lexicon import rows
from loaders.resolve.names import local_name

_PART: Final = re.compile(r"[一-鿿]{1,6}?(?:自治区|自治州|自治县|街道|州(?![市区县镇])|[省市盟区县旗镇乡])")
_CLASSES: Final = {"省": 0, "市": 1, "州": 1, "盟": 1, "区": 2, "县": 2, "旗": 2, "镇": 3, "乡": 3, "道": 3}
_TAILS: Final = ("人民政府", "政府", "委办公室", "人大常委会", "街道办事处", "党委", "办事处", "工作委员会", "工委")
_AFTER_PLACE: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-至]20[0-9]{2})?年|[一-鿿“”]{2,24}?(?:领导小组|指挥部|委员会|联席会议)(?:办公室)?(?:$|关于)"
)
_SHORTEST: Final = 2
_MOST_PARTS: Final = 4


@cache
def _no_endings() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("place_words") if row[1] in ("not-town", "zone"))


@cache
def _no_places() -> frozenset[str]:
    generic = {row[0] for row in rows("place_words") if row[1] == "generic"}
    return frozenset(generic | {row[0] for row in rows("unit_prefixes") if row[1] in ("scope", "not-level")})


def is_office_of(rest: str) -> bool:
    """Tell whether what follows a name shows that the name is that of a governed place.

    A year does too (某市2026年工作要点), and a co-ordinating body (某市城市更新工作领导小组办公室).

    >>> is_office_of("人民政府办公室"), is_office_of("教育局"), is_office_of("优化方案")
    (True, True, False)
    """
    return rest.startswith(_TAILS) or local_name(rest) is not None or _AFTER_PLACE.match(rest) is not None


def printed_place(text: str, around: Jurisdiction | None = None, start: int = 0) -> Jurisdiction | None:
    """Return the place that opens a folded text before the name of its government, or None.

    Args:
        text: As in 云泽市霁川区人民政府关于印发….
        around: The place that stands right before `start`, where there is one.
        start: Where the unknown name begins.
    """
    start += 2 if text.startswith("中共", start) else 0
    place, end, depth = around, start, -1
    for _ in range(_MOST_PARTS):
        match = _next_part(text, end, depth)
        if match is None:
            return None
        name = match[0]
        place = Jurisdiction((place.name if place is not None else "") + name, None, place)
        end, depth = match.end(), _CLASSES[name[-1]]
        if is_office_of(text[end:]) and _town_behind(text, end) is None:
            return place
        end = _town_behind(text, end) or end
    return None


def _town_behind(text: str, end: int) -> int | None:
    """Return where a town that has an office of its own begins behind its district, or None."""
    start = end + len("人民政府") if text.startswith("人民政府", end) else end
    town = _PART.match(text, start)
    if town is None or not town[0].endswith(("街道", "镇", "乡")) or town[0].endswith(_no_endings()):
        return None
    return start if len(town[0]) > _SHORTEST and text.startswith(_TAILS, town.end()) else None


def _next_part(text: str, start: int, depth: int) -> re.Match[str] | None:
    match = _PART.match(text, start)
    if match is None or len(match[0]) <= 1 or match[0] in _no_places() or match[0].endswith(_no_endings()):
        return None
    if (
        match[0].startswith("关于")
        or match[0][0] in "各我本全某市省区县"
        or (len(match[0]) <= _SHORTEST and match[0][-1] not in "县镇乡")
    ):
        return None
    return match if _CLASSES[match[0][-1]] > depth else None
