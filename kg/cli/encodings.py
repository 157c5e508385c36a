"""Plans of a store as encodings: YAML, a workbook or CSV, one file for each plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.cli.output import data, settings
from kg.errors import SourceError, UsageError, both

if TYPE_CHECKING:
    from kg.records import Plan
    from kg.store import Store

FORMATS: Final = ("yaml", "xlsx", "encoding-csv")
_SUFFIXES: Final = {"yaml": ".yaml", "xlsx": ".xlsx", "encoding-csv": ".csv"}


def write_encodings(store: Store, graphs: Sequence[str], form: str, output: Path | None) -> int:
    """Write the plans of `graphs`, or all, as encodings in the language of this run; return how many there are.

    Args:
        store: Where the plans are.
        graphs: IRIs of their graphs, none for all.
        form: One of `FORMATS`.
        output: A file for one plan, a folder for several; None for stdout.

    Raises:
        UsageError: There are several plans, and `output` is no folder.
        SourceError: There is no plan, or one that the format cannot hold.
    """
    from kg.mapping.read import plan_from_graph  # noqa: PLC0415 (--help does without)

    chosen = list(graphs) or list(store.graphs())
    if not chosen:
        raise SourceError(
            both("The store holds no plan.", "存储中没有规划。"),
            both("Build it first: govplan build.", "请先运行 govplan build。"),
        )
    is_folder = output is not None and output.is_dir()
    if len(chosen) > 1 and not is_folder:
        raise UsageError(
            both(f"There are {len(chosen)} plans, and an encoding holds one.",
                 f"共有 {len(chosen)} 个规划，而一个编码文件只含一个。"),
            both("Name one with --plan, or give a folder that exists: -o FOLDER.",
                 "请用 --plan 指定一个，或用 -o 给出现有文件夹。"),
        )  # fmt: skip
    written = [(graph, _encoded(plan_from_graph(store.nquads(graph)), form)) for graph in chosen]
    for graph, content in written:
        name = graph.removesuffix("/graph").split("/plan/")[-1].replace("/", "-").replace(":", "")
        data(content, output / f"{name}{_SUFFIXES[form]}" if output is not None and is_folder else output)
    return len(written)


def _encoded(plan: Plan, form: str) -> str | bytes:
    from loaders.encoding import write_encoding  # noqa: PLC0415 (--help does without)
    from loaders.encoding.spreadsheet import write_xlsx  # noqa: PLC0415 (the same)
    from loaders.encoding.tabulate import tables, write_csv  # noqa: PLC0415 (the same)

    language = settings().language
    if form == "yaml":
        return write_encoding(plan, language=language)
    sheets = tables(plan, language=language)
    return write_xlsx(sheets, language) if form == "xlsx" else write_csv(sheets, language)
