"""A remote SPARQL 1.1 endpoint behind the same protocol, through SPARQLWrapper.

Where the endpoint keeps its default graph apart from the named graphs, queries name every graph as
default and as named graph in the request, so that the query text itself stays as it is. Whether that is
needed is asked once (docs/decisions/20261121-store.md).
"""

from __future__ import annotations

import base64
import json
import logging
import re
import urllib.request
import warnings
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import parse_qs, unquote, urlencode, urlsplit, urlunsplit

from kg.errors import StoreError, UsageError, both, reason_of
from kg.store.base import Loaded, bad_query, refuse_write
from kg.store.rdf import LANG_STRING, STRING, Answer, Blank, Iri, Literal, Rows, Term, Triples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType


logger = logging.getLogger(__name__)

SECONDS = 60
# the client guesses the form of a query by the first keyword anywhere, even inside a comment: it is told instead
_FORM = re.compile(r"(?:\s|\#[^\n\r]*|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*([A-Za-z]+)", re.IGNORECASE)
_UNION = "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } ?s ?p ?o }"
_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of one endpoint.

    Args:
        query: Where queries go.
        update: Where updates go.
        graphs: Where the Graph Store Protocol is spoken, or None: updates then do its work.
        user: Name for HTTP authentication, or None.
        password: Its password.
        digest: True for HTTP Digest instead of Basic.
    """

    query: str
    update: str
    graphs: str | None = None
    user: str | None = None
    password: str = ""
    digest: bool = False

    @classmethod
    def parse(cls, url: str) -> Endpoint:
        """Return the endpoint that a location names.

        `https://user:password@host/query#update=URL&graphs=URL&auth=digest`; what the fragment leaves
        out is derived: `…/query` has `…/update` and `…/store` beside it, any other address takes all.

        Raises:
            UsageError: The address has no host.
        """
        parts = urlsplit(url)
        if not parts.hostname:
            raise UsageError(
                both(f"Not the address of an endpoint: {url}", f"不是端点地址：{url}"),
                both("Give one such as http://localhost:7878/query.", "请给出如 http://localhost:7878/query 的地址。"),
            )
        host = parts.netloc.rpartition("@")[2]
        query = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
        options = {key: values[-1] for key, values in parse_qs(parts.fragment).items()}
        stem = query.removesuffix("/query") if query.endswith("/query") else None
        return cls(
            query=query,
            update=options.get("update", f"{stem}/update" if stem else query),
            graphs=options.get("graphs", f"{stem}/store" if stem else None),
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password or ""),
            digest=options.get("auth") == "digest",
        )


class RemoteStore:
    """A remote endpoint; make one with `open_store`."""

    def __init__(self, endpoint: Endpoint, *, writable: bool, seconds: int = SECONDS) -> None:
        self._endpoint = endpoint
        self._writable = writable
        self._seconds = seconds
        self._apart: bool | None = None

    @property
    def location(self) -> str:
        """The address that queries go to, without credentials."""
        return self._endpoint.query

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._writable

    def query(self, text: str, *, limit: int | None = None) -> Answer:
        """Run a query; see `Store.query`. The whole answer travels before it is cut."""
        return self._ask(text, self._dataset(), limit)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of all named graphs that hold something, sorted."""
        rows = self._ask(_GRAPHS, ())
        return tuple(sorted(row[0].value for row in rows.rows if row[0])) if isinstance(rows, Rows) else ()

    def replace(self, graph: str, text: str | bytes, *, instead_of: Iterable[str] = ()) -> bool:
        """Replace one graph by one request; see `Store.replace`."""
        from kg.store.convert import checked_quads, nquads_lines, replacement  # noqa: PLC0415 (only writers need it)

        self._require_writable()
        quads = checked_quads(graph, text)
        old = sorted(set(instead_of) & set(self.graphs()) - {graph})
        if not old and self.nquads(graph) == sorted(set(nquads_lines(quads))):
            return False
        self._apart = None
        if self._endpoint.graphs is None or not quads or old:
            self._update(replacement(graph, quads, old))
        else:
            self._put(graph, "".join(_triple_line(line, graph) for line in nquads_lines(quads)))
        return True

    def load_many(self, documents: Iterable[tuple[str, str | bytes]]) -> Loaded:
        """Replace the graphs one by one; see `Store.load_many`."""
        present = set(self.graphs())
        outcome: tuple[list[str], list[str], list[str]] = ([], [], [])
        for graph, text in documents:
            if not self.replace(graph, text):
                outcome[2].append(graph)
            elif graph in present:
                outcome[1].append(graph)
            else:
                present.add(graph)
                outcome[0].append(graph)
        return Loaded(*(tuple(graphs) for graphs in outcome))

    def remove(self, graph: str) -> bool:
        """Remove one graph by one request; return whether it was there."""
        self._require_writable()
        if graph not in self.graphs():
            return False
        self._update(f"DROP SILENT GRAPH {Iri(graph).n3()}")
        self._apart = None
        return True

    def nquads(self, graph: str | None = None) -> list[str]:
        """Return all statements of the named graphs, or those of one, as sorted N-Quads lines."""
        lines: set[str] = set()
        for iri in self.graphs() if graph is None else (graph,):
            home = Iri(iri).n3()
            answer = self._ask(f"SELECT ?s ?p ?o {{ GRAPH {home} {{ ?s ?p ?o }} }}", ())
            if isinstance(answer, Rows):
                lines.update(" ".join(t.n3() for t in row if t) + f" {home} .\n" for row in answer.rows)
        return sorted(lines)

    def flush(self) -> None:
        """Do nothing: a request is answered when it is done."""

    def close(self) -> None:
        """Do nothing: no connection is kept."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _require_writable(self) -> None:
        if not self._writable:
            raise refuse_write(self.location)

    def _dataset(self) -> tuple[str, ...]:
        """Return the graphs that a request has to name, none where the endpoint shows their union itself."""
        if self._apart is None:
            self._apart = self._ask(_UNION, ()) is False
        return self.graphs() if self._apart else ()

    def _wrapper(self, text: str) -> Any:  # noqa: ANN401 (SPARQLWrapper has no types)
        from SPARQLWrapper import BASIC, DIGEST, JSON, POST, TURTLE, SPARQLWrapper  # noqa: PLC0415 (imports rdflib)

        wrapper = SPARQLWrapper(self._endpoint.query, updateEndpoint=self._endpoint.update, agent="govplan")
        wrapper.setMethod(POST)
        wrapper.setTimeout(self._seconds)
        if self._endpoint.user is not None:
            wrapper.setHTTPAuth(DIGEST if self._endpoint.digest else BASIC)
            wrapper.setCredentials(self._endpoint.user, self._endpoint.password)
        with warnings.catch_warnings():
            # the client warns where it cannot tell the form of a query; the server will say so better
            warnings.simplefilter("ignore", RuntimeWarning)
            wrapper.setQuery(text)
        form = _FORM.match(text)
        wrapper.queryType = form[1].upper() if form else "SELECT"
        wrapper.setReturnFormat(TURTLE if wrapper.queryType in {"CONSTRUCT", "DESCRIBE"} else JSON)
        return wrapper

    def _ask(self, text: str, dataset: tuple[str, ...], limit: int | None = None) -> Answer:
        wrapper = self._wrapper(text)
        for graph in dataset:
            wrapper.addParameter("default-graph-uri", graph)
            wrapper.addParameter("named-graph-uri", graph)
        is_graph = wrapper.queryType in {"CONSTRUCT", "DESCRIBE"}
        body = self._send(wrapper)
        try:
            return _read_graph(body, limit) if is_graph else _read_rows(body, limit)
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            # a server that fails half-way may still have said 200
            start = body[:80].decode(errors="replace")
            raise StoreError(
                both(f"The endpoint's answer is broken: {start!r}.", f"端点的应答不完整：{start!r}。"),
                both("Ask for less, or try again later.", "请缩小查询范围，或稍后再试。"),
            ) from error

    def _update(self, text: str) -> None:
        self._send(self._wrapper(text))

    def _send(self, wrapper: Any) -> bytes:  # noqa: ANN401 (the same)
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException  # noqa: PLC0415

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                return cast("bytes", wrapper.query().response.read())
        except QueryBadFormed as error:
            raise bad_query(_reason(error)) from error
        except (SPARQLWrapperException, OSError, HTTPException) as error:
            raise self._failure(error) from error

    def _put(self, graph: str, ntriples: str) -> None:
        """Send one graph by the Graph Store Protocol; PUT replaces it as a whole."""
        endpoint = self._endpoint
        url = f"{endpoint.graphs}?{urlencode({'graph': graph})}"
        request = urllib.request.Request(url, data=ntriples.encode(), method="PUT")  # noqa: S310 (http by open_store)
        request.add_header("Content-Type", "application/n-triples")
        handlers: list[urllib.request.BaseHandler] = []
        if endpoint.user is not None and endpoint.digest:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, url, endpoint.user, endpoint.password)
            handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
        elif endpoint.user is not None:
            token = base64.b64encode(f"{endpoint.user}:{endpoint.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=self._seconds) as response:
                response.read()
        except (OSError, HTTPException) as error:
            raise self._failure(error) from error
        logger.debug("put <%s>", graph)

    def _failure(self, error: Exception) -> StoreError:
        reason = _reason(error)
        if isinstance(error, TimeoutError) or "timed out" in reason:
            return StoreError(
                both(f"The endpoint {self.location} did not answer in {self._seconds} s.",
                     f"端点 {self.location} 在 {self._seconds} 秒内没有应答。"),
                both("Ask for less, or try again later.", "请缩小查询范围，或稍后再试。"),
            )  # fmt: skip
        return StoreError(
            both(f"The endpoint {self.location} failed: {reason}", f"端点 {self.location} 出错：{reason}"),
            both("Check the address, the server and the credentials.", "请检查地址、服务器和凭据。"),
        )


def _reason(error: Exception) -> str:
    """Return what the server or the system said, without the client's own wrapping."""
    text = reason_of(error)
    # SPARQLWrapper prints the body of a refusal as the repr of bytes
    body = re.search(r"Response:\s*b(['\"])(.*)\1", text, re.DOTALL)
    if body:
        text = body[2].replace("\\n", " ").replace("\\'", "'").replace('\\"', '"')
    return " ".join(text.split())[:300] or type(error).__name__


