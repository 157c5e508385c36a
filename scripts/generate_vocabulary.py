"""Write ontology/context.jsonld and docs/glossary.md from ontology/.

Usage: python scripts/generate_vocabulary.py [--check]
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

ROOT: Final = Path(__file__).resolve().parent.parent
CONTEXT: Final = ROOT / "ontology" / "context.jsonld"
GLOSSARY: Final = ROOT / "docs" / "glossary.md"

sys.path.insert(0, str(ROOT))

from kg.namespaces import NS, PREFIXES  # noqa: E402 - the checkout is not installed here
from kg.terms import XSD  # noqa: E402 - the same

DATATYPES: Final = {
    XSD.boolean: ("byDivisionOfDuties", "comparatorStated", "openList"),
    XSD.date: ("date", "deadline", "endsOn", "startsOn"),
    XSD.decimal: ("confidence", "value"),
    XSD.integer: ("column", "order", "page", "row", "table"),
}
"""Properties whose values are no strings; the rules of shapes/ say the same, and a house test compares."""
CODED: Final = ("bindingness", "comparator", "expansion", "ownership", "role", "sectionKind", "statistic")
"""Properties whose values are named by the local name of a code list's concept."""
FOREIGN: Final = {
    "title": ("dcterms:title", None),
    "description": ("dcterms:description", None),
    "issued": ("dcterms:issued", XSD.date),
    "source": ("dcterms:source", None),
    "label": ("rdfs:label", None),
    "name": ("skos:prefLabel", None),
    "alsoKnownAs": ("skos:altLabel", None),
    "derivedFrom": ("prov:wasDerivedFrom", "@id"),
    "hasMember": ("org:hasMember", "@id"),
    "text": ("nif:isString", None),
    "quote": ("nif:anchorOf", None),
    "begin": ("nif:beginIndex", XSD.integer),
    "end": ("nif:endIndex", XSD.integer),
    "context": ("nif:referenceContext", "@id"),
}
"""Keys for foreign properties that plans use."""


def ontology() -> Graph:
    """Return the vocabulary with its code lists."""
    graph = Graph()
    for path in [ROOT / "ontology" / "govplan.ttl", *sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))]:
        if path.name != "functions.ttl":
            graph.parse(path)
    return graph


def names(graph: Graph, kind: URIRef) -> list[str]:
    """Return the local names of all gp: terms of a kind, sorted."""
    return sorted(str(s)[len(NS) :] for s in graph.subjects(RDF.type, kind) if str(s).startswith(NS))


def render_context() -> str:
    """Return the JSON-LD context: every term by its local name, values typed."""
    graph = ontology()
    terms: dict[str, object] = {prefix: PREFIXES[prefix] for prefix in ("dcterms", "gp", "nif", "org", "prov")}
    terms |= {prefix: PREFIXES[prefix] for prefix in ("rdfs", "skos", "xsd")}
    terms |= {"id": "@id", "type": "@type"}
    for kind in (OWL.Class, SKOS.Concept):
        terms |= {name: f"gp:{name}" for name in names(graph, kind)}
    for name in names(graph, OWL.ObjectProperty):
        terms[name] = {"@id": f"gp:{name}", "@type": "@vocab" if name in CODED else "@id"}
    typed = {name: datatype for datatype, group in DATATYPES.items() for name in group}
    for name in names(graph, OWL.DatatypeProperty):
        datatype = typed.get(name)
        terms[name] = {"@id": f"gp:{name}", "@type": _curie(datatype)} if datatype else f"gp:{name}"
    for key, (curie, datatype) in FOREIGN.items():
        terms[key] = {"@id": curie, "@type": _curie(datatype)} if datatype else curie
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=2) + "\n"


def _curie(datatype: str) -> str:
    return datatype.replace(PREFIXES["xsd"], "xsd:")


def python_name(term: str) -> str:
    """Return the Python spelling of a property: `leadUnit` is `lead_unit`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", term).lower()


def render_glossary() -> str:
    """Return the glossary: Chinese term, gp: term, Python name, English term and definition."""
    graph = ontology()
    lines = [
        "# Glossary", "",
        "Generated from `ontology/` by `scripts/generate_vocabulary.py`; edit the ontology, never this page.", "",
    ]  # fmt: skip
    groups = (("Classes", OWL.Class), ("Properties", OWL.ObjectProperty), ("Code lists", SKOS.Concept))
    for title, kind in groups:
        found = names(graph, kind)
        if kind == OWL.ObjectProperty:
            found = sorted([*found, *names(graph, OWL.DatatypeProperty)])
        lines += [
            f"## {title}",
            "",
            "| 中文 | term | Python | English | definition | 定义 |",
            "|---|---|---|---|---|---|",
        ]
        for name in found:
            node = URIRef(NS + name)
            label = {o.language: str(o) for p in (RDFS.label, SKOS.prefLabel) for o in graph.objects(node, p)}  # type: ignore[attr-defined]
            said = {o.language: str(o) for o in graph.objects(node, SKOS.definition)}  # type: ignore[attr-defined]
            spelt = python_name(name) if kind == OWL.ObjectProperty else name
            lines.append(f"| {label['zh']} | `gp:{name}` | `{spelt}` | {label['en']} | {said['en']} | {said['zh']} |")
        lines.append("")
    version = graph.value(URIRef(NS.rstrip("#")), OWL.versionInfo)
    issued = graph.value(URIRef(NS.rstrip("#")), DCTERMS.issued)
    return "\n".join([*lines, f"Version {version} of {issued}.", ""])


def main(arguments: list[str]) -> int:
    """Write both files, or compare them."""
    stale = 0
    for path, text in ((CONTEXT, render_context()), (GLOSSARY, render_glossary())):
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{path.name} is stale. Run: python scripts/generate_vocabulary.py\n")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
