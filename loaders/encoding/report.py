"""Mistakes in an encoding: collected with line and column while reading, raised once at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from kg.errors import Bilingual, SourceError, both
from kg.records import Problem, Severity
from loaders.encoding.messages import KINDS, MESSAGES

_SHORT: Final = 400


class Mark(Protocol):
    """A place in the text; line and column count from 0."""

    @property
    def line(self) -> int:
        """Line from 0."""

    @property
    def column(self) -> int:
        """Column from 0, in code points."""


@dataclass(frozen=True, slots=True)
class Place:
    """A `Mark` of our own, where the parser gives none.

    `sheet` and `cell` (`C5`) name the place in a workbook; `table` is the number
    of the sheet, `index` the place in the plain text. `line` of a workbook is a row, and `in_line` is false.
    """

    line: int
    column: int
    sheet: str | None = None
    cell: str | None = None
    index: int = 0
    table: int | None = None
    in_line: bool = True


class EncodingError(SourceError):
    """An encoding holds mistakes; `problems` has all of them in the order of the file."""

    code = "encoding"

    def __init__(self, message: str, remedy: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message, remedy)
        self.problems = problems


class Report:
    """Collects the mistakes of one file; every message is in English and knows its Chinese form."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._problems: dict[Problem, None] = {}

    def add(self, code: str, mark: Mark | None, **details: object) -> None:
        """Note a mistake, once; `key` and `value` among the details go into the problem as well."""
        details = {name: _short(value) for name, value in details.items()}
        message = MESSAGES[code]
        sentence, remedy = message.texts("en", **details)
        sentence_zh, remedy_zh = message.texts("zh", **{name: _chinese(value) for name, value in details.items()})
        cell = getattr(mark, "cell", None)
        has_line = getattr(mark, "in_line", True)
        problem = Problem(
            code=code,
            severity=Severity.VIOLATION,
            message=both(sentence, sentence_zh),
            remedy=both(remedy, remedy_zh),
            path=_text(details.get("key")),
            value=_text(details.get("value")),
            source=self.name,
            line=mark.line + 1 if mark is not None and has_line else None,
            column=mark.column + 1 if mark is not None and cell is None else None,
            sheet=getattr(mark, "sheet", None),
            cell=cell,
        )
        self._problems[problem] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was collected, in the order of the file."""
        return tuple(sorted(self._problems, key=_rank))

    @staticmethod
    def kind(name: str) -> Bilingual:
        """Return the words for a kind of value."""
        return both(*KINDS[name])

    def raise_any(self) -> None:
        """Raise what was collected.

        Raises:
            EncodingError: There was at least one mistake.
        """
        problems = self.problems
        if not problems:
            return
        count = len(problems)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        head = f"{self.name} has {mistakes}; nothing was loaded:"
        head_zh = f"{self.name} 中有 {count} 处错误，未载入任何内容："
        raise EncodingError(
            both(
                "\n".join([head, *(_line(p, p.message, p.remedy) for p in problems)]),
                "\n".join([head_zh, *(_line(p, _chinese(p.message), _chinese(p.remedy)) for p in problems)]),
            ),
            both("Correct each of them and try again.", "请逐处修改后重试。"),
            problems,
        )


def _rank(problem: Problem) -> tuple[str, int, int, str, str]:
    row, column = cell_place(problem.cell) if problem.cell else (problem.line or 0, problem.column or 0)
    return problem.sheet or "", row, column, problem.code, problem.message


def cell_place(cell: str) -> tuple[int, int]:
    """Return row and column from 1 of a cell.

    >>> cell_place("AB12")
    (12, 28)
    """
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :] or 0), column


def _short(value: object) -> object:
    """Cut a text that would drown its message; hints are ours and stay whole up to their length."""
    if isinstance(value, Bilingual):
        return value
    return value[:_SHORT] + "…" if isinstance(value, str) and len(value) > _SHORT else value


def _chinese(value: object) -> object:
    return value.zh if isinstance(value, Bilingual) else value


def _text(value: object) -> str | None:
    return None if value is None else value if isinstance(value, Bilingual) else str(value)


def where(problem: Problem) -> str:
    """Return the place of a problem as editors write it: `plan.yaml:3:5`, `plan.xlsx:actions!C5`."""
    if problem.cell is not None:
        return f"{problem.source}:{problem.sheet}!{problem.cell}"
    return ":".join(str(part) for part in (problem.source, problem.line, problem.column) if part is not None)


def _line(problem: Problem, message: object, remedy: object) -> str:
    return f"  {where(problem)}: {message} {remedy}"
