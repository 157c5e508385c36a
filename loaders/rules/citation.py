"""Documents that a plan names: 《title》 with its number, and how the plan stands to it.

    根据国务院《关于加快某事的意见》（国发〔2031〕5号）          basedOn, the issuer in front is not part of the title
    贯彻落实《某省某某条例》《关于印发〈某规划〉的通知》         implements, both
    制定《某县某某办法》 / 推动《某市条例》尽快出台              still to be written: no citation

Source: rules of the shared gold guide; see docs/decisions/20261121-subjects.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.records import CitedDocument, Unread
from loaders.lexicon import rows
from loaders.reading import fold
from loaders.rules.document_number import find_document_numbers, find_order_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.reading import Reading

RULE: Final = "citation"
_LONGEST: Final = 180
_FRONT: Final = 44
_OWN_TAIL: Final = 8
_NESTED = re.compile(r"[《〈<]")
_NUMBER_REACH: Final = 60
_QUOTES = re.compile(r"[《》]")
_LIST = re.compile(r"(?:[、,和与及]|以及|及其|[(][^()《》\n]{0,60}[)]|等|修订版|\s){0,4}\Z")
_NUMBERED = re.compile(r"\(((?:[^()《》\n]|\([^()\n]{0,12}\)){2,50})\)")
_APART = re.compile(r"[,。;\n]")
_SHORT_NAME = re.compile(r"(?:简称|称为|称|统称)(?:为)?[“\"]?\Z")
_STANDARD = re.compile(r"(?:GB|DB|ISO|SB|JGJ|CJJ|HJ|WS|NY|YY|SC|JT|TY|MZ)[A-Z/]{0,4}\s?[0-9][0-9.]*(?:[-—][0-9]{4})?\Z")
_OF_OTHERS = re.compile(r"(?:[省市县区州盟]|国家|全国|[部委办厅局院署]|政府|中央)(?:级|印发|下发|制定|发布|出台)?的?\Z")
_PUNCTUATION = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_FILE = re.compile(r"\.(?:docx?|pdf|wps|xlsx?|txt|ofd)(?:\(|\Z)")
_HANDED_OVER = re.compile(
    r"(?:\([^()\n]{0,60}\),?|[^,。\n《(]){0,60}?(?:已经|业经|经[^。\n]{1,30}?(?:同意|审议|批准|通过|研究)|印发给|转发给|现予|现印发|予以印发)"
)


@dataclass(frozen=True, slots=True)
class Citations:
    """What was read: documents cited, and titles that were left out with the reason (`Unread.reason`)."""

    cited: tuple[CitedDocument, ...]
    left_out: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """One title: from 《 to past 》, and past its number where it has one."""

    start: int
    close: int
    end: int
    number: str | None


class _Words(NamedTuple):
    output: re.Pattern[str]
    issue: re.Pattern[str]
    past: re.Pattern[str]
    later: re.Pattern[str]
    push: re.Pattern[str]
    relation: re.Pattern[str]
    relations: dict[str, str]
    thing: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _words() -> _Words:
    table = rows("citation_words")

    def choice(*kinds: str) -> str:
        return "|".join(sorted((word for own, word in table if own in kinds), key=len, reverse=True))

    names = {"based": "basedOn", "implements": "implements"}
    return _Words(
        output=re.compile(rf"(?:{choice('output')})(?:[好本]|我[省市区县州]|全[省市区县])?\Z"),
        issue=re.compile(rf"(?:\A|[、并]|{choice('push')})(?:{choice('issue')})\Z"),
        past=re.compile(choice("past")),
        later=re.compile(
            rf"(?:等)?(?:的)?(?:[\u4e00-\u9fff]{{2,6}}工作)?(?:尽快|及早|抓紧|早日|年内|尽早|适时)?(?:{choice('later')})"
        ),
        push=re.compile(rf"(?:{choice('push')})[\u4e00-\u9fff]{{0,6}}\Z"),
        relation=re.compile(choice("based", "implements")),
        relations={word: names[kind] for kind, word in table if kind in names},
        thing=re.compile(rf"(?:{choice('thing')})\Z"),
        bare=re.compile(choice("bare")),
    )


def read_citations(reading: Reading, start: int, end: int, own_titles: Sequence[str] = ()) -> tuple[CitedDocument, ...]:
    """Return the documents that `reading.text[start:end]` names, each once, in order.

    Args:
        reading: The document.
        start: Where to begin; the notice in front may be included, what it hands over does not count.
        end: Where to stop.
        own_titles: Titles of the document itself.
    """
    return find_citations(reading, start, end, own_titles).cited


def find_citations(reading: Reading, start: int, end: int, own_titles: Sequence[str] = ()) -> Citations:
    """Return the documents cited and the titles left out; see `read_citations`."""
    own = {_key(fold(title)) for title in own_titles}
    whole = [fold(title) for title in own_titles if _NESTED.search(fold(title))]
    cited: dict[str, list[CitedDocument]] = {}
    left_out: list[Unread] = []
    previous: tuple[_Title, str, str | None] | None = None
    short_names: set[str] = set()
    for title in _titles(reading.text, start, end):
        text = reading.text
        inner = text[title.start + 1 : title.close - 1]
        if _SHORT_NAME.search(text, max(start, title.start - 6), title.start):
            short_names.add(_key(inner))
        if text[max(start, title.start - 1) : title.start] == "本":
            own.add(_key(inner))
        between = text[previous[0].end : title.start] if previous is not None else ""
        if previous is not None and len(between) <= _FRONT and _LIST.match(between):
            relation, reason = previous[1], previous[2]
        else:
            stated, reason = _standing(text, start, title)
            joined = previous is not None and len(between) <= _FRONT and not _APART.search(between)
            relation = stated or (previous[1] if previous is not None and joined else "cites")
        previous = (title, relation, reason)
        if _key(inner) in short_names:
            reason = "a short name of a title named before"
        elif any(_inside_own(text, title, other) for other in whole):
            reason = "part of the document's own title"
        why = _why_not(text, title, inner, own, end) or reason
        evidence = (reading.evidence(title.start, title.end, RULE),)
        if why is not None:
            left_out.append(Unread("《", why, evidence))
            continue
        printed = reading.printed(title.start + 1, title.close - 1)
        cited.setdefault(_key(printed), []).append(CitedDocument(printed, title.number, evidence, relation))
    return Citations(tuple(_document(mentions) for mentions in cited.values()), tuple(left_out))


def _document(mentions: list[CitedDocument]) -> CitedDocument:
    """Return what all mentions of one document tell of it: its number, the closest relation."""
    first = mentions[0]
    return CitedDocument(
        title=first.title,
        document_number=next((m.document_number for m in mentions if m.document_number), None),
        evidence=tuple(run for mention in mentions for run in mention.evidence),
        relation=next((m.relation for m in mentions if m.relation != "cites"), "cites"),
    )


def _key(title: str) -> str:
    return _PUNCTUATION.sub("", title)


def _titles(text: str, start: int, end: int) -> list[_Title]:
    """Return the outermost titles in 《》; one that is not closed within reach is passed over."""
    found: list[_Title] = []
    depth = opened = 0
    for match in _QUOTES.finditer(text, start, end):
        if depth and (match.start() - opened > _LONGEST or text.find("\n", opened, match.start()) >= 0):
            depth = 0
        if match.group() == "《":
            opened = opened if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - opened > len("《》") and "\n" not in text[opened : match.end()]:
                found.append(_with_number(text, opened, match.end(), end))
    return found


def _with_number(text: str, opened: int, close: int, end: int) -> _Title:
    """Take the number in that stands in brackets behind a title, or directly behind it."""
    bracketed = _NUMBERED.match(text, close, min(end, close + _NUMBER_REACH))
    if bracketed:
        inside = bracketed.span(1)
        numbers = find_document_numbers(text, *inside)
        if numbers:
            return _Title(opened, close, bracketed.end(), numbers[0].value)
        if find_order_number(text, *inside) or _STANDARD.match(text, *inside):
            return _Title(opened, close, bracketed.end(), text[inside[0] : inside[1]])
        return _Title(opened, close, close, None)
    if text[close : close + 1] == "(":
        numbers = find_document_numbers(text, close + 1, min(end, close + _NUMBER_REACH))
        if numbers and numbers[0].start == close + 1:
            return _Title(opened, close, numbers[0].end, numbers[0].value)
    numbers = find_document_numbers(text, close, min(end, close + _NUMBER_REACH // 2))
    if numbers and numbers[0].start == close:
        return _Title(opened, close, numbers[0].end, numbers[0].value)
    return _Title(opened, close, close, None)


def _standing(text: str, start: int, title: _Title) -> tuple[str | None, str | None]:
    """Return the relation of the plan to a title, and why it is no citation, from what stands around it."""
    words = _words()
    front = text[max(start, title.start - _FRONT) : title.start]
    cut = max(front.rfind(mark) for mark in "。;\n》")
    front = front[cut + 1 :]
    clause = front[front.rfind(",") + 1 :]
    written = words.past.search(clause)
    if (words.output.search(clause) and not written) or words.issue.search(clause):
        return "cites", "still to be written"
    if words.push.search(clause) and words.later.match(text, title.end):
        return "cites", "still to be written"
    relation = None
    for match in words.relation.finditer(front):
        relation = words.relations[match.group()]
    return relation, None


def _inside_own(text: str, title: _Title, own: str) -> bool:
    """Tell whether a title stands in a printed title of the document itself (某市落实《节水条例》实施方案)."""
    around = own.split(text[title.start + 1 : title.close - 1])
    if len(around) != 2:  # noqa: PLR2004 - what stands before it and behind it
        return False
    before, after = _key(around[0])[-_OWN_TAIL:], _key(around[1])[:_OWN_TAIL]
    front = _key(text[max(0, title.start - 2 * _OWN_TAIL) : title.start])
    return (
        bool(before or after)
        and front.endswith(before)
        and _key(text[title.close : title.close + 2 * _OWN_TAIL]).startswith(after)
    )


def _why_not(text: str, title: _Title, inner: str, own: set[str], end: int) -> str | None:
    """Return why a title is no document of others, or None."""
    key = _key(inner)  # the notice may leave the issuer in front of its plan's title out
    shortened = len(key) >= _OWN_TAIL and not _OF_OTHERS.search(text, max(0, title.start - _OWN_TAIL), title.start)
    if not key or key in own or (shortened and any(other.endswith(key) for other in own)):
        return "the document's own title"
    if _FILE.search(inner):
        return "the name of a file"
    if _words().bare.fullmatch(inner):
        return "a short name of a title named before"
    if _words().thing.search(inner):
        return "a form, certificate or periodical"
    before = text[title.start - 1 : title.start] in ("", "\n", "将", "》", "、")
    if before and title.number is None and _HANDED_OVER.match(text, title.close, end):
        return "handed over by the notice"
    return None
