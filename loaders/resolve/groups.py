"""Groups of bodies: 各成员单位, 其他…成员单位, 市有关部门, 各县(市、区)政府."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.records import Expansion
from loaders.lexicon import rows
from loaders.resolve.settle import folded

_OTHERS: Final = ("其他", "其它", "其余")
_MEMBERS: Final = re.compile(r"(?P<body>.*?)(?P<which>各|全体|所有|其他|其它|其余|相关|有关)*(?:成员|组成)单位$")
_LEVEL: Final = "(?:[省市区县州旗盟镇乡]|自治[区州县])?(?:委|政府|人民政府|级|直|属|局)?"
_OFFICE: Final = ("办公室", "办", "秘书处")


@dataclass(frozen=True, slots=True)
class Group:
    """What a group stands for: the body whose members it means, and which of them."""

    body: str | None = None
    expansion: Expansion | None = None


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(folded(row[0]) for row in rows("group_words") if row[1] == kind)


@cache
def group_endings() -> tuple[str, ...]:
    """Return the words with which names of groups end, folded."""
    return (*_words("end"), *_words("whole"), *_words("tail"))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(_LEVEL + "(?:" + "|".join(map(re.escape, _words("start"))) + ")")


@cache
def _wholes() -> frozenset[str]:
    return frozenset(_words("whole"))


def is_body(name: str) -> bool:
    """Tell whether a folded name is that of a co-ordinating body (领导小组, 联席会议)."""
    return name.endswith(_words("body"))


def is_team(name: str) -> bool:
    """Tell whether a folded name is that of a team for a task, or of its office (推进工作领导小组办公室)."""
    plain = next((name[: -len(ending)] for ending in _OFFICE if name.endswith(ending)), name)
    return plain.endswith(_words("team"))


def is_office(name: str) -> bool:
    """Tell whether a folded name is the office of a co-ordinating body, which is a unit and no group."""
    return any(name.endswith(ending) and is_body(name[: -len(ending)]) for ending in _OFFICE)


@lru_cache(maxsize=16384)
def is_group(name: str) -> bool:
    """Tell whether a folded name stands for several bodies that it does not name.

    >>> is_group("市有关部门"), is_group("推进工作领导小组办公室"), is_group("区市场监管局")
    (True, False, False)
    """
    if name in _wholes() or name.lstrip("省市区县") in _wholes() or name.startswith("各"):
        return True
    if is_body(name) or (is_office(name) and not _opening().match(name)):
        return False
    return name.endswith(_words("end")) or _opening().match(name) is not None


def read_group(name: str, leading_groups: Sequence[str] = ()) -> Group:
    """Return what the members-of part of a group's folded name says.

    A body that the plan describes under a longer name (领导小组 for 区知识产权工作领导小组) is taken
    where exactly one fits.
    """
    match = _MEMBERS.match(name)
    if match is None:
        return Group()
    others = name.startswith(_OTHERS) or match["which"] in _OTHERS
    some = not others and (name.startswith(("相关", "有关")) or match["which"] in ("相关", "有关"))
    body = match["body"]
    for word in (*_OTHERS, "各", "相关", "有关"):
        body = body.removeprefix(word)
    fitting = [known for known in leading_groups if folded(known).endswith(body)]
    if len(fitting) == 1:
        found: str | None = fitting[0]
    else:
        found = body if is_body(body) and body not in _words("body") else None
    if found is None or some:
        return Group(found)
    return Group(found, Expansion.ALL_MEMBERS_EXCEPT if others else Expansion.ALL_MEMBERS)
