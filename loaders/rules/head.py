"""What the front of a document says of the plan: title, notice, number, issuers, date, addressees, period.

    某县人民政府关于印发《某县河湖整治方案》的通知 / 某政发〔2031〕4号 / 各乡镇人民政府：
    某市人民政府办公厅关于成立某工程领导小组的通知某府办发〔2031〕7号各区县人民政府：为…   (one line)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.dates import find_dates, read_compact_date
from loaders.rules.addressees import split_addressees
from loaders.rules.document_number import find_document_numbers
from loaders.rules.front import Kind, Piece, front_pieces, head_words, is_organ, strip_serial
from loaders.rules.period import Period, read_period

if TYPE_CHECKING:
    from kg.records import Evidence, PartialDate
    from loaders.reading import Reading

_TITLE_LINES: Final = 6
_NOTICE_LINES: Final = 5
_TAIL: Final = 400
"""How far before the end of a document its signature may begin."""
_SIGN_GAP: Final = 14
_PUNCTUATION = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_QUOTED_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,160})》")
_OF_NOTICE = re.compile(r"的?通知\Z")
_TAIL_SIGNATURE = re.compile(
    r"(?:^|[\n。;:)])(?P<organ>[\u4e00-\u9fff()]{4,60}?)\n?"
    r"(?P<date>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|[二][〇零OoO][〇零OoO一二三四五六七八九十]{2}年[一二三四五六七八九十]{1,3}月"
    r"[一二三四五六七八九十]{1,3}日|(?:19|20)[0-9]{5,6})(?P<print>印发)?(?=\n|\(|\Z)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a plan before its first part.

    Strings are as printed, without white space; positions are those of the reading's text.

    Args:
        title: Title of the plan, empty where there is none.
        notice_title: Title of the notice that hands the plan over; None where the notice is the plan.
        document_number: As it should be printed; `document_number_text` as it is printed.
        issuers: Names as signed; where nobody signed, as the metadata block or the title has them.
        issued: Day of issue; `issued_text` as printed, kept where the day cannot be told.
        addressees: One name each.
        starts: First day of the plan's own period, `ends` the last; None where none is stated.
        body_start: Where the text under the title starts.
        own_titles: Titles that the document has for itself, which are no citations of others.
        evidence: One run per fact; the rule of each tells the field (`head.title`, `head.number`).
        repairs: What was put right, as `printed -> repaired: why`.
    """

    title: str
    notice_title: str | None
    document_number: str | None
    document_number_text: str | None
    issuers: tuple[str, ...]
    issued: PartialDate | None
    issued_text: str | None
    addressees: tuple[str, ...]
    starts: PartialDate | None
    ends: PartialDate | None
    body_start: int
    own_titles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    repairs: tuple[str, ...]


def same_title(left: str, right: str) -> bool:
    """Tell whether two titles differ in nothing but punctuation."""
    return bool(left) and _PUNCTUATION.sub("", left) == _PUNCTUATION.sub("", right)


def read_head(reading: Reading, body_start: int | None = None) -> Head:
    """Return what the front of a document says.

    Args:
        reading: The document.
        body_start: Where its first numbered part starts, if that is known. For a second plan in the
            same file the title is the one that stands last before it.
    """
    return _HeadReader(reading, body_start).read()


@dataclass(frozen=True, slots=True)
class _Named:
    """A run of the text with the value read from it."""

    start: int
    end: int
    text: str


