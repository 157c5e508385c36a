"""Titles: of the notice, of what it hands over, and over the plan's own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.reading import fold
from loaders.resolve.settle import opens_with_place
from loaders.rules.head.front import Named
from loaders.rules.head.words import Kind, head_words, is_organ, subject

if TYPE_CHECKING:
    from loaders.rules.head.front import Front

_BAR: Final = "|"
_TITLE_LINES: Final = 6
_GOING_ON: Final = tuple("(和与及暨的、")
_OPEN_ENDED: Final = "、,的和与及暨《(-"
_NOTICE_LINES: Final = 5
_PUNCTUATION = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_QUOTED = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,160})》")
_OF_NOTICE = re.compile(r"的?通知\Z")
_BASED_ON = re.compile(r"(?:根据|按照|依据|依照|落实|贯彻|遵照|结合)[^,。;]{0,80}\Z")
_ASIDES = re.compile(r"《[^《》\n]{0,160}》|\([^()\n]{0,60}\)")
_HANDED = re.compile(r"(?:现将|将|把)[^,。;]{0,60}\Z")
_REST = re.compile(r"(?!已|业|经|等|的)[\u4e00-\u9fff]{2,16}?(?=已|业|经|,|印发|\Z)")
_YEAR_BEFORE = re.compile(r"(?:19|20)[0-9]{2}年度?\Z")
_LONGEST_YEAR: Final = 6
_MAKES_KNOWN: Final = ("公布", "发布", "公开发布")
"""What such a notice makes known need not be a plan (关于公布节水型灌区的通知)."""
_GIVEN: Final = "现将"
_ANNOUNCED = re.compile(r"(?:联合)?(?:印发|发布|公布)《((?:[^《》\n]|《[^《》\n]*》){4,120})》\Z")
_ORGAN: Final = 12
_OPENING: Final = 1_500
_WRITTEN = re.compile(r"(?:制定|制订|编制|研究提出|形成)(?:了|出台)?(?:本)?《((?:[^《》\n]|《[^《》\n]*》){4,120})》")
_OWN_ORDERS = re.compile(
    r"(?:如下|以下)[\u4e00-\u9fff]{0,8}(?:意见|要求|措施|通知|安排|事项)|(?:通知|要求|安排|意见|措施|事项)(?:通知)?如下"
)
_LONGEST_HEADING: Final = 4
_GOALS: Final = ("目标", "任务", "体系")
_NOTE = re.compile(r"\((?:本文|此件|全文|节选|摘要)[^()\n]{0,12}\)\n?")
_BRACKET_LINE = re.compile(r"\((?:[^()\n]{0,12}(?:年|版|修订|试行|暂行|稿)[^()\n]{0,6}|[0-9]{4}-[0-9]{4})\)")
_PASSED_ON = re.compile(r"(?:转发|批转|印发)[\u4e00-\u9fff、()]{2,40}\Z")
"""A line of a title that says whose paper is passed on (转发省水利厅等部门 / 关于…的通知)."""
_TAIL = re.compile(r"(?<=[知函告复定])\([^()\n]{2,12}\)\Z")
_LINES: Final = (Kind.SHORT, Kind.ORGAN, Kind.NOTICE)


def same_title(left: str, right: str) -> bool:
    """Tell whether two titles differ in nothing but punctuation."""
    return bool(left) and _PUNCTUATION.sub("", left) == _PUNCTUATION.sub("", right)


def notice_title(front: Front) -> Named | None:
    """Return the title of the notice: joined from its lines, complete on one, or from the metadata."""
    before = front.pieces[: front.formula if front.formula is not None else front.opening]
    joined = [run for run in (_joined(front, index) for index in range(len(before))) if run]
    whole = [(p.start, p.end) for p in before if p.kind is Kind.NOTICE]
    labelled = [(p.start, p.end) for p in before if p.kind is Kind.LABEL and p.field == "title"]
    found: list[tuple[str, int, int]] = []
    for start, end in [*sorted([*joined, *whole], key=lambda run: run[0]), *labelled]:
        text = front.reading.text[start:end].replace("\n", "")
        if subject(text, 0, len(text)) is not None and _ends_notice(text):
            found.append((text, start, end))
    if not found:
        return None
    # Behind the words of a menu (某网 首页 某县…的通知) it is printed once more, alone.
    whole_title = found[0][0]
    _, start, end = next((run for run in found[1:] if _alone_in(run[0], whole_title)), found[0])
    return front.named(start, end)


def _alone_in(title: str, line: str) -> bool:
    """Tell whether a line prints a title behind words of a menu."""
    return line.endswith(title) and head_words().menu.search(line[: -len(title)]) is not None


def _joined(front: Front, index: int) -> tuple[int, int] | None:
    """Return the run of lines around a line with 关于 that makes a whole notice title."""
    pieces = front.pieces
    line = front.text(pieces[index])
    if pieces[index].kind not in _LINES or subject(line, 0, len(line)) is None:
        return None
    first = index
    if line.startswith("关于") and first and _PASSED_ON.match(front.text(pieces[first - 1])):
        first -= 1
    while line.startswith("关于") and first and pieces[first - 1].kind is Kind.ORGAN and index - first < _NOTICE_LINES:
        first -= 1
    if first == index and pieces[index].kind is Kind.NOTICE:
        return None
    last = index
    while not _ends_notice(_TAIL.sub("", line)):
        last += 1
        if last >= len(pieces) or last - index >= _NOTICE_LINES or pieces[last].kind not in _LINES:
            return None
        line += front.text(pieces[last])
    bracket = _TAIL.search(front.text(pieces[last]))
    return pieces[first].start, pieces[last].end - (len(bracket.group()) if bracket else 0)


def _ends_notice(line: str) -> bool:
    found = head_words().notice_end.search(line[-4:])
    return found is not None and line.endswith(found.group())


def handed_titles(front: Front, notice: Named | None) -> list[Named]:
    """Return the titles that the formula, or else the notice's own title, hands over."""
    text = front.reading.text
    found: list[Named] = []
    if front.formula is not None:
        piece = front.pieces[front.formula]
        before = front.pieces[front.formula - 1] if front.formula else None
        joined = before is not None and before.kind is Kind.SHORT and "《" in front.text(before)
        start = before.start if before is not None and joined else piece.start
        formula = head_words().formula.search(text, piece.start, piece.end)
        end = formula.start() if formula else piece.end
        given = text.rfind(_GIVEN, start, end)  # What stands before it is what the notice is based on.
        quoted = list(_QUOTED.finditer(text, max(start, given), end)) or _QUOTED.finditer(text, start, end)
        found = [_with_rest(front, match, end) for match in quoted if _hands_over(text, start, match.start())]
    if found:
        return found
    return titles_in_notice(front, notice)


