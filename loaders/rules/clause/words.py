"""The words of responsibility clauses, compiled once from the lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from kg.records import Role
from loaders.lexicon import rows, words

TRIGGER: Final = re.compile(
    r"责任(?!制|感|心|状|书|险|保险|意识|体系|追究|倒查|落实到|担当|考核|事故|区|田)|牵头|负责(?!人|同志|任)|配合|主办|承办|协办|参与|参加"
    r"|协助|(?:单位|部门|处室|主体):|落实(?:单位|部门)|实施(?:单位|主体)|(?:完成|工作|办理)(?:时限|时间|期限)|(?:时限|期限|节点|时间|日期|进度|要求):"
)
"""Words that make it worth while to look closer at a run of text."""

STANDING: Final = re.compile(
    r"(?:持续|长期|常态化?|全年|立即|即时|按时|适时|逐年|每年|年度|分阶段|按计划|根据|按照)[^、,;:。()]{0,14}"
)


MEMBER: Final = "member"
"""Meaning of 成员单位: those who stand by a lead that a label in front of it names, and nobody without one."""


_SHORT_LABEL: Final = 3
"""Shorter labels (责任, 时限) may be the end of another word."""


class ClauseWords(NamedTuple):
    """Compiled patterns.

    `label` matches a word with its colon, `bare_label` one whose colon was lost in front of a unit,
    `label_end` one that is glued to the name before it, `meanings` tells what it stands for; `tail` matches what
    stands behind a unit, with groups `etc`, `duties` and one `r0`, `r1` … per entry of `roles`; `remark` matches
    a rule for all clauses that stands inside one of them (排名第一位为牵头单位，下同); `colon_label` matches a long
    label with its colon wherever it stands, `openings` holds the characters that it may start with.
    """

    label: re.Pattern[str]
    bare_label: re.Pattern[str]
    label_end: re.Pattern[str]
    meanings: dict[str, str]
    tail: re.Pattern[str]
    roles: tuple[Role, ...]
    remark: re.Pattern[str]
    colon_label: re.Pattern[str]
    openings: frozenset[str]


@cache
def clause_words() -> ClauseWords:
    """Return the compiled words of responsibility clauses."""
    meanings = {row[0]: row[1] for row in rows("clause_labels")}
    names = "|".join(sorted(map(re.escape, meanings), key=len, reverse=True))
    label = re.compile(
        rf"(?P<box>[【\[〔])?(?:[省市区县镇]级|第一|主要|具体|其他|其余|各)?(?P<word>{names})(?:[和及与、/](?:{names}|单位|部门))?(?:\([^()]{{1,20}}\))?"
        r"(?(box)(?<=[位门室体构限间])[】\]〕]:?|(?::|(?<=[位门])为(?=[省市区县镇州旗国中各])))"
    )
    units = "|".join(word for word in meanings if word.endswith(("单位", "部门")) and meanings[word] in set(Role))
    bare_label = re.compile(rf"(?P<word>{units})(?=[省市区县镇州旗各国中公])")
    persons = "|".join(sorted((word for word in meanings if meanings[word] == "person"), key=len, reverse=True))
    dates = "|".join(sorted((word for word in meanings if meanings[word] == "deadline"), key=len, reverse=True))
    short = "|".join(word for word in meanings if len(word) < _SHORT_LABEL and meanings[word] in set(Role))
    label_end = re.compile(rf"(?:{units}|{persons}|{dates}|(?<=[局委办厅部府会院镇区县])(?:{short}))$")
    verbs = rows("clause_verbs")
    role = "|".join(f"(?P<r{place}>{pattern})" for place, (pattern, _) in enumerate(verbs))
    duties = "|".join(row[0] for row in rows("clause_duties"))
    endings = "|".join(sorted(map(re.escape, words("clause_tails")), key=len, reverse=True))
    tail = re.compile(
        rf"(?P<etc>(?<![高平中初同对])等(?:[^、,;:。()等和及与]{{0,12}}(?:{endings})(?:[和及与](?:相关|有关)?(?:{endings}))?)?)?"
        rf"(?P<duties>{duties})?(?:{role})?$"
    )
    order = "|".join(f"(?:{row[0]})" for row in rows("standing_rules") if row[1] == "first")
    remark = re.compile(rf"(?:其中)?(?:{order})(?:单位|部门|处室)?|以?下同(?=[、,;。:()\n]|$)")
    named = [word for word in meanings if len(word) > _SHORT_LABEL]
    colon_label = re.compile("(?:" + "|".join(sorted(map(re.escape, named), key=len, reverse=True)) + "):")
    openings = frozenset(word[0] for word in named)
    known = tuple(Role(name) for _, name in verbs)
    return ClauseWords(label, bare_label, label_end, meanings, tail, known, remark, colon_label, openings)
