"""Saved queries: `.rq` files that are valid SPARQL as they stand, with a YAML header in `#+` lines.

The file is the truth: its header declares parameters and columns, and reading fails loudly where the
header does not fit the text. See docs/queries.md for the questions and docs/decisions for the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast, get_args

from kg.errors import QueryFileError, UsageError, both
from kg.query.tokens import ordered_columns, selected_columns
from kg.resources import resource_dir

ParameterKind = Literal["unit", "place", "plan", "role", "measure", "function", "date", "iri", "string", "integer"]
ColumnKind = Literal["iri", "string", "integer", "decimal", "boolean", "date"]
_KEYS: Final = ("id", "summary", "summary_zh", "description", "description_zh", "tags", "returns", "order", "since")
_MAY: Final = (*_KEYS, "params", "severity")
_BLOCK: Final = r"^(?P<lead>[ \t]*)VALUES \?{name} \{{[^{{}}\n]*\}}[ \t]*$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query.

    Args:
        name: The SPARQL variable that its VALUES line binds.
        kind: How a word of the user becomes a term.
        doc: What it means; `doc_zh` in Chinese.
        optional: Whether leaving it out means "any".
        default: The word that stands for it where it is left out, or None.
        example: A word that gives an answer on the examples of the tests.
    """

    name: str
    kind: ParameterKind
    doc: str
    doc_zh: str
    optional: bool = False
    default: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: The SPARQL variable.
        kind: Type of its values.
        label: Heading for people; `label_zh` in Chinese.
        words: For coded values, pairs of word and Chinese word.
        detail: True for a column that machines need and people's tables leave out.
    """

    name: str
    kind: ColumnKind
    label: str
    label_zh: str
    words: tuple[tuple[str, str], ...] = ()
    detail: bool = False


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question: what its header says, and the text of the file."""

    id: str
    group: str
    path: Path
    summary: str
    summary_zh: str
    description: str
    description_zh: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    since: str
    text: str
    severity: str | None = None


def values_line(name: str) -> re.Pattern[str]:
    """Return the pattern of the one line that a parameter is bound in."""
    return re.compile(_BLOCK.format(name=re.escape(name)), re.MULTILINE)


