from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import checking
from kg.cli.validate import ENGINES, FORMATS, THRESHOLDS, TIERS
from kg.errors import SourceError
from kg.records import Severity
from kg.validation import Engine, Tier
from kg.validation.reports import WRITERS

ROOT = Path(__file__).resolve().parent.parent.parent.parent
FAST = ("--engine", "fast")
"""Where the engine is not what is tested: the other takes twice as long."""
SOUND = ROOT / "ontology" / "examples" / "rain-gardens.ttl"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "kg", "validate", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8")


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan that leaves its document number and its end unsaid."""
    path = tmp_path_factory.mktemp("plans") / "silent.ttl"
    text = SOUND.read_text(encoding="utf-8")
    text = text.replace('  gp:documentNumber "青政发〔2025〕3号" ;\n', "")
    path.write_text(text.replace('  gp:endsOn "2026-12-31"^^xsd:date ;\n', ""), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "wrong.ttl"
    path.write_text(SOUND.read_text(encoding="utf-8").replace("gp:order 2 ;", "gp:order 4 ;"), encoding="utf-8")
    return path


def test_a_sound_plan_leaves_with_zero() -> None:
    done = run(SOUND, "--tier", "exemplary", "--fail-on", "info")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 violations" in done.stdout


def test_a_silent_document_is_valid_with_warnings(silent: Path) -> None:
    done = run(silent)
    assert done.returncode == 0
    assert "PLAN-006" in done.stdout
    assert "0 violations, 2 warnings" in done.stdout


def test_the_threshold_decides_the_exit_code(silent: Path, wrong: Path) -> None:
    assert run(silent, "--fail-on", "warning", *FAST).returncode == 1
    assert run(wrong, *FAST).returncode == 1
    assert run(wrong, "--fail-on", "none", *FAST).returncode == 0


def test_data_goes_to_stdout_and_talk_to_stderr(wrong: Path) -> None:
    done = run(wrong, "--format", "json", *FAST)
    assert json.loads(done.stdout)["counts"]["Violation"] == 2
    assert "2 violations" in done.stderr


def test_a_report_can_go_to_a_file(wrong: Path, tmp_path: Path) -> None:
    done = run(wrong, "--format", "markdown", "-o", tmp_path / "report.md", *FAST)
    assert done.stdout == ""
    assert "SECTION-008" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_rules_can_be_chosen(wrong: Path) -> None:
    assert run(wrong, "--rules", "UNIT, ACTION-004", *FAST).returncode == 0
    done = run(wrong, "--rules", "NOSUCH")
    assert done.returncode == 2
    assert "NOSUCH" in done.stderr


def test_it_speaks_chinese(wrong: Path) -> None:
    done = run(wrong, "--lang", "zh", *FAST)
    assert "违规  SECTION-008 ×2  同一规划中" in done.stdout


def test_what_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    done = run(tmp_path / "none.ttl")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert run(tmp_path).returncode == 3


def test_the_choices_of_the_command_are_those_of_the_library() -> None:
    assert tuple(WRITERS) == FORMATS
    assert tuple(engine.value for engine in Engine) == ENGINES
    assert tuple(tier.value for tier in Tier) == TIERS
    assert (*(severity.value.lower() for severity in Severity), "none") == THRESHOLDS


def test_the_report_says_which_engine_ran_and_both_find_the_same(wrong: Path) -> None:
    reports = [json.loads(run(wrong, "--format", "json", "--engine", engine).stdout) for engine in ENGINES]
    assert [report["engine"]["name"] for report in reports] == list(ENGINES)
    assert reports[0]["problems"] == reports[1]["problems"]
    assert reports[1]["engine"]["compiled"] > 100


def test_scores_and_waivers_stand_in_the_report(wrong: Path, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        f"waivers:\n  - rule: SECTION\n    source: {wrong}\n    until: 9999-12-31\n    reason: 原文如此\n",
        encoding="utf-8",
    )
    done = run(wrong, "--engine", "fast", "--waivers", waivers, "--score")
    assert done.returncode == 0
    assert "Waived: 2." in done.stdout
    assert "waived until 9999-12-31  SECTION-008" in done.stdout
    assert "head 7/7 = 100.0" in done.stdout


def test_own_shapes_take_the_place_of_the_rules(wrong: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(
        "@prefix gp: <https://w3id.org/govplan/ns#> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "gp:S a sh:NodeShape ;\n  sh:targetClass gp:Plann ;\n  sh:nodeKind sh:IRI .\n",
        encoding="utf-8",
    )
    done = run(wrong, "--shapes", shapes)
    assert done.returncode == 0
    assert "shape-met-nothing" in done.stdout
    assert f"{shapes}:3:1" in done.stdout
    assert run(wrong, "--shapes", shapes, "--score").returncode == 2


def test_a_broken_file_of_a_folder_is_a_problem_and_the_others_are_checked(tmp_path: Path, wrong: Path) -> None:
    (tmp_path / "sound.ttl").write_bytes(SOUND.read_bytes())
    (tmp_path / "wrong.ttl").write_bytes(wrong.read_bytes())
    (tmp_path / "broken.ttl").write_text("<a> <b> .", encoding="utf-8")
    (tmp_path / "broken.jsonld").write_text('{\n  "@id": ', encoding="utf-8")
    (tmp_path / "broken.nq").write_text("<urn:a> <urn:b> <urn:c> .\nx <y>", encoding="utf-8")
    done = run(tmp_path, "--format", "json", *FAST)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["graphs"] == 2
    broken = [(Path(p["source"]).name, p["line"], p["column"]) for p in told["problems"] if p["rule"] == "source"]
    assert broken == [("broken.jsonld", 2, 10), ("broken.nq", 2, 1), ("broken.ttl", 1, 9)]
    assert any(p["source"].endswith("wrong.ttl") for p in told["problems"])


def test_a_missing_name_is_told_before_the_rules_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("the rules were read")

    monkeypatch.setattr(checking, "load_rules", never)
    asked = checking.Asked("core", (), None, None, None, score=False, language="en")
    with pytest.raises(SourceError, match="no-such"):
        checking.check((str(SOUND), "no-such.db"), asked, lambda *_args, **_kw: iter(()))


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    for folder, kind in (("a", "gaols"), ("b", "goals")):
        (tmp_path / folder).mkdir()
        text = f"plan: {{title: 方案{folder}}}\nsections:\n  - {{id: 一, title: 目标, kind: {kind}}}\n"
        (tmp_path / folder / "plan.yaml").write_text(text, encoding="utf-8")
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        "waivers:\n  - {rule: PLAN-004, source: plan.yaml, until: 9999-12-31, reason: 原文如此}\n", encoding="utf-8"
    )
    done = run(tmp_path / "a", tmp_path / "b", "--waivers", waivers, "--format", "json", *FAST)
    report = json.loads(done.stdout)
    found = {(problem["rule"], problem["source"]) for problem in report["problems"]}
    assert ("encoding-code", str(tmp_path / "a" / "plan.yaml")) in found
    assert ("PLAN-006", str(tmp_path / "b" / "plan.yaml")) in found
    assert {source for _, source in found} == {str(tmp_path / folder / "plan.yaml") for folder in "ab"}
    assert [waived["rule"] for waived in report["waived"]] == ["PLAN-004"]
