"""Every saved question on plans of invented places, three ways: `python -m tests.benchmarks.bench_questions`.

`columns` is the embedded store with its columns, as `govplan ask` uses it; `embedded` the same store without them;
`rdflib` the same statements in one graph of rdflib. Each question runs in a process of its own that is killed at the
limit, on a store that is open and was asked once before; what is given is the median of its runs, of which there are
fewer where they take long. CPU counts all threads. On a busy machine the ratios say more than the times. A mark ! stands where the numbers of rows differ.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query.catalog import SavedQuery, load_catalog
from kg.store import open_store
from kg.store.base import dump, select
from kg.store.columns import beside
from kg.store.columns.run import answer
from kg.store.oxigraph import OxigraphStore
from tests.benchmarks.generated import documents

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    import rdflib

Ask = Callable[[str], int]
"""Answers a question, and tells how many rows it has."""


@dataclass(frozen=True)
class Figure:
    """What one question took one way: median wall and CPU in milliseconds, and its rows; None where it was stopped."""

    wall: float
    cpu: float
    rows: int


def build(store: str, count: int) -> None:
    """Write a store of so many plans, with columns however small it is, and a file of its statements beside."""
    beside.MINIMUM = 1  # type: ignore[misc]
    with open_store(store, "write") as opened:
        opened.load_many(documents(count))
    with open_store(store) as opened, Path(store + ".nt").open("w", encoding="utf-8") as file:
        file.write(dump(opened, "ntriples"))


def apart(task: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start a task in a process of its own: engines start threads, which a fork must not find here."""
    child = multiprocessing.get_context("fork").Process(target=task, args=arguments)
    child.start()
    return child


@contextmanager
def columns(store: str) -> Iterator[Ask]:
    """Answer from the columns alone."""
    with open_store(store) as opened:
        assert isinstance(opened, OxigraphStore)
        tables = opened.columns()
        assert tables is not None
        yield lambda text: len(answer(tables, text).rows)


@contextmanager
def embedded(store: str) -> Iterator[Ask]:
    """Answer from the engine alone."""
    with open_store(store) as opened:
        yield lambda text: len(select(opened, text).rows)


def in_rdflib(graph: rdflib.Graph) -> Callable[[str], object]:
    """Return a way to answer from a graph that is read already: a child process has it by being forked."""

    @contextmanager
    def ask(store: str) -> Iterator[Ask]:  # noqa: ARG001 (the others need it)
        yield lambda text: len(list(graph.query(text)))

    return ask


def _runs(way: Callable[[str], object], store: str, text: str, runs: int, limit: float, pipe: Connection) -> None:
    walls, cpus, rows, begun = [], [], 0, time.perf_counter()
    with way(store) as ask:  # type: ignore[attr-defined]
        for turn in range(runs + 1):
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            rows = ask(text)
            is_late = time.perf_counter() - begun > limit / 3
            if turn or is_late:
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
            if is_late:
                break
    pipe.send((1000 * statistics.median(walls), 1000 * statistics.median(cpus), rows))


def measured(way: Callable[[str], object], store: str, query: SavedQuery, runs: int, limit: float) -> Figure | None:
    """Run a question in a process of its own; None where it did not end in time."""
    here, there = multiprocessing.Pipe(duplex=False)
    child = apart(_runs, way, store, query.text, runs, limit, there)
    there.close()
    try:
        return Figure(*here.recv()) if here.poll(limit) else None
    except EOFError as error:
        raise RuntimeError(f"{query.id} ended without an answer") from error
    finally:
        child.kill()
        child.join()


def read_by_rdflib(store: str) -> rdflib.Graph:
    """Return the statements of a store as one graph."""
    import rdflib  # noqa: PLC0415 (seconds, and not every run needs it)

    return rdflib.Graph().parse(store + ".nt", format="nt")


def table(count: int, queries: Sequence[SavedQuery], options: argparse.Namespace, folder: Path) -> list[float]:
    """Print one line for each question; return the medians with columns."""
    say = sys.stdout.write
    store = str(folder / f"{count}.db")
    apart(build, store, count).join()
    with Path(store + ".nt").open("rb") as file:
        say(f"\n{count} plans, {sum(1 for _ in file):,} triples, load {os.getloadavg()[0]:.1f}\n")
    ways: dict[str, Callable[[str], object]] = {"columns": columns, "embedded": embedded}
    if count <= options.rdflib_up_to:
        ways["rdflib"] = in_rdflib(read_by_rdflib(store))
    say(f"{'question':26s}{'rows':>8s}{'columns ms':>12s}{'CPU ms':>8s}")
    say("".join(f"{name + ' ms':>14s}{'ratio':>9s}" for name in list(ways)[1:]) + "\n")
    best = []
    for query in queries:
        first, *others = [measured(way, store, query, options.runs, options.limit) for way in ways.values()]
        if first is None:
            say(f"{query.id:26s}{'stopped':>20s}\n")
            best.append(float("inf"))
            continue
        best.append(first.wall)
        say(f"{query.id:26s}{first.rows:8d}{first.wall:12.1f}{first.cpu:8.0f}")
        for other in others:
            if other is None:
                say(f"{f'> {1000 * options.limit:.0f}':>14s}{f'> {1000 * options.limit / first.wall:.0f}':>9s}")
            else:
                mark = "" if other.rows == first.rows else "!"
                say(f"{mark + f'{other.wall:.1f}':>14s}{other.wall / first.wall:9.1f}")
        say("\n")
        sys.stdout.flush()
    say(f"columns: median of all questions {statistics.median(best):.0f} ms, slowest {max(best):.0f} ms\n")
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for each number of plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="+", default=[20, 1000], help="how many plans, one table each")
    parser.add_argument("--runs", type=int, default=5, help="how often each question is asked")
    parser.add_argument("--limit", type=float, default=30, help="seconds for all runs of one question")
    parser.add_argument("--rdflib-up-to", type=int, default=100, help="leave rdflib out on more plans than these")
    parser.add_argument("--questions", nargs="*", default=[], help="only these")
    options = parser.parse_args(arguments)
    queries = [query for query in load_catalog() if not options.questions or query.id in options.questions]
    with tempfile.TemporaryDirectory() as folder:
        for count in options.plans:
            table(count, queries, options, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
