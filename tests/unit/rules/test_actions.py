from __future__ import annotations

import pytest

from loaders.outline import read_outline
from loaders.rules.action import ActionDraft, read_actions
from loaders.rules.clause.standing import read_standing_rules
from tests.unit.reading_support import reading_of


def actions(text: str) -> list[tuple[str, str, str, str]]:
    reading = reading_of(text)
    outline = read_outline(reading)
    drafts = read_actions(reading.text, outline, read_standing_rules(reading.text)).drafts

    def path(draft: ActionDraft) -> str:
        part = outline.items[draft.item].path
        return f"{part}/{draft.number}" if draft.inside else part

    def owners(draft: ActionDraft) -> str:
        return " ".join(f"{reading.text[u.start : u.end]}:{u.role[0]}" for c in draft.clauses for u in c.units)

    return [(path(d), reading.printed(*d.title), str(d.kind), owners(d)) for d in drafts]


def test_the_lowest_heading_with_a_body_is_the_action() -> None:
    text = "一、总体目标\n（一）甲。做。\n二、重点任务\n（一）乙\n1.丙。做。（责任单位：市教育局）\n三、保障措施\n（一）丁\n加强领导。"
    assert actions(text) == [("二/(一)/1", "丙", "Task", "市教育局:R"), ("三/(一)", "丁", "Safeguard", "")]


def test_runs_that_end_in_clauses_of_their_own_are_actions() -> None:
    text = "一、支持平台建设\n培育平台。给予支持。（责任单位：省工信厅）\n推动上云。给予奖补。（责任单位：省财政厅）"
    assert actions(text) == [
        ("一/¶1", "培育平台", "Task", "省工信厅:R"),
        ("一/¶2", "推动上云", "Task", "省财政厅:R"),
    ]


def test_the_number_of_a_run_is_no_part_of_its_title() -> None:
    text = "一、深化改革\n1.改革登记。（1）推行多证合一。（市工商局牵头）（2）完善网上登记。（市数据局牵头）"
    assert actions(text) == [
        ("一/1/¶1", "改革登记", "Task", "市工商局:L"),
        ("一/1/¶2", "完善网上登记", "Task", "市数据局:L"),
    ]


def test_a_clause_in_the_heading_belongs_to_the_item() -> None:
    text = "一、完善评价（牵头单位：市人社局）\n打通渠道。（责任单位：市教育局）"
    assert actions(text) == [("一", "完善评价", "Task", "市人社局:L 市教育局:R")]


def test_the_lead_of_a_section_goes_to_its_actions_without_one() -> None:
    text = "一、教育（牵头单位：市教育局）\n（一）建校。扩容。（责任单位：市财政局）\n（二）师资。培训。（牵头单位：市人社局）"
    assert [owners for *_, owners in actions(text)] == ["市教育局:L 市财政局:R", "市人社局:L"]


def test_duties_by_unit_are_actions_of_that_unit() -> None:
    text = "一、职责分工\n县水利局：编制年度计划，开展技术指导。\n县财政局：统筹资金；加强监管。"
    assert actions(text) == [
        ("一/1", "编制年度计划，开展技术指导", "Task", "县水利局:R"),
        ("一/2", "统筹资金", "Task", "县财政局:R"),
    ]


def test_what_a_plan_says_of_the_land_is_no_task() -> None:
    text = "一、地理环境和气候\n山地居多。雨水充沛。\n二、趋势预测\n降水偏多。\n三、防治措施\n（一）排查。逐点排查。"
    assert [path for path, *_ in actions(text)] == ["三/(一)"]


def test_names_of_duties_are_not_cut_inside_their_brackets() -> None:
    text = "一、职责分工\n各县（市、区）人民政府：落实属地责任。\n县教育局、各乡镇（街道）：开展宣传教育。"
    assert [owned for *_, owned in actions(text)] == ["各县(市、区)人民政府:R", "县教育局:R 各乡镇(街道):R"]


def test_a_label_may_stand_right_behind_the_title() -> None:
    text = "一、任务\n1.规范决策程序 责任单位：县府办、县司法局\n2.健全调解机制 牵头单位：县委政法委 配合单位：县信访局\n3.明确责任单位：县司法局要主动。"
    assert actions(text) == [
        ("一/1", "规范决策程序", "Task", "县府办:R 县司法局:R"),
        ("一/2", "健全调解机制", "Task", "县委政法委:L 县信访局:S"),
        ("一/3", "明确责任单位：县司法局要主动", "Task", ""),
    ]


