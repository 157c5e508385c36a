"""Where the ontology, shapes, queries and examples are: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError, both

KINDS = ("ontology", "shapes", "queries", "examples")


def resource_dir(kind: str) -> Path:
    """Return the folder of one kind of resource.

    Args:
        kind: One of `KINDS`.

    Raises:
        UsageError: The folder is neither beside the package nor inside it.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "_resources" / kind, here.parent / kind):
        if candidate.is_dir():
            return candidate
    raise UsageError(
        both(f"The folder {kind!r} of govplan is missing.", f"govplan 缺少文件夹 {kind!r}。"),
        both("Install govplan again.", "请重新安装 govplan。"),
    )
