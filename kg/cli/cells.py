"""Places in workbooks: what rules say of a line of the plain text, said of a sheet and a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.records import Problem
    from kg.validation import GraphText


def read_plan_file(path: Path, problems: list[Problem], books: dict[str, Path]) -> Iterator[GraphText]:
    """Read a document or an encoding as `govplan build` does; a workbook of the template goes into `books`.

    A store knows a document by its name; people who check a folder know it by its path.
    """
    from kg.validation import GraphText  # noqa: PLC0415 (--help does without)
    from loaders.batch import graphs_of, load_files  # noqa: PLC0415 (--help does without)
    from loaders.encoding.formats import is_table  # noqa: PLC0415 (--help does without)

    for result in load_files([path]):
        problems.extend(replace(p, source=str(path)) if p.source == path.name else p for p in result.problems)
        if result.plan is not None and is_table(path):
            books[str(path)] = path
        for graph in graphs_of(result):
            yield GraphText(str(path), graph.quads.decode(), graph.iri, document=path.name)


def in_cells(problems: Iterable[Problem], books: Mapping[str, Path]) -> tuple[Problem, ...]:
    """Return the problems with sheet and cell where their source is one of `books`, workbooks by their paths."""
    from loaders.encoding.workbook import Cells  # noqa: PLC0415 (--help does without)

    read: dict[str, Cells] = {}
    found = []
    for problem in problems:
        path = books.get(problem.source or "")
        if path is None or problem.line is None or problem.column is None:
            found.append(problem)
            continue
        cells = read.get(str(path))
        if cells is None:
            cells = read[str(path)] = Cells(path.read_bytes(), path.name)
        place = cells.at(problem.line, problem.column)
        if place is not None:
            line = place.line + 1 if place.in_line else None
            problem = replace(problem, sheet=place.sheet, cell=place.cell, line=line, column=None)  # noqa: PLW2901
        found.append(problem)
    return tuple(found)
