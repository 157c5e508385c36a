"""Where a document ends: signature, date and page chrome off its last part, and what hides in it."""

from __future__ import annotations

import re
from typing import Final

from loaders.numbering import Marker, Style, numeral
from loaders.outline.items import HEADING_LENGTH, Node

_LIKE_ITEMS: Final = 3
_TAIL: Final = re.compile(
    r"(?:抄送|抄报|主办单位|承办单位:|网站标识码|网站地图|版权所有|扫码|扫一扫|Produced By|相关(?:链接|阅读|解读|稿件)"
    r"|政策解读|解读[:链]|分享到|打印|关闭|责任编辑|信息来源|来源:|上一[篇条]|下一[篇条]|\(?此件|[^\n]{0,12}(?:ICP备|公网安备)|附件:|附表:)"
)
_IN_FORCE: Final = re.compile(r"本[^,。;]{2,14}(?:自|由|从)[^。]{2,40}?(?:施行|实施|执行|解释|生效)")
_SIGNED: Final = re.compile(r"[^,。;:、]{2,30}(?:人民政府|办公厅|办公室|委员会|局|厅|部|院|署|会|委|领导小组)$")
DATED: Final = re.compile(
    r"(?:[0-9]{4}|[二〇一三四五六七八九零]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
DATE_ALONE: Final = re.compile(rf"[^,。;:、]{{0,30}}{DATED.pattern}(?:印发|\(此件[^()]*\))?$")


def part_last(text: str, nodes: list[Node]) -> None:
    """Part the last of several like items in two where its second paragraph is an item without its number.

    The items before it hold one paragraph each, a heading that runs on; so does each of the two.
    """
    parents = {id(node.parent): node.parent for node in nodes if node.parent is not None}
    for parent in parents.values():
        last = parent.children[-1]
        siblings = parent.children[:-1]
        if (
            last.children
            or len(last.paragraphs) != 2  # noqa: PLR2004 - the item and the one that lost its number
            or len(siblings) < _LIKE_ITEMS
            or last.marker.style in (Style.RUN, Style.BOX)
            or any(len(node.paragraphs) != 1 or node.children for node in siblings)
        ):
            continue
        if not all(_runs_on(text, *paragraph) for node in (*siblings, last) for paragraph in node.paragraphs):
            continue
        start, end = last.paragraphs.pop()
        value = last.value + 1
        number = numeral(last.marker.style, value)
        node = Node(Marker(last.marker.style, value, number, start), start, number, parent, value, lost=True)
        node.paragraphs.append((start, end))
        parent.children.append(node)
        nodes.append(node)


def _runs_on(text: str, start: int, end: int) -> bool:
    stop = text.find("。", start, end)
    return 0 < stop - start <= HEADING_LENGTH and stop < end - 1


def trim_tail(text: str, nodes: list[Node], after: int = 0) -> int:
    """Take signature, date and page chrome off the last part; return where the body ends."""
    last = nodes[-1]
    kept = last.paragraphs
    keep = next(
        (place for place in range(1, len(kept)) if kept[place][0] >= after and is_tail(text, kept, place)), len(kept)
    )
    last.paragraphs = kept[:keep]
    return last.paragraphs[-1][1]


def is_tail(text: str, paragraphs: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a paragraph opens the end of a document: chrome, a closing article, a signature, its date."""
    paragraph = text[slice(*paragraphs[place])]
    if _TAIL.match(paragraph) or _IN_FORCE.match(paragraph):
        return True
    if DATE_ALONE.match(paragraph) and len(paragraph) <= HEADING_LENGTH:
        return True
    following = text[slice(*paragraphs[place + 1])] if place + 1 < len(paragraphs) else ""
    return _SIGNED.match(paragraph) is not None and DATED.match(following) is not None
