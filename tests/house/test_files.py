"""What every file of the repository keeps to: length, no broad except, no workplace, word lists with their origin."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_LINES = 400
MOST_LINES_OF_A_COMMAND = 150
LONGER = {
    "kg/terms.py": "generated from the ontology",
}
"""Python files that may be longer, each with its reason."""
BROAD = {
    "kg/cli/__init__.py": "the boundary: a fault of ours leaves with a code of its own",
}
"""Modules that may catch everything, each with its reason."""


def joined(pieces: str) -> list[str]:
    """Put words together from pieces, so that what is looked for stands nowhere, not here either."""
    return pieces.replace("~", "").split()


FOLDERS = joined("wo~rk fa~rm ro~ot ho~me Us~ers o~pt m~nt")
(HIDDEN,) = joined("lib~rary")
HOSTS = joined("py~pi python~hosted dev~pi arti~factory")
(OPTION,) = joined("index-~url")
WORKPLACE = {
    "an absolute path of a machine": re.compile(rf"(?<![\w.~}}/])/(?:{'|'.join(FOLDERS)})/\w"),
    "a hidden folder of a workplace": re.compile(rf"(?<!\w)\.{HIDDEN}\b"),
    "a host of a package index": re.compile(rf"https?://[^\s/\"']*(?:{'|'.join(HOSTS)})[^\s/\"']*/(?!project/)"),
    "an option that names a package index": re.compile(rf"--(?:extra-)?{OPTION}|PIP_{OPTION.replace('-', '_').upper()}"),
}  # fmt: skip
UNFINISHED = re.compile(rf"\b(?:{'|'.join(joined('TO~DO FIX~ME X~XX HA~CK'))})\b")
TEXT = {".py", ".md", ".toml", ".ttl", ".trig", ".rq", ".tsv", ".yaml", ".json", ".jsonld", ".lark", ".txt", ".csv", ""}


def repository_files() -> list[Path]:
    """Return the files that are, or would be, in a commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


FILES = [path for path in repository_files() if path.suffix in TEXT]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def test_no_python_file_is_too_long() -> None:
    long = {}
    for path in FILES:
        name = name_of(path)
        if path.suffix == ".py":
            most = MOST_LINES_OF_A_COMMAND if name.startswith("kg/cli/") else MOST_LINES
            if len(lines_of(path)) > most and name not in LONGER:
                long[name] = len(lines_of(path))
    assert long == {}


BROAD_NAMES = {"Exception", "BaseException"}


def broad_handlers(text: str) -> Iterator[int]:
    """Yield the lines of handlers that catch everything."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD_NAMES) for kind in kinds):
                yield node.lineno


@pytest.mark.parametrize("handler", ["except:", "except Exception:", "except (ValueError, BaseException) as e:"])
def test_a_broad_handler_is_seen(handler: str) -> None:
    assert list(broad_handlers(f"try:\n    pass\n{handler}\n    pass\n")) == [3]


def test_nothing_catches_everything() -> None:
    found = {
        f"{name_of(path)}:{line}"
        for path in FILES
        if path.suffix == ".py" and name_of(path) not in BROAD
        for line in broad_handlers(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_the_accepted_exceptions_are_still_needed() -> None:
    assert [name for name in LONGER if len(lines_of(ROOT / name)) <= MOST_LINES] == []
    assert [name for name in BROAD if not list(broad_handlers((ROOT / name).read_text(encoding="utf-8")))] == []


def marks(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name_of(path)}:{number}"
        for path in paths
        for number, line in enumerate(lines_of(path), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("what", WORKPLACE)
def test_the_project_speaks_of_itself_alone(what: str) -> None:
    assert marks(FILES, WORKPLACE[what]) == []


@pytest.mark.parametrize(
    "line",
    [
        *(f'open("/{folder}/ann/plan.txt")' for folder in FOLDERS),
        f"the lists of .{HIDDEN} hold it",
        *(f"from https://{host}.example.org/simple/" for host in HOSTS),
        f"pip install --{OPTION} somewhere govplan",
        f"export PIP_{OPTION.replace('-', '_').upper()}",
    ],
)
def test_a_planted_trace_of_a_workplace_is_found(line: str) -> None:
    assert any(pattern.search(line) for pattern in WORKPLACE.values())


@pytest.mark.parametrize("line", ["../shared beside the checkout", "https://pypi.org/project/pyoxigraph/", "and/or"])
def test_ordinary_text_is_no_trace(line: str) -> None:
    assert not any(pattern.search(line) for pattern in WORKPLACE.values())


def test_nothing_is_left_for_later() -> None:
    assert marks(FILES, UNFINISHED) == []


@pytest.mark.parametrize("path", sorted((ROOT / "loaders" / "lexicon").glob("*.tsv")), ids=lambda path: path.stem)
def test_every_word_list_says_where_it_comes_from(path: Path) -> None:
    head = [line for line in lines_of(path)[:8] if line.startswith("#")]
    origin = next((line for line in head if re.match(r"# ?[Oo]rigin: ?\S", line)), "")
    assert len(origin) > len("# origin: own"), "a word list opens with a line `# origin: …`"


def test_no_module_is_called_utils() -> None:
    assert [name_of(path) for path in FILES if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_every_test_file_is_collected() -> None:
    inside = [path for path in FILES if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    hidden = [
        name_of(path)
        for path in inside
        if re.search(r"^(?:async )?def test_|^class Test", path.read_text(encoding="utf-8"), re.MULTILINE)
        and not path.name.startswith("test_")
    ]
    assert hidden == []


CLOCKS = re.compile(r"\b(?:perf_counter|process_time|monotonic|getrusage|timeit|time\.time|os\.times|ru_utime)\b")


def test_no_test_looks_at_a_clock() -> None:
    """A busy machine fails no test: steps are counted (`tests/steps.py`), and times are for the benchmarks."""
    tests = [path for path in FILES if path.name.startswith("test_") and path != Path(__file__)]
    assert marks(tests, CLOCKS) == []
    benchmarks = [path for path in FILES if path.is_relative_to(ROOT / "tests" / "benchmarks")]
    assert len(marks(benchmarks, CLOCKS)) > 5, "a pattern that finds no clock proves nothing"
