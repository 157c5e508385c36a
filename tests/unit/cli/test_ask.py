"""Asking from the command line: rows on stdout, talk on stderr, and every slip told."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.query.catalog import load_catalog


def run(*words: str, stdin: str | None = None, **variables: str) -> tuple[int, str, str]:
    environment = {"LANG": "C", "LC_ALL": "", "GOVPLAN_LANG": "", "GOVPLAN_STORE": "", **variables}
    result = CliRunner(env=environment).invoke(main, list(words), input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def store(example_file: Path) -> str:
    return str(example_file)


def test_a_question_answers_with_rows(store: str) -> None:
    code, out, err = run("ask", "actions-without-owner", store, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["path"], row["label"], row["line"]) for row in rows] == [("一/3", "美化码头", "5")]
    assert err == "1 row.\n"


def test_the_store_may_come_from_the_environment(store: str) -> None:
    assert run("ask", "plans", GOVPLAN_STORE=store)[0] == 0
    assert run("ask", "plans")[0] == 2


def test_people_see_words_of_their_language_and_machines_see_codes(store: str) -> None:
    words = ("ask", "unit-portfolio", store, "--unit", "临江区市场监管局")
    code, out, _ = run("--lang", "zh", *words)
    assert code == 0
    assert out.split()[:3] == ["单位", "规划", "序号"]
    assert "牵头" in out
    assert "https://" not in out
    code, out, _ = run("--lang", "zh", *words, "--format", "json")
    assert [row["certainty"] for row in json.loads(out)["rows"]] == ["definitely"] * 2 + ["possibly"] * 2


def test_an_ambiguous_name_is_told_and_settled_by_a_place(store: str) -> None:
    code, out, err = run("ask", "unit-portfolio", store, "--unit", "区市场监管局", "--format", "ndjson")
    assert code == 0
    assert "may mean" in err
    assert len(out.splitlines()) == 6
    _, out, err = run(
        "ask", "unit-portfolio", store, "--unit", "区市场监管局", "--place", "望山区", "--format", "ndjson"
    )
    assert err == "2 rows.\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["unit-portfolio", "STORE", "--unit", "区市监局"], 2, "No unit is called"),
        (["unit-portfolio", "STORE"], 2, "--unit"),
        (["unit-portfolo", "STORE"], 2, "Did you mean unit-portfolio"),
        (["due-before", "STORE", "--before", "soon"], 2, "a date such as 2025-12-31"),
        (["plans", "nowhere.db"], 4, "There is no store at nowhere.db"),
        (["plans", __file__], 4, "is a file, not a store"),
        (["plans", "STORE", "-o", "no/such/folder/x.csv"], 3, "cannot be written"),
    ],
)
def test_every_slip_is_one_clear_error(store: str, words: list[str], code: int, message: str) -> None:
    got, out, err = run("ask", *(store if word == "STORE" else word for word in words))
    assert (got, out) == (code, "")
    assert message in err


@pytest.mark.parametrize("option", ["--rows", "--timeout"])
def test_a_limit_beyond_all_measure_is_refused_at_once(store: str, option: str) -> None:
    code, _, err = run("ask", "plans", store, option, "9" * 23)
    assert code == 2
    assert "is not in the range" in err


def test_help_of_a_question_shows_its_parameters() -> None:
    code, out, _ = run("ask", "due-before", "--help")
    assert code == 0
    assert "--before DATE" in out
    assert out.rstrip().endswith("govplan ask due-before plans.db --before 2026-01-01")


def test_the_questions_are_listed_and_filtered() -> None:
    everything = run("questions", "--format", "csv")[1]
    assert [line.split(",")[0] for line in everything.splitlines()[1:]] == [query.id for query in load_catalog()]
    assert "unit-load" in run("questions", "--tag", "network", "--format", "csv")[1]
    assert run("questions", "牵头", "--format", "csv")[1].count("unit-portfolio") == 1
    assert run("questions", "nonsense")[0] == 1


def test_a_file_appears_whole_with_usual_permissions(store: str, tmp_path: Path) -> None:
    target = tmp_path / "plans.csv"
    code, out, _ = run("ask", "plans", store, "--format", "csv", "--bom", "-o", str(target))
    assert (code, out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfplan_title")
    assert list(tmp_path.iterdir()) == [target]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask


def test_sparql_takes_text_files_and_standard_input(store: str, tmp_path: Path) -> None:
    text = "SELECT ?t WHERE { ?p a gp:Plan ; dcterms:title ?t } ORDER BY ?t"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    answers = {
        run("sparql", text, store, "--format", "csv")[1],
        run("sparql", f"@{tmp_path / 'q.rq'}", store, "--format", "csv")[1],
        run("sparql", "-", store, "--format", "csv", stdin=text)[1],
    }
    assert len(answers) == 1
    assert answers.pop().startswith("t\n临江区灯塔品牌实施方案\n")


def test_sparql_answers_in_the_form_of_the_query(store: str) -> None:
    assert run("sparql", "ASK { ?p a gp:Plan }", store) == (0, "true\n", "")
    code, out, _ = run("sparql", "CONSTRUCT { ?p a gp:Plan } WHERE { ?p a gp:Plan }", store)
    assert code == 0
    assert len(out.splitlines()) == 3


def test_a_cut_answer_says_so_and_leaves_with_1(store: str) -> None:
    code, out, err = run("sparql", "SELECT * WHERE { ?s ?p ?o }", store, "--rows", "2", "--format", "csv")
    assert code == 1
    assert len(out.splitlines()) == 3
    assert "cut" in err


def test_a_misspelt_term_is_told_and_the_rows_come_all_the_same(store: str) -> None:
    code, out, err = run("sparql", "SELECT ?x { ?x a gp:Actoin }", store, "--format", "csv")
    assert (code, out) == (0, "x\n")
    assert "gp:Actoin is not a term of govplan" in err
    assert "did you mean gp:Action?" in err
    zh = run("--lang", "zh", "sparql", "SELECT ?x { ?x a gp:Actoin }", store, "--format", "csv")[2]
    assert "是否指 gp:Action？" in zh
    assert "no term" not in run("sparql", "SELECT ?x { ?x a gp:Action }", store)[2]


def test_columns_of_a_star_stand_as_the_query_writes_them(store: str) -> None:
    text = "SELECT * WHERE { ?zebra a gp:Plan ; dcterms:title ?name ; gp:jurisdiction ?apple } ORDER BY ?name"
    named = text.replace("*", "?zebra ?name ?apple")
    out = run("sparql", text, store, "--format", "csv")[1]
    assert out.startswith("zebra,name,apple\n")
    assert out == run("sparql", named, store, "--format", "csv")[1]


@contextlib.contextmanager
def listening(answer: bytes | None) -> Iterator[str]:
    """Give the address of an endpoint that sends these bytes and hangs up; None says nothing and keeps the line."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while answer is not None:
                    line, _ = server.accept()
                    with line:
                        line.recv(65536)
                        line.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/query"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "did not answer in 1 s"),
        (b"", "failed"),
        (b"HTTP/1.1 500 Broken\r\nContent-Length: 4\r\n\r\noops", "failed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "answer is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n{", "failed"),
    ],
    ids=["silent", "hangs up", "500", "garbage", "half an answer"],
)
@pytest.mark.parametrize("words", [("plans",), ("unit-portfolio", "--unit", "区教育局")], ids=["plain", "with a name"])
def test_a_slow_or_broken_endpoint_is_one_clear_error(
    answer: bytes | None, message: str, words: tuple[str, ...]
) -> None:
    with listening(answer) as address:
        code, out, err = run("ask", *words, address, "--timeout", "1")
    assert (code, out) == (4, "")
    assert message in err
    assert len(err.splitlines()) == 2, "what is wrong, and what to do"
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("DROP ALL", "DROP is refused"),
        ("SELECT ?x WHERE { ?x a gp:Plan", "line 1, column 31"),
        ("@no-such-file.rq", "cannot be read"),
    ],
)
def test_a_refused_query_leaves_with_2(store: str, query: str, message: str) -> None:
    code, out, err = run("sparql", query, store)
    assert (code, out) == (2, "")
    assert message in err
