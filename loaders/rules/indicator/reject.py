"""Numbers that are no targets: each test names its reason."""

from __future__ import annotations

import re
from typing import Final

from kg.records import Comparator, PartialDate
from loaders.rules.indicator import words as w
from loaders.rules.indicator.frame import Reason
from loaders.rules.indicator.numbers import Figure
from loaders.rules.indicator.phrases import Left
from loaders.rules.indicator.qualifiers import prevented, quoted
from loaders.rules.indicator.ranks import ranks
from loaders.rules.indicator.sentence import Sentence

_EACH = re.compile(r"每[^,;。个县区市镇乡村街社校年月季周日天班组户]{0,4}$")
_PER_HEAD = re.compile(r"每(?:十|百|千|万|百万)?(?:人口|人|户|名|辆|亩|平方公里)(?:达到?|拥有|有)?")
"""抽验每万人口7件: the number is measured per head, and no condition."""
_NAME_BEHIND: Final = frozenset("级代号版型制圈")
_NUMBERED: Final = frozenset({"专栏", "附件", "附表", "附图"})
_NAME_OF_ONES: Final = frozenset("一人性体")
_CIRCLE = re.compile(r"[^,;。、]{0,6}圈")
_ALL_ONES = re.compile(r"[三四五六七八九十]个一")
_BY = re.compile(r"按照?[^,;。]{0,30}$")
_NO_PAST: Final = frozenset("由从比较在线网以")
"""Before 上年 and its like: a comparison (比上年), or the end of another word (线上年交易额)."""
_BY_RULE = re.compile(r"按(?![期时质需])")
"""按20%缴存, and not 按期办结率达到95%."""
_GIVEN = re.compile(r"的?(?:部分)?(?:可以?|允许)?(?:用于|用作|作为)[^,;。]{0,6}(?:奖励|奖金|奖补|绩效|补助|报酬|补贴)")
_COUNTER: Final = 8
_MEASURED = re.compile(
    r"(?:基本|主要|常规|核心|考核|监测|评价|约束性|预期性|参考性|特色|具体|量化|[一二三]级)?(?:指标|因子|参数|污染物)(?!体系)"
)
_THAN = re.compile(r"(?:比|较|与)[^,;。比较与]{2,14}的$")
_IN_ALL = ("累计", "共", "总计", "合计")
_NEAR = 10
"""How far behind the number a word may stand that makes it a subsidy (100万元一次性奖励)."""
_GREW = re.compile(r",?(?:同比|年均|每年|比(?:上|去)年|较(?:上|去)年)?(?:增长|递增|增加|提高|下降)[0-9]")
_EARLIER = re.compile(r"(?:的?时间)?(?:全面|基本|超额)?(?:完成|实现|达到|达标|建成)")
"""Behind 提前一年: when a task is done, and nothing that is measured."""
_PAID = re.compile(
    r"[^,;。、]{0,6}(?:覆盖率|覆盖面|发放率|到位率|落实率|兑现率|参与率|知晓率|满意度)|(?<=补偿)(?:比例?)?(?:达到?|提高到|保持在)"
)
"""What is measured of a subsidy that all get: 生活补贴覆盖率, 住院费用补偿比达到."""
_ONLY_INVEST = re.compile(r"(?:(?:20[0-9]{2}年|今年|全年),?)?(?:计划|预计|总|共|概算|估算)?投资约?")
_MET = ("达到", "执行", "满足", "符合", "落实", "按", "按照")
_STANDARD = re.compile(r"[^,;。、的0-9以]{1,6}(?:标准|要求)")
_PARTS = re.compile(r"(?:[:、和][^,;。、:%]{0,8}[0-9.]+%)*的?(?:比例)?")
_BANDS = ("(含)", "(不含)")
_BASIS = re.compile(r"[^,;。]{0,40}(?:基础上|前提下)")
_FOOTING = re.compile(r"[^,;。]{0,40}为(?:基础|依托|主体|核心|支撑|载体|抓手|契机|引领|纽带|中心)")
_RADIUS = re.compile(r"(?:服务|辐射|覆盖)?半径")
_RECKONED = re.compile(r"(?:计算?|核算|折算|测算|核定|(?:计|征)?收取?|[缴计]提?[征纳交存]|返还|支付|兑付)")
_SOURCE = re.compile(r"(?:[^,;。]{0,8}财政)?(?:每年|年均|累计)?")
"""Who allots, and nothing that is measured: 市财政每年(安排不少于10亿元)."""
_CLOCK = re.compile(r"(?:7[×xX*]|全天候?|全年|每天|每日)$")


