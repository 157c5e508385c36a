"""The ledger: every document has its line, every unread run its reason and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evidence import coverage, unread_runs
from kg.evidence.coverage import status_of
from kg.store import Store, open_store

SAMPLE = Path(__file__).parents[2] / "data" / "two-plans.trig"


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(SAMPLE)


def test_what_was_read_and_what_was_not_is_counted_by_document(store: Store) -> None:
    assert coverage(store).values() == [
        ("a.txt", "read", "clause", None, 1),
        ("a.txt", "read", "outline", None, 1),
        ("a.txt", "settled", "not-a-duty", "负责", 1),
        ("乙方案", "read", "", None, 0),
    ]


def test_an_unread_run_is_shown_in_its_line(store: Store) -> None:
    assert unread_runs(store).values() == [
        ("a.txt", 4, "settled", "not-a-duty", "负责", "负责", "三、其他 ", "任地推进"),
    ]


@pytest.mark.parametrize(("reason", "status"), [("not-a-unit", "settled"), ("no-unit", "open"), ("", "open")])
def test_only_listed_reasons_settle_a_run(reason: str, status: str) -> None:
    assert status_of(reason) == status


def test_an_open_run_counts_as_open() -> None:
    run = """
      @prefix gp: <https://w3id.org/govplan/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> .
      <https://example.org/p> a gp:Plan ; dcterms:title "P" .
      <https://example.org/u> a gp:Unread ; gp:ofPlan <https://example.org/p> ;
        gp:reason "unclear" ; gp:trigger "牵头" .
    """
    import pyoxigraph as ox  # noqa: PLC0415 (this test alone turns Turtle into lines)

    lines = "".join(f"{quad.triple} .\n" for quad in ox.parse(run, format=ox.RdfFormat.TURTLE))
    with open_store("memory:", "write") as store:
        store.replace("https://example.org/g", lines)
        assert coverage(store).values() == [("P", "open", "unclear", "牵头", 1)]
        assert unread_runs(store).column("status") == ["open"]
