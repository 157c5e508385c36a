"""A whole plan graph as Turtle, TriG, N-Triples, N-Quads or JSON-LD: checked, then loaded as it stands.

Blank nodes get readable names from what they say, and whole numbers become decimals where the
vocabulary has decimals; nothing else is changed, added or left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import yaml

from kg import iri as mint
from kg.errors import both
from kg.mapping.syntax import in_plain_words as rdf_words
from kg.namespaces import ID, NS
from kg.records import Problem
from kg.terms import DCTERMS, GP, RDF, XSD
from loaders.encoding import graph_terms as known
from loaders.encoding import nodes
from loaders.encoding.graph_checks import check
from loaders.encoding.report import EncodingError, Place, Report
from loaders.encoding.syntax import in_plain_words
from loaders.encoding.turtle import Lines, Statement, Term, statements

if TYPE_CHECKING:
    import pyoxigraph as ox

SUFFIXES: Final = (".jsonld", ".nq", ".nt", ".trig", ".ttl")
_GRAPHS: Final = frozenset({".nq", ".trig"})


@dataclass(frozen=True, slots=True)
class StatedGraph:
    """The graph of one plan as a file states it: IRIs of graph and plan, title, and N-Quads."""

    iri: str
    plan: str
    title: str
    quads: bytes


def read_graphs(data: bytes, name: str) -> tuple[StatedGraph, ...]:
    """Return the plan graphs of an RDF file, sorted by their IRIs.

    Args:
        data: Bytes of the file, UTF-8.
        name: Its name; the suffix is one of `SUFFIXES`, or `.json` for JSON-LD.

    Raises:
        EncodingError: The file is no RDF or holds mistakes; `problems` has all of them.
    """
    report = Report(name)
    text = nodes.decode(data, report, limit=None)
    report.raise_any()
    suffix = PurePath(name).suffix.lower()
    quads: list[ox.Quad] = []
    if text is not None:
        if suffix in (".jsonld", ".json"):
            quads = _json_ld(text, report)
            stated = list(_located(text, quads))
        else:
            quads = _parsed(text, suffix, report)
            report.raise_any()
            stated = statements(text, ID)
        report.raise_any()
        check(stated, Lines(text), report)
    report.raise_any()
    return tuple(_graphs(quads))


def faults(path: Path) -> tuple[Problem, ...]:
    """Return the mistakes for which an RDF file of a plan would not be loaded; none for RDF about other things.

    A file that cannot be read has none either: whoever reads it says so.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return ()
    if not any(mark.encode() in data for mark in (NS, known.CONTEXT_ADDRESS)):
        return ()
    try:
        read_graphs(data, path.name)
    except EncodingError as error:
        return error.problems
    return ()


def _parsed(text: str, suffix: str, report: Report) -> list[ox.Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    formats = {
        ".nq": ox.RdfFormat.N_QUADS,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".trig": ox.RdfFormat.TRIG,
        ".ttl": ox.RdfFormat.TURTLE,
        ".json": ox.RdfFormat.JSON_LD,
    }
    try:
        return list(ox.parse(text, format=formats[suffix], base_iri=ID))
    except SyntaxError as error:
        place = None if error.lineno is None else Place(error.lineno - 1, max(0, (error.offset or 1) - 1))
        report.add("graph-syntax", place, detail=rdf_words(str(error.msg)))
        return []


def _json_ld(text: str, report: Report) -> list[ox.Quad]:
    root = nodes.compose(text, report)
    report.raise_any()
    if root is not None:
        _keys(root, report)
    try:
        whole = json.loads(text)
    except ValueError as error:
        place = None
        if isinstance(error, json.JSONDecodeError):
            place = Place(error.lineno - 1, error.colno - 1)
        report.add("graph-syntax", place, detail=in_plain_words(str(getattr(error, "msg", error))))
    report.raise_any()
    if isinstance(whole, dict) and whole.get("@context") == known.CONTEXT_ADDRESS:
        whole["@context"] = known.context()
    return _parsed(json.dumps(whole), ".json", report)


def _keys(node: yaml.Node, report: Report) -> None:
    """Report every key that the context does not know, and a context that would have to be fetched."""
    import difflib  # noqa: PLC0415 (beside its only user)

    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _keys(item, report)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, None] = {}
    for key, value in node.value:
        name = nodes.scalar_text(key) if isinstance(key, yaml.ScalarNode) else "?"
        if name in seen:
            report.add("encoding-duplicate-key", key.start_mark, key=name)
        seen[name] = None
        if name == "@context":
            if not isinstance(value, yaml.ScalarNode) or nodes.scalar_text(value) != known.CONTEXT_ADDRESS:
                report.add("graph-context", value.start_mark, value=known.CONTEXT_ADDRESS)
            continue
        if not name.startswith("@") and name not in known.context() and ":" not in name:
            near = difflib.get_close_matches(name[:60], known.context(), n=1)
            hint = (
                both(f"Did you mean {near[0]}?", f"是否想写“{near[0]}”？")
                if near
                else both("See ontology/context.jsonld.", "可用的键见 ontology/context.jsonld。")
            )
            report.add("encoding-unknown-key", key.start_mark, key=name, hint=hint)
        _keys(value, report)


