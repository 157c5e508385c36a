"""`govplan export`: a store as RDF or as a table of statements."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option, output_option, store_argument
from kg.cli.output import data, talk
from kg.errors import both

FORMATS: Final = ("nquads", "trig", "turtle", "ntriples", "jsonld", "csv")


@declare(
    "export",
    en="Write a store as RDF, or as a table of its statements.",
    zh="把存储导出为 RDF 或语句表。",
    example="govplan export plans.db --format nquads -o plans.nq",
)
@store_argument
@output_option
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="nquads",
    show_default=True,
    en="Format; turtle and ntriples merge all graphs into one.",
    zh="格式；turtle 与 ntriples 会合并所有图。",
)
@option(
    "--plan",
    "plans",
    multiple=True,
    en="Only the graph of this plan, by title, document number or IRI; may be repeated.",
    zh="只导出此规划的图（标题、文号或 IRI），可重复。",
)
def command(*, store: str, output: Path | None, form: str, plans: tuple[str, ...]) -> None:
    """Write one store."""
    from kg.export import EXPORTERS  # noqa: PLC0415 (--help does without)
    from kg.iri import graph_iri  # noqa: PLC0415 (the same)
    from kg.network import plans_named  # noqa: PLC0415 (the same)
    from kg.store import open_store  # noqa: PLC0415 (the same)

    exporter = next(exporter for exporter in EXPORTERS if exporter.name == form)
    with open_store(store) as opened:
        graphs = sorted(graph_iri(plan) for plan in plans_named(opened, plans))
        text = exporter.write(opened, graphs)
        count = len(graphs) or len(opened.graphs())
    data(text, output)
    talk(both(f"{count} graph{'' if count == 1 else 's'}.", f"{count} 个图。"))
