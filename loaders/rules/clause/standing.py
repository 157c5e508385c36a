"""Rules that a document states once for all its clauses: 列首位的为牵头单位，下同."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.records import Role
from loaders.lexicon import rows
from loaders.rules.clause.compile import NamedUnit, StandingRules
from loaders.rules.clause.tokens import tokens

_ROLES: Final = {
    "牵头": Role.LEAD, "主办": Role.LEAD, "主责": Role.LEAD, "责任": Role.RESPONSIBLE,
    "负责": Role.RESPONSIBLE, "参加": Role.SUPPORTING,
    "配合": Role.SUPPORTING, "参与": Role.SUPPORTING, "协办": Role.SUPPORTING, "协助": Role.SUPPORTING,
}  # fmt: skip


_REST: Final = re.compile(
    r"(?:单位|部门|处室)?[,;、](?:其他|其它|其余|其后)[^,;。:()]{0,8}?(?:为|是|均为|系)(?P<role>责任|配合|参与|协办|协助)"
)
"""其他列入单位为参与单位, behind the rule that the first leads."""
_AROUND: Final = 60
"""Characters before and after its anchor that a rule may reach."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(pattern), meaning, anchor) for pattern, meaning, anchor in rows("standing_rules"))


def _matches(text: str, pattern: re.Pattern[str], anchor: str) -> Iterator[re.Match[str]]:
    """Yield the matches around each anchor, so that the cost follows the anchors and not the text."""
    place = text.find(anchor)
    while place >= 0:
        for match in pattern.finditer(text, max(0, place - _AROUND), place + _AROUND):
            # A match beside its anchor may be cut by the window: another anchor will find it whole.
            if match.start() <= place < match.end():
                yield match
        place = text.find(anchor, place + 1)


def read_standing_rules(text: str) -> StandingRules:
    """Return what `text` states for all its clauses.

    >>> read_standing_rules("(责任单位列首位的为牵头单位,下同)").first_leads
    True
    """
    first_leads = False
    rest = Role.RESPONSIBLE
    comma_parts: tuple[Role, Role] | None = None
    added: dict[tuple[int, int], NamedUnit] = {}
    for pattern, meaning, anchor in _patterns():
        for match in _matches(text, pattern, anchor):
            if meaning == "first":
                first_leads = True
                others = _REST.match(text, match.end())
                rest = _ROLES[others["role"]] if others is not None else rest
            elif meaning == "comma":
                comma_parts = (_ROLES[match["before"]], _ROLES[match["after"]])
            else:
                # The rule itself says that these are units, whatever they look like.
                units = (t for t in tokens(text, *match.span("added")) if t.kind in ("UNIT", "NOISE"))
                groups = match.groupdict()
                role, whole = _ROLES[groups.get("role") or "责任"], bool(groups.get("whole"))
                added.update({(unit.start, unit.end): NamedUnit(unit.start, unit.end, role, whole) for unit in units})
    return StandingRules(first_leads, comma_parts, rest, tuple(added.values()))
