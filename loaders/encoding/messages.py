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
        "The key {key} appears here twice (English and Chinese spellings are one key).",
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
        "{value} is not a date.",
        "“{value}”不是日期。",
        "Write 2026, 2026-06 or 2026-06-30.",
        "请写成 2026、2026-06 或 2026-06-30。",
    ),
    "encoding-number": Message(
        "{value} is not a number.",
        "“{value}”不是数字。",
        "Write digits only, such as 26000 or 2.6万; the unit has its own key.",
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
        "{value} is not a position in an order.",
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
        "{value} is not a division code.",
        "“{value}”不是行政区划代码。",
        "Write the six digits of GB/T 2260.",
        "请写 GB/T 2260 的六位数字。",
    ),
    "encoding-unknown-sheet": Message(
        "A sheet called {key} is not known.",
        "没有名为“{key}”的工作表。",
        "{hint}",
        "{hint}",
    ),
    "encoding-missing-sheet": Message(
        "The sheet {key} is missing.",
        "缺少工作表“{key}”。",
        "Add it: one field a row, its name in column A and its value in column B; govplan template writes one.",
        "请补充：每行一个字段，A 列写名称，B 列写内容；govplan template 可生成模板。",
    ),
    "encoding-no-headings": Message(
        "The sheet {key} has no row of headings.",
        "工作表“{key}”没有标题行。",
        "Put the names of the columns into the first row, as govplan template writes them.",
        "请在首行写上列名，写法见 govplan template 生成的模板。",
    ),
    "encoding-stray-cell": Message(
        "This cell has no heading above it: {value}.",
        "此单元格上方没有列名：{value}。",
        "Give the column a heading, or delete the cell.",
        "请补充列名，或删除此单元格。",
    ),
    "encoding-cell": Message(
        "The list in this cell cannot be read: {detail}",
        "此单元格中的列表无法读取：{detail}",
        "Write it as [{{unit: …, role: …}}].",
        "请写成 [{{单位: …, 角色: …}}]。",
    ),
    "encoding-workbook": Message(
        "The workbook cannot be read: {detail}.",
        "工作簿无法读取：{detail}。",
        "Open it in a spreadsheet program and save it again as XLSX, without a password.",
        "请用表格软件打开后重新另存为 XLSX，并取消密码。",
    ),
    "encoding-cell-error": Message(
        "The formula of this cell failed: it shows {value}.",
        "此单元格的公式出错，显示为 {value}。",
        "Write the value itself into the cell, or empty it.",
        "请在单元格中直接填写内容，或清空。",
    ),
    "encoding-formula": Message(
        "This cell holds a formula whose result was not saved.",
        "此单元格是公式，文件中没有保存其结果。",
        "Open the workbook in a spreadsheet program and save it again, or write the value itself.",
        "请用表格软件打开后重新保存，或直接填写内容。",
    ),
    "encoding-table": Message(
        "The quotes of this table do not close: {detail}.",
        "表格中的引号未闭合：{detail}。",
        "Write a quote inside a cell twice, and close each cell that opens with one.",
        "单元格内的引号请写两个，并闭合以引号开头的单元格。",
    ),
    "encoding-function": Message(
        "{value} is not a government function.",
        "没有“{value}”这一政府职能。",
        "{hint}",
        "{hint}",
    ),
    "graph-syntax": Message(
        "This is not valid RDF: {detail}.",
        "此处不符合 RDF 语法：{detail}。",
        "Check prefixes, quotes, brackets and the full stop before this place.",
        "请检查此处之前的前缀、引号、括号和句点。",
    ),
    "graph-context": Message(
        "This JSON-LD context would have to be fetched, or is not the one of plans.",
        "此 JSON-LD 上下文需要联网获取，或不是规划所用的上下文。",
        'Write "@context": "{value}".',
        '请写 "@context": "{value}"。',
    ),
    "graph-term": Message(
        "{value} is not a term of its vocabulary.",
        "词表中没有术语 {value}。",
        "{hint}",
        "{hint}",
    ),
    "graph-no-property": Message(
        "{key} is not a property; it cannot link a thing to a value.",
        "{key} 不是属性，不能用来连接事物和值。",
        "Properties begin with a small letter: gp:role gp:Lead.",
        "属性以小写字母开头，如 gp:role gp:Lead。",
    ),
    "graph-no-class": Message(
        "{value} is not a class; nothing can have this type.",
        "{value} 不是类，不能用作类型。",
        "Write a class, as gp:Task or gp:Unit.",
        "请写类名，如 gp:Task 或 gp:Unit。",
    ),
    "graph-form": Message(
        "The value of {key} does not have the form of its datatype: {value}.",
        "{key} 的值“{value}”不符合其数据类型的写法。",
        "Write it as {example}.",
        "请写成 {example}。",
    ),
    "graph-datatype": Message(
        "The value of {key} is of the wrong kind: {value}.",
        "{key} 的值“{value}”类型不对。",
        "Write it as {example}.",
        "请写成 {example}。",
    ),
    "graph-needs-value": Message(
        "{key} takes a value in quotes, a number or a date, but here is a thing.",
        "{key} 的值应为文字、数字或日期，此处却是一个事物。",
        "Write it as {example}.",
        "请写成 {example}。",
    ),
    "graph-needs-thing": Message(
        "{key} leads to a thing, but here is the text {value}.",
        "{key} 应指向一个事物，此处却是文字“{value}”。",
        "Write the name of the thing, as ex:finance or <https://…>, without quotes.",
        "请写事物的标识，如 ex:finance 或 <https://…>，不加引号。",
    ),
    "graph-code": Message(
        "{key} cannot be {value}.",
        "{key} 不能是 {value}。",
        "Choose one of: {choices}.",
        "请从以下各项中选择：{choices}。",
    ),
    "graph-dangling": Message(
        "{key} leads to {value}, which this file does not describe.",
        "{key} 指向 {value}，但文件中没有它的任何描述。",
        "Correct the name, or describe the thing.",
        "请更正标识，或补充对它的描述。",
    ),
    "graph-twice": Message(
        "{key} appears a second time with another value; the first is in line {line}.",
        "{key} 在此处第二次出现且值不同，第一次在第 {line} 行。",
        "Keep one of them.",
        "请只保留一处。",
    ),
    "graph-no-plan": Message(
        "{graph} holds no plan: nothing is of the type gp:Plan.",
        "{graph}没有规划：没有类型为 gp:Plan 的事物。",
        'Write what the plan is: ex:plan a gp:Plan ; dcterms:title "…" .',
        '请写明规划：ex:plan a gp:Plan ; dcterms:title "…" .',
    ),
    "graph-two-plans": Message(
        "There is a second plan, {value}, in the same graph.",
        "同一图中出现第二个规划 {value}。",
        "Put each plan in a file or a named graph of its own.",
        "请把每个规划放在单独的文件或命名图中。",
    ),
    "graph-untyped": Message(
        "{value} has no type.",
        "没有说明 {value} 是什么。",
        "Add its class, as: a gp:Task.",
        "请补充它的类，如 a gp:Task。",
    ),
    "graph-missing": Message(
        "{value} has no {key}.",
        "{value} 缺少 {key}。",
        "Add {key}.",
        "请补充 {key}。",
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
