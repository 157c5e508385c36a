"""Sheets to the tree of an encoding: headings in either language, columns in any order, merged cells.

The tree is the one that YAML gives, with cells for places, so that one reader finds the mistakes of all.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import both
from kg.iri import fold
from loaders.encoding import nodes
from loaders.encoding.goals import TARGET_KEYS
from loaders.encoding.keys import TABLES, Key, Kind
from loaders.encoding.names import split_names, split_units
from loaders.encoding.report import Place, Report, cell_place
from loaders.encoding.responsibility import LISTS
from loaders.encoding.workbook import Book, Cell, Sheet
from loaders.lexicon import rows as lexicon_rows

if TYPE_CHECKING:
    import yaml

IGNORED: Final = frozenset({"说明", "notes", "readme", "填写说明"})
_LOOK: Final = 12
_ROLES: Final = dict(LISTS)
_DUTIES: Final = (*_ROLES, "responsibilities", "open_list", "by_division_of_duties", "clause_text", "deadline",
                  "deadline_text")  # fmt: skip
GOES_ON: Final = {"indicators": ("targets", TARGET_KEYS), "actions": ("clauses", _DUTIES)}
"""Sheets in which a row without a name goes on with the row above: the list that it adds to, and its columns."""
_LEADERS: Final = {"indicators": ("name",), "actions": ("id", "title")}


@cache
def spellings(table: str) -> dict[str, Key]:
    """Return the keys of a table by every way to write them, folded and in small letters."""
    keys = {key.name: key for key in TABLES[table]}
    found = {plain_heading(heading): keys[name] for of, heading, name in lexicon_rows("sheet_heads") if of == table}
    found.update((plain_heading(word), key) for key in TABLES[table] for word in key.spellings)
    return found


def plain_heading(text: str) -> str:
    """Return a heading as headings are compared."""
    return fold(text).lower().strip("*").replace("_", "")


def read_sheets(book: Book, report: Report) -> yaml.MappingNode:
    """Return the tree of a workbook; what is wrong with sheets and headings is reported."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    seen: dict[str, str] = {}
    for sheet in book.sheets:
        if plain_heading(sheet.name) in IGNORED or not (any(sheet.rows) or sheet.faults):
            continue
        key = spellings("encoding").get(plain_heading(sheet.name))
        if key is None:
            near = difflib.get_close_matches(plain_heading(sheet.name)[:40], spellings("encoding"), n=1)
            names = ", ".join(k.name for k in TABLES["encoding"]), "、".join(k.zh for k in TABLES["encoding"])
            hint = (
                both(f"Did you mean {near[0]}?", f"是否应为“{near[0]}”？")
                if near
                else both(
                    f"Name it as one of: {names[0]}; a sheet notes is not read.",
                    f"请改为：{names[1]}；名为“说明”的表不读取。",
                )
            )
            report.add("encoding-unknown-sheet", sheet.place(1, 1), key=sheet.name, hint=hint)
            continue
        if key.name in seen:
            report.add("encoding-duplicate-key", sheet.place(1, 1), key=sheet.name)
            continue
        seen[key.name] = sheet.name
        for fault in sheet.faults:
            code = "encoding-cell-error" if fault.shown else "encoding-formula"
            report.add(code, sheet.place(*cell_place(fault.cell)), value=fault.shown or None)
        reader = _SheetReader(sheet, key, report)
        value = reader.record() if key.kind is Kind.RECORD else reader.records()
        if value is not None:
            pairs.append((nodes.scalar(key.name, sheet.place(1, 1)), value))
    return nodes.mapping(pairs, Place(0, 0))


