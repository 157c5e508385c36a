"""`govplan ask QUESTION STORE`: each saved query is a command of its own, made from its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kg.cli import output as printer
from kg.cli.command import Command, Option, Spoken, common_options
from kg.cli.options import rows_option, store_argument, table_options, timeout_option
from kg.errors import both
from kg.query.catalog import SavedQuery, find_query, load_catalog, query_paths

if TYPE_CHECKING:
    from kg.cli.output import Target
    from kg.query.binding import Bound
    from kg.query.run import Limits
    from kg.query.table import Table

MOST_NAMED: Final = 20
ABOUT: Final = both(
    "Ask a store a saved question; govplan ask QUESTION --help shows its options.\n\n"
    "STORE is a folder that govplan build wrote, an RDF file or the address of a SPARQL endpoint; the variable "
    "GOVPLAN_STORE stands in for it.",
    "向存储提出预存的问题；各问题的选项见 govplan ask QUESTION --help。\n\n"
    "STORE 为 govplan build 写出的文件夹、RDF 文件或 SPARQL 端点地址；可用环境变量 GOVPLAN_STORE 代替。",
)


class Questions(Spoken, click.Group):
    """One command per saved query; a header is read only when its question is asked or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the ids of all questions, sorted by subject."""
        return [path.stem for path in query_paths()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 (the same)
        """Return the command of one question; an unknown id is an error that names the nearest ones."""
        return question_command(find_query(cmd_name))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """Say what a question and a store are."""
        for paragraph in printer.spoken(ABOUT).split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """List the questions with their summaries."""
        zh = printer.settings().language == "zh"
        with formatter.section("问题" if zh else "Questions"):
            formatter.write_dl([(q.id, q.summary_zh if zh else q.summary) for q in load_catalog()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """End with an example."""
        formatter.write_paragraph()
        heading = "示例：" if printer.settings().language == "zh" else "Example:"
        formatter.write(f"{heading}\n  govplan ask actions-without-owner plans.db --format csv\n")


@click.group(
    "ask", cls=Questions, subcommand_metavar="QUESTION [OPTIONS] STORE", params=common_options(hidden=True)
)  # fmt: skip
def command() -> None:
    """Ask a store a saved question."""


def question_command(query: SavedQuery) -> Command:
    """Return the command of one saved query: one option for each parameter."""

    @store_argument
    @rows_option
    @timeout_option
    @table_options
    def run(store: str, rows: int, timeout: int, target: Target, **words: tuple[str, ...]) -> int:
        from kg.query.run import Limits  # noqa: PLC0415 (--help does without)

        given = {name: value for name, value in words.items() if value}
        return _ask(query, store, given, Limits(seconds=timeout, rows=rows), target)

    example = f"govplan ask {query.id} plans.db"
    for parameter in query.parameters:
        if parameter.example and not parameter.optional:
            example += f" --{parameter.name} {parameter.example}"
    made = click.command(
        query.id, cls=Command, example=example,
        help=f"{query.summary}\n\n{query.description}", zh=f"{query.summary_zh}\n\n{query.description_zh}",
    )(run)  # fmt: skip
    options: list[click.Parameter] = [
        Option([f"--{p.name}"], multiple=True, required=not p.optional and p.default is None, help=p.doc, zh=p.doc_zh,
               metavar=p.kind.upper())
        for p in query.parameters
    ]  # fmt: skip
    made.params[:0] = options
    return made


def _ask(query: SavedQuery, location: str, words: dict[str, tuple[str, ...]], limits: Limits, target: Target) -> int:
    from kg.query.binding import bind  # noqa: PLC0415 (--help does without)
    from kg.query.run import run_in_worker  # noqa: PLC0415 (the same)
    from kg.query.table import Table  # noqa: PLC0415 (the same)
    from kg.store import Rows, open_store  # noqa: PLC0415 (the same)

    with open_store(location, seconds=limits.seconds) as store:
        bound = bind(store, query, words)
    _say_what_was_meant(bound)
    answer = run_in_worker(location, bound.text, limits, is_saved=True)
    assert isinstance(answer, Rows)  # noqa: S101 (the catalog reads SELECT queries alone)
    printer.table(_spoken(Table.of(answer, query.id), query, target.form), target)
    return int(answer.cut)


def _say_what_was_meant(bound: Bound) -> None:
    for _, word, named in bound.ambiguous:
        names = [thing.label for thing in named[:MOST_NAMED]]
        en, zh = ", ".join(names), "、".join(names)
        if len(named) > MOST_NAMED:
            en, zh = f"{en} and {len(named) - MOST_NAMED} more", f"{zh}等 {len(named)} 个"
        printer.talk(both(f"{word} may mean: {en}; all are taken.", f"“{word}”可指：{zh}；均已计入。"))
        printer.talk(both("Say which with --place or --plan, or the full name.", "可用 --place、--plan 或全称指明。"))


def _spoken(table: Table, query: SavedQuery, form: str) -> Table:
    """Return the table as people read it: headings and coded words in their language, no IRIs; others get it whole."""
    from kg.query.table import Table  # noqa: PLC0415 (--help does without)
    from kg.store import Literal  # noqa: PLC0415 (the same)

    if form not in {"table", "markdown"}:
        return table
    zh = printer.settings().language == "zh"
    shown = [
        (i, column, dict(column.words) if zh else {}) for i, column in enumerate(query.columns) if not column.detail
    ]
    return Table(
        columns=tuple(column.name for _, column, _ in shown),
        rows=tuple(
            tuple(
                Literal(words[cell.value]) if (cell := row[i]) is not None and cell.value in words else cell
                for i, _, words in shown
            )
            for row in table.rows
        ),
        query_id=query.id,
        cut=table.cut,
        headings=tuple(column.label_zh if zh else column.label for _, column, _ in shown),
    )