def read_query(path: Path) -> SavedQuery:
    """Read one `.rq` file.

    Raises:
        QueryFileError: The header is missing, is not YAML, lacks a key or has one too many, or does not
            fit the file's name, its SELECT columns, its ORDER BY or its VALUES lines.
    """
    import yaml  # noqa: PLC0415 (--help does without)

    text = path.read_text(encoding="utf-8")
    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        data = yaml.safe_load(header)
    except yaml.YAMLError as error:
        raise _fault(path, f"the header is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise _fault(path, "there is no header of #+ lines")
    for key in _KEYS:
        if key not in data:
            raise _fault(path, f"the header has no key {key!r}")
    unknown = sorted(set(data) - set(_MAY))
    if unknown:
        raise _fault(path, f"the header has a key of no meaning: {unknown[0]!r}")
    if data["id"] != path.stem:
        raise _fault(path, f"the id is {data['id']!r}, the file is named {path.stem!r}")
    query = SavedQuery(
        id=path.stem,
        group=path.parent.name,
        path=path,
        summary=_text(path, data, "summary"),
        summary_zh=_text(path, data, "summary_zh"),
        description=_text(path, data, "description"),
        description_zh=_text(path, data, "description_zh"),
        tags=tuple(str(tag) for tag in data["tags"]),
        parameters=tuple(_parameter(path, name, raw) for name, raw in (data.get("params") or {}).items()),
        columns=tuple(_column(path, name, raw) for name, raw in data["returns"].items()),
        order=tuple(str(name) for name in data["order"]),
        since=str(data["since"]),
        text=text,
        severity=str(data["severity"]) if "severity" in data else None,
    )
    _check_fit(query)
    return query


def _check_fit(query: SavedQuery) -> None:
    """Hold the header against the query below it."""
    columns = tuple(column.name for column in query.columns)
    selected = selected_columns(query.text)
    if columns != selected:
        raise _fault(query.path, f"returns {list(columns)}, but SELECT gives {list(selected)}")
    ordered = ordered_columns(query.text)
    if query.order != ordered:
        raise _fault(query.path, f"order is {list(query.order)}, but ORDER BY gives {list(ordered)}")
    for parameter in query.parameters:
        count = len(values_line(parameter.name).findall(query.text))
        if count != 1:
            raise _fault(query.path, f"the parameter {parameter.name!r} has {count} VALUES lines, not one")


def _parameter(path: Path, name: str, raw: object) -> Parameter:
    data = _mapping(path, raw, f"params.{name}", {"type", "doc", "doc_zh", "optional", "default", "example"})
    kind = data.get("type")
    if kind not in get_args(ParameterKind):
        raise _fault(path, f"the parameter {name!r} is of no known type: {kind!r}")
    return Parameter(
        name=name,
        kind=cast("ParameterKind", kind),
        doc=_text(path, data, "doc"),
        doc_zh=_text(path, data, "doc_zh"),
        optional=bool(data.get("optional", False)),
        default=str(data["default"]) if "default" in data else None,
        example=str(data["example"]) if "example" in data else None,
    )


def _column(path: Path, name: str, raw: object) -> Column:
    data = _mapping(path, raw, f"returns.{name}", {"type", "label", "label_zh", "enum", "detail"})
    kind = data.get("type")
    if kind not in get_args(ColumnKind):
        raise _fault(path, f"the column {name!r} is of no known type: {kind!r}")
    words = data.get("enum") or {}
    if not isinstance(words, dict):
        raise _fault(path, f"returns.{name}.enum is no mapping of words to Chinese words")
    return Column(
        name=name,
        kind=cast("ColumnKind", kind),
        label=_text(path, data, "label"),
        label_zh=_text(path, data, "label_zh"),
        words=tuple((str(word), str(chinese)) for word, chinese in words.items()),
        detail=bool(data.get("detail", False)),
    )


def _mapping(path: Path, raw: object, where: str, keys: set[str]) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise _fault(path, f"{where} is no mapping")
    unknown = sorted(set(raw) - keys)
    if unknown:
        raise _fault(path, f"{where} has a key of no meaning: {unknown[0]!r}")
    return raw


def _text(path: Path, data: dict[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _fault(path, f"the key {key!r} holds no text")
    return value.strip()


def _fault(path: Path, what: str) -> QueryFileError:
    return QueryFileError(
        both(f"The saved query {path.name} is broken: {what}.", f"预存查询 {path.name} 有误：{what}。"),
        both("Correct its header; docs/queries.md shows one.", "请更正文件头，样例见 docs/queries.md。"),
    )


def query_paths(folder: Path | None = None) -> list[Path]:
    """Return the files of all saved queries, sorted by group and id."""
    return sorted((folder or resource_dir("queries")).glob("*/*.rq"))


def load_catalog(folder: Path | None = None) -> tuple[SavedQuery, ...]:
    """Read all saved queries, sorted by group and id.

    Raises:
        QueryFileError: One of them is broken, or two have one id.
    """
    queries = tuple(read_query(path) for path in query_paths(folder))
    seen: dict[str, Path] = {}
    for query in queries:
        if query.id in seen:
            raise _fault(query.path, f"{seen[query.id]} has the same id")
        seen[query.id] = query.path
    return queries


def find_query(name: str, folder: Path | None = None) -> SavedQuery:
    """Read the saved query of that id, and no other file.

    Raises:
        UsageError: There is none; the remedy names the nearest ones.
    """
    from difflib import get_close_matches  # noqa: PLC0415 (only after a slip)

    paths = {path.stem: path for path in query_paths(folder)}
    if name in paths:
        return read_query(paths[name])
    near = ", ".join(get_close_matches(name, paths, n=3, cutoff=0.4))
    hint = both(f"Did you mean {near}? ", f"是否指 {near}？") if near else both("", "")
    raise UsageError(
        both(f"There is no saved question {name!r}.", f"没有预存问题 {name!r}。"),
        both(f"{hint}govplan questions lists them.", f"{hint.zh}可用 govplan questions 列出全部问题。"),
    )