class _SheetReader:
    """Reads one sheet against the table of its key."""

    def __init__(self, sheet: Sheet, key: Key, report: Report) -> None:
        self._sheet = sheet
        self._key = key
        self._report = report
        self._table = str(key.table)

    def _place(self, cell: Cell) -> Place:
        return self._sheet.place(cell.row, cell.column, cell.begin)

    def record(self) -> yaml.MappingNode:
        """Return the group of a sheet of two columns: names of fields, and what they hold."""
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        known = spellings(self._table)
        for row in self._sheet.rows:
            cells = [cell for _, cell in sorted(row.items())]
            if not cells or plain_heading(cells[0].text) in ("项目", "field", "字段"):
                continue
            first = cells[0]
            value = row.get(first.column + 1)
            key = known.get(plain_heading(first.text))
            if key is None and len(cells) == 1:
                continue
            if key is None:
                self._unknown(first, first.text)
            elif value is not None and (held := self._value(key, value)) is not None:
                written = key.name if first.text.isascii() else key.zh
                pairs.append((nodes.scalar(written, self._place(first), len(first.text)), held))
        return nodes.mapping(pairs, self._sheet.place(1, 1))

    def _unknown(self, cell: Cell, text: str) -> None:
        known = spellings(self._table)
        near = difflib.get_close_matches(plain_heading(text)[:40], known, n=1, cutoff=0.5)
        names = ", ".join(k.name for k in TABLES[self._table]), "、".join(k.zh for k in TABLES[self._table])
        hint = (
            both(f"Did you mean {known[near[0]].name}?", f"是否应为“{known[near[0]].zh}”？")
            if near
            else both(f"Known here: {names[0]}.", f"可用的列：{names[1]}。")
        )
        self._report.add("encoding-unknown-key", self._place(cell), key=text.strip(), hint=hint)

    def records(self) -> yaml.SequenceNode | None:
        """Return the groups of a sheet with one row for each of them; None after reporting that it has no headings."""
        found = self._headings()
        if found is None:
            self._report.add("encoding-no-headings", self._sheet.place(1, 1), key=self._sheet.name)
            return None
        last, columns = found
        groups: list[list[dict[str, Cell]]] = []
        heads: dict[str, Cell] = {}
        for row in self._sheet.rows[last:]:
            cells = {columns[c].name: cell for c, cell in row.items() if c in columns}
            strays = [cell for c, cell in row.items() if c not in columns]
            if self._repeats(cells, columns, row):
                continue
            if not cells and not strays:
                continue
            for cell in strays:
                self._report.add("encoding-stray-cell", self._place(cell), value=cell.text.strip())
            if not cells:
                continue
            if groups and self._goes_on(cells):
                groups[-1].append({name: cell for name, cell in cells.items() if not cell.covered})
            else:
                groups.append([cells])
            heads = heads or cells
        place = self._sheet.place(1, 1)
        values = [self._group(group) for group in groups]
        return nodes.sequence(values, place)

    def _headings(self) -> tuple[int, dict[int, Key]] | None:
        """Return how many rows the headings take, and the key of each column that has one."""
        known = spellings(self._table)
        counts = [
            len({known[plain_heading(c.text)].name for c in row.values() if plain_heading(c.text) in known})
            for row in self._sheet.rows[:_LOOK]
        ]
        if not counts or max(counts) == 0:
            return None
        best = next(place for place, count in enumerate(counts) if count * 2 > max(counts))
        last = best
        # headings may lie under each other: parts of a merged one, or the same in the other language
        while (
            last + 1 < len(counts)
            and counts[last + 1]
            and all(plain_heading(c.text) in known for c in self._sheet.rows[last + 1].values())
        ):
            last += 1
        columns: dict[int, Key] = {}
        taken: dict[str, int] = {}
        for column in sorted({c for row in self._sheet.rows[: last + 1] for c in row}):
            above = [row[column] for row in self._sheet.rows[: last + 1] if column in row]
            key = next((known[plain_heading(c.text)] for c in reversed(above) if plain_heading(c.text) in known), None)
            inside = [c for c in above if c.row > best]
            if key is None:
                if inside:
                    self._unknown(above[-1], above[-1].text)
                continue
            if key.name in taken:
                self._report.add("encoding-duplicate-key", self._place(above[-1]), key=above[-1].text.strip())
                continue
            taken[key.name] = column
            columns[column] = key
        keys = {key.name: key for key in TABLES[self._table]}
        if "id" in keys and "id" not in taken and "number" in taken:
            # a ledger counts its tasks: the count is their number and tells them apart
            columns[taken["number"]] = keys["id"]
        return last + 1, columns

    def _repeats(self, cells: dict[str, Cell], columns: dict[int, Key], row: dict[int, Cell]) -> bool:
        """Tell whether a row is the headings once more, in either language."""
        known = spellings(self._table)
        counted = {"number": "id"} if any(key.name == "id" for key in columns.values()) else {}
        own = [
            (key := known.get(plain_heading(cell.text))) is not None
            and columns[c].name in (key.name, counted.get(key.name))
            for c, cell in row.items()
            if c in columns
        ]
        return len(own) > 1 and all(own) and len(cells) == len(own)

    def _goes_on(self, cells: dict[str, Cell]) -> bool:
        leaders = _LEADERS.get(self._key.name)
        if leaders is None or any(name in cells and not cells[name].covered for name in leaders):
            return False
        own = [name for name, cell in cells.items() if not cell.covered]
        return bool(own) and all(name in GOES_ON[self._key.name][1] for name in own)

    def _group(self, rows: Sequence[dict[str, Cell]]) -> yaml.MappingNode:
        first = rows[0]
        if len(rows) == 1:
            return self._row(first)
        inner, names = GOES_ON[self._key.name]
        moved = {name: cell for name, cell in first.items() if name in names}
        if self._key.name == "actions":
            for name in ("deadline", "deadline_text"):
                moved.pop(name, None)
        kept = {name: cell for name, cell in first.items() if name not in moved}
        mapping = self._row(kept)
        items: list[yaml.Node] = [self._row(cells) for cells in ([moved] if moved else []) + list(rows[1:])]
        start = self._place(next(iter(first.values())))
        mapping.value.append((nodes.scalar(inner, start), nodes.sequence(items, start)))
        return mapping

    def _row(self, cells: dict[str, Cell]) -> yaml.MappingNode:
        keys = {key.name: key for key in TABLES[self._table]}
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        extra: dict[str, list[yaml.Node]] = {}
        for name, cell in cells.items():
            place = self._place(cell)
            if name in _ROLES and self._table in ("action", "indicator"):
                duties = split_units(cell.text, _ROLES[name])
                for unit, role in duties.units:
                    into = next(key for key, known in LISTS if known is role)
                    extra.setdefault(into, []).append(self._part(unit, cell))
                for flag in (duties.open_list and "open_list", duties.by_division and "by_division_of_duties"):
                    if flag and flag not in cells and flag not in extra:
                        extra[flag] = [nodes.scalar("true", place, len(cell.text))]
                continue
            if (held := self._value(keys[name], cell)) is not None:
                pairs.append((nodes.scalar(name, place), held))
        start = self._place(min(cells.values(), key=lambda cell: (cell.row, cell.column)))
        for name, items in extra.items():
            value = items[0] if name not in _ROLES else nodes.sequence(items, start)
            pairs.append((nodes.scalar(name, start), value))
        return nodes.mapping(pairs, start)

    def _part(self, text: str, cell: Cell) -> yaml.ScalarNode:
        found = cell.text.find(text)
        place = self._sheet.place(cell.row, cell.column, cell.begin + max(0, found))
        return nodes.scalar(text, place, len(text) if found >= 0 else len(cell.text))

    def _value(self, key: Key, cell: Cell) -> yaml.Node | None:
        place = self._place(cell)
        if key.kind is Kind.TEXTS:
            items: list[yaml.Node] = [self._part(name, cell) for name in split_names(cell.text)]
            return nodes.sequence(items, place, len(cell.text))
        if key.kind is Kind.RECORDS:
            return self._inner(cell)
        return nodes.scalar(cell.text.strip(), place, len(cell.text))

    def _inner(self, cell: Cell) -> yaml.Node | None:
        """Return what a cell holds that is a list of groups, as YAML has it: `[{name: …}]`; None after reporting."""
        place = self._place(cell)
        inside = Report("")
        node = nodes.compose(cell.text, inside)
        for problem in inside.problems:
            self._report.add("encoding-cell", place, detail=problem.message)
        if node is not None:
            nodes.moved(node, place)
        return node
