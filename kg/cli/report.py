"""`govplan report`: a page for each plan that opens without a network."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import place_option, plan_option, store_argument
from kg.cli.output import counted, data, progress, settings, talk
from kg.errors import SourceError, both


@declare(
    "report",
    en="Write a page for each plan: outline, owners, targets, gaps, pictures, and the text with every fact marked "
    "where it was read. Pages are self-contained; index.html lists them.",
    zh="为每个规划生成网页：目录、责任分工、指标、缺口、图，以及逐处标注的原文。网页可离线打开；index.html 为总目。",
    example="govplan report plans.db -o report --lang zh",
)
@store_argument
@option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False),
    en="Folder to write into; it is made where it is missing.", zh="输出文件夹，不存在则新建。",
)  # fmt: skip
@plan_option
@place_option
def command(*, store: str, output: Path, plans: tuple[str, ...], places: tuple[str, ...]) -> None:
    """Write the pages."""
    from kg.report import index_page, page_name, plan_page  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)
    from kg.view.scope import scoped  # noqa: PLC0415 (the same)

    with open_store(store) as opened:
        found = scoped(opened, plans=plans, places=places).plans
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(
            both(f"{output} cannot be made: {error.strerror}.", f"{output} 无法创建：{error.strerror}。"),
            both("Give a folder that may be written.", "请给出可写的文件夹。"),
        ) from error
    language = settings().language
    with progress(both("Writing pages", "生成网页"), len(found)) as step:
        for plan in found:
            data(plan_page(plan, language), output / page_name(plan))
            step()
    data(index_page(found, language), output / "index.html")
    talk(
        both(
            f"{counted(len(found), 'page')} and index.html in {output}.",
            f"{output} 中有 {len(found)} 个网页和 index.html。",
        )
    )
