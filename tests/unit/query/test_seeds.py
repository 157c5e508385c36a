"""What the catalogue answers on the five real plans beside the checkout; skipped where they are absent."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from kg.query.catalog import find_query
from kg.query.run import ask
from kg.query.table import Table
from kg.store import Store, open_store


@pytest.fixture(scope="module")
def seeds(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the five plans, read as a user would read them."""
    texts = sorted((repository.parent / "shared" / "seeds").glob("*.txt"))
    if not texts:
        pytest.skip("the seeds are not beside this checkout")
    folder = tmp_path_factory.mktemp("seeds") / "five.db"
    subprocess.run(
        [sys.executable, "-m", "kg", "build", *map(str, texts), "-o", str(folder)], check=True, capture_output=True
    )
    with open_store(folder) as store:
        yield store


def asked(store: Store, question: str, **words: str) -> Table:
    return ask(store, find_query(question), {name: (word,) for name, word in words.items()})


def test_a_regulator_is_named_in_15_of_22_actions_and_may_own_the_other_7(seeds: Store) -> None:
    table = asked(seeds, "unit-portfolio", unit="区市场监管局", place="南开区")
    actions = dict(zip(table.column("action"), zip(table.column("certainty"), table.column("via"), strict=True),
                       strict=True))  # fmt: skip
    assert len(actions) == len(table) == 22
    assert len(asked(seeds, "actions", place="南开区")) == 22
    assert sorted(actions.values()) == [("definitely", "named")] * 15 + [("possibly", "group")] * 7
    # the group behind the seven has no printed members
    groups = asked(seeds, "groups", place="南开区")
    assert set(groups.column("members")) == {0}


def test_the_ladder_of_patents_shows_five_places_side_by_side(seeds: Store) -> None:
    table = asked(seeds, "measure-ladder", measure="每万人口(高价值)发明专利拥有量")
    steps = {
        (str(place)[-3:], value, year)
        for place, value, year in zip(
            table.column("place_name"), table.column("value"), table.column("year"), strict=True
        )
    }
    assert steps == {
        ("江北区", 30, 2021), ("衡水市", Decimal("3.85"), 2025), ("衡水市", Decimal("1.17"), 2025),
        ("槐荫区", 14, 2025), ("南开区", 142, 2026), ("南开区", 81, 2026), ("武清区", 10, None),
    }  # fmt: skip


def test_a_part_of_a_name_shows_every_measure_that_holds_it(seeds: Store) -> None:
    table = asked(seeds, "measure-ladder", measure="发明专利拥有量")
    assert {str(place)[-3:] for place in table.column("place_name")} == {
        "江北区",
        "衡水市",
        "槐荫区",
        "南开区",
        "武清区",
    }


def test_a_target_that_contradicts_another_is_reported(seeds: Store) -> None:
    table = asked(seeds, "contradictory-targets", place="衡水")
    assert [row[1:2] + row[3:4] + row[5:6] for row in table.values()] == [("有效注册商标量", 52000, 54000)]
    assert set(table.column("line")) | set(table.column("other_line")) == {60, 126}


def test_members_of_a_leading_group_stand_with_their_actions(seeds: Store) -> None:
    table = asked(seeds, "member-actions", place="江北")
    members = set(table.column("member_name"))
    assert len(members) == 15
    named = [name for name, via in zip(table.column("member_name"), table.column("via"), strict=True) if via == "named"]
    assert (len(named), len(set(named)), named.count("重庆市江北区财政局")) == (11, 6, 6)


def test_one_function_is_followed_across_places(seeds: Store) -> None:
    table = asked(seeds, "function-across-places", function="市场监管")
    places = [str(place)[-3:] for place in table.column("place_name")]
    assert {place: places.count(place) for place in set(places)}.keys() >= {"南开区", "江北区", "衡水市", "槐荫区"}
    assert places.count("南开区") == 15
