"""Tables on a screen: nothing is wider than it, what is shared is said once, and pipes get everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.screen import FEW, NARROWEST, as_seen, fitted
from kg.query.table import Table, as_text, width
from kg.store import Literal

COLUMNS = ("plan", "path", "quote", "note")


def table(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> Table:
    return Table(columns, tuple(tuple(Literal(cell) if cell else None for cell in row) for row in rows), "q")


LONG = table(*(("云州市行动方案", f"二/{n}", "由市财政局负责落实各项措施" * 4, "") for n in range(1, 6)))


def test_a_table_that_fits_is_left_as_it_is() -> None:
    small = table(("甲", "一", "乙", ""), ("甲", "二", "乙", ""))
    assert fitted(small, 80) == as_text(small)


def test_what_every_row_shares_is_said_once_and_empty_columns_go() -> None:
    lines = fitted(LONG, 60).splitlines()
    assert lines[0] == "plan: 云州市行动方案"
    assert lines[1].startswith("quote: 由市财政局")
    assert lines[2].split() == ["path"]
    assert lines[4:] == [f"二/{n}" for n in range(1, 6)]


def test_wide_columns_are_cut_to_the_screen() -> None:
    rows = [(f"方案{n}" * 9, f"二/{n}", f"措施{n}" * 30, "注") for n in range(1, 6)]
    lines = fitted(table(*rows), 50).splitlines()
    assert max(width(line) for line in lines[1:]) <= 50
    assert any("…" in line for line in lines)


def test_a_few_rows_become_blocks() -> None:
    text = fitted(table(("方案" * 30, "一", "原文" * 30, ""), ("方案" * 30, "二", "", "")), 60)
    blocks = text.split("\n\n")
    assert len(blocks) == 2
    assert blocks[0].splitlines() == [f"plan   {'方案' * 30}", "path   一", f"quote  {'原文' * 30}"]
    assert "quote" not in blocks[1]


@given(
    st.lists(st.tuples(*[st.text("甲乙丙ab", max_size=30)] * 4), min_size=FEW + 1, max_size=8),
    st.integers(min_value=4 * NARROWEST + 6, max_value=160),
)
def test_no_line_of_the_table_is_wider_than_the_screen(rows: list[tuple[str, ...]], screen: int) -> None:
    lines = fitted(table(*rows), screen).splitlines()
    said = [line for line in lines if line.partition(": ")[0] in COLUMNS]
    assert all(width(line) <= screen for line in lines if line not in said)


def test_a_pipe_gets_every_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert as_seen(LONG) == as_text(LONG)
    monkeypatch.setenv("COLUMNS", "60")
    assert as_seen(LONG) == fitted(LONG, 60)
