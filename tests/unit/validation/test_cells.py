"""Problems of a plan that was read from a workbook stand at their cells."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter

from kg.mapping import plan_bytes
from kg.records import Problem
from kg.validation import Engine, GraphText, Tally, Tier, validate
from kg.validation.reports import WRITERS
from kg.validation.reports.base import Report, where
from loaders.pipeline import load
from tests.shape_examples import book

ROWS = (
    ("青柳市2031年重点任务台账",),
    (),
    ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
    (1, "改造老旧管网", "市水务局", "市财政局", "2031年6月"),
    (2, "修建再生水厂", "市水务局", "市水务局", "2019年3月"),
)


def problems(*sheets: str) -> list[Problem]:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        for name in sheets:
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(ROWS):
                sheet.write_row(place, 0, row)
    plan = load(data.getvalue(), "台账.xlsx").plan
    assert plan is not None
    rules = book().select(tier=Tier.COMPLETE)
    graph = GraphText("台账.xlsx", plan_bytes(plan).decode())
    return list(validate([graph], rules, engine=Engine.FAST, tally=Tally(Engine.FAST)))


def cells(found: list[Problem]) -> dict[str, set[str]]:
    names = ("ACTION-009", "CLAUSE-005")
    return {name: {where(problem).split(":", 1)[1] for problem in found if problem.code == name} for name in names}


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (("台账",), {"ACTION-009": {"B5"}, "CLAUSE-005": {"C5"}}),
        (("甲", "乙"), {"ACTION-009": {"#1!B5", "#2!B5"}, "CLAUSE-005": {"#1!C5", "#2!C5"}}),
    ],
)
def test_a_problem_of_a_ledger_names_its_cell(sheets: tuple[str, ...], expected: dict[str, set[str]]) -> None:
    assert cells(problems(*sheets)) == expected


def test_what_stands_in_no_cell_keeps_its_line() -> None:
    (found,) = (problem for problem in problems("台账") if problem.code == "PLAN-006")
    assert (found.cell, found.line) == (None, 1)


def test_sarif_names_the_cell_beside_the_line() -> None:
    found = [problem for problem in problems("台账") if problem.code == "ACTION-009"]
    report = Report(tuple(found), 1, 1, "complete", "en", Tally(Engine.FAST))
    (result,) = json.loads(WRITERS["sarif"](report))["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "B5", "kind": "cell"}]
