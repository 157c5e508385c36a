"""Who has which part in what: tasks down, units across."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kg.chart.base import HATCH, INK, LINE, TONES, Subject, canvas, nothing_to_draw, too_much
from kg.query.table import shorten
from kg.view import Entry, Indicator, Plan, Unit, holdings, items_of, units_with_duties
from kg.view.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS: Final = 150
MOST_COLUMNS: Final = 70
_PLACE: Final = -3
"""The last characters of the name of a place tell it from others: 南开区 of 天津市南开区."""
_STRENGTH: Final = {"lead": 3, "responsible": 2, "supporting": 1, "possibly": 0}
Item = Entry | Indicator


def _cells(plans: Iterable[Plan], units: Iterable[Unit]) -> tuple[list[Item], dict[tuple[str, str], str]]:
    """Return the items, and the strongest part of each unit in each by their IRIs."""
    items: list[Item] = []
    parts: dict[tuple[str, str], str] = {}
    for plan in plans:
        items += items_of(plan)
        for unit in units:
            for held in holdings(plan, unit):
                part = held.role if held.certainty == "definitely" else "possibly"
                key = held.item.iri, unit.iri
                if key not in parts or _STRENGTH.get(part, 0) > _STRENGTH.get(parts[key], 0):
                    parts[key] = part
    return items, parts


def short_names(plans: Iterable[Plan], units: Iterable[Unit]) -> dict[str, str]:
    """Return the name of each unit as it is written most often, the longer of two; else its full name.

    Where two units are written alike, their places stand behind.
    """
    written: dict[str, Counter[str]] = {}
    for plan in plans:
        for item in items_of(plan):
            for duty in item.duties:
                written.setdefault(duty.unit.iri, Counter())[duty.written] += 1
    units = list(units)
    names = {
        unit.iri: max(written[unit.iri].items(), key=lambda pair: (pair[1], len(pair[0]), pair[0]))[0]
        if unit.iri in written
        else unit.name
        for unit in units
    }
    alike = Counter(names.values())
    return {
        unit.iri: f"{names[unit.iri]}（{unit.place_name[_PLACE:]}）"
        if alike[names[unit.iri]] > 1 and unit.place_name
        else names[unit.iri]
        for unit in units
    }


def draw(subject: Subject) -> Any:  # noqa: ANN401 (matplotlib is an extra)
    """Draw the matrix: dark squares lead, lighter ones answer and support, hatched ones may be meant."""
    units = subject.units or units_with_duties(subject.plans)
    items, parts = _cells(subject.plans, units)
    carried = Counter(unit for (_, unit), part in parts.items() if part != "possibly")
    units = tuple(sorted(units, key=lambda unit: (-carried[unit.iri], unit.name, unit.iri)))
    if not items or not units:
        raise nothing_to_draw("没有任务指明单位", "no task names a unit")
    if len(items) > MOST_ROWS or len(units) > MOST_COLUMNS:
        raise too_much(f"{len(items)} 项任务、{len(units)} 个单位", f"{len(items)} tasks and {len(units)} units")
    figure, axes = canvas(subject, (4.6 + 0.27 * len(units), 2.6 + 0.23 * len(items)))
    ax = axes[0][0]
    from matplotlib.patches import Patch, Rectangle  # noqa: PLC0415 (the same)

    row_of = {item.iri: row for row, item in enumerate(items)}
    column_of = {unit.iri: column for column, unit in enumerate(units)}
    for (item, unit), part in sorted(parts.items()):
        hatch = HATCH if part == "possibly" else None
        square = Rectangle(
            (column_of[unit] - 0.38, row_of[item] - 0.38), 0.76, 0.76, facecolor=TONES.get(part, "white"),
            edgecolor=INK if part != "possibly" else "#777777", linewidth=0.5, hatch=hatch,
        )  # fmt: skip
        ax.add_patch(square)
    names = short_names(subject.plans, units)
    ax.set_xlim(-0.5, len(units) - 0.5)
    ax.set_ylim(len(items) - 0.5, -0.5)
    ax.set_xticks(range(len(units)), [shorten(names[unit.iri], 30) for unit in units], rotation=90)
    ax.set_yticks(range(len(items)), [shorten(_named(item), 44) for item in items])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xticks([place + 0.5 for place in range(len(units))], minor=True)
    ax.set_yticks([place + 0.5 for place in range(len(items))], minor=True)
    ax.grid(which="minor", color="#ECECEC", linewidth=0.6)
    ax.tick_params(which="minor", length=0)
    for spine in ax.spines.values():
        spine.set_color(LINE)
    handles = [
        Patch(
            facecolor=TONES[part],
            edgecolor=INK,
            label=word(part, subject.language),
            hatch=HATCH if part == "possibly" else None,
        )
        for part in TONES
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)
    figure.suptitle(subject.title("任务—单位矩阵", "Tasks and units"))
    return figure


def _named(item: Item) -> str:
    number = item.path.rpartition("/")[2] if isinstance(item, Entry) else ""
    return f"{number} {item.label}".strip()
