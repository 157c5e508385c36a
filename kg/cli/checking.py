"""What `govplan validate` does between its options and its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError, UsageError, both
from kg.records import Problem
from kg.validation import Engine, GraphText, RuleBook, Tally, Tier, load_rules, validate
from kg.validation.parallel import graphs_in, is_worth_it, validate_store
from kg.validation.reports import Report
from kg.validation.score import Scores
from kg.validation.sources import is_large, is_store
from kg.validation.waivers import Waiver, apply, load_waivers

if TYPE_CHECKING:
    from kg.validation.reports import Language

Candidates = Callable[..., Iterator[GraphText]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run."""

    tier: str
    names: tuple[str, ...]
    engine: str | None
    shapes: Path | None
    waivers: Path | None
    score: bool
    language: Language


def check(stores: tuple[str, ...], asked: Asked, candidates: Candidates) -> Report:
    """Validate everything and return the report.

    Args:
        stores: What was named on the command line.
        asked: The options.
        candidates: Yields the graphs of one of `stores`; it is given a list for the problems of loaders.

    Raises:
        SourceError: There is no graph at all.
        UsageError: Options exclude each other, or a file of shapes or waivers is broken.
    """
    for store in stores:
        _there(store)
    problems: list[Problem] = []
    seen = 0

    def counted(names: tuple[str, ...]) -> Iterator[GraphText]:
        nonlocal seen
        for store in names:
            for graph in candidates(store, problems, raw=asked.shapes is not None):
                seen += 1
                yield graph

    waivers = load_waivers(asked.waivers) if asked.waivers is not None else ()
    scores = Scores() if asked.score else None
    found: list[Problem]
    if asked.shapes is not None:
        found, tally, rules = _own(asked, counted(stores))
    else:
        book = load_rules().select(tier=Tier(asked.tier), names=asked.names)
        tally, rules = Tally(_engine(stores, asked)), len(book.rules)
        found = []
        for store in stores:
            names = _many(store, tally, scores)
            if names:
                seen += len(names)
                found += validate_store(store, names, book, tally)
            else:
                found += _one_by_one(counted((store,)), book, tally, scores)
    if not seen and not problems:
        raise SourceError(
            both(f"There is no graph in {', '.join(stores)}.", f"{'、'.join(stores)} 中没有图。"),
            both("Build a store first: govplan build.", "请先用 govplan build 建立存储。"),
        )
    found = [*problems, *found]
    excused: list[tuple[Problem, Waiver]] = []
    if asked.waivers is not None:
        found, excused = apply(found, waivers, datetime.now(UTC).date(), asked.waivers)
    return Report(
        tuple(found), seen, rules, asked.tier, asked.language, tally,
        scores.all() if scores is not None else (), tuple(excused),
    )  # fmt: skip


def _there(store: str) -> None:
    """Check that a name means something before the rules are read, which takes seconds.

    Raises:
        SourceError: There is no such file or folder.
    """
    if not store.startswith(("http://", "https://")) and not Path(store).exists():
        raise SourceError(
            both(f"There is no file, folder or store {store}.", f"没有文件、文件夹或存储 {store}。"),
            both("Check its name.", "请检查名称。"),
        )


def _one_by_one(graphs: Iterator[GraphText], book: RuleBook, tally: Tally, scores: Scores | None) -> Iterator[Problem]:
    return validate(graphs, book, engine=tally.engine, tally=tally, scores=scores)


def _engine(stores: tuple[str, ...], asked: Asked) -> Engine:
    """Return the engine that was asked for; for stores and large files the fast one, since it was proven equal."""
    if asked.engine is not None:
        return Engine(asked.engine)
    large = any(is_store(store) or (Path(store).is_file() and is_large(Path(store))) for store in stores)
    return Engine.FAST if large else Engine.PYSHACL


def _many(store: str, tally: Tally, scores: Scores | None) -> tuple[str, ...]:
    """Return the graphs of a store that is worth several processes; none where it is not."""
    if tally.engine is not Engine.FAST or scores is not None or store.startswith("http") or not is_store(store):
        return ()
    names = graphs_in(store)
    return names if is_worth_it(len(names)) else ()


def _own(asked: Asked, graphs: Iterator[GraphText]) -> tuple[list[Problem], Tally, int]:
    from kg.validation.custom import load_own, shapes_in, validate_own  # noqa: PLC0415 (beside its only user)

    if asked.shapes is None or asked.names or asked.score or asked.engine == Engine.FAST:
        raise UsageError(
            both("--shapes takes the place of govplan's rules, and pySHACL runs it.",
                 "--shapes 取代自带规则，由 pySHACL 执行。"),
            both("Leave out --rules, --score and --engine fast.", "请去掉 --rules、--score 和 --engine fast。"),
        )  # fmt: skip
    own = load_own(asked.shapes)
    return list(validate_own(graphs, own)), Tally(Engine.PYSHACL), shapes_in(own)
