"""Encodings through the main door: build, validate, export and the page that shows how."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.mapping import plan_bytes
from kg.store import open_store
from loaders.encoding.formats import ENCODINGS, encoding_of
from loaders.encoding.rdf import read_graphs
from loaders.encoding.turtle import statements
from loaders.pipeline import load
from tests.unit.encoding.sheets_support import Rows, workbook

ROOT = Path(__file__).resolve().parents[3]
ENCODED = ROOT / "examples" / "encodings" / "yunze-nanpu-libraries.yaml"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs govplan in a folder of its own and expects an exit code."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == code, result.output
        return result

    return command


def test_the_five_commands_of_the_page_run(run: Run) -> None:
    page = (ROOT / "docs" / "how-to" / "encode-a-plan.md").read_text(encoding="utf-8")
    block = re.search(r"```console\n(.*?)```", page, re.DOTALL)
    assert block is not None
    commands = [shlex.split(line.removeprefix("$ govplan ")) for line in block[1].splitlines()]
    assert len(commands) == 5
    outputs = [run(*words).stdout for words in commands]
    assert "新建口袋公园" in outputs[3]
    assert Path("plan.yaml").read_text(encoding="utf-8").startswith("计划:\n  标题: 示例市口袋公园建设方案")


@pytest.mark.parametrize("form", ["xlsx", "csv", "yaml"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_template_loads_as_the_same_plan_and_is_not_written_over(run: Run, form: str, language: str) -> None:
    name = f"plan.{form}"
    run("--lang", language, "template", "-o", name)
    plan = load(Path(name).read_bytes(), name).plan
    assert plan is not None
    assert (len(plan.sections), len(plan.actions), len(plan.indicators)) == (3, 2, 1)
    assert [len(clause.assignments) for action in plan.actions for clause in action.clauses] == [4, 1]
    run("template", "-o", name, code=2)


@pytest.mark.parametrize("form", ["yaml", "xlsx", "encoding-csv"])
def test_a_plan_of_a_store_survives_export_and_build(run: Run, form: str) -> None:
    run("build", str(ENCODED), "-o", "one.db")
    name = {"yaml": "plan.yaml", "xlsx": "plan.xlsx", "encoding-csv": "plan.csv"}[form]
    run("--lang", "zh", "export", "one.db", "--format", form, "-o", name)
    run("build", name, "-o", "two.db")
    assert _facts(Path("two.db")) == _facts(Path("one.db"))


def _facts(store: Path) -> set[str]:
    """Return the statements of a store without those about the file and the places in it."""
    with open_store(str(store)) as opened:
        lines = opened.nquads()
    return {line for line in lines if "/document/" not in line and "ns#readBy" not in line}


def test_several_plans_need_a_folder(run: Run) -> None:
    other = ROOT / "examples" / "encodings" / "tianjin-wuqing-ip-2017.yaml"
    run("build", str(ENCODED), str(other), "-o", "plans.db")
    run("export", "plans.db", "--format", "yaml", code=2)
    Path("out").mkdir()
    run("export", "plans.db", "--format", "yaml", "-o", "out")
    assert len(list(Path("out").glob("*.yaml"))) == 2


def test_what_build_refuses_validate_names_at_its_place(run: Run) -> None:
    planted = Path(__file__).parent / "mistakes" / "plan.ttl"
    assert "plan.ttl:9:3" in run("validate", str(planted), code=1).stdout
    refused = run("--lang", "zh", "build", str(planted), "-o", "plans.db", code=3)
    assert "plan.ttl:9:3: 词表中没有术语 dcterms:titel" in refused.stderr
    assert not Path("plans.db").exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_rules_find_in_a_workbook_is_named_by_its_cell(run: Run, form: str) -> None:
    run("--lang", "zh", "template", "-o", f"plan.{form}")
    said = run("validate", f"plan.{form}", "--rules", "GROUP-001", "--engine", "fast").stdout
    assert f"plan.{form}:任务!F2  各区人民政府" in said


def test_a_graph_is_loaded_as_it_stands() -> None:
    data = (ROOT / "ontology" / "examples" / "rain-gardens.ttl").read_bytes()
    (graph,) = load(data, "rain-gardens.ttl").graphs
    assert graph.title == "青榆市雨水花园建设方案（2025—2026年）"
    stated = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    loaded = ox.parse(graph.quads, format=ox.RdfFormat.N_QUADS)
    assert {(str(q.subject), str(q.predicate), str(q.object)) for q in loaded} == stated


def test_blank_nodes_get_the_same_names_each_time_and_none_is_lost() -> None:
    text = """@prefix gp: <https://w3id.org/govplan/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <https://example.org/> .
