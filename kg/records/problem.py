"""What is wrong or unclear, in one form from loaders, shapes and checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.records.codes import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or unclear, from a loader, a shape or a check.

    Args:
        code: Rule id (`ACTION-003`) or loader code (`unreadable-document`).
        severity: How bad it is.
        message: What is wrong, in the reader's language.
        remedy: What to do about it.
        tier: `core`, `complete` or `exemplary` for rules of shapes; None for loaders.
        subject: IRI of the thing, or None.
        label: Human name of the thing.
        path: Property or column concerned.
        value: The offending value, as text.
        source: File, store or graph in which it stands.
        line: Line from 1; `column` from 1; `sheet` and `cell` for workbooks.
        quote: Quoted text of the source document.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    tier: str | None = None
    subject: str | None = None
    label: str | None = None
    path: str | None = None
    value: str | None = None
    source: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    quote: str | None = None
    details: tuple[str, ...] = field(default=())
