"""The example plans and the facts expected of them: complete, well-formed, and true to the text."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
GOLD = ROOT / "tests" / "golden" / "examples"
PAGE_MARK = re.compile(r"\n\s*(?:- \d+ -|# Page \d+:)[^\S\n]*(?=\n|$)")
REPAIRED = {"云知发〔2024〕17号": "云知发〔202417号"}
"""What the gold prints whole although the text has lost a character of it."""

TRAPS = {
    "numbering": ["一、", "（一）", "\n(1)", "①", "第一章", "第一节", "专栏1", "一是", "1．", "1、", "1."],
    "lost numbers": ["   、保障措施", "\n)强化资金保障", "\n、实施智慧巡河"],
    "damage": ["霁政发〔20256\n", "2025318", "〔202417号", "6200,", "“苇湖莲藕等"],
    "page marks": ["- 2 -", "# Page 18:", "市市\n\n- 2 -\n\n场监督管理局"],
    "chrome": ["网站标识码", "当前位置", "索   引  号"],
    "labels": ["牵头部门:", "参与部门:", "完成时限:", "责任单位:", "配合单位："],
    "verbs": ["牵头,", "按职责分工负责", "会同", "配合。"],
    "brackets": ["〔牵头单位", "[牵头单位", "【县水利局", "区政府督查室\n"],
    "standing rules": ["列首位的为牵头单位", "逗号前为牵头单位", "以下责任单位均包含", "（牵头单位：市教育局）"],
    "names with marks of their own": ["各委、办、局", "市工商联(总商会)", "区市场监管局(区知识产权局)", "公安南浦分局"],
    "groups": ["各成员单位", "其他知识产权保护工作领导小组成员单位", "县旅游产业发展领导小组其他成员单位"],
    "no responsibility": ["牵头抓总作用", "龙头企业牵头", "首席科学家负责制", "各牵头考核单位", "\n无\n"],
    "targets": [
        "以上",
        "不低于",
        "突破",
        "左右",
        "翻一番",
        "增长2倍",
        "1.8倍",
        "5000—6000家",
        "2—3个",
        "每万人",
        "年均",
    ],
    "comparisons": ["由52%提高到62%", "高于全省平均水平", "较2020年下降18%", "全省前5", "缩短为7"],
    "tables": ["约束性", "预期性", "\n配合单位\n", "94以上"],
    "bodies": ["组  长:", "副组长:", "办公室设在"],
    "funding": ["1:1比例", "1∶0.5", "总投资3.6亿元"],
    "duties": ["县水利局:承担"],
    "annex": ["名词解释", "成员名单"],
}


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _facts(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    return facts


def test_every_example_has_its_expected_facts_and_none_is_left_over() -> None:
    assert len(EXAMPLES) >= 5
    assert {path.stem for path in EXAMPLES} == {path.stem for path in GOLD.glob("*.json")}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_expected_facts_stand_in_the_text(path: Path) -> None:
    facts = _facts(path)
    text = _fold(PAGE_MARK.sub("", path.read_text(encoding="utf-8")))
    plan = facts["plan"]
    names = [plan["title"], plan["notice_title"], plan["document_number"], *plan["issuers"], *plan["recipients"]]
    names += [value for cited in plan["cites"] for value in cited.values()]
    for action in facts["actions"]:
        names += [action["title"], action["collective"], *(item["unit"] for item in action["responsibilities"])]
    names += [indicator["quote"] for indicator in facts["indicators"]]
    for body in facts["bodies"]:
        names += [body["name"], *body["chairs"], *body["members"], *body.get("vice_chairs", [])]
    names += [funding["quote"] for funding in facts["funding"]]
    assert facts["file"] == path.name
    assert [name for name in names if name and _fold(REPAIRED.get(name, name)) not in text] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_expected_facts_keep_to_the_closed_lists(path: Path) -> None:
    facts = _facts(path)
    paths = [action["id"] for action in facts["actions"]]
    assert len(paths) == len(set(paths))
    assert {action["kind"] for action in facts["actions"]} <= {"task", "safeguard", "project"}
    roles = {item["role"] for action in facts["actions"] for item in action["responsibilities"]}
    assert roles <= {"lead", "responsible", "supporting"}
    for indicator in facts["indicators"]:
        assert indicator["comparator"] in {">=", "<=", "=", ">", "<"}
        assert indicator["kind"] in {"level", "annual", "growth_rate", "share", "rank", "count"}
        places = {place.rsplit("/", depth)[0] for place in paths for depth in range(6)}
        assert indicator["at"] in places or indicator["at"].startswith(("一", "二/(", "第一章"))


@pytest.mark.parametrize("trap", TRAPS)
def test_the_examples_hold_the_trap(trap: str) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    assert [printed for printed in TRAPS[trap] if printed not in text] == []


def test_one_example_names_no_unit_and_one_is_a_single_line() -> None:
    assert any(not any(a["responsibilities"] or a["collective"] for a in _facts(p)["actions"]) for p in EXAMPLES)
    assert any(path.read_text(encoding="utf-8").count("\n") == 1 for path in EXAMPLES)
