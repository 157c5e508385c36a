"""The rules of shapes/ as records, and the shapes graph that pySHACL runs.

A rule is a named shape with an identifier, a tier, a severity, and a message and remedy in zh and en.
Loading fails where a rule could never fire: see `wellformed.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import Bilingual, ShapeFileError, UsageError, both
from kg.namespaces import PREFIXES, prefixed
from kg.records import Severity
from kg.resources import resource_dir
from kg.terms import DCTERMS, GPS, RDF, RDFS
from kg.validation.terms import add_all

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
UNCHECKED: Final = "GRAPH-006"
"""The rule that says that another could not be checked; it is part of every choice of rules."""
_FIRST, _REST = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"


class Tier(StrEnum):
    """How much a rule asks; a later tier holds the earlier ones."""

    CORE = "core"
    COMPLETE = "complete"
    EXEMPLARY = "exemplary"

    @property
    def held(self) -> tuple[Tier, ...]:
        """This tier and those that it holds, the least asking one first."""
        tiers = list(Tier)
        return tuple(tiers[: tiers.index(self) + 1])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        id: `ACTION-004`; never used again for another rule.
        tier: How much it asks.
        severity: How bad a failure is.
        message: The rule as a true sentence.
        remedy: What to do where it fails.
        file: Name of the shapes file.
        targets: Short names of the classes that it looks at; empty for the graph as a whole.
        path: The property concerned in SPARQL's path notation, or None.
        query: The SPARQL SELECT of a rule that core SHACL cannot say, or None.
    """

    id: str
    tier: Tier
    severity: Severity
    message: Bilingual
    remedy: Bilingual
    file: str
    targets: tuple[str, ...]
    path: str | None
    query: str | None

    @property
    def iri(self) -> str:
        """The IRI of the shape."""
        return PREFIXES["gps"] + self.id


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules in the order of their ids, the shapes graph that holds them, and the axioms data is read with."""

    rules: tuple[Rule, ...]
    shapes: Graph
    axioms: Graph

    def rule(self, name: str) -> Rule | None:
        """Return the rule of an id or of the IRI of a shape."""
        wanted = name.removeprefix(PREFIXES["gps"])
        return next((rule for rule in self.rules if rule.id == wanted), None)

    def select(self, *, tier: Tier = Tier.EXEMPLARY, names: Sequence[str] = ()) -> RuleBook:
        """Return a book of the rules up to `tier`; `names` are ids or their first part (`ACTION`).

        The rule that says that another could not be checked is in every book.

        Raises:
            UsageError: A name fits no rule at all.
        """
        from rdflib import Graph, URIRef  # noqa: PLC0415 (heavy)

        for name in names:
            if not any(_fits(rule, name) for rule in self.rules):
                near = get_close_matches(name.upper(), [rule.id for rule in self.rules], 3)
                raise UsageError(
                    both(f"There is no rule {name}.", f"没有规则 {name}。"),
                    both(
                        f"Did you mean {', '.join(near)}?" if near else "docs/rules.md lists them all.",
                        f"是否指 {'、'.join(near)}？" if near else "全部规则见 docs/rules.md。",
                    ),
                )
        chosen = tuple(
            rule
            for rule in self.rules
            if rule.id == UNCHECKED
            or (rule.tier in tier.held and (not names or any(_fits(rule, name) for name in names)))
        )
        if len(chosen) == len(self.rules):
            return self
        left = {URIRef(rule.iri) for rule in self.rules} - {URIRef(rule.iri) for rule in chosen}
        shapes = Graph("SimpleMemory")
        for triple in self.shapes:
            if triple[0] not in left and triple[2] not in left:
                shapes.add(triple)
        return RuleBook(chosen, shapes, self.axioms)


def _fits(rule: Rule, name: str) -> bool:
    wanted = name.upper().rstrip("*-")
    return rule.id == wanted or rule.id.rpartition("-")[0] == wanted


def load_rules(folder: Path | None = None) -> RuleBook:
    """Read every rule of a folder of shapes; of govplan's own, once per process, where none is given.

    Raises:
        ShapeFileError: A file is no Turtle, or a rule is incomplete, misspelt or can never fire.
    """
    return _own_rules() if folder is None else _read_rules(folder)


@lru_cache(maxsize=1)
def _own_rules() -> RuleBook:
    return _read_rules(resource_dir("shapes"))


def _read_rules(folder: Path) -> RuleBook:
    from rdflib import Graph  # noqa: PLC0415 (heavy)

    from kg.validation.wellformed import faults  # noqa: PLC0415 (beside its only user)

    shapes, homes = Graph("SimpleMemory"), dict[str, str]()
    found: list[str] = []
    for path in sorted(folder.glob("*.ttl")):
        statements = read_turtle(path)
        add_all(shapes, statements)
        subjects = re.findall(r"^(?:gps:([\w-]+)|<[^>]*>)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for name in filter(None, subjects):
            if name in homes:
                found.append(f"{path.name}: gps:{name} is opened again (first in {homes[name]})")
            homes[name] = path.name
    found += faults(shapes)
    if found:
        more = f" (and {len(found) - 5} more)" if len(found) > 5 else ""  # noqa: PLR2004 (enough to see what is wrong)
        raise ShapeFileError(
            both(f"Rules in {folder} cannot be relied on: {'; '.join(found[:5])}{more}.",
                 f"{folder} 中的规则不可用：{'；'.join(found[:5])}{more}。"),
            both("Correct the shapes; a rule that cannot fire passes everything.",
                 "请更正规则文件；不会触发的规则会放过一切。"),
        )  # fmt: skip
    rules = sorted(_rules(shapes, homes), key=lambda rule: rule.id)
    return RuleBook(tuple(rules), shapes, _axioms())


def read_turtle(path: Path) -> list[ox.Quad]:
    """Return the statements of a Turtle file.

    Raises:
        ShapeFileError: The file is missing or no Turtle; the message names the line.
    """
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    try:
        return list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ShapeFileError(
            both(f"{path}, line {error.lineno}: {error.msg}.", f"{path} 第 {error.lineno} 行：{error.msg}。"),
            both("Correct the Turtle at that line.", "请更正该行的 Turtle。"),
        ) from error


def _axioms() -> Graph:
    """Return what sh:class needs to know: subclasses, and the types of the code lists' concepts."""
    from rdflib import Graph  # noqa: PLC0415 (heavy)

    folder = resource_dir("ontology")
    wanted = {RDF.type, RDFS.subClassOf}
    axioms = Graph("SimpleMemory")
    for part in ("govplan.ttl", "vendored", "schemes"):
        paths = [folder / part] if part.endswith(".ttl") else sorted((folder / part).glob("*.ttl"))
        for path in paths:
            if path.name != "functions.ttl":  # no rule looks into it, and it is the largest
                add_all(axioms, (s for s in read_turtle(path) if s.predicate.value in wanted))
    return axioms


