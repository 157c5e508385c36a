"""Mistakes in an encoding: collected with line and column while reading, raised once at the end."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from kg.errors import SourceError
from kg.records import Problem, Severity
from loaders.encoding.messages import KINDS, MESSAGES, Language

_SHORT: Final = 400


class Mark(Protocol):
    """A place in the text; line and column count from 0."""

    @property
    def line(self) -> int:
        """Line from 0."""

    @property
    def column(self) -> int:
        """Column from 0, in code points."""


class Place(NamedTuple):
    """A `Mark` of our own, where the parser gives none."""

    line: int
    column: int


class EncodingError(SourceError):
    """An encoding holds mistakes; `problems` has all of them in the order of the file."""

    code = "encoding"

    def __init__(self, message: str, remedy: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message, remedy)
        self.problems = problems


class Report:
    """Collects the mistakes of one file.

    Args:
        name: File name for the messages.
        language: Language of the messages.
    """

    def __init__(self, name: str, language: Language) -> None:
        self.name = name
        self.language = language
        self._problems: dict[Problem, None] = {}

    def add(self, code: str, mark: Mark | None, **details: object) -> None:
        """Note a mistake, once; `key` and `value` among the details go into the problem as well."""
        details = {name: _short(value) for name, value in details.items()}
        message, remedy = MESSAGES[code].texts(self.language, **details)
        problem = Problem(
            code=code,
            severity=Severity.VIOLATION,
            message=message,
            remedy=remedy,
            path=_text(details.get("key")),
            value=_text(details.get("value")),
            source=self.name,
            line=None if mark is None else mark.line + 1,
            column=None if mark is None else mark.column + 1,
        )
        self._problems[problem] = None

    def kind(self, name: str) -> str:
        """Return the words for a kind of value."""
        return KINDS[name][self.language == "zh"]

    def raise_any(self) -> None:
        """Raise what was collected.

        Raises:
            EncodingError: There was at least one mistake.
        """
        if not self._problems:
            return
        problems = tuple(sorted(self._problems, key=lambda p: (p.line or 0, p.column or 0, p.code)))
        lines = [_line(problem) for problem in problems]
        if self.language == "zh":
            head, remedy = f"{self.name} 中有 {len(lines)} 处错误，未载入任何内容：", "请逐处修改后重试。"
        else:
            mistakes = "1 mistake" if len(lines) == 1 else f"{len(lines)} mistakes"
            head, remedy = f"{self.name} has {mistakes}; nothing was loaded:", "Mend each of them and try again."
        raise EncodingError("\n".join([head, *lines]), remedy, problems)


def _short(value: object) -> object:
    """Cut a text that would drown its message; hints are ours and stay whole up to their length."""
    return value[:_SHORT] + "…" if isinstance(value, str) and len(value) > _SHORT else value


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _line(problem: Problem) -> str:
    place = "" if problem.line is None else f":{problem.line}:{problem.column}"
    return f"  {problem.source}{place}: {problem.message} {problem.remedy}"
