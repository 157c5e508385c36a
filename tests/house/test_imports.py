"""Which room may import which, read from the syntax tree of every module; and that every library is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = frozenset({"errors", "namespaces", "terms", "iri", "records", "resources"})
ON_BASE = BASE | {"mapping"}
READS_STORES = ON_BASE | {"store"}
PRESENTS = READS_STORES | {"query", "view", "network", "validation", "export", "evidence"}
MAY_IMPORT: dict[str, frozenset[str]] = {
    # the base: no engine, no file, no loader
    "kg": frozenset({"api"}),
    "kg.errors": frozenset(),
    "kg.namespaces": frozenset(),
    "kg.terms": frozenset(),
    "kg.records": frozenset(),
    "kg.iri": frozenset({"namespaces"}),
    "kg.resources": frozenset({"errors"}),
    "kg.mapping": BASE,
    # what stands on it
    "kg.store": ON_BASE,
    "kg.query": READS_STORES,
    "kg.validation": READS_STORES | {"query"},
    "kg.network": READS_STORES | {"query"},
    "kg.export": READS_STORES | {"query"},
    "kg.evidence": READS_STORES | {"query"},
    # what people take away: all of it starts from one view of a plan
    "kg.view": READS_STORES | {"query", "network"},
    "kg.ledger": PRESENTS,
    "kg.chart": PRESENTS,
    "kg.report": PRESENTS | {"chart", "ledger"},
    "kg.api": PRESENTS | {"chart", "ledger", "report"},
    # documents become records here; no store is opened
    "loaders": ON_BASE,
    "kg.__main__": frozenset({"cli"}),
}
"""The rooms of kg that each room may import, beside itself. `kg.cli` may import all of them, and loaders."""
MODULE_OF = {
    "Pillow": "PIL",
    "PyYAML": "yaml",
    "XlsxWriter": "xlsxwriter",
    "fpdf2": "fpdf",
    "markdown-it-py": "markdown_it",
    "python-calamine": "python_calamine",
    "opencv-python-headless": "cv2",
    "python-docx": "docx",
}
"""Distributions whose import package has another name."""
LOCAL = {"make_fixture"}
"""Modules beside the tests that import them."""


def modules(root: Path) -> Iterator[Path]:
    for package in ("kg", "loaders"):
        yield from sorted((root / package).rglob("*.py"))


def room_of(parts: tuple[str, ...]) -> str:
    """Return the room of a module: `kg.store` of kg/store/base.py, `loaders` of anything in loaders/."""
    if parts[0] == "loaders":
        return "loaders"
    return ".".join(parts[:2]) if len(parts) > 1 and parts[1] != "__init__" else "kg"


def imported(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line and the dotted name of everything that a module imports, inside functions as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, tuple(name.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by a relative name"
            for name in node.names:
                yield node.lineno, (*str(node.module).split("."), name.name)


def breaches(root: Path) -> list[str]:
    """Return one line for each import that the rule forbids."""
    found = []
    for path in modules(root):
        room = room_of(path.relative_to(root).with_suffix("").parts)
        if room == "kg.cli":
            continue
        if room not in MAY_IMPORT:
            found.append(f"{path.relative_to(root)} is a room that the import rule does not know")
            continue
        for line, name in imported(path):
            if name[0] == "loaders" and room != "loaders":
                found.append(f"{path.relative_to(root)}:{line} {room} imports {'.'.join(name)}")
            if name[0] == "kg" and len(name) > 1 and name[1] != "__version__":
                own = f"kg.{name[1]}" == room
                if not own and name[1] not in MAY_IMPORT[room]:
                    found.append(f"{path.relative_to(root)}:{line} {room} imports {'.'.join(name)}")
    return found


def test_every_import_keeps_the_rule() -> None:
    assert breaches(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kg/iri.py", "from kg.store import open_store\n"),
        ("kg/mapping/plan.py", "import kg.query.run\n"),
        ("kg/store/base.py", "def f():\n    from loaders.pipeline import load\n"),
        ("kg/query/run.py", "from kg import cli\n"),
        ("kg/query/run.py", "from kg.validation import validate\n"),
        ("loaders/rules/action.py", "from kg.store import open_store\n"),
        ("loaders/batch.py", "import kg.cli.output\n"),
        ("kg/guessing.py", "from kg.errors import GovplanError\n"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, path: str, text: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert len(breaches(tmp_path)) == 1


def circles(root: Path) -> list[list[str]]:
    """Return the modules that import each other, in rings; imports inside functions and for types count as well."""
    paths = {path.relative_to(root).with_suffix(""): path for path in modules(root)}
    named = {".".join(part.parts).removesuffix(".__init__"): path for part, path in paths.items()}
    graph = nx.DiGraph()
    for module, path in named.items():
        for _, name in imported(path):
            ends = (".".join(name[:length]) for length in range(len(name), 0, -1))
            graph.add_edges_from((module, end) for end in [next((e for e in ends if e in named), None)] if end)
    return [sorted(ring) for ring in nx.strongly_connected_components(graph) if len(ring) > 1]


def test_no_modules_import_each_other() -> None:
    assert circles(ROOT) == []


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    (tmp_path / "kg" / "store").mkdir(parents=True)
    (tmp_path / "kg" / "store" / "base.py").write_text("from kg.store.rdf import Iri\n", encoding="utf-8")
    late = "def f():\n    from kg.store import base\n"
    (tmp_path / "kg" / "store" / "rdf.py").write_text(late, encoding="utf-8")
    assert circles(tmp_path) == [["kg.store.base", "kg.store.rdf"]]


def declared(*extras: str) -> set[str]:
    """Return the import packages of the dependencies, or of the extras named."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [line for extra in extras for line in optional[extra]] if extras else project["dependencies"]
    names = [re.split(r"[<>=!~;\[ ]", line)[0] for line in lines]
    return {MODULE_OF.get(name, name) for name in names if name != "govplan"}


def extras() -> list[str]:
    """Return the extras that add something to the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [name for name in project["optional-dependencies"] if name != "dev"]


def libraries(folder: str) -> set[str]:
    found = {name[0] for path in sorted((ROOT / folder).rglob("*.py")) for _, name in imported(path)}
    return found - sys.stdlib_module_names - {"kg", "loaders", "scripts", "tests", "__future__"} - LOCAL


def test_the_program_imports_what_it_declares_and_nothing_else() -> None:
    used = libraries("kg") | libraries("loaders")
    carried = {"pyparsing"}  # raised by rdflib, whose parser it is
    assert declared() - used == set()
    more = declared(*extras()) if extras() else set()
    assert used - carried - declared() <= more
    assert "pyparsing" in used, "the exception is no longer needed"


def test_the_tests_import_what_the_dev_extra_declares() -> None:
    assert libraries("tests") - declared() - declared("dev", *extras()) == set()


def test_every_extra_that_a_message_names_is_there() -> None:
    named = {
        extra for path in modules(ROOT) for extra in re.findall(r"govplan\[(\w+)\]", path.read_text(encoding="utf-8"))
    }
    assert named <= set(extras())
