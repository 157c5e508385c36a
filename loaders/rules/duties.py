"""Lists of duties by unit: each line, or each sentence of a run-on list, says what one unit has to do.

    县水利局：编制年度计划。        1.气象部门。负责监测。        县环保局。负责监督。县农业农村局。负责宣传。
    县财政局、县审计局负责统筹资金。 区农委要做好指导。

Under a heading of duties every such line counts; elsewhere only several lines that name known units do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.records import Role
from loaders.resolve import compound_pattern, looks_like_unit
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, named_units
from loaders.rules.clause.neighbours import may_be_office
from loaders.rules.clause.words import clause_words

_DUTY: Final = re.compile(
    r"(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十0-9]{1,3}\))?(?P<unit>[^。,;:、\n]{2,30}?(?:、[^。,;:、\n]{2,20}?){0,5})"
    r"(?P<mark>:|。|(?=(?:具体|主要|全面|牵头|统筹|共同)?负责)|(?=要|应|须|承担|牵头|配合|协助|组织|按照?(?:各自)?(?:的)?(?:职责|分工)))(?=[^\n]{4})"
)
_TOWARDS: Final = re.compile(
    r"(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十0-9]{1,3}\))?(?P<unit>[^。,;:、\n对]{2,30})(?P<mark>)(?=对[^。,;:\n]{2,40}?要(?!求))"
)
"""市法院对此类案件要从速办理."""
_DUTIFUL: Final = re.compile(
    r"(?:具体|主要|全面|牵头|统筹|共同|依法|按照?[^,;。]{2,12}|做好|归口)?(?:负责|组织|指导|协调|承担|牵头|配合|协助|参与|要|应|对|做好|加强|督促|制定|落实"
    r"|开展|会同|保障|为|统筹|履行|监督|依法|及时|提供|研究|推进|推动|编制|管理|实施|支持)"
)
_PLAIN: Final = re.compile(r"(?:具体|主要|全面|统筹|共同)?(?:牵头|负责|配合|协助|承担)")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_AND: Final = re.compile("[和及与]")
_STOP: Final = re.compile(r"[。:](?=[^\n])")
FEWEST: Final = 3
"""Outside a part of duties a list has at least so many lines."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: where its line starts and ends, where its text starts, and the clause that names its units."""

    start: int
    text_start: int
    end: int
    clause: ClauseDraft


def duty_at(text: str, start: int, end: int, *, known: bool) -> Duty | None:
    """Return the duty that opens `text[start:end]`, or None.

    Args:
        text: The folded text.
        start: Where a line or a sentence starts.
        end: Where the line ends.
        known: Whether only names count that a table or a shape knows, not those that merely end like an office.
    """
    for pattern in (_DUTY, _TOWARDS):
        match = pattern.match(text, start, end)
        duty = None if match is None else _duty(text, start, end, match, known=known)
        if duty is not None:
            return duty
    return None


def _duty(text: str, start: int, end: int, match: re.Match[str], *, known: bool) -> Duty | None:
    """Return the duty of the units that a pattern found in front of it, or None where they are none."""
    sure = known or match["mark"] not in (":", "") or _DUTIFUL.match(text, match.end(), end) is None
    if clause_words().label_end.search(match["unit"]) is not None:
        return None  # 明确责任单位:县水利局…: a label, and no unit.
    names = _names(match["unit"])
    # 国资、商务、供销部门: what the last name ends with belongs to each.
    shared = names[-1].endswith("部门") and len(names) > 1 and not looks_like_unit(names[0])
    fits = looks_like_unit if sure and not shared else may_be_office
    if not all(fits(name) for name in (names[-1:] if shared else names)):
        return _of_list(text, start, end, match)
    if match["mark"] != ":" and _DUTIFUL.match(text, match.end(), end) is None:
        return None
    units = []
    place = match.start("unit")
    for name in [match["unit"]] if shared else names:
        units.append(NamedUnit(place, place + len(name), Role.RESPONSIBLE))
        place += len(name) + 1
    if not shared and _AND.search(text, *match.span("unit")):
        # 各学校和各镇人民政府 are two.
        found = named_units(text, *match.span("unit"))
        if len(found) > len(units):
            units = [replace(unit, role=Role.RESPONSIBLE) for unit in found]
    # 县财政局负责统筹资金: the verb makes the clause, and belongs to it.
    verb = _PLAIN.match(text, match.end(), end) if match["mark"] == "" else None
    clause = ClauseDraft(match.start("unit"), match.end() if verb is None else verb.end(), tuple(units), labelled=True)
    return Duty(start, match.end(), end, clause)


def _names(run: str) -> list[str]:
    """Return the names of a list, each cut where no name goes on: 各县(市、区)政府 and 各委、办、局 are one each."""
    if "(" not in run and "各" not in run:
        return run.split("、")
    held = [mark.span() for mark in (*compound_pattern().finditer(run), *_BRACKETED.finditer(run))]
    cuts = [at for at, char in enumerate(run) if char == "、" and not any(a < at < b for a, b in held)]
    return [run[a:b] for a, b in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(run)], strict=True)]


def _of_list(text: str, start: int, end: int, match: re.Match[str]) -> Duty | None:
    """Return the duty of units that a list names as a clause would, 县教育局、各学校和各镇人民政府负责…, or None."""
    plain = _PLAIN.match(text, match.end(), end) if match["mark"] == "" else None
    units = () if plain is None else named_units(text, *match.span("unit"))
    if plain is None or len(units) < 2:  # noqa: PLR2004 - one name is asked above
        return None
    clause = ClauseDraft(match.start("unit"), plain.end(), units, labelled=True)
    return Duty(start, match.end(), end, clause)


def duties_of(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Duty]:
    """Yield the duties of a part of duties: one a line, or one a sentence where a line holds several."""
    for start, end in paragraphs:
        first = duty_at(text, start, end, known=False)
        plain = first is not None and text[first.text_start - 1] not in ":。"
        inner = list(_of_sentences(text, start if first is None else first.text_start, end, plain=plain))
        if first is not None:
            yield Duty(first.start, first.text_start, inner[0].start if inner else end, first.clause)
        elif len(inner) == 1:
            continue
        for place, duty in enumerate(inner):
            stop = inner[place + 1].start if place + 1 < len(inner) else end
            yield Duty(duty.start, duty.text_start, stop, duty.clause)


def _of_sentences(text: str, start: int, end: int, *, plain: bool) -> Iterator[Duty]:
    """Yield the duties that open a sentence inside a line: …及其职责如下:县环保局。负责监督。县农委。负责宣传."""
    for stop in _STOP.finditer(text, start, end):
        duty = duty_at(text, stop.end(), end, known=True)
        if duty is not None and (text[duty.text_start - 1] in ":。" or (plain and _PLAIN.match(text, duty.text_start))):
            yield duty


def is_headed_by_unit(text: str, paragraph: tuple[int, int]) -> bool:
    """Tell whether a numbered item opens with the name of a unit alone: 1.气象部门。负责…, (二)县财政局:统筹…."""
    duty = duty_at(text, *paragraph, known=True)
    return duty is not None and text[duty.text_start - 1] in ":。"


def is_list_of_duties(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines that no heading calls duties are a list of them all the same."""
    count = 0
    for place, (start, end) in enumerate(paragraphs):
        count += duty_at(text, start, end, known=True) is not None
        if count == FEWEST:
            return True
        if len(paragraphs) - place - 1 + count < FEWEST:
            return False
    return False
