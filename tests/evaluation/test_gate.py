"""Reading quality does not fall: every field of every annotated corpus stands at its floor or above."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.records import Plan
from tests.evaluation.gate import CORPORA, Corpus, below, cut, floors
from tests.evaluation.measure import Score, Scores, score, total

CORPUS = [pytest.param(corpus, id=corpus.name) for corpus in CORPORA]


@pytest.mark.parametrize("corpus", CORPUS)
def test_no_field_falls_below_its_floor(corpus: Corpus) -> None:
    if not corpus.present:
        pytest.skip(f"the annotated documents {corpus.name} are not beside this checkout")
    pinned = floors()[corpus.name]
    assert pinned["fingerprint"] == corpus.fingerprint(), "the corpus changed: see tests/evaluation/gate.py --repin"
    assert list(below(corpus, total(corpus.measure().values()), pinned)) == []


def test_the_gate_sees_a_fall() -> None:
    scores = Scores({"edges": Score(hits=98, invented=2, missed=2)})
    corpus = CORPORA[0]
    assert list(below(corpus, scores, {"floors": {"edges": 0.98}})) == []
    assert len(list(below(corpus, scores, {"floors": {"edges": 0.981}}))) == 1
    assert len(list(below(corpus, scores, {"floors": {"edges": 0.98, "titles": 1.0}}))) == 0


def test_a_document_that_cannot_be_read_misses_everything() -> None:
    gold = json.loads(min(CORPORA[0].gold.glob("*.json")).read_text(encoding="utf-8"))
    for plan in (None, Plan("", None)):
        scores = score(gold, plan)
        assert scores["actions"].f1 == 0.0
        assert scores["edges"].recall == 0.0


def test_floors_are_cut_and_not_rounded() -> None:
    assert cut(0.98765) == 0.987


REPOSITORY = Path(__file__).resolve().parents[2]
SCORER = REPOSITORY.parent / "shared" / "score" / "score.py"
FLOOR_OF_SCORER = {
    "00*": {"actions": 1.0, "edges": 1.0, "indicators": 0.99, "indicators, strict": 0.99, "head": 1.0, "cites": 1.0,
            "flags": 1.0, "bodies": 1.0, "phases": 1.0, "members": 1.0, "funding": 1.0},
    "*": {"actions": 0.99, "edges": 0.99, "edges, any role": 0.99, "flags": 0.99, "indicators": 0.98,
          "indicators, strict": 0.97, "head": 0.99, "cites": 0.99, "members": 0.99, "bodies": 0.99},
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SCORER.is_file():
        pytest.skip("the shared scorer is not beside this checkout")
    folder = tmp_path_factory.mktemp("score")
    shared = SCORER.parents[1]
    documents = sorted((shared / "seeds").glob("*.txt")) + sorted((shared / "corpus").glob("*.txt"))
    govplan = [sys.executable, "-m", "kg"]
    subprocess.run([*govplan, "build", *map(str, documents), "-o", "store"], cwd=folder, check=True)
    subprocess.run([*govplan, "export", "store", "--format", "nquads", "-o", "all.nq"], cwd=folder, check=True)
    return folder / "all.nq"


@pytest.mark.parametrize("only", FLOOR_OF_SCORER)
def test_the_shared_scorer_agrees(graph: Path, only: str) -> None:
    out = graph.with_suffix(".json")
    command = [
        sys.executable,
        str(SCORER),
        str(SCORER.parents[1] / "gold"),
        str(graph),
        "--only",
        only,
        "--json",
        str(out),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    result = json.loads(out.read_text(encoding="utf-8"))
    assert result["spans_wrong"] == 0
    assert result["without_evidence"] == 0
    low = {
        name: result["total"][name]["f1"]
        for name, floor in FLOOR_OF_SCORER[only].items()
        if result["total"][name]["f1"] < floor
    }
    assert low == {}
