# ruff: noqa: S608 (SQL is put together from numbers and own names)
"""Patterns that nearly every question holds, joined when the columns are made: where evidence stands, who is assigned.

A view is a table like any other: the translator takes it where a question holds all of its patterns, and a question
that holds fewer is joined from the tables of the predicates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.store.columns.syntax import Triple, Var
from kg.terms import GP, NIF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from kg.store.columns.column import Column

# Each step leads from a node made before, by a predicate, to a new node: node 0 is the beginning, step n makes n + 1.
Steps = tuple[tuple[int, str], ...]
_PLACED: Final[Steps] = ((0, GP.evidence), (1, NIF.beginIndex))
_QUOTED: Final[Steps] = (*_PLACED, (1, NIF.anchorOf), (1, NIF.referenceContext), (4, NIF.isString))
_ASSIGNED: Final[Steps] = ((0, GP.hasAssignment), (1, GP.unit), (1, GP.role), (1, GP.inClause))
VIEWS: Final[Mapping[str, Steps]] = {"quoted": _QUOTED, "placed": _PLACED, "assigned": _ASSIGNED}


@dataclass(frozen=True, slots=True)
class Lined:
    """The view that has a column `line` as well: the line on which node `begin` stands in node `text`."""

    table: str
    text: int
    begin: int


LINED: Final = Lined("quoted", text=5, begin=2)
# whole texts are long, and only the lines in them are asked for
_WITHOUT_VALUE: Final = NIF.isString


@dataclass(frozen=True, slots=True)
class View:
    """A table with a column `n<node>` of numbers for each node, `v<node>` of values where the predicate has them."""

    table: str
    steps: Steps
    rows: int

    def nodes(self, predicates: Mapping[str, Column]) -> Iterator[tuple[int, Column | None, bool]]:
        """Yield each node, the column that it is an object of, and whether its value is there."""
        yield 0, None, False
        for index, (_, iri) in enumerate(self.steps):
            yield index + 1, predicates[iri], predicates[iri].has_values and iri != _WITHOUT_VALUE

    def found_in(self, triples: Sequence[Triple]) -> tuple[list[Triple], list[str]] | None:
        """Return the patterns that are this view, and the variables of its nodes; None where one is missing."""
        for first in triples:
            taken: list[Triple] = []
            names = [first.subject.name] if isinstance(first.subject, Var) else []
            for start, iri in self.steps if names else ():
                step = next((t for t in triples if _is_step(t, names[start], iri) and t not in taken), None)
                if step is None or not isinstance(step.object, Var):
                    break
                taken.append(step)
                names.append(step.object.name)
            if len(taken) == len(self.steps) and len(set(names)) == len(names):
                return taken, names
        return None


def _is_step(triple: Triple, name: str, iri: str) -> bool:
    return triple.subject == Var(name) and triple.path.kind == "link" and triple.path.iri == iri


def line_of(text: str, begin: str) -> str:
    """Return the name under which a relation carries the line of a place, which is no name of a variable."""
    return f" line of {text} {begin}"


def is_line_of(name: str, nodes: set[str]) -> bool:
    """Tell whether a relation carries, under that name, the line of a place among these."""
    return name.startswith(" ") and nodes.issuperset(name.split(" ")[-2:])


def make_views(database: duckdb.DuckDBPyConnection, predicates: Mapping[str, Column]) -> None:
    """Make the tables of the views whose predicates the store holds."""
    database.execute("CREATE TABLE views (name VARCHAR, rows INTEGER)")
    for name, steps in VIEWS.items():
        if any(iri not in predicates for _, iri in steps):
            continue
        columns, joins = ["t0.s AS n0"], ""
        for index, (start, iri) in enumerate(steps):
            column = predicates[iri]
            columns.append(f"t{index}.o AS n{index + 1}")
            columns += [f"t{index}.v AS v{index + 1}"] * (column.has_values and iri != _WITHOUT_VALUE)
            before = f"t{start - 1}.o" if start else "t0.s"
            joins += f" JOIN {column.table} t{index} ON t{index}.s = {before}" if index else f"{column.table} t0"
        if name == LINED.table:
            columns.append("lines.line")
            joins += f" LEFT JOIN lines ON lines.text = t{LINED.text - 1}.o AND lines.begin = t{LINED.begin - 1}.o"
        database.execute(f"CREATE TABLE {name} AS SELECT {', '.join(columns)} FROM {joins} ORDER BY n0")
        database.execute(f"INSERT INTO views SELECT '{name}', count(*) FROM {name}")
