"""The gate: scores of every annotated corpus against floors that only rise.

    python -m tests.evaluation.gate            print the scores and what is below its floor
    python -m tests.evaluation.gate --raise    write higher floors; never lower ones
    python -m tests.evaluation.gate --repin    after a corpus changed: take its new fingerprint
    python -m tests.evaluation.gate --repin --allow-regression   and lower floors, with a reason in the commit

A floor is the F1 of one field over one corpus, cut to three digits. A corpus is known by a digest of its
documents and annotations, so that a changed document cannot pass unnoticed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.evaluation.forms import FORMS, Form
from tests.evaluation.measure import Scores, measure, total

ROOT: Final = Path(__file__).resolve().parents[2]
FLOORS: Final = Path(__file__).with_name("floors.json")
SHARED: Final = ROOT.parent / "shared"


@dataclass(frozen=True)
class Corpus:
    """Documents with annotations beside them, as they are or in another form."""

    name: str
    documents: Path
    gold: Path
    form: Form | None = None

    def measure(self) -> dict[str, Scores]:
        """Return the scores of each document by its file name."""
        return measure(self.documents, self.gold, self.form)

    @property
    def present(self) -> bool:
        return self.documents.is_dir() and self.gold.is_dir()

    def fingerprint(self) -> str:
        """Return a digest of the annotations and of the documents that they annotate."""
        digest = hashlib.sha256()
        for path in sorted(self.gold.glob("*.json")):
            document = self.documents / json.loads(path.read_text(encoding="utf-8"))["file"]
            if document.is_file():
                digest.update(path.read_bytes())
                digest.update(document.read_bytes())
        return digest.hexdigest()[:16]


_PLAIN: Final = (
    Corpus("examples", ROOT / "examples", ROOT / "tests/golden/examples"),
    Corpus("independent", ROOT / "tests/evaluation/plans", ROOT / "tests/evaluation/gold"),
    Corpus("blind", ROOT / "tests/evaluation/blind/plans", ROOT / "tests/evaluation/blind/gold"),
    Corpus("shared-seeds", SHARED / "seeds", SHARED / "gold"),
    Corpus("shared-corpus", SHARED / "corpus", SHARED / "gold"),
)
CORPORA: Final = _PLAIN + tuple(
    Corpus(f"{corpus.name}, {name}", corpus.documents, corpus.gold, form)
    for name, form in FORMS.items()
    for corpus in _PLAIN
    if corpus.name in ("independent", "shared-seeds", "shared-corpus")
)


def floors() -> dict[str, dict[str, object]]:
    """Return the pinned floors: by corpus a fingerprint and the floor of each field."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def cut(value: float) -> float:
    """Cut to three digits, so that a floor never stands above what was measured."""
    return int(value * 1000) / 1000


def below(corpus: Corpus, scores: Scores, pinned: dict[str, object]) -> Iterator[str]:
    """Yield one line for each field that fell below its floor."""
    wanted = pinned["floors"]
    assert isinstance(wanted, dict)
    for name, floor in sorted(wanted.items()):
        got = scores[name].f1
        if cut(got) < floor:
            yield f"{corpus.name}: {name} {got:.3f} is below its floor {floor:.3f}"


def table(by_document: dict[str, Scores]) -> str:
    """Return the F1 of the main fields by document, and precision, recall and F1 of all fields in all."""
    fields = ("head", "cites", "actions", "edges", "indicators", "bodies", "members", "phases", "funding")
    lines = [f"{'':34s}" + "".join(f"{name:>11s}" for name in fields)]
    for name, scores in sorted(by_document.items()):
        lines.append(f"{name[:33]:34s}" + "".join(f"{scores[field].f1:11.3f}" for field in fields))
    lines.append(f"{'':34s}{'precision':>11s}{'recall':>11s}{'F1':>11s}")
    for name, score in sorted(total(by_document.values()).fields.items()):
        lines.append(f"{name:34s}{score.precision:11.3f}{score.recall:11.3f}{score.f1:11.3f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the scores; return 1 where one is below its floor or a corpus changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--repin", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args(arguments)
    pinned = floors()
    faults: list[str] = []
    for corpus in CORPORA:
        if not corpus.present:
            print(f"{corpus.name}: not here, left out")
            continue
        by_document = corpus.measure()
        scores = total(by_document.values())
        print(f"== {corpus.name}\n{table(by_document)}")
        old = pinned.get(corpus.name)
        fingerprint = corpus.fingerprint()
        if old is not None and old["fingerprint"] != fingerprint and not options.repin:
            faults.append(f"{corpus.name}: its documents or annotations changed; look, then --repin")
            continue
        lower = [] if old is None else list(below(corpus, scores, old))
        if lower and not options.allow_regression:
            faults.extend(lower)
            continue
        if old is None or options.lift or options.repin:
            kept = {} if old is None or options.allow_regression else dict(old["floors"])  # type: ignore[call-overload]
            lifted = {name: max(cut(score.f1), kept.get(name, 0.0)) for name, score in sorted(scores.fields.items())}
            pinned[corpus.name] = {"fingerprint": fingerprint, "floors": lifted}
    FLOORS.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