def _triple_line(line: str, graph: str) -> str:
    return line.removesuffix(f" <{graph}> .\n") + " .\n"


def _read_rows(body: bytes, limit: int | None) -> Rows | bool:
    """Read SPARQL JSON results."""
    data = json.loads(body)
    if "boolean" in data:
        return bool(data["boolean"])
    columns = tuple(data["head"]["vars"])
    rows = tuple(
        tuple(_read_term(row[name]) if name in row else None for name in columns) for row in data["results"]["bindings"]
    )
    return Rows(columns, rows[:limit], cut=limit is not None and len(rows) > limit)


def _read_graph(body: bytes, limit: int | None) -> Triples:
    """Read Turtle."""
    import pyoxigraph as ox  # noqa: PLC0415 (only for answers that are graphs)

    from kg.store.convert import term_of  # noqa: PLC0415 (the same)

    triples = tuple(
        (term_of(q.subject), term_of(q.predicate), term_of(q.object))
        for q in ox.parse(body, format=ox.RdfFormat.TURTLE)
    )
    return Triples(triples[:limit], cut=limit is not None and len(triples) > limit)


def _read_term(cell: dict[str, str]) -> Term:
    if cell["type"] == "uri":
        return Iri(cell["value"])
    if cell["type"] == "bnode":
        return Blank(cell["value"])
    language = cell.get("xml:lang")
    if language:
        return Literal(cell["value"], LANG_STRING, language)
    return Literal(cell["value"], cell.get("datatype") or STRING)
