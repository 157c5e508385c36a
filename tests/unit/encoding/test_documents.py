"""Plans read from documents survive as encodings: nothing but the document itself is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.records import Plan
from loaders.encoding import read_encoding, write_encoding
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
