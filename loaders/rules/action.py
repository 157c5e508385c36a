"""Actions: the numbered items that order work, with the clauses that say whose work it is.

Source: the rules of a careful clerk's reading in docs/reading.md (what is an action, its number, its
title, several runs in one item, duties by unit, items of a 专栏).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.records import ActionKind, PartialDate
from loaders.dates import read_deadline
from loaders.headings import WORK
from loaders.numbering import Style
from loaders.outline import NO_ACTIONS, Item, Outline, SectionKind
from loaders.rules.clause.compile import ClauseDraft, StandingRules
from loaders.rules.clause.find import find_clauses
from loaders.rules.duties import duties_of, is_headed_by_unit, is_list_of_duties
from loaders.rules.handed_down import beside_parts, inherited, under_heading
from loaders.rules.task_table import Header, TaskTable, column_of, continue_table, find_header, read_task_table
from loaders.rules.unit_headings import owners_by_heading

ID: Final = "action"
_KINDS: Final = {
    SectionKind.SAFEGUARDS: ActionKind.SAFEGUARD,
    SectionKind.ORGANISATION: ActionKind.SAFEGUARD,
    SectionKind.BOX: ActionKind.PROJECT,
}
_FRONT: Final = 300
"""How far before the first numbered part the header of a table may stand."""
_RUN_NUMBER: Final = re.compile(r"\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)(?=[^,。;:、)])|[①-⑳]")
_CELLS: Final = 3
"""A heading and a row of two cells."""
_HEADING: Final = 24
"""A sentence that opens a paragraph like a heading has at most this many characters."""
_SIGN: Final = re.compile(
    r"[★☆●○■□◆◇▪▲△•※>—-]{1,3}(?=[\u4e00-\u9fff“])|【[^【】\n]{1,6}[0-9一二三四五六七八九十]】"
    r"|(?:任务|行动|措施|举措|工程|专项|专题)(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[:.、]"
)
"""What stands in front of a heading for a number: ★, 【任务1】, 行动一:."""
_BOXED: Final = re.compile(
    r"【(?P<title>[\u4e00-\u9fff“][^【】。\n]{1,24})】(?![。号])|(?<=条)\((?P<named>[\u4e00-\u9fff“][^()。\n]{1,24})\)(?!。)"
)
"""第三条【强化支撑】支持…: a heading in brackets, of an article in round ones too."""
_NAMED: Final = re.compile(r"(?P<title>[^,;。:、()《》\n]{2,16}):(?=[^\n]{8})(?!\()")
"""加强组织领导:成立专班,…: what stands before the colon is the heading."""
_FORMAL: Final = re.compile(
    r"本[^,。;]{1,8}?(?:所称|中所称|所指|自[^,。;]{2,30}(?:施行|实施|执行|起)|由[^,。;]{2,30}解释|适用于|有效期)"
)
_TITLE_DATE: Final = re.compile(r"\((?P<date>[^()]*(?:前|底|内|完成)[^()]*)\)$")


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action with its places in the folded text; units are not resolved yet.

    Args:
        item: Index of the part that it stands in.
        number: Its own number as printed; runs of one part have `¶1`, `¶2` ….
        kind: Task, safeguard or project.
        title: Where its title stands.
        body: Where its text stands, title and clauses included.
        clauses: Its clauses, those that a heading hands down last.
        deadline: What its clauses or its title set, with the place in the text.
        inside: Whether it is one of several inside its part, which is then no action itself.
    """

    item: int
    number: str
    kind: ActionKind
    title: tuple[int, int]
    body: tuple[int, int]
    clauses: tuple[ClauseDraft, ...] = ()
    deadline: PartialDate | None = None
    deadline_at: tuple[int, int] | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of a document in reading order, and the rows of task tables that could not be read."""

    drafts: tuple[ActionDraft, ...]
    unread_rows: tuple[tuple[int, int], ...] = ()


def read_actions(text: str, outline: Outline, rules: StandingRules, *, context_year: int | None = None) -> Actions:
    """Return the actions of a document.

    Args:
        text: The folded text.
        outline: Its parts.
        rules: What the document states once for all clauses.
        context_year: Year of a date that is printed without one.
    """
    # A step of a plan that says whose it is orders work as well: 6月10日前摸底。责任单位:各小学。
    items = [
        item
        for item in outline.items
        if item.kind not in NO_ACTIONS
        or _holds_rows(text, item)
        or (item.kind is SectionKind.PHASES and not item.children)
    ]
    found = {item.index: find_clauses(text, item.paragraphs, rules, context_year=context_year) for item in items}
    drafts: list[ActionDraft] = []
    unread: list[tuple[int, int]] = []
    header = _header_in_front(text, outline.body_start)
    owners = owners_by_heading(text, outline)
    for item in items:
        table = _table(text, item, header, rules, context_year)
        if table is not None:
            header = table.header
            unread.extend(table.unread)
        step = item.kind is SectionKind.PHASES and any(clause.units for clause in found[item.index])
        if table is None and item.kind in NO_ACTIONS and not step:
            continue
        # A part that holds nothing but 专栏 beside its own text is an action like one that holds nothing.
        boxed = all(outline.items[child].style is Style.BOX for child in item.children)
        own = _of_item(text, item, found[item.index], table, boxed=boxed, owner=owners.get(item.index))
        # What an action says itself about its date goes before what it inherits.
        dated = [_dated(text, _owned(draft, owners.get(item.index)), context_year) for draft in own]
        drafts.extend(_dated(text, _inherit(text, outline, item, draft, found), context_year) for draft in dated)
    return Actions(tuple(drafts), tuple(unread))


def _holds_rows(text: str, item: Item) -> bool:
    """Tell whether a part of goals holds rows of a task table, by the number of its first row or a header."""
    if item.kind is not SectionKind.GOALS or item.children or len(item.paragraphs) < _CELLS:
        return False
    return text[slice(*item.paragraphs[1])].isdigit() or find_header(text, item.paragraphs) is not None


def _header_in_front(text: str, body_start: int) -> Header | None:
    """Return the header of a table that starts before the first numbered part, whose rows stand under parts."""
    paragraphs = []
    start = max(0, body_start - _FRONT)
    while start < body_start:
        feed = text.find("\n", start, body_start)
        feed = body_start if feed < 0 else feed
        if feed > start:
            paragraphs.append((start, feed))
        start = feed + 1
    found = find_header(text, paragraphs)
    return None if found is None else found[1]


def _table(
    text: str, item: Item, header: Header | None, rules: StandingRules, context_year: int | None
) -> TaskTable | None:
    """Return the task table of a part: one of its own, or the next rows of the one that was opened before."""
    if item.children or len(item.paragraphs) < _CELLS:
        return None
    table = read_task_table(text, item.paragraphs, rules, context_year=context_year)
    if table is None and header is not None:
        table = continue_table(text, header, item.paragraphs, rules, context_year=context_year)
    return table if table is not None and table.rows else None


def _of_item(
    text: str,
    item: Item,
    clauses: list[ClauseDraft],
    table: TaskTable | None,
    *,
    boxed: bool,
    owner: ClauseDraft | None,
) -> Iterator[ActionDraft]:
    if item.children and not (boxed and _says_more(text, item, whole=True)):
        yield from _between_heading_and_parts(text, item, clauses)
        return
    if table is not None:
        yield from _table_rows(text, item, table)
        return
    if item.kind is SectionKind.DUTIES and (duties := list(_duties(text, item))):
        yield from duties
        return
    if item.kind is SectionKind.DUTIES and owner is None and not any(clause.units for clause in clauses):
        return
    # 市博物馆:2031年底建成 is the project of a box, and no duty of the museum.
    by_unit = item.kind is not SectionKind.BOX and is_headed_by_unit(text, item.paragraphs[0])
    if not any(clause.units for clause in clauses) and (is_list_of_duties(text, item.paragraphs) or by_unit):
        yield from _duties(text, item)
        return
    if owner is not None and owner.start == item.paragraphs[0][0]:
        # (一)县水利局 / 负责监测。: the heading is the unit, and the text below it what it has to do.
        title = _title(text, *item.paragraphs[1], [], stops="。;")
        body = item.paragraphs[0][0], item.end
        yield ActionDraft(item.index, item.number, ActionKind.TASK, title, body, tuple(clauses))
        return
    if item.style in (Style.PART, Style.ANNEX) or _FORMAL.match(text, item.text_start, item.end):
        return
    kind = _KINDS.get(item.kind, ActionKind.TASK)
    owning = [clause for clause in clauses if clause.units]
    head_end = item.paragraphs[0][1]
    headed_by = len(owning) > 1 and owning[0].start < head_end and _is_heading(text, item.paragraphs[0], owning[0])
    if len(owning) - headed_by > 1:
        yield from _runs(text, item, owning, kind)
        return
    if not owning:
        headed = [p for p in item.paragraphs[1:] if _headed(text, p)]
        # Further in, only a heading under which every paragraph has one of its own.
        whole = len(headed) == len(item.paragraphs) - 1 and text.find("。", *item.paragraphs[0]) < 0
        if len(headed) > 1 and (whole or item.style <= Style.CN):
            for place, (start, end) in enumerate(headed, 1):
                title = start, text.index("。", start, end)
                yield ActionDraft(item.index, f"¶{place}", kind, title, (start, end), inside=True)
            return
    bare = len(item.paragraphs) == 1 and item.style <= Style.CN and not _says_more(text, item)
    if item.style is Style.BOX or (bare and not owning):
        return
    title = _title_of(text, item, clauses)
    body = item.paragraphs[0][0], item.end
    yield ActionDraft(item.index, item.number, kind, title, body, tuple(clauses))


def _title_of(text: str, item: Item, clauses: list[ClauseDraft]) -> tuple[int, int]:
    """Return the title of a part, what a label of a list calls its work left out: 整改措施:精简材料."""
    start, end = item.paragraphs[0]
    title = _title(text, start, end, clauses, stops="。")
    colon = text.find(":", title[0], end - 1) if item.lost else -1
    if colon > 0 and column_of(text[title[0] : colon]) in WORK:
        return _title(text, colon + 1, end, clauses, stops="。")
    return title


def _is_heading(text: str, paragraph: tuple[int, int], clause: ClauseDraft) -> bool:
    """Tell whether a clause stands in a heading, with the item's text still to come."""
    return "。" not in text[paragraph[0] : clause.start] and clause.end >= paragraph[1] - 1


