"""Numbers whose name stands behind a later one, or behind a bracket: 新建3座、改造5座渔港."""

from __future__ import annotations

from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.behind import LEVEL, after_bracket, counted_later, right_end, right_name
from loaders.rules.indicator.labels import name_of
from loaders.rules.indicator.phrases import Left
from loaders.rules.indicator.place import Place
from loaders.rules.indicator.qualifiers import points_at
from loaders.rules.indicator.sentence import Sentence


def counted(reading: Reading, sentence: Sentence, index: int, left: Left, *, joints: str) -> Place | None:
    """Return what a number behind a bare verb or level counts that is not named right behind it, or None.

    新建3座、改造5座渔港; 市级5个美丽渔村; 新增1万户(其中农村3000户)家庭参保.
    """
    text = sentence.text
    figure = sentence.figures[index]
    low = left.start + w.BUILD.at(text, left.start, left.end)
    level = LEVEL.fullmatch(text, low, left.end) is not None
    if figure.kind not in ("count", "measure") or not (
        level or low >= left.end or text[left.start : left.end] in w.NOUN_BUILD
    ):
        return None
    closed = text[figure.end : figure.end + 1]
    run = counted_later(sentence, index, joints)
    if run is None and level and closed not in w.CLOSED:
        run = (figure.end, right_end(text, figure.end, sentence.clause(figure.start)[1]))
    if run is None and closed == "(":
        run = after_bracket(sentence, figure.end)
    if run is None:
        return None
    spans = (((low, left.end),) if level else ()) + right_name(text, *run)
    clause = sentence.clause(figure.start)
    return Place(
        name_of(reading, spans),
        spans,
        single=True,
        build=left.build or text[left.start : left.end] in w.NOUN_BUILD,
        inherits=True,
        annual=sentence.annual(figure.start, clause[0]),
        countable=True,
        existing=points_at(sentence, figure, left, clause),
    )
