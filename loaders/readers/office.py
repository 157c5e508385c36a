"""Old word processor files (.doc, .wps, .rtf, .odt), turned into DOCX by LibreOffice where it is installed.

What LibreOffice is known to do to a document is undone here where that is possible: it writes Chinese list numbers as
`taiwaneseCountingThousand`, which prints the same, and cuts a list into several (`printed_numbers.py`).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.errors import UnreadableDocument, both
from loaders.archive import Archive
from loaders.document import Document, sha256_of
from loaders.limits import LIMITS, Limits, exceeded
from loaders.readers.docx import read_docx
from loaders.readers.printed_numbers import PrintedNumbers

_KINDS: Final = {
    b"\xd0\xcf\x11\xe0": (".doc", "application/msword"),
    b"{\\rtf": (".rtf", "application/rtf"),
    b"PK\x03\x04": (".odt", "application/vnd.oasis.opendocument.text"),
}
_FILTERS: Final = {".docx": "docx:MS Word 2007 XML", ".txt": "txt:Text (encoded):UTF8"}
_TEXT: Final = "word/document.xml"


def program() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class OfficeReader:
    """Reads `.doc`, `.wps`, `.rtf` and `.odt` files."""

    media_types: frozenset[str] = frozenset(media for _, media in _KINDS.values())
    suffixes: frozenset[str] = frozenset({".doc", ".wps", ".rtf", ".odt"})
    # LibreOffice is a process of its own already, and needs more room than the others.
    isolated = False

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: LibreOffice is not installed, or cannot read the bytes.
            LimitExceeded: It took too long.
        """
        office = program()
        if office is None:
            raise UnreadableDocument(
                both(f"{name} needs LibreOffice to be read, which is not installed.",
                     f"读取 {name} 需要 LibreOffice，尚未安装。"),
                both("Install libreoffice-writer, or save the document as .docx.",
                     "请安装 libreoffice-writer，或将文件另存为 .docx。"),
            )  # fmt: skip
        suffix, media = next(kind for magic, kind in _KINDS.items() if data.lstrip().startswith(magic))
        with tempfile.TemporaryDirectory(prefix="govplan-") as folder:
            source = Path(folder, f"document{suffix}")
            source.write_bytes(data)
            made = _converted(office, source, ".docx", name, limits)
            numbered = b"<w:numPr" in (Archive(made, name, limits).read(_TEXT) or b"")
            # Plain text has the numbers right that DOCX has not.
            text = _converted(office, source, ".txt", name, limits).decode("utf-8-sig", "replace") if numbered else ""
        document = read_docx(made, name, limits, PrintedNumbers(text) if text else None)
        return replace(document, media_type=media, sha256=sha256_of(data))


def _converted(office: str, source: Path, suffix: str, name: str, limits: Limits) -> bytes:
    """Return what LibreOffice makes of a file; a profile of its own keeps two runs from meeting."""
    folder = source.parent
    process = subprocess.Popen(  # noqa: S603 - the program found above, on a file named here
        [
            office, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--norestore", "--convert-to",
            _FILTERS[suffix], "--outdir", str(folder), str(source),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise exceeded(name, "seconds", f"more than {limits.seconds}", str(limits.seconds)) from error
    finally:
        _end(process)
    target = source.with_suffix(suffix)
    if not target.is_file() or target.stat().st_size > limits.expanded_bytes:
        raise UnreadableDocument(
            both(f"{name} cannot be read by LibreOffice: it is damaged or protected.",
                 f"LibreOffice 无法读取 {name}：文件已损坏或有保护。"),
            both("Open it in an office program and save it as .docx.", "请用办公软件打开并另存为 .docx。"),
        )  # fmt: skip
    return target.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with the children that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