ex:p a gp:Plan ; dcterms:title "方案" .
ex:i a gp:Indicator ; gp:ofPlan ex:p ; rdfs:label "件数" ;
  gp:hasTarget [ a gp:Target ; gp:value 3 ] , [ a gp:Target ; gp:value 4.5 ] , [ a gp:Target ; gp:value 3 ] ."""
    (graph,) = read_graphs(text.encode(), "plan.ttl")
    assert read_graphs(text.encode(), "plan.ttl") == (graph,)
    lines = graph.quads.decode().splitlines()
    assert "_:" not in graph.quads.decode()
    assert sum("hasTarget" in line for line in lines) == 3
    assert sum('"3"^^<http://www.w3.org/2001/XMLSchema#decimal>' in line for line in lines) == 2


def test_plans_of_documents_are_graphs_without_mistakes() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        plan = load(path.read_bytes(), path.name).plan
        assert plan is not None
        (graph,) = read_graphs(plan_bytes(plan), "plan.nq")
        assert set(graph.quads.decode().split("\n")) == set(plan_bytes(plan).decode().split("\n"))


def _shape(term: object) -> object:
    value = getattr(term, "value", None)
    return "_" if str(term).startswith("_:") or getattr(term, "kind", "") == "blank" else value


def test_the_reader_of_places_sees_what_the_parser_sees() -> None:
    files = [*ROOT.glob("tests/shapes/*/*.ttl"), *ROOT.glob("ontology/**/*.ttl"), *ROOT.glob("shapes/*.ttl")]
    assert len(files) > 200
    for path in files:
        text = path.read_text(encoding="utf-8")
        parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")
        lists = ("#first", "#rest")
        wanted = {
            (_shape(q.subject), q.predicate.value, _shape(q.object))
            for q in parsed
            if not q.predicate.value.endswith(lists) and not str(q.object).endswith("#nil>")
        }
        found = {
            (_shape(s.subject), s.predicate.value, _shape(s.value)) for s in statements(text, "https://example.org/")
        }
        missing = {row for row in wanted - found if "_" not in (row[0], row[2])}
        assert not missing, path


LEDGER: dict[str, Rows] = {
    "台账": [
        ["云泽市霁川区2026年重点工作任务台账"],
        ["序号", "重点任务", "工作措施", "责任单位", None, "完成时限", "责任人"],
        [None, None, None, "牵头单位", "配合单位", None, None],
        [1.0, "优化政务服务", "开通帮办热线", "区政务服务办", "区数据局、区财政局", "2026年6月底前", "张某"],
        [2.0, "整治背街小巷", "完成10条道路改造", "区城市管理局", "区住房城乡建设局", "2026年12月底前", "李某"],
    ]
}


def test_a_ledger_as_offices_keep_it_is_read_as_a_document() -> None:
    merges = {"台账": ["A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "G2:G3"]}
    data = workbook(LEDGER, merges)
    assert encoding_of(data, "台账.xlsx") is None
    plan = load(data, "台账.xlsx").plan
    assert plan is not None
    units = [[(i.unit_text, i.role.value) for c in a.clauses for i in c.assignments] for a in plan.actions]
    assert units == [
        [("区政务服务办", "Lead"), ("区数据局", "Supporting"), ("区财政局", "Supporting")],
        [("区城市管理局", "Lead"), ("区住房城乡建设局", "Supporting")],
    ]
    assert [str(a.deadline) for a in plan.actions] == ["2026-06", "2026-12"]


def test_every_encoding_has_a_suffix_and_none_is_a_document() -> None:
    assert {suffix for encoding in ENCODINGS for suffix in encoding.suffixes} == {
        ".csv", ".json", ".jsonld", ".nq", ".nt", ".trig", ".ttl", ".xlsx", ".yaml", ".yml",
    }  # fmt: skip
    assert encoding_of(b"text", "plan.txt") is None
