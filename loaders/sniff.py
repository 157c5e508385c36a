"""Which reader takes a file: by its content first, by its name only where the content does not tell."""

from __future__ import annotations

from pathlib import PurePath

from kg.errors import UnreadableDocument
from loaders.document import Document
from loaders.limits import LIMITS, Limits
from loaders.readers import READERS

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (DOCX, XLSX, OFD …)"),
    (b"\xd0\xcf\x11\xe0", "old Office (.doc, .xls, .wps)"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite database"),
)


def read_document(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Return the document that `data` holds.

    Args:
        data: The bytes of the file.
        name: Its name, which is kept and shown; it decides only where the content does not.

    Raises:
        UnreadableDocument: No reader takes the bytes.
    """
    suffix = PurePath(name).suffix.lower()
    for magic, form in _MAGIC:
        if data.startswith(magic):
            takers = [reader for reader in READERS if magic in getattr(reader, "magic", ())]
            if not takers:
                raise UnreadableDocument(
                    f"{name} is a {form} file, which govplan does not read yet.", "Save it as plain text and try again."
                )
            return takers[0].read(data, name, limits)
    reader = next((reader for reader in READERS if suffix in reader.suffixes), READERS[0])
    return reader.read(data, name, limits)
