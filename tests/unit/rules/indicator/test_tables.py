from __future__ import annotations

from kg.records import Bindingness, Clause, Comparator, Indicator, PartialDate, Statistic
from loaders.document import Block, BlockKind, Document, Span
from loaders.reading import Reading
from loaders.rules.indicator import Frame, read_indicator_tables, read_numbers
from tests.unit.reading_support import reading_of

GOALS = Frame(
    path="三", kind="goals", is_goal=True, year=PartialDate(2025), period=(PartialDate(2021), PartialDate(2025))
)


class Owners:
    """Stands in for the reader of clauses and keeps what it was asked to read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.read: list[str] = []

    def __call__(self, start: int, end: int) -> tuple[Clause, ...]:
        self.read.append(self.reading.text[start:end])
        return (Clause(self.read[-1], (), (self.reading.evidence(start, end, "test"),)),)


def tables(reading: Reading) -> tuple[tuple[Indicator, ...], Owners]:
    owners = Owners(reading)
    return read_indicator_tables(reading, 0, len(reading.text), GOALS, owners), owners


def lines(*cells: str) -> Reading:
    return reading_of("\n\n".join(cells))


def kept(*rows: tuple[str, ...]) -> Reading:
    """Return a document with a table whose cells the format kept."""
    text, blocks = "一、目标\n", []
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            span = Span(len(text), len(text) + len(cell))
            blocks.append(Block(BlockKind.CELL, span, table=1, row=row, column=column))
            text += cell + "\n"
    return Reading(Document("t.docx", "text/plain", "0" * 64, text, tuple(blocks)))


def summary(indicator: Indicator) -> tuple[str, str | None, list[str], list[str]]:
    return (
        indicator.label,
        indicator.unit,
        [f"{t.value.normalize():f} {t.deadline}" for t in indicator.targets],
        [f"{o.value.normalize():f} {o.date}" for o in indicator.observations],
    )


def test_cells_one_per_line_are_cut_into_rows() -> None:
    reading = lines(
        "主要指标", "指标名称", "2020年基期值", "2025年目标值", "责任单位",
        "有效商标量（万件）", "3.8", "5.2", "市市场监管局",
        "作品登记量（件）", "-", "5200", "市委宣传部",
        "示范企业", "26", "50", "市工信局、市科技局",
        "（一）加强创造", "培育示范企业50家。",
    )  # fmt: skip
    found, owners = tables(reading)
    assert [summary(i) for i in found] == [
        ("有效商标量", "件", ["52000 2025"], ["38000 2020"]),
        ("作品登记量", "件", ["5200 2025"], []),
        ("示范企业", None, ["50 2025"], ["26 2020"]),
    ]
    assert owners.read == ["市市场监管局", "市委宣传部", "市工信局、市科技局"]
    assert {i.path for i in found} == {"三"}


def test_a_numbered_table_gives_bindingness_growth_and_sums() -> None:
    reading = lines(
        "序号", "指标名称", "单位", "属性", "2020年", "2025年", "年均增长",
        "1", "地区生产总值", "亿元", "预期性", "512.3", "700", "6.5",
        "2", "森林覆盖率", "%", "约束性", "35.1", "≥36", "-",
        "3", "新增就业", "万人", "预期性", "-", "-", "[12]",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [(i.label, i.unit, i.statistic, f"{i.targets[0].value.normalize():f}") for i in found] == [
        ("地区生产总值", "元", Statistic.LEVEL, "70000000000"),
        ("地区生产总值", "%", Statistic.GROWTH_RATE, "6.5"),
        ("森林覆盖率", "%", Statistic.SHARE, "36"),
        ("新增就业", "人", Statistic.COUNT, "120000"),
    ]
    assert found[2].bindingness is Bindingness.BINDING
    assert found[0].bindingness is Bindingness.EXPECTED
    assert (found[2].targets[0].comparator, found[2].targets[0].comparator_stated) == (Comparator.AT_LEAST, True)


def test_a_cell_that_spans_rows_stands_in_the_first_of_them() -> None:
    reading = lines(
        "类别", "指标", "单位", "2022年", "2024年目标", "2025年目标", "责任单位",
        "创新驱动", "研发投入强度", "%", "1.5", "2.0", "2.5以上", "市科技局",
        "高新技术企业数", "家", "120", "160", "200", "市科技局",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [summary(i) for i in found] == [
        ("研发投入强度", "%", ["2 2024", "2.5 2025"], ["1.5 2022"]),
        ("高新技术企业数", "家", ["160 2024", "200 2025"], ["120 2022"]),
    ]


def test_the_values_of_a_table_are_not_read_again_as_sentences() -> None:
    reading = lines("指标名称", "现状值", "目标值", "群众满意度", "85%", "90%以上", "办结率", "95%", "98%")
    found, _ = tables(reading)
    assert [i.label for i in found] == ["群众满意度", "办结率"]
    numbers = read_numbers(reading, 0, len(reading.text), GOALS)
    assert (numbers.indicators, numbers.unread) == ((), ())


def test_words_that_only_look_like_headings_are_no_table() -> None:
    reading = lines("指标体系", "目标", "建成指标10个。", "时限", "2025年")
    found, _ = tables(reading)
    assert found == ()


def test_a_table_of_the_format_gives_its_cells_as_evidence() -> None:
    rows = (
        ("指标", "单位", "2023年基期值", "2027年目标值", "属性"),
        ("床位数", "张", "100", "不少于150", "约束性"),
        ("入住率", "%", "60", "80", "预期性"),
    )
    found, _ = tables(kept(*rows))
    assert [summary(i) for i in found] == [
        ("床位数", "张", ["150 2027"], ["100 2023"]),
        ("入住率", "%", ["80 2027"], ["60 2023"]),
    ]
    evidence = found[0].targets[0].evidence[0]
    assert (evidence.quote, evidence.table, evidence.row, evidence.column) == ("不少于150", 1, 2, 4)


NUMBERED = ("序号", "指标", "基期水平", "2024年目标值", "2025年目标值", "指标性质")


def test_groups_notes_and_words_between_numbered_rows_do_not_end_a_table() -> None:
    reading = lines(
        "领域", *NUMBERED,
        "（一）渔业", "结果性指标", "1", "渔获优良率（%）", "14.2", "≥22", "≥30", "预期性",
        "说明：按抽检批次计。", "2", "渔船安全监管机制", "—", "基本建立", "建立", "约束性",
        "政府工作指标", "8", "渔港通信覆盖率（%）", "90", "100", "预期性",
        "（二）其他", "码头建成。",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [summary(i) for i in found] == [
        ("渔获优良率", "%", ["22 2024", "30 2025"], ["14.2 None"]),
        ("渔港通信覆盖率", "%", ["90 2024", "100 2025"], []),
    ]


def test_a_heading_of_no_indicator_table_may_stand_among_the_others() -> None:
    reading = lines(
        "序号", "指标名称", "考核权重", "2020年", "2025年", "属性",
        "1", "海带产量（万吨）", "20", "3.5", "5", "预期性",
        "2", "岸线修复长度（公里）", "30", "8", "12", "约束性",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [summary(i) for i in found] == [
        ("海带产量", "吨", ["50000 2025"], ["35000 2020"]),
        ("岸线修复长度", "公里", ["12 2025"], ["8 2020"]),
    ]


def test_rows_one_a_line_are_cut_at_gaps_and_bars() -> None:
    rows = (
        "指标类别 序号 指标名称 2020年现状值 2025年目标值 指标属性\n\n"
        "环境治理 1 优良天数比率（%） 88.5 90 约束性\n\n2 细颗粒物（PM2.5）浓度（微克/立方米） 35 33 约束性\n\n"
        "生态保护 3 湿地保护率（%） 36.2 36.8 预期性\n\n"
    )
    expected = ["优良天数比率", "细颗粒物(PM2.5)浓度", "湿地保护率"]
    found, _ = tables(reading_of(rows))
    assert [i.label for i in found] == expected
    assert [summary(i)[2:] for i in found][1] == (["33 2025"], ["35 2020"])
    barred = rows.replace("\n\n", " |\n\n| ").replace(" ", " | ")
    assert [i.label for i in tables(reading_of("| " + barred))[0]] == expected


def test_names_keep_their_figures_and_growth_goes_on_to_the_last_year() -> None:
    reading = lines(
        "序号", "指标", "2020年", "2025年", "年均增长（%）",
        "1", "12345热线办结率（%）", "85", "95", "-",
        "2", "水产品产量（吨）", "400", "500", "4.5",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [(i.label, str(i.targets[0].deadline)) for i in found] == [
        ("12345热线办结率", "2025"),
        ("水产品产量", "2025"),
        ("水产品产量", "2025"),
    ]


def test_headings_on_two_lines_are_put_together() -> None:
    reading = lines(
        "类别", "指标", "2030", "基期值", "2035", "目标值", "年均增速", "〔累计〕", "指标属性",
        "渔业", "海带产量（吨）", "50", "55", "1.5", "约束性", "贝类自给率（%）", "90", "95", "-", "约束性",
    )  # fmt: skip
    found, _ = tables(reading)
    assert [summary(i) for i in found] == [
        ("海带产量", "吨", ["55 2035"], ["50 2030"]),
        ("海带产量", "%", ["1.5 2035"], []),
        ("贝类自给率", "%", ["95 2035"], ["90 2030"]),
    ]


def test_a_year_and_a_value_that_are_two_columns_stay_two() -> None:
    reading = lines("指标", "2030年", "目标值", "属性", "海带产量（吨）", "50", "55", "预期性")
    found, _ = tables(reading)
    assert [summary(i) for i in found] == [("海带产量", "吨", ["50 2030", "55 2025"], [])]


def test_headings_printed_with_spaces_inside_them_are_read() -> None:
    reading = reading_of(
        "指 标 2035 年 属 性\n\n1.渔民收入年均增长（%） >7.5 预期性\n\n2.渔民培训人数（万人） >4 预期性\n\n"
    )
    found, _ = tables(reading)
    assert [(summary(i)[0], summary(i)[2]) for i in found] == [
        ("渔民收入年均增长", ["7.5 2035"]),
        ("渔民培训人数", ["40000 2035"]),
    ]


def test_years_in_a_row_of_their_own_stand_under_the_heading_that_spans_them() -> None:
    """As a format without merged cells prints them; the rows lack the cells that one above covers."""
    found, _ = tables(
        kept(
            ("领域", "序号", "指标名称", "单位", "现状值", "2027年", "2035年"),
            ("2022年", "2023年"),
            ("生态", "1", "湖滨湿地保护率", "%", "41.2", "42.6", "≥45", "≥50或持续提高"),
            ("2", "臭氧浓度", "微克/立方米", "131", "128", "≤125", "≤120"),
        )
    )
    assert [summary(i) for i in found] == [
        ("湖滨湿地保护率", "%", ["45 2027", "50 2035"], ["41.2 2022", "42.6 2023"]),
        ("臭氧浓度", "微克/立方米", ["125 2027", "120 2035"], ["131 2022", "128 2023"]),
    ]


def test_a_name_on_two_lines_over_one_value_is_one_name() -> None:
    found, _ = tables(
        kept(
            ("领域\n类别", "指标名称", "2027年目标值"),
            ("水\n环境", "水质优良\n比率", "90%"),
            ("大气", "优良天数", "300天"),
        )
    )
    assert [summary(i) for i in found] == [("水质优良比率", "%", ["90 2027"], []), ("优良天数", "天", ["300 2027"], [])]


def test_rows_without_values_and_notes_stand_between_the_others() -> None:
    reading = lines(
        *("领域", "序号", "指标", "基期水平", "2032年目标值", "2040年目标值", "指标性质"),
        *("渔民健康", "1", "渔民健康素养水平(%)", "14.5", "≥22", "≥30", "预期性"),
        "说明:渔民健康素养是指渔民获取健康信息的能力。",
        "计算方法:具备素养的渔民/渔民总数。",
        "个人和社会倡导性指标",
        *("2", "渔民定期记录身心健康状况", "倡导性"),
        *("3", "渔港建立急救点", "实现", "约束性"),
        *("4", "渔医院设治未病科室比例(%)", "90", "100", "预期性"),
    )
    found, _ = tables(reading)
    assert [(i.label, [str(t.value) for t in i.targets], [str(o.value) for o in i.observations]) for i in found] == [
        ("渔民健康素养水平", ["22", "30"], ["14.5"]),
        ("渔医院设治未病科室比例", ["90", "100"], []),
    ]
