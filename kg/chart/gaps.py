"""What plans leave open: a row for each plan, a column for each gap, darker where more is missing."""

from __future__ import annotations

from typing import Any, Final

from kg.chart.base import LINE, Subject, canvas, too_much
from kg.query.table import shorten
from kg.view.gaps import gaps_of

MOST_ROWS: Final = 120
_DARK: Final = 0.55
"""Share from which numbers are white on dark."""


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw the overview; each cell says how many of how many."""
    found = [(plan, gaps_of(plan)) for plan in subject.plans]
    if len(found) > MOST_ROWS:
        raise too_much(f"{len(found)} 个规划", f"{len(found)} plans")
    kinds = found[0][1]
    figure, axes = canvas(subject, (4.2 + 1.02 * len(kinds), 2.2 + 0.42 * len(found)))
    ax = axes[0][0]
    from matplotlib.patches import Rectangle  # noqa: PLC0415 (the same)

    for row, (_, gaps) in enumerate(found):
        for column, gap in enumerate(gaps):
            count = len(gap.found)
            share = count / gap.of if gap.of else 0.0
            tone = str(round(1 - 0.75 * share, 3)) if gap.of else "#F6F6F6"
            ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=tone, edgecolor="white", linewidth=2))
            text = f"{count}/{gap.of}" if gap.of else "–"
            ax.text(column, row, text, ha="center", va="center", color="white" if share > _DARK else "#222222")
    ax.set_xlim(-0.5, len(kinds) - 0.5)
    ax.set_ylim(len(found) - 0.5, -0.5)
    names = [gap.name(subject.language) for gap in kinds]
    ax.set_xticks(range(len(kinds)), names, rotation=30, ha="left")
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(found)), [shorten(plan.title, 48) for plan, _ in found])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_color(LINE)
    figure.suptitle(subject.title("缺口概览", "What plans leave open"))
    figure.supxlabel(
        subject.say("数字：有此缺口的数量/总数；越深缺口越大", "how many of how many; the darker, the more is missing"),
        fontsize=8,
    )
    return figure
