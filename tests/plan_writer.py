"""Random plans together with the facts that a correct reading finds in them (shared gold format).

`write_plan(random)` is plain Python, so that a plan can be made from a seed anywhere; every choice is
drawn from `random` and from nothing else. Names are invented.
"""

from __future__ import annotations

import random as random_module
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Facts = dict[str, Any]
T = TypeVar("T")

PLACES = (
    ("云泽市", "市", "云政"),
    ("云泽市霁川区", "区", "霁政"),
    ("云泽市南浦区", "区", "云浦政"),
    ("青柳县", "县", "青柳政"),
)
UNITS = (
    *("科技局", "财政局", "教育局", "水利局", "商务局", "民政局", "司法局", "农业农村局", "生态环境局"),
    *("发展改革委", "卫生健康委", "市场监管局", "文化和旅游局", "人力资源社会保障局"),
    *("委宣传部", "总工会", "工商联(总商会)"),
)
SUBJECTS = ("数字经济", "河湖治理", "基础教育", "养老服务", "科技创新", "乡村产业", "园区建设", "文旅融合")
DEEDS = (
    "完善{0}政策体系",
    "建设{0}服务平台",
    "培育{0}骨干力量",
    "优化{0}空间布局",
    "拓展{0}应用场景",
    "健全{0}协同机制",
)
FILLERS = (
    "坚持问题导向，摸清家底、补齐短板",
    "建立清单化推进办法，定期会商、及时调整",
    "引导社会力量有序参与，形成良性循环",
    "总结基层首创做法，成熟一项推广一项",
    "打通堵点卡点，让群众和企业少跑腿",
    "注重实效，防止层层加码和形式主义",
)
GOALS = (
    ("示范企业", "家", "count", "培育{0}示范企业{1}"),
    ("公共服务站点", "个", "count", "建成{0}公共服务站点{1}"),
    ("群众满意度", "%", "share", "{0}群众满意度达到{1}"),
    ("专业人员", "名", "level", "{0}专业人员达到{1}"),
    ("专题培训", "场", "annual", "每年举办{0}专题培训{1}"),
    ("投资额", "%", "growth_rate", "{0}投资额年均增长{1}"),
)
CN = "一二三四五六七八九十"


@dataclass
class Draft:
    """The plan as it grows: paragraphs of text and the facts in them."""

    random: random_module.Random
    place: str
    prefix: str
    year: int
    paragraphs: list[str] = field(default_factory=list)
    actions: list[Facts] = field(default_factory=list)
    indicators: list[Facts] = field(default_factory=list)

    def pick(self, items: tuple[T, ...]) -> T:
        return self.random.choice(items)

    def units(self, low: int, high: int) -> list[str]:
        names = self.random.sample(UNITS, self.random.randint(low, high))
        return [self.prefix + name for name in names]

    def filler(self) -> str:
        return "。".join(self.random.sample(FILLERS, self.random.randint(1, 2))) + "。"


@dataclass(frozen=True)
class Numbering:
    """How the levels of a plan are numbered: heads, subheads (or none) and items.

    `runs_on` lets item numbers run through all subheads.
    """

    head: Callable[[int], tuple[str, str]]
    subhead: Callable[[int], tuple[str, str]] | None
    item: Callable[[int], tuple[str, str]]
    runs_on: bool = False


def _cn(number: int) -> tuple[str, str]:
    return CN[number - 1], CN[number - 1] + "、"


def _bracket_cn(number: int) -> tuple[str, str]:
    return f"({CN[number - 1]})", f"（{CN[number - 1]}）"


def _dot(number: int) -> tuple[str, str]:
    return str(number), f"{number}."


def _pause(number: int) -> tuple[str, str]:
    return str(number), f"{number}、"


def _bracket(number: int) -> tuple[str, str]:
    return f"({number})", f"（{number}）"


def _chapter(number: int) -> tuple[str, str]:
    return f"第{CN[number - 1]}章", f"第{CN[number - 1]}章 "


def _part(number: int) -> tuple[str, str]:
    return f"第{CN[number - 1]}节", f"第{CN[number - 1]}节 "


NUMBERINGS = (
    Numbering(_cn, None, _bracket_cn),
    Numbering(_cn, None, _dot),
    Numbering(_cn, _bracket_cn, _dot),
    Numbering(_cn, _bracket_cn, _dot, runs_on=True),
    Numbering(_cn, _bracket_cn, _pause),
    Numbering(_cn, _bracket_cn, _bracket),
    Numbering(_chapter, _part, _cn),
)


def _duties(**roles: list[str]) -> list[Facts]:
    return [{"unit": unit, "role": role} for role, units in roles.items() for unit in units]


