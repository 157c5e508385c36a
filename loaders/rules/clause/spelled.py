"""Clauses that spell out what each unit does: (县教育局负责制定方案,县财政局负责资金保障,各镇配合做好宣传).

In running text the same words order work, and are no clause unless the first says who leads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.records import Role
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause, named_units

_PIECE: Final = re.compile(r"[^,;]+")
_DOES: Final = re.compile(
    r"(?P<units>[^,;。:()]{2,60}?)(?:具体|主要|共同|分别|统筹)?(?P<role>牵头|负责|承担|配合|协助|参与)(?P<work>[^,;。:()、]{2,24})"
)
_ROLES: Final = {"牵头": Role.LEAD, "配合": Role.SUPPORTING, "协助": Role.SUPPORTING, "参与": Role.SUPPORTING}
_SAYS: Final = re.compile("|".join(("负责", "承担", *_ROLES)))
_PARTS: Final = re.compile("[,;]")
_LONGEST: Final = 300
_FEWEST: Final = 2


def spelled_out(text: str, start: int, end: int, *, bracketed: bool, context_year: int | None) -> ClauseDraft | None:
    """Return the clause that `text[start:end]` is, where every statement says what its units do, or None.

    One statement alone is as often a remark, so there are two at least; outside a bracket the first one says no
    more than a role (县教育局牵头,县财政局负责资金保障).
    """
    if end - start > _LONGEST or _SAYS.search(text, start, end) is None or _PARTS.search(text, start, end) is None:
        return None
    units: list[NamedUnit] = []
    dated: ClauseDraft | None = None
    count = 0
    for piece in _PIECE.finditer(text, start, end):
        # 各镇配合 among the others says no more than its role.
        draft = compile_clause(text, *piece.span(), StandingRules(), context_year=context_year)
        if draft is not None and not draft.noise and not draft.units and (draft.deadline_at or draft.standing):
            dated = draft
            continue
        if draft is None or draft.noise or not draft.units or not draft.labelled:
            does = _DOES.fullmatch(text, *piece.span())
            if does is None or not (bracketed or count):
                return None
            role = _ROLES.get(does["role"], Role.RESPONSIBLE)
            named = tuple(replace(unit, role=role) for unit in named_units(text, *does.span("units")))
            if not named:
                return None
        else:
            named = draft.units
        count += 1
        units.extend(named)
    if count < _FEWEST:
        return None
    found = ClauseDraft(start, end, tuple(units), labelled=True)
    if dated is None:
        return found
    return replace(found, deadline=dated.deadline, deadline_at=dated.deadline_at, standing=dated.standing)
