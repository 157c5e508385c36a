from __future__ import annotations

import pytest

from loaders.outline import read_outline
from tests.unit.reading_support import reading_of

HEAD = "关于开展云泽市冬季安全检查的通知\n一、检查内容。重点突出以下内容:"
FIRE = "消防安全。检查人员密集场所的消防设施是否完好有效,疏散通道是否畅通。"
GAS = "燃气安全。检查餐饮场所的报警装置是否安装使用,瓶装气是否规范存放。"
END = "\n二、工作要求\n各镇认真组织,按时报送情况。"


def paths(text: str) -> list[str]:
    return [item.path for item in read_outline(reading_of(text)).items]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("（一）", "（二）", ["一/(一)", "一/(二)"]), ("1.", "2.", ["一/1", "一/2"])],
    ids=["brackets", "figures"],
)
def test_parts_that_run_on_in_a_paragraph_are_parts(first: str, second: str, found: list[str]) -> None:
    assert paths(HEAD + first + FIRE + second + GAS + END) == ["一", *found, "二"]


@pytest.mark.parametrize(
    "body",
    [
        "（一）消防设施完好；（二）疏散通道畅通；（三）报警装置齐全，用电用气规范，各类台账记录完整清楚，责任到岗到人，并定期组织演练。",
        "（二）" + FIRE + "（三）" + GAS,
        "（一）" + FIRE + "（三）" + GAS,
        "（一）消防安全。（二）燃气安全。（三）用电安全，检查线路是否老化、插座是否规范、电动自行车是否违规停放和充电的情况。",
        "（一）" + FIRE + GAS + GAS,
    ],
    ids=["counted", "begun-late", "gap", "headings-only", "alone"],
)
def test_what_merely_counts_stays_one_paragraph(body: str) -> None:
    assert paths(HEAD + body + END) == ["一", "二"]


def test_a_clause_behind_a_part_that_runs_on_is_of_that_part() -> None:
    text = HEAD + "（一）" + FIRE + "（责任单位：市消防救援支队）（二）" + GAS + "（责任单位：市住建局）" + END
    assert paths(text) == ["一", "一/(一)", "一/(二)", "二"]


def test_chief_parts_run_on_behind_a_preamble_though_a_heading_lost_its_mark() -> None:
    text = f"云泽市2031年检查安排\n各镇：请认真落实。现安排如下：一、切实加强消防工作组织开展检查。{FIRE}（市应急局负责）二、燃气安全。{GAS}（市住建局负责）"
    assert paths(text) == ["一", "二"]
