"""What a part is for, by the words of its heading and by what its items are."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from loaders.lexicon import rows
from loaders.numbering import Style
from loaders.outline.items import HEADING_LENGTH, NO_ACTIONS, Node, SectionKind

_GOAL_HEADING: Final = 12
_MEASURES: Final = re.compile(r"指标(?:体系|表|一览表?|\([^()]{1,12}\))?[。:]?(?=\n|$)")
INNER_HEADING: Final = 8
"""Inside a part of tasks only a short heading (总体目标, 主要目标) can make a part of goals."""


_LOOKS_BACK: Final = re.compile(
    r"(?:“?十[一二三四五]五”?|过去[^,。]{1,4}年|近[几两三五]?年来?|“?十[一二三四五]五”?规划)(?:时期|期间|以来|规划)?[^,。]{0,12}"
    r"(?:成效|成就|成绩|回顾|进展|评估|问题|现状|情况|总结)$"
)
"""“十四五”时期的主要成效: a heading that speaks of the plan before."""
_LOOKS_AT: Final = re.compile(
    r"(?![打改推加提增优深完强建营认充把统适])[^,。]{0,8}(?:背景|概况|形势|现状|必要性|重要性|紧迫性|[有不]利因素|[有不]利条件)"
    r"(?:[与和及、][^,。]{0,10})?"
)
"""战略背景, 发展概况: a heading that looks at what is, whatever it is of."""
_MEMBERS: Final = re.compile("(?:领导小组|联席会议|指挥部|专班|工作组)?(?:主要)?成员(?:单位)?(?:组成|构成|名单)?")
_TEAMS: Final = re.compile(
    r"(?:领导小组|联席会议|指挥部|专班|办公室)?(?:下设|设立)?(?:及|和)?(?:[0-9一二三四五六七八九十]{1,2}个)?(?:专项|专门)?(?:工作组|工作小组|工作专班|专班|专项组)"
    r"(?:设置|构成)?(?:[及与和、]?(?:组成|人员|主要|工作|其)*(?:职责|分工|任务|设置)(?:分工)?)?"
    r"|(?:工作|议事|会议)(?:规则|制度)|会议制度"
)
"""工作组及职责, 工作规则: how the work of a body is ordered."""
_MEMBERS_RUN_ON: Final = re.compile("(?:主要)?成员单位(?=联席会议|领导小组|指挥部|专班)")
_RULES_RUN_ON: Final = re.compile("(?:工作|议事|会议)(?:规则|制度)(?=联席会议|领导小组|指挥部|专班)")
_LOOKS_AT_RUN_ON: Final = re.compile(
    "(?:战略|发展|形势|时代|规划|现实)(?:背景|现状|形势|基础)(?=“|近年来|当前|今年以来|20[0-9]{2}年)"
)
"""The same where the break behind the heading is gone: 战略背景“十四五”以来…."""
_PROCEDURE: Final = re.compile(
    r"(?:基本|准入|入驻|享受|(?:申报|申请|认定|评审|评定|评选|遴选|审核|受理|兑现|奖补|补贴|补助|扶持|拨付)[与和及、]?){1,2}的?"
    r"(?:条件|标准|流程|程序|材料|方式|时间)"
)
"""认定条件, 申报和审核程序: what one must bring or go through, which nobody is ordered to do."""


@cache
def _kinds() -> tuple[tuple[str, SectionKind, str], ...]:
    return tuple((word, SectionKind(kind), scope) for word, kind, scope in rows("section_kinds"))


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word, _, _ in _kinds()))


def kind_of(heading: str) -> tuple[SectionKind, str] | None:
    """Return the kind that a heading states and its scope, or None.

    A word of background counts only where the heading, or the name after 与, 和, 及 or 、, starts with
    it: 发展环境 is background, 打造一流发展环境 is a task.
    """
    if _PROCEDURE.fullmatch(heading):
        return SectionKind.OTHER, "top"
    if _MEMBERS.fullmatch(heading) or _MEMBERS_RUN_ON.match(heading):
        return SectionKind.MEMBERSHIP, "top"
    if _TEAMS.fullmatch(heading) or _RULES_RUN_ON.match(heading):
        return SectionKind.ORGANISATION, "any"
    if heading.endswith("目标") and len(heading) <= _GOAL_HEADING:
        return SectionKind.GOALS, "top"
    if _LOOKS_BACK.match(heading) or _LOOKS_AT.fullmatch(heading) or _LOOKS_AT_RUN_ON.match(heading):
        return SectionKind.BACKGROUND, "top"
    if _any_kind().search(heading) is None:
        return None
    for word, kind, scope in _kinds():
        place = heading.find(word)
        if place >= 0 and (kind is not SectionKind.BACKGROUND or place == 0 or heading[place - 1] in "与和及、"):
            return kind, scope
    return None


def measures(text: str, box: Node) -> bool:
    """Tell whether a 专栏 holds indicators and no projects, by its heading (专栏1 主要指标)."""
    start, end = box.paragraphs[0]
    return end - start <= HEADING_LENGTH and _MEASURES.search(text, start, end) is not None


def settle(text: str, node: Node, outer: SectionKind | None) -> SectionKind:
    """Return what a part is for: as its heading says, or as the part around it, of kind `outer`."""
    if node.marker.style is Style.BOX and measures(text, node):
        return SectionKind.GOALS
    if node.marker.style is Style.BOX or outer is SectionKind.BOX:
        return SectionKind.BOX
    if node.marker.style is Style.ANNEX:
        return _annex_kind(text, node)
    start, end = node.paragraphs[0]
    stop = text.find("。", start, end)
    heading = text[start : min(stop if stop >= 0 else end, start + HEADING_LENGTH)]
    if outer not in (None, SectionKind.TASKS):
        return outer
    if any(_POST.match(text, *paragraph) for paragraph in node.paragraphs):
        return SectionKind.MEMBERSHIP
    stated = kind_of(heading)
    if stated is None or (node.marker.style is Style.PART and not node.paragraphs):
        return SectionKind.TASKS
    kind, scope = stated
    if kind is SectionKind.PHASES and not _stepwise(text, node):
        return SectionKind.TASKS
    if kind is SectionKind.GOALS and _owned(text, node, lines="任务" in heading):
        # 目标任务 may head tasks as well as goals: goals have no owners, but for lines of labels under each of them.
        return SectionKind.TASKS
    inner = node.parent is not None and node.parent.marker.style is not Style.PART
    if inner and kind is not SectionKind.DUTIES and (scope != "top" or stop >= 0 or len(heading) > INNER_HEADING):
        return SectionKind.TASKS
    return kind


_OWNER: Final = re.compile(
    r"[(〔\[](?:责任|牵头|主办|承办)(?:责任|负责)?(?:单位|部门):|(?:牵头|负责)(?:[,;。][^()〔〕]{2,60})?[)〕\]]"
)
_OWNER_LINE: Final = re.compile(r"\n(?:责任|牵头|主办|承办)(?:责任|负责)?(?:单位|部门):")
_POST: Final = re.compile(r"(?:总|第一)?(?:组长|主任|指挥长|召集人):")


def _owned(text: str, node: Node, *, lines: bool) -> bool:
    """Tell whether several items of a part end in responsibility clauses, or also in lines of labels."""
    last = node
    while last.children:
        last = last.children[-1]
    patterns = (_OWNER, _OWNER_LINE) if lines else (_OWNER,)
    return any(
        sum(1 for _ in islice(pattern.finditer(text, node.start, last.paragraphs[-1][1]), 2)) > 1
        for pattern in patterns
    )


def _annex_kind(text: str, node: Node) -> SectionKind:
    head = text[node.paragraphs[0][0] : node.paragraphs[-1][1]][: 2 * HEADING_LENGTH]
    stated = next((kind_of(part) for part in head.split("\n")[:2] if kind_of(part)), None)
    if stated is not None and stated[0] in NO_ACTIONS:
        return stated[0]
    if re.search(r"名单|组成|成员|领导小组", head):
        return SectionKind.MEMBERSHIP
    return SectionKind.GOALS if "指标" in head else SectionKind.TASKS


_STEP: Final = re.compile(r"阶段|[0-9]{4}年|[0-9]{1,2}月|启动|总结|验收")


def _stepwise(text: str, node: Node) -> bool:
    """Tell whether a part about steps is a timetable: its parts bear dates or are called stages."""
    if not node.children:
        return True
    dated = sum(
        1
        for child in node.children
        if _STEP.search(text, child.paragraphs[0][0], child.paragraphs[0][0] + HEADING_LENGTH)
    )
    return dated * 2 >= len(node.children)
