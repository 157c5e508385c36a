"""Commands and options that speak English and Chinese and end their help with an example that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from kg.cli.output import settings

F = TypeVar("F", bound=Callable[..., Any])


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


class SpokenFormatter(click.HelpFormatter):
    """Headings in the language of this run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        zh = "用法：" if settings().language == "zh" else None
        super().write_usage(prog, args, prefix or zh)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a part under its heading."""
        with super().section("选项" if name == "Options" and settings().language == "zh" else name):
            yield


class SpokenContext(click.Context):
    """A call whose help speaks the language of this run."""

    formatter_class = SpokenFormatter


class Spoken(click.Command):
    """A command or group of which the parts that click writes have two languages too."""

    context_class = SpokenContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with its help in the language of this run."""
        found = super().get_help_option(ctx)
        if found is not None:
            # click makes the option once and keeps it
            found.help = "显示此帮助并退出。" if settings().language == "zh" else "Show this message and exit."
        return found


class Command(Spoken):
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
