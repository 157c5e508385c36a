"""Measures as tables: one of units, one of actions, one of pairs, one of the whole."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final, Literal

from kg.network.model import Node
from kg.query.table import Table
from kg.store import Literal as RdfLiteral
from kg.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.measures import Measures
    from kg.store import Term

Kind = Literal["units", "tasks", "pairs", "overview"]
KINDS: Final[tuple[Kind, ...]] = ("units", "tasks", "pairs", "overview")
_HEADINGS: Final = {
    "unit": "单位", "unit_place": "地区", "action": "任务", "action_plan": "规划", "first": "单位一",
    "second": "单位二", "kind": "类别",
    "lead": "牵头", "responsible": "责任", "supporting": "配合", "actions": "任务数",
    "possibly": "可能",
    "sole_lead": "独家牵头", "alone": "独自承担", "in_open_list": "名单未尽", "partners": "合作单位",
    "betweenness": "中介度", "community": "社群", "units": "单位数", "groups": "群体数", "orphan": "无主",
    "single": "单一单位", "open_list": "名单未尽", "shared": "共担任务", "lead_support": "一牵一配",
    "strength": "协作强度", "measure": "度量", "value": "数值", "orphans": "无主任务", "group_only": "仅群体",
    "open_lists": "名单未尽的任务", "led": "有牵头的任务", "most_leading": "牵头最多的单位",
    "lead_share": "其牵头占比", "pairs": "协作对数", "components": "连通部分", "communities": "社群数",
    "modularity": "模块度", "ties": "责任关系", "path": "序号", "id": "IRI", "first_id": "IRI一", "second_id": "IRI二",
}  # fmt: skip


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return RdfLiteral("true" if value else "false", XSD.boolean)
    if isinstance(value, int):
        return RdfLiteral(str(value), XSD.integer)
    if isinstance(value, float):
        return RdfLiteral(format(value, "f").rstrip("0").rstrip(".") or "0", XSD.decimal)
    return RdfLiteral(str(value))


def _columns(record: object, about: Callable[[Node, str], tuple[tuple[str, str | None], ...]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        row |= dict(about(value, field.name)) if isinstance(value, Node) else {field.name: value}
    return row


def _of_unit(node: Node, name: str) -> tuple[tuple[str, str | None], ...]:
    return (name, node.label), ("unit_place", node.place), ("kind", node.kind), ("id", node.id)


def _of_action(node: Node, name: str) -> tuple[tuple[str, str | None], ...]:
    return ("action_plan", node.plan), ("path", node.path), (name, node.label), ("kind", node.kind), ("id", node.id)


def _of_pair(node: Node, name: str) -> tuple[tuple[str, str | None], ...]:
    return (name, node.label), (f"{name}_id", node.id)


def measures_table(measures: Measures, kind: Kind, *, zh: bool = False, ids: bool = True) -> Table:
    """Return one kind of measures with its own columns; `zh` puts Chinese headings over them, `ids` adds IRIs."""
    if kind == "overview":
        whole = measures.overview
        columns: tuple[str, ...] = ("measure", "value")
        names = [field.name for field in fields(whole)]
        rows = [(_term(_HEADINGS[name] if zh else name), _term(getattr(whole, name))) for name in names]
        return Table(columns, tuple(rows), "network-overview", headings=_headings(columns, zh=zh))
    if kind == "units":
        cells = [_columns(record, _of_unit) for record in measures.units]
    elif kind == "tasks":
        cells = [_columns(record, _of_action) for record in measures.actions]
    else:
        cells = [_columns(record, _of_pair) for record in measures.pairs]
    columns = tuple(name for name in (cells[0] if cells else ("id",)) if ids or not name.endswith("id"))
    return Table(
        columns,
        tuple(tuple(_term(row[name]) for name in columns) for row in cells),
        f"network-{kind}",
        headings=_headings(columns, zh=zh),
    )


def _headings(columns: tuple[str, ...], *, zh: bool) -> tuple[str, ...]:
    return tuple(_HEADINGS[name] for name in columns) if zh else ()
