"""What the graph says of a thing, in the words of the document it was read from."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.evidence.model import Fact, Place, Thing
from kg.iri import fold
from kg.namespaces import PREFIXES, sparql_prologue
from kg.store import Iri, Literal, python_value, select
from kg.terms import DCTERMS, GP, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from kg.store import Store, Term

LIMIT: Final = 25
WINDOW: Final = 40
# what hangs on a thing and is told with it; deeper levels are told with their own thing
PARTS: Final = (GP.hasClause, GP.hasAssignment, GP.hasTarget, GP.hasBaseline, GP.hasObservation)
# statements that the explanation shows in another way
_SHOWN_APART: Final = frozenset({RDF.type, GP.evidence, GP.readBy, *PARTS})
_NAMES: Final = (
    RDFS.label,
    SKOS.prefLabel,
    DCTERMS.title,
    GP.unitText,
    GP.clauseText,
    GP.valueText,
    GP.fileName,
    GP.trigger,
)
_ABOUT: Final = """
SELECT ?predicate ?value ?label WHERE {
  %s ?predicate ?value .
  OPTIONAL { ?value rdfs:label|skos:prefLabel|dcterms:title ?label } }
"""
_PLACES: Final = """
SELECT ?context ?file ?begin ?end ?quote ?page ?table ?row ?column WHERE {
  %s gp:evidence ?e .
  ?e nif:referenceContext ?context ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?quote .
  OPTIONAL { ?context nif:sourceUrl/gp:fileName ?file }
  OPTIONAL { ?e gp:page ?page } OPTIONAL { ?e gp:table ?table }
  OPTIONAL { ?e gp:row ?row } OPTIONAL { ?e gp:column ?column } }
"""
_USES: Final = """
SELECT ?user ?predicate ?label ?role ?action ?title WHERE {
  ?user ?predicate %s .
  FILTER (?predicate NOT IN (gp:assignedUnit, gp:leadUnit, gp:responsibleUnit, gp:supportingUnit, gp:inClause))
  OPTIONAL { ?user rdfs:label|skos:prefLabel|dcterms:title|gp:unitText ?label }
  OPTIONAL { ?action gp:hasAssignment ?user ; rdfs:label ?title . ?user gp:role ?role } }
"""
_BY_PATH: Final = "SELECT DISTINCT ?thing ?text WHERE { ?thing gp:path ?text }"
_BY_TEXT: Final = """
SELECT DISTINCT ?thing ?text WHERE {
  { ?thing rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title|gp:unitText|gp:clauseText|gp:trigger ?text }
  UNION { ?thing gp:evidence/nif:anchorOf ?text }
  FILTER (CONTAINS(?text, %s)) }
"""


def _rows(store: Store, query: str) -> list[tuple[Term | None, ...]]:
    return list(select(store, sparql_prologue() + query).rows)


def _text(term: Term | None) -> str:
    value = python_value(term)
    return ("true" if value else "false") if isinstance(value, bool) else "" if value is None else str(value)


def shorten(iri: str) -> str:
    """Return `iri` as a prefixed name where the prefix table knows its start.

    >>> shorten("https://w3id.org/govplan/ns#Task")
    'gp:Task'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def find(store: Store, what: str) -> tuple[str, ...]:
    """Return the IRIs of what `what` may mean: an IRI, a path of numbers (二/(一)/1), or words of a label or quote.

    A thing whose text is exactly `what` goes before all that only hold it.

    Raises:
        UsageError: Nothing in the store fits.
    """
    if what.startswith(("http://", "https://", "urn:")):
        if _rows(store, f"SELECT ?p WHERE {{ {Iri(what).n3()} ?p ?o }} LIMIT 1"):
            return (what,)
        raise _nothing(what)
    key = fold(what)
    found = [(_text(thing), _text(text)) for thing, text in _rows(store, _BY_PATH)]
    hits = [thing for thing, text in found if fold(text) == key]
    if not hits:
        found = [(_text(thing), _text(text)) for thing, text in _rows(store, _BY_TEXT % Literal(what).n3())]
        hits = [thing for thing, text in found if fold(text) == key] or [thing for thing, _ in found]
    if not hits:
        raise _nothing(what)
    return tuple(sorted(set(hits)))


