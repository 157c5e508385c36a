"""JUnit XML for build servers: one suite per source, one case per rule that fails in it.

What is waived are skipped cases with the reason; scores are properties of a suite without cases.
"""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kg.query.table import printable
from kg.records import Severity
from kg.validation.reports.base import NAMES, Report, where


def write(report: Report) -> str:
    """Return the suites; violations are failures, warnings and remarks are passed cases with output."""
    ordered = sorted(report.problems, key=lambda p: (p.source or "", p.code))
    suites = []
    for source, problems in groupby(ordered, key=lambda p: p.source or ""):
        cases, failures = [], 0
        for code, group in groupby(problems, key=lambda p: p.code):
            members = list(group)
            first = members[0]
            shared = report.shared(tuple(members))
            named = ((where(p), p.label or p.subject, report.own(p, shared)) for p in members)
            lines = [printable(" ".join(filter(None, words))) for words in named]
            text = escape("\n".join(filter(None, (*shared, *lines))))
            if first.severity is Severity.VIOLATION:
                failures += 1
                inside = f"<failure message={quoteattr(report.say(first.message))}>{text}</failure>"
            else:
                inside = f"<system-out>{escape(report.say(NAMES[first.severity]))} {text}</system-out>"
            cases.append(f"    <testcase classname={quoteattr(source)} name={quoteattr(code)}>{inside}</testcase>")
        head = f"  <testsuite name={quoteattr(source)} tests={quoteattr(str(len(cases)))}"
        suites.append("\n".join([f"{head} failures={quoteattr(str(failures))}>", *cases, "  </testsuite>"]))
    suites += [_waived(report)] if report.waived else []
    suites += [_scores(report)] if report.scores else []
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="govplan validate">', *suites,
                      "</testsuites>"]) + "\n"  # fmt: skip


def _waived(report: Report) -> str:
    cases = []
    for p, waiver in report.waived:
        name = quoteattr(f"{p.code} {p.subject}" if p.subject else p.code)
        reason = quoteattr(printable(report.waiver(waiver)))
        case = f"    <testcase classname={quoteattr(p.source or '')} name={name}>"
        cases.append(f"{case}<skipped message={reason}/></testcase>")
    head = f"  <testsuite name={quoteattr('waived')} tests={quoteattr(str(len(cases)))} failures={quoteattr('0')}"
    return "\n".join([f"{head} skipped={quoteattr(str(len(cases)))}>", *cases, "  </testsuite>"])


def _scores(report: Report) -> str:
    rows = []
    for score in report.scores:
        # the arithmetic ends in the score itself
        said = f"{score.label}: {score.arithmetic(zh=report.language == 'zh')}"
        rows.append(f"      <property name={quoteattr(score.subject)} value={quoteattr(printable(said))}/>")
    head = f"  <testsuite name={quoteattr('scores')} tests={quoteattr('0')} failures={quoteattr('0')}>"
    return "\n".join([head, "    <properties>", *rows, "    </properties>", "  </testsuite>"])
