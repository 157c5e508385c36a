"""XML from outside: no entities, no network, no depth without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from loaders.limits import exceeded

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION: Final = b"<!DOCTYPE"
_HEAD: Final = 4096
"""A declaration stands in front of the root; behind these bytes the parser's own bound on growth holds."""


def parse_xml(data: bytes, name: str, part: str) -> _Element:
    """Return the root of an XML part.

    Args:
        data: Its bytes.
        name: The document, for the error.
        part: The part of the document, for the error.

    Raises:
        UnreadableDocument: It is not well-formed, or declares entities (which no office program writes).
        LimitExceeded: Its elements are nested deeper than 256.
    """
    from lxml import etree  # noqa: PLC0415 - 30 ms, only where XML is read

    if _DECLARATION in data[:_HEAD]:
        raise UnreadableDocument(
            both(f"{name} declares entities in {part}, which no office program does.",
                 f"{name} 的 {part} 声明了实体，正常的办公软件不会这样写。"),
            both("Do not trust the file; get it from its publisher.", "请勿信任该文件，请从发布机关重新获取。"),
        )  # fmt: skip
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise exceeded(name, "nesting", "more than 256", "256") from error
        raise UnreadableDocument(
            both(f"{name} is damaged: {part} is not XML ({error.msg}).", f"{name} 已损坏：{part} 不是有效的 XML。"),
            both("Open it in an office program and save it again.", "请用办公软件打开并重新保存。"),
        ) from error
    return root


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; an empty string for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
