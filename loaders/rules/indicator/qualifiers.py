"""Numbers that only describe: what another number counts (亿元以上项目10个), or what an order concerns."""

from __future__ import annotations

import re

from kg.records import Comparator
from loaders.rules.indicator import words as w
from loaders.rules.indicator.behind import last_joint
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left, left_of
from loaders.rules.indicator.sentence import Sentence

_SETTLED = ("自然村", "村民小组", "的", "行政村", "居民点", "村组", "以上")
_PREVENTED = re.compile(r"(?:杜绝|严防|防止|避免|遏制|防范|不再?发生|不出现|零发生)[^,;。0-9]{0,8}$")
_OUTPUT = re.compile(r"年(?:产值?|产量|加工|处理|出栏|屠宰|存栏|销售|营业|接待|生产)[^,;。、0-9]{0,6}$")
_PAYERS = re.compile(
    r"[^,;。、的0-9]{0,8}?(?:企业|单位|机构|项目|工程|合作社|商户|园区|纳税人)(?!贷款|融资|债|投资|税|减|降|成本|产值|总)"
)
"""What has a turnover or costs a sum (5亿元以上制造业企业), and is not what money is counted for (企业贷款)."""
_PRICE = re.compile(r"的[^,;。]{0,16}(?:政策|标准|价格?|补贴|待遇)$")
"""Behind a sum for one these say that it is a price: 4元/公斤的收购托底政策."""
_OF_SIZE = re.compile(
    r"(?:级|以上)?(?:的)?(?:城市|县|市|区|乡镇|镇|村|园区|集群|产业|企业|项目|街区|商圈|基地|市场|平台)"
)
_COUNTED_BY = re.compile(r"[^,;。、]{1,14}的(?:人数|人口|户数)")


def concerns(figure: Figure, left: Left) -> bool:
    """Tell whether a measure with nothing before it says whom the rest concerns: 160千瓦及以下全部实行…."""
    bounded = figure.comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
    return figure.kind == "measure" and bounded and left.empty and left.word is None and not left.build


def sizes(text: str, figure: Figure, high: int) -> bool:
    """Tell whether the number says how large the things behind it are: 淘汰35吨/小时及以下锅炉, 5亿元以上工业企业.

    What is measured itself (新增600吨/日以上处理能力) and what an area is made into (8万亩以上高产田) are targets.
    """
    if figure.kind == "money" and text[figure.start - 1] in "过超破" and _OF_SIZE.match(text, figure.end, high):
        # 4个水产额过千亿元城市
        return True
    if figure.kind == "money" and "/" in (figure.unit or "") and _PRICE.match(text, figure.end, high):
        return True
    if figure.kind == "money":
        bounded = figure.end > figure.unit_end and text[figure.end - 1] in "上下"
        return bounded and _PAYERS.match(text, figure.end, high) is not None
    if figure.kind != "measure" or figure.end >= high or text[figure.end] in w.CLOSED:
        return False
    if figure.unit in w.RATED_UNITS:
        return True
    if figure.end == figure.unit_end:
        return False
    if w.STOCK.before(text, figure.end, high) or w.CAPACITY.before(text, figure.end, high):
        return False
    if text[figure.end - 1] == "下":
        return True
    return text[figure.end - 1] == "上" and (figure.unit in w.SIZE_UNITS or "/" in (figure.unit or ""))


