"""Blocks of metadata in front of a plan, in lines, lists and cells: `发文机关：某市政府  成文日期：2031年1月5日`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.rules.document_number import find_document_numbers
from loaders.rules.head.words import Kind, Piece, head_words, is_date, is_organ

if TYPE_CHECKING:
    from loaders.reading import Reading

_LONG: Final = 90
_LONGEST_BLOCK: Final = 2_000
_LONGEST_VALUE: Final = 40
_LONGEST_LABEL: Final = 8
_BULLET: Final = "·*■◆●▪>|-"
BULLETS = re.compile(f"[{_BULLET}]*")
_UNKNOWN = re.compile(rf"[\u4e00-\u9fff]{{2,{_LONGEST_LABEL}}}:")
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_EMPTY = re.compile(rf"[\u4e00-\u9fff]{{2,{_LONGEST_LABEL}}}:")
_TELLING: Final = frozenset({"number", "issued", "published"})
_EDGES: Final = "|;,"
CLOCK = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{2,4}日?(?:[0-9]?[0-9]:[0-9]{2}|\Z)")


def label_pieces(reading: Reading, start: int, end: int, *, after_label: bool) -> list[Piece]:
    """Return the pieces of a paragraph that is a line of a metadata block; none where it is not.

    Args:
        reading: The document.
        start: Where the paragraph begins; a bullet may stand there.
        end: Where it ends.
        after_label: Whether the line before was one: then a label that no list knows counts too.
    """
    text = reading.text
    bullets = BULLETS.match(text, start, end)
    begin = bullets.end() if bullets else start
    if head_words().label.match(text, begin, end):
        return _cut(reading, begin, end)
    glued = _glued(text, begin, end, after_label=after_label)
    if glued is not None:
        return [glued]
    bare = _by_gaps(reading, begin, end, after_label=after_label, bulleted=begin > start)
    if bare:
        return bare
    if begin > start and _EMPTY.fullmatch(text, begin, end):
        return [Piece(end - 1, end, Kind.LABEL, "none")]
    unknown = _UNKNOWN.match(text, begin, end) if after_label or begin > start else None
    if unknown and 0 < end - unknown.end() <= _LONGEST_VALUE and "。" not in text[unknown.end() : end]:
        return [Piece(unknown.end(), end, Kind.LABEL, "none")]
    return []


def _glued(text: str, start: int, end: int, *, after_label: bool) -> Piece | None:
    """Return the value of a label that lost what stood between them (发文日期2031年1月5日)."""
    label = head_words().bare_label.match(text, start, end) if end - start <= _LONGEST_BLOCK else None
    if label is None or label.end() >= end:
        return None
    field, value = head_words().labels[label[1]], text[label.end() : end]
    if field == "none":
        known = after_label and end - label.end() <= _LONGEST_LABEL * 2 and _HAN.match(value) is not None
    elif field == "issuer":
        known = is_organ(value)
    elif field == "number":
        known = any(number.start == label.end() for number in find_document_numbers(text, label.end(), end))
    else:
        known = field != "title" and is_date(value)
    return Piece(label.end(), end, Kind.LABEL, field) if known else None


def _by_gaps(reading: Reading, start: int, end: int, *, after_label: bool, bulleted: bool) -> list[Piece]:
    """Return the labels of a line that prints gaps for colons (`文号  某政发〔2031〕5号  有效性  有效`).

    One label alone proves nothing, unless a bullet, a label before it, or a value of its kind stands with it.
    """
    text = reading.text
    if end - start > _LONG * 3 or not head_words().bare_label.match(text, start, end):
        return []
    found = []
    for match in head_words().bare_label.finditer(text, start, end):
        apart = match.start() == start or reading.gap_before(match.start())
        if apart and (match.end() == end or reading.gap_before(match.end())):
            found.append((match.start(), match.end(), head_words().labels[match[1]]))
    if not found or found[0][0] != start:
        return []
    edges = [*(label[0] for label in found), end]
    values = [(value, following) for (_, value, _), (_, following) in zip(found, pairwise(edges), strict=True)]
    if not (after_label or bulleted or len(found) > 1):
        (_, _, field), (begin, stop) = found[0], values[0]
        value = text[begin:stop]
        telling = field in _TELLING and fits(field, [Piece(begin, stop, Kind.SHORT)], value)
        if not telling and not (field == "title" and _titled(value)):
            return []
    return [
        Piece(a, b, Kind.LABEL, field) if a < b else Piece(a - 1, a, Kind.LABEL, field)
        for (_, _, field), (a, b) in zip(found, values, strict=True)
    ]


def label_inside(reading: Reading, start: int, end: int) -> int | None:
    """Return where a label stands behind the printed gap of a short line (`某县节水方案  发布时间：…`), or None."""
    if end - start > _LONG * 2:
        return None
    for match in head_words().label.finditer(reading.text, start + 1, end):
        if "。" in reading.text[start : match.start()]:
            return None
        if reading.gap_before(match.start()):
            return match.start()
    return None


def _cut(reading: Reading, start: int, end: int) -> list[Piece]:
    """Cut a line of a metadata block at its labels; an empty value keeps the colon as its text."""
    text = reading.text
    stop = min(end, start + _LONGEST_BLOCK)
    labels = [(m.start(), m.end(), head_words().labels[m[1]]) for m in head_words().label.finditer(text, start, stop)]
    labels = labels[:1] + [
        label for label in labels[1:] if reading.gap_before(label[0]) or text[label[0] - 1] in _EDGES
    ]
    edges = [*(label[0] for label in labels), end]
    found = []
    for (_, value, field), (_, following) in zip(labels, pairwise(edges), strict=True):
        last = _before_unknown(reading, value, following)
        left, right = value, last
        while left < right and text[left] in _EDGES:
            left += 1
        while right > left and text[right - 1] in _EDGES:
            right -= 1
        found.append(
            Piece(left, right, Kind.LABEL, field) if left < right else Piece(value - 1, value, Kind.LABEL, field)
        )
    return found


def _before_unknown(reading: Reading, start: int, end: int) -> int:
    """Return where the value that begins at `start` ends: before a label that no list knows, behind a printed gap."""
    colon = reading.text.find(":", start, end)
    while colon >= 0:
        for begin in range(max(start, colon - _LONGEST_LABEL), colon):
            if reading.gap_before(begin) and begin > start and _HAN.match(reading.text, begin, colon):
                return begin
        colon = reading.text.find(":", colon + 1, end)
    return end


def _titled(value: str) -> bool:
    return "关于" in value or head_words().title.search(value) is not None


def fits(field: str, found: list[Piece], value: str) -> bool:
    """Tell whether a line of its own can be what a label without a value announced."""
    if found[0].kind is Kind.LABEL:
        return False
    value = value.lstrip(_BULLET)
    if field == "number":
        return bool(find_document_numbers(value))
    if field == "issuer":
        return is_organ(value) or (
            found[0].kind is Kind.SHORT and len(value) <= _LONGEST_VALUE // 2 and not _titled(value)
        )
    if field == "title":
        return len(value) <= _LONG * 2 and "。" not in value
    if field == "none":
        return found[0].kind is Kind.SHORT and len(value) <= _LONG // 2 and not _titled(value.rstrip("》"))
    return is_date(value) or bool(CLOCK.match(value))
