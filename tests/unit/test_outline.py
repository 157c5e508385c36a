from __future__ import annotations

import pytest

from loaders.outline import NO_ACTIONS, SectionKind, read_outline
from loaders.readers.markdown import MarkdownReader
from loaders.reading import Reading
from tests.unit.reading_support import reading_of


def paths(text: str) -> list[str]:
    return [item.path for item in read_outline(reading_of(text)).items]


def kinds(text: str) -> dict[str, SectionKind]:
    return {item.path: item.kind for item in read_outline(reading_of(text)).items}


def test_five_levels_of_numbers_make_one_path() -> None:
    text = "第一章 总则\n一、任务\n（一）甲\n1.乙\n（1）丙\n①丁。做好工作。\n②戊。做好工作。"
    assert paths(text)[-1] == "第一章/一/(一)/1/(1)/②"


def test_articles_stand_inside_the_bare_headings_around_them() -> None:
    text = "一、支持对象\n从事研发的企业。\n二、支持措施\n第一条 建平台\n给补助。\n第二条 引人才\n给住房。\n三、附则\n第三条 执行\n自印发起执行。"
    assert paths(text) == ["一", "二", "二/第一条", "二/第二条", "三", "三/第三条"]
    around = "第一条 建平台\n一、申报\n写材料。\n二、审核\n看材料。\n第二条 引人才\n给住房。"
    assert paths(around) == ["第一条", "第一条/一", "第一条/二", "第二条"]
    orders = "一、高度重视。抓好落实。\n二、及时报送。按月报。\n甲县补助办法\n第一条 建平台。给补助。\n第二条 引人才。给住房。"
    assert paths(orders) == ["一", "二", "第一条", "第二条"]


@pytest.mark.parametrize(
    "heading", ["战略背景", "时代背景与形势", "发展概况", "有利条件和不利因素", "实施的必要性", "发展基础和面临形势"]
)
def test_a_heading_that_looks_at_what_is_orders_nothing(heading: str) -> None:
    assert kinds(f"一、{heading}\n全县有学校九所。\n二、重点任务\n（一）建校\n扩容。")["一"] is SectionKind.BACKGROUND


@pytest.mark.parametrize(
    "heading", ["基本条件", "认定条件", "认定流程", "兑现程序", "申报材料", "评审方式", "入驻条件"]
)
def test_a_heading_of_conditions_or_of_a_procedure_orders_nothing(heading: str) -> None:
    text = f"一、支持措施\n（一）建校\n扩容。\n二、{heading}\n（一）有场地。\n（二）有队伍。"
    assert kinds(text)["二/(一)"] in NO_ACTIONS


@pytest.mark.parametrize("heading", ["优化审批流程", "改善办学条件", "创新监管方式"])
def test_a_heading_that_betters_a_procedure_orders_work(heading: str) -> None:
    assert kinds(f"一、支持措施\n（一）建校\n扩容。\n二、{heading}\n（一）减材料。")["二/(一)"] is SectionKind.TASKS


@pytest.mark.parametrize(
    "heading", ["工作组及职责", "领导小组下设工作组", "专项工作组设置", "工作规则", "会议制度", "办公室及专班职责"]
)
def test_what_a_notice_says_of_teams_and_rules_is_organisation(heading: str) -> None:
    text = f"一、组成人员\n组长：李大河\n二、{heading}\n（一）综合组。县水利局牵头。\n（二）宣传组。县文旅局牵头。"
    assert kinds(text)["二/(一)"] is SectionKind.ORGANISATION


def test_a_list_of_those_who_belong_to_a_body_orders_nothing() -> None:
    text = "一、主要职责\n统筹协调。\n二、成员单位\n联席会议由县水利局、县财政局组成。\n三、工作规则\n每年开会。"
    assert kinds(text)["二"] is SectionKind.MEMBERSHIP


def test_an_item_that_lists_posts_is_no_action_whatever_it_is_called() -> None:
    text = "1.项目推进专班\n组长：李大河\n副组长：王小山\n成员单位：县水利局、县财政局\n2.宣传专班\n组长：王小山\n成员单位：县委宣传部"
    assert set(kinds(text).values()) == {SectionKind.MEMBERSHIP}