def _table_rows(text: str, item: Item, table: TaskTable) -> Iterator[ActionDraft]:
    for place, row in enumerate(table.rows, 1):
        number = row.number or f"¶{place}"
        kind = ActionKind.PROJECT if row.is_project else _KINDS.get(item.kind, ActionKind.TASK)
        clauses = () if row.clause is None else (row.clause,)
        title = _title(text, *row.task, [], stops="。;" if table.header.duties else "。")
        yield ActionDraft(
            item.index, number, kind, title, row.body, clauses, row.deadline, row.deadline_at,
            inside=True,
        )  # fmt: skip


def _says_more(text: str, item: Item, *, whole: bool = False) -> bool:
    """Tell whether a part says more than its heading, in its first paragraph or in all of them."""
    start, end = item.paragraphs[0]
    if whole and len(item.paragraphs) > 1:
        return True
    if "。" in text[start : end - 1] or end - start > _HEADING * 2:
        return True
    # 三、帮助8000名青年就业;培训1万名渔民。 is what is to be done, whatever its length; chapters have names.
    listed = item.style is Style.CN and text[end - 1] == "。"
    return listed and (";" in text[start:end] or any(char.isdigit() for char in text[start:end]))


def _headed(text: str, paragraph: tuple[int, int]) -> bool:
    """Tell whether a paragraph opens with a short sentence and goes on, as 加强组织领导。成立… does."""
    start, end = paragraph
    stop = text.find("。", start, end)
    return 0 < stop - start <= _HEADING and stop < end - 1 and "," not in text[start:stop]


