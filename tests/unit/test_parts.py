"""A file with several documents gives a plan for each, and all of them quote the one text of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.mapping import graph_of_plan, plan_bytes
from kg.records import Plan
from loaders.batch import graphs_of, load_files
from loaders.document import Block, BlockKind, Document, Span, sha256_of
from loaders.pipeline import LoadResult, load, read_plan, read_plans
from tests.hostile import evidence_of

FIRST = """云泽市人民政府
关于印发云泽市绿道行动计划的通知
云政发〔2031〕2号

各县人民政府：
现将《云泽市绿道行动计划》印发给你们，请认真贯彻执行。
云泽市人民政府
2031年3月2日

云泽市绿道行动计划
一、任务
（一）建绿道。建成绿道30公里。（责任单位：市教育局）
"""
SECOND = """索引号：YZ-2031-07
望鹭镇人民政府文件
望政发〔2031〕7号
望鹭镇人民政府
关于印发《望鹭镇养老服务方案》的通知

各村：
现将《望鹭镇养老服务方案》印发给你们，请认真贯彻执行。
望鹭镇人民政府
2031年5月6日

望鹭镇养老服务方案
一、任务
（一）建食堂。新建食堂4家。（责任单位：镇民政办）
"""
LINKS = "相关文件\n关于印发云泽市护林方案的通知\n云泽市人民政府关于印发云泽市治水方案的通知\n网站地图\n"


def plans_of(result: LoadResult) -> list[Plan]:
    return [] if result.plan is None else [result.plan, *result.others]


def sums(plan: Plan) -> tuple[str, str | None, list[str], list[str]]:
    owners = [given.unit_text for action in plan.actions for clause in action.clauses for given in clause.assignments]
    return plan.title, plan.document_number, [str(issuer.name) for issuer in plan.issuers], owners


def test_two_documents_in_one_file_are_two_plans_as_if_each_stood_alone() -> None:
    text = FIRST + SECOND
    found = plans_of(load(text.encode(), "a.txt"))
    alone = [plan for part in (FIRST, SECOND) for plan in plans_of(load(part.encode(), "a.txt"))]
    assert [sums(plan) for plan in found] == [sums(plan) for plan in alone]
    assert [plan.document_number for plan in found] == ["云政发〔2031〕2号", "望政发〔2031〕7号"]
    assert [[i.label for i in plan.indicators] for plan in found] == [
        [i.label for i in plan.indicators] for plan in alone
    ]
    assert len({graph_of_plan(plan) for plan in found}) == 2


def test_every_plan_quotes_the_text_of_the_file() -> None:
    text = FIRST + SECOND
    for plan in plans_of(load(text.encode(), "a.txt")):
        assert plan.source is not None
        assert plan.source.text == text
        places = list(evidence_of(plan))
        assert len(places) > 5
        assert [e for e in places if text[e.begin : e.end] != e.quote] == []
        # the mapping refuses evidence that does not equal its text
        assert plan_bytes(plan)


def test_each_document_has_a_graph_and_the_file_stands_in_both(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST + SECOND, encoding="utf-8")
    (result,) = load_files([path])
    first, second = graphs_of(result)
    assert first.iri != second.iri
    assert first.file_name == second.file_name == "a.txt"
    assert first.origin == second.origin != ""
    assert all(sha256_of(path.read_bytes()).encode() in graph.quads for graph in (first, second))


def test_the_parts_are_told_and_the_lines_are_those_of_the_file() -> None:
    result = load((FIRST + SECOND.replace("望鹭镇养老", "养老")).encode(), "a.txt")
    (told,) = [problem for problem in result.problems if problem.code == "several-plans"]
    assert (told.line, str(told.severity)) == (FIRST.count("\n") + 1, "Info")
    assert "second-plan" not in {problem.code for problem in result.problems}


def test_three_documents_are_three_plans() -> None:
    third = SECOND.replace("望鹭", "砚溪").replace("7号", "9号")
    assert [plan.document_number for plan in plans_of(load((FIRST + SECOND + third).encode(), "a.txt"))] == [
        "云政发〔2031〕2号", "望政发〔2031〕7号", "砚政发〔2031〕9号".replace("砚政", "望政"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [FIRST + LINKS, FIRST + SECOND + LINKS])
def test_links_to_other_notices_are_no_documents(text: str) -> None:
    result = load(text.encode(), "a.txt")
    assert len(plans_of(result)) == 1 + (SECOND in text)


def test_the_same_document_twice_stays_one_plan_and_is_told() -> None:
    result = load((FIRST + FIRST).encode(), "a.txt")
    assert len(plans_of(result)) == 1
    assert "second-plan" in {problem.code for problem in result.problems}


LIST = (
    "云泽市节水方案责任台账\n来源：a.txt　地区：云泽市　发文机关：云泽市人民政府\n"
    "一、灌区改造\n（一）建设泵站。修好渠道。（责任单位：市水利局）\n"
)


def test_the_only_list_of_a_ledger_is_a_plan_whose_own_problems_are_told() -> None:
    result = load(f"节水\n{LIST}".encode(), "a.txt")
    (plan,) = plans_of(result)
    assert plan.title == "云泽市节水方案责任台账"
    assert result.problems == ()


def test_the_same_list_twice_stays_one_plan_and_is_told() -> None:
    result = load(f"节水\n{LIST}{LIST}".encode(), "a.txt")
    assert len(plans_of(result)) == 1
    assert "second-plan" in {problem.code for problem in result.problems}


def test_a_file_of_one_document_reads_as_ever() -> None:
    document = Document("a.txt", "text/plain", sha256_of(FIRST.encode()), FIRST, ())
    (plan,), problems = read_plans(document)
    assert (plan, problems) == read_plan(document)


def test_pages_and_cells_keep_their_places_and_a_notice_in_a_cell_opens_nothing() -> None:
    text = FIRST + SECOND
    cut = len(FIRST)
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, cut), page=1),
        Block(BlockKind.PARAGRAPH, Span(cut, len(text)), page=2),
    )
    plans, _ = read_plans(Document("a.pdf", "application/pdf", "0" * 64, text, blocks))
    assert [{e.page for e in evidence_of(plan)} for plan in plans] == [{1}, {2}]
    cell = (Block(BlockKind.CELL, Span(cut, len(text)), table=1, row=1, column=1),)
    plans, _ = read_plans(Document("a.docx", "application/docx", "0" * 64, text, cell))
    assert len(plans) == 1
