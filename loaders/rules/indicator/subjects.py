"""What a number speaks of whose own name says too little (年均增长率, 占…比重): the clause or the label before it."""

from __future__ import annotations

import re

from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.labels import Name, name_of
from loaders.rules.indicator.phrases import left_of
from loaders.rules.indicator.sentence import MARK, Sentence

_FULFILLED = re.compile(
    r"(?:[较比][^,;。]{2,12})?(?:(?:下降|增长|提高|降低)?幅度?|降幅|增幅)?(?:完成|达到)[^,;。]{0,14}(?:目标|任务|要求)$"
)
"""消费总量较2030年下降幅度完成国家目标,占…比重下降至30%: it is the 总量 that has the share."""
_MOST_CLAUSES = 2
"""How many clauses with numbers may stand between an order and a number that speaks of it."""
_REACHED = re.compile(r"(?:达到|高于|不低于|超过|优于|保持)[^,;。]{2,14}(?:水平|均值|平均数)$")
"""居民收入达到全省平均水平,并增长3个百分点: the clause before names what grows."""


def subject_of(
    reading: Reading, sentence: Sentence, low: int, last: Name | None
) -> tuple[Name, tuple[tuple[int, int], ...]] | None:
    """Return what the clause before speaks of, for a name such as 年均增长率 that needs it."""
    text = sentence.text
    labelled = sentence.label(low, beyond=last is None)
    if labelled is not None:
        return name_of(reading, (labelled,)), (labelled,)
    before = sentence.clause_before(low)
    if before is not None and not any(
        before[0] <= f.start < before[1] and not sentence.in_date(f) for f in sentence.figures
    ):
        found = w.SUBJECT_END.search(text, before[0] + 1, before[1]) or _REACHED.search(text, before[0] + 1, before[1])
        if text[low] == "占":
            found = _FULFILLED.search(text, before[0] + 1, before[1]) or found
        changed = w.CHANGE.at(text, *before)
        end = found.start() if found else before[1]
        if found or (changed and w.RATE.before(text, *before)):
            left = left_of(text, before[0] + changed, end, sentence.dates)
            if left.end - left.start >= 2:  # noqa: PLR2004 - one character names nothing
                spans = ((left.start, left.end),)
                return name_of(reading, spans), spans
    return (last, ()) if last is not None else None


def object_of(reading: Reading, sentence: Sentence, low: int) -> tuple[Name, tuple[tuple[int, int], ...]] | None:
    """Return what the clause before orders, for a number that follows a verb alone: 推进庭院建设,2034年完成2万户."""
    text = sentence.text
    before = sentence.clause_before(low)
    for _ in range(_MOST_CLAUSES):
        if before is None or not any(before[0] <= f.start < before[1] and not f.chinese for f in sentence.figures):
            break
        before = sentence.clause_before(before[0])
    else:
        return None
    if before is None:
        return None
    end = before[1]
    bracket = text.rfind("(", before[0], end) if text[end - 1] == ")" else -1
    last = end - 1 if bracket > 0 else end
    tail = w.PROGRAM.before(text, before[0], last) or w.TAIL.before(text, before[0], last)
    if not tail and not w.WORK.before(text, before[0], last):
        return None
    end = bracket if bracket > 0 else end - tail
    mark = MARK.match(text, before[0], end)
    left = left_of(text, mark.end() if mark else before[0], end, sentence.dates)
    if not (left.build or left.opened) or left.end - left.start < 2:  # noqa: PLR2004 - one character names nothing
        return None
    spans = ((left.start, left.end),)
    return name_of(reading, spans), spans


def worked_on(
    reading: Reading, sentence: Sentence, low: int, name: Name | None
) -> tuple[Name, tuple[tuple[int, int], ...]] | None:
    """Return what the clause before orders, for a name that only says what is done: 实施小巷整治工程,治理20条."""
    return object_of(reading, sentence, low) if name is not None and name.text in w.BARE_WORK else None
