"""Records that differ never share an identifier, whatever they have in common."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.iri import digest, fold
from kg.mapping import plan_bytes
from kg.mapping.nquads import decimal_digits, string
from kg.records import (
    Action,
    ActionKind,
    Assignment,
    Clause,
    Comparator,
    Evidence,
    Indicator,
    Jurisdiction,
    PartialDate,
    Phase,
    Plan,
    Role,
    Section,
    SourceDocument,
    Statistic,
    Target,
    Unit,
)
from kg.terms import GP, RDF

TEXT = "甲乙丙丁戊己庚辛壬癸"
PLACE = Jurisdiction("临溪市", "990100")

evidence = st.lists(
    st.integers(0, 8).map(lambda begin: Evidence(begin, begin + 1, TEXT[begin], "rule")), max_size=2
).map(tuple)  # fmt: skip
words = st.sampled_from(["甲", "甲 ", "（甲）", "(甲)", "乙", "1", "一", "~", "a/b", "again"])
paths = st.sampled_from(["一", "1", "一/1", "一/(一)", "十", "一十", "一/1/¶1", "专栏1/1", "x", "二~3", ""])
units = st.builds(
    Unit, name=words, jurisdiction=st.sampled_from([None, PLACE]), function=st.sampled_from([None, "unit"])
)
assignments = st.builds(Assignment, units, words, st.sampled_from(Role), evidence)
clauses = st.builds(Clause, words, st.lists(assignments, max_size=3).map(tuple), evidence, st.booleans())
targets = st.builds(
    Target, st.sampled_from([Decimal(1), Decimal("1.0"), Decimal(-1), Decimal("1.5")]), words,
    st.sampled_from(Comparator), st.booleans(), evidence,
    st.sampled_from([None, PartialDate(2025), PartialDate(2025, 1)]),
)  # fmt: skip
indicators = st.builds(
    Indicator, words, words, words, st.sampled_from(Statistic), st.lists(targets, max_size=3).map(tuple), evidence,
    st.none() | paths,
)  # fmt: skip
actions = st.builds(
    Action, paths, words, words, st.integers(0, 5), st.sampled_from(ActionKind), evidence, st.none() | paths,
    clauses=st.lists(clauses, max_size=2).map(tuple),
)  # fmt: skip
sections = st.builds(Section, paths, words, words, st.integers(0, 5), words, evidence)
plans = st.builds(
    Plan,
    title=words,
    jurisdiction=st.sampled_from([None, PLACE]),
    source=st.sampled_from([None, SourceDocument("a", "text/plain", "ab" * 32, TEXT)]),
    sections=st.lists(sections, max_size=3).map(tuple),
    actions=st.lists(actions, max_size=4).map(tuple),
    indicators=st.lists(indicators, max_size=3).map(tuple),
    phases=st.lists(st.builds(Phase, words, st.none(), st.none(), evidence), max_size=3).map(tuple),
)


def counted(plan: Plan) -> Counter[str]:
    owners = [*(a.clauses for a in plan.actions), *(i.clauses for i in plan.indicators)]
    all_clauses = [clause for owner in owners for clause in owner]
    return +Counter(
        {
            GP.Section: len(plan.sections),
            GP.Action: len(plan.actions),
            GP.Indicator: len(plan.indicators),
            GP.Phase: len(plan.phases),
            GP.Target: sum(len(i.targets) for i in plan.indicators),
            GP.ResponsibilityClause: len(all_clauses),
            GP.Assignment: sum(len(c.assignments) for c in all_clauses),
        }
    )


@settings(max_examples=150, deadline=None)
@given(plans)
def test_n_records_give_n_things_and_the_store_keeps_every_quad(plan: Plan) -> None:
    data = plan_bytes(plan)
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_QUADS)
    of_type = Counter(str(quad.object)[1:-1] for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), None))
    expected = counted(plan)
    assert {kind: of_type[kind] for kind in expected} == dict(expected)
    dumped = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    assert set(dumped.split(b"\n")) == set(data.split(b"\n"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_digits_keep_the_value_and_need_no_rewriting(value: Decimal) -> None:
    digits = decimal_digits(value)
    assert Decimal(digits) == value
    assert decimal_digits(Decimal(digits)) == digits
    literal = f'"{digits}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    line = f"<http://a/s> <http://a/p> {literal} <http://a/g> .\n"
    store = ox.Store()
    store.load(line.encode(), format=ox.RdfFormat.N_QUADS)
    assert (store.dump(format=ox.RdfFormat.N_QUADS) or b"").decode() == line


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    line = f"<http://a/s> <http://a/p> {string(text)} .\n".encode("latin-1")
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    assert triple.object.value == text


@given(st.text())
@example("H\u00a8")
def test_a_folded_name_is_folded_no_further(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert digest(fold(text)) == digest(text)