def _with_rest(front: Front, quoted: re.Match[str], end: int) -> Named:
    """Return a title in 《》, with what follows it where both together are the plan (《某市规划》任务分解)."""
    rest = _REST.match(front.reading.text, quoted.end(), end)
    year = _YEAR_BEFORE.search(front.reading.text, max(0, quoted.start() - _LONGEST_YEAR), quoted.start())
    if rest is None or head_words().title.search(rest.group()) is None:
        return front.named(*quoted.span(1))
    return front.named(year.start() if year else quoted.start(), rest.end())


def titles_in_notice(front: Front, notice: Named | None) -> list[Named]:
    """Return the titles that the notice's own title hands over."""
    text = front.reading.text
    about = head_words().about.search(text, notice.start, notice.end) if notice is not None else None
    if notice is None or about is None:
        return []
    found = [front.named(*match.span(1)) for match in _QUOTED.finditer(text, about.end(), notice.end)]
    tail = _OF_NOTICE.search(text, about.end(), notice.end)
    if not found and tail and tail.start() > about.end():
        known = about.group().removeprefix("关于") in _MAKES_KNOWN
        if not known or head_words().title.search(text[about.end() : tail.start()].replace("\n", "")):
            found = [front.named(about.end(), tail.start())]
    return found


def _hands_over(text: str, start: int, at: int) -> bool:
    """Tell whether the 《 at `at` opens what is handed over, not what it is based on (根据《…》)."""
    before = _ASIDES.sub("", text[start:at])
    return _BASED_ON.search(before) is None or _HANDED.search(before) is not None


def plan_title(front: Front, notice: Named | None, handed: list[Named]) -> Named | None:
    """Return the title over the plan's text, else the one that the notice names."""
    lines = [i for i in range(front.after_formula, front.opening) if front.pieces[i].kind in (Kind.SHORT, Kind.NOTICE)]
    runs = _runs(lines)
    if notice is not None:
        runs = [run for run in runs if front.pieces[run[0]].start >= notice.end]
    candidates = [named for run in runs for named in _title_runs(front, run) if not _in_cells(front.text(named))]
    # A line of a title may look like a body (某市数字政府 / 建设方案): what is handed over tells.
    wide = _runs([i for i in range(front.after_formula, front.opening) if front.pieces[i].kind in _LINES])
    # The formula may name the plan a little differently than its notice does.
    exact = (
        _exact(front, runs, handed)
        or _exact(front, wide, handed)
        or _exact(front, runs, titles_in_notice(front, notice))
    )
    if exact is not None:
        return exact
    ended = [named for named in candidates if head_words().title.search(front.text(named).replace("\n", ""))]
    ended = [named for named in ended if not _is_heading(front.text(named))] or ended
    if ended and (notice is None or not handed or front.formula is not None):
        return _with_issuer(front, ended[-1]) if notice is None else ended[-1]
    if handed:
        return handed[0]
    if notice is not None:
        return notice
    labelled = next((p for p in front.pieces if p.kind is Kind.LABEL and p.field == "title"), None)
    if labelled is not None and (not candidates or head_words().title.search(front.text(labelled))):
        return front.named(labelled.start, labelled.end)
    if candidates and not _BRACKET_LINE.fullmatch(front.text(candidates[-1])):
        return candidates[-1]
    return _named_in_opening(front) or next(iter(candidates), None)