@pytest.mark.parametrize("heading", ["改善水利基础", "打造一流发展环境", "提升城市形象和背景墙"])
def test_a_heading_that_orders_work_is_no_background(heading: str) -> None:
    assert kinds(f"一、{heading}\n建校。\n二、保障措施\n（一）建校\n扩容。")["一"] is SectionKind.TASKS


@pytest.mark.parametrize(
    "line",
    ["1.5万件以上", "2031年底前完成", "一、二、三产业融合发展", "(2031年6月)"],
    ids=["decimal", "year", "sectors", "date"],
)
def test_a_figure_at_the_start_of_a_line_is_no_number_of_a_part(line: str) -> None:
    assert paths(f"一、重点任务\n(一)推进改革。\n{line}。\n(二)扩大开放。") == ["一", "一/(一)", "一/(二)"]


def test_a_number_before_a_year_is_told_by_the_printed_space() -> None:
    assert paths("一、任务\n1. 2031年完成普查。\n2. 5G网络全覆盖。") == ["一", "一/1", "一/2"]


def test_parts_whose_numbers_are_lost_are_found_by_the_gap() -> None:
    text = "一、思路\n想好。\n二、目标\n定好。\n三、工作重点\n完善政策体系。\n一是修订办法。\n强化企业主体。\n一是加强辅导。\n（三）加快转化。\n一是搭建平台。"
    items = read_outline(reading_of(text)).items
    assert [(item.path, item.lost) for item in items[2:]] == [
        ("三", False), ("三/(一)", True), ("三/(二)", True), ("三/(三)", False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("一、任务\n(一)甲。做。\n(二)乙。做。\n)丙。做。", "一/(三)"),
        ("一、任务\n(一)甲。做。\n二、要求\n(一)乙。做。\n、保障措施\n(一)丙。做。", "三/(一)"),
        ("一、任务\n1、甲。做。\n2、乙。做。\n、丙。做。\n二、保障措施\n1、丁。做。", "一/3"),
        ("一、任务\n(一)甲。做。\n二 保障措施\n(一)乙。做。", "二/(一)"),
    ],
    ids=["bracket", "chinese", "arabic", "delimiter"],
)
def test_what_is_left_of_a_number_is_enough(text: str, path: str) -> None:
    assert path in paths(text)


def test_the_last_of_like_items_may_hide_another() -> None:
    text = "三、任务\n(一)补短板。做实。\n(二)强弱项。做细。\n(三)扬优势。做精。\n(四)织网络。做密。\n聚合力。做大。\n四、保障措施\n(一)领导。抓好。"
    assert "三/(五)" in paths(text)


def test_items_of_a_box_are_counted_and_the_outer_numbers_go_on() -> None:
    text = "一、行动\n(一)强基。做。\n1.织网。做。\n专栏1 基础工程\n骨干网。建设。\n接入网。建设。\n2.上云。做。\n(二)赋能。做。"
    assert paths(text)[3:] == ["一/专栏1", "一/专栏1/1", "一/专栏1/2", "一/(一)/2", "一/(二)"]


def test_a_second_plan_in_the_file_has_paths_of_its_own() -> None:
    text = "一、目标\n做好。\n二、任务\n（一）甲。做。\n某省诚信建设行动方案\n为加强诚信，制定本方案。\n一、要求\n做好。\n二、措施\n（一）乙。做。"
    assert "文2/二/(一)" in paths(text)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("总体要求", SectionKind.GOALS), ("重点任务", SectionKind.TASKS), ("保障措施", SectionKind.SAFEGUARDS),
        ("发展环境", SectionKind.BACKGROUND), ("打造一流发展环境", SectionKind.TASKS), ("激发企业活力", SectionKind.TASKS),
        ("职责分工", SectionKind.DUTIES), ("其他事项", SectionKind.OTHER),
    ],
)  # fmt: skip
def test_the_heading_tells_what_a_part_is_for(heading: str, kind: SectionKind) -> None:
    assert kinds(f"一、{heading}\n（一）甲。做好。\n（二）乙。做好。")["一"] is kind


def test_steps_with_dates_are_a_timetable_and_steps_without_are_tasks() -> None:
    assert (
        kinds("一、实施步骤\n（一）启动阶段（2031年3月）。\n（二）总结阶段（2031年12月）。")["一"] is SectionKind.PHASES
    )
    assert kinds("一、行动步骤\n（一）网络强基。做。\n（二）平台赋能。做。")["一"] is SectionKind.TASKS


