"""Which file gave which graphs: a small list inside the folder of a store, so that a file can replace what it gave.

A plan is known by its place and number or title, and a file may state another plan when it is read again. The graphs
themselves name no folder of the machine that read them; here a file is known by the digest of its full path.
Without the list, as at an endpoint, nothing is lost: what a file gave before is then not known.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

logger = logging.getLogger(__name__)
NAME: Final = "origins.json"


class Origins:
    """The list of one store; `folder` is None where it cannot be kept."""

    def __init__(self, folder: Path | None, graphs: dict[str, tuple[str, ...]] | None = None) -> None:
        self._folder = folder
        self._graphs = graphs or {}
        self._saved = dict(self._graphs)

    @classmethod
    def of_store(cls, location: str) -> Origins:
        """Return the list of the store at `location`; one that cannot be read counts as empty."""
        folder = Path(location)
        if "://" in location or not folder.is_dir():
            return cls(None)
        try:
            found = json.loads((folder / NAME).read_text(encoding="utf-8"))
            return cls(folder, {key: tuple(map(str, graphs)) for key, graphs in found.items()})
        except FileNotFoundError:
            return cls(folder)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            logger.info("the origins of %s are not used: %s", location, error)
            return cls(folder)

    @property
    def is_kept(self) -> bool:
        """Whether the store has a place for the list."""
        return self._folder is not None

    def graphs(self, origin: str) -> tuple[str, ...]:
        """Return the graphs that a file gave when it was last read."""
        return self._graphs.get(_key(origin), ())

    def record(self, origin: str, graphs: Iterable[str]) -> None:
        """Note what a file gave; a graph belongs to the last file that gave it."""
        given = tuple(sorted(graphs))
        for key, held in list(self._graphs.items()):
            if not set(held).isdisjoint(given):
                self._graphs[key] = tuple(graph for graph in held if graph not in given)
        self._graphs[_key(origin)] = given

    def save(self) -> None:
        """Write the list in one step, where it has changed.

        Raises:
            OSError: The folder cannot be written.
        """
        if self._folder is None or self._graphs == self._saved:
            return
        text = json.dumps({key: graphs for key, graphs in sorted(self._graphs.items()) if graphs}, indent=0)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, delete=False) as file:
            file.write(text + "\n")
        Path(file.name).replace(self._folder / NAME)
        self._saved = dict(self._graphs)


def _key(origin: str) -> str:
    return sha256(origin.encode(errors="surrogateescape")).hexdigest()[:32]
