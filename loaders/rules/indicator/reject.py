"""Numbers that are no targets: each test names its reason."""

from __future__ import annotations

import re

from loaders.rules.indicator import words as w
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left
from loaders.rules.indicator.sentence import Sentence

_EACH = re.compile(r"每[^,;。个县区市镇乡村街社校年月季周日天班组户]{0,4}$")
_CIRCLE = re.compile(r"[^,;。、]{0,6}圈")
_ALL_ONES = re.compile(r"[三四五六七八九十]个一")
_OWED = re.compile(r"(?:对|凡|对于|凡是|给|向)[^。]*的[^。]{0,12}$")
_BY = re.compile(r"按照?[^,;。]{0,30}$")
_NEAR = 10
"""How far behind the number a word may stand that makes it a subsidy (100万元一次性奖励)."""
_CLOCK = re.compile(r"(?:7[×xX*]|全天候?|全年|每天|每日)$")


def quoted(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether the number stands inside quotation marks or a title."""
    text = sentence.text
    for opening, closing in ("“”", "《》", "‘’", "〔〕", "【】"):
        at = text.rfind(opening, sentence.start, figure.start)
        if (
            at >= 0
            and text.rfind(closing, at, figure.start) < 0
            and text.find(closing, figure.start, sentence.end) >= 0
        ):
            return True
    return False


def by_form(sentence: Sentence, figure: Figure) -> Reason | None:
    """Return why the number is no target by its own form, or None."""
    text = sentence.text
    if sentence.in_date(figure):
        return Reason.DATE
    if quoted(sentence, figure) or (figure.chinese and _ALL_ONES.search(text, sentence.start, figure.start)):
        return Reason.NAME
    before, behind = text[figure.start - 1 : figure.start], text[figure.unit_end : figure.unit_end + 1]
    if behind in ("级", "代", "号", "版", "型", "制", "圈") and figure.unit is not None:
        return Reason.NAME
    if (
        before == "前"
        and figure.kind in ("count", "rank", "", "year")
        and text[figure.start - 2 : figure.start] not in ("目前", "年前", "月前", "底前")
    ):
        return None
    if figure.kind == "rank":
        return Reason.NAME
    if before in ("第", "专", "附", "表", "图") or text[figure.start - 2 : figure.start] in ("专栏", "附件"):
        return Reason.NAME
    if figure.kind == "time" and (
        w.CIRCLE.at(text, figure.unit_end, sentence.end) or _CLOCK.search(text, sentence.start, figure.start)
    ):
        return Reason.NAME
    if figure.unit == "个" and behind in ("一", "月", "人", "性", "体"):
        return Reason.NAME if behind != "月" else Reason.DATE
    if figure.unit in ("岁", "人口") and figure.end < sentence.end and text[figure.end] not in ",;、)":
        return Reason.NAME
    if figure.unit == "人" and before in ("个", "专"):
        return Reason.NAME
    return None


def by_context(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> Reason | None:
    """Return why what stands around makes the number no target, or None."""
    return (
        _subsidy(sentence, figure, clause)
        or _condition(sentence, figure, clause)
        or _past(sentence, figure, clause, left)
    )


def _subsidy(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    text = sentence.text
    if figure.kind not in ("money", "share", "ratio", "time", "year"):
        return None
    low, high = sentence.segment(figure.start)
    if figure.kind == "money" and w.CEILING.search(text, clause[0], figure.start):
        return Reason.SUBSIDY
    word = w.SUBSIDY.search(text, low, figure.start)
    if word is not None and (figure.kind in ("money", "year") or word.start() >= clause[0]) and not _purpose(text, word, figure):
        return Reason.SUBSIDY
    near = w.SUBSIDY.search(text, figure.end, min(high, figure.end + _NEAR))
    if near is None or text[near.end() : near.end() + 2] in ("资金", "基金"):
        return None
    if figure.kind == "money":
        return (
            Reason.SUBSIDY
            if "," not in text[figure.end : near.start()] or _OWED.search(text, low, figure.end)
            else None
        )
    return Reason.SUBSIDY if _BY.search(text, clause[0], figure.start) or _OWED.search(text, low, figure.end) else None


def _purpose(text: str, word: re.Match[str], figure: Figure) -> bool:
    """Tell whether the word is part of the name of a fund that the number measures (补偿资金规模达到)."""
    tail = text[word.end() : figure.start]
    return any(name in tail[:6] for name in ("资金", "基金", "资金池", "基金池")) and bool(
        w.BEFORE_WORDS.before(text, word.end(), figure.start)
    )


def _condition(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    """A threshold: 对…达到2000万元的,给予…; 每引进1家…."""
    text = sentence.text
    if _EACH.search(text, clause[0], figure.start):
        return Reason.CONDITION
    low, _ = sentence.segment(figure.start)
    behind = text[figure.end : figure.end + 1]
    if behind == "的" and text[figure.end + 1 : figure.end + 2] in (",", "、", ";", "", "。", ":"):
        return Reason.CONDITION
    if w.SUBSIDY.search(text, figure.end, sentence.end):
        front = text[low : low + 1]
        if front in ("对", "凡") or text.startswith(("对于", "凡是", "支持", "鼓励"), low):
            return Reason.CONDITION
        if "的," in text[figure.end : clause[1] + 1] or text[clause[1] - 1 : clause[1]] == "的":
            return Reason.CONDITION
    return None


def _past(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> Reason | None:
    text = sentence.text
    first = sentence.frame.period[0]
    found = w.PAST.search(text, clause[0], figure.start)
    if found and not left.ambition and text[found.start() - 1 : found.start()] not in ("由", "从", "比", "较", "在"):
        return Reason.PAST
    if first is not None:
        deadline = sentence.deadline(figure.start)
        if deadline is not None and deadline[0].last_day < first.first_day:
            return Reason.PAST
    opening = w.PAST.match(text, sentence.start, sentence.end)
    return Reason.PAST if opening and not left.ambition and not sentence.deadline(figure.start) else None


def funding(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> bool:
    """Tell whether the number is money that somebody allots (安排专项资金2000万元)."""
    text = sentence.text
    if figure.kind != "money" or (left.word is not None and left.word.stock):
        return False
    size = w.INVEST.before(text, clause[0], figure.start)
    if size and figure.end < clause[1] and (figure.start - size == clause[0] or not w.ORDER.before(text, clause[0], figure.start - size)):
        return True
    found = None
    for match in w.FUNDING.finditer(text, clause[0], figure.start):
        found = match
    if found is not None and found.end() == figure.start:
        return True
    if left.build:
        return False
    if not w.FUNDING.search(text, clause[0], figure.start):
        return False
    return bool(
        w.FUND_NAME.before(text, left.start, left.end)
        or w.FUND_NAME.at(text, figure.end, clause[1])
        or w.FUND_NAME.at(text, figure.end + 1, clause[1])
        or left.empty
    )
