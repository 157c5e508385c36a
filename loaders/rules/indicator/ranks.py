"""Places in an order: 进入全省前10位, 增速排名前三, 总产值稳居全国第一."""

from __future__ import annotations

from typing import Final

from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.labels import Name, name_of, said_of
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import left_of
from loaders.rules.indicator.sentence import Sentence
from loaders.rules.indicator.subjects import subject_of

_UNTIL: Final = ("目前", "年前", "月前", "底前", "日前", "末前", "之前", "以前")


def ranks(text: str, figure: Figure) -> bool:
    """Tell whether 前 stands before the number as in 前10位, and not as in 月底前5家, or 第 as in 全省第3位."""
    if text[figure.start - 1] == "第":
        return figure.kind == "rank"
    if text[figure.start - 1] != "前" or figure.kind not in ("count", "rank", ""):
        return False
    return text[figure.start - 2 : figure.start] not in _UNTIL


def ranked(
    reading: Reading, sentence: Sentence, figure: Figure, last: Name | None
) -> tuple[Name, tuple[tuple[int, int], ...]] | Reason:
    """Return what is ranked and where its name stands, or the reason why the number is no target."""
    text = sentence.text
    clause = sentence.clause(figure.start)
    verb = sentence.first(w.RANKED, clause[0], figure.start - 1)
    if verb is None and not sentence.frame.is_goal:
        return Reason.NAME
    named = left_of(text, clause[0], verb[0] if verb else figure.start - 1, sentence.dates)
    while named.empty and verb is not None and not w.RISING.at(text, *verb):
        # 力争全省…排名进入前6位: 力争 and the scope in front are no verbs.
        verb = sentence.first(w.RANKED, verb[1], figure.start - 1)
        if verb is not None:
            named = left_of(text, clause[0], verb[0], sentence.dates)
    if not named.empty:
        spans: tuple[tuple[int, int], ...] = ((named.start, named.end),)
        name = name_of(reading, spans)
        whose = subject_of(reading, sentence, clause[0], last) if name.text in w.GENERIC else None
        return (name, spans) if whose is None else (said_of(whose[0], name), whose[1] + spans)
    return subject_of(reading, sentence, clause[0], last) or Reason.NO_NAME
