"""The writer of random plans keeps to its own account of them."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from tests.plan_writer import Facts, write_plan

SEEDS = range(60)


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _plan(seed: int, *, noisy: bool = True) -> tuple[str, Facts]:
    return write_plan(random.Random(seed), noisy=noisy)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_expected_fact_stands_in_the_text(seed: int) -> None:
    text, facts = _plan(seed, noisy=False)
    folded = _fold(text)
    names = [facts["plan"]["title"], facts["plan"]["document_number"], *facts["plan"]["recipients"]]
    for action in facts["actions"]:
        names += [action["title"], *(item["unit"] for item in action["responsibilities"])]
    names += [indicator["quote"] for indicator in facts["indicators"]]
    assert [name for name in names if _fold(name) not in folded] == []
    ids = [action["id"] for action in facts["actions"]]
    assert len(ids) == len(set(ids))


def test_a_seed_gives_the_same_plan_again() -> None:
    assert _plan(7) == _plan(7)


def test_seeds_reach_every_clause_form_and_noise() -> None:
    texts = [_plan(seed)[0] for seed in range(300)]
    for trace in (
        "参与部门：",
        "等按职责分工负责",
        "各成员单位",
        "完成时限",
        "# Page 1:",
        "第一章",
        "〔责任单位",
        "等部门",
    ):
        assert any(trace in text for text in texts), trace
    assert any(text.count("\n") == 0 for text in texts)
