"""From the bytes of one document to its plan: read, outline, rules, resolve. Knows no format and no word.

Each stage takes what the stages before it found; nothing is written anywhere. A document that cannot
be read is one problem of its result and never an exception.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.errors import SourceError
from kg.records import Plan, Problem, Severity, SourceDocument, Unit
from loaders.assemble import Assembler
from loaders.document import Document
from loaders.encoding import EncodingError
from loaders.encoding.formats import Encoding, encoding_of
from loaders.encoding.rdf import StatedGraph
from loaders.ledger import read_ledger
from loaders.limits import LIMITS, Limits
from loaders.outline import read_outline
from loaders.reading import Reading
from loaders.resolve import UnitResolver, settle
from loaders.rules.action import read_actions
from loaders.rules.clause.standing import read_standing_rules
from loaders.rules.head import Head, read_head
from loaders.rules.leading_group import read_leading_groups
from loaders.rules.loose_table import with_loose_tables
from loaders.rules.task_grid import read_kept_tables
from loaders.sniff import read_document
from loaders.subject import read_subjects

_SECOND_NOTICE = re.compile(r"\n([^\n。；;《》]{0,40}关于印发[^\n。；;]{4,80}的通知)(?=\n)")
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
        plan, problems = read_plan(document)
    except SourceError as error:
        fault = Problem(error.code, Severity.VIOLATION, error.message, error.remedy, source=name)
        return LoadResult(Status.FAILED, name, None, (fault,))
    logger.info("%s: %d actions, %d indicators", name, len(plan.actions), len(plan.indicators))
    partial = any(problem.severity is Severity.VIOLATION for problem in problems)
    return LoadResult(Status.PARTIAL if partial else Status.LOADED, name, plan, problems)


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
    """Return the plan that a document states, and what was unclear in it.

    Raises:
        SourceError: The document holds no text to read.
    """
    reading = Reading(document)
    outline = with_loose_tables(reading, read_outline(reading))
    head = read_head(reading, outline.body_start if outline.items else None)
    year = _year(head)
    opening = reading.text[head.body_start : head.body_start + 200]
    settlement = settle(
        (*head.issuers, head.title, head.notice_title, *head.addressees, head.document_number, opening), year
    )
    rules = read_standing_rules(reading.text)
    tables = read_kept_tables(reading, outline, rules, year)
    found = read_actions(reading.text, tables.outline, rules, context_year=year)
    found = replace(found, drafts=(*found.drafts, *tables.drafts))
    groups = read_leading_groups(reading, 0, outline.body_end)
    resolver = UnitResolver(settlement.place, head.issuers, [group.name for group in groups])
    assembler = Assembler(reading, resolver.resolve, rules)
    assembler.read.extend(tables.read)
    sections, actions = assembler.outline(outline, found)
    subjects = read_subjects(reading, outline, head, found.drafts, assembler)
    plan = Plan(
        head.title or document.name,
        settlement.place,
        SourceDocument(
            document.name, document.media_type, document.sha256, document.text, document.metadata.source_url
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
        (*tables.unread, *assembler.unread, *subjects.unread, *read_ledger(reading, outline, assembler.read)),
        head.repairs,
    )
    problems = list(_unclear(document, head, settlement.place is None, settlement.candidates))
    if not (plan.actions or plan.indicators):
        problems.append(_bare(document))
    problems.extend(_second_plan(document, reading, head))
    return plan, (*document.remarks, *problems)


def _year(head: Head) -> int | None:
    for date in (head.issued, head.starts, head.ends):
        if date is not None:
            return date.year
    return None


def _issuer(resolver: UnitResolver, name: str) -> Unit:
    return resolver.resolve(name, ())


def _bare(document: Document) -> Problem:
    return Problem(
        "nothing-stated",
        Severity.WARNING,
        f"{document.name} states no action and no indicator.",
        "Check that it is a plan, and that its parts are numbered.",
        source=document.name,
    )


def _second_plan(document: Document, reading: Reading, head: Head) -> Iterator[Problem]:
    """Warn where a second notice opens behind the first document: one file gives one plan."""
    for line in _SECOND_NOTICE.finditer(reading.text, head.body_start):
        yield Problem(
            "second-plan",
            Severity.WARNING,
            f"{document.name} holds a second document, “{reading.printed(*line.span(1))}”; "
            "only the first is read as a plan.",
            "Put each plan into a file of its own.",
            line=reading.document.text.count("\n", 0, reading.position(line.start(1))) + 1,
            source=document.name,
        )
        return


def _unclear(document: Document, head: Head, placeless: bool, candidates: tuple[object, ...]) -> list[Problem]:
    found = []
    if not head.title:
        found.append(
            Problem(
                "no-title",
                Severity.WARNING,
                f"{document.name} states no title.",
                "Look at the first lines of the document.",
                source=document.name,
            )
        )
    if len(candidates) > 1:
        names = ", ".join(sorted(str(getattr(place, "name", place)) for place in candidates))
        found.append(
            Problem(
                "ambiguous-place",
                Severity.WARNING,
                f"{document.name} may govern any of: {names}.",
                "Name the place around it in the title or the issuer.",
                source=document.name,
            )
        )
    elif placeless:
        found.append(
            Problem(
                "no-place",
                Severity.WARNING,
                f"{document.name} names no place that it governs.",
                "Give the issuer's full name in the document.",
                source=document.name,
            )
        )
    return found
