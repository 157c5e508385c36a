"""What the outline of a document is made of: its parts, their kinds, and the tree of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from loaders.numbering import Marker, Style

HEADING_LENGTH: Final = 45
"""A paragraph that may be a heading without its number is no longer than this (folded characters)."""

TABLE: Final = "表"
"""Number of a table that stands in no numbered part, with its place in the document behind it."""


class SectionKind(StrEnum):
    """What a part is for; items of goals, background, phases, membership and other are no actions."""

    GOALS = "goals"
    BACKGROUND = "background"
    TASKS = "tasks"
    SAFEGUARDS = "safeguards"
    ORGANISATION = "organisation"
    DUTIES = "duties"
    PHASES = "phases"
    MEMBERSHIP = "membership"
    OTHER = "other"
    BOX = "box"


NO_ACTIONS: Final = frozenset(
    {SectionKind.GOALS, SectionKind.BACKGROUND, SectionKind.PHASES, SectionKind.MEMBERSHIP, SectionKind.OTHER}
)


@dataclass(frozen=True, slots=True)
class Item:
    """One part.

    Args:
        index: Place in `Outline.items`, in reading order from 0.
        path: Printed numbers from the outermost part, joined by `/`; a box item is counted. Where two parts bear
            the same numbers, the later one has a mark behind: `一~2`.
        number: Its own number as printed; where it was lost, the number that the sequence implies.
        style: Style of the number.
        parent: Index of the part around it, or None.
        children: Indices of its parts.
        start: Where its number starts in `Reading.text`.
        text_start: Where its heading starts.
        end: End of its own text: where its first part, or the next item, starts.
        kind: What it is for.
        lost: Whether its number was lost in conversion.
        paragraphs: Its own paragraphs; the first one opens with the heading.
    """

    index: int
    path: str
    number: str
    style: Style
    parent: int | None
    children: tuple[int, ...]
    start: int
    text_start: int
    end: int
    kind: SectionKind
    lost: bool
    paragraphs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of one document; `body_start` is where the first of them starts, `body_end` where the last ends."""

    items: tuple[Item, ...]
    body_start: int
    body_end: int

    def ancestors(self, item: Item) -> list[Item]:
        """Return the parts around `item`, innermost first."""
        found = []
        parent = item.parent
        while parent is not None:
            found.append(self.items[parent])
            parent = self.items[parent].parent
        return found

    def subtree_end(self, item: Item) -> int:
        """Return where the last part inside `item` ends."""
        while item.children:
            item = self.items[item.children[-1]]
        return item.end


def apart(path: str, taken: Counter[str]) -> str:
    """Return `path`, or with a mark behind where it is `taken`, which counts it."""
    taken[path] += 1
    return path if taken[path] == 1 else f"{path}~{taken[path]}"


@dataclass(slots=True)
class Node:
    """An item while the tree is being built."""

    marker: Marker
    start: int
    number: str
    parent: Node | None
    value: int
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    lost: bool = False


def is_cn(marker: Marker | None) -> bool:
    """Tell whether a number is one of 一、 二、 三、 that conversion kept."""
    return marker is not None and marker.style is Style.CN and marker.value > 0


def is_annex(node: Node) -> bool:
    """Tell whether a part is an annex, in which numbers begin anew; a table holds no part that stands behind it."""
    return node.marker.style is Style.ANNEX and not node.number.startswith(TABLE)
