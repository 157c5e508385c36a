"""From the text of a clause to tokens: labels, units, roles, 等, deadlines and what parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.records import Role
from loaders.dates import read_deadline
from loaders.resolve import compound_pattern, looks_like_unit
from loaders.resolve.names import is_known
from loaders.resolve.shape import LONGEST_NAME
from loaders.rules.clause.neighbours import believe_neighbours, believe_sectors, is_half, join_halves
from loaders.rules.clause.persons import is_post, person_aside
from loaders.rules.clause.token import Token
from loaders.rules.clause.words import MEMBER, STANDING, clause_words

_SPLIT: Final = re.compile(r"[、/,;。:\n]|[(\[〔【<〈]|[)\]〕】>〉]|(?<=[^、,;。:\n(\[])(?:会同|会商)")
_OPENING: Final = "([〔【<〈"
_CLOSING: Final = ")]〕】>〉"
_BOXES: Final = "【[〔"
"""What a label may stand in instead of in front of a colon: 【责任单位】市教育局."""
_LEADING: Final = re.compile(
    r"(?:以及由|由|以及|以(?=[省市区县镇州各国])|及其|及|和|与|并由|并|其中|同时|另|请|会同|商)(?=[^\s])"
)
_THIS_WORK: Final = re.compile(
    r"(?:以上|上述|此|该|本|这|具体|日常|相关)(?:各?[项类])?(?:具体|日常)?(?:工作|活动|任务|事项|内容|项目)?(?:均|统一|分别)?由(?=[^\s])"
    r"|[^、,;。:()由]{1,10}(?<!自)由(?=[省市区县镇州各国]|属地|所在|相关|有关)"
)
_COUNTED: Final = re.compile(r"(?:[0-9]{1,2}[.)]|[①-⑳])(?=[\u4e00-\u9fff])")
_INNER_ROLE: Final = re.compile(
    r"(?<=[局委办厅部府会院])(?:牵头|负责|配合)(?:负责|落实|组织实施)?(?=[省市区县镇州](?![场内])|各|相关|有关)"
)
_MARKED: Final = re.compile(
    r"(?:[(〔](?P<role>(?P<all>共同|联合|分别)?(?P<word>牵头|主责|主办|配合|协办|参与)(?:单位|部门)?)[)〕]|[*★▲])$"
)
_DUTIES_ASIDE: Final = re.compile(r"[(〔](?P<duties>[按根依各分][^()〔〕、,;]{2,16})[)〕]$")
_LEADING_ROLES: Final = ("牵头", "主责", "主办")
_AND: Final = re.compile(r"以及|[和及与]")
_LOST_COMMA: Final = re.compile(
    r"(?<=[局委办院厅部会心府])(?<!(?<!团)[省市区县州旗]委)(?=[省市区县](?:[^委政人级直属区县]|政府|委(?:组织|宣传|统战|政法|编办|社会))|团[省市区县]委|各[镇乡街县区市])"
)
_DATED: Final = re.compile(r"(?:[0-9]{4}年|[0-9]{1,2}月|年底|季度|月底|日前|上半年|下半年)")
_DUE: Final = re.compile(r"(?:前|底|末|内|期间)(?:完成|实现|建成|达标|到位|启动|印发|出台|见效)?$")
"""年底前完成 is a deadline even where no year is known."""
_STANDING_DUTY: Final = re.compile(
    r"(?:(?:[0-9]{4}年度?|年内|年度内?|全年|常年|当年|每年|并|要){0,2}"
    r"(?:持续|长期|常态化?|立即|即时|适时|逐年|分阶段|分年度|分步|滚动)[^、,;:。()]{0,8}"
    r"|(?:[0-9]{4}年)?(?:贯穿)?(?:全年|常年|全程)[^、,;:。()局委办厅]{0,4}"
    r"|按照?(?:序时|时序|计划|时间|年度)(?:进度|节点|安排|要求)?(?:稳步|有序|加快)?(?:推进|实施|落实|开展|完成))$"
)
_LASTING: Final = re.compile(
    r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:年?底|月?底|末|内|前)*(?:前|底|末|内)[^、,;:。()]{0,12}并(?:持续|长期|不断)[^、,;:。()]{0,8}$"
)
"""2031年底前完成并持续推进: 推进 is no role here."""
_DATED_DUTY: Final = re.compile(
    r"(?:力争|确保|争取|预计|计划|原则上)?(?:在|于|到|至)?(?=[0-9年今明每本上下一二三四第])"
    r"(?:(?:[0-9]{4}|今|明|本)年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?|第?[一二三四1-4]季度|[上下]半年|年)?(?:[上中下]旬)?"
    r"(?:中期)?[底末初]?(?:[之以]?[前内]|底|末|起)(?!.*(?:负责|牵头|配合|参与|各|按职责))[^由局委办厅、,;。:()]{1,18}$"
    r"|(?:[0-9]{4}年)?(?:[0-9]{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)$|[0-9]{4}年$"
)
"""6月底前出台办法, 年底前取得明显成效: what is to be reached by then, which no unit and no role is part of."""
_GROUP_END: Final = re.compile(r"(?:有关|相关|各)(?:部门|单位|机构)|.各(?:部门|单位)")
_OF_GROUP: Final = re.compile(r"(?:直属)?(?:单位|部门|机构)(?=[、,;。:)\]〕】]|等|按|分别|负责|参与|配合|$)")
_LONGEST_LABEL: Final = 40
_MOST_UNIT: Final = 60
"""No name of a unit that was met so far has more than 40 characters; longer runs are sentences."""


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`.

    Every character belongs to a token or is punctuation: what is no unit, role or date is NOISE.
    """
    found = list(_raw(text, start, end))
    return believe_neighbours(text, believe_sectors(text, join_halves(text, _tidy(found))))


