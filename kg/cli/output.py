"""The only printer: data goes to stdout or, whole or not at all, to a file; talk goes to stderr."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.cli.terminal import is_terminal
from kg.errors import Bilingual, GovplanError, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.query.table import Table

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How this run talks: its language, -1 for quiet to 2 for tracebacks."""

    language: Language = "en"
    verbosity: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a table goes and in which of `kg.query.table.FORMATS`; `bom` marks CSV for spreadsheets."""

    form: str = "table"
    file: Path | None = None
    bom: bool = False


_settings: ContextVar[Settings] = ContextVar("settings", default=Settings())  # noqa: B039 (frozen)


def settings() -> Settings:
    """Return how this run talks."""
    return _settings.get()


def configure(arguments: Sequence[str]) -> None:
    """Settle language and verbosity from the words of the command line and the environment."""
    chosen = next((b for a, b in pairwise(arguments) if a == "--lang"), "")
    chosen = next((a[7:] for a in arguments if a.startswith("--lang=")), chosen)
    surroundings = (os.environ.get(name, "") for name in ("GOVPLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    language = chosen or next((value for value in surroundings if value), "en")
    loud = sum(a.count("v") for a in arguments if a in {"-v", "-vv", "-vvv"}) + arguments.count("--verbose")
    quiet = "-q" in arguments or "--quiet" in arguments
    _settings.set(Settings("zh" if language.startswith("zh") else "en", -1 if quiet else min(loud, 2)))
    level = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO, 2: logging.DEBUG}[settings().verbosity]
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr, force=True)


def spoken(text: str) -> str:
    """Return the text in the language of this run, where it has both."""
    return text.zh if isinstance(text, Bilingual) and settings().language == "zh" else text


def counted(count: int, thing: str) -> str:
    """Return so many of a thing in English.

    >>> counted(1, "row"), counted(2, "row")
    ('1 row', '2 rows')
    """
    return f"{count} {thing}{'' if count == 1 else 's'}"


def talk(message: str) -> None:
    """Say something that is no data, unless the run is quiet."""
    if settings().verbosity >= 0:
        _say(spoken(message))


def fail(error: GovplanError) -> None:
    """Say what is wrong and what to do about it; this is said even when the run is quiet."""
    colour = None if is_terminal(sys.stderr) and not os.environ.get("NO_COLOR") else False
    heading = click.style(spoken(both("Error:", "错误：")), fg="red", bold=True)
    _say(f"{heading} {spoken(error.message)}", colour)
    if error.remedy:
        _say(spoken(error.remedy))


def _say(text: str, colour: bool | None = None) -> None:
    """Write a line to stderr; where that is full or closed, the exit code is all that can be said."""
    with contextlib.suppress(OSError):
        click.echo(text, err=True, color=colour)


def data(content: str | bytes, output: Path | None = None) -> None:
    """Write data to stdout as UTF-8, or to a file in one step: a reader sees the old file or the new one.

    A link is followed, and a device or a pipe is written to as it is.

    Raises:
        SourceError: The file, or stdout, cannot be written.
    """
    from kg.cli.sink import put  # noqa: PLC0415 (--help writes no data)

    put(content.encode() if isinstance(content, str) else content, output)


def table(answer: Table, target: Target) -> None:
    """Write a table, and say how many rows there are and whether some are missing."""
    from kg.cli.screen import as_seen  # noqa: PLC0415 (--help does without)
    from kg.query.table import FORMATS, as_csv  # noqa: PLC0415 (the same)

    write = as_seen if target.form == "table" and target.file is None else FORMATS[target.form]
    text = as_csv(answer, bom=target.bom) if target.form == "csv" else write(answer)
    data(text, target.file)
    count = len(answer)
    talk(both(f"{counted(count, 'row')}.", f"{count} 行。"))
    if answer.cut:
        talk(both("The answer is cut: there are more rows.", "结果被截断：还有更多行。"))


@contextlib.contextmanager
def progress(label: str, total: int) -> Iterator[_Step]:
    """Show a bar on stderr while something long runs; on a terminal only, and not when quiet."""
    shown = is_terminal(sys.stderr) and settings().verbosity >= 0
    if not shown:
        yield _Step(None)
        return
    with click.progressbar(length=total, label=spoken(label), file=sys.stderr, show_pos=True) as bar:
        yield _Step(bar.update)


class _Step:
    """Call it with how many more are done."""

    def __init__(self, update: object) -> None:
        self._update = update

    def __call__(self, count: int = 1) -> None:
        if callable(self._update):
            self._update(count)