class _HeadReader:
    """Reads one head; the pieces are found once, every field then looks among them."""

    def __init__(self, reading: Reading, body_start: int | None) -> None:
        self.reading = reading
        self.text = reading.text
        stop = len(self.text) if body_start is None else body_start
        self.limit = max(stop, 1)
        pieces = front_pieces(reading, self.limit)
        self.pieces = [strip_serial(self.text, p) if p.kind is Kind.NOTICE else p for p in pieces]
        self.evidence: list[Evidence] = []
        self.repairs: list[str] = []
        self.formula = next((i for i, p in enumerate(self.pieces) if p.kind is Kind.FORMULA), None)
        self.opening = self._opening()

    def _opening(self) -> int:
        """Return the index of the first piece of running text that is not the notice's own."""
        at = 0
        if self.formula is not None:
            at = self.formula + 1
            for index in range(at, min(len(self.pieces), at + _SIGN_GAP)):
                if self.pieces[index].kind is Kind.DATE:
                    at = index + 1
                    break
                if self.pieces[index].kind is Kind.HEADING:
                    break
        for index in range(at, len(self.pieces)):
            if self.pieces[index].kind in (Kind.SENTENCE, Kind.HEADING):
                return index
        return len(self.pieces)

    def _printed(self, start: int, end: int) -> str:
        return self.reading.printed(start, end)

    def _state(self, start: int, end: int, field: str) -> None:
        self.evidence.append(self.reading.evidence(start, end, f"head.{field}"))

    def read(self) -> Head:
        """Return all fields."""
        notice = self._notice()
        quoted = self._quoted_titles(notice)
        title = self._title(notice, quoted)
        own = [named.text for named in (title, notice, *quoted) if named is not None]
        handed = bool(quoted) or (notice is not None and head_words().about.search(notice.text) is not None)
        if notice is not None and not handed:
            title, notice = notice, None
        if title is not None:
            self._state(title.start, title.end, "title")
        if notice is not None:
            self._state(notice.start, notice.end, "notice-title")
        number, number_text, year = self._number()
        issuers, issued, issued_text = self._signature(notice or title, year)
        addressees = self._addressees()
        body = self.pieces[self.opening].start if self.opening < len(self.pieces) else self.limit
        period = read_period(self.reading, (title.start, title.end) if title else None, min(body, len(self.text)))
        self._keep_period(period)
        return Head(
            title=title.text if title else "",
            notice_title=notice.text if notice else None,
            document_number=number,
            document_number_text=number_text,
            issuers=issuers,
            issued=issued,
            issued_text=issued_text,
            addressees=addressees,
            starts=period.starts,
            ends=period.ends,
            body_start=body,
            own_titles=tuple(dict.fromkeys(own)),
            evidence=tuple(self.evidence),
            repairs=tuple(self.repairs),
        )

    def _keep_period(self, period: Period) -> None:
        if period.start is not None and period.end is not None:
            self._state(period.start, period.end, "period")
        self.repairs.extend(period.repairs)

    def _notice(self) -> _Named | None:
        """Return the title of the notice: complete on one line, or joined from its lines."""
        before = self.pieces[: self.formula if self.formula is not None else self.opening]
        whole = [p for p in before if p.kind is Kind.NOTICE]
        joined = [run for run in (self._joined_notice(before, i) for i in range(len(before))) if run]
        labelled = [p for p in before if p.kind is Kind.LABEL and p.field == "title"]
        for start, end in [*joined, *((p.start, p.end) for p in whole), *((p.start, p.end) for p in labelled)]:
            found = self.text[start:end]
            if "关于" in found and _ends_notice(found):
                return _Named(start, end, self._printed(start, end))
        return None

    def _joined_notice(self, pieces: list[Piece], index: int) -> tuple[int, int] | None:
        """Return the run of lines around a line with 关于 that makes a whole notice title."""
        kinds = (Kind.SHORT, Kind.ORGAN, Kind.NOTICE)
        piece = pieces[index]
        line = self.text[piece.start : piece.end]
        if piece.kind not in kinds or "关于" not in line:
            return None
        first = index
        while line.startswith("关于") and first and pieces[first - 1].kind is Kind.ORGAN and index - first < _NOTICE_LINES:
            first -= 1
        if first == index and piece.kind is Kind.NOTICE:
            return None
        last = index
        while not _ends_notice(self.text[pieces[last].start : pieces[last].end]):
            last += 1
            if last >= len(pieces) or last - index >= _NOTICE_LINES or pieces[last].kind not in kinds:
                return None
        return pieces[first].start, pieces[last].end

    def _quoted_titles(self, notice: _Named | None) -> list[_Named]:
        """Return the titles in 《》 that the formula, or else the notice's own title, hands over."""
        runs = []
        if self.formula is not None:
            piece = self.pieces[self.formula]
            before = self.pieces[self.formula - 1] if self.formula else None
            joined = before is not None and before.kind is Kind.SHORT and "《" in self.text[before.start : before.end]
            start = before.start if before is not None and joined else piece.start
            formula = head_words().formula.search(self.text, piece.start, piece.end)
            runs.append((start, formula.start() if formula else piece.end))
        found: list[_Named] = []
        for start, end in runs:
            for match in _QUOTED_TITLE.finditer(self.text, start, end):
                if self._hands_over(match.start(), start):
                    found.append(_Named(match.start(1), match.end(1), self._printed(match.start(1), match.end(1))))
        if found or notice is None:
            return found
        about = head_words().about.search(self.text, notice.start, notice.end)
        if about is None:
            return []
        for match in _QUOTED_TITLE.finditer(self.text, about.end(), notice.end):
            found.append(_Named(match.start(1), match.end(1), self._printed(match.start(1), match.end(1))))
        if not found:
            end = _OF_NOTICE.search(self.text, about.end(), notice.end)
            if end and end.start() > about.end():
                found.append(_Named(about.end(), end.start(), self._printed(about.end(), end.start())))
        return found

    def _hands_over(self, at: int, start: int) -> bool:
        """Tell whether the 《 at `at` opens what is handed over, not what it is based on (根据《…》)."""
        front = self.text[start:at]
        return not re.search(r"(?:根据|按照|依据|依照|落实|贯彻|遵照|结合)[^,。;]{0,80}\Z", front) or bool(
            re.search(r"(?:现将|将|把)[^,。;]{0,60}\Z", front)
        )

    def _title(self, notice: _Named | None, quoted: list[_Named]) -> _Named | None:
        """Return the title over the plan's text, else the one that the notice names."""
        first = 0 if self.formula is None else self.formula + 1
        lines = [i for i in range(first, self.opening) if self.pieces[i].kind in (Kind.SHORT, Kind.NOTICE)]
        runs = _runs(lines)
        if notice is not None:
            runs = [run for run in runs if self.pieces[run[0]].start >= notice.end]
        candidates = [named for run in runs for named in self._title_runs(run)]
        for named in candidates:
            if any(same_title(named.text, other.text) for other in quoted):
                return named
        ended = [named for named in candidates if head_words().title.search(named.text)]
        if ended and (notice is None or not quoted or self.formula is not None):
            return ended[-1]
        if quoted:
            return quoted[0]
        if notice is not None:
            return notice
        if candidates:
            return candidates[-1]
        labelled = next((p for p in self.pieces if p.kind is Kind.LABEL and p.field == "title"), None)
        return _Named(labelled.start, labelled.end, self._printed(labelled.start, labelled.end)) if labelled else None

    def _title_runs(self, run: list[int]) -> list[_Named]:
        """Return what a run of short lines can be as a title: up to each line that ends one."""
        found = []
        first = 0
        for place, index in enumerate(run):
            line = self.text[self.pieces[index].start : self.pieces[index].end]
            following = (
                self.text[self.pieces[run[place + 1]].start : self.pieces[run[place + 1]].end]
                if place + 1 < len(run)
                else ""
            )
            if (head_words().title.search(line) and not following.startswith("(")) or place + 1 == len(run):
                start = max(first, place - _TITLE_LINES + 1)
                begin, end = self.pieces[run[start]].start, self.pieces[index].end
                found.append(_Named(begin, end, self._printed(begin, end)))
                first = place + 1
        return found

    def _number(self) -> tuple[str | None, str | None, int | None]:
        """Return the number, its printed form and its year; a damaged one is held against the metadata."""
        found = None
        for piece in self.pieces[: self.opening]:
            if piece.kind is Kind.NUMBER:
                found = next(iter(find_document_numbers(self.text, piece.start, piece.end)), None)
                if found:
                    break
        labelled = None
        for piece in self.pieces[: self.opening]:
            if piece.kind is Kind.LABEL and piece.field == "number":
                labelled = next(iter(find_document_numbers(self.text, piece.start, piece.end)), None)
        stated = self.reading.document.metadata.document_number
        if found is None and labelled is None:
            return stated, stated, None
        best = found or labelled
        if found is not None and found.repaired and labelled is not None and not labelled.repaired:
            best = labelled
        if best is None:
            return None, None, None
        printed_from = found or best
        printed = self._printed(printed_from.start, printed_from.end)
        value = best.value if best.repaired else self._printed(best.start, best.end)
        self._state(best.start, best.end, "number")
        if printed_from.repaired:
            self._state(printed_from.start, printed_from.end, "number")
            self.repairs.append(f"{printed} -> {value}: 文号缺损 (brackets lost; a year has four digits)")
        return value, printed, best.year

    def _addressees(self) -> tuple[str, ...]:
        piece = next((p for p in self.pieces[: self.opening] if p.kind is Kind.SALUTATION), None)
        if piece is None:
            return ()
        self._state(piece.start, piece.end, "addressees")
        return tuple(self._printed(a, b) for a, b in split_addressees(self.text, piece.start, piece.end))

    def _signature(
        self, headline: _Named | None, year: int | None
    ) -> tuple[tuple[str, ...], PartialDate | None, str | None]:
        """Return who issued the plan and when: signature, then metadata, then the title's own front."""
        organs, dated = self._signed()
        tail = self._tail_signature() if not organs or dated is None else None
        if tail and not organs and not tail[2]:
            organs = [tail[0]]
        names = [name for organ in organs for name in self._names(organ)]
        if not names:
            names = self._named_elsewhere(headline)
        issued, text = self._issued(dated, tail, year)
        for name in names:
            self._state(name.start, name.end, "issuer")
        issuers = tuple(dict.fromkeys(n.text for n in names))
        if not issuers and self.reading.document.metadata.issuer:
            issuers = (self.reading.document.metadata.issuer,)
        return issuers, issued, text

    def _signed(self) -> tuple[list[Piece], Piece | None]:
        """Return the bodies and the date under the notice, or under the title of a plan without one."""
        first = 0 if self.formula is None else self.formula + 1
        for index in range(first, min(self.opening, len(self.pieces))):
            if self.pieces[index].kind is not Kind.DATE:
                continue
            begin = index
            while begin > first and self.pieces[begin - 1].kind is Kind.ORGAN:
                begin -= 1
            if begin < index or self.formula is not None:
                return self.pieces[begin:index], self.pieces[index]
        if self.formula is not None:
            organs = [p for p in self.pieces[first : self.opening] if p.kind is Kind.ORGAN]
            return organs[:3], None
        return [], None

    def _tail_signature(self) -> tuple[Piece, Piece, bool] | None:
        """Return body, date and whether it is the printer's line, from the end of the document."""
        start = max(0, len(self.text) - _TAIL)
        found = None
        for match in _TAIL_SIGNATURE.finditer(self.text, start):
            if is_organ(match["organ"]):
                organ = Piece(match.start("organ"), match.end("organ"), Kind.ORGAN)
                dated = Piece(match.start("date"), match.end("date"), Kind.DATE)
                printer = match["print"] is not None
                if found is None or found[2]:
                    found = (organ, dated, printer)
        return found

    def _names(self, organ: Piece) -> list[_Named]:
        """Cut a line of signatures where white space parts two bodies (`某市教育局  某市财政局`)."""
        cuts = [organ.start]
        for index in range(organ.start + 2, organ.end - 2):
            if self.reading.gap_before(index) and is_organ(self.text[cuts[-1] : index]) and is_organ(self.text[index : organ.end]):
                cuts.append(index)
        cuts.append(organ.end)
        return [_Named(a, b, self._printed(a, b)) for a, b in zip(cuts, cuts[1:], strict=False)]

    def _named_elsewhere(self, headline: _Named | None) -> list[_Named]:
        for piece in self.pieces[: self.opening]:
            if piece.kind is Kind.LABEL and piece.field == "issuer" and is_organ(self.text[piece.start : piece.end]):
                return [_Named(piece.start, piece.end, self._printed(piece.start, piece.end))]
        if headline is not None:
            about = self.text.find("关于", headline.start, headline.end)
            if about > headline.start and is_organ(self.text[headline.start : about]):
                return self._names(Piece(headline.start, about, Kind.ORGAN))
        return []

    def _issued(
        self, dated: Piece | None, tail: tuple[Piece, Piece, bool] | None, year: int | None
    ) -> tuple[PartialDate | None, str | None]:
        """Return the day of issue: under the signature, behind the title, in the metadata, at the end."""
        labels = [p for p in self.pieces[: self.opening] if p.kind is Kind.LABEL]
        dates = [p for p in self.pieces[: self.opening] if p.kind is Kind.DATE]
        runs = [dated] if dated else []
        if tail and not tail[2]:
            runs.append(tail[1])
        runs += [*dates, *(p for p in labels if p.field == "issued")]
        if tail:
            runs.append(tail[1])
        runs += [p for p in labels if p.field == "published" and not self._from_web(p)]
        unread = None
        for piece in runs:
            value, repaired = self._day(piece, year)
            printed = self._printed(piece.start, piece.end)
            if value is None:
                unread = unread or printed
                continue
            self._state(piece.start, piece.end, "issued")
            if repaired:
                self.repairs.append(f"{printed} -> {value}: 日期缺损 (only one day fits)")
            return value, printed
        return None, unread or self.reading.document.metadata.issued

    def _from_web(self, piece: Piece) -> bool:
        """Tell whether a 发布日期 is that of the web page: it comes with a clock or among page furniture."""
        around = self.text[max(0, piece.start - 60) : piece.end + 60]
        return ":" in self.text[piece.start : piece.end] or bool(re.search(r"浏览|点击|字体|字号:|来源:", around))

    def _day(self, piece: Piece, year: int | None) -> tuple[PartialDate | None, bool]:
        text = self.text[piece.start : piece.end].strip("()")
        mentions = find_dates(text)
        if mentions and mentions[0].date is not None:
            return mentions[0].date, mentions[0].repaired
        digits = text.removesuffix("印发")
        return read_compact_date(digits, year), True


def _ends_notice(line: str) -> bool:
    found = head_words().notice_end.search(line[-4:])
    return found is not None and line.endswith(found.group())


def _runs(indices: list[int]) -> list[list[int]]:
    """Group neighbouring indices."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
