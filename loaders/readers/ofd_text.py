"""Where the characters of an OFD text object stand (GB/T 33190-2016, 11.3), in millimetres from the top left."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.readers.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]-?[0-9]+)?")
_BOX: Final = 4
_MATRIX: Final = 6
_SIZE: Final = 5.6
"""Millimetres of size 3 type, for an object that states none."""
_STRAIGHT: Final = math.radians(2)
_FIRST_WIDE: Final = 0x2E80
_MOST: Final = 10_000
"""Distances that one `g` may stand for; a line of text has a hundred characters."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where its line begins under it, its width and size, and which way up it is.

    `quarter` counts the quarter turns to the right, None where it stands askew.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    quarter: int | None


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute.

    >>> numbers("10 .5 -3.25")
    [10.0, 0.5, -3.25]
    """
    return [float(number) for number in _NUMBER.findall(text or "")]


def distances(text: str | None) -> list[float]:
    """Return the numbers of `DeltaX` or `DeltaY`, `g count value` written out (11.3, table 46).

    >>> distances("3.5 g 2 4.2 5")
    [3.5, 4.2, 4.2, 5.0]
    """
    parts = (text or "").split()
    found: list[float] = []
    while parts:
        part = parts.pop(0)
        if part == "g" and len(parts) > 1:
            count, value = numbers(parts.pop(0)), numbers(parts.pop(0))
            found += value[:1] * min(int(count[0]) if count else 0, _MOST)
        else:
            found += numbers(part)
    return found


def glyphs_of(element: _Element) -> Iterator[Glyph]:
    """Yield the characters of a text object in the order of the file; one without a box has none."""
    box = numbers(element.get("Boundary"))
    if len(box) < _BOX:
        return
    size = (numbers(element.get("Size")) or [_SIZE])[0]
    matrix = numbers(element.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == _MATRIX else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    scale = (numbers(element.get("HScale")) or [1.0])[0]
    high = size * (math.hypot(c, d) or 1.0)
    wide = math.hypot(a, b) or 1.0
    quarter = _quarter(math.atan2(b, a))
    x = y = 0.0
    for code in element.iter():
        if local(code) != "TextCode":
            continue
        # A run that does not say where it begins begins where the one before began.
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = distances(code.get("DeltaX")), distances(code.get("DeltaY"))
        left, top = x, y
        for place, char in enumerate((code.text or "").strip("\r\n")):
            own = size * scale * (1.0 if ord(char) >= _FIRST_WIDE else 0.5)
            step = across[place] if place < len(across) else (0.0 if place < len(down) else own)
            yield Glyph(
                char, box[0] + a * left + c * top + e, box[1] + b * left + d * top + f,
                (min(own, step) if step > 0 else own) * wide, high, quarter,
            )  # fmt: skip
            left += step
            top += down[place] if place < len(down) else 0.0


def _quarter(angle: float) -> int | None:
    """Return how many quarter turns an angle is, or None where it is none."""
    turns = round(angle / (math.pi / 2))
    return turns % 4 if abs(angle - turns * math.pi / 2) < _STRAIGHT else None


def turned(glyph: Glyph, quarter: int) -> Glyph:
    """Return where a character stands on a page that is turned until its text is upright."""
    x, y = glyph.x, glyph.y
    for _ in range(quarter):
        x, y = y, -x
    return replace(glyph, x=x, y=y)
