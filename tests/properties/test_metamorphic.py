"""What conversion does to a document changes no fact: white space, width, wrapping, page marks, characters."""

from __future__ import annotations

import random
import re

import pytest

from kg.resources import resource_dir
from loaders.lexicon import TRADITIONAL
from loaders.reading import fold as fold_characters
from tests.facts import Facts, facts_of, read
from tests.plan_writer import write_plan

EXAMPLES = sorted(resource_dir("examples").glob("*.txt"))
PLAIN = [
    path for path in EXAMPLES if path.stem in ("yunze-jichuan-ip", "yunze-education-development", "yunze-yanxi-tourism")
]
"""Examples that are not wrapped or on one line themselves, so that a change of layout is the only one."""
WIDE = str.maketrans({code - 0xFEE0: code for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) in ",;:()?!%"})
TO_TRADITIONAL: dict[int, str] = {}
for traditional, simplified in TRADITIONAL.items():
    TO_TRADITIONAL.setdefault(ord(simplified), chr(traditional))


def facts(text: str) -> Facts:
    return facts_of(read(text))


def same(before: str, after: str) -> None:
    """Fail with what was lost and what was added."""
    first, second = facts(before), facts(after)
    for name in Facts.__dataclass_fields__:
        one, other = getattr(first, name), getattr(second, name)
        if isinstance(one, frozenset):
            assert other - one == frozenset(), f"{name}: new facts"
            assert one - other == frozenset(), f"{name}: lost facts"
        else:
            assert other == one, name


@pytest.fixture(params=PLAIN, ids=lambda path: path.stem)
def plan(request: pytest.FixtureRequest) -> str:
    text: str = request.param.read_text(encoding="utf-8")
    return text


def test_blank_lines_and_spaces_change_nothing(plan: str) -> None:
    spaced = re.sub(r"\n", "\n\n", plan)
    spaced = re.sub(r"(?m)^(?=\S)", "\u3000\u3000", spaced)
    spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])", " ", spaced)
    same(plan, spaced)


def test_line_ends_of_other_systems_change_nothing(plan: str) -> None:
    same(plan, plan.replace("\n", "\r\n"))


def test_width_of_punctuation_changes_nothing(plan: str) -> None:
    same(fold_characters(plan), fold_characters(plan).translate(WIDE))


def test_page_marks_between_paragraphs_change_nothing(plan: str) -> None:
    lines = plan.split("\n")
    middle = next(i for i in range(len(lines) // 2, len(lines)) if lines[i].endswith("。") or not lines[i].strip())
    marked = [*lines[: middle + 1], "", "- 3 -", "", *lines[middle + 1 :]]
    same(plan, "\n".join(marked))


def test_traditional_characters_change_nothing(plan: str) -> None:
    """Characters that are traditional in any text: what a reader in Taipei would send."""
    changed = "".join(char if char in "里后余准只制几系" else TO_TRADITIONAL.get(ord(char), char) for char in plan)
    assert changed != plan
    first, second = facts(plan), facts(changed)
    assert {a[0] for a in second.actions} == {a[0] for a in first.actions}
    assert {(a[0], a[4]) for a in second.actions} == {(a[0], a[4]) for a in first.actions}
    assert {i[3] for i in second.indicators} == {i[3] for i in first.indicators}


@pytest.mark.parametrize("seed", range(12))
def test_wrapped_lines_change_nothing(seed: int) -> None:
    text, _ = write_plan(random.Random(seed), noisy=False)
    if len(text.split("\n")) < 12:
        pytest.skip("the writer put this plan on one line")
    width = 38
    wrapped = "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width))
    same(text, wrapped)


def test_unrelated_sections_may_change_places() -> None:
    text = EXAMPLES[0].parent.joinpath("yunze-jichuan-ip.txt").read_text(encoding="utf-8")
    plan = read(text)
    owners = {
        (a.label, frozenset((x.unit_text, x.role) for c in a.clauses for x in c.assignments)) for a in plan.actions
    }
    parts = re.split(r"(?m)^(?=\s*[（(][一二三四五六][）)])", text)
    assert len(parts) > 6
    # Two neighbouring parts of one section are exchanged together with their numbers.
    first, second = parts[2], parts[3]
    number = re.compile(r"[（(]([一二三四五六])[）)]")
    one, two = number.search(first), number.search(second)
    if one is None or two is None or one[1] >= two[1]:
        pytest.skip("the example has no two neighbouring parts to exchange")
    swapped = number.sub(one[0], second, count=1), number.sub(two[0], first, count=1)
    moved = read("".join([*parts[:2], *swapped, *parts[4:]]))
    assert {
        (a.label, frozenset((x.unit_text, x.role) for c in a.clauses for x in c.assignments)) for a in moved.actions
    } == owners
