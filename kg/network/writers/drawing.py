"""DOT for Graphviz and Mermaid for Markdown pages: networks to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, both
from kg.network.writers.part import Part

if TYPE_CHECKING:
    from kg.network.flat import FlatNetwork, Item, Scalar

# Mermaid lays out about a hundred nodes before its pictures cannot be read and its editors stop
MERMAID_LIMIT: Final = 100
# without a font that has Chinese characters Graphviz draws boxes; the first one installed is taken
FONTS: Final = "Noto Sans CJK SC,WenQuanYi Micro Hei,Microsoft YaHei,SimHei,sans-serif"
_SHAPES: Final = {"task": "box", "safeguard": "box", "project": "box", "unit": "ellipse", "group": "doubleoctagon"}
_MERMAID: Final = {"unit": ("([", "])"), "group": ("{{", "}}")}


def _quoted(value: Scalar) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ")
    return f'"{text}"'


def _statement(item: Item) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in item.attributes)


def dot(network: FlatNetwork) -> tuple[Part, ...]:
    """Write DOT: actions as boxes, units as ellipses, groups doubled, possible ties dashed."""
    kind, arrow = ("digraph", "->") if network.directed else ("graph", "--")
    lines = [
        f"{kind} govplan {{",
        '  graph [overlap="false", rankdir="LR"];',
        f'  node [fontname="{FONTS}"];',
        f'  edge [fontname="{FONTS}"];',
    ]
    for node in network.nodes:
        shape = _SHAPES.get(str(node.get("kind")), "ellipse")
        lines.append(f'  {_quoted(node.id)} [{_statement(node)}, shape="{shape}"];')
    for edge in network.edges:
        dashed = ', style="dashed"' if edge.get("possibly") else ""
        ends = f"{_quoted(edge.source)} {arrow} {_quoted(edge.target)}"
        lines.append(f"  {ends} [id={_quoted(edge.id)}, {_statement(edge)}{dashed}];")
    return (Part("\n".join([*lines, "}", ""]).encode()),)


def _entity(text: str) -> str:
    """Return `text` for a quoted Mermaid label: its own marks and those of HTML and Markdown as entities."""
    plain = " ".join(text.split())
    return "".join(f"#{ord(c)};" if c in '#"<>&`;*_\\[]{}|' else c for c in plain)


def mermaid(network: FlatNetwork) -> tuple[Part, ...]:
    """Write a flowchart; nodes get short names n1, n2 … within the file, in the order of their ids.

    Raises:
        UsageError: The network has `MERMAID_LIMIT` nodes or more.
    """
    if len(network.nodes) >= MERMAID_LIMIT:
        raise UsageError(
            both(
                f"The network has {len(network.nodes)} nodes; Mermaid draws fewer than {MERMAID_LIMIT}.",
                f"网络有 {len(network.nodes)} 个节点；Mermaid 只能画少于 {MERMAID_LIMIT} 个。",
            ),
            both(
                "Narrow it with --plan or --unit, or take another format.",
                "请用 --plan 或 --unit 缩小，或换用其他格式。",
            ),
        )
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes, 1)}
    lines = ["flowchart LR"]
    for node in network.nodes:
        left, right = _MERMAID.get(str(node.get("kind")), ("[", "]"))
        lines.append(f'  {names[node.id]}{left}"{_entity(str(node.get("label")))}"{right}')
    for edge in network.edges:
        tie = ("-. ", " .-", " .->") if edge.get("possibly") else ("-- ", " ---", " -->")
        left, right = tie[0], tie[2 if network.directed else 1]
        label = _entity(str(edge.get("label")))
        lines.append(f'  {names[edge.source]} {left}"{label}"{right} {names[edge.target]}')
    return (Part("\n".join([*lines, ""]).encode()),)
