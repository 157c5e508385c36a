"""A table on a screen of a given width: what every row shares is said once, what nobody fills is left out.

Only for people at a terminal (or where COLUMNS says how wide one is); a file or a pipe gets every column in full.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from kg.cli.terminal import screen_width
from kg.query.table import Table, as_text, cells, width

NARROWEST: Final = 10
"""No column is cut below so many cells; a table that still does not fit is printed wider than the screen."""
GAP: Final = 2
FEW: Final = 3
"""So many rows that do not fit are printed as blocks, one line for each column."""


def as_seen(table: Table) -> str:
    """Return the table for stdout: fitted to the screen where somebody looks at one, else with every column."""
    screen = screen_width()
    return as_text(table) if screen is None else fitted(table, screen)


def fitted(table: Table, screen: int) -> str:
    """Return the table as text for a screen of so many cells.

    A table that fits comes unchanged. Otherwise columns without a value are left out; a few rows become blocks with
    one line for each column; of more rows, a column that holds the same value in all of them becomes one line above
    the table, and the widest columns are cut.
    """
    whole = as_text(table)
    if all(width(line) <= screen for line in whole.splitlines()):
        return whole
    heads, *rows = cells(table)
    columns = list(zip(*rows, strict=True))
    empty = [not any(column) for column in columns]
    if len(rows) <= FEW:
        return _blocks(heads, rows)
    same = [len(set(column)) == 1 for column in columns]
    said = [f"{heads[i]}: {columns[i][0]}\n" for i in range(len(heads)) if same[i] and not empty[i]]
    kept = [i for i in range(len(heads)) if not same[i] and not empty[i]]
    narrow = dataclasses.replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        headings=tuple(heads[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )
    return "".join(said) + as_text(narrow, _widths([[line[i] for line in (heads, *rows)] for i in kept], screen))


def _blocks(heads: list[str], rows: list[list[str]]) -> str:
    """Return each row as lines `heading  value`, rows apart by an empty line."""
    wide = max(width(head) for head in heads)
    blocks = [
        "".join(f"{head}{' ' * (wide - width(head))}  {cell}\n" for head, cell in zip(heads, row, strict=True) if cell)
        for row in rows
    ]
    return "\n".join(blocks)


def _widths(columns: list[list[str]], screen: int) -> list[int]:
    """Return how wide each column may be so that all fit the screen with their gaps: the widest give way first."""
    # no column is wider than the screen: texts of whole documents stand in some cells
    wide = [min(max(width(cell) for cell in column), max(screen, NARROWEST)) for column in columns]
    spare = screen - GAP * (len(wide) - 1)
    while wide and sum(wide) > spare and max(wide) > NARROWEST:
        wide[wide.index(max(wide))] -= 1
    return wide
