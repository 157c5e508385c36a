"""What stands before the last 的 of a name, and whether it says anything of what is measured."""

from __future__ import annotations

import re

from loaders.rules.indicator import words as w

_SHORTEST = 2
_KEPT = 3
_LONG_MODIFIER = 8
_OF = re.compile(r"(?:以[^,;。]{1,12}为(?:主|主体|核心|主导|支撑|重点|基础)的|[^、]{1,7}的)$")
_PART_OF = re.compile(r"(?:人数|人口|户数|数量|面积|企业|家庭|产值)占|[^占]{2,6}(?:比重|比例|占比)$")
"""The head of a share that says nothing alone: …锻炼的人数占常住人口, …钢铁的再生比重."""


def after_modifier(text: str, start: int, end: int) -> int:
    """Return where the head of `text[start:end]` starts: behind its last 的 where what is before describes only."""
    of = text.rfind("的", start, end)
    if of < 0 or end - of - 1 < _SHORTEST:
        return start
    before = text[start : of + 1]
    head = end - of - 1
    named = text[of + 1 : end]
    if "单位" in before and "、" not in before and text[of - 1] in "量积值数程":
        # 营运车辆单位运输周转量的能耗: the energy of a unit is nothing without the unit.
        return start
    if named in w.NEEDS_SUBJECT or named in w.WHOSE or _PART_OF.match(named):
        # 投资初创期、成长期项目的比例: 比例 alone names nothing.
        return start
    if head < _KEPT + 1 and "、" not in before:
        return start
    if before[0] in "0123456789":
        return of + 1
    if _OF.match(before) and not before.startswith(("具有", "有", "较", "规模", "具备")):
        return start
    if "、" in before or len(before) > _LONG_MODIFIER or before.startswith(("具有", "有", "较", "规模", "具备")):
        return of + 1
    return start
