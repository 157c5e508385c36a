"""Units that stand as headings over what they have to do: 一、县教育局 / 1.扩大学位, or 县教育局: / 1.扩大学位.

The text below may also be that of the part itself: (一)县教育局 / 负责校园安全。

One such heading may be a part about a body; two are a division of the work by unit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.records import Role
from loaders.numbering import Style
from loaders.outline import NO_ACTIONS, Item, Outline, SectionKind
from loaders.resolve import looks_like_unit
from loaders.resolve.groups import is_team
from loaders.rules.clause.compile import ClauseDraft, named_units

_FEWEST: Final = 2
_LONGEST: Final = 60
_DUTIES: Final = re.compile(r"的?(?:主要|工作|具体|监管)?(?:职责(?:任务|分工)?|职能)\Z")
"""教育部门职责: what the heading says the unit has."""
_UNNUMBERED: Final = frozenset({Style.PART, Style.ANNEX, Style.BOX})
_BODIES: Final = frozenset({SectionKind.ORGANISATION, *NO_ACTIONS})


def owners_by_heading(text: str, outline: Outline) -> dict[int, ClauseDraft]:
    """Return for each part under such a heading the clause that the heading is, by the index of the part."""
    found: dict[int, ClauseDraft] = {}
    headings: set[int] = set()
    line: ClauseDraft | None = None
    below: int | None = None
    for place, item in enumerate(outline.items):
        if item.kind in _BODIES:
            line = None
            continue
        own = _of_heading(text, item)
        if own is not None:
            headings.add(own.start)
            for child in _inside(outline, item) or [item.index]:
                found[child] = own
        before = _line_before(text, outline, place)
        if before is not None:
            headings.add(before.start)
            line, below = before, item.parent
        elif item.parent != below:
            line = None
        if line is not None:
            found[item.index] = line
    return found if len(headings) >= _FEWEST else {}


def _of_heading(text: str, item: Item) -> ClauseDraft | None:
    """Return the clause that the heading of a part is: over its parts, or over its own text where it has none."""
    if (len(item.paragraphs) == 1) == bool(item.children) and (item.children or item.style not in _UNNUMBERED):
        return _unit_line(text, *item.paragraphs[0])
    return None


def _line_before(text: str, outline: Outline, place: int) -> ClauseDraft | None:
    """Return the line of units that stands before a part that counts from one, a sentence between them at most."""
    if outline.items[place].number.strip(").、") not in ("1", "(1", "①", "(一"):
        return None
    start, end = _line_above(text, outline.items[place].start)
    found = _unit_line(text, start, end)
    if found is None and end - start <= _LONGEST and text.endswith(("。", ":"), start, end):
        # 县教育局 / 负责校园安全。 / (一)建立制度。
        start, end = _line_above(text, start)
        found = _unit_line(text, start, end)
    # A numbered heading is no line: it is the part itself.
    return (
        None
        if found is None or any(item.start == start for item in outline.items[max(0, place - 2) : place])
        else found
    )


def _line_above(text: str, end: int) -> tuple[int, int]:
    while end > 0 and text[end - 1] == "\n":
        end -= 1
    return text.rfind("\n", max(0, end - 2 * _LONGEST), end) + 1, end


def _unit_line(text: str, start: int, end: int) -> ClauseDraft | None:
    """Return the clause that a line of nothing but units is."""
    if not 0 < end - start <= _LONGEST:
        return None
    while end > start and text[end - 1] in ":。":
        end -= 1
    duties = _DUTIES.search(text, start, end)
    end = end if duties is None else duties.start()
    # 县财政局及县审计局 are two.
    units = named_units(text, start, end)
    names = [text[unit.start : unit.end] for unit in units]
    whole = bool(units) and start == units[0].start and end == units[-1].end
    if not whole or not all(len(name) > 2 and looks_like_unit(name) and not is_team(name) for name in names):  # noqa: PLR2004 - a name
        return None
    return ClauseDraft(start, end, tuple(replace(unit, role=Role.RESPONSIBLE) for unit in units), labelled=True)


def _inside(outline: Outline, item: Item) -> list[int]:
    found = []
    for child in item.children:
        found.append(child)
        found.extend(_inside(outline, outline.items[child]))
    return found
