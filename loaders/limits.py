"""Bounds on what one document may cost, all in one place; documents come from the open web."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one document.

    Args:
        file_bytes: Size of the file. The largest plan met so far has 1 MB of text; scanned ones 40 MB.
    """

    file_bytes: int = 50_000_000


LIMITS: Final = Limits()
