"""From the bytes of one document to its plan: read, outline, rules, resolve. Knows no format and no word.

Each stage takes what the stages before it found; nothing is written anywhere. A document that cannot
be read is one problem of its result and never an exception.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kg.errors import SourceError, both
from kg.mapping import iri_of_plan
from kg.records import LeadingGroup, Plan, Problem, Severity, SourceDocument, Unit
from loaders.assemble import Assembler
from loaders.document import Document
from loaders.encoding import EncodingError
from loaders.encoding.formats import Encoding, encoding_of
from loaders.encoding.rdf import StatedGraph
from loaders.ledger import poorly_recognised, read_ledger
from loaders.limits import LIMITS, Limits
from loaders.outline import Outline, SectionKind, read_outline
from loaders.parts import is_ledger, moved, openings, parts
from loaders.reading import Reading
from loaders.resolve import UnitResolver, looks_like_unit, settle
from loaders.resolve.settle import opens_with_place
from loaders.rules.action import read_actions
from loaders.rules.clause.standing import read_standing_rules
from loaders.rules.head import Head, read_head
from loaders.rules.leading_group import read_leading_groups
from loaders.rules.loose_items import with_loose_items
from loaders.rules.loose_table import with_loose_tables
from loaders.rules.task_grid import read_kept_tables
from loaders.sniff import read_document
from loaders.subject import read_subjects

_PAGE: Final = 1_500
"""So much of a text is asked for the place that nothing in its head names."""
logger = logging.getLogger(__name__)


class Status(StrEnum):
    """What became of a document: never LOADED while a violation is among its problems."""

    LOADED = "loaded"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one document gave: a plan, or graphs as a file of RDF states them."""

    status: Status
    name: str
    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    graphs: tuple[StatedGraph, ...] = ()
    others: tuple[Plan, ...] = ()
    """The plans of further documents in the same file."""
    origin: str = ""
    """Where it was read from, in full; empty where reading again means another document, as from standard input."""


def load(data: bytes, name: str, limits: Limits = LIMITS, address: str | None = None) -> LoadResult:
    """Read one document or encoding; every fault of it is a problem of the result.

    Args:
        data: The bytes of the file.
        name: Its name without folders, kept as `gp:fileName`.
        limits: What reading it may cost.
        address: Where it was fetched from, kept as `dcterms:source`.
    """
    encoding = encoding_of(data, name)
    if encoding is not None:
        return _load_encoding(encoding, data, name, address)
    try:
        document = read_document(data, name, limits)
        if address is not None:
            document = replace(document, metadata=replace(document.metadata, source_url=address))
        (plan, *others), problems = read_plans(document)
    except SourceError as error:
        fault = Problem(error.code, Severity.VIOLATION, error.message, error.remedy, source=name)
        return LoadResult(Status.FAILED, name, None, (fault,))
    logger.info("%s: %d actions, %d indicators", name, len(plan.actions), len(plan.indicators))
    partial = any(problem.severity is Severity.VIOLATION for problem in problems)
    return LoadResult(Status.PARTIAL if partial else Status.LOADED, name, plan, problems, others=tuple(others))


def _load_encoding(encoding: Encoding, data: bytes, name: str, address: str | None) -> LoadResult:
    """Read what a person encoded: as a whole, or not at all with every mistake a problem."""
    try:
        encoded = encoding.read(data, name)
    except EncodingError as error:
        return LoadResult(Status.FAILED, name, None, error.problems)
    except SourceError as error:
        fault = Problem(error.code, Severity.VIOLATION, error.message, error.remedy, source=name)
        return LoadResult(Status.FAILED, name, None, (fault,))
    plan = encoded.plan
    if plan is not None and plan.source is not None and plan.source.source_url is None and address is not None:
        plan = replace(plan, source=replace(plan.source, source_url=address))
    return LoadResult(Status.LOADED, name, plan, graphs=encoded.graphs)


