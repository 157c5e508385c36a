"""Which reader takes a file: by its content first, by its name only where the content does not tell.

Plain text, Markdown and CSV are all text; between them the name decides. Everything else shows what it is
in its first bytes, and a name that says otherwise is noted in the document.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem, Severity
from loaders.document import Document
from loaders.isolation import Bounds, read_apart
from loaders.limits import LIMITS, Limits, check
from loaders.readers import READERS, Reader
from loaders.readers.decoding import wide_as_bytes
from loaders.readers.pictures import ScannedDocument
from loaders.readers.recognition import installed
from loaders.readers.scan import ScanReader

_SCANNING: Final = Bounds("scan_seconds", "scan_memory_bytes")
_HEAD: Final = 4096
_LONGEST_TYPE: Final = 80
_PDF: Final = re.compile(rb"(?:\A|[\r\n])\s*%PDF-[0-9]")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREAD: Final = (
    (b"GIF8", "GIF image"),
    (b"BM", "bitmap"),
    (b"\x1f\x8b", "gzip file"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"SQLite format 3", "SQLite database"),
)
_PICTURES: Final = (
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_TAGS: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script|div|table|p|h[1-6]|article|section|span|br|ul|ol)[\s>/]",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<", re.DOTALL)
_TEXTS: Final = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", "")
_PIPES: Final = re.compile(rb"^\s*\|?\s*:?-{2,}:?\s*\|[\s|:-]*$", re.MULTILINE)


def sniff(data: bytes, name: str) -> str:
    """Return the ending that the content of a file calls for, `.docx` for a Word document.

    Raises:
        UnreadableDocument: It is of a kind that no reader takes.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        return _in_ole(data, name)
    if _PDF.search(data[:1024]):
        return ".pdf"
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    for magic, kind in _UNREAD:
        if data.startswith(magic):
            raise UnreadableDocument(
                both(f"{name} is a {kind}, which govplan does not read.", f"{name} 是 {kind}，govplan 不能读取。"),
                both("Give the document as HTML, DOCX, PDF with text, a workbook or plain text.",
                     "请提供 HTML、DOCX、含文字的 PDF、工作簿或纯文本文件。"),
            )  # fmt: skip
    for magic, suffix in _PICTURES:
        if data.startswith(magic):
            return suffix
    head = wide_as_bytes(data[:_HEAD])
    if _MARKUP.match(head) and _TAGS.search(head):
        return ".html"
    suffix = PurePath(name).suffix.lower()
    if suffix in _TEXTS:
        return ".md" if suffix == "" and _PIPES.search(head) else suffix
    return ".txt"


def _in_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(_LONGEST_TYPE) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        # Its reader says what is wrong with it.
        suffix = PurePath(name).suffix.lower()
        return suffix if suffix in (".docx", ".xlsx", ".ofd", ".ods") else ".zip"
    if any(entry.startswith("word/") for entry in names):
        return ".docx"
    if any(entry.startswith("xl/") for entry in names):
        return ".xlsx"
    if "OFD.xml" in names:
        return ".ofd"
    if b"spreadsheet" in kind:
        return ".ods"
    return ".odt" if b"opendocument.text" in kind else ".zip"


def _in_ole(data: bytes, name: str) -> str:
    """Return what an old Office file holds: its directory names streams in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableDocument(
            both(f"{name} is protected by a password.", f"{name} 有密码保护。"),
            both("Save it without a password and try again.", "请取消密码后重试。"),
        )
    if holds("WordDocument"):
        return ".doc"
    if holds("Workbook") or holds("Book"):
        return ".xls"
    return ".doc"


def reader_for(data: bytes, name: str) -> tuple[Reader, str]:
    """Return the reader that takes a file, and the ending that its content calls for.

    Raises:
        UnreadableDocument: No reader takes it.
    """
    suffix = sniff(data, name)
    reader = next((reader for reader in READERS if suffix in reader.suffixes), None)
    if reader is None:
        raise UnreadableDocument(
            both(f"{name} is an archive inside which no document was found.", f"{name} 是压缩包，其中没有找到文件。"),
            both("Unpack it and name the documents.", "请解压后指定文件。"),
        )
    return reader, suffix


def read_document(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Return the document that `data` holds.

    Args:
        data: The bytes of the file.
        name: Its name, which is kept and shown; it decides only where the content does not.
        limits: What reading it may cost.

    Raises:
        UnreadableDocument: No reader takes the bytes.
        LimitExceeded: The document asks for more than is allowed.
    """
    check(name, "file_bytes", len(data), limits.file_bytes)
    reader, suffix = reader_for(data, name)
    document = _read(reader, data, name, limits)
    own = PurePath(name).suffix.lower()
    if own and own not in reader.suffixes:
        document = replace(document, remarks=(_wrong(name, own, suffix), *document.remarks))
    return document


def _read(reader: Reader, data: bytes, name: str, limits: Limits) -> Document:
    """Return the document, read where its reader belongs; pictures of pages go to the reader of scans."""
    if isinstance(reader, ScanReader):
        return read_apart(reader, data, name, limits, _SCANNING)
    if not reader.isolated:
        return reader.read(data, name, limits)
    try:
        return read_apart(reader, data, name, limits)
    except ScannedDocument:
        if not installed():
            raise
    return read_apart(ScanReader(), data, name, limits, _SCANNING)


def _wrong(name: str, own: str, suffix: str) -> Problem:
    return Problem(
        "wrong-suffix", Severity.WARNING,
        both(f"{name} is called {own} and holds {suffix}; it was read as {suffix}.",
             f"{name} 的扩展名是 {own}，内容却是 {suffix}，已按 {suffix} 读取。"),
        both(f"Rename it to {PurePath(name).stem}{suffix}.", f"请改名为 {PurePath(name).stem}{suffix}。"),
        source=name,
    )  # fmt: skip
