"""What people are told is told in English and in Chinese: every error and every problem of a load knows both."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import errors

ROOT = Path(__file__).resolve().parent.parent.parent
TOLD = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.GovplanError)}
FILES = sorted(path for folder in ("kg", "loaders") for path in (ROOT / folder).rglob("*.py"))


def in_one_language(source: str) -> Iterator[int]:
    """Yield the lines of messages and remedies that are plain texts, which no reader of Chinese can read."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {*TOLD, "Problem"}:
            told = [*node.args, *(word.value for word in node.keywords if word.arg in ("message", "remedy"))]
            for text in told:
                is_text = isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value
                if is_text or isinstance(text, ast.JoinedStr):
                    yield text.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_messages_are_in_both_languages(path: Path) -> None:
    assert not list(in_one_language(path.read_text(encoding="utf-8")))


def test_the_check_itself_can_fail() -> None:
    assert list(in_one_language('raise SourceError(f"{name} is empty.", both("Fill it.", "请填写。"))')) == [1]
    assert list(
        in_one_language('Problem("code", Severity.INFO,\n message="No title here.", remedy=both("A", "b"))')
    ) == [2]
    assert not list(in_one_language('raise SourceError(both("It is empty.", "空。"), both("Fill it.", "请填写。"))'))
