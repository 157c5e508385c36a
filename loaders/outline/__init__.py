"""The parts of a document as a tree: what is numbered, what lost its number, what kind each part is.

The tree is read from folded text. A number is believed where it goes on from the numbers before it;
a part whose number was lost in conversion is found by the gap that it leaves in the sequence.
"""

from __future__ import annotations

from collections import Counter

from loaders.outline.build import Builder
from loaders.outline.ends import part_last, trim_tail
from loaders.outline.items import NO_ACTIONS, Item, Node, Outline, SectionKind, apart
from loaders.outline.kinds import kind_of, settle
from loaders.reading import Reading

__all__ = ["NO_ACTIONS", "Item", "Outline", "SectionKind", "apart", "kind_of", "read_outline"]


def read_outline(reading: Reading) -> Outline:
    """Return the parts of a document in reading order."""
    text = reading.text
    nodes = Builder(reading).build()
    if not nodes:
        return Outline((), len(text), len(text))
    # What a table holds is no signature, whatever it looks like.
    body_end = trim_tail(text, nodes, reading.tables[-1].end if reading.tables else 0)
    part_last(text, nodes)
    return Outline(_freeze(text, nodes), nodes[0].start, body_end)


def _freeze(text: str, nodes: list[Node]) -> tuple[Item, ...]:
    nodes = sorted(nodes, key=lambda node: node.start)
    index = {id(node): place for place, node in enumerate(nodes)}
    kinds: list[SectionKind] = []
    paths: list[str] = []
    taken: Counter[str] = Counter()
    for node in nodes:
        parent = None if node.parent is None else index[id(node.parent)]
        kinds.append(settle(text, node, None if parent is None else kinds[parent]))
        paths.append(apart(node.number if parent is None else f"{paths[parent]}/{node.number}", taken))
    return tuple(
        Item(
            place,
            paths[place],
            node.number,
            node.marker.style,
            None if node.parent is None else index[id(node.parent)],
            tuple(sorted(index[id(child)] for child in node.children)),
            node.start,
            node.paragraphs[0][0],
            node.paragraphs[-1][1],
            kinds[place],
            node.lost,
            tuple(node.paragraphs),
        )
        for place, node in enumerate(nodes)
    )
