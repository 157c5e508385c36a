"""The bounds that are promised hold: a quick help, a build of a few documents, time that grows with length alone.

CPU seconds are compared, not wall seconds: the machine that runs tests does other things as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from tests.benchmarks.costs import ROOT, documents, growth

PROGRAM = """
import dataclasses, json, sys
from tests.benchmarks.costs import BASELINE, documents, govplan, measured
store = sys.argv[1]
files = [str(path) for path in documents()[:5]]
costs = {
    "bare": measured(BASELINE, 3),
    "help": measured(govplan("--help"), 3),
    "build": measured(govplan("build", *files, "-o", store), 2),
}
print(json.dumps({name: dataclasses.asdict(cost) for name, cost in costs.items()}))
"""
HELP_CPU = 0.3
BUILD_CPU = 2.0
BUILD_PEAK = 200


@pytest.mark.slow
def test_help_is_quick_and_a_build_of_five_documents_small(tmp_path: Path) -> None:
    # in a process of its own, whose small memory does not hide that of its children
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "plans.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    costs = cast("dict[str, dict[str, float]]", json.loads(done.stdout))
    assert costs["help"]["cpu"] < HELP_CPU
    assert costs["build"]["cpu"] < BUILD_CPU
    assert costs["build"]["peak"] < BUILD_PEAK
    assert costs["bare"]["peak"] < costs["build"]["peak"], "a peak that hides behind its parent's proves nothing"


@pytest.mark.slow
def test_time_grows_with_length_alone() -> None:
    (small, first), (large, second) = growth((0.25, 1.0))
    assert second / large < 2 * first / small


def test_there_are_documents_to_measure() -> None:
    assert len(documents()) > 10
