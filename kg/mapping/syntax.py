"""What the parser of RDF says about a broken file, in plain words: it speaks to people who know its grammar."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import Bilingual, in_words

# the place is told apart from the words, once and in the language of the reader
_PLACE: Final = re.compile(r"Parser error at line [^:]{1,80}: ")
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"Unexpected end(?: of file)?", "it breaks off here", "文件在此处中断"),
    (r"The prefix (\S{1,80}) has not been declared", "the prefix {} is not declared", "前缀 {} 没有声明"),
    (r"(?:A dot is expected at the end of statements|Triples should be followed by a dot)",
     "the statement before this place has no full stop", "此处之前的语句缺少句点"),
    (r"No scheme found in an absolute IRI", "the address in angle brackets is not complete", "尖括号中的地址不完整"),
    (r"Invalid IRI code point (.{1,20})", "an address cannot hold {}", "地址中不能有 {}"),
    (r"(.{1,80}) is not a valid predicate", "{} stands where a property belongs", "应写属性之处写了 {}"),
    (r"(.{1,80}) is not a valid RDF object", "{} stands where a value belongs", "应写值之处写了 {}"),
    (r"(.{1,80}) is not a valid subject(?: or graph name)?", "{} stands where a thing belongs", "应写事物之处写了 {}"),
    (r"Unexpected escape character (.{1,20})", "a text cannot hold {}; write the backslash twice",
     "文字中不能有 {}；反斜杠须写两个"),
    (r"(.{1,20}) is not allowed at the beginning of a prefix name", "a name cannot begin with {}",
     "名称不能以 {} 开头"),
    (r"blank node property lists should end with a '\]'", "a bracket [ is not closed", "方括号没有闭合"),
)  # fmt: skip


def in_plain_words(message: str) -> Bilingual:
    """Return what a parser said, without the place; in Chinese too, where it is a common mistake.

    >>> in_plain_words("Parser error at line 2 between columns 1 and 5: The prefix ey: has not been declared").zh
    '前缀 ey: 没有声明'
    """
    said = _PLACE.sub("", message, count=1).rstrip(".")
    return in_words(said, _WORDS)
