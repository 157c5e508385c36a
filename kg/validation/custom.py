"""Shapes of the user's own: any SHACL file, run by pySHACL, with what the engine would pass in silence said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ShapeFileError, both
from kg.namespaces import PREFIXES, prefixed
from kg.records import Problem, Severity
from kg.terms import RDF, RDFS
from kg.validation.describe import Describer
from kg.validation.index import is_literal, lexical, term_of
from kg.validation.places import Places
from kg.validation.rules import path_text
from kg.validation.sources import GraphText
from kg.validation.terms import add_all, quiet_literals

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
_TARGETS: Final = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_HOLDS: Final = ("property", "node", "qualifiedValueShape", "not", "and", "or", "xone")
_REMEDY: Final = both(
    "Correct the thing, or the shape where it asks too much.", "更正该事物；规则要求过高的，更正规则。"
)
_NO_NAMES: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|<[^<>\s]*>|#[^\n]*")
_NAME: Final = re.compile(r"(?<![\w:?$@-])([A-Za-z][\w-]*):")
_PREFIX: Final = re.compile(r"(?i)\bPREFIX\s+([\w-]*):\s*(<[^>]*>)")
_FACETS: Final = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class OwnShapes:
    """The shapes of one file; `ignored` are those whose sh:uniqueLang is neither true nor false as a term."""

    path: Path
    graph: Graph
    ignored: tuple[Node, ...] = ()


def load_own(path: Path) -> OwnShapes:
    """Read a file of shapes; relative names are relative to it.

    Raises:
        ShapeFileError: It is missing or no Turtle; the message names the line.
    """
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)
    from rdflib import Graph  # noqa: PLC0415 (heavy)

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ShapeFileError(
            both(f"{path} cannot be read: {error.strerror}.", f"{path} 无法读取：{error.strerror}。"),
            both("Check the name of the file and its permissions.", "请检查文件名及其权限。"),
        ) from error
    try:
        statements = list(ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise ShapeFileError(
            both(f"{path}, line {error.lineno}: {error.msg}.", f"{path} 第 {error.lineno} 行：{error.msg}。"),
            both("Correct the Turtle at that line.", "请更正该行的 Turtle。"),
        ) from error
    graph = add_all(Graph(), statements)
    ignored = [triple for triple in graph.triples((None, _sh("uniqueLang"), None)) if str(triple[2]) != "true"]
    for triple in ignored:
        # SHACL asks for the term true; pySHACL would take "1" for it
        graph.remove(triple)
    return OwnShapes(path, graph, tuple(subject for subject, _, target in ignored if str(target) != "false"))


def shapes_in(shapes: OwnShapes) -> int:
    """Return how many shapes have a target."""
    return len(_targeted(shapes.graph))


def validate_own(graphs: Iterable[GraphText], shapes: OwnShapes) -> Iterator[Problem]:
    """Yield what fails the shapes in each graph, and at the end which shapes say nothing or met nothing.

    Raises:
        ShapeFileError: The engine cannot run the shapes (a broken constraint, a query that is refused).
        SourceError: A graph is not N-Quads; on iteration.
    """
    idle = set(_targeted(shapes.graph))
    for candidate in graphs:
        with quiet_literals():
            data = candidate.graph()
            idle -= {shape for shape in idle if _meets(shapes.graph, shape, data)}
            found = list(_results(candidate, data, shapes))
        yield from sorted(found, key=lambda p: (p.code, p.subject or "", p.path or "", p.value or ""))
    places = Places.of(shapes.path)
    odd = (_note(shapes, _around(shapes.graph, s), "shape-ignored-value") for s in shapes.ignored)
    notes = [*_unknown(shapes), *_detached(shapes), *odd, *(_note(shapes, s, "shape-met-nothing") for s in idle)]
    for problem in sorted(notes, key=lambda p: (p.code, p.subject or "", p.value or "")):
        yield places.of_problem(problem)


def _results(candidate: GraphText, data: Graph, shapes: OwnShapes) -> Iterator[Problem]:
    from pyshacl import validate  # noqa: PLC0415 (heavy)
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure  # noqa: PLC0415 (heavy)
    from rdflib import Graph  # noqa: PLC0415 (heavy)

    plain = Graph()
    for triple in data:
        plain.add(triple)
    for declaration in shapes.graph.objects(None, _sh("declare")):
        # rdflib reads the prefixes of a query from the graph, and pySHACL does not follow owl:imports to them
        prefix, namespace = (shapes.graph.value(declaration, _sh(name)) for name in ("prefix", "namespace"))
        if prefix is not None and namespace is not None:
            plain.bind(str(prefix), str(namespace), override=False)
    strange = _undeclared(shapes.graph, {prefix for prefix, _ in plain.namespaces()})
    if strange:
        raise _refused(shapes, f"its queries use prefixes that are not declared: {', '.join(strange)}")
    try:
        _, report, text = validate(plain, shacl_graph=shapes.graph, inference="none", advanced=False)
    except (ReportableRuntimeError, ShapeLoadError, ValidationFailure) as error:
        raise _refused(shapes, str(error)) from error
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        # pySHACL and rdflib raise these on shapes and data that they do not expect
        raise _refused(shapes, f"{type(error).__name__}: {error}") from error
    if not isinstance(report, Graph):
        raise _refused(shapes, text)
    index = candidate.index()
    describer = Describer(index, candidate.source)
    places = Places.of(candidate.file) if candidate.file is not None else None
    for result in report.objects(None, _sh("result")):
        problem = _problem(report, result, describer, shapes.graph)
        problem = replace(problem, source=problem.source or candidate.source)
        yield places.of_problem(problem) if places is not None else problem


def _undeclared(shapes: Graph, known: set[str]) -> list[str]:
    """Return the prefixes in queries that neither sh:declare nor the query itself explains; rdflib stops at them."""
    strange: set[str] = set()
    for verb in ("select", "ask", "construct"):
        for query in shapes.objects(None, _sh(verb)):
            bare = _NO_NAMES.sub(" ", str(query))
            own = {prefix for prefix, _ in _PREFIX.findall(str(query))}
            strange |= {prefix for prefix in _NAME.findall(bare) if prefix not in known | own}
    return sorted(strange)


def _problem(report: Graph, result: Node, describer: Describer, shapes: Graph) -> Problem:
    from rdflib import BNode, Literal  # noqa: PLC0415 (heavy)

    focus = report.value(result, _sh("focusNode"))
    thing = term_of(focus) if focus is not None else None
    value = report.value(result, _sh("value"))
    path = report.value(result, _sh("resultPath"))
    shape = report.value(result, _sh("sourceShape"))
    component = str(report.value(result, _sh("sourceConstraintComponent"))).rpartition("#")[2]
    severity = str(report.value(result, _sh("resultSeverity"))).rpartition("#")[2]
    said = {o.language: str(o) for o in report.objects(result, _sh("resultMessage")) if isinstance(o, Literal)}
    english = said.get("en") or next(iter(sorted(said.values())), component)
    place = describer.place(thing) if thing is not None else None
    named = shape is not None and not isinstance(shape, BNode)
    return Problem(
        code=prefixed(str(shape)) if named else component,
        severity=Severity(severity) if severity in _FACETS else Severity.VIOLATION,
        message=both(english, said.get("zh") or english),
        remedy=_REMEDY,
        subject=lexical(thing) if thing is not None else None,
        label=_label(describer, thing) if thing is not None else None,
        path=path_text(shapes, path) if path is not None else None,
        value=describer.text(term_of(value)) if value is not None and value != focus else None,
        source=place.file if place is not None else None,
        line=place.line if place is not None else None,
        column=place.column if place is not None else None,
        sheet=place.sheet if place is not None else None,
        cell=place.cell if place is not None else None,
        quote=place.quote if place is not None else None,
        details=(component,) if named else (),
    )


def _label(describer: Describer, thing: str) -> str:
    return lexical(thing) if is_literal(thing) else describer.label(thing)


def _refused(shapes: OwnShapes, why: str) -> ShapeFileError:
    line = " ".join(why.split())
    return ShapeFileError(
        both(f"{shapes.path} cannot be run: {line}.", f"{shapes.path} 无法执行：{line}。"),
        both("Correct the shape that the message names.", "请更正所指规则。"),
    )


def _sh(name: str) -> Node:
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    return URIRef(_SH + name)


def _targeted(shapes: Graph) -> list[Node]:
    """Return the shapes with a target, stated or by being a class."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    found = {shape for kind in _TARGETS for shape in shapes.subjects(_sh(kind))}
    kind, class_ = URIRef(RDF.type), URIRef(PREFIXES["rdfs"] + "Class")
    classes = {s for s in shapes.subjects(kind, class_) if (s, kind, _sh("NodeShape")) in shapes}
    return sorted(found | classes, key=str)


