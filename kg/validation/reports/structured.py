"""JSON for programs: messages in both languages, one object per problem."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import Bilingual
from kg.validation.reports.base import ORDER, Report

if TYPE_CHECKING:
    from kg.records import Problem


def write(report: Report) -> str:
    """Return one object: counts, and the problems in order."""
    whole = {
        "graphs": report.graphs,
        "rules": report.rules,
        "tier": report.tier,
        "counts": {severity.value: report.count(severity) for severity in ORDER},
        "engine": None
        if report.tally is None
        else {
            "name": report.tally.engine.value,
            "compiled": report.tally.compiled,
            "referred": dict(sorted(report.tally.referred.items())),
        },
        "waived": [
            {**_object(problem), "until": waiver.until.isoformat(), "reason": waiver.reason}
            for problem, waiver in report.waived
        ],
        "scores": [
            {
                "kind": score.kind,
                "subject": score.subject,
                "label": score.label,
                "score": round(score.value, 1),
                "parts": [
                    {"name": _texts(part.name), "met": part.met, "of": part.of, "share": round(part.share, 1)}
                    for part in score.parts
                ],
            }
            for score in report.scores
        ],
        "problems": [_object(problem) for problem in report.problems],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _texts(text: str) -> dict[str, str]:
    return {"en": str(text), "zh": text.zh if isinstance(text, Bilingual) else str(text)}


def _object(problem: Problem) -> dict[str, object]:
    return {
        "rule": problem.code,
        "severity": problem.severity.value,
        "tier": problem.tier,
        "message": _texts(problem.message),
        "remedy": _texts(problem.remedy),
        "subject": problem.subject,
        "label": problem.label,
        "path": problem.path,
        "value": problem.value,
        "source": problem.source,
        "line": problem.line,
        "column": problem.column,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "quote": problem.quote,
        "details": list(problem.details),
    }
