"""One token of a responsibility clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `start` and `end` in the text that was read; `value` is the meaning of a label or role."""

    kind: str
    start: int
    end: int
    value: str = ""
