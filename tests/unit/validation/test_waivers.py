"""Waivers hold until a day, for a reason, and never in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import UsageError, both
from kg.records import Problem, Severity
from kg.validation.waivers import apply, load_waivers

TODAY = date(2026, 11, 21)
PLAN = "https://example.org/plan/1"
ENTRY = (
    f"waivers:\n  - rule: ACTION-004\n    subject: {PLAN}/action/2\n    until: 2026-12-31\n    reason: 待分工文件印发\n"
)


def problem(code: str = "ACTION-004", subject: str = f"{PLAN}/action/2") -> Problem:
    return Problem(code, Severity.WARNING, both("m.", "m。"), subject=subject, source="plan.yaml")


def written(folder: Path, text: str) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_waiver_excuses_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY)
    others = [problem("ACTION-005"), problem(subject=f"{PLAN}/action/3")]
    standing, excused = apply([problem(), *others], load_waivers(path), TODAY, path)
    assert standing == others
    assert [(p.code, w.reason, w.until) for p, w in excused] == [("ACTION-004", "待分工文件印发", date(2026, 12, 31))]


def test_the_last_day_still_holds_and_the_next_does_not(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY)
    assert apply([problem()], load_waivers(path), date(2026, 12, 31), path)[0] == []
    standing, excused = apply([problem()], load_waivers(path), date(2027, 1, 1), path)
    assert excused == []
    assert [(p.code, p.severity, p.line) for p in standing[1:]] == [("waiver-expired", Severity.WARNING, 2)]


def test_a_waiver_that_meets_nothing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY)
    standing, _ = apply([], load_waivers(path), TODAY, path)
    assert [(p.code, p.severity, p.source) for p in standing] == [("waiver-unused", Severity.INFO, str(path))]


@pytest.mark.parametrize(
    ("scope", "covered"),
    [(f"plan: {PLAN}", True), ("plan: https://example.org/plan/10", False), (f"plan: {PLAN[:-2]}", True),
     ("source: plan.yaml", True), ("source: other.yaml", False)],
)  # fmt: skip
def test_a_waiver_can_speak_of_a_plan_or_a_file_and_of_a_class_of_rules(
    tmp_path: Path, scope: str, covered: bool
) -> None:
    path = written(tmp_path, f"waivers:\n  - rule: ACTION\n    {scope}\n    until: 2026-12-31\n    reason: r\n")
    standing, excused = apply([problem()], load_waivers(path), TODAY, path)
    assert bool(excused) is covered
    assert (problem() in standing) is not covered


@pytest.mark.parametrize(
    ("rule", "code", "covered"),
    [("action-004", "ACTION-004", True), ("unknown-key", "unknown-key", True), ("Unknown-Key", "unknown-key", True),
     ("unknown", "unknown-key", False), ("action", "ACTION-004", True)],
)  # fmt: skip
def test_a_waiver_can_name_a_rule_or_what_a_loader_found_in_either_case(
    tmp_path: Path, rule: str, code: str, covered: bool
) -> None:
    path = written(tmp_path, ENTRY.replace("ACTION-004", rule))
    standing, excused = apply([problem(code)], load_waivers(path), TODAY, path)
    assert bool(excused) is covered
    assert (problem(code) in standing) is not covered


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("waivers: 3\n", 1),
        ("waiver: []\n", 1),
        (ENTRY.replace("until: 2026-12-31", "until: soon"), 2),
        (ENTRY.replace("    reason: 待分工文件印发\n", ""), 2),
        (ENTRY.replace("subject", "subjct"), 3),
        ("waivers:\n  - rule: A\n    until: 2026-12-31\n    reason: r\n", 2),
        ("waivers:\n  - [\n", 3),
    ],
)
def test_a_broken_file_is_one_error_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(UsageError, match=f"line {line}:"):
        load_waivers(written(tmp_path, text))
