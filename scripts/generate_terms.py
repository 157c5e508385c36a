"""Write kg/terms.py from ontology/: every term of gp: and the foreign terms that govplan uses.

Usage: python scripts/generate_terms.py [--check]

With --check nothing is written; the exit code is 1 where the file is stale.
"""

from __future__ import annotations

import keyword
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, ORG, PROV, QB, RDF, RDFS, SKOS, XSD, Graph, URIRef

if TYPE_CHECKING:
    from rdflib.namespace import DefinedNamespaceMeta

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "kg" / "terms.py"

sys.path.insert(0, str(ROOT))

from kg.namespaces import NS, PREFIXES, SHAPES  # noqa: E402 - the checkout is not installed here

FOREIGN: Final[dict[str, tuple[str, ...]]] = {
    "dcterms": (
        "created", "creator", "description", "identifier", "issued", "license", "modified", "source", "title",
    ),
    "nif": (
        "Context", "RFC5147String", "anchorOf", "beginIndex", "endIndex", "isString", "referenceContext", "sourceUrl",
    ),
    "org": (
        "FormalOrganization", "Organization", "OrganizationalCollaboration", "OrganizationalUnit", "hasMember",
        "memberOf",
    ),
    "prov": ("Entity", "wasDerivedFrom"),
    "qb": ("Observation",),
    "rdf": ("langString", "type"),
    "rdfs": ("isDefinedBy", "label", "seeAlso", "subClassOf", "subPropertyOf"),
    "skos": (
        "Concept", "ConceptScheme", "altLabel", "broader", "changeNote", "closeMatch", "definition", "editorialNote",
        "exactMatch", "example", "hasTopConcept", "hiddenLabel", "historyNote", "inScheme", "narrower", "notation",
        "note", "prefLabel", "related", "scopeNote", "topConceptOf",
    ),
    "xsd": ("boolean", "date", "decimal", "gYear", "integer", "string"),
}  # fmt: skip
"""Foreign terms by prefix. A closed list, so that a misspelt one fails where it is used."""

_CLOSED: Final[dict[str, DefinedNamespaceMeta]] = {
    "dcterms": DCTERMS, "org": ORG, "prov": PROV, "qb": QB, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD,
}  # fmt: skip
"""Where rdflib knows all terms of a foreign vocabulary; nif: is the exception."""


def own_terms(namespace: str, folders: tuple[str, ...]) -> dict[str, str]:
    """Return local name → English definition of every subject of `namespace` in the Turtle of `folders`."""
    graph = Graph()
    for folder in folders:
        for path in sorted((ROOT / folder).glob("*.ttl")):
            graph.parse(path)
    terms: dict[str, str] = {}
    for subject in set(graph.subjects(RDFS.isDefinedBy)):
        if isinstance(subject, URIRef) and str(subject).startswith(namespace):
            english = [str(o) for o in graph.objects(subject, SKOS.definition) if getattr(o, "language", "") == "en"]
            terms[str(subject)[len(namespace) :]] = " ".join(english)
    return terms


def python_name(term: str) -> str:
    """Return `term`, with an underscore behind it where Python keeps the word for itself."""
    return term + "_" if keyword.iskeyword(term) else term


def _class(prefix: str, summary: str, terms: dict[str, str]) -> list[str]:
    lines = ["", "", f"class {prefix.upper()}(metaclass=_Closed):", f'    """{summary}"""', ""]
    for term, definition in sorted(terms.items()):
        lines.append(f'    {python_name(term)}: Final = "{PREFIXES[prefix]}{term}"')
        if definition:
            lines.append(f'    """{definition}"""')
    return lines


def render() -> str:
    """Return the text of kg/terms.py."""
    lines = [
        '"""Every term that govplan writes, closed: a misspelt one raises, and no type checker lets it pass.',
        "",
        "Generated from ontology/ by scripts/generate_terms.py; edit the ontology, never this file.",
        '"""',
        "",
        "# ruff: noqa: N815",
        "from __future__ import annotations",
        "",
        "from collections.abc import Iterator",
        "from typing import Final, NoReturn",
        "",
        "",
        "class _Closed(type):",
        '    """Vocabulary classes: names cannot be changed, `in` and iteration speak of the IRIs."""',
        "",
        "    _iris: frozenset[str]",
        "",
        "    def __init__(cls, name: str, bases: tuple[type, ...], names: dict[str, object]) -> None:",
        "        super().__init__(name, bases, names)",
        '        iris = frozenset(str(iri) for term, iri in names.items() if not term.startswith("__"))',
        '        type.__setattr__(cls, "_iris", iris)',
        "",
        "    def __setattr__(cls, name: str, value: object) -> NoReturn:",
        '        raise AttributeError(f"{cls.__name__} is closed; {name} cannot be set")',
        "",
        "    def __iter__(cls) -> Iterator[str]:",
        "        return iter(sorted(cls._iris))",
        "",
        "    def __contains__(cls, iri: object) -> bool:",
        "        return iri in cls._iris",
    ]
    lines += _class("gp", "The vocabulary of govplan.", own_terms(NS, ("ontology", "ontology/schemes")))
    lines += _class("gps", "The terms that describe the rules of shapes/.", own_terms(SHAPES, ("shapes",)))
    for prefix, names in FOREIGN.items():
        for name in names:
            if prefix in _CLOSED:
                _ = _CLOSED[prefix][name]  # raises AttributeError where the vocabulary has no such term
        lines += _class(prefix, f"Terms of {prefix}: that govplan uses.", dict.fromkeys(names, ""))
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    text = render()
    if "--check" in arguments:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        if not fresh:
            sys.stderr.write("kg/terms.py is stale. Run: python scripts/generate_terms.py\n")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
