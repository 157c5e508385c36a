"""What a writer returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its bytes, and the word that tells it from the others of the same export, or none."""

    data: bytes
    word: str = ""