def _rules(shapes: Graph, homes: dict[str, str]) -> list[Rule]:
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    def texts(subject: Node, term: str) -> Bilingual:
        spoken = {getattr(o, "language", None): str(o) for o in shapes.objects(subject, URIRef(term))}
        return both(spoken["en"], spoken["zh"])

    rules = []
    for subject, identifier in shapes.subject_objects(URIRef(DCTERMS.identifier)):
        constraint = shapes.value(subject, URIRef(_SH + "sparql"))
        query = shapes.value(constraint, URIRef(_SH + "select")) if constraint is not None else None
        path = shapes.value(subject, URIRef(_SH + "path"))
        rules.append(
            Rule(
                id=str(identifier),
                tier=Tier(str(shapes.value(subject, URIRef(GPS.tier))).rpartition("#")[2]),
                severity=Severity(str(shapes.value(subject, URIRef(_SH + "severity"))).rpartition("#")[2]),
                message=texts(subject, _SH + "message"),
                remedy=texts(subject, GPS.remedy),
                file=homes[str(identifier)],
                targets=tuple(sorted(prefixed(str(t)) for t in _targets(shapes, subject))),
                path=path_text(shapes, path) if path is not None else None,
                query=str(query) if query is not None else None,
            )
        )
    return rules


def _targets(shapes: Graph, subject: Node) -> set[Node]:
    from rdflib import URIRef  # noqa: PLC0415 (heavy)

    holders = {subject, *shapes.subjects(URIRef(_SH + "property"), subject)}
    kinds = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
    return {t for holder in holders for kind in kinds for t in shapes.objects(holder, URIRef(_SH + kind))}


def path_text(shapes: Graph, path: Node) -> str:
    """Return a SHACL path in SPARQL's notation: `^gp:hasClause`, `gp:memberText|org:hasMember`."""
    from rdflib import BNode, URIRef  # noqa: PLC0415 (heavy)

    if not isinstance(path, BNode):
        return prefixed(str(path))
    if shapes.value(path, URIRef(_FIRST)) is not None:
        return "/".join(path_text(shapes, item) for item in shapes.items(path))
    inverse = shapes.value(path, URIRef(_SH + "inversePath"))
    if inverse is not None:
        return "^" + path_text(shapes, inverse)
    alternatives = shapes.value(path, URIRef(_SH + "alternativePath"))
    if alternatives is not None:
        return "|".join(path_text(shapes, item) for item in shapes.items(alternatives))
    marks = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
    for name, mark in marks.items():
        inner = shapes.value(path, URIRef(_SH + name))
        if inner is not None:
            return f"({path_text(shapes, inner)}){mark}"
    return "?"
