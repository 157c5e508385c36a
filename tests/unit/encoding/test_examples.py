"""The encodings and the schema that travel with the project."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from loaders.encoding import read_encoding, write_encoding
from loaders.encoding.keys import TABLES, Kind
from loaders.encoding.schema import json_schema

if TYPE_CHECKING:
    from kg.records import Plan

ROOT = Path(__file__).resolve().parents[3]
ENCODINGS = sorted((ROOT / "examples" / "encodings").glob("*.yaml"))
LONGEST_COPY = 60


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_the_five_real_plans_are_there() -> None:
    assert len(ENCODINGS) >= 6


@pytest.mark.parametrize("path", ENCODINGS, ids=lambda path: path.stem)
def test_an_example_loads_and_survives_a_round_trip(path: Path, bare: Callable[[Plan], Plan]) -> None:
    plan = read_encoding(path.read_bytes(), path.name)
    assert plan.actions
    assert bare(read_encoding(write_encoding(plan, language="zh").encode(), path.name)) == bare(plan)


@pytest.mark.shared
def test_no_encoding_holds_running_text_of_its_source(shared: Path) -> None:
    sources = [_fold(path.read_text(encoding="utf-8", errors="ignore")) for path in (shared / "seeds").glob("*.txt")]
    assert len(sources) >= 5
    for path in ENCODINGS:
        text = _fold(path.read_text(encoding="utf-8"))
        runs = {text[start : start + LONGEST_COPY] for start in range(len(text) - LONGEST_COPY)}
        assert [run for run in runs if any(run in source for source in sources)] == [], path.name


def test_the_schema_file_is_fresh() -> None:
    path = ROOT / "examples" / "encodings" / "plan.schema.json"
    assert path.read_text(encoding="utf-8") == json_schema(), "run scripts/make_plan_schema.py"


def test_the_schema_accepts_the_examples_and_refuses_mistakes() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema checks the schema against the examples")
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in ENCODINGS:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        value = json.loads(json.dumps(value).replace('"true"', "true").replace('"false"', "false"))
        assert [error.message for error in validator.iter_errors(value)] == [], path.name
    assert list(validator.iter_errors({"plan": {"titel": "a"}}))
    assert list(validator.iter_errors({"plan": {"title": "a"}, "actions": [{"id": "1", "标题": "b", "kind": "tsak"}]}))


def test_no_key_has_a_spelling_of_another_and_every_table_is_there() -> None:
    for name, keys in TABLES.items():
        spellings = [spelling for key in keys for spelling in key.spellings]
        assert len(spellings) == len(set(spellings)), name
        for key in keys:
            assert (key.table in TABLES) == (key.kind in (Kind.RECORD, Kind.RECORDS)), key.name
            assert bool(key.codes) == (key.kind is Kind.CODE), key.name
            words = [word for code in key.codes for word in code.spellings]
            assert len(words) == len(set(words)), key.name
            assert all(word == word.lower() for word in words), key.name