def clause(draft: Draft) -> tuple[str, Facts]:
    """Return a responsibility clause and what it says, in one of the printed forms."""
    lead, rest = draft.units(1, 1), draft.units(1, 4)
    rest = [unit for unit in rest if unit not in lead] or [draft.prefix + "审计局"]
    opening, closing = draft.pick((("（", "）"), ("(", ")"), ("〔", "〕"), ("[", "]")))
    month = draft.random.randint(1, 12)
    names = "、".join(rest)
    said: Facts = {"collective": None, "open_list": False, "by_division_of_duties": False, "deadline": None}
    form = draft.random.randrange(9)
    if form == 0:
        text = f"责任单位：{lead[0]}、{names}"
        said["responsibilities"] = _duties(responsible=lead + rest)
    elif form == 1:
        text = f"{lead[0]}牵头，{names}等按职责分工负责"
        said |= {"responsibilities": _duties(lead=lead, responsible=rest), "open_list": True}
        said["by_division_of_duties"] = True
    elif form == 2:
        text = f"牵头单位：{lead[0]}；配合单位：{names}"
        said["responsibilities"] = _duties(lead=lead, supporting=rest)
    elif form == 3:
        text = f"牵头单位：{lead[0]}；责任单位：{names}；完成时限：{draft.year}年{month}月底前"
        said |= {"responsibilities": _duties(lead=lead, responsible=rest), "deadline": f"{draft.year}-{month:02d}"}
    elif form == 4:
        text = f"{lead[0]}负责"
        said["responsibilities"] = _duties(responsible=lead)
    elif form == 5:
        text = f"责任单位：{draft.prefix}推进工作领导小组各成员单位按职责分工负责"
        said |= {"responsibilities": [], "by_division_of_duties": True}
        said["collective"] = f"{draft.prefix}推进工作领导小组各成员单位"
    elif form == 6:
        text = f"责任单位：{names}等部门"
        said |= {"responsibilities": _duties(responsible=rest), "open_list": True}
    elif form == 7:
        text = f"{lead[0]}牵头，{names}配合"
        said["responsibilities"] = _duties(lead=lead, supporting=rest)
    else:
        labels = draft.pick((("牵头部门", "参与部门"), ("牵头单位", "配合单位")))
        lines = [f"{labels[0]}：{lead[0]}", f"{labels[1]}：{names}", f"完成时限：{draft.year}年{month}月底前"]
        said |= {"responsibilities": _duties(lead=lead, supporting=rest), "deadline": f"{draft.year}-{month:02d}"}
        return "\n" + "\n".join(lines), said
    return opening + text + closing, said


def goal(draft: Draft, at: str, subject: str, *, year: int | None) -> str:
    """Write one promised number and note it; without `year` the text states none."""
    name, unit, kind, sentence = draft.pick(GOALS)
    value = draft.random.randint(2, 99)
    wording, comparator = draft.pick((("{}", "="), ("{}以上", ">="), ("不少于{}", ">="), ("{}左右", "=")))
    if "达到" in sentence or "增长" in sentence:
        wording, comparator = draft.pick((("{}", "="), ("{}以上", ">=")))
    text = sentence.format(subject, wording.format(f"{value}{unit}"))
    draft.indicators.append({
        "name": f"{subject}{name}", "value": value, "unit": unit, "comparator": comparator, "kind": kind,
        "deadline": None if year is None else str(year), "baseline": None, "baseline_year": None, "owners": [],
        "at": at, "quote": text,
    })  # fmt: skip
    return text


def _item(draft: Draft, path: str, printed: str, title: str, kind: str, *, run_on: bool, has_clause: bool) -> None:
    text, said = clause(draft) if has_clause else ("", None)
    body = draft.filler()
    if draft.random.random() < 0.3:
        body += goal(draft, path, title[-4:] + "领域", year=None) + "。"
    draft.paragraphs.append(f"{printed}{title}。{body}{text}" if run_on else f"{printed}{title}\n{body}{text}")
    said = said or {"responsibilities": [], "collective": None, "open_list": False, "by_division_of_duties": False,
                    "deadline": None}  # fmt: skip
    draft.actions.append({"id": path, "title": title, "kind": kind, **said})


def _titles(draft: Draft) -> list[str]:
    titles = [deed.format(subject) for deed in DEEDS for subject in SUBJECTS]
    draft.random.shuffle(titles)
    return titles


def _tasks(draft: Draft, style: Numbering, head: int, titles: list[str], *, run_on: bool) -> None:
    top, printed = style.head(head)
    draft.paragraphs.append(f"{printed}重点任务")
    count = 0
    for group in range(1, draft.random.randint(2, 4)):
        path = top
        if style.subhead is not None:
            number, printed = style.subhead(group)
            path = f"{top}/{number}"
            draft.paragraphs.append(f"{printed}推进{titles.pop()[2:]}行动")
            count = count if style.runs_on else 0
        for _ in range(draft.random.randint(2, 3)):
            if style.subhead is None and count >= len(CN):
                break
            count += 1
            number, printed = style.item(count)
            has_clause = draft.random.random() < 0.9
            _item(draft, f"{path}/{number}", printed, titles.pop(), "task", run_on=run_on, has_clause=has_clause)


