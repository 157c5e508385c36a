"""JUnit XML for build servers: one suite per source, one case per rule that fails in it."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kg.records import Severity
from kg.validation.reports.base import NAMES, Report, printable, where


def write(report: Report) -> str:
    """Return the suites; violations are failures, warnings and remarks are passed cases with output."""
    ordered = sorted(report.problems, key=lambda p: (p.source or "", p.code))
    suites = []
    for source, problems in groupby(ordered, key=lambda p: p.source or ""):
        cases, failures = [], 0
        for code, group in groupby(problems, key=lambda p: p.code):
            members = list(group)
            first = members[0]
            lines = "\n".join(printable(f"{where(p)} {p.label or p.subject or ''}") for p in members)
            text = escape(f"{report.say(first.message)}\n{report.say(first.remedy)}\n{lines}")
            if first.severity is Severity.VIOLATION:
                failures += 1
                inside = f"<failure message={quoteattr(report.say(first.message))}>{text}</failure>"
            else:
                inside = f"<system-out>{escape(report.say(NAMES[first.severity]))} {text}</system-out>"
            cases.append(f"    <testcase classname={quoteattr(source)} name={quoteattr(code)}>{inside}</testcase>")
        head = f"  <testsuite name={quoteattr(source)} tests={quoteattr(str(len(cases)))}"
        suites.append("\n".join([f"{head} failures={quoteattr(str(failures))}>", *cases, "  </testsuite>"]))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="govplan validate">', *suites,
                      "</testsuites>"]) + "\n"  # fmt: skip
