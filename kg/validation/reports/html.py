"""HTML: one self-contained page without scripts, in one language, that prints well."""

from __future__ import annotations

from html import escape
from typing import Final

from kg.records import Problem, Severity
from kg.validation.reports.base import NAMES, Report, where

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top}summary{cursor:pointer;font-weight:600;margin-top:1rem}q{color:#444}"
    ".violation{border-left:.5rem solid #b00020}.warning{border-left:.5rem solid #b26a00}"
    ".info{border-left:.5rem solid #00629b}details{padding-left:.8rem;margin:.6rem 0}"
)
_CLASSES: Final = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "info"}


def write(report: Report) -> str:
    """Return the page; text of documents is escaped."""
    zh = report.language == "zh"
    title = "校验报告" if zh else "Validation report"
    heads = ("对象", "属性", "值", "位置", "原文") if zh else ("Thing", "Property", "Value", "Place", "Quote")
    head = "".join(f"<th scope=col>{name}</th>" for name in heads)
    blocks = []
    for group in report.groups():
        first, shared = group[0], report.shared(group)
        rows = "\n".join(
            f"<tr>{_cells(problem, report.say(problem.path or ''), report.own(problem, shared))}</tr>"
            for problem in group
        )
        advice = f"<br>→ {escape(shared[1])}" if shared[1] else ""
        blocks.append(
            f"<details open class={_CLASSES[first.severity]}>"
            f"<summary>{escape(report.say(NAMES[first.severity]))} {escape(first.code)} ({len(group)})</summary>\n"
            f"<p>{escape(shared[0])}{advice}</p>\n"
            f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></details>"
        )
    if report.scores:
        rows = "\n".join(
            f"<tr><td>{s.value:.1f}</td><td>{escape(s.label)}</td><td>{escape(s.arithmetic(zh=zh))}</td></tr>"
            for s in report.scores
        )
        blocks.append(f"<h2>{'完整性得分' if zh else 'Completeness'}</h2>\n<table><tbody>\n{rows}\n</tbody></table>")
    if report.waived:
        rows = "\n".join(
            f"<tr><td>{escape(p.code)}</td><td>{escape(p.label or p.subject or '')}</td>"
            f"<td>{escape(report.waiver(waiver))}</td></tr>"
            for p, waiver in report.waived
        )
        blocks.append(f"<h2>{'豁免' if zh else 'Waived'}</h2>\n<table><tbody>\n{rows}\n</tbody></table>")
    body = "\n".join(blocks)
    return (
        f'<!doctype html>\n<html lang="{report.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n<p>{escape(report.summary())}</p>\n{body}\n"
        "</body></html>\n"
    )


def _cells(problem: Problem, path: str, own: str) -> str:
    value = f"{problem.value or ''} {own}".strip()
    texts = [escape(text or "") for text in (problem.label, path, value, where(problem))]
    quote = f"<q>{escape(problem.quote)}</q>" if problem.quote else ""
    return "".join(f"<td>{text}</td>" for text in [*texts, quote])
