"""Bytes to a tree of YAML nodes with their places, within limits and without building any object.

JSON is read by the same parser: it is YAML but for tabs and surrogate pairs, which are mended here
without moving a character. Depth, size and aliases are checked on the event stream, before anything
recursive runs, so that hostile input costs no more than its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import yaml

from loaders.encoding.report import Place
from loaders.encoding.syntax import in_plain_words

if TYPE_CHECKING:
    from loaders.encoding.report import Report

_TEXT: Final = "tag:yaml.org,2002:str"
MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 12
MAX_NODES: Final = 50_000
"""An encoding of 1,000 actions has about 20,000 nodes; the deepest place that the keys allow is 7."""


def decode(data: bytes, report: Report, limit: int | None = MAX_BYTES) -> str | None:
    """Return the text of UTF-8 bytes without byte order mark; None after reporting why not."""
    if limit is not None and len(data) > limit:
        report.add("encoding-size", None, size=len(data), limit=limit)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        report.add("encoding-bytes", _end_of(before))
        return None


def compose(text: str, report: Report) -> yaml.Node | None:
    """Return the root node of `text`; None after reporting, or where the text holds nothing."""
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader) if _is_bounded(text, report) else None
    except yaml.MarkedYAMLError as error:
        said = in_plain_words(str(error.problem or error.context))
        report.add("encoding-syntax", error.problem_mark or error.context_mark, detail=said)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        report.add("encoding-syntax", _end_of(before), detail=f"U+{_code_point(error.character):04X}")
    except (ValueError, OverflowError) as error:
        # PyYAML lets `chr` and `int` fail on escapes such as "\UFFFFFFFF".
        report.add("encoding-syntax", None, detail=str(error))
    return None


def _end_of(before: str) -> Place:
    return Place(before.count("\n"), len(before) - (before.rfind("\n") + 1))


def _code_point(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[0])


def _is_bounded(text: str, report: Report) -> bool:
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.NodeEvent) and event.anchor is not None):
            report.add("encoding-alias", event.start_mark)
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            report.add("encoding-depth", event.start_mark, limit=MAX_DEPTH)
            return False
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag not in (None, "!"):
            report.add("encoding-tag", event.start_mark, value=event.tag)
            return False
    return True


def is_null(node: yaml.Node) -> bool:
    """Tell whether the value was left out: nothing, `~` or `null`."""
    return isinstance(node, yaml.ScalarNode) and str(node.tag).endswith(":null")


def scalar_text(node: yaml.ScalarNode) -> str:
    """Return what is written, whatever type YAML would make of it; surrogate pairs of JSON joined."""
    written = str(node.value).strip()
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def kind_of(node: yaml.Node) -> str:
    """Return the name of the kind of a node, for messages."""
    if is_null(node):
        return "null"
    if isinstance(node, yaml.ScalarNode):
        return "scalar"
    return "sequence" if isinstance(node, yaml.SequenceNode) else "mapping"


def extent(node: yaml.Node) -> tuple[int, int]:
    """Return first and one past the last code point of what is written, without trailing white space.

    The end of a block collection is that of its last value: the marks of the parser run on into the
    lines that follow.
    """
    begin = node.start_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return begin, max(begin, node.end_mark.index)
    return begin, node.end_mark.index


def scalar(text: str, begin: Place, length: int = 0) -> yaml.ScalarNode:
    """Return a text of a format of our own; it takes `length` code points of the plain text."""
    end = replace(begin, index=begin.index + length)
    return yaml.ScalarNode(_TEXT, text, cast("yaml.Mark", begin), cast("yaml.Mark", end))


def sequence(items: Sequence[yaml.Node], begin: Place, length: int = 0) -> yaml.SequenceNode:
    """Return a list of a format of our own."""
    end = replace(begin, index=begin.index + length)
    marks = cast("yaml.Mark", begin), cast("yaml.Mark", end)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(items), *marks, flow_style=True)


def mapping(pairs: Sequence[tuple[yaml.Node, yaml.Node]], begin: Place) -> yaml.MappingNode:
    """Return a group of a format of our own; it reaches from its first value to its last."""
    begins = [value.start_mark.index for _, value in pairs if value.start_mark.index]
    first, last = min(begins, default=begin.index), max((v.end_mark.index for _, v in pairs), default=begin.index)
    marks = cast("yaml.Mark", replace(begin, index=first)), cast("yaml.Mark", replace(begin, index=last))
    return yaml.MappingNode("tag:yaml.org,2002:map", list(pairs), *marks, flow_style=True)


def moved(node: yaml.Node, begin: Place) -> None:
    """Put a tree that was read from a piece of text to where the piece stands."""
    first, last = (replace(begin, index=begin.index + mark.index) for mark in (node.start_mark, node.end_mark))
    node.start_mark, node.end_mark = cast("yaml.Mark", first), cast("yaml.Mark", last)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            moved(item, begin)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            moved(key, begin)
            moved(value, begin)
