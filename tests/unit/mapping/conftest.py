"""A plan of an invented city with one of everything."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.records import (
    Action,
    ActionKind,
    Assignment,
    Bindingness,
    CitedDocument,
    Clause,
    Comparator,
    Evaluation,
    Evidence,
    Expansion,
    Funding,
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

TEXT = (
    "临溪市数字便民行动方案\n二、重点任务\n1.建设服务大厅。\n(市数据局牵头,市财政局等按职责分工负责)\n"
    '2.到2026年办件量达到2.6万件。\t"一窗"\\通办\r\n领导小组其他成员单位配合\n'
)


def read(quote: str, rule: str = "test-rule") -> tuple[Evidence, ...]:
    """Return the evidence for the first place of `quote` in the text."""
    begin = TEXT.index(quote)
    return (Evidence(begin, begin + len(quote), quote, rule),)


PROVINCE = Jurisdiction("云岭省", "990000")
CITY = Jurisdiction("云岭省临溪市", "990100", PROVINCE)
DATA = Unit("临溪市数据局", CITY, "data", ("市数据局",), dual_brand="临溪市大数据中心")
MONEY = Unit("临溪市财政局", CITY, "finance", ("市财政局",))
OTHERS = Unit(
    "其他成员单位", CITY, is_group=True, group_of="便民领导小组", expansion=Expansion.ALL_MEMBERS_EXCEPT,
    except_units=("临溪市数据局",),
)  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    """Return the plan."""
    clause = Clause(
        "市数据局牵头,市财政局等按职责分工负责",
        (
            Assignment(DATA, "市数据局", Role.LEAD, read("市数据局")),
            Assignment(MONEY, "市财政局", Role.RESPONSIBLE, read("市财政局")),
        ),
        read("市数据局牵头,市财政局等按职责分工负责"),
        open_list=True,
        by_division_of_duties=True,
    )
    group = Clause(
        "领导小组其他成员单位配合",
        (Assignment(OTHERS, "其他成员单位", Role.SUPPORTING, read("其他成员单位")),),
        read("领导小组其他成员单位配合"),
        deadline=PartialDate(2025, 2),
        deadline_text="2025年2月底前",
    )
    return Plan(
        title="临溪市数字便民行动方案",
        jurisdiction=CITY,
        source=SourceDocument("临溪.txt", "text/plain", "ab" * 32, TEXT, "https://example.org/a?b=1"),
        notice_title="关于印发临溪市数字便民行动方案的通知",
        document_number="临政发〔2024〕7号",
        document_number_text="临政发〔2024〕7号",
        issuers=(Unit("临溪市人民政府", CITY, "government"),),
        issued=PartialDate(2024, 3),
        starts=PartialDate(2024),
        ends=PartialDate(2026),
        addressees=("各区人民政府", "市直各部门"),
        evidence=read("临溪市数字便民行动方案"),
        sections=(Section("二", "重点任务", "二、", 0, "task", read("重点任务")),),
        actions=(
            Action("二/1", "建设服务大厅", "1.", 1, ActionKind.TASK, read("建设服务大厅"), "二", "全文", (clause,)),
            Action("二/2", "通办", "2.", 2, ActionKind.SAFEGUARD, read('"一窗"\\通办\r\n'), "二", clauses=(group,)),
            Action("二/3", "待定", "3.", 3, ActionKind.PROJECT, read("办件量"), "二/(九)"),
        ),
        indicators=(
            Indicator(
                "全市办件量", "办件量", "件", Statistic.COUNT,
                (
                    Target(
                        Decimal("2.6E+4"), "2.6万", Comparator.AT_LEAST, True, read("2.6万件"), PartialDate(2026),  # noqa: FBT003
                        "2026年", "力争", "上年",
                    ),
                ),
                read("办件量达到2.6万件"), "二/2",
                (
                    Observation(Decimal("1.40"), "1.4", read("2"), PartialDate(2020)),
                    Observation(Decimal(3), "3", read("6"), PartialDate(2021, 6, 30), is_baseline=False),
                ),
                Bindingness.EXPECTED,
            ),
        ),
        cites=(CitedDocument("数字便民条例", "云发〔2023〕1号", read("数字便民"), "basedOn"),),
        leading_groups=(
            LeadingGroup(
                "便民领导小组", read("领导小组"), ("市长",), ("副市长",), ("市数据局",), "市数据局", (DATA, MONEY)
            ),
        ),
        phases=(Phase("启动", PartialDate(2024, 2), PartialDate(2024, 2), read("建设")),),
        funding=(Funding("专项资金", Decimal(150_000_000), "元", read("服务"), "1.5亿元", "1:1"),),
        evaluations=(Evaluation("年度评估", read("办件"), "每年"),),
        unread=(Unread("负责", "no unit before it", read("负责")),),
        repairs=("〔20241 → 〔2024〕1",),
    )  # fmt: skip
