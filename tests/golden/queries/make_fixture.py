"""Writes `fixture.trig`: three plans of an invented city, through the same records and mapping as any document.

Run with `pytest tests/house/test_queries.py --update-golden`. Every saved query finds at least one row here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

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
    Unread,
)

CITY = Jurisdiction("云州市")
RIVER = Jurisdiction("云州市临江区", within=CITY)
HILL = Jurisdiction("云州市望山区", within=CITY)

CITY_TEXT = """云州市灯塔品牌建设三年计划
一、目标
到2026年底，灯塔商标达到300件，以2023年的120件为基数。
附表：2026年灯塔商标280件。
二、任务
1.办好品牌学校。开设夜间课程。（市教育局牵头，市财政局配合，2025年6月底前完成）
2.建立品牌档案。（责任单位：市市场监管局、市档案馆等）
3.举办灯塔节。（责任单位：领导小组各成员单位）
三、保障
组长由副市长担任，成员为市教育局、市财政局。
依据《云州市质量纲要》（云政发〔2020〕9号）制定。
经费由有关方面负责。
"""
RIVER_TEXT = """临江区灯塔品牌实施方案
一、任务
1.清查旧招牌。（区市场监管局牵头，区财政局配合）
2.培训店主。（责任单位：区教育局等）
3.美化码头。
4.组织评比。（责任单位：区领导小组成员单位）
到2025年，灯塔商标不少于40件。
"""
HILL_TEXT = """望山区灯塔品牌实施方案
一、任务
1.公布名录。（责任单位：区市场监管局、区教育局，2025年底前）
2.巡查集市。（责任单位：区教育局、区市场监管局）
"""


class Source:
    """One text, and evidence for quotes that stand in it once."""

    def __init__(self, name: str, text: str) -> None:
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.document = SourceDocument(name, "text/plain", digest, text)
        self._text = text

    def at(self, quote: str, inside: str | None = None) -> tuple[Evidence, ...]:
        """Return evidence for the first `quote` at or after the text `inside`."""
        begin = self._text.index(quote, self._text.index(inside) if inside else 0)
        return (Evidence(begin, begin + len(quote), quote, "fixture"),)

    def action(
        self,
        number: str,
        label: str,
        order: int,
        clauses: Sequence[Clause] = (),
        *,
        section: str = "一",
        deadline: PartialDate | None = None,
        kind: ActionKind = ActionKind.TASK,
    ) -> Action:
        return Action(
            path=f"{section}/{number}",
            label=label,
            number=f"{number}.",
            order=order,
            kind=kind,
            parent=section,
            evidence=self.at(label),
            clauses=tuple(clauses),
            deadline=deadline,
            deadline_text=None if deadline is None else str(deadline),
        )

    def clause(self, text: str, *named: tuple[Unit, str, Role], is_open: bool = False) -> Clause:
        assignments = tuple(Assignment(unit, words, role, self.at(words, text)) for unit, words, role in named)
        return Clause(text, assignments, self.at(text), open_list=is_open)


def unit(place: Jurisdiction, name: str, short: str, function: str | None = None) -> Unit:
    return Unit(place.name + name, place, function, (short,))


def city() -> Plan:
    source = Source("city.txt", CITY_TEXT)
    education = unit(CITY, "教育局", "市教育局", "education")
    finance = unit(CITY, "财政局", "市财政局", "finance")
    market = unit(CITY, "市场监督管理局", "市市场监管局", "market-supervision")
    archive = unit(CITY, "档案馆", "市档案馆")
    body = "云州市灯塔品牌建设领导小组"
    members = Unit(
        "领导小组各成员单位",
        CITY,
        written=("领导小组各成员单位",),
        is_group=True,
        group_of=body,
        expansion=Expansion.ALL_MEMBERS,
    )
    targets = (
        Target(
            Decimal(300),
            "300件",
            Comparator.EXACTLY,
            comparator_stated=False,
            evidence=source.at("300件"),
            deadline=PartialDate(2026, 12),
            deadline_text="2026年底",
        ),
        Target(
            Decimal(280),
            "280件",
            Comparator.EXACTLY,
            comparator_stated=False,
            evidence=source.at("280件"),
            deadline=PartialDate(2026),
            deadline_text="2026年",
        ),
    )
    baseline = Observation(Decimal(120), "120件", source.at("120件"), PartialDate(2023))
    return Plan(
        title="云州市灯塔品牌建设三年计划",
        jurisdiction=CITY,
        source=source.document,
        document_number="云政发〔2024〕3号",
        issuers=(unit(CITY, "人民政府", "市政府"),),
        issued=PartialDate(2024, 2, 1),
        starts=PartialDate(2024),
        ends=PartialDate(2026),
        evidence=source.at("云州市灯塔品牌建设三年计划"),
        sections=(
            Section("一", "目标", "一、", 0, "goal", source.at("目标")),
            Section("二", "任务", "二、", 1, "task", source.at("任务")),
        ),
        actions=(
            source.action(
                "1",
                "办好品牌学校",
                2,
                [
                    source.clause(
                        "市教育局牵头，市财政局配合，2025年6月底前完成",
                        (education, "市教育局", Role.LEAD),
                        (finance, "市财政局", Role.SUPPORTING),
                    ),
                ],
                section="二",
                deadline=PartialDate(2025, 6),
            ),
            source.action(
                "2",
                "建立品牌档案",
                3,
                [
                    source.clause(
                        "责任单位：市市场监管局、市档案馆等",
                        (market, "市市场监管局", Role.RESPONSIBLE),
                        (archive, "市档案馆", Role.RESPONSIBLE),
                        is_open=True,
                    ),
                ],
                section="二",
            ),
            source.action(
                "3",
                "举办灯塔节",
                4,
                [
                    source.clause("责任单位：领导小组各成员单位", (members, "领导小组各成员单位", Role.RESPONSIBLE)),
                ],
                section="二",
            ),
        ),
        indicators=(
            Indicator(
                "灯塔商标",
                "灯塔商标数",
                "件",
                Statistic.COUNT,
                targets,
                source.at("灯塔商标"),
                "一",
                (baseline,),
                clauses=(),
            ),
        ),
        cites=(
            CitedDocument(
                "云州市质量纲要", "云政发〔2020〕9号", source.at("《云州市质量纲要》（云政发〔2020〕9号）"), "basedOn"
            ),
        ),
        leading_groups=(
            LeadingGroup(
                body,
                source.at("组长由副市长担任"),
                ("副市长",),
                (),
                ("市教育局", "市财政局"),
                None,
                (education, finance),
            ),
        ),
        phases=(Phase("三年计划期", PartialDate(2024), PartialDate(2026), source.at("三年计划")),),
        unread=(Unread("负责", "no unit is named", source.at("经费由有关方面负责")),),
    )


def river() -> Plan:
    source = Source("river.txt", RIVER_TEXT)
    market = unit(RIVER, "市场监督管理局", "区市场监管局", "market-supervision")
    finance = unit(RIVER, "财政局", "区财政局", "finance")
    education = unit(RIVER, "教育局", "区教育局", "education")
    members = Unit(
        "区领导小组成员单位",
        RIVER,
        written=("区领导小组成员单位",),
        is_group=True,
        group_of="临江区灯塔品牌领导小组",
        expansion=Expansion.ALL_MEMBERS,
    )
    target = Target(
        Decimal(40),
        "40件",
        Comparator.AT_LEAST,
        comparator_stated=True,
        evidence=source.at("40件"),
        deadline=PartialDate(2025),
        deadline_text="2025年",
    )
    return Plan(
        title="临江区灯塔品牌实施方案",
        jurisdiction=RIVER,
        source=source.document,
        document_number="临政办发〔2024〕8号",
        evidence=source.at("临江区灯塔品牌实施方案"),
        sections=(Section("一", "任务", "一、", 0, "task", source.at("任务")),),
        actions=(
            source.action(
                "1",
                "清查旧招牌",
                1,
                [
                    source.clause(
                        "区市场监管局牵头，区财政局配合",
                        (market, "区市场监管局", Role.LEAD),
                        (finance, "区财政局", Role.SUPPORTING),
                    ),
                ],
            ),
            source.action(
                "2",
                "培训店主",
                2,
                [
                    source.clause("责任单位：区教育局等", (education, "区教育局", Role.RESPONSIBLE), is_open=True),
                ],
            ),
            source.action("3", "美化码头", 3, kind=ActionKind.PROJECT),
            source.action(
                "4",
                "组织评比",
                4,
                [
                    source.clause("责任单位：区领导小组成员单位", (members, "区领导小组成员单位", Role.RESPONSIBLE)),
                ],
                kind=ActionKind.SAFEGUARD,
            ),
        ),
        indicators=(
            Indicator(
                "灯塔商标",
                "灯塔商标数",
                "件",
                Statistic.COUNT,
                (target,),
                source.at("灯塔商标不少于40件"),
                "一",
                clauses=(
                    Clause(
                        "区市场监管局牵头",
                        (Assignment(market, "区市场监管局", Role.LEAD, source.at("区市场监管局")),),
                        source.at("区市场监管局牵头"),
                    ),
                ),
            ),
        ),
        cites=(
            CitedDocument("云州市灯塔品牌建设三年计划", "云政发〔2024〕3号", (), "implements"),
            CitedDocument("灯塔商标规则", None, (), "cites"),
        ),
    )


def hill() -> Plan:
    source = Source("hill.txt", HILL_TEXT)
    market = unit(HILL, "市场监督管理局", "区市场监管局", "market-supervision")
    education = unit(HILL, "教育局", "区教育局", "education")
    return Plan(
        title="望山区灯塔品牌实施方案",
        jurisdiction=HILL,
        source=source.document,
        evidence=source.at("望山区灯塔品牌实施方案"),
        sections=(Section("一", "任务", "一、", 0, "task", source.at("任务")),),
        actions=(
            source.action(
                "1",
                "公布名录",
                1,
                [
                    source.clause(
                        "责任单位：区市场监管局、区教育局，2025年底前",
                        (market, "区市场监管局", Role.RESPONSIBLE),
                        (education, "区教育局", Role.RESPONSIBLE),
                    ),
                ],
                deadline=PartialDate(2025, 12),
            ),
            source.action(
                "2",
                "巡查集市",
                2,
                [
                    source.clause(
                        "责任单位：区教育局、区市场监管局",
                        (education, "区教育局", Role.RESPONSIBLE),
                        (market, "区市场监管局", Role.RESPONSIBLE),
                    ),
                ],
            ),
        ),
    )


def documents() -> list[tuple[str, str]]:
    """Return graph IRI and N-Quads of each plan."""
    return [(graph_of_plan(plan), plan_bytes(plan).decode()) for plan in (city(), river(), hill())]