def by_form(sentence: Sentence, figure: Figure) -> Reason | None:
    """Return why the number is no target by its own form, or None."""
    text = sentence.text
    if sentence.in_date(figure):
        return Reason.DATE
    if quoted(sentence, figure) or (figure.chinese and _ALL_ONES.search(text, sentence.start, figure.start)):
        return Reason.NAME
    if figure.unit == "次" and w.COUNTER.before(text, max(sentence.start, figure.start - _COUNTER), figure.start):
        return Reason.NAME
    if figure.chinese and figure.value == 1 and w.NEVER.before(text, sentence.start, figure.start):
        return Reason.NO_PROMISE
    if prevented(sentence, figure):
        return Reason.NO_PROMISE
    if text.endswith("提前", sentence.start, figure.start) and _EARLIER.match(text, figure.end, sentence.end):
        return Reason.NAME
    if figure.kind == "share" and figure.comparator is None and _is_standard(text, figure, sentence.end):
        return Reason.NAME
    behind = text[figure.unit_end : figure.unit_end + 1]
    if figure.unit is not None and behind in _NAME_BEHIND:
        return Reason.NAME
    if ranks(text, figure):
        return None
    if (
        figure.kind == "rank"
        or text[figure.start - 2 : figure.start] in _NUMBERED
        or _in_a_name(sentence, figure, behind)
    ):
        return Reason.NAME
    whole = figure.unit == "年" and text.startswith(_IN_ALL, figure.end)
    return Reason.DATE if whole or (figure.unit == "个" and behind == "月") else None


def _is_standard(text: str, figure: Figure, end: int) -> bool:
    """Tell whether the percentage is part of the name of a standard: 达到75%节能要求."""
    return text.endswith(_MET, 0, figure.start) and _STANDARD.match(text, figure.end, end) is not None


def _in_a_name(sentence: Sentence, figure: Figure, behind: str) -> bool:
    """Tell whether the number is part of a word: 15分钟生活圈, 7×24小时, 60岁以上老人, 八个一, 个人."""
    text = sentence.text
    if figure.chinese and behind == "性":
        return True
    if figure.unit == "项" and _MEASURED.match(text, figure.unit_end, sentence.end):
        return True
    if figure.kind == "measure" and _RADIUS.match(text, figure.unit_end, sentence.end):
        return True
    if figure.kind == "time":
        circle = _CIRCLE.match(text, figure.unit_end, sentence.end) or w.CIRCLE.at(text, figure.unit_end, sentence.end)
        return bool(circle) or _CLOCK.search(text, sentence.start, figure.start) is not None
    if figure.unit == "个":
        return behind in _NAME_OF_ONES
    if figure.unit == "人口" and figure.comparator and not w.BEFORE_WORDS.before(text, sentence.start, figure.start):
        return True
    if figure.unit in ("岁", "人口"):
        return figure.end < sentence.end and text[figure.end] not in ",;、)"
    return figure.unit == "人" and text[figure.start - 1] in ("个", "专")


