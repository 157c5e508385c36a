"""Several processes on one store: none waits for threads that its copy lacks, and one that dies is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.validation import Engine, Tally, Tier, graphs_of_file
from kg.validation.parallel import MANY, graphs_in, validate_store
from tests.shape_examples import BASE, book


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of just so many graphs that several processes validate it."""
    path = str(tmp_path_factory.mktemp("many") / "store")
    text = next(graphs_of_file(BASE)).text
    with open_store(path, mode="write") as store:
        for number in range(MANY):
            name = f"https://example.org/graph/{number}"
            store.replace(name, text.replace(" .\n", f" <{name}> .\n"))
    return path


def test_the_command_copies_itself_before_it_opens_the_store(location: str) -> None:
    words = [sys.executable, "-W", "error::DeprecationWarning", "-m", "kg", "validate", location]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, f"{MANY} plan graphs" in done.stdout) == (0, True), done.stderr


def test_where_a_store_was_open_the_processes_start_anew(location: str) -> None:
    names = graphs_in(location)
    tally = Tally(Engine.FAST)
    assert list(validate_store(location, names, book().select(tier=Tier.CORE), tally)) == []
    assert tally.graphs == len(names) == MANY


class Deadly(str):
    """A name that ends the process that takes it over."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_a_process_that_dies_is_one_clear_error(location: str) -> None:
    with pytest.raises(StoreError, match=r"ended before it was done.*Free memory"):
        list(validate_store(location, (Deadly(),), book(), Tally(Engine.FAST)))


def test_a_store_that_is_gone_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        graphs_in(str(tmp_path / "nothing"))
