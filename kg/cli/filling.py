"""What a build writes: each plan from one file, and in place of what the same file gave before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Bilingual, StoreError, both
from kg.records import Problem, Severity
from kg.store.base import select
from kg.store.origins import Origins
from kg.terms import DCTERMS, GP, PROV
from loaders.batch import same_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.base import Store
    from loaders.batch import Graph


class Filling:
    """One store while it is filled; `problems` and `notes` are told at the end."""

    def __init__(self, target: Store, *, replace: bool) -> None:
        self._target = target
        self._replace = replace
        self._origins = Origins.of_store(target.location)
        self.problems: list[Problem] = []
        self.notes: list[Bilingual] = []
        self._given: dict[str, str] = {}

    def take(self, graphs: list[Graph]) -> int:
        """Write the graphs; the first file of a plan stays unless another is wanted. Return how many were taken."""
        owners = _owners(self._target)
        given: dict[str, set[str]] = {}
        for graph in graphs:
            given.setdefault(graph.origin, set()).add(graph.iri)
        left = {iri for origin, now in given.items() for iri in self._before(origin) if iri not in now}
        taken: dict[str, Graph] = {}
        for graph in graphs:
            # What its file gives no longer is free for another.
            owner = None if graph.iri in left else owners.get(graph.plan)
            if graph.iri in taken:
                owner = taken[graph.iri].file_name
            if owner is not None and owner != graph.file_name and not self._replace:
                self.problems.append(same_plan(graph, owner))
                given.pop(graph.origin, None)
                continue
            taken[graph.iri] = graph
        old = self._old(given, taken)
        self._target.load_many((graph.iri, graph.quads) for graph in taken.values() if graph.iri not in old)
        for iri, others in old.items():
            self._told(taken[iri], others)
            self._target.replace(iri, taken[iri].quads, instead_of=others)
        for origin, now in given.items():
            if origin:
                self._origins.record(origin, now)
        self._save()
        self._given.update((graph.plan, graph.file_name) for graph in taken.values())
        return len(taken)

    def end(self) -> None:
        """Return when everything is on disk; where no list of origins is kept, tell of plans that may be of old."""
        self._target.flush()
        if not self._origins.is_kept:
            names = set(self._given.values())
            for plan, name in sorted(_owners(self._target).items()):
                if name in names and plan not in self._given:
                    self.problems.append(_earlier(plan, name))

    def _before(self, origin: str) -> tuple[str, ...]:
        return self._origins.graphs(origin) if origin else ()

    def _old(self, given: dict[str, set[str]], taken: dict[str, Graph]) -> dict[str, list[str]]:
        """Return what each new graph takes the place of: what its file gave before and gives no longer."""
        present = set(self._target.graphs())
        found: dict[str, list[str]] = {}
        for origin, now in given.items():
            gone = [iri for iri in self._before(origin) if iri in present and iri not in taken]
            first = next((iri for iri in sorted(now) if iri in taken), None)
            if gone and first is not None:
                found[first] = gone
        return found

    def _told(self, graph: Graph, others: Iterable[str]) -> None:
        """Note which plans go, by the titles that the store has for them."""
        for other in others:
            text = f"SELECT ?title WHERE {{ GRAPH <{other}> {{ ?plan a <{GP.Plan}> ; <{DCTERMS.title}> ?title }} }}"
            rows = select(self._target, text).rows
            title = next((row[0].value for row in rows if row[0] is not None), other)
            self.notes.append(
                both(
                    f"{graph.file_name} gives “{graph.title}” now; it takes the place of “{title}”, "
                    f"which the same file gave before.",
                    f"{graph.file_name} 现为《{graph.title}》，已取代该文件此前的《{title}》。",
                )
            )

    def _save(self) -> None:
        try:
            self._origins.save()
        except OSError as error:
            raise StoreError(
                both(f"The store {self._target.location} cannot be written: {error.strerror}.",
                     f"存储 {self._target.location} 无法写入：{error.strerror}。"),
                both("Free some space or change its permissions, and build again.", "请腾出空间或更改权限后重新建立。"),
            ) from error  # fmt: skip


def _earlier(plan: str, name: str) -> Problem:
    return Problem(
        "earlier-plan", Severity.WARNING,
        both(f"A file called {name} gave the plan <{plan}> before; it stays in the store.",
             f"名为 {name} 的文件此前给出过规划 <{plan}>，仍保留在存储中。"),
        both("If it is the same document, remove that graph at the endpoint.", "如为同一文件，请在端点上删除该图。"),
        subject=plan, source=name,
    )  # fmt: skip


def _owners(target: Store) -> dict[str, str]:
    """Return the file that each plan of the store came from."""
    rows = select(
        target,
        f"SELECT ?plan ?file WHERE {{ ?plan a <{GP.Plan}> ; <{PROV.wasDerivedFrom}> ?document . "
        f"?document <{GP.fileName}> ?file }}",
    )
    return {row[0].value: row[1].value for row in rows.rows if row[0] is not None and row[1] is not None}
