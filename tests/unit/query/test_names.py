"""Units are found by any name they are known by; an unknown name is told its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.query.names import Scope, resolve, unit_forms

if TYPE_CHECKING:
    from kg.store import Store

RIVER = "云州市临江区市场监督管理局"
HILL = "云州市望山区市场监督管理局"


def names(store: Store, word: str, scope: Scope | None = None) -> list[str]:
    return [named.label for named in resolve(store, "unit", word, scope)]


@pytest.mark.parametrize(
    "word",
    [
        RIVER,
        "临江区市场监督管理局",
        "临江市场监督管理局",
        "临江区市场监管局",
        "云州市临江区市场监管局",
        "临江 区市场 监管局",
    ],
)
def test_a_unit_is_found_by_its_place_and_any_form(example_store: Store, word: str) -> None:
    assert names(example_store, word) == [RIVER]


def test_a_short_name_means_all_that_bear_it(example_store: Store) -> None:
    assert names(example_store, "区市场监管局") == [RIVER, HILL]
    assert len(names(example_store, "市场监督管理局")) == 3


def test_a_place_or_a_plan_settles_which(example_store: Store) -> None:
    places = tuple(named.iri for named in resolve(example_store, "place", "望山"))
    assert names(example_store, "区市场监管局", Scope(places=places)) == [HILL]
    plans = tuple(named.iri for named in resolve(example_store, "plan", "望山区灯塔"))
    assert names(example_store, "区市场监管局", Scope(plans=plans)) == [HILL]


def test_groups_have_names_too(example_store: Store) -> None:
    assert names(example_store, "区领导小组成员单位") == ["区领导小组成员单位"]


@pytest.mark.parametrize(
    ("kind", "word", "label"),
    [
        ("place", "云州市临江区", "云州市临江区"),
        ("place", "临江区", "云州市临江区"),
        ("place", "临江", "云州市临江区"),
        ("plan", "云政发〔2024〕3号", "云州市灯塔品牌建设三年计划"),
        ("plan", "三年计划", "云州市灯塔品牌建设三年计划"),
        ("measure", "灯塔商标数", "灯塔商标数"),
    ],
)
def test_other_things_are_found_by_their_names(example_store: Store, kind: str, word: str, label: str) -> None:
    found = resolve(example_store, kind, word)  # type: ignore[arg-type]  # (the table's kinds)
    assert [named.label for named in found] == [label]


def test_a_function_is_known_by_its_slug(example_store: Store) -> None:
    (named,) = resolve(example_store, "function", "market-supervision")
    assert named.iri.endswith("/scheme/function/market-supervision")


def test_an_iri_names_itself(example_store: Store) -> None:
    (named,) = resolve(example_store, "unit", "https://example.org/u")
    assert named.iri == "https://example.org/u"


@pytest.mark.parametrize(
    ("word", "near"), [("区市监局", "区市场监管局"), ("云州市教育厅", "云州市教育局"), ("财政", "财政局")]
)
def test_an_unknown_name_is_told_its_neighbours(example_store: Store, word: str, near: str) -> None:
    with pytest.raises(UsageError, match="No unit is called") as caught:
        resolve(example_store, "unit", word)
    assert near in caught.value.remedy


def test_a_name_like_no_other_gets_no_guess(example_store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(example_store, "unit", "xyz")
    assert "Did you mean" not in caught.value.remedy


@pytest.mark.parametrize("word", ['" . ?x ?y ?z } #', "局\\", "局\n", "'", "{", "?unit"])
def test_a_name_cannot_break_out_of_the_query(example_store: Store, word: str) -> None:
    with pytest.raises(UsageError, match="No unit is called"):
        resolve(example_store, "unit", word)


def test_a_unit_without_a_place_keeps_its_name() -> None:
    assert unit_forms("财政局", ()) == {"财政局"}
