"""`govplan network`: the network of tasks and units as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option, output_option, store_argument
from kg.cli.output import data, talk
from kg.errors import UsageError, both

FORMATS: Final = ("graphml", "gexf", "csv", "json", "cytoscape", "dot", "mermaid")


def _choose_groups(*, no_groups: bool, expand_groups: bool) -> str:
    if no_groups and expand_groups:
        raise UsageError(
            both(
                "--no-groups and --expand-groups exclude each other.", "--no-groups 与 --expand-groups 不能同时使用。"
            ),
            both("Give one of them.", "请只用其一。"),
        )
    return "drop" if no_groups else "expand" if expand_groups else "keep"


def _part_file(output: Path, word: str) -> Path:
    """Return `net.nodes.csv` for `net.csv` and the word `nodes`."""
    return output.with_name(f"{output.stem}.{word}{output.suffix}") if word else output


@declare(
    "network",
    en="Write the network of tasks and units, or of units that share tasks.",
    zh="导出任务与单位的网络，或共担任务的单位之间的网络。",
    example="govplan network plans.db --format graphml -o network.graphml",
)
@store_argument
@output_option
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="graphml",
    show_default=True,
    en="Format of the file; csv is two files, .nodes and .edges.",
    zh="文件格式；csv 为 .nodes 与 .edges 两个文件。",
)
@option(
    "--projection",
    type=click.Choice(["none", "units"]),
    default="none",
    show_default=True,
    en="units: tie units where they share a task.",
    zh="units：按共担任务连接单位。",
)
@option(
    "--plan",
    "plans",
    multiple=True,
    en="Only this plan, by title, document number or file name; may be repeated.",
    zh="只看此规划（标题、文号或文件名），可重复。",
)
@option(
    "--unit",
    "units",
    multiple=True,
    en="Only tasks of this unit, with all their owners; any name it is known by; may be repeated.",
    zh="只看此单位（任一名称）的任务及其全部责任单位，可重复。",
)
@option("--no-groups", is_flag=True, en="Leave groups of units out.", zh="不含单位群体。")
@option(
    "--expand-groups",
    is_flag=True,
    en="Put the listed members of a group in its place, as possible owners.",
    zh="以列明的成员代替单位群体，作为可能的责任单位。",
)
def command(
    *,
    store: str,
    output: Path | None,
    form: str,
    projection: str,
    plans: tuple[str, ...],
    units: tuple[str, ...],
    no_groups: bool,
    expand_groups: bool,
) -> None:
    """Write one network."""
    from kg.network import (  # noqa: PLC0415 (--help does without)
        EXPORTERS,
        Groups,
        flatten,
        plans_named,
        responsibility_network,
        unit_network,
        units_named,
    )
    from kg.store import open_store  # noqa: PLC0415 (the same)

    groups = Groups(_choose_groups(no_groups=no_groups, expand_groups=expand_groups))
    writer = next(exporter for exporter in EXPORTERS if exporter.name == form)
    with open_store(store) as opened:
        built = responsibility_network(
            opened, plans=plans_named(opened, plans), units=units_named(opened, units), groups=groups
        )
    if projection == "units":
        built = unit_network(built)
    parts = writer.write(flatten(built))
    if len(parts) > 1 and (output is None or str(output) == "-"):
        words = ", ".join(part.word for part in parts)
        raise UsageError(
            both(
                f"{form} is {len(parts)} files ({words}); stdout is one.", f"{form} 为 {len(parts)} 个文件（{words}）。"
            ),
            both(f"Add -o network.{form}.", f"请加 -o network.{form}。"),
        )
    for part in parts:
        data(part.data, _part_file(output, part.word) if output is not None else None)
    counts = len(built.nodes), len(built.edges)
    talk(both(f"{counts[0]} nodes, {counts[1]} edges.", f"{counts[0]} 个节点，{counts[1]} 条边。"))
