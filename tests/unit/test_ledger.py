"""Every word of duty in a document is part of a fact or stands in the ledger with its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.records import Plan
from kg.resources import resource_dir
from loaders import ledger
from loaders.ledger import triggers
from loaders.outline import read_outline
from loaders.pipeline import load
from loaders.reading import Reading
from loaders.sniff import read_document
from tests.unit.reading_support import reading_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DOCUMENTS = [
    *sorted(resource_dir("examples").glob("*.txt")),
    *sorted((SHARED / "seeds").glob("*.txt")),
    *sorted((SHARED / "corpus").glob("*.txt")),
]


def plan_of(data: bytes) -> Plan:
    plan = load(data, "test.txt").plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_word_of_duty_is_accounted_for(path: Path) -> None:
    data = path.read_bytes()
    plan = plan_of(data)
    reading = Reading(read_document(data, path.name))
    facts = [(e.begin, e.end) for action in plan.actions for c in action.clauses for e in c.evidence]
    facts += [(e.begin, e.end) for i in plan.indicators for c in i.clauses for e in c.evidence]
    entries = Counter(entry.trigger for entry in plan.unread if entry.evidence[0].rule == "ledger")
    outside: Counter[str] = Counter()
    for match in triggers().finditer(reading.text):
        place = reading.position(match.start())
        if not any(begin <= place < end for begin, end in facts):
            outside[match.group()] += 1
    assert outside == entries


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_word_of_duty_is_left_unexplained(path: Path) -> None:
    open_ones = [
        e for e in plan_of(path.read_bytes()).unread if e.evidence[0].rule == "ledger" and "unclear" in e.reason
    ]
    assert [(e.trigger, e.evidence[0].quote) for e in open_ones] == []


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("明确各单位主要负责同志为第一责任人", "not-a-duty:person"),
        ("实行首席科学家负责制", "not-a-duty:system"),
        ("充分发挥市场监管部门牵头抓总作用", "not-a-duty:figure-of-speech"),
        ("鼓励龙头企业牵头组建联合体", "not-a-duty:not-an-office"),
        ("各牵头单位要制定方案", "not-a-duty:role-holder"),
        ("领导小组办公室设在市教育局，负责日常工作", "not-a-duty:body"),
        ("由市财政局负责拨付资金并抓好监管", "not-a-duty:running-text"),
    ],
)
def test_the_reason_says_why_a_word_is_no_duty(sentence: str, reason: str) -> None:
    plan = plan_of(f"一、重点任务\n（一）推进改革。{sentence}。\n（二）扩大开放。做好服务。".encode())
    assert [entry.reason for entry in plan.unread if entry.evidence[0].rule == "ledger"] == [reason]


def test_a_piece_of_a_clause_that_is_no_unit_stays_open() -> None:
    plan = plan_of("一、重点任务\n（一）推进改革。做好。（责任单位：市教育局、进一步加强统筹协调力度）".encode())
    assert [(e.trigger, e.reason) for e in plan.unread] == [("进一步加强统筹协调力度", "unclear:not-a-unit")]


def test_a_text_that_repeats_itself_is_asked_once_for_what_stands_around_a_word() -> None:
    def asked(times: int) -> int:
        ledger.reason_in.cache_clear()
        reading = reading_of("某市工作方案\n一、任务\n做好工作。" + "牵头单位" * times)
        assert len(list(ledger.read_ledger(reading, read_outline(reading), []))) == times
        return ledger.reason_in.cache_info().misses

    # What differs is the sentence at both ends; between them every word has the same surroundings.
    assert asked(2_000) == asked(200)


def test_a_duty_that_a_list_gives_is_a_fact_and_no_open_word() -> None:
    text = "一、职责分工\n市水利局负责受理申请，及时汇总信息。\n市财政局负责做好资金保障。\n市审计局负责监督检查。"
    plan = plan_of(text.encode())
    assert [len(action.clauses) for action in plan.actions] == [1, 1, 1]
    assert [entry.trigger for entry in plan.unread] == []
