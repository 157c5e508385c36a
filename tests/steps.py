"""How much a piece of work takes, counted instead of timed: the lines of this repository that run.

The same work takes the same number of steps on any machine, however busy. What runs inside the interpreter or inside
a library, such as a search by a regular expression, takes none: that is for the benchmarks to show.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

Work = Callable[[], object]
ROOT: Final = str(Path(__file__).parents[1])


def steps(work: Work) -> int:
    """Return how many lines run; the work is done once before, so that caches are filled."""
    work()
    count = 0

    def step(frame: FrameType, _event: str, _argument: object) -> object:
        nonlocal count
        count += 1
        return step if frame.f_code.co_filename.startswith(ROOT) else None

    outer = sys.gettrace()
    sys.settrace(step)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(outer)
    return count


def too_many(short: int, long: int) -> bool:
    """Tell whether twice the length took more than twice the steps, with some room for what is not repeated."""
    return long > 2.3 * short + 200
