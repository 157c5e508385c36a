"""The file of columns inside the folder of a store: made at the end of writing, read only while it fits.

It carries the names and sizes of the store's own files. A store that was written to in any other way has other
files, so that its columns are out of date by themselves and the engine answers.
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
    """Keeps the columns of a store in step with one session of writing: used while it lasts, not again.

    What fills an empty store is kept as text, since reading it back takes longer than loading; after any other change
    the statements are written out and the tables made anew. A session that changed nothing leaves the columns in
    force, although the engine writes files of its own when it is opened.

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
        """Note everything that is added from now on: it is all that the store will hold."""
        with _going_without(self._folder):
            self._spool = tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".nq")  # noqa: SIM115

    @contextmanager
    def adding(self, lines: Iterable[str]) -> Iterator[None]:
        """Note statements that are added meanwhile, as N-Quads; where that fails, nothing noted is relied on."""
        self._is_changed = True
        spool, self._spool = self._spool, None
        yield
        if spool is not None:
            with _going_without(self._folder):
                spool.writelines(lines)
                self._spool = spool

    def change(self) -> None:
        """Note that statements are about to be taken out as well."""
        self._is_changed = True
        self._drop_spool()

    def prepare(self, engine: ox.Store) -> None:
        """Make new columns where the store is large and has none that fit; the engine is let go of afterwards."""
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
        """Put the columns in force; the store is closed, and its files are as they will stay."""
        with _going_without(self._folder):
            if self._is_prepared:
                _settle(self._folder)
            elif self._fits and not self._is_changed:
                _stamp(self._folder / NAME, "UPDATE stamp SET files = ?", _files(self._folder))

    def abandon(self) -> None:
        """Leave the columns as they are after an error: they are out of date by themselves."""
        self._drop_spool()

    def _drop_spool(self) -> None:
        if self._spool is not None:
            with suppress(OSError):  # closing writes what is left, and the disk may be full
                self._spool.close()
            self._spool = None


@contextmanager
def _going_without(folder: Path) -> Iterator[None]:
    """Go on where columns cannot be made: the store is whole without them, and its engine answers, only later."""
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
    """Make the columns of a store from a file of its statements, not yet in their place; tell whether it was done."""
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
    columns = columns_beside(folder)
    if columns is None:
        return False
    columns.database.close()
    return True


def columns_beside(folder: Path) -> Columns | None:
    """Return the columns of a store, or None where it has none that fit it."""
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