def by_context(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> Reason | None:
    """Return why what stands around makes the number no target, or None."""
    return (
        _compared(sentence, figure, clause)
        or _shared_cost(sentence, figure)
        or _starts_from(sentence, figure, clause)
        or _subsidy(sentence, figure, clause)
        or _condition(sentence, figure, clause)
        or _past(sentence, figure, clause, left)
    )


def _compared(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    """Tell whether the number is what another is compared with: 比2025年的13万吨、1万吨分别减少9%、7%."""
    text = sentence.text
    if text.find("的", clause[0], figure.start) < 0:
        return None
    row = _row_of(sentence, figure)
    if _THAN.search(text, clause[0], row[0].start) is None:
        return None
    end = row[-1].end
    end += 2 if text.startswith("分别", end) else 0
    return Reason.BASELINE if w.CHANGE.at(text, end, sentence.end) else None


def _shared_cost(sentence: Sentence, figure: Figure) -> Reason | None:
    """Tell whether the share says who pays which part: 按照85%:15%比例共担."""
    if figure.kind != "share":
        return None
    parts = _PARTS.match(sentence.text, figure.end, sentence.end)
    return Reason.FUNDING if parts and w.SHARED_COST.match(sentence.text, parts.end(), sentence.end) else None


def _starts_from(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    """Tell whether the number stands in what more is built on: 在支持10个领域的基础上, 以300万羽鸡场为基础."""
    text = sentence.text
    for word, pattern in (("在", _BASIS), ("以", _FOOTING)):
        if text.find(word, clause[0], figure.start) >= 0 and pattern.fullmatch(text, figure.end, clause[1]):
            return Reason.EXISTING
    return None


def _row_of(sentence: Sentence, figure: Figure) -> list[Figure]:
    """Return the numbers side by side that the number is one of."""
    row: list[Figure] = []
    for other in sentence.figures:
        if row and sentence.text[row[-1].end : other.start] not in ("、", "和", "及", "与"):
            if row[-1].start >= figure.start:
                break
            row = []
        row.append(other)
    return row


def _subsidy(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    text = sentence.text
    low, high = sentence.segment(figure.start)
    if figure.kind == "measure":
        # 对…给予补贴,面积不超过1000平方米: what is given has a bound.
        return Reason.SUBSIDY if sentence.first(w.SUBSIDY, low, clause[0]) and _bounded(text, clause, figure) else None
    if figure.kind == "count" and _granted(sentence, figure, clause):
        return Reason.SUBSIDY
    if figure.kind not in ("money", "share", "ratio", "time", "year"):
        return None
    if figure.kind == "money" and sentence.first(w.CEILING, clause[0], figure.start):
        return Reason.SUBSIDY
    since = low if figure.kind in ("money", "year") else max(low, clause[0])
    if figure.kind == "share" and _GIVEN.match(text, figure.end, high):
        return Reason.SUBSIDY
    word = _subsidy_before(sentence, since, figure)
    measured = word is not None and figure.kind == "share" and _PAID.match(text, word[1], figure.start)
    if word is not None and not measured and not _purpose(text, word[1], figure):
        return Reason.SUBSIDY
    near = sentence.first(w.SUBSIDY, figure.end, min(high, figure.end + _NEAR))
    if near is None or text[near[1] : near[1] + 2] in ("资金", "基金"):
        return None
    attached = figure.kind == "money" and "," not in text[figure.end : near[0]]
    counted = figure.kind != "money" and _BY.search(text, clause[0], figure.start) is not None
    return Reason.SUBSIDY if attached or counted or _owed(text, low, figure.end) else None


def _subsidy_before(sentence: Sentence, low: int, figure: Figure) -> tuple[int, int] | None:
    """Return the first word of a subsidy before the number; 补贴10万台 says how many are sold with one."""
    sold = {f.start for f in sentence.figures if f.kind == "count" and f.start < figure.start}
    aside = [(low, high) for low, high in sentence.held if high < figure.start]
    places = sentence.places(w.SUBSIDY)
    if aside:
        # 收入(不含补贴)达到2万元
        places = [span for span in places if not any(start < span[0] < end for start, end in aside)]
    return next((span for span in places if low <= span[0] and span[1] <= figure.start and span[1] not in sold), None)


def _granted(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> bool:
    """Tell whether things are given to one who meets a condition: 对…的,给予指标1名,同一企业最多不超过10名."""
    text = sentence.text
    if text[figure.end : figure.end + 1] not in ("", ",", ";", "。", "(", ")", "\n"):
        return False
    given = sentence.last(w.SUBSIDY, clause[0], figure.start)
    if (
        given
        and given[1] == figure.start
        and given[1] - given[0] > 1
        and sentence.first(w.CEILING, clause[0], given[0])
    ):
        # 每人每类产品可补贴1件
        return True
    low, _ = sentence.segment(figure.start)
    if not text.startswith(("对", "凡"), low):
        return False
    if sentence.first(w.SUBSIDY, clause[0], figure.start):
        return True
    return bool(_bounded(text, clause, figure) and sentence.first(w.SUBSIDY, low, clause[0]))


def _bounded(text: str, clause: tuple[int, int], figure: Figure, *, lower: bool = False) -> bool:
    size = w.BEFORE_WORDS.before(text, clause[0], figure.start)
    word = w.BEFORE.get(text[figure.start - size : figure.start])
    held = figure.comparator if word is None else word.comparator
    if lower:
        return held in (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return held in (Comparator.AT_MOST, Comparator.LESS_THAN)


def _owed(text: str, low: int, high: int) -> bool:
    """Tell whether 对…的 closes `text[low:high]`: what follows is given to those who meet it."""
    of = text.rfind("的", max(low, high - _NEAR - 3), high)
    return of >= 0 and any(text.find(word, low, of) >= 0 for word in ("对", "凡", "给", "向"))


def _purpose(text: str, end: int, figure: Figure) -> bool:
    """Tell whether the word that ends at `end` is part of the name of a fund that the number measures."""
    named = any(text.find(name, end, min(end + 6, figure.start)) >= 0 for name in ("资金", "基金"))
    return named and w.BEFORE_WORDS.before(text, end, figure.start) > 0


def _last_of_row(sentence: Sentence, figure: Figure) -> Figure:
    """Return the last of several numbers side by side: 1000万元、2000万元、1亿元的,分别…."""
    for following in sentence.figures:
        if following.start > figure.start:
            if sentence.text[figure.end : following.start] not in ("、", "和", "或", "及"):
                break
            figure = following
    return figure


def _condition(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> Reason | None:
    """A threshold: 对…达到2000万元的,给予…; 每引进1家…."""
    text = sentence.text
    if _for_one(sentence, figure, clause):
        return Reason.CONDITION
    if text.endswith("连续", clause[0], figure.start) and figure.end < clause[1]:
        return Reason.CONDITION
    if w.FOR_EACH.at(text, clause[0], figure.start):
        return Reason.CONDITION
    each = _EACH.search(text, clause[0], figure.start)
    per_head = each is not None and _PER_HEAD.fullmatch(text, each.start(), figure.start)
    if (each and not per_head) or (figure.kind == "share" and _BY_RULE.match(text, clause[0])):
        return Reason.CONDITION
    low, _ = sentence.segment(figure.start)
    last = _last_of_row(sentence, figure)
    behind = text[last.end : last.end + 1]
    chosen = behind == "的" and text.find("或", clause[0], figure.start) >= 0
    if chosen and _bounded(text, clause, figure, lower=True):
        return Reason.CONDITION
    if behind in ("或", "且") and "的" in text[last.end : clause[1]] and _bounded(text, clause, figure, lower=True):
        # 面积超过5平方公里或人口5万人以上的乡镇
        return Reason.CONDITION
    figure = last if behind == "的" else figure
    if behind == "的" and text[figure.end + 1 : figure.end + 2] in (",", "、", ";", "", "。", ":"):
        return Reason.CONDITION
    if figure.comparator is not None and _pays(sentence, figure.end, clause[1]):
        # 购买10万元以上乘用车补贴2万元
        return Reason.CONDITION
    if sentence.first(w.SUBSIDY, figure.end, sentence.end):
        opening = text.rfind("(", sentence.start, figure.start)
        if (
            opening >= 0
            and text.find(")", opening, figure.start) < 0
            and sentence.first(w.SUBSIDY, clause[1], sentence.end)
        ):
            # 储能项目(规模不低于500千瓦),给予…补贴: the bracket says which.
            return Reason.CONDITION
        front = text[low : low + 1]
        if front in ("对", "凡") or text.startswith(("对于", "凡是", "支持", "鼓励"), low):
            return Reason.CONDITION
        if "的," in text[figure.end : clause[1] + 1] or text[clause[1] - 1 : clause[1]] == "的":
            return Reason.CONDITION
    return None


def _for_one(sentence: Sentence, figure: Figure, clause: tuple[int, int]) -> bool:
    """Tell whether the number is a class of a scale, what something is reckoned with, or the bound of a single one.

    1000万元(含)至5000万元(不含); 缺口部分按20%计; 单个企业不超过2000吨.
    """
    text = sentence.text
    banded = text.startswith(_BANDS, figure.unit_end) or text.endswith("(含)", figure.number_end, figure.unit_end)
    if figure.comparator is None and banded:
        return True
    if _RECKONED.fullmatch(text, figure.end, clause[1]) and _BY.search(text, clause[0], figure.start):
        return True
    alone = figure.kind in ("count", "measure") and sentence.first(w.CEILING, clause[0], figure.start)
    return bool(alone and text[alone[0]] == "单" and _bounded(text, clause, figure))


def _pays(sentence: Sentence, low: int, high: int) -> bool:
    """Tell whether a word of a subsidy with its sum stands between `low` and `high`."""
    sums = {f.start for f in sentence.figures if f.kind == "money" and low < f.start < high}
    return bool(sums) and any(low <= start and end in sums for start, end in sentence.places(w.SUBSIDY))


def _past(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> Reason | None:
    text = sentence.text
    first = sentence.frame.period[0] or (PartialDate(sentence.frame.issued) if sentence.frame.issued else None)
    found = sentence.first(w.PAST, clause[0], figure.start)
    if (
        found
        and not left.ambition
        and text[found[0] - 1 : found[0]] not in _NO_PAST
        and text.find("相比", found[1], figure.start) < 0
    ):
        return Reason.PAST
    if first is not None:
        deadline = sentence.deadline(figure.start)
        if deadline is not None and deadline[0].last_day < first.first_day and not _sought(sentence, figure, deadline):
            return Reason.PAST
    opening = sentence.places(w.PAST)
    if not opening or opening[0][0] != sentence.start or left.ambition:
        return None
    return None if sentence.deadline(figure.start) else Reason.PAST


def _sought(sentence: Sentence, figure: Figure, deadline: tuple[PartialDate, str]) -> bool:
    """Tell whether 力争 stands right before the date: 力争2021年签约项目开工率达到95%, in a plan of the year after."""
    text = sentence.text
    return any(
        m.last == deadline[0] and w.AMBITION.before(text, sentence.start, m.start) > 0
        for m in sentence.dates
        if m.start < figure.start
    )


def funding(sentence: Sentence, figure: Figure, clause: tuple[int, int], left: Left) -> bool:
    """Tell whether the number is money that somebody allots (安排专项资金2000万元)."""
    text = sentence.text
    if figure.kind != "money" or (left.word is not None and left.word.stock):
        return False
    if left.empty and left.build and w.FUND_NAME.before(text, figure.end, clause[1]):
        # 设立2亿元…引导资金: the name of the fund stands behind its sum.
        return True
    if not left.empty and _GREW.match(text, figure.end, sentence.end) and not w.FUND_NAME.before(text, 0, left.end):
        # 工业投入500万元,同比增长4%: what grows is measured, and not set aside.
        return False
    if (
        figure.end == clause[1]
        and text.startswith(",", figure.end)
        and _ONLY_INVEST.fullmatch(text, clause[0], figure.start)
    ):
        # 投资100万元,完成…: what follows is what it is for.
        return True
    if not left.build and w.INVEST_SUM.before(text, clause[0], left.end):
        return True
    raised = sentence.first(w.FUND_VERB, clause[0], left.end)
    if raised is not None and w.FUND_END.before(text, raised[1], left.end):
        return True
    size = w.INVEST.before(text, clause[0], figure.start)
    if size and figure.end < clause[1] and not w.ORDER.before(text, clause[0], figure.start - size):
        return True
    found = sentence.last(w.FUNDING, clause[0], figure.start)
    if found is not None and (
        found[1] == figure.start or (found[1] == left.end and _SOURCE.fullmatch(text, left.start, found[0]))
    ):
        return True
    if left.build or found is None:
        return False
    return bool(
        w.FUND_NAME.before(text, left.start, left.end)
        or w.FUND_NAME.at(text, figure.end, clause[1])
        or w.FUND_NAME.at(text, figure.end + 1, clause[1])
        or left.empty
    )
