"""The one prefix table: every namespace that govplan reads or writes."""

from __future__ import annotations

from typing import Final

NS: Final = "https://w3id.org/govplan/ns#"
SCHEME: Final = "https://w3id.org/govplan/scheme/"
SHAPES: Final = "https://w3id.org/govplan/shapes#"
ID: Final = "https://w3id.org/govplan/id/"

PREFIXES: Final[dict[str, str]] = {
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "gp": NS,
    "gps": SHAPES,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p-plan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prefixed(iri: str) -> str:
    """Return `gp:Plan` for an IRI that the prefix table can shorten, another IRI as it is.

    >>> prefixed("https://w3id.org/govplan/ns#Plan"), prefixed("https://w3id.org/govplan/ns#")
    ('gp:Plan', 'https://w3id.org/govplan/ns#')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local and local != iri and "/" not in local:
            return f"{prefix}:{local}"
    return iri


def local_name(iri: str) -> str:
    """Return what stands behind the last `#` or `/` of an IRI.

    >>> local_name("https://w3id.org/govplan/ns#Plan")
    'Plan'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def sparql_prologue() -> str:
    """Return the PREFIX lines of the whole table, for queries typed by hand."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
