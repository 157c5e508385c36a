"""OFD files."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.limits import LimitExceeded, Limits
from loaders.readers.ofd import OfdReader
from loaders.readers.ofd_text import distances
from tests.unit.readers.ofd_support import ofd, ofd_of, text_object

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


def lines(*objects: str, template: str = "") -> list[str]:
    """The paragraphs of a page that holds the objects."""
    return OfdReader().read(ofd_of(["".join(objects)], template), "a.ofd").text.split()


def test_an_object_may_hold_several_lines() -> None:
    codes = "".join(
        f"<ofd:TextCode X='0' Y='{5 + 9 * n}'>{text}</ofd:TextCode>" for n, text in enumerate(("一、甲", "二、乙"))
    )
    assert lines(text_object(codes)) == ["一、甲", "二、乙"]


def test_a_run_may_go_down_in_its_middle() -> None:
    code = "<ofd:TextCode X='0' Y='5' DeltaX='5 5 -10 5 5' DeltaY='0 0 9 0 0'>一、甲二、乙</ofd:TextCode>"
    assert lines(text_object(code)) == ["一、甲", "二、乙"]


def test_distances_of_characters_part_words_that_stand_apart() -> None:
    together = "<ofd:TextCode X='0' Y='5' DeltaX='g 5 5.2'>责任单位：甲</ofd:TextCode>"
    apart = "<ofd:TextCode X='0' Y='5' DeltaX='g 3 5 40 5'>责任单位市局</ofd:TextCode>"
    assert lines(text_object(together)) == ["责任单位：甲"]
    assert lines(text_object(apart)) == ["责任单位", "市局"]
    assert distances("g 99999999 1 2")[-1] == 2
    assert len(distances("g 99999999 1 2")) < 20_000


def test_a_matrix_may_hold_the_size_and_the_place() -> None:
    code = "<ofd:TextCode X='0' Y='1'>一、总体要求</ofd:TextCode>"
    second = "<ofd:TextCode X='0' Y='1'>，坚持统筹</ofd:TextCode>"
    assert lines(text_object(code, 'CTM="5 0 0 5 0 0"', size=1), text_object(second, 'CTM="5 0 0 5 30 0"', size=1)) == [
        "一、总体要求，坚持统筹"
    ]


def test_a_page_that_was_turned_is_read_upright() -> None:
    codes = [
        f"<ofd:TextCode X='0' Y='0'>{text}</ofd:TextCode>" for text in ("一、总体要求", "二、重点任务", "三、保障措施")
    ]
    turned = [text_object(code, 'CTM="0 1 -1 0 0 0"', f"{180 - 10 * n} 20 5 100") for n, code in enumerate(codes)]
    assert lines(*turned) == ["一、总体要求", "二、重点任务", "三、保障措施"]


def test_a_watermark_is_left_out_and_said() -> None:
    text = text_object("<ofd:TextCode X='0' Y='5'>一、总体要求，坚持统筹推进</ofd:TextCode>")
    mark = text_object("<ofd:TextCode X='0' Y='5'>内部资料</ofd:TextCode>", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = OfdReader().read(ofd_of([text + mark, text]), "a.ofd")
    assert "内部" not in document.text
    assert [remark.code for remark in document.remarks] == ["text-askew"]
    assert document.remarks[0].message.endswith(": 1.")


def test_what_stands_on_every_page_is_no_text() -> None:
    text = text_object("<ofd:TextCode X='0' Y='5'>一、总体要求</ofd:TextCode>")
    head = text_object("<ofd:TextCode X='0' Y='5'>云泽市人民政府公报</ofd:TextCode>", box="20 10 170 10")
    assert lines(text, template=head) == ["一、总体要求"]


def test_fonts_that_do_not_say_their_characters_are_one_problem() -> None:
    code = "<ofd:TextCode X='0' Y='5'>\ue001\ue002\ue003\ue004，\ue005</ofd:TextCode>"
    with pytest.raises(UnreadableDocument, match="which characters its fonts show"):
        lines(text_object(code))