def test_signature_and_page_chrome_end_the_body() -> None:
    text = "一、任务\n（一）甲。做好。\n某市人民政府办公室\n2031年1月2日\n网站地图 | 联系我们"
    reading = reading_of(text)
    assert reading.text[: read_outline(reading).body_end].endswith("做好。")


def test_a_text_without_numbers_has_no_parts() -> None:
    assert read_outline(reading_of("某市召开会议，研究部署工作。")).items == ()


def test_more_than_ninety_nine_lost_numbers_are_counted_on() -> None:
    text = "一、任务\n做好工作。\n" + "、加快建设\n" * 120
    assert paths(text)[-1] == "一百二十一"


def test_numbers_without_a_delimiter_are_believed_where_a_part_under_the_first_proves_them() -> None:
    text = "1总则\n1.1编制目的\n为好。\n1.2适用范围\n全县。\n2风险评估\n随着发展，有风险。\n3组织体系\n3.1指挥机构\n成立指挥部。\n"
    assert paths(text) == ["1", "1/1.1", "1/1.2", "2", "3", "3/3.1"]
    assert paths("一、任务\n（一）甲。\n2处泵站\n3条沟渠修好。\n（二）乙。做。\n") == ["一", "一/(一)", "一/(二)"]


def test_a_dot_behind_a_dotted_number() -> None:
    assert paths("1.总则\n1.1.编制目的\n为好。\n1.2.范围\n全县。\n2.风险\n有。\n") == ["1", "1/1.1", "1/1.2", "2"]


def test_numbers_with_brackets_in_one_character() -> None:
    text = "一、任务\n㈠农业。建设。\n⑴灌区。做好。\n⑵滴灌。做好。\n㈡工业。改造。\n"
    assert paths(text) == ["一", "一/(一)", "一/(一)/(1)", "一/(一)/(2)", "一/(二)"]


def test_a_first_plan_of_short_items_is_no_table_of_contents() -> None:
    text = "一、任务\n（一）甲。做好甲。\n二、保障\n（一）乙。做好乙。\n青柳县治水方案\n一、任务\n（一）丙。做好丙。\n二、保障\n（一）丁。做好丁。\n"
    assert paths(text)[:4] == ["一", "一/(一)", "二", "二/(一)"]
    assert len(paths(text)) > 6


def test_a_table_in_front_of_the_parts_does_not_hold_them() -> None:
    text = "# 云泽市治水方案\n\n|||\n|---|---|\n|索引号|发布机构|\n|1|水利局|\n\n一、任务\n\n（一）甲。做好甲。\n\n二、保障\n\n做好乙。\n"
    document = MarkdownReader().read(text.encode(), "a.md")
    found = [item.path for item in read_outline(Reading(document)).items]
    assert [path for path in found if not path.startswith("表")] == ["一", "一/(一)", "二"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("“十三五”时期的主要成效", SectionKind.BACKGROUND),
        ("“十三五”时期发展回顾", SectionKind.BACKGROUND),
        ("面临的形势和挑战", SectionKind.BACKGROUND),
        ("“十四五”时期主要任务", SectionKind.TASKS),
        ("打造“十四五”时期发展新高地", SectionKind.TASKS),
    ],
)
def test_a_part_that_looks_back_is_background(heading: str, kind: SectionKind) -> None:
    assert kinds(f"一、{heading}\n（一）甲\n做好甲。\n二、保障措施\n做好乙。\n")["一"] is kind


def test_what_a_site_says_of_the_document_is_no_part() -> None:
    text = "01. [发文机构] ----云泽市人民政府\n02. [成文日期] 2031-01-26\n云泽市治水方案\n一、任务\n1.【灌区】建设泵站，修好渠道。\n2.做好乙。\n"
    assert paths(text) == ["一", "一/1", "一/2"]


def test_a_hard_space_that_became_a_mark_hides_no_number() -> None:
    assert paths("一、总体要求\n想好了吗？想好。\n？ 二、重点任务\n？（一）甲。做好甲。\n") == ["一", "二", "二/(一)"]


def test_a_box_of_indicators_holds_no_projects_and_groups_in_its_table_open_no_parts() -> None:
    cells = ("序号", "指标", "2030年", "2035年", "属性", "一、渔业", "1", "海带产量（吨）", "30", "50", "预期性")
    text = "\n\n".join(("一、发展目标", "专栏1 主要指标", *cells, "二、主要任务", "（一）推进。做好工作。"))
    found = kinds(text)
    assert list(found) == ["一", "一/专栏1", "二", "二/(一)"]
    assert found["一/专栏1"] is SectionKind.GOALS


