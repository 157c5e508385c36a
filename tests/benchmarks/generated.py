"""Many plans of invented places, as records through the mapping: about 2,000 statements each, the same for a seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kg.mapping import graph_of_plan, plan_bytes
from kg.records import (
    Action,
    ActionKind,
    Assignment,
    CitedDocument,
    Clause,
    Comparator,
    Evidence,
    Expansion,
    Indicator,
    Jurisdiction,
    LeadingGroup,
    Observation,
    PartialDate,
    Phase,
    Plan,
    Role,
    Section,
    SourceDocument,
    Statistic,
    Target,
    Unit,
)

OFFICES: Final = (
    ("财政局", "finance"), ("教育局", "education"), ("市场监督管理局", "market-supervision"),
    ("科学技术局", "science-technology"), ("民政局", "civil-affairs"), ("水利局", "water"), ("商务局", "commerce"),
    ("司法局", "justice"), ("农业农村局", "agriculture-rural"), ("生态环境局", "ecology-environment"),
    ("文化和旅游局", "culture-tourism"), ("卫生健康委员会", "health"), ("发展和改革委员会", "development-reform"),
    ("审计局", "audit"), ("统计局", "statistics"), ("档案馆", None), ("总工会", None), ("公安局", "public-security"),
)  # fmt: skip
SUBJECTS: Final = (
    "灯塔",
    "河湖",
    "书屋",
    "步道",
    "老街",
    "茶园",
    "码头",
    "集市",
    "园区",
    "社区",
    "学校",
    "医院",
    "农场",
    "桥梁",
    "公园",
    "工坊",
    "剧场",
    "渔港",
)
DEEDS: Final = (
    "建设",
    "修缮",
    "清查",
    "登记",
    "培育",
    "推广",
    "美化",
    "评比",
    "巡查",
    "开放",
    "扩建",
    "保护",
    "宣传",
    "监测",
    "整治",
    "升级",
)
THINGS: Final = ("示范点", "名录", "平台", "队伍", "机制", "标准", "档案", "品牌", "网络", "制度", "项目", "活动")


class Text:
    """A document as it grows, and evidence for what is put into it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def put(self, text: str, after: str = "") -> tuple[Evidence, ...]:
        begin = self._size
        self._parts += [text, after]
        self._size += len(text) + len(after)
        return (Evidence(begin, begin + len(text), text, "generated"),)

    def document(self, name: str) -> SourceDocument:
        whole = "".join(self._parts)
        return SourceDocument(name, "text/plain", hashlib.sha256(whole.encode()).hexdigest(), whole)


def _place(number: int) -> Jurisdiction:
    province = Jurisdiction(f"云{number % 7}省")
    return Jurisdiction(f"云{number % 7}省第{number}市", within=province)


def _clause(chance: random.Random, text: Text, units: list[Unit], group: Unit) -> tuple[Clause, ...]:
    kind = chance.random()
    if kind < 0.12:
        return ()
    if kind < 0.22:
        named = text.put(f"责任单位：{group.name}", "。\n")
        return (Clause(named[0].quote, (Assignment(group, group.name, Role.RESPONSIBLE, named),), named),)
    chosen = chance.sample(units, chance.randint(1, 5))
    is_led = chance.random() < 0.6
    start = text.put("（")[0].begin
    items = []
    for place, unit in enumerate(chosen):
        written = unit.written[0]
        role = Role.LEAD if is_led and place == 0 else Role.SUPPORTING if is_led else Role.RESPONSIBLE
        items.append(Assignment(unit, written, role, text.put(written, "牵头，" if role is Role.LEAD else "、")))
    is_open = chance.random() < 0.2
    end = text.put("等）" if is_open else "）", "\n")[0].end
    words = "（" + "".join(i.unit_text + ("牵头，" if i.role is Role.LEAD else "、") for i in items)
    words += "等）" if is_open else "）"
    return (Clause(words, tuple(items), (Evidence(start, end, words, "generated"),), open_list=is_open),)


def _indicator(chance: random.Random, text: Text, year: int) -> Indicator:
    name = chance.choice(SUBJECTS) + chance.choice(THINGS)
    base, goal = chance.randint(10, 90), chance.randint(50, 400)
    label = text.put(name)
    first = text.put(f"{base}个", "提高到")
    last = text.put(f"{goal}个", "。\n")
    target = Target(Decimal(goal), f"{goal}个", Comparator.AT_LEAST, comparator_stated=True, evidence=last,
                    deadline=PartialDate(year), deadline_text=f"{year}年")  # fmt: skip
    start = Observation(Decimal(base), f"{base}个", first, PartialDate(year - 4))
    return Indicator(name, name + "数", "个", Statistic.COUNT, (target,), label, "一", (start,))


def plan(seed: int, places: int = 400, actions: int = 25) -> Plan:
    """Return the plan of that number; the same number gives the same plan."""
    chance = random.Random(seed)
    place = _place(seed % places)
    year = 2021 + seed // places * 3
    units = [Unit(place.name + name, place, function, ("市" + name,)) for name, function in OFFICES]
    body = f"{place.name}第{seed}号推进领导小组"
    group = Unit("领导小组各成员单位", place, written=("领导小组各成员单位",), is_group=True, group_of=body,
                 expansion=Expansion.ALL_MEMBERS)  # fmt: skip
    text = Text()
    title = f"{place.name}{chance.choice(SUBJECTS)}提升行动方案（{year}—{year + 3}年）"
    head = text.put(title, "\n")
    one = text.put("一、目标", "\n")
    indicators = tuple({(i := _indicator(chance, text, year + 3)).label: i for _ in range(6)}.values())
    two = text.put("二、任务", "\n")
    made = []
    for number in range(1, actions + 1):
        label = chance.choice(DEEDS) + chance.choice(SUBJECTS) + chance.choice(THINGS)
        evidence = text.put(label, "。\n")
        clauses = _clause(chance, text, units, group)
        deadline = PartialDate(year + chance.randint(0, 3), chance.randint(1, 12)) if chance.random() < 0.5 else None
        made.append(
            Action(f"二/{number}", label, f"{number}.", number + 1, chance.choice(tuple(ActionKind)), evidence, "二",
                   f"{label}，摸清底数。", clauses, deadline, str(deadline) if deadline else None)
        )  # fmt: skip
    members = tuple(chance.sample(units, 6)) if chance.random() < 0.5 else ()
    group_evidence = text.put(body, "\n")
    cited = chance.randrange(max(seed, 1))
    return Plan(
        title=title, jurisdiction=place, document_number=f"云政发〔{year}〕{seed}号", issued=PartialDate(year, 1, 2),
        starts=PartialDate(year), ends=PartialDate(year + 3), evidence=head, issuers=(units[0],),
        sections=(Section("一", "目标", "一、", 0, "goal", one), Section("二", "任务", "二、", 1, "task", two)),
        actions=tuple(made), indicators=indicators,
        cites=(CitedDocument(f"第{cited}号方案", f"云政发〔{2021 + cited // places * 3}〕{cited}号", (), "basedOn"),),
        leading_groups=(LeadingGroup(body, group_evidence, ("市长",), (), tuple(u.written[0] for u in members), None,
                                     members),),
        phases=(Phase("第一阶段", PartialDate(year), PartialDate(year), group_evidence),),
        source=text.document(f"{seed}.txt"),
    )  # fmt: skip


def documents(count: int, **shape: int) -> Iterator[tuple[str, bytes | str]]:
    """Yield graph IRI and N-Quads of so many plans."""
    for seed in range(count):
        made = plan(seed, **shape)
        yield graph_of_plan(made), plan_bytes(made).decode()
