"""What the parser of YAML says about a broken file, in plain words: it speaks to people who know its grammar."""

from __future__ import annotations

from typing import Final

from kg.errors import Bilingual, in_words

_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"mapping values are not allowed here", "a colon too many; text that holds one stands in quotes",
     "多出一个冒号；含冒号的文字请加引号"),
    (r"found character '\\t' that cannot start any token", "here is a tab, and only spaces indent",
     "此处是制表符，缩进只能用空格"),
    (r"found character (.{1,20}) that cannot start any token", "text that begins with {} stands in quotes",
     "以 {} 开头的文字请加引号"),
    (r"could not find expected ':'", "a key without a colon behind it", "键名之后缺少冒号"),
    (r"expected ',' or '\]', .*", "a list in [ ] is not closed, or a comma is missing", "方括号没有闭合，或缺少逗号"),
    (r"expected ',' or '\}', .*", "a group in { } is not closed, or a comma is missing", "花括号没有闭合，或缺少逗号"),
    (r"found unexpected end of stream", "a quote is not closed", "引号没有闭合"),
    (r"expected the node content, but found '<stream end>'", "the file breaks off", "文件在此处中断"),
    (r"expected the node content, but found (.{1,20})", "a value is missing in front of {}", "{} 之前缺少值"),
    (r"expected <block end>, .*", "the indentation does not fit the lines above", "缩进与上文不一致"),
    (r"(?:sequence entries|mapping keys) are not allowed here", "a list or a key does not belong here",
     "此处不能写列表或键名"),
    (r"found unknown escape character (.{1,20})", "between double quotes a backslash stands in front of {}",
     "双引号内 {} 之前有反斜杠"),
    (r"(?:but found another document|expected '<document start>', .*)", "a second document begins here",
     "此处开始了第二份内容"),
    (r"Expecting (?:value|property name enclosed in double quotes)", "a value or a name in double quotes is missing",
     "缺少值，或缺少双引号中的名称"),
    (r"Expecting '?(.{1,12}?)'? delimiter", "{} is missing", "缺少 {}"),
    (r"Unterminated string starting at", "a quote is not closed", "引号没有闭合"),
    (r"Extra data", "the file goes on after its end", "文件在结束之后还有内容"),
)  # fmt: skip


def in_plain_words(message: str) -> Bilingual:
    """Return what a parser of YAML or JSON said; in Chinese too, where it is a common mistake.

    >>> in_plain_words("found unexpected end of stream").zh
    '引号没有闭合'
    """
    return in_words(message, _WORDS)
