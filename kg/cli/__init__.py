"""The command line: one visible table of commands, each imported when it is asked for, and one error boundary."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kg import __version__
from kg.cli.command import Option, Spoken, common_options
from kg.cli.output import configure, fail, settings, spoken, talk
from kg.cli.streams import give_up_unwritable
from kg.errors import GovplanError, SourceError, UsageError, both

if TYPE_CHECKING:
    from collections.abc import Sequence

# name: module that exposes `command`, and its line in the overview
COMMANDS: Final = {
    "template": ("kg.cli.template", both("Write a plan to be filled in.", "生成供填写的规划模板。")),
    "build": ("kg.cli.build", both("Read documents into a store.", "读取文件，建立存储。")),
    "ask": ("kg.cli.ask", both("Ask a store a saved question.", "向存储提出预存的问题。")),
    "questions": ("kg.cli.questions", both("List the saved questions.", "列出预存的问题。")),
    "sparql": ("kg.cli.sparql", both("Run a SPARQL query of your own.", "运行自编的 SPARQL 查询。")),
    "validate": ("kg.cli.validate", both("Check plans and say what is missing.", "检查规划，指出缺漏。")),
    "network": ("kg.cli.network", both("Write the network of tasks and units.", "导出任务与单位网络。")),
    "ledger": ("kg.cli.ledger", both("Write the responsibility ledger.", "导出责任台账。")),
    "chart": ("kg.cli.chart", both("Draw pictures of plans.", "绘制规划图表。")),
    "report": ("kg.cli.report", both("Write a page for each plan.", "为每个规划生成网页报告。")),
    "export": ("kg.cli.export", both("Write a store as RDF.", "把存储导出为 RDF。")),
    "push": ("kg.cli.push", both("Load a store into a SPARQL endpoint.", "把存储载入 SPARQL 端点。")),
    "explain": ("kg.cli.explain", both("Show the facts and quotes behind an IRI.", "显示某一 IRI 的事实和原文。")),
    "coverage": ("kg.cli.coverage", both("Say what was read, what was not, and why.", "说明已读、未读内容及原因。")),
}
ABOUT: Final = both(
    "Government plans as a graph: who must do what, by when, how much, and where the document says so.",
    "把政府规划文件变成知识图谱：谁、做什么、何时完成、做到多少，以及原文出处。",
)
EXAMPLE: Final = "govplan build plan.txt -o plans.db\n  govplan ask actions-without-owner plans.db"
INTERRUPTED: Final = 130
CRASHED: Final = 70


class LazyGroup(Spoken, click.Group):
    """A group that imports a command only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the commands whose module is installed, in the order of the table."""
        return [name for name, (module, _) in COMMANDS.items() if importlib.util.find_spec(module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (the same)
        """Return the command, or None for an unknown name.

        Raises:
            UsageError: The command is in the table and its module is not installed.
        """
        if cmd_name not in COMMANDS:
            return None
        module = COMMANDS[cmd_name][0]
        if importlib.util.find_spec(module) is None:
            raise UsageError(
                both(f"The command {cmd_name} is not part of this installation.", f"此安装不含命令 {cmd_name}。"),
                both("See govplan --help for those that are.", "可用命令见 govplan --help。"),
            )
        loaded = importlib.import_module(module).command
        assert isinstance(loaded, click.Command)  # noqa: S101 (the table is ours)
        return loaded

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called.

        Raises:
            UsageError: There is none of this name; the remedy names the nearest.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from kg.cli.misuse import unknown_command  # noqa: PLC0415 (only for calls that are wrong)

            raise unknown_command(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """Write what the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(spoken(ABOUT))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing one."""
        names = self.list_commands(ctx)
        if not names:
            return
        with formatter.section("命令" if settings().language == "zh" else "Commands"):
            formatter.write_dl([(name, spoken(COMMANDS[name][1])) for name in names])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """End with an example."""
        formatter.write_paragraph()
        formatter.write(("示例：" if settings().language == "zh" else "Example:") + f"\n  {EXAMPLE}\n")

    def main(  # type: ignore[override]  # (click's overloads; this one always leaves by an exit code)
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: object
    ) -> NoReturn:
        """Run the command line and leave with its exit code; the one place where errors end."""
        words = list(sys.argv[1:] if args is None else args)
        configure(words)
        windows = bool(extra.get("windows_expand_args", True))
        try:
            result = super().main(words, prog_name or "govplan", standalone_mode=False, windows_expand_args=windows)
        except GovplanError as error:
            if settings().verbosity > 1:
                traceback.print_exc()
            fail(error)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            from kg.cli.misuse import show  # noqa: PLC0415 (only for calls that are wrong)

            show(error)
            sys.exit(UsageError.exit_code)
        except (click.Abort, KeyboardInterrupt):
            talk(both("Interrupted.", "已中断。"))
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # the reader of our output has gone: nobody is left to tell
            if sys.stderr is not None:
                sys.stderr.close()
            sys.exit(0)
        except Exception as error:  # noqa: BLE001 (the boundary: a fault of ours must not look like "problems found")
            if settings().verbosity > 1:
                traceback.print_exc()
            from kg.cli.misuse import fault  # noqa: PLC0415 (only where something failed)

            told = fault(error)
            fail(told)
            sys.exit(told.exit_code if isinstance(told, SourceError) else CRASHED)
        finally:
            give_up_unwritable()
        sys.exit(result if isinstance(result, int) else 0)


@click.group(cls=LazyGroup, params=common_options(hidden=False))
@click.version_option(__version__, prog_name="govplan", cls=Option, zh="显示版本并退出。")
def main() -> None:
    """Government plans as a graph."""
