"""Indicators of tables: 指标名称, 单位, 属性, 2020年, 2025年, 年均增长, 责任单位."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.records import Bindingness, Clause, Comparator, Evidence, Indicator, Observation, PartialDate, Statistic, Target
from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.frame import Frame
from loaders.rules.indicator.grid import Column, Grid, Role, is_empty, is_unit, is_value, split_unit
from loaders.rules.indicator.labels import measure_name
from loaders.rules.indicator.layouts import grids
from loaders.rules.indicator.numbers import Figure, figures, scaled
from loaders.tables import Cell

RULE = "indicator-table"
OwnerReader = Callable[[int, int], tuple[Clause, ...]]

_IN_NAME = re.compile(r"\(([^()]{1,14})\)\Z")
_NUMBER = re.compile(r"^[0-9]{1,2}(?:[.、)]+|(?=[^0-9.%a-zA-Z\-~至]))(?![个项级千万百年岁天日])")
_MARKS = {"≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST, ">": Comparator.MORE_THAN, "<": Comparator.LESS_THAN}
_YEARLY = re.compile(r"年均(?!增|递|下|降|浓|气)|每年|年度")


def read_indicator_tables(
    reading: Reading, start: int, end: int, frame: Frame, owner_reader: OwnerReader
) -> tuple[Indicator, ...]:
    """Return the indicators of the tables in `reading.text[start:end]`, row by row.

    Args:
        reading: The document.
        start: Where the section starts.
        end: Where it ends.
        frame: The place of the section.
        owner_reader: Reads the clause that the 责任单位 cell between two positions of `Reading.text` is.
    """
    found: list[Indicator] = []
    for grid in grids(reading, start, end, _since(frame)):
        owners: tuple[Clause, ...] = ()
        last_owner: Cell | None = None
        for row in grid.rows:
            cell = _cell(grid, row, Role.OWNER)
            if cell is not None and cell is not last_owner:
                owners, last_owner = owner_reader(cell.start, cell.end), cell
            found += _row(reading, grid, row, frame, owners)
    return tuple(found)


def _since(frame: Frame) -> int | None:
    first = frame.period[0]
    return first.year if first is not None else frame.issued


def table_spans(reading: Reading, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the runs of `reading.text[start:end]` that are indicator tables, for the reader of sentences to skip."""
    return tuple((grid.start, grid.end) for grid in grids(reading, start, end))


def _cell(grid: Grid, row: tuple[Cell | None, ...], role: Role) -> Cell | None:
    return next((cell for column, cell in zip(grid.columns, row, strict=True) if column.role is role and cell), None)


@dataclass(frozen=True, slots=True)
class _Row:
    """What all values of one row share."""

    label: str
    unit: str | None
    factor: Decimal
    frame: Frame
    bindingness: Bindingness | None
    owners: tuple[Clause, ...]

    def indicator(
        self,
        unit: str | None,
        statistic: Statistic,
        targets: tuple[Target, ...],
        observations: tuple[Observation, ...] = (),
    ) -> Indicator:
        """Return the indicator of some values of the row."""
        return Indicator(
            label=self.label,
            measure=measure_name(self.label),
            unit=unit,
            statistic=statistic,
            targets=targets,
            evidence=targets[0].evidence + tuple(e for o in observations for e in o.evidence),
            path=self.frame.path,
            observations=observations,
            bindingness=self.bindingness,
            clauses=self.owners,
        )


