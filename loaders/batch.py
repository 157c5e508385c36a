"""Many documents into graphs: which files, in which order, and what to do where two are one plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import both
from kg.mapping import graph_of_plan, iri_of_plan, plan_bytes
from kg.records import Plan, Problem, Severity
from loaders.limits import LIMITS, Limits
from loaders.pipeline import LoadResult, Status, load
from loaders.sources import STANDARD_INPUT, open_source


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one plan: its IRI, its N-Quads, and which file with which digest it came from."""

    iri: str
    plan: str
    title: str
    quads: bytes
    file_name: str
    sha256: str
    origin: str = ""


def load_files(places: Sequence[Path | str], limits: Limits = LIMITS, keep: Path | None = None) -> Iterator[LoadResult]:
    """Yield the result of each document in order; one that cannot be read is a problem of its result.

    Args:
        places: What `loaders.sources.find_sources` found; an archive gives a result for each document in it.
        limits: What a document may cost.
        keep: Folder in which fetched files are saved.
    """
    for place in places:
        for opened in open_source(place, limits, keep):
            if isinstance(opened, Problem):
                yield LoadResult(Status.FAILED, opened.source or str(place), None, (opened,))
            else:
                result = load(opened.data, opened.name, limits, opened.address)
                yield replace(result, origin=_origin(place, opened.name))


def _origin(place: Path | str, name: str) -> str:
    """Return where a document is found again: by path or address, and by its name inside an archive."""
    if place == STANDARD_INPUT:
        return ""
    return f"{place.absolute() if isinstance(place, Path) else place}\n{name}"


def graphs_of(result: LoadResult) -> list[Graph]:
    """Return the graphs of one file: that of its plan, or those that a file of RDF states.

    Raises:
        SourceError: The plan holds what no graph can.
    """
    if result.plan is not None:
        plans = (result.plan, *result.others)
        return [replace(graph_of(plan, result.name), origin=result.origin) for plan in plans]
    return [Graph(g.iri, g.plan, g.title, g.quads, result.name, "", result.origin) for g in result.graphs]


def graph_of(plan: Plan, name: str) -> Graph:
    """Return the graph of a plan that was read from the file `name`."""
    source = plan.source
    return Graph(
        graph_of_plan(plan), iri_of_plan(plan), plan.title, plan_bytes(plan), source.file_name if source else name,
        source.sha256 if source else "",
    )  # fmt: skip


def same_plan(graph: Graph, other_file: str) -> Problem:
    """Return the problem of a plan that came from another file already."""
    return Problem(
        "same-plan", Severity.WARNING,
        both(f"{graph.file_name} is the plan that {other_file} gave already: {graph.title}.",
             f"{graph.file_name} 与已有的 {other_file} 是同一规划：{graph.title}。"),
        both("Keep one of the two files, or build again with --replace.",
             "请只保留一个文件，或加 --replace 重新建立。"),
        subject=graph.plan, label=graph.title, source=graph.file_name,
    )  # fmt: skip
