"""Every hostile text is read to its end, what is read leads back to it, and the steps taken grow with the length.

No time is measured: steps are lines of this repository that ran, and the same text takes the same number of them on any
machine. What runs inside the interpreter, such as a search by a regular expression, takes no steps; that it is linear
too is shown by `python -m tests.benchmarks.bench_growth`, from the same table.
"""

from __future__ import annotations

import pytest

from kg.records import Plan
from loaders.dates import DateMention
from loaders.pipeline import LoadResult, Status
from loaders.rules.indicator import Numbers
from tests.benchmarks import bench_growth
from tests.hostile import Hostile, evidence_of, hostile_texts
from tests.steps import Work, steps, too_many
from tests.unit.reading_support import reading_of

TEXTS = list(hostile_texts())
SHORT, LONG = 1_000, 3_000


@pytest.mark.parametrize("text", [text for text in TEXTS if text.subject != "markdown"], ids=str)
def test_twice_the_text_takes_twice_the_steps(text: Hostile) -> None:
    assert not too_many(steps(text.work(SHORT)), steps(text.work(2 * SHORT)))


def test_the_steps_of_a_square_are_too_many() -> None:
    def pairs(length: int) -> Work:
        return lambda: [(first, second) for first in range(length) for second in range(first)]

    def ones(length: int) -> Work:
        return lambda: [first for first in range(length)]  # noqa: C416 - the steps of a loop are counted

    assert too_many(steps(pairs(100)), steps(pairs(200)))
    assert not too_many(steps(ones(10_000)), steps(ones(20_000)))


@pytest.mark.parametrize("text", [text for text in TEXTS if text.subject != "query"], ids=str)
def test_what_is_read_of_a_hostile_text_leads_back_to_it(text: Hostile) -> None:
    whole = text.text(LONG)
    found = text.work(LONG)()
    if isinstance(found, LoadResult):
        assert found.status is not Status.FAILED or found.problems
        found = found.plan
    if isinstance(found, Plan) and found.source is not None:
        whole = found.source.text
    if isinstance(found, Numbers):
        found = found.indicators
    places = [(evidence.begin, evidence.end, evidence.quote) for evidence in evidence_of(found)]
    assert [place for place in places if whole[place[0] : place[1]] != place[2]] == []
    if isinstance(found, list):
        folded = reading_of(whole).text
        assert all(0 <= m.start < m.end <= len(folded) for m in found if isinstance(m, DateMention))


@pytest.mark.parametrize("text", [text for text in TEXTS if text.subject == "query"], ids=str)
def test_a_hostile_query_is_refused_with_a_remedy(text: Hostile) -> None:
    assert text.work(90_000)()


def test_the_benchmark_reads_every_hostile_text(capsys: pytest.CaptureFixture[str]) -> None:
    bench_growth.main(["--characters", "50", "--runs", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(TEXTS) + 2
    assert all(any(line.endswith(str(text)) or str(text) in line for line in lines) for text in TEXTS)