def test_numbered_rows_of_an_indicator_table_open_no_parts() -> None:
    rows = (
        "指 标 2030 年 属 性",
        "1.海带产量(吨) >50 预期性",
        "2.渔港覆盖率(%) 100 约束性",
        "5.渔民参保率(%) >90 预期性",
    )
    text = "\n\n".join(("一、发展目标", "专栏1 主要指标", *rows, "二、主要任务", "（一）推进。做好工作。"))
    assert list(kinds(text)) == ["一", "一/专栏1", "二", "二/(一)"]


def test_a_box_of_projects_is_no_box_of_indicators() -> None:
    text = "一、任务\n专栏1 重点工程\n渔港改造工程。\n码头扩建工程。\n二、保障\n（一）推进。做好工作。"
    assert kinds(text)["一/专栏1"] is SectionKind.BOX


def test_orders_of_a_notice_are_no_parts_of_its_plan() -> None:
    text = (
        "《青柳县河湖节水方案》已经县政府同意，现印发给你们，并提出如下要求：\n一、各单位要重视。要狠抓落实。\n二、各单位要报告。要按季报送。\n"
        "青柳县人民政府\n2031年1月3日\n青柳县河湖节水方案\n一、目标\n（一）减少用水。要全县动员。\n二、保障\n加强领导。"
    )
    assert paths(text) == ["一", "一/(一)", "二"]


def test_an_excerpt_may_leave_parts_out() -> None:
    text = "一、加强统筹\n（一）布局。做好布局。\n九、强化督导\n各地牵头加强统筹。\n（十七）加强管理。做好管理。\n（十八）强化安全。守住底线。\n26.加强宣传。办好专栏。\n"
    assert paths(text) == ["一", "一/(一)", "九", "九/(十七)", "九/(十八)", "九/(十八)/26"]
    long = "九、十两个月的雨水要用好，各地要按照汛期调度的总体安排，把防洪和蓄水结合起来，既保证安全又保证灌溉，做到心中有数，统筹安排\n"
    assert paths("一、甲\n做好。\n" + long + "二、乙\n做好。\n") == ["一", "二"]


def test_a_table_of_contents_with_plain_numbers_is_dropped() -> None:
    text = (
        "青柳县抗旱应急预案\n1.总则\n1.1编制目的\n1.2编制依据\n2.组织体系\n2.1机构\n8.附则\n名词术语\n8.2更新\n"
        "1.总则\n1.1编制目的\n为抗旱，制定本预案。\n1.2编制依据\n依据有关规定，制定本预案。\n2.组织体系\n2.1机构\n县政府设立机构。"
    )
    assert paths(text) == ["1", "1/1.1", "1/1.2", "2", "2/2.1"]


def test_lines_with_leaders_and_pages_are_no_parts() -> None:
    text = (
        "青柳县抗旱应急预案\n1总则....................7\n1.1编制目的..................7\n2组织体系…………………………8\n2.1机构…………………………8\n"
        "1总则\n1.1编制目的\n为抗旱，制定本预案。\n2组织体系\n2.1机构\n县政府设立机构。"
    )
    assert paths(text) == ["1", "1/1.1", "2", "2/2.1"]


def test_index_data_above_a_plan_is_no_table_of_it() -> None:
    text = (
        "索引号: | 1134/2031-00328 | 信息分类: | 规范性文件 |\n发布机构: | 青柳县政府 | 主题分类: | 综合政务 |\n"
        "成文日期: | 2031-04-09 | 有效性: | 有效 |\n各乡镇人民政府：\n现将《青柳县任务分解表》印发给你们。\n一、夯实责任。各单位要压实责任。\n二、强化协作。各单位要协作。"
    )
    assert paths(text) == ["一", "二"]


def test_the_signature_ends_the_list_of_annexes() -> None:
    text = "现将预案印发给你们。\n附件:青柳县抗旱预案\n青柳县人民政府 2031年1月2日\n1.目的\n为抗旱，制定本预案。\n2.组织\n县政府设立机构。"
    assert paths(text) == ["1", "2"]
