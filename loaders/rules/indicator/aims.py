"""Numbers that say what an aim is: 围绕绿化率达到45%的目标, 为实现游客突破500万人次的目标."""

from __future__ import annotations

from typing import Final

from loaders.rules.indicator import words as w
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left, left_of
from loaders.rules.indicator.sentence import Sentence

_DONE: Final = "了"
"""圆满完成了…的目标 tells of the past."""


def aimed(sentence: Sentence, figure: Figure, left: Left, *, named: bool) -> Left | None:
    """Return what stands before a number that the words behind it call an aim, without 围绕 and its like, or None.

    Where nothing stands before it, and `named` says that a number before has a name, it is another aim for the same:
    下降13%,力争完成15%的激励目标.
    """
    text = sentence.text
    start = figure.end + text.startswith("的", figure.end)
    if start >= sentence.end or not w.AIM_END.at(text, start, sentence.end):
        return None
    if left.empty:
        return left if named and figure.kind == "share" else None
    if not (left.reaches or left.change or (left.word is not None and left.word.stated)):
        return None
    low = sentence.clause(figure.start)[0]
    if text.find(_DONE, low, figure.start) >= 0:
        return None
    size = w.AIM.at(text, left.start, left.end)
    return left_of(text, left.start + size, figure.start, sentence.dates) if size else left
