"""What a statement of a plan graph may say: kinds of values and closed lists, from the JSON-LD context."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg import terms
from kg.namespaces import NS, PREFIXES
from kg.records import Bindingness, Comparator, Expansion, Ownership, Role, Statistic
from kg.resources import resource_dir
from kg.terms import DCTERMS, GP, RDFS, SKOS, XSD

CONTEXT_ADDRESS: Final = "https://w3id.org/govplan/context.jsonld"
"""Address of the JSON-LD context; `ontology/context.jsonld` stands in for it."""
LISTS: Final = {
    GP.role: Role,
    GP.comparator: Comparator,
    GP.statistic: Statistic,
    GP.bindingness: Bindingness,
    GP.expansion: Expansion,
    GP.ownership: Ownership,
}
ONCE: Final = frozenset({
    DCTERMS.title, DCTERMS.issued, GP.noticeTitle, GP.documentNumber, GP.issuedText, GP.startsOn, GP.endsOn, GP.ofPlan,
    GP.partOf, GP.number, GP.path, GP.order, GP.sectionKind, GP.ownership, GP.deadline, GP.clauseText, GP.openList,
    GP.byDivisionOfDuties, GP.unit, GP.unitText, GP.role, GP.inClause, GP.measure, GP.statistic, GP.bindingness,
    GP.value, GP.comparator, GP.comparatorStated, GP.date, GP.divisionCode, GP.expansion, GP.groupOf,
})  # fmt: skip
"""Properties that a thing has once in its graph."""
NEEDED: Final = {
    GP.Plan: (DCTERMS.title,),
    GP.Section: (GP.ofPlan, RDFS.label),
    GP.Action: (GP.ofPlan, RDFS.label),
    GP.Task: (GP.ofPlan, RDFS.label),
    GP.Safeguard: (GP.ofPlan, RDFS.label),
    GP.Project: (GP.ofPlan, RDFS.label),
    GP.Assignment: (GP.unit, GP.role),
    GP.Indicator: (GP.ofPlan, RDFS.label),
    GP.Target: (GP.value,),
    GP.Observation: (GP.value,),
    GP.Unit: (SKOS.prefLabel,),
    GP.UnitGroup: (SKOS.prefLabel,),
    GP.Jurisdiction: (SKOS.prefLabel,),
    GP.CitedDocument: (DCTERMS.title,),
    GP.LeadingGroup: (GP.ofPlan, SKOS.prefLabel),
    GP.Phase: (GP.ofPlan, RDFS.label),
    GP.Funding: (GP.ofPlan, RDFS.label),
    GP.Evaluation: (GP.ofPlan, RDFS.label),
}
"""What a thing of a class cannot do without to be read at all; shapes ask for more."""
OUTSIDE: Final = frozenset({GP.function})
"""Properties whose values are described elsewhere."""
FORMS: Final = {
    XSD.date: re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    XSD.boolean: re.compile(r"true|false|1|0"),
    XSD.gYear: re.compile(r"-?[0-9]{4,}"),
}
EXAMPLES: Final = {
    XSD.date: '"2026-06-30"^^xsd:date',
    XSD.integer: "3",
    XSD.decimal: "26000.0",
    XSD.boolean: "true",
    XSD.string: '"…"',
}
_OURS: Final = {
    PREFIXES[name]: vocabulary
    for name, vocabulary in (
        ("dcterms", terms.DCTERMS), ("nif", terms.NIF), ("org", terms.ORG), ("prov", terms.PROV), ("rdf", terms.RDF),
        ("rdfs", terms.RDFS), ("skos", terms.SKOS), ("xsd", terms.XSD), ("gp", terms.GP),
    )
}  # fmt: skip
_NEAR: Final = 0.8


@dataclass(frozen=True, slots=True)
class Expected:
    """What the value of a property is: `datatype` of a literal, or a thing; `key` is its name in JSON-LD."""

    key: str
    datatype: str | None


@cache
def context() -> dict[str, object]:
    """Return the JSON-LD context of the project."""
    text = (resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found = json.loads(text)["@context"]
    return dict(found)


@cache
def properties() -> dict[str, Expected]:
    """Return every property of a plan graph with what its value is."""
    kinds = {"xsd:date": XSD.date, "xsd:integer": XSD.integer, "xsd:decimal": XSD.decimal, "xsd:boolean": XSD.boolean}
    found = {}
    for key, entry in context().items():
        if isinstance(entry, dict):
            iri, kind = str(entry["@id"]), str(entry["@type"])
            found[full(iri)] = Expected(key, kinds.get(kind))
        elif not key[0].isupper() and ":" in str(entry) and not str(entry).startswith("http"):
            found[full(str(entry))] = Expected(key, XSD.string)
    return found


@cache
def classes() -> frozenset[str]:
    """Return the classes of the vocabulary."""
    listed = {NS + str(value) for values in LISTS.values() for value in values} | set(section_kinds())
    return frozenset(iri for iri in GP if iri[len(NS)].isupper() and iri not in listed)


@cache
def section_kinds() -> tuple[str, ...]:
    """Return the kinds of sections."""
    return tuple(iri for iri in GP if iri.endswith("Section") and iri != GP.Section)


def choices(property_: str) -> tuple[str, ...]:
    """Return the values that a closed list allows, none for other properties."""
    if property_ == GP.sectionKind:
        return section_kinds()
    return tuple(NS + str(value) for value in LISTS.get(property_, ()))


def full(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES.get(prefix, prefix + ":") + local


def short(iri: str) -> str:
    """Return an IRI with the prefix of the one table, or in angle brackets."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def misspelt(iri: str) -> tuple[str, ...] | None:
    """Return the terms that may be meant where `iri` is none of its vocabulary, None where it is sound.

    Outside gp: only what nearly spells one of our terms is held to be misspelt: those vocabularies have more terms.

    >>> misspelt(GP.leadUnit), misspelt(GP.leadUnit.replace("lead", "laed"))
    (None, ('gp:leadUnit',))
    """
    namespace = next((space for space in _OURS if iri.startswith(space)), None)
    if namespace is None or iri in _OURS[namespace] or iri == namespace:
        return None
    local = iri[len(namespace) :]
    names = [known[len(namespace) :] for known in _OURS[namespace]]
    near = difflib.get_close_matches(local[:60], names, n=1, cutoff=0.6 if namespace == NS else _NEAR)
    if not near and namespace != NS:
        return None
    return tuple(short(namespace + name) for name in near)
