"""Every saved question on plans of invented places, three ways: `python -m tests.benchmarks.bench_questions`.

`columns` is the embedded store with its columns, as `govplan ask` uses it; `embedded` the same store without them;
`rdflib` the same statements in one graph of rdflib. Each question runs in a process of its own that is killed at the
limit, on a store that is open and was asked once before; what is given is the median of its runs, of which there are
fewer where they take long. CPU counts all threads. On a busy machine the ratios say more than the times. A mark ! stands
where the numbers of rows differ.

rdflib climbs a ladder of sizes: each question is asked on more plans as long as it ended within the limit on fewer, and
its last rung is given beside the columns on the same plans. That takes no longer than questions x rungs x limit.
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
from kg.store.columns import sidecar
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
    sidecar.MINIMUM = 1  # type: ignore[misc]
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
    say(f"\n{count} plans, {_triples(store):,} triples, load {os.getloadavg()[0]:.1f}\n")
    say(f"{'question':26s}{'rows':>8s}{'columns ms':>12s}{'CPU ms':>8s}{'embedded ms':>14s}{'ratio':>9s}\n")
    best = []
    for query in queries:
        first = measured(columns, store, query, options.runs, options.limit)
        other = measured(embedded, store, query, options.runs, options.limit)
        if first is None:
            say(f"{query.id:26s}{'stopped':>20s}\n")
            best.append(float("inf"))
            continue
        best.append(first.wall)
        say(f"{query.id:26s}{first.rows:8d}{first.wall:12.1f}{first.cpu:8.0f}")
        if other is None:
            say(f"{f'> {1000 * options.limit:.0f}':>14s}{f'> {1000 * options.limit / first.wall:.0f}':>9s}\n")
        else:
            mark = "" if other.rows == first.rows else "!"
            say(f"{mark + f'{other.wall:.1f}':>14s}{other.wall / first.wall:9.1f}\n")
        sys.stdout.flush()
    say(f"columns: median of all questions {statistics.median(best):.0f} ms, slowest {max(best):.0f} ms\n")
    return best


def _triples(store: str) -> int:
    with Path(store + ".nt").open("rb") as file:
        return sum(1 for _ in file)


def climb(queries: Sequence[SavedQuery], options: argparse.Namespace, folder: Path) -> None:
    """Print for each question the most plans on which rdflib answers within the limit, and the columns on as many."""
    say = sys.stdout.write
    rungs = sorted(options.rdflib_plans)
    reached: dict[str, tuple[int, Figure, Figure | None]] = {}
    stopped: dict[str, int] = {}
    sizes = []
    for count in rungs:
        store = str(folder / f"rung-{count}.db")
        apart(build, store, count).join()
        sizes.append(f"{count} plans ({_triples(store):,} triples)")
        graph = read_by_rdflib(store)
        for query in queries:
            if query.id in stopped:
                continue
            figure = measured(in_rdflib(graph), store, query, 1, options.rdflib_limit)
            if figure is None:
                stopped[query.id] = count
            else:
                reached[query.id] = count, figure, measured(columns, store, query, options.runs, options.limit)
    limit = f"> {1000 * options.rdflib_limit:.0f}"
    say(f"\nrdflib on {', '.join(sizes)}: the last on which a question ended within {options.rdflib_limit:g} s\n")
    say(f"{'question':26s}{'plans':>8s}{'rows':>8s}{'rdflib ms':>12s}{'columns ms':>12s}{'ratio':>9s}  on more\n")
    for query in queries:
        beyond = f"{limit} on {stopped[query.id]}" if query.id in stopped else "not asked"
        if query.id not in reached:
            say(f"{query.id:26s}{'none':>8s}{'':>8s}{limit:>12s}{'':>12s}{'':>9s}  {beyond}\n")
            continue
        count, slow, quick = reached[query.id]
        say(f"{query.id:26s}{count:8d}{slow.rows:8d}{slow.wall:12.1f}")
        if quick is None:
            say(f"{'stopped':>12s}{'':>9s}  {beyond}\n")
        else:
            mark = "" if slow.rows == quick.rows else "!"
            say(f"{mark + f'{quick.wall:.1f}':>12s}{slow.wall / quick.wall:9.1f}  {beyond}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for each number of plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="+", default=[20, 1000], help="how many plans, one table each")
    parser.add_argument("--runs", type=int, default=5, help="how often each question is asked")
    parser.add_argument("--limit", type=float, default=30, help="seconds for all runs of one question")
    parser.add_argument("--rdflib-plans", type=int, nargs="*", default=[3, 10, 30, 100], help="rungs for rdflib")
    parser.add_argument("--rdflib-limit", type=float, default=6, help="seconds for one question on one rung")
    parser.add_argument("--questions", nargs="*", default=[], help="only these")
    options = parser.parse_args(arguments)
    queries = [query for query in load_catalog() if not options.questions or query.id in options.questions]
    with tempfile.TemporaryDirectory() as folder:
        for count in options.plans:
            table(count, queries, options, Path(folder))
        if options.rdflib_plans:
            climb(queries, options, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
