"""The process that runs one query and may be killed: `python -m kg.query.worker`, job on stdin, rows on stdout.

One JSON line per row, so that what came before a kill can still be shown, marked as cut.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

from kg.errors import Bilingual, GovplanError
from kg.query.saved import saved_rows
from kg.store.opening import open_store
from kg.store.rdf import Blank, Iri, Literal, Rows, Term

if TYPE_CHECKING:
    from collections.abc import Iterable


def encode(term: Term | None) -> list[str | None] | None:
    """Return a term as a JSON list: its kind, value and, for literals, datatype and language."""
    if term is None:
        return None
    if isinstance(term, Literal):
        return ["l", term.value, term.datatype, term.language]
    return ["i" if isinstance(term, Iri) else "b", term.value]


def decode(cell: list[str] | None) -> Term | None:
    """Undo `encode`."""
    if cell is None:
        return None
    if cell[0] == "l":
        return Literal(cell[1], cell[2], cell[3])
    return Iri(cell[1]) if cell[0] == "i" else Blank(cell[1])


def _limit_resources(seconds: int, megabytes: int) -> None:
    """Let the system end this process should nobody be left to kill it."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (2 * seconds + 5, 2 * seconds + 10))
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _send(lines: Iterable[object]) -> None:
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run the job; an error of ours is answered as one line, anything else ends the process."""
    job = json.load(sys.stdin)
    _limit_resources(job["seconds"], job["megabytes"])
    try:
        with open_store(job["location"], seconds=job["seconds"]) as store:
            asked = saved_rows if job["is_saved"] else type(store).query
            answer = asked(store, job["text"], limit=job["rows"])
    except GovplanError as error:
        _send([["error", error.code, *(_pair(error.message)), *(_pair(error.remedy))]])
        return
    if isinstance(answer, bool):
        _send([["boolean", answer], ["end", False]])
    elif isinstance(answer, Rows):
        _send([["rows", answer.columns], *([encode(t) for t in row] for row in answer.rows), ["end", answer.cut]])
    else:
        _send([["triples"], *([encode(t) for t in triple] for triple in answer.triples), ["end", answer.cut]])


def _pair(text: str) -> tuple[str, str]:
    return str(text), text.zh if isinstance(text, Bilingual) else text


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
