"""One plan without fault, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.validation import GraphText, RuleBook, graphs_of_file, load_rules

Spoil = Callable[..., GraphText]


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rules()


@pytest.fixture(scope="session")
def sound() -> GraphText:
    root = Path(__file__).resolve().parent.parent.parent.parent
    return next(graphs_of_file(root / "ontology" / "examples" / "rain-gardens.ttl"))


@pytest.fixture
def spoil(sound: GraphText) -> Spoil:
    """Replace runs of the N-Triples text; each must be there."""

    def change(*pairs: tuple[str, str], add: str = "") -> GraphText:
        text = sound.text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return GraphText("spoilt.nt", text + add)

    return change
