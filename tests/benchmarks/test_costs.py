"""What holds on any machine: a build of a few documents stays small, and a longer document takes more steps in proportion.

Times are no test: `python -m tests.benchmarks` takes them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from loaders.pipeline import load
from tests.benchmarks.__main__ import BUILD_PEAK
from tests.benchmarks.costs import ROOT, documents
from tests.steps import Work, steps, too_many

PROGRAM = """
import dataclasses, json, sys
from tests.benchmarks.costs import BASELINE, documents, govplan, measured
files = [str(path) for path in documents()[:5]]
costs = {"bare": measured(BASELINE, 1), "build": measured(govplan("build", *files, "-o", sys.argv[1]), 1)}
print(json.dumps({name: dataclasses.asdict(cost) for name, cost in costs.items()}))
"""


@pytest.mark.slow
def test_a_build_of_five_documents_is_small(tmp_path: Path) -> None:
    # in a process of its own, whose small memory does not hide that of its children
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "plans.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    costs = cast("dict[str, dict[str, float]]", json.loads(done.stdout))
    assert costs["build"]["peak"] < BUILD_PEAK
    assert costs["bare"]["peak"] < costs["build"]["peak"], "a peak that hides behind its parent's proves nothing"


@pytest.mark.parametrize(
    "path", [path for path in documents() if path.parent.name == "examples"], ids=lambda path: path.stem
)
def test_a_body_said_twice_takes_twice_the_steps(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    def reading(times: int) -> Work:
        data = "\n".join([text] * times).encode()
        return lambda: load(data, "long.txt")

    assert not too_many(steps(reading(2)), steps(reading(4)))


def test_there_are_documents_to_measure() -> None:
    assert len(documents()) > 10
