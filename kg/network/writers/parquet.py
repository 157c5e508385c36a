"""Nodes and edges as two Parquet files, for data frames and columnar engines; needs the extra `frames`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError, both
from kg.network.writers.part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.network.flat import FlatNetwork, Item


def _frame(items: Sequence[Item], ends: Sequence[str]) -> Any:  # noqa: ANN401 (an extra, which may be missing)
    import polars as pl  # noqa: PLC0415 (the same)

    types = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    kinds = {name: type(value) for item in items for name, value in item.attributes}
    keys: tuple[str, ...] = ("id", *ends)
    columns = {key: pl.Series(key, [getattr(item, key) for item in items], dtype=pl.String) for key in keys}
    rows = [dict(item.attributes) for item in items]
    for name, kind in kinds.items():
        columns[name] = pl.Series(name, [row.get(name) for row in rows], dtype=types[kind])
    return pl.DataFrame(columns)


def parquet_files(network: FlatNetwork) -> tuple[Part, ...]:
    """Write `nodes` (id, attributes) and `edges` (id, source, target, attributes).

    Raises:
        UsageError: The extra is not installed.
    """
    try:
        import polars as pl  # noqa: F401, PLC0415 (the same)
    except ImportError as error:
        raise UsageError(
            both("Parquet needs polars, which is not installed.", "Parquet 格式需要 polars，此环境未安装。"),
            both("Install it with: pip install 'govplan[frames]'.", "请运行：pip install 'govplan[frames]'。"),
        ) from error
    parts = []
    for items, ends, word in ((network.nodes, (), "nodes"), (network.edges, ("source", "target"), "edges")):
        buffer = io.BytesIO()
        _frame(items, ends).write_parquet(buffer, statistics=False)
        parts.append(Part(buffer.getvalue(), word))
    return tuple(parts)
