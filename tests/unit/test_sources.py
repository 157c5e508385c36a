"""What the arguments of a build stand for."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.records import Problem
from kg.store import open_store
from loaders.batch import graphs_of, load_files
from loaders.fetch import FetchError, address_of, fetch, is_address, save
from loaders.limits import LimitExceeded, Limits
from loaders.sources import Opened, find_files, find_sources, open_source

PLAN = "云泽市数据发展规划\n\n一、总体要求\n\n坚持统筹推进。\n".encode()


def test_folders_are_searched_and_hidden_files_and_notes_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", ".git/d.txt", "b.txt.source.json", "plan.schema.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PLAN)
    assert [p.name for p in find_files([tmp_path])] == ["c.html", "b.txt"]


def test_addresses_and_standard_input_come_after_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PLAN)
    assert find_sources(["https://example.org/x", "-", str(path), str(path)]) == [path, "https://example.org/x", "-"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file"):
        find_sources([str(tmp_path / "none.txt")])


def test_an_empty_name_is_not_the_folder_that_one_stands_in() -> None:
    with pytest.raises(SourceError, match="empty name"):
        find_sources([""])


def test_the_files_of_a_store_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN)
    with open_store(tmp_path / "plans.db", "write"):
        pass
    assert [p.name for p in find_files([tmp_path])] == ["a.txt"]


def test_the_bound_of_bytes_holds_for_what_has_no_size(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"x" * 101))
    writer.start()
    (found,) = open_source(pipe, Limits(file_bytes=100))
    writer.join(10)
    assert isinstance(found, Problem)
    assert found.code == "limit-exceeded"


def test_a_file_name_that_is_no_text_does_not_end_the_build(tmp_path: Path) -> None:
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    try:
        place.write_bytes(PLAN)
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (result,) = load_files([place])
    assert result.name == "a\ufffd.txt"
    assert graphs_of(result)


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_an_archive_gives_each_document_in_it_named_by_its_place(tmp_path: Path) -> None:
    inner = archive({"丁.txt": PLAN})
    path = tmp_path / "all.zip"
    path.write_bytes(archive({"甲/乙.txt": PLAN, "__MACOSX/x": b"", ".hidden": b"", "丙.zip": inner}))
    assert [o.name for o in open_source(path) if isinstance(o, Opened)] == [
        "all.zip/丙.zip/丁.txt",
        "all.zip/甲/乙.txt",
    ]


def test_names_in_gbk_are_put_right(tmp_path: Path) -> None:
    data = archive({"AAAA.txt": PLAN}).replace(b"AAAA", "规划".encode("gbk"))
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert [o.name for o in open_source(path) if isinstance(o, Opened)] == ["a.zip/规划.txt"]


def test_one_bad_file_in_an_archive_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"a.txt": PLAN, "b.pdf": b"%PDF-1.4", "c.txt": PLAN}))
    assert [(r.name, r.plan is not None) for r in load_files([path])] == [
        ("a.zip/a.txt", True),
        ("a.zip/b.pdf", False),
        ("a.zip/c.txt", True),
    ]


def test_an_empty_archive_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"__MACOSX/x": b""}))
    found = list(open_source(path))
    assert [isinstance(entry, Problem) for entry in found] == [True]


def test_standard_input_is_read_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN)))
    result = next(load_files(["-"]))
    assert result.plan is not None
    assert result.name == "standard-input"


class _Site(BaseHTTPRequestHandler):
    """A site with one page, one that is moved, one that moves to a file, and one without end."""

    def do_GET(self) -> None:
        moves = {"/old": "/page.html", "/file": "file:///etc/hostname", "/ring": "/ring"}
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
            self.end_headers()
            return
        if self.path.startswith("/page"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=gb2312")
            self.end_headers()
            self.wfile.write(
                "<html><body><div id=zoom><p>云泽市数据发展规划</p><p>一、二〇三五年</p></div></body></html>".encode(
                    "gb18030"
                )
            )
            return
        if self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            for _ in range(200):
                self.wfile.write(bytes(65536))
            return
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_saved_and_keeps_its_address(site: str, tmp_path: Path) -> None:
    result = next(load_files([f"{site}/old"], keep=tmp_path))
    assert result.plan is not None
    assert result.plan.source is not None
    assert result.plan.source.source_url == f"{site}/page.html"
    assert "二〇三五年" in result.plan.source.text
    saved = tmp_path / "page.html"
    note = json.loads((tmp_path / "page.html.source.json").read_text())
    assert note["address"] == address_of(saved) == f"{site}/page.html"
    assert note["fetched"].endswith("+00:00")
    again = next(load_files(find_files([tmp_path])))
    assert again.plan == result.plan


def test_an_address_that_answers_with_an_error_is_one_problem(site: str) -> None:
    result = next(load_files([f"{site}/none"]))
    assert [problem.code for problem in result.problems] == ["unreachable-document"]


@pytest.mark.parametrize("path", ["/file", "/ring"])
def test_redirections_to_files_and_without_end_are_not_followed(site: str, path: str) -> None:
    with pytest.raises(FetchError):
        fetch(site + path)


def test_an_answer_without_end_stops_at_the_limit(site: str) -> None:
    with pytest.raises(LimitExceeded, match="file_bytes"):
        fetch(f"{site}/endless", Limits(file_bytes=100_000))


def test_a_name_is_made_from_address_and_type(site: str, tmp_path: Path) -> None:
    fetched = fetch(f"{site}/page?id=3&x=规划")
    assert fetched.name == "page.html"
    assert save(fetched, tmp_path / "new").is_file()


def test_only_web_addresses_are_addresses() -> None:
    assert [is_address(text) for text in ("https://a.cn", "HTTP://a.cn", "file:///a", "a.txt", "ftp://a")] == [
        True, True, False, False, False,
    ]  # fmt: skip
