"""No graph stops validation: what an engine cannot take becomes a problem."""

from __future__ import annotations

import random
import re

import pytest

from kg.validation import GraphText, RuleBook, validate
from kg.validation.rules import UNCHECKED

XSD = "http://www.w3.org/2001/XMLSchema#"
ODD = (
    '""', '"无"', '"a"@zh', "_:b", f'"2025-02-30"^^<{XSD}date>', f'"x"^^<{XSD}integer>', f'"-1"^^<{XSD}integer>',
    f'"NaN"^^<{XSD}double>', f'"0000-01-01"^^<{XSD}date>', f'"2025-01-01T00:00:00Z"^^<{XSD}dateTime>',
    f'"1e400"^^<{XSD}decimal>', f'"abc"^^<{XSD}boolean>', "<https://example.org/x>",
)  # fmt: skip


def faulty(text: str, seed: int) -> GraphText:
    """Return the graph with up to twelve objects, properties or statements changed at random."""
    chance = random.Random(seed)
    found = [re.fullmatch(r"(\S+) (\S+) (.*) \.", line) for line in text.splitlines()]
    triples = [list(match.groups()) for match in found if match is not None]
    for _ in range(chance.randint(1, 12)):
        place, kind = chance.randrange(len(triples)), chance.random()
        if kind < 0.4:
            triples[place][2] = chance.choice(ODD)
        elif kind < 0.65:
            triples[place][2] = chance.choice(triples)[chance.choice((0, 2))]
        elif kind < 0.8:
            triples[place][1] = chance.choice(triples)[1]
        elif kind < 0.9:
            del triples[place]
        else:
            triples.append([chance.choice(triples)[part] for part in range(3)])
    return GraphText(f"faulty-{seed}.nt", "".join(" ".join(triple) + " .\n" for triple in triples))


@pytest.mark.parametrize("seed", range(12))
def test_a_graph_with_random_faults_is_validated_to_the_end(seed: int, sound: GraphText, book: RuleBook) -> None:
    problems = list(validate([faulty(sound.text, seed)], book))
    assert all(problem.message and problem.remedy for problem in problems)


def test_a_rule_that_the_engine_cannot_check_is_named(sound: GraphText, book: RuleBook) -> None:
    blank = sound.text.replace(f'startsOn> "2025-01-01"^^<{XSD}date>', "startsOn> _:when")
    assert blank != sound.text
    problems = list(validate([GraphText("blank.nt", blank)], book.select(names=["PLAN"])))
    unchecked = {problem.value for problem in problems if problem.code == UNCHECKED}
    assert unchecked == {"PLAN-011"}
