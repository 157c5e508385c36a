# ruff: noqa: S608 (SQL is put together from numbers, own names and literals that are escaped)
"""The columns: one table per predicate beside the store, made from its statements and never read as a source.

A table `p<n>` holds each pair of subject and object once, whatever graphs state it, as numbers; literals and
IRIs that come back often stand beside as values. Numbers of one kind sort as their terms do; 0 stands for no term.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.store.columns.cells import Terms
from kg.store.columns.column import Column
from kg.store.columns.syntax import Unsupported
from kg.store.columns.views import VIEWS, View, make_views
from kg.store.rdf import STRING, XSD, Iri, Literal, Term
from kg.terms import NIF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import duckdb
    import pyoxigraph as ox

THREADS: Final = 2
# objects of a predicate that are fewer than this keep their IRI beside their number
_FEW: Final = 5_000
DATATYPES: Final = {STRING: "str", XSD + "integer": "int", XSD + "decimal": "num", XSD + "boolean": "bool",
                 XSD + "date": "date"}  # fmt: skip
_VALUE: Final = {"str": "value", "date": "value", "iri": "value", "int": "CAST(value AS BIGINT)",
                 "num": "CAST(value AS DOUBLE)", "bool": "value = 'true'"}  # fmt: skip
_LINE: Final = r"^<([^>]*)> <([^>]*)> (.*) <([^>]*)> \.$"
# typed literals that the engine keeps as they are written; others it may write anew (`007`, `1.10`, `+00:00`)
_KEPT: Final = (
    rf'"(?:(?:0|-?[1-9][0-9]{{0,16}})"\^\^<{XSD}(?:integer|decimal)>|-?(?:0|[1-9][0-9]{{0,15}})\.[0-9]{{0,15}}[1-9]"'
    rf'\^\^<{XSD}decimal>|(?:true|false)"\^\^<{XSD}boolean>|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"\^\^<{XSD}date>|'
    rf'[0-9]{{4}}"\^\^<{XSD}gYear>)'
)
_LITERAL: Final = r'(?s)^"(.*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?$'


class Columns:
    """The tables of one store, in one database."""

    def __init__(self, database: duckdb.DuckDBPyConnection, file: str = "") -> None:
        self._file = file
        self._take(database)
        self.predicates = _predicates(database)
        self.views = [
            View(name, VIEWS[name], rows) for name, rows in database.execute("SELECT * FROM views").fetchall()
        ]
        self._counts: dict[tuple[str, int], int] = {}
        self._numbers: dict[Term, int] = {}
        row = database.execute("SELECT coalesce(max(id), 0) FROM terms").fetchone()
        self.terms = Terms(row[0] if row else 0, self._terms)

    def _take(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database
        database.execute(f"SET threads = {THREADS}")
        # the translator puts joins in order: see `patterns`
        database.execute("SET disabled_optimizers = 'join_order'")

    def renew(self) -> None:
        """Open the file again after the database broke, which refuses everything from then on."""
        if self._file:
            import duckdb  # noqa: PLC0415 (columns mean that it is there)

            self.database.close()
            self._take(duckdb.connect(self._file, read_only=True))

    def number(self, term: Term) -> int:
        """Return the number of a term, -1 where the store does not hold it."""
        known = self._numbers.get(term)
        if known is None:
            value, kind, tag = _key(term)
            row = self.database.execute(
                "SELECT id FROM terms WHERE value = ? AND kind = ? AND tag = ?", (value, kind, tag)
            ).fetchone()
            known = self._numbers[term] = row[0] if row else -1
        return known

    def count(self, pairs: str, number: int) -> int:
        """Return how many pairs, of a table or a SELECT with columns `s` and `o`, end in the term of that number."""
        key = pairs, number
        if key not in self._counts:
            row = self.database.execute(f"SELECT count(*) FROM {pairs} x WHERE o = ?", (number,)).fetchone()
            self._counts[key] = row[0] if row else 0
        return self._counts[key]

    def _terms(self, numbers: Iterable[int]) -> Iterator[tuple[int, Term]]:
        rows = self.database.execute(
            "SELECT id, kind, value, tag FROM terms WHERE id IN (SELECT unnest(?))", (list(numbers),)
        ).fetchall()
        for number, kind, value, tag in rows:
            yield number, _term(kind, value, tag)


def _predicates(database: duckdb.DuckDBPyConnection) -> dict[str, Column]:
    return {iri: Column(*rest) for iri, *rest in database.execute("SELECT * FROM predicates").fetchall()}


def _key(term: Term) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        kind = DATATYPES.get(term.datatype, "other")
        return term.value, kind, (term.language or term.datatype) if kind == "other" else ""
    return term.value, "iri", ""


def _term(kind: str, value: str, tag: str) -> Term:
    if kind == "iri":
        return Iri(value)
    for datatype, name in DATATYPES.items():
        if kind == name:
            return Literal(value, datatype)
    if tag.startswith(("http:", "urn:")):
        return Literal(value, tag)
    return Literal(value, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", tag)


def build(engine: ox.Store, path: str = ":memory:") -> Columns:
    """Make the tables from all statements of `engine`, in memory or in the file `path`.

    Raises:
        Unsupported: A statement holds what the columns cannot: a blank node, or a character that marks.
    """
    import pyoxigraph  # noqa: PLC0415 (heavy, and small stores do without)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statements.nq"
        engine.dump(str(file), pyoxigraph.RdfFormat.N_QUADS)
        return build_from(file, path)


def build_from(statements: Path, path: str = ":memory:", *, is_dumped: bool = True) -> Columns:
    """Make the tables from a file of N-Quads; see `build`.

    Args:
        statements: The file, each line as the engine prints it.
        path: Where the tables go.
        is_dumped: The engine wrote what it holds; else it printed what it was given, some of which it may keep in
            another form, and then this refuses.
    """
    import duckdb  # noqa: PLC0415 (the same)

    try:
        database = duckdb.connect(path)
        database.execute(f"SET threads = {THREADS}")
        _read(database, statements, is_dumped=is_dumped)
        _number(database)
        _split(database)
        _lines(database)
        database.execute("DROP TABLE quads")
        make_views(database, _predicates(database))
    except duckdb.Error as error:
        raise Unsupported(str(error)) from error
    return Columns(database)


def _read(database: duckdb.DuckDBPyConnection, file: Path, *, is_dumped: bool) -> None:
    database.execute(
        f"""CREATE TEMP TABLE raw AS SELECT regexp_extract(line, '{_LINE}', ['s', 'p', 'o', 'g']) AS t
        FROM read_csv(?, columns = {{'line': 'VARCHAR'}}, delim = '\x02', quote = '', escape = '', header = false,
                      auto_detect = false, max_line_size = 16777216, strict_mode = false)""",
        (str(file),),
    )
    bad = database.execute(
        "SELECT count(*) FROM raw WHERE t.p = '' OR t.s LIKE '_:%' OR t.o LIKE '_:%' OR contains(t.o, chr(1)) "
        "OR contains(t.o, '\\u') OR contains(t.o, '\\U')"
        + f" OR (t.o LIKE '\"%>' AND NOT regexp_full_match(t.o, '{_KEPT}'))"
        * (not is_dumped)
    ).fetchone()
    if bad and bad[0]:
        raise Unsupported(f"{bad[0]} statements")
    database.execute("CREATE TEMP TABLE stated AS SELECT DISTINCT t.s AS s, t.p AS p, t.o AS o, t.g AS g FROM raw")
    database.execute("DROP TABLE raw")


def _number(database: duckdb.DuckDBPyConnection) -> None:
    kinds = " ".join(f"WHEN '{datatype}' THEN '{kind}'" for datatype, kind in DATATYPES.items())
    undone = "replace(part.value, '\\\\', chr(1))"
    for mark, code in (("\\n", 10), ("\\t", 9), ("\\r", 13), ("\\b", 8), ("\\f", 12), ('\\"', 34)):
        undone = f"replace({undone}, '{mark}', chr({code}))"
    database.execute(
        f"""CREATE TEMP TABLE named AS
        WITH nodes AS (SELECT DISTINCT '<' || s || '>' AS n3 FROM stated UNION SELECT DISTINCT o FROM stated),
        split AS (
          SELECT n3, CASE WHEN n3[1] = '<' THEN NULL
            ELSE regexp_extract(n3, '{_LITERAL}', ['value', 'datatype', 'language']) END AS part FROM nodes),
        read AS (
          SELECT n3,
            CASE WHEN part IS NULL THEN 'iri' WHEN part.language <> '' THEN 'other'
              WHEN part.datatype = '' THEN 'str' ELSE CASE part.datatype {kinds} ELSE 'other' END END AS kind,
            CASE WHEN part IS NULL THEN n3[2:-2]
              WHEN contains(part.value, '\\') THEN replace({undone}, chr(1), '\\') ELSE part.value END AS value,
            CASE WHEN part IS NULL THEN '' WHEN part.language <> '' THEN part.language ELSE part.datatype END AS tag
          FROM split)
        SELECT CAST(row_number() OVER (
            ORDER BY kind <> 'iri', kind,
              CASE WHEN kind IN ('int', 'num') THEN TRY_CAST(value AS DOUBLE) END, value, tag
          ) AS INTEGER) AS id, n3, kind, value, CASE WHEN kind = 'other' THEN tag ELSE '' END AS tag FROM read"""
    )
    database.execute("CREATE TABLE terms AS SELECT id, kind, value, tag FROM named ORDER BY id")
    database.execute(
        "CREATE TABLE predicates AS SELECT CAST(row_number() OVER (ORDER BY p) - 1 AS SMALLINT) AS number, p AS iri "
        "FROM (SELECT DISTINCT p FROM stated)"
    )
    database.execute(
        "CREATE TABLE graphs AS SELECT CAST(row_number() OVER (ORDER BY g) AS INTEGER) AS number, g AS iri "
        "FROM (SELECT DISTINCT g FROM stated)"
    )
    database.execute(
        """CREATE TABLE statements AS SELECT graphs.number AS g, s.id AS s, predicates.number AS p, o.id AS o
        FROM stated JOIN named s ON s.n3 = '<' || stated.s || '>' JOIN named o ON o.n3 = stated.o
        JOIN graphs ON graphs.iri = stated.g JOIN predicates ON predicates.iri = stated.p ORDER BY g, s, p, o"""
    )
    database.execute(
        "CREATE TEMP TABLE quads AS SELECT s, p, o, kind FROM (SELECT DISTINCT s, p, o FROM statements) "
        "JOIN terms ON terms.id = o"
    )
    database.execute("DROP TABLE stated")
    database.execute("DROP TABLE named")


def _split(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.execute(
        "SELECT p, iri, min(kind), max(kind), count(*), count(DISTINCT s), count(DISTINCT o) "
        "FROM quads JOIN predicates ON number = p GROUP BY p, iri ORDER BY p"
    ).fetchall()
    database.execute(
        "CREATE OR REPLACE TABLE predicates (iri VARCHAR, name VARCHAR, kind VARCHAR, has_values BOOLEAN, "
        "rows INTEGER, subjects INTEGER, objects INTEGER)"
    )
    for number, iri, first, last, count, subjects, objects in rows:
        kind = first if first == last else "mixed"
        has_values = kind in _VALUE and (kind != "iri" or objects < _FEW)
        value = f", {_VALUE[kind]} AS v" if has_values else ""
        join = "JOIN terms ON terms.id = quads.o" if has_values else ""
        database.execute(
            f"CREATE TABLE p{number} AS SELECT s, o{value} FROM quads {join} WHERE p = ? ORDER BY s, o", (number,)
        )
        database.execute(
            "INSERT INTO predicates VALUES (?, ?, ?, ?, ?, ?, ?)",
            (iri, f"p{number}", kind, has_values, count, subjects, objects),
        )


def _lines(database: duckdb.DuckDBPyConnection) -> None:
    """Count, for each place that evidence points to, the line it stands on: texts are long, and places many."""
    tables = dict(database.execute("SELECT iri, name FROM predicates WHERE kind <> 'mixed'").fetchall())
    database.execute("CREATE TABLE lines (text INTEGER, begin INTEGER, line BIGINT)")
    if not all(iri in tables for iri in (NIF.referenceContext, NIF.isString, NIF.beginIndex)):
        return
    database.execute(
        f"""INSERT INTO lines
        WITH places AS (
          SELECT DISTINCT t.o AS text, b.o AS begin, b.v AS place FROM {tables[NIF.referenceContext]} c
          JOIN {tables[NIF.isString]} t ON t.s = c.o JOIN {tables[NIF.beginIndex]} b ON b.s = c.s),
        pieces AS (
          SELECT o AS text, unnest(string_split(v, chr(10))) AS piece,
            generate_subscripts(string_split(v, chr(10)), 1) AS n
          FROM (SELECT DISTINCT o, v FROM {tables[NIF.isString]})),
        breaks AS (
          SELECT text, n, sum(length(piece) + 1) OVER (PARTITION BY text ORDER BY n) AS ending FROM pieces)
        SELECT places.text, places.begin, coalesce(breaks.n, 0) + 1
        FROM places ASOF LEFT JOIN breaks ON places.text = breaks.text AND places.place >= breaks.ending"""
    )
