"""ZIP files from outside: opened within bounds, whatever their directory claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from kg.errors import UnreadableDocument, both
from loaders.limits import LIMITS, Limits, check

_ENCRYPTED: Final = 0x1


class Archive:
    """The files of one ZIP.

    What its directory says that the files hold in all is held against the bound before anything is
    unpacked, and no file gives more than its directory says.
    """

    def __init__(self, data: bytes, name: str, limits: Limits = LIMITS) -> None:
        """Open `data`.

        Raises:
            UnreadableDocument: The bytes are no ZIP, or a broken one.
            LimitExceeded: It holds too many files, or too much.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise broken(name) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        check(name, "archive_entries", len(entries), limits.archive_entries)
        check(name, "expanded_bytes", sum(entry.file_size for entry in entries), limits.expanded_bytes)
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of its files in the order of the directory, names in GBK put right."""
        return list(self._entries)

    def shown(self, name: str) -> str:
        """Return a name as it was meant: Chinese systems write GBK where the standard expects its own code page."""
        entry = self._entries[name]
        if entry.flag_bits & 0x800 or name.isascii():
            return name
        try:
            return name.encode("cp437").decode("gb18030")
        except UnicodeError:
            return name

    def read(self, name: str) -> bytes | None:
        """Return the bytes of one file, or None where there is no such file.

        Raises:
            UnreadableDocument: It is damaged, or protected by a password.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(
                both(f"{self.name} is protected by a password.", f"{self.name} 有密码保护。"),
                both("Save it without a password and try again.", "请取消密码后重试。"),
            )
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise broken(self.name) from error


def broken(name: str) -> UnreadableDocument:
    """Return the error of a file that breaks off or does not keep to its format."""
    return UnreadableDocument(
        both(f"{name} is damaged: it cannot be unpacked.", f"{name} 已损坏，无法解包。"),
        both("Get the file again from where it came from.", "请重新获取该文件。"),
    )
