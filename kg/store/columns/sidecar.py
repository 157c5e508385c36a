"""The file of columns in the folder of a store: written when a write session ends, used while it is current.

The file carries a stamp: the names and sizes of the store's own files. A store that was changed in any other way has
other files, so that the stamp no longer matches and the engine of the store answers instead.
"""

from __future__ import annotations

import logging
import re
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.store.columns.syntax import Unsupported
from kg.store.columns.tables import Columns, build_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

logger = logging.getLogger(__name__)

NAME: Final = "columns.duckdb"
# of the tables; columns of another one are out of date
_LAYOUT: Final = "5"
# below this the engine needs a tenth of a second for its slowest question (statements)
MINIMUM: Final = 100_000
_OWN: Final = re.compile(r"CURRENT|MANIFEST-\d+|\d+\.(?:sst|log|blob)")


def _files(folder: Path) -> str:
    """Return the names and sizes of a store's own files, after the layout of the columns."""
    files = (file for file in folder.iterdir() if _OWN.fullmatch(file.name))
    return (
        _LAYOUT
        + "\n"
        + "\n".join(sorted(f"{file.name} {file.stat().st_size}" for file in files if file.stat().st_size))
    )


class Keeper:
    """Keeps the columns of a store up to date during one write session; a keeper is not reused.

    Statements added to an empty store are also written to a temporary file, because reading them back takes longer than
    loading them. After any other change the engine writes all statements out and the tables are rebuilt. A session
    that changed nothing only renews the stamp: opening the engine for writing renews its files.

    Args:
        folder: The store, not opened yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fits = _fits(folder)
        self._is_changed = False
        self._is_prepared = False
        self._spool: IO[str] | None = None

    def begin_empty(self) -> None:
        """Record every statement from now on: the store is empty, so they are all that it will hold."""
        with _going_without(self._folder):
            self._spool = tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".nq")  # noqa: SIM115

    @contextmanager
    def adding(self, lines: Iterable[str]) -> Iterator[None]:
        """Record statements, as N-Quads, that the block adds; if the block fails, the record is discarded."""
        self._is_changed = True
        spool, self._spool = self._spool, None
        yield
        if spool is not None:
            with _going_without(self._folder):
                spool.writelines(lines)
                self._spool = spool

    def change(self) -> None:
        """Note that statements are about to be removed, so that the record is no longer complete."""
        self._is_changed = True
        self._drop_spool()

    def prepare(self, engine: ox.Store) -> None:
        """Build new columns if the store is large and has no current ones; call it before the engine is closed."""
        if self._fits and not self._is_changed:
            return
        if len(engine) >= MINIMUM and _is_possible():
            if self._spool is not None:
                with _going_without(self._folder):
                    self._spool.flush()
                    self._is_prepared = _prepare(self._folder, Path(self._spool.name), is_dumped=False)
            self._drop_spool()
            if not self._is_prepared:
                with _going_without(self._folder), _dumped(engine) as statements:
                    self._is_prepared = _prepare(self._folder, statements, is_dumped=True)
        self._drop_spool()
        if not self._is_prepared:
            (self._folder / NAME).unlink(missing_ok=True)

    def settle(self) -> None:
        """Stamp the new columns and move them into place; call it when the engine is closed and its files are final."""
        with _going_without(self._folder):
            if self._is_prepared:
                _settle(self._folder)
            elif self._fits and not self._is_changed:
                _stamp(self._folder / NAME, "UPDATE stamp SET files = ?", _files(self._folder))

    def abandon(self) -> None:
        """Leave the columns as they are after an error: their stamp no longer matches."""
        self._drop_spool()

    def _drop_spool(self) -> None:
        if self._spool is not None:
            with suppress(OSError):  # closing writes what is left, and the disk may be full
                self._spool.close()
            self._spool = None


@contextmanager
def _going_without(folder: Path) -> Iterator[None]:
    """Continue where columns cannot be built: the store is complete without them, and its engine answers, slower."""
    try:
        yield
    except (OSError, Unsupported) as error:
        logger.info("no columns for %s: %s", folder, error)


@contextmanager
def _dumped(engine: ox.Store) -> Iterator[Path]:
    import pyoxigraph  # noqa: PLC0415 (whoever gives an engine has it loaded)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statements.nq"
        engine.dump(str(file), pyoxigraph.RdfFormat.N_QUADS)
        yield file


def _is_possible() -> bool:
    try:
        import duckdb  # noqa: F401, PLC0415 (asked whether it is there)
    except ImportError:
        return False
    return True


def _prepare(folder: Path, statements: Path, *, is_dumped: bool) -> bool:
    """Build columns from a file of statements under a temporary name; return whether that succeeded."""
    made = folder / f"{NAME}.new"
    made.unlink(missing_ok=True)
    try:
        build_from(statements, str(made), is_dumped=is_dumped).database.close()
    except Unsupported as error:
        logger.info("no columns for %s: %s", folder, error)
        made.unlink(missing_ok=True)
        return False
    return True


def _settle(folder: Path) -> None:
    made = folder / f"{NAME}.new"
    try:
        _stamp(made, "CREATE TABLE stamp AS SELECT ? AS files", _files(folder))
        made.replace(folder / NAME)
    finally:
        # Under this name nothing is left where all went well.
        made.unlink(missing_ok=True)


def _stamp(file: Path, statement: str, stamp: str) -> None:
    """Write the stamp of a store into its columns.

    Raises:
        Unsupported: The file cannot be written, or holds no columns.
    """
    import duckdb  # noqa: PLC0415 (columns mean that it is there)

    try:
        with duckdb.connect(str(file)) as database:
            database.execute(statement, (stamp,))
    except duckdb.Error as error:
        raise Unsupported(str(error)) from error


def _fits(folder: Path) -> bool:
    columns = columns_of_store(folder)
    if columns is None:
        return False
    columns.database.close()
    return True


def columns_of_store(folder: Path) -> Columns | None:
    """Return the columns of a store, or None where it has no current ones."""
    file = folder / NAME
    if not file.is_file():
        return None
    try:
        import duckdb  # noqa: PLC0415 (a store may come from a machine that has it)
    except ImportError:
        return None
    try:
        database = duckdb.connect(str(file), read_only=True)
        row = database.execute("SELECT files FROM stamp").fetchone()
    except duckdb.Error as error:
        logger.info("columns of %s are not used: %s", folder, error)
        return None
    if row is None or row[0] != _files(folder):
        database.close()
        return None
    return Columns(database, str(file))
