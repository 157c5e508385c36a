"""What a document costs in each format: `python -m tests.benchmarks.bench_readers [FILE…]`.

Every format is read in a process of its own, so that peaks do not mix: documents a second of reading alone
(CPU), of reading with all rules, what the imports cost on top of an interpreter, and peak memory. Without
arguments the largest example is read in the formats that scripts/make_example_formats.py makes of it, and a ledger.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from xlsxwriter import Workbook

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 10
ROWS = 500


def measure(path: Path) -> dict[str, float]:
    """Return what one file costs in this process."""
    from loaders.pipeline import read_plan  # noqa: PLC0415 - measured from here on
    from loaders.sniff import reader_for  # noqa: PLC0415 (the same)

    data = path.read_bytes()
    reader, _ = reader_for(data, path.name)
    before = time.process_time()
    document = reader.read(data, path.name)
    first = time.process_time() - before
    read_plan(document)
    times = []
    for step in (lambda: reader.read(data, path.name), lambda: read_plan(document)):
        costs = []
        for _ in range(RUNS):
            before = time.process_time()
            step()
            costs.append(time.process_time() - before)
        times.append(min(costs))
    return {
        "kB": len(data) / 1000,
        "characters": len(document.text),
        "first_ms": first * 1000,
        "read_ms": times[0] * 1000,
        "rules_ms": times[1] * 1000,
        "documents_per_second": 1 / sum(times),
        "peak_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def samples(folder: Path) -> list[Path]:
    """Return the largest example as text and in every format that is made of it.

    They are made in another process: the peak of a process is never reported below that of the one that started it.
    """
    largest = max((ROOT / "examples").glob("*.txt"), key=lambda path: path.stat().st_size)
    subprocess.run(
        [sys.executable, "-m", "scripts.make_example_formats", str(folder), largest.stem], cwd=ROOT, check=True
    )
    ledger = [("序号", "重点任务", "牵头单位", "配合单位", "完成时限")]
    ledger += [
        (str(n), f"推进第{n}项改革事项落地见效", "市财政局", "市水利局、市科技局", "2026年6月底前")
        for n in range(1, ROWS + 1)
    ]
    with (folder / f"ledger-of-{ROWS}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ledger)
    with Workbook(folder / f"ledger-of-{ROWS}.xlsx") as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(ledger):
            sheet.write_row(place, 0, row)
    return [largest, *sorted(folder.iterdir())]


def apart(path: Path) -> dict[str, float]:
    """Return what one file costs in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_readers", "--one", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run(arguments: list[str]) -> int:
    """Print a table of costs, one row for each file."""
    if arguments[:1] == ["--one"]:
        sys.stdout.write(json.dumps(measure(Path(arguments[1]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(argument) for argument in arguments] or samples(Path(folder))
        rows = [(path.name, apart(path)) for path in paths]
    sys.stdout.write(
        f"{'file':52}{'kB':>8}{'chars':>9}{'first ms':>10}{'read ms':>9}{'rules ms':>10}{'docs/s':>8}{'MB':>7}\n"
    )
    for name, row in rows:
        values = (f"{row['kB']:8.0f}", f"{row['characters']:9.0f}", f"{row['first_ms']:10.1f}", f"{row['read_ms']:9.2f}",
                  f"{row['rules_ms']:10.2f}", f"{row['documents_per_second']:8.1f}", f"{row['peak_MB']:7.0f}")  # fmt: skip
        sys.stdout.write(f"{name:52}{''.join(values)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
