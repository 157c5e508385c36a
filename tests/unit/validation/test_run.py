from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import Bilingual, SourceError, UsageError
from kg.records import Severity
from kg.validation import GraphText, RuleBook, Tier, validate
from kg.validation.rules import UNCHECKED

Spoil = Callable[..., GraphText]
NS = "https://w3id.org/govplan/ns#"
ORDER_2 = f'<{NS}order> "2"'
UNSTATED = f"<{NS}ownership> <{NS}Named>"


def test_a_problem_carries_rule_severity_tier_and_both_languages(spoil: Spoil, book: RuleBook) -> None:
    problem = next(p for p in validate([spoil((ORDER_2, f'<{NS}order> "4"'))], book))
    assert (problem.code, problem.severity, problem.tier) == ("SECTION-008", Severity.VIOLATION, "core")
    assert isinstance(problem.message, Bilingual)
    assert isinstance(problem.remedy, Bilingual)
    assert problem.message.zh.startswith("同一规划中")
    assert problem.remedy.zh == "按印刷顺序重新编号。"


def test_a_problem_names_file_line_column_and_quote_of_the_source(spoil: Spoil, book: RuleBook) -> None:
    problems = list(validate([spoil((ORDER_2, f'<{NS}order> "4"'))], book))
    places = [(p.label, p.source, p.line, p.column, p.quote, p.value) for p in problems]
    assert places == [
        ("改造老旧广场", "rain-gardens.txt", 11, 1, "1.改造老旧广场", "4"),
        ("加强统筹", "rain-gardens.txt", 13, 1, "1.加强统筹", "4"),
    ]


def test_a_thing_without_evidence_is_shown_where_it_is_named(spoil: Spoil, book: RuleBook) -> None:
    problem = next(p for p in validate([spoil(('"青榆市水务局"', '"市水务局"'))], book) if p.code == "UNIT-004")
    assert (problem.label, problem.value, problem.quote) == ("市水务局", "市水务局", "市水务局")
    assert problem.line is not None


def test_a_misspelt_term_is_answered_with_the_nearest_one(spoil: Spoil, book: RuleBook) -> None:
    spoilt = spoil((f"<{NS}leadUnit>", f"<{NS}leadUnits>"))
    problem = next(p for p in validate([spoilt], book) if p.code == "GRAPH-001")
    assert problem.value == "gp:leadUnits"
    assert problem.remedy.startswith("Did you mean gp:leadUnit?")


def test_the_worst_comes_first(spoil: Spoil, book: RuleBook) -> None:
    spoilt = spoil((ORDER_2, f'<{NS}order> "4"'), (f'<{NS}openList> "false"', f'<{NS}openList> "true"'))
    severities = [problem.severity for problem in validate([spoilt], book)]
    assert severities == sorted(severities, key=[Severity.VIOLATION, Severity.WARNING, Severity.INFO].index)
    assert len(set(severities)) > 1


def test_every_graph_is_validated_on_its_own(sound: GraphText, book: RuleBook) -> None:
    assert list(validate([sound, sound], book)) == []


def test_graphs_are_read_one_at_a_time(spoil: Spoil, book: RuleBook) -> None:
    taken: list[int] = []

    def graphs() -> object:
        for number in range(3):
            taken.append(number)
            yield spoil((ORDER_2, f'<{NS}order> "4"'))

    next(iter(validate(graphs(), book)))  # type: ignore[arg-type]
    assert taken == [0]


def test_validation_twice_says_the_same(spoil: Spoil, book: RuleBook) -> None:
    spoilt = spoil((ORDER_2, f'<{NS}order> "4"'), (UNSTATED, f"<{NS}ownership> <{NS}NotStated>"))
    assert list(validate([spoilt], book)) == list(validate([spoilt], book))


def test_a_graph_without_a_plan_is_no_silence(book: RuleBook) -> None:
    empty = GraphText("empty.nt", "")
    assert [problem.code for problem in validate([empty], book)] == ["GRAPH-002"]


def test_a_date_that_does_not_exist_is_a_problem_and_no_crash(
    spoil: Spoil, book: RuleBook, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = spoil(('"2025-01-10"', '"2025-02-30"'))
    assert {problem.code for problem in validate([spoilt], book)} == {"GRAPH-004", "PLAN-009"}
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_graph_names_its_source(book: RuleBook) -> None:
    with pytest.raises(SourceError, match=r"broken\.nq"):
        list(validate([GraphText("broken.nq", "<a <b> .")], book))


def test_a_tier_holds_the_lower_ones(book: RuleBook) -> None:
    sizes = [len(book.select(tier=tier).rules) for tier in Tier]
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == len(book.rules)


def test_rules_are_chosen_by_id_and_by_class(book: RuleBook) -> None:
    chosen = {rule.id for rule in book.select(names=["action-004", "UNIT"]).rules}
    assert "ACTION-004" in chosen
    assert {rule.rpartition("-")[0] for rule in chosen - {"ACTION-004", UNCHECKED}} == {"UNIT"}


def test_a_rule_that_was_not_chosen_says_nothing(spoil: Spoil, book: RuleBook) -> None:
    spoilt = spoil((ORDER_2, f'<{NS}order> "4"'))
    assert list(validate([spoilt], book.select(names=["UNIT"]))) == []


def test_an_unknown_rule_is_answered_with_near_ones(book: RuleBook) -> None:
    with pytest.raises(UsageError, match="ACTION"):
        book.select(names=["ACTOIN-004"])


def test_a_contradiction_shows_the_other_figure(spoil: Spoil, book: RuleBook) -> None:
    own, other = "https://example.org/indicator", "https://example.org/table"
    lines = [line for line in spoil().text.splitlines() if line.startswith(f"<{own}>") and "hasTarget" not in line]
    target = "https://example.org/cell"
    again = [line.replace(f"<{own}>", f"<{other}>") for line in lines]
    again += [
        f"<{other}> <{NS}hasTarget> <{target}> .",
        f'<{target}> <{NS}value> "110"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
        f'<{target}> <{NS}valueText> "110公顷" .',
        f"<{target}> <{NS}comparator> <{NS}AtLeast> .",
        f'<{target}> <{NS}deadline> "2026-12-31"^^<http://www.w3.org/2001/XMLSchema#date> .',
    ]
    spoilt = spoil(add="\n".join([*again, ""]))
    found = {p.subject: p.value for p in validate([spoilt], book.select(names=["INDICATOR-012"]))}
    assert found == {own: "雨水花园面积 110公顷", other: "雨水花园面积 120公顷"}