TABLE = """一、任务清单
序号
重点任务
牵头单位
配合单位
完成时限
1
编制名录。建库
县水利局
无
2031年6月
2
建成湿地公园
县林业局
县文旅局、县财政局等
2031年12月
"""


def test_a_row_of_a_task_table_is_an_action() -> None:
    assert actions(TABLE) == [
        ("一/1", "编制名录", "Task", "县水利局:L"),
        ("一/2", "建成湿地公园", "Task", "县林业局:L 县文旅局:S 县财政局:S"),
    ]


@pytest.mark.parametrize(
    "printed", ["第一条【建平台】给予补助。每年评选。", "第一条（建平台）给予补助。", "1.【建平台】给予补助。"]
)
def test_a_heading_in_brackets_is_the_title(printed: str) -> None:
    ((_, title, _, owners),) = actions(f"一、支持措施\n{printed}（责任单位：市教育局）")
    assert (title, owners) == ("建平台", "市教育局:R")


@pytest.mark.parametrize("printed", ["1.（建平台）。", "1.【2031】号文件落实。"])
def test_a_bracket_that_is_no_heading_stays_in_the_title(printed: str) -> None:
    ((_, title, *_),) = actions(f"一、支持措施\n{printed}（责任单位：市教育局）")
    assert title != "建平台"


def test_an_item_with_a_clause_and_parts_of_its_own_is_an_action_beside_them() -> None:
    text = (
        "一、创新政策\n（一）继续围绕主体关切，落实好直达机制，并强化监控。（省财政厅牵头，省审计厅负责）\n具体措施：\n"
        "1.优化直达范围。（省审计厅负责）\n2.2031年底前，清理收费。（省税务局负责）\n3.2031年，减少材料。\n（二）落实减税。（省财政厅及各地区负责）\n"
        "1.精简手续。（省税务局负责）\n2.公开办法。（省财政厅负责）"
    )
    assert actions(text) == [
        ("一/(一)", "继续围绕主体关切，落实好直达机制，并强化监控", "Task", "省财政厅:L 省审计厅:R"),
        ("一/(一)/1", "优化直达范围", "Task", "省审计厅:R"),
        ("一/(一)/2", "2031年底前，清理收费", "Task", "省税务局:R"),
        ("一/(一)/3", "2031年，减少材料", "Task", ""),
        ("一/(二)", "落实减税", "Task", "省财政厅:R 各地区:R"),
        ("一/(二)/1", "精简手续", "Task", "省税务局:R"),
        ("一/(二)/2", "公开办法", "Task", "省财政厅:R"),
    ]


def test_lines_of_labels_under_a_heading_are_for_all_its_parts() -> None:
    text = (
        "一、提质行动\n牵头单位：市数据局\n责任单位：市财政局、各县区政府\n主要任务：\n1.延长服务。不打烊。\n2.一枚印章管审批。\n责任单位：市司法局\n"
        "二、便利行动\n牵头单位：市商务局\n3.压缩时限。半天办结。"
    )
    assert actions(text) == [
        ("一/1", "延长服务", "Task", "市数据局:L 市财政局:R 各县区政府:R"),
        ("一/2", "一枚印章管审批", "Task", "市数据局:L 市司法局:R"),
        ("二/3", "压缩时限", "Task", "市商务局:L"),
    ]


def test_a_row_that_lost_a_cell_is_no_action() -> None:
    assert [path for path, *_ in actions(TABLE.replace("县水利局\n", ""))] == ["一/2"]


def test_box_items_are_projects_also_without_clause() -> None:
    text = "一、任务\n（一）甲。做。\n专栏1 强基工程\n骨干网建设。提速。\n接入网改造。扩面。"
    assert actions(text)[1:] == [
        ("一/专栏1/1", "骨干网建设", "Project", ""),
        ("一/专栏1/2", "接入网改造", "Project", ""),
    ]


def test_a_clause_on_a_line_of_its_own_belongs_to_the_project_before_it() -> None:
    text = (
        "一、任务\n（一）甲。做。\n专栏1 强基工程\n骨干网建设。提速。\n（市工信局牵头，市财政局等按职责分工负责）\n"
        "接入网改造。扩面。\n责任单位：市通管局\n（二）乙。做。"
    )
    assert actions(text)[1:3] == [
        ("一/专栏1/1", "骨干网建设", "Project", "市工信局:L 市财政局:R"),
        ("一/专栏1/2", "接入网改造", "Project", "市通管局:R"),
    ]