def _row(
    reading: Reading, grid: Grid, cells: tuple[Cell | None, ...], frame: Frame, owners: tuple[Clause, ...]
) -> list[Indicator]:
    """Return the indicator of a row, and one more for its rate of growth or its sum over the years."""
    named = _cell(grid, cells, Role.NAME)
    if named is None:
        return []
    label, factor, unit = _name(named, _cell(grid, cells, Role.UNIT))
    binding = _cell(grid, cells, Role.BINDING)
    row = _Row(label, unit, factor, frame, None if binding is None else _bindingness(binding.text), owners)
    targets: list[tuple[Target, str | None]] = []
    others: list[Indicator] = []
    observations: list[Observation] = []
    for column, cell in zip(grid.columns, cells, strict=True):
        figure = None if cell is None or is_empty(cell.text) or not is_value(cell.text) else _figure(reading, cell)
        if cell is None or figure is None:
            continue
        evidence = (_evidence(reading, named, cell),)
        value = figure.value * factor if figure.unit is None else figure.value
        if column.role is Role.BASELINE:
            observations.append(Observation(value, cell.text, evidence, column.date))
        elif column.role is Role.TARGET:
            target = _target(reading, cell, figure, frame, column)
            targets.append((replace(target, value=value, evidence=evidence), figure.unit))
        elif column.role is Role.GROWTH:
            target = replace(_target(reading, cell, figure, frame, _dated(grid, column)), evidence=evidence)
            if cell.text.startswith(("[", "〔", "【")) or ("累计" in column.heading and "年均" not in column.heading):
                kind = Statistic.GROWTH_RATE if unit == "%" else Statistic.COUNT
                others.append(row.indicator(unit, kind, (replace(target, value=value),)))
            else:
                others.append(row.indicator("%", Statistic.GROWTH_RATE, (target,)))
    if not targets:
        return others
    own = unit or next((printed for _, printed in targets if printed), None)
    values = tuple(target for target, _ in targets)
    return [row.indicator(own, _statistic(label, own), values, tuple(observations)), *others]


def _dated(grid: Grid, column: Column) -> Column:
    """Return a column of growth with the date up to which things grow: that of the last target."""
    ends = [other for other in grid.columns if other.role is Role.TARGET and other.date is not None]
    return column if column.date is not None or not ends else replace(column, date=max(o.date for o in ends if o.date))


def _name(named: Cell, unit_cell: Cell | None) -> tuple[str, Decimal, str | None]:
    """Return name, factor and unit; a unit in brackets behind the name is no part of it."""
    text = _NUMBER.sub("", named.text) or named.text
    if unit_cell is not None and not is_empty(unit_cell.text):
        factor, unit = _unit(unit_cell.text)
        return text, factor, unit
    found = _IN_NAME.search(text)
    if found and is_unit(found[1]):
        factor, unit = _unit(found[1])
        return text[: found.start()], factor, unit
    return text, Decimal(1), None


def _unit(text: str) -> tuple[Decimal, str | None]:
    scale, unit = split_unit(text)
    return scaled(scale), unit or None


def _figure(reading: Reading, cell: Cell) -> Figure | None:
    return next(figures(reading.text, cell.start, cell.end, bare=True), None)


def _target(reading: Reading, cell: Cell, figure: Figure, frame: Frame, column: Column) -> Target:
    """Return the target that a cell holds, without its evidence."""
    comparator, stated = Comparator.EXACTLY, False
    size = w.BEFORE_WORDS.before(reading.text, cell.start, figure.start)
    if size:
        word = w.BEFORE[reading.text[figure.start - size : figure.start]]
        comparator, stated = word.comparator, word.stated
    elif figure.start > cell.start and reading.text[figure.start - 1] in _MARKS:
        comparator, stated = _MARKS[reading.text[figure.start - 1]], True
    if figure.comparator is not None and figure.stated:
        comparator, stated = figure.comparator, True
    deadline: PartialDate | None = column.date or (frame.year if frame.is_goal else None)
    return Target(
        value=figure.value,
        value_text=reading.printed(cell.start, cell.end),
        comparator=comparator,
        comparator_stated=stated,
        evidence=(),
        deadline=deadline,
        deadline_text=column.heading if column.date else None,
    )


def _statistic(label: str, unit: str | None) -> Statistic:
    if unit in ("%", "‰"):
        return Statistic.GROWTH_RATE if w.GROWTH.before(label, 0, len(label)) or "增长" in label else Statistic.SHARE
    if "排名" in label or "位次" in label:
        return Statistic.RANK
    if w.ADDED.at(label, 0, len(label)):
        return Statistic.COUNT
    return Statistic.ANNUAL if _YEARLY.search(label) else Statistic.LEVEL


def _bindingness(text: str) -> Bindingness | None:
    if "约束" in text:
        return Bindingness.BINDING
    return Bindingness.EXPECTED if "预期" in text else None


def _evidence(reading: Reading, named: Cell, cell: Cell) -> Evidence:
    """Return the run from the name to the value, with the place of the value where the format has cells."""
    if cell.block is None:
        low, high = min(named.start, cell.start), max(named.end, cell.end)
        return reading.evidence(low, high, RULE)
    found = reading.evidence(cell.start, cell.end, RULE)
    block = cell.block
    return replace(found, page=block.page, table=block.table, row=block.row, column=block.column)
