"""What the headings of the columns of a task table mean: 序号 number, 重点任务 task, 牵头单位 Lead.

A table may also say unit by unit what each has to do: 成员单位 Responsible, 主要职责 task. Such headings
mean that only beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from kg.records import Role
from loaders.lexicon import rows

NUMBER_HEADINGS: Final = ("序号", "编号")
"""What the header of such a table opens with where nothing but white space parts its cells."""
LONGEST_HEADER: Final = 120
"""Characters that no header exceeds."""
NEXT_ANNEX: Final = re.compile(r"\s+(?=附[件表])")
"""What ends a table whose rows run on in one line."""
ROLES: Final = frozenset(role.value for role in Role)
WORK_ORDER: Final = ("task", "project", "measure")
"""What columns of work hold, what says best what is to be done first."""
WORK: Final = frozenset(WORK_ORDER)
_FEWEST: Final = 3
_MOST: Final = 12
_LONGEST_DUTY: Final = 12


@cache
def meanings() -> dict[str, str]:
    """Return the meaning of each known heading."""
    found = {row[0]: row[1] for row in rows("clause_labels")}
    found.update({row[0]: row[1] for row in rows("table_heads")})
    return found


@cache
def _of_duties() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("duty_columns")}


def duty_column(heading: str) -> str | None:
    """Return what a column holds in a table of duties by unit: `holder`, `member`, `duty`, `people` or None.

    >>> duty_column("成员单位"), duty_column("防汛职责"), duty_column("天气")
    ('member', 'duty', None)
    """
    found = _of_duties().get(heading)
    if found is None and len(heading) <= _LONGEST_DUTY:
        found = next(
            (known for word, known in _of_duties().items() if known == "duties" and heading.endswith(word)), None
        )
    return "duty" if found == "duties" else found


def columns_of_duties(headings: Sequence[str], columns: Sequence[str | None]) -> list[str] | None:
    """Return what the columns hold, taken as those of a table of duties by unit, or None where it is none.

    Args:
        headings: The headings.
        columns: What they mean by themselves; who leads and who supports is kept.

    >>> columns_of_duties(["序号", "成员单位", "主要职责"], ["number", "member", "other"])
    ['number', 'Responsible', 'task']
    """
    own = [duty_column(heading) for heading in headings]
    if "people" in own or "duty" not in own:
        return None
    led = "Lead" in columns
    found = [_as_duty(known, column, led=led) for known, column in zip(own, columns, strict=True)]
    return found if _is_of_tasks(found) else None


def _as_duty(known: str | None, column: str | None, *, led: bool) -> str:
    """Return what a column of such a table holds, by what its heading means there and by itself."""
    if known == "duty":
        return "task"
    if column in ROLES:
        return column
    if known == "member" and led:
        return "Supporting"
    if known in ("holder", "member"):
        return "Responsible"
    return "other" if column is None or column in WORK else column


def header_of(words: list[str]) -> list[str]:
    """Return what the columns of a header hold with which `words` begin; nothing where they begin with none.

    >>> header_of(["序号", "重点任务", "牵头单位", "1", "编制名录"])
    ['number', 'task', 'Lead']
    """
    columns: list[str] = []
    for word in words[:_MOST]:
        column = meanings().get(word) or (duty_column(word) and "other")
        if column is None:
            break
        columns.append(column)
    return next(
        (
            found
            for found in (columns, columns_of_duties(words[: len(columns)], columns))
            if found is not None and len(found) >= _FEWEST and found[0] == "number" and _is_of_tasks(found)
        ),
        [],
    )


def _is_of_tasks(columns: Sequence[str]) -> bool:
    return bool(ROLES & set(columns) and WORK & set(columns))
