"""Task tables whose cells the format kept: columns in any order, several rows of headings, merged cells.

    序号 | 重点任务 | 责任单位        | 完成时限        类别 | 事项 | 责任单位
         |          | 牵头   | 配合   |                  政务 | 开通 | 市信访局

A row is an action. What counts as a heading is data (table_heads.tsv, clause_labels.tsv); a cell whose
units cannot be read is an entry of the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from kg.records import ActionKind, Role, Unread
from loaders.dates import read_deadline
from loaders.headings import ROLES, WORK, WORK_ORDER, columns_of_duties
from loaders.lexicon import rows as lexicon_rows
from loaders.outline import Item, Outline, SectionKind
from loaders.reading import Reading
from loaders.rules.action import ActionDraft
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause
from loaders.rules.indicator.grid import grid_of
from loaders.rules.table_rows import EMPTY
from loaders.rules.task_table import ID, column_of
from loaders.tables import Cell, Row, Table

_HEADING_ROWS: Final = 5
_LONGEST_HEADING: Final = 24
_SAFEGUARDS: Final = frozenset({SectionKind.SAFEGUARDS, SectionKind.ORGANISATION})
_SENTENCES: Final = "。;"
_SHORT: Final = 6
_MOST_SPACED: Final = 120
_SHORT_BODY: Final = 3
"""市委, 县政府: what follows them behind a space is a part of theirs (市委 组织部)."""
_PARTING: Final = frozenset("、,;:。\n()")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the tables of a document gave.

    Attributes:
        drafts: One action for each row, in reading order.
        outline: The outline without the cells that became actions.
        read: The headings of those tables, as runs of the folded text.
        unread: Cells that name units and could not be read.
    """

    drafts: tuple[ActionDraft, ...]
    outline: Outline
    read: tuple[tuple[int, int], ...] = ()
    unread: tuple[Unread, ...] = ()


_VAGUE_ENDS: Final = ("名称", "领域")
"""河流名称 heads no tasks, though 任务名称 does."""
_WRITTEN: Final = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_COUNTED: Final = re.compile(r"(?<![0-9.])(?P<number>[0-9]{1,3})[.、](?=[^0-9\s])")
"""A number with its mark in front of a task."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the headings of a table end, and what each of its columns holds."""

    rows: int
    columns: tuple[str | None, ...]
    duties: bool = False
    """Whether the table says unit by unit what each has to do: 成员单位 | 主要职责."""


def read_kept_tables(reading: Reading, outline: Outline, rules: StandingRules, context_year: int | None) -> Ledger:
    """Return the actions of all task tables that the format kept.

    Args:
        reading: The document.
        outline: Its parts; each table stands in one of them.
        rules: What the document states once for all clauses.
        context_year: Year of a date that is printed without one.
    """
    if not reading.tables:
        return Ledger((), outline)
    drafts: list[ActionDraft] = []
    runs: list[tuple[int, int]] = []
    headings: list[tuple[int, int]] = []
    unread: list[Unread] = []
    for table in reading.tables:
        item = _item_at(outline, table.start)
        head = _head(table)
        if item is None or head is None or _is_indicators(reading, table, head):
            continue
        found = list(_Rows(reading, table, head, rules, context_year).read())
        owned = any(draft.clauses for _, draft in found)
        if head.duties and not owned:
            continue
        runs.append((table.start, table.end))
        headings.extend((cell.start, cell.end) for row in table.rows[: head.rows] for cell in row if cell is not None)
        kind = ActionKind.SAFEGUARD if item.kind in _SAFEGUARDS else ActionKind.TASK
        for place, (cells, draft) in enumerate(found, 1):
            unread.extend(
                Unread(cell.text, "table-cell-not-read", (reading.evidence(cell.start, cell.end, ID),))
                for cell in cells
            )
            if cells and not owned:
                continue
            number = draft.number or f"¶{place}"
            own = ActionKind.PROJECT if draft.kind is ActionKind.PROJECT else kind
            drafts.append(replace(draft, item=item.index, number=number, kind=own))
        if not any(owned or not cells for cells, _ in found):
            start, end = headings[-1]
            unread.append(Unread("table", "table-not-rectangular", (reading.evidence(start, end, ID),)))
    return Ledger(tuple(drafts), _without(reading, outline, runs), tuple(headings), tuple(unread))


