"""What conversion does to a document: the same text in other lines.

A reading must not depend on them. `gate.py` reads the annotated documents in each of these forms and holds every
field at its floor, as it does with the documents as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

Form = Callable[[str], str]
_WIDTH: Final = 38
_LINES: Final = 28
_PAGE: Final = 900


def _lines(text: str) -> Iterator[str]:
    return (stripped for line in text.split("\n") if (stripped := line.strip()))


def _wrapped(text: str) -> list[str]:
    return [line[at : at + _WIDTH] for line in text.split("\n") for at in range(0, max(1, len(line)), _WIDTH)]


def _paged(text: str) -> Iterator[str]:
    for number, line in enumerate(_wrapped(text), 1):
        yield line
        if number % _LINES == 0:
            yield f"— {number // _LINES} —"


def _pages(text: str, between: str) -> list[str]:
    whole = between.join(_lines(text))
    return [whole[at : at + _PAGE] for at in range(0, len(whole), _PAGE)]


FORMS: Final[dict[str, Form]] = {
    "wrapped": lambda text: "\n".join(_wrapped(text)),
    "with page marks": lambda text: "\n".join(_paged(text)),
    "on one line": lambda text: " ".join(_lines(text)),
    "on one line without spaces": lambda text: "".join(_lines(text)),
    "one line a page": lambda text: "\n".join(_pages(text, " ")),
    "one line wrapped again": lambda text: "\n".join(_wrapped(" ".join(_lines(text)))),
    "double spaced": lambda text: "\n\n".join(_lines(text)),
    "half width": lambda text: text.translate(str.maketrans("（），：；？！", "(),:;?!")),
    "spaced out": lambda text: "".join(f"{char} " if "\u4e00" <= char <= "\u9fff" else char for char in text),
}
