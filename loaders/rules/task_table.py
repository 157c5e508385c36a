"""Task tables that conversion laid out one cell a line: a row is an action.

    序号 / 重点任务 / 牵头单位 / 配合单位 / 完成时限 / 1 / 编制名录 / 县水利局 / 无 / 2031年6月 / 2 / …
    事项 / 责任单位 / 时限 / 开通热线 / 市信访局 / 3月底前 / …

A table is read only where it is rectangular; otherwise it is an entry of the ledger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.records import PartialDate, Role
from loaders.dates import read_deadline
from loaders.headings import ROLES, WORK, WORK_ORDER, columns_of_duties, duty_column, meanings
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause
from loaders.rules.table_rows import EMPTY, Run, names_units, numbered_rows, rows_by_units

ID: Final = "task-table"
_HEAD_LENGTH: Final = 14
_HALF: Final = 4
"""Half of a heading that was wrapped has no more characters: 牵头 / 单位."""
_OF_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年度?")
_DEGREE: Final = re.compile("(?:主要|重点|具体|年度|全年|当年|本年度?|细化|量化|核心)+")
"""主要工作任务 is called like 工作任务."""
_JOINT: Final = re.compile("[与和及、]")
_BESIDE: Final = frozenset({"目标", "内容", "要求", "措施", "标准", "进度", "步骤", "举措", "任务", "方式", "重点"})
_MOST_UNKNOWN: Final = 3
_OFFICE_END: Final = "局委办厅府室"
"""A cell of work that ends so and names units stands in the wrong column."""
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff()]{2,10}")
_MOST_DUTY_COLUMNS: Final = 6
_MOST_COLUMNS: Final = 16
"""No table that was met has more; and a document of nothing but headings is read in the time of its length."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: where its task stands, its printed number, its clause and its deadline.

    `number` is None where the table has no column of numbers.
    """

    number: str | None
    task: Run
    body: Run
    clause: ClauseDraft | None
    deadline: PartialDate | None
    deadline_at: Run | None
    is_project: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: what its columns hold, where they end, and over how many lines they lie.

    `grouped` tells that a column of groups (类别) stands in front of the numbers, `duties` that the table
    says unit by unit what each has to do (成员单位, 主要职责).
    """

    columns: tuple[str, ...]
    end: int
    lines: int
    grouped: bool = False
    duties: bool = False


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table found in a part: its header, its rows, and the rows that could not be read."""

    header: Header
    rows: tuple[TaskRow, ...]
    unread: tuple[Run, ...] = ()


def column_of(heading: str) -> str | None:
    """Return what a column holds by its heading: `task`, `number`, a role, `deadline` …, or None.

    >>> column_of("牵头单位"), column_of("完成时限"), column_of("天气")
    ('Lead', 'deadline', None)
    """
    heads = meanings()
    bare = heading.split("(", maxsplit=1)[0].strip("*")
    year = _OF_YEAR.match(bare)
    if year is not None and bare not in heads:
        bare = bare[year.end() :]
    found = heads.get(bare)
    degree = _DEGREE.match(bare)
    if found is None and degree is not None and heads.get(bare[degree.end() :]) in WORK:
        return heads[bare[degree.end() :]]
    if found is None and _JOINT.search(bare):
        # 目标与任务, 任务及措施: the first name that is known says it, where the others do not gainsay it.
        parts = _JOINT.split(bare)
        known = [meaning for part in parts if (meaning := heads.get(part))]
        fits = len(set(known)) == 1 or set(known) <= WORK
        found = known[0] if known and fits and all(part in heads or part in _BESIDE for part in parts) else None
    return found


def find_header(text: str, paragraphs: Sequence[Run], start: int = 0) -> tuple[int, Header] | None:
    """Return the first table header among the paragraphs from `start` on, with the place of its first cell."""
    for place in range(start, len(paragraphs) - 1):
        header = _header(text, paragraphs, place) or _header_of_duties(text, paragraphs, place)
        if header is not None:
            return place, header
    return None


def read_task_table(
    text: str, paragraphs: Sequence[Run], rules: StandingRules, *, context_year: int | None = None
) -> TaskTable | None:
    """Return the task table among the paragraphs of a part, or None where there is none."""
    found = find_header(text, paragraphs)
    if found is None:
        return None
    place, header = found
    cells = paragraphs[place + header.lines :]
    first = int(text[slice(*cells[0])]) if cells and text[slice(*cells[0])].isdigit() else 1
    read, unread = _rows(text, header, cells, rules, context_year, first=first)
    if header.duties and "number" in header.columns:
        # Further lines under a unit are its duties where they are sentences, and no more of the table where not.
        read = [row for row in read if row.number is not None or text[row.task[1] - 1] in "。;"]
    return TaskTable(header, tuple(read), tuple(unread))


def continue_table(
    text: str, header: Header, paragraphs: Sequence[Run], rules: StandingRules, *, context_year: int | None = None
) -> TaskTable | None:
    """Return the rows that go on under a heading inside a table whose header stands before it.

    The table has a column of numbers: the first cell under the heading must be one.
    """
    cells = paragraphs[1:]
    if header.columns[0] != "number" or not cells or not text[slice(*cells[0])].isdigit():
        return None
    read, unread = _rows(text, header, cells, rules, context_year, first=int(text[slice(*cells[0])]))
    return TaskTable(header, tuple(read), tuple(unread)) if read else None


def _header_of_duties(text: str, paragraphs: Sequence[Run], place: int) -> Header | None:
    """Return the header of a table of duties by unit that starts with a paragraph: 成员单位 / 主要职责."""
    headings: list[str] = []
    held: list[str | None] = []
    for start, end in paragraphs[place : place + _MOST_DUTY_COLUMNS]:
        heading = text[start:end] if end - start <= _HEAD_LENGTH else ""
        column = column_of(heading)
        if (column is None and duty_column(heading) is None) or (column == "number" and headings):
            break
        headings.append(heading)
        held.append(column)
    columns = columns_of_duties(headings, held)
    behind = place + len(headings)
    if columns is None or behind + len(columns) > len(paragraphs):
        return None
    first = paragraphs[behind : behind + len(columns)]
    owners = [cell for column, cell in zip(columns, first, strict=True) if column in ROLES]
    # 单位 and 职责 are words like others: the first row has to name a unit where they say one stands.
    if not all(names_units(text, cell) for cell in owners):
        return None
    return Header(tuple(columns), paragraphs[behind - 1][1], len(headings), duties=True)


def _header(text: str, paragraphs: Sequence[Run], place: int) -> Header | None:
    """Return the header that starts with a paragraph; a heading may lie over two lines (牵头 / 单位)."""
    columns: list[str | None] = []
    at = place
    sure = (0, place)  # how many headings, up to which line, all of them known
    while at < len(paragraphs) and len(columns) < _MOST_COLUMNS:
        column, lines = _heading(text, paragraphs, at)
        if column == "number" and columns:
            break
        if column is None:
            # Between 序号 and the first row a heading may stand that says nothing we know: 板块, 责任类别.
            unknown = sum(name is None for name in columns)
            if (
                not columns
                or columns[0] != "number"
                or unknown >= _MOST_UNKNOWN
                or not _PLAIN.fullmatch(text, *paragraphs[at])
            ):
                break
        columns.append(column)
        at += lines
        if all(columns):
            sure = len(columns), at
    # 类别 in front of 序号: what stands between the last heading and the first number is the name of a group.
    grouped = columns[:1] == ["number"] and place > 0 and _heading(text, paragraphs, place - 1)[0] == "other"
    if len(columns) > sure[0] and (grouped or at >= len(paragraphs) or not text[slice(*paragraphs[at])].isdigit()):
        del columns[sure[0] :]
        at = sure[1]
    known = [name or "other" for name in columns]
    fits = len(known) > 1 and ROLES & set(known) and WORK & set(known)
    return Header(tuple(known), paragraphs[at - 1][1], at - place, grouped) if fits else None


def _heading(text: str, paragraphs: Sequence[Run], at: int) -> tuple[str | None, int]:
    """Return what the heading at a line says its column holds, and over how many lines it lies."""
    start, end = paragraphs[at]
    if end - start > _HEAD_LENGTH:
        return None, 1
    own = column_of(text[start:end])
    if end - start <= _HALF and at + 1 < len(paragraphs):
        following = paragraphs[at + 1]
        both = text[start:end] + text[slice(*following)]
        if following[1] - following[0] <= _HALF and (found := column_of(both)) is not None:
            return found, 2
    return own, 1


def _rows(
    text: str, header: Header, cells: Sequence[Run], rules: StandingRules, year: int | None, *, first: int = 1
) -> tuple[list[TaskRow], list[Run]]:
    columns = header.columns
    if columns[0] == "number":
        cut = list(numbered_rows(text, columns, cells, first, grouped=header.grouped))
        return _read_rows(text, columns, cut, rules, year)
    width = len(columns)
    plain = [cells[i : i + width] for i in range(0, len(cells), width)]
    found = _read_rows(text, columns, [(chunk, [chunk] if len(chunk) == width else []) for chunk in plain], rules, year)
    if not found[1]:
        return found
    # Merged cells left places empty: the cells of units tell where a row ends.
    merged = _read_rows(text, columns, list(rows_by_units(text, columns, cells)), rules, year)
    return merged if len(merged[0]) > len(found[0]) else found


def _read_rows(
    text: str,
    columns: Sequence[str],
    chunks: Sequence[tuple[Sequence[Run], list[Sequence[Run]]]],
    rules: StandingRules,
    year: int | None,
) -> tuple[list[TaskRow], list[Run]]:
    """Return the rows that can be read and the runs of those that cannot, from the cells and rows of each chunk."""
    times = Counter(cell for _, aligned in chunks for row in aligned[:1] for cell in row)
    shared = frozenset(cell for cell, count in times.items() if count > 1)
    found, unread = [], []
    for chunk, aligned in chunks:
        read = [_row(text, columns, own, rules, year, shared=shared) for own in aligned]
        if not read or None in read:
            unread.append((chunk[0][0], chunk[-1][1]))
            continue
        for place, row in enumerate(filter(None, read)):
            # A second task under the same number stands under the cells that it shares with the first.
            body = (chunk[0][0], aligned[place][-1][1]) if place == 0 else (row.task[0], aligned[place][-1][1])
            found.append(replace(row, body=body) if place == 0 else replace(row, number=None, body=body))
    return found, unread


def _row(
    text: str,
    columns: Sequence[str],
    cells: Sequence[Run],
    rules: StandingRules,
    year: int | None,
    *,
    shared: frozenset[Run],
) -> TaskRow | None:
    by_column = dict(zip(columns, cells, strict=True))
    work = [cell for kind in WORK_ORDER for column, cell in zip(columns, cells, strict=True) if column == kind]
    # What several rows share is what they are about; the cell of its own says what to do.
    task = next((cell for cell in work if cell not in shared), work[0])
    if columns[0] != "number" and text[task[1] - 1] in _OFFICE_END and names_units(text, task):
        return None
    number = by_column.get("number")
    deadline_at = by_column.get("deadline")
    deadline = read_deadline(text[slice(*deadline_at)], year)[0] if deadline_at else None
    clause = _clause(text, columns, cells, rules)
    if clause is None and any(
        column in ROLES and text[slice(*cell)] not in EMPTY for column, cell in zip(columns, cells, strict=True)
    ):
        return None
    return TaskRow(
        text[slice(*number)] if number else None, task, (cells[0][0], cells[-1][1]), clause, deadline, deadline_at,
        "project" in columns,
    )  # fmt: skip


def _clause(text: str, columns: Sequence[str], cells: Sequence[Run], rules: StandingRules) -> ClauseDraft | None:
    whole: ClauseDraft | None = None
    for cell, role in _role_cells(text, columns, cells):
        own = rules if role is Role.RESPONSIBLE and "Lead" not in columns else StandingRules()
        draft = compile_clause(text, *cell, own, in_column=True)
        if draft is None or draft.noise:
            return None
        # The column gives the role, except where the cell says one itself (甲牵头，乙配合).
        units = (
            draft.units
            if draft.labelled
            else tuple(
                NamedUnit(u.start, u.end, u.role if own is rules and u.role is Role.LEAD else role) for u in draft.units
            )
        )
        draft = replace(draft, units=units, labelled=True)
        whole = draft if whole is None else replace(
            whole, end=draft.end, units=whole.units + draft.units, open_list=whole.open_list or draft.open_list,
            by_division=whole.by_division or draft.by_division,
        )  # fmt: skip
    if whole is None:
        return None
    return replace(whole, stated_lead=any(unit.role is Role.LEAD for unit in whole.units))


def _role_cells(text: str, columns: Sequence[str], cells: Sequence[Run]) -> Iterator[tuple[Run, Role]]:
    for column, cell in zip(columns, cells, strict=True):
        if column in ROLES and text[slice(*cell)] not in EMPTY:
            yield cell, Role(column)
