"""Lines and columns of statements in Turtle and TriG."""

from __future__ import annotations

import pytest

from kg.errors import both
from kg.records import Problem, Severity
from kg.validation.places import Places

TURTLE = '''@prefix gp: <https://w3id.org/govplan/ns#> .
@base <https://example.org/> .
# ex:comment gp:order 1 .
<plan> a gp:Plan ;
  gp:documentNumber """a . b ;
  gp:endsOn "x" """ ; gp:startsOn 1.5 , 2 .
<task> gp:evidence [ gp:order 3 ] ; gp:deadline "2025" .
PREFIX ex: <https://example.org/>
ex:graph { ex:inner gp:order 3. ex:next a gp:Task }
'''


@pytest.mark.parametrize(
    ("thing", "path", "place"),
    [
        ("plan", None, (4, 1)),
        ("plan", "gp:documentNumber", (5, 3)),
        ("plan", "gp:startsOn", (6, 23)),
        ("plan", "gp:endsOn", (4, 1)),
        ("plan", "rdf:type", (4, 8)),
        ("task", "gp:deadline", (7, 37)),
        ("task", "gp:order", (7, 1)),
        ("inner", "gp:order", (9, 21)),
        ("next", None, (9, 33)),
        ("nowhere", None, (None, None)),
    ],
)
def test_a_statement_is_found(thing: str, path: str | None, place: tuple[int | None, int | None]) -> None:
    problem = Problem("A-001", Severity.INFO, both("m", "m"), subject=f"https://example.org/{thing}", path=path)
    found = Places(TURTLE, "plan.ttl").of_problem(problem)
    assert (found.line, found.column) == place


def test_the_place_in_the_document_is_kept() -> None:
    problem = Problem(
        "A-001", Severity.INFO, "m", subject="https://example.org/plan", source="plan.txt", line=2, column=5
    )
    found = Places(TURTLE, "plan.ttl").of_problem(problem)
    assert (found.source, found.line, found.details) == ("plan.ttl", 4, ("plan.txt:2:5",))
