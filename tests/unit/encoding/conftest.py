"""Reading from text, and plans without what an encoding does not hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from kg.records import Plan
from loaders.encoding import EncodingError, PlainNaming, read_encoding

Read = Callable[[str], Plan]
Mistakes = Callable[[str], list[tuple[int | None, int | None, str]]]


def _bare(thing: Any) -> Any:  # noqa: ANN401 - any record, and whatever its fields hold
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        values = {f.name: _bare(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
        values.update({name: () for name in ("evidence", "unread") if name in values})
        values.update({name: None for name in ("source",) if name in values})
        return dataclasses.replace(thing, **values)
    return tuple(_bare(item) for item in thing) if isinstance(thing, tuple) else thing


@pytest.fixture(scope="session")
def bare() -> Callable[[Plan], Plan]:
    """Return a plan without evidence, source and unread runs."""
    return _bare


@pytest.fixture(scope="session")
def read() -> Read:
    return lambda text: read_encoding(text.encode(), "plan.yaml", naming=PlainNaming())


@pytest.fixture(scope="session")
def mistakes() -> Mistakes:
    """Return (line, column, code) of every mistake in a text that must not be readable."""

    def run(text: str) -> list[tuple[int | None, int | None, str]]:
        with pytest.raises(EncodingError) as caught:
            read_encoding(text.encode(), "plan.yaml")
        return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]

    return run
