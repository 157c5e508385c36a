"""Write docs/cli.md from --help and docs/queries.md from the headers of the saved queries.

Usage: python scripts/generate_reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
WIDTH: Final = 100

sys.path.insert(0, str(ROOT))

from kg.cli import COMMANDS, main  # noqa: E402 - the checkout is not installed here
from kg.cli.output import configure  # noqa: E402 - the same
from kg.query.catalog import load_catalog  # noqa: E402 - the same

if TYPE_CHECKING:
    from kg.query.catalog import SavedQuery

CLI_INTRODUCTION: Final = """\
This page is written by `scripts/generate_reference.py` from `--help`; do not edit it. `--lang zh` gives the same
in Chinese.

Data goes to stdout or to `-o FILE`, which appears whole or not at all; everything else goes to stderr. Exit codes:
0 sound, 1 problems found or rows missing, 2 wrong call, 3 a source cannot be read, 4 a store cannot be used, 70 a
fault of govplan itself. The variable `GOVPLAN_STORE` stands in for a store that is not given."""
QUERIES_INTRODUCTION: Final = """\
This page is written by `scripts/generate_reference.py` from the files in `queries/`; do not edit it.

Each question is a `.rq` file: valid SPARQL 1.1 as it stands, with a YAML header in `#+` lines. A parameter is a
one-line `VALUES ?name { … }` that is rewritten with escaped terms, `UNDEF` where it is left out. To add one, write
the file, run `pytest tests/house/test_queries.py --update-golden` and look at its golden answer."""


def cli_page() -> str:
    """Return the help of the program and of each command that is installed, in English."""
    configure(["--lang", "en"])
    parts = [
        "# Command line",
        CLI_INTRODUCTION,
        _block("govplan", main),
    ]
    context = click.Context(main)
    for name in COMMANDS:
        if name in main.list_commands(context):
            command = main.get_command(context, name)
            if command is not None:
                parts += [f"## govplan {name}", _block(f"govplan {name}", command)]
    return "\n\n".join(parts) + "\n"


def _block(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return f"```text\n{command.get_help(context).rstrip()}\n```"


def queries_page() -> str:
    """Return one section per saved query: what it answers, its parameters and its columns."""
    queries = load_catalog()
    parts = [
        "# Saved questions",
        QUERIES_INTRODUCTION,
        "\n".join(f"- [{query.id}](#{query.id}): {query.summary}" for query in queries),
    ]
    parts += [_question(query) for query in queries]
    return "\n\n".join(parts) + "\n"


def _question(query: SavedQuery) -> str:
    lines = [
        f"## {query.id}",
        "",
        f"{query.summary} {query.summary_zh}",
        "",
        query.description,
        "",
        query.description_zh,
        "",
    ]
    lines += [f"File `queries/{query.group}/{query.path.name}`, tags {', '.join(query.tags)}, since {query.since}."]
    if query.parameters:
        lines += ["", "| parameter | type | meaning |", "| --- | --- | --- |"]
        for parameter in query.parameters:
            need = "optional" if parameter.optional else "needed"
            lines.append(f"| `--{parameter.name}` | {parameter.kind}, {need} | {parameter.doc} {parameter.doc_zh} |")
    lines += ["", "| column | type | meaning |", "| --- | --- | --- |"]
    for column in query.columns:
        words = f" ({', '.join(f'{word} {chinese}' for word, chinese in column.words)})" if column.words else ""
        lines.append(f"| {column.name} | {column.kind} | {column.label} {column.label_zh}{words} |")
    return "\n".join(lines)


PAGES: Final = {"cli.md": cli_page, "queries.md": queries_page}


def write(arguments: list[str]) -> int:
    """Write both pages, or compare them."""
    stale = 0
    for page, render in PAGES.items():
        text = render()
        if "--check" not in arguments:
            (DOCS / page).write_text(text, encoding="utf-8", newline="\n")
        elif (DOCS / page).read_text(encoding="utf-8") != text:
            sys.stderr.write(f"docs/{page} is stale. Run: python scripts/generate_reference.py\n")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(write(sys.argv[1:]))