def _meets(shapes: Graph, shape: Node, data: Graph) -> bool:
    """Return whether a shape has a focus node in `data`."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    below, kind = URIRef(RDFS.subClassOf), URIRef(RDF.type)
    wanted = [*shapes.objects(shape, _sh("targetClass")), shape]
    if any(
        True for name in wanted for lower in data.transitive_subjects(below, name) for _ in data.subjects(kind, lower)
    ):
        return True
    if any((None, verb, None) in data for name in _TARGETS[2:] for verb in shapes.objects(shape, _sh(name))):
        return True
    nodes = list(shapes.objects(shape, _sh("targetNode")))
    return any((node, None, None) in data or (None, None, node) in data for node in nodes)


def _unknown(shapes: OwnShapes) -> Iterator[Problem]:
    """Yield each term of sh: that does not exist; an engine reads past it."""
    from rdflib import SH, BNode, URIRef  # noqa: PLC0415 (heavy)

    names = [str(term) for term in dir(SH)]
    for subject, verb, target in shapes.graph:
        for term in (verb, target):
            if isinstance(term, URIRef) and str(term).startswith(_SH) and term != _sh("") and term not in SH:
                near = get_close_matches(str(term), names, 1)
                note = _note(shapes, _around(shapes.graph, subject), "shape-unknown-term")
                hint = prefixed(near[0]) if near else None
                remedy = note.remedy if hint is None else both(f"Did you mean {hint}?", f"是否指 {hint}？")
                blank = isinstance(subject, BNode)
                yield replace(
                    note, value=prefixed(str(term)), remedy=remedy, path=None if blank else prefixed(str(verb))
                )


def _detached(shapes: OwnShapes) -> Iterator[Problem]:
    """Yield each named shape that has no target and that no other shape leads to."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    graph, targeted = shapes.graph, set(_targeted(shapes.graph))
    kinds = [_sh("NodeShape"), _sh("PropertyShape")]
    declared = {s for kind in kinds for s in graph.subjects(URIRef(RDF.type), kind)}
    speaking = {s for name in (*_HOLDS, "path") for s in graph.subjects(_sh(name))}
    held = {o for name in _HOLDS for o in graph.objects(None, _sh(name))}
    first = URIRef(PREFIXES["rdf"] + "first")
    held |= set(graph.objects(None, first))
    for shape in declared | speaking:
        if shape not in targeted and shape not in held and isinstance(shape, URIRef):
            yield _note(shapes, shape, "shape-without-target")


