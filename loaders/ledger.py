"""The ledger: every word of duty in a document is part of a fact or stands here with its reason.

A reason that begins with `not-a-` settles an occurrence: it was looked at and names no duty of a unit.
`running-text` is a unit that a sentence tells to do something, outside any responsibility clause: a
careful clerk does not enter it (docs/reading.md), so it is settled as well. What is left is `unclear`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from kg.records import Unread
from loaders.document import POOR
from loaders.lexicon import rows, words
from loaders.outline import NO_ACTIONS, Outline
from loaders.reading import Reading

ID: Final = "ledger"
RECOGNITION: Final = "recognition"
_AROUND: Final = 60
"""Characters before and after a word that its context may reach."""
_SENTENCE: Final = "。;\n"
_BEHIND: Final = 4
"""Characters before a context that its pattern may look back at."""
_SHOWN: Final = 20


@cache
def triggers() -> re.Pattern[str]:
    """Return a pattern of the words that speak of duty."""
    return re.compile("|".join(sorted(map(re.escape, words("ledger_triggers")), key=len, reverse=True)))


@cache
def _contexts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), reason) for pattern, reason in rows("ledger_contexts"))


def read_ledger(reading: Reading, outline: Outline, read: list[tuple[int, int]]) -> Iterator[Unread]:
    """Yield an entry for every word of duty outside the runs that became facts.

    Args:
        reading: The document.
        outline: Its parts.
        read: Runs of the folded text that became facts, in any order.
    """
    text = reading.text
    facts = sorted(read)
    starts = [start for start, _ in facts]
    items = outline.items
    item_starts = [item.start for item in items]
    for match in triggers().finditer(text):
        place = bisect_right(starts, match.start()) - 1
        if place >= 0 and match.start() < facts[place][1]:
            continue
        left, right = _sentence(text, match.start(), match.end())
        reason = _reason(text, left, right, match.start(), match.end())
        if reason is None:
            number = bisect_right(item_starts, match.start()) - 1
            if number < 0 or match.start() >= outline.body_end:
                reason = "not-a-duty:outside-the-body"
            elif items[number].kind in NO_ACTIONS:
                reason = f"not-a-duty:part-of-{items[number].kind}"
            else:
                reason = "not-a-duty:running-text" if match.group() in ("负责", "牵头", "会同") else "unclear:no-clause"
        yield Unread(match.group(), reason, (reading.evidence(left, right, ID),))


def poorly_recognised(reading: Reading) -> Iterator[Unread]:
    """Yield an entry for every line of a scan of which the recogniser was not certain: what it says may be wrong."""
    for run in reading.document.recognised:
        start, end = reading.index(run.span.start), reading.index(run.span.end)
        if run.confidence < POOR and start < end:
            evidence = (reading.evidence(start, end, RECOGNITION),)
            yield Unread(reading.printed(start, end)[:_SHOWN], "unclear:poorly-recognised", evidence)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(text.rfind(mark, max(0, start - _AROUND), start) for mark in _SENTENCE) + 1
    left = max(left, start - _AROUND, 0)
    stops = [place for place in (text.find(mark, end, end + _AROUND) for mark in _SENTENCE) if place >= 0]
    return left, min(stops, default=min(end + _AROUND, len(text)))


def _reason(text: str, left: int, right: int, start: int, end: int) -> str | None:
    around = slice(max(0, left - _BEHIND), right)
    return reason_in(text[around], left - around.start, start - around.start, end - around.start)


@lru_cache(maxsize=4096)
def reason_in(text: str, left: int, start: int, end: int) -> str | None:
    """Return why `text[start:end]` names no duty; its sentence is `text[left:]`.

    A text that repeats itself is asked once for what stands around a word.
    """
    if text[left:].strip("()*:") == text[start:end]:
        return "not-a-duty:column-heading"
    for pattern, reason in _contexts():
        for match in pattern.finditer(text, left):
            if match.start() < end and start < match.end():
                return reason
    return None
