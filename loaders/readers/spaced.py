"""Task tables whose cells white space parts: 序号 重点任务 责任单位 / 1 编制名录 县水利局 / 2 ….

Only a header tells that such lines are a table: nothing but headings of columns, a number first, one
that names work and one that names units. Rows count on from the first; what is no such row ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.headings import (
    LONGEST_HEADER,
    NEXT_ANNEX,
    NUMBER_HEADINGS,
    ROLES,
    WORK,
    columns_of_duties,
    header_of,
    meanings,
)

_MIDDLE: Final = re.compile(rf"(?<=\S)\s+(?=(?:{'|'.join(NUMBER_HEADINGS)})\s)")
_TOKEN: Final = re.compile(r"\S+")
Cell = tuple[int, int]


def parted(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines, those parted in which the header of such a table stands behind its title.

    附件1 任务清单 序号 任务 牵头单位 1 编制名录 县水利局: the table goes up to the next annex.
    """
    for start, text in lines:
        begun = 0
        for opening in _MIDDLE.finditer(text):
            if opening.start() < begun or not _header(text[opening.end() : opening.end() + LONGEST_HEADER].split()):
                continue
            yield start + begun, text[begun : opening.start()]
            begun = opening.end()
            if following := NEXT_ANNEX.search(text, begun):
                yield start + begun, text[begun : following.start()]
                begun = following.end()
        yield start + begun, text[begun:]


def _heads_cells(text: str) -> bool:
    """Tell whether a line in front of single cells is a header; some of its headings may be unknown."""
    if len(text) > LONGEST_HEADER or not text.startswith(NUMBER_HEADINGS):
        return False
    return bool(_columns(text.split()))


def _columns(words: list[str]) -> list[str | None]:
    """Return what the columns hold where one names work and one units, some of them perhaps unknown."""
    columns = [meanings().get(word) for word in words]
    if ROLES & set(columns) and WORK & set(columns):
        return columns
    return list(columns_of_duties(words, columns) or ())


def spaced_rows(lines: list[tuple[int, str]], place: int) -> tuple[list[list[Cell]], int]:
    """Return the rows of the table whose header is the line at `place`, the header first, and where it ends.

    The rows are empty where there is no such table.
    """
    if place + 1 < len(lines) and lines[place + 1][1].isdigit() and _heads_cells(lines[place][1]):
        return _stacked(lines, place)
    start, text = lines[place]
    tokens = _whole([(start + match.start(), start + match.end()) for match in _TOKEN.finditer(text)])
    words = ["".join(text[a - start : b - start].split()) for a, b in tokens]
    columns = _header(words)
    if not columns:
        return [], place
    width = len(columns)
    work = next(index for index, column in enumerate(columns) if column in WORK)
    found = [tokens[:width]]
    rest = list(zip(words[width:], tokens[width:], strict=True))
    at = place + 1
    expected: int | None = None
    while True:
        more, expected = _rows_of(rest, width, work, expected)
        if rest and not more:
            break
        found.extend(more)
        if at >= len(lines):
            at += 1
            break
        start, text = lines[at]
        rest = _cells_of(start, text, work)
        at += 1
    return (found, at - 1) if len(found) > 1 else ([], place)


def _cells_of(start: int, text: str, work: int) -> list[tuple[str, Cell]]:
    """Return the tokens of a line; behind the number of a row each further space stands for a cell that is empty.

    Merged cells are printed once, in the row where they begin.
    """
    found = [(match[0], (start + match.start(), start + match.end())) for match in _TOKEN.finditer(text)]
    if len(found) > 1 and found[0][0].isdigit() and text[: len(found[0][0])] == found[0][0]:
        behind = found[0][1][1]
        gap = text[behind - start : found[1][1][0] - start]
        empty = min(len(gap) - 1, work) if not gap.strip(" ") else 0
        found[1:1] = [("", (behind, behind))] * empty
    return found


def _whole(tokens: list[Cell]) -> list[Cell]:
    """Return the tokens, characters that stand alone side by side joined: 工 作 任 务 is one heading."""
    found: list[Cell] = []
    joined = False
    for start, end in tokens:
        alone = end - start == 1
        if found and alone and joined:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        joined = alone
    return found


def _stacked(lines: list[tuple[int, str]], place: int) -> tuple[list[list[Cell]], int]:
    """Return the rows of a table whose cells stand on a line each below the line of its headings, and where it ends."""
    start, text = lines[place]
    found = [[(start + word.start(), start + word.end()) for word in _TOKEN.finditer(text)]]
    width = len(found[0])
    columns = _columns(text.split())
    owner = next(index for index, column in enumerate(columns) if column in ROLES)
    # What is to be done stands in front of who does it, and may take several lines.
    work = owner - 1 if owner > 1 else next(index for index, column in enumerate(columns) if column in WORK)
    at = place + 1
    while at + width <= len(lines) and lines[at][1].isdigit():
        number = str(int(lines[at][1]) + 1)
        following = range(at + width, min(at + 2 * width, len(lines)))
        stop = next((index for index in following if lines[index][1] == number), at + width)
        cells = [(begin, begin + len(cell)) for begin, cell in lines[at:stop]]
        more = len(cells) - width
        found.append([*cells[:work], (cells[work][0], cells[work + more][1]), *cells[work + more + 1 :]])
        at = stop
    return (found, at) if len(found) > 1 else ([], place)


def _header(words: list[str]) -> list[str]:
    """Return what the columns of a header hold, or nothing where the words are no header."""
    known = header_of(words)
    return known if len(known) == len(words) or words[len(known)].isdigit() else []


def _rows_of(
    tokens: list[tuple[str, Cell]], width: int, work: int, expected: int | None
) -> tuple[list[list[Cell]], int | None]:
    """Return the rows that a line holds and the number that the next one has; none where the line is no row."""
    starts: list[int] = []
    for place, (word, _) in enumerate(tokens):
        if word.isdigit() and (place == 0 or place - starts[-1] >= width) and expected in (None, int(word)):
            starts.append(place)
            expected = int(word) + 1
        elif place == 0:
            return [], expected
    found: list[list[Cell]] = []
    if not starts:
        return found, expected
    for begin, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        cells = [cell for _, cell in tokens[begin:end]]
        more = len(cells) - width
        if more < 0:
            return [], expected
        # White space inside what is to be done parts no cells.
        found.append([*cells[:work], (cells[work][0], cells[work + more][1]), *cells[work + more + 1 :]])
    return found, expected
