"""Documents that conversion left on one line: where their lines ended, and where their parts begin.

…牵头单位:市科技局完成时限:6月底5.建设示范带责任单位:…三、保障措施(一)加强领导。…

A number is believed where it goes on from the one before it, or where it is a first one and stands
right behind a heading or the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.iri import chinese_integer
from loaders.headings import LONGEST_HEADER, NEXT_ANNEX, NUMBER_HEADINGS, header_of
from loaders.line import MARKER, Line, label_line

_CN: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERS: Final = re.compile(
    rf"(?<![第一二三四五六七八九十])(?P<cn>{_CN})、(?![二三四五六七八九十]、) *(?=[\u4e00-\u9fff“])"
    rf"|(?<![第款项])\((?P<bracket_cn>{_CN})\) *(?=[\u4e00-\u9fff“])(?![是项款])"
    r"|(?<![0-9A-Za-z.第至、-])(?P<arabic>[0-9]{1,2})(?:\.|、) *(?=[\u4e00-\u9fff“【]|(?:19|20)[0-9]{2}年)"
    r"|\((?P<bracket>[0-9]{1,2})\) *(?=[\u4e00-\u9fff“]|(?:19|20)[0-9]{2}年)"
    r"|(?<![照据依按违反法》])第(?P<article>[一二三四五六七八九十]{1,4})条(?![规所、和或第款项的至])"
    r"|第(?P<chapter>[一二三四五六七八九十]{1,3})章(?![规所、和或第])"
)
_ENDS: Final = re.compile(
    r"(?:[。;:!?)〕】”日]|方案|计划|规划|纲要|措施|政策|意见|办法|通知|要点|清单|细则|规定|试行|如下)\s*$"
)
"""What stands in front of a first number: the end of a sentence, a date, or of the title of a plan."""
_HEADING: Final = 40
"""A heading right behind whose number the first number of its parts stands is no longer."""
_INSIDE: Final = frozenset("([〔【;,、各的 ")
"""Behind these a label stands in a clause or a sentence, and opens no line."""
_LONGEST_CLAUSE: Final = 200
_FLAT_BREAK: Final = (
    r"(?<=[。;:!?)”》])\s+(?=[^\s、,。;:!?)”》])"
    rf"|\s+(?={MARKER.pattern})"
    r"|(?<=[。;:)])(?=[一二三四五六七八九十]{1,3}、(?![二三四五六七八九十]、)|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}\.(?![0-9]))"
    r"|(?<=[^第\s])(?=\([一二三四五六七八九十]{1,3}\)[^、,。;:\s是项款)])"
    r"|\s{3,}"
    r"|\s(?=[\u4e00-\u9fff]{4,24}\s+[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?(?:\s|$))"
    r"|\s+(?=、[\u4e00-\u9fff]{2,12}\s)"
    r"|(?<=\.tif|\.jpg|\.png|\.gif)(?=[\u4e00-\u9fff])"
    r"|(?<=方案|计划|规划|纲要|措施|政策|意见|办法|要点|细则)(?=为(?:了|全面|深入|认真|切实|扎实|充分|有效|更好|进一步|加快|推[进动]|贯彻))"
)
_HEADING_END: Final = re.compile(
    rf"(?:{MARKER.pattern})\s*[^\s,。;:]{{3,40}}[^\sA-Za-z0-9,。;:](?P<end>\s+)(?=[^\sA-Za-z0-9]\S{{11}})"
)
"""A heading whose mark is lost, and the text behind it, where a space stands for the break between them."""
_ANNEXES: Final = re.compile(r"附件: *1[.、][^ 。;]{2,60}(?: +[0-9]{1,2}[.、][^ 。;]{2,60})+")
"""The names of the annexes in a row, which are no parts: 附件:1.任务清单 2.指标分解表."""
_TABLE: Final = re.compile(rf"(?<!\S)(?:{'|'.join(NUMBER_HEADINGS)})(?=\s)")
_CELL: Final = re.compile(r"\S+")
_PAGE_MARK_INSIDE: Final = re.compile(
    r"#+\s*Page\s*[0-9]+\s*:|\s(?:-\s?[0-9]{1,4}\s?-|第\s?[0-9]{1,4}\s?页(?:\s?[,/]?\s?共\s?[0-9]{1,4}\s?页)?+)[^\S\n]"
)
_LINE_END_INSIDE: Final = re.compile(rf"\s(?={MARKER.pattern})|(?<=[^\sA-Za-z0-9])\s(?=[^\sA-Za-z0-9])(?!共\s?[0-9])")
"""Where a line may have ended that conversion joined to the next with a space; not inside 2031 年 3 月."""


def unmarked_parts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where parts begin in `text[start:end]` by their numbers alone.

    >>> text = "要求如下。一、任务(一)建校1.扩容。(责任单位:市教育局)2.提质增效责任单位:市教育局三、监管二、保障"
    >>> [text[place : place + 4] for place in unmarked_parts(text, 0, len(text))]
    ['一、任务', '(一)建', '1.扩容', '2.提质', '二、保障']
    """
    last: dict[str, int] = {}
    opened = -1
    for number in _NUMBERS.finditer(text, start, end):
        style = str(number.lastgroup)
        value = int(number[style]) if number[style].isdigit() else chinese_integer(number[style])
        headed = opened >= 0 and number.start() - opened <= _HEADING and text.find("。", opened, number.start()) < 0
        first = value == 1 and (
            headed
            or number.start() == start
            or _ENDS.search(text, max(start, number.start() - 6), number.start()) is not None
        )
        if not first and (value == 1 or value != last.get(style, 0) + 1):
            continue
        if style == "chapter":
            # 一、 begins anew in each chapter; all others may count on through a whole document.
            last.pop("cn", None)
        last[style] = value
        opened = number.end()
        yield number.start()


