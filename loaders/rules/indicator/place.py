"""What a number counts or measures, as the text around it says."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import PartialDate
from loaders.rules.indicator.labels import Name


@dataclass(frozen=True, slots=True)
class Place:
    """What a number counts or measures.

    Args:
        name: The name.
        spans: The runs of the text it was read from.
        single: Whether it stands behind the number.
        build: Whether a verb behind the number promises (对100家企业开展诊断).
        inherits: Whether a verb of an earlier clause goes on for this one.
        nested: Whether the number describes the things that another number counts.
        annual: Whether the value holds for every year.
        rank: Whether it is a place (前10位).
        service: Whether it is the time limit of a service.
        countable: Whether 一个, 两家 … may count it.
        existing: Whether the text only points at things that are there.
        stock: Whether the place of the name says that a standing quantity is meant.
        cumulative: Whether 累计 counts all up to the deadline.
        part: Whether 其中 makes it a part of the number before it.
        deadline: A date that 分别 assigns to the number, or None.
    """

    name: Name
    spans: tuple[tuple[int, int], ...]
    single: bool = False
    build: bool = False
    inherits: bool = False
    nested: bool = False
    annual: bool = False
    rank: bool = False
    service: bool = False
    countable: bool = False
    existing: bool = False
    stock: bool = False
    cumulative: bool = False
    part: bool = False
    deadline: tuple[PartialDate, str] | None = None
