"""The word lists of indicators, compiled once, and how a run of text is stripped of them.

Every lookup compares slices of bounded length with a set, so no text makes it slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.records import Comparator
from loaders.lexicon import rows


@dataclass(frozen=True, slots=True)
class Word:
    """A comparator word: what it says, whether it says it itself, and whether it names a standing quantity."""

    comparator: Comparator
    stated: bool
    stock: bool


def _sizes(words: frozenset[str], index: int) -> dict[str, tuple[int, ...]]:
    """Return, for each first or last character, the lengths of the words that have it, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[index], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


class WordSet:
    """Words that are looked up at the front or the end of a run of text, the longest first."""

    __slots__ = ("_closing", "_opening", "words")

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self._opening = _sizes(words, 0)
        self._closing = _sizes(words, -1)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def at(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word that opens `text[start:end]`, or 0."""
        if start >= end:
            return 0
        for size in self._opening.get(text[start], ()):
            if start + size <= end and text[start : start + size] in self.words:
                return size
        return 0

    def before(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word that closes `text[start:end]`, or 0."""
        if start >= end:
            return 0
        for size in self._closing.get(text[end - 1], ()):
            if end - size >= start and text[end - size : end] in self.words:
                return size
        return 0

    def pattern(self) -> re.Pattern[str]:
        """Return a pattern that finds any of the words, the longest first, grouped by their first character."""
        groups: dict[str, list[str]] = {}
        for word in sorted(self.words, key=lambda w: (-len(w), w)):
            groups.setdefault(word[0], []).append(re.escape(word[1:]))
        return re.compile("|".join(f"{re.escape(char)}(?:{'|'.join(tails)})" for char, tails in sorted(groups.items())))


def _set(name: str, *classes: str) -> WordSet:
    return WordSet(frozenset(row[0] for row in rows(name) if row[1] in classes))


def continues(text: str, start: int, end: int) -> bool:
    """Tell whether what opens `text[start:end]` goes on with the word before it (覆盖|率, not 培育|数据企业)."""
    return BAD_START.at(text, start, end) > 0 and not GOOD_START.at(text, start, end)


UNITS: Final[dict[str, str]] = {row[0]: row[1] for row in rows("measure_units")}
FLOW_UNITS: Final = frozenset(row[0] for row in rows("indicator_words") if row[1] == "flow-unit")
"""What happens is counted with these, not what is there: 培训达到800人次."""
UNIT_WORDS: Final = WordSet(frozenset(UNITS))

JOINTS: Final = "、和及与"
CLOSED: Final = "、和及与,)”》;。:("
"""Behind a number these say that what it counts does not follow."""

_COMPARATORS = rows("comparators")
BEFORE: Final[dict[str, Word]] = {
    row[0]: Word(Comparator(row[2]), row[3] == "yes", row[4] == "stock") for row in _COMPARATORS if row[1] == "before"
}
AFTER: Final[dict[str, Word]] = {
    row[0]: Word(Comparator(row[2]), row[3] == "yes", row[4] == "stock") for row in _COMPARATORS if row[1] == "after"
}
BEFORE_WORDS: Final = WordSet(frozenset(BEFORE))
AFTER_WORDS: Final = WordSet(frozenset(AFTER))

AMBITION: Final = _set("target_verbs", "ambition")
BUILD: Final = _set("target_verbs", "build")
REDUCE: Final = _set("target_verbs", "reduce")
CHANGE: Final = _set("target_verbs", "reduce", "grow")
ADVERB: Final = _set("target_verbs", "adverb")
SCOPE_PHRASE: Final = _set("target_verbs", "scope")
JOIN: Final = _set("target_verbs", "join")
LEAD: Final = _set("target_verbs", "lead")
CUT: Final = _set("target_verbs", "cut")
TAIL: Final = _set("target_verbs", "tail")

SUBSIDY: Final = _set("non_targets", "subsidy").pattern()
CEILING: Final = _set("non_targets", "ceiling").pattern()
FUNDING: Final = _set("non_targets", "funding").pattern()
FUND_NAME: Final = _set("non_targets", "fund-name")
PAST: Final = _set("non_targets", "past").pattern()
EXISTING: Final = _set("non_targets", "existing")
REPORT: Final = _set("non_targets", "report").pattern()
DUE: Final = _set("non_targets", "due").pattern()
ABSTRACT: Final = _set("non_targets", "abstract")
CIRCLE: Final = _set("non_targets", "circle")

GROWTH: Final = _set("indicator_words", "growth")
RATE: Final = _set("indicator_words", "rate")
NO_LABEL: Final = _set("indicator_words", "no-label")
"""Before a colon these say what follows, but not what is measured."""
COUNTED: Final = _set("indicator_words", "counted")
"""Names of numbers of people; behind them 万 and 亿 need no unit."""
WORK: Final = _set("indicator_words", "work")
SUBSTANCE: Final = _set("indicator_words", "substance")
MEASURED: Final = _set("indicator_words", "rate", "stock", "measured")
"""How the name of a quantity ends; things that are enumerated before it share it."""
RATES: Final = frozenset(
    row[0] for row in rows("target_verbs") if row[1] == "grow" and ("增长" in row[0] or "递增" in row[0])
)
"""Verbs of growth; what reaches 5% behind them is its rate."""
STOCK: Final = _set("indicator_words", "stock")
CAPITAL: Final = _set("indicator_words", "capital")
FLOW: Final = _set("indicator_words", "flow")
GENERIC: Final = _set("indicator_words", "generic")
SUBJECT_END: Final = _set("indicator_words", "change").pattern()
HEAD: Final = _set("indicator_words", "head")
PLACE: Final = _set("indicator_words", "place")
SERVICE: Final = _set("indicator_words", "service").pattern()
SCOPE: Final = _set("indicator_words", "scope")
NOUN_BUILD: Final = _set("target_verbs", "noun-build")
PROMISE: Final = _set("target_verbs", "build", "noun-build")
OPENING: Final = _set("target_verbs", "ambition", "build", "noun-build", "adverb", "adverb-verb", "reduce")
DONE: Final = _set("target_verbs", "done")
"""Verbs that may stand between the name and its number: 植树完成5万亩."""
LINKING: Final = _set("target_verbs", "adverb-verb")
KEEP_END: Final = _set("indicator_words", "keep-end")
KEEP_START: Final = _set("indicator_words", "keep-start")
"""Names may open with these although they sound like a verb of change or a preposition: 减排二氧化碳, 对外贸易额."""
SIZE_UNITS: Final = frozenset(row[0] for row in rows("indicator_words") if row[1] == "size-unit")
"""Units of how large one thing is, as against how much there is of it: 400总吨以上船舶."""
BAD_START: Final = _set("indicator_words", "bad-start")
MIDDLE: Final = _set("indicator_words", "mid").pattern()
PARTICLE: Final = _set("indicator_words", "particle")
PARTICLE_END: Final = _set("indicator_words", "particle-end")
RANK_WORDS: Final = _set("indicator_words", "ranked", "ranked-among")
"""What stands before 第一 where it is a place: 稳居, 位列全省."""
RANKED: Final = _set("indicator_words", "ranked").pattern()
RISING: Final = _set("indicator_words", "rising")
"""Verbs of ranks that no name contains: what rises stands in the clause before."""
TIMED: Final = _set("indicator_words", "timed").pattern()
PLACED: Final = frozenset(row[0] for row in rows("indicator_words") if row[1] == "placed")
"""Such units count all the same where they stand behind the thing: 基地一处."""
VAGUE: Final = _set("indicator_words", "vague")
"""Units that a number in words does not count with: 一批, 五类, 一口 say nothing of how many."""
VERB: Final = _set("target_verbs", "build").pattern()
FAILING: Final = _set("non_targets", "failing").pattern()
NEEDS_SUBJECT: Final = _set("indicator_words", "needs-subject")
WHOSE: Final = _set("indicator_words", "whose")
"""Names of shares that say nothing without what stands before their 的: …锻炼的人数比例."""
OBJECT_MARK: Final = _set("indicator_words", "object-mark")
INVEST: Final = _set("indicator_words", "invest")
CAPACITY: Final = _set("indicator_words", "capacity")
ALL: Final = _set("indicator_words", "all")
"""Before 、 and a share these count all of the things before it: 全部乡镇、95%的行政村通公交."""
SECTORS: Final = _set("indicator_words", "sector")
"""Parts of a whole that share its rate: 小学入学率达到100%,初中达到98%."""
CHARGED: Final = _set("indicator_words", "charged")
"""Between a unit and its part of a number: 改厕8万户,其中住建局负责3万户."""
BARE_WORK: Final = _set("indicator_words", "state", "bare-work")
"""What is done to the things that the clause before names, where nothing else stands before the number."""
SHORT_BUILD: Final = _set("indicator_words", "short-build")
"""Verbs of one character that promise where they stand alone before a number: 建2个渔港."""
PROGRAM: Final = _set("indicator_words", "program")
"""Behind what is worked on: 实施背街小巷整治工程,完成20条."""
PROGRESS: Final = _set("indicator_words", "progress")
"""What is done by so much per cent: 60%的工程量, 年度任务的80%."""
PARTS_OF: Final = tuple(row[0] for row in rows("indicator_words") if row[1] == "parts-of")
"""Right behind a bracket these say what the number before it includes: 取证5万人(含技师1万人)."""
AIM: Final = _set("target_verbs", "aim")
"""Before an aim: 围绕, 紧扣."""
AIM_END: Final = _set("target_verbs", "aim-end")
"""Behind a number these say that it is an aim: 突破500万人次的目标."""
ORDER: Final = _set("target_verbs", "ambition", "build", "noun-build", "reduce")
"""Verbs that order something, where `OPENING` also holds adverbs."""
LEVEL_NAME: Final = _set("indicator_words", "level-name")
RATE_VERB: Final = _set("indicator_words", "rate-verb")
BUILDING: Final = _set("target_verbs", "build", "noun-build")
FOLLOWING: Final = _set("indicator_words", "follow-verb").pattern()
FOLLOW_END: Final = _set("indicator_words", "follow-end")
"""Verbs that promise where they close the clause of a list: 三中、五中等4所学校改扩建."""
PREPOSITION: Final = _set("non_targets", "prepositions")
CREATING: Final = _set("indicator_words", "mid")
AFTER_BASE: Final = _set("target_verbs", "build", "after-base").pattern()
"""Verbs that say what is made of the things that 依托 and its like only point at."""
NOUN_TAIL: Final = _set("indicator_words", "noun-tail")
STANDING: Final = _set("indicator_words", "standing").pattern()
COMPARED: Final = _set("indicator_words", "compared").pattern()
"""Between these and percentage points stands what a share is compared with: 高于全省平均水平2个百分点."""
DESIGNED: Final = _set("indicator_words", "designed")
MEETING: Final = _set("non_targets", "meeting")
GOOD_START: Final = _set("indicator_words", "good-start")
"""Words that a name may open with although their first character alone would close the word before (数据, 中小)."""
COUNTER: Final = _set("non_targets", "counter")
"""What a page counts of itself: 浏览 3013 次."""
PARTED: Final = _set("non_targets", "parted").pattern()
NEVER: Final = _set("non_targets", "never")
"""Before 一起, 一例 …: nothing of the kind may happen."""
YIELDS: Final = _set("indicator_words", "yield")
"""Measures of a crop or a herd that the number before it has named."""
HERD: Final = _set("indicator_words", "herd")
"""Measures of a herd that stand before the first of several kinds: 年出栏生猪20万头、肉牛3万头."""
WITHIN: Final = _set("indicator_words", "within")
"""Words with 在 that say who or what, and not where: 在校学生."""
STATES: Final = _set("indicator_words", "state")
"""What has become of the things named before, where it is all that stands before the number."""
SAID_BY: Final = _set("non_targets", "said-by")
FOR_EACH: Final = _set("non_targets", "for-each")
COMPOUND: Final = _set("indicator_words", "compound")
"""Nouns that end like a verb: 健康促进学校, 技术支撑单位."""
OPEN_LIST: Final = _set("indicator_words", "open-list")
"""What follows a counted thing without being counted: 10家企业、一批项目."""
ARRANGEMENT: Final = _set("non_targets", "arrangement")
LENGTH: Final = _set("indicator_words", "length")
ADDED: Final = _set("indicator_words", "added")
FUND_VERB: Final = _set("non_targets", "fund-verb").pattern()
FUND_END: Final = _set("non_targets", "fund-name", "fund-end")
SHARED_COST: Final = _set("non_targets", "shared-cost").pattern()
"""Behind shares these say who pays which part: 按85%:15%比例共担."""
RATED_UNITS: Final = frozenset(row[0] for row in rows("indicator_words") if row[1] == "rated-unit")
"""Units of a rating, which with its number is part of a name: 750千伏线路."""
INVEST_SUM: Final = _set("non_targets", "invest-sum")
