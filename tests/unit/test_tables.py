"""The one form of tables, and what evidence says of places in it."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.document import Document
from loaders.pipeline import read_plan
from loaders.readers.build import Cell, DocumentBuilder
from loaders.reading import Reading
from loaders.tables import parted


def document(cells: Sequence[Cell], before: Sequence[str] = (), after: Sequence[str] = ()) -> Document:
    builder = DocumentBuilder("test")
    for text in before:
        builder.add(text)
    builder.add_table(cells)
    for text in after:
        builder.add(text)
    return builder.document("text/plain", b"")


def grid(*rows: Sequence[str]) -> list[Cell]:
    return [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]


def test_a_merged_cell_stands_in_every_place_that_it_covers() -> None:
    reading = Reading(document([Cell(1, 1, "甲", 2, 1), Cell(1, 2, "乙"), Cell(2, 2, "丙")]))
    assert [[cell and cell.text for cell in row] for row in reading.tables[0].rows] == [["甲", "乙"], ["甲", "丙"]]


def test_a_cell_that_looks_like_a_page_mark_stays() -> None:
    reading = Reading(document(grid(["进度", "指标"], ["1/3", "- 2 -"])))
    assert reading.text == "进度\n指标\n1/3\n-2-"


def test_evidence_in_a_cell_says_where_it_stands() -> None:
    reading = Reading(document(grid(["任务", "单位"], ["治水", "市水利局"]), ["标题"]))
    at = reading.text.index("市水利局")
    found = reading.evidence(at, at + 4, "test")
    assert (found.table, found.row, found.column, found.quote) == (1, 2, 2, "市水利局")
    over = reading.evidence(reading.text.index("治水"), at + 4, "test")
    assert (over.table, over.row, over.column) == (1, None, None)
    assert reading.evidence(0, 2, "test").table is None


def test_a_row_that_lists_things_line_by_line_is_several_rows() -> None:
    reading = Reading(document([Cell(1, 1, "义务教育\n在校生\n巩固率"), Cell(1, 2, "万人\n%"), Cell(1, 3, "3400\n95")]))
    rows = parted(reading, reading.tables[0].rows[0])
    assert [[cell and cell.text for cell in row] for row in rows] == [["在校生", "万人", "3400"], ["巩固率", "%", "95"]]
    assert [row[0] and row[0].heading for row in rows] == ["义务教育", "义务教育"]


def test_one_cell_of_several_lines_parts_nothing() -> None:
    reading = Reading(document([Cell(1, 1, "治水"), Cell(1, 2, "改造管网\n新建泵站")]))
    assert len(parted(reading, reading.tables[0].rows[0])) == 1


TITLE = ["云泽市2031年重点任务分解表"]


def actions(cells: Sequence[Cell], before: Sequence[str] = TITLE) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    plan, _ = read_plan(document(cells, before))
    return [
        (a.path, a.label, [(s.unit_text, s.role.value) for c in a.clauses for s in c.assignments], str(a.deadline))
        for a in plan.actions
    ]


def test_columns_in_any_order_and_by_any_name_are_read() -> None:
    cells = grid(
        ["完成时间", "主办单位", "编号", "工作事项", "协办单位"],
        ["2031年6月底前", "市水利局", "1", "治理内河", "市财政局、市城管局"],
    )
    assert actions(cells) == [
        (
            "表1/1",
            "治理内河",
            [("市水利局", "Responsible"), ("市财政局", "Supporting"), ("市城管局", "Supporting")],
            "2031-06",
        )
    ]


def test_headings_in_two_rows_are_read_together() -> None:
    heads = [
        Cell(1, 1, "序号", 2),
        Cell(1, 2, "重点任务", 2),
        Cell(1, 3, "责任单位", 1, 2),
        Cell(2, 3, "牵头"),
        Cell(2, 4, "配合"),
    ]
    rows = [Cell(3, 1, "1"), Cell(3, 2, "治理内河"), Cell(3, 3, "市水利局"), Cell(3, 4, "无")]
    assert actions([*heads, *rows]) == [("表1/1", "治理内河", [("市水利局", "Lead")], "None")]


def test_a_task_over_several_rows_gives_an_action_for_each_measure() -> None:
    cells = [
        *grid(["重点任务", "具体措施", "责任单位"]),
        Cell(2, 1, "治理内河", 2), Cell(2, 2, "改造管网"), Cell(2, 3, "市水利局", 2), Cell(3, 2, "新建泵站"),
    ]  # fmt: skip
    assert [(label, units) for _, label, units, _ in actions(cells)] == [
        ("改造管网", [("市水利局", "Responsible")]),
        ("新建泵站", [("市水利局", "Responsible")]),
    ]


def test_headings_printed_again_and_bands_are_no_tasks() -> None:
    heads = ["序号", "重点任务", "责任单位"]
    cells = [*grid(heads, ["1", "治理内河", "市水利局"]), Cell(3, 1, "二、交通", 1, 3)]
    cells += [Cell(4, c, text) for c, text in enumerate(heads, 1)]
    cells += [Cell(5, c, text) for c, text in enumerate(["2", "修建道路", "市交通运输局"], 1)]
    assert [label for _, label, _, _ in actions(cells)] == ["治理内河", "修建道路"]


def test_units_on_lines_of_their_own_are_several_units() -> None:
    cells = grid(["任务", "责任单位"], ["治理内河", "市水利局\n市财政局"])
    assert actions(cells)[0][2] == [("市水利局", "Responsible"), ("市财政局", "Responsible")]


def test_numbers_in_cells_are_no_parts_of_the_document() -> None:
    cells = grid(
        ["类别", "重点任务", "责任单位"],
        ["一、水利", "1. 治理内河", "市水利局"],
        ["二、交通", "2. 修建道路", "市交通运输局"],
    )
    plan, _ = read_plan(
        document(
            cells,
            [*TITLE, "一、总体要求", "坚持统筹推进。", "二、任务分工"],
            ["三、保障措施", "（一）加强领导。健全工作机制。"],
        )
    )
    assert [action.path for action in plan.actions] == ["二/1", "二/2", "三/(一)"]
    assert [section.path for section in plan.sections] == ["一", "二", "三"]


def test_a_table_behind_the_signature_is_a_part_of_its_own() -> None:
    before = [*TITLE, "一、总体要求", "坚持统筹推进。", "云泽市人民政府", "2031年1月2日", "云泽市任务清单"]
    assert [
        path for path, *_ in actions(grid(["序号", "任务", "责任单位"], ["1", "治理内河", "市水利局"]), before)
    ] == ["表1/1"]


def test_a_cell_whose_units_cannot_be_read_is_an_entry_of_the_ledger() -> None:
    cells = grid(
        ["序号", "任务", "责任单位"], ["1", "治理内河", "市水利局"], ["2", "修建道路", "由会议另行研究确定后公布"]
    )
    plan, _ = read_plan(document(cells, TITLE))
    assert [(action.label, len(action.clauses)) for action in plan.actions] == [("治理内河", 1), ("修建道路", 0)]
    assert [entry.reason for entry in plan.unread] == ["table-cell-not-read"]
    assert (plan.unread[0].evidence[0].row, plan.unread[0].evidence[0].column) == (3, 3)


def test_an_indicator_table_with_owners_gives_indicators_and_no_actions() -> None:
    cells = grid(
        ["序号", "项目", "2030年目标值", "责任单位"],
        ["1", "森林覆盖率（%）", "45", "市林业局"],
        ["2", "水质优良率（%）", "95", "市水利局"],
    )
    plan, _ = read_plan(document(cells, ["云泽市生态发展主要指标"]))
    assert plan.actions == ()
    assert [(i.label, str(i.targets[0].value), i.clauses[0].assignments[0].unit_text) for i in plan.indicators] == [
        ("森林覆盖率", "45", "市林业局"),
        ("水质优良率", "95", "市水利局"),
    ]


def test_a_part_that_ends_with_a_table_stays_an_action() -> None:
    plan, _ = read_plan(
        document(
            grid(["任务", "责任单位"], ["治理内河", "市水利局"]),
            [
                *TITLE,
                "一、任务",
                "（一）加强统筹。健全机制，推动落实。（责任单位：市数据局）",
                "（二）深化治理。分类推进，任务见下表。",
            ],
        )
    )
    assert [action.path for action in plan.actions] == ["一/(一)", "一/(二)", "一/(二)/¶1"]


def test_what_can_be_read_of_a_cell_is_kept() -> None:
    cells = grid(
        ["序号", "任务", "牵头单位", "配合单位"],
        ["1", "治理内河", "市水利局", "市财政局、进一步统筹协调力度"],
        ["2", "修建道路", "市交通运输局", "由会议另行研究确定后公布"],
    )
    plan, _ = read_plan(document(cells, TITLE))
    assert [[a.unit_text for clause in action.clauses for a in clause.assignments] for action in plan.actions] == [
        ["市水利局", "市财政局"],
        ["市交通运输局"],
    ]
    assert sorted(entry.reason for entry in plan.unread) == ["table-cell-not-read", "unclear:not-a-unit"]


def test_a_table_in_which_no_cell_names_units_gives_no_actions() -> None:
    cells = grid(["序号", "任务", "责任单位"], ["1", "治理内河", "由会议另行研究确定后公布"])
    plan, _ = read_plan(document(cells, TITLE))
    assert plan.actions == ()
