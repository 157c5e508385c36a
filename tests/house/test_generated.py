"""Pages and files that are written from others are what their scripts write today."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"generated_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name",
    [
        "generate_terms",  # kg/terms.py
        "generate_vocabulary",  # ontology/context.jsonld, docs/glossary.md
        "generate_functions",  # ontology/schemes/functions.ttl
        "generate_rules",  # docs/rules.md
        "generate_reference",  # docs/cli.md, docs/queries.md
        "make_plan_schema",  # examples/encodings/plan.schema.json
    ],
)
def test_a_generated_file_is_fresh(name: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / f"{name}.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or f"run python scripts/{name}.py"


def test_a_stale_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("generate_rules")
    stale = tmp_path / "rules.md"
    stale.write_text(module.render() + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "TARGET", stale)
    assert module.main(["--check"]) == 1
    assert module.main([]) == 0
    assert module.main(["--check"]) == 0
