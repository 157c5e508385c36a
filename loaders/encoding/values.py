"""Single values of encodings: dates and numbers as people write them, strictly."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from kg.records import PartialDate

_ISO: Final = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?", re.ASCII)
_PRINTED: Final = re.compile(r"([0-9]{4})年(?:(底|末)|([0-9]{1,2})月(?:([0-9]{1,2})日|底|末)?)?(?:以前|之前|前|内)?")
_NUMBER: Final = re.compile(r"([-+]?[0-9]{1,30}(?:\.[0-9]{1,12})?)\s?(万亿|亿|千万|百万|万)?", re.ASCII)
_FACTORS: Final = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_DECEMBER: Final = 12


def read_date(text: str) -> PartialDate | None:
    """Return the date that `text` is, None where it is none.

    >>> str(read_date("2026年6月底前")), str(read_date("2023年底前")), read_date("2026-13")
    ('2026-06', '2023-12', None)
    """
    if (match := _ISO.fullmatch(text)) is not None:
        year, month, day = (None if part is None else int(part) for part in match.groups())
    elif (match := _PRINTED.fullmatch(text)) is not None:
        year = int(match[1])
        month = _DECEMBER if match[2] else None if match[3] is None else int(match[3])
        day = None if match[4] is None else int(match[4])
    else:
        return None
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def read_number(text: str) -> Decimal | None:
    """Return the number that `text` is, 万 and 亿 multiplied out; None where it is none.

    >>> read_number("2.6万"), read_number("-3"), read_number("1,000"), read_number("10%")
    (Decimal('26000'), Decimal('-3'), None, None)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    value = Decimal(match[1]) * _FACTORS.get(match[2] or "", 1)
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """Return an equal number without exponent and without zeros at its end.

    >>> plain(Decimal("26000.0")), plain(Decimal("1E+3")), plain(Decimal("1.50"))
    (Decimal('26000'), Decimal('1000'), Decimal('1.5'))
    """
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def printed(value: PartialDate | None, written: str | None, stated: str | None) -> str | None:
    """Return the printed form of a date: as stated, else as written where that is not the plain form."""
    if stated is not None:
        return stated
    return written if value is not None and written != str(value) else None


def digits(value: Decimal) -> str:
    """Return a number as plain digits.

    >>> digits(Decimal("2.60E+4")), digits(Decimal("0.50"))
    ('26000', '0.5')
    """
    return format(plain(value), "f")
