"""Findings in words: the label of the thing, the value as printed, and the place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import both
from kg.namespaces import NS, prefixed
from kg.records import Problem
from kg.terms import DCTERMS, GP, NIF, PROV, RDFS, SKOS
from kg.validation.index import PlanIndex, is_literal, lexical

if TYPE_CHECKING:
    from kg.validation.graph import Finding
    from kg.validation.rules import Rule


class Place(NamedTuple):
    """Where a run stands: line and column from 1, its words, its file; in a workbook the cell too.

    `sheet` counts the sheets that hold a table (`#2`), None where there is one.
    """

    line: int
    column: int
    quote: str
    file: str | None
    sheet: str | None = None
    cell: str | None = None


_LABELS: Final = tuple(
    f"<{term}>"
    for term in (
        RDFS.label, SKOS.prefLabel, DCTERMS.title, GP.unitText, GP.clauseText, GP.valueText, GP.trigger, GP.fileName,
        NIF.anchorOf,
    )
)  # fmt: skip
_OWN: Final = f"<{NS}"
_IS_STRING, _EVIDENCE, _CONTEXT = f"<{NIF.isString}>", f"<{GP.evidence}>", f"<{NIF.referenceContext}>"
_BEGIN, _END, _SOURCE_URL = f"<{NIF.beginIndex}>", f"<{NIF.endIndex}>", f"<{NIF.sourceUrl}>"
_HAS_TARGET, _VALUE_TEXT = f"<{GP.hasTarget}>", f"<{GP.valueText}>"
_TABLE, _ROW, _COLUMN, _MEDIA = f"<{GP.table}>", f"<{GP.row}>", f"<{GP.column}>", f"<{GP.mediaType}>"
_WORKBOOK: Final = re.compile(r"spreadsheet|ms-excel")
_DERIVED, _FILE_NAME = f"<{PROV.wasDerivedFrom}>", f"<{GP.fileName}>"
_WHOLE: Final = re.compile(r'"(-?[0-9]{1,18})"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')
_LINE: Final = re.compile(r"\n")
_MAX_LABEL: Final = 60
_MAX_QUOTE: Final = 120


class Describer:
    """Knows one graph; answers for its things with labels and places."""

    def __init__(self, graph: PlanIndex, source: str, document: str | None = None) -> None:
        self._graph = graph
        self._document = document
        self._source = source
        self._texts = {context: lexical(text) for context, text in graph.pairs.get(_IS_STRING, ())}
        self._lines: dict[str, list[int]] = {}
        self._places: dict[str, Place | None] = {}
        self._labels: dict[str, str] = {}
        self._holders: dict[str, list[str]] | None = None
        self._cells: dict[tuple[str | None, int | None], str] | None = None
        self._has_sheets = False

    def problem(self, rule: Rule, finding: Finding) -> Problem:
        """Return the problem that `finding` is."""
        subject = finding.subject
        place = self.place(subject) if subject is not None else None
        remedy = rule.remedy
        if finding.hint:
            remedy = both(f"Did you mean {finding.hint}? {rule.remedy}", f"是否指 {finding.hint}？{rule.remedy.zh}")
        return Problem(
            code=rule.id,
            severity=rule.severity,
            message=rule.message,
            remedy=remedy,
            tier=rule.tier.value,
            subject=lexical(subject) if subject is not None else None,
            label=self.label(subject) if subject is not None else None,
            path=finding.path or rule.path,
            value=self.text(finding.value) if finding.value is not None else None,
            source=self._source if place is None or place.file in (None, "", self._document) else place.file,
            line=place.line if place is not None else None,
            column=place.column if place is not None else None,
            sheet=place.sheet if place is not None else None,
            cell=place.cell if place is not None else None,
            quote=place.quote if place is not None else None,
        )

    def label(self, node: str) -> str:
        """Return what people call a thing; its short name where nothing in the graph says."""
        found = self._labels.get(node)
        if found is None:
            row = self._graph.rows.get(node, {})
            labels = next((row[term] for term in _LABELS if term in row), None)
            found = _shorten(min(map(lexical, labels)), _MAX_LABEL) if labels else prefixed(lexical(node))
            self._labels[node] = found
        return found

    def text(self, value: str) -> str:
        """Return a value for people: the lexical form of a literal, the label of a thing, the name of a term."""
        if is_literal(value):
            return _shorten(lexical(value), _MAX_QUOTE)
        if value.startswith(_OWN):
            return prefixed(lexical(value))
        targets = self._graph.objects(value, _HAS_TARGET)
        figures = sorted(lexical(o) for t in targets for o in self._graph.objects(t, _VALUE_TEXT))
        return " ".join([self.label(value), *figures])

    def place(self, node: str) -> Place | None:
        """Return line and column from 1, the quoted words and the file of the first run that shows `node`.

        A thing without evidence of its own (a unit, a place) is shown by the shortest run of what points to it.
        """
        if node not in self._places:
            runs = self._runs(node)
            first = min(runs) if runs else None
            if first is None:
                held = [run for holder in self._holders_of(node) for run in self._runs(holder)]
                first = min(held, key=lambda run: (-run[1] - run[0], run)) if held else None
            self._places[node] = self._shown(first) if first is not None else None
        return self._places[node]

    def _holders_of(self, node: str) -> list[str]:
        if self._holders is None:
            self._holders = {}
            for pairs in self._graph.pairs.values():
                for subject, target in pairs:
                    if target[0] != '"':
                        self._holders.setdefault(target, []).append(subject)
        return self._holders.get(node, [])

    def _runs(self, node: str) -> list[tuple[int, int, str, str]]:
        """Return begin, minus end, text and name of the runs that show a thing, the longer of two first."""
        found = []
        for run in (node, *self._graph.objects(node, _EVIDENCE)):
            begin = self._number(run, _BEGIN)
            end = self._number(run, _END)
            context = self._graph.value(run, _CONTEXT)
            text = self._texts.get(context) if context is not None else None
            if begin is None or end is None or context is None or text is None or not 0 <= begin < end <= len(text):
                continue
            found.append((begin, -end, context, run))
        return found

    def _shown(self, run: tuple[int, int, str, str]) -> Place:
        begin, end, context = run[0], -run[1], run[2]
        text = self._texts[context]
        starts = self._lines.get(context)
        if starts is None:
            starts = self._lines[context] = [0, *(match.end() for match in _LINE.finditer(text))]
        line = bisect_right(starts, begin)
        column = begin - starts[line - 1] + 1
        return Place(
            line,
            column,
            _shorten(text[begin:end], _MAX_QUOTE),
            self._file(context),
            *self._cell(run[3], context, begin),
        )

    def _cell(self, run: str, context: str, begin: int) -> tuple[str | None, str | None]:
        """Return the sheet and the cell of a run of a workbook; of one over several cells the first."""
        document = self._document_of(context)
        media = self._graph.value(document, _MEDIA) if document is not None else None
        if media is None or not _WORKBOOK.search(media):
            return None, None
        if self._cells is None:
            cells = ((self._number(other, _BEGIN), other) for other, _ in self._graph.pairs.get(_ROW, ()))
            self._cells = {(self._graph.value(other, _CONTEXT), start): other for start, other in cells}
            tables = (self._number(other, _TABLE) for other, _ in self._graph.pairs.get(_TABLE, ()))
            self._has_sheets = any(table not in (None, 1) for table in tables)
        if self._graph.value(run, _ROW) is None:
            run = self._cells.get((context, begin), run)
        row, column = self._number(run, _ROW), self._number(run, _COLUMN)
        if row is None or column is None:
            return None, None
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 (only where a workbook was read)

        sheet = f"#{self._number(run, _TABLE)}" if self._has_sheets else None
        return sheet, xl_rowcol_to_cell(row - 1, column - 1)

    def _number(self, run: str, term: str) -> int | None:
        value = self._graph.value(run, term)
        match = _WHOLE.fullmatch(value) if value is not None else None
        return int(match.group(1)) if match is not None else None

    def _document_of(self, context: str) -> str | None:
        document = self._graph.value(context, _SOURCE_URL)
        if document is None:
            derived = sorted(target for _, target in self._graph.pairs.get(_DERIVED, ()))
            document = derived[0] if derived else None
        return document

    def _file(self, context: str) -> str | None:
        document = self._document_of(context)
        name = self._graph.value(document, _FILE_NAME) if document is not None else None
        return lexical(name) if name is not None else None


def _shorten(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
