"""What literals mean, for the forms that plans hold; of every other form the compiled rules doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg.terms import XSD
from kg.validation.fast.world import Doubt
from kg.validation.index import datatype, is_literal, lexical, node_of

INTEGER: Final = f"<{XSD.integer}>"
DATE: Final = f"<{XSD.date}>"
STRING: Final = f"<{XSD.string}>"
_NUMERIC: Final = re.compile(
    r"<http://www\.w3\.org/2001/XMLSchema#(float|double|decimal|(nonPositive|negative|nonNegative|positive)Integer|"
    r"integer|unsigned(Long|Int|Short|Byte)|long|int|short|byte)>"
)
_NUMBER: Final = re.compile(
    r'"(-?[0-9]{1,18}(?:\.[0-9]{1,18})?)"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|decimal)>'
)
_PLAIN: Final = {
    INTEGER: re.compile(r'"-?[0-9]{1,18}"\^\^<[^>]*>'),
    f"<{XSD.decimal}>": re.compile(r'"-?[0-9]{1,18}(?:\.[0-9]{1,18})?"\^\^<[^>]*>'),
    f"<{XSD.boolean}>": re.compile(r'"(?:true|false)"\^\^<[^>]*>'),
}
_DAY: Final = re.compile(r'"([0-9]{4}-[0-9]{2}-[0-9]{2})"\^\^<http://www\.w3\.org/2001/XMLSchema#date>')


_COMMON: Final = re.compile(
    r'"(?:-?[0-9]{1,18}"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|decimal)|'
    r'(?:true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean)>'
)


def is_common(term: str) -> bool:
    """Return whether a literal is a whole number or a boolean in the form that stores keep; the quick answer."""
    return _COMMON.fullmatch(term) is not None


@lru_cache(maxsize=8192)
def ill_typed(term: str) -> bool:
    """Return whether a literal has no value of its datatype, as rdflib sees it (30 February)."""
    return bool(getattr(node_of(term), "ill_typed", False))


def datatype_test(kind: str) -> Callable[[str], bool]:
    """Return the function that says whether a term is a well-formed literal of the datatype `kind`."""
    if kind == STRING:
        # canonical literals of other datatypes end in `>`, texts with a language in a letter
        return lambda term: term[-1] == '"' and term[0] == '"'
    plain = _PLAIN.get(kind)

    def has(term: str) -> bool:
        if not is_literal(term) or datatype(term) != kind:
            return False
        return (plain is not None and plain.fullmatch(term) is not None) or _of_class(term)

    return has


@lru_cache(maxsize=8192)
def _of_class(term: str) -> bool:
    """Return whether the value of a literal is of the class that pySHACL expects of its datatype."""
    from pyshacl.constraints.core.value_constraints import DatatypeConstraintComponent  # noqa: PLC0415 (heavy)

    node = node_of(term)
    if getattr(node, "ill_typed", False) is True:
        return False
    check = DatatypeConstraintComponent.__dict__["_assert_actual_datatype"]  # the reference's own table of classes
    return bool(check(None, node, getattr(node, "datatype", None)))


@lru_cache(maxsize=16384)
def number(term: str) -> Decimal | int:
    """Return the number that a literal is.

    Raises:
        Doubt: It is no integer or decimal in plain form.
    """
    match = _NUMBER.fullmatch(term)
    if match is None:
        raise Doubt(term)
    text = match.group(1)
    return Decimal(text) if "." in text else int(text)


def is_numeric(term: str) -> bool:
    """Return whether a term is a number, as SPARQL's isNumeric.

    Raises:
        Doubt: Its datatype is numeric and its form is not plain.
    """
    if _NUMBER.fullmatch(term):
        return True
    if is_literal(term) and _NUMERIC.fullmatch(datatype(term)):
        raise Doubt(term)
    return False


@lru_cache(maxsize=8192)
def day(term: str) -> str | None:
    """Return the form of an existing day, which sorts as days do; None for every other term."""
    match = _DAY.fullmatch(term)
    return match.group(1) if match is not None and match.group(1) >= "0001" and not ill_typed(term) else None


def ordered(one: str, other: str) -> int:
    """Return -1, 0 or 1 as `one` is before, equal to or behind `other`.

    Raises:
        Doubt: They are not two plain numbers, or two days.
    """
    first, second = day(one), day(other)
    if first is not None and second is not None:
        return (first > second) - (first < second)
    left, right = number(one), number(other)
    return (left > right) - (left < right)


def text(term: str) -> str:
    """Return SPARQL's STR of a term."""
    return lexical(term)
