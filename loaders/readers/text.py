"""Plain text: the bytes decoded, every non-empty line a block, or a row of blocks where bars part it.

A line ends wherever any system ends one.
"""

from __future__ import annotations

import re
from typing import Final

from kg.errors import UnreadableDocument, both
from loaders.document import Document, sha256_of
from loaders.limits import LIMITS, Limits, check
from loaders.readers.bars import blocks_of
from loaders.readers.decoding import decode

_ENDS: Final = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line but a line feed: the Mac of old, manual breaks of Word, pages, mainframes, Unicode's own."""


class TextReader:
    """Reads `.txt` files."""

    media_types: frozenset[str] = frozenset({"text/plain"})
    suffixes: frozenset[str] = frozenset({".txt", ".text", ""})
    isolated = False

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document; every line that is not blank is a paragraph, or the row of a table drawn with bars.

        Raises:
            UnreadableDocument: The bytes are empty, binary, or in an unknown encoding.
            LimitExceeded: The text is longer than is allowed.
        """
        # One character for one: no position moves.
        text = _ENDS.sub("\n", decode(data, name))
        check(name, "text_chars", len(text), limits.text_chars)
        if not text.strip():
            raise UnreadableDocument(
                both(f"{name} is empty.", f"{name} 是空文件。"),
                both("Give a document that holds text.", "请提供含有文字的文件。"),
            )
        lines = []
        start = 0
        for line in text.split("\n"):
            stripped = line.strip()
            if "\t" in stripped:
                # The tabs in front stand for empty cells.
                stripped = line.lstrip(" \u3000").rstrip()
            if stripped:
                lines.append((start + line.index(stripped), stripped))
            start += len(line) + 1
        return Document(name, "text/plain", sha256_of(data), text, tuple(blocks_of(lines)))
