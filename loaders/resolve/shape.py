"""Whether a run of a clause can be the name of a body or group at all, and how such names are built."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from loaders.lexicon import rows
from loaders.resolve.groups import group_endings, is_group, is_team
from loaders.resolve.names import is_known, party_name
from loaders.resolve.places import gazetteer
from loaders.resolve.settle import folded, mentions

LONGEST_NAME: Final = 45
_TOO_SHORT: Final = 2
_QUOTES: Final = dict.fromkeys(map(ord, '“”‘’"'))
_LONGEST_ZONE: Final = 9
_TOWNSHIP: Final = re.compile("[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡|苏木)")
"""Townships are too many for a table; what else ends so (小镇, 下乡) is listed as no name."""
_LEVEL: Final = re.compile("(?:自治[区州县]|[省市区县州旗盟镇乡])(?:委|政府|人民政府)?")


@cache
def suffixes(*kinds: str) -> tuple[str, ...]:
    """Return the endings of names, of the kinds named or of all, longest first."""
    found = {row[0] for row in rows("unit_suffixes") if not kinds or row[1] in kinds}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def compound_runs() -> tuple[str, ...]:
    """Return the runs with 、 inside a name (各委、办、局), folded, longest first."""
    return tuple(sorted({folded(row[0]) for row in rows("unit_compounds")}, key=lambda run: (-len(run), run)))


_DIVISION: Final = (
    "(?:自治[区州县]|直辖市|[省市区县旗州盟乡镇街]|乡镇|镇街|县区|县市区|街道|苏木|特区|园区|开发区|管理区|功能区)"
)
_DIVISIONS: Final = rf"{_DIVISION}(?:[(〔<〈]{_DIVISION}(?:、{_DIVISION})*[)〕>〉])?"
_DIVISIONS_ALIKE: Final = (
    rf"各{_DIVISIONS}(?:、{_DIVISIONS})+"
    r"(?=(?:人民)?政府|党委|管委会|[、,;。:()〔〕\]\n]|等|及|和|按|负责|配合|参与|落实|$)"
)
"""各市、县(市、区): divisions of one level, by whatever names."""


@cache
def compound_pattern() -> re.Pattern[str]:
    """Return a pattern that matches such a run where a name may not be cut, on text with half-width brackets."""
    return re.compile("|".join((_DIVISIONS_ALIKE, *map(re.escape, compound_runs()))))


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(row[0] for row in rows("unit_phrases") if row[1] == kind)


@cache
def _phrase_set() -> frozenset[str]:
    return frozenset(_phrases("whole"))


@cache
def _inside() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _phrases("inside"))))


@lru_cache(maxsize=4096)
def looks_like_unit(text: str) -> bool:
    """Tell whether `text` can be the name of a body or group, as a clause would print it.

    The cost grows linearly with the text, which is refused beyond `LONGEST_NAME` characters.

    >>> looks_like_unit("区市场监管局(区知识产权局)"), looks_like_unit("各委、办、局"), looks_like_unit("持续推进")
    (True, True, False)
    """
    if len(text) > 2 * LONGEST_NAME:
        return False
    name = folded(text).translate(_QUOTES)
    if not _TOO_SHORT <= len(name) <= LONGEST_NAME or name in _phrase_set():
        return False
    if is_known(name) or is_known(_LEVEL.sub("", name, count=1)) or party_name(name.partition("委")[2]) is not None:
        return True
    return _has_shape(name)


def _may_open(name: str) -> bool:
    """Tell whether a name may open with a word of phrases.

    A group may (开展…活动相关单位), a place (从化区政府), and a team that is named after its task
    (推进工作领导小组办公室).
    """
    if is_group(name) and name.endswith(("单位", "部门")):
        return True
    if is_team(name):
        return not name.startswith(_phrases("body-not"))
    first = next(mentions(name), None)
    return first is not None and first.start == 0


def _is_place(name: str) -> bool:
    """Tell whether a name that ends like a place is one: a division, a township, or a zone with a short name."""
    if name in gazetteer():
        return True
    if _TOWNSHIP.fullmatch(name) and not name.endswith(_phrases("township-not")):
        return True
    return name.endswith(suffixes("zone")) and len(name) <= _LONGEST_ZONE


def _has_shape(name: str) -> bool:
    if name.count("(") != name.count(")"):
        return False
    if "(" in name:
        base, _, rest = name.partition("(")
        inner, _, tail = rest.rpartition(")")
        if tail == "" and is_group(name) and looks_like_unit(base) and inner.endswith((*suffixes(), *group_endings())):
            return True
        if tail == "" and not is_group(name):
            return looks_like_unit(base) and (looks_like_unit(inner) or inner.endswith(suffixes()))
    plain = compound_pattern().sub("各", name) if "、" in name or "(" in name else name
    if _inside().search(plain) or "、" in plain:
        return False
    if name.startswith(_phrases("start")) and not _may_open(name):
        return False
    if is_group(name):
        return plain.endswith(("各", *group_endings(), *suffixes())) and not name.endswith(("各", *_phrases("end")))
    return _ends_like_a_unit(name)


def _ends_like_a_unit(name: str) -> bool:
    if name.endswith(_phrases("end")):
        return False
    if name.endswith("办") and not (_LEVEL.match(name) or name.endswith(suffixes("office"))):
        return False
    return name.endswith(suffixes("state", "body", "enterprise", "institution", "internal")) or _is_place(name)
