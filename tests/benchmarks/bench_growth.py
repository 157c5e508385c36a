"""How time grows with length on hostile texts: `python -m tests.benchmarks.bench_growth [--characters N] [WORD…]`.

Each text of `tests/hostile.py` is read at a length, at twice and at four times that. The exponent is that of the power
of the length by which the time grew from the first to the last: 1 is linear, 2 quadratic. Times are CPU seconds, the
least of several runs; a text whose longest reading takes less than `SHORTEST` is too quick to tell, and says so.
With words, only the texts are read whose line holds one of them. Leaves with 1 where an exponent is above `HIGHEST`.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.hostile import Hostile, hostile_texts

LENGTH = 20_000
RUNS = 3
SHORTEST = 0.005
HIGHEST = 1.3


@dataclass(frozen=True)
class Growth:
    """The CPU seconds of one text at a length, at twice and at four times that length."""

    text: Hostile
    seconds: tuple[float, float, float]

    @property
    def exponent(self) -> float | None:
        """The power of the length by which the time grew; None where it is too short to tell."""
        first, _, last = self.seconds
        return math.log(last / max(first, 1e-6), 4) if last >= SHORTEST else None


def seconds(text: Hostile, length: int, runs: int) -> float:
    """Return the least CPU seconds of reading a text of a length."""
    costs = []
    for _ in range(runs):
        work = text.work(length)
        gc.disable()
        begun = time.process_time()
        work()
        costs.append(time.process_time() - begun)
        gc.enable()
    return min(costs)


def growth(texts: Iterable[Hostile], length: int = LENGTH, runs: int = RUNS) -> Iterator[Growth]:
    """Yield how the time of each text grows; a short reading beforehand fills the caches."""
    for text in texts:
        text.work(100)()
        yield Growth(
            text, (seconds(text, length, runs), seconds(text, 2 * length, runs), seconds(text, 4 * length, runs))
        )


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each text; return 1 where one grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=LENGTH, help="the first of the three lengths")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each text is read")
    parser.add_argument("words", nargs="*", help="only texts whose line holds one of these")
    chosen = parser.parse_args(arguments)
    texts = [text for text in hostile_texts() if not chosen.words or any(word in str(text) for word in chosen.words)]
    say = sys.stdout.write
    say(f"{'s':>9}{'2n / n':>9}{'4n / 2n':>9}{'exponent':>10}  text, n = {chosen.characters}\n")
    steep = 0
    for found in growth(texts, chosen.characters, chosen.runs):
        first, second, third = (max(value, 1e-6) for value in found.seconds)
        exponent = found.exponent
        shown = "quick" if exponent is None else f"{exponent:.2f}"
        mark = ""
        if exponent is not None and exponent > HIGHEST:
            steep, mark = steep + 1, "  <-- too steep"
        say(f"{third:9.3f}{second / first:9.2f}{third / second:9.2f}{shown:>10}  {found.text}{mark}\n")
        sys.stdout.flush()
    say(f"{len(texts)} texts, {steep} steeper than {HIGHEST}\n")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