def _item_at(outline: Outline, place: int) -> Item | None:
    found = None
    for item in outline.items:
        if item.start <= place < item.end or any(start <= place < end for start, end in item.paragraphs):
            found = item
    return found


def _is_indicators(reading: Reading, table: Table, head: _Head) -> bool:
    """Tell whether a table with names and owners lists indicators: its values stand in more rows than not."""
    if "task" in head.columns:
        return False
    grid = grid_of(reading, table, None)
    return grid is not None and 2 * len(grid.rows) > len(table.rows) - head.rows


def _without(reading: Reading, outline: Outline, runs: list[tuple[int, int]]) -> Outline:
    """Return the outline without the paragraphs in `runs`; a part that says nothing else is no action."""
    items = []
    for item in outline.items:
        kept = tuple(p for p in item.paragraphs if not any(start <= p[0] < end for start, end in runs))
        if len(kept) == len(item.paragraphs):
            items.append(item)
            continue
        says = any(mark in reading.text[start:end] for start, end in kept for mark in _SENTENCES)
        kind = item.kind if says else SectionKind.OTHER
        kept = kept or item.paragraphs[:1]
        items.append(replace(item, paragraphs=kept, end=kept[-1][1], kind=kind))
    return replace(outline, items=tuple(items))


def _head(table: Table) -> _Head | None:
    """Return the headings of a task table: the first rows in which a task and a role are named."""
    for last in range(min(len(table.rows), _HEADING_ROWS)):
        if last and any(cell is not None and "。" in cell.text for cell in table.rows[last]):
            break  # A row of sentences is no heading: 负责科室 was one that is not known.
        columns = _with_task(table.rows[last], _columns(table.rows[: last + 1]))
        if not (ROLES & set(columns) and WORK & set(columns)):
            continue
        rows = last + 1
        while rows < len(table.rows) and _goes_on(table.rows[rows], table.rows[last]):
            rows += 1
        return _Head(rows, _with_task(table.rows[last], _columns(table.rows[:rows])))
    for last, row in enumerate(table.rows[:_HEADING_ROWS]):
        headings = ["" if cell is None else cell.text for cell in row]
        duties = columns_of_duties(headings, [_heading(heading) for heading in headings])
        if duties is not None:
            return _Head(last + 1, tuple(duties), duties=True)
    return None


def _columns(heads: Sequence[Row]) -> tuple[str | None, ...]:
    return tuple(_column(heads, index) for index in range(len(heads[0])))


@cache
def _task_ends() -> tuple[str, ...]:
    """Return what the known headings of tasks end with (重点工作任务: 任务)."""
    ends = {row[0][-2:] for row in lexicon_rows("table_heads") if row[1] in WORK}
    return tuple(ends - set(_VAGUE_ENDS))


