from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kg.errors import both
from kg.records import Problem, Severity
from kg.validation.reports import WRITERS, Language, Report
from kg.validation.score import Part, Score
from kg.validation.waivers import Waiver

HOSTILE = '=1+1 <script>alert(1)</script> | `x` \x1b[31m & "]]>'


def problem(code: str, severity: Severity, line: int, label: str = "改造老旧广场") -> Problem:
    return Problem(
        code, severity, both("A task has a deadline.", "任务有期限。"), both("Add one.", "请补充。"), tier="core",
        subject=f"https://example.org/task-{line}", label=label, path="gp:deadline", value="长期", source="plan.txt",
        line=line, column=3, quote="1.改造老旧广场",
    )  # fmt: skip


def report(*problems: Problem, language: Language = "en") -> Report:
    return Report(problems, 2, 153, "complete", language)


MANY = report(*(problem("TASK-001", Severity.WARNING, n) for n in range(1, 201)))
MIXED = report(
    problem("B-001", Severity.WARNING, 5), problem("A-001", Severity.VIOLATION, 7), problem("C-001", Severity.INFO, 1)
)


def test_the_terminal_explains_a_failure_once_however_often_it_happens() -> None:
    text = WRITERS["table"](MANY)
    assert text.count("A task has a deadline.") == 1
    assert "×200" in text
    assert "… and 195 more" in text
    assert text.count("\n") < 20


def mistake(line: int) -> Problem:
    return Problem(
        "encoding-code", Severity.VIOLATION, both(f"kind cannot be x{line}.", f"“类别”不能是“x{line}”。"),
        both("Choose one.", "请选择。"), path=both("kind", "类别"), value=f"x{line}", source="plan.yaml", line=line, column=1,
    )  # fmt: skip


def test_every_mistake_of_a_file_is_shown_since_each_must_be_corrected() -> None:
    few = WRITERS["table"](report(*map(mistake, range(1, 31)), language="zh"))
    assert all(f"“类别”不能是“x{line}”。" in few for line in range(1, 31))
    many = WRITERS["table"](report(*map(mistake, range(1, 101))))
    assert "… and 60 more; --format csv has them all" in many


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_keys_are_named_in_the_language_of_the_reader(form: str) -> None:
    chinese, english = (WRITERS[form](report(mistake(1), language=one)) for one in ("zh", "en"))
    assert "kind" not in chinese
    assert "类别" not in english


def test_the_terminal_names_the_place_and_quotes_it() -> None:
    text = WRITERS["table"](MIXED)
    assert "plan.txt:7:3  改造老旧广场  gp:deadline = 长期" in text
    assert "“1.改造老旧广场”" in text


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_people_see_the_worst_first(form: str) -> None:
    text = WRITERS[form](MIXED)
    assert text.index("A-001") < text.index("B-001") < text.index("C-001")


@pytest.mark.parametrize(("language", "said"), [("en", "Add one."), ("zh", "请补充。")])
@pytest.mark.parametrize("form", ["table", "csv", "markdown", "html", "sarif", "junit"])
def test_a_report_speaks_the_language_asked_for(form: str, language: Language, said: str) -> None:
    other = {"en": "请补充。", "zh": "Add one."}[language]
    text = WRITERS[form](report(problem("A-001", Severity.VIOLATION, 7), language=language))
    assert said in text
    assert other not in text


def test_json_holds_everything_in_both_languages() -> None:
    whole = json.loads(WRITERS["json"](MIXED))
    assert whole["counts"] == {"Violation": 1, "Warning": 1, "Info": 1}
    first = whole["problems"][0]
    assert first["remedy"] == {"en": "Add one.", "zh": "请补充。"}
    assert (first["source"], first["line"], first["column"], first["quote"]) == ("plan.txt", 5, 3, "1.改造老旧广场")


def test_csv_has_a_row_a_problem_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](report(problem("A-001", Severity.INFO, 1, HOSTILE))))))
    assert len(rows) == 1
    assert rows[0]["label"] == "'" + HOSTILE
    assert (rows[0]["rule"], rows[0]["severity"], rows[0]["line"]) == ("A-001", "Info", "1")


