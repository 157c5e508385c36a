"""Pages that people write: what they point to exists, and what they list is whole."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import kg
import loaders
from kg.errors import GovplanError
from kg.terms import GP
from loaders.encoding import read_encoding

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/**/*.md"))
EACH = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
FOLDERS = ("docs", "examples", "kg", "loaders", "ontology", "queries", "scripts", "shapes", "tests")


def headings(path: Path) -> set[str]:
    lines = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    titles = [line.lstrip("# ") for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@EACH
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"https?:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor and path.suffix == ".md":
            assert anchor in headings(path), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    "page", [*HOW_TO, ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"], ids=lambda p: p.stem
)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*)", page.read_text(encoding="utf-8"))
    for name in named:
        if not re.search(r"[<>…]", name):
            assert list(ROOT.glob(name.rstrip("/"))), f"{page.name} names {name}"


def test_contributing_says_where_each_of_seven_things_goes() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    things = ("a-format", "a-rule", "a-query", "a-shape", "an-export", "a-store", "a-command")
    assert [thing for thing in things if f"(docs/how-to/add-{thing}.md)" not in text] == []


def test_the_names_that_how_to_pages_use_are_in_the_code() -> None:
    """A page that speaks of `EXPORTERS` is stale once the table has another name."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("kg", "loaders", "tests")
        for path in (ROOT / folder).rglob("*.py")
    )
    for page in HOW_TO:
        for name in re.findall(r"`([A-Z]{3,}|[a-z]+(?:\.[a-z_]+)+|[a-z]+_[a-z_]+)`", page.read_text(encoding="utf-8")):
            last = name.rsplit(".", 1)[-1]
            assert re.search(rf"\b{last}\b", code), f"{page.name} speaks of {name}"


def error_codes() -> dict[str, int]:
    for package in (kg, loaders):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    found: dict[str, int] = {}
    kinds = [GovplanError]
    while kinds:
        kind = kinds.pop()
        found[kind.code] = kind.exit_code
        kinds.extend(kind.__subclasses__())
    return found


def test_every_error_has_a_row_with_its_exit_code() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = {code: int(number) for code, number in re.findall(r"^\| `([\w-]+)` \| (\d+) \| \S", text, re.MULTILINE)}
    assert rows == error_codes()


def test_every_problem_code_of_the_loaders_has_a_row() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "loaders").rglob("*.py")))
    used = set(re.findall(r"\bProblem\(\s*\"([a-z-]+)\"", code)) | set(
        re.findall(r"_failed\(\s*path, \"([a-z-]+)\"", code)
    )
    assert used - rows == set()


def test_the_glossary_speaks_of_terms_that_exist() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| `gp:(\w+)` \| `(\w+)` \|", text, re.MULTILINE)
    assert len(rows) > 100
    assert [name for _, name, _ in rows if f"https://w3id.org/govplan/ns#{name}" not in GP] == []
    assert [name for chinese, name, _ in rows if not re.search(r"[\u4e00-\u9fff]", chinese)] == []


def test_the_plan_of_the_how_to_page_is_sound() -> None:
    page = (ROOT / "docs" / "how-to" / "encode-a-plan.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert block is not None
    text = "\n".join(line.removeprefix("   ") for line in block[1].splitlines()) + "\n"
    plan = read_encoding(text.encode(), "plan.yaml")
    assert plan.title
    assert len(plan.actions) == 1


def test_every_decision_has_its_four_parts() -> None:
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        assert re.fullmatch(r"\d{8}-[a-z0-9-]+", path.stem), path.name
        text = path.read_text(encoding="utf-8")
        assert re.search(r"^Status: \w", text, re.MULTILINE), path.name
        for part in ("Context", "Decisions?", "Consequences"):
            assert re.search(rf"^## {part}$", text, re.MULTILINE), f"{path.name} has no {part}"


def test_every_page_that_the_code_names_exists() -> None:
    for folder in ("kg", "loaders", "ontology", "shapes", "queries", "scripts", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".ttl", ".rq", ".tsv", ".md", ".lark"}:
                for name in re.findall(r"\bdocs/[\w/.-]+\.md", path.read_text(encoding="utf-8", errors="replace")):
                    assert (ROOT / name).is_file(), f"{path.relative_to(ROOT)} names {name}"
