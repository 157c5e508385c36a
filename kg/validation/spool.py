"""Large files of many graphs, read once: their statements wait on disk, graph by graph, until a graph's turn comes.

A temporary store would do the same and rewrite the very literals that rules are about (`007`); text is kept as it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyoxigraph as ox

LARGE: Final = 32_000_000
"""Bytes from which on a file of many graphs is not held whole."""
HELD: Final = 100_000
"""Statements that wait in memory before they are written out: about 50 MB."""
Name = str | None
_Waiting = dict[Name, list["ox.Triple"]]


def graphs(quads: Iterable[ox.Quad], held: int = HELD) -> Iterator[tuple[Name, str]]:
    """Yield each graph as canonical N-Triples, sorted by name; what stands outside graphs is part of each.

    Args:
        quads: Statements in any order; a file sorted by graph takes the fewest pieces.
        held: How many of them are kept in memory at a time.
    """
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    with tempfile.TemporaryFile() as file:
        pieces: dict[Name, list[tuple[int, int]]] = {}
        waiting: _Waiting = {}
        count = 0
        for quad in quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
            waiting.setdefault(name, []).append(quad.triple)
            count += 1
            if count == held:
                _write(file, waiting, pieces)
                waiting, count = {}, 0
        _write(file, waiting, pieces)
        shared = _read(file, pieces.pop(None, []))
        if not pieces:
            yield None, shared
        for name in sorted(filter(None, pieces)):
            yield name, shared + _read(file, pieces[name])


def _write(file: IO[bytes], waiting: _Waiting, pieces: dict[Name, list[tuple[int, int]]]) -> None:
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    for name, triples in waiting.items():
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        pieces.setdefault(name, []).append((file.tell(), len(text)))
        file.write(text)


def _read(file: IO[bytes], pieces: list[tuple[int, int]]) -> str:
    parts = []
    for start, size in pieces:
        file.seek(start)
        parts.append(file.read(size))
    return b"".join(parts).decode()
