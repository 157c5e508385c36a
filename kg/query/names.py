"""From a word of the user to the things it names: units, places, plans and measures.

An exact label is one point look-up. Only where there is none are all labels read, and the word is
held against every form that a label and its place give: 区市场监管局 of 云州市临江区 is also called
临江区市场监管局, 临江市场监管局 and 市场监管局.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.iri import fold
from kg.namespaces import ID, sparql_prologue
from kg.query.functions import functions_named
from kg.query.named import Named
from kg.store.base import select
from kg.store.rdf import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.catalog import ParameterKind
    from kg.store.base import Store
    from kg.store.rdf import Rows

# kind: (what has such a label, what it is called in messages)
_LABELLED: Final = {
    "unit": ("{ ?thing a gp:Unit } UNION { ?thing a gp:UnitGroup }", "unit", "单位"),
    "place": ("?thing a gp:Jurisdiction", "place", "地区"),
    "plan": ("?thing a gp:Plan", "plan", "规划"),
    "measure": ("?thing a gp:Measure", "measure", "指标"),
}
_LABELS: Final = "skos:prefLabel|skos:altLabel|dcterms:title|gp:documentNumber|gp:noticeTitle|gp:divisionCode"
_BRAND: Final = re.compile(r"(?<=.)\([^()]+\)\Z")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
# 有效 and the like may stand in one name of a measure and not in the other
_MORE: Final = 3
_NEAR: Final = 5
_SHOWN: Final = 60
# 0.5 keeps 市监局 beside 市场监管局 and drops names that share only 局
_NEAR_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an ambiguous name is looked for: places and plans by IRI; empty means anywhere."""

    places: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()


def resolve(store: Store, kind: ParameterKind, word: str, scope: Scope | None = None) -> tuple[Named, ...]:
    """Return what `word` names, sorted by label; several where the name is ambiguous.

    Args:
        store: Where the labels are.
        kind: `unit`, `place`, `plan`, `measure` or `function`.
        word: An IRI, a label in any known form, or for plans any part of a title.
        scope: For units: only those of these places, or named by these plans, where any such is meant.

    Raises:
        UsageError: Nothing is called so; the remedy names the nearest labels.
    """
    if word.startswith((ID, "http://", "https://", "urn:")):
        return (Named(Iri(word).value, word),)
    if kind == "function":
        return functions_named(word)
    found = _exact(store, kind, word) or _by_form(store, kind, word)
    if not found:
        raise _unknown(store, kind, word)
    return tuple(sorted(_narrow(store, found, scope), key=lambda n: (n.place, n.label, n.iri)))


def _rows(store: Store, body: str) -> Rows:
    columns = "?thing ?label ?place"
    return select(store, f"{sparql_prologue()}SELECT DISTINCT {columns} WHERE {{ {body} }} ORDER BY {columns}")


def _place(kind: str) -> str:
    return "OPTIONAL { ?thing gp:jurisdiction ?where . ?where skos:prefLabel ?place }" if kind == "unit" else ""


def _named(rows: Rows) -> dict[str, Named]:
    """Return one entry per thing; the longest label stands for it, since that is the full name."""
    found: dict[str, Named] = {}
    for thing, label, place in rows.rows:
        if thing is not None and label is not None:
            old = found.get(thing.value)
            if old is None or len(label.value) > len(old.label):
                found[thing.value] = Named(thing.value, label.value, place.value if place else "")
    return found


def _exact(store: Store, kind: str, word: str) -> dict[str, Named]:
    forms = " ".join(Literal(word, language=tag).n3() for tag in (None, "zh", "en"))
    rows = _rows(
        store,
        f"VALUES ?word {{ {forms} }} ?thing {_LABELS} ?word . {_LABELLED[kind][0]} {_place(kind)} "
        "BIND(?word AS ?label)",
    )
    if not rows.rows:
        return {}
    things = " ".join(sorted({row[0].n3() for row in rows.rows if row[0]}))
    return _named(
        _rows(store, f"VALUES ?thing {{ {things} }} ?thing skos:prefLabel|dcterms:title ?label {_place(kind)}")
    )


def _all(store: Store, kind: str) -> Rows:
    return _rows(store, f"{_LABELLED[kind][0]} . ?thing {_LABELS} ?label . {_place(kind)}")


def _by_form(store: Store, kind: str, word: str) -> dict[str, Named]:
    asked = fold(word)
    rows = _all(store, kind)
    whole = _named(rows)
    bases = _within(store) if kind in {"unit", "place"} else {}
    found = {}
    for thing, label, place in rows.rows:
        if thing is None or label is None:
            continue
        if kind == "plan":
            matches = asked in fold(label.value)
        elif kind == "measure":
            matches = is_near_measure(asked, fold(label.value))
        elif kind == "place":
            matches = asked in place_forms(label.value, bases.get(label.value, ""))
        elif kind == "unit" and place is not None:
            matches = asked in unit_forms(label.value, place_forms(place.value, bases.get(place.value, "")))
        else:
            matches = asked == fold(label.value)
        if matches:
            found[thing.value] = whole[thing.value]
    return found


