"""`govplan explain`: the facts of a thing, the quotes they were read from, and the rules that read them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import output_option, store_argument
from kg.cli.output import data, spoken, talk
from kg.errors import both

# more would fill screens; the rest is counted
SHOWN: Final = 5


@declare(
    "explain",
    en="Show what the store says of a thing, with the quote, its line and the rule that read it.\n\n"
    "WHAT is an IRI, a path of numbers such as 二/(一)/1, or words of a label or quote.",
    zh="显示某一事物的事实、原文、所在行和读取规则。WHAT 为 IRI、序号路径（如 二/(一)/1）或标签、原文中的词语。",
    example="govplan explain plans.db '二/(一)/1'",
)
@store_argument
@click.argument("what")
@output_option
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    en="Form of the answer.",
    zh="结果格式。",
)
@option(
    "--limit",
    type=click.IntRange(1),
    default=SHOWN,
    show_default=True,
    en="Explain at most so many things.",
    zh="最多说明的事物数。",
)
def command(*, store: str, what: str, output: Path | None, form: str, limit: int) -> None:
    """Explain one thing, or the first few that fit."""
    from kg.evidence import explain, find  # noqa: PLC0415 (--help does without)
    from kg.evidence.render import as_json, as_text  # noqa: PLC0415 (the same)
    from kg.store import open_store  # noqa: PLC0415 (the same)

    with open_store(store) as opened:
        found = find(opened, what)
        things = [explain(opened, iri) for iri in found[:limit]]
    data(as_json(things) if form == "json" else as_text(things, spoken), output)
    if len(found) > limit:
        talk(
            both(
                f"{len(found)} things match; the first {limit} are shown.", f"共有 {len(found)} 项，显示前 {limit} 项。"
            )
        )
