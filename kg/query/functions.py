"""Functions of government by name: the scheme in `ontology/` says what each is called, in zh and en."""

from __future__ import annotations

import functools
from difflib import get_close_matches
from typing import Final

from kg.errors import UsageError, both
from kg.iri import fold
from kg.query.named import Named
from kg.resources import resource_dir
from kg.terms import SKOS

_NEAR_ENOUGH: Final = 0.5


@functools.cache
def _scheme() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Return the IRIs that each folded name stands for, and the main label of each IRI."""
    import pyoxigraph as ox  # noqa: PLC0415 (--help does without)

    path = resource_dir("ontology") / "schemes" / "functions.ttl"
    names: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    wanted = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation}
    concepts = set()
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        thing, verb, value = quad.subject, quad.predicate.value, quad.object
        if verb == SKOS.inScheme and isinstance(thing, ox.NamedNode):
            concepts.add(thing.value)
        elif verb in wanted and isinstance(thing, ox.NamedNode) and isinstance(value, ox.Literal):
            names.setdefault(fold(value.value).casefold(), set()).add(thing.value)
            if verb == SKOS.prefLabel and value.language == "zh":
                labels[thing.value] = value.value
    return {name: iris & concepts for name, iris in names.items() if iris & concepts}, labels


def functions_named(word: str) -> tuple[Named, ...]:
    """Return the functions that `word` names: a label in zh or en, the name of an office, or a slug.

    An office may be named with its level (区市场监管局); several functions share some names of offices.

    Raises:
        UsageError: The scheme holds no such name; the remedy tells the nearest ones.
    """
    names, labels = _scheme()
    asked = fold(word).casefold()
    forms = [asked, *(asked + tail for tail in ("局", "委", "部门"))]
    if asked[:1] in set("省市区县州旗"):
        forms.append(asked[1:])
    found = next((names[form] for form in forms if form in names), None)
    if found is None:
        near = get_close_matches(asked, names, n=5, cutoff=_NEAR_ENOUGH)
        options = ", ".join(near)
        raise UsageError(
            both(f"No function of government is called {word!r}.", f"没有名为“{word}”的政府职能。"),
            both(f"Did you mean: {options}?", f"是否指：{options}？")
            if near
            else both(
                "Give one such as 市场监管 or finance; govplan ask units STORE shows those of a store.",
                "请给出如“市场监管”的职能；govplan ask units 存储 可列出存储中的职能。",
            ),
        )
    return tuple(Named(iri, labels.get(iri, iri)) for iri in sorted(found))
