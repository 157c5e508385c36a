"""The file of columns inside the folder of a store: written when a store is filled, read only while it fits.

It carries the names and sizes of the store's own files. A store that was written to in any other way has other
files, so that its columns are out of date by themselves and the engine answers.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Final

from kg.store.columns.syntax import Unsupported
from kg.store.columns.tables import Columns, build_from

logger = logging.getLogger(__name__)

NAME: Final = "columns.duckdb"
# of the tables; columns of another one are out of date
_LAYOUT: Final = "3"
# below this the engine needs a tenth of a second for its slowest question (statements)
MINIMUM: Final = 100_000
_OWN: Final = re.compile(r"CURRENT|MANIFEST-\d+|\d+\.(?:sst|log|blob)")


def _stamp(folder: Path) -> str:
    files = (file for file in folder.iterdir() if _OWN.fullmatch(file.name))
    return (
        _LAYOUT
        + "\n"
        + "\n".join(sorted(f"{file.name} {file.stat().st_size}" for file in files if file.stat().st_size))
    )


def prepare(folder: Path, statements: Path) -> bool:
    """Make the columns of a store from a file of its statements, not yet in their place; tell whether it was done."""
    try:
        import duckdb  # noqa: F401, PLC0415 (asked whether it is there)
    except ImportError:
        return False
    made = folder / f"{NAME}.new"
    made.unlink(missing_ok=True)
    try:
        build_from(statements, str(made)).database.close()
    except Unsupported as error:
        logger.info("no columns for %s: %s", folder, error)
        made.unlink(missing_ok=True)
        return False
    return True


def settle(folder: Path) -> None:
    """Put prepared columns into their place; the store is closed, and its files are as they will stay."""
    import duckdb  # noqa: PLC0415 (prepared columns mean that it is there)

    made = folder / f"{NAME}.new"
    with duckdb.connect(str(made)) as database:
        database.execute("CREATE TABLE stamp AS SELECT ? AS files", (_stamp(folder),))
    made.replace(folder / NAME)


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
    if row is None or row[0] != _stamp(folder):
        database.close()
        return None
    return Columns(database, str(file))
