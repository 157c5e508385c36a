"""The kinds of pieces in front of a plan's body, the words that tell them, and what is a body or a date alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from loaders.dates import find_dates
from loaders.lexicon import rows
from loaders.resolve.names import national_name

_LONGEST_ORGAN: Final = 44
_LONGEST_DATE: Final = 24
_COMPACT_DATE = re.compile(r"(?:19|20)[0-9]{2}年?[0-9]{2,4}\Z")
_DATE_STARTS: Final = frozenset("0123456789一二〇")
_NO_NAME = re.compile(r"[,。;:、!?《》“”0-9〔〕]")
_SHORT_GOVERNMENT = re.compile(r"[省市区县旗州]政府")
_QUOTED_GROUP = re.compile(r"[^“”]*“[^“”]{1,12}”[^“”]*(?:领导小组|指挥部|委员会|联席会议|专班)(?:办公室)?\Z")


class Kind(StrEnum):
    """What a piece of the front is."""

    CHROME = "chrome"
    LABEL = "label"
    NUMBER = "number"
    DATE = "date"
    ORGAN = "organ"
    NOTICE = "notice"
    SALUTATION = "salutation"
    FORMULA = "formula"
    ATTACHMENT = "attachment"
    HEADING = "heading"
    SENTENCE = "sentence"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the folded text; `field` is what a LABEL fills (title, issuer, number, issued …)."""

    start: int
    end: int
    kind: Kind
    field: str | None = None


class Words(NamedTuple):
    """The word list of heads, compiled."""

    labels: dict[str, str]
    label: re.Pattern[str]
    bare_label: re.Pattern[str]
    organ: re.Pattern[str]
    title: re.Pattern[str]
    numbered: re.Pattern[str]
    kind: re.Pattern[str]
    notice_end: re.Pattern[str]
    about: re.Pattern[str]
    chrome: re.Pattern[str]
    menu: re.Pattern[str]
    full: re.Pattern[str]
    full_line: re.Pattern[str]
    lines: frozenset[str]
    formula: re.Pattern[str]
    status: re.Pattern[str]


@cache
def head_words() -> Words:
    """Return the words of heads with their patterns."""
    table = rows("head_words")

    def choice(kind: str) -> str:
        return "|".join(re.escape(w) for w in sorted((r[1] for r in table if r[0] == kind), key=len, reverse=True))

    return Words(
        labels={r[1]: r[2] for r in table if r[0] == "label"},
        label=re.compile(rf"[\[【]?(?:[\u4e00-\u9fff]{{2,4}}/)?({choice('label')})[\]】]?:"),
        bare_label=re.compile(rf"[\[【]?({choice('label')})[\]】]?(?!:)"),
        organ=re.compile(rf"(?:{choice('organ')})(?:\([\u4e00-\u9fff]{{2,16}}\))?\Z"),
        title=re.compile(rf"(?:{choice('title')})(?:\([^()]{{1,20}}\)){{0,2}}\Z"),
        numbered=re.compile(rf"(?:{choice('title')}|{choice('numbered')})(?:\([^()]{{1,20}}\)){{0,2}}\Z"),
        kind=re.compile(rf"(?:{choice('modifier')})*(?:{choice('paper')})(?:\([^()]{{1,20}}\)){{0,2}}\Z"),
        notice_end=re.compile(rf"的?(?:{choice('notice')})"),
        about=re.compile(
            rf"关于(?:{choice('about')})|(?:{choice('about')})(?=《|〈|关于)|(?:{choice('pass')})[\u4e00-\u9fff、()]{{2,40}}?(?=《|〈)"
        ),
        chrome=re.compile(choice("chrome")),
        menu=re.compile(f"{choice('chrome')}|{choice('menu')}"),
        full=re.compile(rf"(?:{choice('full')})(?:内容)?(?:如下[:。]|:)|(?:{choice('full-below')})如下[:。]"),
        full_line=re.compile(rf"[\u4e00-\u9fff]{{0,4}}(?:{choice('full')})(?:内容)?(?:如下)?:?"),
        lines=frozenset(r[1] for r in table if r[0] == "line"),
        formula=re.compile(choice("formula")),
        status=re.compile(rf"\((?:{choice('status')})\)\Z"),
    )


def is_organ(text: str) -> bool:
    """Tell whether `text` is nothing but the name of an issuing body."""
    return (
        (
            4 <= len(text) <= _LONGEST_ORGAN  # noqa: PLR2004 - 国务院办 is the shortest
            and head_words().organ.search(text) is not None
            and (_NO_NAME.search(text) is None or _QUOTED_GROUP.match(text) is not None)
            and "关于" not in text
        )
        or text == "国务院"
        or _SHORT_GOVERNMENT.fullmatch(text) is not None
        or (len(text) == 3 and national_name(text) is not None)  # noqa: PLR2004 - 财政部, 商务部
    )


def is_date(text: str) -> bool:
    """Tell whether `text` is nothing but one day, month or year, perhaps in brackets."""
    if text.count("(") != text.count(")"):
        return False  # 2031年) is the end of a title that lost its bracket.
    bare = text.strip("()").removesuffix("印发")
    if bare[:1] not in _DATE_STARTS or len(bare) > _LONGEST_DATE:
        return False
    if _COMPACT_DATE.match(bare):
        return True
    mentions = find_dates(bare)
    return (
        len(mentions) == 1
        and (mentions[0].start, mentions[0].end) == (0, len(bare))
        and mentions[0].end_date is None
        and (not text.startswith("(") or (mentions[0].date is not None and mentions[0].date.month is not None))
    )


def subject(text: str, start: int, end: int) -> int | None:
    """Return where a title says what it is about (关于…, or 印发《…》 without it), or None."""
    about = text.find("关于", start, end)
    match = head_words().about.search(text, start, end)
    if match and (about < 0 or match.start() < about) and match.start() > start:
        return match.start()
    return about if about >= 0 else None
