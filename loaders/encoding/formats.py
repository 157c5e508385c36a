"""One encoding per format: a plan that a person wrote down. `ENCODINGS` is the list of all of them.

They stand beside the readers of documents: a reader makes a document, in which rules look for a plan;
an encoding states the plan itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from kg.records import Plan
from loaders.encoding.grid import plain_heading, spellings
from loaders.encoding.rdf import SUFFIXES as RDF_SUFFIXES
from loaders.encoding.rdf import StatedGraph, read_graphs
from loaders.encoding.read import read_encoding, read_table
from loaders.encoding.workbook import csv_names, sheet_names

_LOOK: Final = 4096


@dataclass(frozen=True, slots=True)
class Encoded:
    """What one file states: a plan, or graphs as they are to be loaded."""

    plan: Plan | None
    graphs: tuple[StatedGraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """One format.

    Args:
        name: Its name for people.
        suffixes: Ends of file names, in small letters.
        takes: Whether the bytes of a file with such a name are of this format.
        read: What the bytes state; raises `EncodingError` with all mistakes at once.
    """

    name: str
    suffixes: frozenset[str]
    takes: Callable[[bytes], bool]
    read: Callable[[bytes, str], Encoded]


def _any(_data: bytes) -> bool:
    return True


def _has_context(data: bytes) -> bool:
    return b'"@context"' in data[:_LOOK] or b'"@id"' in data[:_LOOK]


def _has_sheets(names: tuple[str, ...]) -> bool:
    """Tell a workbook of the template, or what is left of it, from a ledger that is a document."""
    keys = [spellings("encoding").get(plain_heading(name)) for name in names]
    found = {key.name for key in keys if key is not None}
    return "plan" in found or len(found) > 1


def _is_template(data: bytes) -> bool:
    return _has_sheets(sheet_names(data))


def _is_csv_template(data: bytes) -> bool:
    return _has_sheets(csv_names(data))


def _table(data: bytes, name: str) -> Encoded:
    return Encoded(read_table(data, name))


def _plan(data: bytes, name: str) -> Encoded:
    return Encoded(read_encoding(data, name))


def _graphs(data: bytes, name: str) -> Encoded:
    return Encoded(None, read_graphs(data, name))


ENCODINGS: Final[tuple[Encoding, ...]] = (
    Encoding("YAML", frozenset({".yaml", ".yml"}), _any, _plan),
    Encoding("JSON-LD", frozenset({".json"}), _has_context, _graphs),
    Encoding("JSON", frozenset({".json"}), _any, _plan),
    Encoding("XLSX", frozenset({".xlsx"}), _is_template, _table),
    Encoding("CSV", frozenset({".csv"}), _is_csv_template, _table),
    Encoding("RDF", frozenset(RDF_SUFFIXES), _any, _graphs),
)


def is_table(path: Path) -> bool:
    """Tell whether a file is a workbook or CSV file of the template, whose places are cells."""
    encoding = encoding_of(path.read_bytes(), path.name) if path.suffix.lower() in (".xlsx", ".csv") else None
    return encoding is not None


def encoding_of(data: bytes, name: str) -> Encoding | None:
    """Return the encoding that a file is, None where it is a document."""
    suffix = PurePath(name).suffix.lower()
    return next((e for e in ENCODINGS if suffix in e.suffixes and e.takes(data)), None)