def _head(draft: Draft, subject: str, number: str) -> tuple[list[str], Facts]:
    title = f"{draft.place}{subject}提升行动方案（{draft.year - 2}—{draft.year}年）"
    notice = f"{draft.place}人民政府关于印发《{title}》的通知"
    month, day = draft.random.randint(1, 12), draft.random.randint(1, 28)
    issued = f"{draft.year - 2}年{month}月{day}日"
    recipients = draft.pick(
        (("各镇人民政府", "街道办事处"), ("各有关单位",), ("各乡镇人民政府", f"{draft.prefix}政府各部门"))
    )
    lines = [notice, number, "，".join(recipients) + "：", f"现将《{title}》印发给你们，请认真组织实施。",
             f"{draft.place}人民政府", issued, title]  # fmt: skip
    plan = {
        "title": title, "notice_title": notice, "document_number": number, "issuers": [f"{draft.place}人民政府"],
        "issued": f"{draft.year - 2}-{month:02d}-{day:02d}", "period_start": str(draft.year - 2),
        "period_end": str(draft.year), "jurisdiction": draft.place, "recipients": list(recipients), "cites": [],
    }  # fmt: skip
    return lines, plan


def _wrap(text: str, width: int, marks: Callable[[int], str] | None) -> str:
    """Break lines as a PDF does, and put page marks between them."""
    lines = [line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width)]
    if marks is None:
        return "\n".join(lines)
    out: list[str] = []
    for index, line in enumerate(lines, 1):
        out.append(line)
        if index % 30 == 0:
            out.extend(["", marks(index // 30), ""])
    return "\n".join(out)


def _half_width(text: str) -> str:
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def write_plan(
    random: random_module.Random, file_name: str = "generated.txt", *, noisy: bool = True
) -> tuple[str, Facts]:
    """Return the text of a random plan and the facts in it, in the format of the shared gold.

    Args:
        random: The only source of chance.
        file_name: Name under which the facts stand.
        noisy: Whether lines may be wrapped, joined, marked with pages or written half-width.
    """
    place, prefix, mark = random.choice(PLACES)
    draft = Draft(random, place, prefix, random.randint(2024, 2032))
    subject = random.choice(SUBJECTS)
    number = f"{mark}发〔{draft.year - 2}〕{random.randint(1, 60)}号"
    lines, plan = _head(draft, subject, number)
    draft.paragraphs.extend(lines)
    draft.paragraphs.append(f"为推动{subject}高质量发展，结合实际，制定本方案。")
    style = random.choice(NUMBERINGS)
    top, printed = style.head(1)
    goals = [goal(draft, top, name, year=draft.year) for name in random.sample(SUBJECTS, random.randint(1, 3))]
    draft.paragraphs.append(f"{printed}工作目标\n到{draft.year}年，{'；'.join(goals)}。")
    run_on = random.random() < 0.5
    titles = _titles(draft)
    _tasks(draft, style, 2, titles, run_on=run_on)
    top, printed = style.head(3)
    draft.paragraphs.append(f"{printed}保障措施")
    inner = style.subhead or style.item
    for index in range(1, random.randint(2, 4)):
        number, printed = inner(index)
        has_clause = random.random() < 0.4
        _item(draft, f"{top}/{number}", printed, titles.pop(), "safeguard", run_on=run_on, has_clause=has_clause)
    text = "\n".join(draft.paragraphs) + "\n"
    if noisy:
        text = _noise(random, text, is_joinable=run_on)
    facts: Facts = {"file": file_name, "plan": plan, "actions": draft.actions, "indicators": draft.indicators,
                    "bodies": [], "phases": [], "funding": []}  # fmt: skip
    if any(action["collective"] for action in draft.actions):
        body: Facts = {"name": f"{prefix}推进工作领导小组", "chairs": [], "members": [], "office": None}
        facts["bodies"] = [body]
    return text, facts


def _noise(random: random_module.Random, text: str, *, is_joinable: bool) -> str:
    if random.random() < 0.4:
        text = _half_width(text)
    kind = random.randrange(5)
    if kind == 1:
        return text.replace("\n", "\n\n    ")
    if kind == 2:
        return _wrap(text, random.randint(30, 50), None)
    if kind == 3:
        marks = random.choice((lambda n: f"- {n} -", lambda n: f"— {n} —", lambda n: f"# Page {n}:"))
        return _wrap(text, random.randint(30, 50), marks)
    if kind == 4 and is_joinable:
        return text.replace("\n", " ")
    return text
