"""The embedded store: Oxigraph on disk or in memory.

Oxigraph's `load`, `bulk_load` and `update` are transactions: killed half-way they leave nothing behind
(measured; see docs/decisions/20261121-store.md). Adding quads one by one is none, so nothing here does.
"""

from __future__ import annotations

import errno
import logging
import os
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph as ox

from kg.errors import StoreError, both
from kg.store.base import Loaded, bad_query, refuse_write
from kg.store.convert import answer_of, checked_quads, nquads_lines, replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from kg.store.base import Mode
    from kg.store.columns.sidecar import Keeper
    from kg.store.columns.tables import Columns
    from kg.store.rdf import Answer

logger = logging.getLogger(__name__)

# Characters of N-Quads per bulk load: one call per plan writes 76,000 quads a second, large calls
# 112,000 to 128,000 (measured on two cores); 32 million characters keep the memory of a batch near 300 MB.
BATCH_CHARACTERS: Final = 32_000_000


@contextmanager
def _engine_errors(location: str) -> Iterator[None]:
    """Turn what RocksDB raises into one sentence with a remedy."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _explain(location, error) from error


def _explain(location: str, error: Exception) -> StoreError:
    text = str(error).strip().rstrip(".")
    if "LOCK" in text or "lock hold" in text:
        return StoreError(
            both(f"The store {location} is in use by another process.", f"存储 {location} 正被另一进程使用。"),
            both(
                "Wait until the other command ends, or write to another store.", "请等另一命令结束，或写入另一个存储。"
            ),
        )
    if isinstance(error, PermissionError) or "Permission denied" in text:
        return StoreError(
            both(f"The store {location} cannot be opened: permission denied.", f"无权打开存储 {location}。"),
            both("Change its permissions, or use another place.", "请更改权限或改用其他位置。"),
        )
    if "No space left" in text:
        return StoreError(
            both(f"The disk of the store {location} is full.", f"存储 {location} 所在磁盘已满。"),
            both(
                "Free some space and load again; loading twice changes nothing.",
                "请腾出空间后重新载入；重复载入不改变内容。",
            ),
        )
    if "mkdir" in text or "Read-only file system" in text:
        return _no_place(location, text.rpartition(": ")[2])
    return StoreError(
        both(
            f"The store {location} is damaged or being rewritten: {text}.",
            f"存储 {location} 已损坏或正被改写：{text}。",
        ),
        both(
            f"Try again; if it stays so, remove {location} and build it again from the documents.",
            f"请重试；若仍如此，请删除 {location}，再用 govplan build 由原文件重建。",
        ),
    )


def _no_place(location: str, reason: str) -> StoreError:
    return StoreError(
        both(
            f"No store can be made or written at {location}: {reason}.",
            f"无法在 {location} 处建立或写入存储：{reason}。",
        ),
        both("Give a place in a folder that exists and may be written.", "请给出现有且可写的文件夹中的位置。"),
    )


def check_folder(path: Path, mode: Mode) -> None:
    """Refuse a path at which no store can be opened, or made where `mode` is `write`; nothing is opened.

    Raises:
        StoreError: `path` is missing (read), a file, another kind of folder, or a place that cannot be written.
    """
    location = str(path)
    if path.is_file():
        raise StoreError(
            both(f"{location} is a file, not a store.", f"{location} 是文件，不是存储。"),
            both("Give the folder of a store, or an RDF file (.nq, .trig, .ttl, .nt, .jsonld).",
                 "请给出存储所在文件夹，或 RDF 文件（.nq、.trig、.ttl、.nt、.jsonld）。"),
        )  # fmt: skip
    if mode == "read" and not path.exists():
        raise StoreError(
            both(f"There is no store at {location}.", f"{location} 处没有存储。"),
            both(
                f"Build one first: govplan build DOCUMENT -o {location}",
                f"请先建立：govplan build 文件 -o {location}",
            ),
        )
    with _engine_errors(location):
        if not _is_store(path) and path.is_dir() and (mode == "read" or any(path.iterdir())):
            raise StoreError(
                both(f"The folder {location} is not a store.", f"文件夹 {location} 不是存储。"),
                both(
                    "Give the folder that govplan build wrote, or a new name.",
                    "请给出 govplan build 写出的文件夹，或换一个新名称。",
                ),
            )
    folder = path if path.is_dir() else path.parent
    if mode == "write" and not os.access(folder, os.W_OK | os.X_OK):
        raise _no_place(location, os.strerror(errno.EACCES if folder.is_dir() else errno.ENOENT))


def _is_store(path: Path) -> bool:
    return (path / "CURRENT").is_file()


class OxigraphStore:
    """An Oxigraph store; make one with `open_store`."""

    def __init__(self, engine: ox.Store, location: str, *, writable: bool) -> None:
        self._engine: ox.Store | None = engine
        self._location = location
        self._writable = writable
        self._columns: Columns | None = None
        self._keeper: Keeper | None = None

    @classmethod
    def in_memory(cls, location: str = "memory:", *, writable: bool = True) -> OxigraphStore:
        """Return an empty store that ends with the process."""
        return cls(ox.Store(), location, writable=writable)

    @classmethod
    def on_disk(cls, path: Path, mode: Mode) -> OxigraphStore:
        """Open the store in the folder `path`; only `write` makes one that is missing.

        Raises:
            StoreError: `path` is missing (read), a file, another kind of folder, locked or damaged.
        """
        location = str(path)
        check_folder(path, mode)
        from kg.store.columns.sidecar import Keeper, columns_of_store  # noqa: PLC0415 (stores in memory do without)

        with _engine_errors(location):
            # the engine writes files of its own when it is opened: what fits is asked before
            keeper = Keeper(path) if mode == "write" else None
            engine = ox.Store.read_only(location) if mode == "read" else ox.Store(location)
        logger.debug("opened %s to %s", location, mode)
        store = cls(engine, location, writable=mode == "write")
        store._keeper = keeper
        if keeper is None:
            store._columns = columns_of_store(path)
        elif next(iter(engine), None) is None:
            keeper.begin_empty()
        return store

    def columns(self) -> Columns | None:
        """Return the columns that stand beside the store and fit it, or None."""
        return self._columns

    @property
    def location(self) -> str:
        """Where it is: a folder, a file that was read, or `memory:`."""
        return self._location

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._writable

    @property
    def engine(self) -> ox.Store:
        """The Oxigraph store itself, for readers inside `kg` that need its speed.

        Raises:
            StoreError: The store was closed.
        """
        if self._engine is None:
            raise StoreError(
                both(f"The store {self._location} is closed.", f"存储 {self._location} 已关闭。"),
                both("Open it again.", "请重新打开。"),
            )
        return self._engine

    def query(self, text: str, *, limit: int | None = None) -> Answer:
        """Run a query; see `Store.query`."""
        with _engine_errors(self._location):
            try:
                return answer_of(self.engine.query(text, use_default_graph_as_union=True), limit)
            except (SyntaxError, ValueError) as error:
                raise bad_query(str(error)) from error

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of all named graphs, sorted."""
        with _engine_errors(self._location):
            return tuple(sorted(g.value for g in self.engine.named_graphs()))

    def replace(self, graph: str, text: str | bytes, *, instead_of: Iterable[str] = ()) -> bool:
        """Replace one graph in one transaction; see `Store.replace`."""
        self._require_writable()
        old = [other for other in instead_of if other != graph and self._engine_has(other)]
        return self._replace(graph, checked_quads(graph, text), old)

    def load_many(self, documents: Iterable[tuple[str, str | bytes]]) -> Loaded:
        """Load documents, new graphs in large batches; see `Store.load_many`."""
        self._require_writable()
        added: list[str] = []
        replaced: list[str] = []
        unchanged: list[str] = []
        waiting: dict[str, list[ox.Quad]] = {}
        size = 0
        try:
            for graph, text in documents:
                quads = checked_quads(graph, text)
                if graph in waiting:
                    self._bulk(waiting)
                    size = 0
                if self._engine_has(graph):
                    (replaced if self._replace(graph, quads) else unchanged).append(graph)
                elif quads:
                    waiting[graph] = quads
                    added.append(graph)
                    size += len(text)
                if size >= BATCH_CHARACTERS:
                    self._bulk(waiting)
                    size = 0
        finally:
            self._bulk(waiting)
        return Loaded(tuple(added), tuple(replaced), tuple(unchanged))

    def remove(self, graph: str) -> bool:
        """Remove one graph in one transaction; return whether it was there."""
        self._require_writable()
        return self._replace(graph, []) if self._engine_has(graph) else False

    def nquads(self, graph: str | None = None) -> list[str]:
        """Return all statements, or those of one graph, as sorted N-Quads lines."""
        with _engine_errors(self._location):
            if graph is None:
                return sorted(nquads_lines(self.engine))
            return sorted(nquads_lines(self._quads(graph)))

    def flush(self) -> None:
        """Return when everything is on disk."""
        if self._writable:
            with _engine_errors(self._location):
                self.engine.flush()

    def close(self) -> None:
        """Flush and let go of the folder's lock, and of its columns."""
        if self._columns is not None:
            # the database keeps one instance per file and process: left open, it would hide a newer file
            self._columns.database.close()
            self._columns = None
        if self._engine is not None:
            self.flush()
            if self._keeper is not None:
                self._keeper.prepare(self._engine)
            self._engine = None
            if self._keeper is not None:
                self._keeper.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._keeper is not None:
            self._keeper.abandon()
            self._keeper = None
        self.close()

    def _require_writable(self) -> None:
        if not self._writable:
            raise refuse_write(self._location)

    def _engine_has(self, graph: str) -> bool:
        with _engine_errors(self._location):
            return self.engine.contains_named_graph(ox.NamedNode(graph))

    def _quads(self, graph: str) -> Iterator[ox.Quad]:
        return self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def _replace(self, graph: str, quads: list[ox.Quad], old: Sequence[str] = ()) -> bool:
        with _engine_errors(self._location):
            # comparing costs a seventh of writing (20,000 quads: 0.14 s against 1.0 s), and spares the files
            if not old and set(self._quads(graph)) == set(quads) and bool(quads) == self._engine_has(graph):
                return False
            if self._keeper is not None:
                self._keeper.change()
            self.engine.update(replacement(graph, quads, old))
        logger.debug("replaced <%s>: %d statements", graph, len(quads))
        return True

    def _bulk(self, waiting: dict[str, list[ox.Quad]]) -> None:
        if not waiting:
            return
        lines = (line for quads in waiting.values() for line in nquads_lines(quads))
        with _engine_errors(self._location), self._keeper.adding(lines) if self._keeper else nullcontext():
            self.engine.bulk_extend(quad for quads in waiting.values() for quad in quads)
        logger.debug("loaded %d new graphs", len(waiting))
        waiting.clear()
