"""What the graph says of a thing, in the words of the document it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.evidence.model import Fact, Place, Thing
from kg.iri import fold
from kg.namespaces import prefixed, sparql_prologue
from kg.store import Iri, Literal, python_value, select
from kg.terms import DCTERMS, GP, NIF, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

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
# things that plans share stand in many graphs, and engines give a row for each: a query of one pattern stays
# small, one of several multiplies them
_ABOUT: Final = "SELECT DISTINCT ?predicate ?value WHERE { %s ?predicate ?value }"
_LABELS: Final = """
SELECT DISTINCT ?thing ?label WHERE {
  VALUES ?thing { %s } ?thing rdfs:label|skos:prefLabel|dcterms:title|gp:unitText ?label }
"""
_USERS: Final = "SELECT DISTINCT ?user ?predicate WHERE { ?user ?predicate %s . FILTER (isIRI(?user)) }"
_OWNERS: Final = """
SELECT DISTINCT ?user ?owner ?role WHERE {
  VALUES ?user { %s } ?owner gp:hasAssignment ?user . ?user gp:role ?role }
"""
_DERIVED: Final = frozenset(
    {GP.assignedUnit, GP.leadUnit, GP.responsibleUnit, GP.supportingUnit, GP.inClause, NIF.referenceContext}
)
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
        both(f"Nothing in the store has the IRI, path, label or quote {what!r}.", f"存储中没有“{what}”。"),
        both("Give an IRI, a path such as 二/(一)/1, or words of a label or quote.",
             "请给出 IRI、序号路径（如 二/(一)/1），或标签、原文中的词语。"),
    )  # fmt: skip


def _properties(store: Store, iri: str) -> dict[str, list[Term]]:
    """Return the values of `iri` by predicate, both sorted."""
    rows = [(predicate, value) for predicate, value in _rows(store, _ABOUT % Iri(iri).n3()) if value is not None]
    found: dict[str, list[Term]] = {}
    for predicate, value in sorted(rows, key=lambda row: (_text(row[0]), _text(row[1]))):
        found.setdefault(_text(predicate), []).append(value)
    return found


def _labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the first label in sorted order of each of `iris` that has one."""
    values = " ".join(Iri(iri).n3() for iri in sorted(set(iris)))
    labels: dict[str, str] = {}
    if values:
        for thing, label in sorted((_text(t), _text(name)) for t, name in _rows(store, _LABELS % values)):
            labels.setdefault(thing, label)
    return labels


class Texts:
    """The plain texts and names of documents, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, context: str) -> tuple[str, str]:
        """Return the text of a context and the name of its file, empty where the store lacks them."""
        if context not in self._known:
            properties = _properties(self._store, context)
            document = _first(properties, NIF.sourceUrl)
            name = _first(_properties(self._store, document), GP.fileName) if document else ""
            self._known[context] = (_first(properties, NIF.isString), name)
        return self._known[context]


def _first(properties: dict[str, list[Term]], predicate: str) -> str:
    return next((_text(term) for term in properties.get(predicate, [])), "")


def places_of(store: Store, iri: str, texts: Texts | None = None) -> tuple[Place, ...]:
    """Return where `iri` was read, in the order of documents and characters."""
    return _places(store, _properties(store, iri), texts or Texts(store))


def _places(store: Store, properties: dict[str, list[Term]], texts: Texts) -> tuple[Place, ...]:
    places = []
    for node in properties.get(GP.evidence, []):
        if not isinstance(node, Iri):
            continue
        run = _properties(store, node.value)
        text, file = texts.of(_first(run, NIF.referenceContext))
        first, last = int(_first(run, NIF.beginIndex)), int(_first(run, NIF.endIndex))
        start = text.rfind("\n", 0, first) + 1
        stop = text.find("\n", last)
        stop = len(text) if stop < 0 else stop
        page, table, row, cell = (
            int(number) if (number := _first(run, term)) else None for term in (GP.page, GP.table, GP.row, GP.column)
        )
        places.append(
            Place(
                file,
                text.count("\n", 0, first) + 1,
                first - start + 1,
                first,
                last,
                _first(run, NIF.anchorOf),
                text[max(start, first - WINDOW) : first],
                text[last : min(stop, last + WINDOW)],
                page,
                table,
                row,
                cell,
                _first(run, GP.confidence) or None,
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
    values = _properties(store, iri)
    if not values:
        raise _nothing(iri)
    told = [(name, term) for name, terms in values.items() if name not in _SHOWN_APART for term in terms]
    labels = _labels(store, (term.value for _, term in told if isinstance(term, Iri)))
    names = [_text(term) for name in _NAMES for term in values.get(name, [])]
    nodes = [term for part in PARTS for term in values.get(part, []) if isinstance(term, Iri)]
    below = dict.fromkeys(node.value for node in nodes) if with_parts else {}
    uses = _uses(store, iri) if with_parts else []
    return Thing(
        iri=iri,
        label=names[0] if names else prefixed(iri),
        kinds=tuple(prefixed(_text(term)) for term in values.get(RDF.type, [])),
        facts=tuple(_fact(name, term, labels) for name, term in told),
        rules=tuple(_text(term) for term in values.get(GP.readBy, [])),
        places=_places(store, values, texts),
        parts=tuple(_thing(store, part, texts, with_parts=False) for part in below),
        uses=tuple(uses[:LIMIT]),
        use_count=len(uses),
    )


def _fact(predicate: str, term: Term, labels: dict[str, str]) -> Fact:
    if isinstance(term, Iri):
        return Fact(prefixed(predicate), labels.get(term.value) or prefixed(term.value), term.value)
    return Fact(prefixed(predicate), _text(term))


def _uses(store: Store, iri: str) -> list[Fact]:
    """Return who points to `iri`; an assignment is told as the action or indicator that it belongs to."""
    users = [(_text(user), _text(predicate)) for user, predicate in _rows(store, _USERS % Iri(iri).n3())]
    users = [(user, predicate) for user, predicate in users if predicate not in _DERIVED]
    assigned = " ".join(Iri(user).n3() for user, predicate in sorted(users) if predicate == GP.unit)
    owners = {}
    if assigned:
        rows = sorted(tuple(_text(term) for term in row) for row in _rows(store, _OWNERS % assigned))
        owners = {user: (owner, role) for user, owner, role in rows}
    labels = _labels(store, [*(user for user, _ in users), *(owner for owner, _ in owners.values())])
    facts = []
    for user, predicate in users:
        owner, role = owners.get(user, (user, predicate))
        facts.append(Fact(prefixed(role), labels.get(owner) or prefixed(owner), owner))
    return sorted(facts, key=lambda fact: (fact.predicate, fact.value, fact.iri or ""))
