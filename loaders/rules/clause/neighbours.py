"""Names that no table or shape knows and that are units by what stands beside them, or by their column."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from loaders.lexicon import rows
from loaders.resolve import looks_like_unit
from loaders.rules.clause.token import Token

_OFFICE_END: Final = "局委办部厅院会心府处室行关位门司站队组协联团校所社段场园馆厂区县市州盟旗镇乡街村企署库台矿港"
GROUNDS: Final = ("基地", "口岸", "新片区", "园", "港")
"""Ends of places with an administration of their own: 某某基地、某某港管委会."""
_ORDER: Final = re.compile(
    "推进|加强|建立|完善|开展|落实|促进|提升|强化|推动|实施|组织|制定|做好|明确|深化|优化|以及|工作$|建设$|机制$"
)


_HALVES: Final = frozenset({"政府", "人民政府", "管委会", "管理委员会", "办事处"})
"""Behind 党委 these name no body of their own: 各县区党委、政府."""
_PARTY: Final = ("党委", "党工委", "工委", "区委", "县委", "市委", "州委")


def is_half(name: str) -> bool:
    """Tell whether a name says only what kind of body it is."""
    return name in _HALVES


def join_halves(text: str, found: list[Token]) -> list[Token]:
    """Join 各县区党委 and 政府, which 、 parts, to one name: what stands behind is nobody's without what is before."""
    joined: list[Token] = []
    for token in found:
        half = token.kind in ("UNIT", "NOISE") and is_half(text[token.start : token.end])
        if (
            half
            and len(joined) > 1
            and joined[-1].kind == "DUN"
            and joined[-2].kind == "UNIT"
            and text.endswith(_PARTY, joined[-2].start, joined[-2].end)
        ):
            joined.pop()
            joined[-1] = replace(joined[-1], end=token.end)
            continue
        joined.append(token)
    return joined


def may_be_office(name: str) -> bool:
    """Tell whether a name that no list knows may be an office, by its end and because it orders nothing."""
    return looks_like_unit(name) or (
        2 < len(name) <= 24 and name[-1] in _OFFICE_END and _ORDER.search(name) is None  # noqa: PLR2004 - as below
    )


_COLUMN_END: Final = "局委办部厅院会心府处室科股关司站队组所校"


def is_office_in_column(text: str, token: Token) -> bool:
    """Tell whether a name that stands where a table keeps its units is an office, by its end: 改革办, 林站."""
    name = text[token.start : token.end]
    return 2 <= len(name) <= 12 and name[-1] in _COLUMN_END and _ORDER.search(name) is None  # noqa: PLR2004 - as below


def bare_end(text: str, start: int, end: int) -> int:
    """Return where the name `text[start:end]` ends without a bracket behind it: 各镇人民政府(街道办事处)."""
    bracket = text.find("(", start, end)
    return bracket if bracket > start and text[end - 1] == ")" else end


def believe_sectors(text: str, found: list[Token]) -> list[Token]:
    """Take words for what departments do for their names where the list calls them so: 教育、公安等部门."""
    place = len(found) - 1
    while place > 0:
        if found[place].kind == "ETC" and text.endswith("部门", found[place].start, found[place].end):
            at = place - 1
            while at >= 0 and found[at].kind in ("UNIT", "NOISE", "DUN"):
                if found[at].kind == "NOISE" and text[found[at].start : found[at].end] in sectors():
                    found[at] = replace(found[at], kind="UNIT")
                at -= 1
            place = at
        place -= 1
    return found


@cache
def sectors() -> frozenset[str]:
    """Return the words that departments are named by (教育, 公安, 水利)."""
    return frozenset(row[0] for row in rows("unit_heads") if len(row[0]) > 1)


def _parts_names(mark: Token) -> bool:
    return mark.kind == "DUN" or (mark.kind == "SEP" and mark.value == ",")


def believe_neighbours(text: str, found: list[Token]) -> list[Token]:
    """Take a short name that stands in a row of units for one, though no list or shape knows it.

    It ends like an office or a place and orders nothing: 铁路某车务段, 属地镇街, 某示范区.
    """
    units = {place for place, token in enumerate(found) if token.kind == "UNIT"}
    fitting = [
        place
        for place, token in enumerate(found)
        if token.kind == "NOISE"
        and 3 <= token.end - token.start <= 24  # noqa: PLR2004 - the shortest and longest of such names
        and (
            text[bare_end(text, token.start, token.end) - 1] in _OFFICE_END
            or text.endswith(GROUNDS, token.start, token.end)
        )
        and not _ORDER.search(text, token.start, token.end)
    ]
    for place in (*fitting, *reversed(fitting)):
        # One that is believed vouches for the next: 建工科、安全站、质监站.
        if any(other in units and _parts_names(found[(place + other) // 2]) for other in (place - 2, place + 2)):
            units.add(place)
    return [
        replace(token, kind="UNIT") if place in units and token.kind != "UNIT" else token
        for place, token in enumerate(found)
    ]
