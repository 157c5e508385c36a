"""How Word prints counts."""

from __future__ import annotations

import pytest

from loaders.readers.word_numbers import formatted


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"), (21, "taiwaneseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCountingThousand", "一百一十"),
        (1000, "chineseCountingThousand", "一千"), (1, "decimalEnclosedCircle", "①"),
        (20, "decimalEnclosedCircleChinese", "⑳"), (21, "decimalEnclosedCircle", "㉑"), (3, "decimalEnclosedParen", "⑶"),
        (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (28, "upperLetter", "BB"), (2, "lowerLetter", "b"),
        (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２"), (2, "ideographTraditional", "乙"),
        (13, "ideographZodiac", "子"), (25, "chineseLegalSimplified", "贰拾伍"), (10, "ideographDigital", "一○"),
        (7, "aFormatOfTheFuture", "7"), (7, "none", ""),
    ],
)  # fmt: skip
def test_a_count_is_printed_in_its_format(value: int, form: str, printed: str) -> None:
    assert formatted(value, form) == printed
