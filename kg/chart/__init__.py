"""Pictures of plans as SVG and PNG, in one visible table. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kg.chart import gaps, load, matrix, targets, ties, timeline
from kg.chart.base import FONTS, FORMS, Form, Subject, font_name, saved

__all__ = ["FONTS", "FORMS", "KINDS", "Form", "Subject", "draw_chart", "font_name"]

KINDS: Final[dict[str, Callable[[Subject], Any]]] = {
    "matrix": matrix.draw,
    "load": load.draw,
    "network": ties.draw,
    "targets": targets.draw,
    "timeline": timeline.draw,
    "gaps": gaps.draw,
}


def draw_chart(kind: str, subject: Subject, form: Form = "svg") -> bytes:
    """Return one picture as a file.

    Args:
        kind: A name of `KINDS`.
        subject: What it is about.
        form: `svg`, its text as outlines that need no font, or `png`.

    Raises:
        UsageError: There is nothing to draw or too much, or matplotlib or a Chinese font is missing.
        SourceError: The font file cannot be read.
    """
    return saved(KINDS[kind](subject), form)
