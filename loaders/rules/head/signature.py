"""Who issued a plan and when: the signature under the notice, else metadata, the title, or the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.dates import find_dates, read_compact_date
from loaders.resolve.names import national_name
from loaders.resolve.settle import is_national
from loaders.rules.head.announced import read_announcement
from loaders.rules.head.words import Kind, Piece, is_date, is_organ, subject

if TYPE_CHECKING:
    from kg.records import PartialDate
    from loaders.rules.head.front import Front, Named

_TAIL: Final = 400
"""How far before the end of a document its signature may begin."""
_SIGNERS: Final = 3
_MOST_SIGNERS: Final = 30
_LONGEST_LINE: Final = 80
_CLOCKED = re.compile(r"(?P<day>[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{2}日?)[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
"""发文日期 2031-04-06 00:00, its gap gone."""
_AROUND: Final = 60
_ZH_YEAR = r"二[〇零OoO][〇零OoO一二三四五六七八九十]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
_TAIL_SIGNATURE = re.compile(
    r"(?:(?<=[\n。;:)])|^)(?P<organ>[\u4e00-\u9fff()]{4,60}?)\n?"
    rf"(?P<date>(?:19|20)[0-9]{{2}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|{_ZH_YEAR}|(?:19|20)[0-9]{{5,6}})"
    r"(?P<print>印发)?(?=\n|\(|\Z)"
)
_BRACKETED_LEVEL = re.compile(r"\([市县区旗州、]{1,5}\)\Z")
_LONGEST_LEVEL: Final = 7
_PARTY = re.compile(
    r"中共(?P<place>[\u4e00-\u9fff]{1,12}?[省市区县州盟旗镇乡道])(?:委员会|委|工作委员会|工委)(?:办公[室厅])?(?=(?P=place))"
)
"""中共某市委某市人民政府, printed without a gap: the place comes a second time."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}?[省市区县州旗盟镇乡]")
"""Names run together (某市教育局某市财政局): a body begins where the place comes again."""
_PASSED_ON = re.compile(r"转发|批转|印发|贯彻|落实|实施|执行")
_PAPER: Final = "文件"
_WRITTEN: Final = ("成文日期:", "成文时间:", "签发日期:")
_WEB = re.compile(r"浏览|点击|阅读|字体|字号:|来源:|访问")


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuers as printed, the day of issue with its printed form and place, and whether it was repaired."""

    issuers: tuple[Named, ...]
    issued: PartialDate | None
    issued_text: str | None
    dated: Piece | None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class _Tail:
    """A signature at the end of the document; `printer` marks the line of the office that printed it."""

    organ: Piece
    dated: Piece
    printer: bool


def read_signature(front: Front, headline: Named | None, year: int | None) -> Signature:
    """Return who issued the plan and when.

    Args:
        front: The front of the document.
        headline: Title of the notice, or of a plan without one; names the issuer where nobody signed.
        year: Year of the document number, against which a damaged date is held.
    """
    organs, dated = _signed(front)
    tail = (_tail_signature(front) or _inner_signature(front)) if not organs or dated is None else None
    if tail and not organs and not tail.printer:
        organs = [*_above(front, tail.organ), tail.organ]
    names = [name for organ in organs for name in _names(front, organ)] or _named_elsewhere(front, headline)
    if not names and tail:
        names = _names(front, tail.organ)
    unread: str | None = None
    for piece in _date_pieces(front, dated, tail):
        value, repaired = _day(front.text(piece), year)
        printed = front.reading.printed(piece.start, piece.end)
        if value is not None:
            return Signature(tuple(names), value, printed, piece, repaired)
        unread = unread or printed
    return Signature(tuple(names), None, unread, None)


def _signed(front: Front) -> tuple[list[Piece], Piece | None]:
    """Return the bodies and the date under the notice, or under the title of a plan without one."""
    first = front.after_formula
    for index in range(first, front.opening):
        if front.pieces[index].kind is not Kind.DATE:
            continue
        begin = index
        while begin > first and (front.pieces[begin - 1].kind is Kind.ORGAN or _stands_in(front, begin - 1)):
            begin -= 1
        signers = [piece for piece in front.pieces[begin:index] if piece.kind is Kind.ORGAN]
        if signers or front.formula is not None:
            return signers, front.pieces[index]
    if front.formula is not None:
        return [p for p in front.pieces[first : front.opening] if p.kind is Kind.ORGAN][:_SIGNERS], None
    return [], None


def _stands_in(front: Front, index: int) -> bool:
    """Tell whether a line says whose seal stands in ((某市大数据局代章)), or that the page bears no text."""
    piece = front.pieces[index]
    return piece.kind is Kind.CHROME and front.text(piece).startswith("(")


def _tail_signature(front: Front) -> _Tail | None:
    text = front.reading.text
    found: _Tail | None = None
    for match in _TAIL_SIGNATURE.finditer(text, max(0, len(text) - _TAIL)):
        if _is_signer(text, match) and (found is None or found.printer):
            organ = Piece(match.start("organ"), match.end("organ"), Kind.ORGAN)
            dated = Piece(match.start("date"), match.end("date"), Kind.DATE)
            found = _Tail(organ, dated, match["print"] is not None)
    return found


def _is_signer(text: str, match: re.Match[str]) -> bool:
    """Tell whether a body stands in front of a date, not the end of a name (各县(区)人民政府) in a table."""
    start = match.start("organ")
    return is_organ(match["organ"]) and _BRACKETED_LEVEL.search(text[max(0, start - _LONGEST_LEVEL) : start]) is None


def _inner_signature(front: Front) -> _Tail | None:
    """Return the first signature behind the front: that of a notice with parts of its own, before what it passes on."""
    text = front.reading.text
    for match in _TAIL_SIGNATURE.finditer(text, front.body_start):
        if match["print"] is None and _is_signer(text, match) and text[match.start("date") - 1] == "\n":
            organ = Piece(match.start("organ"), match.end("organ"), Kind.ORGAN)
            return _Tail(organ, Piece(match.start("date"), match.end("date"), Kind.DATE), printer=False)
    return None


def _above(front: Front, organ: Piece) -> list[Piece]:
    """Return the lines above a signature that name further bodies, in their order."""
    text = front.reading.text
    found: list[Piece] = []
    end = organ.start - 1
    while len(found) < _MOST_SIGNERS and end > 0 and text[end] == "\n":
        start = text.rfind("\n", max(0, end - _LONGEST_LINE), end) + 1
        line = Piece(start, end, Kind.ORGAN)
        if not start or not all(is_organ(front.text(name)) for name in _names(front, line)):
            break
        found.insert(0, line)
        end = start - 1
    return found


def _names(front: Front, organ: Piece) -> list[Named]:
    """Cut a line of signatures where white space parts two bodies (`某市教育局  某市财政局`)."""
    text = front.reading.text
    cuts = [organ.start]
    party = _PARTY.match(text, organ.start, organ.end)
    if party and is_organ(text[party.end() : organ.end]):
        cuts.append(party.end())
    place = _PLACE.match(text, cuts[-1], organ.end)
    for index in range(cuts[-1] + 2, organ.end - 2):
        again = place is not None and text.startswith(place.group(), index)
        parted = again or front.reading.gap_before(index) or _national(text[cuts[-1] : index], text[index : organ.end])
        if parted and is_organ(text[cuts[-1] : index]) and is_organ(text[index : organ.end]):
            cuts.append(index)
    cuts.append(organ.end)
    return [front.named(start, end) for start, end in pairwise(cuts)]


def _national(left: str, right: str) -> bool:
    """Tell whether two names of bodies of the whole country run together (国家发展和改革委员会财政部)."""
    return left != "国务院" and national_name(left) is not None and is_national(right)


def _named_elsewhere(front: Front, headline: Named | None) -> list[Named]:
    """Return the bodies that the title names, else the metadata, else the red heading of the first page."""
    titled = _named_in_title(front, headline)
    if titled:
        return titled
    for piece in front.head:
        if piece.kind is Kind.LABEL and piece.field == "issuer":
            names = _listed(front, piece)
            if all(is_organ(front.text(name)) for name in names):
                return names
    announcement = read_announcement(front)
    return _named_in_heading(front) or (list(announcement.issuers) if announcement else [])


def _listed(front: Front, value: Piece) -> list[Named]:
    """Cut what stands behind a label at its commas (`发文机关：某市教育局、某市财政局`)."""
    found: list[Named] = []
    start = value.start
    for part in re.split("([、,;])", front.reading.text[value.start : value.end]):
        if part not in ("、", ",", ";"):
            found.append(front.named(start, start + len(part)))
        start += len(part)
    return found


def _named_in_heading(front: Front) -> list[Named]:
    """Return the bodies over 文件 in the heading of the first page (某县人民政府文件), or right under the title."""
    found: list[Named] = []
    under: list[Named] = []
    above: Kind | None = None
    for piece in front.head:
        body = front.text(piece).removesuffix(_PAPER)
        if piece.kind is Kind.ORGAN and above is Kind.NOTICE:
            under = under or _names(front, piece)
        above = piece.kind
        if piece.kind is Kind.ORGAN:
            found.extend(_names(front, piece))
        elif front.text(piece) == _PAPER and found:
            return found
        elif body != front.text(piece) and is_organ(body):
            return [*found, front.named(piece.start, piece.end - len(_PAPER))]
        else:
            found = []
    return under


def _named_in_title(front: Front, headline: Named | None) -> list[Named]:
    if headline is not None:
        about = subject(front.reading.text, headline.start, headline.end)
        passed_on = _PASSED_ON.search(front.reading.text, headline.start, headline.end if about is None else about)
        if passed_on and is_organ(front.reading.text[headline.start : passed_on.start()].rstrip("\n")):
            about = passed_on.start()
        if about is not None and about > headline.start:
            about -= front.reading.text[about - 1] == "\n"
            names = _names(front, Piece(headline.start, about, Kind.ORGAN))
            if all(is_organ(front.text(name)) for name in names):
                return names
    return []


def _date_pieces(front: Front, dated: Piece | None, tail: _Tail | None) -> list[Piece]:
    """Return what may be the day of issue, the likeliest first; a printer's line and a web page's date come last."""
    labels = [p for p in front.head if p.kind is Kind.LABEL]
    found = [dated] if dated else []
    if tail and not tail.printer:
        found.append(tail.dated)
    found += [p for p in front.head if p.kind is Kind.DATE]
    issued = [p for p in labels if p.field == "issued"]
    found += sorted(issued, key=lambda piece: not front.reading.text.endswith(_WRITTEN, 0, piece.start))
    if tail:
        found.append(tail.dated)
    return found + [p for p in labels if p.field == "published" and not _from_web(front, p)]


def _from_web(front: Front, piece: Piece) -> bool:
    """Tell whether a 发布日期 is that of the web page: it comes with a clock or among page furniture."""
    if any(
        p.field == "effective" and is_date(front.text(p)) for p in front.head if abs(p.start - piece.start) <= _AROUND
    ):
        return False  # A collection of laws prints 发布日期 beside 实施日期.
    around = front.reading.text[max(0, piece.start - _AROUND) : piece.end + _AROUND]
    return ":" in front.text(piece) or _WEB.search(around) is not None


def _day(text: str, year: int | None) -> tuple[PartialDate | None, bool]:
    bare = text.strip("()")
    clocked = _CLOCKED.fullmatch(bare)
    bare = clocked["day"] if clocked else bare
    mentions = find_dates(bare)
    if mentions and mentions[0].date is not None:
        return mentions[0].date, mentions[0].repaired
    return read_compact_date(bare.removesuffix("印发").replace("年", "", 1), year), True
