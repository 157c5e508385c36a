"""Brackets that spell out what each unit does: (县教育局负责制定方案,县财政局负责资金保障,各镇配合做好宣传).

Only a bracket is read so: in running text the same words order work, and are no clause.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.records import Role
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause

_PIECE: Final = re.compile(r"[^,;]+")
_DOES: Final = re.compile(
    r"(?P<units>[^,;。:()]{2,60}?)(?:具体|主要|共同|分别|统筹)?(?P<role>牵头|负责|承担|配合|协助|参与)(?P<work>[^,;。:()、]{2,24})"
)
_ROLES: Final = {"牵头": Role.LEAD, "配合": Role.SUPPORTING, "协助": Role.SUPPORTING, "参与": Role.SUPPORTING}
_FEWEST: Final = 2


def spelled_out(text: str, start: int, end: int) -> ClauseDraft | None:
    """Return the clause that the bracket around `text[start:end]` is, where every statement says what its units do.

    One statement alone is as often a remark, so there are two at least.
    """
    units: list[NamedUnit] = []
    count = 0
    for piece in _PIECE.finditer(text, start, end):
        count += 1
        does = _DOES.fullmatch(text, *piece.span())
        span = piece.span() if does is None else does.span("units")
        # 各镇配合 among the others says no more than its role.
        draft = compile_clause(text, *span, StandingRules(), in_column=does is not None)
        if draft is None or draft.noise or not draft.units or (does is None and not draft.labelled):
            return None
        role = None if does is None else _ROLES.get(does["role"], Role.RESPONSIBLE)
        units.extend(unit if role is None else replace(unit, role=role) for unit in draft.units)
    return ClauseDraft(start, end, tuple(units), labelled=True) if count >= _FEWEST else None
