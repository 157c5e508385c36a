"""Where the name of a number stands: before it (有效专利达到2.6万件) or behind it (培育3家示范企业)."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.aims import aimed
from loaders.rules.indicator.behind import done_behind, last_joint, right_end, right_name, shared_behind
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.labels import Name, grown, name_of, rated, said_of, without_level, yield_of
from loaders.rules.indicator.later import counted
from loaders.rules.indicator.limits import limit_of
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left, left_of
from loaders.rules.indicator.place import Place
from loaders.rules.indicator.qualifiers import (
    concerns,
    counts_follow,
    describes_counted,
    describes_next,
    points_at,
    sizes,
)
from loaders.rules.indicator.ranks import ranked, ranks
from loaders.rules.indicator.reject import by_form
from loaders.rules.indicator.sentence import Sentence
from loaders.rules.indicator.shared import assigned, linked
from loaders.rules.indicator.shares import (
    AREAS,
    WHERE,
    covered,
    done_of,
    needs_place,
    parts_place,
    rate_of_part,
    share_of,
)
from loaders.rules.indicator.subjects import object_of, subject_of, worked_on

_LONGEST = 60
_SHORT_MODIFIER = 8
_SHORT_NAME = 3
_PREPOSITIONS = "等为对向给使"
_LEVELS = ("级", "类", "型", "以上")


def place_of(reading: Reading, sentence: Sentence, index: int, left: Left, last: Name | None) -> Place | Reason:
    """Return what the number at `index` counts, or the reason why it is no target."""
    text = sentence.text
    figure = sentence.figures[index]
    clause = sentence.clause(figure.start)
    if figure.unit == "次" and _is_routine(sentence, figure, left, clause):
        return Reason.ROUTINE
    if ranks(text, figure):
        found = ranked(reading, sentence, figure, last)
        return (
            found
            if isinstance(found, Reason)
            else Place(*found, inherits=True, rank=True, countable=True, service=True)
        )
    if figure.kind == "time" and describes_next(sentence, index, clause[1]):
        return Reason.QUALIFIER
    if figure.kind in ("time", "year") and not _is_listed(sentence, index, left):
        spans = limit_of(sentence, figure, left, clause)
        return (
            spans if isinstance(spans, Reason) else Place(name_of(reading, spans), spans, inherits=True, service=True)
        )
    if describes_next(sentence, index, clause[1]) or describes_counted(sentence, index, left, clause):
        return Reason.QUALIFIER
    if sizes(text, figure, clause[1]):
        return Reason.QUALIFIER
    high = _right_limit(sentence, index, clause[1])
    behind = text[figure.end : figure.end + 1] if figure.end < high else ""
    printed = text[figure.end : figure.end + 1]
    if behind and behind not in w.CLOSED + "的" and concerns(figure, left):
        return Reason.QUALIFIER
    if figure.kind == "money" and printed not in w.CLOSED + "的" and counts_follow(sentence, index, clause[1]):
        return Reason.QUALIFIER
    told = _told(reading, sentence, index, left, last, high=high)
    if told is not None:
        return told
    if printed == "的":
        return _attribute(reading, sentence, index, left, high)
    if behind and behind not in w.CLOSED and _name_is_behind(sentence, index, left, high):
        return _behind(reading, sentence, index, left, high)
    if high <= figure.end < sentence.end and left.empty and figure.kind == "count" and printed not in w.CLOSED + "的":
        # 保障60个渔业项目完成投资9亿元: what stands behind is all the name of the next number.
        return Reason.QUALIFIER
    return _before(reading, sentence, index, left, last)


def _told(
    reading: Reading, sentence: Sentence, index: int, left: Left, last: Name | None, *, high: int
) -> Place | Reason | None:
    """Return what the number counts where the words around it say so: it is covered or done, an aim, or named later."""
    figure = sentence.figures[index]
    if figure.kind == "share" and (runs := covered(sentence, figure, sentence.clause(figure.start), high)) is not None:
        return Place(name_of(reading, runs), runs, single=True)
    if work := done_of(sentence.text, figure, sentence.clause(figure.start)[1]):
        if left.empty and last is None:
            return Place(name_of(reading, (work,)), (work,), inherits=True, build=left.build)
        return _before(reading, sentence, index, left, last)
    if last is not None and left.word is None and w.CHARGED.before(sentence.text, left.start, left.end):
        # What is named is the one who does it: 改厕8万户(其中住建局负责3万户).
        return Place(last, left.runs, inherits=True, countable=True, part=True)
    aim = aimed(sentence, figure, left, named=last is not None)
    if aim is None:
        return counted(reading, sentence, index, left, joints=w.JOINTS if last else w.JOINTS + ",")
    place = _before(reading, sentence, index, aim, last)
    return place if isinstance(place, Reason) else replace(place, existing=False)


def _is_listed(sentence: Sentence, index: int, left: Left) -> bool:
    """Tell whether the number is one of several that share what stands before the first of them."""
    around = sentence.figures[index - 1 : index + 1] if left.empty and index else ()
    if left.each:
        around = sentence.figures[index : index + 2]
    return len(around) > 1 and linked(sentence.text, around[0], around[1])


def _is_routine(sentence: Sentence, figure: Figure, left: Left, clause: tuple[int, int]) -> bool:
    """Tell whether 每季度调度一次 says how the plan is checked; with 至少 it is a promise."""
    if figure.stated or (left.word is not None and left.word.stated):
        return False
    return sentence.first(w.REPORT, *clause) is not None and sentence.annual(figure.start, clause[0])


def _right_limit(sentence: Sentence, index: int, high: int) -> int:
    """Return where the name behind a number must end, for the next number of the clause."""
    text = sentence.text
    figure = sentence.figures[index]
    for following in islice(sentence.figures, index + 1, None):
        if following.start >= high:
            return high
        if (
            figure.kind == following.kind == "share"
            and text[following.end : following.end + 1] == "的"
            and text[following.start - 1] in w.JOINTS
        ):
            # 80%以上的乡镇、60%的行政村通公交: each is a share of its own.
            return following.start - 1
        if text[following.end : following.end + 1] == "的" or following.unit is None or by_form(sentence, following):
            continue
        if following.kind == "money" and sizes(text, following, high):
            continue
        bracket = text.find("(", figure.end + 1, following.start)
        if bracket > 0 and text.find(")", bracket, following.start) < 0:
            # 120个村(其中示范村30个)
            return bracket
        low = left_of(text, figure.end, following.start, sentence.dates)
        if low.listed or low.empty or low.number_follows_verb or text[low.end - 1] in w.JOINTS:
            cut = last_joint(text, figure.end, following.start)
            return cut if cut > figure.end else max(low.start, figure.end)
        cut = last_joint(text, figure.end, low.end)
        if cut < 0 and low.build and low.start > figure.end + _SHORT_NAME:
            # 60个渔业项目完成投资9亿元: a verb stands between what is counted and what is measured next.
            return low.start
        return max(cut, figure.end)
    return high


def _name_is_behind(sentence: Sentence, index: int, left: Left, high: int) -> bool:
    """Tell whether the words behind the number, rather than those before it, say what it counts."""
    text = sentence.text
    figure = sentence.figures[index]
    if figure.kind in ("share", "point", "ratio"):
        listed = text[figure.start - 1] in w.JOINTS and w.ALL.at(text, left.start, left.end) > 0
        whole = left.empty or left.number_follows_verb or listed or parts_place(text, figure, left, high)
        return whole and figure.kind == "share" and left.change is None
    if left.empty or left.has or left.number_follows_verb or text[left.end - 1] in _PREPOSITIONS:
        return left.change is None or (left.empty and figure.kind == "count")
    if w.PLACE.before(text, left.start, left.end):
        return True
    if left.word is not None and left.word.stock:
        return False
    if text[left.start : left.end] in w.NOUN_BUILD and (
        figure.kind == "measure" or text.find("的", figure.end, high) > 0
    ):
        # 培训1000名创办企业的创业者, 改造60公里管网
        return True
    if text[left.end - 1] == "的" and figure.kind in ("count", "measure"):
        # 打造沿河片的10公里示范带
        return True
    if w.ORDER.at(text, figure.end, high) or w.CUT.at(text, figure.end, high):
        return False
    if figure.kind in ("money", "measure"):
        return False
    return not (w.STOCK.before(text, left.start, left.end) or w.RATE.before(text, left.start, left.end))


def _behind(reading: Reading, sentence: Sentence, index: int, left: Left, high: int) -> Place | Reason:
    text = sentence.text
    figure = sentence.figures[index]
    clause = sentence.clause(figure.start)
    if (
        figure.kind in ("money", "measure")
        and figure.stated
        and any(
            f.start < clause[1] and not sentence.in_date(f) and f.kind == "count" for f in sentence.figures[index + 1 :]
        )
    ):
        return Reason.QUALIFIER
    if (
        left.empty
        and left.word is not None
        and figure.kind == "count"
        and text.endswith("突破", clause[0], figure.start)
    ):
        # 突破20项核心技术 makes them, it does not exceed them.
        left.word, left.build = None, True
    made = sentence.first(w.AFTER_BASE, clause[0], figure.start) or w.FOLLOW_END.before(text, figure.end, clause[1])
    listed = text[figure.start - 1] == "等" and bool(made)
    spans = right_name(text, figure.end, right_end(text, figure.end, high))
    if not spans or spans[-1][1] - spans[0][0] < 2:  # noqa: PLR2004 - one character names nothing
        return Reason.NO_NAME if not left.empty else Reason.NAME
    if figure.kind == "share" and (done := done_behind(sentence, index, spans)):
        spans = (*spans, done)
    if text[spans[-1][1] - 1] in "级类型亿万元" and (shared := shared_behind(sentence, index, spans)):
        spans = (*spans, shared)
    name = name_of(reading, spans)
    bare = name.text.rfind("(") if name.text.endswith(")") else len(name.text)
    countable = w.HEAD.before(name.text, 0, bare) > 0
    if figure.chinese and name.text in w.MEETING:
        return Reason.ROUTINE
    if name.text[:bare] in w.ABSTRACT or (figure.chinese and not countable and _is_abstract(name.text)):
        return Reason.NAME
    placed = bool(
        not left.empty
        and w.PLACE.before(text, left.start, left.end)
        and left.end - left.start < _LONGEST
        and not left.number_follows_verb
        and "在" not in text[clause[0] : left.end]
    )
    if placed or (figure.kind == "share" and not left.number_follows_verb and needs_place(name.text, left)):
        spans = ((left.start, left.end), *spans)
        name = name_of(reading, spans)
    verb = sentence.first(w.FOLLOWING, figure.end + 2, clause[1]) is not None
    return Place(
        name=name,
        spans=spans,
        single=True,
        build=verb
        or left.build
        or listed
        or (figure.kind == "measure" and text[left.start : left.end] in w.NOUN_BUILD),
        inherits=left.empty and not left.scope,
        annual=sentence.annual(figure.start, clause[0]),
        countable=countable or figure.value >= 20 or sentence.annual(figure.start, clause[0]),  # noqa: PLR2004 - 二十 and more are counted
        existing=points_at(sentence, figure, left, clause),
        stock=placed,
    )


def _is_abstract(name: str) -> bool:
    return w.ABSTRACT.at(name, 0, len(name)) > 0 or w.ABSTRACT.before(name, 0, len(name)) > 0


def _attribute(reading: Reading, sentence: Sentence, index: int, left: Left, high: int) -> Place | Reason:
    """A number with 的: 额度不低于1000万元的资金, 年收入不低于1000万元的机构, 3个以上的项目."""
    text = sentence.text
    figure = sentence.figures[index]
    cut = max(text.rfind(joint, left.start, left.end) for joint in "、且")
    start = cut + 1 if cut >= 0 else left.start
    own = text[start : left.end]
    counted = any(
        f.kind == "count" and f is not figure and sentence.clause(f.start) == sentence.clause(figure.start)
        for f in sentence.figures
    )
    stated = figure.stated or bool(left.word and left.word.stated)
    if not own and figure.kind == "money" and counted and stated:
        return Reason.QUALIFIER
    among = figure.kind == "share" and own[-1:] in WHERE
    if not own or among or left.number_follows_verb or w.CAPITAL.before(own, 0, len(own)):
        if figure.kind in ("count", "measure", "money"):
            return _behind(
                reading,
                sentence,
                index,
                Left(left.end, left.end, left.word, left.ambition, left.change, left.build),
                high,
            )
        if figure.kind == "share":
            return _behind(reading, sentence, index, left, high)
        return Reason.QUALIFIER
    if own.startswith("占"):
        # 占全球数量1%以上的水鸟12种: it says which.
        return Reason.QUALIFIER
    if counted and stated and figure.kind in ("money", "share", "count"):
        spans = ((start, left.end),)
        annual = sentence.annual(figure.start, start)
        return Place(name_of(reading, spans), spans, nested=True, annual=annual, inherits=True)
    return Reason.QUALIFIER


def _before(reading: Reading, sentence: Sentence, index: int, left: Left, last: Name | None) -> Place | Reason:
    text = sentence.text
    figure = sentence.figures[index]
    clause = sentence.clause(figure.start)
    spans = left.runs
    if left.number_follows_verb and last is not None and text[left.start] in "每各":
        # 每个县至少建成1个: what, the clause before has said.
        spans = ()
    name = name_of(reading, spans) if spans else None
    if name is not None and figure.kind == "share" and (whole := share_of(text, figure, left, clause, name.text)):
        if isinstance(whole, Reason):
            return whole
        spans, name = whole, name_of(reading, whole)
    work = (
        worked_on(reading, sentence, clause[0], name) if last is None and figure.kind in ("count", "measure") else None
    )
    name, spans = work or (name, spans)
    name, spans, dated = assigned(reading, sentence, index, name, spans)
    before = sentence.figures[index - 1] if index else figure
    again = before.unit == figure.unit or (figure.kind == "count" and before.kind not in ("money", "share", "point"))
    if name is not None and last is not None and name.text in w.STATES and again:
        # 加装电梯200部,开工180部: still lifts.
        return Place(last, spans, inherits=True, annual=sentence.annual(figure.start, clause[0]), countable=True)
    if last is not None and name is not None and text[left.start - 1] in "、,":
        plain = left.word is None and left.change is None and not left.opened
        name = yield_of(name, last, plain=plain)
    if name is None or name.text in w.GENERIC or name.text in w.NEEDS_SUBJECT or name.text.startswith("占"):
        subject = _subject(reading, sentence, index, left, last=last, name=name)
        if subject is None and name is None:
            return Reason.NO_NAME
        if subject is not None:
            spans = subject[1] + spans
            name = subject[0] if name is None else said_of(subject[0], name)
    assert name is not None  # noqa: S101 - one of the two is there
    part_of = "其中" in text[max(clause[0] - 3, sentence.start) : left.start]
    part = part_of and name.text.endswith(AREAS)
    if last is not None and len(name.text) <= _SHORT_MODIFIER and (part or name.text.endswith(_LEVELS)):
        name = name + without_level(last)
    if last is not None and figure.kind == "count" and name.text.endswith("的"):
        # 重点县12个,其中超50亿元的5个
        name = name + last
    if last is not None and figure.kind == "share":
        held = left.reaches or bool(left.word and left.word.stated) or figure.stated
        name = rate_of_part(name, last, held=held, part=part_of)
    if name.text in w.EXISTING:
        return Reason.EXISTING
    frequency = text[max(clause[0], figure.start - _LONGEST) : figure.start]
    return Place(
        name=name,
        spans=spans,
        build=work is not None,
        inherits=True,
        annual=sentence.annual(figure.start, clause[0], carried=not left.reaches or figure.unit in w.FLOW_UNITS),
        countable=figure.kind != "count"
        or figure.value >= 20  # noqa: PLR2004 - see above
        or "每" in frequency
        or w.HEAD.before(name.text, 0, len(name.text)) > 0,
        existing=points_at(sentence, figure, left, clause) and not (left.reaches or (left.word and left.word.stated)),
        cumulative="累计" in frequency,
        part="其中" in frequency or text.startswith("其中,", max(sentence.start, clause[0] - 3)),
        deadline=dated,
    )


def _subject(
    reading: Reading, sentence: Sentence, index: int, left: Left, *, last: Name | None, name: Name | None
) -> tuple[Name, tuple[tuple[int, int], ...]] | None:
    """Return what a number speaks of that has no name, or one that says too little."""
    figure = sentence.figures[index]
    low = sentence.clause(figure.start)[0]
    if name is None and left.number_follows_verb and figure.kind == "count" and index:
        before = sentence.figures[index - 1]
        if before.kind in ("money", "share", "point") and not sentence.in_date(before):
            # 推进渔港建设,完成投资3亿元,开工3个: it is no investment that is counted.
            return object_of(reading, sentence, low)
    whole = name is None or name.text in w.GENERIC or name.text.startswith("占")
    carried = last if whole else grown(last) or rated(last, name)
    subject = subject_of(reading, sentence, low, carried)
    if subject is None and name is None and left.number_follows_verb:
        return object_of(reading, sentence, low)
    return subject
