"""The fast engine on a store of many plans, with one process per core; each holds one plan at a time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import StoreError, both
from kg.records import Problem
from kg.validation.engines import Engine, Tally, engine_for
from kg.validation.rules import RuleBook
from kg.validation.run import validate
from kg.validation.sources import graphs_of_store

if TYPE_CHECKING:
    from kg.store import Store

MANY: Final = 64
"""Fewer graphs than these are not worth a second process."""
_SHARE: Final = 16
_at_hand: list[tuple[str, RuleBook]] = []
"""In a process of the pool: where the store is, and the rules."""
_opened: list[Store] = []
"""In a process of the pool: the store, open until the process ends."""


def is_worth_it(graphs: int) -> bool:
    """Return whether several processes are at hand and `graphs` are enough for them."""
    return graphs >= MANY and (os.cpu_count() or 1) > 1


def graphs_in(location: str) -> tuple[str, ...]:
    """Return the graphs of an embedded store, asked in a process of its own so that this one may be copied afterwards.

    Raises:
        StoreError: The store cannot be opened.
    """
    if not _may_fork():
        return _graphs(location)
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        return pool.submit(_graphs, location).result()


def _graphs(location: str) -> tuple[str, ...]:
    from kg.store import open_store  # noqa: PLC0415 (heavy)

    with open_store(location) as store:
        return store.graphs()


def _may_fork() -> bool:
    """Tell whether a copy of this process would be whole: only the thread that copies lives on in it.

    An engine that was once open in this process has left threads behind, for which a copy may wait for ever.
    """
    threads = Path("/proc/self/task")
    return sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1


def validate_store(location: str, names: tuple[str, ...], book: RuleBook, tally: Tally) -> Iterator[Problem]:
    """Yield what `validate` yields for the graphs `names` of the embedded store at `location`, in the same order.

    Raises:
        StoreError: A process was killed, or the store cannot be opened.
    """
    shares = [names[start : start + _SHARE] for start in range(0, len(names), _SHARE)]
    engine_for(Engine.FAST, book, tally)  # in a copy the compiled rules are at hand
    way = multiprocessing.get_context("fork" if _may_fork() else "spawn")
    pool = ProcessPoolExecutor(os.cpu_count(), way, _begin, (location, book))
    try:
        with pool:
            for problems, counted in pool.map(_share, shares):
                tally.graphs += counted.graphs
                tally.compiled = counted.compiled
                tally.referred.update(counted.referred)
                yield from problems
    except BrokenProcessPool:
        raise StoreError(
            both(
                f"A process that validated {location} ended before it was done.",
                f"验证 {location} 的一个进程未完成就结束了。",
            ),
            both(
                "Free memory and try again; the store was not changed.",
                "请释放内存后重试；存储没有改动。",
            ),
        ) from None


def _begin(location: str, book: RuleBook) -> None:
    gc.freeze()  # rules and axioms stay: looking for cycles in them is lost time
    _at_hand.append((location, book))


def _share(names: tuple[str, ...]) -> tuple[list[Problem], Tally]:
    from kg.store import open_store  # noqa: PLC0415 (heavy)

    location, book = _at_hand[0]
    if not _opened:
        _opened.append(open_store(location))
    tally = Tally(Engine.FAST)
    graphs = graphs_of_store(_opened[0], names)
    return list(validate(graphs, book, engine=Engine.FAST, tally=tally)), tally
