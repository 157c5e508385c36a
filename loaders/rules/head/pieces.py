"""The pieces in front of a plan's body: titles, number, salutation, formula, signature, page furniture.

A paragraph is one piece where it was printed so; where conversion ran them together
(`…的通知某府发〔2031〕9号各区人民政府：为…`) it is cut at what cannot be inside a title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.dates import find_dates
from loaders.rules.document_number import find_document_numbers
from loaders.rules.head.addressees import find_salutation
from loaders.rules.head.labels import BULLETS, fits, label_inside, label_pieces
from loaders.rules.head.lines import ASIDE, simple_kind
from loaders.rules.head.words import Kind, Piece, head_words, is_date, is_organ, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading import Reading

_ZONE: Final = 8_000
"""No head of a document was seen to be longer than 2,000 characters; tables of contents come on top."""
_LONG: Final = 90
_LONGEST_ORGAN: Final = 44
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}(?:编|部分|章|节|条)|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.]|[㈠-㈩]|\([一二三四五六七八九十]{1,3}\)"
    r"|[0-9]{1,2}(?:\.(?![0-9])|、)|\([0-9]{1,2}\)|1\.1\.?(?=[\u4e00-\u9fff])|1总则)(?!.{0,60}关于(?:.{2,160}通知|印发|转发|公布|发布))"
)
_TAG = re.compile(r"[【\[][^】\]\n]{2,12}[】\]]|[\u4e00-\u9fff]{2,8}[丨|]")
_FILE = re.compile(r"[A-Za-z0-9_-]{1,40}\.(?:tiff?|jpe?g|png|gif|bmp|pdf|docx?|xlsx?|wps|ofd)(?=[\u4e00-\u9fff《])")
_SERIAL = re.compile(r"[0-9]{1,3}[.、]\s*")
_YEARED = re.compile(r"\((?:(?:19|20)[0-9]{2}年?(?:版|修订|修正)?|试行|暂行)\)")
_FEWEST_LABELS: Final = 3
"""With fewer it may be a table of tasks: 分类 | 名称 | 责任单位."""
_FLAT: Final = 16
_FLAT_HEAD: Final = 2_500
"""On one line, gaps are looked at in paragraphs longer than `_FLAT`, so far into the text."""
_LONGEST_SALUTED: Final = 260
_LONGEST_SIGNATURE: Final = 240
_TITLED = re.compile(
    r"关于|(?:方案|计划|规划|纲要|措施|意见|办法|要点|规定|细则|清单|政策|通知)(?:\([^()]{1,20}\))?》\Z"
)
_DRAFT = re.compile(r"\((?:草案|征求意见稿|送审稿|审议稿|讨论稿|初稿)\)")
_OPENS_BODY = re.compile(r"(?:为|根据|按照|依据|经).{6,}(?:制定|制订|提出|编制)(?:如下|以下|本)[\u4e00-\u9fff]{0,12}\Z")
_REASONS = re.compile(
    r"为(?:了)?(?:进一步|深入|认真|全面|切实|更好|扎实|加快|推动|推进|促进|加强|规范|做好|抓好|贯彻|落实|确保)|根据|按照|依据|依照|遵照"
)
_PREAMBLE = re.compile(r"提出(?:如下|以下|本)|制定(?:如下|以下|本)|通知如下|现就")
_REPEALED = re.compile(r"废止|停止执行|不再执行")
_BRACKETED = re.compile(r"\([^()]{4,24}\)")
_LISTED = re.compile(r"[0-9]{1,2}[.、][^。;]{2,60}")
_QUOTED = re.compile(
    r"《[^《》\n]{0,160}(?:《[^《》\n]{0,120}》[^《》\n]{0,60})*》?|〈[^〈〉\n]{0,120}〉?|<[^<>\n]{0,120}>?"
)
_GOES_ON: Final = (",", "在", "至", "前", "起", "以", "到", "-")
_SERIALS: Final = "-_ "


def front_pieces(reading: Reading, stop: int | None = None) -> list[Piece]:
    """Return the pieces of the front in order, up to `stop` or as far as a front can reach.

    The list ends after the first SENTENCE or HEADING that is followed by neither formula nor signature.
    """
    limit = min(len(reading.text), _ZONE, _ZONE if stop is None else max(stop, 1))
    pieces: list[Piece] = []
    pending: str | None = None
    cells = _cells_of_labels(reading, limit)
    for left, right in _lines(reading, limit):
        start, end = _without_bars(reading.text, left, right)
        if start >= end:
            continue
        if start in cells:
            field, pending = cells[start], None
            if field is not None:
                value = _of_paragraph(reading, start, end, after_label=False)
                known = field == "none" or fits(field, value, reading.text[start:end])
                pieces.append(Piece(start, end, Kind.LABEL, field if known else "none"))
            continue
        found = _of_paragraph(reading, start, end, after_label=pending is not None or _follows_label(pieces))
        if pending is not None and fits(pending, found, reading.text[start:end]):
            found = [Piece(start, end, Kind.LABEL, pending)]
        pending = None
        found = _in_context(reading.text, pieces, found)
        last = found[-1]
        if last.kind is Kind.LABEL and (reading.text[last.end - 1] == ":" or _empty_label(last, end)):
            pending = last.field
            found.pop()
        pieces.extend(found)
    return pieces


def _cells_of_labels(reading: Reading, limit: int) -> dict[int, str | None]:
    """Return the cells of tables of metadata (发布机构 | 区水务局): labels with None, values with their field."""
    found: dict[int, str | None] = {}
    labels = head_words().labels
    for table in reading.tables:
        first = next((cell for cell in table.rows[0] if cell is not None), None)
        if table.start >= limit or first is None or first.text not in labels:
            continue
        names = {cell.text for row in table.rows for cell in row if cell is not None and cell.text in labels}
        if len(names) < _FEWEST_LABELS:
            continue
        for row in table.rows:
            for cell, value in pairwise((*row, None)):
                if cell is not None and cell.text in labels:
                    found[cell.start] = None
                    if value is not None and value.text not in labels:
                        found[value.start] = labels[cell.text]
    return found


def _lines(reading: Reading, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of the front; where a document is one line, its printed gaps are where lines ended."""
    for first, end in reading.paragraphs(0, limit):
        start = first
        mark = head_words().full.search(reading.text, first, min(end, first + _FLAT_HEAD))
        if mark and mark.end() < end:
            start = mark.end()
            yield first, start
        if not reading.flat or end - start < _FLAT:
            yield start, end
            continue
        stop = min(end, _FLAT_HEAD)
        begin, depth = start, 0
        for index in range(start + 1, stop):
            depth += (reading.text[index - 1] in "《(〔") - (reading.text[index - 1] in "》)〕")
            if depth <= 0 and reading.gap_before(index) and index - begin > 1 and not _dated(reading.text, index):
                yield begin, index
                begin, depth = index, 0
        yield begin, end


