"""OFD files."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.limits import LimitExceeded, Limits
from loaders.readers.ofd import OfdReader
from tests.unit.readers.ofd_support import ofd

FULL = "统筹推进各项重点工作任务落地见效取得实效并长期坚持下去"


def test_lines_are_joined_by_their_places_and_pages_are_known() -> None:
    page = [(39.2, 30.0, "一、" + FULL[:24]), (28.0, 40.0, FULL), (28.0, 50.0, "不断深化。"), (39.2, 60.0, "二、" + FULL[:24]),
            (28.0, 70.0, FULL)]  # fmt: skip
    document = OfdReader().read(ofd([page, [(28.0, 30.0, "持续用力。"), (39.2, 40.0, "三、收尾。")]]), "a.ofd")
    assert document.text.split("\n\n") == [
        f"一、{FULL[:24]}{FULL}不断深化。", f"二、{FULL[:24]}{FULL}持续用力。", "三、收尾。\n",
    ]  # fmt: skip
    assert [block.page for block in document.blocks] == [1, 1, 2, 2]


def test_pieces_of_a_line_are_one_line_whatever_their_order_in_the_file() -> None:
    document = OfdReader().read(
        ofd([[(60.0, 30.0, "水利局"), (28.0, 30.0, "责任单位：市"), (28.0, 60.0, "完")]]), "a.ofd"
    )
    assert "责任单位：市水利局" in document.text


def test_a_file_of_pictures_holds_no_text() -> None:
    with pytest.raises(UnreadableDocument, match="pictures of pages"):
        OfdReader().read(ofd([[]]), "a.ofd")


def test_more_pages_than_allowed_are_said() -> None:
    with pytest.raises(LimitExceeded, match="pages"):
        OfdReader().read(ofd([[(1, 1, "文")]] * 3), "a.ofd", Limits(pages=2))
