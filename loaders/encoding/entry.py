"""One group of keys and values of an encoding, read against its key table.

Every getter reports what is wrong at its place and returns a harmless value, so that one pass finds
all mistakes; nothing that was reported ever becomes a record, because the report raises at the end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import yaml

from kg.errors import Bilingual, both
from kg.records import Evidence, PartialDate
from loaders.encoding import nodes
from loaders.encoding.keys import FLAGS, TABLES, Key, Kind
from loaders.encoding.report import cell_place
from loaders.encoding.values import read_date, read_number

if TYPE_CHECKING:
    from loaders.encoding.report import Report

RULE = "encoding"
"""The rule id of evidence that points into an encoding."""


class Entry:
    """A mapping node and the table it follows.

    Args:
        node: The mapping as it stands in the file.
        table: Name of its table in `TABLES`.
        text: The text of the whole file, for quotes.
        report: Where mistakes go.
        is_sheet: Whether the keys are sheets of a workbook.
    """

    def __init__(
        self, node: yaml.MappingNode, table: str, text: str, report: Report, *, is_sheet: bool = False
    ) -> None:
        self.node = node
        self._keys = {key.name: key for key in TABLES[table]}
        self._text = text
        self._report = report
        self._values: dict[str, yaml.Node] = {}
        spellings = {spelling: key for key in TABLES[table] for spelling in key.spellings}
        for key_node, value in node.value:
            written = nodes.scalar_text(key_node) if isinstance(key_node, yaml.ScalarNode) else "?"
            key = spellings.get(written)
            if key is None:
                hint = self._hint(written, spellings)
                report.add("encoding-unknown-key", key_node.start_mark, key=written, hint=hint)
            elif key.name in self._values:
                report.add("encoding-duplicate-key", key_node.start_mark, key=written)
            else:
                self._values[key.name] = value
        for key in TABLES[table]:
            if key.required and not self.has(key.name):
                code, mark = ("encoding-missing-sheet", None) if is_sheet else ("encoding-missing-key", node.start_mark)
                report.add(code, mark, key=self._label(key))

    def _hint(self, written: str, spellings: dict[str, Key]) -> Bilingual:
        near = difflib.get_close_matches(written[:100], spellings, n=1, cutoff=0.6)
        if near:
            return both(f"Did you mean {near[0]}?", f"是否想写“{near[0]}”？")
        names = "、".join(k.zh for k in self._keys.values())
        return both(f"Known here: {', '.join(self._keys)}.", f"可用的键：{names}。")

    @staticmethod
    def _label(key: Key) -> Bilingual:
        return both(key.name, key.zh)

    def label(self, name: str) -> Bilingual:
        """Return the name of a key in both languages."""
        return self._label(self._keys[name])

    def has(self, name: str) -> bool:
        """Tell whether the key stands here with a value; an empty text or nothing is no value."""
        node = self._values.get(name)
        if node is None or nodes.is_null(node):
            return False
        return not (isinstance(node, yaml.ScalarNode) and not nodes.scalar_text(node))

    def stands(self, name: str) -> bool:
        """Tell whether the key stands here at all; an empty list is a value, nothing is none."""
        node = self._values.get(name)
        return node is not None and not nodes.is_null(node)

    def given(self, *names: str) -> str | None:
        """Return the first of these keys that has a value."""
        return next((name for name in names if self.has(name)), None)

    def refuse_both(self, name: str, others: tuple[str, ...]) -> None:
        """Report where `name` stands beside one of `others`, which say the same."""
        other = self.given(*others)
        if self.has(name) and other is not None:
            mark = self._values[name].start_mark
            self._report.add("encoding-clash", mark, key=self.label(name), other=self.label(other))

    def reject(self, code: str, name: str, **details: object) -> None:
        """Report a mistake at the value of a key."""
        node = self._values.get(name, self.node)
        self._report.add(code, node.start_mark, **{"key": self.label(name), **details})

    def line(self, name: str) -> int:
        """Return the line from 1 of the value of a key."""
        return int(self._values.get(name, self.node).start_mark.line) + 1

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The run of the file that holds this group."""
        return self._evidence(self.node)

    def evidence_of(self, name: str) -> tuple[Evidence, ...]:
        """Return the run of the file that holds the value of a key, that of the group without it."""
        return self._evidence(self._values.get(name, self.node))

    def _evidence(self, node: yaml.Node) -> tuple[Evidence, ...]:
        begin, end = nodes.extent(node)
        quote = self._text[begin:end].rstrip()
        if not quote:
            return ()
        cell = getattr(node.start_mark, "cell", None)
        table = getattr(node.start_mark, "table", None)
        row, column = (None, None) if cell is None or table is None else cell_place(cell)
        return (Evidence(begin, begin + len(quote), quote, RULE, None, table, row, column),)

    def _scalar(self, name: str) -> tuple[str, yaml.ScalarNode] | None:
        if not self.has(name):
            return None
        node = self._values[name]
        if not isinstance(node, yaml.ScalarNode):
            self._wrong_kind(name, node)
            return None
        return nodes.scalar_text(node), node

    def _wrong_kind(self, name: str, node: yaml.Node, wanted: str | None = None) -> None:
        kind = wanted or self._keys[name].kind.value
        self._report.add(
            "encoding-type",
            node.start_mark,
            key=self.label(name),
            wanted=self._report.kind(kind),
            found=self._report.kind(nodes.kind_of(node)),
        )

    def text(self, name: str) -> str | None:
        """Return the text of a key as written."""
        scalar = self._scalar(name)
        return None if scalar is None else scalar[0]

    def needed(self, name: str) -> str:
        """Return the text of a required key; its absence was reported when the group was opened."""
        return self.text(name) or "?"

    def texts(self, name: str) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
        """Return the texts of a list with their places; a single text is a list of one."""
        if not self.has(name):
            return ()
        node = self._values[name]
        if isinstance(node, yaml.ScalarNode):
            written = nodes.scalar_text(node)
            if any(mark in written for mark in "、,，;；"):
                self._report.add("encoding-list", node.start_mark, key=self.label(name), value=written)
            return ((written, self._evidence(node)),)
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_kind(name, node)
            return ()
        found = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                self._wrong_kind(name, item, "text")
            elif nodes.is_null(item) or not nodes.scalar_text(item):
                self._report.add("encoding-empty", item.start_mark, key=self.label(name))
            else:
                found.append((nodes.scalar_text(item), self._evidence(item)))
        return tuple(found)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list alone."""
        return tuple(text for text, _ in self.texts(name))

    def date(self, name: str) -> tuple[PartialDate | None, str | None]:
        """Return a date and how it is written."""
        scalar = self._scalar(name)
        if scalar is None:
            return None, None
        value = read_date(scalar[0])
        if value is None:
            self._report.add("encoding-date", scalar[1].start_mark, key=self.label(name), value=scalar[0])
        return value, scalar[0]

    def number(self, name: str) -> tuple[Decimal | None, str | None]:
        """Return a number and how it is written."""
        scalar = self._scalar(name)
        if scalar is None:
            return None, None
        value = read_number(scalar[0])
        if value is None:
            self._report.add("encoding-number", scalar[1].start_mark, key=self.label(name), value=scalar[0])
        return value, scalar[0]

    def flag(self, name: str) -> bool | None:
        """Return a truth value, None where the key is absent."""
        scalar = self._scalar(name)
        if scalar is None:
            return None
        value = FLAGS.get(scalar[0].lower())
        if value is None:
            self._report.add("encoding-flag", scalar[1].start_mark, key=self.label(name), value=scalar[0])
        return value

    def code(self, name: str) -> str | None:
        """Return the value of a closed list that the text stands for."""
        scalar = self._scalar(name)
        if scalar is None:
            return None
        codes = self._keys[name].codes
        for code in codes:
            if scalar[0].lower() in code.spellings:
                return code.value
        choices = both(", ".join(code.spellings[0] for code in codes), "、".join(code.spellings[1] for code in codes))
        self._report.add("encoding-code", scalar[1].start_mark, key=self.label(name), value=scalar[0], choices=choices)
        return None

    def record(self, name: str) -> Entry | None:
        """Return the group that a key holds."""
        if not self.has(name):
            return None
        node = self._values[name]
        if not isinstance(node, yaml.MappingNode):
            self._wrong_kind(name, node)
            return None
        return self._open(name, node)

    def records(self, name: str) -> Iterator[Entry]:
        """Yield the groups of a list, in order; mistakes are reported on iteration."""
        if not self.has(name):
            return
        node = self._values[name]
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_kind(name, node)
            return
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                yield self._open(name, item)
            else:
                self._wrong_kind(name, item, Kind.RECORD.value)

    def _open(self, name: str, node: yaml.MappingNode) -> Entry:
        table = self._keys[name].table
        if table is None:
            raise LookupError(f"the key {name} has no table")
        return Entry(node, table, self._text, self._report)
