"""Records to encodings: the YAML that `read_encoding` reads back to the same plan.

What an encoding does not hold: the text of the source document and the evidence in it, runs that
were left unread, white space around names, and two sections or actions with the same path.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, both
from kg.records import (
    Action,
    Clause,
    Indicator,
    Jurisdiction,
    LeadingGroup,
    Observation,
    PartialDate,
    Plan,
    Section,
    Target,
    Unit,
)
from loaders.encoding.book import Book, printed_name
from loaders.encoding.emit import Group, Raw, Value, emit
from loaders.encoding.keys import SECTION_KINDS, TABLES
from loaders.encoding.naming import Naming, TableNaming
from loaders.encoding.order import reading_order
from loaders.encoding.responsibility import LISTS, clause_text
from loaders.encoding.units import NOTHING
from loaders.encoding.values import digits, read_date, read_number
from loaders.rules.indicator.labels import measure_name

if TYPE_CHECKING:
    from loaders.encoding.messages import Language

_LIST_ORDER: Final = [role for _, role in LISTS]


def write_encoding(plan: Plan, *, naming: Naming | None = None, language: Language = "en") -> str:
    """Return a plan as YAML.

    Args:
        plan: The plan; see the module for what an encoding does not hold of it.
        naming: What will read it, by default the tables; official names that it finds by itself are left out.
        language: Language of the keys and of values from closed lists.

    Raises:
        SourceError: Two parts have one path, or one written name stands for two units.
    """
    return emit(plan_group(plan, naming=naming, language=language))


def plan_group(plan: Plan, *, naming: Naming | None = None, language: Language = "en") -> Group:
    """Return a plan as groups of keys and values; arguments and errors as above."""
    return _PlanWriter(plan, naming or TableNaming(), language).group()


class _PlanWriter:
    """Writes the groups of one plan."""

    def __init__(self, plan: Plan, naming: Naming, language: Language) -> None:
        self._plan = plan
        self._naming = naming
        self._position = int(language == "zh")
        self._book = Book(plan, naming)

    def group(self) -> Group:
        plan = self._plan
        root = self._group("encoding")
        root.add("plan", self._head())
        root.add("units", self._units())
        self._parts(root)
        root.add("indicators", tuple(self._indicator(i) for i in plan.indicators))
        root.add("cites", tuple(
            self._filled("cited", title=c.title, document_number=c.document_number,
                         relation=None if c.relation == "cites" else self._code("cited", "relation", c.relation))
            for c in plan.cites
        ))  # fmt: skip
        root.add("bodies", tuple(self._body(b) for b in plan.leading_groups))
        root.add("phases", tuple(
            self._filled("phase", name=p.label, start=_day(p.start), end=_day(p.end)) for p in plan.phases
        ))  # fmt: skip
        root.add("funding", tuple(
            self._filled("funding", name=f.label, **_amount(f.value, f.value_text), unit=f.unit,
                         matching_ratio=f.matching_ratio)
            for f in plan.funding
        ))  # fmt: skip
        root.add("evaluations", tuple(
            self._filled("evaluation", name=e.label, frequency=e.frequency) for e in plan.evaluations
        ))  # fmt: skip
        return root

    def _group(self, table: str) -> _Named:
        return _Named({key.name: key.spellings[self._position] for key in TABLES[table]})

    def _filled(self, table: str, **values: Value | None) -> Group:
        group = self._group(table)
        for name, value in values.items():
            group.add(name, value)
        return group

    def _code(self, table: str, name: str, value: str) -> Raw | str:
        codes = next(key.codes for key in TABLES[table] if key.name == name)
        return next(code.spellings[self._position] for code in codes if code.value == value)

    def _flag(self, value: bool | None) -> Raw | None:
        return (
            None if value is None else Raw(("true", "是")[self._position] if value else ("false", "否")[self._position])
        )

    def _head(self) -> Group:
        plan = self._plan
        head = self._group("plan")
        head.add("title", plan.title)
        head.add("notice_title", plan.notice_title)
        head.add("document_number", plan.document_number)
        head.add("document_number_text", plan.document_number_text)
        head.add("issuers", tuple(printed_name(unit) for unit in plan.issuers))
        _add_date(head, "issued", plan.issued, plan.issued_text)
        head.add("starts", _day(plan.starts))
        head.add("ends", _day(plan.ends))
        if plan.jurisdiction is not None:
            self._place(head, plan.jurisdiction)
        head.add("addressees", plan.addressees)
        head.add("source", None if plan.source is None else plan.source.source_url)
        head.add("repairs", plan.repairs)
        return head

    def _place(self, group: Group, place: Jurisdiction) -> None:
        group.add("jurisdiction", place.name)
        if self._naming.place(place.name) == place:
            return
        group.add("division_code", place.code)
        around = []
        outer = place.within
        while outer is not None:
            around.append(self._filled("place", name=outer.name, division_code=outer.code))
            outer = outer.within
        group.add("within", tuple(around))

    def _units(self) -> tuple[Group, ...]:
        return tuple(self._unit(unit, forms) for unit, forms in self._book.listed())

    def _unit(self, unit: Unit, forms: Sequence[str]) -> Group:
        group = self._group("unit")
        group.add("name", unit.name)
        group.add("written", () if tuple(forms) == (unit.name,) else tuple(forms))
        group.add("function", unit.function)
        if unit.jurisdiction is None and self._plan.jurisdiction is not None:
            group.add("jurisdiction", NOTHING)
        elif unit.jurisdiction is not None and unit.jurisdiction != self._plan.jurisdiction:
            self._place(group, unit.jurisdiction)
        group.add("dual_brand", unit.dual_brand)
        group.add("group", self._flag(value=unit.is_group or None))
        group.add("group_of", unit.group_of)
        group.add("expansion", None if unit.expansion is None else self._code("unit", "expansion", unit.expansion))
        group.add("except", unit.except_units)
        return group

    def _parts(self, root: Group) -> None:
        plan = self._plan
        parts: list[Section | Action] = [*plan.sections, *plan.actions]
        paths = [part.path for part in parts]
        if len(set(paths)) < len(paths):
            twice = next(path for path in paths if paths.count(path) > 1)
            raise SourceError(
                both(
                    f"An encoding cannot hold two parts with the number {twice}.",
                    f"一份编码中不能有两个编号同为 {twice} 的部分。",
                ),
                both("Give each part a number of its own.", "请为每个部分使用不同的编号。"),
            )
        orders = reading_order([s.path for s in plan.sections], [a.path for a in plan.actions])
        groups = []
        for part, order in zip(parts, orders, strict=True):
            group = self._group("section" if isinstance(part, Section) else "action")
            group.add("id", part.path)
            group.add("title", part.label)
            group.add("number", None if part.number == part.path.split("/")[-1] else part.number)
            head = part.path.rpartition("/")[0]
            implied = head if head in paths else None
            group.add("parent", None if part.parent == implied else part.parent or NOTHING)
            group.add("order", None if part.order == order else Raw(str(part.order)))
            if isinstance(part, Section):
                group.add("kind", _section_kind(part.kind))
            else:
                self._action(group, part)
            groups.append(group)
        root.add("sections", tuple(groups[: len(plan.sections)]))
        root.add("actions", tuple(groups[len(plan.sections) :]))

    def _action(self, group: Group, action: Action) -> None:
        group.add("kind", self._code("action", "kind", action.kind))
        group.add("description", action.description)
        self._clauses(group, action.clauses)
        _add_date(group, "deadline", action.deadline, action.deadline_text)

    def _clauses(self, group: Group, clauses: Sequence[Clause]) -> None:
        if len(clauses) == 1 and clauses[0].deadline is None and clauses[0].deadline_text is None:
            self._duties(group, clauses[0])
            return
        inner = []
        for clause in clauses:
            inner.append(self._group("clause"))
            self._duties(inner[-1], clause)
            _add_date(inner[-1], "deadline", clause.deadline, clause.deadline_text)
        group.add("clauses", tuple(inner))

    def _duties(self, group: Group, clause: Clause) -> None:
        roles = [_LIST_ORDER.index(item.role) for item in clause.assignments]
        left_out = [self._book.left_out(item, clause) for item in clause.assignments]
        if roles == sorted(roles) and all(names is None for names in left_out):
            for name, role in LISTS:
                group.add(name, tuple(item.unit_text for item in clause.assignments if item.role is role))
        else:
            group.add("responsibilities", tuple(
                self._filled("assignment", unit=item.unit_text, role=self._code("assignment", "role", item.role),
                             **({} if names is None else {"except": Raw("[]") if names == () else names}))
                for item, names in zip(clause.assignments, left_out, strict=True)
            ))  # fmt: skip
        group.add("open_list", self._flag(value=clause.open_list or None))
        group.add("by_division_of_duties", self._flag(value=clause.by_division_of_duties or None))
        group.add("clause_text", None if clause.text == clause_text(clause) else clause.text)

    def _indicator(self, indicator: Indicator) -> Group:
        group = self._group("indicator")
        group.add("name", indicator.label)
        group.add("measure", None if indicator.measure == measure_name(indicator.label) else indicator.measure)
        group.add("unit", indicator.unit)
        group.add("statistic", self._code("indicator", "statistic", indicator.statistic))
        if indicator.bindingness is not None:
            group.add("bindingness", self._code("indicator", "bindingness", indicator.bindingness))
        group.add("at", indicator.path)
        observations = list(indicator.observations)
        if observations and _is_simple(observations[0]):
            first = observations.pop(0)
            group.add("baseline", Raw(first.value_text))
            group.add("baseline_date", _day(first.date))
        if len(indicator.targets) == 1:
            self._target(group, indicator.targets[0])
        else:
            inner = [self._group("target") for _ in indicator.targets]
            for target_group, target in zip(inner, indicator.targets, strict=True):
                self._target(target_group, target)
            group.add("targets", tuple(inner))
        group.add("observations", tuple(
            self._filled("observation", **_number(o.value, o.value_text), date=_day(o.date),
                         is_baseline=self._flag(value=o.is_baseline or None))
            for o in observations
        ))  # fmt: skip
        self._clauses(group, indicator.clauses)
        return group

    def _target(self, group: Group, target: Target) -> None:
        for name, value in _number(target.value, target.value_text).items():
            group.add(name, value)
        group.add("comparator", self._code("indicator", "comparator", target.comparator))
        implied = target.comparator != "Exactly"
        group.add("comparator_stated", None if target.comparator_stated is implied else self._flag(value=not implied))
        _add_date(group, "deadline", target.deadline, target.deadline_text)
        group.add("ambition", target.ambition)
        group.add("relative_to", target.relative_to)

    def _body(self, body: LeadingGroup) -> Group:
        return self._filled(
            "body",
            name=body.name,
            chairs=body.chairs,
            vice_chairs=body.vice_chairs,
            members=body.members,
            office=body.office,
            member_units=tuple(printed_name(unit) for unit in body.member_units),
        )


class _Named(Group):
    """A group whose keys are given by their English names and written in one language."""

    __slots__ = ("_names",)

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__()
        self._names = names

    def add(self, key: str, value: Value | None) -> None:
        super().add(self._names[key], value)


def _section_kind(kind: str) -> str:
    """Return the word for a kind; one that the closed list lacks means other, as it does to the mapping."""
    return kind if any(kind in code.spellings for code in SECTION_KINDS) else "other"


def _day(value: PartialDate | None) -> Raw | None:
    return None if value is None else Raw(str(value))


def _add_date(group: Group, name: str, value: PartialDate | None, printed: str | None) -> None:
    if value is not None and printed is not None and printed != str(value) and read_date(printed) == value:
        group.add(name, Raw(printed))
        return
    group.add(name, _day(value))
    group.add(f"{name}_text", printed)


def _number(value: Decimal, printed: str) -> dict[str, Value | None]:
    if read_number(printed) == value:
        return {"value": Raw(printed)}
    return {"value": Raw(digits(value)), "value_text": printed}


def _amount(value: Decimal | None, printed: str | None) -> dict[str, Value | None]:
    if value is not None and printed is not None and printed != digits(value) and read_number(printed) == value:
        return {"amount": Raw(printed)}
    return {"amount": None if value is None else Raw(digits(value)), "amount_text": printed}


def _is_simple(observation: Observation) -> bool:
    return observation.is_baseline and read_number(observation.value_text) == observation.value
