"""One line per wording of a responsibility clause: what is printed, and what a clerk enters."""

from __future__ import annotations

import pytest

from loaders.rules.clause.find import find_clauses
from loaders.rules.clause.standing import read_standing_rules
from tests.unit.reading_support import reading_of

READ = [
    ("（责任单位：市教育局、市财政局）", "市教育局:R 市财政局:R", ""),
    ("（责任单位:市教育局,市财政局)", "市教育局:R 市财政局:R", ""),
    ("〔牵头单位：市教育局；配合单位：市财政局等〕", "市教育局:L 市财政局:S", "等"),
    ("[主办单位：市民政局，协办单位：市残联]", "市民政局:R 市残联:S", ""),
    ("（市民政局牵头，市财政局、市审计局等按职责分工负责）", "市民政局:L 市财政局:R 市审计局:R", "等 分"),
    ("（市民政局、市财政局牵头）", "市民政局:L 市财政局:L", ""),
    ("（由市民政局牵头，市财政局配合）", "市民政局:L 市财政局:S", ""),
    ("（市法院会同市财政局、市税务局负责；市司法局配合）", "市法院:R 市财政局:R 市税务局:R 市司法局:S", ""),
    ("（市委宣传部负责）", "市委宣传部:R", ""),
    ("（市委宣传部、市科协）", "市委宣传部:R 市科协:R", ""),
    ("（责任单位县水利局、县大数据中心）", "县水利局:R 县大数据中心:R", ""),
    ("（责任单位：区财政局、区科技局", "区财政局:R 区科技局:R", ""),
    ("（责任单位：、区财政局、区科技局）", "区财政局:R 区科技局:R", ""),
    ("责任单位：市文化和旅游局、市工业和信息化局。", "市文化和旅游局:R 市工业和信息化局:R", ""),
    ("（责任单位：市财政局和市审计局）", "市财政局:R 市审计局:R", ""),
    ("（责任单位：区市场监管局(区知识产权局)、公安东陵分局）", "区市场监管局(区知识产权局):R 公安东陵分局:R", ""),
    ("（责任单位：市工商联(总商会)、各县（市、区）人民政府）", "市工商联(总商会):R 各县(市、区)人民政府:R", ""),
    ("（责任单位：各委、办、局，各街道办事处）", "各委、办、局:R 各街道办事处:R", ""),
    ("（责任单位：区知识产权工作领导小组各成员单位按职责分工负责）", "区知识产权工作领导小组各成员单位:R", "分"),
    ("（责任单位：市委组织部，其他人才工作领导小组成员单位按职责分工负责）", "市委组织部:R 其他人才工作领导小组成员单位:R", "分"),
    ("（牵头单位：市水务局；责任单位：市林业局等相关单位；完成时限：2031年6月底前）", "市水务局:L 市林业局:R", "等 2031-06"),
    ("（登记处负责，完成时限：2031年底前）", "登记处:R", "2031-12"),
    ("（各处室按职责分工负责，2031年9月底前完成）", "各处室:R", "分 2031-09"),
    ("（责任单位：市教育局；责任人：张某某；完成时限：长期坚持）", "市教育局:R", ""),
    ("牵头部门：市审改办、市司法局\n参与部门：市级有关部门，各区政府\n完成时限：2031年6月底前",
     "市审改办:L 市司法局:L 市级有关部门:S 各区政府:S", "2031-06"),
    ("（牵头单位：市发展改革委；配合单位：市农业农村局；完成时限：（2031年6月）", "市发展改革委:L 市农业农村局:S", "2031-06"),
    ("（区政府集体资产监管办区住房城市建设委负责）", "区政府集体资产监管办:R 区住房城市建设委:R", ""),
    ("市民政局牵头，市财政局配合。", "市民政局:L 市财政局:S", ""),
    ("（市教育局，市委农办，各县<市、区>人民政府）", "市教育局:R 市委农办:R 各县<市、区>人民政府:R", ""),
    ("（责任单位：市教育局、各县〈区〉政府）", "市教育局:R 各县〈区〉政府:R", ""),
    ("（市教育局，市委农办，各区人民政府，排名第一位为牵头单位，下同）", "市教育局:L 市委农办:R 各区人民政府:R", ""),
    ("（牵头单位：市教育局、市财政局按职责分工负责；配合单位：市审计局）", "市教育局:L 市财政局:L 市审计局:S", "分"),
    ("（市教育局、市财政局按职责分工负责，各区人民政府结合实际落实）", "市教育局:R 市财政局:R 各区人民政府:R", "分"),
    ("（市教育局、市能源局等市有关部门和各区人民政府按职责分工负责）", "市教育局:R 市能源局:R 各区人民政府:R", "等 分"),
    ("[市水务局牵头，市林业局配合，各区政府负责落实。以下均需各区政府落实，无相关职能的由市直部门负责，不再列出]",
     "市水务局:L 市林业局:S 各区政府:R", ""),
    ("（市教育局、市财政局等负责，列第一位者为牵头单位，下同）", "市教育局:L 市财政局:R", "等"),
    ("（牵头单位：区政府办，责任单位：区有关部门，各街道（功能区））", "区政府办:L 区有关部门:R 各街道(功能区):R", ""),
    ("牵头领导：阮某副局长责任部门：建工科、安全站、质监站。", "建工科:R 安全站:R 质监站:R", ""),
    ("（省教育厅财政厅按职责分工负责）", "省教育厅:R 财政厅:R", "分"),
    ("（责任单位：县人社局县总工会团县委县妇联）", "县人社局:R 县总工会:R 团县委:R 县妇联:R", ""),
    ("（责任单位：市委办市政府办，区城管局各街道）", "市委办:R 市政府办:R 区城管局:R 各街道:R", ""),
    ("（责任单位：市公安局交警支队、市教育局(张某局长)）", "市公安局交警支队:R 市教育局:R", ""),
    ("（责任单位：各区人民政府〈含开发区、风景区管委会，下同〉）", "各区人民政府:R", ""),
    ("（市教育局、各县（市、区）人民政府（含新区、开发区管委会，下同）负责落实）", "市教育局:R 各县(市、区)人民政府:R", ""),
    ("（市水务局、市林业局牵头督导，市公安局等参与）", "市水务局:L 市林业局:L 市公安局:S", "等"),
    ("（市财政局牵头督办，市审计局配合）", "市财政局:L 市审计局:S", ""),
    ("（市金融办、人民银行云河市中心支行、云河银监分局分别牵头落实）",
     "市金融办:L 人民银行云河市中心支行:L 云河银监分局:L", ""),
    ("市水务局、市林业局共同牵头，市财政局配合。", "市水务局:L 市林业局:L 市财政局:S", ""),
    ("（责任单位：市教育局、市财政局。以下政策措施均需各县区人民政府、园区管委会落实，不再单独列出）",
     "市教育局:R 市财政局:R", ""),
    ("责任单位：市公安局　项目责任人：尹某某　配合单位：市城管局、市财政局", "市公安局:R 市城管局:S 市财政局:S", ""),
    ("责任单位：市交通委，相关管委会　项目责任人：劳某某，相关管委会主任　配合单位：市水务局",
     "市交通委:R 相关管委会:R 市水务局:S", ""),
    ("（责任单位：省教育厅，各市〔州〕、县〔市、区、特区〕政府）", "省教育厅:R 各市〔州〕:R 县〔市、区、特区〕政府:R", ""),
    ("（2031年12月底前完成）", "", "2031-12"),
    ("（2031年12月底前完成并持续推进）", "", "2031-12"),
]  # fmt: skip


