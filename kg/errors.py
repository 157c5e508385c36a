"""Every error that govplan raises on purpose, leaves named by who can act on them.

An error carries what is wrong, where, and a remedy in one imperative sentence; the command line
prints both and leaves with `exit_code`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bilingual(str):
    """A text that is English as a string and carries its Chinese twin in `zh`."""

    __slots__ = ("zh",)
    zh: str


def both(en: str, zh: str) -> Bilingual:
    """Return an English text that knows its Chinese form, for messages and remedies.

    >>> both("No such file.", "没有这个文件。").zh
    '没有这个文件。'
    """
    text = Bilingual(en)
    text.zh = zh
    return text


def reason_of(error: Exception) -> str:
    """Return what the system said, without the wrapping of Python: no class, no number, no repr.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "query.rq"))
    'No such file or directory'
    """
    if isinstance(error, OSError):
        inner = getattr(error, "reason", None)  # urllib keeps what failed inside
        if isinstance(inner, Exception):
            return reason_of(inner)
        return error.strerror or str(inner or error)
    return str(error)


def in_words(said: str, words: Iterable[tuple[str, str, str]]) -> Bilingual:
    """Return what a parser said in plain words of both languages, or as it said it where `words` has none.

    Args:
        said: The message, without the place.
        words: Patterns of whole messages, each with its English and Chinese words, where `{}` is its only group.
    """
    for pattern, en, zh in words:
        match = re.fullmatch(pattern, said)
        if match is not None:
            # Other braces are meant: a list in [ ], a group in { }.
            shown = match[1] if match.re.groups else ""
            return both(en.replace("{}", shown), zh.replace("{}", shown))
    return both(said, said)


class GovplanError(Exception):
    """Base of all errors of govplan: a message and a remedy.

    Args:
        message: What is wrong and where (file, page, line, query id).
        remedy: What to do about it, one imperative sentence.

    Where a person may read it, give either text with `both(en, zh)`: the command line prints the
    language that was asked for.
    """

    exit_code = 1
    code = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(GovplanError):
    """The call is wrong: an unknown name, a missing argument, two options that exclude each other."""

    exit_code = 2
    code = "usage"


class QueryFileError(UsageError):
    """A saved query has a broken header or a header that does not fit its text."""

    code = "query-file"


class QueryError(UsageError):
    """A query is not valid SPARQL 1.1, or asks for something that is refused."""

    code = "query"


class ShapeFileError(UsageError):
    """A shapes file cannot be read or holds a rule that can never fire."""

    code = "shape-file"


class SourceError(GovplanError):
    """A document, or a thing that should be one, cannot be used."""

    exit_code = 3
    code = "source"


class UnreadableDocument(SourceError):
    """The bytes are not a document of the format that they were read as."""

    code = "unreadable-document"


class StoreError(GovplanError):
    """A store cannot be opened, read or written."""

    exit_code = 4
    code = "store"
