"""One self-contained HTML page for each plan, and one that lists them.

Nothing is loaded from anywhere: styles and the script stand in the page, and its policy lets no other in. All text
of documents is escaped. Same plan, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.network.flat import clean
from kg.report import svg
from kg.report.marks import KINDS, marked_text, marks_of
from kg.report.tables import TABLES
from kg.report.words import text as say
from kg.view import units_with_duties
from kg.view.words import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.view import Entry, Plan
    from kg.view.words import Language


@cache
def _asset(name: str) -> str:
    return files("kg.report").joinpath(name).read_text(encoding="utf-8").strip()


def page_name(plan: Plan) -> str:
    """Return the name of the file of a plan: that of its IRI, which is the same in every run."""
    key = plan.iri.partition("/id/plan/")[2] or hashlib.sha256(plan.iri.encode()).hexdigest()[:16]
    return f"{re.sub('[^A-Za-z0-9-]+', '-', key).strip('-')}.html"


def _document(title: str, language: Language, body: str) -> str:
    script, style = _asset("page.js"), _asset("page.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    tag = "zh-CN" if language == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{tag}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(clean(title))}</title><style>{style}</style></head><body>\n{body}\n"
        f"<script>{script}</script></body></html>\n"
    )


def plan_page(plan: Plan, language: Language = "zh") -> str:
    """Return the page of one plan: overview, pictures, tables, and the text with what was read where."""
    tables = [table(plan, language) for table in TABLES]
    parts = [_overview(plan, language), _pictures(plan, language), *tables, _source(plan, language)]
    shown = [part for part in parts if part]
    names = [found[1] for part in shown if (found := re.match(r'<section id="([a-z]+)"', part))]
    navigation = "".join(f'<li><a href="#{name}">{escape(say(name, language))}</a></li>' for name in names)
    nav = (
        f"<nav><h2>{escape(say('contents', language))}</h2><ul>{navigation}</ul>"
        f"<h2>{escape(say('outline', language))}</h2>{_outline(plan)}</nav>"
    )
    footer = f"<footer>{escape(say('made', language))}</footer>"
    main = f"<main><h1>{escape(clean(plan.title))}</h1>{''.join(shown)}{footer}</main>"
    return _document(plan.title, language, f'<div class="page">{nav}{main}</div>')


def _facts(rows: Sequence[tuple[str, str]], language: Language) -> str:
    shown = "".join(
        f"<dt>{escape(say(key, language))}</dt><dd>{escape(clean(value))}</dd>" for key, value in rows if value
    )
    return f"<dl>{shown}</dl>"


def _overview(plan: Plan, language: Language) -> str:
    period = " — ".join(day(value, language) for value in (plan.starts, plan.ends) if value is not None)
    facts = (
        ("number", plan.number),
        ("issuer", "、".join(unit.name for unit in plan.issuers)),
        ("issued", day(plan.issued, language)),
        ("place", plan.place_name),
        ("period", period),
        ("file", plan.file_name),
        ("repairs", "；".join(plan.repairs)),
    )
    counts = (
        ("actions", len(plan.actions)),
        ("with-lead", sum(any(duty.role == "lead" for duty in action.duties) for action in plan.actions)),
        ("all-units", len(units_with_duties((plan,)))),
        ("indicators", len(plan.indicators)),
    )
    cards = "".join(f"<div><b>{count}</b>{escape(say(key, language))}</div>" for key, count in counts)
    return (
        f'<section id="overview"><h2>{escape(say("overview", language))}</h2>{_facts(facts, language)}'
        f'<div class="cards">{cards}</div><p>{escape(say("explained", language))}</p></section>'
    )


def _pictures(plan: Plan, language: Language) -> str:
    figures = []
    for key, draw in (("load", svg.load), ("matrix", svg.matrix), ("timeline", svg.timeline)):
        name = say(key, language)
        drawn = draw(plan, language, name)
        if drawn:
            figures.append(f"<figure><figcaption>{escape(name)}</figcaption>{drawn}</figure>")
    if not figures:
        return ""
    return (
        f'<section id="pictures"><h2>{escape(say("pictures", language))}</h2>{svg.legend(language)}'
        f"{''.join(figures)}</section>"
    )


def _outline(plan: Plan) -> str:
    """Return the entries as nested lists; each leads to the place where it stands in the text."""
    parents = {entry.iri: entry.parent for entry in plan.entries}
    below: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for place, entry in enumerate(plan.entries):
        parent = entry.parent if entry.parent in parents and not _in_round(entry.iri, parents) else ""
        below[parent].append((f"e{place}", entry))
    return _branch(below, "")


def _in_round(iri: str, parents: Mapping[str, str]) -> bool:
    """Return whether an entry is part of itself, as a graph may say; such entries stand at the top."""
    seen: set[str] = set()
    at = parents.get(iri, "")
    while at and at != iri and at not in seen:
        seen.add(at)
        at = parents.get(at, "")
    return at == iri


def _branch(below: Mapping[str, Sequence[tuple[str, Entry]]], parent: str) -> str:
    items = []
    for anchor, entry in below.get(parent, []):
        label = escape(clean(f"{entry.number} {entry.label}".strip()))
        shown = f'<a href="#{anchor}">{label}</a>' if entry.spans else label
        items.append(f"<li>{shown}{_branch(below, entry.iri)}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _source(plan: Plan, language: Language) -> str:
    heading = f'<section id="source"><h2>{escape(say("source", language))}</h2>'
    if not plan.text:
        listed = "".join(_described(f"e{place}", entry) for place, entry in enumerate(plan.entries))
        return f"{heading}<p>{escape(say('no-text', language))}</p>{listed}</section>"
    key = "".join(f'<mark class="{kind}">{escape(say(f"m-{kind}", language))}</mark>' for kind in KINDS)
    return (
        f'{heading}<p class="key">{key}</p>'
        f'<div class="text" lang="zh-CN">{marked_text(plan.text, marks_of(plan, language))}</div></section>'
    )


def _described(anchor: str, entry: Entry) -> str:
    title = escape(clean(f"{entry.number} {entry.label}".strip()))
    return f'<p><a id="{anchor}"></a><b>{title}</b><br>{escape(clean(entry.description))}</p>'


def index_page(plans: Sequence[Plan], language: Language = "zh") -> str:
    """Return a page that lists plans and leads to their pages, which stand beside it."""
    heads = ("plans", "place", "number", "issued", "actions", "all-units", "indicators")
    rows = []
    for plan in plans:
        counts = (len(plan.actions), len(units_with_duties((plan,))), len(plan.indicators))
        cells = [f'<a href="{escape(page_name(plan))}">{escape(clean(plan.title))}</a>']
        cells += [escape(clean(value)) for value in (plan.place_name, plan.number, day(plan.issued, language))]
        rows.append("".join(f"<td>{cell}</td>" for cell in (*cells, *map(str, counts))))
    head = "".join(f'<th scope="col"><button>{escape(say(key, language))}</button></th>' for key in heads)
    title = say("plans", language)
    lines = "\n".join(f"<tr>{row}</tr>" for row in rows)
    body = (
        f'<main><h1>{escape(title)}</h1><section><input type="search" aria-label="{escape(say("filter", language))}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{lines}</tbody></table></section></main>"
    )
    return _document(title, language, body)
