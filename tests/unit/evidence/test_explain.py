"""The way back: from a thing to its facts, its quotes with their lines, and the rules that read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.evidence import Fact, Thing, explain, find
from kg.evidence.render import as_json, as_text
from kg.store import Store, open_store

SAMPLE = Path(__file__).parents[2] / "data" / "two-plans.trig"
EX = "https://example.org/"


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(SAMPLE)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (EX + "a/1", {"a/1"}),
        ("一", {"a/1", "b/1"}),
        (" 二 ", {"a/2"}),
        ("专班", {"body"}),
        ("市数据局", {"data", "a/1/lead", "b/1/support"}),
        ("建厅", {"a/1"}),
        ("负责", {"a/unread/39"}),
        ("牵头，", {"a/1/c"}),
    ],
)
def test_a_thing_is_found_by_iri_path_or_words(store: Store, what: str, expected: set[str]) -> None:
    assert {iri.removeprefix(EX) for iri in find(store, what)} == expected


@pytest.mark.parametrize("what", ["没有这样的字", EX + "nothing", 'x" . }', "{", "\\"])
def test_what_is_not_there_is_an_error_and_no_query(store: Store, what: str) -> None:
    with pytest.raises(UsageError, match="Nothing in the store"):
        find(store, what)


def test_the_quote_stands_with_file_line_column_and_surroundings(store: Store) -> None:
    (place,) = explain(store, EX + "a/1").places
    assert (place.file, place.line, place.column, place.quote) == ("a.txt", 2, 3, "建厅")
    assert (place.before, place.after) == ("一、", "。责任单位：市数据局牵头，市财政局等负责")


def test_a_cell_is_told_with_its_table(store: Store) -> None:
    (place,) = explain(store, EX + "a/1/lead").places
    assert (place.table, place.row, place.cell, place.page) == (1, 2, 3, None)


def test_an_action_is_told_with_its_clauses_and_assignments(store: Store) -> None:
    thing = explain(store, EX + "a/1")
    assert thing.label == "建厅"
    assert thing.kinds == ("gp:Action", "gp:Task")
    assert thing.rules == ("outline",)
    assert Fact("gp:leadUnit", "临溪市数据局", EX + "data") in thing.facts
    assert {part.label for part in thing.parts} == {'市数据局牵头，"市财政局"等负责', "市数据局", "市财政局"}
    assert [part.rules for part in thing.parts if part.iri == EX + "a/1/lead"] == [("clause",)]


def test_a_unit_is_told_with_the_actions_it_has_a_part_in(store: Store) -> None:
    thing = explain(store, EX + "data")
    assert Fact("gp:Lead", "建厅", EX + "a/1") in thing.uses
    assert Fact("gp:Supporting", "建库", EX + "b/1") in thing.uses
    assert thing.use_count == len(thing.uses) == 4


def test_the_text_marks_the_quote(store: Store) -> None:
    text = as_text([explain(store, EX + "a/1"), explain(store, EX + "data")], str)
    assert "a.txt:2:3  read by outline\n    一、【建厅】。责任单位" in text
    assert text.endswith("\n")


def test_no_character_of_a_document_steers_the_terminal() -> None:
    thing = Thing(EX + "x", "a\x1b[31mb", ("gp:Task",), (Fact("gp:path", "c\x07\u202ed"),), (), ())
    text = as_text([thing], str)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "a [31mb" in text


def test_a_thing_without_evidence_says_so_unless_plans_share_it(store: Store) -> None:
    assert "No place" in as_text([explain(store, EX + "b/1")], str)
    assert "No place" not in as_text([explain(store, EX + "data")], str)


def test_the_json_form_holds_the_same(store: Store) -> None:
    (thing,) = json.loads(as_json([explain(store, EX + "a/1")]))
    assert thing["places"][0]["quote"] == "建厅"
    assert len(thing["parts"]) == 3
