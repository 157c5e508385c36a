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
from functools import cache
from itertools import pairwise
from typing import Final

from kg.records import PartialDate, Role
from loaders.dates import read_deadline
from loaders.lexicon import rows
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause

ID: Final = "task-table"
_HEAD_LENGTH: Final = 14
_OF_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年度?")
_JOINT: Final = re.compile("[与和及、]")
_BESIDE: Final = frozenset({"目标", "内容", "要求", "措施", "标准", "进度", "步骤", "举措", "任务", "方式", "重点"})
_WORK: Final = frozenset({"task", "project", "measure"})
_MERGED: Final = frozenset({"other", *_WORK})
_MOST_UNKNOWN: Final = 3
_OFFICE_END: Final = "局委办厅府室"
"""A cell of work that ends so and names units stands in the wrong column."""
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff()]{2,10}")
_MOST_COLUMNS: Final = 16
"""No table that was met has more; and a document of nothing but headings is read in the time of its length."""
_ROLES: Final = frozenset(role.value for role in Role)
_EMPTY: Final = frozenset({"无", "-", "--", "/", "—", "暂无", ""})
_BLANK: Final = frozenset({"Supporting", "Responsible", "deadline", "other", "person"})
_LONGEST_PERSON: Final = 12
Run = tuple[int, int]


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
    """The headings of a table: what its columns hold, and where they end."""

    columns: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table found in a part: its header, its rows, and the rows that could not be read."""

    header: Header
    rows: tuple[TaskRow, ...]
    unread: tuple[Run, ...] = ()


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, str] = {row[0]: row[1] for row in rows("table_heads")}
    heads.update({word: meaning for word, meaning in rows("clause_labels") if word not in heads})
    return heads


def column_of(heading: str) -> str | None:
    """Return what a column holds by its heading: `task`, `number`, a role, `deadline` …, or None.

    >>> column_of("牵头单位"), column_of("完成时限"), column_of("天气")
    ('Lead', 'deadline', None)
    """
    bare = heading.split("(", maxsplit=1)[0].strip("*")
    year = _OF_YEAR.match(bare)
    if year is not None and bare not in _heads():
        bare = bare[year.end() :]
    found = _heads().get(bare)
    if found is None and _JOINT.search(bare):
        # 目标与任务, 任务及措施: the first name that is known says it, where the others do not gainsay it.
        parts = _JOINT.split(bare)
        known = [meaning for part in parts if (meaning := _heads().get(part))]
        fits = len(set(known)) == 1 or set(known) <= _WORK
        found = known[0] if known and fits and all(part in _heads() or part in _BESIDE for part in parts) else None
    return found


def find_header(text: str, paragraphs: Sequence[Run], start: int = 0) -> tuple[int, Header] | None:
    """Return the first table header among the paragraphs from `start` on, with the place of its first cell."""
    for place in range(start, len(paragraphs) - 1):
        columns = _header(text, paragraphs, place)
        if columns is not None:
            return place, Header(tuple(columns), paragraphs[place + len(columns) - 1][1])
    return None


def read_task_table(
    text: str, paragraphs: Sequence[Run], rules: StandingRules, *, context_year: int | None = None
) -> TaskTable | None:
    """Return the task table among the paragraphs of a part, or None where there is none."""
    found = find_header(text, paragraphs)
    if found is None:
        return None
    place, header = found
    cells = paragraphs[place + len(header.columns) :]
    first = int(text[slice(*cells[0])]) if cells and text[slice(*cells[0])].isdigit() else 1
    read, unread = _rows(text, header.columns, cells, rules, context_year, first=first)
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
    read, unread = _rows(text, header.columns, cells, rules, context_year, first=int(text[slice(*cells[0])]))
    return TaskTable(header, tuple(read), tuple(unread)) if read else None


def _header(text: str, paragraphs: Sequence[Run], place: int) -> list[str] | None:
    columns: list[str] = []
    known = 0
    for start, end in paragraphs[place : place + _MOST_COLUMNS]:
        column = column_of(text[start:end]) if end - start <= _HEAD_LENGTH else None
        if column is None or (column == "number" and columns):
            # Between 序号 and the first row a heading may stand that says nothing we know: 板块, 责任类别.
            if not columns or columns[0] != "number" or len(columns) - known >= _MOST_UNKNOWN:
                break
            if _PLAIN.fullmatch(text, start, end) is None:
                break
            columns.append("other")
            continue
        columns.append(column)
        known += 1
    if known < len(columns):
        after = place + len(columns)
        if after >= len(paragraphs) or not text[slice(*paragraphs[after])].isdigit():
            del columns[_before_unknown(text, paragraphs[place:]) :]
    fits = len(columns) > 1 and _ROLES & set(columns) and {"task", "project", "measure"} & set(columns)
    return columns if fits else None


def _before_unknown(text: str, paragraphs: Sequence[Run]) -> int:
    """Return how many headings stand in front of the first one that is not known."""
    return next(place for place, (start, end) in enumerate(paragraphs) if column_of(text[start:end]) is None)


def _rows(
    text: str, columns: Sequence[str], cells: Sequence[Run], rules: StandingRules, year: int | None, *, first: int = 1
) -> tuple[list[TaskRow], list[Run]]:
    if columns[0] == "number":
        chunks = list(_numbered(text, cells, first))
        rows = [_of_number(text, columns, chunks, place) for place in range(len(chunks))]
        return _read_rows(text, columns, list(zip(chunks, rows, strict=True)), rules, year)
    width = len(columns)
    plain = [cells[i : i + width] for i in range(0, len(cells), width)]
    found = _read_rows(text, columns, [(chunk, [chunk] if len(chunk) == width else []) for chunk in plain], rules, year)
    if not found[1]:
        return found
    # Merged cells left places empty: the cells of units tell where a row ends.
    merged = _read_rows(text, columns, list(_by_units(text, columns, cells)), rules, year)
    return merged if len(merged[0]) > len(found[0]) else found


def _of_number(text: str, columns: Sequence[str], chunks: Sequence[Sequence[Run]], place: int) -> list[Sequence[Run]]:
    """Return the rows that stand under one number; the cells that a merged one above covers are filled in."""
    chunk = chunks[place]
    if len(chunk) == len(columns):
        return [chunk]
    missing = len(columns) - len(chunk)
    if missing < 0:
        return _aligned(text, columns, chunk)
    above = next((chunks[i] for i in range(place - 1, -1, -1) if len(chunks[i]) == len(columns)), None)
    rest = columns[1 + missing :]
    if above is not None and set(columns[1 : 1 + missing]) <= _MERGED and _WORK & set(rest):
        row = [chunk[0], *above[1 : 1 + missing], *chunk[1:]]
        if _is_sound(text, columns, row):
            return [row]
    if missing == 1:
        places = [place for place in range(2, len(columns)) if columns[place] in _BLANK]
        rows: list[Sequence[Run]] = [[*chunk[:i], (chunk[i - 1][1],) * 2, *chunk[i:]] for i in places]
        sound = [row for row in rows if _is_sound(text, columns, row)]
        # An empty cell was dropped; where it could be either of two, the row is not read.
        return sound if len(sound) == 1 else []
    return []


def _is_sound(text: str, columns: Sequence[str], row: Sequence[Run]) -> bool:
    """Tell whether the cells of a row hold what their columns say: units under roles, a date under a deadline."""
    owned = False
    for column, cell in zip(columns, row, strict=True):
        if column in _ROLES and text[slice(*cell)] not in _EMPTY:
            if not _names_units(text, cell):
                return False
            owned = True
        if column == "deadline" and text[slice(*cell)] not in _EMPTY and not any(read_deadline(text[slice(*cell)], 1)):
            return False
        if column == "person" and cell[1] - cell[0] > _LONGEST_PERSON:
            return False
    return owned


def _by_units(
    text: str, columns: Sequence[str], cells: Sequence[Run]
) -> Iterator[tuple[Sequence[Run], list[Sequence[Run]]]]:
    """Yield the rows of a table without numbers, each with its own cells, up to the first that cannot be told.

    A row is told by its cells of units: in front of them stands what is to be done, and no more cells than
    columns; where there are fewer, merged cells of the row above cover them.
    """
    roles = [place for place, column in enumerate(columns) if column in _ROLES]
    at, behind = roles[0], len(columns) - roles[-1] - 1
    if roles != list(range(at, roles[-1] + 1)) or not set(columns[:at]) <= _MERGED:
        return
    cells = [cell for cell in cells if not text[slice(*cell)].isdigit()]
    above: Sequence[Run] = ()
    place = 0
    while place < len(cells):
        owner = next(
            (i for i in range(min(place + at, len(cells) - 1), place, -1) if _names_units(text, cells[i])), None
        )
        missing = at if owner is None else at - (owner - place)
        own = cells[place : place + len(columns) - missing]
        if owner is None or (missing and not above) or len(own) + missing < len(columns) - bool(behind):
            yield cells[place:], []
            return
        row = [*above[:missing], *own]
        yield own, [row] if len(row) == len(columns) else []
        above = row
        place += len(own)


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


def _aligned(text: str, columns: Sequence[str], cells: Sequence[Run]) -> list[Sequence[Run]]:
    """Return the rows that a numbered row with more cells than columns holds, or none where that is not certain.

    A cell of units lies over several lines (县水务局 / 县住建局), and a second task may follow that shares
    the number and the units with the first (启动 … / 县民政局 / 5月底前 / 建成 … / 12月底前).
    """
    roles = [place for place, column in enumerate(columns) if column in _ROLES]
    if len(roles) != 1 or columns[0] != "number" or len(cells) < len(columns):
        return []
    at = roles[0]
    count = 0
    while at + count < len(cells) and _names_units(text, cells[at + count]):
        count += 1
    if not count:
        return []
    behind = len(columns) - at - 1
    units = cells[at][0], cells[at + count - 1][1]
    stop = at + count + behind
    found = [[*cells[:at], units, *cells[at + count : stop]]]
    rest = cells[stop:]
    own = [place for place in range(len(columns)) if place not in (0, at)]
    if len(found[0]) != len(columns) or not own or len(rest) % len(own):
        return []
    for start in range(0, len(rest), len(own)):
        row = list(found[0])
        for place, cell in zip(own, rest[start : start + len(own)], strict=True):
            row[place] = cell
        found.append(row)
    return list(found)


def _names_units(text: str, cell: Run) -> bool:
    draft = compile_clause(text, *cell, StandingRules(), in_column=True)
    return draft is not None and bool(draft.units) and not draft.noise


def _numbered(text: str, cells: Sequence[Run], first: int) -> list[Sequence[Run]]:
    """Cut the cells where the next number of the first column stands."""
    starts = []
    expected = first
    for place, (start, end) in enumerate(cells):
        if text[start:end] == str(expected):
            starts.append(place)
            expected += 1
    return [cells[a:b] for a, b in pairwise([*starts, len(cells)])]


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
    work = [by_column[column] for column in ("task", "project", "measure") if column in by_column]
    # What several rows share is what they are about; the cell of its own says what to do.
    task = next((cell for cell in work if cell not in shared), work[0])
    if columns[0] != "number" and text[task[1] - 1] in _OFFICE_END and _names_units(text, task):
        return None
    number = by_column.get("number")
    deadline_at = by_column.get("deadline")
    deadline = read_deadline(text[slice(*deadline_at)], year)[0] if deadline_at else None
    clause = _clause(text, columns, cells, rules)
    if clause is None and any(
        column in _ROLES and text[slice(*cell)] not in _EMPTY for column, cell in zip(columns, cells, strict=True)
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
        if column in _ROLES and text[slice(*cell)] not in _EMPTY:
            yield cell, Role(column)
