"""RDF texts: the store's own dump, whole or of chosen graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import DumpFormat, Store


def lines(store: Store, graphs: Sequence[str]) -> list[str]:
    """Return the statements of `graphs`, or all, as sorted N-Quads lines, each once."""
    if not graphs:
        return store.nquads()
    return sorted({line for graph in graphs for line in store.nquads(graph)})


def _whole_lines(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _text(store: Store, form: DumpFormat, graphs: Sequence[str]) -> str:
    if not graphs:
        return _whole_lines(dump(store, form))
    if len(graphs) == 1:
        return _whole_lines(dump(store, form, graph=graphs[0]))
    from kg.store.oxigraph import OxigraphStore  # noqa: PLC0415 (loads the engine)

    with OxigraphStore.in_memory() as chosen:
        chosen.load_many((graph, "".join(store.nquads(graph))) for graph in sorted(set(graphs)))
        return _whole_lines(dump(chosen, form))


def nquads(store: Store, graphs: Sequence[str]) -> str:
    """Return sorted N-Quads."""
    return "".join(lines(store, graphs))


def trig(store: Store, graphs: Sequence[str]) -> str:
    """Return TriG with a block for each graph."""
    return _text(store, "trig", graphs)


def turtle(store: Store, graphs: Sequence[str]) -> str:
    """Return Turtle; all graphs become one."""
    return _text(store, "turtle", graphs)


def ntriples(store: Store, graphs: Sequence[str]) -> str:
    """Return sorted N-Triples; all graphs become one."""
    return _text(store, "ntriples", graphs)
