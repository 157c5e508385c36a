"""The fast engine on a store of many plans, with one process per core; each holds one plan at a time."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Final

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
"""The store and the rules of the processes to come; they are forked, so that rules are read and compiled once."""
_opened: list[Store] = []
"""In a process of the pool: the store, open until the process ends."""


def is_worth_it(graphs: int) -> bool:
    """Return whether several processes are at hand and `graphs` are enough for them."""
    return graphs >= MANY and (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods()


def validate_store(location: str, names: tuple[str, ...], book: RuleBook, tally: Tally) -> Iterator[Problem]:
    """Yield what `validate` yields for the graphs `names` of the embedded store at `location`, in the same order.

    The store must not be open in this process.
    """
    shares = [names[start : start + _SHARE] for start in range(0, len(names), _SHARE)]
    _at_hand.append((location, book))
    engine_for(Engine.FAST, book, tally)  # compiles the rules before the processes part
    try:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
            for problems, counted in pool.map(_share, shares):
                tally.graphs += counted.graphs
                tally.compiled = counted.compiled
                tally.referred.update(counted.referred)
                yield from problems
    finally:
        _at_hand.clear()


def _share(names: tuple[str, ...]) -> tuple[list[Problem], Tally]:
    from kg.store import open_store  # noqa: PLC0415 (heavy)

    location, book = _at_hand[0]
    if not _opened:
        gc.freeze()  # rules and axioms came with the fork and stay: looking for cycles in them is lost time
        _opened.append(open_store(location))
    tally = Tally(Engine.FAST)
    graphs = graphs_of_store(_opened[0], names)
    return list(validate(graphs, book, engine=Engine.FAST, tally=tally)), tally
