"""`govplan ledger`: the responsibility ledger as a workbook or a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import place_option, plan_option, store_argument
from kg.cli.output import counted, data, settings, talk
from kg.errors import UsageError, both

if TYPE_CHECKING:
    from kg.ledger import By

SUFFIXES: Final = (".xlsx", ".docx")


@declare(
    "ledger",
    en="Write the responsibility ledger (责任台账): who does what by when, with quote and line.",
    zh="导出责任台账：谁、做什么、何时完成，附原文与出处行。",
    example="govplan ledger plans.db -o ledger.xlsx --lang zh",
)
@store_argument
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    en="File to write; its suffix, .xlsx or .docx, is the format.",
    zh="输出文件，后缀 .xlsx 或 .docx 决定格式。",
)
@option(
    "--by",
    type=click.Choice(["plan", "unit", "list"]),
    default=None,
    en="A sheet for each plan or each unit, or one list of all; unit where --unit is given, else plan.",
    zh="按规划或单位分表，或合为一表；给出 --unit 时默认按单位，否则按规划。",
)
@plan_option
@option(
    "--unit",
    "units",
    multiple=True,
    en="Only what this unit has or may have a part in; any name it is known by; may be repeated.",
    zh="只看此单位（任一名称）明确或可能承担的任务，可重复。",
)
@place_option
def command(
    *, store: str, output: Path, by: By | None, plans: tuple[str, ...], units: tuple[str, ...], places: tuple[str, ...]
) -> None:
    """Write one ledger."""
    if output.suffix.lower() not in SUFFIXES:
        raise UsageError(
            both(
                f"A ledger cannot be written as {output.suffix or 'a file without a suffix'}.",
                f"台账不能写成“{output.name}”。",
            ),
            both("Give a name that ends in .xlsx or .docx.", "请给出以 .xlsx 或 .docx 结尾的文件名。"),
        )
    from kg.ledger import build_ledger, write_docx, write_xlsx  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)
    from kg.view.scope import scoped  # noqa: PLC0415 (the same)

    with open_store(store) as opened:
        scope = scoped(opened, plans=plans, units=units, places=places)
    ledger = build_ledger(
        scope.plans, by=by or ("unit" if units else "plan"), units=scope.units, language=settings().language
    )
    write = write_xlsx if output.suffix.lower() == ".xlsx" else write_docx
    data(write(ledger), output)
    sheets, rows = len(ledger.sheets), sum(len(sheet.rows) for sheet in ledger.sheets)
    talk(both(f"{counted(sheets, 'list')}, {counted(rows, 'row')}.", f"{sheets} 个清单，{rows} 行。"))
