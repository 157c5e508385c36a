"""The ledger as rows, before any file format has its say.

Units stand as the plan writes them, so that a loader that reads the ledger meets the words of the plan. A
list that ends in 等 keeps its 等; a group stands as a group. Who may be meant by either is in a column of
its own and never among the owners.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from kg.view import ROLES, Duty, Entry, Holding, Indicator, Plan, Span, Unit, holdings, items_of, units_with_duties
from kg.view.owning import may_hold, printed_members
from kg.view.words import Language, indicator_words, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

By = Literal["plan", "unit", "list"]
BY: Final[tuple[By, ...]] = ("plan", "unit", "list")
QUOTE: Final = 80
JOINER: Final = "、"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One action, or one indicator that somebody answers for.

    Args:
        number: From 1 in its sheet.
        task: Label; `parent` is the label of the entry around it; `kind` task, safeguard, project or indicator.
        own: The part of the unit whose sheet it is, `lead` …, or empty; `certainty` as in `Holding`.
        lead: Units as written, joined by 、; `responsible` and `supporting` likewise, one that ends in 等 with it.
        possibly: Who else may be meant: groups without a member list and open lists, in words.
        deadline: The last day, or None; `deadline_text` is the printed form, which may state no day.
        quote: The clause that gives out the duty, else the beginning of the action; `line` is where it begins.
        ownership: `Named`, `GroupOnly` or `NotStated`.
    """

    number: int
    task: str
    parent: str
    kind: str
    plan: str
    own: str = ""
    certainty: str = ""
    lead: str = ""
    responsible: str = ""
    supporting: str = ""
    possibly: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    indicators: str = ""
    quote: str = ""
    line: int | None = None
    path: str = ""
    ownership: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """The rows of one plan, of one unit, or of all; `about` says of what place and document."""

    title: str
    about: str
    rows: tuple[LedgerRow, ...]

    def count(self, *, own: str | None = None, certainty: str | None = None) -> int:
        """Return how many rows have this part and this certainty."""
        return sum(
            (own is None or row.own == own) and (certainty is None or row.certainty == certainty) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """All sheets, in the order of places and names."""

    by: By
    language: Language
    sheets: tuple[LedgerSheet, ...]
    plans: tuple[str, ...]

    @property
    def has_units(self) -> bool:
        """Whether rows say what part the unit of their sheet has."""
        return self.by == "unit"


def build_ledger(
    plans: Sequence[Plan], *, by: By = "plan", units: Iterable[Unit] = (), language: Language = "zh"
) -> Ledger:
    """Return the ledger of `plans`.

    Args:
        plans: In the order wanted.
        by: A sheet for each plan, for each unit, or one list of all.
        units: Whose rows; none means all. By plan and as a list, rows in which no such unit has a part are left
            out; by unit, none means every unit that is named or listed as a member for anything.
        language: Of the words that the ledger adds; the words of plans stay.
    """
    wanted = tuple(units)
    titles = tuple(plan.title for plan in plans)
    if by == "unit":
        sheets = [_unit_sheet(plans, unit, language) for unit in wanted or units_with_duties(plans)]
        return Ledger(by, language, tuple(sheet for sheet in sheets if sheet.rows), titles)
    found = [(plan, _plan_rows(plan, wanted, language)) for plan in plans]
    if by == "list":
        rows = _numbered(row for _, rows in found for row in rows)
        title = "责任台账" if language == "zh" else "Responsibility ledger"
        return Ledger(by, language, (LedgerSheet(title, JOINER.join(titles), rows),), titles)
    sheets = [LedgerSheet(plan.title, _about(plan, language), _numbered(rows)) for plan, rows in found]
    return Ledger(by, language, tuple(sheets), titles)


def _about(plan: Plan, language: Language) -> str:
    """Return what tells the plan of a list; in Chinese with the labels by which a reader knows its place and year."""
    issued = plan.issued.isoformat() if plan.issued else ""
    if language == "en":
        return "Source: " + ", ".join(filter(None, (plan.file_name, plan.place_name, issued, plan.number)))
    # The number stands without a label: a ledger is another document than the plan that bears it.
    labelled = {
        "来源": "，".join(filter(None, (plan.file_name, plan.number))),
        "地区": plan.place_name,
        "发文机关": "、".join(unit.name for unit in plan.issuers),
        "成文日期": issued,
    }
    return "\u3000".join(f"{label}：{value}" for label, value in labelled.items() if value)


def _numbered(rows: Iterable[LedgerRow]) -> tuple[LedgerRow, ...]:
    return tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))


def _plan_rows(plan: Plan, units: Sequence[Unit], language: Language) -> list[LedgerRow]:
    items: Iterable[Entry | Indicator] = items_of(plan)
    if units:
        held = {id(holding.item) for unit in units for holding in holdings(plan, unit)}
        items = [item for item in items if id(item) in held]
    return [_row(plan, item, language) for item in items]


