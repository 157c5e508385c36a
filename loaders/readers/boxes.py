"""Characters and lines of a printed page with their boxes: in points, y counts upwards from the foot of the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its box, the size of its type, its page from 1; `confidence` where recognised.

    `columns` tells how many stand side by side where it stands.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int
    confidence: Decimal | None = None
    columns: int = 1

    @property
    def middle(self) -> float:
        """Where it stands on the page."""
        return (self.bottom + self.top) / 2
