"""Addresses of endpoints, and endpoints that misbehave."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.rdf import Rows
from kg.store.remote import Endpoint, RemoteStore

ROWS = b'{"head": {"vars": ["g"]}, "results": {"bindings": []}}'


@contextmanager
def server(body: bytes, status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """Serve one body to every request; the list collects Authorization headers."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the same)
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{http.server_port}/query", seen
    finally:
        http.shutdown()
        http.server_close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h/query", Endpoint("http://h/query", "http://h/update", "http://h/store")),
        ("https://h:8/sparql", Endpoint("https://h:8/sparql", "https://h:8/sparql")),
        (
            "http://me:p%40ss@h/ds/sparql#update=http://h/ds/update&graphs=http://h/ds/data&auth=digest",
            Endpoint("http://h/ds/sparql", "http://h/ds/update", "http://h/ds/data", "me", "p@ss", digest=True),
        ),
    ],
)
def test_an_address_tells_all_three_addresses(url: str, expected: Endpoint) -> None:
    assert Endpoint.parse(url) == expected


def test_a_location_shows_no_password() -> None:
    assert RemoteStore(Endpoint.parse("http://me:secret@h/query"), writable=False).location == "http://h/query"


def test_credentials_are_sent() -> None:
    with server(ROWS) as (address, seen):
        RemoteStore(Endpoint.parse(f"http://me:secret@{address}"), writable=False).graphs()
    assert seen == ["Basic bWU6c2VjcmV0"]


@pytest.mark.parametrize("body", [b"", b"<html>", ROWS[:-5], b'{"results": {}}', b'{"error": "timeout"}'])
def test_a_broken_answer_is_an_error_and_never_an_empty_one(body: bytes) -> None:
    with server(body) as (address, _), pytest.raises(StoreError):
        RemoteStore(Endpoint.parse(f"http://{address}"), writable=False).graphs()


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_a_refusal_is_one_clear_error(status: int) -> None:
    with server(b"no", status) as (address, _), pytest.raises(StoreError, match="failed") as caught:
        RemoteStore(Endpoint.parse(f"http://{address}"), writable=False).graphs()
    assert "\n" not in caught.value.message


def test_a_slow_endpoint_is_given_up() -> None:
    import socket  # noqa: PLC0415 (one test)

    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        store = RemoteStore(
            Endpoint.parse(f"http://127.0.0.1:{deaf.getsockname()[1]}/query"), writable=False, seconds=1
        )
        with pytest.raises(StoreError, match="did not answer in 1 s"):
            store.graphs()


def test_an_endpoint_without_graphs_answers_with_no_rows() -> None:
    with server(ROWS) as (address, _):
        store = RemoteStore(Endpoint.parse(f"http://{address}"), writable=False)
        assert store.graphs() == ()
        assert isinstance(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"), Rows)


def test_an_endpoint_that_is_not_there_is_told_without_the_words_of_python() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_store(f"http://127.0.0.1:{port}/query") as store, pytest.raises(StoreError) as caught:
        store.query("ASK {}")
    assert str(caught.value.message) == f"The endpoint http://127.0.0.1:{port}/query failed: Connection refused"
