"""`govplan coverage`: what was read of each document, what was not, and why."""

from __future__ import annotations

from kg.cli.command import command as declare
from kg.cli.command import option
from kg.cli.options import store_argument, table_options
from kg.cli.output import Target, table, talk
from kg.errors import both


@declare(
    "coverage",
    en="Count what each rule read in each document, and the runs with a trigger word that became no fact.",
    zh="统计各规则从各文件读出的内容，以及含触发词而未成为事实的文字。",
    example="govplan coverage plans.db\ngovplan coverage plans.db --runs --format csv -o unread.csv",
)
@store_argument
@table_options
@option(
    "--runs",
    is_flag=True,
    en="List every unread run with its line and surroundings.",
    zh="逐条列出未读文字及其所在行和上下文。",
)
@option("--check", is_flag=True, en="Leave with exit code 1 where a run is open.", zh="若有未了结的文字，退出码为 1。")
def command(*, store: str, target: Target, runs: bool, check: bool) -> int:
    """Write the ledger; exit 1 with --check where something is open."""
    from kg.evidence import coverage, unread_runs  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)

    with open_store(store) as opened:
        ledger = unread_runs(opened)
        shown = ledger if runs else coverage(opened)
    table(shown, target)
    open_runs = ledger.column("status").count("open")
    talk(both(f"{open_runs} open of {len(ledger)} unread runs.", f"未读 {len(ledger)} 处，其中未了结 {open_runs} 处。"))
    return int(check and open_runs > 0)
