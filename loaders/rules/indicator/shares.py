"""Shares whose name stands on both sides, or behind a place: 城区80%以上面积达到要求, 企业80%以上实现转型."""

from __future__ import annotations

import re
from typing import Final

from loaders.rules.indicator import words as w
from loaders.rules.indicator.behind import right_end
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.labels import Name, without_area
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left, left_of
from loaders.rules.indicator.sentence import Sentence

WHERE = frozenset("区县市镇乡省州盟旗村")
"""河东区50%的社区: what ends like this before the number says where."""
AREA = re.compile(
    r"[^、,的率]{0,6}(?:地区|区域|片区)|(?:其中|其他|其余)?(?:(?:中心)?城[区市镇]|市区|农村|县城|建?制?[乡城]?镇|县(?:\(市(?:、区)?\))?|乡村|城乡|山区)"
)
AREAS = ("地区", "区域", "片区")
_LONGEST_PART = 8
_COVERS = "覆盖"
_COVERAGE: Final = frozenset("率面度网")
"""Behind 覆盖 these make a noun of it."""


def parts_place(text: str, figure: Figure, left: Left, high: int) -> bool:
    """Tell whether the place stands before a share, and what reaches it behind: 城区80%以上面积达到要求."""
    if left.word is not None or figure.kind != "share" or w.ORDER.at(text, figure.end, high):
        return False
    placed = text[left.end - 1] in WHERE or text.endswith(AREAS, left.start, left.end)
    placed = placed or AREA.fullmatch(text, left.start, left.end) is not None
    return placed and w.FOLLOWING.search(text, figure.end + 2, high - 1) is not None


def needs_place(name: str, left: Left) -> bool:
    """Tell whether the name says too little without the place before the share: 城区80%以上面积达到要求."""
    size = w.NEEDS_SUBJECT.at(name, 0, len(name))
    return bool(size) and not left.empty and w.FOLLOWING.match(name, size) is not None


def share_of(
    text: str, figure: Figure, left: Left, clause: tuple[int, int], name: str
) -> tuple[tuple[int, int], ...] | Reason | None:
    """Return the runs that name a share by what becomes of it or what it is for, or None where its name stands before.

    骨干企业80%以上实现数字化转型, 用地指标的5%以上用于文旅项目; 增发年度配额的2% names only what it is a share of.
    """
    if name.endswith("的") and "占" not in name:
        if w.PROGRESS.before(name, 0, len(name) - 1):
            # 完成年度投资任务的60%
            return ((left.start, left.end - 1),)
        if figure.end >= clause[1] or text[figure.end] in w.CLOSED:
            return Reason.NO_NAME
        return ((left.start, left.end - 1), (figure.end, right_end(text, figure.end, clause[1])))
    verb = w.FOLLOWING.match(text, figure.end, clause[1])
    if verb is None or verb.end() >= clause[1] or left.word or left.change or w.RATE.before(name, 0, len(name)):
        return None
    return ((left.start, left.end), (figure.end, right_end(text, verb.end(), clause[1])))


def done_of(text: str, figure: Figure, high: int) -> tuple[int, int] | None:
    """Return where the work stands that the share says how much of is done: 步道项目完成60%的工程量, or None."""
    start = figure.end + text.startswith("的", figure.end)
    size = w.PROGRESS.at(text, start, high) if figure.kind == "share" else 0
    return (start, start + size) if size and start + size == high else None


def rate_of_part(name: Name, last: Name, *, held: bool, part: bool) -> Name:
    """Return the name of a share with the rate that the number before it has named, where it names but a part.

    入园率达到85%,东部地区达到95%; 小学入学率达到100%,初中达到98%; 机械化率达到75%,其中水稻达到90%.

    Args:
        name: What stands before the number.
        last: The name before it.
        held: Whether a word says that the share is reached or bounded.
        part: Whether 其中 stands in front.
    """
    text, size = last.text, len(last.text)
    if not held:
        return name
    if AREA.fullmatch(name.text):
        return name + _without_sector(without_area(last))
    if w.RATE.before(name.text, 0, len(name.text)) or not w.RATE.before(text, 0, size):
        return name
    if name.text not in w.SECTORS and (not part or len(name.text) > _LONGEST_PART):
        return name
    rest = _without_sector(without_area(last))
    tail = w.MEASURED.before(text, 0, size)
    return name + (Name(text[-tail:], last.label[-tail:]) if rest == last and tail > 1 else rest)


def _without_sector(name: Name) -> Name:
    size = w.SECTORS.at(name.text, 0, len(name.text))
    cut = 0 < size <= len(name.text) - len("入学率")
    return Name(name.text[size:], name.label[size:]) if cut else name


def covered(
    sentence: Sentence, figure: Figure, clause: tuple[int, int], high: int
) -> tuple[tuple[int, int], ...] | None:
    """Return the runs that name a share of what something covers, or None where nothing does.

    公交覆盖全部乡镇、95%以上的行政村 and 80%的自然村 behind it: 公交覆盖行政村, 公交覆盖自然村.
    """
    text = sentence.text
    at = text.rfind(_COVERS, clause[0], figure.start)
    start = figure.end + text.startswith("的", figure.end)
    if at < 0 or start >= high or text[start] in w.CLOSED or text[at + len(_COVERS)] in _COVERAGE:
        return None
    between = left_of(text, at + len(_COVERS), figure.start, [])
    if not (between.empty or text[figure.start - 1] in "、和及与") or between.change is not None:
        return None
    subject = left_of(text, clause[0], at, sentence.dates)
    stop = right_end(text, start, high)
    if subject.end - subject.start < len(_COVERS) or stop <= start:
        return None
    return ((subject.start, at + len(_COVERS)), (start, stop))