def _title(text: str, start: int, end: int, clauses: list[ClauseDraft], *, stops: str) -> tuple[int, int]:
    """Return the title: up to the first stop, a clause or the end of the paragraph, signs in front left out."""
    sign = _SIGN.match(text, start, end)
    start = start if sign is None or sign.end() >= end else sign.end()
    boxed = _BOXED.match(text, start, end)
    if boxed is not None:
        return boxed.span(str(boxed.lastgroup))
    for clause in clauses:
        if start < clause.start < end:
            end = clause.start
            break
    stop = min((place for place in (text.find(char, start, end) for char in stops) if place > start), default=end)
    if named := _NAMED.match(text, start, stop):
        return named.span("title")
    while stop > start + 1 and text[stop - 1] in "。;:,、-":
        stop -= 1
    return start, stop


def _runs(text: str, item: Item, clauses: list[ClauseDraft], kind: ActionKind) -> Iterator[ActionDraft]:
    """Yield one action for each run that ends in a clause of its own."""
    start = item.paragraphs[0][0]
    first = item.paragraphs[0][1]
    below = item.paragraphs[1][0] if len(item.paragraphs) > 1 else first
    # A line that only the clause follows is what is to be done, not a heading over it.
    if first < below < clauses[0].start and "。" not in text[start : first - 1]:
        start = below
    for place, clause in enumerate(clauses, 1):
        while start < clause.start and text[start] in "\n。;,、 ":
            start += 1
        start = min(clause.start, start)
        marker = _RUN_NUMBER.match(text, start, clause.start)
        start = start if marker is None else marker.end()
        feed = text.find("\n", start, clause.start)
        end = feed if feed > 0 else clause.start
        title = _title(text, start, max(end, start + 1), [clause], stops="。;")
        yield ActionDraft(item.index, f"¶{place}", kind, title, (start, clause.end), (clause,), inside=True)
        start = clause.end