def _with_task(heads: Row, columns: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Return the columns; where none holds tasks the first unknown one does that is called like them: 报告内容."""
    if WORK & set(columns) or not ROLES & set(columns):
        return columns
    for index, (cell, column) in enumerate(zip(heads, columns, strict=True)):
        if column is not None or cell is None or len(cell.text) > _LONGEST_HEADING:
            continue
        if cell.text.endswith(_task_ends()):
            return (*columns[:index], "task", *columns[index + 1 :])
    return columns


def _goes_on(row: Row, heads: Row) -> bool:
    """Tell whether a row belongs to the headings above it: cells of theirs reach into it, the others are headings."""
    own = [cell for cell, above in zip(row, heads, strict=True) if cell is not None and cell is not above]
    merged = any(cell is not None and cell is above for cell, above in zip(row, heads, strict=True))
    return merged and bool(own) and all(_heading(cell.text) is not None or len(cell.text) <= _SHORT for cell in own)


def _column(heads: Sequence[Row], index: int) -> str | None:
    """Return what a column holds: by its lowest heading, else by the headings joined, else by one above."""
    texts = list(dict.fromkeys(cell.text for row in heads if (cell := row[index]) is not None))
    for text in (*texts[-1:], "".join(texts), *reversed(texts[:-1])):
        found = _heading(text)
        if found is not None:
            return found
    return None


def _heading(text: str) -> str | None:
    """Return what a heading says its column holds; 2031年重点任务 is 重点任务."""
    if len(text) > _LONGEST_HEADING:
        return None
    found = column_of(text)
    bare = text.split("(", maxsplit=1)[0].strip("*:")
    for cut in range(1, len(bare) - 1):
        if found is not None:
            return found
        found = column_of(bare[cut:])
    return found


class _Rows:
    """Reads the rows of one table."""

    def __init__(
        self, reading: Reading, table: Table, head: _Head, rules: StandingRules, context_year: int | None
    ) -> None:
        self.reading = reading
        self.text = reading.text
        self.table = table
        self.head = head
        self.rules = rules
        self.year = context_year
        self.figures = any(
            cell.text.isdigit() for row in table.rows[head.rows :] for cell in self._cells(row, "number")
        )
        self.heads = [[cell and cell.text for cell in row] for row in table.rows[: head.rows]]

    def read(self) -> Iterator[tuple[list[Cell], ActionDraft]]:
        """Yield the action of every row of tasks, behind the cells of units in it that cannot be read."""
        for place in range(self.head.rows, len(self.table.rows)):
            row = self.table.rows[place]
            if [cell and cell.text for cell in row] in self.heads:
                continue
            if self._is_heading(row):
                continue
            task = self._task(row, place)
            if task is not None:
                yield self._draft(row, task)

    def _is_heading(self, row: Row) -> bool:
        """Tell whether one cell stands over all columns, behind a number or not: 一 交通项目(2个).

        Where nothing is merged the number tells: it is written out while the others are figures.
        """
        said = [(column, cell) for column, cell in zip(self.head.columns, row, strict=True) if cell is not None]
        if self.figures and len(said) == 2 and said[0][0] == "number" and _WRITTEN.fullmatch(said[0][1].text):  # noqa: PLR2004 - number and name
            return True
        own = {id(cell) for column, cell in said if column != "number"}
        return len({id(cell) for _, cell in said}) < 2 or (len(said) > 2 and len(own) < 2)  # noqa: PLR2004 - one cell, and one more

    def _cells(self, row: Row, *columns: str) -> list[Cell]:
        return [
            cell
            for column in columns
            for own, cell in zip(self.head.columns, row, strict=True)
            if own == column and cell is not None and cell.text not in EMPTY
        ]

    def _task(self, row: Row, place: int) -> Cell | None:
        """Return the cell that says what to do: the first that is not merged with another row's."""
        cells = self._cells(row, *WORK_ORDER)
        neighbours = [
            cell
            for other in (place - 1, place + 1)
            if self.head.rows <= other < len(self.table.rows)
            for cell in self.table.rows[other]
        ]
        own = [cell for cell in cells if not any(cell is other for other in neighbours)]
        return next(iter(own or cells), None)

    def _draft(self, row: Row, task: Cell) -> tuple[list[Cell], ActionDraft]:
        clauses, unread = self._clauses(row)
        number = next((cell.text.strip("()、.") for cell in self._cells(row, "number")), "")
        title = _title(self.text, task, "。;\n" if self.head.duties else "。\n")
        counted = _COUNTED.match(self.text, *title)
        if counted is not None and not number and len(_COUNTED.findall(self.text, task.start, task.end)) == 1:
            # 1.推行告知承诺: the number stands in the cell of the task.
            number, title = counted["number"], (counted.end(), title[1])
        at = next(iter(self._cells(row, "deadline")), None)
        deadline = None if at is None else read_deadline(self.text[at.start : at.end], self.year)[0]
        same = [cell for cell in row if cell is not None and _row_of(cell) == _row_of(task)] or [task]
        body = min(cell.start for cell in same), max(cell.end for cell in same)
        kind = (
            ActionKind.PROJECT
            if "project" in self.head.columns and "task" not in self.head.columns
            else ActionKind.TASK
        )
        return unread, ActionDraft(
            0, number, kind, title, body, clauses, deadline,
            None if at is None else (at.start, at.end), inside=True,
        )  # fmt: skip

    def _clauses(self, row: Row) -> tuple[tuple[ClauseDraft, ...], list[Cell]]:
        """Return one clause for each run of cells side by side that name units, and the cells that name none."""
        found: list[ClauseDraft] = []
        unread: list[Cell] = []
        seen: set[int] = set()
        for column, cell in zip(self.head.columns, row, strict=True):
            if column not in ROLES or cell is None or cell.text in EMPTY or id(cell) in seen:
                continue
            seen.add(id(cell))
            draft = self._clause(cell, Role(column))
            if draft is None:
                unread.append(cell)
                continue
            if found and found[-1].end + 1 == draft.start:
                last = found[-1]
                found[-1] = replace(
                    last,
                    end=draft.end,
                    units=last.units + draft.units,
                    noise=last.noise + draft.noise,
                    open_list=last.open_list or draft.open_list,
                    by_division=last.by_division or draft.by_division,
                    stated_lead=last.stated_lead or draft.stated_lead,
                )
            else:
                found.append(draft)
        return tuple(found), unread

    def _clause(self, cell: Cell, role: Role) -> ClauseDraft | None:
        """Return the clause that a cell is; the column gives the role, except where the cell says one itself."""
        leads = "Lead" in self.head.columns
        own = self.rules if role is Role.RESPONSIBLE and not leads else StandingRules()
        draft = self._spaced(cell) or compile_clause(self.text, cell.start, cell.end, own, in_column=True)
        if draft is None or not draft.units:
            return None
        units = draft.units
        if not draft.labelled:
            units = tuple(
                NamedUnit(u.start, u.end, u.role if own is self.rules and u.role is Role.LEAD else role) for u in units
            )
        return replace(draft, units=units, labelled=True, stated_lead=any(u.role is Role.LEAD for u in units))

    def _spaced(self, cell: Cell) -> ClauseDraft | None:
        """Return the clause of a cell that parts its units by nothing but white space, or None."""
        if len(cell.text) > _MOST_SPACED or any(mark in _PARTING for mark in cell.text):
            return None
        places = [place for place in range(cell.start + 1, cell.end) if self.reading.gap_before(place)]
        runs = list(pairwise([cell.start, *places, cell.end]))
        whole = any(end - start <= _SHORT_BODY and self.text[end - 1] in "委府" for start, end in runs[:-1])
        if len(runs) < 2 or whole or not all(self._is_unit(*run) for run in runs):  # noqa: PLR2004 - one run needs no parting
            return None
        units = tuple(NamedUnit(start, end, Role.RESPONSIBLE) for start, end in runs)
        return ClauseDraft(cell.start, cell.end, units)

    def _is_unit(self, start: int, end: int) -> bool:
        draft = compile_clause(self.text, start, end, StandingRules(), in_column=True)
        return draft is not None and len(draft.units) == 1 and not draft.noise and not draft.labelled


def _row_of(cell: Cell) -> int | None:
    return None if cell.block is None else cell.block.row


def _title(text: str, task: Cell, stops: str) -> tuple[int, int]:
    """Return the first sentence of a cell, without the stop."""
    stop = min((at for mark in stops if (at := text.find(mark, task.start, task.end)) > task.start), default=task.end)
    while stop > task.start + 1 and text[stop - 1] in "。;:,、":
        stop -= 1
    return task.start, stop
