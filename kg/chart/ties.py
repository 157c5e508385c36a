"""Who works with whom: units tied where they share a task, each part of the network on its own."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any, Final

from kg.chart.base import INK, Subject, canvas, nothing_to_draw
from kg.chart.matrix import short_names
from kg.query.table import shorten
from kg.view import Unit, items_of

_SEED: Final = 7


def _ties(subject: Subject) -> tuple[dict[str, Unit], Counter[str], Counter[tuple[str, str]]]:
    """Return units and groups, how many tasks each has a part in, and how many each pair shares."""
    units: dict[str, Unit] = {}
    carried: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    wanted = {unit.iri for unit in subject.units}
    for plan in subject.plans:
        for item in items_of(plan):
            owners = sorted({duty.unit.iri for duty in item.duties})
            if wanted and wanted.isdisjoint(owners):
                continue
            units.update((duty.unit.iri, duty.unit) for duty in item.duties)
            carried.update(owners)
            shared.update((a, b) for place, a in enumerate(owners) for b in owners[place + 1 :])
    return units, carried, shared


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw the units that carry most, at most `top`; size is tasks, width of a tie is shared tasks."""
    import networkx as nx  # noqa: PLC0415 (heavy, and wanted by this picture alone)

    units, carried, shared = _ties(subject)
    most = {unit for unit, _ in sorted(carried.items(), key=lambda pair: (-pair[1], pair[0]))[: subject.top]}
    if not most:
        raise nothing_to_draw("没有任务指明单位", "no task names a unit")
    graph = nx.Graph()
    graph.add_nodes_from(sorted(most))
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in sorted(shared.items()) if a in most and b in most)
    places, size = _layout(graph)
    figure, axes = canvas(subject, (max(8.0, size[0] * 0.8), max(6.0, size[1] * 0.8)))
    ax = axes[0][0]
    heaviest = max((data["weight"] for *_, data in graph.edges(data=True)), default=1)
    for a, b, data in graph.edges(data=True):
        share = data["weight"] / heaviest
        xs, ys = zip(places[a], places[b], strict=True)
        ax.plot(xs, ys, color=str(0.82 - 0.55 * share), linewidth=0.5 + 4 * share, zorder=1, solid_capstyle="round")
    names = short_names(subject.plans, [units[unit] for unit in most])
    for unit in sorted(most):
        x, y = places[unit]
        group = units[unit].is_group
        ax.scatter(
            [x], [y], s=60 + 45 * carried[unit], marker="s" if group else "o", zorder=2, linewidths=1,
            facecolor="white" if group else "#6E9BC5", edgecolor=INK,
        )  # fmt: skip
        ax.annotate(
            f"{shorten(names[unit], 30)} {carried[unit]}", (x, y), xytext=(0, 7 + 2.2 * math.sqrt(carried[unit])),
            textcoords="offset points", ha="center", fontsize=8, zorder=3,
            bbox={"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.75},
        )  # fmt: skip
    ax.set_axis_off()
    ax.margins(0.08)
    left_out = len(carried) - len(most)
    more = subject.say(f"；另有 {left_out} 个单位未画", f"; {left_out} more units not drawn") if left_out else ""
    legend = subject.say(
        "圆：单位，方：群体（成员未展开）；数字与大小：任务数；线宽：共担任务数",
        "circle: unit, square: group (not expanded); number and size: tasks; width: shared tasks",
    )
    figure.suptitle(subject.title("单位协作网络", "Units that share tasks"))
    figure.supxlabel(legend + more, fontsize=8)
    return figure


def _layout(graph: Any) -> tuple[dict[str, tuple[float, float]], tuple[float, float]]:  # noqa: ANN401 (the same)
    """Return where each unit stands, and the size of all: parts side by side, the largest first."""
    import networkx as nx  # noqa: PLC0415 (the same)

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    left = bottom = tallest = widest = 0.0
    across = 3.2 * math.sqrt(len(graph)) + 4
    for part in parts:
        radius = 0.6 + 1.3 * math.sqrt(len(part))
        if left and left + 2 * radius > across:
            left, bottom, tallest = 0.0, bottom + tallest, 0.0
        piece = graph.subgraph(sorted(part))
        # an even pull: weights would put those who share everything on one spot
        spread = nx.spring_layout(piece, k=2.2 / math.sqrt(len(part)), iterations=300, seed=_SEED, weight=None)
        for unit, (x, y) in spread.items():
            places[unit] = (left + radius * (1 + float(x)), -(bottom + radius * (1 + float(y))))
        left, tallest = left + 2 * radius, max(tallest, 2 * radius)
        widest = max(widest, left)
    return places, (widest, bottom + tallest)
