"""`govplan export`: a store as RDF or as a table of statements."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.encodings import FORMATS as ENCODINGS
from kg.cli.encodings import write_encodings
from kg.cli.options import store_argument
from kg.cli.output import counted, data, talk
from kg.errors import both

FORMATS: Final = ("nquads", "trig", "turtle", "ntriples", "jsonld", "csv", *ENCODINGS)


@declare(
    "export",
    en="Write a store as RDF, as a table of its statements, or its plans as encodings that people edit: yaml, xlsx, "
    "or encoding-csv; with several plans, -o names a folder.",
    zh="把存储导出为 RDF、语句表，或供人编辑的编码（yaml、xlsx、encoding-csv）；规划不止一个时 -o 指定文件夹。",
    example="govplan export plans.db --format nquads -o plans.nq\ngovplan export plans.db --format xlsx -o plan.xlsx",
)
@store_argument
@option(
    "-o", "--output", type=click.Path(path_type=Path),
    en="Write to this file instead of stdout; a folder for several encodings.",
    zh="写入此文件，而不是标准输出；导出多个编码时为文件夹。",
)  # fmt: skip
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

    exporter = next((exporter for exporter in EXPORTERS if exporter.name == form), None)
    with open_store(store) as opened:
        graphs = sorted(graph_iri(plan) for plan in plans_named(opened, plans))
        if exporter is None:
            count = write_encodings(opened, graphs, form, output)
            talk(both(f"{counted(count, 'plan')}.", f"{count} 个规划。"))
            return
        text = exporter.write(opened, graphs)
        count = len(graphs) or len(opened.graphs())
    data(text, output)
    talk(both(f"{counted(count, 'graph')}.", f"{count} 个图。"))
