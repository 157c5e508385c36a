"""`govplan validate`: hold plans against the rules, and say what is wrong or missing and what to do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import STORE_VARIABLE, output_option
from kg.cli.output import data, settings, talk

PROBLEMS_FOUND: Final = 1
THRESHOLDS: Final = ("violation", "warning", "info", "none")
FORMATS: Final = ("table", "csv", "json", "markdown", "html", "sarif", "junit")
ENGINES: Final = ("pyshacl", "fast")
TIERS: Final = ("core", "complete", "exemplary")


@declare(
    "validate",
    en="Check plans against the rules of docs/rules.md. STORES are stores, endpoints, RDF files, encodings, "
    "documents, or folders of them.",
    zh="按 docs/rules.md 的规则检查规划。STORES 可以是存储、端点、RDF 文件、编码、文件，或其所在文件夹。",
    example="govplan validate plans.db\ngovplan validate plan.yaml --tier core --rules ACTION,UNIT-004",
)
@click.argument("stores", nargs=-1, required=True, envvar=STORE_VARIABLE)
@option(
    "--tier", type=click.Choice(TIERS), default="complete", show_default=True,
    en="How much to ask: right, complete, or an example to others.", zh="要求程度：核心、完整或示范。",
)  # fmt: skip
@option("--rules", en="Only these rules: ids or classes, with commas.", zh="仅用这些规则：编号或类别，以逗号分隔。")
@option(
    "--fail-on", type=click.Choice(THRESHOLDS), default="violation", show_default=True,
    en="Leave with exit code 1 where something is at least so bad.", zh="达到此严重程度时退出码为 1。",
)  # fmt: skip
@option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    en="Form of the report.", zh="报告格式。",
)  # fmt: skip
@option(
    "--engine",
    type=click.Choice(ENGINES),
    en="What runs the shapes: pyshacl is the reference, fast finds the same; fast is the default for stores.",
    zh="执行规则的引擎：pyshacl 为基准，fast 结果相同；存储默认用 fast。",
)
@option(
    "--shapes",
    type=click.Path(path_type=Path, dir_okay=False),
    en="A SHACL file of your own instead of the rules of govplan.",
    zh="改用自己的 SHACL 规则文件。",
)
@option(
    "--waivers",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    en="A YAML file of findings that are accepted until a day, with the reason.",
    zh="豁免清单（YAML），含截止日期和理由。",
)
@option("--score", is_flag=True, en="Add how complete plans and units are.", zh="附规划和单位的完整性得分。")
@output_option
def command(
    stores: tuple[str, ...],
    *,
    tier: str,
    rules: str | None,
    fail_on: str,
    form: str,
    engine: str | None,
    shapes: Path | None,
    waivers: Path | None,
    score: bool,
    output: Path | None,
) -> int:
    """Validate; exit 1 where a problem reaches the threshold."""
    from kg.cli.candidates import candidates  # noqa: PLC0415 (--help does without)
    from kg.cli.cells import in_cells  # noqa: PLC0415 (the same)
    from kg.cli.checking import Asked, check  # noqa: PLC0415 (the same)
    from kg.records import Severity  # noqa: PLC0415 (the same)
    from kg.validation.reports import WRITERS  # noqa: PLC0415 (the same)

    names = tuple(name.strip() for name in (rules or "").split(",") if name.strip())
    books: dict[str, Path] = {}
    asked = Asked(tier, names, engine, shapes, waivers, score, settings().language)
    report = check(stores, asked, partial(candidates, books=books))
    report = replace(report, problems=in_cells(report.problems, books))
    data(WRITERS[form](report), output)
    if form != "table" or output is not None:
        talk(report.summary())
    grave = {"violation": 1, "warning": 2, "info": 3, "none": 0}[fail_on]
    worst = list(Severity)[:grave]
    return PROBLEMS_FOUND if any(problem.severity in worst for problem in report.problems) else 0
