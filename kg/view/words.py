"""Values in words, in Chinese and English: what ledgers, pictures and reports say of roles, targets and dates."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.view.model import Indicator, Target

Language = Literal["en", "zh"]
SYMBOLS: Final = {"AtLeast": "≥", "AtMost": "≤", "MoreThan": ">", "LessThan": "<", "Exactly": "="}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "lead": ("牵头", "lead"),
    "responsible": ("责任", "responsible"),
    "supporting": ("配合", "supporting"),
    "": ("未写明", "not stated"),
    "task": ("任务", "task"),
    "safeguard": ("保障措施", "safeguard"),
    "project": ("项目", "project"),
    "section": ("章节", "section"),
    "indicator": ("指标", "indicator"),
    "definitely": ("明确", "definitely"),
    "possibly": ("可能", "possibly"),
    "named": ("点名", "named"),
    "member of group": ("群体成员", "member of group"),
    "group": ("群体", "group"),
    "open list": ("等", "open list"),
    "Named": ("已点名", "named"),
    "GroupOnly": ("仅群体", "group only"),
    "NotStated": ("未写明", "not stated"),
    "Level": ("总量", "level"),
    "Annual": ("年度", "annual"),
    "GrowthRate": ("增长率", "growth rate"),
    "Share": ("占比", "share"),
    "Rank": ("位次", "rank"),
    "Count": ("数量", "count"),
    "Binding": ("约束性", "binding"),
    "Expected": ("预期性", "expected"),
    "phase": ("阶段", "phase"),
    "funding": ("资金", "funding"),
    "evaluation": ("考核", "evaluation"),
    "cites": ("引用", "cites"),
    "basedOn": ("依据", "based on"),
    "implements": ("落实", "implements"),
}


def word(key: str, language: Language) -> str:
    """Return the word for a coded value; one that has none stands for itself.

    >>> word("lead", "zh"), word("lead", "en"), word("x", "en")
    ('牵头', 'lead', 'x')
    """
    pair = _WORDS.get(key)
    return key if pair is None else pair[language == "en"]


def day(value: date | None, language: Language) -> str:
    """Return a date as it is written: 2026年12月31日 or 2026-12-31; nothing for None."""
    if value is None:
        return ""
    return value.isoformat() if language == "en" else f"{value.year}年{value.month}月{value.day}日"


def with_unit(printed: str, value: Decimal, unit: str) -> str:
    """Return a printed value with its unit, which a table may have printed elsewhere.

    Where the table counts in 万 or 亿, the bare number says too little: the value stands instead, in the same way.

    >>> from decimal import Decimal
    >>> with_unit("5.4万件", Decimal(54000), "件"), with_unit("5.2", Decimal(52000), "件")
    ('5.4万件', '5.2万件')
    """
    if not printed[-1:].isdigit():
        return printed or f"{_counted(value)}{unit}"
    try:
        is_value = Decimal(printed) == value
    except InvalidOperation:
        return printed
    return f"{printed if is_value else _counted(value)}{unit}"


def _counted(value: Decimal) -> str:
    """Return a number as Chinese texts count: in 亿 and 万, nothing rounded."""
    for size, word_of_size in ((100_000_000, "亿"), (10_000, "万")):
        if abs(value) >= size:
            return f"{(value / size).normalize():f}{word_of_size}"
    return f"{value.normalize():f}"


def target_words(target: Target, language: Language, unit: str = "") -> str:
    """Return the printed value with its unit, its comparator where the text states one, and its year."""
    symbol = SYMBOLS.get(target.comparator, "") if target.stated and target.comparator != "Exactly" else ""
    year = ""
    if target.deadline is not None:
        year = f" ({target.deadline.year})" if language == "en" else f"（{target.deadline.year}年）"
    return f"{symbol}{with_unit(target.value_text, target.value, unit)}{year}"


def indicator_words(indicator: Indicator, language: Language) -> str:
    """Return the label of an indicator with all its targets, on one line."""
    targets = "、".join(target_words(target, language, indicator.unit_text) for target in indicator.targets)
    return f"{indicator.label} {targets}".strip()
