"""How a plan is checked and how often: 每半年通报, 年度评估, 季度督查, 纳入年度考核.

(三)强化督导。市某局按季度通报进展，年底组织考核评估。        按季度; 年底
将任务完成情况纳入绩效考核范围。                              a check without a frequency
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.records import Evaluation
from loaders.lexicon import alternatives
from loaders.outline import Outline, SectionKind

if TYPE_CHECKING:
    from loaders.reading import Reading

RULE: Final = "evaluation"
_KINDS: Final = frozenset({SectionKind.SAFEGUARDS, SectionKind.ORGANISATION, SectionKind.PHASES})
_CLAUSE = re.compile(r"[^,。;:\n()]{4,120}")
_APART: Final = 16


class _Words(NamedTuple):
    check: re.Pattern[str]
    often: re.Pattern[str]
    included: re.Pattern[str]


@cache
def _words() -> _Words:
    choice = partial(alternatives, "evaluation_words")
    return _Words(
        check=re.compile(choice("check")),
        often=re.compile(rf"(?:{choice('often')})"),
        included=re.compile(r"纳入[^,。;]{0,30}(?:考核|考评|督查|评价)|第三方评估|(?:考核|评估|督查)结果"),
    )


def read_evaluations(reading: Reading, outline: Outline) -> tuple[Evaluation, ...]:
    """Return the checks that the safeguards of a plan order, each clause once, in order.

    `frequency` is as printed (每半年, 年度, 定期), None where the text states a check but not how often.
    """
    found: dict[str, Evaluation] = {}
    for item in outline.items:
        if item.kind not in _KINDS:
            continue
        for start, end in item.paragraphs:
            for clause in _CLAUSE.finditer(reading.text, start, end):
                evaluation = _evaluation(reading, *clause.span())
                if evaluation is not None:
                    found.setdefault(evaluation.label, evaluation)
    return tuple(found.values())


def _evaluation(reading: Reading, start: int, end: int) -> Evaluation | None:
    words = _words()
    text = reading.text
    often = next((o for o in words.often.finditer(text, start, end) if _checks(text, o.end(), end)), None)
    if often is None and not words.included.search(text, start, end):
        return None
    if often is not None and often.end() == end:
        return None
    return Evaluation(
        label=reading.printed(start, end),
        evidence=(reading.evidence(start, end, RULE),),
        frequency=reading.printed(*often.span()) if often else None,
    )


def _checks(text: str, start: int, end: int) -> bool:
    return _words().check.search(text, start, min(end, start + _APART)) is not None
