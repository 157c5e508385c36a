"""The walk over the paragraphs: which numbers are believed, and which part each paragraph belongs to."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from loaders.line import label_line
from loaders.numbering import Marker, Style, bare_marker_at, lost_marker_at, marker_at, numeral
from loaders.outline.contents import is_entry, is_index_data, repeats
from loaders.outline.ends import DATE_ALONE, DATED, is_tail
from loaders.outline.items import HEADING_LENGTH, TABLE, Node, is_annex, is_cn
from loaders.outline.kinds import measures
from loaders.reading import Reading
from loaders.rules.indicator.layouts import flat_spans

GAP: Final = 4
"""How many numbers in a row may be lost before a number is taken for part of the text."""
_COUNTED: Final = frozenset({Style.CN, Style.BRACKET_CN, Style.ARABIC})
_LAST: Final = 60
"""No list of parts that was met goes further."""
_ENUMERATED: Final = re.compile(r"(?:第?[一二三四五六七八九十]+(?:是|要|,|方面)|首先|其次|最后)")
_SPACED: Final = re.compile(r"([0-9]{1,2})\.(?=[0-9])")
_NUMBER_ALONE: Final = re.compile(r"([0-9]{1,2})(?![个项家件元年月日名人所处次条号时分])[\u4e00-\u9fff、]{2,20}")
_PLAN_TITLE: Final = re.compile(
    r"[^。:;]{6,60}(?:方案|计划|规划|纲要|措施|意见|办法|政策|清单|要点|规定|细则)(?:\([^()。]{1,24}\))?(?=\n|$)"
)
_PAGE_LABEL: Final = re.compile(r"[\[【][\u4e00-\u9fff]{2,8}[\]】](?:-{2,}|[^。]{0,40}$)")
_ISSUED: Final = re.compile(r"(?:印发|转发|下发|下达)(?:.*[如以]下|.*:\Z)")
"""The sentence that hands a plan over and goes on with orders of the notice's own."""
_HEADLINE: Final = re.compile(r"(?!\()[^。:;]{6,60}")
_CLAUSE_WORD: Final = re.compile(r"(?:责任|牵头|配合|负责|主办|承办)")


