"""`govplan template`: a small plan to write over, as a workbook, as CSV or as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import output_option
from kg.cli.output import data, settings, talk
from kg.errors import UsageError, both

if TYPE_CHECKING:
    from loaders.encoding.messages import Language

FORMATS: Final = ("xlsx", "csv", "yaml")
_SUFFIXES: Final = {".xlsx": "xlsx", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml"}


@declare(
    "template",
    en="Write a small plan of an invented place, to be written over: a workbook, a CSV file or YAML. --lang gives the "
    "language of its headings.",
    zh="生成一份虚构地区的小型规划供改写：工作簿、CSV 或 YAML。--lang 决定列名所用语言。",
    example="govplan template --lang zh -o plan.xlsx\ngovplan template --format yaml -o plan.yaml",
)
@option(
    "--format", "form", type=click.Choice(FORMATS), default=None,
    en="Format; by default what the name of the file says.", zh="格式，默认由文件名决定。",
)  # fmt: skip
@output_option
def command(*, form: str | None, output: Path | None) -> None:
    """Write the template."""
    from loaders.encoding.template import template  # noqa: PLC0415 (--help does without)

    language: Language = settings().language
    chosen = form or (None if output is None else _SUFFIXES.get(output.suffix.lower()))
    if chosen is None:
        raise UsageError(
            both("The format of the template is not given.", "没有指明模板的格式。"),
            both("Name a file, as -o plan.xlsx, or give --format.", "请用 -o plan.xlsx 指定文件，或给出 --format。"),
        )
    if output is not None and output.exists():
        raise UsageError(
            both(f"{output} already exists.", f"{output} 已存在。"),
            both("Name another file: a plan that was filled in is not overwritten.",
                 "请换一个文件名，以免覆盖已填内容。"),
        )  # fmt: skip
    data(template(chosen, language), output)
    if output is not None:
        talk(both(f"Write your plan over the example in {output}, then: govplan validate {output}",
                  f"请改写 {output} 中的示例，然后运行：govplan validate {output}"))  # fmt: skip
