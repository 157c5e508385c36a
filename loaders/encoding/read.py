"""Encodings to records: a plan that a person wrote as YAML or JSON, read strictly and as a whole.

Either every line is understood and a `Plan` comes back, or one `EncodingError` lists all mistakes.
The file is the source of its own facts: evidence points into its text.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Final

import yaml

from kg.errors import both
from kg.records import (
    Action,
    ActionKind,
    CitedDocument,
    Evaluation,
    Funding,
    Indicator,
    LeadingGroup,
    Phase,
    Plan,
    Section,
    SourceDocument,
)
from loaders.encoding import nodes
from loaders.encoding.entry import Entry
from loaders.encoding.goals import read_indicator
from loaders.encoding.grid import read_sheets
from loaders.encoding.naming import Naming, TableNaming
from loaders.encoding.order import reading_order
from loaders.encoding.report import EncodingError, Report
from loaders.encoding.responsibility import read_clauses
from loaders.encoding.units import NOTHING, UnitBook, read_place
from loaders.encoding.values import digits, printed
from loaders.encoding.workbook import read_csv, read_workbook

MEDIA_TYPES: Final = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
_LAST_ORDER = 1_000_000


def read_encoding(data: bytes, name: str, *, naming: Naming | None = None) -> Plan:
    """Return the plan that an encoding states.

    Args:
        data: Bytes of the file: UTF-8, YAML or JSON, at most `nodes.MAX_BYTES`.
        name: File name for messages and for the source of the plan.
        naming: Resolves written names; by default the tables of places and units do, as for documents.

    Raises:
        EncodingError: The file is unreadable or holds mistakes; `problems` has all of them.
    """
    report = Report(name)
    text = nodes.decode(data, report)
    root = None if text is None else nodes.compose(text, report)
    report.raise_any()
    if text is None or not isinstance(root, yaml.MappingNode):
        wanted, found = report.kind("record"), report.kind("null" if root is None else nodes.kind_of(root))
        report.add("encoding-type", None, key=name, wanted=wanted, found=found)
        report.raise_any()
        raise EncodingError(
            both(f"{name} holds no plan.", f"{name} 中没有规划。"), both("Write a plan.", "请写入规划。"), ()
        )
    return _plan(root, text, data, report, naming)


def read_table(data: bytes, name: str, *, naming: Naming | None = None) -> Plan:
    """Return the plan that a workbook or a CSV file of the template states; arguments and errors as above."""
    report = Report(name)
    book = read_workbook(data, name, report) if data.startswith(b"PK") else read_csv(data, report)
    report.raise_any()
    return _plan(read_sheets(book, report), book.text, data, report, naming)


def _plan(root: yaml.MappingNode, text: str, data: bytes, report: Report, naming: Naming | None) -> Plan:
    name = report.name
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    media_type = MEDIA_TYPES.get(suffix, "application/yaml")
    source = SourceDocument(name, media_type, hashlib.sha256(data).hexdigest(), text)
    entry = Entry(root, "encoding", text, report, is_sheet=suffix in (".xlsx", ".csv"))
    plan = _PlanReader(entry, source, report, naming or TableNaming()).plan()
    report.raise_any()
    return plan


class _PlanReader:
    """Reads the groups of one file in the order in which they need each other."""

    def __init__(self, root: Entry, source: SourceDocument, report: Report, naming: Naming) -> None:
        self._root = root
        self._source = source
        self._report = report
        self._naming = naming

    def plan(self) -> Plan:
        root, source = self._root, self._source
        head = root.record("plan")
        if head is None:
            return Plan("?", None)
        place = read_place(head, self._naming)
        bodies = [*root.records("bodies")]
        issuers = head.words("issuers")
        unit_of = self._naming.units(place, issuers, [entry.needed("name") for entry in bodies])
        units = UnitBook(root.records("units"), place, self._naming, unit_of)
        sections, actions = self._parts(units)
        # who lists no sections may still say where an indicator stands
        paths = {s.path for s in sections} | {a.path for a in actions} if sections else set()
        issued, issued_written = head.date("issued")
        if head.has("source"):
            source = SourceDocument(
                source.file_name,
                source.media_type,
                source.sha256,
                source.text,
                head.text("source"),
                source.recognised_by,
            )
        return Plan(
            title=head.needed("title"),
            jurisdiction=place,
            source=source,
            notice_title=head.text("notice_title"),
            document_number=head.text("document_number"),
            document_number_text=head.text("document_number_text"),
            issuers=tuple(units.unit(text) for text in issuers),
            issued=issued,
            issued_text=printed(issued, issued_written, head.text("issued_text")),
            starts=head.date("starts")[0],
            ends=head.date("ends")[0],
            addressees=head.words("addressees"),
            evidence=head.evidence_of("title"),
            sections=sections,
            actions=actions,
            indicators=tuple(self._indicator(entry, paths, units) for entry in root.records("indicators")),
            cites=tuple(self._cited(entry) for entry in root.records("cites")),
            leading_groups=tuple(self._body(entry, units) for entry in bodies),
            phases=tuple(
                Phase(e.needed("name"), e.date("start")[0], e.date("end")[0], e.evidence)
                for e in root.records("phases")
            ),
            funding=tuple(self._funding(entry) for entry in root.records("funding")),
            evaluations=tuple(
                Evaluation(e.needed("name"), e.evidence, e.text("frequency")) for e in root.records("evaluations")
            ),
            repairs=head.words("repairs"),
        )

    def _parts(self, units: UnitBook) -> tuple[tuple[Section, ...], tuple[Action, ...]]:
        parts = [*self._root.records("sections")]
        count = len(parts)
        parts.extend(self._root.records("actions"))
        lines: dict[str, int] = {}
        for entry in parts:
            path = entry.text("id")
            if path is None:
                continue
            if path in lines:
                entry.reject("encoding-duplicate-id", "id", value=path, line=lines[path])
            lines.setdefault(path, entry.line("id"))
        orders = reading_order([e.needed("id") for e in parts[:count]], [e.needed("id") for e in parts[count:]])
        sections = tuple(
            Section(
                path=entry.needed("id"),
                label=entry.needed("title"),
                number=_number(entry),
                order=_order(entry, order),
                kind=_section_kind(entry),
                evidence=entry.evidence,
                parent=_parent(entry, lines),
            )
            for entry, order in zip(parts[:count], orders[:count], strict=True)
        )
        actions = tuple(
            self._action(entry, order, _parent(entry, lines), units)
            for entry, order in zip(parts[count:], orders[count:], strict=True)
        )
        return sections, actions

    @staticmethod
    def _action(entry: Entry, order: int, parent: str | None, units: UnitBook) -> Action:
        deadline, written = entry.date("deadline")
        return Action(
            path=entry.needed("id"),
            label=entry.needed("title"),
            number=_number(entry),
            order=_order(entry, order),
            kind=ActionKind(entry.code("kind") or ActionKind.TASK),
            evidence=entry.evidence,
            parent=parent,
            description=entry.text("description"),
            clauses=read_clauses(entry, units),
            deadline=deadline,
            deadline_text=printed(deadline, written, entry.text("deadline_text")),
        )

    @staticmethod
    def _indicator(entry: Entry, paths: set[str], units: UnitBook) -> Indicator:
        place = entry.text("at")
        if place is not None and paths and place not in paths:
            entry.reject("encoding-parent", "at", value=place)
        return read_indicator(entry, units)

    @staticmethod
    def _cited(entry: Entry) -> CitedDocument:
        relation = entry.code("relation") or "cites"
        return CitedDocument(entry.needed("title"), entry.text("document_number"), entry.evidence, relation)

    @staticmethod
    def _body(entry: Entry, units: UnitBook) -> LeadingGroup:
        return LeadingGroup(
            name=entry.needed("name"),
            evidence=entry.evidence,
            chairs=entry.words("chairs"),
            vice_chairs=entry.words("vice_chairs"),
            members=entry.words("members"),
            office=entry.text("office"),
            member_units=tuple(units.unit(text) for text in entry.words("member_units")),
        )

    @staticmethod
    def _funding(entry: Entry) -> Funding:
        value, written = entry.number("amount")
        return Funding(
            label=entry.needed("name"),
            value=value,
            unit=entry.text("unit"),
            evidence=entry.evidence,
            value_text=entry.text("amount_text") or (None if value is None or digits(value) == written else written),
            matching_ratio=entry.text("matching_ratio"),
        )


def _section_kind(entry: Entry) -> str:
    """Return the English word as written, since loaders have several for one kind: `goal` and `goals`."""
    kind, written = entry.code("kind"), entry.text("kind") or ""
    return written.lower() if kind is not None and written.isascii() else kind or "other"


def _number(entry: Entry) -> str:
    return entry.text("number") or entry.needed("id").split("/")[-1]


def _order(entry: Entry, default: int) -> int:
    value, written = entry.number("order")
    if value is None:
        return default
    if value != value.to_integral_value() or not 0 <= value <= Decimal(_LAST_ORDER):
        entry.reject("encoding-order", "order", value=written)
        return default
    return int(value)


def _parent(entry: Entry, lines: dict[str, int]) -> str | None:
    stated = entry.text("parent")
    if stated == NOTHING:
        return None
    if stated is not None:
        if stated not in lines:
            entry.reject("encoding-parent", "parent", value=stated)
        return stated
    head = entry.needed("id").rpartition("/")[0]
    return head if head in lines else None
