"""Time limits of services: 企业开办时间压减到1个工作日, 3个工作日内办结."""

from __future__ import annotations

import re

from loaders.rules.indicator import words as w
from loaders.rules.indicator.behind import right_end
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.modifiers import after_modifier
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left
from loaders.rules.indicator.sentence import Sentence

Spans = tuple[tuple[int, int], ...]

_EVENT = re.compile(
    r"(.{2,24}?)(?:出台|印发|发布|受理|提交|申请|审核|审批|签订|验收|完成|通过|确认|下达|申报)?(?:之日起|之后|后|起)$"
)
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于|最少)[^,;。]{0,4}$")
_LASTS = ("消费量", "供应量", "用量", "需求量", "用水量", "使用量")
"""Behind 15天 these close a clause on how long a stock lasts."""
_SHORT = frozenset({"小时", "个小时", "分钟", "工作日", "个工作日", "天", "日", "秒", "工作小时", "个工作小时"})


def limit_of(sentence: Sentence, figure: Figure, left: Left, clause: tuple[int, int]) -> Spans | Reason:
    """Return the runs of the text that name what a time limits, or why it is none.

    A due date of the plan (印发之日起1个月内) is none, nor is a failing (6个月内仍未整改).
    """
    text = sentence.text
    if figure.end < clause[1] and w.ARRANGEMENT.before(text, figure.end + 1, clause[1]):
        return Reason.NAME
    if sentence.first(w.DUE, *clause):
        return Reason.DATE
    if sentence.first(w.FAILING, *clause):
        return Reason.CONDITION
    open_end = figure.end < clause[1] and text[figure.end] not in w.CLOSED
    open_end = open_end and not text.startswith(_LASTS, figure.end)
    if open_end and sentence.first(w.SERVICE, figure.end, clause[1]):
        return _served(text, figure, left, clause[1])
    bounded = figure.stated or _AT_LEAST.search(text, clause[0], figure.start) is not None
    if open_end and bounded and sentence.annual(figure.start, clause[0]):
        # 学生每天至少参加1小时体育锻炼
        return ((figure.end, right_end(text, figure.end, clause[1])),)
    lasting = text[max(left.start, left.end - 2) : left.end] in ("年限", "寿命")
    if open_end or left.empty or not (left.word or left.change or figure.comparator or lasting):
        return Reason.DATE
    start = after_modifier(text, left.start, left.end)
    timed = w.TIMED.search(text, start, left.end) is not None
    if (
        not timed
        and not lasting
        and (left.word is None or (figure.unit not in _SHORT and "/" not in (figure.unit or "")))
    ):
        return Reason.DATE
    return ((start, left.end),)


def _served(text: str, figure: Figure, left: Left, end: int) -> Spans:
    """Return what is done within the time: 惠企政策 … 完成发布 of 惠企政策出台后10个工作日内完成发布."""
    start = figure.end
    opening = w.JOIN.at(text, start, end)
    if opening and end - start - opening > 1:
        start += opening
    if left.empty:
        return ((start, end),)
    event = _EVENT.match(text[left.start : left.end])
    return ((left.start, left.start + event.end(1) if event else left.end), (start, end))
