"""Where clauses stand: in brackets, behind a label, on lines of their own, as a closing sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from loaders.headings import ROLES
from loaders.resolve import looks_like_unit, suffixes
from loaders.resolve.groups import is_group
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules, compile_clause
from loaders.rules.clause.neighbours import GROUNDS, bare_end
from loaders.rules.clause.spelled import spelled_out
from loaders.rules.clause.tokens import opens_with_label, tokens
from loaders.rules.clause.words import MEMBER, TRIGGER, clause_words

ID: Final = "clause"
_BRACKET: Final = re.compile(r"[(\[〔【)\]〕】]")
_OPENING: Final = "([〔【"
_CLOSING: Final = ")]〕】"
_BREAKS: Final = "。;、,:(”—-" + ")]〕】" + "※*★☆▲△◆◇■□●○·>→"
_PIVOT: Final = re.compile(r":|(?<=[位门])为(?=[省市区县镇州旗国中各])")
_LONGEST_LABEL: Final = 24
_SHORT_LABEL: Final = 3
_DUE: Final = re.compile(r"[前底末](?:基本)?(?:完成|实现|建成|出台|印发|启动)")
_BY: Final = re.compile(r"[,;](?=(?:具体|均|并)?由[^\s])")
_MOST_BY: Final = 4
_LONGEST_DUE: Final = 30
_TEAM: Final = re.compile(
    r"(?!成立|组建|建立|健全|设立)[^,;。:()]{2,16}(?:(?<!领导小)组|专班|专责|分队)[。:](?=[由省市区县镇州旗])"
)
"""综合协调组。由甲牵头,乙配合,负责…: a team, and whose it is."""
_LONGEST_BARE: Final = 300
"""A sentence without brackets or label that is a clause all the same (甲牵头，乙、丙配合) is no longer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a clause: `start` and `end` with its brackets, `inner` without them."""

    start: int
    end: int
    inner: tuple[int, int]
    bracketed: bool = False


def find_clauses(
    text: str,
    paragraphs: tuple[tuple[int, int], ...],
    rules: StandingRules,
    *,
    context_year: int | None = None,
) -> list[ClauseDraft]:
    """Return the clauses of one part in reading order; they do not overlap.

    Args:
        text: The folded text.
        paragraphs: The part's own paragraphs.
        rules: What the document states once for all.
        context_year: Year that a date without one belongs to.
    """
    found: list[ClauseDraft] = []
    for start, end in paragraphs:
        if TRIGGER.search(text, start, end) is None and text[end - 1] not in _CLOSING + "。":
            continue
        for candidate in _candidates(text, start, end):
            if found and candidate.start < found[-1].end:
                continue
            draft = _read(text, candidate, end, rules, context_year)
            if draft is None or (not found and _of_members(text, candidate)):
                continue
            draft = replace(draft, start=candidate.start, end=candidate.end)
            if found and _goes_on(text, found[-1], draft):
                found[-1] = _merge(found[-1], draft)
            else:
                found.append(draft)
    return found


_RULE: Final = re.compile(
    r"(?:以下|上述|下列|以上|各项|各条|具体|所有|全部|其他|其余|后续|[本该][方计清措意])[^,;。:]{0,16}均"
)
"""What opens a rule for all clauses behind the last unit of one."""


def _read(
    text: str, candidate: Candidate, end: int, rules: StandingRules, context_year: int | None
) -> ClauseDraft | None:
    """Return what a run says where it is believed to be a clause: all of it, or its first sentence in a bracket."""
    start, stop = candidate.inner
    full = text.find("。", start, stop) if candidate.bracketed else -1
    ruled = full > start and _RULE.match(text, full + 1, stop) is not None
    draft = None if ruled else compile_clause(text, start, stop, rules, context_year=context_year)
    if draft is not None and _believed(text, draft, candidate, end):
        return draft
    spelled = spelled_out(text, start, stop, bracketed=candidate.bracketed, context_year=context_year)
    if spelled is not None:
        return spelled
    if full <= start:
        return None
    # [甲牵头,乙配合。以下均需各区落实,不再列出]: what follows is a rule or a remark.
    draft = compile_clause(text, start, full, rules, context_year=context_year)
    return draft if draft is not None and draft.units and _believed(text, draft, candidate, end) else None


def _candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the runs of one paragraph that may be clauses, left to right."""
    team = _TEAM.match(text, start, end)
    head = start if team is None else team.end()
    if team is not None or text.startswith("由", head):
        stop = _opening_statements(text, head, end, whole=team is not None)
        if stop is not None:
            yield Candidate(head, stop, (head, stop))
    place = start
    groups = _groups(text, start, end)
    for opening, closing in groups:
        if opening < place:
            continue
        label = _label_between(text, place, opening)
        if label is not None:
            stop = _sentence_end(text, label, end, groups)
            yield Candidate(label, stop, (label, stop))
            place = stop
            if opening < place:
                continue
        boxed = clause_words().label.match(text, opening, end)
        if boxed is not None:
            # 【责任单位】市教育局: the box is a label, and what it names stands behind it.
            stop = _sentence_end(text, opening, end, groups)
            yield Candidate(opening, stop, (opening, stop))
            place = stop
            continue
        inner = opening + 1, closing if closing is not None else end
        if closing is None and not opens_with_label(text, *inner):
            continue
        place = min(inner[1] + 1, end)
        yield Candidate(opening, place, inner, bracketed=True)
    label = _label_between(text, place, end)
    found = label is not None
    while label is not None:
        stop = _sentence_end(text, label, end, groups)
        yield Candidate(label, stop, (label, stop))
        label = _label_between(text, max(stop, label + 1), end)
    if found:
        return
    yield from _of_last_sentence(text, start, place, end)


