"""What a plan leaves open: counted for pictures and reports, each gap with what it is counted of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.view.model import Entry, Indicator, Plan, Unread
    from kg.view.words import Language


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap in one plan: the things that have it, of how many."""

    key: str
    zh: str
    en: str
    found: tuple[Entry | Indicator | Unread, ...]
    of: int

    def name(self, language: Language) -> str:
        """Return what the gap is called."""
        return self.zh if language == "zh" else self.en


def _several_without_lead(action: Entry) -> bool:
    roles = [duty.role for duty in action.duties]
    return roles.count("responsible") > 1 and "lead" not in roles


_OF_ACTIONS: Final[tuple[tuple[str, str, str, Callable[[Entry], bool]], ...]] = (
    ("not-stated", "未写明责任单位", "No owner stated", lambda a: a.ownership == "NotStated"),
    ("group-only", "仅有群体", "Groups only", lambda a: a.ownership == "GroupOnly"),
    ("open-list", "名单以“等”结尾", "List ends in 等", lambda a: any(clause.open_list for clause in a.clauses)),
    ("no-lead", "多个单位、无牵头", "Several units, no lead", _several_without_lead),
    ("no-deadline", "无完成时限", "No deadline", lambda a: a.deadline is None and not a.deadline_text),
)
_OF_INDICATORS: Final[tuple[tuple[str, str, str, Callable[[Indicator], bool]], ...]] = (
    ("no-year", "指标无年份", "Target without a year", lambda i: not any(t.deadline for t in i.targets)),
    ("no-baseline", "指标无基期值", "No baseline", lambda i: not any(o.is_baseline for o in i.observations)),
)


def gaps_of(plan: Plan) -> tuple[Gap, ...]:
    """Return the gaps of a plan, always the same kinds in the same order, those that it lacks with no things."""
    actions, indicators, unread = plan.actions, plan.indicators, plan.unread
    return (
        *(Gap(key, zh, en, tuple(a for a in actions if test(a)), len(actions)) for key, zh, en, test in _OF_ACTIONS),
        *(
            Gap(key, zh, en, tuple(i for i in indicators if test(i)), len(indicators))
            for key, zh, en, test in _OF_INDICATORS
        ),
        Gap("unread", "待核对原文", "Text to be checked", tuple(run for run in unread if run.is_open), len(unread)),
    )
