"""A table of contents in the text of a page: its lines say nothing that the headings do not say again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_OPENING: Final = frozenset({"目录", "目次"})
_FEWEST: Final = 4
"""Lines that come again; a word 目录 before fewer is a heading like any other."""
_MISSES: Final = 2
"""Lines in a row that may not come again: a heading is worded differently, or lost in the text."""
_LONGEST: Final = 60
_SHORT: Final = 9
_RUN_ON: Final = 2
_LETTERS: Final = re.compile(r"[\W_]+")
_PAGE: Final = re.compile(r"[\s.·…—-]*\(?[0-9]{1,3}\)?\s*$")
"""The number of a page behind an entry."""


def contents_of(lines: Sequence[str]) -> range:
    """Return the places of the lines that are a table of contents with its heading; empty where there is none.

    >>> entries = ["一、总则", "二、任务", "三、保障", "四、附则"]
    >>> contents_of(["目 录", *entries, "一、总则", "内容。", "二、任务", "三、保障", "四、附则"])
    range(0, 5)
    """
    keys = [_key(line) for line in lines]
    for start, key in enumerate(keys):
        if key in _OPENING:
            end = _end(lines, keys, start + 1)
            if end is not None:
                return range(start, end)
    return range(0)


def _key(line: str) -> str:
    return _LETTERS.sub("", line)


def _end(lines: Sequence[str], keys: Sequence[str], start: int) -> int | None:
    """Return the place behind the last line from `start` on that comes again, or None where too few do.

    The text begins where the first entry comes again, as a line or inside one that a page has run together.
    """
    end, found, misses = start, 0, 0
    body = len(lines)
    for place in range(start, len(lines)):
        entry = _key(_PAGE.sub("", lines[place]))
        if place >= body or len(entry) > _LONGEST or misses > _MISSES:
            break
        # The last word may be that of the next entry, with which it ran together.
        entry = entry[:-_RUN_ON] if len(entry) > _SHORT else entry
        behind = (later for later in range(max(place + 1, start + _FEWEST), len(lines)) if entry in keys[later])
        later = next(behind, None) if entry else None
        if later is None:
            misses += bool(entry)
            continue
        if not found:
            body = later
        end, found, misses = place + 1, found + 1, 0
    return end if found >= _FEWEST else None
