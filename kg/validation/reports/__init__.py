"""Reports of a validation: one module per format, all listed here; same problems, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.validation.reports import html, junit, markdown, rows, sarif, structured, terminal
from kg.validation.reports.base import Language, Report

WRITERS: Final[dict[str, Callable[[Report], str]]] = {
    "table": terminal.write,
    "csv": rows.write,
    "json": structured.write,
    "markdown": markdown.write,
    "html": html.write,
    "sarif": sarif.write,
    "junit": junit.write,
}

__all__ = ["WRITERS", "Language", "Report"]
