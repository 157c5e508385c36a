"""Hold what the loaders read against what annotators read: precision, recall and F1 by field and document.

The gold is one JSON file per document (what is in it: docs/reading.md). Things are paired one to one by
falling likeness; a field counts on the pairs. Strings are compared in NFKC without white space.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kg.records import Action, Comparator, Indicator, PartialDate, Plan, Statistic, Target
from loaders.pipeline import load
from tests.evaluation.forms import Form

COMPARATORS = {
    Comparator.AT_LEAST: ">=", Comparator.AT_MOST: "<=", Comparator.EXACTLY: "=", Comparator.MORE_THAN: ">",
    Comparator.LESS_THAN: "<",
}  # fmt: skip
STATISTICS = {
    Statistic.LEVEL: "level", Statistic.ANNUAL: "annual", Statistic.GROWTH_RATE: "growth_rate",
    Statistic.SHARE: "share", Statistic.RANK: "rank", Statistic.COUNT: "count",
}  # fmt: skip
Gold = dict[str, Any]
A = TypeVar("A")
B = TypeVar("B")


def norm(text: str | None) -> str:
    """Return NFKC without white space; None is empty."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


@dataclass
class Score:
    """Hits, inventions and misses of one field."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    def add(self, gold: Iterable[object], read: Iterable[object]) -> None:
        """Count two bags of things."""
        want, have = Counter(gold), Counter(read)
        both = sum((want & have).values())
        self.hits += both
        self.invented += sum(have.values()) - both
        self.missed += sum(want.values()) - both

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.invented) if self.hits + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.hits + self.invented + self.missed
        return 2 * self.hits / total if total else 1.0


@dataclass
class Scores:
    """Scores by field of one document or of many."""

    fields: dict[str, Score] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Score:
        return self.fields.setdefault(name, Score())

    def add(self, other: Scores) -> None:
        """Add the counts of another document."""
        for name, score in other.fields.items():
            mine = self[name]
            mine.hits += score.hits
            mine.invented += score.invented
            mine.missed += score.missed


def measure(documents: Path, gold: Path, form: Form | None = None) -> dict[str, Scores]:
    """Return the scores of every annotated document in a folder, by file name; `form` brings its text to another."""

    def data(path: Path) -> bytes:
        return path.read_bytes() if form is None else form(path.read_text(encoding="utf-8")).encode()

    return {
        annotated["file"]: score(annotated, load(data(documents / annotated["file"]), annotated["file"]).plan)
        for annotated in (json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json")))
        if (documents / annotated["file"]).is_file()
    }


def total(scores: Iterable[Scores]) -> Scores:
    """Return the sum of many scores: the micro average."""
    found = Scores()
    for one in scores:
        found.add(one)
    return found


def score(gold: Gold, plan: Plan | None) -> Scores:
    """Return the scores of one document; a document that could not be read misses everything."""
    scores = Scores()
    if plan is None:
        plan = Plan("", None)
    _head(scores, gold["plan"], plan)
    scores["cites"].add(
        ((norm(c["title"])) for c in gold["plan"]["cites"]), (norm(cited.title) for cited in plan.cites)
    )
    _actions(scores, gold["actions"], plan.actions)
    _indicators(scores, gold["indicators"], plan.indicators)
    bodies = {norm(body["name"]): body for body in gold["bodies"]}
    read = {norm(group.name): group for group in plan.leading_groups}
    scores["bodies"].add(list(bodies), list(read))
    for name, body in bodies.items():
        members = read[name].members if name in read else ()
        scores["members"].add({norm(m) for m in body["members"]}, {norm(m) for m in members})
        scores["chairs"].add(
            {norm(m) for m in body["chairs"]}, {norm(m) for m in (read[name].chairs if name in read else ())}
        )
    scores["phases"].add(
        ((norm(p["name"]), (p["start"] or "")[:7] or None, (p["end"] or "")[:7] or None) for p in gold["phases"]),
        ((norm(p.label), _as(p.start), _as(p.end)) for p in plan.phases),
    )
    scores["funding"].add(
        (float(f["amount"]) for f in gold["funding"] if f["amount"]),
        (float(f.value) for f in plan.funding if f.value is not None),
    )
    return scores


def _as(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)[:7]


def _head(scores: Scores, gold: Gold, plan: Plan) -> None:
    place = norm(gold["jurisdiction"])
    facts = {
        "title": norm(gold["title"]) == norm(plan.title),
        "document-number": norm(gold["document_number"]) == norm(plan.document_number),
        "issued": _covers(plan.issued, gold["issued"]),
        "starts": _covers(plan.starts, gold["period_start"]),
        "ends": _covers(plan.ends, gold["period_end"]),
        "issuers": {norm(i) for i in gold["issuers"]} <= {norm(w) for u in plan.issuers for w in (u.name, *u.written)},
        "jurisdiction": plan.jurisdiction is not None and norm(plan.jurisdiction.name).endswith(place),
        "addressees": {norm(r) for r in gold["recipients"]} == {norm(a) for a in plan.addressees},
    }
    for name, right in facts.items():
        scores[f"head.{name}"].add([name], [name] if right else ["wrong"])
        scores["head"].add([name], [name] if right else ["wrong"])


def _covers(date: PartialDate | None, wanted: str | None) -> bool:
    if date is None or wanted is None:
        return date is None and wanted is None
    return str(date).startswith(wanted) or wanted.startswith(str(date))


def _actions(scores: Scores, gold: list[Gold], read: tuple[Action, ...]) -> None:
    pairs, missed, invented = pair(gold, list(read), _action_likeness, 0.8)
    for name in ("actions", "titles"):
        scores[name].missed += len(missed)
        scores[name].invented += len(invented)
    for wanted, action in pairs:
        scores["actions"].hits += 1
        scores["titles"].add([norm(wanted["title"])], [norm(action.label)])
        for name, right in (
            ("kind", wanted["kind"] == action.kind.value.lower()),
            ("open-list", wanted["open_list"] == any(c.open_list for c in action.clauses)),
            ("by-division", wanted["by_division_of_duties"] == any(c.by_division_of_duties for c in action.clauses)),
            ("deadline", _covers(action.deadline, wanted.get("deadline"))),
        ):
            scores[f"action.{name}"].add([name], [name] if right else ["wrong"])
        group = norm(wanted["collective"])
        have = {(norm(a.unit_text), a.role.value.lower()) for c in action.clauses for a in c.assignments}
        have = {(unit, "responsible" if unit == group else role) for unit, role in have}
        want = _edges(wanted)
        scores["edges"].add(want, have)
        for role in ("lead", "responsible", "supporting"):
            scores[f"edges.{role}"].add((e for e in want if e[1] == role), (e for e in have if e[1] == role))
    scores["edges"].missed += sum(len(_edges(wanted)) for wanted in missed)
    scores["edges"].invented += sum(len(c.assignments) for action in invented for c in action.clauses)


def _edges(wanted: Gold) -> set[tuple[str, str]]:
    edges = {(norm(r["unit"]), r["role"]) for r in wanted["responsibilities"]}
    return edges | ({(norm(wanted["collective"]), "responsible")} if wanted["collective"] else set())


def _action_likeness(wanted: Gold, action: Action) -> float:
    return likeness(wanted["title"][:40], action.label[:40]) + (0.2 if norm(wanted["id"]) == norm(action.path) else 0)


def _indicators(scores: Scores, gold: list[Gold], read: tuple[Indicator, ...]) -> None:
    targets = [(indicator, target) for indicator in read for target in indicator.targets]
    pairs, missed, invented = pair(gold, targets, _indicator_likeness, 0.5)
    scores["indicators"].hits += len(pairs)
    scores["indicators"].missed += len(missed)
    scores["indicators"].invented += len(invented)
    for wanted, (indicator, target) in pairs:
        for name, right in _details(wanted, indicator, target):
            scores[f"indicator.{name}"].add([name], [name] if right else ["wrong"])


def _details(wanted: Gold, indicator: Indicator, target: Target) -> Iterator[tuple[str, bool]]:
    baseline = next((o for o in indicator.observations if o.is_baseline), None)
    yield "comparator", COMPARATORS[target.comparator] == wanted["comparator"]
    yield "statistic", STATISTICS[indicator.statistic] == wanted["kind"]
    yield "deadline", _covers(target.deadline, wanted["deadline"])
    yield "baseline", (None if baseline is None else float(baseline.value)) == wanted["baseline"]
    owners = {(norm(a.unit_text), a.role.value.lower()) for c in indicator.clauses for a in c.assignments}
    yield "owners", owners == {(norm(o["unit"]), o["role"]) for o in wanted["owners"]}


def _indicator_likeness(wanted: Gold, found: tuple[Indicator, Target]) -> float:
    indicator, target = found
    value = float(target.value)
    if abs(wanted["value"] - value) > 1e-9 * max(1.0, abs(value)) or norm(wanted["unit"]) != norm(indicator.unit):
        return 0.0
    return likeness(wanted["name"], indicator.label) + 0.05 * sum(right for _, right in _details(wanted, *found))


def likeness(left: str, right: str) -> float:
    """Return how alike two names are, from 0 to 1; a name inside the other is at least 0.8."""
    a, b = norm(left), norm(right)
    if not a or not b:
        return 0.0
    ratio = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    short, long = sorted((a, b), key=len)
    return max(ratio, 0.8) if len(short) >= 4 and short in long else ratio


def pair(
    gold: list[A], read: list[B], alike: Callable[[A, B], float], floor: float
) -> tuple[list[tuple[A, B]], list[A], list[B]]:
    """Pair things one to one by falling likeness; return pairs, what was missed and what was invented."""
    ranked = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(read)), key=lambda r: (-r[0], r[1], r[2])
    )
    left, right, pairs = set(range(len(gold))), set(range(len(read))), []
    for value, i, j in ranked:
        if value >= floor and i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((gold[i], read[j]))
    return pairs, [gold[i] for i in sorted(left)], [read[j] for j in sorted(right)]
