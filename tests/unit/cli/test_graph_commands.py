"""network, export, explain and coverage as they are typed: data on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli import network as network_module
from kg.cli.encodings import FORMATS as ENCODINGS
from kg.cli.export import FORMATS as EXPORT_FORMATS
from kg.export import EXPORTERS as STORE_EXPORTERS
from kg.network import EXPORTERS as NETWORK_EXPORTERS

SAMPLE = str(Path(__file__).parents[2] / "data" / "two-plans.trig")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_choices_are_the_tables_of_exporters() -> None:
    assert [exporter.name for exporter in NETWORK_EXPORTERS] == list(network_module.FORMATS)
    assert [*(exporter.name for exporter in STORE_EXPORTERS), *ENCODINGS] == list(EXPORT_FORMATS)


@pytest.mark.parametrize("form", [name for name in network_module.FORMATS if name not in {"csv", "neo4j", "parquet"}])
def test_a_network_goes_to_stdout_and_the_count_to_stderr(form: str) -> None:
    result = run("network", SAMPLE, "--format", form)
    assert result.exit_code == 0
    assert "临溪市财政局" in result.stdout
    assert result.stderr == "8 nodes, 6 edges.\n"


def test_csv_is_two_files_beside_the_name_given(tmp_path: Path) -> None:
    result = run("network", SAMPLE, "--format", "csv", "-o", str(tmp_path / "net.csv"))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert {path.name for path in tmp_path.iterdir()} == {"net.nodes.csv", "net.edges.csv"}


def test_two_files_do_not_fit_on_stdout() -> None:
    result = run("network", SAMPLE, "--format", "csv")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "-o network.csv" in result.stderr


def test_options_narrow_and_project_the_network() -> None:
    narrowed = run(
        "network", SAMPLE, "--format", "json", "--plan", "乙方案", "--unit", "市数据局", "--projection", "units"
    )
    assert [node["label"] for node in json.loads(narrowed.stdout)["nodes"]] == ["临溪市数据局", "临溪市财政局"]
    without = run("network", SAMPLE, "--format", "json", "--no-groups")
    assert all(node["kind"] != "group" for node in json.loads(without.stdout)["nodes"])
    expanded = run("network", SAMPLE, "--format", "json", "--expand-groups")
    assert "临溪市教育局" in {node["label"] for node in json.loads(expanded.stdout)["nodes"]}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("network", SAMPLE, "--unit", "没有此局"), 2, "没有此局"),
        (("network", SAMPLE, "--no-groups", "--expand-groups"), 2, "exclude each other"),
        (("network", SAMPLE, "--format", "pajek"), 2, "pajek"),
        (("export", SAMPLE, "--plan", "没有此规划"), 2, "没有此规划"),
        (("export", "no-such-store.db"), 4, "no-such-store.db"),
        (("explain", SAMPLE, "没有这些字"), 2, "没有这些字"),
        (("coverage", "no-such-store.db"), 4, "no-such-store.db"),
    ],
)
def test_a_wrong_call_gives_one_clear_line_and_its_exit_code(words: tuple[str, ...], code: int, said: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_export_is_sorted_and_the_same_in_a_file(tmp_path: Path) -> None:
    target = tmp_path / "all.nq"
    shown, filed = run("export", SAMPLE), run("export", SAMPLE, "--format", "nquads", "-o", str(target))
    assert (shown.exit_code, filed.exit_code) == (0, 0)
    lines = shown.stdout.split("\n")[:-1]
    assert lines == sorted(lines)
    assert target.read_text(encoding="utf-8") == shown.stdout
    assert filed.stdout == ""


def test_one_plan_is_exported_alone() -> None:
    lines = run("export", SAMPLE, "--plan", "a.txt").stdout.splitlines()
    # the sample names its graphs as govplan does: the plan, then /graph
    assert lines
    assert all(line.endswith("<https://example.org/a/graph> .") for line in lines)


def test_an_explanation_is_text_or_json() -> None:
    text = run("explain", SAMPLE, "二")
    assert text.exit_code == 0
    assert "https://example.org/a/2" in text.stdout
    assert json.loads(run("explain", SAMPLE, "二", "--format", "json").stdout)[0]["iri"] == "https://example.org/a/2"


def test_more_things_than_shown_are_counted() -> None:
    result = run("explain", SAMPLE, "一", "--limit", "1")
    assert result.stdout.count("(gp:Action") == 1
    assert "2 things match" in result.stderr


def test_coverage_speaks_of_every_document() -> None:
    result = run("coverage", SAMPLE, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "document,status,what,trigger,count"
    assert "0 open of 1 unread runs" in result.stderr


def test_coverage_fails_on_open_runs_only_when_asked(tmp_path: Path) -> None:
    opened = Path(SAMPLE).read_text(encoding="utf-8").replace("not-a-duty", "unclear")
    store = tmp_path / "open.trig"
    store.write_text(opened, encoding="utf-8")
    assert run("coverage", str(store)).exit_code == 0
    assert run("coverage", str(store), "--check").exit_code == 1
    assert run("coverage", SAMPLE, "--check").exit_code == 0


def test_messages_are_chinese_when_asked() -> None:
    assert "个节点" in run("network", SAMPLE, "--lang", "zh").stderr
    assert "任务与单位" in run("network", "--help", "--lang", "zh").stdout