def _nothing(what: str) -> UsageError:
    return UsageError(
        both(f"Nothing in the store is or says {what!r}.", f"存储中没有“{what}”。"),
        both("Give an IRI, a path such as 二/(一)/1, or words of a label or quote.",
             "请给出 IRI、序号路径（如 二/(一)/1），或标签、原文中的词语。"),
    )  # fmt: skip


class Texts:
    """The plain texts of documents, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def of(self, context: str) -> str:
        """Return the text of a context, or nothing where the store lacks it."""
        if context not in self._known:
            rows = _rows(self._store, f"SELECT ?t WHERE {{ {Iri(context).n3()} nif:isString ?t }}")
            self._known[context] = _text(rows[0][0]) if rows else ""
        return self._known[context]


def places_of(store: Store, iri: str, texts: Texts | None = None) -> tuple[Place, ...]:
    """Return where `iri` was read, in the order of documents and characters."""
    texts = texts or Texts(store)
    places = []
    for context, file, begin, end, quote, *cell in _rows(store, _PLACES % Iri(iri).n3()):
        text, first, last = texts.of(_text(context)), int(_text(begin)), int(_text(end))
        start = text.rfind("\n", 0, first) + 1
        stop = text.find("\n", last)
        stop = len(text) if stop < 0 else stop
        numbers = [int(_text(term)) if term is not None else None for term in cell]
        places.append(
            Place(
                _text(file),
                text.count("\n", 0, first) + 1,
                first - start + 1,
                first,
                last,
                _text(quote),
                text[max(start, first - WINDOW) : first],
                text[last : min(stop, last + WINDOW)],
                *numbers,
            )
        )
    return tuple(sorted(places, key=lambda p: (p.file, p.begin, p.end)))


def explain(store: Store, iri: str) -> Thing:
    """Return everything that the graph says of `iri`, with the parts that hang on it.

    Raises:
        UsageError: The store says nothing of `iri`.
    """
    return _thing(store, iri, Texts(store), with_parts=True)


def _thing(store: Store, iri: str, texts: Texts, *, with_parts: bool) -> Thing:
    rows = sorted(_rows(store, _ABOUT % Iri(iri).n3()), key=lambda row: [_text(term) for term in row])
    if not rows:
        raise _nothing(iri)
    values = {predicate: list(group) for predicate, group in itertools.groupby(rows, key=lambda row: _text(row[0]))}
    names = [_text(row[1]) for name in _NAMES for row in values.get(name, [])]
    facts: dict[tuple[str, str], Fact] = {}
    for predicate, value, label in rows:
        if _text(predicate) in _SHOWN_APART:
            continue
        target = _text(value) if isinstance(value, Iri) else None
        shown = _text(label) or (shorten(target) if target is not None else _text(value))
        facts.setdefault((_text(predicate), _text(value)), Fact(shorten(_text(predicate)), shown, target))
    parts: tuple[Thing, ...] = ()
    uses: list[Fact] = []
    if with_parts:
        below = dict.fromkeys(_text(row[1]) for part in PARTS for row in values.get(part, []))
        parts = tuple(_thing(store, part, texts, with_parts=False) for part in below)
        uses = _uses(store, iri)
    return Thing(
        iri=iri,
        label=names[0] if names else shorten(iri),
        kinds=tuple(dict.fromkeys(shorten(_text(row[1])) for row in values.get(RDF.type, []))),
        facts=tuple(facts.values()),
        rules=tuple(dict.fromkeys(_text(row[1]) for row in values.get(GP.readBy, []))),
        places=places_of(store, iri, texts),
        parts=parts,
        uses=tuple(uses[:LIMIT]),
        use_count=len(uses),
    )


def _uses(store: Store, iri: str) -> list[Fact]:
    uses: dict[tuple[str, str], Fact] = {}
    for row in sorted(_rows(store, _USES % Iri(iri).n3()), key=lambda r: [_text(term) for term in r]):
        user, predicate, label, role, action, title = (_text(term) for term in row)
        fact = Fact(shorten(role), title, action) if action else Fact(shorten(predicate), label or shorten(user), user)
        uses.setdefault((user, predicate), fact)
    return sorted(uses.values(), key=lambda fact: (fact.predicate, fact.value, fact.iri or ""))
