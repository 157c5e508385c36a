"""What `govplan validate` is given: stores, endpoints, files and folders, one graph after another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.cli.cells import read_plan_file
from kg.errors import SourceError
from kg.records import Problem, Severity
from kg.store import open_store
from kg.validation import GraphText, graphs_of_file, graphs_of_store
from kg.validation.sources import SUFFIXES, is_large, is_store
from loaders.encoding.rdf import faults
from loaders.sources import find_files


def candidates(
    store: str, problems: list[Problem], *, raw: bool = False, books: dict[str, Path] | None = None
) -> Iterator[GraphText]:
    """Yield the graphs of one argument; what a loader has to say goes to `problems`.

    Args:
        store: A store, an endpoint, a file or a folder of files.
        problems: Where mistakes of encodings and documents go.
        books: Takes the workbooks that were read as encodings, by path.
        raw: Whether RDF files are taken as they are, since they need not hold plans.

    Raises:
        SourceError: There is nothing of that name, or an RDF file is broken.
        StoreError: The store cannot be read.
    """
    if is_store(store):
        with open_store(store) as opened:
            yield from graphs_of_store(opened)
        return
    if Path(store).suffix.lower() in SUFFIXES and not Path(store).is_dir():
        yield from _stated(Path(store), problems, raw=raw)
        return
    for path in find_files([Path(store)]):
        if path.suffix.lower() in SUFFIXES:
            try:
                yield from _stated(path, problems, raw=raw)
            except SourceError as error:
                # one broken file of a folder is a problem among others
                line, column = _place(error)
                problems.append(
                    Problem(
                        error.code, Severity.VIOLATION, error.message, error.remedy,
                        source=str(path), line=line, column=column,
                    )
                )  # fmt: skip
        else:
            yield from read_plan_file(path, problems, {} if books is None else books)


def _place(error: SourceError) -> tuple[int | None, int | None]:
    """Return line and column at which a parser stopped, where it was one that says so."""
    cause = error.__cause__
    if isinstance(cause, SyntaxError):
        return cause.lineno, cause.offset
    return (cause.lineno, cause.colno) if isinstance(cause, json.JSONDecodeError) else (None, None)


def _stated(path: Path, problems: list[Problem], *, raw: bool) -> Iterator[GraphText]:
    """Yield the graphs of an RDF file, unless it holds mistakes for which `govplan build` would refuse it."""
    found = () if raw or (path.is_file() and is_large(path)) else faults(path)
    problems.extend(found)
    if not found:
        yield from graphs_of_file(path)
