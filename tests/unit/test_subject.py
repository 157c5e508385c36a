"""What a document says beside its actions, as whole documents show it."""

from __future__ import annotations

from loaders.pipeline import load


def owners(text: str) -> list[str]:
    plan = load(text.encode(), "目标.txt").plan
    assert plan is not None
    assert plan.actions == ()
    return [
        f"{indicator.label} " + " ".join(f"{a.unit_text}:{a.role[0]}" for c in indicator.clauses for a in c.assignments)
        for indicator in plan.indicators
    ]


def test_goals_with_label_lines_have_owners_and_are_no_actions() -> None:
    text = (
        "某区2031年重点工作责任分工方案\n一、主要预期目标\n1.地区生产总值增长6.2%左右。\n牵头单位:区发改局\n责任单位:开发区,各街道\n"
        "2.一般公共预算收入增长8%。\n牵头单位:区财政局\n"
    )
    assert owners(text) == ["地区生产总值 区发改局:L 开发区:R 各街道:R", "一般公共预算收入 区财政局:L"]


def test_a_heading_in_front_of_the_first_part_counts_nothing() -> None:
    text = "某市应急规划责任分解\n现将任务分解如下。\n应急体系9个具体建设任务\n(一)完善预案。修订应急预案，开展演练。\n"
    plan = load(text.encode(), "分解.txt").plan
    assert plan is not None
    assert plan.indicators == ()


def test_a_year_behind_the_first_numbers_of_the_goals_does_not_hold_for_them() -> None:
    text = "某省工作要点\n一、主要目标\n新增铁路300公里以上。\n到2045年,公路规模达到4万公里。\n二、保障\n(一)加强领导。抓好落实。\n"
    plan = load(text.encode(), "交通.txt").plan
    assert plan is not None
    assert [str(indicator.targets[0].deadline) for indicator in plan.indicators] == ["None", "2045"]


def test_a_number_belongs_to_its_part_where_another_one_bears_the_same_numbers() -> None:
    text = (
        "某市工作要点\n总体要求\n（一）加强学习。坚持原则，抓好落实。\n（二）扩大投资。投资增长8%以上。\n"
        "工作目标\n（一）经济总量稳步提高。地区生产总值增长6%以上。\n（二）财力更加雄厚。财政收入增长5%左右。\n"
    )
    plan = load(text.encode(), "要点.txt").plan
    assert plan is not None
    labels = {part.path: part.label for part in plan.sections} | {part.path: part.label for part in plan.actions}
    assert [(i.label, labels[i.path or ""]) for i in plan.indicators] == [
        ("投资", "扩大投资"), ("地区生产总值", "经济总量稳步提高"), ("财政收入", "财力更加雄厚"),
    ]  # fmt: skip


def test_members_that_are_units_are_resolved_and_people_are_not() -> None:
    text = (
        "云溪市江北区旱作农业实施方案\n一、任务\n(一)推广良种。做好供种工作。\n二、组织领导\n成立区旱作农业工作领导小组，由副区长张某任组长，"
        "区农业农村局、区财政局为成员单位。\n"
    )
    plan = load(text.encode(), "小组.txt").plan
    assert plan is not None
    group = plan.leading_groups[0]
    assert [(unit.written, unit.function) for unit in group.member_units] == [
        (("区农业农村局",), "agriculture-rural"),
        (("区财政局",), "finance"),
    ]


def test_a_step_of_a_timetable_promises_what_is_reached_and_not_what_is_handed_out() -> None:
    text = (
        "某区整治工作方案\n一、重点任务\n(一)排查隐患。逐户排查。\n二、实施步骤\n(一)启动阶段(2031年3月)。开展宣传，发放资料3万份。\n"
        "(二)推进阶段(2031年4月至10月)。隐患整改率达到80%以上，完成不少于20处示范点建设。\n(三)总结阶段(2031年11月)。总结验收。\n"
    )
    plan = load(text.encode(), "步骤.txt").plan
    assert plan is not None
    assert [(indicator.label, int(indicator.targets[0].value)) for indicator in plan.indicators] == [
        ("隐患整改率", 80),
        ("示范点建设", 20),
    ]
