"""From a number with all that was read around it to its indicator: comparator, statistic, deadline, baseline."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Comparator, Evidence, Indicator, Observation, PartialDate, Statistic, Target
from loaders.reading import Reading
from loaders.rules.indicator import words as w
from loaders.rules.indicator.labels import measure_name
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left
from loaders.rules.indicator.place import Place
from loaders.rules.indicator.sentence import Sentence
from loaders.rules.indicator.statistic import statistic_of

RULE = "indicator-text"


@dataclass(frozen=True, slots=True)
class Draft:
    """A number that is a target, with all that was read around it."""

    figure: Figure
    left: Left
    place: Place
    baseline: tuple[Figure, int] | None
    build: bool
    compared: bool = False


def comparator_of(figure: Figure, left: Left, place: Place) -> tuple[Comparator, bool]:
    """Return how a number holds, and whether a word of the text says so itself."""
    if place.rank:
        # 前三 leaves open which of them, 第一 does not.
        return Comparator.EXACTLY if figure.comparator is Comparator.EXACTLY else Comparator.AT_MOST, False
    word = left.word
    if figure.comparator is not None and figure.stated:
        return figure.comparator, True
    if word is not None and (word.stated or (figure.comparator is None and word.comparator is not Comparator.EXACTLY)):
        return word.comparator, word.stated
    return Comparator.EXACTLY, False


def indicators_of(reading: Reading, sentence: Sentence, draft: Draft) -> list[Indicator]:
    """Return one indicator, or two for a range."""
    figure, left, place = draft.figure, draft.left, draft.place
    comparator, stated = comparator_of(figure, left, place)
    bounds = [(figure.value, comparator, stated)]
    if figure.high is not None:
        bounds = [(figure.value, Comparator.AT_LEAST, True), (figure.high, Comparator.AT_MOST, True)]
    first = min(figure.start, *(start for start, end in place.spans if end > start), figure.start)
    last = max(figure.end, *(end for _, end in place.spans), figure.end)
    if last > sentence.end or first < sentence.start:
        first, last = figure.start, figure.end
    evidence = (reading.evidence(first, last, RULE),)
    name = place.name
    deadline = place.deadline or _deadline(sentence, figure)
    observations = () if draft.baseline is None else (_observation(reading, sentence, *draft.baseline),)
    value_text = reading.printed(figure.start, figure.unit_end)
    found = []
    for value, held, said in bounds:
        target = Target(
            value=value,
            value_text=value_text,
            comparator=held,
            comparator_stated=said,
            evidence=evidence,
            deadline=deadline[0] if deadline else None,
            deadline_text=deadline[1] if deadline else None,
            ambition=left.ambition or sentence.ambition(figure.start),
            relative_to=reading.printed(*left.relative) if left.relative else None,
        )
        found.append(
            Indicator(
                label=name.label,
                measure=measure_name(name.text),
                unit=figure.unit,
                statistic=_statistic(draft),
                targets=(target,),
                evidence=evidence,
                path=sentence.frame.path,
                observations=observations,
            )
        )
    return found


def _statistic(draft: Draft) -> Statistic:
    figure, left, place = draft.figure, draft.left, draft.place
    if place.rank:
        return Statistic.RANK
    if draft.left.added and not place.annual and not left.reaches and figure.kind in ("count", "measure"):
        return Statistic.COUNT
    if figure.kind == "point" and draft.compared and not w.GROWTH.before(place.name.text, 0, len(place.name.text)):
        return Statistic.SHARE
    return statistic_of(
        place.name.text,
        figure,
        annual=place.annual,
        change=None if left.reaches and not _rate_reached(figure, left) else left.change,
        build=draft.build and not place.cumulative,
        stock=left.reaches or place.stock or place.cumulative,
        single=place.single,
    )


def _rate_reached(figure: Figure, left: Left) -> bool:
    """Tell whether the rate of a change is what is reached (年均增长要达到5%), not its end (提高到75%)."""
    return figure.kind == "share" and left.change in w.RATES


def _deadline(sentence: Sentence, figure: Figure) -> tuple[PartialDate, str | None] | None:
    found = sentence.deadline(figure.start)
    if found is not None:
        return found
    if sentence.frame.is_goal and sentence.frame.year is not None:
        return sentence.frame.year, None
    return None


def _observation(reading: Reading, sentence: Sentence, figure: Figure, start: int) -> Observation:
    dated = [m for m in sentence.dates if start <= m.start < figure.start and m.date is not None]
    evidence: tuple[Evidence, ...] = (reading.evidence(start, figure.end, RULE),)
    return Observation(
        figure.value, reading.printed(figure.start, figure.unit_end), evidence, dated[-1].last if dated else None
    )
