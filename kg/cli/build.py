"""`govplan build`: documents in, a store out. The main job."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import STORE_VARIABLE
from kg.cli.output import counted, progress, settings, spoken, talk
from kg.errors import SourceError, UsageError, both

if TYPE_CHECKING:
    from kg.records import Problem

T = TypeVar("T")
PROBLEMS_FOUND: Final = 1
CHUNK: Final = 64
"""Documents that are written together: enough to load in bulk, few enough to hold in memory."""


def batched(things: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most `size` things."""
    while chunk := list(islice(things, size)):
        yield chunk


@declare(
    "build",
    en="Read plan documents and encodings into a store. A document that was read before replaces itself.",
    zh="读取规划文件和编码，建立存储。再次读取同一文件会整体替换其内容。",
    example="govplan build examples/*.txt -o plans.db",
)
@click.argument("documents", nargs=-1, required=True, type=str)
@option(
    "-o", "--output", "store", required=True, envvar=STORE_VARIABLE,
    en="Store to write: a folder, or the address of a SPARQL endpoint.", zh="要写入的存储：文件夹或 SPARQL 端点地址。",
)  # fmt: skip
@option("--replace", is_flag=True, en="Take a plan from another file than before.", zh="同一规划改用新文件的内容。")
@option("--strict", is_flag=True, en="Leave with exit code 1 on warnings too.", zh="有警告时也以退出码 1 结束。")
@option(
    "--limit", "bounds", multiple=True, metavar="NAME=NUMBER",
    en="What one document may cost: file_bytes, seconds, pages and others.",
    zh="单个文件的限制：file_bytes、seconds、pages 等。",
)  # fmt: skip
@option(
    "--save", "keep", type=click.Path(file_okay=False, path_type=Path), default=None,
    en="Folder that keeps what is fetched from addresses, with address and time.",
    zh="保存从网址获取的文件及其网址和时间的文件夹。",
)  # fmt: skip
def command(
    documents: tuple[str, ...], store: str, *, replace: bool, strict: bool, bounds: tuple[str, ...], keep: Path | None
) -> int:
    """Read documents into a store: files, folders, archives, `-` for standard input, addresses."""
    from kg.cli.filling import Filling  # noqa: PLC0415 - `--help` needs none of these
    from kg.records import Severity  # noqa: PLC0415
    from kg.store import check_place, open_store  # noqa: PLC0415
    from loaders.batch import graphs_of, load_files  # noqa: PLC0415
    from loaders.limits import with_limits  # noqa: PLC0415
    from loaders.sources import find_sources  # noqa: PLC0415

    if store == "memory:":
        raise UsageError(
            both("memory: keeps nothing after the command.", "memory: 在命令结束后不保留任何内容。"),
            both("Give a folder.", "请给出文件夹。"),
        )
    check_place(store)
    files = find_sources(documents)
    limits = with_limits(bounds)
    problems: list[Problem] = []
    met = read = written = 0
    with contextlib.ExitStack() as opened, progress("build", len(files)) as step:
        filling: Filling | None = None
        for chunk in batched(load_files(files, limits, keep), CHUNK):
            graphs = [graph for result in chunk for graph in graphs_of(result)]
            problems.extend(problem for result in chunk for problem in result.problems)
            if graphs:
                # A store is made only when there is something to put into it.
                if filling is None:
                    filling = Filling(opened.enter_context(open_store(store, "write")), replace=replace)
                written += filling.take(graphs)
                read += sum(result.plan is not None or bool(result.graphs) for result in chunk)
            met += len(chunk)
            step(len(chunk))
        if filling is not None:
            filling.end()
            problems.extend(filling.problems)
    for problem in problems:
        _tell(problem)
    for note in filling.notes if filling is not None else ():
        talk(note)
    unread = met - read
    talk(
        both(
            f"{counted(met, 'document')}: {counted(written, 'plan')} written, {unread} not read, "
            f"{counted(len(problems), 'problem')}.",
            f"{met} 个文件：写入 {written} 个规划，{unread} 个未能读取，{len(problems)} 个问题。",
        )
    )
    if not read:
        raise SourceError(
            both("No document could be read.", "没有一个文件能够读取。"),
            both("See the problems above.", "请见上面的问题。"),
        )
    violated = any(problem.severity is Severity.VIOLATION for problem in problems)
    warned = any(problem.severity is not Severity.INFO for problem in problems)
    return PROBLEMS_FOUND if violated or (strict and warned) else 0


def _tell(problem: Problem) -> None:
    if settings().verbosity >= 0:
        from kg.validation.reports.base import NAMES  # noqa: PLC0415 - see above
        from loaders.encoding.report import where  # noqa: PLC0415 - see above

        # a message that names its file says the place itself, unless there is a line as well
        is_said = problem.line is None and problem.cell is None and (problem.source or "") in problem.message
        place = "" if is_said else f"{where(problem)}: "
        said = f"{place}{spoken(problem.message)} {spoken(problem.remedy)}".strip()
        talk(f"{spoken(NAMES[problem.severity])}: {said}")
