"""Building again: a file replaces what it gave before, and nothing that another file gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.store import open_store, select
from kg.store.origins import NAME, Origins

PLAN = """云泽市人民政府关于印发{title}的通知
云政发〔2031〕{number}号

{title}

一、重点任务
（一）清理河道。完成河道清理。（责任单位：市水务局）
"""
TITLES = "SELECT ?title WHERE { ?plan a gp:Plan ; dcterms:title ?title } ORDER BY ?title"


def build(*words: str | Path) -> tuple[int, str]:
    result = CliRunner(env={"LANG": "C", "LC_ALL": "", "GOVPLAN_LANG": ""}).invoke(main, ["build", *map(str, words)])
    return result.exit_code, result.stderr


def plan(path: Path, title: str, number: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(PLAN.format(title=title, number=number), encoding="utf-8")
    return path


def titles(store: Path) -> list[str]:
    text = "PREFIX gp: <https://w3id.org/govplan/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> " + TITLES
    with open_store(store) as opened:
        return [row[0].value for row in select(opened, text).rows if row[0] is not None]


@pytest.mark.parametrize(("title", "number"), [("节水方案", 8), ("节水行动方案", 7), ("护林方案", 9)])
def test_a_file_that_states_another_plan_leaves_nothing_of_the_old_one(tmp_path: Path, title: str, number: int) -> None:
    store, other = tmp_path / "s.db", plan(tmp_path / "other.txt", "林长制方案", 3)
    path = plan(tmp_path / "a.txt", "节水方案", 7)
    assert build(path, other, "-o", store)[0] == 0
    plan(path, title, number)
    code, said = build(path, "-o", store)
    assert code == 0
    assert titles(store) == sorted(["林长制方案", title])
    with open_store(store) as opened:
        assert len(opened.graphs()) == 2
    told = [line for line in said.splitlines() if "which the same file gave before" in line]
    assert told == [f"a.txt gives “{title}” now; it takes the place of “节水方案”, which the same file gave before."]
    assert "gave before" not in build(path, other, "-o", store)[1]


def test_a_file_of_the_same_name_in_another_folder_is_another_file(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    build(plan(tmp_path / "2030" / "方案.txt", "节水方案", 7), "-o", store)
    build(plan(tmp_path / "2031" / "方案.txt", "护林方案", 9), "-o", store)
    assert titles(store) == ["护林方案", "节水方案"]


def test_two_files_that_swap_their_plans_lose_none(tmp_path: Path) -> None:
    store, a, b = tmp_path / "s.db", tmp_path / "a.txt", tmp_path / "b.txt"
    build(plan(a, "节水方案", 7), plan(b, "护林方案", 9), "-o", store)
    code, said = build(plan(a, "护林方案", 9), plan(b, "节水方案", 7), "-o", store)
    assert (code, "is the plan that" in said) == (0, False)
    assert titles(store) == ["护林方案", "节水方案"]


def test_a_plan_that_moved_to_another_file_is_not_lost_to_the_first(tmp_path: Path) -> None:
    store, a, b = tmp_path / "s.db", tmp_path / "a.txt", tmp_path / "b.txt"
    build(plan(a, "节水方案", 7), "-o", store)
    build(plan(b, "节水方案", 7), "-o", store, "--replace")
    build(plan(a, "护林方案", 9), "-o", store)
    assert titles(store) == ["护林方案", "节水方案"]


def test_standard_input_replaces_nothing_by_its_name(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    for title, number in (("节水方案", 7), ("护林方案", 9)):
        text = PLAN.format(title=title, number=number)
        CliRunner().invoke(main, ["build", "-", "-o", str(store)], input=text.encode())
    assert titles(store) == ["护林方案", "节水方案"]


def test_a_list_of_origins_that_is_broken_counts_as_empty(tmp_path: Path) -> None:
    store, path = tmp_path / "s.db", tmp_path / "a.txt"
    build(plan(path, "节水方案", 7), "-o", store)
    assert str(tmp_path) not in (store / NAME).read_text(encoding="utf-8")
    for broken in ("", "[1]", '{"a": 1}', "\0"):
        (store / NAME).write_text(broken, encoding="utf-8")
        assert Origins.of_store(str(store)).graphs("anything") == ()
    assert build(path, "-o", store)[0] == 0
    assert len(Origins.of_store(str(store)).graphs(f"{path}\na.txt")) == 1


def test_an_endpoint_keeps_no_list_and_the_earlier_plan_is_told(tmp_path: Path, endpoint: str) -> None:
    with open_store(endpoint, "write") as old:
        for graph in old.graphs():
            old.remove(graph)
    path = tmp_path / "a.txt"
    assert "gave the plan" not in build(plan(path, "节水方案", 7), "-o", endpoint)[1]
    code, said = build(plan(path, "护林方案", 9), "-o", endpoint)
    assert code == 0
    assert "A file called a.txt gave the plan" in said
    assert (
        "gave the plan"
        not in build(plan(path, "护林方案", 9), plan(tmp_path / "b.txt", "节水方案", 7), "--replace", "-o", endpoint)[1]
    )


@pytest.mark.parametrize("place", ["loaders.batch.load", "kg.store.oxigraph.OxigraphStore.load_many"])
def test_a_build_that_is_interrupted_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    store = tmp_path / "s.db"
    build(plan(tmp_path / "a.txt", "节水方案", 7), "-o", store)
    listed = (store / NAME).read_bytes()
    with monkeypatch.context() as context:
        context.setattr(place, interrupted)
        code, said = build(plan(tmp_path / "b.txt", "护林方案", 9), "-o", store)
    assert (code, said.strip()) == (130, "Interrupted.")
    assert titles(store) == ["节水方案"]
    assert (store / NAME).read_bytes() == listed


def test_a_problem_with_a_line_and_no_column_names_the_line(tmp_path: Path) -> None:
    path = plan(tmp_path / "a.txt", "节水方案", 7)
    path.write_text(path.read_text(encoding="utf-8") + PLAN.format(title="护林方案", number=9), encoding="utf-8")
    code, said = build(path, "-o", tmp_path / "s.db", "--strict")
    assert "Info: a.txt:8: a.txt holds 2 documents" in said
    assert (code, titles(tmp_path / "s.db")) == (0, ["护林方案", "节水方案"]), "a remark is no warning"


@pytest.mark.parametrize("place", ["missing/s.db", "other", "file.bin", "file.nq", "new.nq"])
def test_a_place_where_no_store_can_be_is_refused_before_a_document_is_read(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plan(tmp_path / "a.txt", "节水方案", 7)
    (tmp_path / "other").mkdir()
    for name in ("other/notes.txt", "file.bin", "file.nq"):
        (tmp_path / name).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("loaders.batch.load_files", None)
    code, said = build(path, "-o", tmp_path / place)
    assert (code, len(said.splitlines())) == (4, 2)
    assert sorted(tmp_path.rglob("*")) == before


def test_one_document_is_counted_as_one(tmp_path: Path) -> None:
    _, said = build(plan(tmp_path / "a.txt", "节水方案", 7), "-o", tmp_path / "s.db")
    assert said.splitlines()[-1] == "1 document: 1 plan written, 0 not read, 0 problems."


def test_problems_are_told_in_chinese_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "空.ttl").write_text("", encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<urn:a> <urn:b> .", encoding="utf-8")
    result = CliRunner().invoke(main, ["--lang", "zh", "build", str(tmp_path), "-o", str(tmp_path / "s.db")])
    told = [line for line in result.stderr.splitlines() if ".ttl" in line]
    assert told[0].startswith("违规: b.ttl:1:")
    assert "应写值之处写了 ." in told[0]
    assert told[1].startswith("违规: 空.ttl: 文件中没有规划")