def _raw(text: str, start: int, end: int) -> Iterator[Token]:
    words = clause_words()
    place = start
    while place < end:
        if text[place] in "、/,;。:\n":
            yield Token("DUN" if text[place] in "、/" else "SEP", place, place + 1, text[place])
            place += 1
            continue
        label = None
        if (
            text[place] in _BOXES
            or text.find(":", place, place + _LONGEST_LABEL) >= 0
            or text.find("为", place, place + _LONGEST_LABEL) >= 0
        ):
            label = words.label.match(text, place, end)
        if label is None and place == start:
            label = words.bare_label.match(text, place, end)
        if label is not None:
            meaning = words.meanings[label["word"]]
            if meaning in ("deadline", "person", "other"):
                stop = _statement_end(text, label.end(), end)
                kind = "DEADLINE" if meaning == "deadline" else "PERSON"
                yield Token(kind, label.end() if label.end() < stop else place, stop)
                place = stop
            else:
                role = Role.SUPPORTING.value if meaning == MEMBER else meaning
                yield Token("LABEL", place, label.end(), role)
                place = label.end()
            continue
        remark = words.remark.match(text, place, end)
        if remark is not None:
            place = remark.end()
            continue
        stop = _piece_end(text, place, end)
        if stop < end and text[stop] == ":":
            glued = words.label_end.search(text, place, stop)
            stop = glued.start() if glued is not None and glued.start() > place else stop
        if stop - place > _MOST_UNIT:
            yield from _piece(text, place, stop)
        else:
            for token in _kept_piece(text[place:stop]):
                yield Token(token.kind, token.start + place, token.end + place, token.value)
        place = stop


@lru_cache(maxsize=8192)
def _kept_piece(piece: str) -> tuple[Token, ...]:
    """Return the tokens of a piece, positions counted in it: the units of a document come again and again."""
    return tuple(_piece(piece, 0, len(piece)))


