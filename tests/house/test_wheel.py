"""The wheel works where nothing of the checkout is: built, installed without dev dependencies, and run elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NO_INDEX = (
    "No matching distribution",
    "Could not find a version",
    "ConnectionError",
    "Temporary failure",
    "Max retries",
)
QUESTION = "actions-without-owner"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of the checkout or of the environment of the tests."""
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "HTTP", "http", "SSL", "NO_"))
    }
    environment = {"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", str(cwd)), "LC_ALL": "C.UTF-8", **kept}
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the checkout, or skip where pip reaches no index for the build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--disable-pip-version-check")
    done = run(*command, "--wheel-dir", folder, ROOT, cwd=folder)
    if done.returncode and any(words in done.stderr for words in NO_INDEX):
        pytest.skip("pip reaches no package index, so the build backend cannot be installed")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("govplan-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a fresh environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    done = run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    if done.returncode and any(words in done.stderr for words in NO_INDEX):
        pytest.skip("pip reaches no package index, so the dependencies cannot be installed")
    assert done.returncode == 0, done.stderr
    return python.parent


@pytest.mark.slow
def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "kg/_resources/ontology/govplan.ttl", "kg/_resources/shapes/plan.shapes.ttl",
        "kg/_resources/queries/plans/plans.rq", "kg/_resources/examples/yunze-jichuan-ip.txt",
        "loaders/lexicon/unit_suffixes.tsv", "loaders/rules/clause/clause.lark", "kg/py.typed", "loaders/py.typed",
    ):  # fmt: skip
        assert wanted in names, wanted
    assert [name for name in names if name.startswith(("tests/", "docs/", "scripts/")) or "__pycache__" in name] == []
    code = [path for folder in ("kg", "loaders") for path in (ROOT / folder).rglob("*") if path.suffix != ".pyc"]
    assert {path.relative_to(ROOT).as_posix() for path in code if path.is_file()} <= set(names)
    for folder in ("ontology", "shapes", "queries", "examples"):
        data = [path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"kg/_resources/{path}" for path in data} <= set(names)


@pytest.mark.slow
def test_it_works_outside_a_checkout_without_dev_dependencies(installed: Path, tmp_path: Path) -> None:
    govplan = installed / "govplan"

    def ran(*words: str | Path) -> str:
        done = run(govplan, *words, cwd=tmp_path)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout

    assert "Usage: govplan" in ran("--help")
    assert QUESTION in ran("questions", "--format", "csv")
    where = run(installed / "python", "-c", "import kg.resources as r; print(r.resource_dir('examples'))", cwd=tmp_path)
    example = Path(where.stdout.strip()) / "yunze-qingliu-river.txt"
    assert not example.is_relative_to(ROOT)
    ran("build", example, "-o", "plans.db")
    assert ran("ask", QUESTION, "plans.db", "--format", "csv").count("\n") > 1
    assert ran("validate", "plans.db", "--tier", "core", "--format", "csv").startswith("rule,")
    assert "graphml" in ran("network", "plans.db")
    assert ran("export", "plans.db").count("\n") > 100
    assert "gp:Action" in ran("explain", "plans.db", "加强组织领导")
    for name in ("plan.yaml", "plan.xlsx", "plan.csv"):
        ran("--lang", "zh", "template", "-o", name)
        ran("validate", name)
        ran("build", name, "-o", f"{name}.db")
        assert "示例市园林局" in ran("ask", "unit-portfolio", f"{name}.db", "--unit", "市园林局")
    dev = run(installed / "python", "-c", "import pytest", cwd=tmp_path)
    assert dev.returncode != 0, "the environment holds dev dependencies, so it proves nothing"