def test_a_clause_on_the_line_behind_what_a_part_with_parts_says_is_its_own() -> None:
    text = (
        "一、任务\n（一）宣传。组织活动，评选家庭。\n（市委宣传部牵头）\n1.进学校。讲课。（市教育局）\n2.进机关。讲课。"
    )
    assert actions(text) == [
        ("一/(一)", "宣传", "Task", "市委宣传部:L"),
        ("一/(一)/1", "进学校", "Task", "市教育局:R"),
        ("一/(一)/2", "进机关", "Task", ""),
    ]


def test_enumerations_in_the_text_are_no_actions() -> None:
    assert [p for p, *_ in actions("一、任务\n（一）甲。一是做好；二是做实；三是做细。\n（二）乙。做。")] == [
        "一/(一)",
        "一/(二)",
    ]


def test_a_row_under_a_heading_of_goals_is_an_action_all_the_same() -> None:
    assert actions(TABLE.replace("一、任务清单", "一、空气质量目标")) == actions(TABLE)
    assert actions("一、工作目标\n（一）甲。做。\n（二）乙。做。") == []


def test_a_line_with_a_person_parts_no_clause() -> None:
    text = "一、任务\n1.安装探头。\n牵头领导：王某某\n责任单位：市公安局\n责任人：尹某某\n配合单位：市城管局\n2.开通公交。\n责任单位：市交通局\n项目责任人：劳某某\n配合单位：各区政府"
    assert actions(text) == [
        ("一/1", "安装探头", "Task", "市公安局:R 市城管局:S"),
        ("一/2", "开通公交", "Task", "市交通局:R 各区政府:S"),
    ]


def test_duties_by_unit_without_a_colon_are_actions_of_that_unit() -> None:
    text = "一、职责分工\n县水利局负责编制年度计划，开展技术指导。\n县财政局、县审计局负责统筹资金；加强监管。\n各乡镇政府具体负责组织实施。\n加强协调负责到底。"
    assert actions(text) == [
        ("一/1", "负责编制年度计划，开展技术指导", "Task", "县水利局:R"),
        ("一/2", "负责统筹资金", "Task", "县财政局:R 县审计局:R"),
        ("一/3", "具体负责组织实施", "Task", "各乡镇政府:R"),
    ]


def test_tasks_with_clauses_under_a_heading_of_goals_are_tasks() -> None:
    text = "一、目标任务\n（一）建渠。（县水利局负责，年内持续推进）\n（二）植树。（县林业局牵头，2031年底前完成）"
    assert [path for path, *_ in actions(text)] == ["一/(一)", "一/(二)"]


def test_duties_stand_behind_a_full_stop_in_one_line_or_under_numbers_too() -> None:
    text = "一、职责分工\n各单位职责如下：县水利局。负责编制计划。开展指导。县交通局、公路局。负责巡查。\n二、成员单位职责\n1.气象部门。负责监测。\n2.国资、商务部门。负责储备。"
    assert actions(text) == [
        ("一/1", "负责编制计划", "Task", "县水利局:R"),
        ("一/2", "负责巡查", "Task", "县交通局:R 公路局:R"),
        ("二/1", "负责监测", "Task", "气象部门:R"),
        ("二/2", "负责储备", "Task", "国资、商务部门:R"),
    ]


def test_duties_that_run_on_in_sentences_are_parted_in_a_part_of_duties() -> None:
    text = "一、责任分工\n县水利局负责日常调度，组织培训。县公安局负责打击盗采。要加强巡查。各乡镇牵头清理。"
    assert actions(text) == [
        ("一/1", "负责日常调度，组织培训", "Task", "县水利局:R"),
        ("一/2", "负责打击盗采", "Task", "县公安局:R"),
        ("一/3", "牵头清理", "Task", "各乡镇:R"),
    ]


def test_lines_of_duties_count_also_where_no_heading_calls_them_so() -> None:
    text = "一、工作措施\n县水利局：负责监督。\n县财政局负责资金。\n县农业农村局要加强指导。\n县林业局、县审计局按照职责做好相关工作。"
    assert actions(text) == [
        ("一/1", "负责监督", "Task", "县水利局:R"),
        ("一/2", "负责资金", "Task", "县财政局:R"),
        ("一/3", "要加强指导", "Task", "县农业农村局:R"),
        ("一/4", "按照职责做好相关工作", "Task", "县林业局:R 县审计局:R"),
    ]
    assert [path for path, *_ in actions("一、工作措施\n县水利局：负责监督。\n加强宣传。\n严格考核。")] == ["一"]


