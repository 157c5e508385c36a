"""Binding changes terms and nothing else: no word of a user becomes query syntax."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.query.binding import bind, bind_terms, plain_term
from kg.query.catalog import Parameter, SavedQuery, find_query
from kg.query.tokens import tokens
from kg.store import Iri, Literal, Store

QUERY = SavedQuery(
    id="q", group="g", path=Path("q.rq"), summary="", summary_zh="", description="", description_zh="", tags=(), columns=(), order=(),
    since="", parameters=(Parameter("word", "string", "a", "甲"), Parameter("more", "iri", "b", "乙", optional=True)),
    text="SELECT ?word ?more WHERE {\n  VALUES ?word { 'x' }\n  VALUES ?more { UNDEF }\n}\n",
)  # fmt: skip


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=3))
def test_words_come_back_as_they_were_given(words: list[str]) -> None:
    text = bind_terms(QUERY, {"word": [Literal(word) for word in words]})
    assert len(list(tokens(text))) == len(list(tokens(QUERY.text))) + len(words) - 1
    answer = ox.Store().query(text)
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["word"].value for row in answer] == words


def test_what_is_left_out_is_undefined() -> None:
    assert "VALUES ?more { UNDEF }" in bind_terms(QUERY, {"word": [Literal("x")]})


def test_several_terms_are_bound_at_once() -> None:
    text = bind_terms(QUERY, {"word": [Literal("x")], "more": [Iri("https://e/a"), Iri("https://e/b")]})
    assert "VALUES ?more { <https://e/a> <https://e/b> }" in text


def test_a_parameter_that_is_needed_is_asked_for() -> None:
    with pytest.raises(UsageError, match="needs --word"):
        bind_terms(QUERY, {})


def test_an_unknown_parameter_is_an_error() -> None:
    with pytest.raises(UsageError, match="takes no parameter 'wrod'"):
        bind_terms(QUERY, {"word": [Literal("x")], "wrod": [Literal("y")]})


@pytest.mark.parametrize(
    ("kind", "word", "term"),
    [
        ("date", "2025-12-31", '"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "-07", '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("role", "Lead", "<https://w3id.org/govplan/ns#Lead>"),
        ("role", "牵头单位", "<https://w3id.org/govplan/ns#Lead>"),
        ("role", "配合", "<https://w3id.org/govplan/ns#Supporting>"),
        ("iri", "https://e/x", "<https://e/x>"),
        ("string", '"', '"\\""'),
    ],
)
def test_plain_words_become_terms(kind: str, word: str, term: str) -> None:
    assert plain_term(Parameter("p", kind, "", ""), word).n3() == term  # type: ignore[arg-type]  # (the table's kinds)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("date", "2025"),
        ("date", "2025-02-30"),
        ("integer", "五"),
        ("integer", "1.5"),
        ("integer", "٣"),
        ("role", "boss"),
        ("iri", "x"),
    ],
)
def test_words_of_another_kind_are_usage_errors(kind: str, word: str) -> None:
    with pytest.raises(UsageError) as caught:
        plain_term(Parameter("p", kind, "", ""), word)  # type: ignore[arg-type]  # (the same)
    assert caught.value.remedy


def test_an_ambiguous_name_is_bound_whole_and_reported(example_store: Store) -> None:
    bound = bind(example_store, find_query("unit-portfolio"), {"unit": ("区市场监管局",)})
    ((parameter, word, named),) = bound.ambiguous
    assert (parameter, word, len(named)) == ("unit", "区市场监管局", 2)
    assert all(thing.iri in bound.text for thing in named)


def test_a_place_given_beside_settles_it(example_store: Store) -> None:
    bound = bind(example_store, find_query("unit-portfolio"), {"unit": ("区市场监管局",), "place": ("望山区",)})
    assert bound.ambiguous == ()
