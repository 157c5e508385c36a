"""Streams that are full, closed or gone, calls that are misspelt, and names that are no text: one line and a code."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.output import fail, talk
from kg.errors import SourceError, both
from loaders.sources import find_files, open_source
from tests.unit.cli.test_frame import run

FULL = Path("/dev/full")
PLAN = "云泽市节水方案\n一、任务\n（一）清理河道。（责任单位：市水务局）\n"


def shell(words: str, **variables: str) -> tuple[int, str, str]:
    environment = {**os.environ, "LANG": "C.UTF-8", **variables}
    # Without a buffer nothing is left to be written at the end, which is where the trouble lies.
    environment.pop("PYTHONUNBUFFERED", None)
    done = subprocess.run(  # noqa: S602 (redirections are the point)
        f"{sys.executable} -m kg {words}", shell=True, capture_output=True, check=False, env=environment
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


full = pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")


@full
@pytest.mark.parametrize("words", ["--help", "build --help", "--version", "questions", "template --format yaml"])
def test_a_full_stdout_is_said_in_one_line(words: str) -> None:
    code, _, err = shell(f"{words} > {FULL}")
    assert (code, err.splitlines()[:2]) == (
        3,
        [
            "Error: stdout cannot be written: No space left on device.",
            "Free some space, or write to another disk.",
        ],
    )
    assert "fault" not in err


@pytest.mark.parametrize("sink", [pytest.param(f"2> {FULL}", marks=full), "2>&-"])
def test_talk_that_nobody_can_hear_changes_no_exit_code(sink: str, example_file: Path) -> None:
    code, out, _ = shell(f"questions --format csv {sink}")
    assert (code, out.splitlines()[0][:9]) == (0, "id,group,")
    assert shell(f"ask nonsense {example_file} {sink}")[0] == 2
    assert shell(f"nonsense {sink}")[0] == 2
    assert shell(f"ask plans {example_file}.none {sink}")[0] == 4


def test_a_closed_stdout_is_said(example_file: Path) -> None:
    code, _, err = shell(f"ask plans {example_file} >&-")
    assert (code, err.splitlines()[0]) == (3, "Error: stdout cannot be written: Bad file descriptor.")


def test_a_misspelt_command_gets_a_hint_in_both_languages() -> None:
    assert run("biuld", "x") == (
        2, "", "Error: There is no command 'biuld'.\nDid you mean build? govplan --help lists them.\n",
    )  # fmt: skip
    assert (
        run("--lang", "zh", "biuld")[2] == "错误： 没有命令 'biuld'。\n是否要用 build？govplan --help 列出全部命令。\n"
    )
    assert run("qqq")[2] == "Error: There is no command 'qqq'.\ngovplan --help lists them.\n"


def test_a_misspelt_option_gets_a_hint_in_both_languages() -> None:
    assert "Did you mean '--output'?" in run("build", "x", "--outptu", "y")[2]
    assert shell("build x --outptu y --lang zh")[2] == (
        "错误： 没有选项 --outptu。\n是否要用 --output？用法见 govplan build --help。\n"
    )
    assert shell("--lang zh build x")[2] == "错误： 缺少 '-o' / '--output'。\n用法见 govplan build --help。\n"


def test_a_folder_that_may_not_be_read_is_a_problem_and_not_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "closed").chmod(0)
    try:
        if os.access(tmp_path / "closed", os.R_OK):  # the administrator may read everything
            monkeypatch.setattr("loaders.sources.os.access", lambda path, _: Path(path).name != "closed")
        found = find_files([tmp_path])
        assert {tmp_path / "b.txt", tmp_path / "closed"} <= set(found)
        (problem,) = open_source(tmp_path / "closed")
        assert getattr(problem, "code", "") == "unreadable-file"
        (problem,) = open_source(find_files([tmp_path / "closed"])[0])
        assert getattr(problem, "code", "") == "unreadable-file"
    finally:
        (tmp_path / "closed").chmod(0o755)


def test_a_file_behind_a_closed_folder_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied", str(self))

    path = tmp_path / "a.txt"
    monkeypatch.setattr(Path, "stat", refused)
    assert find_files([path]) == [path]
    (problem,) = open_source(path)
    assert "Permission denied" in getattr(problem, "message", "")


def test_the_name_of_a_store_that_is_no_text_is_said(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb7\xbd.db")
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    code, _, err = run("build", str(tmp_path / "a.txt"), "-o", str(tmp_path / name))
    assert (code, "is not UTF-8" in err, "damaged" in err) == (2, True, False)


NAMES = ("a b.txt", "方案 一.txt", "new\nline.txt", "-dash.txt", os.fsdecode(b"\xb7\xbd.txt"))


@pytest.mark.parametrize(
    "variables", [{}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_files_of_any_name_are_read_in_any_locale(tmp_path: Path, variables: dict[str, str]) -> None:
    written = 0
    for name in NAMES:
        with contextlib.suppress(OSError):  # some file systems have no such names
            (tmp_path / name).write_text(PLAN.replace("节水", f"第{written}期节水"), encoding="utf-8")
            written += 1
    code, _, err = shell(f"build {tmp_path} -o {tmp_path}.db", **variables)
    assert code == 0
    assert f"{written} documents: {written} plans written, 0 not read" in err


@pytest.mark.parametrize(
    "variables",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "ascii:strict"}],
)
def test_chinese_comes_out_whole_in_any_locale(example_file: Path, variables: dict[str, str]) -> None:
    code, out, _ = shell(f"ask plans {example_file} --format csv", **variables)
    assert (code, "\ufffd" in out, "?" in out) == (0, False, False)
    assert out == shell(f"ask plans {example_file} --format csv")[1]
    assert shell("--lang zh ask nonsense x.db", **variables)[2].startswith("错误： ") or "ascii" in str(variables)


def test_a_broken_stderr_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    talk("nobody hears")
    fail(SourceError(both("a", "b"), "c"))
