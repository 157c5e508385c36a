"""`kg.open` and what hangs on it: typed answers, data frames, checks, networks, pictures; the tutorial runs."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.api.answer import SHOWN
from kg.errors import QueryError, StoreError, UsageError
from kg.query.table import Table
from kg.store import Literal
from kg.terms import XSD


@pytest.fixture(scope="module")
def plans(example_file: Path) -> Iterator[kg.Plans]:
    with kg.open(example_file) as opened:
        yield opened


def an_answer() -> kg.Answer:
    rows = (
        (Literal("<b>"), Literal("3", XSD.integer), Literal("1.5", XSD.decimal), Literal("2031-06-30", XSD.date), None),
        (Literal("=1+1"), None, Literal("2", XSD.decimal), None, Literal("true", XSD.boolean)),
    )
    return kg.Answer(Table(("text", "count", "value", "day", "flag"), rows, "test"), {"flag": "boolean"})


def test_importing_kg_loads_nothing_heavy() -> None:
    heavy = ["pandas", "polars", "networkx", "matplotlib", "pyshacl", "rdflib", "pyoxigraph", "kg.api"]
    program = f"import sys, kg; print([m for m in {heavy} if m in sys.modules]); print(callable(kg.open))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]


def test_names_that_kg_does_not_have_raise() -> None:
    with pytest.raises(AttributeError):
        kg.nothing  # noqa: B018 (the look-up is the test)
    assert {"open", "Plans", "Answer"} <= set(dir(kg))


def test_a_question_gives_rows_as_python_values(plans: kg.Plans) -> None:
    answer = plans.ask("actions-without-owner")
    rows = list(answer)
    assert len(rows) == len(answer) == 1
    assert (rows[0]["path"], rows[0]["line"]) == ("一/3", 5)
    assert answer["label"] == [rows[0]["label"]]
    with pytest.raises(KeyError):
        answer["nothing"]


def test_words_may_be_lists_and_dates(plans: kg.Plans) -> None:
    due = plans.ask("due-before", before=dt.date(2099, 1, 1))
    assert len(due) > 0
    assert all(isinstance(value, dt.date) for value in due["deadline"] if value is not None)
    names = [str(name) for name in plans.ask("units")["unit_name"][:2]]
    both_units = plans.ask("unit-portfolio", unit=names)
    assert set(both_units["unit_name"]) <= set(names)


def test_slips_are_errors_with_a_remedy(plans: kg.Plans, tmp_path: Path) -> None:
    for call in (
        lambda: plans.ask("no-such-question"),
        lambda: plans.ask("plans", nothing="x"),
        lambda: plans.chart("pie"),
        lambda: plans.network().units().measures(),
        lambda: plans.network().save(tmp_path / "net.doc"),
        lambda: plans.ledger(tmp_path / "ledger.pdf"),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.remedy
    with pytest.raises(StoreError):
        kg.open(tmp_path / "nothing.db")
    with pytest.raises(QueryError):
        plans.sparql("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")


def test_sparql_answers_in_all_forms(plans: kg.Plans) -> None:
    counted = plans.sparql("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a gp:Plan }")
    assert isinstance(counted, kg.Answer)
    assert counted["n"] == [3]
    assert plans.sparql("ASK { ?p a gp:Plan }") is True
    built = plans.sparql("CONSTRUCT { ?p a gp:Plan } WHERE { ?p a gp:Plan }")
    assert isinstance(built, kg.Answer)
    assert built.columns == ("subject", "predicate", "object")
    cut = plans.sparql("SELECT ?s WHERE { ?s ?p ?o }", rows=2)
    assert isinstance(cut, kg.Answer)
    assert (len(cut), cut.cut) == (2, True)


def test_pandas_frames_have_the_types_of_their_values() -> None:
    pytest.importorskip("pandas")
    frame = an_answer().to_pandas()
    assert [str(kind) for kind in frame.dtypes][1:] == ["Int64", "Float64", "datetime64[s]", "boolean"]
    assert frame["count"].isna().tolist() == [False, True]
    assert frame["day"][0] == dt.datetime(2031, 6, 30)  # noqa: DTZ001 (a day has no zone)
    assert frame["text"].tolist() == ["<b>", "=1+1"]


def test_polars_frames_have_the_types_of_their_values() -> None:
    polars = pytest.importorskip("polars")
    frame = an_answer().to_polars()
    assert frame.schema == {
        "text": polars.String, "count": polars.Int64, "value": polars.Float64, "day": polars.Date, "flag": polars.Boolean,
    }  # fmt: skip
    assert frame["count"].to_list() == [3, None]


def test_a_question_without_rows_keeps_the_types_that_its_header_declares(plans: kg.Plans) -> None:
    pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    empty = plans.ask("due-before", before="1900-01-01")
    assert len(empty) == 0
    assert str(empty.to_pandas()["deadline"].dtype) == "datetime64[s]"
    assert empty.to_polars().schema["deadline"] == polars.Date


def test_without_pandas_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"govplan\[frames\]"):
        an_answer().to_pandas()


def test_notebooks_get_escaped_tables_with_headings(plans: kg.Plans) -> None:
    page = an_answer()._repr_html_()
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "未写明" in plans.questions()._repr_html_()
    assert "<th>规划</th>" in plans.ask("actions-without-owner")._repr_html_()
    many = kg.Answer(Table(("n",), tuple((Literal(str(i)),) for i in range(SHOWN + 7)), "test"))
    assert "7 more rows" in many._repr_html_()
    assert str(plans.location) in plans._repr_html_()


def test_csv_and_text_are_those_of_the_command_line() -> None:
    assert "'=1+1" in an_answer().to_csv()
    assert str(an_answer()).startswith("text")


def test_findings_say_whether_plans_conform(plans: kg.Plans) -> None:
    found = plans.validate()
    assert len(found) == len(list(found)) == len(found.answer())
    violations = [problem for problem in found if problem.severity.name == "VIOLATION"]
    assert found.conforms is (not violations)
    assert str(found.conforms) in found._repr_html_()
    assert len(plans.validate(tier="core")) <= len(found)


def test_networks_measure_project_and_save(plans: kg.Plans, tmp_path: Path) -> None:
    network = plans.network()
    graph = network.to_networkx()
    assert graph.number_of_edges() == len(network.network.edges) > 0
    assert network.units().to_networkx().is_directed() is False
    assert len(network.measures("tasks")) == sum(node.is_action for node in network.network.nodes)
    files = network.save(tmp_path / "net.csv")
    assert [file.name for file in files] == ["net.nodes.csv", "net.edges.csv"]
    assert all(file.stat().st_size for file in files)
    groups = plans.network(groups="drop").network
    assert not any(node.kind == "group" for node in groups.nodes)


def test_ledgers_and_reports_are_written(plans: kg.Plans, tmp_path: Path) -> None:
    assert plans.ledger(tmp_path / "a.docx", by="list").read_bytes()[:2] == b"PK"
    index = plans.report(tmp_path / "pages")
    assert len(list(index.parent.glob("*.html"))) == 4


def test_pictures_show_in_notebooks_and_save(plans: kg.Plans, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    try:
        picture = plans.chart("gaps")
    except UsageError as error:
        pytest.skip(error.message)
    assert "<svg" in picture._repr_svg_()
    assert picture.save(tmp_path / "gaps.svg").read_text(encoding="utf-8") == picture.svg


def test_what_an_interpreter_prints_is_one_short_line(plans: kg.Plans) -> None:
    for view in (plans, plans.ask("actions"), plans.validate(), plans.network(), kg.Picture("<svg/>" * 1000)):
        assert len(repr(view)) < 300
        assert "\n" not in repr(view)
    assert repr(kg.Picture("<svg/>")) == "Picture(6 characters of SVG)"


def test_every_public_method_says_what_it_does() -> None:
    for kind in (kg.Plans, kg.Answer, kg.Findings, kg.NetworkView, kg.Picture):
        for name, thing in vars(kind).items():
            if not name.startswith("_") and callable(thing):
                assert (thing.__doc__ or "").strip(), f"{kind.__name__}.{name}"


def test_the_tutorial_runs(repository: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    file = repository / "examples" / "notebooks" / "tutorial.ipynb"
    notebook = nbformat.read(file, as_version=4)
    client.NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(repository)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("text/html" in output.get("data", {}) for output in outputs) >= 5
    assert any(re.search(r"第 \d+ 行", str(output.get("data", {}).get("text/plain", ""))) for output in outputs)


def test_the_tutorial_is_kept_without_outputs(repository: Path) -> None:
    notebook = json.loads((repository / "examples" / "notebooks" / "tutorial.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in notebook["cells"])
