"""Plans read from documents survive as encodings: nothing but the document itself is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.mapping import plan_bytes
from kg.mapping.read import plan_from_graph
from kg.records import Plan
from loaders.encoding import read_encoding, write_encoding
from loaders.encoding.read import read_table
from loaders.encoding.spreadsheet import write_xlsx
from loaders.encoding.tabulate import tables
from loaders.pipeline import load

ROOT = Path(__file__).resolve().parents[3]
Bare = Callable[[Plan], Plan]


def _check(path: Path, bare: Bare) -> None:
    plan = load(path.read_bytes(), path.name).plan
    assert plan is not None
    assert plan.actions
    assert bare(read_encoding(write_encoding(plan).encode(), "plan.yaml")) == bare(plan)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_an_example_survives_as_an_encoding(path: Path, bare: Bare) -> None:
    _check(path, bare)


@pytest.mark.shared
def test_real_plans_survive_as_encodings(shared: Path, bare: Bare) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert len(paths) >= 5
    for path in paths:
        _check(path, bare)


def _stated(plan: Plan) -> set[bytes]:
    return set(plan_bytes(plan).split(b"\n"))


@pytest.mark.shared
def test_real_plans_survive_as_graphs_and_the_graphs_as_sheets(shared: Path, bare: Bare) -> None:
    paths = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.txt"))]
    assert len(paths) >= 10
    for path in paths:
        plan = load(path.read_bytes(), path.name).plan
        assert plan is not None
        again = plan_from_graph(plan_bytes(plan))
        assert _stated(again) == _stated(plan), path
        sheets = write_xlsx(tables(again, language="zh"), "zh")
        assert _stated(bare(read_table(sheets, "plan.xlsx"))) == _stated(bare(again)), path
