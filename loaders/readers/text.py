"""Plain text: the bytes decoded, every non-empty line a block, or a row of blocks where bars part it.

The encoding is settled without guessing by statistics: a byte order mark, strict UTF-8, strict
GB 18030 (the superset of GB 2312 and GBK that government sites use, whatever they declare), and
UTF-16 by its zero bytes. A file cut in the middle of a character is read up to the cut; a file with a
few bad bytes is read with the encoding that leaves the fewest replacement characters.
"""

from __future__ import annotations

import codecs
from typing import Final

from kg.errors import UnreadableDocument
from loaders.document import Document, sha256_of
from loaders.limits import LIMITS, Limits, check
from loaders.readers.bars import blocks_of

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DAMAGE: Final = 0.02
"""Share of characters that may be unreadable before the bytes are taken for something else."""
_SAMPLE: Final = 4096
_CUT: Final = 3


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`.

    Args:
        data: Bytes in UTF-8, GB 18030 (GBK, GB 2312) or UTF-16, with or without a byte order mark.
        name: File name, for the error.

    Raises:
        UnreadableDocument: The bytes are binary, or damaged beyond a fiftieth of their characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
            if text.count("\ufffd") <= _DAMAGE * len(text):
                return text
            # An editor put the mark of one encoding before text of another.
            data = data.removeprefix(mark)
            break
    zeros = data[:_SAMPLE].count(0)
    if zeros:
        wide = _utf16(data)
        if wide is not None:
            return wide
        raise UnreadableDocument(f"{name} is not a text file.", "Give a document in a format that govplan reads.")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - _CUT and error.start > 0:
                return data[: error.start].decode(encoding)
    candidates = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    text = min(candidates, key=lambda candidate: candidate.count("\ufffd"))
    if text.count("\ufffd") > _DAMAGE * len(text):
        raise UnreadableDocument(
            f"{name} is in no encoding that govplan knows (UTF-8, GB 18030, UTF-16).",
            "Save the document as UTF-8 and try again.",
        )
    return text


def _utf16(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark, or None: line feeds tell the byte order."""
    for encoding, feed in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if feed in data and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
    return None


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
        text = decode(data, name)
        check(name, "text_chars", len(text), limits.text_chars)
        if not text.strip():
            raise UnreadableDocument(f"{name} is empty.", "Give a document that holds text.")
        lines = []
        start = 0
        for line in text.split("\n"):
            stripped = line.strip()
            if stripped:
                lines.append((start + len(line) - len(line.lstrip()), stripped))
            start += len(line) + 1
        return Document(name, "text/plain", sha256_of(data), text, tuple(blocks_of(lines)))
