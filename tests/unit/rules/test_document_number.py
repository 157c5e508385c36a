from __future__ import annotations

import pytest

from loaders.rules.document_number import find_document_numbers, find_order_number


@pytest.mark.parametrize(
    ("text", "value", "repaired"),
    [
        ("云政发〔2031〕4号", "云政发〔2031〕4号", False),
        ("(青府办发[2028]112号)", "青府办发[2028]112号", False),
        ("根据澜发改价格(2029)7号文件", "澜发改价格(2029)7号", False),
        ("…的通知望鹭府发〔2030〕第5号各村:", "望鹭府发〔2030〕第5号", False),
        ("云政办字〔203112号", "云政办字〔2031〕12号", True),
        ("霁政发〔20256", "霁政发〔2025〕6号", True),
        ("霁政发〔2025〕6", "霁政发〔2025〕6号", True),
        ("青府办发202889号", "青府办发〔2028〕89号", True),
        ("青府办发2028〕89号", "青府办发〔2028〕89号", True),
    ],
)
def test_numbers_in_all_brackets_and_with_brackets_lost(text: str, value: str, repaired: bool) -> None:
    (found,) = find_document_numbers(text)
    assert (found.value, found.repaired) == (value, repaired)
    assert text[found.start : found.end].startswith(found.code)


@pytest.mark.parametrize(
    "text", ["行动计划(2028-2030年)", "纲要(20212035)", "投入〔20241〕元", "共2031年12号线", "12〔3〕号"]
)
def test_years_and_figures_are_no_numbers(text: str) -> None:
    assert find_document_numbers(text) == []


def test_orders_are_numbered_without_brackets() -> None:
    assert find_order_number("国务院令第999号", 0, 9) == (0, 9)
    assert find_order_number("第三次修订", 0, 5) is None