def _around(graph: Graph, node: Node) -> Node:
    """Return the named shape around a blank node."""
    from rdflib import BNode  # noqa: PLC0415 (heavy)

    seen: set[Node] = set()
    while isinstance(node, BNode) and node not in seen:
        seen.add(node)
        node = next(iter(sorted(graph.subjects(None, node), key=str)), node)
    return node


_NOTES: Final = {
    "shape-unknown-term": (
        Severity.VIOLATION,
        both("Every term of sh: that a shape uses exists.", "规则使用的 sh: 术语均存在。"),
        both("Correct the spelling; engines ignore unknown terms.", "更正拼写；引擎会忽略未知术语。"),
    ),
    "shape-without-target": (
        Severity.WARNING,
        both("A shape has a target, or another shape holds it.", "规则有检查对象，或由其他规则引用。"),
        both("Add sh:targetClass or another target; without one it checks nothing.",
             "补充 sh:targetClass 等；否则不检查任何内容。"),
    ),
    "shape-ignored-value": (
        Severity.WARNING,
        both("sh:uniqueLang is true or false.", "sh:uniqueLang 取值为 true 或 false。"),
        both("Write true; any other value asks for nothing.", "请写 true；其他取值不起作用。"),
    ),
    "shape-met-nothing": (
        Severity.WARNING,
        both("A shape finds something to check.", "规则在数据中有检查对象。"),
        both("Check the spelling of its target, and whether the data holds such things.",
             "核对检查对象的拼写，以及数据中是否有此类事物。"),
    ),
}  # fmt: skip


def _note(shapes: OwnShapes, shape: Node, code: str) -> Problem:
    severity, message, remedy = _NOTES[code]
    return Problem(
        code, severity, message, remedy, subject=str(shape), label=prefixed(str(shape)), source=str(shapes.path)
    )