def test_html_and_markdown_escape_what_documents_say() -> None:
    spoilt = report(problem("A-001", Severity.INFO, 1, HOSTILE))
    assert "<script>" not in WRITERS["html"](spoilt)
    assert "<script>" not in WRITERS["markdown"](spoilt)
    assert WRITERS["markdown"](spoilt).splitlines()[-1].count(" | ") == 4


def test_no_report_for_people_steers_the_terminal() -> None:
    assert "\x1b" not in WRITERS["table"](report(problem("A-001", Severity.INFO, 1, HOSTILE)))


def test_sarif_places_each_result_and_explains_each_rule() -> None:
    log = json.loads(WRITERS["sarif"](MIXED))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["A-001", "B-001", "C-001"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plan.txt"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (7, 3)


def test_junit_counts_violations_as_failures_and_survives_hostile_text() -> None:
    text = WRITERS["junit"](report(*MIXED.problems, problem("A-001", Severity.VIOLATION, 9, HOSTILE)))
    (suite,) = ET.fromstring(text)  # noqa: S314 (our own text)
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert suite[0].get("name") == "A-001"


@pytest.mark.parametrize("form", WRITERS)
def test_an_empty_report_is_a_report(form: str) -> None:
    text = WRITERS[form](report())
    assert text.endswith("\n")
    assert "A-001" not in text


def test_the_summary_counts_in_both_languages() -> None:
    assert MIXED.summary() == "2 plan graphs, 153 rules (tier complete): 1 violation, 1 warning, 1 remark."
    zh = report(*MIXED.problems, language="zh").summary()
    assert zh == "2 个规划图，153 条规则（层级：完整）：1 项违规，1 项警告，1 项提示。"


def waived(form: str) -> str:
    waiver = Waiver("B-001", date(2030, 1, 31), "待分工文件印发", 2)
    score = Score("plan", "https://example.org/plan", "改造方案", (Part(both("owners", "责任单位"), 3, 4),))
    return WRITERS[form](
        replace(
            report(problem("A-001", Severity.VIOLATION, 7)),
            scores=(score,),
            waived=((problem("B-001", Severity.WARNING, 5), waiver),),
        )
    )


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_tells_waivers_with_their_reason_and_scores(form: str) -> None:
    text = waived(form)
    assert "B-001" in text
    assert "待分工文件印发" in text
    assert "2030-01-31" in text
    assert "75.0" in text


def test_sarif_suppresses_what_is_waived_and_keeps_the_rest() -> None:
    (run,) = json.loads(waived("sarif"))["runs"]
    kept = {result["ruleId"]: result.get("suppressions") for result in run["results"]}
    assert kept["A-001"] is None
    assert kept["B-001"] == [{"kind": "external", "status": "accepted", "justification": "2030-01-31: 待分工文件印发"}]
    assert run["properties"]["scores"][0]["score"] == 75.0


def test_junit_skips_what_is_waived() -> None:
    suites = {suite.get("name"): suite for suite in ET.fromstring(waived("junit"))}  # noqa: S314 (our own text)
    assert suites["waived"].get("skipped") == "1"
    assert suites["waived"][0][0].tag == "skipped"
    assert suites["scores"][0][0].get("name") == "https://example.org/plan"


def test_csv_tells_what_is_waived_in_a_column_and_gives_a_score_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(waived("csv"))))
    assert [(row["rule"], bool(row["waived"])) for row in rows] == [
        ("A-001", False), ("B-001", True), ("score-plan", False)
    ]  # fmt: skip
    assert rows[2]["value"] == "75.0"


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "html", "sarif", "junit"])
def test_problems_of_one_rule_keep_the_words_that_differ(form: str) -> None:
    alike = problem("A-001", Severity.VIOLATION, 1)
    hinted = [replace(alike, line=n, remedy=both(f"Did you mean gp:{name}?", "？")) for n, name in enumerate("abc")]
    said = WRITERS[form](report(*hinted))
    assert [f"gp:{name}?" in said for name in "abc"] == [True] * 3
    worded = [replace(alike, line=n, message=both(f"Key {name} is unknown.", "？")) for n, name in enumerate("abc")]
    said = WRITERS[form](report(*worded))
    assert [f"Key {name} is unknown." in said for name in "abc"] == [True] * 3
