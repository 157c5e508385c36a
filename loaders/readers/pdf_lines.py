"""Lines of a PDF page with their places, and which of them are one paragraph.

Units are points, y counts upwards as in the file. A paragraph of an official document opens with two
blank characters and runs to the right margin on every line but its last; titles stand in the middle in
larger type. Where a document does not indent, its lines are handed on as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from loaders.readers.boxes import Char, Line
from loaders.readers.build import DocumentBuilder, between
from loaders.readers.columns import in_columns, may_have_columns, segments_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_NUMBER: Final = re.compile(
    r"\s*(?:[-—–－·•]*\s*[0-9ivxIVX]{1,4}\s*[-—–－·•]*|第\s*[0-9]{1,4}\s*页.{0,12}|[0-9]{1,4}\s*/\s*[0-9]{1,4})\s*\Z"
)
_MARGIN: Final = 0.1
"""A page number or a running head stands in the outer tenth of the page; the text of an official document
keeps 12 % above and below (GB/T 9704-2012, 5.1.2)."""
_OFTEN: Final = 3
_INDENT: Final = (1.2, 3.2)
"""Characters by which the first line of a paragraph is indented: two, measured in any type."""
_INDENTED_SHARE: Final = 0.04
_FIRST_WIDE: Final = 0x2E80
_LEADING: Final = 1.3
_SHORT: Final = 1.6
_EARLY: Final = 5.0
_LARGER: Final = 1.12
_GAP: Final = 2.0
_SPACE: Final = 0.2
"""Of the height of a character: characters that stand further apart are parted by a space."""
_END: Final = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on one page of a paragraph; `recognised` are runs of its text, each a line, with their confidence."""

    page: int
    text: str
    recognised: tuple[tuple[int, int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one; `joined` is False where the layout of the text has to tell."""

    lines: tuple[Line, ...]
    joined: bool = True
    gap: bool = True

    def pieces(self) -> Iterator[Piece]:
        """Yield the text on each page that the paragraph touches."""
        page, text = self.lines[0].page, ""
        runs: list[tuple[int, int, Decimal]] = []
        for line in self.lines:
            if line.page != page:
                yield Piece(page, text, tuple(runs))
                page, text, runs = line.page, "", []
            text += between(text, line.text) if text else ""
            if line.confidence is not None:
                runs.append((len(text), len(text) + len(line.text), line.confidence))
            text += line.text
        yield Piece(page, text, tuple(runs))


def write(builder: DocumentBuilder, found: Sequence[Paragraph]) -> None:
    """Add paragraphs to a document, each in a block for every page that it touches."""
    for paragraph in found:
        for place, piece in enumerate(paragraph.pieces()):
            if place:
                builder.go_on(piece.text, piece.page, recognised=piece.recognised)
            else:
                builder.add(piece.text, page=piece.page, gap=paragraph.gap, recognised=piece.recognised)


def chars_of(page: PdfPage) -> list[Char]:
    """Return the characters of a page in the order of the file; a line feed parts lines."""
    import ctypes  # noqa: PLC0415 - only where PDF is read

    from pypdfium2 import raw  # noqa: PLC0415

    text_page = page.get_textpage()
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count).replace("\r\n", "\n") if count > 0 else ""
    found = []
    # The box of a glyph's ink tells nothing about its type (一 is flat, 。 small): the loose box does.
    box = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0, 0xFFFE, 0xFFFF, 13):
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        found.append(Char(chr(code), box.left, box.bottom, box.right, box.top))
    text_page.close()
    return found if text else []


def lines_of(chars: Sequence[Char], page: int) -> list[Line]:
    """Return the lines that characters make, from top to bottom where the file has them in disorder."""
    if may_have_columns(chars):
        pieces = (line_of(piece, page) for piece in segments_of(chars))
        columns = in_columns([piece for piece in pieces if piece is not None])
        if columns is not None:
            return _merged(columns)
    found: list[Line] = []
    row: list[Char] = []
    for char in [*chars, Char("\n", 0, 0, 0, 0)]:
        if char.text == "\n":
            line = line_of(row, page)
            if line is not None:
                found.append(line)
            row = []
        else:
            row.append(char)
    found = _merged(found)
    rises = sum(1 for first, second in pairwise(found) if second.middle > first.middle + first.size)
    return sorted(found, key=lambda line: (-line.middle, line.left)) if rises > len(found) * 0.2 else found


def line_of(row: Sequence[Char], page: int) -> Line | None:
    """Return the line that characters of one height make, or None where they show nothing."""
    text = "".join(char.text for char in row).strip()
    inked = [char for char in row if not char.text.isspace() and char.right > char.left]
    if not text or not inked:
        return None
    if any(second.right < first.left for first, second in pairwise(inked)):
        # Marks in a type of their own (quotation marks of a Latin one) may stand behind the rest of their line.
        inked.sort(key=lambda char: char.left)
        text = "".join(
            char.text
            if before is None or char.left - before.right < _SPACE * (char.top - char.bottom)
            else f" {char.text}"
            for before, char in zip((None, *inked), inked, strict=False)
        )
    # A Chinese character is as wide as its type is high.
    sizes = [char.right - char.left for char in inked if ord(char.text) > _FIRST_WIDE]
    size = median(sizes) if sizes else median(char.top - char.bottom for char in inked) / _LEADING
    return Line(
        text, min(c.left for c in inked), min(c.bottom for c in inked), max(c.right for c in inked),
        max(c.top for c in inked), size, page,
    )  # fmt: skip


def _merged(lines: list[Line]) -> list[Line]:
    """Return the lines; pieces that stand side by side at one height are one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        overlap = 0.0 if last is None else min(last.top, line.top) - max(last.bottom, line.bottom)
        if (
            last is not None
            and overlap > 0.5 * min(last.top - last.bottom, line.top - line.bottom)
            and line.left >= last.right - 1
            and line.columns == last.columns == 1
        ):
            found[-1] = replace(
                last, text=f"{last.text} {line.text}", right=line.right, bottom=min(last.bottom, line.bottom),
                top=max(last.top, line.top),
                confidence=min((c for c in (last.confidence, line.confidence) if c is not None), default=None),
            )  # fmt: skip
        else:
            found.append(line)
    return found


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """Return lines in any order from top to bottom; pieces that stand side by side at one height are one.

    Where a page has two columns, the left one comes first.
    """
    columns = in_columns(lines)
    if columns is not None:
        return _merged(columns)
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and rows[-1][0].middle - line.middle < 0.5 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return _merged([line for row in rows for line in sorted(row, key=lambda line: line.left)])


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of each page without page numbers and running heads and feet."""

    def outer(line: Line, height: float) -> bool:
        return line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height

    heads = Counter(
        _pattern(line.text)
        for lines, height in zip(pages, heights, strict=True)
        for line in {_pattern(line.text): line for line in lines if outer(line, height)}.values()
    )
    running = {text for text, count in heads.items() if count >= _OFTEN and count * 2 >= len(pages)}
    found = []
    for lines, height in zip(pages, heights, strict=True):
        falling = sorted(lines, key=lambda line: -line.middle)
        edges = {id(line) for line in (*falling[:2], *falling[-2:])}
        found.append(
            [
                line
                for line in lines
                if not outer(line, height)
                or not (_pattern(line.text) in running or (id(line) in edges and _NUMBER.match(line.text)))
            ]
        )
    return found


def _pattern(text: str) -> str:
    return re.sub(r"[0-9]+", "#", re.sub(r"\s", "", text))


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual shape of a text: its margins, the size of its type, the distance of its lines."""

    left: float
    right: float
    size: float
    pitch: float
    indented: bool


def measure(lines: Sequence[Line]) -> dict[int, Measure]:
    """Return the shapes of the running text of a document by the number of columns in which it is set."""
    counts = sorted({line.columns for line in lines})
    return {count: _measure([line for line in lines if line.columns == count]) for count in counts}


def _measure(lines: Sequence[Line]) -> Measure:
    size = _mode([line.size for line in lines], 0.5)
    running = [line for line in lines if abs(line.size - size) < 0.12 * size] or list(lines)
    width = max(line.right for line in running) - min(line.left for line in running)
    wide = [line for line in running if line.right - line.left > 0.6 * width] or running
    left = _margin([line.left for line in wide], size * 0.4)
    # The margin on the right is ragged by a comma's width.
    rights = sorted(line.right for line in wide)
    right = rights[int(len(rights) * 0.7)]
    pitches = [a.middle - b.middle for a, b in pairwise(running) if a.page == b.page and a.middle > b.middle]
    pitch = median(pitches) if pitches else size * 1.6
    opened = sum(1 for line in wide if _INDENT[0] * size < line.left - left < _INDENT[1] * size)
    return Measure(left, right, size, pitch, opened >= max(2, _INDENTED_SHARE * len(wide)))


def _margin(values: Sequence[float], step: float) -> float:
    """Return the leftmost place at which a tenth of the lines start: first lines may be as many as all others."""
    counts = Counter(round(value / step) for value in values)
    enough = min(place for place, count in counts.items() if count * 10 >= len(values) or count == max(counts.values()))
    return median(value for value in values if round(value / step) == enough)


def _mode(values: Sequence[float], step: float) -> float:
    counts = Counter(round(value / step) for value in values)
    best = max(counts.items(), key=lambda pair: (pair[1], -pair[0]))[0]
    return median(value for value in values if round(value / step) == best)


def paragraphs(lines: Sequence[Line], shapes: Mapping[int, Measure]) -> list[Paragraph]:
    """Return the paragraphs that lines make, in order, over the ends of pages."""
    found: list[list[Line]] = []
    gaps: list[bool] = []
    for line in lines:
        last = found[-1][-1] if found else None
        shape = shapes[line.columns]
        if last is not None and last.columns == line.columns and _goes_on(found[-1], line, shape):
            found[-1].append(line)
        else:
            gaps.append(shape.indented or last is None or _apart(last, line, shape))
            found.append([line])
    return [Paragraph(tuple(own), gap=gap) for own, gap in zip(found, gaps, strict=True)]


def _apart(last: Line, line: Line, shape: Measure) -> bool:
    """Tell whether white space parts two lines; the end of a page does not where the line before it is full."""
    if last.page == line.page:
        return last.middle - line.middle > 1.5 * shape.pitch
    return last.text[-1] in _END or last.right <= shape.right - _EARLY * shape.size


def _goes_on(paragraph: list[Line], line: Line, shape: Measure) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    last = paragraph[-1]
    size = shape.size
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return False
    if last.page == line.page and last.middle - line.middle > _GAP * max(shape.pitch, line.size * 1.2):
        return False
    if min(last.size, line.size) > _LARGER * size:
        # A title over several lines, all of them in the middle.
        return last.page == line.page and last.text[-1] not in _END
    if not shape.indented:
        return False
    if line.left > shape.left + _INDENT[0] * size:
        return False
    # A figure with its unit is not parted at the end of a line, so that a line may stop early.
    early = _SHORT if last.text[-1] in _END else _EARLY
    return last.right > shape.right - early * size
