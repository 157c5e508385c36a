"""CSV for spreadsheets: one row per problem; no cell can run as a formula."""

from __future__ import annotations

import csv
import io
from typing import Final

from kg.query.table import safe_cell
from kg.validation.reports.base import NAMES, Report

COLUMNS: Final = (
    "rule", "severity", "tier", "message", "remedy", "label", "path", "value", "source", "line", "column", "quote",
    "subject",
)  # fmt: skip


def write(report: Report) -> str:
    """Return RFC 4180 CSV with line feeds and a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in report.problems:
        cells = (
            p.code, report.say(NAMES[p.severity]), p.tier, report.say(p.message), report.say(p.remedy), p.label,
            p.path, p.value, p.source, p.line, p.column, p.quote, p.subject,
        )  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
