"""SARIF 2.1.0, which editors and code hosts show beside the file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.records import Problem, Severity

if TYPE_CHECKING:
    from kg.validation.reports.base import Report
    from kg.validation.score import Score
    from kg.validation.waivers import Waiver

_LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """Return one run; columns count code points, and rules carry their remedy as help."""
    waived = dict(report.waived)
    every = replace(report, problems=(*report.problems, *waived), waived=())
    groups = sorted(every.groups(), key=lambda group: group[0].code)
    shared = {group[0].code: every.shared(group) for group in groups}
    rules = [
        {
            "id": group[0].code,
            "shortDescription": {"text": shared[group[0].code][0] or group[0].code},
            "help": {"text": shared[group[0].code][1] or group[0].code},
            "defaultConfiguration": {"level": _LEVELS[group[0].severity]},
            "properties": {"tier": group[0].tier},
        }
        for group in groups
    ]
    index = {group[0].code: place for place, group in enumerate(groups)}
    run: dict[str, object] = {
        "tool": {"driver": {"name": "govplan", "informationUri": "https://w3id.org/govplan/", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, problem, index[problem.code], waived.get(problem), shared[problem.code])
            for problem in every.problems
        ],
    }
    if report.scores:
        run["properties"] = {"scores": [_score(report, score) for score in report.scores]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _score(report: Report, score: Score) -> dict[str, object]:
    arithmetic = score.arithmetic(zh=report.language == "zh")
    return {
        "kind": score.kind,
        "subject": score.subject,
        "label": score.label,
        "score": round(score.value, 1),
        "arithmetic": arithmetic,
    }


def _result(
    report: Report, problem: Problem, rule: int, waiver: Waiver | None, shared: tuple[str, str]
) -> dict[str, object]:
    subject = problem.label or problem.subject or ""
    message = f"{subject}: {report.say(problem.message)}" if subject else report.say(problem.message)
    if not shared[1]:
        message = f"{message} {report.say(problem.remedy)}"
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.source or "")}}
    if problem.line is not None:
        region: dict[str, object] = {"startLine": problem.line, "startColumn": problem.column or 1}
        if problem.quote:
            region["snippet"] = {"text": problem.quote}
        place["region"] = region
    location: dict[str, object] = {"physicalLocation": place}
    if problem.cell is not None:
        sheet = f"{problem.sheet}!" if problem.sheet is not None else ""
        location["logicalLocations"] = [{"fullyQualifiedName": f"{sheet}{problem.cell}", "kind": "cell"}]
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [location],
    }
    if problem.subject is not None:
        result["partialFingerprints"] = {"thing/v1": f"{problem.code}|{problem.subject}|{problem.path}|{problem.value}"}
    if waiver is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": f"{waiver.until.isoformat()}: {waiver.reason}"}
        ]
    return result


def _uri(source: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 (beside its only user)

    return quote(source, safe="/:#?&=%")
