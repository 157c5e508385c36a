"""Two more plans of the invented district of `make_fixture`: an earlier and a later one, with gaps and mistakes."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

from kg.mapping import graph_of_plan, plan_bytes
from kg.records import (
    ActionKind,
    CitedDocument,
    Comparator,
    Evaluation,
    Expansion,
    Funding,
    Indicator,
    LeadingGroup,
    Observation,
    PartialDate,
    Phase,
    Plan,
    Role,
    Section,
    Statistic,
    Target,
    Unit,
)

sys.path.insert(0, str(Path(__file__).resolve().parent))
from make_fixture import RIVER, Source, unit  # type: ignore[import-not-found]

EARLY_TEXT = """临江区灯塔品牌行动计划
一、任务
1.清查旧招牌。（区市场监管局牵头，区教育局配合，2022年底前）
2.培训店主。（区教育局、区财政局牵头）
3.美化旧码头。（责任单位：区财政局，长期坚持）
4.登记灯塔。（责任单位：区推进小组其他成员单位，2024年6月底前）
二、保障
成立区推进小组，组长由副区长担任，成员单位为区市场监管局、区教育局、区档案馆。
安排资金20万元。每季度通报一次。
第一阶段为2021年。
到2023年，灯塔商标达到32件，2020年为20件；讲解员由2020年的50名增加到45名。
"""
LATE_TEXT = """临江区灯塔品牌提升计划
一、任务
1.清查旧招牌。（区财政局牵头，区市场监管局配合，2027年底前）
2.培训店主。（责任单位：区教育局）
到2028年，灯塔商标达到80件，2025年为40件。
"""
MARKET = unit(RIVER, "市场监督管理局", "区市场监管局", "market-supervision")
FINANCE = unit(RIVER, "财政局", "区财政局", "finance")
EDUCATION = unit(RIVER, "教育局", "区教育局", "education")
ARCHIVE = unit(RIVER, "档案馆", "区档案馆")


def target(source: Source, value: int, text: str, year: int) -> Target:
    return Target(
        Decimal(value), text, Comparator.EXACTLY, comparator_stated=True, evidence=source.at(text),
        deadline=PartialDate(year), deadline_text=f"{year}年",
    )  # fmt: skip


def early() -> Plan:
    source = Source("early.txt", EARLY_TEXT)
    body = "临江区灯塔品牌推进小组"
    others = Unit(
        "区推进小组其他成员单位", RIVER, written=("区推进小组其他成员单位",), is_group=True, group_of=body,
        expansion=Expansion.ALL_MEMBERS_EXCEPT, except_units=(ARCHIVE.name,),
    )  # fmt: skip
    return Plan(
        title="临江区灯塔品牌行动计划",
        jurisdiction=RIVER,
        source=source.document,
        document_number="临政办发〔2021〕2号",
        issued=PartialDate(2021, 3, 1),
        starts=PartialDate(2021),
        ends=PartialDate(2023),
        evidence=source.at("临江区灯塔品牌行动计划"),
        sections=(
            Section("一", "任务", "一、", 0, "task", source.at("任务")),
            Section("二", "保障", "二、", 5, "safeguard", source.at("保障")),
        ),
        actions=(
            source.action("1", "清查旧招牌", 1, [
                source.clause("区市场监管局牵头，区教育局配合，2022年底前",
                              (MARKET, "区市场监管局", Role.LEAD), (EDUCATION, "区教育局", Role.SUPPORTING)),
            ], deadline=PartialDate(2022, 12)),
            source.action("2", "培训店主", 2, [
                source.clause("区教育局、区财政局牵头",
                              (EDUCATION, "区教育局", Role.LEAD), (FINANCE, "区财政局", Role.LEAD)),
            ]),
            source.action("3", "美化旧码头", 3, [
                source.clause("责任单位：区财政局，长期坚持", (FINANCE, "区财政局", Role.RESPONSIBLE)),
            ], kind=ActionKind.PROJECT),
            source.action("4", "登记灯塔", 4, [
                source.clause("责任单位：区推进小组其他成员单位，2024年6月底前",
                              (others, "区推进小组其他成员单位", Role.RESPONSIBLE)),
            ], deadline=PartialDate(2024, 6)),
        ),
        indicators=(
            Indicator("灯塔商标", "灯塔商标数", "件", Statistic.COUNT, (target(source, 32, "32件", 2023),),
                      source.at("灯塔商标"), "二",
                      (Observation(Decimal(20), "20件", source.at("20件"), PartialDate(2020)),)),
            Indicator("讲解员", "讲解员数", "名", Statistic.LEVEL, (target(source, 45, "45名", 2023),),
                      source.at("讲解员"), "二",
                      (Observation(Decimal(50), "50名", source.at("50名"), PartialDate(2020)),)),
        ),
        cites=(CitedDocument("云州市质量纲要", "云政发〔2020〕9号", (), "basedOn"),),
        leading_groups=(
            LeadingGroup(body, source.at("区推进小组，组长"), ("副区长",), (),
                         ("区市场监管局", "区教育局", "区档案馆"), None, (MARKET, EDUCATION, ARCHIVE)),
        ),
        phases=(Phase("第一阶段", PartialDate(2021), PartialDate(2021), source.at("第一阶段")),),
        funding=(Funding("资金", Decimal(200000), "万元", source.at("20万元"), "20万元"),),
        evaluations=(Evaluation("通报", source.at("每季度通报一次"), "每季度"),),
    )  # fmt: skip


def late() -> Plan:
    source = Source("late.txt", LATE_TEXT)
    return Plan(
        title="临江区灯塔品牌提升计划",
        jurisdiction=RIVER,
        source=source.document,
        document_number="临政办发〔2026〕5号",
        issued=PartialDate(2026, 2, 10),
        starts=PartialDate(2026),
        ends=PartialDate(2028),
        evidence=source.at("临江区灯塔品牌提升计划"),
        sections=(Section("一", "任务", "一、", 0, "task", source.at("任务")),),
        actions=(
            source.action("1", "清查旧招牌", 1, [
                source.clause("区财政局牵头，区市场监管局配合，2027年底前",
                              (FINANCE, "区财政局", Role.LEAD), (MARKET, "区市场监管局", Role.SUPPORTING)),
            ], deadline=PartialDate(2027, 12)),
            source.action("2", "培训店主", 2, [
                source.clause("责任单位：区教育局", (EDUCATION, "区教育局", Role.RESPONSIBLE)),
            ]),
        ),
        indicators=(
            Indicator("灯塔商标", "灯塔商标数", "件", Statistic.COUNT, (target(source, 80, "80件", 2028),),
                      source.at("灯塔商标"), "一",
                      (Observation(Decimal(40), "40件", source.at("40件"), PartialDate(2025)),)),
        ),
        cites=(CitedDocument("临江区灯塔品牌行动计划", "临政办发〔2021〕2号", (), "cites"),),
    )  # fmt: skip


def documents() -> list[tuple[str, str | bytes]]:
    """Return graph IRI and N-Quads of both plans."""
    return [(graph_of_plan(plan), plan_bytes(plan).decode()) for plan in (early(), late())]
