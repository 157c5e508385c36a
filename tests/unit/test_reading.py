from __future__ import annotations

import pytest

from loaders.reading import fold
from tests.unit.reading_support import reading_of

WRAPPED = """一、重点任务
(一)推进数据共享,由市数据局会同各部门建立统一的共享目录和授权机制,打通部门之
间的信息壁垒,让群众少跑腿、让数据多跑路,切实提升办事体验。(牵头单位:市数

- 3 -

据局;配合单位:市各相关单位)
(二)完善基础设施,统筹布局新型网络设施和算力中心,加强与周边城市的联通,形成
覆盖城乡的高速网络体系,为产业转型升级提供坚实支撑。
牵头部门:市通信管理办公室
完成时限:2031年6月
(三)培育产业集群,围绕装备、材料、食品三个方向延链补链,推动大中小企业融通发
展,力争到2031年产值迈上新台阶。
二、保障措施
(一)加强领导,成立工作专班,定期研究解决重大问题,各县区各部门要明确分管负责
同志和责任科室,形成齐抓共管的格局。
(二)强化督查,把任务完成情况纳入年度考核,对落实不力的单位进行通报,并按照有
关规定严肃问责。
"""


@pytest.mark.parametrize(
    ("printed", "folded"), [("（１）５％", "(1)5%"), ("５—１０家", "5-10家"), ("市場監督管理局", "市场监督管理局")]
)
def test_folding_keeps_every_position(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)


def test_wrapped_lines_and_page_marks_are_joined() -> None:
    text = reading_of(WRAPPED).text
    assert "打通部门之间的信息壁垒" in text
    assert "(牵头单位:市数据局;配合单位:市各相关单位)" in text


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\n\n"])
def test_a_blank_line_after_every_wrapped_line_parts_nothing(blank: str) -> None:
    assert reading_of(blank.join(WRAPPED.replace("\n\n", "\n").splitlines())).text == reading_of(WRAPPED).text


def test_a_page_mark_of_parted_dashes_is_one() -> None:
    assert reading_of("区民政局、各街道\n— — — 3 —\n党工委负责").text.count("3") == 0


def test_label_lines_stay_lines_of_their_own() -> None:
    assert "\n牵头部门:市通信管理办公室\n完成时限:2031年6月\n" in reading_of(WRAPPED).text


def test_every_character_leads_back_to_its_printed_one() -> None:
    reading = reading_of(WRAPPED)
    folded = fold(WRAPPED)
    assert all(char == "\n" or folded[reading.position(index)] == char for index, char in enumerate(reading.text))


def test_evidence_is_the_printed_run_and_the_label_has_no_page_mark() -> None:
    reading = reading_of(WRAPPED)
    start = reading.text.index("市数据局;")
    evidence = reading.evidence(start, start + 4, "test")
    assert evidence.quote == WRAPPED[evidence.begin : evidence.end]
    assert "- 3 -" in evidence.quote
    assert reading.printed(start, start + 4) == "市数据局"


def test_a_run_of_nothing_is_no_evidence() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        reading_of("一、总则").evidence(1, 1, "test")


def test_a_document_on_one_line_is_parted_at_its_numbers() -> None:
    line = (
        "为稳定就业，制定以下措施。 1.发放补贴。"
        + "支持企业稳岗，" * 60
        + "（责任单位：区人社局） 2.减免租金。（责任单位：区国资委）"
    )
    reading = reading_of(line)
    assert reading.flat
    assert [reading.text[a:b][:2] for a, b in reading.paragraphs()][1:] == ["1.", "2."]


def test_a_bracket_over_several_lines_of_a_short_text_is_one_run() -> None:
    text = """二、重点任务
1.建设平台
引导社会力量有序参与。（牵头单位：县人
力资源局；责任单位：县水利局、县司法局
、县民政局、县财政局；完成时限：203
0年3月底前）
2.改造小区
"""
    paragraphs = [line for line in reading_of(text).text.split("\n") if line]
    assert (
        paragraphs[2]
        == "引导社会力量有序参与。(牵头单位:县人力资源局;责任单位:县水利局、县司法局、县民政局、县财政局;完成时限:2030年3月底前)"
    )


def test_lines_of_a_list_in_a_bracket_stay_lines() -> None:
    text = "二、重点任务\n1.建设平台，引导社会力量参与（包括\n县水利局\n县司法局\n等）\n"
    assert "县水利局\n县司法局" in reading_of(text).text


def test_sounds_behind_characters_are_no_text() -> None:
    printed = "青柳縣關(guān)于印發(fā)節(jié)水實(shí)施方案的計(jì)劃，縣長(cháng )簽發(fā)布，（試行）"
    reading = reading_of(printed)
    assert reading.text == "青柳县关于印发节水实施方案的计划,县长签发布,(试行)"
    assert reading.printed(3, 7) == "關于印發"
    assert not reading.gap_before(4)
    evidence = reading.evidence(3, 7, "test")
    assert evidence.quote == "關(guān)于印發"
    assert printed[evidence.begin : evidence.end] == evidence.quote


def test_a_few_latin_words_in_brackets_are_text() -> None:
    assert reading_of("推进项目(ppp)和算力(gpu)建设。").text == "推进项目(ppp)和算力(gpu)建设。"


def paragraphs(text: str) -> list[str]:
    reading = reading_of(text)
    return [reading.text[start:end] for start, end in reading.paragraphs()]


SENTENCE = "坚持先急后缓逐片编制改造方案逐段明确工期和责任人完工一段验收一段并且做好记录全部归档备查以便追溯核对。"


def test_among_many_short_lines_those_at_the_edge_of_the_page_go_on() -> None:
    owners = [
        "牵头单位:市教育局、市体育局各有关科室",
        "配合单位:市财政局、市自然资源局、市人社局",
        "责任领导:副市长 苏某,副秘书长 温某某",
    ]
    rows = [f"{count}.任务{count}\n工作内容:{SENTENCE}\n" + "\n".join(owners) for count in range(1, 6)]
    page = "\n".join(line[at : at + 40] for line in "\n".join(rows).split("\n") for at in range(0, len(line), 40))
    printed = ["".join(line.split()) for line in owners]
    assert paragraphs(page)[:6] == ["1.任务1", f"工作内容:{SENTENCE}", *printed, "2.任务2"]


def test_the_entries_of_a_list_stay_lines_where_lines_are_wrapped() -> None:
    prose = "\n".join(SENTENCE[at : at + 36] for _ in range(8) for at in range(0, len(SENTENCE), 36))
    entries = [
        "组成人员如下:",
        "组  长:李大钢  县委书记",
        "成  员:王  芳  县政府办公室主任",
        "赵小川  县水利局局长",
        "领导小组下设办公室。",
    ]
    assert paragraphs("\n".join([prose, *entries]))[-5:] == ["".join(entry.split()) for entry in entries]


def test_a_ruled_line_is_no_text() -> None:
    assert paragraphs("青柳县人民政府文件\n──────────\n关于节水的通知\n- - - - - -\n各单位:") == [
        "青柳县人民政府文件",
        "关于节水的通知",
        "各单位:",
    ]
