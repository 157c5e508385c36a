"""Cells of a workbook that hold no value: formulas that failed, and formulas whose result nobody saved.

Readers of workbooks give such a cell as an empty one; what a person wrote there would be gone without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import join, normpath
from typing import Final

from loaders.archive import Archive

_SHEET: Final = re.compile(r"<(?:\w{1,9}:)?sheet\s([^<>]*)>")
_LINK: Final = re.compile(r"<(?:\w{1,9}:)?Relationship\s([^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL: Final = re.compile(r"<(?:\w{1,9}:)?c\s")
_NAME: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_FORMULA: Final = re.compile(r"<(?:\w{1,9}:)?f[\s/>]")
_VALUE: Final = re.compile(r"<(?:\w{1,9}:)?v(?:\s[^<>]*)?>([^<]{1,40})")


@dataclass(frozen=True, slots=True)
class CellFault:
    """One such cell, `C5`; `shown` is what the formula shows (`#REF!`), empty where no result was saved."""

    cell: str
    shown: str


def cell_faults(archive: Archive) -> dict[str, tuple[CellFault, ...]]:
    """Return the cells without a value by the names of their sheets; what is no workbook has none."""
    links = {said.get("Id"): said.get("Target", "") for said in _said(archive, "xl/_rels/workbook.xml.rels", _LINK)}
    found = {}
    for said in _said(archive, "xl/workbook.xml", _SHEET):
        target = links.get(next((value for name, value in said.items() if name.endswith(":id")), ""), "")
        part = normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
        faults = tuple(_faults((archive.read(part) or b"").decode("utf-8", "replace")))
        if faults:
            found[said.get("name", "")] = faults
    return found


def _said(archive: Archive, part: str, element: re.Pattern[str]) -> Iterator[dict[str, str]]:
    """Yield the attributes of each such element of a part."""
    text = (archive.read(part) or b"").decode("utf-8", "replace")
    for match in element.finditer(text):
        yield {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(match[1])}


def _faults(text: str) -> Iterator[CellFault]:
    for piece in _CELL.split(text)[1:]:
        head, _, body = piece.partition(">")
        said = {name: one or other for name, one, other in _ATTRIBUTE.findall(head)}
        kind, value = said.get("t"), _VALUE.search(body)
        # a text that a formula made may be empty; any other result has a value
        is_unsaved = value is None and kind != "str" and _FORMULA.search(body) is not None
        if _NAME.fullmatch(said.get("r", "")) and (kind == "e" or is_unsaved):
            yield CellFault(said["r"], unescape(value[1]) if value is not None else "#" if kind == "e" else "")