def announced_title(front: Front, title: Named) -> Named:
    """Return the title of the plan where a headline only announces it (某市委办公室印发《关于节水的意见》)."""
    match = _ANNOUNCED.search(front.reading.text, title.start, title.end)
    bodies = match is not None and is_organ(
        front.reading.text[max(title.start, match.start() - _ORGAN) : match.start()]
    )
    return front.named(*match.span(1)) if match is not None and bodies else title


def is_own_plan(front: Front, notice: Named, handed: list[Named], title: Named | None) -> bool:
    """Tell whether a notice is itself the plan: it hands nothing over, or adds its own orders to what it passes on."""
    if head_words().about.search(front.text(notice)) and (handed or titles_in_notice(front, notice)):
        return False
    if not handed or front.formula is None:
        return not handed
    formula = front.pieces[front.formula]
    printed_below = title is not None and title.start >= formula.end
    return not printed_below and _OWN_ORDERS.search(front.reading.text, formula.start, formula.end) is not None


def _named_in_opening(front: Front) -> Named | None:
    """Return the title that a plan without one gives itself in its opening (特制定《某市节水行动计划》)."""
    match = _WRITTEN.search(front.reading.text, front.body_start, min(front.limit, front.body_start + _OPENING))
    return front.named(*match.span(1)) if match else None


def _exact(front: Front, runs: list[list[int]], handed: list[Named]) -> Named | None:
    """Return the neighbouring lines that together print a title that the notice hands over."""
    pieces = front.pieces
    for run in runs:
        for place, index in enumerate(run):
            for first in run[max(0, place - _TITLE_LINES + 1) : place + 1]:
                named = front.named(pieces[first].start, pieces[index].end)
                other = next((other for other in handed if same_title(named.text, other.text)), None)
                if other is not None and _is_broken(named.text) and not _is_broken(other.text):
                    return Named(named.start, named.end, other.text)
                if other is not None:
                    return _with_bracket(front, named, run[place + 1 : place + 2])
    return None


def _is_broken(title: str) -> bool:
    """Tell whether a title holds half a pair of brackets (节水方案2031年））."""
    folded = fold(title)
    return folded.count("(") != folded.count(")")


def _with_bracket(front: Front, title: Named, following: list[int]) -> Named:
    """Return a title with the line in brackets under it: (2031年版), (试行)."""
    piece = front.pieces[following[0]] if following else None
    if piece is None or _BRACKET_LINE.fullmatch(front.text(piece)) is None:
        return title
    return front.named(title.start, piece.end)


def _with_issuer(front: Front, title: Named) -> Named:
    """Return a title that begins with 关于, or with the second of two issuers, with the issuers right above it."""
    about = subject(front.text(title), 0, title.end - title.start)
    if about is None or (about and not is_organ(front.text(title)[:about])):
        return title
    index = next((i for i, piece in enumerate(front.pieces) if piece.start == title.start), 0)
    first = index
    while first and front.pieces[first - 1].kind is Kind.ORGAN and index - first < _NOTICE_LINES:
        first -= 1
    if about and not front.text(front.pieces[first]).startswith("中共"):
        return title  # What stands above may be the page's own heading.
    return front.named(front.pieces[first].start, title.end)


def _title_runs(front: Front, run: list[int]) -> list[Named]:
    """Return what a run of short lines can be as a title: up to each line that ends one."""
    found = []
    first = 0
    for place, index in enumerate(run):
        line = front.text(front.pieces[index])
        following = front.text(front.pieces[run[place + 1]]) if place + 1 < len(run) else ""
        goes_on = following.startswith(_GOING_ON) or _is_kind_alone(following)
        ends = head_words().title.search(line) is not None and not goes_on
        if ends or following == line or place + 1 == len(run):  # Pages print a title twice.
            start = max(first, place - _TITLE_LINES + 1)
            begin = front.pieces[run[_own_first(front, run, start, place)]].start
            note = _NOTE.match(front.reading.text, begin)
            found.append(front.named(note.end() if note else begin, front.pieces[index].end))
            first = place + 1
    return found


def _is_kind_alone(line: str) -> bool:
    """Tell whether a line says only what kind of paper it is (实施方案（试行）), so that the line before names it."""
    return head_words().kind.match(line) is not None


def _in_cells(line: str) -> bool:
    """Tell whether a line is a row of a table that a page prints over its text (分类 | 规划 | 机构 | 区水务局)."""
    return _BAR in line.strip(_BAR)


def _is_heading(line: str) -> bool:
    """Tell whether a line is the heading of a part that bears no number (工作目标)."""
    return len(line) <= _LONGEST_HEADING and line.endswith(_GOALS)


def _own_first(front: Front, run: list[int], start: int, place: int) -> int:
    """Return the first line of the title that ends at `place`: a line that opens with a place begins it anew."""
    lines = [front.text(front.pieces[index]) for index in run[start : place + 1]]
    for at in range(len(lines) - 1, 0, -1):
        before = "".join(lines[:at])
        if "关于" in before or lines[at - 1][-1] in _OPEN_ENDED or any(map(opens_with_place, lines[:at])):
            continue
        if opens_with_place(lines[at]):
            return start + at
    return start


def _runs(indices: list[int]) -> list[list[int]]:
    """Group neighbouring indices."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
