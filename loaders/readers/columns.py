"""Pages that are set in two columns: their lines in reading order, the left column before the right one.

Two columns are prose on both sides of an empty strip in the middle of the page. A table without rules has such a
strip too, but its cells are short; a title over both columns ends one pair of them and begins the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.readers.boxes import Char, Line

_MIDDLE: Final = (0.3, 0.7)
"""Part of the text's width in which the strip lies."""
_STRIP: Final = 0.8
"""Characters that the strip is wide at least; columns are two apart as a rule, words of a line less than a half."""
_FEWEST: Final = 5
"""Lines on each side: fewer are a heading beside a date, or two signatures."""
_FILLED: Final = 0.75
"""Share of its column that the middle one of the lines fills where it is prose."""
_BIN: Final = 2.0
_THIN: Final = 0.5
_APART: Final = 1.2


def may_have_columns(chars: Sequence[Char]) -> bool:
    """Tell at little cost whether a page can have two columns: its middle holds far less ink than its sides."""
    inked = [char for char in chars if not char.text.isspace() and char.right > char.left]
    if len(inked) < 4 * _FEWEST:
        return False
    left, right = min(char.left for char in inked), max(char.right for char in inked)
    counts = [0] * (int((right - left) / _BIN) + 1)
    for char in inked:
        counts[int(((char.left + char.right) / 2 - left) / _BIN)] += 1
    first, last = (int(part * len(counts)) for part in _MIDDLE)
    usual = sum(counts) / len(counts)
    width = max(2, int(median(char.right - char.left for char in inked) * _STRIP / _BIN))
    sums = (sum(counts[at : at + width]) for at in range(first, max(first + 1, last - width)))
    return min(sums, default=0) < _THIN * usual * width


def segments_of(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the characters of each row, from top to bottom, cut where two stand apart."""
    inked = sorted((c for c in chars if c.text != "\n" and c.right > c.left), key=lambda c: -(c.top + c.bottom))
    rows: list[list[Char]] = []
    for char in inked:
        above = rows[-1][0] if rows else None
        high = min(char.top - char.bottom, above.top - above.bottom) if above else 0.0
        if above and abs(above.top + above.bottom - char.top - char.bottom) < high:
            rows[-1].append(char)
        else:
            rows.append([char])
    found = []
    for row in rows:
        piece: list[Char] = []
        for char in sorted(row, key=lambda c: c.left):
            if piece and not char.text.isspace() and char.left - _ink(piece) > _APART * (char.top - char.bottom):
                found.append(piece)
                piece = []
            piece.append(char)
        found.append(piece)
    return found


def _ink(piece: Sequence[Char]) -> float:
    return max((char.right for char in piece if not char.text.isspace()), default=piece[-1].right)


def in_columns(lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines of a page in reading order, or None where it has no columns.

    Lines of a right column are moved onto the left one, so that one shape of text serves both.

    Args:
        lines: Pieces of lines that nothing has joined, in any order.
    """
    if len(lines) < 2 * _FEWEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    strip = _strip(lines, left, right)
    if strip is None:
        return None
    found: list[Line] = []
    is_any = False
    for crossing, band in _bands(sorted(lines, key=lambda line: -line.middle), strip):
        columns = None if crossing else _columns(band, strip)
        if columns is None:
            found += sorted(band, key=lambda line: (-line.middle, line.left))
            continue
        is_any = True
        found += columns
    return found if is_any else None


def _strip(lines: Sequence[Line], left: float, right: float) -> float | None:
    """Return the middle of the strip that fewest lines cross, or None where too many do."""
    width = right - left
    size = median(line.size for line in lines)
    step = size / 4
    places = [left + _MIDDLE[0] * width + step * n for n in range(int((_MIDDLE[1] - _MIDDLE[0]) * width / step))]
    half = _STRIP * size / 2
    crossed = [
        (sum(1 for line in lines if line.left < place + half and line.right > place - half), place) for place in places
    ]
    if not crossed:
        return None
    least = min(count for count, _ in crossed)
    if least > len(lines) * _THIN:
        return None
    best = [place for count, place in crossed if count == least]
    return median(best)


def _bands(lines: Sequence[Line], strip: float) -> Iterator[tuple[bool, list[Line]]]:
    """Yield runs of lines from top to bottom that all cross the strip, or that all keep to one side."""
    band: list[Line] = []
    was = False
    for line in lines:
        crossing = line.left < strip < line.right
        if band and crossing != was:
            yield was, band
            band = []
        was = crossing
        band.append(line)
    if band:
        yield was, band


def _columns(band: Sequence[Line], strip: float) -> list[Line] | None:
    """Return the lines of two columns, the left one first, or None where the band is no prose on both sides."""
    sides = [[line for line in band if line.right <= strip], [line for line in band if line.left >= strip]]
    if min(map(len, sides)) < _FEWEST:
        return None
    found: list[Line] = []
    start = min(line.left for line in sides[0])
    for side in sides:
        left, right = min(line.left for line in side), max(line.right for line in side)
        if median(line.right - line.left for line in side) < _FILLED * (right - left):
            return None
        moved = start - left
        found += [replace(line, left=line.left + moved, right=line.right + moved, columns=2) for line in side]
    return found
