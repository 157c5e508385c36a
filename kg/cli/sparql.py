"""`govplan sparql QUERY STORE`: a query of one's own, guarded, in a worker that can be killed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import output as printer
from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import MOST_ROWS, store_argument, table_options, timeout_option
from kg.errors import UsageError, both, reason_of

if TYPE_CHECKING:
    from kg.cli.output import Target


@declare(
    "sparql",
    en=(
        "Run a SPARQL 1.1 query of your own: SELECT, ASK, CONSTRUCT or DESCRIBE.\n\n"
        "QUERY is the query itself, @FILE, or - for standard input. The prefixes of govplan need no PREFIX "
        "line. SERVICE, LOAD and FROM are refused. Graphs come as N-Triples, ASK as true or false."
    ),
    zh=(
        "运行自编的 SPARQL 1.1 查询：SELECT、ASK、CONSTRUCT 或 DESCRIBE。\n\n"
        "QUERY 为查询文本、@文件，或 - 表示标准输入。govplan 的前缀无需声明。"
        "不允许 SERVICE、LOAD 和 FROM。图以 N-Triples 输出，ASK 输出 true 或 false。"
    ),
    example="govplan sparql 'SELECT ?plan ?title { ?plan a gp:Plan ; dcterms:title ?title }' plans.db",
)
@click.argument("query")
@store_argument
@option(
    "--rows",
    type=click.IntRange(1, MOST_ROWS),
    default=10_000,
    show_default=True,
    en="At most so many rows.",
    zh="最多返回的行数。",
)
@timeout_option
@table_options
def command(query: str, store: str, rows: int, timeout: int, target: Target) -> int:
    """Run one query; leave with 1 where rows are missing."""
    from kg.query.run import Limits, run_text  # noqa: PLC0415 (--help does without)
    from kg.query.table import Table  # noqa: PLC0415 (the same)
    from kg.store.rdf import Rows, Triples  # noqa: PLC0415 (the same)

    text = _text(query)
    answer = run_text(store, text, Limits(seconds=timeout, rows=rows))
    _warn(text)
    if isinstance(answer, Rows):
        printer.table(Table.of(answer, "sparql"), target)
        return int(answer.cut)
    if isinstance(answer, Triples):
        printer.data(answer.ntriples(), target.file)
        if answer.cut:
            printer.talk(both("The answer is cut: there are more triples.", "结果被截断：还有更多三元组。"))
        return int(answer.cut)
    printer.data("true\n" if answer else "false\n", target.file)
    return 0


def _warn(text: str) -> None:
    """Name the words that are no terms of govplan: the answer to them is silence."""
    from kg.query.spelling import unknown_terms  # noqa: PLC0415 (--help does without)

    for word, near in unknown_terms(text).items():
        hint = (
            both(f"; did you mean {' or '.join(near)}?", f"；是否指 {'、'.join(near)}？") if near else both(".", "。")
        )
        printer.talk(
            both(
                f"{word} is not a term of govplan, so no plan uses it{hint}",
                f"{word} 不是 govplan 的术语，任何规划中都不会出现{hint.zh}",
            )
        )


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if not query.startswith("@"):
        return query
    path = Path(query[1:])
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error)
        raise UsageError(
            both(f"The query file {path} cannot be read: {reason}.", f"查询文件 {path} 无法读取：{reason}。"),
            both("Give a text file in UTF-8.", "请给出 UTF-8 文本文件。"),
        ) from error
