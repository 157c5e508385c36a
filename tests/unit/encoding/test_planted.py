"""Thirty mistakes and more in Turtle and in a workbook: each found at its place, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import Bilingual
from kg.records import Problem, Severity
from loaders.encoding import EncodingError
from loaders.encoding.rdf import read_graphs
from loaders.encoding.read import read_table
from loaders.pipeline import Status, load
from tests.unit.encoding.sheets_support import Rows, workbook

HERE = Path(__file__).resolve().parent
TURTLE = (HERE / "mistakes" / "plan.ttl").read_bytes()
IN_TURTLE = [
    (9, 3, "graph-term"), (10, 3, "graph-term"), (11, 15, "graph-form"), (12, 13, "graph-form"),
    (13, 13, "graph-dangling"), (14, 19, "graph-needs-thing"), (15, 27, "graph-term"), (16, 11, "graph-term"),
    (17, 82, "graph-datatype"), (18, 15, "graph-datatype"), (18, 34, "graph-form"), (18, 34, "graph-twice"),
    (19, 3, "graph-term"), (20, 80, "graph-term"), (21, 16, "graph-untyped"), (21, 52, "graph-form"),
    (22, 1, "graph-missing"), (22, 33, "graph-code"), (23, 48, "encoding-duplicate-id"),
    (23, 67, "graph-needs-value"), (23, 89, "graph-term"), (24, 12, "graph-no-class"), (25, 1, "graph-untyped"),
    (25, 29, "graph-term"), (26, 65, "graph-no-property"), (27, 41, "graph-datatype"), (27, 62, "graph-needs-thing"),
    (27, 96, "graph-form"), (28, 1, "graph-two-plans"), (29, 34, "graph-dangling"), (29, 77, "graph-term"),
]  # fmt: skip
SHEETS: dict[str, Rows] = {
    "计划": [
        ["项目", "内容"], ["标提", "霁川区方案"], ["成文日期", "2026-13-01"], ["行政区划代码", "12"], ["地区", "云泽市霁川区"],
        ["开始", "明年"], ["文号", "霁政发〔2026〕1号"], ["文号", "霁政发〔2026〕2号"],
    ],
    "任务": [
        ["编号", "标题", "类别", "牵头单位", "牵头部们", "完成时限", "等", "上级", "次序", "编号", "责任分工"],
        ["一/1", "甲", "任物", "市科技局", "x", "2026年13月", "也许", "九", "1.5"],
        ["一/1", None, "任务", "市财政局", None, "soon", None, None, None, None, "[{单位: 甲"],
        [None, "乙", "项目", "市教育局", None, 2026.5],
        ["一/3", "丙", "任务", "市商务局", None, "2026-06", "是", None, None, None, "[{单位: 甲, 角色: 老板}]", "多余"],
    ],
    "指标": [
        ["名称", "目标值", "比较", "统计类型", "属性", "完成时限", "基期", "计量单位"],
        ["件数", "两百", "大约", "平均", "随意", "2027"],
        ["比例", "5%", "不低于", None, None, "年底", "2020"],
        ["面积", None, "不低于", None, None, "2027"],
        [None, "70", "不低于", None, None, "2O28"],
    ],
    "单位": [["名称", "写法", "职能", "群体"], ["云泽市财政局", "市财政局", "finanse", "对"], ["云泽市财税局", "市财政局"]],
    "领导小祖": [["名称"], ["领导小组"]],
    "阶段": [["一些说明文字", "随手写的"], ["a", "b"]],
    "资金": [["名称", "金额"], ["专项资金", "800万元"], [None, "1亿"]],
    "指标体系": [["名称"], ["重复的表"]],
}  # fmt: skip
IN_SHEETS = [
    ("任务", "E1", "encoding-unknown-key"), ("任务", "J1", "encoding-duplicate-key"), ("任务", "C2", "encoding-code"),
    ("任务", "E2", "encoding-stray-cell"), ("任务", "F2", "encoding-date"), ("任务", "G2", "encoding-flag"),
    ("任务", "H2", "encoding-parent"), ("任务", "I2", "encoding-order"), ("任务", "A3", "encoding-duplicate-id"),
    ("任务", "A3", "encoding-missing-key"), ("任务", "F3", "encoding-date"), ("任务", "K3", "encoding-cell"),
    ("任务", "B4", "encoding-missing-key"), ("任务", "K5", "encoding-clash"), ("任务", "K5", "encoding-code"),
    ("任务", "L5", "encoding-stray-cell"), ("单位", "C2", "encoding-function"), ("单位", "D2", "encoding-flag"),
    ("单位", "A3", "encoding-duplicate-unit"), ("指标", "B2", "encoding-number"), ("指标", "C2", "encoding-code"),
    ("指标", "D2", "encoding-code"), ("指标", "E2", "encoding-code"), ("指标", "B3", "encoding-number"),
    ("指标", "F3", "encoding-date"), ("指标", "G3", "encoding-missing-key"), ("指标", "C4", "encoding-missing-key"),
    ("指标", "F5", "encoding-date"), ("指标体系", "A1", "encoding-duplicate-key"),
    ("计划", "A1", "encoding-missing-key"), ("计划", "A2", "encoding-unknown-key"), ("计划", "B3", "encoding-date"),
    ("计划", "B4", "encoding-place-code"), ("计划", "B6", "encoding-date"), ("计划", "A8", "encoding-duplicate-key"),
    ("资金", "B2", "encoding-number"), ("资金", "B3", "encoding-missing-key"), ("阶段", "A1", "encoding-no-headings"),
    ("领导小祖", "A1", "encoding-unknown-sheet"),
]  # fmt: skip


def _problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(EncodingError) as caught:
        read()
    return caught.value.problems


def _are_plain(problems: tuple[Problem, ...]) -> bool:
    said = [text for problem in problems for text in (problem.message, problem.remedy)]
    return all(isinstance(text, Bilingual) and text and text.zh and not text.zh.isascii() for text in said)


def test_every_mistake_in_turtle_is_found_at_its_place_and_nothing_else() -> None:
    problems = _problems(lambda: read_graphs(TURTLE, "plan.ttl"))
    assert len(IN_TURTLE) > 30
    assert [(p.line, p.column, p.code) for p in problems] == IN_TURTLE
    assert _are_plain(problems)


def test_every_mistake_in_a_workbook_is_found_at_its_cell_and_nothing_else() -> None:
    problems = _problems(lambda: read_table(workbook(SHEETS), "plan.xlsx"))
    assert len(IN_SHEETS) > 30
    assert sorted((p.sheet or "", p.cell or "", p.code) for p in problems) == sorted(IN_SHEETS)
    assert _are_plain(problems)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TURTLE, "plan.ttl"),
        (workbook(SHEETS), "plan.xlsx"),
        ("计划:\n  标提: 方案\n".encode(), "plan.yaml"),
        ("计划:\n  标题: 方案\n".encode("gb18030"), "plan.yaml"),
        ("[计划]\r\n标题,方案\r\n[任务]\r\n编号,标题\r\n一,甲\r\n".encode("gb18030"), "plan.csv"),
        ("\ufeff[计划]\r\n标题,方案\r\n[任务]\r\n编号,标题\r\n一,甲\r\n".encode("gb18030"), "plan.csv"),
        ("@prefix gp: <https://w3id.org/govplan/ns#> . # 方案".encode("gb18030"), "plan.ttl"),
        (b"@prefix gp: <https://w3id.org/govplan/ns#> .\nex:a a gp:Plan .", "plan.ttl"),
    ],
)
def test_nothing_is_half_loaded(data: bytes, name: str) -> None:
    result = load(data, name)
    assert result.status is Status.FAILED
    assert result.plan is None
    assert result.graphs == ()
    assert result.problems
    assert all(p.severity is Severity.VIOLATION and p.source == name for p in result.problems)


def test_a_prefix_that_is_not_declared_and_a_quote_that_does_not_close_have_a_place() -> None:
    (prefix,) = _problems(lambda: read_graphs(b"\nex:a a ex:b .", "plan.ttl"))
    assert (prefix.code, prefix.line) == ("graph-syntax", 2)
    (quote,) = _problems(lambda: read_table('[计划]\n标题,"方案\n'.encode(), "plan.csv"))
    assert (quote.code, quote.line) == ("encoding-table", 2)


def test_a_workbook_without_its_first_sheet_says_so() -> None:
    sheets: dict[str, Rows] = {"任务": [["编号", "标题"], ["一", "甲"]], "指标": [["名称", "目标值"], ["件数", 3.0]]}
    (problem,) = load(workbook(sheets), "plan.xlsx").problems
    assert problem.code == "encoding-missing-sheet"


def test_misspelt_keys_and_terms_of_json_ld_have_line_and_column() -> None:
    text = """{
  "@context": "https://w3id.org/govplan/context.jsonld",
  "id": "https://example.org/p", "type": "Plan", "titel": "方案",
  "issuer": {"id": "https://example.org/u", "type": "Unit", "name": "区政府", "jurisdicton": "x"}
}"""
    problems = _problems(lambda: read_graphs(text.encode(), "plan.jsonld"))
    assert [(p.line, p.column, p.code) for p in problems] == [
        (3, 50, "encoding-unknown-key"), (4, 76, "encoding-unknown-key"),
    ]  # fmt: skip
