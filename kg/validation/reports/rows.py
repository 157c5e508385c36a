"""CSV for spreadsheets: one row per problem, waived or not, and per score; no cell can run as a formula."""

from __future__ import annotations

import csv
import io
from typing import Final

from kg.query.table import safe_cell
from kg.validation.reports.base import NAMES, Report

COLUMNS: Final = (
    "rule", "severity", "tier", "message", "remedy", "label", "path", "value", "source", "line", "column", "quote",
    "subject", "sheet", "cell", "waived",
)  # fmt: skip


def write(report: Report) -> str:
    """Return RFC 4180 CSV with line feeds and a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    stated = [(problem, None) for problem in report.problems]
    for p, waiver in (*stated, *report.waived):
        cells = (
            p.code, report.say(NAMES[p.severity]), p.tier, report.say(p.message), report.say(p.remedy), p.label,
            p.path, p.value, p.source, p.line, p.column, p.quote, p.subject, p.sheet, p.cell,
            report.waiver(waiver) if waiver is not None else None,
        )  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    for score in report.scores:
        row = dict.fromkeys(COLUMNS, "") | {
            "rule": f"score-{score.kind}",
            "message": safe_cell(score.arithmetic(zh=report.language == "zh")),
            "label": safe_cell(score.label),
            "value": f"{score.value:.1f}",
            "subject": safe_cell(score.subject),
        }
        writer.writerow(row.values())
    return buffer.getvalue()
