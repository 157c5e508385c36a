"""`govplan questions`: what can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import output as printer
from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import table_options

if TYPE_CHECKING:
    from kg.cli.output import Target


@declare(
    "questions",
    en="List the saved questions: id, subject, parameters and what each answers.",
    zh="列出预存的问题：编号、主题、参数及说明。",
    example="govplan questions --tag owners",
)
@click.argument("words", nargs=-1)
@option("--tag", en="Only questions with this tag.", zh="只列出带此标签的问题。")
@table_options
def command(words: tuple[str, ...], tag: str | None, target: Target) -> int:
    """List the questions that hold all the words in their id, summary or tags."""
    from kg.query.catalog import load_catalog  # noqa: PLC0415 (--help does without)
    from kg.query.table import Table  # noqa: PLC0415 (the same)
    from kg.store.rdf import Literal  # noqa: PLC0415 (the same)

    zh = printer.settings().language == "zh"
    rows = []
    for query in load_catalog():
        text = " ".join((query.id, query.group, query.summary, query.summary_zh, *query.tags)).casefold()
        if (tag is None or tag in query.tags) and all(word.casefold() in text for word in words):
            needs = " ".join(f"[--{p.name}]" if p.optional else f"--{p.name}" for p in query.parameters)
            cells = (query.id, query.group, needs, query.summary_zh if zh else query.summary, ", ".join(query.tags))
            rows.append(tuple(Literal(cell) for cell in cells))
    columns = ("id", "group", "parameters", "summary", "tags")
    headings = ("编号", "主题", "参数", "说明", "标签") if zh else ()
    printer.table(Table(columns, tuple(rows), "questions", headings=headings), target)
    return 0 if rows else 1
