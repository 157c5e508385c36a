"""Plans put together from their graphs say what the graphs say, and who may be meant is what the question says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.query.catalog import find_query
from kg.query.run import ask
from kg.store import Store, open_store
from kg.view import Duty, Entry, Plan, Unit, holdings, may_hold, portfolio, read_plans, units_with_duties
from kg.view.scope import scoped
from kg.view.words import day, indicator_words, with_unit, word


@pytest.fixture(scope="module")
def store(built_examples: Path) -> Iterator[Store]:
    with open_store(built_examples) as opened:
        yield opened


@pytest.fixture(scope="module")
def plans(store: Store) -> tuple[Plan, ...]:
    return read_plans(store)


def spans_of(plan: Plan) -> Iterator[tuple[int, int, int, str]]:
    things: tuple[Any, ...] = (
        *plan.entries,
        *plan.indicators,
        *plan.bodies,
        *plan.steps,
        *plan.cited,
        *plan.unread,
        plan,
    )
    for thing in things:
        for span in thing.spans:
            yield span.begin, span.end, span.line, span.quote


def test_every_plan_is_read_with_all_its_actions(store: Store, plans: tuple[Plan, ...]) -> None:
    counted = {row[0]: row[1] for row in ask_counts(store)}
    assert {plan.title: len(plan.actions) for plan in plans} == counted
    assert len(plans) == 7


def ask_counts(store: Store) -> list[tuple[object, object]]:
    table = ask(store, find_query("plans"))
    titles = next(c for c in table.columns if "title" in c)
    actions = next(c for c in table.columns if "action" in c)
    return list(zip(table.column(titles), table.column(actions), strict=True))


def test_spans_are_runs_of_the_text_on_the_line_they_say(plans: tuple[Plan, ...]) -> None:
    checked = 0
    for plan in plans:
        for begin, end, line, quote in spans_of(plan):
            assert plan.text[begin:end] == quote
            assert plan.text.count("\n", 0, begin) + 1 == line
            checked += 1
    assert checked > 300


def test_entries_stand_in_the_order_of_the_document(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        begins = [entry.spans[0].begin for entry in plan.entries if entry.spans]
        assert begins == sorted(begins)


def portfolio_of(store: Store, unit: Unit) -> set[tuple[str, str, str, str]]:
    table = ask(store, find_query("unit-portfolio"), {"unit": [unit.iri]})
    rows = zip(*(table.column(name) for name in ("action", "duty", "certainty", "via")), strict=True)
    return {(str(a), "" if d == "not stated" else str(d), str(c), str(v)) for a, d, c, v in rows}


def test_parts_of_a_unit_are_those_of_the_saved_question(store: Store, plans: tuple[Plan, ...]) -> None:
    units = units_with_duties(plans)
    kinds = set()
    for unit in units[::9]:
        held = {(h.item.iri, h.role, h.certainty, str(h.via)) for h in portfolio(plans, unit)}
        assert held == portfolio_of(store, unit), unit.name
        kinds |= {via for *_, via in held}
    assert {"named", "open list", "group"} <= kinds


@pytest.mark.shared
def test_a_bureau_is_named_in_fifteen_actions_and_may_be_meant_in_seven(built_seeds: Path) -> None:
    with open_store(built_seeds) as store:
        scope = scoped(store, units=["区市场监管局"], places=["南开区"])
        (unit,) = scope.units
        held = portfolio(scope.plans, unit)
        assert {(h.item.iri, h.role, h.certainty, str(h.via)) for h in held} == portfolio_of(store, unit)
    assert sum(h.certainty == "definitely" for h in held) == 15
    assert [h.via for h in held if h.certainty == "possibly"] == ["group"] * 7


def test_groups_of_another_kind_of_body_hold_no_unit() -> None:
    assert may_hold(Unit("g", "各有关部门", is_group=True))
    assert may_hold(Unit("g", "领导小组", is_group=True, body="b"))
    assert not may_hold(Unit("g", "各街道办事处", is_group=True))
    assert not may_hold(Unit("u", "有关部门"))


def test_a_unit_of_another_place_may_not_be_meant() -> None:
    group = Unit("g", "各有关部门", is_group=True)
    action = Entry("a", "修路", "task", duties=(Duty(group, "lead", "各有关部门"),))
    plan = Plan("p", "规划", place="here", entries=(action,))
    assert [h.certainty for h in holdings(plan, Unit("u", "局", place="here"))] == ["possibly"]
    assert list(holdings(plan, Unit("u", "局", place="there"))) == []


def test_scopes_narrow_by_place_plan_and_unit(store: Store, plans: tuple[Plan, ...]) -> None:
    one = plans[0]
    assert [plan.iri for plan in scoped(store, plans=[one.title]).plans] == [one.iri]
    assert {plan.place for plan in scoped(store, places=[one.place_name]).plans} == {one.place}
    with pytest.raises(UsageError):
        scoped(store, places=["没有这个地方"])


def test_words_are_said_in_both_languages(plans: tuple[Plan, ...]) -> None:
    assert (word("possibly", "zh"), word("possibly", "en")) == ("可能", "possibly")
    assert (day(date(2026, 3, 1), "zh"), day(date(2026, 3, 1), "en"), day(None, "en")) == (
        "2026年3月1日",
        "2026-03-01",
        "",
    )
    indicator = next(i for plan in plans for i in plan.indicators if i.targets)
    assert indicator_words(indicator, "zh").startswith(indicator.label)
    assert isinstance(indicator.targets[0].value, Decimal)


@pytest.mark.parametrize(
    ("printed", "value", "unit", "shown"),
    [
        ("5.4万件", "54000", "件", "5.4万件"),
        ("5.2", "52000", "件", "5.2万件"),
        ("3", "300000000", "元", "3亿元"),
        ("12", "12", "件", "12件"),
        ("", "0.5", "%", "0.5%"),
        ("5—10", "5", "家", "5—10"),
    ],
)
def test_a_value_is_shown_with_its_unit_and_never_loses_its_size(
    printed: str, value: str, unit: str, shown: str
) -> None:
    assert with_unit(printed, Decimal(value), unit) == shown
