"""What govplan costs, measured side by side in one run: `python -m tests.benchmarks [--quick]`.

Figures of one machine mean little; the ratios to a bare interpreter and to the import of rdflib, taken in the same
minute, mean more. Times are CPU seconds of the process, the least of several runs, so that a busy machine disturbs
them little; peaks are resident memory. Nothing is read from the network.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.costs import (
    BASELINE,
    RDFLIB,
    Cost,
    documents,
    govplan,
    growth,
    measured,
    real_documents,
    throughput,
)

SIZES = (0.5, 1.0, 2.0, 5.0)
RUNS = 5
HELP_CPU, BUILD_CPU, BUILD_PEAK = 0.3, 2.0, 200
"""What is promised: CPU seconds of the help, CPU seconds and MB of a build of five documents, cold start included."""


def processes(runs: int) -> list[tuple[str, Cost]]:
    """Return the cost of whole processes, from cold start to exit."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "plans.db")
        files = [str(path) for path in documents()]
        few = files[:5]
        return [
            ("python -c pass", measured(BASELINE, runs)),
            ("python -c 'import rdflib'", measured(RDFLIB, runs)),
            ("govplan --help", measured(govplan("--help"), runs)),
            ("govplan questions", measured(govplan("questions"), runs)),
            (f"govplan build, {len(few)} documents", measured(govplan("build", *few, "-o", store), runs)),
            ("govplan ask plans", measured(govplan("ask", "plans", store), runs)),
            (f"govplan build, {len(files)} documents", measured(govplan("build", *files, "-o", store + "2"), runs)),
        ]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer runs, documents of up to 1 MB")
    quick = parser.parse_args(arguments).quick
    say = sys.stdout.write
    say(f"Python {platform.python_version()}, {platform.machine()}\n\n")
    costs = processes(2 if quick else RUNS)
    bare, rdflib = costs[0][1], costs[1][1]
    say(
        f"{'process':36s}{'CPU s':>8s}{'wall s':>8s}{'peak MB':>9s}{'CPU/bare':>10s}{'CPU/rdflib':>12s}{'MB/bare':>9s}\n"
    )
    for name, cost in costs:
        say(f"{name:36s}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.peak:9.0f}")
        say(f"{cost.cpu / bare.cpu:10.1f}{cost.cpu / rdflib.cpu:12.2f}{cost.peak / bare.peak:9.1f}\n")
    say(f"\npromised: help {HELP_CPU} s of CPU, build of five documents {BUILD_CPU} s of CPU and {BUILD_PEAK} MB\n")
    say(
        f"\n{'from text to N-Quads, one core':36s}{'documents':>10s}{'characters/s':>14s}{'documents of 8,000/s':>22s}\n"
    )
    for name, paths in (("invented plans, short and dense", documents()), ("published plans", real_documents())):
        if paths:
            rate = throughput(paths, 2 if quick else RUNS)
            say(f"{name:36s}{len(paths):10d}{rate:14,.0f}{rate / 8000:22.0f}\n")
    say(f"\n{'one document of':36s}{'CPU s':>8s}{'s per MB':>10s}\n")
    for size, seconds in growth(SIZES[:2] if quick else SIZES):
        say(f"{size:.1f} MB{'':30s}{seconds:8.2f}{seconds / size:10.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
