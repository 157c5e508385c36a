"""Indicators of running text: each number of a sentence becomes a target, or a reason why it is none."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from kg.records import Comparator, Indicator, Unread
from loaders.reading import Reading
from loaders.rules.indicator import reject
from loaders.rules.indicator import words as w
from loaders.rules.indicator.drafts import RULE, Draft, indicators_of
from loaders.rules.indicator.frame import Frame, Numbers, Reason
from loaders.rules.indicator.goals import opened, openings
from loaders.rules.indicator.labels import Name, name_of
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left, from_phrase, left_of
from loaders.rules.indicator.place import Place
from loaders.rules.indicator.places import place_of
from loaders.rules.indicator.sentence import Sentence, sentences
from loaders.rules.indicator.shared import linked
from loaders.rules.indicator.table import table_spans

_LONGEST_TASK: Final = 24
_ALL: Final = 100
"""So many per cent are promised with any verb: 实现100%行政村通5G."""


@dataclass(slots=True)
class _State:
    """What a sentence has said so far."""

    label: Name | None = None
    outer: Name | None = None
    row: tuple[int, int] | None = None
    item_end: int = -1
    segment: int = -1
    build: bool = False
    baseline: tuple[Figure, int] | None = None
    previous: tuple[Figure, Left] | None = None
    stock: bool = False
    parts: bool = False
    each: bool = False
    promised: bool = False
    names: list[Name] = field(default_factory=list)
    shared: tuple[int, list[Name]] = (0, [])
    found: list[Indicator] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_numbers(reading: Reading, start: int, end: int, frame: Frame) -> Numbers:
    """Return the indicators of `reading.text[start:end]` and the numbers that are none."""
    indicators: list[Indicator] = []
    unread: list[Unread] = []
    tables = table_spans(reading, start, end)
    if tables:
        frame = replace(frame, skips=frame.skips + tables)
    dates = openings(reading.text, start, end, frame) if frame.is_goal else ()
    last: tuple[int, Name, Figure] | None = None
    for sentence in sentences(reading.text, start, end, frame):
        state = _State(row=_row_at(frame, sentence.start))
        if last is not None and last[0] == sentence.start - 1 and _goes_on_by_year(sentence, last[2]):
            # 新建5万亩茶园。2021年建成1万亩,2022年建成2万亩。
            state.label, state.build = last[1], True
        year = opened(dates, sentence.figures[0].start)
        if year is not None:
            sentence.frame = replace(frame, year=year)
        for index, figure in enumerate(sentence.figures):
            _read(reading, sentence, index, figure, state)
        indicators += state.found
        unread += state.unread
        last = None
        if len(state.found) == 1 and state.label is not None and state.previous is not None:
            last = sentence.end, state.label, state.previous[0]
    return Numbers(tuple(indicators), tuple(unread))


def _goes_on_by_year(sentence: Sentence, before: Figure) -> bool:
    """Tell whether every number of a sentence is a part of the one before it, with a date and a verb alone in front."""
    figures = [figure for figure in sentence.figures if not sentence.in_date(figure)]
    if not figures or any(figure.unit != before.unit or figure.kind not in ("count", "measure") for figure in figures):
        return False
    for figure in figures:
        low = sentence.clause(figure.start)[0]
        left = left_of(sentence.text, low, figure.start, sentence.dates)
        if (
            not left.empty
            or not left.number_follows_verb
            or not any(low <= m.start < figure.start for m in sentence.dates)
        ):
            return False
    return True


def read_indicators(reading: Reading, start: int, end: int, frame: Frame) -> tuple[Indicator, ...]:
    """Return the indicators that `reading.text[start:end]` states, in order.

    The run is the own text of one section or action: several sentences or paragraphs.
    """
    return read_numbers(reading, start, end, frame).indicators


def trigger_numbers(reading: Reading, start: int, end: int, frame: Frame) -> tuple[Unread, ...]:
    """Return the numbers with a unit that became no indicator, each with its `Reason`."""
    return read_numbers(reading, start, end, frame).unread


def _read(reading: Reading, sentence: Sentence, index: int, figure: Figure, state: _State) -> None:
    reason = reject.by_form(sentence, figure)
    if reason is not None:
        _leave(reading, state, figure, reason)
        return
    clause = sentence.clause(figure.start)
    low = max(clause[0], state.item_end)
    _keep_outer(sentence, figure, state)
    segment = sentence.segment(figure.start)[0]
    if segment != state.segment:
        state.segment, state.build, state.promised = segment, False, False
    if figure.unit == "个":
        figure = sentence.figures[index] = _shared_unit(sentence, index)
    if state.baseline is None and _opens_baseline(sentence, index, low):
        state.baseline = (figure, from_phrase(sentence.text, low, figure.start))
        return
    baseline, state.baseline = state.baseline, None
    if baseline is not None:
        left = left_of(sentence.text, baseline[0].end, figure.start, [])
        named = left_of(
            sentence.text, max(sentence.clause(baseline[0].start)[0], state.item_end), baseline[1], sentence.dates
        )
        left.start, left.end = named.start, named.end
        left.ambition = left.ambition or named.ambition
    else:
        left = left_of(sentence.text, low, figure.start, sentence.dates)
    goes_on = left.empty and state.previous is not None and linked(sentence.text, state.previous[0], figure)
    state.each = left.each or (state.each and goes_on)
    if state.each and figure.comparator is None:
        figure = sentence.figures[index] = _shared_comparator(sentence, index)
    if goes_on and state.previous is not None:
        _carry(left, state.previous[1])
    if figure.unit is None and not _lost_unit(sentence, figure, left, state):
        return
    _take_over(reading, sentence, figure, left, state)
    reason = reject.by_context(sentence, figure, clause, left)
    if reason is None and reject.funding(sentence, figure, clause, left):
        reason = Reason.FUNDING
    if reason is not None:
        state.item_end = figure.end
        if reason is Reason.PAST and not left.empty:
            state.label = name_of(reading, ((left.start, left.end),))
        _leave(reading, state, figure, reason)
        return
    _place(reading, sentence, index, left, state, baseline=baseline)


def _keep_outer(sentence: Sentence, figure: Figure, state: _State) -> None:
    """Give back behind a bracket what was named before it: 新建渔港10座(其中区级2座)、改造5座 are all of them."""
    opening = sentence.text.rfind("(", sentence.start, figure.start)
    inside = opening >= 0 and sentence.text.find(")", opening, figure.start) < 0
    if inside and state.outer is None and state.label is not None:
        state.outer = state.label
    elif not inside and state.outer is not None:
        state.label, state.outer = state.outer, None


def _place(
    reading: Reading,
    sentence: Sentence,
    index: int,
    left: Left,
    state: _State,
    *,
    baseline: tuple[Figure, int] | None,
) -> None:
    """Give the number its name and keep it as an indicator, or as unread where nothing promises it."""
    figure = sentence.figures[index]
    place = place_of(reading, sentence, index, left, _subject(sentence, index, left, state))
    if isinstance(place, Reason):
        if place not in (Reason.NAME, Reason.QUALIFIER, Reason.NO_PROMISE, Reason.DATE):
            state.item_end = figure.end
        _leave(reading, state, figure, place)
        return
    inherits = state.build and place.inherits and not (left.word is not None and left.word.stock)
    inherits = inherits and (place.part or not w.LEVEL_NAME.before(place.name.text, 0, len(place.name.text)))
    build = left.build or place.build or inherits
    follows = state.promised and place.inherits and not place.existing
    if not follows and not _promised(sentence, figure, left, place, build=build):
        _leave(reading, state, figure, Reason.EXISTING if place.existing else Reason.NO_PROMISE)
        return
    if (place.build or left.build) and figure.kind not in ("share", "point", "ratio"):
        state.build = True
    if not place.nested:
        if sentence.text[left.start] != "占" or state.label is None:
            # 规模达到2亿元,占比重5%;…超过3亿元: it is the size again that is exceeded.
            state.label = place.name
        state.names.append(place.name)
    state.item_end = _item_end(sentence, index, place)
    state.parts |= place.part and state.stock
    if state.stock and (place.part or _goes_on(sentence, figure, left, place, state)):
        left.word = (
            replace(left.word, stock=True) if left.word else w.Word(Comparator.EXACTLY, stated=False, stock=True)
        )
    state.previous = (figure, left)
    state.stock = left.reaches
    state.promised = not figure.chinese
    compared = figure.kind == "point" and sentence.first(w.COMPARED, sentence.clause(figure.start)[0], figure.start)
    state.found += indicators_of(
        reading, sentence, Draft(figure, left, place, baseline, build, compared=compared is not None)
    )


def _goes_on(sentence: Sentence, figure: Figure, left: Left, place: Place, state: _State) -> bool:
    """Tell whether 达到 before the last number holds for this one too: 渔港达到9座、码头30处; 甲达到5家,乙4家."""
    if left.word or left.build or left.change or place.single or place.build or place.annual or figure.kind != "count":
        return False
    if state.parts or state.previous is None:
        return state.parts
    text, last = sentence.text, state.previous[0]
    if text.startswith("、", last.end):
        return True
    # What is done, and not what is there, is counted by itself: 注册量达到9件,商标申请5件.
    done = w.NOUN_BUILD.before(text, left.start, left.end) or w.WORK.before(text, left.start, left.end)
    return last.unit == figure.unit and text.startswith(",", last.end) and not left.opened and not done


def _subject(sentence: Sentence, index: int, left: Left, state: _State) -> Name | None:
    """Return what a number without a name of its own speaks of: what was named last, or what 分别 gives it.

    收入280亿元、游客300万人次,分别增长12%和15%: each number has its own.
    """
    if left.empty and left.each and state.names:
        count = 1
        for first, second in pairwise(sentence.figures[index : index + len(state.names)]):
            if not linked(sentence.text, first, second):
                break
            count += 1
        state.shared = (index, state.names[-count:])
    offset = index - state.shared[0]
    return state.shared[1][offset] if left.empty and offset < len(state.shared[1]) else state.label


def _item_end(sentence: Sentence, index: int, place: Place) -> int:
    """Return where the next item of an enumeration may start: behind the name, where it stands behind the number."""
    figure = sentence.figures[index]
    if not place.single:
        return figure.end
    following = sentence.figures[index + 1].start if index + 1 < len(sentence.figures) else sentence.end
    return max((stop for _, stop in place.spans if figure.end < stop <= following), default=figure.end)


def _shared_unit(sentence: Sentence, index: int) -> Figure:
    """Give 2个、3个工作日 the unit that stands at the end only."""
    figure = sentence.figures[index]
    for first, second in pairwise(sentence.figures[index:]):
        if not linked(sentence.text, first, second) or second.unit is None:
            break
        if second.unit.startswith("个") and second.kind in ("time", "point"):
            return figure._replace(unit=second.unit, kind=second.kind)
    return figure


def _shared_comparator(sentence: Sentence, index: int) -> Figure:
    """Give both numbers of 分别达到95%和90%以上 what stands behind the last one."""
    figure = sentence.figures[index]
    for first, second in pairwise(sentence.figures[index:]):
        if not linked(sentence.text, first, second):
            break
        if second.comparator is not None:
            return figure._replace(comparator=second.comparator, stated=second.stated)
    return figure


def _take_over(reading: Reading, sentence: Sentence, figure: Figure, left: Left, state: _State) -> None:
    """Give a number without words of its own what its row names, or the change of the number before it."""
    if not left.empty:
        return
    if state.label is None and state.row is not None and _measures_row(sentence, figure, left, state.row):
        state.label = name_of(reading, (state.row,))
    if state.previous is not None and _goes_further(figure, left, state):
        left.change, left.word = state.previous[1].change, None


def _row_at(frame: Frame, place: int) -> tuple[int, int] | None:
    """Return the task of the row of a table that the sentence at `place` stands in, behind the cell of the task."""
    index = bisect_right(frame.rows, place, key=lambda row: row[0][0]) - 1
    if index < 0:
        return None
    (_, end), task = frame.rows[index]
    return task if task[1] <= place < end else None


def _measures_row(sentence: Sentence, figure: Figure, left: Left, task: tuple[int, int]) -> bool:
    """Tell whether a cell says how much of what its row names: 地区生产总值 | 增长6%, 渔港改造 | 完成3座."""
    text = sentence.text
    if task[1] - task[0] > _LONGEST_TASK or any(text[at] in ",;:。、" or text[at].isdigit() for at in range(*task)):
        return False
    if w.MEASURED.before(text, *task) or w.INVEST.before(text, *task):
        return left.change is not None or left.word is not None
    return left.build and figure.kind == "count" and w.WORK.before(text, *task) > 0


def _goes_further(figure: Figure, left: Left, state: _State) -> bool:
    """Tell whether the number is a second, bolder one of the same change: 能耗下降13%,力争达到15%."""
    if state.previous is None or state.label is None or left.ambition is None or left.change is not None:
        return False
    before, last = state.previous
    same = before.kind == figure.kind == "share" and last.change is not None and not last.reaches
    return same and not w.RATE.before(state.label.text, 0, len(state.label.text))


def _carry(left: Left, previous: Left) -> None:
    """Let what holds the first of several numbers hold the next one too (分别达到5家、20家)."""
    left.word = left.word or previous.word
    left.change = left.change or previous.change
    left.ambition = left.ambition or previous.ambition
    left.build |= previous.build


def _opens_baseline(sentence: Sentence, index: int, low: int) -> bool:
    """Tell whether the number is where the next one starts from (由20%提高到40%)."""
    figures = sentence.figures
    figure = figures[index]
    following = next((f for f in figures[index + 1 :] if not sentence.in_date(f)), None)
    if following is None or following.start - figure.end > 24:  # noqa: PLR2004 - 提高到2025年的 and the like
        return False
    if from_phrase(sentence.text, low, figure.start) < 0:
        return False
    between = left_of(sentence.text, figure.end, following.start, sentence.dates)
    return between.empty and (between.word is not None or between.change is not None)


def _lost_unit(sentence: Sentence, figure: Figure, left: Left, state: _State) -> bool:
    """Tell whether a number without a unit is a target whose unit was lost: 达到1.4, and the place 前三."""
    text = sentence.text
    behind = text[figure.end : figure.end + 1]
    closed = figure.end >= sentence.end or behind in ",;)、"
    if text[figure.start - 1] in "前第":
        return closed
    if figure.chinese or not closed:
        return False
    if left.empty:
        # 加工增值率:年均增长0.2
        held = left.change is not None or (left.word is not None and left.word.stock)
        named = sentence.label(figure.start, beyond=True) is not None or state.label is not None
        return held and named and "." in text[figure.start : figure.number_end]
    if left.word is None:
        return text[figure.number_end - 1] in "万亿" and bool(w.COUNTED.before(text, left.start, left.end))
    return left.word.stock or (left.word.stated and figure.value != figure.value.to_integral_value())


def _promised(sentence: Sentence, figure: Figure, left: Left, place: Place, *, build: bool) -> bool:
    """Tell whether anything in the sentence, or its place among the goals, makes the number a promise."""
    if place.existing:
        return False
    if figure.chinese and figure.kind in ("count", "measure") and not place.rank:
        return place.countable and (build or place.annual or left.word is not None)
    if figure.kind == "time":
        return place.service or left.word is not None or left.change is not None
    if place.rank or left.ordered or figure.unit == "番" or "覆盖" in place.name.text or place.name.text[0] == "每":
        return True
    if sentence.frame.is_goal or build or left.ambition or left.change or place.annual:
        return True
    if left.word is not None and (left.word.stated or left.word.stock or left.share_of):
        return True
    if figure.comparator is not None and figure.stated and not place.single:
        return True
    if (
        figure.kind == "share"
        and (figure.stated or figure.value == _ALL)
        and w.ADVERB.before(sentence.text, sentence.start, figure.start)
    ):
        # 实现90%以上的事项…
        return True
    if "约占" in place.name.text:
        # 面积约占全国的30%: that is how it is.
        return False
    return not place.single or sentence.deadline(figure.start) is not None


def _leave(reading: Reading, state: _State, figure: Figure, reason: Reason) -> None:
    """Record a number with a unit that is no indicator; dates and figures of speech in words are no triggers."""
    if figure.unit is None or reason is Reason.DATE or (figure.chinese and reason is Reason.NAME):
        return
    trigger = reading.printed(figure.start, figure.unit_end)
    state.unread.append(Unread(trigger, reason.value, (reading.evidence(figure.start, figure.end, RULE),)))
