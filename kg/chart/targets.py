"""The same measure side by side: what plans set out from, and what they want to reach by when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.chart.base import INK, Subject, canvas, nothing_to_draw, plain
from kg.query.table import shorten
from kg.view.words import day, target_words, with_unit

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.view import Indicator, Plan, Target

MOST_RUNGS: Final = 60


@dataclass(frozen=True, slots=True)
class _Rung:
    """One target of one plan, with the baseline that it starts from."""

    plan: Plan
    indicator: Indicator
    target: Target
    baseline: Decimal | None
    baseline_words: str


def _rungs(subject: Subject) -> dict[str, list[_Rung]]:
    found: dict[str, list[_Rung]] = defaultdict(list)
    for plan in subject.plans:
        for indicator in plan.indicators:
            base = next((o for o in reversed(indicator.observations) if o.is_baseline), None)
            words = ""
            if base is not None:
                value = with_unit(base.value_text, base.value, indicator.unit_text)
                words = f"{value} {day(base.date, subject.language)}"
            for target in indicator.targets:
                rung = _Rung(plan, indicator, target, base.value if base else None, words)
                found[indicator.measure_name or indicator.label].append(rung)
    return found


def _chosen(subject: Subject) -> list[tuple[str, list[_Rung]]]:
    """Return the panels: all measures whose name holds the word, as one; else those that most plans share."""
    found = _rungs(subject)
    if subject.measure:
        rungs = [rung for name, rungs in sorted(found.items()) if subject.measure in name for rung in rungs]
        return [(subject.measure, rungs)] if rungs else []
    shared = {name: len({rung.plan.iri for rung in rungs}) for name, rungs in found.items()}
    order = sorted(found, key=lambda name: (-shared[name], -len(found[name]), name))
    several = [name for name in order if shared[name] > 1]
    panels: list[tuple[str, list[_Rung]]] = []
    count = 0
    for name in (several or order)[: min(subject.top, 12)]:
        if count + len(found[name]) > MOST_RUNGS and panels:
            break
        panels.append((name, found[name]))
        count += len(found[name])
    return panels


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw a panel for each measure and a rung for each target, by year; values on each rung as printed."""
    panels = _chosen(subject)
    if not panels:
        raise nothing_to_draw("没有这样的指标", "there is no such indicator")
    heights = [len(rungs) + 1.6 for _, rungs in panels]
    figure, _ = canvas(subject, (10.5, 1.2 + 0.32 * sum(heights)))
    figure.clear()
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for (name, rungs), (ax,) in zip(panels, axes, strict=True):
        _panel(ax, name, rungs, subject)
    figure.suptitle(subject.title("指标目标阶梯", "Targets of the same measure"))
    legend = subject.say(
        "实心：目标，空心：基期；“≥”等为原文所写", "solid: target, hollow: baseline; ≥ and the like as written"
    )
    figure.supxlabel(legend, fontsize=8)
    return figure


def _panel(ax: Any, name: str, rungs: list[_Rung], subject: Subject) -> None:  # noqa: ANN401 (the same)
    one_measure = len({rung.indicator.measure for rung in rungs}) == 1
    ordered = sorted(
        rungs, key=lambda r: (r.target.deadline is None, r.target.deadline, r.plan.place_name, r.target.value)
    )
    labels = []
    for row, rung in enumerate(ordered):
        value = float(rung.target.value)
        if rung.baseline is not None:
            ax.plot([float(rung.baseline), value], [row, row], color="#888888", linewidth=1.2, zorder=1)
            ax.scatter([float(rung.baseline)], [row], s=46, facecolor="white", edgecolor=INK, zorder=2)
        ax.scatter([value], [row], s=60, color="#17324D", zorder=3, marker="D")
        words = target_words(rung.target, subject.language, rung.indicator.unit_text)
        start = f" ← {rung.baseline_words.strip()}" if rung.baseline_words else ""
        ax.annotate(words + start, (value, row), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8)
        own = "" if one_measure else f" · {shorten(rung.indicator.label, 30)}"
        labels.append(f"{shorten(_place(rung.plan), 20)}{own}")
    ax.set_yticks(range(len(ordered)), labels)
    ax.set_ylim(len(ordered) - 0.4, -0.6)
    values = [float(r.target.value) for r in ordered] + [float(r.baseline) for r in ordered if r.baseline is not None]
    spread = (max(values) - min(values)) or abs(max(values)) or 1.0
    ax.set_xlim(min(values) - 0.06 * spread, max(values) + 0.45 * spread)
    ax.set_title(shorten(name, 60), loc="left")
    plain(ax, grid="x")


def _place(plan: Plan) -> str:
    return plan.place_name or plan.title
