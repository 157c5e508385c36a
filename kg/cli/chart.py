"""`govplan chart`: a picture of plans as SVG or PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import place_option, plan_option, store_argument
from kg.cli.output import counted, data, settings, talk
from kg.errors import UsageError, both

if TYPE_CHECKING:
    from kg.chart import Form

KINDS: Final = ("matrix", "load", "network", "targets", "timeline", "gaps")


@declare(
    "chart",
    en="Draw a picture: who does what, how much, with whom, by when, and what is left open.\n\n"
    "matrix: tasks and units; load: tasks of each unit by role; network: units that share tasks; targets: the same "
    "measure across plans; timeline: deadlines and phases; gaps: what plans leave open. Needs govplan[charts].",
    zh="绘图：谁做什么、做多少、与谁协作、何时完成、缺什么。\n\n"
    "matrix：任务—单位矩阵；load：单位任务量；network：协作网络；targets：同一指标的各规划目标；timeline：时限与阶段；"
    "gaps：缺口概览。需要 govplan[charts]。",
    example="govplan chart plans.db --kind gaps -o gaps.svg",
)
@store_argument
@option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
    en="File to write; its suffix, .svg or .png, is the format.", zh="输出文件，后缀 .svg 或 .png 决定格式。",
)  # fmt: skip
@option("--kind", type=click.Choice(KINDS), required=True, en="Which picture.", zh="图的种类。")
@plan_option
@option(
    "--unit", "units", multiple=True,
    en="Only this unit, by any name it is known by; may be repeated.", zh="只看此单位（任一名称），可重复。",
)  # fmt: skip
@place_option
@option(
    "--measure",
    default="",
    en="For targets: only measures whose name holds this.",
    zh="用于 targets：名称含此词的指标。",
)
@option(
    "--top", type=click.IntRange(1), default=40, show_default=True,
    en="At most so many units or measures.", zh="最多画多少个单位或指标。",
)  # fmt: skip
@option(
    "--font", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    en="Font file with Chinese characters; else one that is installed.", zh="中文字体文件；默认使用系统已装字体。",
)  # fmt: skip
def command(
    *,
    store: str,
    output: Path,
    kind: str,
    plans: tuple[str, ...],
    units: tuple[str, ...],
    places: tuple[str, ...],
    measure: str,
    top: int,
    font: Path | None,
) -> None:
    """Draw one picture."""
    form = output.suffix.lower().removeprefix(".")
    if form not in {"svg", "png"}:
        raise UsageError(
            both(
                f"A picture cannot be written as {output.suffix or 'a file without a suffix'}.",
                f"图片不能写成“{output.name}”。",
            ),
            both("Give a name that ends in .svg or .png.", "请给出以 .svg 或 .png 结尾的文件名。"),
        )
    from kg.chart import Subject, draw_chart  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)
    from kg.view.scope import scoped  # noqa: PLC0415 (the same)

    with open_store(store) as opened:
        scope = scoped(opened, plans=plans, units=units, places=places)
    subject = Subject(scope.plans, settings().language, scope.units, measure, top, font)
    data(draw_chart(kind, subject, cast("Form", form)), output)
    talk(both(f"{counted(len(scope.plans), 'plan')} drawn.", f"已画 {len(scope.plans)} 个规划。"))