class Builder:
    """Walks the paragraphs once and keeps the chain of open parts, and the open 专栏 beside it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.paragraphs = reading.paragraphs()
        self.tables = reading.tables
        self.nodes: list[Node] = []
        self.roots: list[Node] = []
        self.boxes = 0
        self.next_cn = 0
        self.chain: list[Node] = []
        self.box: Node | None = None
        self.last: dict[Style, int] = {}
        self.parts = 1
        self.in_annex_list = False
        self.articles_inside: bool | None = None

    def build(self) -> list[Node]:
        """Return the parts in the order in which they were opened."""
        cells = [bool(self.tables) and self.reading.table_at(start) is not None for start, _ in self.paragraphs]
        self._flat_cells(cells)
        markers = [None if cell else self._marker(*run) for cell, run in zip(cells, self.paragraphs, strict=True)]
        self._number_alone(markers)
        for place, (start, end) in enumerate(self.paragraphs):
            if cells[place]:
                self._cell(place)
                continue
            if is_entry(self.text, start, end):
                continue
            marker = markers[place]
            node = None if marker is None else self._accept(marker, place, markers)
            if node is not None:
                if not node.paragraphs:
                    node.paragraphs.append((min(node.marker.end, end - 1), end))
                self._open(node)
            elif self.nodes:
                self._continue(start, end)
            elif marker is None and self.in_annex_list:
                # The signature ends the list of annexes: what is numbered behind it is the plan.
                self.in_annex_list = DATED.search(self.text, start, end) is None
        return self.nodes

    def _flat_cells(self, cells: list[bool]) -> None:
        """Mark the cells of indicator tables that lie one a line: numbers and groups among them open no parts."""
        place = 0
        for start, end in flat_spans(self.reading):
            while place < len(cells) and self.paragraphs[place][0] < start:
                place += 1
            while place < len(cells) and self.paragraphs[place][0] < end:
                cells[place] = True
                place += 1

    def _number_alone(self, markers: list[Marker | None]) -> None:
        """Find headings whose number has no delimiter (1总则 / 1.1编制目的, as emergency plans print them).

        The part under the first of them proves that it is one; the others have to go on from it.
        """
        last = 0
        for place, (start, end) in enumerate(self.paragraphs):
            match = _NUMBER_ALONE.fullmatch(self.text, start, end) if markers[place] is None else None
            if match is None:
                continue
            value = int(match[1])
            below = markers[place + 1] if place + 1 < len(markers) else None
            proved = below is not None and below.style is Style.DOTTED and below.text == f"{value}.1"
            if proved or (last and value == last + 1):
                markers[place] = Marker(Style.ARABIC, value, match[1], start + len(match[1]))
                last = value

    def _cell(self, place: int) -> None:
        """Put the cell of a table into the open part; a table behind the last part is a part of its own."""
        start, end = self.paragraphs[place]
        table = self.reading.table_at(start)
        if (
            table is not None
            and table.start == start
            and (self.nodes or not is_index_data(self.reading, table.start, table.end))
        ):
            before = self.chain[-1].paragraphs if self.chain and self.box is None else []
            alone = bool(self.chain) and self.chain[-1].number.startswith(TABLE)
            closed = any(is_tail(self.text, before, i) for i in range(1, len(before)))
            if not self.nodes or alone or closed:
                number = f"{TABLE}{table.number}"
                node = Node(Marker(Style.ANNEX, table.number, number, start), start, number, None, table.number)
                if place and self.reading.table_at(self.paragraphs[place - 1][0]) is None:
                    heading = self.paragraphs[place - 1]
                    if heading[1] - heading[0] <= HEADING_LENGTH and not DATED.search(self.text, *heading):
                        node.paragraphs.append(heading)
                        if len(before) > 1 and before[-1] == heading:
                            before.pop()
                self.chain.clear()
                self.box = None
                self._open(node)
        if not self.chain and self.box is None:
            return
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
            # 1.[发文机构]某市人民政府: what a site says of the document.
            labelled = marker.style is Style.ARABIC and _PAGE_LABEL.match(text, marker.end, end) is not None
            return None if labelled else marker
        if text[start] in "、).":
            return lost_marker_at(text, start, end)
        bare = bare_marker_at(text, start, end)
        return bare if bare is not None and self.reading.gap_before(bare.end) else None

    def _accept(self, marker: Marker, place: int, markers: list[Marker | None]) -> Node | None:
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
        parent = next((node for node in reversed(self.chain) if self._is_outer(node, style)), None)
        parent = parent or next((node for node in self.chain if is_annex(node)), None)
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
        contents = value == 1 and before > 1 and self._is_repeated(style, start, end)
        if contents or (value == 1 and before > 1 and style in (Style.CN, Style.CHAPTER)):
            parent, before = self._next_part(contents=contents), 0
        number = numeral(style, value) if marker.lost else marker.text
        node = Node(marker, start, number, parent, value, lost=marker.lost)
        if value > before + 1 and not marker.lost:
            self._fill(node, parent, before)
        self.box = None
        return node

    def _is_outer(self, node: Node, style: Style) -> bool:
        """Tell whether a part may hold one of `style`; 第一条 stands inside 二、 where the first did."""
        if {node.marker.style, style} != {Style.CN, Style.ARTICLE}:
            return node.marker.style < style
        if self.articles_inside is None:
            self.articles_inside = style is Style.ARTICLE and len(node.paragraphs) == 1 and self._is_bare_heading(node)
        return self.articles_inside == (style is Style.ARTICLE)

    def _next_is_cn(self, place: int, markers: list[Marker | None]) -> bool:
        # Found once and kept until it is passed: a document of lost numbers must not be searched for each of them.
        if self.next_cn <= place:
            after = range(place + 1, len(markers))
            self.next_cn = next((i for i in after if is_cn(markers[i])), len(markers))
        following = markers[self.next_cn] if self.next_cn < len(markers) else None
        return following is not None and following.value == self.last.get(Style.CN, 0) + 1

    def _lost_arabic(self, marker: Marker, start: int) -> Node | None:
        value = self.last.get(Style.ARABIC, 0) + 1
        parent = next((node for node in reversed(self.chain) if node.marker.style < Style.ARABIC), None)
        if value == 1 or parent is None:
            return None
        found = Marker(Style.ARABIC, value, str(value), marker.end, lost=True)
        return Node(found, start, str(value), parent, value, lost=True)

    def _in_box(self, marker: Marker) -> Node | None:
        """Return the part as one of the open 专栏, where its number goes on there and not outside."""
        box = self.box
        if box is None or marker.style < Style.ARABIC or marker.lost:
            return None
        inner = next((node.value for node in reversed(box.children) if node.marker.style is marker.style), 0)
        outer = self.last.get(marker.style, 0)
        if marker.value != inner + 1 or (marker.value == outer + 1 and inner == 0 and outer > 0):
            return None
        return Node(marker, marker.end - len(marker.text) - 1, marker.text, box, marker.value)

    def _siblings(self, parent: Node | None) -> list[Node]:
        return self.roots if parent is None else parent.children

    def _goes_on(self, value: int, before: int, style: Style, place: int, markers: list[Marker | None]) -> bool:
        if not self.nodes and self.in_annex_list and style is Style.ARABIC:
            return False
        latest = self.last.get(style, 0)
        if not self.nodes and value != 1:
            following = next(
                (m for i in range(place + 1, len(markers)) if (m := markers[i]) is not None and m.style is style), None
            )
            return following is not None and following.value == value + 1 and value <= GAP
        if value == 1 or 0 < value - before <= GAP or 0 < value - latest <= GAP:
            return True
        # An excerpt leaves parts out: the number of a line that reads like a heading goes on from any before it.
        return style in _COUNTED and latest < value <= _LAST and self._reads_like_heading(*self.paragraphs[place])

    def _reads_like_heading(self, start: int, end: int) -> bool:
        """Tell whether a paragraph is short, or opens with a short sentence and goes on."""
        stop = self.text.find("。", start, min(end, start + HEADING_LENGTH))
        return stop > 0 or end - start <= HEADING_LENGTH

    def _next_part(self, *, contents: bool) -> Node | None:
        """Open the second plan of a file under the title in front of its first part; `contents` came before."""
        self.last.clear()
        if contents or all(map(self._is_bare_heading, islice(self.nodes, len(self.nodes) - 1))):
            # Headings without any text were the table of contents.
            self._drop()
            return None
        owner = self.chain[-1]
        if self._are_orders(owner):
            self._drop()
            return None
        self.parts += 1
        place = next(
            (i for i in range(len(owner.paragraphs) - 1, 0, -1) if _PLAN_TITLE.match(self.text, *owner.paragraphs[i])),
            None,
        )
        if place is None:
            return None
        start = owner.paragraphs[place][0]
        number = f"文{self.parts}"
        node = Node(Marker(Style.PART, self.parts, number, start), start, number, None, self.parts)
        node.paragraphs = owner.paragraphs[place:]
        owner.paragraphs = owner.paragraphs[:place]
        self._open(node)
        return node

    def _is_repeated(self, style: Style, start: int, end: int) -> bool:
        return style is Style.ARABIC and repeats(self.text, self.nodes, start, end)

    def _drop(self) -> None:
        """Forget the parts found so far: they were no parts of the plan."""
        self.nodes.clear()
        self.roots.clear()
        self.boxes = 0
        self.chain.clear()

    def _are_orders(self, owner: Node) -> bool:
        """Tell whether what stands so far are the orders of a notice, signed in front of the plan that it issues.

        现将《某县节水方案》印发给你们,并提出如下要求: / 一、… / 某县人民政府 / 2031年1月5日 / 某县节水方案 / 一、…
        """
        before = self.text.rfind("\n", 0, max(0, self.nodes[0].start - 1)) + 1
        announced = self.text[before : self.nodes[0].start].rstrip()
        if self.parts > 1 or not _ISSUED.search(announced):
            return False
        dated = next((i for i, run in enumerate(owner.paragraphs) if DATE_ALONE.match(self.text, *run)), None)
        return dated is not None and any(_HEADLINE.fullmatch(self.text, *run) for run in owner.paragraphs[dated + 1 :])

    def _is_bare_heading(self, node: Node) -> bool:
        """Tell whether a part is a heading without any text, as in a table of contents."""
        start, end = node.paragraphs[0]
        return len(node.paragraphs) == 1 and self.text.find("。", start, end - 1) < 0

    def _open_box(self, marker: Marker, start: int, end: int) -> Node:
        outer = next((node for node in reversed(self.chain) if node.marker.style <= Style.CN), None)
        outer = outer or (self.chain[0] if self.chain else None)
        count = self.boxes + 1
        node = Node(marker, start, marker.text if marker.value else f"专栏{count}", outer, marker.value or count)
        node.paragraphs.append((min(marker.end, end - 1), end))
        self.box = node
        return node

    def _annex(self, marker: Marker, place: int) -> Node | None:
        start, end = self.paragraphs[place]
        listed = ":" in self.text[start:end][:6]
        self.in_annex_list = listed
        if listed or not self.nodes or end - start > HEADING_LENGTH:
            return None
        self.last.clear()
        self.chain.clear()
        self.box = None
        node = Node(marker, start, marker.text, None, marker.value)
        node.paragraphs.append((start, end))
        return node

    def _open(self, node: Node) -> None:
        inside_box = node.marker.style is Style.BOX or (self.box is not None and node.parent is self.box)
        if not inside_box:
            while self.chain and self.chain[-1] is not node.parent:
                self.chain.pop()
            self.chain.append(node)
            self.last[node.marker.style] = node.value
        if node.parent is not None:
            node.parent.children.append(node)
        else:
            self.roots.append(node)
            if self.parts > 1 and node.marker.style not in (Style.PART, Style.ANNEX):
                node.number = f"文{self.parts}/{node.number}"
        self.boxes += node.marker.style is Style.BOX
        self.nodes.append(node)

    def _continue(self, start: int, end: int) -> None:
        box = self.box
        if box is None:
            self.chain[-1].paragraphs.append((start, end))
            return
        if measures(self.text, box):
            box.paragraphs.append((start, end))
            return
        numbered = box.children and box.children[-1].marker.style is not Style.RUN
        if numbered or (box.children and self._is_clause(start, end)):
            box.children[-1].paragraphs.append((start, end))
            return
        value = len(box.children) + 1
        node = Node(Marker(Style.RUN, value, str(value), start), start, str(value), box, value)
        node.paragraphs.append((start, end))
        self._open(node)

    def _is_clause(self, start: int, end: int) -> bool:
        """Tell whether a paragraph only says whose task the one before it is, in brackets or behind a label."""
        bracket = self.text[start] == "(" and self.text.find(")", start, end) == end - 1
        return (_CLAUSE_WORD.search if bracket else label_line().match)(self.text, start, end) is not None

    def _fill(self, node: Node, parent: Node | None, before: int) -> None:
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
            found = Node(Marker(style, value, text, start), start, text, parent, value, lost=True)
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
