"""Starts a Virtuoso server in a folder of its own, for tests; needs `apt-get install virtuoso-opensource`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PROGRAMS: Final = ("virtuoso-t", "isql-vt")
SECONDS: Final = 60
CONFIGURATION: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
ServerThreads = 10
NumberOfBuffers = 20000
MaxDirtyBuffers = 10000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = {http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


def is_installed() -> bool:
    """Tell whether the server and its command line are on this machine."""
    return all(shutil.which(program) for program in PROGRAMS)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(two.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Yield the location of a fresh server, with its credentials; it is killed afterwards."""
    sql, http = _free_ports()
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(sql=sql, http=http))
    server = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(server, http)
        grants = 'grant SPARQL_UPDATE to "SPARQL"; GRANT SPARQL_SPONGE TO "SPARQL"; SPARQL CLEAR GRAPH <urn:x>;'
        subprocess.run(["isql-vt", str(sql), "dba", "dba", f"exec={grants}"], check=True, capture_output=True)
        host = f"127.0.0.1:{http}"
        yield f"http://dba:dba@{host}/sparql-auth#graphs=http://{host}/sparql-graph-crud-auth&auth=digest"
    finally:
        server.kill()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > deadline or server.poll() is not None:
                raise
            time.sleep(0.1)
