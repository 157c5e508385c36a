"""The columns of the ledger: headings as offices keep them, widths, and what each cell holds.

The Chinese headings are those that the reader of task tables knows (loaders/lexicon/table_heads.tsv).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.view.words import Language, word

if TYPE_CHECKING:
    from kg.ledger.model import Ledger, LedgerRow, LedgerSheet

Cell = str | int | date | None
EMPTY: Final = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings, its width in characters (a Chinese one is two), its cell; `docx` where it fits there.

    `units_only` columns stand in ledgers by unit, `mixed_only` ones where a sheet may hold several plans.
    """

    zh: str
    en: str
    width: int
    cell: Callable[[LedgerRow, Language], Cell]
    docx: bool = True
    units_only: bool = False
    mixed_only: bool = False

    def heading(self, language: Language) -> str:
        """Return the heading in one language."""
        return self.zh if language == "zh" else self.en


COLUMNS: Final = (
    Column("序号", "No.", 5, lambda row, _: row.number),
    Column("重点任务", "Task", 20, lambda row, _: row.task),
    Column("上级任务", "Under", 14, lambda row, _: row.parent, docx=False),
    Column("类别", "Kind", 8, lambda row, language: word(row.kind, language), docx=False),
    Column("本单位职责", "Own part", 9, lambda row, language: word(row.own, language), units_only=True),
    Column("确定性", "Certainty", 9, lambda row, language: word(row.certainty, language), units_only=True),
    Column("牵头单位", "Lead", 14, lambda row, _: row.lead),
    Column("责任单位", "Responsible", 18, lambda row, _: row.responsible),
    Column("配合单位", "Supporting", 16, lambda row, _: row.supporting),
    Column("可能涉及单位", "Possibly also", 16, lambda row, _: row.possibly, docx=False),
    Column("完成时限", "Deadline", 13, lambda row, _: row.deadline or row.deadline_text),
    Column("相关指标", "Indicators", 18, lambda row, _: row.indicators),
    Column("原文", "Quote", 26, lambda row, _: row.quote),
    Column("出处行", "Line", 7, lambda row, _: row.line),
    Column("所属规划", "Plan", 16, lambda row, _: row.plan, docx=False, mixed_only=True),
)


def columns_of(ledger: Ledger, *, docx: bool = False) -> tuple[Column, ...]:
    """Return the columns of a ledger in order."""
    return tuple(
        column
        for column in COLUMNS
        if (ledger.has_units or not column.units_only)
        and (ledger.by != "plan" or not column.mixed_only)
        and (column.docx or not docx or (column.mixed_only and len(ledger.plans) > 1))
    )


@dataclass(frozen=True, slots=True)
class Count:
    """One column of the summary: headings and the number that it shows of a sheet."""

    zh: str
    en: str
    of: Callable[[tuple[LedgerRow, ...]], int]


_UNIT_COUNTS: Final = (
    Count("牵头", "Lead", lambda rows: sum(r.own == "lead" and r.certainty == "definitely" for r in rows)),
    Count(
        "责任", "Responsible", lambda rows: sum(r.own == "responsible" and r.certainty == "definitely" for r in rows)
    ),
    Count("配合", "Supporting", lambda rows: sum(r.own == "supporting" and r.certainty == "definitely" for r in rows)),
    Count("可能", "Possibly", lambda rows: sum(r.certainty == "possibly" for r in rows)),
)
_PLAN_COUNTS: Final = (
    Count("有牵头单位", "With a lead", lambda rows: sum(bool(r.lead) for r in rows)),
    Count("已点名", "Named", lambda rows: sum(r.ownership == "Named" for r in rows)),
    Count("仅群体", "Group only", lambda rows: sum(r.ownership == "GroupOnly" for r in rows)),
    Count("未写明", "Not stated", lambda rows: sum(r.ownership == "NotStated" for r in rows)),
)
_ALL_COUNTS: Final = (
    Count("有时限", "With a deadline", lambda rows: sum(r.deadline is not None for r in rows)),
    Count("有指标", "With indicators", lambda rows: sum(bool(r.indicators) for r in rows)),
    Count("合计", "All", len),
)


def counts_of(ledger: Ledger) -> tuple[Count, ...]:
    """Return the columns of the summary."""
    return (*(_UNIT_COUNTS if ledger.has_units else _PLAN_COUNTS), *_ALL_COUNTS)


def titled(ledger: Ledger, sheet: LedgerSheet) -> str:
    """Return the title of a list: that of its plan or unit, and that it is a ledger."""
    if ledger.by == "list":
        return sheet.title
    return f"{sheet.title}责任台账" if ledger.language == "zh" else f"{sheet.title}: responsibility ledger"
