"""Configuration is tested like code: what pyproject.toml says is read by the tool that it is for."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))


def test_ruff_reads_its_section(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.py"
    faulty.write_text('"""A module."""\n\n\ndef f(x):\n    print(x)\n', encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--config", "pyproject.toml", "--no-cache", str(faulty)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    # only `select = ["ALL"]` asks for each of these
    for rule in ("ANN001", "D103", "T201"):
        assert rule in done.stdout


def test_every_exception_of_the_linter_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^  "([A-Z]+[0-9]*)",(.*)$', text, re.MULTILINE)
    assert len(listed) > 20
    assert [code for code, rest in listed if not rest.strip().startswith("# ")] == []


def test_mypy_is_strict_on_everything() -> None:
    mypy = PYPROJECT["tool"]["mypy"]
    assert mypy["strict"] is True
    assert set(mypy["files"]) == {"kg", "loaders", "scripts", "tests"}


def test_the_versions_agree() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PYPROJECT["project"]["version"] == kg.__version__


def test_every_entry_point_is_there() -> None:
    for target in PYPROJECT["project"]["scripts"].values():
        module, _, name = target.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_the_wheel_takes_every_folder_that_the_program_looks_for() -> None:
    from kg.resources import KINDS  # noqa: PLC0415 (only this test)

    taken = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert taken == {kind: f"kg/_resources/{kind}" for kind in KINDS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_script_imports_and_says_what_it_does(path: Path) -> None:
    spec = importlib.util.spec_from_file_location(f"script_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    assert module.__doc__
    guarded = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.If)]
    assert any("__main__" in ast.dump(node.test) for node in guarded)


@pytest.mark.parametrize("name", ["scripts/setup", "scripts/demo", "scripts/test", "scripts/check", ".ci/run"])
def test_every_command_of_the_readme_can_be_started(name: str) -> None:
    path = ROOT / name
    assert path.stat().st_mode & stat.S_IXUSR
    shell = path.read_text(encoding="utf-8").splitlines()[0]
    assert shell == "#!/bin/sh"
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


def test_importing_the_command_line_loads_no_heavy_library() -> None:
    program = "import sys, kg.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"rdflib", "pyshacl", "networkx", "pyoxigraph", "SPARQLWrapper", "lark", "lxml", "yaml"}
