"""Texts that are one piece said again and again: what makes a careless rule take the square of the length.

One table for two uses. `tests/properties/test_hostile.py` reads each text and checks what was read, and that the steps
taken grow with the length; `python -m tests.benchmarks.bench_growth` takes the time, which no test asserts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError, SourceError
from kg.query.guard import check
from kg.records import Evidence, Plan
from loaders.dates import find_dates
from loaders.lexicon import rows
from loaders.outline import read_outline
from loaders.pipeline import load, read_plan
from loaders.reading import Reading
from loaders.resolve.shape import looks_like_unit
from loaders.rules.citation import find_citations
from loaders.rules.funding import read_funding
from loaders.rules.head import read_head
from loaders.rules.indicator import Frame, read_numbers
from loaders.rules.leading_group import read_leading_groups
from loaders.sniff import reader_for
from tests.steps import Work
from tests.unit.reading_support import reading_of


@dataclass(frozen=True)
class Hostile:
    """One piece, the words in front of it, and who is to read them."""

    subject: str
    piece: str
    before: str = ""
    after: str = ""

    def text(self, length: int) -> str:
        """Return a text of about `length` characters."""
        return self.before + self.piece * max(1, length // len(self.piece)) + self.after

    def work(self, length: int) -> Work:
        """Return what is to be measured, its text made beforehand."""
        return SUBJECTS[self.subject](self.text(length))

    def __str__(self) -> str:
        return f"{self.subject}: {self.before[-12:]}{self.piece}…{self.after}".replace("\n", "⏎")


def _of_reading(read: Callable[[Reading], object]) -> Callable[[str], Work]:
    def prepare(text: str) -> Work:
        reading = reading_of(text)
        return lambda: read(reading)

    return prepare


def _read_here(name: str) -> Callable[[str], Work]:
    """Read a format in this process: what runs in a worker can neither be counted nor timed."""

    def prepare(text: str) -> Work:
        data = text.encode()

        def work() -> Plan | str | None:
            try:
                return read_plan(reader_for(data, name)[0].read(data, name))[0]
            except SourceError as error:
                return error.remedy

        return work

    return prepare


def _guarded(text: str) -> Work:
    def work() -> str | None:
        try:
            check(text)
        except QueryError as error:
            return error.remedy
        return None

    return work


SUBJECTS: Final[dict[str, Callable[[str], Work]]] = {
    "document": lambda text: lambda: load(text.encode(), "hostile.txt"),
    "page": _read_here("hostile.html"),
    "markdown": _read_here("hostile.md"),
    "outline": _of_reading(read_outline),
    "head": _of_reading(read_head),
    "dates": lambda text: lambda: find_dates(text, context_year=2024),
    "citation": _of_reading(lambda reading: find_citations(reading, 0, len(reading.text))),
    "funding": _of_reading(lambda reading: read_funding(reading, 0, len(reading.text))),
    "numbers": _of_reading(lambda reading: read_numbers(reading, 0, len(reading.text), Frame(is_goal=True))),
    "group": _of_reading(lambda reading: read_leading_groups(reading, 0, len(reading.text))),
    "unit": lambda text: lambda: looks_like_unit(text),
    "query": _guarded,
}

_PLAN: Final = "某市工作方案\n一、任务\n"
_PIECES: Final[dict[str, tuple[str, ...]]] = {
    "outline": ("（一）", "一、加快建设\n", "专栏1 建设\n", "、加快建设\n"),
    "head": ("关于印发", "〔2031", "各区人民政府，", "《", "名称：", "2031年3月\n", "自2031年", "目标到2031年，"),
    "dates": ("2023年", "2", "“", "一", "12月至", "上半年", "第十"),
    "citation": ("《", "《甲》、", "根据《甲〉", "《甲》(〔2031", "制定"),
    "funding": ("1万元", "设立", "1,000", "资金1亿元，", "1:2比例"),
    "numbers": ("5家，", "培育5家企业、", "由5家到", "前5", "1", "千", "给予5万元的", "比2020年增长5%，", "“5"),
    "unit": ("各", "(", "、", "市", "局", "区", "办"),
    "query": ("'", '"', "'''", '"""', "<", "#", "\\", "?", "a:", "{", "'\\", "@", "1.", "_:"),
}
_GROUP_PIECES: Final = ("领导小组", "成立", "组长：", "王 某 局长", "由县长任组长的", "成员：甲、")
_DOCUMENT_PIECES: Final = (
    # brackets and quotation marks that never close, and those that never open
    "(", ")", "（", "）", "[", "]", "〔", "〕", "【", "《", "》", "“", "”", "((", "()", "（）", "“”",
    # digits and numbers of items
    "1", "12345", "1.", "1.1.", "1,", "1%", "2031", "2031年", "一", "一、", "（一）", "①", "第一章", "专栏1", "3件", "每年完成3件以上",
    # marks between things, and ends of lines
    "、", "，", "。", "；", "：", " ", "\n", "\u3000", "\n附件", "甲、", "甲\n", "甲。\n",
    # clauses, and parts of them
    "责任单位:", "(责任单位:市教育局、", "(责任单位:市教育局)", "责任单位:市教育局\n", "市教育局牵头", "市教育局牵头，", "均为配合单位", "等", "会同",
    "领导小组", "组长:", "市", "局", "市教育局", "市教育局、", "其他成员单位", "以下责任单位中均包含",
    "牵头单位", "牵头单位\n", "(责任单位:\n", "市财政局等部门和", "<",
    "\n关于印发某某方案的通知", "\n某市人民政府\n关于印发某某方案的通知\n一、任务\n（一）建校。\n",
    # documents on one line
    "建校# Page 3:扩容", "责任单位: 市教育局 ", "1.建校 扩容 ", "(一)建校，", "序号 任务 责任单位 附件 ", "序号 ",
    # heads of tables
    "序号\n重点任务\n责任单位\n", "重点任务\n", "1\n", "指标\n",
)  # fmt: skip


def hostile_texts() -> Iterator[Hostile]:
    """Yield every hostile text: of each rule, and of the reading of whole documents."""
    for subject, pieces in _PIECES.items():
        for piece in pieces:
            yield Hostile(subject, piece)
    for piece in _GROUP_PIECES:
        yield Hostile("group", piece, "成立甲县节水领导小组，")
    triggers = tuple(row[0] for row in rows("ledger_triggers"))
    for piece in dict.fromkeys((*_DOCUMENT_PIECES, *triggers)):
        yield Hostile("document", piece, _PLAN)
    for piece in ("市教育局、", "甲、", "(", ")", "1", "和市局", "市和", "商", "会同"):
        yield Hostile("document", piece, f"{_PLAN}（一）做好工作。（责任单位：")
    yield from (Hostile("page", piece, "<p>") for piece in ("<b>", "<!--", "&", "&amp;", "<td>1", "<p>甲"))
    yield from (Hostile("markdown", piece) for piece in ("[", "*", "_a", "`", "> ", "![", "|1", "# 甲\n", "<", "- "))


def evidence_of(found: object) -> Iterator[Evidence]:
    """Yield every place that a record, or a list of records, leads back to."""
    if isinstance(found, Evidence):
        yield found
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from evidence_of(one)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from evidence_of(getattr(found, name))