def _of_last_sentence(text: str, start: int, place: int, end: int) -> Iterator[Candidate]:
    """Yield the runs of a paragraph's last sentence that may be clauses; `place` is behind its last bracket."""
    stop = end - 1 if text[end - 1] == "。" else end
    head = max(text.rfind("。", start, stop) + 1, start)
    if (
        start < head
        and stop - head <= _LONGEST_DUE
        and {token.kind for token in tokens(text, head, stop)} == {"DEADLINE"}
    ):
        # 甲牵头,乙配合。6月底前完成。
        head = max(text.rfind("。", start, head - 1) + 1, start)
    dash = text.rfind("--", head, stop)
    # 融资支持——市财政局负责: what is to be done ends with the dash.
    head = dash + 2 if dash >= 0 else head
    # A bracket in the sentence may be part of a name (由各村(社区)负责), or a remark before the clause.
    for begin in sorted({head, max(head, place)}):
        if begin < stop and stop - begin <= _LONGEST_BARE and TRIGGER.search(text, begin, stop):
            yield Candidate(begin, stop, (begin, stop))
    for by in islice(_BY.finditer(text, max(head, stop - _LONGEST_BARE), stop), _MOST_BY):
        if TRIGGER.search(text, by.end(), stop):
            yield Candidate(by.end(), stop, (by.end(), stop))


def _opening_statements(text: str, start: int, end: int, *, whole: bool) -> int | None:
    """Return where the statements end that open a paragraph: 由甲牵头,乙配合 in front of what is to be done.

    Where they fill their sentence, it counts only if `whole`.
    """
    stop = text.find("。", start, end)
    stop = min(end if stop < 0 else stop, start + _LONGEST_BARE)
    found = tokens(text, start, stop)
    noise = next((place for place, token in enumerate(found) if token.kind == "NOISE"), len(found))
    if not any(token.kind == "ROLE" for token in found[:noise]):
        return None
    if noise == len(found):
        return stop if whole else None
    last = max((place for place in range(noise) if found[place].kind in ("ROLE", "DEADLINE")), default=-1)
    return found[last].end


def _label_between(text: str, start: int, end: int) -> int | None:
    """Return where a label starts that stands at the head of a sentence, a line or a statement."""
    for pivot in _PIVOT.finditer(text, start, end):
        colon = pivot.start()
        floor = max(start, colon - _LONGEST_LABEL)
        head = max(text.rfind(mark, floor, colon) for mark in _BREAKS) + 1
        if head == 0:
            # No mark in reach: a label only where the run itself begins.
            if floor != start:
                continue
            head = start
        if head < colon and clause_words().label.match(text, head, end) is not None:
            return head
        glued = clause_words().label_end.search(text, head, colon)
        if glued is not None and _goes_before(head, glued):
            return glued.start()
        inside = text.rfind("(", floor, head - 1) if text[head - 1] == ")" else -1
        if inside > floor:
            # 责任(配合)单位: the bracket is part of the label.
            head = max(floor - 1, *(text.rfind(mark, floor, inside) for mark in _BREAKS)) + 1
            label = clause_words().label.match(text, head, end)
            if label is not None and label.end() > colon:
                return head
    return None