def _dated(text: str, index: int) -> bool:
    """Tell whether a gap stands inside a date or a number (2031 年3 月, 22 号)."""
    return (text[index - 1].isdigit() or text[index - 1] in "年月第到至") and (
        text[index].isdigit() or text[index] in "年月日号"
    )


def _empty_label(piece: Piece, end: int) -> bool:
    """Tell whether a label that prints no colon ends its line, so that its value stands on the next."""
    return piece.end == end and piece.end - piece.start == 1 and piece.field is not None


def _in_context(text: str, before: list[Piece], found: list[Piece]) -> list[Piece]:
    """Put right what a line is by the line before it: a list of annexes, the second line of a salutation."""
    if not before:
        return found
    last, first = before[-1], found[0]
    listed = (Kind.HEADING, Kind.SHORT)  # 2.2031年任务表 is no heading by its number.
    if last.kind is Kind.ATTACHMENT and first.kind in listed and _LISTED.fullmatch(text, first.start, first.end):
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
    if first.kind is Kind.SALUTATION:
        begin = first.start
        while before and begin - before[-1].start <= _LONGEST_SALUTED and _goes_on_below(text, before[-1], begin):
            begin = before.pop().start
        return [replace(first, start=begin), *found[1:]]
    return found


def _goes_on_below(text: str, piece: Piece, begin: int) -> bool:
    """Tell whether a line above a salutation is its beginning (各县人民政府, / 市政府各部门:)."""
    whole = text[piece.start : piece.end]
    plain = piece.kind in (Kind.SHORT, Kind.ORGAN, Kind.SALUTATION) and piece.end + 1 >= begin
    return (
        plain and whole[-1] in ",、" and find_salutation(f"{whole[:-1]}:", 0, len(whole), colon_needed=True) is not None
    )