def opens_with_label(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` begins with a label, its colon lost or not."""
    words = clause_words()
    return (words.label.match(text, start, end) or words.bare_label.match(text, start, end)) is not None


def _statement_end(text: str, place: int, end: int) -> int:
    """Return where a deadline or a person's statement ends: at `;`, a line or the next label."""
    words = clause_words()
    while place < end and text[place] not in ";\n":
        if text[place] in ",。、" and words.label.match(text, place + 1, end):
            break
        if text[place] in words.openings and words.colon_label.match(text, place, end):
            # 牵头领导:张某某副局长责任部门:建工科
            break
        place += 1
    return place


def _piece_end(text: str, place: int, end: int) -> int:
    """Return where the piece that starts at `place` ends: brackets belong to it with all they hold."""
    compound = compound_pattern().match(text, place, end)
    depth = 0
    for mark in _SPLIT.finditer(text, place if compound is None else compound.end(), end):
        char = mark.group()
        if char in _BOXES and mark.start() > place and clause_words().label.match(text, mark.start(), end):
            return mark.start()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif (
            char == "、"
            and depth == 0
            and _OF_GROUP.match(text, mark.end(), end)
            and _GROUP_END.match(text, mark.start() - 4, mark.start())
        ):
            # 市直有关部门、单位: one group.
            continue
        elif depth == 0 or char == "\n" or (char in ";。" and depth):
            return mark.start() if mark.start() > place else mark.end()
    return end


def _parted(text: str, start: int, end: int) -> list[Token] | None:
    """Return the tokens of a piece that a role inside it, or a mark behind its name, cuts in two; or None."""
    inner = _INNER_ROLE.search(text, start, end)
    if inner is not None and looks_like_unit(text[start : inner.start()]):
        # 县教育局牵头 县公安局: the gap that parted them is gone.
        cut = inner.end()
        return [*_piece(text, start, cut), Token("SEP", cut, cut), *_piece(text, cut, end)]
    marked = _MARKED.search(text, start, end)
    if marked is None:
        return _with_duties(text, start, end)
    if not looks_like_unit(text[start : marked.start()]):
        return None
    # 市教育局(牵头), 市教育局*: a mark behind the name gives it its role, or none.
    unit = Token("UNIT", start, marked.start())
    if not marked["role"]:
        return [unit]
    role = Role.LEAD if marked["word"].startswith(_LEADING_ROLES) else Role.SUPPORTING
    return [unit, Token("MARKS" if marked["all"] else "MARK", marked.start("role"), marked.end("role"), role.value)]


def _with_duties(text: str, start: int, end: int) -> list[Token] | None:
    """Return the tokens of a name whose duties stand in a bracket behind it, 市教育局(按职责分工负责), or None."""
    aside = _DUTIES_ASIDE.search(text, start, end)
    if aside is None or not looks_like_unit(text[start : aside.start()]):
        return None
    tail = clause_words().tail.match(text, aside.start("duties"), aside.end("duties"))
    if tail is None or tail["etc"] or not tail["duties"]:
        return None
    found = [Token("UNIT", start, aside.start()), Token("DUTIES", tail.start("duties"), tail.end("duties"))]
    roles = (
        Token("ROLE", *tail.span(f"r{i}"), role.value) for i, role in enumerate(clause_words().roles) if tail[f"r{i}"]
    )
    return [*found, *roles]


def _piece(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of one piece between two separators."""
    start, end = _without_halves(text, start, end)
    counted = _COUNTED.match(text, start, end)
    start = start if counted is None else counted.end()
    if start >= end:
        return
    if is_post(text, start, end):
        yield Token("PERSON", start, end)
        return
    parted = _parted(text, start, end)
    if parted is not None:
        yield from parted
        return
    if any(duty.match(text, start, end) for duty in (_STANDING_DUTY, _LASTING, _DATED_DUTY)):
        yield Token("DEADLINE", start, end)
        return
    tail = clause_words().tail.search(text, start, end)
    stop = tail.start() if tail is not None else end
    if text.startswith(("会同", "会商"), start):
        yield Token("JOIN", start, start + 2)
        start += 2
    elif stop > start:
        start = _behind_lead(text, start, stop)
    if stop > start:
        yield from _names(text, start, stop)
    if tail is None or tail.start() == tail.end():
        return
    at = tail.start()
    if tail["etc"]:
        yield Token("ETC", at, tail.end("etc"))
    if tail["duties"]:
        yield Token("DUTIES", tail.start("duties"), tail.end("duties"))
    for place, role in enumerate(clause_words().roles):
        if tail[f"r{place}"]:
            yield Token("ROLE", tail.start(f"r{place}"), tail.end(f"r{place}"), role.value)


def _behind_lead(text: str, start: int, stop: int) -> int:
    """Return where the name starts: 此项工作由市财政局, 由市财政局, 商市财政局; but 商务部 is a name."""
    lead = _THIS_WORK.match(text, start, stop) or _LEADING.match(text, start, stop)
    if lead is None or (not lead.group().endswith("由") and looks_like_unit(text[start:stop])):
        return start
    return lead.end()


_ASIDE: Final = re.compile(
    r"[(〔<〈](?:含|不含|包括|包含|以下[简统]?称)[^()〔〕<>〈〉]*[)〕>〉]$|[(〔<〈][^()〔〕<>〈〉]*下同[)〕>〉]$"
)
"""各区人民政府(含开发区、新区管委会,下同): what the bracket says is no part of the name."""
_ETC_AND: Final = re.compile(r"(?<![高平中初同对])等[^、,;。:()等和及与]{0,8}(?P<and>以及|[和及与])")


def _names(text: str, start: int, end: int) -> Iterator[Token]:
    name = text[start:end]
    aside = _ASIDE.search(text, start + 2, end) if name[-1] in _CLOSING else None
    if aside is None and name[-1] in _CLOSING:
        aside = person_aside().search(text, start + 2, end)
    elif aside is not None and looks_like_unit(name):
        aside = None
    if aside is not None and looks_like_unit(text[start : aside.start()]):
        end = aside.start()
        name = text[start:end]
    more = _ETC_AND.search(text, start + 2, end - 2)
    if more is not None and looks_like_unit(text[start : more.start()]) and looks_like_unit(text[more.end() : end]):
        # 市能源局等市有关部门和各区政府: the list stays open, and the last one is named all the same.
        yield Token("UNIT", start, more.start())
        yield Token("ETC", more.start(), more.start("and"))
        yield Token("SEP", more.start("and"), more.end())
        yield Token("UNIT", more.end(), end)
        return
    if len(name) <= _MOST_UNIT and looks_like_unit(name):
        cut = _lost_mark(text, start, end)
        if cut is not None:
            yield Token("UNIT", start, cut)
            yield Token("DUN", cut, cut, "lost")
            yield from _names(text, cut, end)
            return
        both = _conjunction(text, start, end)
        if both is None:
            yield Token("UNIT", start, end)
            return
        yield Token("UNIT", start, both[0])
        yield Token("DUN", both[0], both[1])
        yield Token("UNIT", both[1], end)
        return
    if _DATED.search(name) or STANDING.match(name):
        date, standing = read_deadline(name)
        if date is not None or standing or STANDING.match(name) or _DUE.search(name):
            yield Token("DEADLINE", start, end)
            return
    both = _conjunction(text, start, end)
    if both is not None:
        yield Token("UNIT", start, both[0])
        yield Token("DUN", both[0], both[1])
        yield Token("UNIT", both[1], end)
        return
    yield Token("NOISE", start, end)


_ALIKE: Final = "局厅"


def _lost_mark(text: str, start: int, end: int) -> int | None:
    """Return where the mark between two names was lost: 市财政局市审计局, 省教育厅财政厅; or None."""
    cut = _LOST_COMMA.search(text, start + 2, end)
    if cut is not None and all(looks_like_unit(part) for part in (text[start : cut.start()], text[cut.start() : end])):
        return cut.start()
    if text[end - 1] not in _ALIKE or is_known(text[start:end]):
        return None
    for place in range(start + 3, end - 2):
        if (
            text[place - 1] == text[end - 1]
            and not _AND.match(text, place)
            and is_known(text[place:end])
            and looks_like_unit(text[start:place])
        ):
            return place
    return None


_OFFICES: Final = tuple("局委办厅部院会")
_SURE_START: Final = re.compile(r"[省市区县镇州旗](?!场)|各|相关|有关|国家|中国|人民|其他")


def _conjunction(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where 甲和乙 names two units: both halves are units and the second starts like one."""
    # Neither half is longer than what is asked for its shape.
    most = 2 * LONGEST_NAME + 2
    for mark in _AND.finditer(text, max(start + 2, end - most), min(end - 2, start + most)):
        first, second = text[start : mark.start()], text[mark.end() : end]
        if is_half(second):
            continue
        sure = _SURE_START.match(second) or (first.endswith(_OFFICES) and is_known(second))
        if sure and looks_like_unit(first) and looks_like_unit(second):
            return mark.start(), mark.end()
    return None


def _without_halves(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run without the brackets at its ends whose other half is missing."""
    piece = text[start:end]
    more = sum(map(piece.count, _OPENING)) - sum(map(piece.count, _CLOSING))
    while more and end > start and text[end - 1] in _CLOSING:
        end -= 1
        more += 1
    while more and start < end and text[start] in _OPENING:
        start += 1
        more -= 1
    return start, end


def _tidy(found: list[Token]) -> list[Token]:
    """Drop separators at the ends and doubled ones; 、 after a finished statement parts statements."""
    tidy: list[Token] = []
    for token in found:
        if token.kind in ("DUN", "SEP"):
            if not tidy or tidy[-1].kind == "LABEL":
                continue
            if tidy[-1].kind in ("DUN", "SEP"):
                if token.kind == "SEP":
                    tidy[-1] = token
                continue
            if tidy[-1].kind in ("ROLE", "DUTIES", "ETC", "DEADLINE", "PERSON") and token.kind == "DUN":
                token = Token("SEP", token.start, token.end, "、")  # noqa: PLW2901 - the same mark, read anew
        elif (
            tidy
            and token.kind in ("LABEL", "DEADLINE", "PERSON", "UNIT")
            and tidy[-1].kind not in ("DUN", "SEP", "LABEL", "JOIN")
        ):
            tidy.append(Token("SEP", token.start, token.start))
        elif tidy and token.kind in ("LABEL", "DEADLINE", "PERSON") and tidy[-1].kind == "DUN":
            tidy[-1] = Token("SEP", tidy[-1].start, tidy[-1].end, "、")
        if token.kind == "ROLE" and tidy and tidy[-1].kind == "SEP" and tidy[-1].value == ":":
            # 县水利局:负责监督: a duty, no role.
            token = Token("NOISE", token.start, token.end)  # noqa: PLW2901 - the same word, read anew
        if token.kind in ("JOIN", "ETC") and tidy and tidy[-1].kind in ("DUN", "SEP"):
            # 市教育局,等相关部门
            tidy.pop()
        if token.kind == "JOIN" and tidy and tidy[-1].kind == "ROLE":
            # 甲牵头会同乙负责: what 乙 is stands behind it.
            token = Token("SEP", token.start, token.end)  # noqa: PLW2901 - the same word, read anew
        tidy.append(token)
    while tidy and tidy[-1].kind in ("DUN", "SEP", "JOIN"):
        tidy.pop()
    return tidy
