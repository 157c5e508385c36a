"""One reader per format: bytes into the one document model. `READERS` is the list of all of them."""

from __future__ import annotations

from typing import Final, Protocol

from loaders.document import Document
from loaders.readers.text import TextReader


class Reader(Protocol):
    """Turns the bytes of one document format into a `Document`."""

    media_types: frozenset[str]
    suffixes: frozenset[str]

    def read(self, data: bytes, name: str) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are not of this format.
        """
        ...


READERS: Final[tuple[Reader, ...]] = (TextReader(),)