def read(text: str) -> str:
    reading = reading_of(f"一、任务\n(一)推进工作。{text}")
    paragraphs = tuple(reading.paragraphs())[1:]
    drafts = find_clauses(reading.text, paragraphs, read_standing_rules(reading.text))
    return " ".join(f"{reading.text[unit.start : unit.end]}:{unit.role[0]}" for draft in drafts for unit in draft.units)


def flags(text: str) -> str:
    reading = reading_of(f"一、任务\n(一)推进工作。{text}")
    drafts = find_clauses(reading.text, tuple(reading.paragraphs())[1:], read_standing_rules(reading.text))
    words = ["等" for draft in drafts if draft.open_list] + ["分" for draft in drafts if draft.by_division]
    return " ".join(words + [str(draft.deadline) for draft in drafts if draft.deadline])


@pytest.mark.parametrize(("text", "units", "_"), READ, ids=range(len(READ)))
def test_units_and_roles_are_those_of_the_clause(text: str, units: str, _: str) -> None:
    assert read(text) == units


@pytest.mark.parametrize(("text", "_", "expected"), READ, ids=range(len(READ)))
def test_open_lists_division_of_duties_and_deadlines(text: str, _: str, expected: str) -> None:
    assert flags(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "充分发挥市场监管部门的牵头抓总作用。",
        "鼓励龙头企业牵头组建创新联合体。",
        "实行首席科学家负责制（试行）。",
        "各牵头单位要制定方案（每年报送一次）。",
        "落实党政主要负责同志责任（含分管领导）。",
        "（以下简称领导小组）",
        "办好老年食堂（含助餐点）。",
        "（详见附件）",
        "加强考核（由第三方实施）。",
        "开展回头看（含2031年12月底前完成的项目）。",
        "分批推进（2031年10月）。",
    ],
)
def test_a_false_friend_is_no_clause(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize(
    ("rule", "clause", "units"),
    [
        ("（责任单位列首位的为牵头单位，下同）", "（责任单位：市教育局、市财政局）", "市教育局:L 市财政局:R"),
        ("（排在第一位的为牵头单位）", "（责任单位：市教育局；配合单位：市财政局）", "市教育局:L 市财政局:S"),
        (
            "（括号内逗号前为牵头单位，逗号后为配合单位）",
            "（区数据局，区发改局、区国资局）",
            "区数据局:L 区发改局:S 区国资局:S",
        ),
    ],
)
def test_a_rule_stated_once_settles_the_roles(rule: str, clause: str, units: str) -> None:
    reading = reading_of(f"一、任务{rule}\n(一)推进工作。{clause}")
    drafts = find_clauses(reading.text, tuple(reading.paragraphs())[1:], read_standing_rules(reading.text))
    found = " ".join(f"{reading.text[u.start : u.end]}:{u.role[0]}" for d in drafts for u in d.units)
    assert found == units


def test_what_is_no_unit_is_kept_as_noise() -> None:
    reading = reading_of("一、任务\n(一)推进。（责任单位：市教育局、进一步加强统筹协调力度）")
    (draft,) = find_clauses(reading.text, tuple(reading.paragraphs())[1:], read_standing_rules(""))
    assert [reading.text[a:b] for a, b in draft.noise] == ["进一步加强统筹协调力度"]
