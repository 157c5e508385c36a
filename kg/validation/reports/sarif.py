"""SARIF 2.1.0, which editors and code hosts show beside the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.errors import Bilingual
from kg.records import Problem, Severity

if TYPE_CHECKING:
    from kg.validation.reports.base import Report

_LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """Return one run; columns count code points, and rules carry their remedy as help."""
    groups = sorted(report.groups(), key=lambda group: group[0].code)
    rules = [
        {
            "id": group[0].code,
            "shortDescription": _text(report, group[0].message),
            "help": _text(report, group[0].remedy),
            "defaultConfiguration": {"level": _LEVELS[group[0].severity]},
            "properties": {"tier": group[0].tier},
        }
        for group in groups
    ]
    index = {group[0].code: place for place, group in enumerate(groups)}
    run = {
        "tool": {"driver": {"name": "govplan", "informationUri": "https://w3id.org/govplan/", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, problem, index[problem.code]) for problem in report.problems],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _text(report: Report, text: str) -> dict[str, str]:
    return {"text": text.zh if isinstance(text, Bilingual) and report.language == "zh" else str(text)}


def _result(report: Report, problem: Problem, rule: int) -> dict[str, object]:
    subject = problem.label or problem.subject or ""
    message = f"{subject}: {report.say(problem.message)}" if subject else report.say(problem.message)
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.source or "")}}
    if problem.line is not None:
        region: dict[str, object] = {"startLine": problem.line, "startColumn": problem.column or 1}
        if problem.quote:
            region["snippet"] = {"text": problem.quote}
        place["region"] = region
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }
    if problem.subject is not None:
        result["partialFingerprints"] = {"thing/v1": f"{problem.code}|{problem.subject}|{problem.path}|{problem.value}"}
    return result


def _uri(source: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 (beside its only user)

    return quote(source, safe="/:#?&=%")
