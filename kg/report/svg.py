"""Small pictures for pages, drawn as SVG without a library; their text takes the fonts of the page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from kg.network.flat import clean
from kg.view import holdings, items_of, units_with_duties
from kg.view.words import day, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view import Plan, Unit
    from kg.view.words import Language

PARTS: Final = ("lead", "responsible", "supporting", "possibly")
_TONES: Final = {"lead": "#17324d", "responsible": "#6e9bc5", "supporting": "#cfe0f0", "possibly": "url(#maybe)"}
_HATCH: Final = (
    '<defs><pattern id="maybe" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="1.2" height="6" fill="#777"/></pattern></defs>'
)
_ROW: Final = 22
_LEFT: Final = 330
MOST: Final = 60
"""More rows or columns than this make no picture; the tables say it all."""


def _t(x: float, y: float, text: str, *, anchor: str = "start", extra: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{extra}>{escape(clean(text))}</text>'


def _short(text: str, count: int) -> str:
    return text if len(text) <= count else text[: count - 1] + "…"


def _svg(width: float, height: float, name: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(name)}" font-size="12">{"".join(parts)}</svg>'
    )


def _box(x: float, y: float, width: float, part: str, title: str = "") -> str:
    tone = f'fill="{_TONES[part]}" stroke="#333" stroke-width=".6"'
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="16" {tone}><title>{escape(clean(title))}</title></rect>'
    )


def legend(language: Language) -> str:
    """Return the key of the four tones."""
    parts = [_HATCH]
    for place, part in enumerate(PARTS):
        x = 4 + place * 110
        parts.append(_box(x, 2, 16, part, word(part, language)))
        parts.append(_t(x + 22, 14.5, word(part, language)))
    return _svg(450, 20, "", parts)


def parts_of(plan: Plan, units: Sequence[Unit]) -> dict[tuple[str, str], str]:
    """Return the strongest of `PARTS` that each unit has in each action or indicator, by their IRIs."""
    best: dict[tuple[str, str], str] = {}
    for unit in units:
        for held in holdings(plan, unit):
            part = held.role if held.certainty == "definitely" else "possibly"
            key = held.item.iri, unit.iri
            best[key] = min(part, best.get(key, part), key=PARTS.index)
    return best


def load(plan: Plan, language: Language, name: str) -> str:
    """Return bars of tasks for each unit, or nothing where no unit has any."""
    units = units_with_duties((plan,))
    counts = {unit.iri: Counter[str]() for unit in units}
    for (_, unit), part in parts_of(plan, units).items():
        counts[unit][part] += 1
    order = sorted(units, key=lambda u: (counts[u.iri]["possibly"] - counts[u.iri].total(), u.name))[:MOST]
    if not order:
        return ""
    scale = 480 / max(count.total() for count in counts.values())
    parts = []
    for row, owner in enumerate(order):
        own = counts[owner.iri]
        y, x = row * _ROW + 4, float(_LEFT)
        parts.append(_t(_LEFT - 8, y + 13, _short(owner.name, 26), anchor="end"))
        for part in PARTS:
            size = own[part] * scale
            if size:
                parts.append(_box(x, y, size, part, f"{word(part, language)} {own[part]}"))
            x += size
        maybe = own["possibly"]
        certain = own.total() - maybe
        parts.append(_t(x + 6, y + 13, f"{certain}+{maybe}" if maybe else str(certain)))
    return _svg(_LEFT + 550, len(order) * _ROW + 8, name, parts)


def matrix(plan: Plan, language: Language, name: str) -> str:
    """Return tasks down and units across, or nothing where there are none, or too many to be read."""
    units, items = units_with_duties((plan,)), items_of(plan)
    if not units or not items or len(units) > MOST or len(items) > 2 * MOST:
        return ""
    best = parts_of(plan, units)
    carried = Counter(unit for (_, unit), part in best.items() if part != "possibly")
    order = sorted(units, key=lambda u: (-carried[u.iri], u.name))
    row_of = {item.iri: row for row, item in enumerate(items)}
    label_of = {item.iri: item.label for item in items}
    top = 190
    parts = [_t(_LEFT - 8, top + row * 18 + 13, _short(item.label, 26), anchor="end") for row, item in enumerate(items)]
    for column, unit in enumerate(order):
        x = _LEFT + column * 18 + 13
        parts.append(
            _t(
                x,
                top - 6,
                _short(unit.name.removeprefix(plan.place_name) or unit.name, 15),
                extra=f' transform="rotate(-60 {x} {top - 6})"',
            )
        )
        for item in items:
            part = best.get((item.iri, unit.iri))
            y = top + row_of[item.iri] * 18
            if part is None:
                parts.append(f'<rect x="{x - 12}" y="{y + 1}" width="16" height="16" fill="none" stroke="#e6e6e6"/>')
                continue
            title = f"{unit.name}：{word(part, language)}，{label_of[item.iri]}"
            parts.append(_box(x - 12, y + 1, 16, part, title))
    return _svg(_LEFT + len(order) * 18 + 130, top + len(items) * 18 + 8, name, parts)


def timeline(plan: Plan, language: Language, name: str) -> str:
    """Return the plan, its phases and what is due when, or nothing where no day is stated."""
    bars = [(plan.title, plan.starts or plan.issued or plan.ends, plan.ends)] if plan.ends else []
    bars += [(s.label, s.starts or s.ends, s.ends) for s in plan.steps if s.kind == "phase" and s.ends]
    due: Counter[date] = Counter(action.deadline for action in plan.actions if action.deadline)
    due.update(t.deadline for i in plan.indicators for t in i.targets if t.deadline)
    days = [value for _, a, b in bars for value in (a, b) if value is not None] + list(due)
    if not days:
        return ""
    first, last = min(days), max(days)
    scale = 480 / max((last - first).days, 1)

    def x(value: date) -> float:
        return _LEFT + (value - first).days * scale

    parts = []
    for row, (label, start, end) in enumerate(bars):
        y = row * _ROW + 4
        parts.append(_t(_LEFT - 8, y + 13, _short(label, 26), anchor="end"))
        if start is not None and end is not None:
            tone = "#17324d" if row == 0 and plan.ends else "#9dbbd8"
            parts.append(
                f'<rect x="{x(start):g}" y="{y}" width="{max(x(end) - x(start), 3):g}" height="16" fill="{tone}"/>'
            )
            parts.append(_t(x(end) + 6, y + 13, day(end, language)))
    for row, (value, count) in enumerate(sorted(due.items()), start=len(bars)):
        y, at = row * _ROW + 12, x(value)
        words = f"{count} 项任务或目标" if language == "zh" else f"{count} tasks or targets"
        parts.append(_t(_LEFT - 8, y + 5, words, anchor="end"))
        parts.append(f'<path d="M{at:g} {y - 6} l6 6 -6 6 -6 -6z" fill="#17324d"/>')
        parts.append(_t(at + 10, y + 5, day(value, language)))
    return _svg(_LEFT + 620, (len(bars) + len(due)) * _ROW + 10, name, parts)
