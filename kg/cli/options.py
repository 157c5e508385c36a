"""The options that several commands take."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kg.cli.command import option
from kg.cli.output import Target

F = TypeVar("F", bound=Callable[..., Any])
STORE_VARIABLE: Final = "GOVPLAN_STORE"
MOST_ROWS: Final = 1_000_000_000
MOST_SECONDS: Final = 86_400
TABLE_FORMATS: Final = ("table", "csv", "json", "ndjson", "markdown")


def store_argument(function: F) -> F:
    """Take the store as a positional argument; the variable GOVPLAN_STORE stands in for it."""
    return click.argument("store", envvar=STORE_VARIABLE)(function)


def plan_option(function: F) -> F:
    """Take --plan, as `plans`."""
    return option(
        "--plan", "plans", multiple=True,
        en="Only this plan, by title, document number or file name; may be repeated.",
        zh="只看此规划（标题、文号或文件名），可重复。",
    )(function)  # fmt: skip


def place_option(function: F) -> F:
    """Take --place, as `places`."""
    return option(
        "--place", "places", multiple=True,
        en="Only plans of this place; may be repeated.", zh="只看该地区的规划，可重复。",
    )(function)  # fmt: skip


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
        "--timeout", type=click.IntRange(1, MOST_SECONDS), default=60, show_default=True, metavar="SECONDS",
        en="Stop after so many seconds.", zh="超过此秒数即终止。",
    )(function)  # fmt: skip


def rows_option(function: F) -> F:
    """Take --rows, the most rows that an answer may have."""
    return option(
        "--rows", type=click.IntRange(1, MOST_ROWS), default=10_000, show_default=True,
        en="At most so many rows.", zh="最多返回的行数。",
    )(function)  # fmt: skip
