"""The date grammar on the wordings of plans; every place and plan here is invented."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.dates import Qualifier, chinese_number, find_dates, read_compact_date, read_deadline


def spoken(text: str, year: int | None = None) -> list[str]:
    """Return each mention as `printed=first..last qualifier`."""
    return [
        f"{text[m.start : m.end]}={m.date}"
        + (f"..{m.end_date}" if m.end_date else "")
        + (f" {m.qualifier}" if m.qualifier else "")
        for m in find_dates(text, context_year=year)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年2月28日", ["2024年2月28日=2024-02-28"]),
        ("2031年9月6号印发", ["2031年9月6号=2031-09-06"]),
        ("2023年底前", ["2023年底前=2023-12 before"]),
        ("2019年年底前", ["2019年年底前=2019-12 before"]),
        ("2027年末", ["2027年末=2027-12 before"]),
        ("2023年内", ["2023年内=2023 within"]),
        ("2025年12月底", ["2025年12月底=2025-12 before"]),
        ("2025年3月中旬", ["2025年3月中旬=2025-03"]),
        ("到2025年,全县", ["2025年=2025 before"]),
        ("截至2026年6月", ["2026年6月=2026-06 before"]),
        ("二〇二五年", ["二〇二五年=2025"]),
        ("二O二四年十二月三十一日", ["二O二四年十二月三十一日=2024-12-31"]),
        ("2024.3,", ["2024.3=2024-03"]),
        ("2022-11-07", ["2022-11-07=2022-11-07"]),
        ("2022/1/7", ["2022/1/7=2022-01-07"]),
        ("自2017年始,", ["2017年始=2017 from"]),
        ("2021年以来", ["2021年以来=2021 from"]),
        ("比2020年提高", ["2020年=2020 than"]),
        ("以2019年为基数", ["2019年=2019 than"]),
    ],
)
def test_single_dates_keep_their_precision(text: str, expected: list[str]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年9月-2021年12月", ["2019年9月-2021年12月=2019-09..2021-12"]),
        ("(2022-2025年)", ["2022-2025年=2022..2025"]),
        ("2023至2025年", ["2023至2025年=2023..2025"]),
        ("自2023年起至2025年止", ["2023年起至2025年止=2023..2025 before"]),
        ("2023年3月1日至5月31日", ["2023年3月1日至5月31日=2023-03-01..2023-05-31"]),
        ("2024年1-6月", ["2024年1-6月=2024-01..2024-06"]),
        ("2024年3月1-7日", ["2024年3月1-7日=2024-03-01..2024-03-07"]),
        ("2024年上半年", ["2024年上半年=2024-01..2024-06"]),
        ("2024年第三季度末前", ["2024年第三季度末前=2024-07..2024-09 before"]),
        ("2023年前三季度", ["2023年前三季度=2023-01..2023-09"]),
        ("“十四五”期间", ["“十四五”期间=2021..2025 within"]),
        ("十五五时期", ["十五五时期=2026..2030 within"]),
        ("“十四五”末,", ["“十四五”末=2025 before"]),
        ("第十四个五年规划期末", ["第十四个五年规划期末=2025 before"]),
    ],
)
def test_periods_have_a_first_and_a_last_day(text: str, expected: list[str]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "三年内建成",
        "3年内",
        "每月19日前",
        "每年12月底前",
        "2.6万件",
        "2024.3亿元",
        "“十四五”规划",
        "索引号0020241月",
        "12个月",
        "1个工作日",
    ],
)
def test_durations_names_and_recurring_days_are_no_dates(text: str) -> None:
    assert spoken(text, 2024) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2023年内部挖潜", 0, 5), ("2023年起草", 0, 5), ("2024年初步建成", 0, 5), ("2024年末端", 0, 5)],
)
def test_a_word_that_goes_on_is_not_part_of_the_date(text: str, start: int, end: int) -> None:
    mention = find_dates(text)[0]
    assert (mention.start, mention.end, mention.qualifier) == (start, end, None)


def test_months_take_the_year_printed_before_them() -> None:
    assert spoken("2023年6月、9月底前和12月", 2030)[1:] == ["9月底前=2023-09 before", "12月=2023-12"]
    assert spoken("2023年6月完成。9月底前", 2030)[1:] == ["9月底前=2030-09 before"]


def test_relative_years_need_a_context() -> None:
    assert spoken("今年年底前", 2022) == ["今年年底前=2022-12 before"]
    assert spoken("明年3月", 2022) == ["明年3月=2023-03"]
    assert spoken("年内出台", 2022) == ["年内=2022 within"]
    assert spoken("年底前", 2022) == ["年底前=2022-12 before"]
    assert [m.date for m in find_dates("今年年底前")] == [None]
    assert spoken("12月1日至次年3月31日", 2022) == ["12月1日至次年3月31日=2022-12-01..2023-03-31"]


def test_a_day_that_does_not_exist_has_no_date() -> None:
    assert [m.date for m in find_dates("2023年2月30日")] == [None]


def test_a_lost_character_is_put_back_and_marked() -> None:
    (mention,) = find_dates("时限自20241月至202612月。")
    assert (str(mention.date), str(mention.end_date), mention.repaired) == ("2024-01", "2026-12", True)
    assert [m.repaired for m in find_dates("2024年1月")] == [False]


@pytest.mark.parametrize(
    ("digits", "year", "expected"),
    [
        ("2024228", None, date(2024, 2, 28)),
        ("20241231", None, date(2024, 12, 31)),
        ("20240105", None, date(2024, 1, 5)),
        ("202459", None, date(2024, 5, 9)),
        ("2024111", None, None),
        ("2024228", 2023, None),
        ("2024999", None, None),
        ("12024228", None, None),
    ],
)
def test_digits_without_separators_are_read_only_when_certain(
    digits: str, year: int | None, expected: date | None
) -> None:
    found = read_compact_date(digits, year)
    assert (found.first_day if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected", "standing"),
    [
        ("2023年6月底前", "2023-06", False),
        ("12月底前", "2024-12", False),
        ("2023年内", "2023", False),
        ("第二季度", "2024-06", False),
        ("“十四五”期间", "2025", False),
        ("持续推进", None, True),
        ("长期坚持", None, True),
        ("每年12月底前", None, True),
        ("2019年7月底前,以后每年持续实施", "2019-07", True),
        ("2023年6月底前印发,2023年12月底前完成", "2023-12", False),
        ("2023年1月起", None, False),
        ("立即", None, False),
    ],
)
def test_deadlines(text: str, expected: str | None, standing: bool) -> None:
    found, lasting = read_deadline(text, context_year=2024)
    assert (None if found is None else str(found), lasting) == (expected, standing)


def test_positions_count_in_the_whole_text() -> None:
    text = "背景。到2025年建成;2030年翻番"
    (mention,) = find_dates(text, 3, 12)
    assert text[mention.start : mention.end] == "2025年"
    assert mention.qualifier is Qualifier.BEFORE


def test_chinese_figures() -> None:
    assert [chinese_number(t) for t in ("一", "十", "十二", "二十", "三十一", "9", "百")] == [
        1,
        10,
        12,
        20,
        31,
        9,
        None,
    ]