def test_goals_that_are_tasks_have_lines_of_owners() -> None:
    text = "一、主要目标任务\n1.生产总值增长6%。\n牵头单位：区发改局\n责任单位：各街道\n2.投资增长15%。\n牵头单位：区发改局\n责任单位：区住建局"
    assert actions(text) == [
        ("一/1", "生产总值增长6%", "Task", "区发改局:L 各街道:R"),
        ("一/2", "投资增长15%", "Task", "区发改局:L 区住建局:R"),
    ]


def test_items_of_duties_that_name_no_unit_in_front_are_read_by_their_clauses() -> None:
    text = "一、机构和工作职责\n（一）宣传组。负责宣传。此项工作由市教育局负责。\n（二）检测组。负责检测。此项工作由市住建局负责。"
    assert actions(text) == [
        ("一/(一)", "宣传组", "Task", "市教育局:R"),
        ("一/(二)", "检测组", "Task", "市住建局:R"),
    ]


def test_formal_figures_number_the_parts_around_the_others() -> None:
    text = "壹、总体要求\n一、思路。坚持为民。\n贰、重点任务\n一、建设平台。开通热线。（责任单位：市数据局）\n二、编制目录。统一标准。\n叁、保障措施\n一、加强领导。定期调度。"
    assert [path for path, *_ in actions(text)] == ["贰/一", "贰/二", "叁/一"]


def test_dated_steps_are_no_actions() -> None:
    text = "一、任务\n（一）甲。做。\n二、步骤\n（一）动员部署（3月）。制定方案。\n（二）总结验收（11月）。总结经验。"
    assert [path for path, *_ in actions(text)] == ["一/(一)"]


def test_under_a_bare_heading_every_paragraph_with_one_of_its_own_is_an_action() -> None:
    text = "一、主要任务\n（一）治理\n1.产业转型\n重点行业调整。严控产能。\n工业领域升级。推进改造。\n2.能源\n控制总量。减煤。\n同时做好保障工作，稳步推进\n"
    assert [path for path, *_ in actions(text)] == ["一/(一)/1/¶1", "一/(一)/1/¶2", "一/(一)/2"]


def test_a_line_that_only_its_clause_follows_is_the_task() -> None:
    text = "一、任务\n1.启动高线公园建设。\n主责单位：市财政局，市水务局\n做好绿色示范。\n主责单位：市水务局\n"
    assert [title for _, title, *_ in actions(text)] == ["启动高线公园建设", "做好绿色示范"]


def test_signs_that_stand_for_numbers_are_no_part_of_a_title() -> None:
    text = "一、任务\n★建渠。清淤。（县水利局负责）\n——植树。造林。（县林业局负责）\n【任务3】修路。铺筑。（县交通局负责）\n行动四：建校。扩容。（县教育局负责）"
    assert [title for _, title, *_ in actions(text)] == ["建渠", "植树", "修路", "建校"]


def test_a_list_of_units_that_a_line_ends_goes_on() -> None:
    text = "一、任务\n1.建渠。清淤。\n责任单位：县水利局、\n县林业局\n2.修路。铺筑。\n责任单位：县交通局"
    assert [owners for *_, owners in actions(text)] == ["县水利局:R 县林业局:R", "县交通局:R"]


def test_the_heading_in_front_of_a_colon_is_the_title() -> None:
    text = "一、任务\n（一）健全机制：建立联席会议，统筹推进。\n（二）推进建设：（市教育局）\n专栏1 项目\n1.市博物馆：2031年底前建成并且开放。"
    assert [(path, title, who) for path, title, _, who in actions(text)] == [
        ("一/(一)", "健全机制", ""),
        ("一/(二)", "推进建设", "市教育局:R"),
        ("一/专栏1/1", "市博物馆", ""),
    ]


def test_a_line_of_a_flat_list_is_what_is_to_be_done() -> None:
    text = "一、新增70张床位；改造10张旧床位。\n二、帮助80名渔民就业。\n三、完善保障机制。\n四、加强领导"
    assert [(path, title) for path, title, *_ in actions(text)] == [
        ("一", "新增70张床位；改造10张旧床位"),
        ("二", "帮助80名渔民就业"),
    ]


def test_a_step_that_names_its_units_is_an_action() -> None:
    text = "一、主要任务\n（一）清渠。清淤。\n二、实施步骤\n（一）动员部署阶段。5月底前开会。\n（二）排查整治阶段。全面摸底。（责任单位：县水利局）"
    assert [(path, title, who) for path, title, _, who in actions(text)] == [
        ("一/(一)", "清渠", ""),
        ("二/(二)", "排查整治阶段", "县水利局:R"),
    ]
