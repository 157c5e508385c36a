"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read.

    Args:
        file: Name of the document.
        line: Line from 1 and `column` from 1, both in code points of the plain text.
        begin: First code point from 0; `end` is one past the last.
        quote: The text there.
        before: What stands before it on its line, cut to a window; `after` what stands behind it.
        page: Page, `table`, `row` and `cell` (its column) from 1, or None.
        confidence: Of the recogniser where it was read in a picture, from 0 to 1 as a decimal; else None.
    """

    file: str
    line: int
    column: int
    begin: int
    end: int
    quote: str
    before: str
    after: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: its predicate as a prefixed name, its value for reading, the IRI of the value where it is one."""

    predicate: str
    value: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One node of the graph with its facts, places, rules, parts and uses.

    Args:
        kinds: Its classes as prefixed names.
        rules: Ids of the rules that read it.
        parts: Clauses, assignments, targets and observations that hang on it.
        uses: Who points to it, as predicate and label; for a unit the actions and roles. At most
            `LIMIT` of them are listed; `use_count` counts all.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    places: tuple[Place, ...]
    parts: tuple[Thing, ...] = ()
    uses: tuple[Fact, ...] = ()
    use_count: int = 0
