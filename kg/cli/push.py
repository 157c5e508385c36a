"""`govplan push STORE ENDPOINT`: the graphs of a store into a SPARQL endpoint, one request each, as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kg.cli import output as printer
from kg.cli.command import command as declare
from kg.cli.command import option
from kg.errors import UsageError, both


@declare(
    "push",
    en=(
        "Load the graphs of a store into a SPARQL endpoint.\n\n"
        "Each graph is replaced in one step, by the Graph Store Protocol where the endpoint speaks it. A graph that "
        "already says the same is left alone, so a push that broke off can be repeated. ENDPOINT is an http(s) "
        "address: https://user:password@host/query#update=URL&graphs=URL&auth=digest; what the fragment leaves out "
        "is derived from …/query."
    ),
    zh=(
        "把存储中的图载入 SPARQL 端点。\n\n"
        "每个图一步替换，端点支持 Graph Store Protocol 时即用之；内容相同的图不动，因此中断后可重复执行。"
        "ENDPOINT 为 http(s) 地址：https://用户:密码@主机/query#update=URL&graphs=URL&auth=digest；"
        "片段中未写的由 …/query 推得。"
    ),
    example="govplan push plans.db http://localhost:7878/query",
)
@click.argument("store")
@click.argument("endpoint")
@option(
    "--prune",
    is_flag=True,
    en="Remove plans from the endpoint that the store does not hold.",
    zh="删除端点中存储所没有的规划图。",
)
def command(store: str, endpoint: str, *, prune: bool) -> None:
    """Push all graphs, and say how many were new, replaced and unchanged."""
    from kg.namespaces import ID  # noqa: PLC0415 (--help does without)
    from kg.store import open_store  # noqa: PLC0415 (the same)

    if not endpoint.startswith(("http://", "https://")):
        raise UsageError(
            both(f"Not the address of an endpoint: {endpoint}", f"不是端点地址：{endpoint}"),
            both("Give one such as http://localhost:7878/query.", "请给出地址，如 http://localhost:7878/query。"),
        )
    removed = 0
    with open_store(store) as source, open_store(endpoint, "write") as target:
        graphs = source.graphs()
        with printer.progress(both("Pushing", "载入"), len(graphs)) as step:

            def documents() -> Iterator[tuple[str, str]]:
                for graph in graphs:
                    yield graph, "".join(source.nquads(graph))
                    step()

            done = target.load_many(documents())
        if prune:
            ours = (graph for graph in target.graphs() if graph.startswith(ID) and graph not in graphs)
            removed = sum(target.remove(graph) for graph in ours)
    printer.talk(
        both(
            f"{printer.counted(len(graphs), 'graph')}: {len(done.added)} added, {len(done.replaced)} replaced, "
            f"{len(done.unchanged)} unchanged, {removed} removed.",
            f"{len(graphs)} 个图：新增 {len(done.added)}，替换 {len(done.replaced)}，"
            f"未变 {len(done.unchanged)}，删除 {removed}。",
        )
    )
