"""Terms that nobody defined are found in a query, whatever prefix they are written with; all others pass."""

from __future__ import annotations

import pytest

from kg.query.catalog import load_catalog
from kg.query.spelling import unknown_terms

NS = "https://w3id.org/govplan/ns#"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { ?x a gp:Actoin }", {"gp:Actoin": ("gp:Action",)}),
        (f"PREFIX p: <{NS}> ASK {{ ?x p:leadUnits ?y }}", {"p:leadUnits": ("gp:leadUnit",)}),
        (f"PREFIX : <{NS}> ASK {{ ?x :leadUnits ?y }}", {":leadUnits": ("gp:leadUnit",)}),
        (f"ASK {{ ?x <{NS}leadUnits> ?y }}", {f"<{NS}leadUnits>": ("gp:leadUnit",)}),
        ("ASK { ?x gp:zzzzzzzz ?y }", {"gp:zzzzzzzz": ()}),
        ("PREFIX gp: <https://example.org/> ASK { ?x gp:leadUnits ?y }", {}),
        ("ASK { ?x rdfs:labl ?y ; gp:leadUnit 'gp:Actoin' } # gp:Actoin", {}),
        (f"PREFIX gp: <{NS}> ASK {{ ?x gp:leadUnit ?y }}", {}),
    ],
)
def test_only_what_the_vocabulary_lacks_is_named(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    found = unknown_terms(text)
    assert {word: near[:1] for word, near in found.items()} == expected


def test_saved_questions_hold_none() -> None:
    assert not {query.id: found for query in load_catalog() if (found := unknown_terms(query.text))}
