"""What the headings of the columns of a task table mean: 序号 number, 重点任务 task, 牵头单位 Lead."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from loaders.lexicon import rows

NUMBER_HEADINGS: Final = ("序号", "编号")
"""What the header of such a table opens with where nothing but white space parts its cells."""
LONGEST_HEADER: Final = 120
"""Characters that no header exceeds."""
NEXT_ANNEX: Final = re.compile(r"\s+(?=附[件表])")
"""What ends a table whose rows run on in one line."""
ROLES: Final = frozenset({"Lead", "Responsible", "Supporting"})
WORK: Final = frozenset({"task", "project", "measure"})
_FEWEST: Final = 3
_MOST: Final = 12


@cache
def meanings() -> dict[str, str]:
    """Return the meaning of each known heading."""
    found = {row[0]: row[1] for row in rows("clause_labels")}
    found.update({row[0]: row[1] for row in rows("table_heads")})
    return found


def header_of(words: list[str]) -> list[str]:
    """Return what the columns of a header hold with which `words` begin; nothing where they begin with none.

    >>> header_of(["序号", "重点任务", "牵头单位", "1", "编制名录"])
    ['number', 'task', 'Lead']
    """
    known: list[str] = []
    for word in words[:_MOST]:
        column = meanings().get(word)
        if column is None:
            break
        known.append(column)
    fits = len(known) >= _FEWEST and known[0] == "number" and ROLES & set(known) and WORK & set(known)
    return known if fits else []
