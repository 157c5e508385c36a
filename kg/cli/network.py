"""`govplan network`: the network of tasks and units as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import output_option, plan_option, store_argument
from kg.cli.output import Target, counted, data, settings, table, talk
from kg.errors import UsageError, both

if TYPE_CHECKING:
    from kg.network import Kind

FORMATS: Final = ("graphml", "gexf", "csv", "neo4j", "parquet", "json", "cytoscape", "dot", "mermaid")
TABLES: Final = ("table", "csv", "json", "ndjson", "markdown")


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


def _form(form: str | None, measures: str | None) -> str:
    """Return the format asked for, else the usual one of networks or of tables of measures."""
    of_tables = measures not in {None, "nodes"}
    chosen = form or ("table" if of_tables else "graphml")
    if chosen not in (TABLES if of_tables else FORMATS):
        kinds = ", ".join(TABLES if of_tables else FORMATS)
        raise UsageError(
            both(f"--format {chosen} does not fit here.", f"此处不能用 --format {chosen}。"),
            both(f"Take one of: {kinds}.", f"可用：{kinds}。"),
        )
    return chosen


@declare(
    "network",
    en="Write the network of tasks and units, or of units that share tasks, or measures of either.",
    zh="导出任务与单位的网络、共担任务的单位之间的网络，或其度量。",
    example="govplan network plans.db --format graphml -o network.graphml",
)
@store_argument
@output_option
@option(
    "--format", "form", type=click.Choice(sorted({*FORMATS, *TABLES})),
    en="Format: graphml unless given, table with --measures; csv, neo4j and parquet are two files, .nodes and .edges.",
    zh="格式：默认 graphml，用 --measures 时默认 table；csv、neo4j、parquet 为 .nodes 与 .edges 两个文件。",
)  # fmt: skip
@option(
    "--projection", type=click.Choice(["none", "units"]), default="none", show_default=True,
    en="units: tie units where they share a task.",
    zh="units：按共担任务连接单位。",
)  # fmt: skip
@plan_option
@option(
    "--unit", "units", multiple=True,
    en="Only tasks of this unit, with all their owners; any name it is known by; may be repeated.",
    zh="只看此单位（任一名称）的任务及其全部责任单位，可重复。",
)  # fmt: skip
@option("--no-groups", is_flag=True, en="Leave groups of units out.", zh="不含单位群体。")
@option(
    "--expand-groups", is_flag=True,
    en="Put the listed members of a group in its place, as possible owners.",
    zh="以列明的成员代替单位群体，作为可能的责任单位。",
)  # fmt: skip
@option(
    "--no-open-lists",
    is_flag=True,
    en="Leave out tasks whose list of units ends in 等.",
    zh="不含单位名单以“等”结尾的任务。",
)
@option(
    "--measures", type=click.Choice(["units", "tasks", "pairs", "overview", "nodes"]),
    en="Instead of the network, a table of measures; nodes: the network, its nodes with their measures.",
    zh="不输出网络，而输出度量表；nodes：输出网络，节点带度量。",
)  # fmt: skip
def command(
    *,
    store: str,
    output: Path | None,
    form: str | None,
    projection: str,
    plans: tuple[str, ...],
    units: tuple[str, ...],
    no_groups: bool,
    expand_groups: bool,
    no_open_lists: bool,
    measures: str | None,
) -> None:
    """Write one network, or measures of it."""
    chosen = _form(form, measures)
    import kg.network as net  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)

    groups = net.Groups(_choose_groups(no_groups=no_groups, expand_groups=expand_groups))
    with open_store(store) as opened:
        built = net.responsibility_network(
            opened,
            plans=net.plans_named(opened, plans),
            units=net.units_named(opened, units),
            groups=groups,
            open_lists=not no_open_lists,
        )
    if measures == "nodes":
        built = net.measured(built)
    elif measures is not None:
        found = net.measures_table(
            net.measure(built), cast("Kind", measures), zh=settings().language == "zh",
            ids=chosen not in {"table", "markdown"},
        )  # fmt: skip
        table(found, Target(chosen, output))
        return
    if projection == "units":
        built = net.unit_network(built)
    writer = next(exporter for exporter in net.EXPORTERS if exporter.name == chosen)
    parts = writer.write(net.flatten(built))
    if len(parts) > 1 and (output is None or str(output) == "-"):
        words = ", ".join(part.word for part in parts)
        raise UsageError(
            both(
                f"{chosen} is {len(parts)} files ({words}); stdout is one.",
                f"{chosen} 为 {len(parts)} 个文件（{words}）。",
            ),
            both(f"Add -o network.{writer.suffix or chosen}.", f"请加 -o network.{writer.suffix or chosen}。"),
        )
    for part in parts:
        data(part.data, _part_file(output, part.word) if output is not None else None)
    counts = len(built.nodes), len(built.edges)
    talk(
        both(f"{counted(counts[0], 'node')}, {counted(counts[1], 'edge')}.", f"{counts[0]} 个节点，{counts[1]} 条边。")
    )
