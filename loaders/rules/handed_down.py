"""Clauses that stand over several actions: in a heading, or on lines of labels right under it.

一、教育(牵头单位:市教育局)                         the lead of every part that names none of its own
一、提质行动 / 牵头单位:市数据局 / 责任单位:市财政局 / 1.…    whose the parts are that name nobody
(一)落实好直达机制。(市财政局负责) / 具体措施: / 1.…     no heading but an action beside its parts
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.records import Role
from loaders.outline import Item, Outline
from loaders.rules.clause.compile import ClauseDraft
from loaders.rules.clause.words import clause_words

_HEADING: Final = 24
"""A heading that ends with a full stop in front of its clause has at most this many characters."""
_LED: Final = re.compile(r"[(\[〔【]?牵头(?:责任|负责)?(?:单位|部门):")
_OPENED: Final = re.compile(r"[\u4e00-\u9fff]{2,8}:")


def in_heading(text: str, item: Item, clause: ClauseDraft) -> bool:
    """Tell whether a clause stands in the heading of a part that has parts of its own."""
    start, end = item.paragraphs[0]
    if not start <= clause.start < end:
        return False
    stop = text.find("。", start, clause.start)
    return stop < 0 or (stop - start <= _HEADING and _LED.match(text, clause.start) is not None)


def beside_parts(text: str, item: Item, clauses: Sequence[ClauseDraft]) -> list[ClauseDraft]:
    """Return the clauses of a part's first paragraph that make it an action although it has parts.

    A clause on the line behind it is one of them where the paragraph says more than a heading.
    """
    start, end = item.paragraphs[0]
    if len(item.paragraphs) > 1 and text.find("。", start, end - 1) >= 0:
        first, last = item.paragraphs[1]
        if any(clause.units and _outside_of(text, clause, first, last) == "" for clause in clauses):
            end = last
    found = [clause for clause in clauses if clause.units and start <= clause.start < end]
    return [] if any(in_heading(text, item, clause) for clause in found) else found


def _outside_of(text: str, clause: ClauseDraft, start: int, end: int) -> str:
    """Return what a paragraph says beside a clause, without brackets and marks."""
    return f"{text[start : max(start, clause.start)]}{text[clause.end : end]}".strip("()。;, ")


def under_heading(text: str, item: Item, clauses: Sequence[ClauseDraft]) -> list[ClauseDraft]:
    """Return the clauses between a heading and its parts where nothing else stands there."""
    top = item.paragraphs[0][1]
    found = [clause for clause in clauses if clause.units and clause.start >= top]
    if not found or not item.children or text.find("。", item.paragraphs[0][0], top - 1) >= 0:
        return []
    rest = "\n".join(text[a:b] for a, b in _outside([(clause.start, clause.end) for clause in found], top, item.end))
    return found if all(_says_nothing(line) for line in rest.split("\n")) else []


def _outside(runs: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for a, b in runs:
        found.append((start, a))
        start = b
    return [*found, (start, end)]


def _says_nothing(line: str) -> bool:
    """Tell whether a line holds no more than an opening (主要任务:) or a label that names no unit."""
    line = line.strip(" 。;,")
    label = clause_words().label.match(line)
    return not line or _OPENED.fullmatch(line) is not None or label is not None


def inherited(
    text: str, outline: Outline, item: Item, clauses: Sequence[ClauseDraft], found: Mapping[int, list[ClauseDraft]]
) -> ClauseDraft | None:
    """Return the clause that the headings around an action hand down to it, innermost first, or None."""
    if any(clause.stated_lead for clause in clauses):
        return None
    owned = any(clause.units for clause in clauses)
    for outer in outline.ancestors(item):
        own = found.get(outer.index, [])
        lines = under_heading(text, outer, own)
        for clause in own:
            if clause in lines and not owned:
                return clause
            leads = tuple(unit for unit in clause.units if unit.role is Role.LEAD)
            if leads and (clause in lines or in_heading(text, outer, clause)):
                return replace(clause, units=leads, open_list=False, by_division=False, noise=())
    return None
