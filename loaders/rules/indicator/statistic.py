"""What kind of number an indicator is: level, annual value, growth rate, share, rank or count."""

from __future__ import annotations

import re

from kg.records import Statistic
from loaders.rules.indicator import words as w
from loaders.rules.indicator.numbers import Figure

_YEARLY = re.compile(
    r"(?<![0-9一二两三四五六七八九十几数末底青少老成中周去近今当明多来])年(?!”|级|龄|限|轻|末|底|内|代|初|会|货|均|度计划|报|年|画|夜|检|审|华|味|糕|户均|人均)"
)
_YEARLY_MEAN = re.compile(r"年均(?!增|递|下|降|减|提|浓|气|停|复|人)")
_PER = re.compile(
    r"(?<!年)[人户亩]均|每(?:万|千|百|十万|百万)?(?:人|户|平方公里|件|家|名|口|常住人口|劳动力|元|公里|亩|个)"
)


def statistic_of(
    name: str, figure: Figure, *, annual: bool, change: str | None, build: bool, stock: bool, single: bool
) -> Statistic:
    """Return the statistic of a number.

    Args:
        name: The name of the indicator.
        figure: The number.
        annual: Whether 每年 or its like holds for it.
        change: The verb of change before it (增长, 压减), or None.
        build: Whether a verb promises to make, train, found or finish.
        stock: Whether 达到, 累计, 突破 … say that a standing quantity is meant.
        single: Whether the name stands behind the number, as that of things that are counted.
    """
    growing = change is not None or w.GROWTH.before(name, 0, len(name)) > 0
    by_kind = _by_unit(figure, growing=growing)
    if by_kind is not None:
        return by_kind
    if growing and not stock and figure.kind in ("count", "measure"):
        return Statistic.ANNUAL if annual else Statistic.COUNT
    parts = figure.kind == "count" and figure.value != figure.value.to_integral_value()
    if parts or _PER.search(name) or name.endswith("率"):
        return Statistic.LEVEL
    if w.DESIGNED.at(name, 0, len(name)) or (not annual and not build and w.STANDING.search(name)):
        return Statistic.LEVEL
    if not stock and figure.kind == "measure" and w.LENGTH.before(name, 0, len(name)):
        return Statistic.COUNT
    if w.CAPACITY.before(name, 0, len(name)) and not (single and build and figure.kind == "count"):
        return Statistic.LEVEL
    if annual or _yearly(name) or (figure.unit or "").endswith("/年"):
        return Statistic.ANNUAL if "/立方米" not in (figure.unit or "") else Statistic.LEVEL
    if figure.kind == "money" or (w.LEVEL_NAME.before(name, 0, len(name)) and not build):
        return Statistic.LEVEL
    if figure.kind == "" or (stock and not build):
        return Statistic.LEVEL
    worked = figure.kind == "measure" and (w.WORK.at(name, 0, len(name)) or w.WORK.before(name, 0, len(name)))
    if figure.kind in ("measure", "year"):
        return Statistic.COUNT if (build or worked) and not stock else Statistic.LEVEL
    if stock and not single and not build:
        return Statistic.LEVEL
    return Statistic.COUNT


def _by_unit(figure: Figure, *, growing: bool) -> Statistic | None:
    if figure.kind == "share":
        return Statistic.GROWTH_RATE if growing else Statistic.SHARE
    if figure.kind == "point":
        return Statistic.GROWTH_RATE
    if figure.kind == "ratio":
        return Statistic.GROWTH_RATE if growing or figure.unit == "番" else Statistic.LEVEL
    if figure.kind == "rank":
        return Statistic.RANK
    if figure.kind in ("time", "year"):
        return Statistic.LEVEL
    return None


def _yearly(name: str) -> bool:
    """Tell whether the name itself says that the value holds for a year (年登记量), and not of what it counts."""
    if any(char.isdigit() for char in name) or w.HEAD.before(name, 0, len(name)):
        # 年产值超亿元企业 counts enterprises.
        return False
    return _YEARLY.search(name) is not None or _YEARLY_MEAN.search(name) is not None
