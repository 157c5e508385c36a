"""Findings in words: the label of the thing, the value as printed, and the place in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import both
from kg.namespaces import NS
from kg.records import Problem
from kg.terms import DCTERMS, GP, NIF, PROV, RDFS, SKOS
from kg.validation.terms import short

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kg.validation.graph import Finding
    from kg.validation.rules import Rule

_LABELS: Final = (
    RDFS.label, SKOS.prefLabel, DCTERMS.title, GP.unitText, GP.clauseText, GP.valueText, GP.trigger, GP.fileName,
    NIF.anchorOf,
)  # fmt: skip
_MAX_LABEL: Final = 60
_MAX_QUOTE: Final = 120


class Describer:
    """Knows one graph; answers for its things with labels and places."""

    def __init__(self, graph: Graph, source: str) -> None:
        from rdflib import URIRef  # noqa: PLC0415 (heavy)

        self._graph = graph
        self._source = source
        self._iri = URIRef
        self._texts = {context: str(text) for context, text in graph.subject_objects(URIRef(NIF.isString))}
        self._places: dict[Node, tuple[int, int, str, str | None] | None] = {}

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
            subject=str(subject) if subject is not None else None,
            label=self.label(subject) if subject is not None else None,
            path=finding.path or rule.path,
            value=self.text(finding.value) if finding.value is not None else None,
            source=(place[3] if place is not None else None) or self._source,
            line=place[0] if place is not None else None,
            column=place[1] if place is not None else None,
            quote=place[2] if place is not None else None,
        )

    def label(self, node: Node) -> str:
        """Return what people call a thing; its short name where nothing in the graph says."""
        for term in _LABELS:
            for label in sorted(str(o) for o in self._graph.objects(node, self._iri(term))):
                return _shorten(label, _MAX_LABEL)
        return short(str(node))

    def text(self, value: Node) -> str:
        """Return a value for people: the lexical form of a literal, the label of a thing, the name of a term."""
        from rdflib import Literal  # noqa: PLC0415 (heavy)

        if isinstance(value, Literal):
            return _shorten(str(value), _MAX_QUOTE)
        if str(value).startswith(NS):
            return short(str(value))
        targets = self._graph.objects(value, self._iri(GP.hasTarget))
        figures = sorted(str(o) for t in targets for o in self._graph.objects(t, self._iri(GP.valueText)))
        return " ".join([self.label(value), *figures])

    def place(self, node: Node) -> tuple[int, int, str, str | None] | None:
        """Return line and column from 1, the quoted words and the file of the first run that shows `node`.

        A thing without evidence of its own (a unit, a place) is shown by the shortest run of what points to it.
        """
        if node not in self._places:
            runs = self._runs(node)
            first = min(runs) if runs else None
            if first is None:
                held = [run for holder in set(self._graph.subjects(None, node)) for run in self._runs(holder)]
                first = min(held, key=lambda run: (-run[1] - run[0], run)) if held else None
            self._places[node] = first[2:] if first is not None else None
        return self._places[node]

    def _runs(self, node: Node) -> list[tuple[int, int, int, int, str, str | None]]:
        found = []
        for run in (node, *self._graph.objects(node, self._iri(GP.evidence))):
            begin = self._number(run, NIF.beginIndex)
            end = self._number(run, NIF.endIndex)
            context = self._graph.value(run, self._iri(NIF.referenceContext))
            text = self._texts.get(context) if context is not None else None
            if begin is None or end is None or text is None or not 0 <= begin < end <= len(text):
                continue
            line = text.count("\n", 0, begin) + 1
            column = begin - (text.rfind("\n", 0, begin) + 1) + 1
            # the longest of the runs that begin there comes first
            found.append((begin, -end, line, column, _shorten(text[begin:end], _MAX_QUOTE), self._file(context)))
        return found

    def _number(self, run: Node, term: str) -> int | None:
        from rdflib import Literal  # noqa: PLC0415 (heavy)

        value = self._graph.value(run, self._iri(term))
        number = value.toPython() if isinstance(value, Literal) else None
        return number if isinstance(number, int) else None

    def _file(self, context: Node | None) -> str | None:
        document = self._graph.value(context, self._iri(NIF.sourceUrl))
        if document is None:
            document = self._graph.value(None, self._iri(PROV.wasDerivedFrom))
        name = self._graph.value(document, self._iri(GP.fileName)) if document is not None else None
        return str(name) if name is not None else None


def _shorten(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
