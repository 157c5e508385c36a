"""CSV files: one sheet of cells, the delimiter found by trying."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from kg.errors import UnreadableDocument, both
from loaders.document import Document
from loaders.limits import LIMITS, Limits, check
from loaders.readers.build import DocumentBuilder
from loaders.readers.decoding import decode
from loaders.readers.sheet import add_sheet

_DELIMITERS: Final = ",\t;|，"
_SAMPLE: Final = 50


def rows_of(text: str, name: str) -> list[list[str]]:
    """Return the rows of a CSV text.

    Raises:
        UnreadableDocument: A quoted cell never ends.
    """
    delimiter = _delimiter(text)
    csv.field_size_limit(10_000_000)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableDocument(
            both(f"{name} is a damaged table: {error}.", f"{name} 是损坏的表格：{error}。"),
            both("Save it again from the program that it came from.", "请从原程序重新导出。"),
        ) from error


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first lines into equally many cells, more than one."""
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        wide = Counter({width: count for width, count in widths.items() if width > 1})
        return max(((count, width) for width, count in wide.items()), default=(0, 0))

    return max(_DELIMITERS, key=fit)


class CsvReader:
    """Reads `.csv` and `.tsv` files."""

    media_types: frozenset[str] = frozenset({"text/csv", "text/tab-separated-values"})
    suffixes: frozenset[str] = frozenset({".csv", ".tsv"})
    isolated = False

    def read(self, data: bytes, name: str, limits: Limits = LIMITS) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: The bytes are empty or binary, or a quoted cell never ends.
            LimitExceeded: There are more characters or cells than are allowed.
        """
        text = decode(data, name)
        check(name, "text_chars", len(text), limits.text_chars)
        builder = DocumentBuilder(name, limits)
        add_sheet(builder, rows_of(text, name))
        return builder.document("text/csv", data)
