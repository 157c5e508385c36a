"""A plan written as a workbook or as CSV and read again is the same plan, in either language of the headings."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.records import Phase, Plan
from loaders.encoding import PlainNaming, read_encoding
from loaders.encoding.names import join_names, split_names
from loaders.encoding.read import read_table
from loaders.encoding.spreadsheet import write_xlsx
from loaders.encoding.tabulate import tables, write_csv
from loaders.encoding.workbook import guarded
from tests.strategies import plans, words

Bare = Callable[[Plan], Plan]
ROOT = Path(__file__).resolve().parents[3]
ENCODINGS = sorted((ROOT / "examples" / "encodings").glob("*.yaml"))
Form = Literal["xlsx", "csv"]


def written(plan: Plan, form: Form, language: Literal["en", "zh"], naming: PlainNaming | None = None) -> bytes:
    sheets = tables(plan, naming=naming, language=language)
    return write_xlsx(sheets, language) if form == "xlsx" else write_csv(sheets, language).encode()


_LOST = re.compile("[\x00\r\ufffe\uffff]")


def _held(thing: Any) -> Any:  # noqa: ANN401 - any record, and whatever its fields hold
    """Return a record without the characters that no cell holds; docs/how-to/encode-a-plan.md lists them."""
    if isinstance(thing, str) and type(thing) is str:
        return _LOST.sub("x", thing)
    if isinstance(thing, tuple):
        return tuple(_held(item) for item in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return dataclasses.replace(thing, **{f.name: _held(getattr(thing, f.name)) for f in dataclasses.fields(thing)})
    return thing


@settings(max_examples=40, deadline=None)
@given(plan=plans().map(_held), form=st.sampled_from(["xlsx", "csv"]), language=st.sampled_from(["en", "zh"]))
def test_a_plan_survives_as_sheets(bare: Bare, plan: Plan, form: Form, language: Literal["en", "zh"]) -> None:
    data = written(plan, form, language, PlainNaming())
    assert bare(read_table(data, f"plan.{form}", naming=PlainNaming())) == plan


@pytest.mark.parametrize("path", ENCODINGS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_example_survives_as_sheets(bare: Bare, path: Path, form: Form) -> None:
    plan = read_encoding(path.read_bytes(), path.name)
    assert bare(read_table(written(plan, form, "zh"), f"plan.{form}")) == bare(plan)


def test_facts_of_a_workbook_point_to_their_cells() -> None:
    plan = read_encoding(ENCODINGS[-1].read_bytes(), "plan.yaml")
    again = read_table(written(plan, "xlsx", "zh"), "plan.xlsx")
    item = again.actions[0].clauses[0].assignments[1]
    (evidence,) = item.evidence
    assert (evidence.quote, evidence.row) == (item.unit_text, 2)
    assert (evidence.table, evidence.column) == (4, 6)
    assert again.source is not None
    assert again.source.text[evidence.begin : evidence.end] == item.unit_text


@settings(deadline=None)
@given(names=st.lists(words, max_size=4))
def test_names_of_a_cell_come_back(names: list[str]) -> None:
    assert split_names(join_names(names)) == tuple(names)


@pytest.mark.parametrize("text", ["=1+1", "+86", "@a", "-a", "'=x", "''-y", "[任务]", "\t=a"])
def test_no_cell_of_csv_is_a_formula_and_every_one_comes_back(bare: Bare, text: str) -> None:
    assert guarded(text).startswith("'")
    plan = Plan("甲", None, phases=(Phase(text.strip(), None, None, ()),))
    assert bare(read_table(written(plan, "csv", "zh"), "plan.csv")) == plan


def test_a_text_that_no_cell_holds_is_an_error() -> None:
    plan = Plan("甲" * 40_000, None)
    with pytest.raises(SourceError, match="B2 of a workbook holds 32,767"):
        written(plan, "xlsx", "en")


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = read_encoding(ENCODINGS[0].read_bytes(), "plan.yaml")
    assert written(plan, "xlsx", "en") == written(plan, "xlsx", "en")
