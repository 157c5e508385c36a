"""Units that stand as headings over their duties."""

from __future__ import annotations

from tests.unit.rules.test_actions import actions


def owners(text: str) -> list[str]:
    return [f"{path} {owned}".strip() for path, _, _, owned in actions(text)]


def test_numbered_headings_that_are_units_own_what_stands_under_them() -> None:
    text = "一、区委宣传部\n1.创建宣传。开设专栏。\n2.公益广告。设置广告。（责任单位：各街道）\n二、区教育局、区体育局\n1.校园创建。开展活动。"
    assert owners(text) == ["一/1 区委宣传部:R", "一/2 各街道:R", "二/1 区教育局:R 区体育局:R"]


def test_lines_of_units_own_the_items_that_count_anew_below_them() -> None:
    text = "一、职责任务\n县发展改革局：\n1.控制煤炭消费。核定总量。\n2.调整结构。发展新能源。\n县公安局：\n1.管控车辆。路检路查。\n二、保障措施\n（一）加强领导。定期调度。"
    assert [owned for *_, owned in actions(text)] == ["县发展改革局:R", "县发展改革局:R", "县公安局:R", ""]


def test_one_such_heading_and_bodies_own_nothing() -> None:
    assert owners("一、县教育局\n1.扩大学位。建校。\n二、加强师资\n1.培训教师。轮训。") == ["一/1", "二/1"]
    text = "一、县防汛指挥部\n1.统一指挥。会商研判。\n二、县防汛工作领导小组\n1.督促落实。定期调度。"
    assert owners(text) == ["一/1", "二/1"]


def test_a_numbered_heading_that_is_a_unit_owns_the_text_below_it() -> None:
    text = "一、责任分工\n（一）党政办\n负责宣传，发动群众。编写简报。\n（二）城管中队及各社区\n1、整治主干道。清理占道。\n2、拆除违建。\n（三）财政所\n落实经费"
    assert actions(text) == [
        ("一/(一)", "负责宣传，发动群众", "Task", "党政办:R"),
        ("一/(二)/1", "整治主干道", "Task", "城管中队:R 各社区:R"),
        ("一/(二)/2", "拆除违建", "Task", "城管中队:R 各社区:R"),
        ("一/(三)", "落实经费", "Task", "财政所:R"),
    ]


def test_a_sentence_may_stand_between_the_line_of_a_unit_and_its_items() -> None:
    text = (
        "云溪市清理欠薪职责\n市人社局\n负责清欠工作。\n（一）建立预警机制。\n（二）监督备案。\n"
        "市建设局\n（一）公示维权渠道。\n（二）限时结算。\n人民法院\n（一）快审快结。"
    )
    assert [owned for *_, owned in actions(text)] == ["市人社局:R"] * 2 + ["市建设局:R"] * 2 + ["人民法院:R"]


def test_a_heading_may_say_that_it_tells_the_duties_of_its_unit() -> None:
    text = "一、职责分工\n（一）教育部门职责\n1.开展教育。\n2.落实家访。\n（二）县公安局工作职责\n1.加强巡逻。\n（三）水利部门\n设立警示牌。"
    assert [owned for *_, owned in actions(text)] == ["教育部门:R", "教育部门:R", "县公安局:R", "水利部门:R"]
