"""Where plan graphs come from: RDF files and stores, each graph as a record of its statements."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

from kg.errors import SourceError, both
from kg.mapping.syntax import in_plain_words
from kg.namespaces import ID, PREFIXES
from kg.validation import spool

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph

    from kg.store.columns.tables import Columns
    from kg.validation.index import PlanIndex

SUFFIXES: Final = (".jsonld", ".nq", ".nt", ".trig", ".ttl")


_OF_GRAPHS: Final = (".nq", ".trig")
_TERMS: Final = '<"_'
Form = Literal["nquads", "canonical", "table", "statements"]


class Graphs(Protocol):
    """The part of a store that validation needs."""

    @property
    def location(self) -> str:
        """Where the store is."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of all named graphs, sorted."""
        ...

    def nquads(self, graph: str | None = None) -> list[str]:
        """Return the statements of one graph as N-Quads lines."""
        ...


@dataclass(frozen=True, slots=True)
class GraphText:
    """One graph to validate.

    Args:
        source: The file or store that holds it, for reports.
        text: Its statements in the form that `form` names; graph names in it are not looked at.
        name: IRI of the graph, or None.
        form: N-Quads; N-Triples as Oxigraph writes them, without graph names; its table of results in TSV; or
            `statements`, and then there is no text.
        file: The Turtle, TriG or N-Triples file that a person may edit, so that problems name its lines.
        statements: None twice, terms as canonical N-Triples writes them.
        document: What its statements call the document that `source` is the path of, so that a problem in the
            document is said to stand at that path.
    """

    source: str
    text: str
    name: str | None = None
    form: Form = "nquads"
    file: Path | None = None
    statements: Sequence[tuple[str, str, str]] = ()
    document: str | None = None

    def index(self) -> PlanIndex:
        """Return the statements as look-ups.

        Raises:
            SourceError: `text` is not N-Quads.
        """
        import pyoxigraph as ox  # noqa: PLC0415 (heavy)

        from kg.validation.index import PlanIndex  # noqa: PLC0415 (beside its only user)

        if self.form == "statements":
            return PlanIndex(self.statements)
        if self.form == "table":
            return PlanIndex(_rows(self.text))
        if self.form == "canonical":
            return PlanIndex.of_ntriples(self.text)
        try:
            triples = [quad.triple for quad in ox.parse(self.text, format=ox.RdfFormat.N_QUADS)]
        except SyntaxError as error:
            raise _broken(self.source, error) from error
        return PlanIndex.of_ntriples((ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode())

    def graph(self) -> Graph:
        """Return the statements as an rdflib graph, lexical forms untouched.

        Raises:
            SourceError: `text` is not N-Quads.
        """
        import pyoxigraph as ox  # noqa: PLC0415 (heavy)

        from kg.validation.querying import CachingGraph  # noqa: PLC0415 (heavy)
        from kg.validation.terms import add_all  # noqa: PLC0415 (heavy)

        text = self.text
        if self.form in ("statements", "table"):
            rows = _rows(text) if self.form == "table" else self.statements
            text = "".join(f"{' '.join(row)} .\n" for row in rows)
        try:
            return add_all(CachingGraph(), ox.parse(text, format=ox.RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise _broken(self.source, error) from error


def is_store(location: str) -> bool:
    """Return whether `location` is an endpoint, or a folder that an embedded store made."""
    return location.startswith(("http://", "https://")) or (Path(location) / "CURRENT").is_file()


def graphs_of_store(store: Graphs, names: Sequence[str] | None = None) -> Iterator[GraphText]:
    """Yield the named graphs of a store, in the order of their IRIs or as given, one or a few in memory at a time."""
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    embedded = getattr(store, "engine", None)
    names = store.graphs() if names is None else names
    columns = _columns(store)
    if columns is not None:
        from kg.store.columns.graphs import statements_of  # noqa: PLC0415 (only where columns are)

        for name, statements in statements_of(columns, names):
            yield GraphText(store.location, "", name, "statements", statements=statements)
        return
    for name in names:
        if isinstance(embedded, ox.Store):
            yield GraphText(store.location, _table(embedded, name), name, "table")
        else:
            yield GraphText(store.location, "".join(store.nquads(name)), name)


def _columns(store: Graphs) -> Columns | None:
    """Return the columns beside a store, where there are any and numpy is there to read them by."""
    columns: Columns | None = store.columns() if hasattr(store, "columns") else None
    return columns if importlib.util.find_spec("numpy") is not None else None


def _table(engine: ox.Store, name: str) -> str:
    """Return a graph as a table of its statements, which the engine writes in two thirds of the time of a dump.

    Raises:
        StoreError: The engine cannot read the graph.
    """
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    rows = engine.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}")
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 (a SELECT gives nothing else)
    return (rows.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode()


def _rows(table: str) -> Iterator[list[str]]:
    """Yield the statements of a table; its head and what follows its last line are none."""
    lines = table.split("\n")
    for line in islice(lines, 1, len(lines) - 1):
        row = line.split("\t")
        if row[2][0] not in _TERMS:
            row[2] = _written_out(row[2])
        yield row


def _written_out(short: str) -> str:
    """Return a number or boolean that a table shows in short (`3`, `1.5`, `true`) with its datatype."""
    kind = "boolean" if short in ("true", "false") else "double" if "e" in short.lower() else "decimal"
    kind = "integer" if short.lstrip("+-").isdigit() else kind
    return f'"{short}"^^<{PREFIXES["xsd"]}{kind}>'


def graphs_of_file(path: Path) -> Iterator[GraphText]:
    """Yield the graphs of an RDF file; what stands outside named graphs is part of each of them.

    Raises:
        SourceError: The file is missing, of an unknown suffix, or broken; the message names line and column.
    """
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    formats = {
        ".jsonld": ox.RdfFormat.JSON_LD,
        ".nq": ox.RdfFormat.N_QUADS,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".trig": ox.RdfFormat.TRIG,
        ".ttl": ox.RdfFormat.TURTLE,
    }
    form = formats.get(path.suffix.lower())
    if form is None:
        raise SourceError(
            both(f"{path} is not an RDF file that govplan reads.", f"{path} 不是 govplan 可读取的 RDF 文件。"),
            both(f"Give a file that ends in {', '.join(SUFFIXES)}.", f"请给出以 {'、'.join(SUFFIXES)} 结尾的文件。"),
        )
    parts: dict[str | None, list[ox.Quad]] = {}
    try:
        if is_large(path):
            for name, text in spool.graphs(ox.parse(path=path, format=form, base_iri=ID)):
                yield GraphText(str(path), text, name, "canonical")
            return
        data = path.read_bytes()
        if form == ox.RdfFormat.JSON_LD:
            from kg.validation.jsonld import with_context  # noqa: PLC0415 (beside its only user)

            data = with_context(data, str(path))
        for quad in ox.parse(data, format=form, base_iri=ID):
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
            parts.setdefault(name, []).append(quad)
    except SyntaxError as error:
        raise _broken(str(path), error) from error
    except OSError as error:
        raise SourceError(
            both(f"{path} cannot be read: {error.strerror}.", f"{path} 无法读取：{error.strerror}。"),
            both("Check the name of the file and its permissions.", "请检查文件名及其权限。"),
        ) from error
    shared = parts.pop(None, [])
    file = None if form == ox.RdfFormat.JSON_LD else path
    if not parts:
        yield GraphText(str(path), _text(shared), form="canonical", file=file)
    for name in sorted(filter(None, parts)):
        yield GraphText(str(path), _text(shared + parts[name]), name, "canonical", file)


def is_large(path: Path) -> bool:
    """Return whether a file of many graphs is too large to be held whole; its problems then have no lines.

    Raises:
        OSError: There is no such file.
    """
    return path.suffix.lower() in _OF_GRAPHS and path.stat().st_size > spool.LARGE


def _text(quads: list[ox.Quad]) -> str:
    import pyoxigraph as ox  # noqa: PLC0415 (heavy)

    return (ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _broken(source: str, error: SyntaxError) -> SourceError:
    where_en = f", line {error.lineno}, column {error.offset}" if error.lineno else ""
    where_zh = f" 第 {error.lineno} 行第 {error.offset} 列" if error.lineno else ""
    said = in_plain_words(str(error.msg))
    return SourceError(
        both(f"{source}{where_en}: {said}.", f"{source}{where_zh}：{said.zh}。"),
        both("Correct the file at that place; none of it was used.", "请更正该处；文件内容均未使用。"),
    )
