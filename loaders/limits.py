"""Bounds on what one document may cost, all in one place; documents come from the open web.

Every bound has a test in tests/unit/readers/test_limits.py and can be set on the command line with
`--limit NAME=VALUE`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

from kg.errors import UnreadableDocument, UsageError, both


class LimitExceeded(UnreadableDocument):
    """A document asks for more than a bound allows; the remedy names the bound."""

    code = "limit-exceeded"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one document.

    Args:
        file_bytes: Size of the file. The largest plan met so far has 1 MB of text; scanned ones 40 MB.
        text_chars: Code points of the plain text. The longest five-year plan has 120,000.
        expanded_bytes: What a ZIP (DOCX, XLSX, OFD, archive) may hold in all, unpacked.
        archive_entries: Files inside one ZIP.
        archive_depth: ZIP files inside ZIP files; 1 allows none.
        nesting: Depth of elements in HTML and XML. Browsers stop at 512; pages met so far stay under 40.
        pages: Pages of a PDF or OFD.
        cells: Cells of all tables of a document; a ledger of 500 tasks has 4,000.
        seconds: Time that reading one document may take, and fetching it from a URL.
        memory_bytes: Address space of the process that reads it.
        scan_pages: Pages of a document that are pictures and have to be recognised: seconds each.
        scan_pixels: Of one picture. A page of A3 scanned at 600 dots an inch has 70 million.
        scan_seconds: Time that a document may take whose text has to be recognised.
        scan_memory_bytes: Address space of the process that recognises it: models and program take 2 GB of it.
    """

    file_bytes: int = 50_000_000
    text_chars: int = 5_000_000
    expanded_bytes: int = 400_000_000
    archive_entries: int = 5_000
    archive_depth: int = 3
    nesting: int = 256
    pages: int = 2_000
    cells: int = 200_000
    seconds: int = 60
    memory_bytes: int = 1_500_000_000
    scan_pages: int = 100
    scan_pixels: int = 80_000_000
    scan_seconds: int = 1_200
    scan_memory_bytes: int = 4_000_000_000


LIMITS: Final = Limits()


def check(name: str, bound: str, value: int, limit: int) -> None:
    """Do nothing where `value` keeps to the bound.

    Args:
        name: The document, for the message.
        bound: The field of `Limits`.
        value: What the document has, or at least has.
        limit: What is allowed.

    Raises:
        LimitExceeded: `value` is greater than `limit`.
    """
    if value > limit:
        raise exceeded(name, bound, f"{value:,}", f"{limit:,}")


def exceeded(name: str, bound: str, value: str, limit: str) -> LimitExceeded:
    """Return the error of a document that goes beyond `bound`."""
    return LimitExceeded(
        both(f"{name} exceeds the limit {bound}: {value}, allowed {limit}.",
             f"{name} 超过限制 {bound}：{value}，允许 {limit}。"),
        both(f"Split the document, or raise the limit with --limit {bound}=NUMBER.",
             f"请拆分文件，或用 --limit {bound}=数值 提高限制。"),
    )  # fmt: skip


def with_limits(settings: tuple[str, ...], base: Limits = LIMITS) -> Limits:
    """Return `base` with the bounds that `NAME=VALUE` texts set.

    >>> with_limits(("pages=10",)).pages
    10

    Raises:
        UsageError: A name is no bound, or a value is no positive whole number.
    """
    known = [field.name for field in fields(Limits)]
    values: dict[str, int] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        digits = value.replace("_", "")
        if name not in known or not digits.isdecimal() or int(digits) == 0:
            raise UsageError(
                both(f"{setting!r} does not set a limit.", f"{setting!r} 不是有效的限制。"),
                both(f"Write NAME=NUMBER with one of: {', '.join(known)}.",
                     f"请写 名称=数值，名称为：{'、'.join(known)}。"),
            )  # fmt: skip
        values[name] = int(digits)
    return replace(base, **values)
