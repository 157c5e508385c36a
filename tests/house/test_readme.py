"""Every command of the README runs, in order, in an empty folder beside the examples, and prints what is shown.

A line `…` stands for lines that are left out; `…` at the end of a line for the rest of it.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.readers import READERS

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROBLEMS_FOUND = 1


@dataclass(frozen=True)
class Step:
    """One command with the lines that are shown below it."""

    command: str
    shown: tuple[str, ...]


def steps(text: str) -> list[Step]:
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            found.append(Step(command, tuple(shown)))
    return found


def missing(shown: tuple[str, ...], printed: str) -> list[str]:
    """Return the shown lines that are not printed in this order; whatever is not shown needs a line `…`."""
    lines = printed.splitlines()
    place, gap = 0, False
    for line in shown:
        if line == "…":
            gap = True
            continue
        head, rest = line.removesuffix("…"), line.endswith("…")
        while place < len(lines):
            same = lines[place] == line or (rest and lines[place].startswith(head))
            place += 1
            if same:
                break
            if not gap:
                return [line]
        else:
            return [line]
        gap = False
    return [] if gap or place == len(lines) else [f"not shown: {lines[place]}"]


def run(step: Step, folder: Path) -> tuple[int, str]:
    command = re.sub(r"^govplan ", f"{shlex.quote(sys.executable)} -m kg ", step.command)
    environment = {
        "PATH": os.environ["PATH"], "COLUMNS": "100", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_the_commands_of_the_readme_print_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    tour = steps(README)
    assert len(tour) >= 5
    for step in tour:
        code, printed = run(step, tmp_path)
        assert code in {0, PROBLEMS_FOUND}, f"{step.command}\n{printed}"
        if step.shown:
            assert missing(step.shown, printed) == [], f"{step.command}\n{printed}"


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (("a", "b"), "a\nc"),
        (("a",), "a\nb"),
        (("b", "a"), "a\nb"),
        (("a b…",), "a c"),
        (("…", "d"), "a\nb"),
    ],
)
def test_a_line_that_is_not_printed_is_missed(shown: tuple[str, ...], printed: str) -> None:
    assert missing(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [(("a", "…", "d"), "a\nb\nc\nd"), (("a", "…"), "a\nb"), (("a…",), "abc"), (("…", "b"), "a\nb")],
)
def test_a_line_that_is_left_out_is_not_missed(shown: tuple[str, ...], printed: str) -> None:
    assert missing(shown, printed) == []


def test_every_format_that_is_read_is_named() -> None:
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    assert {suffix for suffix in suffixes if not re.search(rf"{re.escape(suffix)}\b", README)} == set()


def test_the_figures_are_true() -> None:
    floors = json.loads((ROOT / "tests" / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    names = ("head", "cites", "actions", "edges", "indicators")
    rows = re.findall(r"^\| (\w+), (\d+) plans, now \|(.+)\|$", README, re.MULTILINE)
    assert rows
    for corpus, count, cells in rows:
        pinned = floors[corpus]["floors"]
        folder = "plans" if corpus == "independent" else f"{corpus}/plans"
        assert len(list((ROOT / "tests" / "evaluation" / folder).glob("*.txt"))) == int(count)
        stated = [float(cell) for cell in cells.split("|")]
        assert len(stated) == len(names)
        for name, figure in zip(names, stated, strict=True):
            assert figure <= pinned[name], f"{corpus}: {name} is said to be {figure}, its floor is {pinned[name]}"
