"""Documents made of a text, for tests of rules."""

from __future__ import annotations

from loaders.document import Document, sha256_of
from loaders.reading import Reading


def reading_of(text: str) -> Reading:
    """Return the reading of a plain text."""
    return Reading(Document("test.txt", "text/plain", sha256_of(text.encode()), text, ()))
