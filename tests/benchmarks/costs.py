"""Ways to measure a process and a function: CPU seconds, wall seconds, peak memory.

The peak of a process is never reported below that of the process that started it, so nothing heavy is imported here
until the processes have been measured.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BASELINE = (sys.executable, "-c", "pass")
RDFLIB = (sys.executable, "-c", "import rdflib")
MEGABYTE = 1_000_000
PEAK_UNIT = 1024 if sys.platform != "darwin" else 1


@dataclass(frozen=True)
class Cost:
    """What one process took: CPU and wall in seconds, peak of resident memory in MB."""

    cpu: float
    wall: float
    peak: float


def govplan(*words: str) -> tuple[str, ...]:
    """Return the command line of a cold start."""
    return (sys.executable, "-m", "kg", *words)


def once(command: tuple[str, ...]) -> Cost:
    """Run a command to its end and return what it took, its own children left out.

    Raises:
        RuntimeError: It failed.
    """
    begun = time.perf_counter()
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    os.close(nothing)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise RuntimeError(f"{' '.join(command)} left with {os.waitstatus_to_exitcode(status)}")
    wall = time.perf_counter() - begun
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * PEAK_UNIT / MEGABYTE)


def measured(command: tuple[str, ...], runs: int) -> Cost:
    """Return the least of each figure over several runs; the first, which fills the caches, does not count."""
    once(command)
    costs = [once(command) for _ in range(runs)]
    return Cost(min(c.cpu for c in costs), min(c.wall for c in costs), min(c.peak for c in costs))


def documents() -> list[Path]:
    """Return the plans that are read for measuring: the examples and the independent set."""
    return [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "tests/evaluation/plans").glob("*.txt"))]


def quads(name: str, data: bytes) -> int:
    """Return how many bytes of N-Quads a document gives.

    Raises:
        RuntimeError: It could not be read.
    """
    from kg.mapping import plan_bytes  # noqa: PLC0415 (see the head)
    from loaders.pipeline import load  # noqa: PLC0415 (the same)

    plan = load(data, name).plan
    if plan is None:
        raise RuntimeError(f"{name} was not read")
    return len(plan_bytes(plan))


def seconds(texts: Iterable[tuple[str, bytes]]) -> float:
    """Return the CPU seconds from bytes to N-Quads of all `texts`."""
    gc.collect()
    begun = time.process_time()
    for name, data in texts:
        quads(name, data)
    return time.process_time() - begun


def real_documents() -> list[Path]:
    """Return the published plans that lie beside the checkout, if any: longer than ours, and less dense."""
    shared = ROOT.parent / "shared"
    return [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.txt"))]


def throughput(paths: Iterable[Path], runs: int) -> float:
    """Return how many characters a second one core reads and maps, the caches filled."""
    texts = [(path.name, path.read_bytes()) for path in paths]
    characters = sum(len(data.decode("utf-8", errors="replace")) for _, data in texts)
    seconds(texts)
    return characters / min(seconds(texts) for _ in range(runs))


def growth(sizes: Iterable[float]) -> Iterator[tuple[float, float]]:
    """Yield the CPU seconds of one document of each size in MB: an example, its body said again and again."""
    text = (ROOT / "examples" / "yunze-qingliu-river.txt").read_text(encoding="utf-8")
    seconds([("warm.txt", text.encode())])
    for size in sizes:
        times = int(size * MEGABYTE / len(text.encode())) + 1
        yield size, seconds([("long.txt", "\n".join([text] * times).encode())])
