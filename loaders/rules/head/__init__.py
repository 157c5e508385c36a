"""What the front of a document says of the plan: title, notice, number, issuers, date, addressees, period.

某县人民政府关于印发《某县河湖整治方案》的通知 / 某政发〔2031〕4号 / 各乡镇人民政府：
某市人民政府办公厅关于成立某工程领导小组的通知某府办发〔2031〕7号各区县人民政府：为…   (one line)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.rules.document_number import DocumentNumber, find_document_numbers
from loaders.rules.head.addressees import split_addressees
from loaders.rules.head.announced import read_announcement
from loaders.rules.head.front import Front, read_front
from loaders.rules.head.period import read_period
from loaders.rules.head.signature import read_signature
from loaders.rules.head.titles import (
    announced_title,
    handed_titles,
    is_own_plan,
    notice_title,
    plan_title,
    same_title,
    titles_in_notice,
)
from loaders.rules.head.words import Kind

if TYPE_CHECKING:
    from kg.records import Evidence, PartialDate
    from loaders.reading import Reading

__all__ = ["Head", "read_head", "same_title"]


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a plan before its first part.

    Strings are as printed, without white space; positions are those of the reading's text.

    Args:
        title: Title of the plan, empty where there is none.
        notice_title: Title of the notice that hands the plan over; None where the notice is the plan.
        document_number: As it should be printed; `document_number_text` as it is printed.
        issuers: Names as signed; where nobody signed, as the metadata block or the title has them.
        published: Whether only the page names them, as those who published the paper.
        issued: Day of issue; `issued_text` as printed, kept where the day cannot be told.
        addressees: One name each.
        starts: First day of the plan's own period, `ends` the last; None where none is stated.
        text_start: Where the document begins behind what a page says of it.
        body_start: Where the text under the title starts.
        own_titles: Titles that the document has for itself, which are no citations of others.
        evidence: One run or more per fact; the rule of each tells the field (`head.title`, `head.number`).
        repairs: What was put right, as `printed -> repaired: why`.
    """

    title: str
    notice_title: str | None
    document_number: str | None
    document_number_text: str | None
    issuers: tuple[str, ...]
    published: bool
    issued: PartialDate | None
    issued_text: str | None
    addressees: tuple[str, ...]
    starts: PartialDate | None
    ends: PartialDate | None
    text_start: int
    body_start: int
    own_titles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    repairs: tuple[str, ...]


class _Record:
    """Collects evidence and repairs while the fields are read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.evidence: list[Evidence] = []
        self.repairs: list[str] = []

    def state(self, start: int, end: int, field: str) -> None:
        """Keep where a field was read."""
        self.evidence.append(self.reading.evidence(start, end, f"head.{field}"))


def read_head(reading: Reading, body_start: int | None = None) -> Head:
    """Return what the front of a document says.

    Args:
        reading: The document.
        body_start: Where its first numbered part starts, if that is known.
    """
    front = read_front(reading, body_start)
    record = _Record(reading)
    notice = notice_title(front)
    handed = handed_titles(front, notice)
    title = plan_title(front, notice, handed)
    if notice is not None and is_own_plan(front, notice, handed, title):
        title, notice, handed = notice, None, []
    given = titles_in_notice(front, notice)
    announcement = read_announcement(front) if title is None else None
    title = announcement.title if announcement else title
    own = tuple(dict.fromkeys(named.text for named in (title, notice, *handed, *given) if named is not None))
    headline = notice or title
    title = announced_title(front, title) if notice is None and title is not None else title
    if title is not None:
        record.state(title.start, title.end, "title")
    if notice is not None:
        record.state(notice.start, notice.end, "notice-title")
    number, number_text, year = _number(front, record)
    signature = read_signature(front, headline, year)
    for name in signature.issuers:
        record.state(name.start, name.end, "issuer")
    if signature.dated is not None:
        record.state(signature.dated.start, signature.dated.end, "issued")
    if signature.repaired:
        record.repairs.append(f"{signature.issued_text} -> {signature.issued}: 日期缺损 (only one day fits)")
    addressees = _addressees(front, record)
    period = read_period(reading, (title.start, title.end) if title else None, front.body_start)
    if period.start is not None and period.end is not None:
        record.state(period.start, period.end, "period")
    record.repairs.extend(period.repairs)
    metadata = reading.document.metadata
    issuers = tuple(dict.fromkeys(name.text for name in signature.issuers))
    labels = {piece.start for piece in front.head if piece.kind is Kind.LABEL}
    return Head(
        title=title.text if title else "".join((metadata.title or "").split()),
        notice_title=notice.text if notice else None,
        document_number=number or metadata.document_number,
        document_number_text=number_text or metadata.document_number,
        issuers=issuers or ((metadata.issuer,) if metadata.issuer else ()),
        published=all(name.start in labels for name in signature.issuers),
        issued=signature.issued,
        issued_text=signature.issued_text,
        addressees=addressees,
        starts=period.starts,
        ends=period.ends,
        text_start=front.text_start,
        body_start=front.body_start,
        own_titles=own,
        evidence=tuple(record.evidence),
        repairs=tuple(record.repairs),
    )


def _addressees(front: Front, record: _Record) -> tuple[str, ...]:
    piece = next((p for p in front.head if p.kind is Kind.SALUTATION), None)
    if piece is None:
        return ()
    record.state(piece.start, piece.end, "addressees")
    named = [front.named(*span) for span in split_addressees(front.reading.text, piece.start, piece.end)]
    return tuple(dict.fromkeys(name.text for name in named))


def _number(front: Front, record: _Record) -> tuple[str | None, str | None, int | None]:
    """Return the number, its printed form and its year; a damaged one is held against the metadata."""
    found = _first_number(front, Kind.NUMBER)
    labelled = _first_number(front, Kind.LABEL)
    printed_at = found or labelled
    best = labelled if found is None or (found.repaired and labelled is not None and not labelled.repaired) else found
    if best is None or printed_at is None:
        return None, None, None
    printed = front.named(printed_at.start, printed_at.end).text
    value = best.value if best.repaired else front.named(best.start, best.end).text
    record.state(best.start, best.end, "number")
    if printed_at.repaired:
        if printed_at is not best:
            record.state(printed_at.start, printed_at.end, "number")
        record.repairs.append(f"{printed} -> {value}: 文号缺损 (brackets lost; a year has four digits)")
    return value, printed, best.year


def _first_number(front: Front, kind: Kind) -> DocumentNumber | None:
    for piece in front.head:
        if piece.kind is kind and (kind is Kind.NUMBER or piece.field == "number"):
            numbers = find_document_numbers(front.reading.text, piece.start, piece.end)
            if numbers:
                return numbers[0]
    return None
