"""The forms in which terms are written: only lexical forms that Oxigraph gives back unchanged.

Terms are UTF-8 bytes held in a `str`, one character a byte (latin-1): joining and encoding a plan is
then three times as fast as with wide characters. `encode` undoes it; no other module needs to know.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, both
from kg.terms import XSD

if TYPE_CHECKING:
    from kg.records import PartialDate

_SHORT: Final = 40
_DECIMAL: Final = f'"^^<{XSD.decimal}>'
_INTEGER: Final = f'"^^<{XSD.integer}>'
_DATE: Final = f'"^^<{XSD.date}>'
TRUE: Final = f'"true"^^<{XSD.boolean}>'
FALSE: Final = f'"false"^^<{XSD.boolean}>'


def encode(lines: list[str]) -> bytes:
    """Return lines made of these terms as UTF-8."""
    return "".join(lines).encode("latin-1")


def string(text: str) -> str:
    r"""Return `text` as an xsd:string term.

    >>> string('a "b"')
    '"a \\"b\\""'

    Raises:
        SourceError: `text` holds half a character (a lone surrogate), which no UTF-8 file can.
    """
    return _kept(text) if len(text) <= _SHORT else _escaped(text)


@lru_cache(maxsize=8192)
def _kept(text: str) -> str:
    """Return a short string's term: names of units and rules come again and again."""
    return _escaped(text)


def _escaped(text: str) -> str:
    if not text.isascii():
        try:
            text = text.encode().decode("latin-1")
        except UnicodeEncodeError as error:
            raise SourceError(
                both(f"The text {text[:40]!r} holds half a character.", f"文字 {text[:40]!r} 含有半个字符。"),
                both("Write the character as UTF-8.", "请用 UTF-8 书写该字符。"),
            ) from error
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if '"' in text:
        text = text.replace('"', '\\"')
    if "\n" in text:
        text = text.replace("\n", "\\n")
    if "\r" in text:
        text = text.replace("\r", "\\r")
    if "\t" in text:
        text = text.replace("\t", "\\t")
    return f'"{text}"'


def decimal_digits(value: Decimal) -> str:
    """Return the canonical digits of `value`: no exponent, no zero too many, no point without need.

    >>> decimal_digits(Decimal("1.40")), decimal_digits(Decimal("2.6E+4")), decimal_digits(Decimal("-0.0"))
    ('1.4', '26000', '0')

    Raises:
        SourceError: `value` is not finite.
    """
    if not value.is_finite():
        raise SourceError(
            both(f"A value is {value}, which is not a number.", f"值 {value} 不是数字。"),
            both("Write a number in digits.", "请用数字书写。"),
        )
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def decimal(digits: str) -> str:
    """Return `decimal_digits` of a value as an xsd:decimal term."""
    return f'"{digits}{_DECIMAL}'


def integer(value: int) -> str:
    """Return `value` as an xsd:integer term."""
    return f'"{value}{_INTEGER}'


def day(value: date) -> str:
    """Return `value` as an xsd:date term."""
    return f'"{value.isoformat()}{_DATE}'


def first_day(value: PartialDate | None) -> str | None:
    """Return the first day of `value` as an xsd:date term, or None where no calendar has that day."""
    try:
        return day(value.first_day) if value is not None else None
    except ValueError:
        return None


def last_day(value: PartialDate | None) -> str | None:
    """Return the last day of `value` as an xsd:date term, or None where no calendar has that day."""
    try:
        return day(value.last_day) if value is not None else None
    except ValueError:
        return None


def boolean(value: bool) -> str:
    """Return `value` as an xsd:boolean term."""
    return TRUE if value else FALSE