def _goes_before(head: int, label: re.Match[str]) -> bool:
    """Tell whether a label of units stands right behind the words in front of it: 规范程序 责任单位:县司法局."""
    meaning = clause_words().meanings.get(label.group())
    return meaning in ROLES and len(label.group()) > _SHORT_LABEL and label.start() - head > _SHORT_LABEL


def _groups(text: str, start: int, end: int) -> list[tuple[int, int | None]]:
    """Return the outermost brackets of a paragraph; an unclosed one has None for its end.

    A closing bracket closes the last one of its kind, so that a lost bracket of another kind between
    them (国发〔20248号) does no harm.
    """
    groups: list[tuple[int, int | None]] = []
    stack: list[int] = []
    for mark in _BRACKET.finditer(text, start, end):
        place = mark.start()
        if mark.group() in _OPENING:
            stack.append(place)
            continue
        kind = _OPENING[_CLOSING.index(mark.group())]
        opening = next((i for i in range(len(stack) - 1, -1, -1) if text[stack[i]] == kind), None)
        if opening is None:
            continue
        outer = stack[opening]
        del stack[opening:]
        if not stack:
            groups.append((outer, place))
    if stack:
        opening = stack[0]
        groups = [group for group in groups if group[0] < opening]
        # "(牵头单位:甲;完成时限:(2023年6月)": the outer bracket was never closed.
        groups.append((opening, end - 1 if text[end - 1] in _CLOSING else None))
    return groups


def _sentence_end(text: str, place: int, end: int, groups: list[tuple[int, int | None]]) -> int:
    """Return the end of the sentence that starts at `place`, full stops in brackets not counted."""
    stop = place
    while True:
        stop = text.find("。", stop, end)
        if stop < 0:
            return (
                end - 1 if text[end - 1] == ")" and text.count("(", place, end) < text.count(")", place, end) else end
            )
        if not any(a < stop and (b is None or stop < b) for a, b in groups if a >= place):
            return stop
        stop += 1


def _believed(text: str, draft: ClauseDraft, candidate: Candidate, end: int) -> bool:
    """Tell whether a parsed run is a responsibility clause and no remark or sentence of the text."""
    if draft.labelled and draft.units and (not draft.noise or _labelled_first(text, candidate)):
        return True
    if draft.labelled and draft.units and candidate.bracketed and draft.noise[0][0] > draft.units[-1].end:
        # (甲牵头,乙配合,具体办法另行制定): what follows the units takes nothing from them.
        return True
    if draft.labelled and not draft.units:
        return _labelled_first(text, candidate)
    if draft.noise or not draft.units:
        if draft.deadline_at is None or _labelled_first(text, candidate):
            return draft.deadline_at is not None
        # (2031年12月底前完成) behind what is to be done.
        closing = text[candidate.end : end].strip("。;") == ""
        due = _DUE.search(text, *draft.deadline_at) is not None
        return candidate.bracketed and closing and not draft.noise and due
    closing = text[candidate.end : end].strip("。;") == ""
    return (
        candidate.bracketed
        and closing
        and _all_official(text, draft)
        and not _explains_name(text, draft, candidate.start)
    )


def _of_members(text: str, candidate: Candidate) -> bool:
    """Tell whether a run opens with 成员单位: alone it says who belongs to a body, not who has the work."""
    label = clause_words().label.match(text, *candidate.inner)
    return label is not None and clause_words().meanings[label["word"]] == MEMBER


def _labelled_first(text: str, candidate: Candidate) -> bool:
    return opens_with_label(text, *candidate.inner)


_OFFICIAL: Final = re.compile(
    r"(?:[省市区县镇州旗国]|各|中央|自治[区州县]|人民银行|人行|最高人民|团[省市区县]委|教育|公安|财政|司法|民政|商务|水利|文化|科技|交通|农业|生态|自然|住房|人力|工业|卫生|应急|审计|统计)"
)