def read_plan(document: Document) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan that a document states, taken as one, and what was unclear in it.

    Raises:
        SourceError: The document holds no text to read.
    """
    plan, problems, _ = _read(Reading(document))
    return plan, problems


def _naming(head: Head) -> tuple[str, ...]:
    """Return issuers and title, what tells the place best first: who only published a paper need not govern by it."""
    if head.published and opens_with_place(head.title):
        return head.title, *head.issuers
    return *head.issuers, head.title


def _without_orders(reading: Reading, outline: Outline, head: Head) -> Outline:
    """Return the outline, what a notice orders itself before it prints the title of its plan as no part of the plan.

    并就有关事项通知如下:一、各部门要报送进展…/ 某市人民政府 / 某市节水任务分工: where a table is all of the plan.
    """
    printed = next((e.begin for e in head.evidence if e.rule == "head.title"), None)
    if head.notice_title is None or printed is None:
        return outline
    title = reading.index(printed)
    items = (replace(item, kind=SectionKind.OTHER) if item.start < title else item for item in outline.items)
    return replace(outline, items=tuple(items))


def _read(reading: Reading) -> tuple[Plan, tuple[Problem, ...], int]:
    """Return the plan of a text, what was unclear in it, and where its body starts."""
    document = reading.document
    rules = read_standing_rules(reading.text)
    outline = with_loose_items(reading, with_loose_tables(reading, read_outline(reading)), rules)
    head = read_head(reading, outline.body_start if outline.items else None)
    outline = _without_orders(reading, outline, head)
    year = _year(head)
    opening = reading.text[head.body_start : head.body_start + 200]
    settlement = settle(
        (*_naming(head), head.notice_title, *head.addressees, head.document_number, opening),
        year,
        reading.text[:_PAGE],
    )
    tables = read_kept_tables(reading, outline, rules, year)
    found = read_actions(reading.text, tables.outline, rules, context_year=year)
    found = replace(found, drafts=(*found.drafts, *tables.drafts))
    groups = read_leading_groups(reading, 0, outline.body_end, len(reading.text))
    resolver = UnitResolver(settlement.place, head.issuers, [group.name for group in groups])
    groups = tuple(_with_units(group, resolver) for group in groups)
    assembler = Assembler(reading, resolver.resolve, rules)
    assembler.read.extend(tables.read)
    sections, actions = assembler.outline(outline, found)
    subjects = read_subjects(reading, outline, head, found.drafts, assembler)
    plan = Plan(
        head.title or document.name,
        settlement.place,
        SourceDocument(
            document.name,
            document.media_type,
            document.sha256,
            document.text,
            document.metadata.source_url,
            document.recognised_by,
        ),
        head.notice_title,
        head.document_number,
        head.document_number_text,
        tuple(_issuer(resolver, name) for name in head.issuers),
        head.issued,
        head.issued_text,
        head.starts,
        head.ends,
        head.addressees,
        head.evidence,
        sections,
        actions,
        subjects.indicators,
        subjects.cites,
        groups,
        subjects.phases,
        subjects.funding,
        subjects.evaluations,
        (
            *tables.unread,
            *assembler.unread,
            *subjects.unread,
            *read_ledger(reading, outline, assembler.read),
            *poorly_recognised(reading),
        ),
        head.repairs,
    )
    problems = list(_unclear(document, head, settlement.place is None, settlement.candidates))
    if not (plan.actions or plan.indicators):
        problems.append(_bare(document))
    return plan, (*document.remarks, *problems), head.body_start


def _year(head: Head) -> int | None:
    for date in (head.issued, head.starts, head.ends):
        if date is not None:
            return date.year
    return None


def _with_units(group: LeadingGroup, resolver: UnitResolver) -> LeadingGroup:
    """Return a group with those of its printed members that are units (市财政局, not 王某副市长)."""
    units = [resolver.resolve(name, ()) for name in group.members if looks_like_unit(name)]
    return replace(group, member_units=tuple(unit for unit in units if not unit.is_group))


def _issuer(resolver: UnitResolver, name: str) -> Unit:
    return resolver.resolve(name, ())


def _bare(document: Document) -> Problem:
    return Problem(
        "nothing-stated",
        Severity.WARNING,
        both(f"{document.name} states no action and no indicator.", f"{document.name} 中没有任务，也没有指标。"),
        both("Check that it is a plan, and that its parts are numbered.", "请确认它是规划，且各部分有编号。"),
        source=document.name,
    )


def read_plans(document: Document) -> tuple[tuple[Plan, ...], tuple[Problem, ...]]:
    """Return the plans of a file, one for each document in it, and what was unclear in them.

    Raises:
        SourceError: The document holds no text to read.
    """
    reading = Reading(document)
    whole, problems, body_start = _read(reading)
    starts = openings(reading, body_start)
    if not starts:
        return (whole,), problems
    found = [(start, _read(Reading(part))) for start, part in parts(document, [place for place, _ in starts])]
    # A notice that announces nothing is a line of another document, as in the list of links under a page.
    kept = [start for start, (plan, *_) in found if start and (plan.actions or plan.indicators)]
    if not kept:
        return (whole,), (*problems, _several(document, starts, 1))
    if len(kept) < len(starts):
        found = [(start, _read(Reading(part))) for start, part in parts(document, kept)]
    if is_ledger(starts[0][1]) and not found[0][1][0].actions:
        # The summary of a ledger, or the name of its only sheet.
        found = found[1:]
    plans = tuple(replace(moved(plan, start), source=whole.source) for start, (plan, *_) in found)
    if len({iri_of_plan(plan) for plan in plans}) < len(plans) or not (plans[0].actions or plans[0].indicators):
        return (whole,), (*problems, _several(document, starts, 1))
    problems = (*document.remarks, *(at for start, (_, some, _) in found for at in _lower(some, document, start)))
    return plans, problems if len(plans) == 1 else (*problems, _several(document, starts, len(plans)))


def _lower(problems: tuple[Problem, ...], document: Document, start: int) -> Iterator[Problem]:
    """Yield the problems of a part with the lines of the file."""
    above = document.text.count("\n", 0, start)
    for problem in problems:
        yield problem if problem.line is None else replace(problem, line=problem.line + above)


def _several(document: Document, starts: list[tuple[int, str]], plans: int) -> Problem:
    """Tell of a file with several documents: each is a plan, or they cannot be told apart."""
    place, title = starts[0]
    line = document.text.count("\n", 0, place) + 1
    if plans > 1:
        return Problem(
            "several-plans", Severity.INFO,
            both(f"{document.name} holds {plans} documents; each is read as a plan of its own.",
                 f"{document.name} 含 {plans} 份文件，已分别读为规划。"),
            line=line, source=document.name,
        )  # fmt: skip
    return Problem(
        "second-plan", Severity.WARNING,
        both(f"{document.name} seems to hold a second document, “{title}”; all of it is read as one plan.",
             f"{document.name} 似含第二份文件《{title}》，已作为一个规划读取。"),
        both("Put each plan into a file of its own.", "请把每份规划放入单独的文件。"),
        line=line, source=document.name,
    )  # fmt: skip


def _unclear(document: Document, head: Head, placeless: bool, candidates: tuple[object, ...]) -> list[Problem]:
    found = []
    if not head.title:
        found.append(
            Problem(
                "no-title",
                Severity.WARNING,
                both(f"{document.name} states no title.", f"{document.name} 没有写明标题。"),
                both("Look at the first lines of the document.", "请查看文件开头几行。"),
                source=document.name,
            )
        )
    if len(candidates) > 1:
        names = ", ".join(sorted(str(getattr(place, "name", place)) for place in candidates))
        found.append(
            Problem(
                "ambiguous-place",
                Severity.WARNING,
                both(f"{document.name} may govern any of: {names}.", f"{document.name} 可能适用于：{names}。"),
                both("Name the place around it in the title or the issuer.", "请在标题或发文机关中写明上级地区。"),
                source=document.name,
            )
        )
    elif placeless:
        found.append(
            Problem(
                "no-place",
                Severity.WARNING,
                both(f"{document.name} names no place that it governs.", f"{document.name} 没有写明适用地区。"),
                both("Give the issuer's full name in the document.", "请在文件中写明发文机关全称。"),
                source=document.name,
            )
        )
    return found
