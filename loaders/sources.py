"""What the arguments of a build stand for: files, folders, archives, standard input and addresses, as bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import SourceError, both
from kg.records import Problem, Severity
from loaders.archive import Archive
from loaders.fetch import NOTE, address_of, fetch, is_address, save
from loaders.limits import LIMITS, Limits, check
from loaders.sniff import sniff

STANDARD_INPUT: Final = "-"
_ZIP: Final = b"PK\x03\x04"
_BESIDE: Final = (".schema.json", NOTE)


@dataclass(frozen=True, slots=True)
class Opened:
    """One document: its bytes, its name, and the address that it came from."""

    data: bytes
    name: str
    address: str | None = None


def find_sources(arguments: Sequence[str]) -> list[Path | str]:
    """Return the places to read, each once, files sorted by path before addresses and standard input.

    Args:
        arguments: Paths of files and folders, addresses, `-`.

    Raises:
        SourceError: A path does not exist, or nothing is left to read.
    """
    others = dict.fromkeys(a for a in arguments if a == STANDARD_INPUT or is_address(a))
    if "" in arguments:
        # An unset variable of a shell script; pathlib would take it for the folder that one stands in.
        raise SourceError(
            both("A document has an empty name.", "有一个文件名为空。"),
            both("Give its name.", "请给出文件名。"),
        )
    paths = [Path(argument) for argument in arguments if argument not in others]
    return [*(find_files(paths) if paths else ()), *others]


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: those named, and those in folders named, each once, sorted by path.

    Hidden files and files in hidden folders are left out, and so are JSON Schemas and notes, which lie
    beside what they speak of, and the files of stores, which a build may have put there.

    Raises:
        SourceError: A path does not exist, or nothing is left to read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if _says(path.is_dir):
            everything = sorted((path, *path.rglob("*")))
            closed = {p for p in everything if _says(p.is_dir) and not os.access(p, os.R_OK | os.X_OK)}
            stores = {p.parent for p in everything if p.name == "CURRENT" and _says((p.parent / "IDENTITY").is_file)}
            # A folder that is closed stands for what may be in it: opening it says why it cannot be read.
            files = (p for p in everything if p in closed or (_says(p.is_file) and p.parent not in stores))
            inside = (p for p in files if not p.name.endswith(_BESIDE))
            found.update(
                (p, None) for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
        elif _is_there(path):
            found[path] = None
        else:
            raise SourceError(
                both(f"There is no file {path}.", f"没有文件 {path}。"), both("Check its name.", "请检查文件名。")
            )
    if not found:
        named = [str(path) for path in paths]
        raise SourceError(
            both(f"There are no documents in {', '.join(named)}.", f"{'、'.join(named)} 中没有文件。"),
            both("Name a folder that contains documents.", "请指定含有文件的文件夹。"),
        )
    return sorted(found)


def _says(question: Callable[[], bool]) -> bool:
    """Return the answer of a path about itself, no where it may not be asked."""
    try:
        return question()
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    """Tell whether there is something to read, or to say why it cannot be read."""
    try:
        path.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def open_source(place: Path | str, limits: Limits = LIMITS, keep: Path | None = None) -> Iterator[Opened | Problem]:
    """Yield the documents of one place; one that cannot be had is a problem in its stead.

    Args:
        place: A file, an address, or `-`.
        limits: What it may cost.
        keep: Folder in which fetched files are saved with a note.
    """
    name = _printable(place.name) if isinstance(place, Path) else place
    try:
        opened = _opened(place, limits, keep)
        if opened.data.startswith(_ZIP) and sniff(opened.data, opened.name) == ".zip":
            yield from _inside(opened, limits, 1)
        else:
            yield opened
    except OSError as error:
        yield Problem(
            "unreadable-file", Severity.VIOLATION,
            both(f"{name} cannot be read: {error.strerror}.", f"无法读取 {name}：{error.strerror}。"),
            both("Check its permissions.", "请检查文件权限。"), source=name,
        )  # fmt: skip
    except SourceError as error:
        yield _problem(error, name)


def _printable(name: str) -> str:
    """Return a file name that text can hold: bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _problem(error: SourceError, name: str) -> Problem:
    return Problem(error.code, Severity.VIOLATION, error.message, error.remedy, source=name)


def _opened(place: Path | str, limits: Limits, keep: Path | None) -> Opened:
    if isinstance(place, Path):
        name = _printable(place.name)
        check(name, "file_bytes", place.stat().st_size, limits.file_bytes)
        # Devices and pipes have no size: the bound holds for what comes out of them.
        with place.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
        check(name, "file_bytes", len(data), limits.file_bytes)
        return Opened(data, name, address_of(place))
    if place == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        check("standard input", "file_bytes", len(data), limits.file_bytes)
        return Opened(data, "standard-input")
    fetched = fetch(place, limits)
    if keep is not None:
        save(fetched, keep)
    return Opened(fetched.data, fetched.name, fetched.address)


def _inside(outer: Opened, limits: Limits, depth: int) -> Iterator[Opened | Problem]:
    """Yield the documents of an archive, named by their place in it."""
    check(outer.name, "archive_depth", depth, limits.archive_depth)
    archive = Archive(outer.data, outer.name, limits)
    empty = True
    for entry in sorted(archive.names):
        shown = archive.shown(entry)
        parts = Path(shown).parts
        if any(part.startswith(".") or part == "__MACOSX" for part in parts) or shown.endswith(_BESIDE):
            continue
        empty = False
        name = f"{outer.name}/{shown}"
        try:
            data = archive.read(entry) or b""
            inner = Opened(data, name, outer.address)
            if data.startswith(_ZIP) and sniff(data, name) == ".zip":
                yield from _inside(inner, limits, depth + 1)
            else:
                yield inner
        except SourceError as error:
            yield _problem(error, name)
    if empty:
        raise SourceError(
            both(f"{outer.name} holds no documents.", f"{outer.name} 中没有文件。"),
            both("Name an archive that holds documents.", "请指定含有文件的压缩包。"),
        )
