"""The pieces in front of a plan's body: titles, number, salutation, formula, signature, page furniture.

A paragraph is one piece where it was printed so; where conversion ran them together
(`…的通知某府发〔2031〕9号各区人民政府：为…`) it is cut at what cannot be inside a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from loaders.dates import find_dates
from loaders.lexicon import rows
from loaders.resolve.names import national_name
from loaders.rules.document_number import find_document_numbers
from loaders.rules.head.addressees import find_salutation

if TYPE_CHECKING:
    from loaders.reading import Reading

_ZONE: Final = 8_000
"""No head of a document was seen to be longer than 2,000 characters; tables of contents come on top."""
_LONG: Final = 90
_LONGEST_ORGAN: Final = 44
_LONGEST_BLOCK: Final = 2_000
_LONGEST_CHROME: Final = 90
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}(?:编|部分|章|节|条)|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)"
    r"|[0-9]{1,2}(?:\.(?![0-9])|、)|\([0-9]{1,2}\))(?!.{0,60}关于(?:.{2,160}通知|印发|转发|公布|发布))"
)
_SERIAL = re.compile(r"[0-9]{1,3}[.、]\s*")
_COMPACT_DATE = re.compile(r"(?:19|20)[0-9]{4,6}\Z")
_CLOCK = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{2,4}日?(?:[0-9]?[0-9]:[0-9]{2}|\Z)")
_ADOPTED = re.compile(r"\([^()]{6,80}(?:通过|批准|审定|审议|修订|修正)\)\Z")
_BRACKETED = re.compile(r"\([^()]{4,24}\)")
_LISTED = re.compile(r"[0-9]{1,2}[.、][^。;]{2,60}")
_ASIDE = re.compile(r"\((?![^()]*(?:试行|暂行|修订|草案|稿|版|年))[^()]{3,40}\)\Z")
_ATTACHMENT = re.compile(r"附件[0-9一二三四五六七八九十]{0,3}(?:\Z|[:.、])|附:")
_QUOTED = re.compile(
    r"《[^《》\n]{0,160}(?:《[^《》\n]{0,120}》[^《》\n]{0,60})*》?|〈[^〈〉\n]{0,120}〉?|<[^<>\n]{0,120}>?"
)
_NUMBER_ENDS: Final = frozenset("号0123456789")
_DATE_STARTS: Final = frozenset("0123456789一二〇")
_LONGEST_DATE: Final = 24
_SERIALS: Final = "-_ "
_NO_NAME = re.compile(r"[,。;:、!?《》“”0-9〔〕]")


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
    organ: re.Pattern[str]
    title: re.Pattern[str]
    notice_end: re.Pattern[str]
    about: re.Pattern[str]
    chrome: re.Pattern[str]
    formula: re.Pattern[str]


@cache
def head_words() -> Words:
    """Return the words of heads with their patterns."""
    table = rows("head_words")

    def choice(kind: str) -> str:
        return "|".join(re.escape(w) for w in sorted((r[1] for r in table if r[0] == kind), key=len, reverse=True))

    return Words(
        labels={r[1]: r[2] for r in table if r[0] == "label"},
        label=re.compile(rf"[\[【]?({choice('label')})[\]】]?:"),
        organ=re.compile(rf"(?:{choice('organ')})(?:\([\u4e00-\u9fff]{{2,16}}\))?\Z"),
        title=re.compile(rf"(?:{choice('title')})(?:\([^()]{{1,20}}\)){{0,2}}\Z"),
        notice_end=re.compile(rf"的?(?:{choice('notice')})"),
        about=re.compile(rf"关于(?:{choice('about')})"),
        chrome=re.compile(choice("chrome")),
        formula=re.compile(choice("formula")),
    )


def is_organ(text: str) -> bool:
    """Tell whether `text` is nothing but the name of an issuing body."""
    return (
        (
            4 <= len(text) <= _LONGEST_ORGAN  # noqa: PLR2004 - 国务院办 is the shortest
            and head_words().organ.search(text) is not None
            and _NO_NAME.search(text) is None
            and "关于" not in text
        )
        or text == "国务院"
        or (len(text) == 3 and national_name(text) is not None)  # noqa: PLR2004 - 财政部, 商务部
    )


def is_date(text: str) -> bool:
    """Tell whether `text` is nothing but one day, month or year, perhaps in brackets."""
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


def front_pieces(reading: Reading, stop: int | None = None) -> list[Piece]:
    """Return the pieces of the front in order, up to `stop` or as far as a front can reach.

    The list ends after the first SENTENCE or HEADING that is followed by neither formula nor signature.
    """
    limit = min(len(reading.text), _ZONE, _ZONE if stop is None else max(stop, 1))
    pieces: list[Piece] = []
    pending: str | None = None
    for start, end in reading.paragraphs(0, limit):
        found = _of_paragraph(reading.text, start, end)
        if pending is not None and _fits(pending, found, reading.text[start:end]):
            found = [Piece(start, end, Kind.LABEL, pending)]
        pending = None
        found = _in_context(reading.text, pieces, found)
        last = found[-1]
        if last.kind is Kind.LABEL and reading.text[last.end - 1] == ":":
            pending = last.field
            found.pop()
        pieces.extend(found)
    return pieces


def _in_context(text: str, before: list[Piece], found: list[Piece]) -> list[Piece]:
    """Put right what a line is by the line before it: a list of annexes, the second line of a salutation."""
    if not before:
        return found
    last, first = before[-1], found[0]
    if last.kind is Kind.ATTACHMENT and first.kind is Kind.HEADING and _LISTED.fullmatch(text, first.start, first.end):
        return [replace(first, kind=Kind.ATTACHMENT), *found[1:]]
    open_ended = last.kind is Kind.SALUTATION and text[last.end : last.end + 1] == "\n"
    if (
        open_ended
        and first.kind in (Kind.SALUTATION, Kind.SHORT)
        and text[first.end - 1 : first.end + 1].find(":") >= 0
    ):
        before.pop()
        stop = first.end - 1 if text[first.end - 1] == ":" else first.end
        return [Piece(last.start, stop, Kind.SALUTATION), *found[1:]]
    return found


def _of_paragraph(text: str, start: int, end: int) -> list[Piece]:
    words = head_words()
    if words.label.match(text, start, end):
        return _labels(list(words.label.finditer(text, start, min(end, start + _LONGEST_BLOCK))), end)
    pieces: list[Piece] = []
    at = start
    while at < end:
        piece = _next(text, at, end)
        pieces.append(piece)
        at = piece.end
        while at < end and text[at] in _SERIALS + ":":
            at += 1
    return pieces


def _labels(labels: list[re.Match[str]], end: int) -> list[Piece]:
    """Cut a line of a metadata block at its labels; an empty value keeps the colon as its text."""
    found = []
    for index, match in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else end
        field = head_words().labels[match[1]]
        value = match.end() if match.end() < stop else match.end() - 1
        found.append(Piece(value, stop, Kind.LABEL, field))
    return found


def _fits(field: str, found: list[Piece], value: str) -> bool:
    """Tell whether a line of its own can be what a label without a value announced."""
    if found[0].kind is Kind.LABEL:
        return False
    if field == "number":
        return bool(find_document_numbers(value))
    if field == "issuer":
        return is_organ(value)
    if field == "title":
        return len(value) <= _LONG * 2 and "。" not in value
    if field == "none":
        return found[0].kind is Kind.SHORT and len(value) <= _LONG // 2 and "关于" not in value
    return is_date(value) or bool(_CLOCK.match(value))


def _next(text: str, start: int, end: int) -> Piece:
    """Return the piece that begins at `start` of a paragraph that ends at `end`."""
    words = head_words()
    whole = text[start:end]
    if _HEADING.match(text, start, end):
        return Piece(start, end, Kind.HEADING)
    if len(whole) <= _LONG:
        simple = _simple(whole)
        if simple is Kind.SALUTATION:
            # A number may run on into the salutation: 某府办发〔2031〕89号各区县人民政府:
            number = next(iter(find_document_numbers(text, start, end)), None)
            if number is not None and number.start == start and number.end < end:
                return Piece(start, number.end, Kind.NUMBER)
        if simple is not None and not (simple is Kind.SALUTATION and ":" in whole[:-1]):
            return Piece(start, end, simple)
    opened = _opening_piece(text, start, end)
    if opened is not None:
        return opened
    if words.formula.search(text, start, end):
        return Piece(start, end, Kind.FORMULA)
    runs_on = len(whole) > _LONG or "。" in whole or (whole.endswith(":") and "," in whole)
    return Piece(start, end, Kind.SENTENCE if runs_on else Kind.SHORT)


def _opening_piece(text: str, start: int, end: int) -> Piece | None:
    """Return what stands at the start of a line on which several things run on, or None."""
    number = next(iter(find_document_numbers(text, start, min(end, start + 60))), None)
    title_end = _title_end(text, start, end)
    salutation = find_salutation(text, start, end, colon_needed=True)
    bracketed = _BRACKETED.match(text, start, end)
    piece: Piece | None = None
    if number and number.start - start <= 1 and text[start : number.start] in ("", "("):
        close = number.end + (text[number.end : number.end + 1] == ")" and number.start > start)
        piece = Piece(start, close, Kind.NUMBER)
    elif title_end is not None:
        piece = Piece(start, title_end, Kind.NOTICE)
    elif salutation:
        piece = Piece(start, salutation[1], Kind.SALUTATION)
    elif bracketed and is_date(bracketed.group()):
        piece = Piece(start, bracketed.end(), Kind.DATE)
    else:
        piece = _signature_end(text, start, end) or _before_date(text, start, end)
    return piece


def _before_date(text: str, start: int, end: int) -> Piece | None:
    """Return the last line of a title that a date in brackets ends (`方案》的通知(2031年1月9日)`)."""
    opened = text.rfind("(", start + 1, end)
    if opened < 0 or end - start > _LONG or "。" in text[start:end] or not is_date(text[opened:end]):
        return None
    return Piece(start, opened, Kind.SHORT)


def _signature_end(text: str, start: int, end: int) -> Piece | None:
    """Return the body, or the date, that opens a line on which signature, date and title run on."""
    if text.find("日", start, min(end, start + _LONGEST_ORGAN + 12)) < 0:
        return None
    dates = find_dates(text, start, min(end, start + _LONGEST_ORGAN + 12))
    if not dates or dates[0].date is None or dates[0].date.day is None:
        return None
    first = dates[0]
    if first.start == start:
        return Piece(start, first.end, Kind.DATE)
    return Piece(start, first.start, Kind.ORGAN) if is_organ(text[start : first.start]) else None


def _simple(whole: str) -> Kind | None:
    """Return what a short paragraph is as a whole, or None."""
    words = head_words()
    bare = whole.strip("()")
    numbers = find_document_numbers(bare) if bare[-1:] in _NUMBER_ENDS else []
    found: Kind | None = None
    if _ATTACHMENT.match(whole):
        found = Kind.ATTACHMENT
    elif (
        _ADOPTED.match(whole)
        or (_ASIDE.match(whole) and not numbers)
        or (len(whole) <= _LONGEST_CHROME and "。" not in whole and words.chrome.search(whole) and "关于" not in whole)
    ):
        found = Kind.CHROME
    elif is_date(whole):
        found = Kind.DATE
    elif numbers and numbers[0].start == 0 and numbers[-1].end == len(bare):
        found = Kind.NUMBER
    elif is_organ(whole):
        found = Kind.ORGAN
    elif not whole.endswith(":") and find_salutation(whole, 0, len(whole), colon_needed=False):
        found = Kind.SALUTATION
    return found


def _title_end(text: str, start: int, end: int) -> int | None:
    """Return where the title of a notice that begins at `start` ends, or None.

    An ending counts only where nothing follows, or a date, a number or a salutation.
    """
    about = text.find("关于", start, min(end, start + 80))
    if about < 0:
        return None
    stop = min(end, about + 240)
    hidden = [(m.start(), m.end()) for m in _QUOTED.finditer(text, start, stop)]
    for match in head_words().notice_end.finditer(text, about, stop):
        if any(a < match.start() < b for a, b in hidden):
            continue
        if "。" in text[start : match.start()] or ":" in text[start : match.start()]:
            return None
        if match.end() == end or _goes_on(text, match.end(), end):
            return match.end()
    return None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a title is a date in brackets, a number or a salutation."""
    opened = text[start : start + 1] in "(【["
    numbers = find_document_numbers(text, start, min(end, start + 40))
    if numbers and numbers[0].start <= start + 1:
        return True
    if opened:
        close = text.find(")", start, min(end, start + 26))
        return close > 0 and is_date(text[start : close + 1])
    return find_salutation(text, start, end, colon_needed=True) is not None


def strip_serial(text: str, piece: Piece) -> Piece:
    """Return `piece` without the running number of a collection (`5.某市…的通知`)."""
    known = piece.kind is Kind.NOTICE or (piece.kind is Kind.SHORT and "关于" in text[piece.start : piece.end])
    match = _SERIAL.match(text, piece.start, piece.end) if known else None
    return replace(piece, start=match.end()) if match else piece
