"""The words before and behind a number: what holds it, what promises it, what it counts.

Names come out as runs of the folded text. A name before the number is what is left when verbs, times
and comparators are stripped from both ends; a name behind it ends where the clause or a new verb does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.dates import DateMention, Qualifier
from loaders.rules.indicator import words as w
from loaders.rules.indicator.comparisons import comparison
from loaders.rules.indicator.modifiers import after_modifier
from loaders.rules.indicator.verbs import change_before, closing_adverb, opens

_TOTAL = re.compile(r"(?:达到|达|占到?)[^,;。达占]{0,14}总[数量]的$")
_PART = re.compile(r"(达到|相当于|不得?(?:低于|高于|少于|超过)|[低高]于|超过)[^,;。达占%]{2,14}的$")
_PLACES = frozenset("省市县区州盟旗镇乡")
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}(?<![各全我本每地城景园片社学校辖灾疫矿林农牧])[省市县区州盟旗镇乡][、和]?)+"
)
_POINTS = re.compile(r"[0-9.]+个百分点")
_SHARE = re.compile(r"[0-9.]+(?:[-~至][0-9.]+)?%")
_BOUND = re.compile(r"至少|最少|不少于|不超过|最多")
_SHORTEST = 2
_KEPT = 3
_PERIOD = re.compile(
    r"^(?:[一二两三四五]年(?=[新培建改完引打开签累共])|(?:经过|用|未来|今后|利用)?[0-9一二两三四五六七八九十]{1,3}年(?:左右)?(?:的?时间|的?努力|以内|之内|内)(?:的?努力)?,?)"
)
_YEARS_ALONE = re.compile(
    r"(?:经过|未来|今后)?[0-9一二两三四五六七八九十]{1,3}年(?:内|间)?|(?:前?[一二三四]季度|[上下]半年|年中|全年)[末底前内]?"
)
_LONG_PERIOD = 6
_FROM = re.compile(r"(?<![经理自])(?:由(?!于)|从(?![事业]))(?:目前|现在|原来|现有|现行|过去)?的?[^,;。由从]{0,16}$")


@dataclass(slots=True)
class Left:
    """What stands before a number within its clause.

    `start` and `end` bound the name; the other fields say which words were stripped around it.
    """

    start: int
    end: int
    word: w.Word | None = None
    ambition: str | None = None
    change: str | None = None
    build: bool = False
    share_of: bool = False
    has: bool = False
    each: bool = False
    scope: bool = False
    relative: tuple[int, int] | None = None
    opened: bool = False
    ordered: bool = False
    listed: bool = False
    number_follows_verb: bool = False
    added: bool = False
    where: tuple[int, int] | None = None

    @property
    def reaches(self) -> bool:
        """Whether the number is what is reached (压减至3次), not the size of a change (压减30%)."""
        return self.word is not None and self.word.stock

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The runs of the name, the place that stands before a date in it first."""
        if self.empty:
            return ()
        name = (self.start, self.end)
        return (self.where, name) if self.where is not None else (name,)

    @property
    def empty(self) -> bool:
        """Whether no name is left."""
        return self.end - self.start <= 0


def left_of(text: str, start: int, end: int, dates: list[DateMention]) -> Left:
    """Read `text[start:end]`, the part of a clause before a number."""
    left = Left(start, end)
    left.relative = _multiple_of(text, left, dates)
    _strip_right(text, left)
    _strip_dates(text, left, dates)
    _strip_comparison(text, left)
    if left.relative is not None and not left.empty:
        # 力争较2033年降低10%, 均比2025年下降22%
        _strip_right(text, left)
    _strip_total(text, left)
    left.number_follows_verb = _ends_with_verb(text, left)
    _strip_base(text, left)
    _strip_left(text, left)
    if not left.empty:
        _cut_middle(text, left)
    return left


