"""What an HTML page says about itself: which element holds the text, the table of particulars, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from loaders.document import Attachment, Metadata
from loaders.lexicon import rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENOUGH: Final = 0.3
"""An element with a known name is taken where it holds this share of the page's text; a page's list of
links, boxes and footers never left the text of a document less than half."""
_CORE: Final = 0.8
_LINKS: Final = 0.5
_ATTACHED: Final = re.compile(
    r"\.(?:docx?|wps|pdf|xlsx?|et|csv|ofd|rtf|zip|rar|7z|odt|ods|txt)(?:[?#]|$)", re.IGNORECASE
)
_TITLES: Final = ("articletitle", "title", "og:title", "dc.title")
_META: Final = {"contentsource": "issuer", "author": "issuer", "pubdate": "published"}
_SPACE: Final = re.compile(r"\s+")
_LONGEST_VALUE: Final = 120
_FEWEST_LABELS: Final = 2


def squeeze(text: str) -> str:
    """Return `text` without any white space."""
    return _SPACE.sub("", text)


def main_elements(body: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold the text of the document, in order: those of a known name, or the densest one."""
    whole = len(squeeze(body.text_content()))
    best: list[HtmlElement] = []
    size = 0
    for attribute, value in rows("page_containers"):
        query = f"@id='{value}'" if attribute == "id" else f"contains(concat(' ',@class,' '),' {value} ')"
        found: list[HtmlElement] = body.xpath(f".//*[{query}]")
        outer = [e for e in found if not any(other is not e and other in e.iterancestors() for other in found)]
        length = sum(len(squeeze(element.text_content())) for element in outer)
        if length > size:
            best, size = outer, length
    if whole and size >= _ENOUGH * whole:
        return best
    return [_densest(body)]


def _densest(body: HtmlElement) -> HtmlElement:
    """Return the innermost element that holds most of the text that is no link."""

    def plain(element: HtmlElement) -> int:
        linked = sum(len(squeeze(a.text_content())) for a in element.iter("a"))
        return len(squeeze(element.text_content())) - linked

    chosen, size = body, plain(body)
    goal = _CORE * size
    while True:
        inner = [
            (plain(child), child) for child in chosen if isinstance(child.tag, str) and child.tag not in ("tr", "tbody")
        ]
        inner = [(length, child) for length, child in inner if length >= goal]
        if not inner or max(inner, key=lambda pair: pair[0])[1].tag in ("p", "table"):
            return chosen
        chosen = max(inner, key=lambda pair: pair[0])[1]


def is_menu(element: HtmlElement) -> bool:
    """Tell whether an element is a list of links: more than half of its text, three links at least."""
    links = list(element.iter("a"))
    if len(links) < 3:  # noqa: PLR2004 - two links are a sentence with links
        return False
    linked = sum(len(squeeze(link.text_content())) for link in links)
    return linked > _LINKS * len(squeeze(element.text_content()))


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = {label: field for kind, label, field in rows("head_words") if kind == "label"}
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(fields, key=len, reverse=True))
    return re.compile(rf"(?<![\u4e00-\u9fff])[\[【]?(?P<label>{'|'.join(spaced)})[\]】]?\s*[:：]\s*"), fields


def is_label(text: str) -> bool:
    """Tell whether a cell is the label of a particular: 索引号, 发文字号：."""
    return squeeze(text).strip(":：[]【】") in _labels()[1]


def particulars(lines: Iterable[str]) -> dict[str, str]:
    """Return what `label：value` lines say, by field; a value may stand on the line after its label.

    >>> particulars(["索 引 号：X1 发文字号：云政发〔2031〕2号", "成文日期", "2031年1月2日"])["issued"]
    '2031年1月2日'
    """
    pattern, fields = _labels()
    found: dict[str, str] = {}
    waiting: str | None = None
    for line in filter(str.strip, lines):
        marks = list(pattern.finditer(line))
        if not marks:
            label = squeeze(line).strip(":：[]【】")
            if label in fields:
                waiting = fields[label]
            else:
                if waiting is not None and len(line) <= _LONGEST_VALUE:
                    found.setdefault(waiting, line.strip())
                waiting = None
            continue
        waiting = None
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            value = line[mark.end() : following.start() if following else len(line)].strip(" \u3000|;；,，")
            field = fields[squeeze(mark["label"])]
            if value and len(value) <= _LONGEST_VALUE:
                found.setdefault(field, value)
            elif not value and following is None:
                waiting = field
    return found


def is_particulars(texts: list[str]) -> bool:
    """Tell whether the cells of a table are the particulars of a document and no part of its text."""
    pattern, fields = _labels()
    labels = {squeeze(text).strip(":：[]【】") for text in texts if is_label(text)}
    labels.update(squeeze(mark["label"]) for text in texts for mark in pattern.finditer(text))
    certain = {label for label in labels if fields[label] in ("number", "issued", "published") or label == "索引号"}
    return len(labels) > _FEWEST_LABELS and bool(certain) and sum(map(len, texts)) < 1500  # noqa: PLR2004 - a page's particulars


def metadata_of(root: HtmlElement, lines: list[str], url: str | None) -> Metadata:
    """Return what the page says outside its text: meta elements first, then its particulars."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or "").lower()
        value = (element.get("content") or "").strip()
        if value:
            meta.setdefault(key, value)
    found = particulars(lines)
    for key, field in _META.items():
        if key in meta:
            found.setdefault(field, meta[key])
    title = next((meta[key] for key in _TITLES if key in meta), None) or found.get("title")
    return Metadata(
        title,
        found.get("issuer"),
        found.get("number"),
        found.get("issued") or found.get("published"),
        url,
        tuple(_attachments(root, url)),
    )


def _attachments(root: HtmlElement, url: str | None) -> Iterator[Attachment]:
    base = root.find(".//base")
    address = urljoin(url or "", base.get("href") or "") if base is not None else url
    seen = set()
    for link in root.iter("a"):
        target = (link.get("href") or "").strip()
        if _ATTACHED.search(target) and target not in seen:
            seen.add(target)
            name = " ".join(link.text_content().split()) or target.rsplit("/", 1)[-1]
            yield Attachment(name, urljoin(address, target) if address else target)