def describes_counted(sentence: Sentence, index: int, left: Left, clause: tuple[int, int]) -> bool:
    """Tell whether the number only says which things or people are counted behind it."""
    text = sentence.text
    figure = sentence.figures[index]
    sized = figure.unit in ("户", "人", "头", "口") and figure.comparator is Comparator.AT_LEAST
    if sized and left.empty and left.word is None and not left.build and text.startswith(_SETTLED, figure.end):
        # 20户以上自然村通硬化路
        return True
    following = sentence.figures[index + 1] if index + 1 < len(sentence.figures) else None
    if following is None or following.start >= clause[1]:
        return False
    if figure.comparator is Comparator.AT_LEAST and _COUNTED_BY.match(text, figure.end, following.start):
        # 每周参加1次及以上锻炼的人数达20万人
        return True
    if text.startswith("等", figure.start - 1) and text[following.start - 1] in "共计" and following.kind == "count":
        # 甲镇、乙镇等13个乡镇共计327座设施: the places are there.
        return figure.kind == "count"
    bounded = following.comparator in (Comparator.AT_LEAST, Comparator.AT_MOST) and figure.comparator is None
    if bounded and following.unit == figure.unit and text.startswith("的", following.end) and not left.empty:
        # 经营性收入30万元、总收入100万元以下的村: both say which.
        return text.startswith("、", figure.end)
    # 引进年产3万吨的企业2家
    made = following.kind == "count" and text.startswith("的", figure.end)
    return made and _OUTPUT.search(text, clause[0], figure.start) is not None


def counts_follow(sentence: Sentence, index: int, high: int) -> bool:
    """Tell whether the next number of the clause counts things (亿元以上项目10个)."""
    following = sentence.figures[index + 1] if index + 1 < len(sentence.figures) else None
    return following is not None and following.start < high and following.kind == "count"


def describes_next(sentence: Sentence, index: int, high: int) -> bool:
    """Tell whether the number is part of the name of the next one (站点500米覆盖率达到100%)."""
    figure = sentence.figures[index]
    if figure.kind not in ("measure", "money", "count", "time") or index + 1 == len(sentence.figures):
        return False
    following = sentence.figures[index + 1]
    if following.start >= high or following.kind != "share" or figure.end == following.start:
        return False
    between = left_of(sentence.text, figure.end, following.start, [])
    rate = w.RATE.before(sentence.text, between.start, between.end) > 0
    # 一次死亡10人以上事故起数下降20%
    fallen = (
        figure.stated and between.change is not None and w.STOCK.before(sentence.text, between.start, between.end) > 0
    )
    return (
        (rate or fallen) and between.start == figure.end and last_joint(sentence.text, figure.end, following.start) < 0
    )


def points_at(sentence: Sentence, figure: Figure, left: Left, clause: tuple[int, int]) -> bool:
    """Tell whether the text only points at things that are there: 围绕10个产业集群."""
    text = sentence.text
    if left.number_follows_verb:
        return False
    said = w.SAID_BY.before(text, clause[0], figure.start) or sentence.first(w.PARTED, clause[0], figure.start)
    if said and figure.kind == "count":
        return True
    if text[clause[0] - 1] == "(" and text.startswith(w.PARTS_OF, clause[0]):
        # 培训5万人(含技师1万人): part of what is trained
        return not any(f.end == clause[0] - 1 for f in sentence.figures)
    for start in {clause[0], left.start}:
        size = w.EXISTING.at(text, start, figure.start)
        if text[start : start + size] == "分" and start + size < figure.start:
            # 分5类 points at classes; 分蜂扩群1.5万箱 and 分别达到 are other words.
            continue
        if size and text[start] == "以" and "为" in (head := text[start : figure.start]) and "的" in head:
            # 以国家公园为主体的保护地占…: it only says what kind.
            continue
        if size and sentence.first(w.AFTER_BASE, start + size, figure.start) is None:
            return True
    return False


def quoted(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether the number stands inside quotation marks or a title."""
    text = sentence.text
    for opening, closing in ("“”", "《》", "‘’", "〔〕", "【】"):
        at = text.rfind(opening, sentence.start, figure.start)
        if (
            at >= 0
            and text.rfind(closing, at, figure.start) < 0
            and text.find(closing, figure.start, sentence.end) >= 0
        ):
            return True
    return False


def prevented(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether nothing of that size may happen: 杜绝一次死亡3人以上事故."""
    if figure.unit not in ("人", "起", "例") or figure.comparator is not Comparator.AT_LEAST:
        return False
    return _PREVENTED.search(sentence.text, sentence.start, figure.start) is not None
