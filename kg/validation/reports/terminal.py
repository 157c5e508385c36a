"""For people at a terminal: one block per rule, counted, with the first few things and their places."""

from __future__ import annotations

from typing import Final

from kg.query.table import printable
from kg.validation.reports.base import NAMES, Report, also, where

_SHOWN: Final = 5
# mistakes of a file are corrected one by one; those of a rule are looked at by their kind
_MISTAKES: Final = 40
_SCORES: Final = 20


def write(report: Report) -> str:
    """Return the report; the same rule is explained once, however often it fails."""
    lines: list[str] = []
    for group in report.groups():
        first = group[0]
        shared = report.shared(group)
        times = f" ×{len(group)}" if len(group) > 1 else ""
        lines.append(f"{report.say(NAMES[first.severity])}  {first.code}{times}  {shared[0]}".rstrip())
        if shared[1]:
            lines.append(f"  → {shared[1]}")
        most = _SHOWN if first.tier is not None else _MISTAKES
        for problem in group[:most]:
            path = report.say(problem.path) if problem.path is not None else None
            said = [part for part in (where(problem), problem.label, _value(path, problem.value)) if part]
            lines.append("  " + printable("  ".join(said)))
            if problem.details:
                lines.append("      " + printable(also(problem)))
            if own := report.own(problem, shared):
                lines.append("      " + printable(own))
            if problem.quote and problem.quote != problem.label:
                lines.append(printable(f"      “{problem.quote}”"))
        if len(group) > most:
            more = len(group) - most
            chinese, english = (
                f"  … 另有 {more} 处，--format csv 全部列出",
                f"  … and {more} more; --format csv has them all",
            )
            lines.append(chinese if report.language == "zh" else english)
        lines.append("")
    zh = report.language == "zh"
    for score in report.scores[:_SCORES]:
        kind = {"plan": "规划" if zh else "plan", "unit": "单位" if zh else "unit"}[score.kind]
        lines.append(printable(f"{score.value:5.1f}  {kind}  {score.label}"))
        lines.append(f"       {score.arithmetic(zh=zh)}")
    if len(report.scores) > _SCORES:
        more = len(report.scores) - _SCORES
        lines.append(
            f"… 另有 {more} 个得分，--format json 全部列出"
            if zh
            else f"… and {more} more scores; --format json has them all"
        )
    lines += [""] if report.scores else []
    for problem, waiver in report.waived[:_SHOWN]:
        until = f"{'豁免至' if zh else 'waived until'} {waiver.until.isoformat()}"
        lines.append(printable(f"{until}  {problem.code}  {problem.label or problem.source}: {waiver.reason}"))
    lines += [""] if report.waived else []
    return "\n".join([*lines, report.summary()]) + "\n"


def _value(path: str | None, value: str | None) -> str:
    if value is None:
        return ""
    return f"{path} = {value}" if path else value
