"""A writer that is killed leaves the old graph or the new one, never a part."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import open_store

WRITER = """
import sys
from kg.store import open_store
def text(word, graph):
    return "".join(f'<https://e/{i}> <https://e/p> "{word}" <{graph}> .\\n' for i in range(3000))
with open_store(sys.argv[1], "write") as store:
    print("open", flush=True)
    for turn in range(1000):
        word = "odd" if turn % 2 else "even"
        store.replace("https://e/g", text(word, "https://e/g"))
        store.load_many([(f"https://e/{turn}", text(word, f"https://e/{turn}"))])
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_leaves_whole_graphs(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "store"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    with writer.stdout as ready:
        assert ready.readline() == "open\n"
        time.sleep(random.Random(seed).uniform(0.1, 0.6))
        writer.kill()
        writer.wait()
    with open_store(path, "write") as store:
        for graph in store.graphs():
            lines = store.nquads(graph)
            assert len(lines) == 3000
            assert len({line.split('"')[1] for line in lines}) == 1