def with_page_marks_apart(folded: str) -> str:
    r"""Return a text with line feeds for the first and the last character of each page mark; nothing moves.

    >>> with_page_marks_apart("中国电信# Page 12:分公司")
    '中国电信\n Page 12\n分公司'
    """
    for _ in range(2):  # one mark may stand right behind another: - 3 - 第 3 页
        folded = _PAGE_MARK_INSIDE.sub(lambda mark: f"\n{mark.group()[1:-1]}\n", folded)
    return folded


def with_lines_apart(folded: str) -> str:
    """Return a text with a line feed for each space that may stand for the end of a line; nothing moves."""
    return _LINE_END_INSIDE.sub("\n", folded)


def split(folded: str, start: int, end: int, counted: list[int]) -> list[Line]:
    """Return the parts of a long line; `counted` holds where the numbers of the document tell that one begins.

    Behind the header of a task table each word is a cell on a line of its own.
    """
    found: list[Line] = []
    while start < end:
        table, after = _table(folded, start, end)
        if folded[start:table].strip():
            found.extend(_prose(folded, start, table, counted))
        cells = _CELL.finditer(folded, table, after)
        found.extend(Line(cell.start(), cell.end(), cell.group(), gap=True) for cell in cells)
        start = after
    return found


def _prose(folded: str, start: int, end: int, counted: list[int]) -> list[Line]:
    parts: list[Line] = []
    listed = 0
    breaks = [match.span() for match in _flat_break().finditer(folded, start, end)]
    told = {stop for _, stop in breaks}
    breaks += [
        (place, place)
        for place in (*counted[bisect_left(counted, start) : bisect_left(counted, end)], *_labels(folded, start, end))
        if place not in told
    ]
    for stop, following in sorted(breaks):
        if stop < listed or following <= start or _inside_clause(folded, start, stop, following):
            continue
        annexes = _ANNEXES.match(folded, following, end)
        listed = annexes.end() if annexes else listed
        parts.extend(_parted(folded, start, stop))
        start = following
    parts.extend(_parted(folded, start, end))
    return parts


def _table(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return where a task table starts, with its header, and where the next annex ends it; an empty run for none."""
    for opening in _TABLE.finditer(folded, start, end):
        words = folded[opening.start() : min(end, opening.start() + LONGEST_HEADER)].split()
        if header_of(words):
            following = NEXT_ANNEX.search(folded, opening.end(), end)
            return opening.start(), end if following is None else following.end()
    return end, end


def _inside_clause(folded: str, start: int, stop: int, following: int) -> bool:
    """Tell whether white space stands behind a label or inside a bracket: (责任单位: 市水务局, 市住建局)."""
    if stop == following or folded[stop - 1] not in ":;" or MARKER.match(folded, following):
        return False
    own = folded[max(start, stop - _LONGEST_CLAUSE) : stop]
    if own.rfind("(") > own.rfind(")"):
        return True
    return any(label.end() == len(own) for label in label_line().finditer(own))


def _parted(folded: str, start: int, end: int) -> Iterator[Line]:
    """Yield a part of a document on one line: its heading on a line of its own where a space ends it."""
    heading = _HEADING_END.match(folded, start, end)
    if heading is not None:
        yield Line(start, heading.start("end"), folded[start : heading.start("end")], gap=True)
        start = heading.end()
    if end > start:
        yield Line(start, end, folded[start:end].rstrip(), gap=True)


def _labels(folded: str, start: int, end: int) -> Iterator[int]:
    """Yield where labels begin that no mark parts from what stands before them (…机构责任单位:市科技局)."""
    last = start
    for label in label_line().finditer(folded, start, end):
        before = folded[max(start, label.start() - 1) : label.start()]
        if label.start() >= last and before not in _INSIDE and label.start() > start:
            yield label.start()
        last = label.end()


@cache
def _flat_break() -> re.Pattern[str]:
    return re.compile(rf"{_FLAT_BREAK}|\s+(?={label_line().pattern})")
