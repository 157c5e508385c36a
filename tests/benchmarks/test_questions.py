"""The benchmark of questions runs: every way gives as many rows, and what takes too long is stopped and marked."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query.catalog import find_query
from tests.benchmarks import bench_questions

pytest.importorskip("duckdb")

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = ("plans", "unit-load", "indicators")


def test_every_way_is_measured_and_gives_as_many_rows() -> None:
    # In a process of its own: one that has written a store has threads of the engine, which a fork leaves behind,
    # and a child that writes waits for them for ever.
    words = ["--plans", "2", "3", "--rdflib-up-to", "2", "--runs", "1", "--limit", "60"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_questions", *words, "--questions", *QUESTIONS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    small, large = done.stdout.split("3 plans,")
    assert "rdflib ms" in small
    assert "rdflib ms" not in large
    for part in (small, large):
        lines = [line.split() for line in part.splitlines() if line.startswith(QUESTIONS)]
        assert len(lines) == 3
        assert all(int(line[1]) > 0 for line in lines)
        assert not any("!" in cell or ">" in cell for line in lines for cell in line)


def test_a_question_that_takes_too_long_is_stopped() -> None:
    @contextlib.contextmanager
    def slow(store: str) -> Iterator[bench_questions.Ask]:  # noqa: ARG001 (the signature of a way)
        def ask(text: str) -> int:
            time.sleep(600)
            return len(text)

        yield ask

    assert bench_questions.measured(slow, "", find_query("plans"), runs=1, limit=0.2) is None


def test_a_way_that_breaks_is_no_figure() -> None:
    @contextlib.contextmanager
    def broken(store: str) -> Iterator[bench_questions.Ask]:
        raise SystemExit(store)
        yield len

    with pytest.raises(RuntimeError, match="plans ended without an answer"):
        bench_questions.measured(broken, "", find_query("plans"), runs=1, limit=60)