def _multiple_of(text: str, left: Left, dates: list[DateMention]) -> tuple[int, int] | None:
    """Leave 2025年的 out that stands right before a number: 达到2025年的1.6倍."""
    if left.end - left.start < _KEPT or text[left.end - 1] != "的":
        return None
    for mention in dates:
        if mention.end == left.end - 1 and mention.start >= left.start:
            left.end = mention.start
            return mention.start, mention.end
    return None


def _strip_right(text: str, left: Left) -> None:
    """Move `left.end` before comparators, changes, ambitions and adverbs."""
    start = left.start
    while left.end > start:
        end = left.end
        if text[end - 1] in "(:、":
            left.listed |= text[end - 1] == "、"
            left.end -= 1
            continue
        if text[end - 1] == "”" and (quoted := _quoted_steps(text, start, end)):
            left.end = quoted
            continue
        if w.KEEP_END.before(text, start, end):
            return
        size = w.BEFORE_WORDS.before(text, start, end)
        change = change_before(text, start, end)
        if size and size >= change:
            printed = text[end - size : end]
            word = w.BEFORE[printed]
            left.share_of |= printed in ("占", "占到")
            left.has |= printed.endswith(("有", "配备", "完成"))
            left.each |= printed.startswith(("分别", "各"))
            if left.word is None or (word.stated and not left.word.stated):
                left.word = w.Word(word.comparator, word.stated, word.stock or bool(left.word and left.word.stock))
            elif word.stock:
                left.word = w.Word(left.word.comparator, left.word.stated, stock=True)
            left.end -= size
            continue
        if change:
            left.change = left.change or text[end - change : end]
            left.end -= change
            continue
        size = w.AMBITION.before(text, start, end)
        if size:
            left.ambition = left.ambition or text[end - size : end]
            left.end -= size
            continue
        size = closing_adverb(text, start, end)
        if not size:
            return
        left.each |= text[end - size : end] in ("分别", "各")
        left.end -= size


def _quoted_steps(text: str, start: int, end: int) -> int:
    """Return where the list opens that a number counts behind it (压减为“申请、接电”2个环节), or 0."""
    opening = text.rfind("“", start + 1, end)
    size = w.BEFORE_WORDS.before(text, start, opening) if opening > 0 else 0
    listed = "、" in text[opening:end] if opening > 0 else False
    return opening if size and listed and w.BEFORE[text[opening - size : opening]].stock else 0


def _strip_dates(text: str, left: Left, dates: list[DateMention]) -> None:
    """Start the name behind the last date before it."""
    for mention in dates:
        if (
            mention.start >= left.start
            and mention.end <= left.end
            and (mention.qualifier is not Qualifier.THAN or text.startswith("相比", mention.end - 2))
        ):
            left.where = _place_before(text, left.start, mention.start) or left.where
            if mention.end == left.end and mention.start - left.start > _KEPT:
                # 覆盖率2025年达到75%: the name stands before the date.
                left.end = mention.start
                if text[left.end - 1] in "与和同" and text.startswith("相比", mention.end - 2):
                    # 产值能耗与2030年相比下降5%
                    left.end -= 1
                continue
            if text[mention.end : mention.end + 1] in ("的", "度") and mention.end + 1 <= left.end:
                left.start = mention.end + 1
            else:
                left.start = mention.end
            left.opened = True


