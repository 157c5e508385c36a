"""The key table of encodings: every key in English and Chinese, what it holds, and which it needs.

Reading, writing and the JSON Schema all follow these tables; a new key is one line here and one use
in `read` and `write`. Values from closed lists (`Code`) carry their spellings in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.records import ActionKind, Bindingness, Comparator, Expansion, Role, Statistic


class Kind(StrEnum):
    """What the value of a key is."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    CODE = "code"
    RECORD = "record"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list: the value in the records and the spellings that stand for it.

    The first spelling is the English one that `write` uses, the second the Chinese one.
    """

    value: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its English name, its Chinese name, what it holds, and what it says.

    `table` names the table of a RECORD or RECORDS; `codes` is the closed list of a CODE.
    """

    name: str
    zh: str
    kind: Kind
    doc: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    table: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling of the key, English and Chinese first."""
        return (self.name, self.zh, *self.aliases)


FLAGS: Final = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}

ROLES: Final = (
    Code(Role.LEAD, ("lead", "牵头", "牵头单位", "牵头部门")),
    Code(Role.RESPONSIBLE, ("responsible", "责任", "责任单位", "负责")),
    Code(Role.SUPPORTING, ("supporting", "配合", "配合单位", "参与单位")),
)
ACTION_KINDS: Final = (
    Code(ActionKind.TASK, ("task", "任务")),
    Code(ActionKind.SAFEGUARD, ("safeguard", "保障", "保障措施")),
    Code(ActionKind.PROJECT, ("project", "项目", "工程")),
)
SECTION_KINDS: Final = (
    Code("overview", ("overview", "总体要求", "background", "背景", "指导思想")),
    Code("principle", ("principles", "基本原则", "principle", "原则")),
    Code("goal", ("goals", "目标", "goal", "工作目标", "主要目标", "发展目标")),
    Code("task", ("tasks", "任务", "task", "duties", "重点任务", "主要任务")),
    Code("safeguard", ("safeguards", "保障", "safeguard", "organisation", "保障措施", "组织保障")),
    Code("project", ("projects", "项目", "project", "box", "工程", "专栏")),
    Code("phase", ("phases", "阶段", "phase", "实施步骤")),
    Code("annex", ("annex", "附件")),
    Code("other", ("other", "其他", "membership")),
)
COMPARATORS: Final = (
    Code(Comparator.AT_LEAST, (">=", "不低于", "≥", "以上", "不少于", "at least")),
    Code(Comparator.AT_MOST, ("<=", "不超过", "≤", "以内", "at most")),
    Code(Comparator.EXACTLY, ("=", "达到", "exactly")),
    Code(Comparator.MORE_THAN, (">", "超过", "突破", "more than")),
    Code(Comparator.LESS_THAN, ("<", "低于", "less than")),
)
STATISTICS: Final = (
    Code(Statistic.LEVEL, ("level", "存量")),
    Code(Statistic.ANNUAL, ("annual", "年度")),
    Code(Statistic.GROWTH_RATE, ("growth_rate", "增速")),
    Code(Statistic.SHARE, ("share", "占比")),
    Code(Statistic.RANK, ("rank", "排名")),
    Code(Statistic.COUNT, ("count", "数量")),
)
BINDINGNESS: Final = (
    Code(Bindingness.BINDING, ("binding", "约束性")),
    Code(Bindingness.EXPECTED, ("expected", "预期性")),
)
EXPANSIONS: Final = (
    Code(Expansion.ALL_MEMBERS, ("all", "全部成员")),
    Code(Expansion.ALL_MEMBERS_EXCEPT, ("all_except", "其他成员")),
)
RELATIONS: Final = (
    Code("cites", ("cites", "引用")),
    Code("basedOn", ("based_on", "依据")),
    Code("implements", ("implements", "贯彻落实")),
)

_DEADLINE: Final = (
    Key("deadline", "完成时限", Kind.DATE, "Last year, month or day.", aliases=("期限",)),
    Key("deadline_text", "时限原文", Kind.TEXT, "The deadline as printed, where it is no date."),
)
_DUTIES: Final = (
    Key("lead", "牵头单位", Kind.TEXTS, "Units that lead.", aliases=("牵头部门",)),
    Key("responsible", "责任单位", Kind.TEXTS, "Units that answer for it.", aliases=("责任部门",)),
    Key("supporting", "配合单位", Kind.TEXTS, "Units that help.", aliases=("参与单位", "配合部门")),
    Key("responsibilities", "责任分工", Kind.RECORDS, "The same in another form: unit and role.", table="assignment"),
    Key("open_list", "等", Kind.FLAG, "True where the list of units ends in 等."),
    Key("by_division_of_duties", "按职责分工", Kind.FLAG, "True where the text says 按职责分工负责."),
    Key("clause_text", "责任原文", Kind.TEXT, "The clause as printed."),
)
_CLAUSES: Final = Key("clauses", "责任条款", Kind.RECORDS, "Several clauses, instead of the unit keys.", table="clause")
_PLACE: Final = (
    Key("jurisdiction", "地区", Kind.TEXT, "Full name of the place; 无 for none."),
    Key("division_code", "行政区划代码", Kind.TEXT, "Six digits of GB/T 2260."),
    Key("within", "上级地区", Kind.RECORDS, "The places around it, nearest first.", table="place"),
)
_TARGET: Final = (
    Key("value", "目标值", Kind.NUMBER, "The number; 2.6万 is 26000."),
    Key("value_text", "目标值原文", Kind.TEXT, "The number as printed."),
    Key("comparator", "比较", Kind.CODE, "How the reached value is held against it.", codes=COMPARATORS),
    Key("comparator_stated", "比较见于原文", Kind.FLAG, "True where the text itself states it."),
    *_DEADLINE,
    Key("ambition", "力度", Kind.TEXT, "力争, 确保 and the like."),
    Key("relative_to", "参照", Kind.TEXT, "What the value is relative to."),
)
_NAME: Final = Key("name", "名称", Kind.TEXT, "Its name.", required=True)
_ENTRY: Final = (
    Key("id", "编号", Kind.TEXT, "Path of the printed numbers: 二/(一)/1.", required=True),
    Key("title", "标题", Kind.TEXT, "Its heading.", required=True),
    Key("number", "序号", Kind.TEXT, "The printed number, where it is not the end of the id."),
    Key("parent", "上级", Kind.TEXT, "Id of the part it belongs to, where the id does not say so; 无 for none."),
    Key("order", "次序", Kind.NUMBER, "Place in reading order from 0, where the lists do not say so."),
)


def _records(name: str, zh: str, table: str, doc: str, *aliases: str) -> Key:
    return Key(name, zh, Kind.RECORDS, doc, aliases=aliases, table=table)


TABLES: Final[dict[str, tuple[Key, ...]]] = {
    "encoding": (
        Key("plan", "计划", Kind.RECORD, "The plan itself.", required=True, table="plan"),
        _records("units", "单位", "unit", "Official names of units, where the written name is not enough."),
        _records("sections", "章节", "section", "Parts of the plan that are no actions."),
        _records("actions", "任务", "action", "What the plan orders.", "行动"),
        _records("indicators", "指标", "indicator", "What the plan promises to reach."),
        _records("cites", "引用文件", "cited", "Documents that the plan names."),
        _records("bodies", "领导机构", "body", "Leading groups and joint conferences."),
        _records("phases", "阶段", "phase", "Steps of carrying it out."),
        _records("funding", "资金", "funding", "Money set aside for it."),
        _records("evaluations", "考核评估", "evaluation", "How it is checked."),
    ),
    "plan": (
        Key("title", "标题", Kind.TEXT, "Title of the plan.", required=True, aliases=("名称",)),
        Key("notice_title", "通知标题", Kind.TEXT, "Title of the notice that issues it."),
        Key("document_number", "文号", Kind.TEXT, "某政发〔2024〕1号.", aliases=("发文字号",)),
        Key("document_number_text", "文号原文", Kind.TEXT, "The number as printed, where it is damaged."),
        Key("issuers", "发文机关", Kind.TEXTS, "Who issues it."),
        Key("issued", "成文日期", Kind.DATE, "When it was signed."),
        Key("issued_text", "成文日期原文", Kind.TEXT, "The date as printed."),
        Key("starts", "开始", Kind.DATE, "First year, month or day of its time."),
        Key("ends", "结束", Kind.DATE, "Last year, month or day of its time."),
        *_PLACE,
        Key("addressees", "主送机关", Kind.TEXTS, "To whom it is sent."),
        Key("source", "来源", Kind.TEXT, "Address of the document."),
        Key("repairs", "修复", Kind.TEXTS, "What was repaired in reading."),
    ),
    "place": (_NAME, _PLACE[1]),
    "unit": (
        Key("name", "名称", Kind.TEXT, "Full official name.", required=True),
        Key("written", "写法", Kind.TEXTS, "Every form that stands in this encoding."),
        Key("function", "职能", Kind.TEXT, "Slug of the function scheme."),
        *_PLACE,
        Key("dual_brand", "加挂牌子", Kind.TEXT, "The other name of 甲局(乙局)."),
        Key("group", "群体", Kind.FLAG, "True for 各成员单位 and the like."),
        Key("group_of", "所属机构", Kind.TEXT, "The body whose members it stands for."),
        Key("expansion", "范围", Kind.CODE, "Which members.", codes=EXPANSIONS),
        Key("except", "除外", Kind.TEXTS, "Units that it leaves out."),
    ),
    "section": (*_ENTRY, Key("kind", "类别", Kind.CODE, "What it is about.", codes=SECTION_KINDS)),
    "action": (
        *_ENTRY,
        Key("kind", "类别", Kind.CODE, "Task, safeguard or project.", codes=ACTION_KINDS),
        Key("description", "说明", Kind.TEXT, "What is to be done."),
        *_DUTIES,
        _CLAUSES,
        *_DEADLINE,
    ),
    "assignment": (
        Key("unit", "单位", Kind.TEXT, "The unit as written.", required=True),
        Key("role", "角色", Kind.CODE, "Its role.", required=True, codes=ROLES),
        Key("except", "除外", Kind.TEXTS, "Units that a group leaves out in this clause."),
    ),
    "clause": (*_DUTIES, *_DEADLINE),
    "indicator": (
        _NAME,
        Key("measure", "度量", Kind.TEXT, "The name that plans share, without scope words."),
        Key("unit", "计量单位", Kind.TEXT, "件, 家, % …", aliases=("单位",)),
        Key("statistic", "统计类型", Kind.CODE, "What kind of number.", codes=STATISTICS),
        Key("bindingness", "属性", Kind.CODE, "约束性 or 预期性.", codes=BINDINGNESS),
        Key("at", "位置", Kind.TEXT, "Id of the section or action in which it stands."),
        Key("baseline", "基期值", Kind.NUMBER, "What it was."),
        Key("baseline_date", "基期", Kind.DATE, "When it was so."),
        *_TARGET,
        Key("targets", "目标", Kind.RECORDS, "Several targets, instead of the target keys.", table="target"),
        Key("observations", "观测值", Kind.RECORDS, "Values that it had.", table="observation"),
        *_DUTIES,
        _CLAUSES,
    ),
    "target": (
        Key("value", "目标值", Kind.NUMBER, "The number; 2.6万 is 26000.", required=True),
        *_TARGET[1:],
    ),
    "observation": (
        Key("value", "数值", Kind.NUMBER, "The number.", required=True),
        Key("value_text", "数值原文", Kind.TEXT, "The number as printed."),
        Key("date", "时间", Kind.DATE, "When it was so."),
        Key("is_baseline", "作为基期", Kind.FLAG, "True where targets are counted from it."),
    ),
    "cited": (
        Key("title", "标题", Kind.TEXT, "Its title without 《》.", required=True, aliases=("名称",)),
        Key("document_number", "文号", Kind.TEXT, "Its number."),
        Key("relation", "关系", Kind.CODE, "How the plan names it.", codes=RELATIONS),
    ),
    "body": (
        _NAME,
        Key("chairs", "组长", Kind.TEXTS, "Chairs as printed."),
        Key("vice_chairs", "副组长", Kind.TEXTS, "Vice chairs as printed."),
        Key("members", "成员", Kind.TEXTS, "Members as printed."),
        Key("office", "办公室", Kind.TEXT, "Where its office is."),
        Key("member_units", "成员单位", Kind.TEXTS, "Units among the members."),
    ),
    "phase": (
        _NAME,
        Key("start", "开始", Kind.DATE, "First month."),
        Key("end", "结束", Kind.DATE, "Last month."),
    ),
    "funding": (
        _NAME,
        Key("amount", "金额", Kind.NUMBER, "In the unit; 1.5亿 is 150000000."),
        Key("amount_text", "金额原文", Kind.TEXT, "The amount as printed."),
        Key("unit", "计量单位", Kind.TEXT, "元."),
        Key("matching_ratio", "配套比例", Kind.TEXT, "1:2."),
    ),
    "evaluation": (_NAME, Key("frequency", "频次", Kind.TEXT, "How often.")),
}
