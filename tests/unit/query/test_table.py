"""A table says the same in each form, and no cell runs in a spreadsheet or steers a terminal."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.table import FORMATS, Table, as_csv, as_json, as_markdown, as_ndjson, as_text, shorten, width
from kg.store import Iri, Literal
from tests.steps import steps, too_many

XSD = "http://www.w3.org/2001/XMLSchema#"
TABLE = Table(
    columns=("name", "count", "share", "day", "open", "iri"),
    rows=(
        (
            Literal("区财政局"), Literal("-3", XSD + "integer"), Literal("1.50", XSD + "decimal"),
            Literal("2025-12-31", XSD + "date"), Literal("true", XSD + "boolean"), Iri("https://e/x"),
        ),
        (Literal("=HYPERLINK(1)"), None, None, None, None, None),
        (Literal('a|b\n<b>\x1b[31m,"'), None, None, None, None, None),
    ),
    query_id="q",
)  # fmt: skip


def test_csv_reads_back_and_holds_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(TABLE))))
    assert rows[0] == list(TABLE.columns)
    assert rows[1] == ["区财政局", "-3", "1.50", "2025-12-31", "true", "https://e/x"]
    assert rows[2][0] == "'=HYPERLINK(1)"
    assert rows[3][0] == 'a|b\n<b>\x1b[31m,"'
    assert as_csv(TABLE, bom=True) == "\ufeff" + as_csv(TABLE)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_defused(start: str) -> None:
    line = as_csv(Table(("a",), ((Literal(start + "1"),),), "q")).split("\n", 1)[1]
    assert line.strip('"').startswith("'")


def test_json_keeps_types_and_decimals_as_digits() -> None:
    data = json.loads(as_json(TABLE))
    assert data["rows"][0] == {
        "name": "区财政局", "count": -3, "share": "1.50", "day": "2025-12-31", "open": True, "iri": "https://e/x",
    }  # fmt: skip
    assert data["rows"][1]["count"] is None
    assert data["cut"] is False
    assert [json.loads(line) for line in as_ndjson(TABLE).split("\n")[:-1]] == data["rows"]


def test_markdown_has_one_line_per_row_and_no_markup() -> None:
    lines = as_markdown(TABLE).split("\n")[:-1]
    assert len(lines) == 5
    assert "a\\|b \\<b\\> \\[31m" in lines[4]
    assert "\x1b" not in as_markdown(TABLE)


def test_columns_line_up_under_wide_characters() -> None:
    lines = as_text(TABLE).split("\n")[:-1]
    starts = {width(line[: line.index(word)]) for line, word in ((lines[0], "count"), (lines[2], "-3"))}
    assert len(starts) == 1
    assert "\x1b" not in as_text(TABLE)


def test_an_empty_answer_still_has_its_columns() -> None:
    empty = Table(("a", "b"), (), "q")
    assert {form: FORMATS[form](empty) for form in FORMATS} == {
        "table": "a  b\n─  ─\n", "csv": "a,b\n", "ndjson": "", "markdown": "| a | b |\n| --- | --- |\n",
        "json": '{\n  "query": "q",\n  "columns": [\n    "a",\n    "b"\n  ],\n  "cut": false,\n  "rows": []\n}\n',
    }  # fmt: skip


def test_columns_can_be_taken_as_python_values() -> None:
    assert TABLE.column("count") == [-3, None, None]
    assert len(TABLE) == 3


@given(st.text("甲a\u0301 ", max_size=30), st.integers(min_value=1, max_value=20))
def test_what_is_cut_is_the_longest_beginning_that_leaves_room_for_the_ellipsis(text: str, cells: int) -> None:
    plain = " ".join(text.split())
    fitting = max((n for n in range(len(plain) + 1) if width(plain[:n]) < cells), default=0)
    assert shorten(text, cells) == (plain if width(plain) <= cells else plain[:fitting] + "…")


def test_the_text_of_a_whole_document_in_a_cell_takes_no_more_steps_than_it_has_characters() -> None:
    def printed(length: int) -> int:
        table = Table(("text",), ((Literal("文" * length),),), "q")
        return steps(lambda: as_text(table))

    assert not too_many(printed(400), printed(800))