def _place_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the places right before a date: 青溪县2027年森林覆盖率 is the share of that county only."""
    if end - start <= _SHORTEST or text[end - 1] not in _PLACES:
        return None
    start += w.OPENING.at(text, start, end)
    if w.SCOPE_PHRASE.at(text, start, end) or _PLACE.fullmatch(text, start, end) is None:
        return None
    return start, end


def _strip_comparison(text: str, left: Left) -> None:
    """Leave 比2020年, 较上年 and 在2020年基础上 out of the name."""
    found = comparison(text, left.start, left.end, left.change)
    if found is not None:
        left.end, left.relative = found


def _strip_total(text: str, left: Left) -> None:
    """Leave out what a share is a share of: 无违建街道达到全市街道总数的80%, 响应能力应达到最大负荷的5%."""
    if text[left.end - 1] != "的":
        return
    found = _TOTAL.search(text, left.start + 1, left.end)
    if found is None and _SHARE.match(text, left.end):
        found = _PART.search(text, left.start + 1, left.end)
        if found is not None:
            left.end = found.start()
            left.word = left.word or w.BEFORE.get(found[1])
            _strip_right(text, left)
            left.share_of = True
            return
    if found is not None:
        left.end, left.share_of = found.start(), True


def _ends_with_verb(text: str, left: Left) -> bool:
    size = w.BUILD.before(text, left.start, left.end)
    if left.end - left.start == 1 and text[left.start] in w.SHORT_BUILD:
        left.build, left.start = True, left.end
        return True
    if size:
        left.build = True
        held = w.BEFORE_WORDS.before(text, left.start, left.end - size)
        word = w.BEFORE.get(text[left.end - size - held : left.end - size])
        if word is not None and word.stated and left.word is None:
            left.word = word
        if w.DONE.before(text, left.start + _SHORTEST, left.end) == size:
            # 植树三年累计完成5万亩, 就业新增3000人
            left.end -= size
            _strip_right(text, left)
        return True
    return False


def _strip_base(text: str, left: Left) -> None:
    """Start behind the last verb of 依托老码头开发游线: what 依托 points at is no part of the name."""
    where = text[left.start] == "在" and not w.WITHIN.at(text, left.start, left.end)
    if not where and not w.EXISTING.at(text, left.start, left.end):
        return
    if where and (size := w.WORK.before(text, left.start + _KEPT, left.end)):
        # 在青溪、云岭等镇造林4000亩
        left.start, left.build, left.opened = left.end - size, True, True
        return
    for match in w.AFTER_BASE.finditer(text, left.start + _KEPT, left.end - 1):
        if not w.continues(text, match.end(), left.end) and text[match.start() - 1] not in "、的和及与":
            left.start = match.end()
            left.build = left.opened = True


def _before_object(text: str, left: Left) -> int:
    """Return the length of 将, 把, 其中, (含, a second verb in brackets, or the verb of 提升种植面积至80万亩, or 0."""
    start, end = left.start, left.end
    if end - start > _KEPT and text.startswith("其中", start):
        return 2
    if text[start - 1] == "(" and (part := next((word for word in w.PARTS_OF if text.startswith(word, start)), "")):
        return len(part)
    if text[start] == "(" and 0 < (close := text.find(")", start, end)) < end - 1:
        return close + 1 - start
    if end - start <= _KEPT:
        return 0
    if _POINTS.match(text, end) and (size := w.CHANGE.at(text, start, end)):
        # 提高清洁能源占比5个百分点
        left.change = left.change or text[start : start + size]
        return 0 if w.continues(text, start + size, end) else size
    if left.reaches and text[end] in "至到" and (size := w.CHANGE.at(text, start, end)):
        return size
    if text[start] == "使":
        # 使自来水普及率超过90%
        return 1 if text[start + 1] not in "用命馆者" else 0
    return 1 if w.OBJECT_MARK.at(text, start, end) else 0


def _period(text: str, start: int, end: int) -> int:
    """Return the length of a period that opens `text[start:end]`; 三年 alone (三年累计突破5亿元) leaves no name."""
    if end - start <= _LONG_PERIOD and _YEARS_ALONE.fullmatch(text, start, end):
        return end - start
    period = _PERIOD.match(text[start : min(end, start + 16)])
    return period.end() if period else 0


def _strip_left(text: str, left: Left) -> None:
    """Move `left.start` behind conjunctions, times, scopes, ambitions, adverbs and verbs."""
    while not left.empty:
        start, end = left.start, left.end
        if end - start == 1 and text[start] in w.PREPOSITION:
            left.start = end
            return
        if (
            text[start] in ",、和及与以或对)”的▲△●◆■★☆※-—>□◎"
            and not (text[start] == "对" and (w.KEEP_START.at(text, start, end) or end - start < _KEPT))
            and not (text[start] == "与" and end - start > _KEPT and text[start + 1] == "会")
            and not (text[start] == "以" and text[start + 1 : start + 2] != "及")
        ):
            left.start += 2 if text[start : start + 2] == "以及" else 1
            continue
        if size := _before_object(text, left):
            left.start += size
            continue
        period = _period(text, start, end)
        if period:
            left.start += period
            left.opened = True
            continue
        size = 0 if w.KEEP_START.at(text, start, end) else w.OPENING.at(text, start, end)
        if size and left.reaches and text[start : start + size] in w.NOUN_BUILD:
            return
        if size and left.reaches and w.NOUN_TAIL.at(text, start + size, end) and w.STOCK.before(text, start, end):
            return
        if size and opens(text, start + size, end, text[start : start + size]):
            word = text[start : start + size]
            if word in w.BEFORE and left.word is None and not (word in w.PROMISE and w.BEFORE[word].stated):
                left.word = w.BEFORE[word]
            left.ambition = word if word in w.AMBITION else left.ambition
            left.build |= word in w.PROMISE
            left.change = left.change or (word if word in w.REDUCE else None)
            left.added |= word in w.ADDED
            left.opened = True
            left.start += size
            continue
        size = w.BEFORE_WORDS.at(text, start, end)
        if (
            size
            and w.BEFORE[text[start : start + size]].stated
            and left.word is None
            and w.OPENING.at(text, start + size, end)
        ):
            left.word = w.BEFORE[text[start : start + size]]
            left.start += size
            continue
        size = w.SCOPE_PHRASE.at(text, start, end)
        will = text[start + size : start + size + 1] in w.PARTICLE if size else False
        if size and (start + size == end or w.OPENING.at(text, start + size + will, end)):
            left.scope = True
            left.start += size
            continue
        size = w.PARTICLE.at(text, start, end)
        if size and (w.OPENING.at(text, start + size, end) or start + size == end):
            left.start += size
            continue
        left.ordered |= w.ORDER.at(text, start, end) > 0
        kept = w.KEEP_START.at(text, start, end) > 0
        size = w.BUILD.at(text, start, end)
        left.build |= kept or (size > 0 and not left.reaches and not w.continues(text, start + size, end))
        return


def _cut_middle(text: str, left: Left) -> None:
    """Cut the name behind a verb that stands in the middle, and behind a long modifier."""
    cut = left.start
    for match in _BOUND.finditer(text, left.start + 1, left.end):
        # 各村至少制作横幅5条: the bound stands before the verb.
        size = w.BUILD.at(text, match.end(), left.end)
        if not size and left.end - match.end() <= _KEPT:
            # 学生每天至少参加1小时锻炼
            left.word = left.word or w.BEFORE[match.group()]
        if size and left.end - match.end() - size >= _SHORTEST:
            cut, left.word = match.end() + size, left.word or w.BEFORE[match.group()]
    rate = w.RATE.before(text, left.start, left.end) > 0
    counted = w.COUNTED.before(text, left.start, left.end) > 0
    for match in w.MIDDLE.finditer(text, left.start + 1, left.end):
        if counted and match.group() in w.ADDED and not w.OPENING.at(text, left.start, match.start()):
            # 城镇新增就业人数 is one name.
            continue
        if rate and match.group() not in w.RATE_VERB and match.group() not in w.AMBITION:
            continue
        if left.end - match.end() > _KEPT and not w.continues(text, match.end(), left.end):
            cut = match.end()
    if cut > left.start:
        left.start = cut
        left.build = True
        _strip_left(text, left)
    left.start = after_modifier(text, left.start, left.end)


def from_phrase(text: str, start: int, end: int) -> int:
    """Return where 由…, 从… opens that closes `text[start:end]`, or -1: the number behind it is a baseline."""
    found = _FROM.search(text, start, end)
    return found.start() if found else -1
