"""Names of bodies without their place: short form to official form and function, by table only.

Two spellings meet in one official name only where the table says so; a short form that several
official names share stays as it is written, and keeps its function.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from loaders.lexicon import rows
from loaders.resolve.places import Level, level_of, official_prefix

if TYPE_CHECKING:
    from kg.records import Jurisdiction

_LONG: Final = (("委", "委员会"), ("办", "办公室"))
_JOINTS: Final = re.compile("[和与、]")
_COURTS: Final = {Level.PROVINCE: "高级人民法院", Level.PREFECTURE: "中级人民法院"}


@dataclass(frozen=True, slots=True)
class Name:
    """An official name without its place, `{}` where the place goes when it is not in front.

    `official` is empty where the short form stands for several official names.
    """

    official: str
    function: str | None

    def of(self, place: Jurisdiction, written: str) -> str:
        """Return the official name of the body of `place`; `written` stands where none is known."""
        prefix = official_prefix(place)
        if self.official == "court":
            return prefix + _COURTS.get(level_of(place), "人民法院")
        if "{}" in self.official:
            return self.official.replace("{}", prefix)
        return prefix + (self.official or written)


def long_form(text: str) -> str:
    """Return the name with 委 and 办 at its end spelt out."""
    for short, full in _LONG:
        if text.endswith(short):
            return text[: -len(short)] + full
    return text


def key(text: str) -> str:
    """Return what spellings of one name share: 和 left out, 委 and 办 spelt out.

    >>> key("发展和改革委员会") == key("发展改革委")
    True
    """
    return long_form(_JOINTS.sub("", text))


@cache
def _heads() -> dict[str, Name]:
    official: dict[str, Name] = {}
    short: dict[str, Name] = {}
    for head, full, function, suffixes, _, _ in rows("unit_heads"):
        for suffix in suffixes.split(","):
            written = head + suffix
            if full == "?":
                short.setdefault(key(written), Name("", function))
                continue
            name = Name(long_form((head if full == "=" else full) + suffix), function)
            if full == "=":
                official.setdefault(key(written), name)
            else:
                short.setdefault(key(written), name)
                official.setdefault(key(name.official.replace("{}", "")), name)
    return short | official


@cache
def _listed(scope: str) -> dict[str, Name]:
    found: dict[str, Name] = {}
    for written, official, function, row_scope, _, _ in rows("unit_names"):
        if row_scope == scope:
            name = Name(official, function or None)
            found[written] = name
            found.setdefault(official, name)
    return found


@lru_cache(maxsize=16384)
def local_name(text: str) -> Name | None:
    """Return the name of a body of a place (市场监管局, 政府办, 法院), or None."""
    return _listed("local").get(text) or _heads().get(key(text))


def party_name(text: str) -> Name | None:
    """Return the name of an organ of a party committee, as written behind 市委 (宣传部, 网信办), or None."""
    listed = _listed("party")
    return listed.get(text) or listed.get(long_form(text))


def national_name(text: str) -> Name | None:
    """Return the name of a body of the whole country (教育部, 国家发展改革委), or None."""
    return _listed("national").get(text)


@lru_cache(maxsize=16384)
def is_known(text: str) -> bool:
    """Tell whether any table holds the name as it stands, without a place."""
    return local_name(text) is not None or national_name(text) is not None
