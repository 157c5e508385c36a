"""One reader per format: bytes into the one document model. `READERS` is the list of all of them.

Readers import what they need when they read: importing this package costs no library.
"""

from __future__ import annotations

from typing import Final, Protocol

from loaders.document import Document
from loaders.limits import LIMITS, Limits
from loaders.readers.csv import CsvReader
from loaders.readers.docx import DocxReader
from loaders.readers.html import HtmlReader
from loaders.readers.markdown import MarkdownReader
from loaders.readers.ofd import OfdReader
from loaders.readers.office import OfficeReader
from loaders.readers.pdf import PdfReader
from loaders.readers.scan import ScanReader
from loaders.readers.text import TextReader
from loaders.readers.workbook import WorkbookReader


class Reader(Protocol):
    """Turns the bytes of one document format into a `Document`.

    Attributes:
        media_types: What its documents are called.
        suffixes: Endings of file names, in lower case, with the dot.
        isolated: Whether it runs in a process of its own, with limits of time and memory.
    """

    media_types: frozenset[str]
    suffixes: frozenset[str]
    isolated: bool

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are not of this format.
            LimitExceeded: The document asks for more than is allowed.
        """
        ...


READERS: Final[tuple[Reader, ...]] = (
    TextReader(),
    HtmlReader(),
    MarkdownReader(),
    DocxReader(),
    PdfReader(),
    WorkbookReader(),
    CsvReader(),
    OfdReader(),
    OfficeReader(),
    ScanReader(),
)
