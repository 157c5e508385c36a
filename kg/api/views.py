"""Networks and pictures, as a notebook shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.answer import Answer
from kg.errors import UsageError, both

if TYPE_CHECKING:
    import networkx as nx

    from kg.network import Kind, Network
    from kg.view.words import Language


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network of tasks and units, or of units; `network` is the record that the file formats are written from."""

    network: Network
    language: Language = "zh"

    def to_networkx(self) -> nx.MultiDiGraph | nx.MultiGraph:
        """Return a networkx multigraph, its nodes and edges with all their attributes."""
        from kg.network import flatten  # noqa: PLC0415 (heavy)
        from kg.network.writers.xml import to_networkx  # noqa: PLC0415 (the same)

        return to_networkx(flatten(self.network))

    def units(self) -> NetworkView:
        """Return the network of units that share tasks."""
        from kg.network import unit_network  # noqa: PLC0415 (the same)

        return NetworkView(unit_network(self.network), self.language)

    def measures(self, kind: Kind = "units") -> Answer:
        """Return measures: of `units`, `tasks`, `pairs`, or an `overview`.

        Raises:
            UsageError: This is the network of units; measure the one that it was made from.
        """
        from kg.network import measure, measures_table  # noqa: PLC0415 (the same)

        if not self.network.directed:
            raise UsageError(
                both("Measures are taken on the network of tasks and units.", "度量以任务—单位网络为准。"),
                both("Call measures() before units().", "请在 units() 之前调用 measures()。"),
            )
        return Answer(measures_table(measure(self.network), kind, zh=self.language == "zh"))

    def save(self, path: str | Path, form: str | None = None) -> tuple[Path, ...]:
        """Write a file, or two where the format is two; return their paths.

        Args:
            path: Where; `net.csv` becomes `net.nodes.csv` and `net.edges.csv`.
            form: A name of `kg.network.EXPORTERS`; the suffix of `path` where it is left out.

        Raises:
            UsageError: There is no such format.
        """
        from kg.network import EXPORTERS, flatten  # noqa: PLC0415 (the same)

        place = Path(path)
        name = form or place.suffix.removeprefix(".")
        writer = next((exporter for exporter in EXPORTERS if exporter.name == name), None)
        if writer is None:
            names = ", ".join(exporter.name for exporter in EXPORTERS)
            raise UsageError(
                both(f"There is no network format {name!r}.", f"没有网络格式“{name}”。"),
                both(f"Take one of: {names}.", f"可用：{names}。"),
            )
        written = []
        for part in writer.write(flatten(self.network)):
            file = place.with_name(f"{place.stem}.{part.word}{place.suffix}") if part.word else place
            file.write_bytes(part.data)
            written.append(file)
        return tuple(written)

    def __repr__(self) -> str:
        return f"NetworkView({len(self.network.nodes)} nodes, {len(self.network.edges)} edges)"

    def _repr_html_(self) -> str:
        return f"<p>{len(self.network.nodes)} nodes, {len(self.network.edges)} edges</p>"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG; a notebook shows it, `save` writes it."""

    svg: str

    def save(self, path: str | Path) -> Path:
        """Write the SVG file; return its path."""
        file = Path(path)
        file.write_text(self.svg, encoding="utf-8")
        return file

    def __repr__(self) -> str:
        return f"Picture({len(self.svg):,} characters of SVG)"

    def _repr_svg_(self) -> str:
        return self.svg
