"""Answers as tables and data frames, and what validation found."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError, both
from kg.query.table import FORMATS, Table, as_csv
from kg.store import Literal
from kg.terms import XSD

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from kg.records import Problem
    from kg.store import Value
    from kg.view.words import Language

SHOWN: Final = 50
"""Rows that a notebook shows of a table; the table itself keeps all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of rows: iterate over it as dictionaries, or turn it into a data frame.

    Integers, decimals, booleans and dates are Python's own; IRIs and texts are `str`; what is not known is None.
    `cut` is true where rows are missing because a limit was reached.
    """

    table: Table
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self.table.columns

    @property
    def cut(self) -> bool:
        """Whether rows are missing because a limit was reached."""
        return self.table.cut

    def __len__(self) -> int:
        return len(self.table)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.table.values():
            yield dict(zip(self.columns, row, strict=True))

    def __getitem__(self, column: str) -> list[Value]:
        """Return one column; KeyError where there is none of that name."""
        if column not in self.columns:
            raise KeyError(column)
        return self.table.column(column)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas data frame; decimals become floats, dates `datetime64`, what is not known is missing.

        Raises:
            UsageError: pandas is not installed.
        """
        pandas = _extra("pandas")
        frame: pd.DataFrame = pandas.DataFrame(index=range(len(self)))
        types = {"integer": "Int64", "decimal": "Float64", "boolean": "boolean", "date": "datetime64[s]"}
        for name in self.columns:
            kind = self._kind(name)
            values = [float(v) if isinstance(v, Decimal) else v for v in self[name]]
            frame[name] = pandas.Series(values, dtype=types.get(kind, "object"))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Return a polars data frame; decimals become floats, what is not known is null.

        Raises:
            UsageError: polars is not installed.
        """
        polars = _extra("polars")
        types = {
            "integer": polars.Int64, "decimal": polars.Float64, "boolean": polars.Boolean, "date": polars.Date,
        }  # fmt: skip
        series = []
        for name in self.columns:
            kind = self._kind(name)
            values = [float(v) if isinstance(v, Decimal | int) and kind == "decimal" else v for v in self[name]]
            series.append(polars.Series(name, values, dtype=types.get(kind, polars.String)))
        frame: pl.DataFrame = polars.DataFrame(series)
        return frame

    def to_csv(self) -> str:
        """Return RFC 4180 CSV, no cell of which a spreadsheet takes for a formula."""
        return as_csv(self.table)

    def _kind(self, name: str) -> str:
        """Return the type of a column: that of all its values, else the declared one, else text."""
        found = {type(value) for value in self[name] if value is not None}
        if not found:
            return self.kinds.get(name, "string")
        for kind, types in _TYPES.items():
            if found <= types:
                return kind
        return "string"

    def __repr__(self) -> str:
        return f"Answer({self.table.query_id!r}: {len(self)} rows of {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        heads = self.table.headings or self.columns
        head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
        rows = [
            "<tr>" + "".join(f'<td style="text-align:left">{_shown(value)}</td>' for value in row) + "</tr>"
            for row in self.table.values()[:SHOWN]
        ]
        more = f"<p>{len(self) - SHOWN} more rows</p>" if len(self) > SHOWN else ""
        cut = "<p>cut: there are more rows</p>" if self.cut else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{more}{cut}"

    def __str__(self) -> str:
        return FORMATS["table"](self.table)


_TYPES: Mapping[str, set[type]] = {
    "boolean": {bool},
    "integer": {int},
    "decimal": {int, Decimal},
    "date": {dt.date},
}


def _shown(value: Value) -> str:
    if value is None:
        return ""
    text = html.escape(str(value))
    return f'<a href="{text}">{text}</a>' if text.startswith(("http://", "https://")) else text


def _extra(name: str) -> Any:  # noqa: ANN401 (a module that may be missing)
    import importlib  # noqa: PLC0415 (beside its only user)

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            both(f"This needs {name}, which is not installed.", f"此功能需要 {name}，此环境未安装。"),
            both("Install it with: pip install 'govplan[frames]'.", "请运行：pip install 'govplan[frames]'。"),
        ) from error


@dataclass(frozen=True, slots=True)
class Findings:
    """What validation found, worst first; it is sound where no rule is broken."""

    problems: tuple[Problem, ...]
    language: Language = "zh"

    @property
    def conforms(self) -> bool:
        """Whether no problem is a violation; silence of a document is a warning."""
        return all(problem.severity.value.casefold() != "violation" for problem in self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def answer(self) -> Answer:
        """Return the problems as a table."""
        columns = ("code", "severity", "label", "message", "remedy", "line", "quote", "subject")
        rows = []
        for problem in self.problems:
            cells = []
            for name in columns:
                value = getattr(problem, name)
                text = getattr(value, "zh", value) if self.language == "zh" else value
                kind = XSD.integer if name == "line" else XSD.string
                cells.append(None if text is None else Literal(str(getattr(text, "value", text)), kind))
            rows.append(tuple(cells))
        return Answer(Table(columns, tuple(rows), "validate"), {"line": "integer"})

    def to_pandas(self) -> pd.DataFrame:
        """Return the problems as a pandas data frame."""
        return self.answer().to_pandas()

    def __repr__(self) -> str:
        return f"Findings({len(self)} problems, conforms: {self.conforms})"

    def _repr_html_(self) -> str:
        return f"<p>{len(self)} problems, conforms: {self.conforms}</p>{self.answer()._repr_html_()}"
