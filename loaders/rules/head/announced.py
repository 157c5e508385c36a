"""What a page says of a paper before it prints it, where the paper itself has neither title nor signature.

近日，某市委办公室、某市人民政府办公室印发了《某市节水方案》，并发出通知… / 《某市节水方案》全文如下。
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.rules.head.words import Kind, is_organ

if TYPE_CHECKING:
    from loaders.rules.head.front import Front, Named

_ISSUED = re.compile(r"(?:联合)?(?:印发|发布|公布)了?《((?:[^《》\n]|《[^《》\n]*》){4,120})》")
_CLAUSE = re.compile(r"[^,。:;!?《》]+\Z")
_AND = re.compile(r"[、和]")
_TEXTS = (Kind.SENTENCE, Kind.SHORT, Kind.FORMULA)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The title of the paper and the bodies that issued it."""

    title: Named
    issuers: tuple[Named, ...]


def read_announcement(front: Front) -> Announcement | None:
    """Return what the first sentence of the front says that names a paper with the bodies that issued it."""
    text = front.reading.text
    for piece in front.head:
        issued = _ISSUED.search(text, piece.start, piece.end) if piece.kind in _TEXTS else None
        clause = _CLAUSE.search(text, piece.start, issued.start()) if issued else None
        if issued is None or clause is None:
            continue
        edges = [clause.start(), *(mark.start() for mark in _AND.finditer(text, *clause.span())), clause.end()]
        names = [(begin + (place > 0), end) for place, (begin, end) in enumerate(pairwise(edges))]
        if all(is_organ(text[begin:end]) for begin, end in names):
            return Announcement(front.named(*issued.span(1)), tuple(front.named(*name) for name in names))
    return None
