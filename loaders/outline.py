"""The parts of a document as a tree: what is numbered, what lost its number, what kind each part is.

The tree is read from folded text. A number is believed where it goes on from the numbers before it;
a part whose number was lost in conversion is found by the gap that it leaves in the sequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

from loaders.lexicon import rows
from loaders.numbering import Marker, Style, bare_marker_at, lost_marker_at, marker_at, numeral
from loaders.reading import Reading

GAP: Final = 4
"""How many numbers in a row may be lost before a number is taken for part of the text."""
HEADING_LENGTH: Final = 45
"""A paragraph that may be a heading without its number is no longer than this (folded characters)."""

_LIKE_ITEMS: Final = 3
_TABLE: Final = "表"
"""Number of a table that stands in no numbered part, with its place in the document behind it."""
_GOAL_HEADING: Final = 12
INNER_HEADING: Final = 8
"""Inside a part of tasks only a short heading (总体目标, 主要目标) can make a part of goals."""


class SectionKind(StrEnum):
    """What a part is for; items of goals, background, phases, membership and other are no actions."""

    GOALS = "goals"
    BACKGROUND = "background"
    TASKS = "tasks"
    SAFEGUARDS = "safeguards"
    ORGANISATION = "organisation"
    DUTIES = "duties"
    PHASES = "phases"
    MEMBERSHIP = "membership"
    OTHER = "other"
    BOX = "box"


NO_ACTIONS: Final = frozenset(
    {SectionKind.GOALS, SectionKind.BACKGROUND, SectionKind.PHASES, SectionKind.MEMBERSHIP, SectionKind.OTHER}
)


@dataclass(frozen=True, slots=True)
class Item:
    """One part.

    Args:
        index: Place in `Outline.items`, in reading order from 0.
        path: Printed numbers from the outermost part, joined by `/`; a box item is counted.
        number: Its own number as printed; where it was lost, the number that the sequence implies.
        style: Style of the number.
        parent: Index of the part around it, or None.
        children: Indices of its parts.
        start: Where its number starts in `Reading.text`.
        text_start: Where its heading starts.
        end: End of its own text: where its first part, or the next item, starts.
        kind: What it is for.
        lost: Whether its number was lost in conversion.
        paragraphs: Its own paragraphs; the first one opens with the heading.
    """

    index: int
    path: str
    number: str
    style: Style
    parent: int | None
    children: tuple[int, ...]
    start: int
    text_start: int
    end: int
    kind: SectionKind
    lost: bool
    paragraphs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of one document; `body_start` is where the first of them starts, `body_end` where the last ends."""

    items: tuple[Item, ...]
    body_start: int
    body_end: int

    def ancestors(self, item: Item) -> list[Item]:
        """Return the parts around `item`, innermost first."""
        found = []
        parent = item.parent
        while parent is not None:
            found.append(self.items[parent])
            parent = self.items[parent].parent
        return found

    def subtree_end(self, item: Item) -> int:
        """Return where the last part inside `item` ends."""
        while item.children:
            item = self.items[item.children[-1]]
        return item.end


@dataclass(slots=True)
class _Node:
    """An item while the tree is being built."""

    marker: Marker
    start: int
    number: str
    parent: _Node | None
    value: int
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    lost: bool = False


@cache
def _kinds() -> tuple[tuple[str, SectionKind, str], ...]:
    return tuple((word, SectionKind(kind), scope) for word, kind, scope in rows("section_kinds"))


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word, _, _ in _kinds()))


def kind_of(heading: str) -> tuple[SectionKind, str] | None:
    """Return the kind that a heading states and its scope, or None.

    A word of background counts only where the heading, or the name after 与, 和, 及 or 、, starts with
    it: 发展环境 is background, 打造一流发展环境 is a task.
    """
    if heading.endswith("目标") and len(heading) <= _GOAL_HEADING:
        return SectionKind.GOALS, "top"
    if _any_kind().search(heading) is None:
        return None
    for word, kind, scope in _kinds():
        place = heading.find(word)
        if place >= 0 and (kind is not SectionKind.BACKGROUND or place == 0 or heading[place - 1] in "与和及、"):
            return kind, scope
    return None


