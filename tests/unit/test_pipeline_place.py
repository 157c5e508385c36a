"""Which place a plan governs where page, signature and title name several."""

from __future__ import annotations

import pytest

from loaders.pipeline import load

BODY = "为做好工作，制定本安排。\n一、重点任务\n1.建设。做。（区水利局负责）\n2.管护。管。（区水利局负责）\n"


def place(text: str) -> str | None:
    plan = load(text.encode(), "a.txt").plan
    assert plan is not None
    return plan.jurisdiction.name if plan.jurisdiction else None


@pytest.mark.parametrize("label", ["发布机构", "发文单位"])
@pytest.mark.parametrize("year", ["", "2031年"])
def test_who_only_published_a_paper_does_not_govern_by_it(label: str, year: str) -> None:
    page = f"{label}: 武清区杨村街道办事处 主题分类: 其他\n{year}天津市武清区节水重点工作安排\n\n{BODY}"
    assert place(page) == "天津市武清区"


def test_who_signed_a_paper_governs_by_it() -> None:
    text = f"关于印发天津市武清区节水工作安排的通知\n各村：\n现将方案印发给你们。\n武清区大良镇人民政府\n2031年5月6日\n天津市武清区节水工作安排\n{BODY}"
    assert (place(text) or "").endswith("大良镇")
