"""Shapes of the user's own: what an engine passes in silence is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ShapeFileError
from kg.records import Problem, Severity
from kg.validation import graphs_of_file
from kg.validation.custom import load_own, validate_own

HEAD = "@prefix ex: <https://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
DATA = HEAD + 'ex:a a ex:Thing ;\n  ex:name "甲" .\nex:b a ex:Thing .\n'
SHAPE = (
    HEAD + "ex:S a sh:NodeShape ;\n  sh:targetClass ex:Thing ;\n  sh:property [ sh:path ex:name ; sh:minCount 1 ] .\n"
)


def problems(folder: Path, shapes: str, data: str = DATA) -> list[Problem]:
    (folder / "data.ttl").write_text(data, encoding="utf-8")
    (folder / "shapes.ttl").write_text(shapes, encoding="utf-8")
    return list(validate_own(graphs_of_file(folder / "data.ttl"), load_own(folder / "shapes.ttl")))


def test_a_failure_names_the_thing_and_its_line(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, SHAPE)
    assert (found.subject, found.path, found.severity) == (
        "https://example.org/b",
        "https://example.org/name",
        Severity.VIOLATION,
    )
    assert (found.source, found.line, found.column) == (str(tmp_path / "data.ttl"), 5, 1)


@pytest.mark.parametrize(
    ("shapes", "code", "said"),
    [
        (SHAPE.replace("minCount", "mincount"), "shape-unknown-term", "sh:mincount"),
        (SHAPE.replace("ex:Thing", "ex:Thng"), "shape-met-nothing", "https://example.org/S"),
        (SHAPE.replace("  sh:targetClass ex:Thing ;\n", ""), "shape-without-target", "https://example.org/S"),
        (SHAPE.replace("sh:minCount 1", 'sh:uniqueLang "1"'), "shape-ignored-value", "https://example.org/S"),
    ],
)
def test_a_shape_that_would_pass_in_silence_is_named(tmp_path: Path, shapes: str, code: str, said: str) -> None:
    found = [problem for problem in problems(tmp_path, shapes) if problem.code == code]
    assert found
    assert said in (found[0].value, found[0].subject)
    assert found[0].source == str(tmp_path / "shapes.ttl")
    assert found[0].line == 3


def test_the_nearest_term_is_offered(tmp_path: Path) -> None:
    (found,) = [p for p in problems(tmp_path, SHAPE.replace("minCount", "minCuont")) if p.code == "shape-unknown-term"]
    assert found.remedy == "Did you mean sh:minCount?"


def test_shapes_that_met_something_and_are_sound_are_not_named(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path, SHAPE) if p.code.startswith("shape-")] == []


@pytest.mark.parametrize("broken", ["ex:S a", SHAPE.replace("sh:minCount 1", "sh:pattern 7"), "missing"])
def test_shapes_that_cannot_be_run_are_one_error(tmp_path: Path, broken: str) -> None:
    if broken == "missing":
        with pytest.raises(ShapeFileError, match="cannot be read"):
            load_own(tmp_path / "none.ttl")
        return
    with pytest.raises(ShapeFileError):
        problems(tmp_path, broken)
