"""Commands and options that speak English and Chinese and end their help with an example that runs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kg.cli.output import Target, settings

F = TypeVar("F", bound=Callable[..., Any])
STORE_VARIABLE: Final = "GOVPLAN_STORE"
TABLE_FORMATS: Final = ("table", "csv", "json", "ndjson", "markdown")


class Option(click.Option):
    """An option with its help in two languages."""

    def __init__(self, *args: Any, zh: str = "", **kwargs: Any) -> None:  # noqa: ANN401 (click's own signature)
        super().__init__(*args, **kwargs)
        self.zh = zh

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the help in the language of this run."""
        english = self.help
        if self.zh and settings().language == "zh":
            self.help = self.zh
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = english


class Command(click.Command):
    """A command whose help has two languages and an example; every one takes the common options."""

    def __init__(self, *args: Any, zh: str = "", example: str = "", **kwargs: Any) -> None:  # noqa: ANN401 (the same)
        super().__init__(*args, **kwargs)
        self.zh = zh
        self.example = example
        self.params.extend(common_options(hidden=True))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of this run."""
        english = self.help
        if self.zh and settings().language == "zh":
            self.help = self.zh
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = english

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """End with the example, one command per line, as it is typed."""
        super().format_epilog(ctx, formatter)
        if self.example:
            formatter.write_paragraph()
            formatter.write("示例：\n" if settings().language == "zh" else "Example:\n")
            for line in self.example.splitlines():
                formatter.write(f"  {line}\n")


def common_options(*, hidden: bool) -> list[click.Parameter]:
    """Return --lang, -v and -q, which `output.configure` has read already: here they are checked and shown."""
    return [
        Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, hidden=hidden,
               help="Language of messages and help.", zh="提示和帮助所用语言。"),
        Option(["-v", "--verbose"], count=True, expose_value=False, hidden=hidden,
               help="Say more; twice shows tracebacks.", zh="输出更多信息；两次则显示错误追踪。"),
        Option(["-q", "--quiet"], is_flag=True, expose_value=False, hidden=hidden,
               help="Say nothing but errors.", zh="只输出错误。"),
    ]  # fmt: skip


def command(name: str, *, en: str, zh: str, example: str) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command with help in two languages and an example that runs."""

    def decorate(function: Callable[..., Any]) -> Command:
        return click.command(name, cls=Command, help=en, zh=zh, example=example)(function)

    return decorate


def option(*names: str, en: str, zh: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401 (click's own)
    """Declare an option with help in two languages."""
    return click.option(*names, cls=Option, help=en, zh=zh, **attributes)


def store_argument(function: F) -> F:
    """Take the store as a positional argument; the variable GOVPLAN_STORE stands in for it."""
    return click.argument("store", envvar=STORE_VARIABLE)(function)


def output_option(function: F) -> F:
    """Take `-o FILE`; the file appears whole or not at all."""
    return option(
        "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
        en="Write to this file instead of stdout.", zh="写入此文件，而不是标准输出。",
    )(function)  # fmt: skip


def table_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take --format, --bom and -o; the command gets them as one `target: Target`."""

    @functools.wraps(function)
    def with_target(*args: Any, form: str, output: Path | None, bom: bool, **rest: Any) -> Any:  # noqa: ANN401 (click's own)
        return function(*args, target=Target(form, output, bom), **rest)

    form = option(
        "--format", "form", type=click.Choice(TABLE_FORMATS), default="table", show_default=True,
        en="Form of the answer.", zh="结果格式。",
    )  # fmt: skip
    bom = option(
        "--bom", is_flag=True, en="Start CSV with a byte order mark, for Excel.", zh="CSV 前加 BOM，便于 Excel 打开。"
    )
    return form(bom(output_option(with_target)))


def timeout_option(function: F) -> F:
    """Take --timeout in seconds."""
    return option(
        "--timeout", type=click.IntRange(1), default=60, show_default=True, metavar="SECONDS",
        en="Stop after so many seconds.", zh="超过此秒数即终止。",
    )(function)  # fmt: skip


def rows_option(function: F) -> F:
    """Take --rows, the most rows that an answer may have."""
    return option(
        "--rows", type=click.IntRange(1), default=10_000, show_default=True,
        en="At most so many rows.", zh="最多返回的行数。",
    )(function)  # fmt: skip
