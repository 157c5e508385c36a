"""Where and when: dates as precise as they are printed, and the runs of text that facts are read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is printed: year, year and month, or a full day.

    Dates of any precision are ordered: 2025 stands before 2025-01, which stands before its days.

    >>> PartialDate(2025) < PartialDate(2025, 1) < PartialDate(2025, 1, 1) < PartialDate(2025, 2)
    True
    >>> PartialDate(2025).first_day, PartialDate(2025).last_day
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> str(PartialDate(2023, 11))
    '2023-11'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day that the printed date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that the printed date covers."""
        if self.day is not None:
            return self.first_day
        month = self.month or 12
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: a run of the plain text, and the cell or page where there is one.

    Args:
        begin: First code point, from 0.
        end: One past the last code point; greater than `begin`.
        quote: `text[begin:end]`, exactly.
        rule: Id of the rule that read it.
        page: Page from 1, or None.
        table: Table in reading order from 1, or None; `row` and `column` from 1.
        confidence: Of the least certain line in it where it was recognised in a picture, from 0 to 1; else None.
    """

    begin: int
    end: int
    quote: str
    rule: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    confidence: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The file that a plan was read from, and its exact plain text.

    `recognised_by` is the program, with its version, that recognised text in pictures of pages, or None.
    """

    file_name: str
    media_type: str
    sha256: str
    text: str
    source_url: str | None = None
    recognised_by: str | None = None