def _unit_sheet(plans: Iterable[Plan], unit: Unit, language: Language) -> LedgerSheet:
    rank = {role: place for place, role in enumerate((*ROLES, ""))}
    held: list[Holding] = [holding for plan in plans for holding in holdings(plan, unit)]
    held.sort(key=lambda holding: (holding.certainty == "possibly", rank.get(holding.role, len(rank))))
    rows = (_row(holding.plan, holding.item, language, holding) for holding in held)
    return LedgerSheet(unit.name, unit.place_name, _numbered(rows))


def _row(plan: Plan, item: Entry | Indicator, language: Language, holding: Holding | None = None) -> LedgerRow:
    quote, line = _quote(item)
    deadline, text = _deadline(item)
    return LedgerRow(
        number=0,
        task=item.label,
        parent=plan.label_of(item.parent),
        kind=item.kind if isinstance(item, Entry) else "indicator",
        plan=plan.title,
        own=holding.role if holding else "",
        certainty=holding.certainty if holding else "",
        lead=_units(item, "lead"),
        responsible=_units(item, "responsible"),
        supporting=_units(item, "supporting"),
        possibly=_possibly(plan, item, language),
        deadline=deadline,
        deadline_text=text,
        indicators="；".join(indicator_words(found, language) for found in _indicators(plan, item)),
        quote=quote,
        line=line,
        path=item.path if isinstance(item, Entry) else "",
        ownership=item.ownership if isinstance(item, Entry) else _ownership(item),
    )


def _ownership(item: Indicator) -> str:
    """Return how plainly the owners of an indicator are named, as actions say it of themselves."""
    return (
        "Named" if any(not duty.unit.is_group for duty in item.duties) else "GroupOnly" if item.duties else "NotStated"
    )


def _indicators(plan: Plan, item: Entry | Indicator) -> tuple[Indicator, ...]:
    if isinstance(item, Indicator):
        return (item,)
    return tuple(found for found in plan.indicators if found.parent == item.iri)


def _deadline(item: Entry | Indicator) -> tuple[date | None, str]:
    if isinstance(item, Entry):
        return item.deadline, item.deadline_text
    dated = [target for target in item.targets if target.deadline is not None or target.deadline_text]
    return (dated[-1].deadline, dated[-1].deadline_text) if dated else (None, "")


def _units(item: Entry | Indicator, role: str) -> str:
    """Return the units in one role as written, each once, with 等 where the last of an open list is among them."""
    duties = [duty for duty in item.duties if duty.role == role]
    names = JOINER.join(dict.fromkeys(duty.written for duty in duties))
    return names + "等" if duties and any(duty in duties for duty in _last_of_open_lists(item)) else names


def _last_of_open_lists(item: Entry | Indicator) -> list[Duty]:
    """Return, of each clause that ends in 等, the duty that stands before it."""
    last = []
    for clause in item.clauses:
        named = [duty for duty in item.duties if duty.clause == clause.iri]
        if clause.open_list and named:
            last.append(max(named, key=lambda duty: duty.spans[-1].end if duty.spans else ROLES.index(duty.role)))
    return last


def _possibly(plan: Plan, item: Entry | Indicator, language: Language) -> str:
    parts = []
    mark = word("possibly", language)
    for duty in item.duties:
        group = duty.unit
        if not group.is_group:
            continue
        members = [unit.name for unit in printed_members(plan, group) if unit.iri not in group.excepts]
        if members:
            listed = JOINER.join(members)
            parts.append(f"{duty.written}：{listed}" if language == "zh" else f"{duty.written}: {listed}")
        elif may_hold(group):
            unlisted = "成员未列明" if language == "zh" else "members not listed"
            parts.append(
                f"{mark}：{duty.written}（{unlisted}）" if language == "zh" else f"{mark}: {duty.written} ({unlisted})"
            )
    if any(clause.open_list for clause in item.clauses):
        parts.append(f"{mark}：名单以“等”结尾" if language == "zh" else f"{mark}: the list ends in 等")
    return "；".join(dict.fromkeys(parts))


def _quote(item: Entry | Indicator) -> tuple[str, int | None]:
    texts = [clause.text for clause in item.clauses if clause.text]
    spans: tuple[Span, ...] = next((clause.spans for clause in item.clauses if clause.spans), ()) or item.spans
    if not texts:
        body = (item.description if isinstance(item, Entry) else "") or (spans[0].quote if spans else item.label)
        body = " ".join(body.split())
        texts = [body if len(body) <= QUOTE else body[: QUOTE - 1] + "…"]
    return " ".join(" ".join(texts).split()), spans[0].line if spans else None
