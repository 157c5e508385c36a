"""The names of co-ordinating bodies: where one begins, and which mentions are the same body.

成立由县长任组长的某县文旅融合发展领导小组        某县文旅融合发展领导小组
发挥某市打击侵权和假冒工作领导小组作用            某市打击侵权和假冒工作领导小组
责任单位：区某某工作领导小组各成员单位            区某某工作领导小组; 领导小组 alone is its short form
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, NamedTuple

from loaders.lexicon import alternatives, rows

_LONGEST: Final = 44
_MERGE: Final = 3
"""联席会议工作领导小组 is one name: two endings so close together belong to one body."""
_ANCHOR: Final = 2
"""Endings are looked for by their last two characters, which are few: the engine then scans fast."""
_OTHER_WORD = re.compile(r"[织合建件团阁]|成(?!员)")
_NEAR: Final = 6
_QUOTED: Final = 16
_SYSTEM: Final = 6
"""部门联席会议制度 is a mechanism; a longer name in front of 制度 is that of a body."""
_STOP = re.compile(r"[,。;:!?、()\[\]{}《》“”\"〔〕【】<>\n0-9〈〉*·.+-]")
_SOFT: Final = frozenset("()“”0123456789·.-")
"""What a name may hold that is founded by it (成立第3届某某运动会工作领导小组), though it often parts names."""
_HARD = re.compile(r"[,。;:!?、\n《》]")
_LONGEST_FOUNDED: Final = 70
_ANNOUNCED: Final = ("的通知", "的决定", "的公告")
_CITED_FOUNDING = re.compile(r"《[^《》\n]{0,40}关于[^《》\n]{2,8}\Z")
_SCOPE = (
    r"(?:(?:全)?[省市区县州盟旗镇乡](?![场面民])|国家|全国|中央|国务院|[\u4e00-\u9fff]{2,4}(?:省|自治区|市|县|区|州))"
)
_SCOPED = re.compile(_SCOPE)
_NUMBER = re.compile(r"第[0-9]{1,3}$|(?<=[一-鿿])(?:19|20)[0-9]{2}$")
_LED_NAME = re.compile(r"(?:组长|主任|指挥长?|召集人|负责人|成员(?:单位)?|参加|参与|组成)的(?=[一-鿿]{4})")
"""由县长任组长、各局为成员的某县某某领导小组: behind 的 the name begins."""
_CHAIRED = re.compile(r"(?:任|担任|为)(?:总)?(?:召集人|组长)")
_POSTS = re.compile(r"组长|召集人|指挥|牵头|成员|负责|领导|参加|参与|主任")
_COUNTED = re.compile(r"[个支类项大]")
_LIST_END: Final = re.compile("(?:[局厅委部处科室院校所站队县市区镇乡]长|主任|书记|经理|秘书|[局厅])$")
_PLACE = re.compile(r"\A(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区|自治州|市|盟|自治县|县|区|旗|州|镇|乡|街道))")
_MARKS = re.compile(r"[“”\"]")
_SHORT_SCOPE = re.compile(r"\A(?:全)?[省市区县州盟旗镇乡](?:级)?(?:委)?")


class _Words(NamedTuple):
    head: re.Pattern[str]
    endings: tuple[str, ...]
    create: re.Pattern[str]
    before: re.Pattern[str]
    used: re.Pattern[str]
    scope: re.Pattern[str]
    bare: frozenset[str]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    generic: re.Pattern[str]
    no_body: re.Pattern[str]
    system: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a body: `name` is empty for a short form (领导小组, 专班) and for one of many (`many`, 各级…).

    `founded` tells that the text sets it up here; `kind` is how the name ends.
    """

    start: int
    end: int
    name: str
    kind: str
    founded: bool
    many: bool = False


@cache
def _words() -> _Words:
    table = rows("body_words")
    choice = partial(alternatives, "body_words")
    return _Words(
        head=re.compile(
            "|".join(dict.fromkeys(word[-_ANCHOR:] for kind, word in table if kind in ("head", "founded")))
        ),
        endings=tuple(word for kind, word in table if kind in ("head", "founded")),
        create=re.compile(rf"(?:{choice('create')})(?:了)?"),
        before=re.compile(choice("before")),
        used=re.compile(choice("used")),
        scope=re.compile(rf"(?!经济)(?:{choice('scope')})(?={_SCOPE})"),
        bare=frozenset(word for kind, word in table if kind == "bare"),
        verbs=tuple(word for kind, word in table if kind == "verb"),
        nouns=tuple(word for kind, word in table if kind == "noun"),
        generic=re.compile(choice("generic")),
        no_body=re.compile(choice("not")),
        system=re.compile(choice("system")),
    )