def _located(text: str, quads: Sequence[ox.Quad]) -> Iterator[Statement]:
    """Yield the statements of JSON-LD, each value at the place where its words stand behind its subject and key."""
    from pyoxigraph import Literal, NamedNode  # noqa: PLC0415 (heavy)

    keys = {iri: expected.key for iri, expected in known.properties().items()} | {RDF.type: "type"}
    names = {known.full(str(iri)): key for key, iri in known.context().items() if isinstance(iri, str)}
    for quad in quads:
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
        begin = max(0, text.find(json.dumps(subject, ensure_ascii=False)))
        key = max(begin, text.find(f'"{keys.get(quad.predicate.value, "?")}"', begin))
        value = quad.object
        words = str(getattr(value, "value", value))
        forms = [json.dumps(words, ensure_ascii=False), json.dumps(words), words, f'"{names.get(words, words)}"']
        places = [place for form in forms if (place := text.find(form, key)) >= 0]
        index = min(places, default=key)
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None
        if isinstance(value, Literal):
            last = Term("literal", words, index, value.datatype.value, words)
        else:
            kind = "iri" if isinstance(value, NamedNode) else "blank"
            last = Term(kind, words if kind == "iri" else str(value), index)
        kind = "iri" if isinstance(quad.subject, NamedNode) else "blank"
        yield Statement(Term(kind, subject, begin), Term("iri", quad.predicate.value, key), last, graph)


def _graphs(quads: Sequence[ox.Quad]) -> Iterator[StatedGraph]:
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    parts: dict[str | None, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        parts[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None].append(quad)
    shared = parts.pop(None, [])
    wholes = {name: [*shared, *part] for name, part in parts.items()} or {None: shared}
    for name in sorted(wholes, key=str):
        part = wholes[name]
        plan = next(q.subject for q in part if q.predicate.value == RDF.type and str(q.object) == f"<{GP.Plan}>")
        names = _names(part, plan.value if isinstance(plan, ox.NamedNode) else None)
        iri = names.get(str(plan), getattr(plan, "value", str(plan)))
        title = next(q.object for q in part if q.predicate.value == DCTERMS.title and q.subject == plan)
        graph = name or mint.graph_iri(iri)
        lines = sorted({f"{_subject(q, names)} <{graph}> .\n" for q in part})
        yield StatedGraph(graph, iri, str(getattr(title, "value", title)), "".join(lines).encode())


def _subject(quad: ox.Quad, names: Mapping[str, str]) -> str:
    """Return subject, predicate and value of a quad as N-Quads has them."""
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    value = quad.object
    expected = known.properties().get(quad.predicate.value)
    if isinstance(value, ox.Literal) and expected is not None and expected.datatype == XSD.decimal:
        value = ox.Literal(value.value, datatype=ox.NamedNode(XSD.decimal))
    subject = names.get(str(quad.subject))
    last = names.get(str(value))
    return (
        f"{quad.subject if subject is None else f'<{subject}>'} {quad.predicate} "
        f"{value if last is None else f'<{last}>'}"
    )


def _names(part: Sequence[ox.Quad], plan: str | None) -> dict[str, str]:
    """Return IRIs for the blank nodes of a graph: what a node says, and what points to it, make its name."""
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    said: dict[str, list[str]] = defaultdict(list)
    led: dict[str, str] = {}
    for quad in part:
        if isinstance(quad.subject, ox.BlankNode):
            value = "[]" if isinstance(quad.object, ox.BlankNode) else str(quad.object)
            said[str(quad.subject)].append(f"{quad.predicate} {value}")
        if isinstance(quad.object, ox.BlankNode):
            led.setdefault(str(quad.object), f"{quad.subject} {quad.predicate}")
    names: dict[str, str] = {}
    used: set[str] = set()
    base = plan or f"{ID}plan/unknown"
    for node in dict.fromkeys((*said, *led)):
        holder = led.get(node, "")
        if holder.startswith("_:"):
            holder = names.get(holder.split(" ")[0], "")
        iri = mint.part_iri(base, "node", *sorted(said.get(node, [])), holder)
        while iri in used:
            iri = mint.apart(iri, "again")
        used.add(iri)
        names[node] = iri
    return names
