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
