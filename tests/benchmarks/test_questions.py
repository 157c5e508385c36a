"""The benchmark of questions runs: every way gives as many rows, and what takes too long is stopped and marked."""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query.catalog import SavedQuery, find_query
from tests.benchmarks import bench_questions

pytest.importorskip("duckdb")

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = ("plans", "unit-load", "indicators")


def test_every_way_is_measured_and_gives_as_many_rows() -> None:
    # In a process of its own: one that has written a store has threads of the engine, which a fork leaves behind,
    # and a child that writes waits for them for ever.
    words = ["--plans", "2", "--rdflib-plans", "1", "2", "--rdflib-limit", "60", "--runs", "1", "--limit", "60"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_questions", *words, "--questions", *QUESTIONS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    whole, ladder = done.stdout.split("rdflib on ")
    assert "the last on which a question ended within 60 s" in ladder
    for part, plans in ((whole, None), (ladder, "2")):
        lines = [line.split() for line in part.splitlines() if line.startswith(QUESTIONS)]
        assert len(lines) == 3
        assert all(int(line[1]) > 0 for line in lines)
        assert plans is None or all(line[1] == plans and int(line[2]) > 0 for line in lines)
        assert not any("!" in cell or ">" in cell for line in lines for cell in line)


def test_a_ladder_stops_where_a_question_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, str]] = []

    def figure(way: object, store: str, query: SavedQuery, *_: object) -> bench_questions.Figure | None:
        is_rdflib = way == "rdflib"
        asked.append((Path(store).stem, query.id)) if is_rdflib else None
        late = is_rdflib and (query.id == "unit-load" or (query.id == "plans" and Path(store).stem == "rung-10"))
        return None if late else bench_questions.Figure(20.0 if is_rdflib else 10.0, 1.0, 5)

    class Done:
        def join(self) -> None:
            return None

    monkeypatch.setattr(bench_questions, "apart", lambda *_: Done())
    monkeypatch.setattr(bench_questions, "_triples", lambda _store: 7)
    monkeypatch.setattr(bench_questions, "read_by_rdflib", lambda _store: None)
    monkeypatch.setattr(bench_questions, "in_rdflib", lambda _graph: "rdflib")
    monkeypatch.setattr(bench_questions, "measured", figure)
    options = argparse.Namespace(rdflib_plans=[10, 3], rdflib_limit=6, runs=1, limit=60)
    bench_questions.climb([find_query(name) for name in QUESTIONS], options, tmp_path)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.startswith(QUESTIONS)]
    assert lines == [
        "plans 3 5 20.0 10.0 2.0 > 6000 on 10",
        "unit-load none > 6000 > 6000 on 3",
        "indicators 10 5 20.0 10.0 2.0 not asked",
    ]
    assert ("rung-10", "unit-load") not in asked


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
