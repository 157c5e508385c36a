"""What a number is compared with, in the words before it: 比2020年, 在2020年基础上, 高于全省平均水平."""

from __future__ import annotations

import re

from loaders.rules.indicator import words as w

_DIRECT = re.compile(
    r"(?<![占对环同相百可])[比较](?=(?:19|20)[0-9]{2}|[“\"]?十[一二三四五六七]五|[上去前同基全现原目规期])[^,;。]{2,24}$"
)
_BASIS = re.compile(r"在[^,;。在]{2,16}(?:基础|水平|基数)上(?:再)?$")
_HIGHER = re.compile(
    r"(?<!不)(?:高于|低于|高出|高过|优于|领先于?|快于|慢于|超出|超过|超(?=[全国省市县区认规]))"
    r"[^,;。]{2,12}(?:水平|均值|平均值?|平均数|标准|(?<=[国省市县区州])平|增[速幅长])$"
)
_FASTER = re.compile(r"(?<!不)(?:高于|低于|高出|快于|慢于|超过)[^,;。0-9]{2,12}$")


def comparison(text: str, start: int, end: int, change: str | None) -> tuple[int, tuple[int, int]] | None:
    """Return where the name in `text[start:end]` ends before a comparison, and the run of the comparison, or None.

    Args:
        text: The folded text.
        start: Where the words before the number start.
        end: Where they end, without what was stripped before the number.
        change: The verb of change that was stripped there, or None.
    """
    found = _BASIS.search(text, start, end) if text[end - 1] in "上的" else None
    if found:
        return found.start(), found.span()
    found = _DIRECT.search(text, start, end)
    if found:
        return found.start(), (found.start() + 1, end)
    # 低于全国平 is what an adverb (平均) leaves.
    found = _HIGHER.search(text, start, end) if text[end - 1] in "平值均数准速幅长" else None
    if found:
        return found.start(), (found.start(), end + text.startswith("均", end))
    if change is not None and change in w.RATES and (found := _FASTER.search(text, start, end)):
        # 收入增速高于GDP增长1个百分点
        return found.start(), (found.start(), end + len(change))
    return None
