"""All strategies of hypothesis: texts of plans with their facts, and plans as records."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kg import records as r
from loaders.encoding.keys import SECTION_KINDS
from tests.plan_writer import UNITS, write_plan

texts_with_facts = st.integers(min_value=0, max_value=2**32).map(lambda seed: write_plan(random.Random(seed)))


# Records, for round trips through encodings and the graph.
_CHARACTERS = st.characters(exclude_categories=["Cs"])
words = st.text(_CHARACTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
maybe_words = st.none() | words
dates = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31)).flatmap(
    lambda d: st.sampled_from(
        [r.PartialDate(d.year), r.PartialDate(d.year, d.month), r.PartialDate(d.year, d.month, d.day)]
    )
)
maybe_dates = st.none() | dates
numbers = st.decimals(min_value=-(10**9), max_value=10**12, places=3).map(lambda d: Decimal(str(d)))
_SECTION_KINDS = st.sampled_from([word for code in SECTION_KINDS for word in code.spellings if word.isascii()])
_PLACES = st.sampled_from(
    [
        None,
        r.Jurisdiction("云泽市"),
        r.Jurisdiction("云泽市霁川区", "990102", r.Jurisdiction("云泽市", "990100", r.Jurisdiction("澜江省"))),
    ]
)


@st.composite
def _units(draw: st.DrawFn, place: r.Jurisdiction | None) -> list[tuple[str, r.Unit]]:
    """Return written names with their units: no name stands for two of them."""
    plain = [(f"市{name}", r.Unit(f"市{name}", place, written=(f"市{name}",))) for name in UNITS[:4]]
    resolved = r.Unit(
        "云泽市审计局",
        draw(_PLACES),
        draw(st.none() | st.just("audit")),
        ("云泽市审计局", "审计局", "市审计局"),
        draw(maybe_words),
        is_group=draw(st.booleans()),
        group_of=draw(maybe_words),
        expansion=draw(st.none() | st.sampled_from(r.Expansion)),
        except_units=tuple(draw(st.lists(words, max_size=2))),
    )
    return [*plain, ("审计局", resolved), ("市审计局", resolved), ("云泽市审计局", resolved)]


@st.composite
def _clauses(draw: st.DrawFn, units: list[tuple[str, r.Unit]]) -> r.Clause:
    picked = draw(st.lists(st.tuples(st.sampled_from(units), st.sampled_from(r.Role)), max_size=4))
    assignments = tuple(r.Assignment(unit, text, role, ()) for (text, unit), role in picked)
    flags = [draw(st.booleans()), draw(st.booleans())]
    return r.Clause(draw(words), assignments, (), flags[0], flags[1], draw(maybe_dates), draw(maybe_words))


@st.composite
def plans(draw: st.DrawFn) -> r.Plan:
    """Return a plan as an encoding can hold it: no source, no evidence, no path twice."""
    place = draw(_PLACES)
    pool = draw(_units(place))
    clauses = st.lists(_clauses(pool), max_size=2).map(tuple)
    texts = st.lists(words, max_size=3).map(tuple)
    some_units = st.lists(st.sampled_from([unit for _, unit in pool]), max_size=2).map(tuple)
    number = st.sampled_from(["一", "二", "(一)", "1", "①", "专栏1"])
    all_paths = st.lists(st.lists(number, min_size=1, max_size=3).map("/".join), unique=True, max_size=6)
    paths = draw(all_paths)
    cut = draw(st.integers(0, len(paths)))
    entry = {"label": words, "number": words, "order": st.integers(0, 20), "evidence": st.just(())}
    entry["parent"] = st.none() | st.sampled_from(paths or ["一"]).filter(lambda p: p in paths)
    target = st.builds(r.Target, numbers, words | numbers.map(str), evidence=st.just(()), deadline=maybe_dates,
                       deadline_text=maybe_words, ambition=maybe_words, relative_to=maybe_words)  # fmt: skip
    seen = st.builds(r.Observation, numbers, words | numbers.map(str), st.just(()), maybe_dates)
    return r.Plan(
        title=draw(words),
        jurisdiction=place,
        notice_title=draw(maybe_words),
        document_number=draw(maybe_words),
        document_number_text=draw(maybe_words),
        issuers=draw(some_units),
        issued=draw(maybe_dates),
        issued_text=draw(maybe_words),
        starts=draw(maybe_dates),
        ends=draw(maybe_dates),
        addressees=draw(texts),
        sections=tuple(draw(st.builds(r.Section, st.just(p), kind=_SECTION_KINDS, **entry)) for p in paths[:cut]),
        actions=tuple(
            draw(st.builds(r.Action, st.just(p), description=maybe_words, clauses=clauses, deadline=maybe_dates,
                           deadline_text=maybe_words, kind=st.sampled_from(r.ActionKind), **entry))
            for p in paths[cut:]
        ),
        indicators=tuple(
            draw(st.lists(st.builds(
                r.Indicator, words, words, maybe_words, targets=st.lists(target, max_size=2).map(tuple),
                evidence=st.just(()), path=st.sampled_from((None, *paths)), observations=st.lists(seen, max_size=2).map(tuple),
                clauses=clauses), max_size=2))
        ),
        cites=tuple(draw(st.lists(st.builds(
            r.CitedDocument, words, maybe_words, st.just(()), st.sampled_from(["cites", "basedOn", "implements"])),
            max_size=2))),
        leading_groups=tuple(draw(st.lists(st.builds(
            r.LeadingGroup, words, st.just(()), texts, texts, texts, maybe_words, some_units), max_size=1))),
        phases=tuple(draw(st.lists(st.builds(r.Phase, words, maybe_dates, maybe_dates, st.just(())), max_size=2))),
        funding=tuple(draw(st.lists(st.builds(
            r.Funding, words, st.none() | numbers, maybe_words, st.just(()), maybe_words, maybe_words), max_size=2))),
        evaluations=tuple(draw(st.lists(st.builds(r.Evaluation, words, st.just(()), maybe_words), max_size=1))),
        repairs=draw(texts),
    )  # fmt: skip
