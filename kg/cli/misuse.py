"""What a person sees where the call is wrong or something failed: the nearest name, the usage, the fault."""

from __future__ import annotations

import contextlib
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import click

from kg.cli.output import fail, settings
from kg.cli.sink import unwritable
from kg.errors import GovplanError, UsageError, both

if TYPE_CHECKING:
    from collections.abc import Sequence


_MISTAKES: Final = (
    (r"(.+) is not one of (.+)\.", "不能是 {}，可选：{}。"),
    (r"(.+) is not a valid integer(?: range)?\.", "应为整数，此处为 {}。"),
    (r"(.+) is not in the range (.+)\.", "不能是 {}，范围为 {}。"),
    (r"(?:File|Path|Directory) (.+) does not exist\.", "所指的 {} 不存在。"),
    (r"(?:File|Path) (.+) is a directory\.", "应为文件，{} 是文件夹。"),
    (r"Directory (.+) is a file\.", "应为文件夹，{} 是文件。"),
)


def unknown_command(name: str, known: Sequence[str]) -> UsageError:
    """Return the error for a command that there is not, with those that are spelt nearly so."""
    near = get_close_matches(name, known, n=2)
    english = f"Did you mean {' or '.join(near)}? " if near else ""
    chinese = f"是否要用 {' 或 '.join(near)}？" if near else ""
    return UsageError(
        both(f"There is no command {name!r}.", f"没有命令 {name!r}。"),
        both(f"{english}govplan --help lists them.", f"{chinese}govplan --help 列出全部命令。"),
    )


def show(error: click.ClickException) -> None:
    """Say what click found wrong: as click says it, or in Chinese."""
    if settings().language != "zh":
        # Where stderr takes nothing, the exit code is all that can be said.
        with contextlib.suppress(OSError):
            error.show()
        return
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "govplan"
    remedy = f"用法见 {path} --help。"
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        message = f"没有选项 {error.option_name}。"
        if error.possibilities:
            remedy = f"是否要用 {'、'.join(sorted(error.possibilities))}？{remedy}"
    elif isinstance(error, click.MissingParameter):
        hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
        message = f"缺少 {hint if isinstance(hint, str) else ' / '.join(hint)}。"
    elif isinstance(error, click.BadParameter):
        message = f"参数有误：{_in_chinese(error)}"
    fail(UsageError(message, remedy))


def _in_chinese(error: click.BadParameter) -> str:
    """Return what click says of a value, the commonest mistakes in Chinese."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
    name = hint if isinstance(hint, str) else " / ".join(hint)
    for pattern, chinese in _MISTAKES:
        match = re.fullmatch(pattern, error.message)
        if match is not None:
            return f"{name} {chinese.format(*match.groups())}"
    return error.format_message()


def fault(error: Exception) -> GovplanError:
    """Return what is said of an error that nothing expected: a full stdout, or a fault of ours."""
    if isinstance(error, OSError) and error.filename is None:
        # Files have names: this is the stdout that a help or a version went to.
        return unwritable(None, error)
    return GovplanError(
        both(f"govplan failed: {type(error).__name__}: {error}", f"govplan 出错：{type(error).__name__}：{error}"),
        both("This is a fault of govplan: run again with -vv and report it.",
             "这是 govplan 的缺陷：请加 -vv 重试并报告。"),
    )  # fmt: skip
