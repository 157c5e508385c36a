"""Documents on one line, whose parts no mark parts: numbers alone tell where they begin."""

from __future__ import annotations

import pytest

from loaders.flat import unmarked_parts
from loaders.pipeline import load

WITH_BREAKS = """青柳市人民政府办公室关于印发青柳市节水工作方案的通知
青政办〔2031〕4号
各县区人民政府：
《青柳市节水工作方案》已经市政府同意，现印发给你们，请认真贯彻执行。
青柳市人民政府办公室
2031年3月4日
青柳市节水工作方案
一、重点任务
（一）管网改造行动
1.改造老旧管网。全年改造200公里，完善分区计量，定期开展检漏，健全台账。
责任单位：市水务局（牵头）、市财政局
完成时限：2031年12月底
2.建设再生水厂。建成再生水厂两座，配套管线同步建设，优先用于绿化和道路清扫。（责任单位：市水务局、市住建局）
（二）宣传引导行动
3.开展节水宣传。组织进社区、进学校、进机关，选树节水家庭和节水单位。（市委宣传部牵头，市教育局配合）
（1）2031年6月底前，出台节水公约。（市水务局负责）
二、保障措施
（一）加强领导。各县区要落实主体责任，定期研究，及时解决问题，按月报送进展。
（二）加强督查。市政府督查室要开展专项督查，对进展缓慢的予以通报。
"""


def facts(text: str) -> set[tuple[str, ...]]:
    plan = load(text.encode(), "平.txt").plan
    assert plan is not None
    found = {("action", action.path, "".join(action.label.split())) for action in plan.actions}
    return found | {
        ("edge", action.path, str(a.role), a.unit_text)
        for action in plan.actions
        for clause in action.clauses
        for a in clause.assignments
    }


@pytest.mark.parametrize("between", ["", " "], ids=["nothing", "spaces"])
def test_a_document_on_one_line_says_what_it_says_on_many(between: str) -> None:
    whole = facts(WITH_BREAKS)
    assert len(whole) == 13
    assert facts(between.join(WITH_BREAKS.split("\n"))) == whole


def lines_of_a_page(text: str, width: int = 30) -> list[str]:
    """Return the lines that a page of that width prints, each paragraph on lines of its own."""
    return [line[at : at + width] for line in text.split("\n") for at in range(0, len(line), width)]


@pytest.mark.parametrize("width", range(16, 46))
def test_lines_of_a_page_that_spaces_join_say_what_they_said(width: int) -> None:
    assert facts(" ".join(lines_of_a_page(WITH_BREAKS, width))) == facts(WITH_BREAKS)


@pytest.mark.parametrize("width", [32, 34, 38])
def test_one_line_that_is_wrapped_again_says_what_it_said(width: int) -> None:
    flat = WITH_BREAKS.replace("\n", " ")
    assert facts("\n".join(lines_of_a_page(flat, width))) == facts(WITH_BREAKS)


@pytest.mark.parametrize("mark", ["", "\n- 1 -", "\n第1页 共3页"], ids=["bare", "marked", "counted"])
@pytest.mark.parametrize("between", ["", " "], ids=["nothing", "spaces"])
@pytest.mark.parametrize("size", [380, 395, 410])
def test_pages_of_one_line_each_say_what_their_lines_said(size: int, between: str, mark: str) -> None:
    more = (
        "坚持先急后缓，把用水量大、管网老旧的片区放在前面，逐片编制改造方案，逐段明确工期和责任人，完工一段验收一段。"
    )
    text = WITH_BREAKS.strip().replace("健全台账。", f"健全台账。{more}").replace("道路清扫。", f"道路清扫。{more * 3}")
    text = text.replace("节水单位。", f"节水单位。{more * 3}").replace("按月报送进展。", f"按月报送进展。{more * 2}")
    flat = text.replace("\n", between)
    pages = f"{mark}\n".join(flat[at : at + size] for at in range(0, len(flat), size))
    assert facts(pages) == facts(text) == facts(WITH_BREAKS)


@pytest.mark.parametrize("between", ["", " "], ids=["nothing", "spaces"])
@pytest.mark.parametrize(
    "mark",
    ["# Page {}:", " — {} — ", " 第{}页 共9页 ", " - {} - 第 2 页 共 9 页 "],
    ids=["converter", "page", "counted", "twice"],
)
def test_page_marks_inside_one_line_part_no_names(between: str, mark: str) -> None:
    lines = (
        lines_of_a_page(WITH_BREAKS)
        if between
        else [WITH_BREAKS.replace("\n", "")[at:][:170] for at in range(0, 900, 170)]
    )
    marked = [mark.format(1 + at // 6) + line if at and at % 6 == 0 else line for at, line in enumerate(lines)]
    if not between:
        marked = [line + mark.format(at) for at, line in enumerate(lines, 1)]
    assert facts(between.join(marked)) == facts(WITH_BREAKS)


def test_a_space_behind_a_heading_without_a_mark_ends_it() -> None:
    text = WITH_BREAKS.replace("（一）加强领导。各县区", "（一）加强领导\n各县区").replace(
        "3.开展节水宣传。组织", "3.开展节水宣传\n组织"
    )
    assert facts(text.replace("\n", " ")) == facts(text)
    assert ("action", "二/(一)", "加强领导") in facts(text)


def test_a_space_behind_a_label_or_in_a_bracket_ends_no_line() -> None:
    spaced = WITH_BREAKS.replace("责任单位：", "责任单位： ").replace("完成时限：", "完成时限： ")
    assert facts(spaced.replace("\n", " ")) == facts(WITH_BREAKS)


@pytest.mark.parametrize("behind", ["", "\n附件2\n联系人名单\n各县区 张某 王某"], ids=["alone", "before another annex"])
def test_a_table_with_groups_of_rows_on_one_line_says_what_its_cells_say(behind: str) -> None:
    rows = "序号 重点任务 牵头单位 责任单位 完成时限 一、管网类 1 改造老旧管网 市水务局 市财政局、市住建局 2031年底 "
    rows += "2 检漏 市水务局 市城投集团 2031年6月 二、宣传类 3 进学校 市教育局 市妇联 长期"
    text = (
        WITH_BREAKS[: WITH_BREAKS.index("一、重点任务")] + "附件\n青柳市节水任务表\n" + rows.replace(" ", "\n") + behind
    )
    assert ("edge", "二/3", "Lead", "市教育局") in facts(text)
    assert facts(text.replace("\n", " ")) == facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "坚持统一、规范、高效,推动一、二、三产业融合,增长1.5个百分点,按照第一条规定办理",
        "到2031年,单位面积产量达到5.5吨,第(一)项和第三条所列事项,比上年提高3.2%",
        "由张三、李四负责,二、三季度各开展一次检查,至2.重点区域",
    ],
)
def test_figures_and_lists_in_the_text_open_no_parts(text: str) -> None:
    assert list(unmarked_parts(text, 0, len(text))) == []
