"""Explanations for people and for programs."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kg.errors import both
from kg.query.table import width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.evidence.model import Fact, Place, Thing

_PARTS: Final = both("Its parts", "组成部分")
_USES: Final = both("Named by", "被引用于")
_SILENT: Final = both("No place: encoded by hand, or not read from a document.", "无出处：系人工录入，或并非读自文件。")

# what plans share stands in no document by itself: its assignments and indicators do
_SHARED: Final = frozenset({"gp:Unit", "gp:UnitGroup", "gp:Jurisdiction", "gp:Measure", "gp:Document", "nif:Context"})


def as_json(things: Iterable[Thing]) -> str:
    """Return the explanations as a JSON list; unknown values are null."""
    return json.dumps([asdict(thing) for thing in things], ensure_ascii=False, indent=2) + "\n"


def as_text(things: Iterable[Thing], say: Callable[[str], str]) -> str:
    """Return the explanations for a terminal; `say` picks the language. Control characters are taken out."""
    return "\n".join("".join(f"{line}\n" for line in _thing(thing, say, "")) for thing in things)


def _thing(thing: Thing, say: Callable[[str], str], indent: str) -> Iterator[str]:
    yield f"{indent}{_plain(thing.label)}  ({', '.join(thing.kinds)})"
    yield f"{indent}<{thing.iri}>"
    yield from (f"{indent}  {line}" for line in _facts(thing.facts))
    for place in thing.places:
        yield from (f"{indent}  {line}" for line in _place(place, thing.rules, say))
    if not thing.places and not indent and _SHARED.isdisjoint(thing.kinds):
        yield f"{indent}  {say(_SILENT)}"
    if thing.parts:
        yield f"{indent}  {say(_PARTS)}:"
        for part in thing.parts:
            yield from _thing(part, say, indent + "    ")
    if thing.uses:
        yield f"{indent}  {say(_USES)} ({thing.use_count}):"
        yield from (f"{indent}    {line}" for line in _facts(thing.uses))
        if thing.use_count > len(thing.uses):
            yield f"{indent}    …"


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    facts = list(facts)
    widest = max((width(fact.predicate) for fact in facts), default=0)
    for fact in facts:
        target = f"  <{fact.iri}>" if fact.iri is not None and fact.iri.rpartition("#")[2] not in fact.value else ""
        yield f"{fact.predicate:{widest}}  {_plain(fact.value)}{target}"


def _place(place: Place, rules: tuple[str, ...], say: Callable[[str], str]) -> Iterator[str]:
    cell = [
        f"{say(name)} {number}"
        for name, number in (
            (both("page", "页"), place.page),
            (both("table", "表"), place.table),
            (both("row", "行"), place.row),
            (both("column", "列"), place.cell),
        )
        if number is not None
    ]
    if place.confidence is not None:
        cell.append(f"{say(both('recognised with confidence', '识别置信度'))} {place.confidence}")
    where = ", ".join([f"{place.file}:{place.line}:{place.column}", *cell])
    read = say(both("read by", "规则")) + " " + ", ".join(rules) if rules else ""
    yield f"{where}  {read}".rstrip()
    yield f"  {_plain(place.before)}【{_plain(place.quote)}】{_plain(place.after)}"


def _plain(text: str) -> str:
    """Return `text` on one line, without characters that could steer a terminal."""
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text).split())
