"""Groups of keys and values to YAML text: block style, short lists of names on one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import yaml

_UNSAFE: Final = re.compile(
    r"[\x00-\x1f\x7f-\xa0\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]|: |:$| #|^[\s\-?:,\[\]{}#&*!|>'\"%@`=]|\s$"
)
_ESCAPED: Final = re.compile(r"[\x00-\x1f\x7f-\xa0\ud800-\udfff\"\\\u2028\u2029\ufeff\ufffe\uffff]")
_FLOW: Final = re.compile(r"[,?:\[\]{}]")
_LINE: Final = 100
_RESOLVE: Final[Callable[..., str]] = yaml.resolver.Resolver().resolve
_STRING: Final = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Raw:
    """A number, date, flag or code, written without quotes."""

    text: str


@dataclass(slots=True)
class Group:
    """Keys with values in order; values that say nothing are never added."""

    items: list[tuple[str, Value]] = field(default_factory=list)

    def add(self, key: str, value: Value | None) -> None:
        """Add a value unless there is none: None, an empty text, list or group."""
        if value is None or value in ("", ()) or (isinstance(value, Group) and not value.items):
            return
        self.items.append((key, value))


Value = str | Raw | Group | tuple[str, ...] | tuple[Group, ...]


def quote(text: str, *, in_list: bool = False) -> str:
    """Return a text as YAML, in quotes only where it would read as something else.

    >>> quote("区科技局"), quote("2024"), quote("a: b"), quote("甲,乙", in_list=True)
    ('区科技局', '"2024"', '"a: b"', '"甲,乙"')
    """
    is_plain = not _UNSAFE.search(text) and not (in_list and _FLOW.search(text))
    if is_plain and _RESOLVE(yaml.ScalarNode, text, (True, False)) == _STRING:
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return "\\" + char if char in '"\\' else f"\\u{ord(char):04X}"


def emit(group: Group) -> str:
    """Return the YAML text of a group; it ends with a line feed."""
    return "".join(f"{line}\n" for line in _lines(group))


def _lines(group: Group) -> list[str]:
    lines: list[str] = []
    for key, value in group.items:
        if isinstance(value, Raw):
            lines.append(f"{key}: {value.text}")
        elif isinstance(value, str):
            lines.append(f"{key}: {quote(value)}")
        elif isinstance(value, Group):
            lines.append(f"{key}:")
            lines.extend("  " + line for line in _lines(value))
        else:
            lines.extend(_list(key, value))
    return lines


def _list(key: str, values: tuple[str, ...] | tuple[Group, ...]) -> list[str]:
    names = [value for value in values if isinstance(value, str)]
    if names:
        one_line = f"{key}: [{', '.join(quote(name, in_list=True) for name in names)}]"
        if len(one_line) <= _LINE:
            return [one_line]
        return [f"{key}:", *(f"  - {quote(name)}" for name in names)]
    lines = [f"{key}:"]
    for group in values:
        if isinstance(group, Group):
            first, *rest = _lines(group)
            lines.append(f"  - {first}")
            lines.extend(f"    {line}" for line in rest)
    return lines


def flow(groups: tuple[Group, ...]) -> str:
    """Return a list of groups on one line: `[{unit: 区科技局, role: lead}]`."""
    return f"[{', '.join(_flow(group) for group in groups)}]"


def _flow(value: Value) -> str:
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, str):
        return quote(value, in_list=True)
    if isinstance(value, Group):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items)}}}"
    return f"[{', '.join(map(_flow, value))}]"