def _between_heading_and_parts(text: str, item: Item, clauses: list[ClauseDraft]) -> Iterator[ActionDraft]:
    """Yield what a part with parts of its own orders itself: in its first paragraph, and in runs before the parts."""
    kind = _KINDS.get(item.kind, ActionKind.TASK)
    beside = beside_parts(text, item, clauses)
    if beside:
        title = _title(text, *item.paragraphs[0], beside, stops="。")
        body = item.paragraphs[0][0], max(item.paragraphs[0][1], beside[-1].end)
        yield ActionDraft(item.index, item.number, kind, title, body, tuple(beside))
    top = item.paragraphs[0][1]
    own = [clause for clause in clauses if clause.units and clause.start >= top and clause not in beside]
    if not own or under_heading(text, item, clauses):
        return
    rest = replace(item, paragraphs=item.paragraphs[1:]) if len(item.paragraphs) > 1 else item
    yield from _runs(text, rest, own, kind)


def _duties(text: str, item: Item) -> Iterator[ActionDraft]:
    """Yield one action for each duty: the title is the duty, the unit in front of it is responsible."""
    found = list(duties_of(text, item.paragraphs))
    whole = len(item.paragraphs) == 1 and len(found) == 1 and found[0].start == item.paragraphs[0][0]
    for place, duty in enumerate(found, 1):
        title = _title(text, duty.text_start, duty.end, [], stops="。;\n")
        own = item.number if whole else str(place)
        body = duty.start, duty.end
        yield ActionDraft(item.index, own, ActionKind.TASK, title, body, (duty.clause,), inside=not whole)


def _inherit(
    text: str, outline: Outline, item: Item, draft: ActionDraft, found: dict[int, list[ClauseDraft]]
) -> ActionDraft:
    """Put what the headings around an action say of it in front."""
    clause = inherited(text, outline, item, draft.clauses, found)
    return draft if clause is None else replace(draft, clauses=(clause, *draft.clauses))


def _owned(draft: ActionDraft, heading: ClauseDraft | None) -> ActionDraft:
    """Give an action that names no unit itself the units that stand as a heading over it."""
    if heading is None or any(clause.units for clause in draft.clauses):
        return draft
    return replace(draft, clauses=(heading, *draft.clauses))


def _dated(text: str, action: ActionDraft, context_year: int | None) -> ActionDraft:
    if action.deadline_at is not None:
        return action
    for clause in action.clauses:
        if clause.deadline_at is not None:
            return replace(action, deadline=clause.deadline, deadline_at=clause.deadline_at)
    match = _TITLE_DATE.search(text, *action.title)
    if match is not None:
        date, _ = read_deadline(match["date"], context_year)
        if date is not None:
            return replace(action, deadline=date, deadline_at=match.span("date"))
    return action
