"""Who a notice is addressed to: the salutation, split into addressees as a clerk would.

各区人民政府，市政府各部门，有关单位：        three addressees
各委、办、局及有关单位：                     各委、办、局 is one name: 、 inside a name does not split
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from loaders.lexicon import rows

_LONGEST: Final = 260
_OUTSIDE_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_SHORT_NAME: Final = 1
_BARE: Final = 2
_STATIONED: Final = 4
_PLACES: Final = "市县区州省盟旗师"
_NEITHER = re.compile(
    r"[。:!?“”《》]|印发|通知|关于|牵头|(?<!有限)(?<![各级市县区州省直])责任|配合|参与|参加|时限|要|如下|以下|按照|切实|认真|开展|做好|情况|[0-9]{4}年"
)


class _Words(NamedTuple):
    end: re.Pattern[str]
    start: re.Pattern[str]
    government: re.Pattern[str]
    party: tuple[str, ...]
    label: re.Pattern[str]
    zone: re.Pattern[str]
    joint: re.Pattern[str]
    shared: re.Pattern[str]
    half: re.Pattern[str]


@cache
def _words() -> _Words:
    table = rows("addressee_words")

    def choice(kind: str) -> str:
        return "|".join(sorted((word for own, word in table if own == kind), key=len, reverse=True))

    return _Words(
        end=re.compile(rf"(?:{choice('end')})(?:\([^()]{{0,40}}\))?\Z"),
        start=re.compile(choice("start")),
        government=re.compile(r"(?:人民)?政府|办事处|管委会"),
        party=("党委", "党工委", "工委", "委"),
        label=re.compile(choice("label")),
        zone=re.compile(rf"(?:{choice('zone')})\Z"),
        joint=re.compile(rf"(?:以及|及|和|并|暨)(?=(?:{choice('tail')}))"),
        half=re.compile(rf"(?:{choice('half')})(?:、(?:{choice('half')}))*"),
        shared=re.compile(rf"(?:{choice('shared')})(?:\([^()]{{0,40}}\))?\Z"),
    )


def _is_whole(item: str) -> bool:
    """Tell whether `item` ends as the name of an addressee does, not like 各市 in 各市、县人民政府."""
    return len(item) > _SHORT_NAME and _words().end.search(item) is not None


def split_addressees(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the addressees of the salutation `text[start:end]` as positions, in order.

    Commas and semicolons always part two addressees; 、 only where both sides can stand alone
    (各委、办、局 and 各市、县人民政府 stay whole); 及 where a group follows.
    """
    masked = text[start:end]
    for bracket in _OUTSIDE_BRACKETS.finditer(masked):
        masked = masked[: bracket.start()] + "(" * len(bracket.group()) + masked[bracket.end() :]
    found: list[tuple[int, int]] = []
    for part in re.finditer(r"[^,;]+", masked):
        found.extend(_split_part(text[start:end], masked, part.start(), part.end()))
    named = [(a + (masked[a] == "\n"), b - (masked[b - 1] == "\n")) for a, b in found if b > a]
    return [(start + a, start + b) for a, b in named if b > a]


def _parts(left: str, right: str, last: str) -> bool:
    """Tell whether 、 between `left` and `right` parts two addressees; `last` is the last name of the list."""
    words = _words()
    right = _OUTSIDE_BRACKETS.sub("", right)
    if len(right) <= _SHORT_NAME or (len(right) <= _BARE and words.end.fullmatch(right)):
        return False
    if words.government.fullmatch(right) and left.endswith(words.party):
        return False
    if words.half.fullmatch(left) and "驻" in right[:_STATIONED]:
        return False
    if _is_whole(left):
        return True
    if words.zone.search(left):
        return words.shared.search(last) is None
    if not words.start.match(right):
        return False
    return not (left[-1:] in _PLACES and words.shared.search(right))


def _split_part(text: str, masked: str, start: int, end: int) -> list[tuple[int, int]]:
    words = _words()
    cuts: list[tuple[int, int]] = []
    last = text[start:end].rpartition("、")[2]
    for mark in re.finditer(r"、|以及|及|和|并|暨", masked[start:end]):
        at, after = start + mark.start(), start + mark.end()
        left = text[cuts[-1][1] if cuts else start : at]
        if mark.group() == "、":
            right = re.split(r"[、,;]|及|和", masked[after:end], maxsplit=1)[0].replace("(", "")
            if _parts(left, right, last):
                cuts.append((at, after))
        elif _is_whole(left) and words.joint.match(text, at, end):
            cuts.append((at, after))
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def find_salutation(text: str, start: int, end: int, *, colon_needed: bool) -> tuple[int, int] | None:
    """Return the run of `text[start:end]` that is a salutation, without its colon, or None.

    Args:
        text: Folded text of a reading.
        start: Where a paragraph, or what is left of it behind title and number, begins.
        end: Where the paragraph ends.
        colon_needed: Whether a list without its closing colon is refused.
    """
    colon = text.find(":", start, min(end, start + _LONGEST))
    if colon < 0 and (colon_needed or end - start > _LONGEST):
        return None
    stop = colon if colon >= 0 else end
    if stop <= start or _NEITHER.search(text, start, stop) or _words().label.match(text, start, stop):
        return None
    items = [text[a:b] for a, b in split_addressees(text, start, stop)]
    words = _words()
    whole = [item for item in items if words.end.search(item) or words.start.match(item) or words.zone.search(item)]
    if len(whole) * 2 <= len(items):
        return None
    grouped = any(re.search(r"各|有关|相关|部门|单位", item) for item in items)
    if colon < 0 and (len(items) < 2 or not grouped):  # noqa: PLR2004 - one name alone is a signature
        return None
    return start, stop