def core_of(name: str) -> str:
    """Return a name without the place in front: what 某市甲领导小组 and 市甲领导小组 share."""
    place = _PLACE.match(name)
    rest = name[place.end() :] if place and len(name) - place.end() > 4 else name  # noqa: PLR2004 - a kind alone is no name
    return _SHORT_SCOPE.sub("", rest) or rest


def find_mentions(text: str, start: int, end: int) -> list[Mention]:
    """Return the bodies that `text[start:end]` mentions, in order; two endings close together are one name."""
    words = _words()
    found: list[Mention] = []
    heads = [head for anchor in words.head.finditer(text, start, end) if (head := _ending(text, start, anchor.end()))]
    for index, (begin, stop) in enumerate(heads):
        if index + 1 < len(heads) and _goes_on(text, stop, heads[index + 1][0]):
            continue
        mention = _mention(text, start, begin, stop)
        if mention is not None:
            found.append(mention)
    return found


def _ending(text: str, floor: int, end: int) -> tuple[int, int] | None:
    """Return the ending of a name that stops at `end`, the longest that fits; 工作组织 and 专项组成 hold none."""
    if text[end - 1] == "组" and _OTHER_WORD.match(text, end):
        return None
    fitting = [word for word in _words().endings if text.endswith(word, floor, end)]
    return (end - max(map(len, fitting)), end) if fitting else None


def _goes_on(text: str, start: int, following: int) -> bool:
    between = text[start:following]
    return len(between) <= _MERGE and not re.search(r"[^\u4e00-\u9fff]|[或和及与的]|办公室|成员", between)


def _mention(text: str, floor: int, start: int, end: int) -> Mention | None:
    """Read back from the ending of a name to its beginning."""
    words = _words()
    kind = text[start:end]
    first = max(floor, start - _LONGEST)
    for mark in _STOP.finditer(text, first, start):
        first = mark.end()
    first = _over_numbers(text, floor, first, start)
    quoted = text.rfind("“", max(floor, first - _QUOTED), first) if first > floor and text[first - 1] == "”" else -1
    if quoted >= 0 and _creates(text, quoted):
        # 成立“百日攻坚”行动领导小组: the quotation opens the name.
        return Mention(quoted, end, text[quoted:end], kind, founded=True)
    if quoted >= 0 and text[first] not in "的等":
        first = _front_of_quotation(text, floor, quoted)
    broken = _over_a_break(text, floor, first)
    if broken is not None:
        return Mention(broken, end, text[broken:end].replace("\n", ""), kind, founded=True)
    founded = _over_marks(text, floor, first, start)
    if founded is not None:
        first = founded
    for match in words.create.finditer(text, first, start):
        founded = match.end()
    if founded is not None and _CITED_FOUNDING.search(text, max(floor, founded - _LONGEST), founded):
        return None  # 《某市关于成立某领导小组的通知》 founded a body of another plan.
    if founded is not None and words.used.search(text, founded, start):
        founded = None
    led = _LED_NAME.search(text, first, start) if founded is None else None
    if led is not None:
        first = founded = led.end()
    begin = _beginning(text, first if founded is None else founded, start, founded=founded is not None)
    if start - begin > _MERGE and text.startswith("年", begin) and text[max(floor, begin - 4) : begin].isdigit():
        # 成立2031年汛期安全领导小组: the year belongs to the name.
        begin = max(floor, begin - 4)
    announced = founded is not None and text.startswith(_ANNOUNCED, end)
    if kind == "委员会" and not announced and (founded is None or not _SCOPED.match(text, begin, start)):
        return None
    specific = text[begin:start]
    many = words.generic.search(text, first if founded else max(first, begin - _NEAR), start) is not None
    many = many or specific.endswith("各") or (begin == first and _COUNTED.match(specific) is not None)
    nameless = many or not specific or specific in words.bare or words.no_body.search(specific) is not None
    # …县财政局领导小组成员如有变动: the mark between the last of a list and the next sentence is gone.
    nameless = nameless or (founded is None and _LIST_END.search(specific) is not None)
    nameless = nameless or (founded is None and _is_phrase(specific)) or _SCOPED.fullmatch(specific) is not None
    scoped = _SCOPED.match(specific) is not None and len(specific) >= _SYSTEM
    if words.system.match(text, end) and ((founded is not None and not scoped) or len(specific) < _SYSTEM):
        # 由市长任总召集人、各局为成员的某联席会议制度 says whom the body has at its head.
        sentence = text.rfind("。", floor, led.start()) + 1 if led is not None else start
        nameless = nameless or led is None or _CHAIRED.search(text, max(floor, sentence), led.end()) is None
    return Mention(begin, end, "" if nameless else text[begin:end], kind, founded is not None, many)


