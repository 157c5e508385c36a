"""Terms print so that nothing breaks out of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.store.rdf import XSD, Iri, Literal, python_value

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS)
def test_a_literal_reads_back_as_it_was(text: str) -> None:
    line = f"<https://e/s> <https://e/p> {Literal(text).n3()} .\n"
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


@given(TEXTS)
def test_a_literal_stays_one_literal_in_a_query(text: str) -> None:
    store = ox.Store()
    answer = store.query(f"SELECT ?a WHERE {{ VALUES ?a {{ {Literal(text).n3()} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    assert [solution["a"].value for solution in answer] == [text]


@given(TEXTS)
def test_an_iri_is_refused_or_stays_one_iri(text: str) -> None:
    try:
        iri = Iri("https://e/" + text)
    except UsageError:
        return
    assert not set(iri.n3()[1:-1]) & set('<>"{}|^`\\ \n\r\t')


@pytest.mark.parametrize("text", ["", "relative", "https://e/a b", "https://e/> .", "https://e/\\u003E", "a<b:c"])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="absolute IRI"):
        Iri(text)


def test_a_language_tag_cannot_break_out() -> None:
    with pytest.raises(UsageError, match="language tag"):
        Literal("a", language='zh . <x> "')


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (Literal("5", XSD + "integer"), 5),
        (Literal("1.50", XSD + "decimal"), Decimal("1.50")),
        (Literal("true", XSD + "boolean"), True),
        (Literal("0", XSD + "boolean"), False),
        (Literal("2024-02-29", XSD + "date"), dt.date(2024, 2, 29)),
        (Literal("2023-02-29", XSD + "date"), "2023-02-29"),
        (Literal("x", XSD + "integer"), "x"),
        (Literal("一"), "一"),
        (Iri("https://e/x"), "https://e/x"),
        (None, None),
    ],
)
def test_terms_have_python_values(literal: Literal | Iri | None, value: object) -> None:
    assert python_value(literal) == value
