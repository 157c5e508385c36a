"""Running queries: in this process for code that trusts its query, in a killable worker for users."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import Bilingual, GovplanError, QueryError, QueryFileError, SourceError, StoreError, UsageError, both
from kg.namespaces import PREFIXES
from kg.query.binding import bind
from kg.query.guard import check
from kg.query.saved import saved_rows
from kg.query.table import Table
from kg.query.tokens import selected_columns, tokens, variables
from kg.query.worker import decode
from kg.store.rdf import Answer, Rows, Term, Triples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.query.catalog import SavedQuery
    from kg.store.base import Store

_GRACE: Final = 5
_ERRORS: Final[tuple[type[GovplanError], ...]] = (QueryError, QueryFileError, SourceError, StoreError, UsageError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take, how many rows it may give, and how much memory it may hold."""

    seconds: int = 60
    rows: int = 1_000_000
    megabytes: int = 4_096


DEFAULT_LIMITS: Final = Limits()


def ask(store: Store, query: SavedQuery, words: Mapping[str, Sequence[str]] | None = None) -> Table:
    """Answer a saved question in this process, without a time limit.

    Raises:
        UsageError: A word names nothing, or a parameter is missing or unknown.
        StoreError: The store cannot be read.
    """
    return Table.of(saved_rows(store, bind(store, query, words or {}).text), query.id)


def missing_prefixes(text: str) -> str:
    """Return PREFIX declarations, on one line, for the prefixes of govplan that a query uses and does not declare.

    >>> missing_prefixes("ASK { ?plan a gp:Plan }")
    'PREFIX gp: <https://w3id.org/govplan/ns#> '
    """
    used: set[str] = set()
    declared: set[str] = set()
    previous = ""
    for token in tokens(text):
        if token.kind == "name":
            (declared if previous == "PREFIX" else used).add(token.text.split(":")[0])
        previous = token.keyword
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted((used - declared) & PREFIXES.keys()))


def run_text(location: str | Path, text: str, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """Run a query typed by a user: guarded, then in a worker that is killed at its time limit.

    The prefixes of govplan need no declaration.

    Raises:
        QueryError: The guard or the engine refuses it, or it takes too long.
        StoreError: The store cannot be read.
    """
    check(text)
    prefixes = missing_prefixes(text)
    try:
        answer = run_in_worker(location, prefixes + text, limits)
    except QueryError as error:
        raise QueryError(_moved(error.message, len(prefixes)), error.remedy) from error
    return _as_written(answer, text) if isinstance(answer, Rows) and not selected_columns(text) else answer


def _as_written(rows: Rows, text: str) -> Rows:
    """Return the columns of `SELECT *` in the order in which the query writes them: every engine has its own."""
    written = variables(text)
    columns = sorted(rows.columns, key=lambda name: written.index(name) if name in written else len(written))
    places = [rows.columns.index(name) for name in columns]
    return Rows(tuple(columns), tuple(tuple(row[place] for place in places) for row in rows.rows), rows.cut)


def _moved(message: str, by: int) -> str:
    """Move places on the first line of a message back to where the user's text has them."""
    if not isinstance(message, Bilingual):
        return message
    en = re.sub(r"line 1, column (\d+)", lambda m: f"line 1, column {int(m[1]) - by}", message)
    zh = re.sub(r"第 1 行第 (\d+) 列", lambda m: f"第 1 行第 {int(m[1]) - by} 列", message.zh)
    return both(en, zh)


def run_in_worker(
    location: str | Path, text: str, limits: Limits = DEFAULT_LIMITS, *, is_saved: bool = False
) -> Answer:
    """Run trusted text in a worker process that opens the store itself, to read.

    Raises:
        QueryError: The engine refuses it, it takes too long, or it breaks the engine.
        StoreError: The store cannot be read.
        UsageError: The store lives in the memory of this process, where no worker sees it.
    """
    if str(location) == "memory:":
        raise UsageError(
            both("A store in memory cannot be asked from another process.", "内存中的存储不能由另一进程查询。"),
            both("Ask it with Store.query.", "请用 Store.query 查询。"),
        )
    job = {
        "location": str(location), "text": text, "is_saved": is_saved,
        "rows": limits.rows, "seconds": limits.seconds, "megabytes": limits.megabytes,
    }  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-m", "kg.query.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    late = False
    # an endpoint that does not answer in time is told apart from a query that takes too long: by the worker itself
    patience = limits.seconds + (_GRACE if str(location).startswith(("http://", "https://")) else 0)
    try:
        output, _ = worker.communicate(json.dumps(job).encode(), timeout=patience)
    except subprocess.TimeoutExpired:
        late = True
        worker.kill()
        output, _ = worker.communicate()
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.wait()
    lines = [json.loads(line) for line in output.decode().split("\n")[:-1]]
    if lines and lines[0][0] == "error":
        raise _error(*lines[0][1:])
    if not lines or (lines[-1][:1] != ["end"] and not late):
        raise _ended(limits, late=late)
    return _answer(lines)


def _answer(lines: list[list[object]]) -> Answer:
    complete = lines[-1][:1] == ["end"]
    cut = bool(lines[-1][1]) if complete else True
    head, *body = lines[:-1] if complete else lines
    if head[0] == "boolean":
        return bool(head[1])
    rows = tuple(tuple(decode(cell) for cell in row) for row in body)  # type: ignore[arg-type]
    if head[0] == "rows":
        columns = head[1]
        return Rows(tuple(str(c) for c in columns) if isinstance(columns, list) else (), rows, cut)
    triples: list[tuple[Term, Term, Term]] = []
    for row in rows:
        s, p, o = row
        if s is not None and p is not None and o is not None:
            triples.append((s, p, o))
    return Triples(tuple(triples), cut)


def _error(code: str, message: str, message_zh: str, remedy: str, remedy_zh: str) -> GovplanError:
    kind = next((error for error in _ERRORS if error.code == code), GovplanError)
    return kind(both(message, message_zh), both(remedy, remedy_zh))


def _ended(limits: Limits, *, late: bool) -> QueryError:
    if late:
        return QueryError(
            both(
                f"The query took longer than {limits.seconds} s and was stopped.",
                f"查询超过 {limits.seconds} 秒，已终止。",
            ),
            both("Ask for less, or raise --timeout.", "请缩小查询范围，或调大 --timeout。"),
        )
    return QueryError(
        both(
            "The query crashed the engine: it is too complex or needs too much memory.",
            "查询使引擎崩溃：过于复杂或占用内存过多。",
        ),
        both("Ask in several steps.", "请分几步查询。"),
    )
