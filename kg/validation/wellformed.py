"""What is wrong with shapes before they meet any data: a rule that cannot fire passes everything.

SHACL engines read a misspelt `sh:mincount`, a target class that nothing has, or a property shape that
no shape holds, and say nothing. Here each is a fault.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.namespaces import NS, PREFIXES, SHAPES, prefixed
from kg.terms import DCTERMS, GP, GPS, RDF

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SEVERITIES: Final = ("Violation", "Warning", "Info")
_NAME: Final = re.compile(r"\b(gp|gps|sh):([A-Za-z][\w-]*)")
_ANY_NAME: Final = re.compile(r"(?<![\w:/<\"])([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
_LANGUAGES: Final = ("en", "zh")


def faults(shapes: Graph) -> list[str]:
    """Return a sentence for each fault, sorted; an empty list where the shapes are sound."""
    return sorted(
        {*_unknown_terms(shapes), *_detached(shapes), *_incomplete(shapes), *_queries(shapes)},
    )


@lru_cache(maxsize=1024)
def prepared(text: str) -> Query:
    """Return a SPARQL query parsed once; constraints are run anew for every focus node.

    Raises:
        pyparsing.ParseException: `text` is not SPARQL.
    """
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 (heavy)

    return prepareQuery(text)


def prologue(shapes: Graph) -> str:
    """Return the PREFIX lines that the shapes graph declares."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    lines = []
    for declaration in shapes.objects(None, URIRef(_SH + "declare")):
        prefix = shapes.value(declaration, URIRef(_SH + "prefix"))
        namespace = shapes.value(declaration, URIRef(_SH + "namespace"))
        lines.append(f"PREFIX {prefix}: <{namespace}>\n")
    return "".join(sorted(lines))


def is_known(iri: str, defined: frozenset[str]) -> bool:
    """Return whether a term of gp:, gps: or sh: exists; terms of other namespaces are not judged.

    Args:
        iri: The term.
        defined: IRIs of gps: that the shapes themselves define.
    """
    if iri.startswith(NS):
        return iri in GP
    if iri.startswith(SHAPES):
        return iri in GPS or iri in defined
    from rdflib import SH  # noqa: PLC0415 (heavy)

    return not iri.startswith(_SH) or iri in SH


def _unknown_terms(shapes: Graph) -> list[str]:
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    defined = frozenset(str(s) for s in shapes.subjects(URIRef(RDF.type)))
    return [
        f"{_name(shapes, triple[0])} uses the unknown term {prefixed(str(term))}"
        for triple in shapes
        for term in triple
        if isinstance(term, URIRef) and not is_known(str(term), defined)
    ]


def _name(shapes: Graph, node: Node) -> str:
    """Return the short name of a shape, or of the shape around a blank node."""
    from rdflib import BNode  # noqa: PLC0415 (heavy)

    seen: set[Node] = set()
    while isinstance(node, BNode) and node not in seen:
        seen.add(node)
        node = next(iter(shapes.subjects(None, node)), node)
    return prefixed(str(node))


def _detached(shapes: Graph) -> list[str]:
    """Shapes that no target and no other shape leads to; they would never look at anything."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    found = []
    types = [URIRef(_SH + "NodeShape"), URIRef(_SH + "PropertyShape")]
    for subject in {s for kind in types for s in shapes.subjects(URIRef(RDF.type), kind)}:
        if not isinstance(subject, URIRef):
            continue
        targeted = any((subject, URIRef(_SH + kind), None) in shapes for kind in _TARGETS)
        if not targeted and not any(True for _ in shapes.subjects(None, subject)):
            found.append(f"{prefixed(str(subject))} has no target and no shape holds it")
        if (subject, URIRef(_SH + "property"), None) not in shapes and len(list(shapes.predicate_objects(subject))) < 3:  # noqa: PLR2004 (type, target and a constraint)
            found.append(f"{prefixed(str(subject))} constrains nothing")
    return found


def _incomplete(shapes: Graph) -> list[str]:
    """Rules without an identifier equal to the name, one tier, one severity, or message and remedy in zh and en."""
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    kinds = [URIRef(_SH + "PropertyShape"), URIRef(_SH + "NodeShape"), URIRef(GPS.GraphRule)]
    holders = set(shapes.subjects(URIRef(_SH + "property")))
    found = []
    for subject in {s for kind in kinds for s in shapes.subjects(URIRef(RDF.type), kind)}:
        identifiers = [str(o) for o in shapes.objects(subject, URIRef(DCTERMS.identifier))]
        if not isinstance(subject, URIRef) or (subject in holders and not identifiers):
            continue
        name = prefixed(str(subject))
        if [f"gps:{identifier}" for identifier in identifiers] != [name]:
            found.append(f"{name} needs its own name as dcterms:identifier")
        tiers = [str(o).removeprefix(SHAPES) for o in shapes.objects(subject, URIRef(GPS.tier))]
        if len(tiers) != 1 or tiers[0] not in ("core", "complete", "exemplary"):
            found.append(f"{name} needs one gps:tier")
        severities = [str(o).removeprefix(_SH) for o in shapes.objects(subject, URIRef(_SH + "severity"))]
        if len(severities) != 1 or severities[0] not in _SEVERITIES:
            found.append(f"{name} needs one sh:severity of its own")
        for term in (_SH + "message", GPS.remedy):
            spoken = Counter(getattr(o, "language", None) for o in shapes.objects(subject, URIRef(term)))
            if spoken != Counter(_LANGUAGES):
                found.append(f"{name} needs one {prefixed(term)} in zh and one in en")
    return found


def _queries(shapes: Graph) -> list[str]:
    """SPARQL that does not parse or uses terms that do not exist."""
    from pyparsing import ParseException  # noqa: PLC0415 (heavy)
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    head = prologue(shapes)
    found = []
    for constraint, select in shapes.subject_objects(URIRef(_SH + "select")):
        name = _name(shapes, constraint)
        if (constraint, URIRef(_SH + "severity"), None) in shapes:
            found.append(f"{name}: a severity on a SPARQL constraint is ignored; put it on the shape")
        undeclared = {prefix for prefix, _ in _ANY_NAME.findall(str(select)) if f"PREFIX {prefix}:" not in head}
        if undeclared:
            found.append(f"{name}: its query uses prefixes that are not declared: {', '.join(sorted(undeclared))}")
            continue
        try:
            prepared(f"{head}\n{select}")
        except ParseException as error:
            found.append(f"{name}: its query is no SPARQL: {error}")
        found += [
            f"{name}: its query uses the unknown term {prefix}:{local}"
            for prefix, local in _NAME.findall(str(select))
            if not is_known(PREFIXES[prefix] + local, frozenset())
        ]
    return found