_TAIL: Final = re.compile(
    r"(?:抄送|抄报|主办单位|承办单位:|网站标识码|网站地图|版权所有|扫码|扫一扫|Produced By|相关(?:链接|阅读|解读|稿件)"
    r"|政策解读|解读[:链]|分享到|打印|关闭|责任编辑|信息来源|来源:|上一[篇条]|下一[篇条]|\(?此件|[^\n]{0,12}(?:ICP备|公网安备)|附件:|附表:)"
)
_IN_FORCE: Final = re.compile(r"本[^,。;]{2,14}(?:自|由|从)[^。]{2,40}?(?:施行|实施|执行|解释|生效)")
_SIGNED: Final = re.compile(r"[^,。;:、]{2,30}(?:人民政府|办公厅|办公室|委员会|局|厅|部|院|署|会|委|领导小组)$")
_DATED: Final = re.compile(
    r"(?:[0-9]{4}|[二〇一三四五六七八九零]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
_ENUMERATED: Final = re.compile(r"(?:第?[一二三四五六七八九十]+(?:是|要|,|方面)|首先|其次|最后)")
_SPACED: Final = re.compile(r"([0-9]{1,2})\.(?=[0-9])")
_PLAN_TITLE: Final = re.compile(
    r"[^。:;]{6,60}(?:方案|计划|规划|纲要|措施|意见|办法|政策|清单|要点|规定|细则)(?:\([^()。]{1,24}\))?(?=\n|$)"
)
_DATE_ALONE: Final = re.compile(rf"[^,。;:、]{{0,30}}{_DATED.pattern}(?:印发|\(此件[^()]*\))?$")
_CLAUSE_WORD: Final = re.compile(r"(?:责任|牵头|配合|负责|主办|承办)")


def read_outline(reading: Reading) -> Outline:
    """Return the parts of a document in reading order."""
    text = reading.text
    nodes = _Builder(reading).build()
    if not nodes:
        return Outline((), len(text), len(text))
    # What a table holds is no signature, whatever it looks like.
    body_end = _trim_tail(text, nodes, reading.tables[-1].end if reading.tables else 0)
    _part_last(text, nodes)
    return Outline(_freeze(text, nodes, body_end), nodes[0].start, body_end)


class _Builder:
    """Walks the paragraphs once and keeps the chain of open parts, and the open 专栏 beside it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.paragraphs = reading.paragraphs()
        self.tables = reading.tables
        self.nodes: list[_Node] = []
        self.chain: list[_Node] = []
        self.box: _Node | None = None
        self.last: dict[Style, int] = {}
        self.parts = 1
        self.in_annex_list = False

    def build(self) -> list[_Node]:
        cells = [bool(self.tables) and self.reading.table_at(start) is not None for start, _ in self.paragraphs]
        markers = [None if cell else self._marker(*run) for cell, run in zip(cells, self.paragraphs, strict=True)]
        for place, (start, end) in enumerate(self.paragraphs):
            if cells[place]:
                self._cell(place)
                continue
            marker = markers[place]
            node = None if marker is None else self._accept(marker, place, markers)
            if node is not None:
                if not node.paragraphs:
                    node.paragraphs.append((min(node.marker.end, end - 1), end))
                self._open(node)
            elif self.nodes:
                self._continue(start, end)
        return self.nodes

    def _cell(self, place: int) -> None:
        """Put the cell of a table into the open part; a table behind the last part is a part of its own."""
        start, end = self.paragraphs[place]
        table = self.reading.table_at(start)
        if table is not None and table.start == start:
            before = self.chain[-1].paragraphs if self.chain and self.box is None else []
            alone = bool(self.chain) and self.chain[-1].number.startswith(_TABLE)
            closed = any(_is_tail(self.text, before, i) for i in range(1, len(before)))
            if not self.nodes or alone or closed:
                number = f"{_TABLE}{table.number}"
                node = _Node(Marker(Style.ANNEX, table.number, number, start), start, number, None, table.number)
                if place and self.reading.table_at(self.paragraphs[place - 1][0]) is None:
                    heading = self.paragraphs[place - 1]
                    if heading[1] - heading[0] <= HEADING_LENGTH and not _DATED.search(self.text, *heading):
                        node.paragraphs.append(heading)
                        if len(before) > 1 and before[-1] == heading:
                            before.pop()
                self.chain.clear()
                self.box = None
                self._open(node)
        node = self.chain[-1] if self.box is None else next(reversed(self.box.children), self.box)
        node.paragraphs.append((start, end))

    def _marker(self, start: int, end: int) -> Marker | None:
        text = self.text
        marker = marker_at(text, start, end)
        if marker is None or marker.style is Style.DOTTED:
            # "1. 2025年" is printed with a space that the folded text has dropped.
            spaced = _SPACED.match(text, start, end)
            if spaced is not None and self.reading.gap_before(spaced.end()):
                return Marker(Style.ARABIC, int(spaced[1]), spaced[1], spaced.end())
        if marker is not None and marker.style is Style.BOX and marker.value > 9:  # noqa: PLR2004 - two figures
            # "专栏7  5G+" likewise.
            cut = next((i for i in range(start + 3, marker.end) if self.reading.gap_before(i)), None)
            if cut is not None:
                return Marker(Style.BOX, int(text[start + 2 : cut]), text[start:cut], cut)
        if marker is not None:
            return marker
        if text[start] in "、).":
            return lost_marker_at(text, start, end)
        bare = bare_marker_at(text, start, end)
        return bare if bare is not None and self.reading.gap_before(bare.end) else None

    def _accept(self, marker: Marker, place: int, markers: list[Marker | None]) -> _Node | None:
        start, end = self.paragraphs[place]
        style = marker.style
        if style is Style.BOX:
            return self._open_box(marker, start, end)
        if style is Style.ANNEX:
            return self._annex(marker, place)
        boxed = self._in_box(marker)
        if boxed is not None:
            return boxed
        if marker.end >= end and place + 1 == len(self.paragraphs):
            return None
        parent = next((node for node in reversed(self.chain) if node.marker.style < style), None)
        annex = next((node for node in self.chain if node.marker.style is Style.ANNEX), None)
        parent = parent or annex
        siblings = self._siblings(parent)
        before = next((node.value for node in reversed(siblings) if node.marker.style is style), 0)
        value = marker.value
        if marker.lost:
            if style is Style.CN and self._next_is_cn(place, markers):
                # "、" is what is left of "6、": the next "三、" is still to come.
                return self._lost_arabic(marker, start)
            if style not in self.last or style is Style.ARABIC:
                return None
            value = before + 1
        elif marker.weak:
            if value not in (before + 1, self.last.get(style, 0) + 1):
                return None
        elif not self._goes_on(value, before, style, place, markers):
            return None
        if value == 1 and before > 1 and style in (Style.CN, Style.CHAPTER):
            parent, before = self._next_part(), 0
        number = numeral(style, value) if marker.lost else marker.text
        node = _Node(marker, start, number, parent, value, lost=marker.lost)
        if value > before + 1 and not marker.lost:
            self._fill(node, parent, before)
        self.box = None
        return node

    def _next_is_cn(self, place: int, markers: list[Marker | None]) -> bool:
        following = next((m for m in markers[place + 1 :] if m is not None and m.style is Style.CN and m.value), None)
        return following is not None and following.value == self.last.get(Style.CN, 0) + 1

    def _lost_arabic(self, marker: Marker, start: int) -> _Node | None:
        value = self.last.get(Style.ARABIC, 0) + 1
        parent = next((node for node in reversed(self.chain) if node.marker.style < Style.ARABIC), None)
        if value == 1 or parent is None:
            return None
        found = Marker(Style.ARABIC, value, str(value), marker.end, lost=True)
        return _Node(found, start, str(value), parent, value, lost=True)

    def _in_box(self, marker: Marker) -> _Node | None:
        """Return the part as one of the open 专栏, where its number goes on there and not outside."""
        box = self.box
        if box is None or marker.style < Style.ARABIC or marker.lost:
            return None
        inner = next((node.value for node in reversed(box.children) if node.marker.style is marker.style), 0)
        outer = self.last.get(marker.style, 0)
        if marker.value != inner + 1 or (marker.value == outer + 1 and inner == 0 and outer > 0):
            return None
        return _Node(marker, marker.end - len(marker.text) - 1, marker.text, box, marker.value)

    def _siblings(self, parent: _Node | None) -> list[_Node]:
        return parent.children if parent is not None else [node for node in self.nodes if node.parent is None]

    def _goes_on(self, value: int, before: int, style: Style, place: int, markers: list[Marker | None]) -> bool:
        if not self.nodes and self.in_annex_list and style is Style.ARABIC:
            return False
        latest = self.last.get(style, 0)
        if not self.nodes and value != 1:
            following = next((m for m in markers[place + 1 :] if m is not None and m.style is style), None)
            return following is not None and following.value == value + 1 and value <= GAP
        return value == 1 or 0 < value - before <= GAP or 0 < value - latest <= GAP

    def _next_part(self) -> _Node | None:
        """Open the second plan of a file under the title that stands in front of its first part."""
        self.last.clear()
        if all(len(node.paragraphs) == 1 for node in self.nodes[:-1]):
            # Headings without any text were the table of contents.
            self.nodes.clear()
            self.chain.clear()
            return None
        self.parts += 1
        owner = self.chain[-1]
        place = next(
            (i for i in range(len(owner.paragraphs) - 1, 0, -1) if _PLAN_TITLE.match(self.text, *owner.paragraphs[i])),
            None,
        )
        if place is None:
            return None
        start = owner.paragraphs[place][0]
        number = f"文{self.parts}"
        node = _Node(Marker(Style.PART, self.parts, number, start), start, number, None, self.parts)
        node.paragraphs = owner.paragraphs[place:]
        owner.paragraphs = owner.paragraphs[:place]
        self._open(node)
        return node

    def _open_box(self, marker: Marker, start: int, end: int) -> _Node:
        outer = next((node for node in reversed(self.chain) if node.marker.style <= Style.CN), None)
        outer = outer or (self.chain[0] if self.chain else None)
        count = sum(1 for node in self.nodes if node.marker.style is Style.BOX) + 1
        node = _Node(marker, start, marker.text if marker.value else f"专栏{count}", outer, marker.value or count)
        node.paragraphs.append((min(marker.end, end - 1), end))
        self.box = node
        return node

    def _annex(self, marker: Marker, place: int) -> _Node | None:
        start, end = self.paragraphs[place]
        listed = ":" in self.text[start:end][:6]
        self.in_annex_list = listed
        if listed or not self.nodes or end - start > HEADING_LENGTH:
            return None
        self.last.clear()
        self.chain.clear()
        self.box = None
        node = _Node(marker, start, marker.text, None, marker.value)
        node.paragraphs.append((start, end))
        return node

    def _open(self, node: _Node) -> None:
        inside_box = node.marker.style is Style.BOX or (self.box is not None and node.parent is self.box)
        if not inside_box:
            while self.chain and self.chain[-1] is not node.parent:
                self.chain.pop()
            self.chain.append(node)
            self.last[node.marker.style] = node.value
        if node.parent is not None:
            node.parent.children.append(node)
        elif self.parts > 1 and node.marker.style not in (Style.PART, Style.ANNEX):
            node.number = f"文{self.parts}/{node.number}"
        self.nodes.append(node)

    def _continue(self, start: int, end: int) -> None:
        box = self.box
        if box is None:
            self.chain[-1].paragraphs.append((start, end))
            return
        numbered = box.children and box.children[-1].marker.style is not Style.RUN
        if numbered:
            box.children[-1].paragraphs.append((start, end))
            return
        value = len(box.children) + 1
        node = _Node(Marker(Style.RUN, value, str(value), start), start, str(value), box, value)
        node.paragraphs.append((start, end))
        self._open(node)

    def _fill(self, node: _Node, parent: _Node | None, before: int) -> None:
        """Find the parts between two numbers whose own numbers were lost."""
        missing = node.value - before - 1
        siblings = self._siblings(parent)
        owner = siblings[-1] if siblings and before else parent
        if owner is None or owner.children or missing > GAP:
            return
        own = owner.paragraphs
        candidates = [place for place in range(1, len(own)) if self._may_open(own, place)]
        if len(candidates) != missing:
            return
        owner.paragraphs = own[: candidates[0]]
        style = node.marker.style
        for offset, place in enumerate(candidates):
            stop = candidates[offset + 1] if offset + 1 < missing else len(own)
            value = before + 1 + offset
            start = own[place][0]
            text = numeral(style, value)
            found = _Node(Marker(style, value, text, start), start, text, parent, value, lost=True)
            found.paragraphs = own[place:stop]
            self._open(found)

    def _may_open(self, paragraphs: list[tuple[int, int]], place: int) -> bool:
        start, end = paragraphs[place]
        if self.tables and self.reading.table_at(start) is not None:
            return False
        sentence = self.text[start:end]
        if _ENUMERATED.match(sentence):
            return False
        if len(sentence) <= HEADING_LENGTH and "。" not in sentence[:-1] and place + 1 < len(paragraphs):
            return not _CLAUSE_WORD.search(sentence)
        before = self.text[paragraphs[place - 1][0] : paragraphs[place - 1][1]]
        opened = before.rfind("(")
        return opened >= 0 and all(_CLAUSE_WORD.search(part) for part in (before[opened:], sentence))


def _part_last(text: str, nodes: list[_Node]) -> None:
    """Part the last of several like items in two where its second paragraph is an item without its number.

    The items before it hold one paragraph each, a heading that runs on; so does each of the two.
    """
    parents = {id(node.parent): node.parent for node in nodes if node.parent is not None}
    for parent in parents.values():
        last = parent.children[-1]
        siblings = parent.children[:-1]
        if (
            last.children
            or len(last.paragraphs) != 2  # noqa: PLR2004 - the item and the one that lost its number
            or len(siblings) < _LIKE_ITEMS
            or last.marker.style in (Style.RUN, Style.BOX)
            or any(len(node.paragraphs) != 1 or node.children for node in siblings)
        ):
            continue
        if not all(_runs_on(text, *paragraph) for node in (*siblings, last) for paragraph in node.paragraphs):
            continue
        start, end = last.paragraphs.pop()
        value = last.value + 1
        number = numeral(last.marker.style, value)
        node = _Node(Marker(last.marker.style, value, number, start), start, number, parent, value, lost=True)
        node.paragraphs.append((start, end))
        parent.children.append(node)
        nodes.append(node)


def _runs_on(text: str, start: int, end: int) -> bool:
    stop = text.find("。", start, end)
    return 0 < stop - start <= HEADING_LENGTH and stop < end - 1


def _trim_tail(text: str, nodes: list[_Node], after: int = 0) -> int:
    """Take signature, date and page chrome off the last part; return where the body ends."""
    last = nodes[-1]
    kept = last.paragraphs
    keep = next(
        (place for place in range(1, len(kept)) if kept[place][0] >= after and _is_tail(text, kept, place)), len(kept)
    )
    last.paragraphs = kept[:keep]
    return last.paragraphs[-1][1]


def _is_tail(text: str, paragraphs: list[tuple[int, int]], place: int) -> bool:
    paragraph = text[slice(*paragraphs[place])]
    if _TAIL.match(paragraph) or _IN_FORCE.match(paragraph):
        return True
    if _DATE_ALONE.match(paragraph) and len(paragraph) <= HEADING_LENGTH:
        return True
    following = text[slice(*paragraphs[place + 1])] if place + 1 < len(paragraphs) else ""
    return _SIGNED.match(paragraph) is not None and _DATED.match(following) is not None


def _freeze(text: str, nodes: list[_Node], body_end: int) -> tuple[Item, ...]:
    nodes = sorted(nodes, key=lambda node: node.start)
    index = {id(node): place for place, node in enumerate(nodes)}
    kinds: list[SectionKind] = []
    paths: list[str] = []
    for node in nodes:
        parent = None if node.parent is None else index[id(node.parent)]
        kinds.append(_settle(text, node, None if parent is None else kinds[parent]))
        paths.append(node.number if parent is None else f"{paths[parent]}/{node.number}")
    return tuple(
        Item(
            place,
            paths[place],
            node.number,
            node.marker.style,
            None if node.parent is None else index[id(node.parent)],
            tuple(sorted(index[id(child)] for child in node.children)),
            node.start,
            node.paragraphs[0][0],
            node.paragraphs[-1][1],
            kinds[place],
            node.lost,
            tuple(node.paragraphs),
        )
        for place, node in enumerate(nodes)
    )


def _settle(text: str, node: _Node, outer: SectionKind | None) -> SectionKind:
    if node.marker.style is Style.BOX or outer is SectionKind.BOX:
        return SectionKind.BOX
    if node.marker.style is Style.ANNEX:
        return _annex_kind(text, node)
    start, end = node.paragraphs[0]
    stop = text.find("。", start, end)
    heading = text[start : min(stop if stop >= 0 else end, start + HEADING_LENGTH)]
    if outer not in (None, SectionKind.TASKS):
        return outer  # type: ignore[return-value]
    stated = kind_of(heading)
    if stated is None or (node.marker.style is Style.PART and not node.paragraphs):
        return SectionKind.TASKS
    kind, scope = stated
    if kind is SectionKind.PHASES and not _stepwise(text, node):
        return SectionKind.TASKS
    if kind is SectionKind.GOALS and _owned(text, node):
        # 目标任务 may head tasks as well as goals: goals have no owners.
        return SectionKind.TASKS
    if any(_POST.match(text, *paragraph) for paragraph in node.paragraphs):
        return SectionKind.MEMBERSHIP
    inner = node.parent is not None and node.parent.marker.style is not Style.PART
    if inner and kind is not SectionKind.DUTIES and (scope != "top" or stop >= 0 or len(heading) > INNER_HEADING):
        return SectionKind.TASKS
    return kind


_OWNER: Final = re.compile(r"[(〔\[](?:责任|牵头|主办|承办)(?:单位|部门):|(?:牵头|负责)[)〕\]]")
_POST: Final = re.compile(r"(?:总|第一)?(?:组长|主任|指挥长|召集人):")


def _owned(text: str, node: _Node) -> bool:
    """Tell whether several items of a part end in responsibility clauses."""
    last = node
    while last.children:
        last = last.children[-1]
    found = _OWNER.finditer(text, node.start, last.paragraphs[-1][1])
    return next(found, None) is not None and next(found, None) is not None


def _annex_kind(text: str, node: _Node) -> SectionKind:
    head = text[node.paragraphs[0][0] : node.paragraphs[-1][1]][: 2 * HEADING_LENGTH]
    stated = next((kind_of(part) for part in head.split("\n")[:2] if kind_of(part)), None)
    if stated is not None and stated[0] in NO_ACTIONS:
        return stated[0]
    if re.search(r"名单|组成|成员|领导小组", head):
        return SectionKind.MEMBERSHIP
    return SectionKind.GOALS if "指标" in head else SectionKind.TASKS


_STEP: Final = re.compile(r"阶段|[0-9]{4}年|[0-9]{1,2}月|启动|总结|验收")


def _stepwise(text: str, node: _Node) -> bool:
    """Tell whether a part about steps is a timetable: its parts bear dates or are called stages."""
    if not node.children:
        return True
    dated = sum(
        1
        for child in node.children
        if _STEP.search(text, child.paragraphs[0][0], child.paragraphs[0][0] + HEADING_LENGTH)
    )
    return dated * 2 >= len(node.children)
