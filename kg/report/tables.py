"""The tables of a report. Cells are HTML that is escaped already; `_Cell.sort` is what a column sorts by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kg.ledger.model import build_ledger
from kg.network.flat import clean
from kg.report.svg import PARTS, parts_of
from kg.report.words import text as say
from kg.view import units_with_duties
from kg.view.gaps import gaps_of
from kg.view.words import day, target_words, with_unit, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.view import Plan, Span
    from kg.view.words import Language


@dataclass(frozen=True, slots=True)
class _Cell:
    html: str
    sort: str = ""


def _text(value: object) -> _Cell:
    return _Cell(escape(clean(str(value))) if value not in {None, ""} else "")


def _number(value: int) -> _Cell:
    return _Cell(str(value), str(value))


def _link(anchor: str, label: str) -> _Cell:
    return _Cell(f'<a href="#{escape(anchor)}">{escape(clean(label))}</a>' if label else "")


def line_link(spans: Sequence[Span]) -> _Cell:
    """Return a link to the line on which the first span begins."""
    return _Cell(f'<a href="#L{spans[0].line}">{spans[0].line}</a>', str(spans[0].line)) if spans else _Cell("")


def _table(name: str, keys: Sequence[str], rows: Iterable[Sequence[_Cell]], language: Language) -> str:
    """Return a section with a table, or nothing where it has no rows."""
    body = [
        "<tr>"
        + "".join(f'<td data-s="{escape(c.sort)}">{c.html}</td>' if c.sort else f"<td>{c.html}</td>" for c in row)
        + "</tr>"
        for row in rows
    ]
    if not body:
        return ""
    heads = "".join(f'<th scope="col"><button>{escape(say(key, language))}</button></th>' for key in keys)
    count, hint = len(body), escape(say("filter", language))
    return (
        f'<section id="{name}"><h2>{escape(say(name, language))} <small>{count}</small></h2>'
        f'<input type="search" placeholder="{hint}" aria-label="{hint}">'
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>\n'
        + "\n".join(body)
        + "</tbody></table></div></section>"
    )


def owners(plan: Plan, language: Language) -> str:
    """Return one row for each action and for each indicator that somebody answers for."""
    sheet = build_ledger((plan,), language=language).sheets[0]
    anchor_of = {entry.iri: f"e{place}" for place, entry in enumerate(plan.entries)}
    by_label = [anchor_of[action.iri] for action in plan.actions]
    rows = []
    for place, row in enumerate(sheet.rows):
        task = _link(by_label[place], row.task) if place < len(by_label) else _text(row.task)
        line = _Cell(f'<a href="#L{row.line}">{row.line}</a>', str(row.line)) if row.line else _Cell("")
        when = _Cell(
            escape(day(row.deadline, language) or row.deadline_text), row.deadline.isoformat() if row.deadline else ""
        )
        units = (_text(row.lead), _text(row.responsible), _text(row.supporting), _text(row.possibly))
        rows.append((_text(row.path), task, _text(word(row.kind, language)), *units, when, line))
    keys = ("path", "task", "kind", "lead", "responsible", "supporting", "possibly", "deadline", "line")
    return _table("owners", keys, rows, language)


def units(plan: Plan, language: Language) -> str:
    """Return one row for each unit with its parts counted."""
    found = units_with_duties((plan,))
    counts = {unit.iri: Counter[str]() for unit in found}
    for (_, unit), part in parts_of(plan, found).items():
        counts[unit][part] += 1
    order = sorted(found, key=lambda u: (counts[u.iri]["possibly"] - counts[u.iri].total(), u.name))
    rows = [(_text(unit.name), *(_number(counts[unit.iri][part]) for part in PARTS)) for unit in order]
    return _table("units", ("unit", *(f"{part}-count" for part in PARTS)), rows, language)


def targets(plan: Plan, language: Language) -> str:
    """Return one row for each target, with the baseline that it starts from."""
    rows = []
    for place, indicator in enumerate(plan.indicators):
        bases = [o for o in indicator.observations if o.is_baseline]
        base = "；".join(
            f"{with_unit(o.value_text, o.value, indicator.unit_text)} {day(o.date, language)}".strip() for o in bases
        )
        name = _link(f"i{place}", indicator.label) if indicator.spans else _text(indicator.label)
        for target in indicator.targets:
            value = _Cell(escape(clean(target_words(target, language, indicator.unit_text))), str(target.value))
            year = _number(target.deadline.year) if target.deadline else _text(target.deadline_text)
            statistic = " ".join(word(key, language) for key in (indicator.statistic, indicator.bindingness) if key)
            rows.append((name, value, year, _text(base), _text(statistic), line_link(target.spans or indicator.spans)))
    return _table("targets", ("indicator", "target", "year", "baseline", "statistic", "line"), rows, language)


def gaps(plan: Plan, language: Language) -> str:
    """Return one row for each kind of gap, with links to the lines of the things that have it."""
    rows = []
    for gap in gaps_of(plan):
        places = []
        for thing in gap.found:
            label = getattr(thing, "label", "") or getattr(thing, "trigger", "")
            shown = escape(clean(label))
            places.append(f'<a href="#L{thing.spans[0].line}">{shown}</a>' if thing.spans else shown)
        rows.append(
            (
                _text(gap.name(language)),
                _Cell(f"{len(gap.found)}/{gap.of}", str(len(gap.found))),
                _Cell("、".join(places)),
            )
        )
    return _table("gaps", ("gap", "count", "where"), rows, language)


def bodies(plan: Plan, language: Language) -> str:
    """Return one row for each co-ordinating body, its posts as printed."""
    rows = []
    for place, body in enumerate(plan.bodies):
        printed = [*body.chairs, *body.vice_chairs, *body.members, *([body.office] if body.office else [])]
        posts = "；".join(printed) or "、".join(unit.name for unit in body.units) or say("none", language)
        name = _link(f"b{place}", body.name) if body.spans else _text(body.name)
        rows.append((name, _text(posts), line_link(body.spans)))
    return _table("bodies", ("body", "posts", "line"), rows, language)


def steps(plan: Plan, language: Language) -> str:
    """Return phases, sums of money and checks."""
    rows = []
    for step in plan.steps:
        ends = [value for value in (step.starts, step.ends) if value is not None]
        when = _Cell(escape(" — ".join(day(value, language) for value in ends)), ends[0].isoformat() if ends else "")
        what = f"{step.label} {step.detail}".strip()
        rows.append((_text(word(step.kind, language)), _text(what), when, line_link(step.spans)))
    return _table("steps", ("kind", "what", "when", "line"), rows, language)


def cited(plan: Plan, language: Language) -> str:
    """Return the documents that the plan names."""
    rows = [
        (_text(c.title), _text(c.number), _text(word(c.relation, language)), line_link(c.spans)) for c in plan.cited
    ]
    return _table("cited", ("title", "number", "relation", "line"), rows, language)


def unread(plan: Plan, language: Language) -> str:
    """Return the runs that hold a trigger word and became no fact."""
    rows = [
        (_text(u.trigger), _text(u.reason), _text(u.spans[0].quote if u.spans else ""), line_link(u.spans))
        for u in plan.unread
    ]
    return _table("unread", ("trigger", "reason", "quote", "line"), rows, language)


TABLES = (owners, units, targets, gaps, bodies, steps, cited, unread)
