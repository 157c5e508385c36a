"""Records to sheets: the rows that `grid` reads back to the same plan, as a workbook or as CSV.

A list in a list (several clauses, roles in an order of their own) stands in one cell as YAML has it; an indicator
with several targets takes several rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from loaders.encoding.emit import Group, Raw, Value, flow
from loaders.encoding.keys import TABLES, Key, Kind
from loaders.encoding.names import join_names, join_units
from loaders.encoding.responsibility import LISTS
from loaders.encoding.workbook import guarded
from loaders.encoding.write import plan_group

if TYPE_CHECKING:
    from kg.records import Plan
    from loaders.encoding.messages import Language
    from loaders.encoding.naming import Naming

_ROLES: Final = dict(LISTS)
SHOWN: Final = {
    "unit": ("name", "written", "function", "dual_brand", "group", "group_of", "expansion", "except"),
    "section": ("id", "title", "kind"),
    "action": ("id", "title", "kind", "description", "lead", "responsible", "supporting", "open_list",
               "by_division_of_duties", "deadline"),
    "indicator": ("name", "unit", "statistic", "bindingness", "at", "baseline", "baseline_date", "value", "comparator",
                  "deadline", "ambition", "responsible"),
    "cited": ("title", "document_number", "relation"),
    "body": ("name", "chairs", "vice_chairs", "members", "office", "member_units"),
    "phase": ("name", "start", "end"),
    "funding": ("name", "amount", "unit", "matching_ratio"),
    "evaluation": ("name", "frequency"),
}  # fmt: skip
"""Columns that a template shows; others are added where a plan needs them."""
PLAN_FIELDS: Final = ("title", "notice_title", "document_number", "issuers", "issued", "starts", "ends", "jurisdiction",
                      "division_code", "addressees", "source")  # fmt: skip


@dataclass(slots=True)
class Table:
    """One sheet to write: its key, its columns, and its rows by column; the sheet `plan` has one row."""

    key: Key
    columns: list[Key]
    rows: list[dict[str, str]] = field(default_factory=list)


def tables(
    plan: Plan, *, naming: Naming | None = None, language: Language = "en", template: bool = False
) -> list[Table]:
    """Return the sheets of a plan; a template has all of them and all columns that it shows.

    Raises:
        SourceError: As for `write_encoding`.
    """
    written = dict(plan_group(plan, naming=naming, language=language).items)
    place = int(language == "zh")
    found = []
    for key in TABLES["encoding"]:
        value = written.get(key.spellings[place])
        if value is None and not template:
            continue
        groups = (value,) if isinstance(value, Group) else cast("tuple[Group, ...]", value or ())
        keys = {k.spellings[place]: k for k in TABLES[str(key.table)]}
        rows = [row for group in groups for row in _rows(group, keys, str(key.table))]
        shown = PLAN_FIELDS if key.kind is Kind.RECORD else SHOWN[str(key.table)]
        used = {name for row in rows for name in row}
        columns = [k for k in keys.values() if k.name in used or k.name in shown]
        found.append(Table(key, columns, rows))
    return found


def _rows(group: Group, keys: Mapping[str, Key], table: str) -> list[dict[str, str]]:
    row: dict[str, str] = {}
    more: list[dict[str, str]] = []
    for word, value in group.items:
        key = keys[word]
        if key.name == "targets":
            inner = {k.name: k for k in TABLES["target"]}
            by_word = {spelling: k for k in inner.values() for spelling in k.spellings[:2]}
            more = [_cells(target, by_word, table) for target in cast("tuple[Group, ...]", value)]
        else:
            row.update(_cells(Group([(word, value)]), keys, table))
    return [row | more[0], *more[1:]] if more else [row]


def _cells(group: Group, keys: Mapping[str, Key], table: str) -> dict[str, str]:
    return {keys[word].name: _cell(keys[word], value, table) for word, value in group.items}


def _cell(key: Key, value: Value, table: str) -> str:
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, str):
        return value
    if key.kind is Kind.TEXTS:
        names = cast("Sequence[str]", value)
        is_duty = key.name in _ROLES and table in ("action", "indicator")
        return join_units(names, _ROLES[key.name]) if is_duty else join_names(names)
    return flow(cast("tuple[Group, ...]", value))


def write_csv(found: Sequence[Table], language: Language) -> str:
    """Return the sheets as one CSV text, one under the other, with a byte order mark for spreadsheet programs."""
    place = int(language == "zh")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for table in found:
        writer.writerow([f"[{table.key.spellings[place]}]"])
        if table.key.kind is Kind.RECORD:
            row = table.rows[0] if table.rows else {}
            writer.writerows([key.spellings[place], guarded(row.get(key.name, ""))] for key in table.columns)
        else:
            writer.writerow([key.spellings[place] for key in table.columns])
            writer.writerows([guarded(row.get(key.name, "")) for key in table.columns] for row in table.rows)
        writer.writerow([])
    return "\ufeff" + buffer.getvalue()