def _without_bars(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the bars that a table of a page leaves at the edges of its cells."""
    while start < end and text[start] == "|":
        start += 1
    while end > start and text[end - 1] == "|":
        end -= 1
    return start, end


def _follows_label(pieces: list[Piece]) -> bool:
    return bool(pieces) and pieces[-1].kind is Kind.LABEL


def _of_paragraph(reading: Reading, start: int, end: int, *, after_label: bool) -> list[Piece]:
    text = reading.text
    labels = label_pieces(reading, start, end, after_label=after_label)
    if labels:
        return labels
    inside = label_inside(reading, start, end)
    if inside is not None:
        front = _of_paragraph(reading, start, inside, after_label=False)
        return [*front, *label_pieces(reading, inside, end, after_label=False)]
    start = _behind_bullet(text, start, end)
    signed = _signed_line(reading, start, end)
    if signed:
        return signed
    pieces: list[Piece] = []
    at = start
    while at < end:
        at, stop = _unwrapped(text, at, end)
        piece = _next(text, at, stop)
        if piece.kind is Kind.SHORT and pieces and pieces[-1].kind is Kind.SALUTATION:
            piece = replace(piece, kind=Kind.SENTENCE)
        pieces.append(piece)
        at = end if piece.end == stop else piece.end
        while at < end and text[at] in _SERIALS + ":":
            at += 1
    return pieces


def _behind_bullet(text: str, start: int, end: int) -> int:
    """Return where a number or the title of a notice begins that a page prints behind a bullet."""
    bullet = BULLETS.match(text, start, end)
    begin = bullet.end() if bullet else start
    if begin == start or end - begin > _LONG:
        return start
    known = _title_end(text, begin, end) is not None or simple_kind(text[begin:end]) is Kind.NUMBER
    return begin if known else start


def _signed_line(reading: Reading, start: int, end: int) -> list[Piece]:
    """Return the bodies and the day of a line that is nothing but a signature, parted by printed gaps."""
    text = reading.text
    if end - start > _LONGEST_SIGNATURE or not (text[end - 1] == "日" or text[end - 1].isdigit()):
        return []
    cuts = [start, *(index for index in range(start + 1, end) if reading.gap_before(index)), end]
    found: list[Piece] = []
    for left, right in pairwise(cuts):
        if is_date(text[left:end]):
            return [*found, Piece(left, end, Kind.DATE)] if found else []
        if is_organ(text[left:right]):
            found.append(Piece(left, right, Kind.ORGAN))
        elif ASIDE.match(text, left, right):
            found.append(Piece(left, right, Kind.CHROME))
        else:
            return []
    return []


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what pages put around a title: 【规范性文件】某县…的通知(已废止), 《某县…的通知》."""
    if end - start > _LONG * 2:
        return start, end
    status = head_words().status.search(text, start, end)
    end = status.start() if status and status.start() > start else end
    tag = _FILE.match(text, start, end) or _TAG.match(text, start, end)
    start = tag.end() if tag and tag.end() < end else start
    whole = _QUOTED.match(text, start, end)
    if whole and whole.group()[-1] == "》" and _TITLED.search(whole.group()):
        rest = text[whole.end() : end]
        if not rest or _DRAFT.fullmatch(rest):
            return start + 1, whole.end() - 1
    return start, end


def _next(text: str, start: int, end: int) -> Piece:
    """Return the piece that begins at `start` of a paragraph that ends at `end`."""
    words = head_words()
    whole = text[start:end]
    if _HEADING.match(text, start, end):
        return Piece(start, end, Kind.HEADING)
    if len(whole) <= _LONG:
        simple = simple_kind(whole)
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
    formula = words.formula.search(text, start, end)
    if formula and (not formula.group().startswith("请") or not _PREAMBLE.search(text, start, end)):
        return Piece(start, _formula_end(text, formula.end(), end), Kind.FORMULA)
    runs_on = len(whole) > _LONG or "。" in whole or _OPENS_BODY.match(whole) or (whole.endswith(":") and "," in whole)
    return Piece(start, end, Kind.SENTENCE if runs_on else Kind.SHORT)


def _formula_end(text: str, start: int, end: int) -> int:
    """Return where the sentence of the formula ends if signature or date run on behind it, else the paragraph's end."""
    stop = text.find("。", start, end) + 1
    if not 0 < stop < end or _REPEALED.search(text, stop, end):
        return end
    return stop if _signature_end(text, stop, end) is not None else end


def _opening_piece(text: str, start: int, end: int) -> Piece | None:
    """Return what stands at the start of a line on which several things run on, or None."""
    if _REASONS.match(text, start, end) and "," in text[start:end]:
        return None  # 为落实某省关于节水的意见(某政发〔2031〕5号),: what it rests on is no title.
    number = next(iter(find_document_numbers(text, start, min(end, start + _LONG))), None)
    title_end = _title_end(text, start, end)
    salutation = find_salutation(text, start, end, colon_needed=True)
    bracketed = _BRACKETED.match(text, start, end)
    piece: Piece | None = None
    if number and number.start - start <= 1 and text[start : number.start] in ("", "("):
        close = number.end + (text[number.end : number.end + 1] == ")" and number.start > start)
        piece = Piece(start, close, Kind.NUMBER)
    elif title_end is not None:
        piece = Piece(start, title_end, Kind.NOTICE)
    elif number and _ends_title(text, start, number.start):
        piece = Piece(start, number.start - (text[number.start - 1] == "("), Kind.SHORT)
    elif salutation:
        piece = Piece(start, salutation[1], Kind.SALUTATION)
    elif bracketed and is_date(bracketed.group()):
        piece = Piece(start, bracketed.end(), Kind.DATE)
    else:
        piece = _signature_end(text, start, end) or _before_date(text, start, end)
    return piece


def _ends_title(text: str, start: int, number: int) -> bool:
    """Tell whether a title stands before the number in brackets at `number` (`某市关于…的意见(某政〔2031〕5号)`)."""
    title = text[start : number - 1]
    if text[number - 1] != "(" or re.search(r"[。:;,]", title):
        return False
    return head_words().numbered.search(title) is not None and title.count("《") == title.count("》")


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
    if first.start == start and text[first.end : first.end + 1] in _GOES_ON:
        return None  # 2031年1月6日,区长作了报告: a sentence.
    if first.start == start:
        return Piece(start, first.end, Kind.DATE)
    return Piece(start, first.start, Kind.ORGAN) if is_organ(text[start : first.start]) else None


def _title_end(text: str, start: int, end: int) -> int | None:
    """Return where the title of a notice that begins at `start` ends, or None.

    An ending counts only where nothing follows, or a date, a number or a salutation.
    """
    about = subject(text, start, min(end, start + _LONG))
    if about is None:
        return None
    stop = min(end, about + 240)
    hidden = [(m.start(), m.end()) for m in _QUOTED.finditer(text, start, stop)]
    for match in head_words().notice_end.finditer(text, about, stop):
        if any(a < match.start() < b for a, b in hidden):
            continue
        if "。" in text[start : match.start()] or ":" in text[start : match.start()]:
            return None
        if match.end() == end or _YEARED.fullmatch(text, match.end(), end) or _goes_on(text, match.end(), end):
            return match.end()
    return None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a title is a date in brackets, a number or a salutation."""
    opened = text[start : start + 1] in "(【["
    numbers = find_document_numbers(text, start, min(end, start + 40))
    if numbers and numbers[0].start <= start + 1:
        return True
    if is_date(text[start:end]):
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
