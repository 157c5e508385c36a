"""Persons in clauses: they answer for the units, and are none of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from loaders.lexicon import rows

_LONGEST_POST: Final = 20


@cache
def _post() -> re.Pattern[str]:
    return re.compile("|".join(row[0] for row in rows("clause_persons")))


def is_post(text: str, start: int, end: int) -> bool:
    """Tell whether a piece of a clause names a person by the post: 分管副市长负总责."""
    return end - start <= _LONGEST_POST and _post().fullmatch(text, start, end) is not None


@cache
def person_aside() -> re.Pattern[str]:
    """Return a pattern of a person in a bracket behind a name: 市教育局(张某局长)."""
    posts = "|".join(
        sorted({re.escape(row[1]) for row in rows("post_words") if row[0] == "end"}, key=len, reverse=True)
    )
    return re.compile(rf"[(〔][^()〔〕、,;局委办厅部]{{0,8}}?(?:{posts})[)〕]$")
