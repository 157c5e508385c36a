"""Verbs and adverbs at the edges of a name, and whether they are such there or part of the name."""

from __future__ import annotations

import re
from typing import Final

from loaders.rules.indicator import words as w

_SHORTEST: Final = 2
_KEPT: Final = 3
_YEARS_BEHIND = re.compile(r"(?<![一二三四五六七八九十第])[一二两三四五六七八九十]年$")


def change_before(text: str, start: int, end: int) -> int:
    """Return the length of the verb of change that closes `text[start:end]`; it takes no 年 from 上年增长."""
    size = w.CHANGE.before(text, start, end)
    if size and end - size > start:
        before = text[end - size - 1]
        if text[end - size] == "年" and before in "上去前往同当近历":
            return size - 1
        if before == "新" and text[end - size] == "增":
            return 0
    return size


def closing_adverb(text: str, start: int, end: int) -> int:
    """Return the length of the adverb that closes `text[start:end]` (累计, 平均, 五年 as in 五年累计), or 0."""
    if text[end - 1] == "年" and (years := _YEARS_BEHIND.search(text, start + _SHORTEST, end)):
        # 资金五年累计达到…
        return end - years.start()
    return w.ADVERB.before(text, start, end) or w.PARTICLE_END.before(text, start, end)


def opens(text: str, start: int, end: int, word: str) -> bool:
    """Tell whether the word before `start` is a verb or an adverb there, and no part of the name."""
    rest = end - start
    if rest <= 0:
        return word not in w.NOUN_BUILD
    ordered = w.BUILD.at(text, start, end)
    verb_alone = ordered > 0 and not w.continues(text, start + ordered, end)
    if w.continues(text, start, end) and not (
        (ordered and word in w.AMBITION) or (verb_alone and word in w.ADVERB and rest > _KEPT)
    ):
        # 每年完成造林, and not 年完成率
        return False
    if word.endswith("均") and w.GROWTH.at(text, start, end):
        # 年均增长率 is a name, 年均增加就业5000人 is not.
        return ordered > 0 and not w.continues(text, start + ordered, end)
    if word in w.PROMISE and word not in w.RATE_VERB and w.RATE.before(text, start, end):
        return False
    if word == "新增" and 0 < text.find("平均", start, end) < end - _KEPT:
        # 新增劳动力平均受教育年限 is the mean of those who are new.
        return False
    verb = w.OPENING.at(text, start, end)
    if text[start : start + verb] in w.LINKING and not ordered:
        # 高标准基本农田: neither is an adverb without a verb.
        verb = w.OPENING.at(text, start + verb, end)
    if word in w.LINKING and not verb and not w.SCOPE_PHRASE.at(text, start, end):
        return word in w.PROMISE and rest >= _KEPT
    if rest < _KEPT:
        return word in w.ADVERB or word in w.AMBITION or (rest == _SHORTEST and (word in w.CREATING or word in w.DONE))
    return word not in w.NOUN_BUILD or rest > _KEPT
