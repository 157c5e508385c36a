"""How much each unit carries, by role; what it may carry is hatched."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.chart.base import HATCH, INK, TONES, Subject, canvas, nothing_to_draw, plain
from kg.query.table import shorten
from kg.view import portfolio, units_with_duties
from kg.view.words import word


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw a bar for each unit, at most `top` of them; each action once, under its strongest role."""
    counts: dict[str, Counter[str]] = {}
    names = {}
    for unit in subject.units or units_with_duties(subject.plans):
        best: dict[str, str] = {}
        for held in portfolio(subject.plans, unit):
            part = held.role if held.certainty == "definitely" else "possibly"
            now = best.get(held.item.iri, "possibly")
            best[held.item.iri] = min(part, now, key=list(TONES).index)
        counts[unit.iri], names[unit.iri] = Counter(best.values()), unit.name
    order = sorted(
        counts, key=lambda u: (-(sum(counts[u].values()) - counts[u]["possibly"]), -counts[u]["lead"], names[u])
    )
    shown = [unit for unit in order if counts[unit]][: subject.top]
    if not shown:
        raise nothing_to_draw("没有任务指明单位", "no task names a unit")
    figure, axes = canvas(subject, (9.5, 1.8 + 0.27 * len(shown)))
    ax = axes[0][0]
    left = [0] * len(shown)
    for part, tone in TONES.items():
        values = [counts[unit][part] for unit in shown]
        ax.barh(
            range(len(shown)), values, left=left, height=0.7, color=tone, edgecolor=INK, linewidth=0.5,
            hatch=HATCH if part == "possibly" else None, label=word(part, subject.language),
        )  # fmt: skip
        left = [a + b for a, b in zip(left, values, strict=True)]
    for row, iri in enumerate(shown):
        possibly = counts[iri]["possibly"]
        certain, maybe = left[row] - possibly, f"+{possibly}" if possibly else ""
        ax.text(left[row] + 0.2, row, f"{certain}{maybe}", va="center", fontsize=8)
    ax.set_yticks(range(len(shown)), [shorten(names[unit], 44) for unit in shown])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_xlabel(subject.say("任务数（“+”后为可能承担）", "Tasks (after +: possibly)"))
    plain(ax, grid="x")
    left_out = len([unit for unit in order if counts[unit]]) - len(shown)
    note = subject.say(f"（另有 {left_out} 个单位）", f" ({left_out} more units)") if left_out else ""
    figure.suptitle(subject.title("单位任务量", "Tasks of each unit") + note)
    figure.legend(loc="outside lower center", ncols=4, frameon=False)
    return figure