_INNER: Final = re.compile(
    r"办公室$|机关[党纪]委$|(?![^处]{0,6}(?:空白|[入出]口|交[汇界叉会]|[结汇]合|连接|登记|报名|咨询|服务|[高低深远好坏])处)"
    r"(?![^科]{0,6}(?:[内外妇儿产骨伤眼肤耳鼻喉腔牙诊痛症瘤胆肠]|急诊|康复|检验|放射|影像|精神|神经|感染|中医|麻醉|病理|药剂|全|专|本|学|百)科)"
    r"[^、,;。:()]{2,8}(?:处|股|科)$"
)
"""Offices inside a department, which its own plans name bare: (基层处), (办公室、法规股)."""


_OFFICES: Final = "局委办部厅院会心府处室行关位门司站队组协联团校所社段股科"
_PLACES: Final = "区县市州盟旗镇乡"


def _all_official(text: str, draft: ClauseDraft) -> bool:
    """Tell whether a bracket without any word of duty still is one: a list of nothing but offices.

    Every name is a unit already; here most must also end like an office, and one begin like one.
    """
    sure = any(
        _OFFICIAL.match(text, unit.start)
        or _INNER.match(text, unit.start, unit.end)
        or text.endswith(("局", "委员会"), unit.start + 2, unit.end)
        for unit in draft.units
    )
    offices = [unit for unit in draft.units if _ends_like_office(text, unit)]
    rest = [text[unit.start : unit.end] for unit in draft.units if unit not in offices]
    # 市教育局、云河大学: a house may stand among offices.
    places = [name for name in rest if not name.endswith(suffixes("enterprise", "institution"))]
    # 市科委、相关区: a group or a place may stand among offices, but makes no clause alone.
    return (
        sure
        and len(offices) >= max(1, len(places))
        and all(is_group(name) or name[-1] in _PLACES or name.endswith(GROUNDS) for name in places)
    )


_HANDED: Final = re.compile(r"(?:报|送|交|给|至|向|由|在|与|同|和|、)(?=[省市区县镇州旗国])")
_LONGEST_HANDED: Final = 30


def _explains_name(text: str, draft: ClauseDraft, start: int) -> bool:
    """Tell whether a bare bracket at `start` says where the office before it is: 报市优化办公室(市审批局)."""
    if len(draft.units) != 1 or draft.labelled:
        return False
    if text[start - 1] in "局厅署" and any(looks_like_unit(text[start - size : start]) for size in range(3, 9)):
        return True  # 组建知识产权局(版权局)
    floor = max(0, start - _LONGEST_HANDED)
    return any(looks_like_unit(text[handed.end() : start]) for handed in _HANDED.finditer(text, floor, start))


def _ends_like_office(text: str, unit: NamedUnit) -> bool:
    last = text[bare_end(text, unit.start, unit.end) - 1]
    shortest = unit.end - unit.start > 2  # noqa: PLR2004 - the shortest name of an office
    return text.startswith("各", unit.start) or (last in _OFFICES and shortest)


def _goes_on(text: str, first: ClauseDraft, second: ClauseDraft) -> bool:
    """Tell whether two runs are one clause: label lines under each other, or brackets side by side."""
    between = text[first.end : second.start].strip("\n。;,、 ")
    if between and not all(_names_person(line) for line in between.split("\n")):
        return False
    return (
        clause_words().label.match(text, second.start) is not None
        or (text[second.start] in _OPENING and (not second.units or not first.units))
        or not second.units
    )


def _names_person(line: str) -> bool:
    """Tell whether a line between two labels names no more than a person: 责任人:某某."""
    label = clause_words().label.match(line)
    return label is not None and clause_words().meanings[label["word"]] == "person" and len(line) <= _LONGEST_LABEL


def _merge(first: ClauseDraft, second: ClauseDraft) -> ClauseDraft:
    return replace(
        first,
        end=second.end,
        units=first.units + second.units,
        open_list=first.open_list or second.open_list,
        by_division=first.by_division or second.by_division,
        deadline=first.deadline or second.deadline,
        deadline_at=first.deadline_at or second.deadline_at,
        standing=first.standing or second.standing,
        noise=first.noise + second.noise,
        stated_lead=first.stated_lead or second.stated_lead,
    )
