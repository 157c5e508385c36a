"""Markdown: one section per rule with a table of the things that fail it."""

from __future__ import annotations

from kg.query.table import printable
from kg.validation.reports.base import NAMES, Report, where


def write(report: Report) -> str:
    """Return the report; text of documents is escaped."""
    zh = report.language == "zh"
    lines = ["# 校验报告" if zh else "# Validation report", "", report.summary(), ""]
    heads = ("对象", "属性", "值", "位置", "原文") if zh else ("thing", "property", "value", "place", "quote")
    for group in report.groups():
        first, shared = group[0], report.shared(group)
        lines += [
            f"## {report.say(NAMES[first.severity])} {first.code} ({len(group)})", "",
            *([_escape(shared[0]), ""] if shared[0] else ()), *([f"→ {_escape(shared[1])}", ""] if shared[1] else ()),
            "| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads),
        ]  # fmt: skip
        for p in group:
            value = f"{p.value or ''} {report.own(p, shared)}".strip()
            cells = (p.label, report.say(p.path or ""), value, where(p), p.quote)
            lines.append("| " + " | ".join(_escape(cell or "") for cell in cells) + " |")
        lines.append("")
    if report.scores:
        lines += ["## 完整性得分" if zh else "## Completeness", "", "| % | | |", "| --- | --- | --- |"]
        lines += [f"| {s.value:.1f} | {_escape(s.label)} | {_escape(s.arithmetic(zh=zh))} |" for s in report.scores]
        lines.append("")
    if report.waived:
        lines += ["## 豁免" if zh else "## Waived", "", "| | | |", "| --- | --- | --- |"]
        lines += [
            f"| {p.code} | {_escape(p.label or p.subject or '')} | {_escape(report.waiver(waiver))} |"
            for p, waiver in report.waived
        ]
        lines.append("")
    return "\n".join(lines)


def _escape(text: str) -> str:
    text = printable(text)
    for char in "\\`*_[]<>|":
        text = text.replace(char, "\\" + char)
    return text
