"""Document numbers: 某政发〔2024〕1号, in every kind of bracket and with brackets lost in conversion.

某市府发〔2031〕12号            as it should be
某政办字〔203112号 → 〔2031〕12号  a year has four digits, so the cut is certain: a repair
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.lexicon import rows

_LONGEST_CODE: Final = 18
_ANCHOR = re.compile(
    r"[〔\[(【{〈„](?P<year>(?:19|20)[0-9]{2})年?(?P<close>[〕\])】}〉‟]?)第?(?P<number>[0-9]{1,5})?(?P<end>号?)"
    r"|(?P<bare>(?:19|20)[0-9]{2})(?P<close2>[〕\]】]?)(?P<number2>[0-9]{1,4})(?P<end2>号)"
)
_CODE = re.compile(r"[A-Z\u4e00-\u9fff]+(?:\([\u4e00-\u9fff]{1,8}\)[\u4e00-\u9fff]{0,4})?\Z")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number found in a text: `value` as it should be printed, `repaired` where it was not printed so.

    `start` and `end` are positions of the text that was searched; `code` and `year` are its parts.
    """

    start: int
    end: int
    value: str
    code: str
    year: int
    repaired: bool


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    table = rows("document_number_words")
    tails = frozenset(word for kind, word in table if kind == "tail")
    before = "|".join(sorted((word for kind, word in table if kind == "before"), key=len, reverse=True))
    orders = "|".join(word for kind, word in table if kind == "order")
    order = re.compile(rf"[\u4e00-\u9fff]{{0,16}}(?:{orders})\(?(?:(?:19|20)[0-9]{{2}}年)?\)?第?[0-9]{{1,4}}号")
    return tails, re.compile(rf"(?:{before})(?=[\u4e00-\u9fff])"), order


def _code_before(text: str, start: int, stop: int) -> int:
    """Return where the code that ends at `stop` begins; `stop` itself where there is none."""
    first = max(start, stop - _LONGEST_CODE)
    run = _CODE.search(text, first, stop)
    if run is None:
        return stop
    begin = run.start()
    for word in _words()[1].finditer(text, begin, stop):
        begin = word.end()
    return begin


def find_document_numbers(text: str, start: int = 0, end: int | None = None) -> list[DocumentNumber]:
    """Return the document numbers of `text[start:end]` in order.

    A number without its closing bracket, 号 or both brackets is read where the code in front ends as
    codes do; it is then marked as repaired. Years and figures in other brackets are left alone.
    """
    tails = _words()[0]
    stop = len(text) if end is None else end
    found: list[DocumentNumber] = []
    for match in _ANCHOR.finditer(text, start, stop):
        year = match["year"] or match["bare"]
        number = match["number"] or match["number2"]
        if not number:
            continue
        begin = _code_before(text, max(start, found[-1].end if found else start), match.start())
        code = text[begin : match.start()]
        intact = bool(match["close"] and match["end"]) and match[0][0] != "„"
        alone = text[max(begin - 1, 0) : begin] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
        whole = alone and bool(match["close"])
        if not code or (not intact and not whole and code[-1] not in tails):
            continue
        plain = text[begin : match.end()]
        value = plain if intact else f"{code}〔{year}〕{int(number)}号"
        found.append(DocumentNumber(begin, match.end(), value, code, int(year), not intact))
    return found


def find_order_number(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where `text[start:end]` prints the number of an order or announcement (国务院令第1号), or None."""
    match = _words()[2].fullmatch(text, start, end)
    return match.span() if match else None
