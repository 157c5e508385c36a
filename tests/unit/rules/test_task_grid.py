"""Task tables whose cells the format kept, here those of web pages."""

from __future__ import annotations

from loaders.pipeline import load


def actions(title: str, *rows: str) -> list[str]:
    cells = "".join(f"<tr>{''.join(f'<td{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    plan = load(f"<html><body><h1>{title}</h1><table>{cells}</table></body></html>".encode(), "表.html").plan
    assert plan is not None
    return [
        f"{action.path} {action.label} {action.kind.value[:2]} "
        + " ".join(f"{a.unit_text}:{a.role[0]}" for clause in action.clauses for a in clause.assignments)
        for action in plan.actions
    ]


def row(*cells: str) -> str:
    return "|".join(f">{cell}" for cell in cells)


def test_a_list_of_projects_with_money_by_year_is_no_table_of_indicators() -> None:
    assert actions(
        "云溪县2031年重点项目计划",
        row("序号", "项目名称", "建设内容", "总投资（万元）", "2031年计划投资", "责任单位"),
        ">一| colspan=5>交通项目（1个）",
        row("1", "云溪大道改造", "改造道路", "20000", "8000", "县住建局"),
        row("2", "云江二桥", "新建桥梁", "50000", "10000", "县交通局"),
    ) == ["表1/1 云溪大道改造 Pr 县住建局:R", "表1/2 云江二桥 Pr 县交通局:R"]


def test_a_number_in_front_of_the_task_is_that_of_its_row() -> None:
    assert actions(
        "云溪县优化营商环境任务分解表",
        row("领域", "工作举措", "牵头单位", "责任单位"),
        " rowspan=2>政务|>1.推行告知承诺|>县审批局|>县直有关部门",
        row("2、推进跨县通办", "县审批局", "县公安局"),
    ) == ["表1/1 推行告知承诺 Ta 县审批局:L 县直有关部门:R", "表1/2 推进跨县通办 Ta 县审批局:L 县公安局:R"]


def test_a_heading_that_ends_like_those_of_tasks_is_theirs_where_no_other_is() -> None:
    assert actions(
        "云溪县政府工作报告任务分解表",
        row("序号", "报告内容", "牵头单位", "协同单位"),
        row("1", "新建泵站", "县水务局", "各镇"),
    ) == ["表1/1 新建泵站 Ta 县水务局:L 各镇:S"]
    names = row("序号", "河流名称", "河长", "责任单位"), row("1", "云江", "张某", "县水务局")
    assert actions("云溪县河长名录", *names) == []


def test_a_cell_beside_a_quantity_says_how_much_of_it() -> None:
    text = (
        "青溪区人民政府办公室关于印发2031年目标任务分解表的通知\n各街道办事处：\n现印发给你们。\n2031年1月5日\n2031年目标任务分解表\n"
        "序号 | 任务名称 | 指标要求 | 牵头部门 | 配合部门 | 目标类型 |\n"
        "1 | 水产总产值 | 增长5.5%（市下达指标） | 区水产局 | 区统计局 | 甲类 |\n"
        "2 | 鱼苗销售额 | 增长6%以上，达到80亿元 | 区商务局 | 区统计局 | 甲类 |\n"
        "3 | 渔港改造 | 完成12个 | 区住建局 | 各街道办事处 | 乙类 |\n"
        "4 | 登记失业率 | 控制在4%以内 | 区人社局 | 各街道办事处 | 乙类 |\n"
        "5 | 河东码头项目 | 完成50% | 区交通局 | 各街道办事处 | 乙类 |\n"
    )
    plan = load(text.encode(), "表.txt").plan
    assert plan is not None
    assert [(i.label, str(i.targets[0].value), i.unit) for i in plan.indicators] == [
        ("水产总产值", "5.5", "%"),
        ("鱼苗销售额", "6", "%"),
        ("鱼苗销售额", "8000000000", "元"),
        ("渔港改造", "12", "个"),
        ("登记失业率", "4", "%"),
    ]
    assert [entry.trigger for entry in plan.unread if entry.reason == "unclear:no-name"] == ["50%"]


def test_a_deadline_that_is_no_date_is_kept_in_its_words() -> None:
    cells = (
        row("序号", "重点任务", "牵头单位", "完成时限"),
        row("1", "新建泵站", "县水务局", "2031年6月底前"),
        row("2", "巡查河道", "县水务局", "长期坚持"),
        row("3", "清理水库", "县水务局", "—"),
    )
    html = "".join(f"<tr>{''.join(f'<td{cell}</td>' for cell in line.split('|'))}</tr>" for line in cells)
    plan = load(f"<html><body><h1>云溪县任务分解表</h1><table>{html}</table></body></html>".encode(), "表.html").plan
    assert plan is not None
    assert [(str(action.deadline), action.deadline_text) for action in plan.actions] == [
        ("2031-06", "2031年6月底前"),
        ("None", "长期坚持"),
        ("None", None),
    ]


def test_a_table_of_units_and_their_duties_is_one_of_tasks() -> None:
    assert actions(
        "云溪县防汛应急预案成员单位职责",
        row("序号", "成员单位", "防汛职责"),
        row("1", "县水利局", "负责水情监测；指导抢险。"),
        row("2", "县气象局", "负责预报预警。"),
    ) == ["表1/1 负责水情监测 Ta 县水利局:R", "表1/2 负责预报预警 Ta 县气象局:R"]
    assert actions(
        "云溪县校园安全责任清单",
        row("牵头单位", "成员单位", "工作职责"),
        row("县教育局", "县公安局", "维护校园秩序。"),
    ) == ["表1/¶1 维护校园秩序 Ta 县教育局:L 县公安局:S"]


def test_a_list_of_persons_is_no_table_of_duties() -> None:
    people = row("序号", "姓名", "单位", "工作职责"), row("1", "张某", "县水利局", "负责水情监测。")
    assert actions("云溪县防汛专班人员名单", *people) == []
    posts = row("单位", "职责"), row("甲", "负责水情监测。")
    assert actions("云溪县岗位说明", *posts) == []


def test_a_row_of_sentences_is_no_heading() -> None:
    assert (
        actions(
            "云溪县政务公开任务分解",
            row("重点任务", "工作内容", "经管科室"),
            row("政策解读", "解读文件。", "各责任科室"),
            row("回应关切", "回复来信。", "综合科"),
        )
        == []
    )
    assert actions(
        "云溪县政务公开任务分解",
        row("重点任务", "工作内容", "负责科室"),
        row("政策解读", "解读文件。", "各责任科室"),
        row("回应关切", "回复来信。", "综合科"),
    ) == ["表1/¶1 政策解读 Ta 各责任科室:R", "表1/¶2 回应关切 Ta 综合科:R"]
