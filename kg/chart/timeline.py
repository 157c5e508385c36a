"""When what is due: the time of each plan, its phases, and the days on which tasks and targets fall due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.chart.base import INK, Subject, canvas, nothing_to_draw, plain, too_much
from kg.query.table import shorten
from kg.view.words import day

if TYPE_CHECKING:
    from kg.view import Plan

MOST_ROWS: Final = 120


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar from `start` to `end`, or a mark on `end`."""

    kind: str
    label: str
    end: dt.date
    start: dt.date | None = None


def _rows(plan: Plan, subject: Subject) -> list[_Row]:
    """Return what a plan says of time; things due on one day are one row."""
    rows = []
    if plan.ends is not None:
        start = plan.starts or plan.issued or plan.ends
        rows.append(_Row("plan", subject.say("规划期", "Plan"), plan.ends, start))
    rows += [
        _Row("phase", step.label, step.ends, step.starts or step.ends)
        for step in plan.steps
        if step.kind == "phase" and step.ends is not None
    ]
    tasks: dict[dt.date, list[str]] = defaultdict(list)
    targets: dict[dt.date, list[str]] = defaultdict(list)
    for action in plan.actions:
        if action.deadline is not None:
            tasks[action.deadline].append(action.label)
    for indicator in plan.indicators:
        for target in indicator.targets:
            if target.deadline is not None:
                targets[target.deadline].append(indicator.label)
    for kind, found in (("task", tasks), ("target", targets)):
        for date, labels in sorted(found.items()):
            first = shorten(labels[0], 36)
            several = subject.say(f"{first}等 {len(labels)} 项", f"{first} and {len(labels) - 1} more")
            rows.append(_Row(kind, several if len(labels) > 1 else first, date))
    return rows


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw bars for plans and phases, diamonds for tasks, triangles for targets."""
    found = [(plan, _rows(plan, subject)) for plan in subject.plans]
    found = [(plan, rows) for plan, rows in found if rows]
    count = sum(len(rows) + 1 for _, rows in found)
    if not found:
        raise nothing_to_draw("没有写明日期", "no day is stated")
    if count > MOST_ROWS:
        raise too_much(f"{count} 行", f"{count} rows")
    figure, axes = canvas(subject, (10.5, 1.6 + 0.27 * count))
    ax = axes[0][0]
    labels: list[str] = []
    heads: list[int] = []
    for plan, rows in found:
        heads.append(len(labels))
        labels.append(shorten(plan.title, 50))
        for row in rows:
            _draw_row(ax, len(labels), row, subject)
            labels.append(shorten(row.label, 46))
    ax.set_yticks(range(len(labels)), labels)
    for place in heads:
        ax.get_yticklabels()[place].set_fontsize(10.5)
        ax.axhline(place - 0.5, color="#DDDDDD", linewidth=0.8)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.xaxis_date()
    dates = [date for _, rows in found for row in rows for date in (row.start, row.end) if date is not None]
    span = max((max(dates) - min(dates)).days, 60)
    ax.set_xlim(min(dates) - dt.timedelta(days=span * 0.03), max(dates) + dt.timedelta(days=span * 0.2))
    plain(ax, grid="x")
    figure.suptitle(subject.title("时间安排", "What is due when"))
    legend = subject.say("长条：规划期与阶段，菱形：任务时限，三角：指标年份",
                         "bar: plan and phases, diamond: tasks, triangle: targets")  # fmt: skip
    figure.supxlabel(legend, fontsize=8)
    return figure


def _draw_row(ax: Any, place: int, row: _Row, subject: Subject) -> None:  # noqa: ANN401 (the same)
    if row.start is not None:
        days = max((row.end - row.start).days, 1)
        tone = "#17324D" if row.kind == "plan" else "#9DBBD8"
        ax.barh(place, days, left=row.start, height=0.5, color=tone, edgecolor=INK, linewidth=0.5)
    else:
        marker, tone = ("D", "#17324D") if row.kind == "task" else ("^", "white")
        ax.scatter([row.end], [place], marker=marker, s=52, facecolor=tone, edgecolor=INK, zorder=3)
    ax.annotate(day(row.end, subject.language), (row.end, place), xytext=(9, 0), textcoords="offset points",
                va="center", fontsize=8)  # fmt: skip
