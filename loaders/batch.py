"""Many documents into graphs: which files, in which order, and what to do where two are one plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError, both
from kg.mapping import graph_of_plan, iri_of_plan, plan_bytes
from kg.records import Plan, Problem, Severity
from loaders.limits import LIMITS, Limits
from loaders.pipeline import LoadResult, Status, load


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one plan: its IRI, its N-Quads, and which file with which digest it came from."""

    iri: str
    plan: str
    title: str
    quads: bytes
    file_name: str
    sha256: str


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: those named, and those in folders named, each once, sorted by path.

    Hidden files and files in hidden folders are left out, and so are JSON Schemas, which lie beside encodings.

    Raises:
        SourceError: A path does not exist, or nothing is left to read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.endswith(".schema.json"))
            found.update(
                (p, None) for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
        elif path.exists():
            found[path] = None
        else:
            raise SourceError(
                both(f"There is no file {path}.", f"没有文件 {path}。"), both("Check its name.", "请检查文件名。")
            )
    if not found:
        raise SourceError(
            both(
                f"There are no documents in {', '.join(map(str, paths))}.", f"{'、'.join(map(str, paths))} 中没有文件。"
            ),
            both("Name a folder that holds documents.", "请指定含有文件的文件夹。"),
        )
    return sorted(found)


def load_files(paths: Sequence[Path], limits: Limits = LIMITS) -> Iterator[LoadResult]:
    """Yield the result of each file in order; a file that cannot be read is a problem of its result."""
    for path in paths:
        try:
            size = path.stat().st_size
            if size > limits.file_bytes:
                raise SourceError(
                    both(f"{path.name} has {size:,} bytes, more than the limit of {limits.file_bytes:,}.",
                         f"{path.name} 有 {size:,} 字节，超过上限 {limits.file_bytes:,}。"),
                    both("Split it, or raise the limit with --max-bytes.", "请拆分文件，或用 --max-bytes 提高上限。"),
                )  # fmt: skip
            data = path.read_bytes()
        except OSError as error:
            yield _failed(
                path, "unreadable-file", f"{path} cannot be read: {error.strerror}.", "Check its permissions."
            )
            continue
        except SourceError as error:
            yield _failed(path, error.code, error.message, error.remedy)
            continue
        yield load(data, path.name)


def _failed(path: Path, code: str, message: str, remedy: str) -> LoadResult:
    problem = Problem(code, Severity.VIOLATION, message, remedy, source=path.name)
    return LoadResult(Status.FAILED, path.name, None, (problem,))


def graphs_of(result: LoadResult) -> list[Graph]:
    """Return the graphs of one file: that of its plan, or those that a file of RDF states.

    Raises:
        SourceError: The plan holds what no graph can.
    """
    if result.plan is not None:
        return [graph_of(result.plan, result.name)]
    return [Graph(g.iri, g.plan, g.title, g.quads, result.name, "") for g in result.graphs]


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
        both("Keep one of the two files, or build again with --replace.", "请只保留一个文件，或加 --replace 重新建立。"),
        subject=graph.plan, label=graph.title, source=graph.file_name,
    )  # fmt: skip