def _over_numbers(text: str, floor: int, first: int, end: int) -> int:
    """Return where the run that ends at `end` begins, with 第12届 and the year of a founded body in it."""
    front = first
    while front > floor and (number := _NUMBER.search(text[max(floor, front - _NEAR) : front])):
        before = front - len(number.group())
        front = max(floor, end - _LONGEST)
        for mark in _STOP.finditer(text, front, before):
            front = mark.end()
        if number.group()[0] != "第" and not _words().create.search(text, front, before):
            return first
        first = front
    return first


def _is_phrase(specific: str) -> bool:
    """Tell whether what stands in front of 领导小组 is no name: 由所在单位向, 按程序报, 对专项工作."""
    words = _words()
    if specific.endswith(words.verbs) and not specific.endswith(words.nouns):
        return True
    verb = next((verb for verb in words.verbs if specific.startswith(verb)), None)
    return verb is not None and specific[len(verb) :] in words.bare


def _over_marks(text: str, floor: int, first: int, start: int) -> int | None:
    """Return where a name with figures, quotations or brackets in it begins, right behind what founds it."""
    if first <= floor or text[first - 1] not in _SOFT:
        return None
    low = max(floor, start - _LONGEST_FOUNDED)
    for mark in _HARD.finditer(text, low, start):
        low = mark.end()
    founded = None
    for match in _words().create.finditer(text, low, start):
        founded = match.end()
        break
    if founded is None or founded >= first:
        return None
    name = text[founded:start]
    balanced = all(name.count(left) == name.count(right) for left, right in ("“”", "()"))
    counted = re.match(r"[0-9]+[个支类项大]", name)
    plain = balanced and counted is None and "的" not in name and _words().used.search(name) is None
    return founded if plain else None


def _front_of_quotation(text: str, floor: int, quoted: int) -> int:
    """Return where the run in front of a quotation inside a name begins (云泽市“无废城市”建设工作领导小组)."""
    first = max(floor, quoted - _QUOTED)
    for mark in _STOP.finditer(text, first, quoted):
        first = mark.end()
    return first


def _over_a_break(text: str, floor: int, first: int) -> int | None:
    """Return where a name begins that the end of a line breaks in a title (…关于成立某市/信用建设领导小组的通知)."""
    if first <= floor + 1 or text[first - 1] != "\n":
        return None
    line = text.rfind("\n", max(floor, first - _LONGEST), first - 1) + 1
    if not text.startswith("关于", line):
        line = text.find("关于", line, first)
    whole = text.endswith(_ANNOUNCED, floor, first - 1)
    founding = _words().create.match(text, line + len("关于"), first - 1) if line >= 0 and not whole else None
    if founding is None or founding.end() >= first - 1 or _STOP.search(text, founding.end(), first - 1):
        return None
    return founding.end()


def _creates(text: str, at: int) -> bool:
    return any(match.end() == at for match in _words().create.finditer(text, max(0, at - _NEAR), at))


def _beginning(text: str, first: int, start: int, *, founded: bool) -> int:
    """Return where the name that ends at `start` begins: behind a verb, a preposition before a place, or 的."""
    words = _words()
    begin = first
    if not founded or "的" in text[begin:start]:
        for match in words.before.finditer(text, begin, start):
            if match.group() != "的" or not _inside_name(text[begin : match.start()]):
                begin = match.end()
    if not founded:
        for match in words.scope.finditer(text, begin, start):
            begin = match.end()
    return begin


def _inside_name(front: str) -> bool:
    """Tell whether 的 goes on a name that began with its place (市推进以县城为载体的城镇化建设工作专班)."""
    return _SCOPED.match(front) is not None and _POSTS.search(front) is None


def is_short_form(short: str, full: str) -> bool:
    """Tell whether `short` is `full` without its beginning, places apart (项目推进工作领导小组)."""
    one, other = core_of(_MARKS.sub("", short)), core_of(_MARKS.sub("", full))
    return other.endswith(one) or (len(one) > 4 and one in other)  # noqa: PLR2004 - 领导小组 is in most names
