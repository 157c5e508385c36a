"""Ruled tables in pictures of pages: cells are what rules enclose, their text is what was recognised there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.readers.boxes import Line
from loaders.readers.build import Cell
from loaders.readers.pdf_tables import FEWEST, PdfTable, edges_of, place_of, text_of
from loaders.readers.recognition import Found, recognise_within

if TYPE_CHECKING:
    from PIL.Image import Image

_RULE: Final = 40
"""A rule is a straight run of ink at least as long as this part of the page; strokes of titles are shorter."""
_LEAST: Final = 120
"""A cell is at least this part of the page wide and high; what is smaller is enclosed by a character."""
_INK: Final = 15
_SAME: Final = 0.35
"""Share of the lowest cell's height by which the edges of one row may differ: paper is not flat."""
_INTO: Final = 0.5
"""Heights of a line by which it has to reach into a cell to have something there: half a character."""
_HOLE: Final = 2
_PARENT: Final = 3


@dataclass(frozen=True, slots=True)
class Box:
    """What rules enclose, in pixels of the straight page, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, item: Found) -> bool:
        """Tell whether the middle of a line lies inside."""
        x, y = (item.left + item.right) / 2, (item.top + item.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its height in pixels, and how many points a pixel has."""

    number: int
    height: int
    scale: float

    def points(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top of a box in points, y upwards."""
        values = (box.left, box.right, self.height - box.bottom, self.height - box.top)
        left, right, bottom, top = (value * self.scale for value in values)
        return left, right, bottom, top


def tables_of(grids: Sequence[Sequence[Box]], lines: Sequence[Line], page: Sheet) -> list[PdfTable]:
    """Return the tables of a page from top to bottom.

    Args:
        grids: What `grids_in` found.
        lines: What was recognised, in points, not yet joined to rows.
        page: The page.
    """
    found = []
    for boxes in grids:
        lowest = min(box.bottom - box.top for box in boxes)
        narrowest = min(box.right - box.left for box in boxes)
        xs = edges_of([x for box in boxes for x in (box.left, box.right)], max(3.0, _SAME * narrowest))
        ys = edges_of([y for box in boxes for y in (box.top, box.bottom)], max(3.0, _SAME * lowest))
        if len(xs) < FEWEST or len(ys) < FEWEST:
            continue
        cells = [_cell(box, (xs, ys), lines, page) for box in boxes]
        if len([cell for cell in cells if cell.text]) >= FEWEST:
            left, right, bottom, top = page.points(Box(xs[0], ys[0], xs[-1], ys[-1]))
            edges = tuple(x * page.scale for x in xs)
            found.append(PdfTable(page.number, left, bottom, right, top, edges, tuple(cells)))
    return sorted(found, key=lambda table: -table.top)


def _cell(box: Box, edges: tuple[list[float], list[float]], lines: Sequence[Line], page: Sheet) -> Cell:
    xs, ys = edges
    row, column = place_of(ys, box.top), place_of(xs, box.left)
    left, right, bottom, top = page.points(box)
    own = [line for line in lines if left <= (line.left + line.right) / 2 <= right and bottom <= line.middle <= top]
    own.sort(key=lambda line: (-line.middle, line.left))
    sure = min((line.confidence for line in own if line.confidence is not None), default=None)
    down, across = place_of(ys, box.bottom) - row, place_of(xs, box.right) - column
    return Cell(row + 1, column + 1, text_of(own, right - left), max(1, down), max(1, across), page.number, sure)


def split(found: Sequence[Found], grids: Sequence[Sequence[Box]], picture: Image) -> list[Found]:
    """Return the lines, those that run over the rule between two cells recognised anew for each cell."""
    pieces: list[Found] = []
    for item in found:
        middle, reach = (item.top + item.bottom) / 2, _INTO * (item.bottom - item.top)
        crossed = [
            box
            for boxes in grids
            for box in boxes
            if box.top <= middle <= box.bottom and min(item.right, box.right) - max(item.left, box.left) > reach
        ]
        if len(crossed) < 2:  # noqa: PLR2004 - it stands in one cell, or in none
            pieces.append(item)
            continue
        for box in sorted(crossed, key=lambda box: box.left):
            piece = recognise_within(picture, item, max(item.left, box.left), min(item.right, box.right))
            if piece is not None:
                pieces.append(piece)
    return pieces


def grids_in(picture: Image, tilt: float) -> list[list[Box]]:
    """Return the enclosed boxes of each connected set of rules, in pixels, y downwards, straightened."""
    import cv2  # noqa: PLC0415 - comes with the extra
    import numpy as np  # noqa: PLC0415 - of the extra

    gray = np.asarray(picture.convert("L"))
    ink = cv2.adaptiveThreshold(255 - gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, _INK, -10)
    high, wide = gray.shape
    least_wide, least_high = wide / _LEAST, high / _LEAST
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(wide // _RULE, 8)), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((max(high // _RULE // 2, 8), 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    contours, tree = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    grids: dict[int, list[Box]] = {}
    for index, contour in enumerate(contours):
        outer = int(tree[0][index][_PARENT])
        if outer < 0:
            continue
        box = _straight(cv2.boxPoints(cv2.minAreaRect(contour)).tolist(), tilt)
        if box.right - box.left >= least_wide and box.bottom - box.top >= least_high:
            grids.setdefault(outer, []).append(box)
    return [boxes for boxes in grids.values() if len(boxes) > _HOLE]


def _straight(corners: list[list[float]], tilt: float) -> Box:
    turned = [turn(x, y, tilt) for x, y in corners]
    return Box(
        min(x for x, _ in turned), min(y for _, y in turned), max(x for x, _ in turned), max(y for _, y in turned)
    )


def turn(x: float, y: float, tilt: float) -> tuple[float, float]:
    """Return where a point of a page that falls by `tilt` to the right stands on the straight page."""
    return x * math.cos(tilt) + y * math.sin(tilt), y * math.cos(tilt) - x * math.sin(tilt)
