"""The word lists of the loaders: TSV files beside this module, read once and kept.

A file opens with `#` lines that say where its words come from, then one row a line, columns
parted by tabs; the row that names the columns starts with `#:`. SOURCES.md lists the origins.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent


def lexicon_path(name: str) -> Path:
    """Return the file of one word list, `functions` for functions.tsv."""
    return _HERE / f"{name}.tsv"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one word list in file order; every row has as many cells as the file names columns.

    Raises:
        FileNotFoundError: There is no such list.
        ValueError: A row has more or fewer cells than columns are named.
    """
    lines = lexicon_path(name).read_text(encoding="utf-8").split("\n")
    found = tuple(tuple(line.split("\t")) for line in lines if line and line[0] != "#")
    width = len(columns(name))
    if width and {len(row) for row in found} - {width}:
        wrong = next(row for row in found if len(row) != width)
        raise ValueError(f"{name}.tsv: {len(wrong)} cells instead of {width} in {wrong!r}")
    return found


def columns(name: str) -> tuple[str, ...]:
    """Return the names of the columns of one word list, in order."""
    with lexicon_path(name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#:"):
                return tuple(line[2:].strip().split("\t"))
    return ()


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the first cell of every row, in file order."""
    return tuple(row[0] for row in rows(name))


def alternatives(name: str, *kinds: str) -> str:
    """Return a pattern that is any of the words of these kinds, the longest first.

    The list has the kind in its first column and the word, which may be a pattern itself, in its second.
    """
    chosen = (row[1] for row in rows(name) if row[0] in kinds)
    return "|".join(sorted(chosen, key=len, reverse=True))


def _fold_table(scope: str) -> dict[int, str]:
    return {ord(row[0]): row[1] for row in rows("traditional") if row[2] == scope}


TRADITIONAL: Final[dict[int, str]] = _fold_table("always")
"""For `str.translate`: traditional characters that no simplified text holds, to simplified ones.

It never changes a text in simplified characters, so names may be folded with it unasked.
"""

TRADITIONAL_IN_CONTEXT: Final[dict[int, str]] = _fold_table("in-traditional-text")
"""More pairs (徵, 乾, 於, 後 …) whose first half is also a character of simplified text (乾县): only
for text that is known to be in traditional characters."""
