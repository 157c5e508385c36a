"""Lines of a text and the question which of them belong together.

Conversion wraps paragraphs at the width of a page, puts page marks between lines, or leaves a whole
document on one line. What counts here is only layout; numbers and meaning come later.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from loaders.flat import split, unmarked_parts, with_lines_apart, with_page_marks_apart
from loaders.line import MARKER, Line, label_line
from loaders.run_on import run_on

_FIRST_PART: Final = re.compile(r"(?:一(?:、|\.)|第一[编部章]|\(一\)|1\.(?![0-9])|1、)")
_PAGE_MARK = re.compile(
    r"\s*(?:#+\s*Page\s*[0-9]+\s*:?|-[-\s]*[0-9]{1,4}\s*-[-\s]*|第\s*[0-9]{1,4}\s*页(?:\s*[,/]?\s*共\s*[0-9]{1,4}\s*页)?"
    r"|\[?[Pp]age\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?\]?:?|[0-9]{1,4}\s*/\s*[0-9]{1,4})\s*$"
)
_DATE_LINE = re.compile(
    r"\s*[0-9〇一二三四五六七八九零]{4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*$"
)
_RULED: Final = re.compile("[-─━=_*~ ]{4,}")
_BRACKETS = "([〔【)]〕】"
_BRACKET = re.compile(r"[(\[〔【)\]〕】]")
_TERMINAL = "。!?…"
_CLOSED: Final = _TERMINAL + ";:)”"
"""Behind these a paragraph may end."""
_CONTINUING = "、,;(“《〈〔[-"
_CLOSING = "”’》〉)]〕】"
_OPENING = "“‘《〈"
_LIST_OPENS: Final = re.compile("(?:如下|名单|成员|人员):$")
_ENTRY: Final = re.compile(
    r"(?:[\u4e00-\u9fff ]{2,8}:\s*)?[\u4e00-\u9fff·]{1,8}(?: +[\u4e00-\u9fff])? +[\u4e00-\u9fff、()]{3,40}"
)
"""A name and a post on a line of a list: 成  员:葛 亮  镇党政综合办公室主任."""
_CLAUSE_END: Final = re.compile("负责|牵头|配合|责任单位|完成时限|按职责分工")
_LINKED = "《〈"
"""A line that ends here stands in front of a link, which the page prints on a line of its own."""
_EDGES = "| \t"
"""White space, and the bars that are left of the lines of a table at the ends of its cells."""
_BARS = re.compile(r"[ \t]*\|[| \t]*|[ \t\u3000]+")
_FLAT_TEXT = 200
_FLAT_SHARE = 0.6
"""A document is flat where one line holds most of a text that is long enough to have several: in the
documents read so far the longest line of an ordinary one never held more than a fifth of it."""
_HEADING = 30
_WRAPPED_SHARE = 0.35
_LONG_LINE = 15
_DOUBLE_SPACED = 0.8
_FEW_LINES = 6
"""Below six long lines nothing tells whether lines are wrapped."""
_FULL_LINE = 0.8
"""Most of the lines that end inside a sentence are as long as this share of a full line; the cells
of a table are not."""
_MANY_LINES: Final = 9
_EVERY_LINE: Final = 0.7
"""Marks that must not open a line, and the white space around them, make full lines so much shorter at most."""
_RAGGED: Final = 2
"""Marks that must not open a line draw a character or two over to it or leave them behind."""
_FEWEST_FULL: Final = 4
_MOSTLY: Final = 0.6
_NARROWEST: Final = 24
_WIDEST: Final = 90
"""No line of a printed page is narrower, none wider; GB/T 9704-2012 sets 28 characters."""
_WHOLE: Final = 0.9
"""A line that holds more of a text is all of it, and no page: what follows are notes."""
_LONGEST_PARAGRAPH: Final = 300
_SPACED_PART: Final = re.compile(rf"\s{MARKER.pattern}")
_MOST_ENCLOSED = 6
"""No bracket of a clause that was met runs over more lines."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text.

    `width` is the usual length of a full line where they are wrapped; `head_end` is where the first
    numbered part starts, since titles and salutations break where they please; `enclosed` holds where
    lines start that a bracket opened lines before goes on in. `edge` is the length of a full line where few lines are
    wrapped, among many that are short: those that are shorter end a paragraph. It is 0 otherwise.
    """

    lines: tuple[Line, ...]
    wrapped: bool
    flat: bool
    width: int
    head_end: int = 0
    enclosed: frozenset[int] = frozenset()
    edge: int = 0


def lines_of(folded: str, cells: frozenset[int] = frozenset()) -> Lines:
    """Return the lines of `folded` that carry text, page marks left out.

    Args:
        folded: Text with half-width punctuation and plain spaces, line feeds kept.
        cells: Where cells of tables start; `1/3` in a cell is no page mark, and a row drawn with bars is parted.
    """
    folded, flat = _with_breaks(folded, cells)
    found = list(_printed(folded, cells, flat=flat))
    head_end = next((line.start for line in found if _FIRST_PART.match(line.text)), 0)
    if flat:
        return Lines(tuple(found), wrapped=False, flat=True, width=0, head_end=head_end)
    shape = _shape(found)
    prose = [line for line in found if line.start not in cells]
    if not shape[0] and sum(line.gap for line in prose) > _DOUBLE_SPACED * len(prose):
        # Cells are parted by the table, whatever stands between lines of prose.
        single = [line if line.start in cells else replace(line, gap=False) for line in found]
        if (spaced := _shape(single))[0]:
            # Where a blank line stands behind every wrapped line, it tells nothing.
            found, shape = single, spaced
    if shape[0] and not cells and _without_paragraphs(found, shape[1]):
        found = list(_parts(folded, found))
        return Lines(tuple(found), wrapped=False, flat=True, width=0, head_end=head_end)
    edge = 0 if shape[0] or cells else _edge(found)
    return Lines(
        tuple(found),
        shape[0],
        flat=False,
        width=shape[1],
        head_end=head_end,
        enclosed=frozenset(_enclosed(found)),
        edge=edge,
    )


def _with_breaks(folded: str, cells: frozenset[int]) -> tuple[str, bool]:
    """Return a text with the breaks that are sure to have been in its long lines, and whether it stays flat."""
    stripped = len(folded.strip())
    lines = folded.split("\n")
    flat = stripped > _FLAT_TEXT and max(map(len, lines)) > _FLAT_SHARE * stripped
    if cells or not (flat or _is_crowded(folded, lines, stripped)):
        return folded, flat
    folded = with_page_marks_apart(folded)
    unjoined = with_lines_apart(folded)
    wrapped, width = _shape([Line(0, len(line), line) for line in unjoined.split("\n") if line])
    return (unjoined, False) if wrapped and width <= _WIDEST else (folded, True)


def _is_crowded(folded: str, lines: list[str], length: int) -> bool:
    """Tell whether most of a text stands in long lines of several parts each, as where a page became one line."""
    if sum(len(line) for line in lines if len(line) >= _LONGEST_PARAGRAPH) <= _FLAT_SHARE * length:
        return False
    counted = list(unmarked_parts(folded, 0, len(folded)))
    start = crowded = 0
    for line in lines:
        if len(line) >= _LONGEST_PARAGRAPH:
            told = bisect_left(counted, start + len(line)) - bisect_left(counted, start)
            crowded += len(line) if max(told, len(_SPACED_PART.findall(line))) > 1 else 0
        start += len(line) + 1
    return crowded > _FLAT_SHARE * length


def _printed(folded: str, cells: frozenset[int], *, flat: bool) -> Iterator[Line]:
    """Yield the lines as they are printed, those of a flat document parted where its parts begin."""
    counted = list(unmarked_parts(folded, 0, len(folded))) if flat else []
    ordered = sorted(cells)
    gap = page = cut = False
    start = 0
    stop = len(folded)
    while start <= stop:
        feed = folded.find("\n", start)
        feed = stop if feed < 0 else feed
        raw = folded[start:feed]
        text = raw.strip(_EDGES)
        if not text or (_RULED.fullmatch(text) and start not in cells):
            gap = True
        elif len(text) < 32 and _PAGE_MARK.match(text) and start not in cells:  # noqa: PLR2004 - no page mark is longer
            page = True
        else:
            left = start + len(raw) - len(raw.lstrip(_EDGES))
            right = left + len(text)
            following = bisect(ordered, left)
            table = min(ordered[following], right) if following < len(ordered) else right
            if left in cells:
                # Of a whole document between bars the cells are no rows.
                table = right if flat and "|" in text else left
            if table > left and flat:
                yield from _split(folded, left, table, counted, page=page or cut)
                cut = _LONGEST_PARAGRAPH <= table - left <= _WHOLE * stop
            elif table > left:
                begun = left
                for place in (*run_on(folded, left, table), table):
                    yield Line(begun, place, folded[begun:place].rstrip(), gap, page)
                    begun, gap, page = place, False, False
            # A table may stand in the middle of its line, behind its title.
            yield from _row(folded, table, right, cells) if table < right else ()
            gap, page = raw.rstrip().endswith("|"), False
        start = feed + 1


def _without_paragraphs(found: list[Line], width: int) -> bool:
    """Tell whether no paragraph ends anywhere: every line but the last is full, as where one line was wrapped."""
    return len(found) > _MANY_LINES and all(len(line.text) >= _EVERY_LINE * width for line in found[:-1])


def _parts(folded: str, found: list[Line]) -> Iterator[Line]:
    """Yield the parts of a document of which only the lines of its pages are left."""
    counted = list(unmarked_parts(folded, 0, len(folded)))
    for line in found:
        yield from _split(folded, line.start, line.end, counted, page=True)


def _split(folded: str, start: int, end: int, counted: list[int], *, page: bool) -> Iterator[Line]:
    """Yield the parts of a long line, the first of which may go on from the line before where `page` says so."""
    first, *others = split(folded, start, end, counted)
    yield replace(first, page=page)
    yield from others


def _enclosed(found: list[Line]) -> Iterator[int]:
    """Yield the starts of the lines that a long bracket runs over: (牵头单位:县人 / 力资源局;… / …完成).

    The lines between its ends are as full as the first, or they would be lines of their own.
    """
    for place, line in enumerate(found):
        depth = _open_brackets(line.text)
        if depth != 1 or len(line.text) < _LONG_LINE or line.text[-1] in _TERMINAL:
            continue
        for count, following in enumerate(found[place + 1 : place + 1 + _MOST_ENCLOSED]):
            opens = following.text[0] in _BRACKETS or MARKER.match(following.text) or label_line().match(following.text)
            if following.gap or opens:
                break
            depth -= _open_brackets(following.text, closed=True)
            if depth < 1:
                yield from (between.start for between in found[place + 1 : place + 2 + count])
                break
            if len(following.text) < _FULL_LINE * len(line.text):
                break


def _open_brackets(text: str, *, closed: bool = False) -> int:
    """Return how many brackets a line leaves open, or with `closed` how many it closes that it did not open."""
    depth = shut = 0
    for mark in _BRACKET.findall(text):
        if mark in "([〔【":
            depth += 1
        elif depth:
            depth -= 1
        else:
            shut += 1
    return shut - depth if closed else depth


def _row(folded: str, start: int, end: int, cells: frozenset[int]) -> list[Line]:
    """Return the cells of a row that bars or white space part, each as a line of its own."""
    parts = []
    for bar in _BARS.finditer(folded, start, end):
        if bar.end() in cells:
            parts.append(Line(start, bar.start(), folded[start : bar.start()], gap=True))
            start = bar.end()
    parts.append(Line(start, end, folded[start:end], gap=True))
    return parts


def _shape(found: list[Line]) -> tuple[bool, int]:
    """Return whether lines are wrapped lines of a page, and how long a full one is."""
    long = [line for line in found if len(line.text) >= _LONG_LINE]
    if len(long) < _FEW_LINES:
        return False, 0
    open_ended = [
        len(line.text)
        for line, following in pairwise(found)
        if len(line.text) >= _LONG_LINE and line.text[-1] not in _CLOSED and not following.gap
    ]
    lengths = sorted(len(line.text) for line in long)
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(1 for length in open_ended if length >= _FULL_LINE * width)
    wrapped = len(open_ended) / len(long) > _WRAPPED_SHARE and lengths[-1] < 3 * width and full * 2 > len(open_ended)
    return wrapped, width


def _edge(found: list[Line]) -> int:
    """Return how long lines are that end at the edge of a page, several of them in the middle of a sentence; or 0."""
    lengths = [len(line.text) for line in found]
    widest = max(lengths, default=0)
    full = [line for line in found if len(line.text) >= widest - _RAGGED]
    cut = sum(1 for line in full if line.text[-1] not in _CLOSED)
    near = sum(1 for length in lengths if length >= _FULL_LINE * widest)
    even = _NARROWEST <= widest <= _WIDEST and len(full) >= _FEWEST_FULL and len(full) >= _MOSTLY * near
    return widest if even and cut * 2 >= len(full) else 0


def joins(first: Line, second: Line, lines: Lines, *, running: bool) -> bool:
    """Tell whether `second` goes on where `first` stops; `running` says that the paragraph is a sentence already."""
    last = first.text[-1]
    labelled = last not in _CONTINUING + ";" and label_line().match(second.text)
    if labelled or MARKER.match(second.text) or second.text.isdigit() or first.text.isdigit():
        return False
    if lines.flat:
        return second.page and first.text[-1] not in _TERMINAL
    if _DATE_LINE.match(first.text) or _DATE_LINE.match(second.text):
        return False
    if second.start in lines.enclosed or _closes(first.text, second.text):
        return True
    if last in _LINKED:
        return True
    if last == "、" and label_line().match(first.text):
        # 责任单位:甲、 / 乙、丙: a list of units that a line ends.
        return True
    if lines.edge and not second.gap and len(first.text) >= lines.edge - _RAGGED and last not in _TERMINAL:
        return True
    if not lines.wrapped:
        return second.page and _cut_by_page(first.text)
    if second.gap and not second.page:
        return False
    return _goes_on(first, second, lines, running=running)


def _closes(first: str, second: str) -> bool:
    """Tell whether the second line closes a bracket that the first one left open."""
    if first[-1] in _TERMINAL or second[0] in _BRACKETS:
        return False
    depth = 0
    for mark in _BRACKET.findall(first):
        depth = depth + 1 if mark in "([〔【" else max(0, depth - 1)
    if not depth:
        return False
    inner = 0
    for mark in _BRACKET.findall(second):
        if mark in "([〔【":
            inner += 1
        elif inner == 0:
            return True
        else:
            inner -= 1
    return False


def _cut_by_page(first: str) -> bool:
    """Tell whether a page mark stands in the middle of a sentence of a document that wraps no lines."""
    if first[-1] in _TERMINAL:
        return False
    heading = MARKER.match(first) is not None and len(first) < _HEADING
    return first[-1] in _CONTINUING or (len(first) > _LONG_LINE and not heading)


def _goes_on(first: Line, second: Line, lines: Lines, *, running: bool) -> bool:
    """Tell whether a line of a wrapped text is only wrapped there."""
    last, opening = first.text[-1], second.text[0]
    if last in _TERMINAL:
        return len(first.text) >= 0.85 * lines.width and opening != "("
    if last in _CONTINUING or opening in _CLOSING + ",、;。:":
        return True
    if last == ")" and _CLAUSE_END.search(first.text, first.text.rfind("(") + 1):
        return False
    in_head = first.start < lines.head_end
    if last == ":" and in_head:
        return False
    if len(first.text) >= 0.75 * lines.width:
        return True
    if _LIST_OPENS.search(first.text) or _ENTRY.fullmatch(first.text):
        return False
    if in_head and not running:
        unclosed = any(first.text.count(a) > first.text.count(b) for a, b in ("《》", "()", "“”"))
        return unclosed or ("," in first.text and last != ":")
    marker = MARKER.match(first.text)
    return marker is None or marker.end() == len(first.text) or last in _CLOSING or opening in _OPENING