def _within(store: Store) -> dict[str, str]:
    """Return for each place the name of the place around it."""
    rows = _rows(store, "?thing gp:within ?around ; skos:prefLabel ?label . ?around skos:prefLabel ?place")
    return {label.value: place.value for _, label, place in rows.rows if label is not None and place is not None}


def place_forms(name: str, around: str = "") -> tuple[str, ...]:
    """Return the names of a place, the longest first: in full, without the place around it, without its level.

    >>> place_forms("云州市临江区", "云州市")
    ('云州市临江区', '临江区', '临江')
    """
    name = fold(name)
    short = name.removeprefix(fold(around)) or name
    stem = short[:-1] if len(short) > 2 else short  # noqa: PLR2004 (云县 is not called 云)
    return tuple(dict.fromkeys((name, short, stem)))


def unit_forms(label: str, places: Iterable[str]) -> frozenset[str]:
    """Return every form of a unit's label: with each name of its place, with the level alone, and with neither.

    A name with another brand in brackets behind it is also asked for without that brand.

    >>> sorted(unit_forms("区财政局", ("云州市临江区", "临江区", "临江")))
    ['临江区财政局', '临江财政局', '云州市临江区财政局', '区财政局', '财政局']
    >>> sorted(unit_forms("区市场监管局(区知识产权局)", ()))
    ['区市场监管局', '区市场监管局(区知识产权局)']
    """
    label = fold(label)
    names = tuple(places)
    level = names[0][-1] if names else ""
    forms: set[str] = set()
    for name in {label, _BRAND.sub("", label)}:
        core = next((name[len(n) :] for n in names if name.startswith(n) and len(name) > len(n)), name)
        if core.startswith(level) and len(core) > len(level) + 1:
            core = core[len(level) :]
        forms |= {name, core, level + core, *(place + core for place in names)}
    return frozenset(forms)


def is_near_measure(asked: str, label: str) -> bool:
    """Tell whether `label` may be the measure that `asked` names: the same name, or nearly, in the same order.

    What stands in brackets may be missing; else one character in ten may be, and a few more may be there. A
    measure whose name holds the asked one whole is one of those that a part of a name stands for.

    >>> is_near_measure("每万人口(高价值)发明专利拥有量", "每万人有效发明专利拥有量")
    True
    >>> is_near_measure("每万人口(高价值)发明专利拥有量", "发明专利数量")
    False
    >>> is_near_measure("发明专利拥有量", "每万人口高价值发明专利拥有量")
    True
    """
    if asked in label:
        return True
    needed = _BRACKETED.sub("", asked)
    blocks = SequenceMatcher(None, needed, label, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks)
    extra = len(label) - kept
    if blocks and asked != needed:
        extra -= sum(len(piece) for piece in _BRACKETED.findall(asked) if piece[1:-1] in label)
    return 10 * (len(needed) - kept) <= len(needed) and extra <= _MORE


def _narrow(store: Store, found: dict[str, Named], scope: Scope | None) -> list[Named]:
    """Keep those of the scope; where the scope holds none of them, the caller's query will say so by no rows."""
    if scope is None or len(found) < 2 or not (scope.places or scope.plans):  # noqa: PLR2004 (one is not ambiguous)
        return list(found.values())
    things = " ".join(Iri(iri).n3() for iri in sorted(found))
    places = " ".join(Iri(iri).n3() for iri in scope.places)
    plans = " ".join(Iri(iri).n3() for iri in scope.plans)
    body = f"VALUES ?thing {{ {things} }} ?thing gp:jurisdiction ?where . "
    body += f"VALUES ?where {{ {places} }} " if places else f"VALUES ?plan {{ {plans} }} ?plan gp:jurisdiction ?where "
    kept = {row[0].value for row in _rows(store, f"{body} BIND(?where AS ?label)").rows if row[0]}
    return [named for iri, named in found.items() if iri in kept] or list(found.values())


def _unknown(store: Store, kind: str, word: str) -> UsageError:
    asked = fold(word)
    labels: defaultdict[str, str] = defaultdict(str)
    for _, label, place in _all(store, kind).rows:
        if label is not None:
            labels[fold(label.value)] = (
                label.value
                if place is None or label.value.startswith(place.value)
                else (f"{label.value} ({place.value})")
            )
    # only names that share half their characters with the word are worth the slower measure
    shared = set(asked)
    near = [(_likeness(asked, form), form) for form in labels if 2 * len(shared & set(form)) >= len(shared)]
    best = [labels[form] for score, form in sorted(near, key=lambda x: (-x[0], x[1])) if score >= _NEAR_ENOUGH][:_NEAR]
    _, en, zh = _LABELLED[kind]
    word = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
    names = ", ".join(best)
    return UsageError(
        both(f"No {en} is called {word!r} in this store.", f"此存储中没有名为“{word}”的{zh}。"),
        both(f"Did you mean: {names}?", f"是否指：{names}？")
        if best
        else both("Give a name as a plan writes it, or an IRI.", "请给出规划中所写的名称，或 IRI。"),
    )


def _likeness(asked: str, form: str) -> float:
    """Return 0 to 1; a name that holds the asked one whole is as like as can be."""
    return 1.0 if asked in form else SequenceMatcher(None, asked, form, autojunk=False).ratio()
