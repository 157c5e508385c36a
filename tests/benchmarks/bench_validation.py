"""Both engines side by side on stores of many plans: `python tests/benchmarks/bench_validation.py --plans 100 1000`.

The plans are those of tests/benchmarks/generated.py, about 2,000 statements each. Each run is a process of its own, so
that its peak memory is its own. pySHACL runs on `--sample` plans spread over the store; its time for the whole store is that of the sample times the share of quads, and is marked so.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

CORES = "fast, every core"
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from kg.store import open_store  # noqa: E402 (the checkout is not installed here)
from kg.validation import Engine, GraphText, Tally, Tier, graphs_of_store, load_rules, validate  # noqa: E402 (the same)
from kg.validation.parallel import graphs_in, validate_store  # noqa: E402 (the same)
from tests.benchmarks.generated import documents  # noqa: E402 (the same)


def build(folder: Path, count: int) -> int:
    """Write a store of `count` plans; return how many quads it holds."""
    quads = 0

    def counted() -> Iterator[tuple[str, bytes | str]]:
        nonlocal quads
        for name, text in documents(count):
            quads += text.count("\n") if isinstance(text, str) else text.count(b"\n")
            yield name, text

    with open_store(str(folder), mode="write") as store:
        store.load_many(counted())
    return quads


def sampled(graphs: Iterator[GraphText], count: int, size: int) -> Iterator[GraphText]:
    """Yield `size` graphs spread evenly over `count`."""
    return islice(graphs, 0, None, max(1, count // size)) if size < count else graphs


def measure(store: str, engine: Engine, count: int, size: int) -> dict[str, float]:
    """Validate in this process and return seconds, CPU seconds, MiB at the peak, and what was found."""
    book = load_rules().select(tier=Tier.COMPLETE)
    tally = Tally(engine)
    quads = problems = 0

    def seen() -> Iterator[GraphText]:
        nonlocal quads
        with open_store(store) as opened:
            for graph in sampled(graphs_of_store(opened), count, size):
                quads += len(graph.statements) or graph.text.count("\n") - 1  # the head of a table
                yield graph

    before, cpu = time.perf_counter(), time.process_time()
    for _ in validate(seen(), book, engine=engine, tally=tally):
        problems += 1
    return {
        "seconds": time.perf_counter() - before,
        "cpu": time.process_time() - cpu,
        "peak": peak(),
        "quads": quads,
        "plans": tally.graphs,
        "problems": problems,
        "referred": sum(tally.referred.values()),
    }


def measure_all_cores(store: str) -> dict[str, float]:
    """Validate as `govplan validate` does, with a process per core; the peak is that of the largest process."""
    book = load_rules().select(tier=Tier.COMPLETE)
    tally = Tally(Engine.FAST)
    before, cpu = time.perf_counter(), os.times()
    problems = sum(1 for _ in validate_store(store, graphs_in(store), book, tally))
    after = os.times()
    largest = max(peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return {
        "seconds": time.perf_counter() - before,
        "cpu": sum(after[:4]) - sum(cpu[:4]),
        "peak": largest,
        "quads": 0,
        "plans": tally.graphs,
        "problems": problems,
        "referred": sum(tally.referred.values()),
    }


def peak() -> float:
    """Return the largest memory of this process in MiB; getrusage would count that of the process it came from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def alone(store: str, engine: str, count: int, size: int) -> dict[str, float]:
    """Measure in a process of its own."""
    words = [
        sys.executable,
        __file__,
        "--one",
        engine,
        "--store",
        store,
        "--plans",
        str(count),
        "--sample",
        str(size),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print one Markdown row per engine and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--one", choices=[*(engine.value for engine in Engine), CORES])
    parser.add_argument("--store")
    asked = parser.parse_args()
    if asked.one == CORES:
        sys.stdout.write(json.dumps(measure_all_cores(asked.store)))
        return
    if asked.one:
        sys.stdout.write(json.dumps(measure(asked.store, Engine(asked.one), asked.plans[0], asked.sample)))
        return
    row = "| {plans} | {quads:,} | {engine} | {wall:.1f} | {cpu:.1f} | {ratio} | {peak:.0f} | {problems:,} | {note} |\n"
    sys.stdout.write(
        "| plans | quads | engine | seconds | CPU seconds | times fast | peak MiB | problems | |\n|"
        + " --- |" * 9
        + "\n"
    )
    for count in asked.plans:
        with tempfile.TemporaryDirectory() as folder:
            store = str(Path(folder) / "store")
            quads = build(Path(store), count)
            base = 0.0
            for engine in (Engine.FAST.value, CORES, Engine.PYSHACL.value):
                size = min(count, asked.sample) if engine == Engine.PYSHACL else count
                found = alone(store, engine, count, size)
                share = quads / found["quads"] if engine == Engine.PYSHACL else 1
                cpu = found["cpu"] * share
                base = base or cpu
                note = (
                    "" if share == 1 else f"from {found['plans']} plans ({found['quads']:,} quads), times {share:.1f}"
                )
                sys.stdout.write(row.format(
                    plans=count, quads=quads, engine=engine, wall=found["seconds"] * share, ratio=f"{cpu / base:.1f}",
                    cpu=cpu, peak=found["peak"], problems=round(found["problems"] * share), note=note,
                ))  # fmt: skip
                sys.stdout.flush()


if __name__ == "__main__":
    main()
