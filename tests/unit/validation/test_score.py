"""Scores can be done again by hand."""

from __future__ import annotations

from kg.errors import both
from kg.validation import GraphText, validate
from kg.validation.rules import RuleBook
from kg.validation.score import Part, Score, Scores

NS = "https://w3id.org/govplan/ns#"


def scores_of(*graphs: GraphText) -> tuple[Score, ...]:
    scores = Scores()
    for graph in graphs:
        scores.add(graph.index())
    return scores.all()


def part(score: Score, name: str) -> tuple[int, int]:
    return next((p.met, p.of) for p in score.parts if p.name == name)


def test_the_arithmetic_gives_the_value(sound: GraphText) -> None:
    for score in scores_of(sound):
        assert f"= {score.value:.1f}" in score.arithmetic()
        assert abs(score.value - sum(100 * p.met / p.of for p in score.parts) / len(score.parts)) < 1e-9
        assert score.arithmetic(zh=True) != score.arithmetic()


def test_a_plan_without_fault_is_complete_in_its_head(sound: GraphText) -> None:
    plan = scores_of(sound)[0]
    assert (plan.kind, part(plan, "head")) == ("plan", (7, 7))


def test_what_is_taken_out_lowers_one_part(sound: GraphText) -> None:
    lines = [line for line in sound.text.splitlines(keepends=True) if f"<{NS}documentNumber>" not in line]
    plan = scores_of(GraphText("less.nt", "".join(lines)))[0]
    assert part(plan, "head") == (6, 7)
    assert plan.value < scores_of(sound)[0].value


def test_a_question_that_cannot_be_asked_weighs_nothing() -> None:
    score = Score("plan", "x", "x", (Part(both("a", "甲"), 1, 2),))
    assert score.value == 50.0


def test_units_are_counted_over_all_plans(sound: GraphText) -> None:
    other = GraphText("other.nt", sound.text.replace("/action/", "/action-of-another/"))
    once = {s.subject: s for s in scores_of(sound) if s.kind == "unit"}
    twice = {s.subject: s for s in scores_of(sound, other) if s.kind == "unit"}
    assert once
    for subject, score in once.items():
        assert part(twice[subject], "deadlines") == tuple(2 * n for n in part(score, "deadlines"))


def test_validation_feeds_the_scores(sound: GraphText, book: RuleBook) -> None:
    scores = Scores()
    list(validate([sound], book.select(names=["PLAN-001"]), scores=scores))
    assert scores.all() == scores_of(sound)
