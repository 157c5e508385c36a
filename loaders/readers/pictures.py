"""Pages that are pictures: how they are told, and what is said where nothing can read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.errors import UnreadableDocument, both
from kg.records import Problem, Severity

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FEWEST: Final = 20
"""Characters: a page with fewer is a picture with, at most, a stamp of text."""
_COVERED: Final = 0.25
"""Share of a page that pictures take where it is one; a coat of arms or a seal takes a twentieth."""


class ScannedDocument(UnreadableDocument):
    """The text of a document is a picture, and nothing that recognises it is installed."""

    code = "scanned-document"


_REMEDY: Final = both(
    "Install govplan[ocr] to recognise their text, or get the document in another format.",
    "请安装 govplan[ocr] 以识别文字，或获取其他格式的文件。",
)


def scanned(name: str) -> ScannedDocument:
    """Return the error of a document that is pictures only."""
    return ScannedDocument(
        both(f"{name} holds pictures of pages and no text.", f"{name} 是扫描件，没有文字。"), _REMEDY
    )


def pages_left_out(name: str, pages: Sequence[int]) -> Problem:
    """Return the warning that single pages of a document are pictures and were not read."""
    numbers = ", ".join(map(str, pages))
    return Problem(
        "page-not-read", Severity.WARNING,
        both(f"{name} has pages that are pictures and were not read: {numbers}.",
             f"{name} 的第 {numbers} 页是图像，未读取。"),
        _REMEDY, source=name,
    )  # fmt: skip


def is_picture(page: PdfPage, chars: int) -> bool:
    """Tell whether a page is a picture: next to no text, and pictures over a good part of it.

    Args:
        page: The page.
        chars: How many characters its text layer has.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - only where PDF is read

    if chars >= _FEWEST:
        return False
    covered = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        covered += abs((right - left) * (top - bottom))
    return bool(covered >= _COVERED * page.get_width() * page.get_height())
