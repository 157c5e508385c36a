"""What is known of the table of one predicate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One predicate: its table, the kind of all its objects or `mixed`, whether values stand beside, and its sizes."""

    table: str
    kind: str
    has_values: bool
    rows: int
    subjects: int
    objects: int
