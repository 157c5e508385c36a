"""What is said about mistakes in encodings, in English and Chinese, each with a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and its remedy in both languages; braces name the details."""

    en: str
    zh: str
    remedy_en: str
    remedy_zh: str

    def texts(self, language: Language, **details: object) -> tuple[str, str]:
        """Return the sentence and the remedy in one language."""
        sentence, remedy = (self.zh, self.remedy_zh) if language == "zh" else (self.en, self.remedy_en)
        return sentence.format(**details), remedy.format(**details)


MESSAGES: Final[dict[str, Message]] = {
    "encoding-size": Message(
        "The file has {size} bytes; an encoding may have {limit}.",
        "文件有 {size} 字节，超过上限 {limit}。",
        "Split the file: one plan in each.",
        "请拆分文件，每个文件只写一份计划。",
    ),
    "encoding-bytes": Message(
        "The file is not UTF-8 text.",
        "文件不是 UTF-8 编码的文本。",
        "Save it again as UTF-8.",
        "请另存为 UTF-8 编码。",
    ),
    "encoding-syntax": Message(
        "This is not valid YAML or JSON: {detail}.",
        "此处不符合 YAML 或 JSON 语法：{detail}。",
        "Check indentation, colons, quotes and brackets here.",
        "请检查此处的缩进、冒号、引号和括号。",
    ),
    "encoding-depth": Message(
        "Values are nested more than {limit} levels deep, or there are too many of them.",
        "数据嵌套超过 {limit} 层，或条目过多。",
        "Write the plan as the schema shows.",
        "请按模式文件的结构书写。",
    ),
    "encoding-alias": Message(
        "Anchors and aliases (& and *) are not read.",
        "不支持锚点和别名（& 和 *）。",
        "Write the values out, or put text that starts with & or * in quotes.",
        "请直接写出内容；以 & 或 * 开头的文字请加引号。",
    ),
    "encoding-tag": Message(
        "The tag {value} is not read.",
        "不支持标签 {value}。",
        "Delete the tag, or put the text in quotes.",
        "请删除标签，或给文字加引号。",
    ),
    "encoding-type": Message(
        "{key} must be {wanted}, but here is {found}.",
        "“{key}”应为{wanted}，此处却是{found}。",
        "Write {wanted} here.",
        "请在此处填写{wanted}。",
    ),
    "encoding-unknown-key": Message(
        "The key {key} is not known here.",
        "此处没有“{key}”这个键。",
        "{hint}",
        "{hint}",
    ),
    "encoding-duplicate-key": Message(
        "The key {key} stands here twice (English and Chinese spellings are one key).",
        "“{key}”在此处出现两次（中英文写法视为同一个键）。",
        "Keep one of them.",
        "请只保留一处。",
    ),
    "encoding-missing-key": Message(
        "{key} is missing.",
        "缺少“{key}”。",
        "Add {key}.",
        "请补充“{key}”。",
    ),
    "encoding-empty": Message(
        "An item of {key} is empty.",
        "“{key}”中有一项为空。",
        "Fill it in or delete it.",
        "请填写或删除该项。",
    ),
    "encoding-list": Message(
        "{key} holds several names in one text: {value}.",
        "“{key}”把几个名称写在了一起：{value}。",
        "Write a list with one name per item.",
        "请写成列表，每项一个名称。",
    ),
    "encoding-date": Message(
        "{value} is no date.",
        "“{value}”不是日期。",
        "Write 2026, 2026-06 or 2026-06-30.",
        "请写成 2026、2026-06 或 2026-06-30。",
    ),
    "encoding-number": Message(
        "{value} is no number.",
        "“{value}”不是数字。",
        "Write digits alone, as 26000 or 2.6万; the unit has a key of its own.",
        "请只写数字，如 26000 或 2.6万；计量单位另有专门的键。",
    ),
    "encoding-flag": Message(
        "{value} is neither true nor false.",
        "“{value}”既不是“是”也不是“否”。",
        "Write true or false.",
        "请写 是 或 否。",
    ),
    "encoding-code": Message(
        "{key} cannot be {value}.",
        "“{key}”不能是“{value}”。",
        "Choose one of: {choices}.",
        "请从以下各项中选择：{choices}。",
    ),
    "encoding-order": Message(
        "{value} is no place in an order.",
        "“{value}”不能作为次序。",
        "Write a whole number from 0 to 1000000.",
        "请写 0 至 1000000 的整数。",
    ),
    "encoding-duplicate-id": Message(
        "The id {value} was used before, in line {line}.",
        "编号“{value}”在第 {line} 行已经用过。",
        "Give each section and action an id of its own.",
        "请为每个章节和任务使用不同的编号。",
    ),
    "encoding-duplicate-unit": Message(
        "The form {value} already stands for another unit, in line {line}.",
        "写法“{value}”在第 {line} 行已指另一单位。",
        "List each written form under one unit only.",
        "每种写法请只列在一个单位之下。",
    ),
    "encoding-clash": Message(
        "{key} and {other} say the same thing in two ways.",
        "“{key}”与“{other}”重复表述同一内容。",
        "Keep one of them.",
        "请只保留一种。",
    ),
    "encoding-parent": Message(
        "There is no section or action with the id {value}.",
        "没有编号为“{value}”的章节或任务。",
        "Correct the id, or add the section.",
        "请更正编号，或补充该章节。",
    ),
    "encoding-place-code": Message(
        "{value} is no division code.",
        "“{value}”不是行政区划代码。",
        "Write the six digits of GB/T 2260.",
        "请写 GB/T 2260 的六位数字。",
    ),
}

KINDS: Final[dict[str, tuple[str, str]]] = {
    "text": ("a text", "文字"),
    "texts": ("a list of texts", "文字列表"),
    "date": ("a date", "日期"),
    "number": ("a number", "数字"),
    "flag": ("true or false", "是或否"),
    "code": ("one of the listed values", "规定的选项"),
    "record": ("a group of keys and values", "一组键和值"),
    "records": ("a list of groups", "由若干组键和值构成的列表"),
    "scalar": ("a single value", "单个值"),
    "sequence": ("a list", "列表"),
    "mapping": ("a group of keys and values", "一组键和值"),
    "null": ("nothing", "空值"),
}
