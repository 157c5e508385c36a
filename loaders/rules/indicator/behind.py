"""The words behind a number: where the name of what it counts ends, and what of it is dropped."""

from __future__ import annotations

import re
from typing import Final

from loaders.rules.indicator import words as w
from loaders.rules.indicator.modifiers import after_modifier
from loaders.rules.indicator.sentence import Sentence

_SHORTEST: Final = 2
_KEPT: Final = 3
_LONGEST_LEVEL: Final = 4
_JOINTS: Final = frozenset({*w.JOINTS, "以及"})
_MOST_PARTS: Final = 6
LEVEL = re.compile(r"(?:国家|省|市|县|区|州|部|自治区)级(?:及?以上)?")
_LEVEL = re.compile(r"[^、,;。0-9]{1,4}[级类型]")
_MAKES_UP: Final = ("组成的", "构成的")
"""What is counted makes up something: 30条产业链组成的体系."""
_SIZE = re.compile(r"[^、,;。0-9]{0,8}[过超破达][百千十]?[万亿]元?(?:以上)?的?")
"""How much a thing has, in front of what it is: 营业收入过百亿的企业."""


def right_end(text: str, start: int, end: int) -> int:
    """Return where the name behind a number ends in `text[start:end]`."""
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            if not depth:
                return at
            depth -= 1
        elif not depth and _new_thing(text, start, at, end):
            return at
    return end


def last_joint(text: str, start: int, end: int) -> int:
    """Return where the last 、 or 和 of `text[start:end]` stands that no bracket holds, or -1."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            depth -= depth > 0
        elif not depth and text[at] in w.JOINTS:
            return at
    return -1


def _new_thing(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether something that is not counted starts at `at`: 、一批项目, 组成的体系, or a verb with an object."""
    if text[at] == "、":
        return w.OPEN_LIST.at(text, at + 1, end) > 0
    if at <= start + 1:
        return False
    return text.startswith(_MAKES_UP, at, end) or (w.CUT.at(text, at, end) > 0 and _cuts(text, start, at, end))


def _cuts(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether a verb at `at` goes on with something new: it has an object that is no bare name part."""
    size = w.CUT.at(text, at, end)
    if w.COMPOUND.before(text, start, at + size):
        return False
    return (
        end - at - size > _SHORTEST + 1
        and at - start > _KEPT
        and text[at - 1] not in "的、和及与"
        and "的" not in text[at:end]
    )


def shared_behind(sentence: Sentence, index: int, spans: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return what the next thing of an enumeration says for this one too: 1个省级、3个市级特色集群."""
    text = sentence.text
    end = spans[-1][1]
    following = next((f for f in sentence.figures[index + 1 : index + 3] if f.start >= end), None)
    if following is None or text[end : following.start] not in _JOINTS:
        return None
    sized = _SIZE.fullmatch(text, spans[0][0], end)
    if sized is None and end - spans[0][0] > _LONGEST_LEVEL:
        return None
    level = (_SIZE if sized else _LEVEL).match(text, following.end, sentence.end)
    if level is None:
        return None
    stop = right_end(text, level.end(), sentence.clause(following.start)[1])
    return (level.end(), stop) if stop - level.end() >= _SHORTEST else None


def done_behind(sentence: Sentence, index: int, spans: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return what becomes of the things of two shares side by side: 100%的乡镇和90%的村建有文化站."""
    text = sentence.text
    end = spans[-1][1]
    following = sentence.figures[index + 1] if index + 1 < len(sentence.figures) else None
    if following is None or following.kind != "share" or text[end : following.start] not in _JOINTS:
        return None
    for other in sentence.figures[index + 2 : index + _MOST_PARTS]:
        # 30%的县城、45%的镇、35%的村达到标准
        if other.kind != "share" or text[other.start - 1] not in _JOINTS:
            break
        following = other
    clause = sentence.clause(following.start)
    verbs = [v for v in w.FOLLOWING.finditer(text, following.end + _SHORTEST, clause[1]) if v.end() < clause[1]]
    # 35%的新农村建设示范村达到标准: 建设 is part of a name.
    verb = next((v for v in verbs if v.group() != "建设"), verbs[0] if verbs else None)
    if verb is None or any(v.group() != "建设" for v in w.FOLLOWING.finditer(text, *spans[-1])):
        return None
    return verb.start(), right_end(text, verb.end(), clause[1])


def counted_later(sentence: Sentence, index: int, joints: str) -> tuple[int, int] | None:
    """Return what the last of several numbers counts, where only verbs or levels part them, or None.

    新建3座、改造5座渔港; 省级3个、市级5个美丽渔村. What parts them opens with one of `joints`.
    """
    text, figures = sentence.text, sentence.figures
    first = last = figures[index]
    for following in figures[index + 1 : index + _MOST_PARTS]:
        if following.unit != first.unit or following.kind not in ("count", "measure"):
            break
        between = text[last.end : following.start]
        if not between or between[0] not in joints or not (_is_verb(between[1:]) or LEVEL.fullmatch(between[1:])):
            break
        last = following
    high = sentence.clause(last.start)[1]
    start = last.end + text.startswith("的", last.end)
    if last is first or start >= high or text[start] in w.CLOSED:
        return None
    stop = right_end(text, start, high)
    return (start, stop) if stop - start >= _SHORTEST else None


def _is_verb(text: str) -> bool:
    """Tell whether the text is a verb that orders something, and nothing else."""
    size = len(text)
    return size > 0 and size in (w.ORDER.at(text, 0, size), w.CHANGE.at(text, 0, size), w.STATES.at(text, 0, size))


def after_bracket(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return what stands behind the bracket that opens at `at`, and counts: 1万户(其中农村3000户)家庭参保, or None."""
    text = sentence.text
    close = text.find(")", at, sentence.end)
    if close < 0 or text.find("(", at + 1, close) >= 0 or close + 1 >= sentence.end or text[close + 1] in w.CLOSED:
        return None
    start = close + 1 + text.startswith("的", close + 1)
    high = next((mark for mark in sentence.breaks if mark > close), sentence.end)
    number = next((f.start for f in sentence.figures if f.start > close), high)
    stop = right_end(text, start, min(high, number))
    return (start, stop) if stop - start > _SHORTEST and number >= stop else None


def right_name(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the runs that make up the name of what a number counts, in `text[start:end]` behind it.

    A verb between two halves is dropped: 企业 实施 贯标项目 is 企业贯标项目.
    """
    while start < end and text[start] in "的、,":
        start += 1
    size = w.LEAD.at(text, start, end)
    if size and end - start - size > _KEPT:
        start += size
    of = text.rfind("的", start + _SHORTEST, end)
    if of > 0 and text[of + 1 : end] in w.AIM_END:
        # 培育100家企业的目标
        end = of
    while True:
        size = w.TAIL.before(text, start, end)
        if not size or end - start - size < _KEPT + 1:
            break
        end -= size
    start = after_modifier(text, start, end)
    for at in range(start + _SHORTEST, end - _SHORTEST):
        size = w.JOIN.at(text, at, end)
        if size and end - at - size > _SHORTEST and text[at - 1] not in "的、":
            second = after_modifier(text, at + size, end)
            return ((start, at), (second, end))
    return ((start, end),) if end > start else ()
