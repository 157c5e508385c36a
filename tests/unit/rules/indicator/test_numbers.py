from __future__ import annotations

import pytest

from loaders.rules.indicator.numbers import figures


def found(text: str) -> list[str]:
    return [
        " ".join(
            [f"{f.value.normalize():f}"]
            + ([f"to {f.high.normalize():f}"] if f.high is not None else [])
            + [f.unit or "-"]
            + ([f.comparator.value] if f.comparator else [])
        )
        for f in figures(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达到2.6万件", ["26000 件"]),
        ("产值2亿元以上", ["200000000 元 AtLeast"]),
        ("1,200户", ["1200 户"]),
        ("建设5-10家", ["5 to 10 家"]),
        ("增长5%~8%", ["5 to 8 %"]),
        ("20-30万人", ["200000 to 300000 人"]),
        ("二至三所", ["2 to 3 所"]),
        ("保持万件,突破千亿元", ["10000 件", "100000000000 元"]),
        ("二十万人次,三百五十个", ["200000 人次", "350 个"]),
        ("百分之八十五点五以上", ["85.5 % AtLeast"]),
        ("半数以上,翻一番,翻两番", ["50 % AtLeast", "1 番", "2 番"]),
        ("10余家,100多个", ["10 家 MoreThan", "100 个 MoreThan"]),
        ("5千克,3千米,2千瓦", ["5 千克", "3 千米", "2 千瓦"]),
        ("低于1小时/户,30微克/立方米", ["1 小时/户", "30 微克/立方米"]),
        ("3个工作日内,5家内", ["3 个工作日 AtMost", "5 家"]),
        ("8/10万以下", ["8 /10万 AtMost"]),
        ("达到1.4,", ["1.4 -"]),
    ],
)
def test_a_number_comes_with_scale_and_unit(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5G",
        "PM2.5",
        "1+X+N",
        "12345热线",
        "1:2",
        "第3个",
        "2025年",
        "进一步统一",
        "一批",
        "五类",
        "数十个",
        "每10万人",
        "三分之二",
        "签约亿元",
    ],
)
def test_codes_ratios_ordinals_and_vague_words_are_no_numbers(text: str) -> None:
    assert found(text) == []
